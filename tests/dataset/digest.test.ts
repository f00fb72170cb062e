// Digests of a range do not depend on workers or batches, and their roots are those of a dataset.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ClipRoots, type DigestOptions, digest, generate, type KinemaError, loadKinema } from '../../dist/node.js';
import { freshPath, tiny } from './folders.js';

const test = suite('digest');
const kinema = await loadKinema();

async function all(options: DigestOptions, recipe = tiny()) {
  const rows: string[] = [];
  const result = await digest(recipe, {
    kinema,
    ...options,
    onDigests: (digests) => void rows.push(...digests.map((d) => `${d.index} ${d.state} ${d.frames} ${d.mask}`)),
  });
  return { ...result, rows };
}

test('workers and batches change nothing', async () => {
  const reference = await all({ count: 700, workers: 1 });
  assert.is(reference.rows.length, 700);
  for (const [workers, batch] of [
    [1, 1],
    [2, 7],
    [3, 256],
    [2, 65536],
  ] as const)
    assert.equal(await all({ count: 700, workers, batch }), reference);
});

test('a range is the same part of the whole', async () => {
  const whole = await all({ count: 40 });
  const part = await all({ from: 13, count: 9 });
  assert.equal(part.rows, whole.rows.slice(13, 22));
  const roots = new ClipRoots();
  for (const row of part.rows) {
    const [, state, frames] = row.split(' ') as [string, string, string];
    roots.push(BigInt(state), [BigInt(frames)]);
  }
  assert.equal(part.roots, roots.digest());
});

test('the defaults: the first split, to the end of its count; a grid to its last cell', async () => {
  const first = await all({});
  assert.equal([first.split, first.from, first.count], ['train', 0, 25]);
  assert.is((await all({ from: 20 })).count, 5);
  assert.is((await all({ split: 'grid' })).count, 12);
  assert.is((await all({ from: 4_294_967_295, count: 1 })).rows.length, 1);
});

test('the roots are those of a dataset, with a layer and without drawing', async () => {
  for (const layers of [[], ['mask']]) {
    const recipe = tiny({ layers });
    const made = await generate(recipe, { out: freshPath(), shardSize: 7, kinema });
    const states = await generate(recipe, { out: freshPath(), shardSize: 9, frames: 'none', kinema });
    for (const [i, split] of ['train', 'grid'].entries()) {
      const { roots } = await all({ split }, recipe);
      assert.equal(made.splits?.[i]?.roots, roots);
      assert.equal(states.splits?.[i]?.roots, { states: roots.states, frames: null });
    }
  }
});

test('by default the roots are those of the manifest: a grid with a count, a grid without, no grid', async () => {
  const { splits } = tiny();
  const recipe = tiny({ splits: { ...splits, part: { ...splits.grid, count: 5 } } });
  const made = await generate(recipe, { out: freshPath(), shardSize: 3, kinema });
  assert.equal(
    made.splits?.map(({ name, count }) => [name, count]),
    [
      ['train', 25],
      ['grid', 12],
      ['part', 5],
    ],
  );
  for (const { name, count, roots } of made.splits ?? []) {
    const told: [number, number][] = [];
    const digests = await all(
      { split: name, onProgress: ({ clips, total }) => void told.push([clips, total]) },
      recipe,
    );
    assert.equal([digests.count, digests.roots], [count, roots], name);
    assert.equal(told.at(-1), [count, count]);
  }
  assert.is((await all({ split: 'part', from: 3 }, recipe)).count, 2);
  assert.is((await all({ split: 'part', from: 5, count: 7 }, recipe)).count, 7, 'a named range may go on');
  try {
    await all({ split: 'part', from: 5 }, recipe);
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /count: is needed, since the recipe's 5 clips of split part end/);
  }
});

test('a count above the grid is an error of the recipe', async () => {
  const { splits } = tiny();
  try {
    await all({ split: 'grid' }, tiny({ splits: { ...splits, grid: { ...splits.grid, count: 13 } } }));
    assert.unreachable();
  } catch (error) {
    assert.is((error as KinemaError).kind, 'recipe');
    assert.match((error as Error).message, /recipe\.splits\.grid\.count: 13 is above the 12 feasible cells/);
  }
});

test('an abort rejects with its reason', async () => {
  const controller = new AbortController();
  try {
    await digest(tiny(), {
      kinema,
      count: 100_000,
      signal: controller.signal,
      onDigests: () => controller.abort(new Error('enough')),
    });
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, 'enough');
  }
});

test('refused with the field', async () => {
  const cases: [DigestOptions, RegExp][] = [
    [{ from: 25 }, /count: is needed, since the recipe's 25 clips of split train end before from = 25/],
    [{ split: 'grid', from: 12 }, /from: 12 is not a whole number from 0 to 11/],
    [{ split: 'grid', from: 10, count: 3 }, /count: 3 is not a whole number from 1 to 2/],
    [{ batch: 0 }, /batch: 0/],
    [{ batch: 65537 }, /batch: 65537/],
    [{ split: 'none' }, /split/],
  ];
  for (const [options, text] of cases) {
    try {
      await digest(tiny(), { kinema, ...options });
      assert.unreachable();
    } catch (error) {
      assert.is((error as KinemaError).kind, 'usage', String(text));
      assert.match((error as Error).message, text);
    }
  }
});

test.run();
