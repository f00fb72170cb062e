// The sampler: distributions in law, grids as exact shuffled products, and draws that nothing else can shift.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';
import { instance, put, recipe } from '../support/module.js';

const kinema = await loadKinema();
const test = suite('sampling');
const none = { stages: {} };

/** Column of a factor over n clips. */
function column(source: ReturnType<typeof kinema.open>, factor: string, n: number, split?: string): number[] {
  const i = source.scenario.factors.findIndex((f) => f.name === factor);
  return Array.from({ length: n }, (_, k) => source.clip(k, { ...none, ...(split && { split }) }).factors[i] as number);
}

/** Kolmogorov-Smirnov statistic against a distribution function, times sqrt(n). */
function ks(values: number[], cdf: (x: number) => number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return (
    Math.sqrt(n) * Math.max(...sorted.map((x, i) => Math.max(Math.abs((i + 1) / n - cdf(x)), Math.abs(i / n - cdf(x)))))
  );
}
/** 99.9 % point of the statistic. */
const KS = 1.95;

test('uniform, union, choice and lists in law', () => {
  const source = kinema.open(
    recipe('uniform-motion', {
      factors: {
        r: { uniform: [0.5, 1] },
        v: {
          union: [
            [3, 4],
            [0, 0.5],
          ],
        },
        color: {
          choice: [
            ['red', 3],
            ['blue', 1],
          ],
        },
        shape: { list: ['disc', 'square', 'ring'] },
      },
    }),
  );
  const n = 20000;
  assert.ok(ks(column(source, 'r', n), (x) => Math.min(1, Math.max(0, (x - 0.5) / 0.5))) < KS);
  assert.ok(ks(column(source, 'v', n), (x) => (x < 0.5 ? x / 1.5 : x < 3 ? 1 / 3 : (0.5 + x - 3) / 1.5)) < KS);
  const red = column(source, 'color', n).filter((c) => c === 0xff0000).length / n;
  assert.ok(Math.abs(red - 0.75) < 4 * Math.sqrt(0.1875 / n), `red ${red}`);
  const shapes = column(source, 'shape', n);
  for (let s = 0; s < 3; s++) assert.ok(Math.abs(shapes.filter((x) => x === s).length / n - 1 / 3) < 0.02);
});

test('placement follows the rule in law: uniform motion and the collision distance', () => {
  const source = kinema.open(recipe('uniform-motion', { factors: { r: 1, v: 2 } }));
  const n = 20000;
  // x in [r, 10 - (2.4 v + r)], y in [r + 0.5, 9.5 - r].
  assert.ok(ks(column(source, 'x', n), (x) => (x - 1) / 3.2) < KS);
  assert.ok(ks(column(source, 'y', n), (y) => (y - 1.5) / 7) < KS);
  const fast = kinema.open(recipe('uniform-motion', { factors: { r: 1, v: 5 } }));
  for (const x of column(fast, 'x', 2000)) assert.ok(x >= 1 && x <= 1.5);
  const balls = kinema.open(recipe('collision', { factors: { r1: 0.5, r2: 0.6, v1: 1, v2: 1.5 } }));
  const x1 = column(balls, 'x1', n);
  const x2 = column(balls, 'x2', n);
  // A = 8 x 0.25 + 1.1 = 3.1, B = min(24 x 0.25 + 1.1, 8.9) = 7.1.
  assert.ok(
    ks(
      x2.map((x, i) => x - (x1[i] as number)),
      (d) => (d - 3.1) / 4,
    ) < KS,
  );
  for (let i = 0; i < n; i++) assert.ok((x1[i] as number) >= 0.5 && (x2[i] as number) <= 9.4 + 1e-9);
});

test('a grid is its cells, each once, in an order that its count does not change', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 2, max: 30 }),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      (a, b, seed) => {
        const grid = { factors: { r: { linspace: [0.5, 1, a] }, v: { linspace: [1, 2, b] } }, grid: ['v', 'r'] };
        const source = kinema.open(recipe('uniform-motion', { seed: String(seed), splits: { train: grid } }));
        assert.is(source.split().size, a * b);
        const cells = new Set(Array.from({ length: a * b }, (_, i) => source.clip(i, none).factors.slice(0, 2).join()));
        assert.is(cells.size, a * b);
        const capped = kinema.open(
          recipe('uniform-motion', { seed: String(seed), splits: { train: { ...grid, count: 3 } } }),
        );
        for (let i = 0; i < 3; i++) assert.equal([...capped.clip(i, none).factors], [...source.clip(i, none).factors]);
      },
    ),
    { numRuns: 60 },
  );
});

