// What a report says of small recipes against every clip compared with every clip, and of the bundled ones against what the study's grids are.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  bundledRecipes,
  type Coverage,
  type CoverageOptions,
  coverage,
  loadKinema,
  loadRecipe,
} from '../../dist/node.js';

const test = suite('coverage');
const kinema = await loadKinema();

/** A recipe of uniform motion; `any` since tests leave out and misspell. */
function motion(splits: Record<string, any>, changes: Record<string, unknown> = {}): any {
  return { kinema: 1, scenario: 'uniform-motion', seed: 3, timing: { frames: 4 }, splits, ...changes };
}

const report = (recipe: any, options: CoverageOptions = {}) => coverage(recipe, { kinema, ...options });

function factorOf(found: Coverage, split: string, factor: string) {
  const factors = found.splits.find(({ name }) => name === split)?.factors;
  return factors?.find(({ name }) => name === factor) as Coverage['splits'][0]['factors'][0];
}

type Named = Record<string, number | string>;
const placed = ['x', 'y'];

/** Factors of the clips of a split as clips have them. */
function clipsOf(recipe: any, split: string, count: number): Named[] {
  const source = kinema.open(kinema.compile(recipe));
  const size = Math.min(count, source.split(split).size);
  return Array.from({ length: size }, (_, i) => source.namedFactors(source.clip(i, { split, stages: {} })));
}

/** The distances between two lists of clips, by the page's words. */
function bruteForce(evaluation: Named[], training: Named[], names: string[]) {
  const all = [...evaluation, ...training];
  const widths = new Map<string, number>();
  for (const name of names) {
    const values = all.map((clip) => clip[name]);
    const isNumber = typeof values[0] === 'number';
    widths.set(name, isNumber ? Math.max(...(values as number[])) - Math.min(...(values as number[])) : 1);
  }
  const distance = (a: Named, b: Named) => {
    let sum = 0;
    for (const [name, width] of widths) {
      if (typeof a[name] !== 'number') sum += Number(a[name] !== b[name]);
      else if (width > 0) sum += (((a[name] as number) - (b[name] as number)) / width) ** 2;
    }
    return Math.sqrt(sum);
  };
  const nearest = evaluation.map((a) => Math.min(...training.map((b) => distance(a, b))));
  return { distance, least: Math.min(...nearest), equal: nearest.filter((each) => each <= 1e-9).length };
}

const values = (...numbers: number[]) => ({ list: numbers });
const speeds = fc.constantFrom<any>(
  { linspace: [1, 4, 5] },
  { linspace: [1, 4, 7] },
  { linspace: [4.5, 6, 3] },
  { randomGrid: [1, 4, 6] },
  values(1, 2.5, 4),
);
const radii = fc.constantFrom<any>({ linspace: [0.7, 1.4, 4] }, values(0.7, 1.05, 1.4), { linspace: [0.7, 1.4, 6] });
const shapes = fc.constantFrom<any>('disc', { list: ['disc', 'square'] }, { list: ['ring', 'square', 'disc'] });
const colors = fc.constantFrom<any>('red', 'blue', { list: ['red', 'blue'] });
const grid = fc.record({ v: speeds, r: radii, shape: shapes, color: colors, hole: fc.boolean(), fixed: fc.boolean() });
const gridSplit = grid.map(({ hole, fixed, ...factors }) => ({
  drawn: false,
  free: fixed ? [] : placed,
  split: {
    factors: fixed ? { ...factors, x: 3, y: 5 } : factors,
    grid: Object.keys(factors).filter((name) => typeof (factors as any)[name] === 'object'),
    ...(hole && { holes: [{ r: [1, 1.2] }] }),
  },
}));
const drawnSplit = fc
  .record({
    v: fc.oneof(speeds, fc.constant({ uniform: [1, 2] })),
    r: fc.oneof(radii, fc.constant(1)),
    shape: shapes,
    color: colors,
    x: fc.constantFrom<any>(3, 'placed'),
    y: fc.constantFrom<any>(5, 'placed'),
    count: fc.integer({ min: 1, max: 30 }),
    hole: fc.boolean(),
  })
  .map(({ count, hole, ...factors }) => ({
    drawn: true,
    free: [] as string[],
    split: { count, factors, ...(hole && { holes: [{ v: [2, 2.2] }] }) },
  }));
const anySplit = fc.oneof(gridSplit, drawnSplit);

