// A dataset is the same bytes whoever made which part of it, when, and how often that was interrupted.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type GenerateOptions, generate, KinemaError, loadKinema } from '../../dist/node.js';
import { freshPath, snapshot, start, tiny } from './folders.js';

const test = suite('generate');
const kinema = await loadKinema();
const make = (out: string, options: Partial<GenerateOptions> = {}, recipe: unknown = tiny()) =>
  generate(recipe as any, { out, shardSize: 4, kinema, workers: 1, ...options });

const reference = freshPath('reference');
const done = await make(reference);
const whole = snapshot(reference);

async function refused(action: Promise<unknown>, text: RegExp): Promise<void> {
  try {
    await action;
  } catch (error) {
    assert.instance(error, KinemaError);
    assert.is((error as KinemaError).kind, 'usage');
    assert.match((error as Error).message, text);
    return;
  }
  assert.unreachable(`not refused: ${text}`);
}

test('a folder has the documented files and nothing else', () => {
  const shard = (split: string, n: number) => [`${split}/${split}-00000${n}.json`, `${split}/${split}-00000${n}.tar`];
  const shards = [
    ...[0, 1, 2].flatMap((n) => shard('grid', n)),
    ...[0, 1, 2, 3, 4, 5, 6].flatMap((n) => shard('train', n)),
  ];
  assert.equal(
    Object.keys(whole).sort(),
    ['README.md', 'manifest.json', 'preview.gif', 'preview.png', ...shards].sort(),
  );
  assert.equal([done.clips, done.shards, done.madeClips], [37, 10, 37]);
});

test('no file holds a time, a host or a path', () => {
  for (const path of Object.keys(whole)) {
    const text = readFileSync(join(reference, path)).toString('latin1');
    assert.not.ok(text.includes(reference), path);
    assert.not.match(text, /20\d\d-\d\d-\d\d/, path);
  }
});

test('one worker or three, the same bytes', async () => {
  const out = freshPath();
  await make(out, { workers: 3 });
  assert.equal(snapshot(out), whole);
});

test('run again, everything is kept', async () => {
  const again = await make(reference);
  assert.equal([again.madeClips, again.madeShards, again.clips], [0, 0, 37]);
  assert.equal(snapshot(reference), whole);
});

