// Boxes, holes, rows, constraints and placement of splits: what they compile to, and what is refused.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { different, each, info, type Loose, pair, same, small } from './setup.js';

const split = (train: Loose, changes: Loose = {}) => small({ splits: { train }, ...changes });
const grid = (changes: Loose = {}) => split({ factors: { v: { linspace: [1, 4, 4] } }, grid: ['v'], ...changes });
const puzzle = (train: Loose, changes: Loose = {}) => small({ scenario: 'phyre', splits: { train }, ...changes });

test('a split without rules has the bytes that it always had', () => {
  same(split({ count: 1 }), split({ count: 1, constraints: {} }));
  same(split({ count: 1 }), split({ count: 1, placement: {} }));
  same(pair({ splits: { a: { count: 1 } } }), pair({ splits: { a: { count: 1, placement: { minPre: 8 } } } }));
});

test('boxes and holes mean the same however they are spelled', () => {
  same(grid({ holes: [{ v: [2, 3] }] }), grid({ holes: [{ v: { any: [[2, 3]] } }] }));
  same(grid({ holes: [{ v: 2 }] }), grid({ holes: [{ v: [2, 2] }] }));
  same(
    grid({
      holes: [
        {
          v: {
            any: [
              [2, 3],
              [3, 3.5],
            ],
          },
        },
      ],
    }),
    grid({ holes: [{ v: [2, 3.5] }] }),
  );
  same(grid({ holes: [{ v: 1 }, { v: 2 }] }), grid({ holes: [{ v: 2 }, { v: 1 }, { v: 2 }] }));
  same(grid({ boxes: [{ v: [1, 2], r: 1 }] }), grid({ boxes: [{ r: 1, v: [1, 2] }] }));
  different(grid({ boxes: [{ v: [1, 2] }] }), grid({ holes: [{ v: [1, 2] }] }));
  different(grid({ holes: [{ v: 1 }] }), grid());
});

test('rules stand in the plan in its order', () => {
  const plan = info(
    small({
      constraints: { noOverlap: true, inView: [0, 3] },
      splits: { train: { count: 5, holes: [{ v: [1, 2] }], boxes: [{ color: 'red' }], placement: { minVisible: 3 } } },
    }),
  );
  assert.equal(plan.splits[0]?.rules, [
    { kind: 'inView', a: 0, b: 3, values: [] },
    { kind: 'noOverlap', a: 0, b: 0, values: [] },
    { kind: 'minVisible', a: 3, b: 0, values: [] },
    { kind: 'box', a: 0, b: 0, values: [5, 1, 0xff0000, 0xff0000] },
    { kind: 'hole', a: 0, b: 0, values: [1, 1, 1, 2] },
  ]);
});

test('constraints of a split replace those of the recipe field by field', () => {
  const both = small({
    constraints: { inView: [0, 3], noOverlap: true },
    splits: { train: { count: 1, constraints: { inView: [2, 5], noOverlap: false } } },
  });
  assert.equal(info(both).splits[0]?.rules, [{ kind: 'inView', a: 2, b: 5, values: [] }]);
});

test('rows are columns that go together; alone they are numbered as they stand', () => {
  const plan = info(split({ rows: { r: [1, 0.8, 1.3], v: [2, 2, 2], x: [1, 2, 4] } })).splits[0];
  assert.is(plan?.grid, true);
  assert.is(plan?.given, true);
  assert.equal(plan?.blocks[0]?.factors.slice(0, 3), [
    { name: 'r', kind: 'list', axis: true, row: true, parameters: [1, 0.8, 1.3] },
    { name: 'v', kind: 'constant', axis: false, parameters: [2] },
    { name: 'x', kind: 'list', axis: true, row: true, parameters: [1, 2, 4] },
  ]);
  assert.is(info(split({ rows: { r: [1, 0.8] }, order: 'shuffled' })).splits[0]?.given, undefined);
  assert.is(info(grid({ order: 'given' })).splits[0]?.given, true);
});

test('one column that varies is an axis like any other', () => {
  const axis = { factors: { r: { list: [1, 0.8, 1.3] } }, grid: ['r'] };
  same(split({ rows: { r: [1, 0.8, 1.3] } }), split({ ...axis, order: 'given' }));
  same(split({ rows: { r: [1, 0.8, 1.3] }, order: 'shuffled' }), split(axis));
  same(split({ rows: { r: [1, 0.8, 1.3], v: [2, 2, 2] } }), split({ rows: { r: [1, 0.8, 1.3] }, factors: { v: 2 } }));
  different(split({ rows: { r: [1, 0.8], v: [1, 2] } }), split({ rows: { r: [1, 0.8], v: [2, 1] } }));
});

test('neighbouring whole numbers are one range, and what holds for everything is no condition', () => {
  const layouts = (holes: Loose[]) => puzzle({ count: 1, factors: { layout: { linspace: [1, 9, 9] } }, holes });
  same(layouts([{ layout: { any: [3, 1, 2] } }]), layouts([{ layout: [1, 3] }]));
  different(layouts([{ layout: { any: [1, 3] } }]), layouts([{ layout: [1, 3] }]));
  same(grid({ holes: [{ v: 1, direction: { any: ['down', 'up', 'left', 'right'] } }] }), grid({ holes: [{ v: 1 }] }));
  same(grid({ boxes: [{ v: 1 }, { v: [0, 10000] }] }), grid());
});

