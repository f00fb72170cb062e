// A dataset is the same bytes whoever made which part of it, when, and how often that was interrupted.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { AtomicFile, writeWhole } from '../../dist/dataset/files.js';
import { type GenerateOptions, generate, KinemaError, loadKinema, verify } from '../../dist/node.js';
import { freshPath, snapshot, start, tiny } from './folders.js';

const test = suite('generate');
const kinema = await loadKinema();
const make = (out: string, options: Partial<GenerateOptions> = {}, recipe: unknown = tiny()) =>
  generate(recipe as any, { out, shardSize: 4, kinema, workers: 1, ...options });

const deadPid = spawnSync(process.execPath, ['-e', '']).pid;
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
  writeFileSync(join(out, `train/train-000004.tar.${deadPid}-0123abcd.tmp`), 'left by a dead run');
  writeFileSync(join(out, `manifest.json.${process.pid}-0123abcd.tmp`), 'left by a dead run of the same number');
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
  await refused(
    make(reference, { count: 20 }),
    /the folder has 25 clips of split train, this run asks for 20; a dataset only grows: name another folder/,
  );
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

test('two writers of one file do not share a temporary one', () => {
  const path = freshPath('shared');
  const [a, b] = [new AtomicFile(path), new AtomicFile(path)];
  a.write(Buffer.from('the same bytes'));
  b.write(Buffer.from('the same bytes'));
  assert.is(a.commit(), b.commit());
  assert.is(readFileSync(path, 'utf8'), 'the same bytes');
});

test("a temporary file of a living run stays until it is old; a person's .tmp always", async () => {
  const out = freshPath();
  await make(out);
  const living = join(out, `train/train-000001.tar.${process.ppid}-0123abcd.tmp`);
  writeFileSync(living, 'being written');
  writeFileSync(join(out, 'train/train-000001.tar.tmp'), 'mine');
  const { notes } = await make(out);
  assert.is(readFileSync(living, 'utf8'), 'being written');
  assert.is(notes.length, 2);
  assert.match(notes.join(), /train\/train-000001\.tar\.tmp: does not belong/);
  const past = Date.now() / 1000 - 4000;
  utimesSync(living, past, past);
  await make(out);
  assert.not.ok(existsSync(living));
  assert.is(readFileSync(join(out, 'train/train-000001.tar.tmp'), 'utf8'), 'mine');
});

test("writing a file keeps its mode and a person's .tmp; its errors name the file", () => {
  const path = freshPath('clip.json');
  writeFileSync(path, 'old');
  writeFileSync(`${path}.tmp`, 'mine');
  chmodSync(path, 0o600);
  writeWhole(path, 'new');
  assert.equal([readFileSync(path, 'utf8'), readFileSync(`${path}.tmp`, 'utf8')], ['new', 'mine']);
  assert.is(statSync(path).mode & 0o777, 0o600);
  const nowhere = join(freshPath(), 'x.json');
  try {
    writeWhole(nowhere, 'new');
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, `${nowhere}: no such file or folder`);
  }
});

for (const [what, file] of [
  ['a tar', 'train/train-000000.tar'],
  ['a tar past the end', 'train/train-000007.tar'],
  ['a json of the name of a sidecar', 'train/train-000002.json'],
  ['a manifest', 'manifest.json'],
  ['a preview', 'preview.png'],
] as const) {
  test(`refused and not touched: ${what} that is not ours`, async () => {
    const out = freshPath();
    mkdirSync(join(out, 'train'), { recursive: true });
    writeFileSync(join(out, file), '{"mine":true}');
    await refused(make(out), new RegExp(file));
    assert.is(readFileSync(join(out, file), 'utf8'), '{"mine":true}');
    assert.equal(Object.keys(snapshot(out)), [file]);
  });
}

