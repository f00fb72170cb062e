// Worlds that are solved together (assembly/dynamics/together.ts): their lanes are filled across worlds, their bits are those that each has alone.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema, type World } from '../../dist/index.js';
import { randomScene } from '../scenes/random-scene.js';

const test = suite('worlds together');
const kinema = await loadKinema({ build: 'simd' });
const scalar = await loadKinema({ build: 'scalar' });

/** Makes neighbours differ: bodies of world i are pushed, one is taken out, another changes its gravity or is damped. */
function vary(world: World, i: number): void {
  const movable = world.bodies.filter((body) => body.type === 'dynamic');
  movable.forEach((body, k) => {
    body.velocity = [Math.fround(0.3 * Math.sin(i + k)), Math.fround(0.2 * Math.cos(2 * i + k))];
  });
  const pick = movable[i % Math.max(movable.length, 1)];
  if (!pick) return;
  if (i % 5 === 1) pick.remove();
  if (i % 5 === 2) pick.gravityScale = 0.5;
  if (i % 5 === 3) pick.linearDamping = 0.3;
}

const seeds = fc.integer({ min: 0, max: 1_000_000 });

test('random scenes: every state after every step, and the snapshot at the end, in a batch as alone in the scalar build', () => {
  fc.assert(
    fc.property(seeds, fc.integer({ min: 3, max: 19 }), fc.boolean(), (seed, count, sleeping) => {
      const random = randomScene(seed).scene;
      const scene = { ...random, world: { ...random.world, sleeping, sleepTime: 0.1, sleepSpeed: 0.05 } };
      const batch = kinema.batch(scene, count, { observations: ['time'] });
      const worlds = Array.from({ length: count }, () => scalar.world(scene));
      worlds.forEach((world, i) => {
        vary(world, i);
        vary(batch.world(i), i);
      });
      for (let step = 0; step < 60; step++) {
        batch.step();
        worlds.forEach((world, i) => {
          world.step();
          assert.is(batch.digest(i), world.digest(), `seed ${seed}: world ${i} differs after step ${step + 1}`);
        });
      }
      worlds.forEach((world, i) => {
        assert.equal(batch.world(i).snapshot(), world.snapshot());
        world.dispose();
      });
      batch.dispose();
    }),
    { numRuns: 25, includeErrorInReport: true },
  );
});

const box = (position: number[], width: number, height: number, more = {}) => ({
  ...{ type: 'static', position, shapes: [{ box: { width, height }, friction: 0.5 }] },
  ...more,
});

/** Discs, boxes and both, so that blocks have contacts of one point, of two, and both in turns; on a belt that moves up and down. */
const heap = (kinds: string, world = {}) => ({
  world,
  bodies: [
    box([0, -0.5], 6, 1, { type: 'kinematic', velocity: [0, 0.05] }),
    box([-2, 3], 1, 8),
    box([2, 3], 1, 8),
    ...Array.from({ length: 12 }, (_, i) => ({
      position: [-1 + (i % 4) * 0.62, 0.4 + 0.65 * Math.floor(i / 4)],
      angle: 0.1 * i,
      shapes: [
        kinds[i % kinds.length] === 'o'
          ? { circle: { radius: 0.3 }, rollingResistance: i % 3 ? 0 : 0.05 }
          : { box: { width: 0.5, height: 0.4 }, friction: 0.6 },
      ],
    })),
  ],
});

for (const kinds of ['o', 'b', 'ob', 'oobbb'])
  for (const world of [{}, { integrator: 'symplectic-euler' }, { resolveOverlaps: 'project' }, { substeps: 3 }])
    test(`a heap of ${kinds} with ${JSON.stringify(world)}: several steps in a call`, () => {
      const scene = heap(kinds, world);
      for (const count of [3, 8, 13]) {
        const batch = kinema.batch(scene, count, { observations: ['impacts'] });
        const alone = Array.from({ length: count }, () => kinema.world(scene));
        alone.forEach((one, i) => {
          for (const each of [one, batch.world(i)]) each.body(3 + (i % 12)).applyImpulse([0.02 * i, 0]);
        });
        for (let call = 0; call < 12; call++) {
          batch.step(undefined, 10);
          alone.forEach((one, i) => {
            one.step(10);
            assert.is(batch.digest(i), one.digest(), `world ${i} of ${count} differs after call ${call + 1}`);
            assert.equal(batch.world(i).events, one.events);
          });
        }
        for (const one of [batch, ...alone]) one.dispose();
      }
    });

test('who waits is not held by the joints of a neighbour that is solved alone', () => {
  const crate = { shapes: [{ box: { width: 1, height: 1 }, friction: 0 }] };
  const scene = {
    world: { sleeping: true, sleepTime: 0.1 },
    bodies: [
      box([0, -0.5], 60, 1),
      { position: [0, 0.5], ...crate },
      { position: [3, 0.5], velocity: [1, 0], ...crate },
    ],
    joints: [{ type: 'distance', a: 1, b: 2, anchorA: [0, 0.5], anchorB: [3, 0.5], min: 1, max: 3.5 }],
  };
  const count = 4;
  const batch = kinema.batch(scene, count, { observations: ['time'] });
  const alone = Array.from({ length: count }, () => kinema.world(scene));
  // All but the last lose their joint: there the crate at rest falls asleep while the other slides.
  for (let i = 0; i < count - 1; i++)
    for (const one of [alone[i] as World, batch.world(i)]) for (const joint of one.joints) joint.remove();
  for (let step = 0; step < 60; step++) {
    batch.step();
    alone.forEach((one, i) => {
      one.step();
      assert.is(batch.digest(i), one.digest(), `world ${i} differs after step ${step + 1}`);
      assert.is(batch.world(i).stats.awake, one.stats.awake, `world ${i} sleeps otherwise after step ${step + 1}`);
    });
  }
  assert.is(alone[0]?.stats.awake, 1);
  for (const one of [batch, ...alone]) one.dispose();
});

test.run();
