// One program for every environment: balls and boxes fall past a turning bar on a floor, and digests tell what became of them.
// Node, Bun and Deno run it by main.js, a page and its Web Worker by ../vite; ../hosts does the same through the ABI alone, in Python
// and C. All print the same lines. Numbers of the scene are sums of powers of two, so that no language rounds them.
import { digestText } from 'kinema';

const material = { density: 1, friction: 0.5, restitution: 0.25 };
const box = (width, height) => ({ box: { width, height }, color: '#f28e2b', ...material });
const ball = (radius) => ({ circle: { radius }, color: '#4e79a7', ...material });

/** A floor, a bar that a motor turns, and twelve bodies above it, balls and boxes in turn. */
export const scene = {
  world: { view: [-8, -1, 8, 9] },
  bodies: [
    { type: 'static', position: [0, -0.5], shapes: [box(16, 1)] },
    { name: 'bar', position: [-2, 2.5], shapes: [box(2.5, 0.25)] },
    ...Array.from({ length: 12 }, (_, i) => ({
      position: [0.125 * (i % 3), 1 + 1.5 * i],
      velocity: [0, -0.5 * i],
      angle: 0.25 * i,
      shapes: [i % 2 ? box(1, 0.75) : ball(0.5)],
    })),
  ],
  joints: [{ type: 'revolute', b: 'bar', anchor: [-2, 2.5], motor: { speed: 2, maxTorque: 200 } }],
};

/** When the program looks. */
export const looks = [1, 60, 240, 600];

/**
 * Steps the scene, and draws it at the end.
 * @param {import('kinema').Kinema} kinema
 * @returns {string[]} a line for each look: steps, digest of the states, impacts so far, height (m) of the last body; the last line:
 * digest of the picture
 */
export function program(kinema) {
  const world = kinema.world(scene);
  const lines = looks.map((steps) => {
    world.step(steps - world.steps);
    const height = world.states[world.states.length - 5];
    return `${steps} ${digestText(world.digest())} ${world.contactCount} ${height.toFixed(3)}`;
  });
  const { data } = world.draw({ size: [640, 400], outlines: 1.5 });
  return [...lines, `picture ${digestText(kinema.xxh64(new Uint8Array(data.buffer)))}`];
}
