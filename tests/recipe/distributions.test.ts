// However a distribution is spelled, what means the same becomes the same factor of the plan.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Distribution } from '../../bindings/typescript/recipe/types.js';
import { different, drawn, factor, info, same, small } from './setup.js';

test('one value is a constant, however it is spelled', () => {
  const forms: Distribution[] = [
    { constant: 1 },
    { uniform: [1, 1] },
    { union: [[1, 1]] },
    { linspace: [1, 1, 1] },
    { linspace: [1, 2, 1] },
    { list: [1] },
    { choice: [1] },
    { choice: [1, 1] },
    { choice: [[1, 3]] },
    { choice: { 1: 2 } },
    { linspace: [1, 2, 2], without: [2] },
  ];
  for (const form of forms) same(drawn({ r: 1 }), drawn({ r: form, v: { uniform: [1, 4] } }));
  assert.equal(factor(drawn({ r: 1 }), 'r'), ['constant', false, 1]);
  // An axis of one value is no axis.
  same(
    small({ splits: { a: { grid: ['v'], factors: { r: 1, v: { list: [1, 2] } } } } }),
    small({ splits: { a: { grid: ['r', 'v'], factors: { r: { linspace: [1, 2, 1] }, v: { list: [1, 2] } } } } }),
  );
});

test('intervals in any order, touching or overlapping', () => {
  same(
    drawn({
      v: {
        union: [
          [4.5, 6],
          [0, 0.8],
        ],
      },
    }),
    drawn({
      v: {
        union: [
          [0, 0.5],
          [0.5, 0.8],
          [4.5, 5.5],
          [5, 6],
          [5, 5],
        ],
      },
    }),
  );
  same(
    drawn({
      v: {
        union: [
          [1, 2],
          [2, 4],
        ],
      },
    }),
    drawn({ v: { uniform: [1, 4] } }),
  );
  assert.equal(
    factor(
      drawn({
        v: {
          union: [
            [4.5, 6],
            [0, 0.8],
          ],
        },
      }),
      'v',
    ),
    ['union', false, 0, 0.8, 4.5, 6],
  );
});

test('unions of random intervals depend only on the set they cover', () => {
  const cut = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }));
  fc.assert(
    fc.property(fc.array(cut, { minLength: 1, maxLength: 8 }), fc.nat(), (cuts, salt) => {
      const intervals = cuts.map(([a, length]) => [a, a + length] as [number, number]);
      const halves = intervals.flatMap(
        ([a, b]) =>
          [
            [a, (a + b) / 2],
            [(a + b) / 2, b],
          ] as [number, number][],
      );
      const rotated = [...halves.slice(salt % halves.length), ...halves.slice(0, salt % halves.length)];
      same(drawn({ v: { union: intervals } }), drawn({ v: { union: rotated } }));
    }),
  );
});

test('choices: three spellings, merged, sorted, normalised', () => {
  const forms: Distribution[] = [
    { choice: [1, 2, 2, 2] },
    { choice: [2, 1], weights: [3, 1] },
    { choice: [1, 2], weights: [0.25, 0.75] },
    {
      choice: [
        [2, 0.3],
        [1, 0.1],
      ],
    },
    { choice: { 2: 0.6, 1: 0.2 } },
    { choice: [1, 2, 2], weights: [1e300, 1e300, 2e300] },
  ];
  for (const form of forms) assert.equal(factor(drawn({ r: form }), 'r'), ['choice', false, 1, 0.25, 2, 0.75]);
  assert.equal(factor(drawn({ color: { choice: { red: 1, '#f00': 1, blue: 2 } } }), 'color'), [
    'choice',
    false,
    0xff,
    0.5,
    0xff0000,
    0.5,
  ]);
  assert.equal(factor(drawn({ shape: { choice: { ring: 1, disc: 1 } } }), 'shape'), ['choice', false, 0, 0.5, 2, 0.5]);
  const third = drawn({ r: { choice: [1, 2], weights: [1, 2] } });
  for (const k of [0.1, 3, 1 / 7]) same(third, drawn({ r: { choice: [1, 2], weights: [k, 2 * k] } }));
});

test('without: snapped to the axis, in any order', () => {
  const axis = (without: number[]) => drawn({ v: { linspace: [0, 0.8, 4], without } });
  same(axis([0.8, 0]), axis([-0, 0.8 + 5e-10, 0]));
  same(axis([]), drawn({ v: { linspace: [0, 0.8, 4] } }));
  same(axis([0.2666666667]), axis([(0.8 * 1) / 3]));
  assert.equal(factor(drawn({ v: { linspace: [2, 0, 3], without: [2, 1e-10] } }), 'v'), ['constant', false, 1]);
});

test('grids: one sub-grid is a grid, tags of a sub-grid win, order of names means nothing', () => {
  const factors = { v: { linspace: [1, 4, 3] }, r: { list: [1, 2] } };
  const grid = { a: { grid: ['v', 'r'], factors, tags: { level: 'x' } } };
  same(small({ splits: grid }), small({ splits: { a: { grid: ['r', 'v'], factors, tags: { level: 'x' } } } }));
  same(small({ splits: grid }), small({ splits: { a: { grids: [{ factors }], tags: { level: 'x' } } } }));
  same(
    small({ splits: grid }),
    small({ splits: { a: { grids: [{ factors, tags: { level: 'x' } }], tags: { level: 'y' } } } }),
  );
  same(small({ splits: grid }), small({ factors, splits: { a: { grid: ['v', 'r'], tags: { level: 'x' } } } }));
  different(small({ splits: grid }), small({ splits: { a: { grid: ['v'], factors, tags: { level: 'x' } } } }));
});

test('a sub-grid makes axes of what it names itself, and of nothing else', () => {
  const plan = info(
    small({
      factors: { r: { list: [1, 2, 4] } },
      splits: {
        a: {
          factors: { v: { linspace: [1, 4, 3] } },
          grids: [
            { factors: { x: { randomGrid: [1, 2, 5] }, y: { uniform: [1, 2] } } },
            { factors: { r: { list: [1, 3] } } },
          ],
        },
      },
    }),
  );
  const axes = plan.splits[0]?.blocks.map((block) => block.factors.filter(({ axis }) => axis).map(({ name }) => name));
  assert.equal(axes, [['x'], ['r']]);
  assert.equal(
    plan.splits[0]?.blocks[0]?.factors.slice(0, 2).map(({ kind }) => kind),
    ['list', 'linspace'],
  );
});

test.run();