test('distances and equal clips of random recipes are those of every clip against every clip', async () => {
  await fc.assert(
    fc.asyncProperty(anySplit, anySplit, async (training, evaluation) => {
      const recipe = motion({ train: training.split, eval: evaluation.split });
      const [result] = (await report(recipe)).leakage;
      assert.ok(result);
      const names = ['r', 'v', 'x', 'y', 'shape', 'color', 'direction'];
      const out = names.filter((name) => training.free.includes(name) || evaluation.free.includes(name));
      assert.equal(result.leftOut, out);
      const [a, b] = [clipsOf(recipe, 'eval', countOf(evaluation)), clipsOf(recipe, 'train', countOf(training))];
      assert.equal([result.evaluationClips, result.trainingClips, result.exact], [a.length, b.length, true]);
      const known = names.filter((name) => !out.includes(name));
      const { distance, least, equal } = bruteForce(a, b, known);
      assert.is(result.equal, equal);
      assert.is(result.pass, equal === 0);
      assert.ok(Math.abs(result.distance - least) <= 1e-9, `${result.distance}, not ${least}`);
      const near = [a[result.nearest.evaluation], b[result.nearest.training]] as [Named, Named];
      assert.ok(Math.abs(distance(...near) - least) <= 1e-9);
      for (const [name, value] of Object.entries(result.nearest.factors)) assert.is(near[0][name], value);
      assert.equal(
        Object.keys(result.nearest.factors),
        known.filter((name) => new Set([...a, ...b].map((clip) => clip[name])).size > 1),
      );
    }),
    { numRuns: 60 },
  );
});

const countOf = ({ split }: { split: any }) => split.count ?? Number.POSITIVE_INFINITY;

test('what a grid covers is what its clips have: gaps, values, constants, placement', async () => {
  const split = { grid: ['v', 'shape'], factors: { v: { linspace: [0, 4, 41] }, shape: { list: ['ring', 'disc'] } } };
  const found = await report(motion({ train: { ...split, holes: [{ v: [1, 3] }] } }));
  const [{ clips, combinations, grid }] = found.splits as [Coverage['splits'][0]];
  assert.equal([clips, combinations, grid], [40, 82, true]);
  assert.equal(found.leakage, []);
  const v = factorOf(found, 'train', 'v');
  assert.equal([v.draw, v.distinct, v.min, v.max, v.values, v.exact, v.unit], ['grid', 20, 0, 4, null, true, 'm/s']);
  assert.is(JSON.stringify(v.ranges), '[[0,0.9],[3.1,4]]');
  const shape = factorOf(found, 'train', 'shape');
  assert.equal([shape.draw, shape.values, shape.min, shape.ranges], ['grid', ['disc', 'ring'], null, []]);
  assert.equal(factorOf(found, 'train', 'color').values, ['#ff0000']);
  assert.is(factorOf(found, 'train', 'color').draw, 'constant');
  const x = factorOf(found, 'train', 'x');
  assert.equal([x.draw, x.clips, x.min, x.ranges], ['placed', 0, null, []]);
});

test('factors that a grid draws clip by clip are told from a sample, and left out of the distance', async () => {
  const r = { uniform: [0.7, 1.4] };
  const train = { grid: ['v'], factors: { v: { linspace: [1, 4, 300] }, r } };
  const found = await report(motion({ train, eval: { count: 10 } }), { samples: 50 });
  const drawn = factorOf(found, 'train', 'r');
  assert.equal([drawn.draw, drawn.from, drawn.clips, drawn.exact], ['uniform', [[0.7, 1.4]], 50, false]);
  assert.ok((drawn.min as number) >= 0.7 && (drawn.max as number) <= 1.4 && drawn.distinct === 50);
  assert.equal(found.leakage[0]?.leftOut, ['r', 'x', 'y']);
  assert.equal(found.leakage[0]?.compared, ['v']);
  assert.is(found.leakage[0]?.exact, true);
});

test('sub-grids that differ in how they draw a factor', async () => {
  const grids = [{ factors: { v: { linspace: [1, 2, 3] }, y: 5 } }, { factors: { v: 3 } }];
  const found = await report(motion({ train: { grids } }));
  assert.is(factorOf(found, 'train', 'y').draw, 'several');
  assert.is(factorOf(found, 'train', 'x').draw, 'placed');
  assert.equal([factorOf(found, 'train', 'v').draw, factorOf(found, 'train', 'v').distinct], ['grid', 4]);
});

test('samples: the default, one of one’s own, and all of what is smaller', async () => {
  const recipe = motion({ train: { count: 10_000 }, train_more: { count: 7 }, eval: { count: 5000 } });
  const sizes = async (options: CoverageOptions) =>
    (await report(recipe, options)).leakage.map((each) => [each.trainingClips, each.evaluationClips, each.exact]);
  assert.equal(await sizes({}), [
    [4096, 1024, false],
    [7, 1024, false],
  ]);
  assert.equal(await sizes({ samples: 5000 }), [
    [5000, 5000, false],
    [7, 5000, true],
  ]);
});