test('a split takes back what the recipe asks', () => {
  const recipe = (constraints: Loose) =>
    small({ constraints: { inView: [0, 3], minDistance: 1 }, splits: { train: { count: 1, constraints } } });
  assert.equal(info(recipe({ inView: null, minDistance: null })).splits[0]?.rules, []);
  assert.is(info(recipe({})).splits[0]?.rules.length, 2);
});

test('choices whose names are numbers may be written as numbers', () => {
  same(puzzle({ count: 1, factors: { template: 10003 } }), puzzle({ count: 1, factors: { template: '10003' } }));
  same(
    puzzle({ count: 1, holes: [{ template: { any: [10003, 10004] } }] }),
    puzzle({ count: 1, holes: [{ template: { any: ['10004', '10003'] } }] }),
  );
});

each('boxes and holes that are wrong', [
  [
    grid({ holes: [{ w: 1 }] }),
    'splits.train.holes[0].w: unknown factor of uniform-motion; there are r, v, x, y, shape, color, direction',
  ],
  [grid({ holes: [{ v: [3, 2] }] }), 'splits.train.holes[0].v: [3, 2] is empty (min > max)'],
  [grid({ holes: [{ v: -1 }] }), 'splits.train.holes[0].v: -1 is below the smallest v, 0 m/s'],
  [grid({ holes: [{}] }), 'splits.train.holes[0]: {} names no factor'],
  [
    grid({ holes: [{ color: ['red', 'blue'] }] }),
    'splits.train.holes[0].color: ["red", "blue"] is a range, which color has not; write { any: ["red", "blue"] }',
  ],
  [grid({ holes: [] }), 'splits.train.holes: [] is not a list of 1 or more boxes'],
  [grid({ holes: [{ v: [0, 4] }] }), 'splits.train.holes[0]: {"v":[0,4]} leaves nothing of the split'],
  [grid({ boxes: [{ v: [1.2, 1.8] }] }), 'splits.train.boxes[0]: {"v":[1.2,1.8]} holds nothing that the split draws'],
  [grid({ boxes: [{ color: 'blue' }] }), 'splits.train.boxes[0]: {"color":"blue"} holds nothing that the split draws'],
  [
    puzzle({ count: 1, holes: [{ template: 10070 }] }),
    'splits.train.holes[0].template: 10070 is not one of the 70 from 10000 to 10069; did you mean "10000"?',
  ],
  [
    puzzle({ count: 1, holes: [{ template: [10003, 10004] }] }),
    'splits.train.holes[0].template: [10003, 10004] is a range, which template has not; write { any: [10003, 10004] }',
  ],
]);

each('rows that are wrong', [
  [split({ rows: {} }), 'splits.train.rows: {} has no columns; give one a factor'],
  [split({ rows: { r: [1, 2], v: [1] } }), 'splits.train.rows: has columns of different lengths: r 2, v 1'],
  [split({ rows: { r: [1, 5000] } }), 'splits.train.rows.r[1]: 5000 is above the largest r, 1000 m'],
  [split({ rows: { r: [1, 1] } }), 'splits.train.rows: says the same 2 times; one row is enough'],
  [grid({ rows: { v: [1, 2] } }), 'splits.train.rows.v: is an axis of the grid as well'],
  [
    split({ grids: [{}], rows: { v: [1, 2] } }),
    'splits.train.rows: stands beside grids; give each sub-grid rows of its own',
  ],
  [split({ count: 1, order: 'given' }), 'splits.train.order: works with grid, grids or rows only'],
]);

each('constraints and placement that are wrong', [
  [small({ constraints: { inView: [3, 1] } }), 'constraints.inView: [3, 1] is empty; write the earlier frame first'],
  [small({ constraints: { contact: [3, 3] } }), 'constraints.contact: [3, 3] is empty; write the earlier frame first'],
  [
    small({ constraints: { inView: [0, 32] }, splits: { train: { count: 1, constraints: { noOverlap: true } } } }),
    'constraints.inView: [0, 32] goes beyond the last frame, 31',
  ],
  [small({ constraints: { inView: [0, 32] } }), 'constraints.inView: [0, 32] goes beyond the last frame, 31'],
  [
    small({ constraints: { minDistance: 0 } }),
    'constraints.minDistance: 0 is no distance; noOverlap: true keeps bodies out of each other',
  ],
  [
    split({ count: 1, constraints: { contact: [0, 40] } }),
    'splits.train.constraints.contact: [0, 40] goes beyond the last frame, 31',
  ],
  [
    split({ count: 1, placement: { minPre: 2 } }),
    'splits.train.placement.minPre: belongs to collision; uniform-motion has minVisible',
  ],
  [small({ placement: { cleanStart: true } }), 'placement.cleanStart: belongs to phyre; uniform-motion has minVisible'],
]);

each('whole numbers', [
  [puzzle({ count: 1, factors: { layout: 1.5 } }), 'splits.train.factors.layout: 1.5 is not a whole number'],
  [
    puzzle({ count: 1, factors: { trial: { uniform: [0, 9] } } }),
    'splits.train.factors.trial.uniform: trial is a whole number; it takes a constant, linspace, list or choice',
  ],
  [
    puzzle({ factors: { layout: { linspace: [0, 9, 3] } }, grid: ['layout'] }),
    'splits.train.factors.layout.linspace: [0, 9, 3] has values that are not whole numbers',
  ],
]);

test.run();