test('the permutation of a large grid looks random and is a bijection on a sample of ranks', () => {
  const source = kinema.open(
    recipe('uniform-motion', {
      splits: {
        train: { factors: { v: { randomGrid: [1, 4, 3000] }, r: { randomGrid: [0.7, 1.4, 1000] } }, grid: ['v', 'r'] },
      },
    }),
  );
  const n = 20000;
  const v = column(source, 'v', n);
  assert.ok(ks(v, (x) => (x - 1) / 3) < KS + 0.6);
  assert.is(new Set(v.map((x, i) => `${x} ${i}`)).size, n);
  const r = column(source, 'r', n);
  assert.ok(new Set(v.map((x, i) => `${x},${r[i]}`)).size === n, 'no cell twice');
  let correlation = 0;
  for (let i = 1; i < n; i++) correlation += ((v[i] as number) - 2.5) * ((v[i - 1] as number) - 2.5);
  assert.ok(Math.abs(correlation / n / 0.75) < 4 / Math.sqrt(n), 'neighbours are uncorrelated');
});

test('infeasible cells are removed, ties kept: the counts of the study', () => {
  for (const [r, v, expected] of [
    [8, 21, 26066],
    [14, 41, 306782],
  ]) {
    const grid = Object.fromEntries([
      ...['r1', 'r2'].map((f) => [f, { linspace: [0.5, 1.5, r] }]),
      ...['v1', 'v2'].map((f) => [f, { linspace: [1, 4, v] }]),
    ]);
    const source = kinema.open(
      recipe('collision', { splits: { train: { factors: grid, grid: ['r1', 'r2', 'v1', 'v2'] } } }),
    );
    assert.is(source.split().size, expected);
    for (let i = 0; i < 300; i++) {
      const [r1, r2, v1, v2, x1, x2] = source.clip(i * 7, none).factors as unknown as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      assert.ok(0.8 * (v1 + v2) + 2 * (r1 + r2) <= 10 + 1e-9);
      assert.ok((x2 - x1 - r1 - r2) / (v1 + v2) / 0.1 >= 8 - 1e-6, 'contact not before frame 8');
      assert.ok(x1 >= r1 - 1e-9 && x2 <= 10 - r2 + 1e-9);
    }
  }
});

test('a split without a grid redraws infeasible factors and drops no index', () => {
  const source = kinema.open(
    recipe('collision', {
      factors: {
        r1: { uniform: [0.5, 2] },
        r2: { uniform: [0.5, 2] },
        v1: { uniform: [1, 6] },
        v2: { uniform: [1, 6] },
      },
    }),
  );
  for (const i of [0, 1, 2, 3, 4, 1000, 2 ** 31, 2 ** 32 - 1]) {
    const [r1, r2, v1, v2] = source.clip(i, none).factors as unknown as [number, number, number, number];
    assert.ok(0.8 * (v1 + v2) + 2 * (r1 + r2) <= 10 + 1e-9);
  }
});

test('adding a factor, a split or a tag shifts nothing; the seed, the split and the index do', () => {
  const base = recipe('collision', { factors: { v1: { uniform: [1, 2] } } });
  const states = (r: object, split = 'train', index = 5) =>
    [...kinema.open(r).clip(index, { split, ...none }).states].join();
  const expected = states(base);
  assert.is(states({ ...base, splits: { other: { count: 3 }, ...base.splits, zzz: { count: 1 } } }), expected);
  assert.is(states({ ...base, factors: { ...base.factors, color1: { list: ['red', 'green'] } } }), expected);
  assert.is(states({ ...base, splits: { train: { count: 1000, tags: { a: 'b' } } } }), expected);
  assert.is.not(states({ ...base, seed: 8 }), expected);
  assert.is.not(states(base, 'train', 6), expected);
  assert.is.not(states({ ...base, splits: { train: { count: 1 }, other: { count: 3 } } }, 'other'), expected);
});

test('overrides replace before placement, and are checked for physics only', () => {
  const source = kinema.open(recipe('collision'));
  source.override({ r1: 3, r2: 0.2, v1: 0, v2: 9, x1: 4, x2: 8, y: 4 });
  assert.equal([...source.clip(0, none).factors.slice(0, 7)], [3, 0.2, 0, 9, 4, 8, 4]);
  source.override({ v1: 2 });
  assert.is(source.clip(0, none).factors[2], 2);
  source.override({ x1: 2 });
  assert.throws(() => source.clip(0, none), /x1 and x2 are set together/);
  source.override({ r1: 1, r2: 1, x1: 4, x2: 5 });
  assert.throws(() => source.clip(0, none), /the balls overlap, their centres are 1 m apart and r1 \+ r2 is 2 m/);
  source.override({ r1: 4, r2: 4 });
  assert.throws(() => source.clip(0, none), /set x1 and x2/);
  assert.throws(() => source.override({ r1: -1 }), /r1: -1 is not between/);
  assert.throws(() => source.override({ rr: 1 }), /no such factor.*r1/);
  source.override({});
  assert.is(source.clip(0, none).overridden, 0);
});

