// Recipes that mean the same give the same bytes, and only those.

import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Recipe } from '../../bindings/typescript/recipe/types.js';
import { number } from '../support/numbers.js';
import { compile, different, drawn, factor, info, type Loose, pair, same, small, text } from './setup.js';

/** The recipe with the keys of every object in another order. */
function shuffled(value: unknown, pick: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, pick));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value)
    .map((key) => ({ key, rank: pick() }))
    .sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(keys.map(({ key }) => [key, shuffled((value as Loose)[key], pick)]));
}

const rich = pair({
  name: 'rich',
  seed: 7,
  physics: { integrator: 'symplectic-euler', gravity: [0, 0] },
  timing: { frames: 16, firstFrameStep: 1 },
  image: { size: [64, 32], supersample: 2, look: { edge: 'study', background: 'ivory' } },
  layers: ['mask'],
  placement: { minPre: 3, minPost: 2 },
  factors: {
    r1: {
      union: [
        [0.3, 0.4],
        [1.7, 2],
      ],
    },
    color1: { choice: { red: 1, green: 3 } },
  },
  splits: {
    train: { grid: ['r1', 'v1'], factors: { r1: { linspace: [0.5, 1.5, 3] }, v1: { list: [1, 2, 3] } } },
    eval: {
      tags: { part: 'eval', hard: true },
      markIn: { seen: 'train' },
      grids: [
        {
          factors: { v1: { linspace: [0, 1, 5], without: [0, 0.5] }, r2: { randomGrid: [0.5, 1, 4] } },
          tags: { level: 'a' },
        },
        { factors: { v1: 0, v2: { list: [1, 2] } }, tags: { level: 'b', hard: false } },
      ],
    },
    free: { count: 5 },
  },
});

test('the order of fields means nothing', () => {
  const bytes = text(rich);
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (stream) => {
      const pick = () => stream.next().value as number;
      assert.is(text(shuffled(rich, pick) as Recipe), bytes);
    }),
    { numRuns: 50 },
  );
});

test('JSON and YAML, name, description, comments and counts mean nothing', () => {
  same(rich, JSON.stringify(rich));
  same(
    small(),
    '# a comment\nkinema: 1\nname: other\ndescription: text\n$schema: x\nscenario: uniform-motion\nsplits:\n  train: { count: 99 }\n',
  );
  const grid = { grid: ['r'], factors: { r: { list: [1, 2] } } };
  same(small({ splits: { train: grid } }), small({ splits: { train: { ...grid, count: 1 } } }));
});

test('defaults may be written out', () => {
  const spelled = {
    seed: 0,
    physics: {
      gravity: [0, -0],
      step: 0.01,
      integrator: 'exact',
      substeps: 4,
      restitutionThreshold: 0,
      resolveOverlaps: 'soft',
    },
    timing: { frames: 32, stepsPerFrame: 10, firstFrameStep: 0, conditionFrames: 3 },
    image: { size: [128, 128], supersample: 1, view: [-0, 0, 10, 10], look: 'clean' },
    layers: [],
  };
  same(
    pair(),
    pair({
      ...spelled,
      placement: { minPre: 8, minPost: 8 },
      factors: {
        r1: { uniform: [0.5, 1.5] },
        r2: { uniform: [0.5, 1.5] },
        v1: { uniform: [1, 4] },
        v2: { uniform: [1, 4] },
        x1: 'placed',
        x2: 'placed',
        y: 'placed',
        shape1: 'disc',
        shape2: 'disc',
        color1: '#ff0000',
        color2: 'blue',
      },
    }),
  );
  same(small(), small({ ...spelled, placement: { minVisible: 24 }, factors: { direction: 'right', x: 'placed' } }));
  same(
    small({ timing: { frames: 6 } }),
    small({ timing: { frames: 6, conditionFrames: 3 }, placement: { minVisible: 4 } }),
  );
  same(pair({ timing: { frames: 6 } }), pair({ timing: { frames: 6 }, placement: { minPre: 1, minPost: 1 } }));
  assert.is(info(small({ timing: { frames: 2 } })).timing.conditionFrames, 2);
});

test('numbers and colours by value', () => {
  same(
    '{"kinema":1,"seed":5,"scenario":"uniform-motion","factors":{"r":1},"splits":{"train":{"count":1}}}',
    'kinema: 1.0\nseed: "5"\nscenario: uniform-motion\nfactors: { r: 1.0e+0, x: placed }\nsplits: { train: { count: 1 } }',
  );
  for (const red of [
    'RED',
    '#f00',
    '#F00',
    '#ff0000',
    '#FF0000',
    { constant: 'red' },
    { list: ['#f00'] },
    { choice: { red: 2 } },
  ])
    same(drawn({ color: red }), small());
  same(drawn({ x: 0, y: 5 }), drawn({ x: -0, y: 5 }));
  same(drawn({ x: { uniform: [-1, 0] } }), drawn({ x: { uniform: [-1, -0] } }));
});