test('a tar that its run left without a sidecar is accepted; past the end, only ours are removed', async () => {
  const out = freshPath();
  mkdirSync(join(out, 'train'), { recursive: true });
  copyFileSync(join(reference, 'train/train-000001.tar'), join(out, 'train/train-000001.tar'));
  await make(out, { count: 6 });
  copyFileSync(join(reference, 'train/train-000003.tar'), join(out, 'train/train-000003.tar'));
  writeFileSync(join(out, 'train/train-000005.tar'), 'mine');
  const { notes } = await make(out, { count: 6 });
  assert.not.ok(existsSync(join(out, 'train/train-000003.tar')));
  assert.is(readFileSync(join(out, 'train/train-000005.tar'), 'utf8'), 'mine');
  assert.equal(notes, ['train/train-000005.tar: does not belong to the dataset; kinema verify will say so']);
});

test('a damaged manifest beside shards of ours is written again', async () => {
  const out = freshPath();
  cpSync(reference, out, { recursive: true });
  writeFileSync(join(out, 'manifest.json'), '{"kinema":');
  await make(out);
  assert.equal(snapshot(out), whole);
});

test('a shard that another module made is made again', async () => {
  const out = freshPath();
  cpSync(reference, out, { recursive: true });
  for (const name of ['manifest.json', 'train/train-000002.json']) {
    const text = readFileSync(join(out, name), 'utf8');
    const old = text.replace(/("module": (?:\{\s*"sha256": )?")[0-9a-f]{64}/, `$1${'a'.repeat(64)}`);
    assert.is.not(old, text);
    writeFileSync(join(out, name), old);
  }
  assert.is((await make(out)).madeShards, 1);
  assert.equal(snapshot(out), whole);
});

test('what systems leave in folders is tolerated, other files are noted; verify agrees', async () => {
  const out = freshPath();
  await make(out);
  for (const name of ['.DS_Store', 'train/.DS_Store', 'Thumbs.db', '.gitignore', '.gitattributes', '.huggingface'])
    writeFileSync(join(out, name), 'left');
  assert.equal((await make(out)).notes, []);
  assert.ok((await verify(out, { kinema, workers: 1 })).ok);
  writeFileSync(join(out, 'notes.txt'), 'mine');
  writeFileSync(join(out, 'train/notes.txt'), 'mine');
  mkdirSync(join(out, 'scratch'));
  const paths = (lines: readonly string[]) => lines.map((line) => line.split(':')[0]);
  const { notes } = await make(out);
  assert.equal(paths(notes), ['notes.txt', 'scratch', 'train/notes.txt']);
  assert.equal(paths((await verify(out, { kinema, workers: 1 })).problems), paths(notes));
});

test('a folder of a split may be a link', async () => {
  const [out, elsewhere] = [freshPath(), freshPath()];
  cpSync(reference, out, { recursive: true });
  renameSync(join(out, 'train'), elsewhere);
  symlinkSync(elsewhere, join(out, 'train'));
  rmSync(join(elsewhere, 'train-000001.tar'));
  rmSync(join(out, 'manifest.json'));
  assert.equal([(await make(out)).madeShards, (await make(out)).notes], [1, []]);
  assert.ok((await verify(out, { kinema, workers: 1 })).ok);
  writeFileSync(join(elsewhere, 'photo.jpg'), 'mine');
  assert.match(
    (await verify(out, { kinema, workers: 1 })).problems.join(),
    /^train\/photo\.jpg: does not belong[^,]*$/,
  );
  await refused(make(out, {}, tiny({ seed: 6 })), /another plan/);
});

test('refused: more shards than a folder should hold', async () => {
  const out = freshPath();
  const many = tiny({ splits: { train: { count: 4_000_000_000 } } });
  await refused(make(out, { shardSize: 1000 }, many), /4000000 shards \(at most 100000\); use a larger --shard-size/);
  await refused(make(out, { shards: { from: 0, to: 1 } }, many), /--shard-size/);
  assert.not.ok(existsSync(out));
});

test('refused: a recipe whose count shrank', async () => {
  await refused(
    make(reference, {}, tiny({ splits: { ...tiny().splits, train: { ...tiny().splits.train, count: 20 } } })),
    /the folder has 25 clips of split train, the recipe now asks for 20; a dataset only grows: name another folder or raise the count/,
  );
});

test.run();
