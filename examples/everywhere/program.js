// One program for every environment: balls and boxes fall past a turning bar on a floor, and digests tell what became of them.
// Node, Bun and Deno run it by main.js, a page and its Web Worker by ../vite; ../hosts does the same through the ABI alone, in Python
// and C. All print the same lines. Numbers of the scene are sums of powers of two, so that no language rounds them.
import { digestText } from 'kinema';

const material = { density: 1, friction: 0.5, restitution: 0.25 };

/** A floor, a bar that a motor turns, and twelve bodies above it, balls and boxes in turn. */
export const scene = {
  bodies: [
    { type: 'static', position: [0, -0.5], shapes: [{ box: { width: 16, height: 1 }, ...material }] },
    { name: 'bar', position: [-2, 2.5], shapes: [{ box: { width: 2.5, height: 0.25 }, ...material }] },
    ...Array.from({ length: 12 }, (_, i) => ({
      position: [0.125 * (i % 3), 1 + 1.5 * i],
      velocity: [0, -0.5 * i],
      angle: 0.25 * i,
      shapes: [i % 2 ? { box: { width: 1, height: 0.75 }, ...material } : { circle: { radius: 0.5 }, ...material }],
    })),
  ],
  joints: [{ type: 'revolute', b: 'bar', anchor: [-2, 2.5], motor: { speed: 2, maxTorque: 200 } }],
};

/** When the program looks. */
export const looks = [1, 60, 240, 600];

/**
 * Steps the scene.
 * @param {import('kinema').Kinema} kinema
 * @returns {string[]} a line for each look: steps, digest of the states, impacts so far, height (m) of the last body
 */
export function program(kinema) {
  const world = kinema.world(scene);
  return looks.map((steps) => {
    world.step(steps - world.steps);
    const height = world.states[world.states.length - 5];
    return `${steps} ${digestText(world.digest())} ${world.contactCount} ${height.toFixed(3)}`;
  });
}
