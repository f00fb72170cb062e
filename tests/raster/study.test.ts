// The look `study` against the study's renderer, written in f64 from its rule (docs/pixels.md, "edge: study"):
//   X = j / (W - 1), Y = i / (H - 1), m = clip((rho^2 - |p - c|^2) / (0.03 rho^2), 0, 1), level = (1 - m) old + m colour
// on a float canvas, in units of the view's width, cut to u8 at the end. y is up: row 0 is at Y = 1.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { average, type Drawn } from './reference.js';
import { bodiesAt, builds } from './scenes.js';

const side = 256;

/** A ring's m falls to 0 at 0.6 rho again, as steeply; a square has no ramp. */
function opacity(body: Drawn, dx: number, dy: number): number {
  const rho2 = (body.radius / 10) ** 2;
  if (body.shape === 'square') return Number(Math.max(Math.abs(dx), Math.abs(dy)) <= body.radius / 10);
  const q = dx * dx + dy * dy;
  const out = (rho2 - q) / (0.03 * rho2);
  const inward = body.shape === 'ring' ? (q - 0.36 * rho2) / (0.03 * rho2) : 1;
  return Math.min(Math.max(Math.min(out, inward), 0), 1);
}

function render(bodies: readonly Drawn[]): Uint8Array {
  const canvas = new Float64Array(side * side * 3).fill(255);
  for (const body of bodies) {
    const color = [body.color >> 16, (body.color >> 8) & 255, body.color & 255] as const;
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++) {
        const m = opacity(body, j / (side - 1) - body.x / 10, 1 - i / (side - 1) - body.y / 10);
        if (m === 0) continue;
        for (let k = 0; k < 3; k++) {
          const at = 3 * (i * side + j) + k;
          canvas[at] = (1 - m) * (canvas[at] as number) + m * (color[k] as number);
        }
      }
  }
  return Uint8Array.from(canvas);
}

/** Levels that differ by 0, by 1, and by more. */
function differences(a: Uint8Array, b: Uint8Array): [number, number, number] {
  const count: [number, number, number] = [0, 0, 0];
  a.forEach((level, i) => {
    count[Math.min(Math.abs(level - (b[i] as number)), 2) as 0 | 1 | 2]++;
  });
  return count;
}

const law = JSON.parse(readFileSync(new URL('../../recipes/phyworld/collision-30k.json', import.meta.url), 'utf8'));
const ball = { ...law, scenario: 'uniform-motion', splits: { train: { count: 9 } } };
const image = (supersample: number) => ({ size: [side / supersample, side / supersample], supersample, look: 'study' });
const open = (recipe: object, supersample: number) =>
  Object.values(builds).map((kinema) =>
    kinema.open({ ...recipe, image: image(supersample), timing: { frames: 2, stepsPerFrame: 60 } }),
  );
const wide = open({ ...law, splits: { train: { count: 9 } } }, 1);
const usual = open({ ...law, splits: { train: { count: 9 } } }, 2);
const wideBall = open(ball, 1);

const test = suite('study');

test('256 x 256 is within one level, 128 at supersample 2 within one level of its 2 x 2 means', () => {
  const worst = { wide: 0, usual: 0, levels: 0 };
  const radius = fc.oneof(number(0.3, 2), number(0.3, 2), number(0.002, 0.1));
  fc.assert(
    fc.property(radius, radius, number(-1, 9), number(-1, 11), number(0, 3), (r1, r2, x1, y, gap) => {
      for (const [k, source] of [wide, usual].flatMap((sources, k) => sources.map((s) => [k, s] as const))) {
        source.override({ r1, r2, v1: 1, v2: 2, x1, x2: x1 + r1 + r2 + gap + 1e-5, y });
        const clip = source.clip(0);
        for (const frame of [0, 1]) {
          const expected = render(bodiesAt(clip, frame));
          const size = clip.width * clip.height * 3;
          const actual = clip.frames.subarray(frame * size, (frame + 1) * size);
          const rule = k === 0 ? expected : average({ width: 128, height: 128, supersample: 2 }, expected);
          const [, one, more] = differences(actual, rule);
          assert.is(more, 0, JSON.stringify(bodiesAt(clip, frame)));
          if (k === 0) worst.wide += one;
          else worst.usual += one;
          worst.levels += actual.length;
        }
      }
    }),
    { numRuns: 25 },
  );
  if (process.env.VERBOSE) console.log(worst);
  assert.ok(worst.wide + worst.usual < 1e-4 * worst.levels, `${worst.wide} + ${worst.usual} of ${worst.levels} levels`);
});

test('rings and squares are within one level', () => {
  fc.assert(
    fc.property(fc.constantFrom('ring', 'square'), number(0.3, 2), number(-1, 11), number(-1, 11), (shape, r, x, y) => {
      for (const source of wideBall) {
        source.override({ shape, r, x, y, v: 1, color: '#0000ff' });
        const clip = source.clip(0);
        const [, , more] = differences(clip.frames.subarray(0, side * side * 3), render(bodiesAt(clip, 0)));
        assert.is(more, 0, `${shape} ${r} at ${x}, ${y}`);
      }
    }),
    { numRuns: 25 },
  );
});

test.run();
