// The three laws against closed forms, and against recorded trajectories of the original where they are at hand.
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';
import { recipe } from '../support/module.js';
import { number } from '../support/numbers.js';

const kinema = await loadKinema();
const study = (law: string) =>
  JSON.parse(readFileSync(new URL(`../../recipes/phyworld/${law}-30k.json`, import.meta.url), 'utf8'));
const sources = Object.fromEntries(['uniform', 'parabola', 'collision'].map((law) => [law, kinema.open(study(law))]));
const oracle = new URL('../../../shared/study/oracle/phyworld_idood_sample.json', import.meta.url);

const speed = fc.oneof({ weight: 5, arbitrary: number(0, 6) }, fc.constantFrom(0, 1e-3, 6));
const radius = number(0.3, 2);
const close = (a: number, b: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${what}: ${a}, expected ${b} +- ${tolerance}`);

/** States of body b at frame k. */
const at = (states: Float32Array, bodies: number, k: number, b: number) =>
  [...states.subarray((k * bodies + b) * 6, (k * bodies + b) * 6 + 6)] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];

/** Exact 1-D elastic collision of two balls at time t. */
function exactCollision(f: { r1: number; r2: number; v1: number; v2: number; x1: number; x2: number }, t: number) {
  const gap = f.x2 - f.x1 - f.r1 - f.r2;
  const closing = f.v1 + f.v2;
  const touch = closing > 0 ? gap / closing : Number.POSITIVE_INFINITY;
  if (t < touch) return { x1: f.x1 + f.v1 * t, x2: f.x2 - f.v2 * t, u1: f.v1, u2: -f.v2, touch };
  const m1 = f.r1 * f.r1;
  const m2 = f.r2 * f.r2;
  const u1 = ((m1 - m2) * f.v1 - 2 * m2 * f.v2) / (m1 + m2);
  const u2 = (2 * m1 * f.v1 - (m2 - m1) * f.v2) / (m1 + m2);
  return { x1: f.x1 + f.v1 * touch + u1 * (t - touch), x2: f.x2 - f.v2 * touch + u2 * (t - touch), u1, u2, touch };
}

const test = suite('laws');

test('uniform motion and parabola, study frame times: closed forms within 1e-5 m', () => {
  fc.assert(
    fc.property(radius, speed, number(-2, 9), (r, v, x) => {
      for (const law of ['uniform', 'parabola'] as const) {
        const source = sources[law]!;
        source.override({ r, v, x, y: 8 });
        const { states } = source.clip(3, { stages: {} });
        for (let k = 0; k < 32; k++) {
          const n = 10 * k + 1;
          const [px, py] = at(states, 1, k, 0);
          close(px, x + v * 0.01 * n, 1e-5, `${law} x at frame ${k}`);
          close(py, law === 'uniform' ? 8 : 8 - (2.5e-4 * n * (n + 1)) / 2, 1e-5, `${law} y at frame ${k}`);
        }
      }
    }),
  );
});

test('collision: exact solution within 1e-4 m at any speed, conserved to rounding', () => {
  fc.assert(
    fc.property(radius, radius, speed, speed, number(0, 3), (r1, r2, v1, v2, gap) => {
      const f = { r1, r2, v1, v2, x1: 1, x2: 1 + r1 + r2 + gap };
      const source = sources.collision!;
      source.override({ ...f, y: 5 });
      const clip = source.clip(0, { stages: {} });
      const { states } = clip;
      for (let k = 0; k < 32; k++) {
        const t = 0.01 * (10 * k + 1);
        const exact = exactCollision(f, t);
        const [ax, , , avx] = at(states, 2, k, 0);
        const [bx, , , bvx] = at(states, 2, k, 1);
        const late = Number.isFinite(exact.touch) && Math.abs(t - exact.touch) < 1e-5;
        close(ax, exact.x1, 1e-4, `x1 at frame ${k}`);
        close(bx, exact.x2, 1e-4, `x2 at frame ${k}`);
        if (late) continue;
        close(avx, exact.u1, 1e-5 * Math.max(1, v1 + v2), `u1 at frame ${k}`);
        close(bvx, exact.u2, 1e-5 * Math.max(1, v1 + v2), `u2 at frame ${k}`);
      }
      const { energy, momentum } = clip.conservation;
      assert.ok((energy as number) <= 1e-5, `energy ${energy}`);
      assert.ok((momentum as number) <= 1e-6, `momentum ${momentum}`);
    }),
    { numRuns: 300 },
  );
});

test('any legal collision: one impact, exact velocities, conserved, whatever the speed, size and step', () => {
  const power = (a: number, b: number) => number(a, b).map((x) => 10 ** x);
  fc.assert(
    fc.property(
      power(-3, 2),
      power(-3, 2),
      power(-2, 4),
      power(-2, 4),
      power(-4, 0),
      number(0.1, 30),
      number(0.1, 0.9),
      (r1, r2, v1, v2, step, steps, part) => {
        // The gap closes after `steps` steps of long and short flight alike, within f32 metres.
        const gap = Math.min((v1 + v2) * step * steps, 5000);
        const f = { r1, r2, v1, v2, x1: -gap * part - r1, x2: gap * (1 - part) + r2 };
        if (Math.max(-f.x1, f.x2) > 9999) return;
        const source = kinema.open(
          recipe('collision', { physics: { step }, timing: { frames: 2, stepsPerFrame: 60 } }),
        );
        source.override({ ...f, y: 5 });
        const clip = source.clip(0, { stages: {} });
        assert.is(clip.contacts.length, 1);
        const contact = clip.contacts[0]!;
        const exact = exactCollision({ ...f, x1: Math.fround(f.x1), x2: Math.fround(f.x2) }, 1e9);
        // f32 positions resolve 2^-24 of the distance; that much the time may be off.
        const resolution = (Math.max(-f.x1, f.x2) * 2 ** -22) / (v1 + v2);
        close(contact.time, exact.touch, resolution + exact.touch * 1e-6, 'time');
        assert.equal([contact.nx, contact.ny], [1, 0]);
        close(at(clip.states, 2, 1, 0)[3], exact.u1, 3e-6 * (v1 + v2), 'u1');
        close(at(clip.states, 2, 1, 1)[3], exact.u2, 3e-6 * (v1 + v2), 'u2');
        assert.ok((clip.conservation.energy as number) <= 1e-5, `energy ${clip.conservation.energy}`);
        assert.ok((clip.conservation.momentum as number) <= 1e-6, `momentum ${clip.conservation.momentum}`);
      },
    ),
    { numRuns: 500 },
  );
});

test('integrator exact: the parabola is exact and keeps its energy to 1e-5', () => {
  const source = kinema.open(recipe('parabola'));
  for (let i = 0; i < 300; i++) {
    const clip = source.clip(i, { stages: {} });
    const { states } = clip;
    const [r, v, x, y] = clip.factors as unknown as number[];
    assert.ok((r as number) > 0);
    for (let k = 0; k < 32; k++) {
      const t = 0.1 * k;
      close(at(states, 1, k, 0)[0], (x as number) + (v as number) * t, 1e-5, 'x');
      close(at(states, 1, k, 0)[1], (y as number) - 1.25 * t * t, 1e-5, 'y');
    }
    assert.ok((clip.conservation.energy as number) <= 1e-5);
    assert.is(clip.conservation.momentum, null);
  }
});

test('symplectic Euler under gravity claims neither energy nor momentum', () => {
  assert.equal(sources.parabola!.clip(0, { stages: {} }).conservation, { energy: null, momentum: null });
});

if (existsSync(oracle)) {
  const { scenes } = JSON.parse(readFileSync(oracle, 'utf8'));
  for (const law of ['uniform', 'parabola'] as const) {
    test(`recorded ${law}: within 5e-4 m in every frame`, () => {
      for (const { init, x0, pos } of scenes[law].items) {
        const source = sources[law]!;
        source.override({ r: init[0], v: init[1], x: x0[0][0], y: x0[0][1] });
        const { states } = source.clip(0, { stages: {} });
        pos.forEach(([x, y]: [number, number], k: number) => {
          close(at(states, 1, k, 0)[0], x, 5e-4, `x at ${k}`);
          close(at(states, 1, k, 0)[1], y, 5e-4, `y at ${k}`);
        });
      }
    });
  }

  test('recorded collisions: within 0.01 s x |velocity change| + 0.02 m', () => {
    for (const { init, x0, pos } of scenes.collision.items) {
      const f = { r1: init[0], r2: init[1], v1: init[2], v2: init[3], x1: x0[0][0], x2: x0[1][0], y: x0[0][1] };
      const source = sources.collision!;
      source.override(f);
      const { states } = source.clip(0, { stages: {} });
      const after = exactCollision(f, 1e9);
      const change = after.touch < 3.2 ? [Math.abs(after.u1 - f.v1), Math.abs(after.u2 + f.v2)] : [0, 0];
      pos.forEach((p: number[], k: number) => {
        for (const b of [0, 1])
          close(at(states, 2, k, b)[0], p[2 * b] as number, 0.01 * (change[b] as number) + 0.02, `ball ${b} at ${k}`);
      });
    }
  });
}

test('direction turns the motion, and the mirrored clip is placed by the mirrored rule', () => {
  for (const [direction, dx, dy] of [
    ['right', 1, 0],
    ['left', -1, 0],
    ['up', 0, 1],
    ['down', 0, -1],
  ] as const) {
    const source = kinema.open(recipe('uniform-motion', { factors: { direction, v: 2, r: 1 } }));
    for (let i = 0; i < 50; i++) {
      const { states } = source.clip(i, { stages: {} });
      const first = at(states, 1, 0, 0);
      const later = at(states, 1, 20, 0);
      close(later[0] - first[0], 4 * dx, 1e-5, 'dx');
      close(later[1] - first[1], 4 * dy, 1e-5, 'dy');
      // The ball stays wholly in view for 24 frames.
      for (const k of [0, 23]) {
        const s = at(states, 1, k, 0);
        assert.ok(
          s[0] >= 1 - 1e-6 && s[0] <= 9 + 1e-6 && s[1] >= 1 - 1e-6 && s[1] <= 9 + 1e-6,
          `${direction} clip ${i} frame ${k}: ${s}`,
        );
      }
    }
  }
});

test.run();
