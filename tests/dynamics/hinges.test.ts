// Plain hinges, which are solved in lanes (assembly/dynamics/joints/hinges.ts), against the kernel of all other joints: a revolute joint whose spring has no
// frequency is a hinge too, but goes that way, one by one. Both must have the same bits, in both builds.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyType, JointKind, JointState } from '../../bindings/typescript/engine/layout.js';
import { RawWorld } from '../support/raw-world.js';

const test = suite('hinges');
const WORLD = 0xffffffff;

type Build = 'simd' | 'scalar';
type Place = [number, number];

/**
 * A net of balls, a wheel with 40 spokes (more than there are colours) and a chain from a body that turns, above a floor. `wide`: anchors that are metres from
 * where they should be, so that hinges contradict each other.
 */
function net(seed: number, build: Build, general: boolean, wide: boolean, settings: object): RawWorld {
  let bits = seed >>> 0;
  const next = () => {
    bits = (Math.imul(1664525, bits) + 1013904223) >>> 0;
    return bits / 2 ** 32;
  };
  const w = new RawWorld({ sleeping: 0, ...settings }, build);
  w.wall(0, -3, 30, 0.5);
  const hinge = (a: number, b: number, [ax, ay]: Place, [bx, by]: Place) => {
    const off = wide && next() < 0.1 ? next() * 50 : 0;
    const plain = { bodyA: a, bodyB: b, anchorAX: ax + off, anchorAY: ay, anchorBX: bx, anchorBY: by };
    assert.is.not(w.joint(JointKind.Revolute, general ? { ...plain, spring: 1, hertz: 0 } : plain), -1);
  };
  const side = 3 + Math.floor(next() * 4);
  const at = (i: number) => w.ball(i % side, 5 - Math.floor(i / side), 0.3);
  const balls = Array.from({ length: side * side }, (_, i) => at(i));
  for (let i = 0; i < side * side; i++) {
    if (i % side) hinge(balls[i - 1] as number, balls[i] as number, [0.5, 0], [-0.5, 0]);
    if (i >= side) hinge(balls[i - side] as number, balls[i] as number, [0, -0.5], [0, 0.5]);
  }
  hinge(WORLD, balls[0] as number, [0, 5], [0, 0]);
  hinge(WORLD, balls[side - 1] as number, [side - 1, 5], [0, 0]);
  const hub = w.ball(-6, 4, 0.5, { omega: 4 }, { mask: 0 });
  for (let i = 0; i < 40; i++) {
    const [c, s] = [Math.cos(i), Math.sin(i)];
    hinge(hub, w.ball(-6 + c, 4 + s, 0.1, {}, { mask: 0 }), [0.5 * c, 0.5 * s], [-0.5 * c, -0.5 * s]);
  }
  let last = w.ball(9, 6, 0.5, { type: BodyType.Kinematic, omega: 3 }, { mask: 0 });
  for (let i = 0; i < 5; i++) {
    const link = w.box(10 + i, 6, 0.5, 0.1, { angle: 0 });
    hinge(last, link, i ? [0.5, 0] : [0.5, 0], [-0.5, 0]);
    last = link;
  }
  return w;
}

const joints = (w: RawWorld) =>
  Array.from({ length: w.exports.worldJointCount(w.handle) }, (_, row) =>
    w.views.read(JointState, w.exports.jointState(w.handle, w.exports.jointAt(w.handle, row) >>> 0)),
  );

for (const [name, settings] of Object.entries({
  'as it is': {},
  'symplectic Euler, projected': { integrator: 1, overlaps: 1 },
  'without gravity': { gravityY: 0 },
}))
  test(`in lanes and one by one, ${name}: the same states, forces and angles in both builds`, () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.boolean(), (seed, wide) => {
        const all = [true, false].flatMap((general) =>
          (['simd', 'scalar'] as const).map((build) => net(seed, build, general, wide, settings)),
        );
        const [first, ...others] = all as [RawWorld, ...RawWorld[]];
        for (let k = 0; k < 120; k++) {
          for (const w of all) w.step();
          for (const other of others) assert.is(other.digest(), first.digest(), `seed ${seed} differs in step ${k}`);
        }
        for (const other of others) assert.equal(joints(other), joints(first));
        for (const { error, forceX, angle } of joints(first)) assert.ok([error, forceX, angle].every(Number.isFinite));
      }),
      { numRuns: 12, includeErrorInReport: true },
    );
  });

test.run();
