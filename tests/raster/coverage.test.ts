// The look `clean` against exact areas. White on black, one metre a pixel: a level is 255 times the covered share, and
// its rounding is 1/510 of a pixel's area.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { discAreas, squareArea } from './area.js';
import { bodiesAt, builds } from './scenes.js';

const side = 40;
const rounding = 1 / 510;

const source = builds.simd.open({
  kinema: 1,
  scenario: 'uniform-motion',
  timing: { frames: 1 },
  image: { size: [side, side], supersample: 1, view: [0, 0, side, side], look: { background: 'black' } },
  splits: { train: { count: 9 } },
});

type Shape = 'disc' | 'ring' | 'square';

/** Largest error of a pixel's share, and error of their sum as a share of the whole area. */
function errors(shape: Shape, x: number, y: number, r: number): { pixel: number; total: number } {
  source.override({ shape, x, y, r, v: 0, color: 'white' });
  const clip = source.clip(0);
  const body = bodiesAt(clip, 0)[0] as { x: number; y: number; radius: number };
  const disc = discAreas(body.x, body.y, body.radius, side);
  const hole = shape === 'ring' ? discAreas(body.x, body.y, Math.fround(0.6) * body.radius, side) : null;
  const area = (j: number, i: number) => {
    const bottom = side - 1 - i;
    if (shape === 'square') return squareArea(body.x, body.y, body.radius, 0, j, bottom);
    return (disc[bottom * side + j] as number) - (hole?.[bottom * side + j] ?? 0);
  };
  let pixel = 0;
  let sum = 0;
  let whole = 0;
  for (let i = 0; i < side; i++)
    for (let j = 0; j < side; j++) {
      const level = (clip.frames[3 * (i * side + j)] as number) / 255;
      const exact = area(j, i);
      pixel = Math.max(pixel, Math.abs(level - exact));
      sum += level;
      whole += exact;
    }
  return { pixel, total: whole > 0 ? Math.abs(sum / whole - 1) : 0 };
}

const test = suite('coverage');

/** Errors stay within the bounds for random centres in and near the view. */
function within(shape: Shape, radius: [number, number], bounds: { pixel: number; total?: number }): void {
  const worst = { pixel: 0, total: 0 };
  fc.assert(
    fc.property(number(-4, side + 4), number(-4, side + 4), number(...radius), (x, y, r) => {
      const { pixel, total } = errors(shape, x, y, r);
      worst.pixel = Math.max(worst.pixel, pixel);
      assert.ok(
        pixel <= bounds.pixel + rounding,
        `a pixel of the ${shape} of radius ${r} at ${x}, ${y} is off by ${pixel}`,
      );
      const inside = Math.min(x, y, side - x, side - y) > r;
      if (!inside || bounds.total === undefined) return;
      worst.total = Math.max(worst.total, total);
      assert.ok(total <= bounds.total, `the ${shape} of radius ${r} at ${x}, ${y} is off by ${total} in all`);
    }),
    { numRuns: 100 },
  );
  if (process.env.VERBOSE) console.log(shape, radius, worst);
}

test('discs of 2 pixels and more: a pixel is off by at most 0.5 %, the area by 0.15 %', () => {
  within('disc', [2, 20], { pixel: 0.005, total: 0.0015 });
  within('disc', [20, 1000], { pixel: 0.005 });
});

test('smaller discs: a pixel is off by at most 3.5 %', () => {
  within('disc', [0.5, 2], { pixel: 0.035 });
  within('disc', [0.05, 0.5], { pixel: 0.035 });
});

test('rings of 4 pixels and more: a pixel is off by at most 0.8 %, the area by 0.2 %; of smaller ones by 4 %', () => {
  within('ring', [4, 20], { pixel: 0.008, total: 0.002 });
  within('ring', [20, 1000], { pixel: 0.008 });
  within('ring', [0.1, 4], { pixel: 0.04 });
});

test('squares: a pixel is off by at most 0.02 %, but for its rounding', () => {
  within('square', [0.05, 1], { pixel: 0.0002 });
  within('square', [1, 20], { pixel: 0.0002 });
  within('square', [20, 1000], { pixel: 0.0002 });
});

test.run();
