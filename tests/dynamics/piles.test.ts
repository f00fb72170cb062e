// Piles of bodies that bounce: they settle, and nothing that holds them up gives them energy.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema, type World } from '../../dist/index.js';

const test = suite('piles');
const kinema = await loadKinema();
const gravity = 9.8;

const wall = (position: number[], width: number, height: number) => ({
  ...{ type: 'static', position, shapes: [{ box: { width, height }, friction: 0.5 }] },
});

/** Ten bodies in a box three of them wide, moved a little from their columns, none overlapping. */
function pile(restitution: number, shift: number, boxes: boolean) {
  return {
    world: { gravity: [0, -gravity], sleeping: false },
    bodies: [
      wall([0, -0.5], 4, 1),
      wall([-1.5, 2], 1, 6),
      wall([1.5, 2], 1, 6),
      ...Array.from({ length: 10 }, (_, i) => ({
        position: [-0.6 + 0.6 * (i % 3) + 0.015 * Math.sin(i * 7.3 + shift), 0.35 + 0.62 * Math.floor(i / 3)],
        shapes: [
          {
            ...(boxes && i % 2 ? { box: { width: 0.45, height: 0.4 } } : { circle: { radius: 0.28 } }),
            ...{ friction: 0.5, restitution },
          },
        ],
      })),
    ],
  };
}

function energy(world: World): number {
  return world.bodies
    .filter((body) => body.type === 'dynamic')
    .reduce((sum, { mass, inertia, position, velocity: [vx, vy], omega }) => {
      return sum + mass * (gravity * position[1] + (vx * vx + vy * vy) / 2) + (inertia * omega * omega) / 2;
    }, 0);
}

const fastest = (world: World) =>
  Math.max(...world.bodies.map(({ velocity: [vx, vy] }) => Math.hypot(vx as number, vy as number)));

for (const boxes of [false, true])
  for (const restitution of [0, 0.1, 0.2, 0.5, 0.8])
    test(`${boxes ? 'boxes and balls' : 'balls'} of restitution ${restitution}: energy does not grow, and they rest after ten seconds`, () => {
      for (let shift = 0; shift < 6; shift++) {
        const world = kinema.world(pile(restitution, shift, boxes));
        // Soft contacts give back a little of what they took: no more than lifts one of the ten by so much.
        const slack = (boxes ? 0.3 : 0.12) * gravity * (world.bodies[3]?.mass ?? 0);
        let least = energy(world);
        for (let step = 0; step < 600; step++) {
          world.step();
          const now = energy(world);
          assert.ok(now - least < slack, `shift ${shift}, step ${step}: energy grows by ${now - least} J`);
          least = Math.min(least, now);
        }
        assert.ok(fastest(world) < 0.2, `shift ${shift}: ${fastest(world)} m/s at the end`);
        world.dispose();
      }
    });

test.run();
