// Wrong factors, splits and marks are refused with the field, the value and what would be right.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compilePlan } from '../../bindings/typescript/recipe/compile.js';
import { catalogue, drawn, each, lines, pair, small } from './setup.js';

const distributions = 'a value or one of constant, uniform, union, linspace, randomGrid, list, choice';
const count = 'a whole number from 1 to 4294967295';
const grid = { grid: ['r'], factors: { r: { list: [1, 2] } } };

each('distributions', [
  [drawn({ r: { uniform: [1.4, 0.7] } }), 'factors.r.uniform: [1.4, 0.7] is empty (min > max)'],
  [drawn({ r: { uniform: [1] } }), 'factors.r.uniform: [1] is not a pair [min, max]'],
  [drawn({ r: { unifrm: [1, 2] } }), 'factors.r: unknown distribution "unifrm"; did you mean "uniform"?'],
  [
    drawn({ r: { uniform: [1, 2], list: [1] } }),
    'factors.r.list: stands beside uniform; a factor has one distribution',
  ],
  [drawn({ r: {} }), `factors.r: {} is not ${distributions}`],
  [drawn({ r: [1, 2] }), `factors.r: [1, 2] is not ${distributions}`],
  [drawn({ r: true }), `factors.r: true is not ${distributions}`],
  [drawn({ r: 'red' }), 'factors.r: "red" is not a number (m)'],
  [drawn({ r: 'placed' }), 'factors.r: "placed" is not a number (m)'],
  [drawn({ r: 0 }), 'factors.r: 0 is below the smallest r, 0.001 m'],
  [drawn({ v: { list: [1, 20000] } }), 'factors.v.list[1]: 20000 is above the largest v, 10000 m/s'],
  [
    drawn({
      v: {
        union: [
          [0, 1],
          [3, 2],
        ],
      },
    }),
    'factors.v.union[1]: [3, 2] is empty (min > max)',
  ],
  [
    drawn({
      v: {
        union: [
          [1, 1],
          [2, 3],
        ],
      },
    }),
    'factors.v.union: [1, 1] has no length; use choice or list for single values',
  ],
  [drawn({ v: { union: [] } }), 'factors.v.union: [] is not a list of 1 or more pairs [min, max]'],
  [drawn({ r: { linspace: [1, 2] } }), 'factors.r.linspace: [1, 2] is not three numbers [first, last, how many]'],
  [drawn({ r: { linspace: [1, 2, 2.5] } }), 'factors.r.linspace[2]: 2.5 is not a whole number from 1 to 65536'],
  [drawn({ r: { linspace: [1, 1, 3] } }), 'factors.r.linspace: [1, 1, 3] repeats one value; write 1'],
  [
    drawn({ r: { linspace: [1, 2, 3], without: [1.1] } }),
    'factors.r.without: 1.1 is not a value of linspace [1, 2, 3]; the nearest is 1',
  ],
  [
    drawn({ r: { linspace: [1, 2, 3], without: [1 + 2e-9] } }),
    'factors.r.without: 1.000000002 is not a value of linspace [1, 2, 3]; the nearest is 1',
  ],
  [drawn({ r: { linspace: [1, 2, 2], without: [1, 2] } }), 'factors.r.without: leaves no value'],
  [drawn({ r: { randomGrid: [1, 2, 5], without: [1] } }), 'factors.r.without: works with linspace only'],
  [drawn({ r: { randomGrid: [2, 1, 5] } }), 'factors.r.randomGrid: [2, 1, 5] is empty (min >= max)'],
  [drawn({ r: { list: [] } }), 'factors.r.list: [] is not a list of 1 to 65536 values'],
  [
    drawn({ color: { list: ['red', '#f00'] } }),
    'factors.color.list[1]: "#f00" stands in the list twice; use choice with weights to draw it more often',
  ],
  [drawn({ r: { list: [1], weights: [1] } }), 'factors.r.weights: works with choice only'],
  [drawn({ r: { choice: [1, 2], weights: [1] } }), 'factors.r.weights: has 1 weights for 2 values'],
  [drawn({ r: { choice: [1, 2], weights: [1, 0] } }), 'factors.r.weights: 0 is not a weight above 0 (for 2)'],
  [drawn({ r: { choice: { 1: -2 } } }), 'factors.r.choice: -2 is not a weight above 0 (for 1)'],
  [drawn({ r: { choice: { one: 2 } } }), 'factors.r.choice: "one" is not a number (m)'],
  [
    drawn({ r: { choice: [1, 2], weights: [1e-300, 1e300] } }),
    'factors.r.weights: the weights differ too much to be told from 0',
  ],
]);