test('training splits are named train...; else the first; a plan’s text has no counts', async () => {
  const pairs = async (recipe: any) =>
    (await report(recipe)).leakage.map(({ evaluation, training }) => `${evaluation} ${training}`);
  const count = { count: 3 };
  assert.equal(await pairs(motion({ b: count, train_a: count, train_b: count })), ['b train_a', 'b train_b']);
  assert.equal(await pairs(motion({ b: count, a: count })), ['a b']);
  const found = await report(kinema.compile(motion({ train: count, b: count })).text, { samples: 20 });
  assert.equal(
    found.splits.map(({ clips }) => clips),
    [null, null],
  );
  assert.equal([found.leakage[0]?.trainingClips, found.leakage[0]?.exact], [20, false]);
});

test('a count takes the first cells of a grid', async () => {
  const v = { linspace: [1, 4, 50] };
  const recipe = motion({ train: { grid: ['v'], factors: { v }, count: 20 } });
  const found = await report(recipe);
  assert.equal([found.splits[0]?.clips, found.splits[0]?.combinations], [20, 50]);
  const seen = new Set(clipsOf(recipe, 'train', 20).map((clip) => clip.v));
  assert.is(factorOf(found, 'train', 'v').distinct, seen.size);
});

test('rows are the factors of clips, constraints kept; of cells what no draw changes', () => {
  const factors = { r1: { linspace: [0.5, 1, 3] }, v1: { uniform: [1, 4] } };
  const splits = { train: { count: 40, constraints: { contact: [2, 12] } }, cells: { grid: ['r1'], factors } };
  const source = kinema.open({ kinema: 1, scenario: 'collision', timing: { frames: 16 }, splits });
  for (const [split, count] of [
    ['train', 40],
    ['cells', 3],
  ] as const) {
    const clips = Array.from({ length: count }, (_, i) => [...source.clip(i, { split, stages: {} }).factors]);
    assert.equal([...source.factorRows(0, count, { split })], clips.flat());
    assert.equal([...source.factorRows(1, 2, { split })], clips.slice(1, 3).flat());
    const drawn = split === 'cells' ? [1, 2, 3, 4, 5, 6] : [];
    const cells = clips.map((clip) => clip.map((value, i) => (drawn.includes(i) ? Number.NaN : value)));
    assert.equal([...source.factorRows(0, count, { split, cells: true })], cells.flat());
  }
  assert.throws(() => source.factorRows(0, 4097, { split: 'train' }), /argument is out of range/);
  assert.throws(() => source.factorRows(2, 2, { split: 'cells' }), 'index 3: split cells has clips 0 to 2');
});

test('samples out of range', async () => {
  for (const samples of [0, 1.5, 2 ** 20 + 1])
    try {
      await report(motion({ train: { count: 3 } }), { samples });
      assert.unreachable();
    } catch (error) {
      assert.is((error as Error).message, `samples: ${samples} is not a whole number from 1 to 1048576`);
    }
});

test('the study’s collision grids share their corners, and nothing else', async () => {
  const { recipe } = loadRecipe('phyworld/collision-30k');
  const { leakage } = await report(recipe);
  assert.equal(
    leakage.map(({ evaluation, pass }) => [evaluation, pass]),
    [
      ['eval_id', false],
      ['eval_r_ood', true],
      ['eval_v_ood', true],
      ['eval_rv_ood', true],
      ['eval_v_zero', true],
    ],
  );
  const source = kinema.open(recipe as object);
  const marked = Array.from({ length: 225 }, (_, i) => {
    const clip = source.clip(i, { split: 'eval_id', stages: {} });
    return source.tags('eval_id', clip).in_train_grid;
  });
  assert.is(leakage[0]?.equal, marked.filter(Boolean).length);
  assert.is(leakage[0]?.nearest.evaluation, marked.indexOf(true));
});

test('every bundled recipe of up to 150,000 clips', async () => {
  const total = (recipe: any) => {
    const source = kinema.open(recipe);
    return source.plan.splits.reduce((sum, { name, grid }) => sum + (grid ? source.split(name).size : 0), 0);
  };
  for (const { name } of bundledRecipes().filter(
    ({ name }) => !name.includes('collision-h') && total(loadRecipe(name).recipe) <= 150_000,
  )) {
    const found = await report(loadRecipe(name).recipe);
    assert.is(found.leakage.length, found.splits.length - 1, name);
    for (const { clips, factors } of found.splits) {
      assert.ok((clips as number) > 0);
      for (const { draw, distinct } of factors) assert.is(distinct === 0, draw === 'placed', name);
    }
  }
});

test.run();