test('what is missing or damaged is made again', async () => {
  const out = freshPath();
  await make(out);
  rmSync(join(out, 'train/train-000001.tar'));
  rmSync(join(out, 'train/train-000002.json'));
  truncateSync(join(out, 'train/train-000003.tar'), 700);
  appendFileSync(join(out, 'grid/grid-000000.json'), ' ');
  writeFileSync(join(out, 'grid/grid-000001.json'), 'damaged');
  const sidecar = readFileSync(join(out, 'train/train-000000.json'), 'utf8');
  writeFileSync(
    join(out, 'train/train-000000.json'),
    sidecar.replace(/("state":")(.)/, (_, before, digit) => before + (digit === '0' ? '1' : '0')),
  );
  rmSync(join(out, 'preview.png'));
  writeFileSync(join(out, 'train/train-000004.tar.tmp'), 'left by a dead run');
  writeFileSync(join(out, 'manifest.json.tmp'), 'left by a dead run');
  const again = await make(out);
  assert.is(again.madeShards, 6);
  assert.equal(snapshot(out), whole);
});

test('ranges of shards, merged, and a run without a range are the whole', async () => {
  const out = freshPath();
  for (const [from, to] of [
    [7, 10],
    [0, 3],
    [3, 7],
  ] as const) {
    const part = await make(out, { shards: { from, to } });
    assert.is(part.splits, null);
    assert.is(part.shards, to - from);
  }
  assert.not.ok(existsSync(join(out, 'manifest.json')));
  const last = await make(out);
  assert.is(last.madeShards, 0);
  assert.equal(snapshot(out), whole);
});

test('splits made one after the other are the whole', async () => {
  const out = freshPath();
  await make(out, { split: 'grid' });
  assert.equal(readdirSync(out).includes('train'), false);
  await make(out, { split: 'train' });
  assert.equal(snapshot(out), whole);
});

test('a larger count replaces the last, partial shard', async () => {
  const out = freshPath();
  await make(out, { count: 6 });
  const before = snapshot(out);
  const grown = await make(out, { count: 11 });
  assert.is(grown.madeShards, 4);
  const after = snapshot(out);
  assert.is(after['train/train-000000.tar'], before['train/train-000000.tar']);
  assert.not.equal(after['train/train-000001.tar'], before['train/train-000001.tar']);
  await make(out);
  assert.equal(snapshot(out), whole);
});

test('kill -9 in the middle, then again: the same bytes', async () => {
  const recipe = freshPath('slow.json');
  const slow = tiny({
    timing: { frames: 400 },
    image: { size: [64, 64], supersample: 4 },
    splits: { train: { count: 120 } },
  });
  writeFileSync(recipe, JSON.stringify(slow));
  const expected = freshPath();
  await generate(slow, { out: expected, shardSize: 10, kinema, workers: 2 });
  const out = freshPath();
  const args = ['generate', recipe, '--out', out, '--shard-size', '10', '--workers', '2', '--quiet'];
  let killed = 0;
  for (const wait of [3, 20]) {
    const { child, finished } = start(args);
    const begun = Date.now();
    while (Date.now() - begun < 20_000 && child.exitCode === null) {
      const written = existsSync(join(out, 'train')) ? readdirSync(join(out, 'train')).length : 0;
      if (written >= wait) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGKILL');
    if ((await finished).signal === 'SIGKILL') killed++;
    assert.not.ok(existsSync(join(out, 'manifest.json')));
  }
  assert.is(killed, 2);
  assert.is((await start(args).finished).code, 0);
  assert.equal(snapshot(out), snapshot(expected));
});

test('an abort leaves whole files only', async () => {
  const out = freshPath();
  const controller = new AbortController();
  const slow = tiny({
    timing: { frames: 400 },
    image: { size: [64, 64], supersample: 4 },
    splits: { train: { count: 200 } },
  });
  const running = generate(slow, {
    out,
    shardSize: 10,
    kinema,
    workers: 2,
    signal: controller.signal,
    onShard: () => controller.abort(new Error('enough')),
  });
  try {
    await running;
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, 'enough');
  }
  assert.equal(
    Object.keys(snapshot(out)).filter((path) => path.endsWith('.tmp') || path === 'manifest.json'),
    [],
  );
});

test('growing: no manifest stands that does not fit the shards', async () => {
  const out = freshPath();
  await make(out, { count: 6 });
  await make(out, { count: 11, shards: { from: 1, to: 2 } });
  assert.not.ok(existsSync(join(out, 'manifest.json')));
  await make(out);
  assert.equal(snapshot(out), whole);
});

test('a split that stands in part is left out of the manifest, and named', async () => {
  const out = freshPath();
  await make(out, { shards: { from: 2, to: 4 } });
  const done = await make(out, { split: 'grid' });
  assert.equal([done.left, done.splits?.map(({ name }) => name)], [['train'], ['grid']]);
  await make(out);
  assert.equal(snapshot(out), whole);
});

test('the order of overrides changes nothing', async () => {
  const [a, b] = [freshPath(), freshPath()];
  await make(a, { count: 2, overrides: { size: [32, 32], layers: ['mask'] } });
  await make(b, { count: 2, overrides: { layers: ['mask'], supersample: undefined, size: [32, 32] } });
  assert.equal(snapshot(a), snapshot(b));
});

test("from a plan's text: a grid is whole, other splits need a count", async () => {
  const { text } = kinema.compile(tiny());
  const out = freshPath();
  await refused(make(out, {}, text), /count: is needed.*train/);
  await make(out, { split: 'grid' }, text);
  const { 'grid/grid-000002.tar': last } = snapshot(out);
  assert.is(last, whole['grid/grid-000002.tar']);
  await make(out, { split: 'train', count: 25 }, text);
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  assert.is(manifest.recipe, null);
  assert.equal(manifest.splits, JSON.parse(readFileSync(join(reference, 'manifest.json'), 'utf8')).splits);
});

test('refused: another plan, other frames, another shard size, fewer clips', async () => {
  await refused(make(reference, {}, tiny({ seed: 6 })), /holds a dataset of another plan/);
  await refused(make(reference, { shards: { from: 0, to: 1 } }, tiny({ seed: 6 })), /another plan/);
  await refused(make(reference, { overrides: { size: [32, 32] } }), /another plan/);
  await refused(make(reference, { frames: 'npy' }), /made with frames png/);
  await refused(make(reference, { shardSize: 5 }), /shard size of 4/);
  await refused(make(reference, { count: 20 }), /holds 25 clips of train, and 20 are asked for/);
  const unfinished = freshPath();
  await make(unfinished, { shards: { from: 0, to: 1 } });
  await refused(make(unfinished, {}, tiny({ seed: 6 })), /another plan/);
  await refused(make(unfinished, { frames: 'none' }), /made with frames png/);
  assert.equal(snapshot(reference), whole);
});

test('refused: a folder of something else, a file', async () => {
  const out = freshPath();
  mkdirSync(out);
  writeFileSync(join(out, 'thesis.tex'), 'mine');
  await refused(make(out), /is not empty and holds no Kinema dataset \(thesis\.tex/);
  assert.equal(Object.keys(snapshot(out)), ['thesis.tex']);
  await refused(make(join(out, 'thesis.tex')), /is a file/);
  const nested = freshPath();
  mkdirSync(join(nested, 'train'), { recursive: true });
  writeFileSync(join(nested, 'train', 'photo.jpg'), 'mine');
  await refused(make(nested), /train\/photo\.jpg stands there/);
});

test('refused: counts above the grid, ranges beyond the shards, odd numbers', async () => {
  await refused(
    make(freshPath(), { split: 'grid', count: 13 }),
    /count: 13 is above the 12 feasible cells of split grid/,
  );
  await refused(
    make(freshPath(), { shards: { from: 9, to: 11 } }),
    /shards: 9\.\.11 is wrong; these splits have 10 shards/,
  );
  await refused(make(freshPath(), { count: 0 }), /count: 0/);
  await refused(make(freshPath(), { shardSize: 100_001 }), /shardSize: 100001/);
  await refused(make(freshPath(), { workers: 0 }), /workers: 0/);
  await refused(make(freshPath(), { split: 'trian' }), /split: there is no "trian"; did you mean "train"/);
  const frames = { timing: { frames: 50_000 }, image: { size: [24, 16], view: [0, 0, 12, 8] } };
  await refused(make(freshPath(), {}, tiny(frames)), /1200000 columns.*use npy instead of png/);
  try {
    await make(freshPath(), {}, tiny({ splits: { grid: { ...tiny().splits.grid, count: 13, markIn: {} } } }));
    assert.unreachable();
  } catch (error) {
    assert.is((error as KinemaError).kind, 'recipe');
    assert.match((error as Error).message, /recipe\.splits\.grid\.count: 13 is above the 12 feasible cells/);
  }
});

test('a seed beyond 2^53 stands in the manifest as it is', async () => {
  const out = freshPath();
  await make(out, { count: 1 }, tiny({ seed: '18446744073709551615' }));
  assert.is(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).recipe.seed, '18446744073709551615');
});

test.run();