each('choices and colours', [
  [
    drawn({ color: 'redd' }),
    'factors.color: "redd" is not a colour: a name such as red, or #rrggbb (in quotes in YAML)',
  ],
  [
    'kinema: 1\nscenario: uniform-motion\nfactors:\n  color: #ff0000\nsplits: { a: { count: 1 } }',
    'factors.color: is empty; it must be a colour, in quotes if it begins with # (which begins a comment in YAML)',
  ],
  [
    drawn({ color: { uniform: [0, 1] } }),
    'factors.color.uniform: color is a colour; it takes a constant, list or choice',
  ],
  [drawn({ shape: 'sqare' }), 'factors.shape: "sqare" is not one of disc, square, ring; did you mean "square"?'],
  [
    drawn({ shape: { linspace: [0, 1, 2] } }),
    'factors.shape.linspace: shape is one of disc, square, ring; it takes a constant, list or choice',
  ],
]);

each('factors that belong together', [
  [pair({ factors: { x1: 3 } }), 'factors.x1: is given but x2 is not; give both or neither'],
  [
    pair({ splits: { a: { count: 1, factors: { x2: 3 } } } }),
    'splits.a.factors.x2: is given but x1 is not; give both or neither',
  ],
]);

each('splits', [
  [small({ splits: {} }), 'splits: {} has no splits; name at least one, such as train: { count: 1000 }'],
  [small({ splits: undefined }), 'splits: is missing; it must be an object of splits'],
  [
    small({ splits: { 12: { count: 1 } } }),
    'splits.12: "12" is not a name of 1 to 64 letters, digits and _, not of digits only',
  ],
  [
    small({ splits: { a: { count: 1 }, A: { count: 1 } } }),
    'splits.a: differs from "A" by case only, which folders cannot everywhere',
  ],
  [
    small({ splits: { 'a-b': { count: 1 } } }),
    'splits.a-b: "a-b" is not a name of 1 to 64 letters, digits and _, not of digits only',
  ],
  [small({ splits: { a: null } }), 'splits.a: nothing (null) is not an object (a split)'],
  [small({ splits: { a: {} } }), `splits.a.count: is missing; a split without a grid needs ${count}`],
  [small({ splits: { a: { count: 0 } } }), `splits.a.count: 0 is not ${count}`],
  [small({ splits: { a: { count: 2 ** 32 } } }), `splits.a.count: 4294967296 is not ${count}`],
  [small({ splits: { a: { ...grid, grids: [{}] } } }), 'splits.a: has both grid and grids; it takes one of them'],
  [small({ splits: { a: { grid: [] } } }), 'splits.a.grid: [] names no factor'],
  [small({ splits: { a: { ...grid, grid: ['r', 'r'] } } }), 'splits.a.grid[1]: names r twice'],
  [
    small({ splits: { a: { grid: ['v'] } } }),
    'splits.a.grid[0]: v is not given; an axis of a grid is a linspace, randomGrid or list',
  ],
  [
    small({ splits: { a: { grid: ['r'], factors: { r: 1 } } } }),
    'splits.a.grid[0]: r is constant; an axis of a grid is a linspace, randomGrid or list',
  ],
  [
    small({ splits: { a: { grid: ['r'], factors: { r: { uniform: [1, 2] } } } } }),
    'splits.a.grid[0]: r is uniform; an axis of a grid is a linspace, randomGrid or list',
  ],
  [
    small({ splits: { a: { ...grid, grid: ['r', 'colr'] } } }),
    'splits.a.grid[1]: "colr" is not a factor of uniform-motion; did you mean "color"?',
  ],
  [small({ splits: { a: { grids: [] } } }), 'splits.a.grids: [] is not a list of 1 to 4096 sub-grids'],
  [small({ splits: { a: { count: 1, tags: { n: 1 } } } }), 'splits.a.tags.n: 1 is not text or true or false'],
  [small({ splits: { a: { count: 1, tags: { '': 'x' } } } }), 'splits.a.tags: "" has 0 bytes; it must have 1 to 64'],
]);

each('marks', [
  [
    small({ splits: { a: { count: 1, markIn: { m: 'trian' } }, train: grid } }),
    'splits.a.markIn.m: there is no split "trian"; did you mean "train"?',
  ],
  [
    small({ splits: { a: { count: 1, markIn: { m: 'b' } }, b: { count: 1 } } }),
    'splits.a.markIn.m: split "b" has no grid, so nothing equals a cell of it',
  ],
  [
    small({ splits: { a: { count: 1, markIn: { m: 'b' }, tags: { m: true } }, b: grid } }),
    'splits.a.markIn.m: stands among the tags too; rename one of the two',
  ],
  [
    small({ splits: { a: { markIn: { m: 'a' }, grids: [{ tags: { m: true } }] } } }),
    'splits.a.grids[0].markIn.m: stands among the tags too; rename one of the two',
  ],
]);

test('two names with one hash', () => {
  const recipe = small({ splits: { a: { count: 1 }, b: { count: 1 } } });
  assert.throws(
    () => compilePlan(recipe, catalogue, () => 5n),
    /^recipe\.splits\.b: shares its 32-bit hash with "a"; rename one of the two$/m,
  );
});

test('names that every object has are unknown fields too', () => {
  for (const wrong of [
    { constructor: 1 },
    { physics: { toString: 1 } },
    { splits: { a: { count: 1, constructor: 2 } } },
  ])
    assert.match(lines(small(wrong)).join(), /unknown field; /);
});

test.run();
