// The tests of statistics against numbers from tables, and against samples that are what they should be and are not.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Random } from '../scenes/random.js';
import { alike, evenOdds, fits, fitsEven, fitsShares, fitsUniform, sameShares, unrelated } from './statistics.js';

const test = suite('statistics');
const close = (actual: number, expected: number, within = 5e-4) =>
  assert.ok(Math.abs(actual - expected) < within, `${actual} is not ${expected}`);

test('chi-squared tails are those of the tables', () => {
  // 5 % points: 3.841 of one degree of freedom, 7.815 of three, 16.919 of nine.
  const off = (x: number, columns: number) =>
    fitsEven([100 + Math.sqrt(50 * x), 100 - Math.sqrt(50 * x), ...Array(columns - 2).fill(100)]);
  close(off(3.841, 2), 0.05);
  close(off(7.815, 4), 0.05);
  close(off(16.919, 10), 0.05);
  close(evenOdds(60, 40), 0.0574);
  close(fitsShares([30, 20, 50], [0.25, 0.25, 0.5]), Math.exp(-1));
  close(fitsEven([10, 20, 30, 40]), 0.00017, 1e-6);
});

test('samples of a distribution fit it, others do not', () => {
  const random = new Random(1);
  const even = Array.from({ length: 3000 }, () => random.unit());
  const bent = even.map((x) => x ** 1.1);
  const other = Array.from({ length: 3000 }, () => random.unit());
  assert.ok(fitsUniform(even, 0, 1) > 0.01);
  assert.ok(fitsUniform(bent, 0, 1) < 1e-4);
  assert.ok(fits(bent, (x) => x ** (1 / 1.1)) > 0.01);
  assert.ok(alike(even, other) > 0.01);
  assert.ok(alike(bent, other) < 1e-3);
  assert.ok(sameShares([300, 400, 5, 300], [310, 390, 2, 298]) > 0.5);
  assert.ok(sameShares([300, 400, 300], [200, 500, 300]) < 1e-6);
  assert.ok(unrelated(even, other) > 0.01);
  assert.ok(
    unrelated(
      even,
      other.map((x, i) => x + 0.1 * even[i]!),
    ) < 1e-3,
  );
});

// A p of true hypotheses is evenly distributed.
test('p is what it says it is', () => {
  const random = new Random(2);
  const draw = (n: number) => Array.from({ length: n }, () => random.unit());
  const ps = { fits: [] as number[], alike: [] as number[] };
  for (let i = 0; i < 1000; i++) {
    ps.fits.push(fitsUniform(draw(100), 0, 1));
    ps.alike.push(alike(draw(200), draw(150)));
  }
  assert.ok(fitsUniform(ps.fits, 0, 1) > 1e-3);
  assert.ok(fitsUniform(ps.alike, 0, 1) > 1e-3);
});

test.run();
