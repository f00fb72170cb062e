// What splits ask of their clips: boxes and holes against a filter of all cells, rows, and constraints that every clip keeps.

import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';

const test = suite('rules');
const kinema = await loadKinema();
const none = { stages: {} };
type Box = Record<string, [number, number]>;

const uniform = (train: object, changes: object = {}) => ({
  kinema: 1,
  scenario: 'uniform-motion',
  splits: { train },
  ...changes,
});
const pair = (train: object, changes: object = {}) => ({
  kinema: 1,
  scenario: 'collision',
  splits: { train },
  ...changes,
});

const within = (box: Box, cell: Record<string, number>) =>
  Object.entries(box).every(
    ([name, [a, b]]) => (cell[name] as number) >= a - 1e-9 && (cell[name] as number) <= b + 1e-9,
  );

test('the cells that boxes and holes leave are those that a filter leaves', () => {
  const axes = { r: [0.7, 1.4, 8], v: [1, 4, 13] } as const;
  const valuesOf = ([a, b, n]: readonly [number, number, number]) =>
    Array.from({ length: n }, (_, i) => a + ((b - a) * i) / (n - 1));
  const range = ([a, b]: readonly [number, number, number]) =>
    fc
      .tuple(fc.double({ min: a, max: b, noNaN: true }), fc.double({ min: a, max: b, noNaN: true }))
      .map(([x, y]) => [Math.min(x, y), Math.max(x, y)] as [number, number]);
  const box = fc
    .record({ r: range(axes.r), v: range(axes.v) }, { requiredKeys: [] })
    .filter((one) => Object.keys(one).length > 0);
  fc.assert(
    fc.property(
      fc.array(box as fc.Arbitrary<Box>, { maxLength: 3 }),
      fc.array(box as fc.Arbitrary<Box>, { maxLength: 3 }),
      (boxes, holes) => {
        const wanted = valuesOf(axes.r)
          .flatMap((r) => valuesOf(axes.v).map((v) => ({ r, v })))
          .filter(
            (cell) =>
              (boxes.length === 0 || boxes.some((one) => within(one, cell))) && !holes.some((one) => within(one, cell)),
          );
        const split = {
          factors: { r: { linspace: axes.r }, v: { linspace: axes.v } },
          grid: ['r', 'v'],
          ...(boxes.length && { boxes }),
          ...(holes.length && { holes }),
        };
        if (wanted.length === 0)
          return assert.throws(() => kinema.open(uniform(split)), /splits\.train\.(boxes|holes)/);
        // A box that holds nothing is refused, whatever the others hold.
        if (boxes.some((one) => !valuesOf(axes.r).some((r) => valuesOf(axes.v).some((v) => within(one, { r, v })))))
          return assert.throws(() => kinema.open(uniform(split)), /boxes\[\d\]: .* holds nothing/);
        const source = kinema.open(uniform(split));
        assert.is(source.split().size, wanted.length);
        const key = ({ r, v }: { r: number; v: number }) => `${r.toFixed(6)} ${v.toFixed(6)}`;
        const found = Array.from({ length: wanted.length }, (_, i) => {
          const [r, v] = source.clip(i, none).factors as unknown as [number, number];
          return key({ r, v });
        });
        assert.equal(found.sort(), wanted.map(key).sort());
      },
    ),
    { numRuns: 150 },
  );
});

test('what is drawn keeps out of holes and in boxes, and the law inside is what it was', () => {
  const source = kinema.open(uniform({ count: 1, holes: [{ v: [1.5, 3.5] }, { r: [1, 1.2], v: [1, 1.5] }] }));
  const all = Array.from({ length: 4000 }, (_, i) => Array.from(source.clip(i, none).factors) as [number, number]);
  for (const [r, v] of all) assert.not.ok((v >= 1.5 && v <= 3.5) || (r >= 1 && r <= 1.2 && v <= 1.5));
  // Of the area that is left, v < 1.5 has 0.5 x 0.5 and v > 3.5 has 0.5 x 0.7.
  const slow = all.filter(([, v]) => v < 1.5).length / all.length;
  assert.ok(Math.abs(slow - 0.5 / 1.2) < 0.03, `${slow}`);
});

test('rows give clip i the i-th row, and go with other axes', () => {
  const rows = { r: [1, 0.8, 1.3], v: [2, 2.5, 1], x: [3, 4, 5], y: [5, 6, 4], color: ['red', 'blue', 'red'] };
  const source = kinema.open(uniform({ rows }));
  assert.is(source.split().size, 3);
  for (let i = 0; i < 3; i++) {
    const { r, v, x, y } = source.namedFactors(source.clip(i, none));
    assert.equal([r, v, x, y], [rows.r[i], rows.v[i], rows.x[i], rows.y[i]]);
  }
  const product = kinema.open(
    uniform({
      rows: { r: [1, 0.8, 1.3], v: [2, 2.5, 1] },
      factors: { shape: { list: ['disc', 'ring'] } },
      grid: ['shape'],
    }),
  );
  assert.is(product.split().size, 6);
  const seen = Array.from({ length: 6 }, (_, i) =>
    Object.values(product.namedFactors(product.clip(i, none)))
      .slice(0, 2)
      .join(' '),
  );
  assert.equal([...new Set(seen)].sort(), ['0.8 2.5', '1 2', '1.3 1']);
});