test('looks by name and spelled out', () => {
  const look = (value: unknown) => small({ image: { look: value } });
  same(look('clean'), look({}));
  same(look('study'), look({ edge: 'study', samples: 'corners', rounding: 'truncate' }));
  same(
    look('study'),
    look({ edge: 'study', samples: 'corners', rounding: 'truncate', softness: 0.03, background: 'white' }),
  );
  same(look('phyre'), look({ edge: 'hard', softness: 0 }));
  different(look('phyre'), look('clean'));
});

test('every change of meaning changes the bytes', () => {
  const changes: Loose[] = [
    { seed: 1 },
    { seed: '18446744073709551615' },
    { scenario: 'parabola' },
    { physics: { gravity: [0, -1] } },
    { physics: { gravity: [1, 0] } },
    { physics: { step: 0.02 } },
    { physics: { integrator: 'symplectic-euler' } },
    { physics: { substeps: 5 } },
    { physics: { restitutionThreshold: 1 } },
    { physics: { resolveOverlaps: 'project' } },
    { timing: { frames: 33 } },
    { timing: { stepsPerFrame: 11 } },
    { timing: { firstFrameStep: 1 } },
    { timing: { conditionFrames: 4 } },
    { image: { size: [128, 64] } },
    { image: { size: [64, 128] } },
    { image: { supersample: 2 } },
    { image: { view: [0, 0, 10, 11] } },
    { image: { look: 'study' } },
    { image: { look: 'phyre' } },
    { image: { look: { background: 'black' } } },
    { image: { look: { samples: 'corners' } } },
    { image: { look: { rounding: 'truncate' } } },
    { image: { look: { edge: 'study' } } },
    { image: { look: { edge: 'study', softness: 0.04 } } },
    { layers: ['mask'] },
    { placement: { minVisible: 23 } },
    { factors: { r: 1 } },
    { factors: { r: 1.0000000000000002 } },
    { factors: { shape: 'ring' } },
    { factors: { r: { list: [1, 2] } } },
    { factors: { r: { list: [2, 1] } } },
    { factors: { r: { choice: [1, 2] } } },
    { factors: { r: { linspace: [1, 2, 3] } } },
    { factors: { r: { uniform: [1, 2] } } },
    { factors: { r: { randomGrid: [1, 2, 2] } } },
    { splits: { train2: { count: 10 } } },
    { splits: { train: { count: 10, tags: { a: true } } } },
    { splits: { train: { count: 10, tags: { a: false } } } },
    { splits: { train: { count: 10, tags: { a: 'true' } } } },
    { splits: { train: { count: 10, tags: { b: true } } } },
    { splits: { train: { count: 10 }, eval: { count: 1 } } },
    { splits: { train: { grid: ['r'], factors: { r: { list: [1, 2] } } } } },
  ];
  const all = [small(), ...changes.map(small)].map(text);
  assert.is(new Set(all).size, all.length);
});

test('the same values in the same order are the same axis, however they are spelled', () => {
  const axis = (r: unknown) => text(small({ splits: { train: { grid: ['r'], factors: { r } } } }));
  assert.is(axis({ list: [1, 2, 3] }), axis({ linspace: [1, 3, 3] }));
  assert.is(axis({ linspace: [1, 4, 4], without: [4] }), axis({ linspace: [1, 3, 3] }));
  assert.is(axis({ linspace: [1, 2, 3], without: [1.5] }), axis({ linspace: [1, 2, 2] }));
  assert.is(axis({ linspace: [1, 4, 4], without: [2] }), axis({ list: [1, 3, 4] }));
  assert.is.not(axis({ list: [3, 2, 1] }), axis({ list: [1, 2, 3] }));
});

test('random recipes round trip: what is read says what was written', () => {
  const value = number(0.01, 4);
  fc.assert(
    fc.property(
      fc.record({
        seed: fc.bigInt(0n, 2n ** 64n - 1n),
        frames: fc.integer({ min: 1, max: 100 }),
        width: fc.integer({ min: 16, max: 1024 }),
        a: value,
        b: value,
        n: fc.integer({ min: 2, max: 50 }),
      }),
      fc.dictionary(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.boolean()),
        { noNullPrototype: true },
      ),
      ({ seed, frames, width, a, b, n }, tags) => {
        fc.pre(a !== b && !Object.hasOwn(tags, '__proto__'));
        const recipe = small({
          seed,
          timing: { frames },
          image: { size: [width, 16] },
          splits: {
            train: {
              grid: ['r'],
              factors: { r: { linspace: [a, b, n] }, v: { uniform: [Math.min(a, b), Math.max(a, b)] } },
              tags,
            },
          },
        });
        const plan = info(recipe);
        assert.is(plan.seed, seed);
        assert.is(plan.timing.frames, frames);
        assert.equal(plan.image.size, [width, 16]);
        assert.equal(plan.splits[0]?.blocks[0]?.tags, tags);
        assert.equal(factor(recipe, 'r'), ['linspace', true, a, b, n]);
        assert.equal(factor(recipe, 'v'), ['uniform', false, Math.min(a, b), Math.max(a, b)]);
        assert.is(compile(recipe).length % 8, 0);
      },
    ),
  );
});

test.run();