test('a cell that is feasible in one corner only still gives a clip', () => {
  const axis = { linspace: [1, 6, 40] };
  const source = kinema.open(
    recipe('collision', { splits: { train: { factors: { v1: axis, v2: axis }, grid: ['v1', 'v2'] } } }),
  );
  const { size } = source.split();
  assert.is(size, 1464);
  for (let i = 0; i < size; i++) {
    const [r1, r2, v1, v2] = source.clip(i, none).factors as unknown as [number, number, number, number];
    assert.ok(r1 >= 0.5 && r2 >= 0.5 && 0.8 * (v1 + v2) + 2 * (r1 + r2) <= 10 + 1e-9);
  }
});

test('where nothing is feasible the split says so', () => {
  const source = kinema.open(recipe('collision', { factors: { v1: 6, v2: 6, r1: 1.5, r2: 1.5 } }));
  assert.throws(() => source.clip(0, none), /train: no combination of its factors is feasible/);
});

test('a refused override leaves what was set', () => {
  const source = kinema.open(recipe('collision'));
  source.override({ r1: 0.75 });
  assert.throws(() => source.override({ r1: 1.234, y: 1e9 }), /y: 1000000000 is not between/);
  assert.is(source.clip(0, none).factors[0], 0.75);
  source.override({ r1: 4.9, r2: 0.5, x1: 1, x2: 9 });
  assert.throws(() => source.clip(0, none), /set y as well/);
  source.override({ x1: 8, x2: 2 });
  assert.throws(() => source.clip(0, none), /x2 must be to the right of x1/);
});

test('visible goes by the true shape', () => {
  const visible = (factors: object) => {
    const source = kinema.open(recipe('uniform-motion', { factors: { v: 0, ...factors } }));
    return source.clip(0, none).visible(0, 0);
  };
  assert.is(visible({ r: 1, x: 5, y: 5 }), 'full');
  assert.is(visible({ r: 1, x: 9.5, y: 5 }), 'partial');
  assert.is(visible({ r: 1, x: 11, y: 5 }), 'none');
  assert.is(visible({ r: 1, x: 10.8, y: 10.8 }), 'none');
  assert.is(visible({ r: 1, x: 10.8, y: 10.8, shape: 'square' }), 'partial');
  assert.is(visible({ r: 100, x: 5, y: 5 }), 'partial');
  assert.is(visible({ r: 100, x: 5, y: 5, shape: 'ring' }), 'none');
});

test('marks say whether the factors are a cell of the training grid', () => {
  const axis = { linspace: [1, 2, 5] };
  const source = kinema.open(
    recipe('uniform-motion', {
      factors: { r: 1 },
      splits: {
        train: { factors: { v: axis }, grid: ['v'] },
        test: {
          factors: { v: { list: [1, 1.1, 1.25, 1.2500000001, 3] } },
          grid: ['v'],
          markIn: { seen: 'train' },
          tags: { level: 'x' },
        },
      },
    }),
  );
  const seen = Object.fromEntries(
    Array.from({ length: 5 }, (_, i) => {
      const clip = source.clip(i, { split: 'test', ...none });
      return [clip.factors[1], source.tags('test', clip)];
    }),
  );
  assert.equal(seen, {
    1: { level: 'x', seen: true },
    1.1: { level: 'x', seen: false },
    1.25: { level: 'x', seen: true },
    1.2500000001: { level: 'x', seen: true },
    3: { level: 'x', seen: false },
  });
});

test('random access: a clip does not depend on what was made before, on the batch or on the build', () => {
  const plan = kinema.compile(recipe('collision', { layers: ['mask'], image: { size: [32, 32] } }));
  const simd = kinema.open(plan);
  const all = simd.digests(0, 60);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 60 }), (from, count) => {
      const n = Math.min(count, 60 - from);
      assert.equal(simd.digests(from, n), all.slice(from, from + n));
    }),
    { numRuns: 30 },
  );
  const scalar = instance('scalar');
  assert.is(scalar.planOpen(put(scalar, plan.bytes), plan.bytes.length), 0);
  assert.is(scalar.digests(0, 0, 60, 7), 0);
  const table = new DataView(scalar.memory.buffer, scalar.digestTable());
  all.forEach(({ state, frames, mask }, i) => {
    assert.is(table.getBigUint64(i * 24, true), state);
    assert.is(table.getBigUint64(i * 24 + 8, true), frames);
    assert.is(table.getBigUint64(i * 24 + 16, true), mask);
  });
});

test('memory is flat: 5,000 clips grow nothing', () => {
  const source = kinema.open(recipe('collision', { image: { size: [16, 16] } }));
  source.clip(0);
  const size = source.clip(0).frames.buffer.byteLength;
  for (let i = 0; i < 5000; i++) source.clip(i);
  assert.is(source.clip(0).frames.buffer.byteLength, size);
});

test.run();