test('a mark compares rows as rows', () => {
  const source = kinema.open({
    kinema: 1,
    scenario: 'uniform-motion',
    splits: {
      train: { rows: { r: [1, 1.2], v: [2, 3] } },
      eval: { factors: { r: { list: [1, 1.2] }, v: { list: [2, 3] } }, grid: ['r', 'v'], markIn: { seen: 'train' } },
    },
  });
  for (let i = 0; i < 4; i++) {
    const clip = source.clip(i, { split: 'eval', ...none });
    const [r, v] = clip.factors as unknown as [number, number];
    assert.is(source.tags('eval', clip).seen, (r === 1) === (v === 2));
  }
});

test('order given numbers cells as they stand, holes left out', () => {
  const source = kinema.open(
    uniform({ factors: { v: { linspace: [1, 2, 11] } }, grid: ['v'], order: 'given', holes: [{ v: [1.25, 1.55] }] }),
  );
  const found = Array.from({ length: source.split().size }, (_, i) =>
    (source.clip(i, none).factors[1] as number).toFixed(1),
  );
  assert.equal(found, ['1.0', '1.1', '1.2', '1.6', '1.7', '1.8', '1.9', '2.0']);
});

test('every clip keeps its constraints: in view, contact, distance', () => {
  const view = kinema.open(uniform({ count: 1, constraints: { inView: [4, 30] } }));
  for (let i = 0; i < 300; i++) {
    const clip = view.clip(i, none);
    for (let k = 4; k <= 30; k++) assert.is(clip.visible(k, 0), 'full', `clip ${i}, frame ${k}`);
  }
  const touch = kinema.open(pair({ count: 1 }, { constraints: { contact: [10, 14], minDistance: 1.5 } }));
  for (let i = 0; i < 300; i++) {
    const clip = touch.clip(i, none);
    const [first] = clip.contacts;
    assert.ok(first && first.time >= 1 && first.time <= 1.4, `clip ${i}`);
    const { r1, r2, x1, x2 } = touch.namedFactors(clip) as Record<string, number>;
    assert.ok((x2 as number) - (x1 as number) - (r1 as number) - (r2 as number) >= 1.5 - 2e-5);
  }
});

test('a constraint disturbs nobody: clips that keep it at once are what they are without it', () => {
  const free = kinema.open(pair({ count: 1 }));
  const bound = kinema.open(pair({ count: 1, constraints: { contact: [9, 16] } }));
  let same = 0;
  for (let i = 0; i < 300; i++) {
    const [contact] = free.clip(i, { stages: { digests: true } }).contacts;
    const digest = free.clip(i, { stages: { digests: true } }).stateDigest;
    const other = bound.clip(i, { stages: { digests: true } }).stateDigest;
    const kept = contact !== undefined && contact.steps >= 90 && contact.steps < 160;
    assert.is(digest === other, kept, `clip ${i}`);
    if (kept) same++;
    assert.is(bound.clip(i, { stages: { digests: true } }).stateDigest, other);
  }
  assert.ok(same > 50 && same < 280, `${same}`);
});

test('factors that are set by hand are bound by no rule', () => {
  const source = kinema.open(uniform({ count: 1, holes: [{ v: [2, 3] }], constraints: { inView: [0, 31] } }));
  source.override({ v: 2.5, x: 9.5, y: 5, r: 1 });
  assert.is(source.clip(0, none).factors[1], 2.5);
});

test('what cannot be kept is refused when the recipe is compiled, with where and why', () => {
  const refused = (recipe: object, message: RegExp) => assert.throws(() => kinema.compile(recipe), message);
  refused(
    uniform({ count: 1, constraints: { contact: [0, 31] } }),
    /recipe\.splits\.train\.constraints\.contact: clip 0 of train does not keep this in 1024 attempts/,
  );
  refused(
    uniform({ count: 1, factors: { v: { uniform: [1, 4] } }, holes: [{ v: [1.001, 4] }] }),
    /recipe\.splits\.train\.holes: clip 0 of train does not keep this/,
  );
  refused(
    uniform({ count: 1, holes: [{ v: [1.03, 4] }] }),
    /recipe\.splits\.train: holes are kept too seldom: clip \d+ takes \d+ attempts, so the chance .* must be below 1e-12/,
  );
  refused(
    uniform({ count: 1, factors: { v: 4 } }, { constraints: { inView: [0, 31] } }),
    /recipe\.constraints\.inView: clip 0 of train/,
  );
  refused(
    uniform({ count: 1, factors: { v: 4 }, constraints: { inView: [0, 31] } }),
    /recipe\.splits\.train\.constraints\.inView: clip 0/,
  );
  refused(
    uniform({ factors: { v: { linspace: [1, 4, 4] } }, grid: ['v'], holes: [{ v: [0, 2] }, { v: [3, 4] }] }),
    /recipe\.splits\.train\.holes: leave no cell of the grid that is feasible/,
  );
  // One that is kept seldom, but by all of a few clips, is fine: each is known to have a clip.
  const rare = pair({ factors: { v1: { linspace: [1, 2, 4] } }, grid: ['v1'], constraints: { contact: [12, 13] } });
  assert.is(kinema.open(rare).split().size, 4);
});

test('placement of a split is its own', () => {
  const source = kinema.open(
    pair({}, { splits: { train: { count: 1 }, eval: { count: 1, placement: { minPre: 2 } } } }),
  );
  const first = (split: string) =>
    Math.min(...Array.from({ length: 400 }, (_, i) => source.clip(i, { split, ...none }).contacts[0]?.steps ?? 999));
  assert.ok(first('train') >= 79 && first('eval') < 40 && first('eval') >= 19, `${first('train')} ${first('eval')}`);
});

test.run();
