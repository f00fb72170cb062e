// What each command prints, writes and says.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodePng } from '../../dist/dataset/png-reader.js';
import { digestText, loadKinema } from '../../dist/node.js';
import { freshPath, run, snapshot, start, tiny } from '../dataset/folders.js';

const test = suite('cli commands');
const recipe = freshPath('tiny.json');
writeFileSync(recipe, JSON.stringify(tiny()));
const kinema = await loadKinema();

async function succeeds(...args: string[]): Promise<{ stdout: string; bytes: Buffer; stderr: string }> {
  const { code, stdout, stderr } = await run(...args);
  assert.is(code, 0, stderr);
  return { stdout: stdout.toString(), bytes: stdout, stderr };
}

test('--version, --help, and help of every command with examples', async () => {
  assert.match((await succeeds('--version')).stdout, /^\d+\.\d+\.\d+\S*\n$/);
  const { stdout } = await succeeds('--help');
  for (const command of [
    'generate',
    'clip',
    'digest',
    'stream',
    'verify',
    'evaluate',
    'plan',
    'scene',
    'scenarios',
    'recipes',
    'bench',
  ]) {
    assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
    assert.match((await succeeds(command, '--help')).stdout, new RegExp(`Examples:\\n {2}\\$ kinema ${command} `));
  }
  for (const command of ['generate', 'digest', 'stream'])
    assert.is((await succeeds('help', command)).stdout, (await succeeds(command, '--help')).stdout);
  assert.is((await succeeds('help')).stdout, stdout);
  const { code, stderr } = await run();
  assert.is(code, 2);
  assert.match(stderr, /Usage: kinema/);
});

test('plan: sha-256 and text; --out; the same from its own text', async () => {
  const plan = kinema.compile(tiny());
  assert.is((await succeeds('plan', recipe)).stdout, `${plan.sha256}\n${plan.text}\n`);
  const file = freshPath('mine.plan');
  assert.is((await succeeds('plan', recipe, '--out', file)).stdout, `${plan.sha256}\n`);
  assert.is(readFileSync(file, 'utf8'), `${plan.text}\n`);
  for (const source of [file, plan.text])
    assert.is((await succeeds('plan', source)).stdout, `${plan.sha256}\n${plan.text}\n`);
  const other = JSON.parse(
    (await succeeds('plan', recipe, '--size', '32x32', '--supersample', '2', '--layers', 'mask', '--json')).stdout,
  );
  assert.is(other.sha256, kinema.compile(tiny(), { size: [32, 32], supersample: 2, layers: ['mask'] }).sha256);
});

test('clip: every kind of file, and on standard output', async () => {
  const source = kinema.open(kinema.compile(tiny(), { layers: ['mask'] }));
  const clip = source.clip(2, { split: 'train', stages: { frames: true, digests: true } });
  const frames = Buffer.from(clip.frames);
  const from = ['clip', recipe, '--layers', 'mask', '--index', '2'];
  const path = (ending: string) => freshPath(`clip.${ending}`);

  const [json, png, npy, npz, gif] = [path('json'), path('png'), path('npy'), path('npz'), path('gif')];
  for (const file of [json, png, npy, npz, gif]) await succeeds(...from, '--out', file);
  assert.is(JSON.parse(readFileSync(json, 'utf8')).digest.frames, digestText(clip.frameDigest));
  const strip = decodePng(readFileSync(png));
  assert.is(strip.width, 8 * 24);
  assert.ok(readFileSync(npy).subarray(-frames.length).equals(frames));
  assert.match(readFileSync(npy).toString('latin1', 0, 128), /'shape': \(8, 16, 24, 3\)/);
  const files = unzipSync(readFileSync(npz));
  assert.equal(Object.keys(files), [
    'frames.npy',
    'states.npy',
    'mask.npy',
    'time.npy',
    'factors.npy',
    'factor_names.npy',
  ]);
  assert.ok(
    Buffer.from(files['frames.npy'] as Uint8Array)
      .subarray(-frames.length)
      .equals(frames),
  );
  assert.ok(
    Buffer.from(files['mask.npy'] as Uint8Array)
      .subarray(-8 * 16 * 24)
      .equals(Buffer.from(clip.mask as Uint8Array)),
  );
  assert.is(readFileSync(gif).toString('latin1', 0, 6), 'GIF89a');
  assert.ok(readFileSync(gif).includes('NETSCAPE2.0'));

  for (const [format, file] of [
    ['json', json],
    ['png', png],
    ['npy', npy],
    ['npz', npz],
    ['gif', gif],
  ] as const)
    assert.ok((await succeeds(...from, '--as', format, '--out', '-')).bytes.equals(readFileSync(file)), format);
});

test('clip: --set bypasses the recipe and is listed', async () => {
  const { stdout } = await succeeds(
    'clip',
    recipe,
    '--split',
    'grid',
    '--set',
    'r1=2',
    '--set',
    'color2=#00ff00',
    '--as',
    'json',
    '--out',
    '-',
  );
  const clip = JSON.parse(stdout);
  assert.equal(clip.overrides, { r1: 2, color2: '#00ff00' });
  assert.equal([clip.split, clip.factors.r1, clip.bodies[1].color], ['grid', 2, '#00ff00']);
});

test('clip: a file that stands is replaced whole; a link stays a link', async () => {
  const file = freshPath('clip.json');
  writeFileSync(file, 'old');
  await succeeds('clip', recipe, '--out', file);
  assert.is(JSON.parse(readFileSync(file, 'utf8')).index, 0);
  assert.equal(
    readdirSync(join(file, '..')).filter((name) => name.startsWith('clip.json') && name.endsWith('.tmp')),
    [],
  );
  assert.ok(statSync('/dev/null').isCharacterDevice());
  await succeeds('clip', recipe, '--as', 'json', '--out', '/dev/null');
  assert.ok(statSync('/dev/null').isCharacterDevice(), 'a device is not replaced by a file');
});

test('digest: lines, roots, and any number of workers and batches', async () => {
  const { stdout } = await succeeds('digest', recipe, '--split', 'grid');
  const lines = stdout.trimEnd().split('\n');
  assert.is(lines.length, 14);
  const clip = kinema.open(tiny()).clip(0, { split: 'grid' });
  assert.is(lines[0], `0 ${digestText(clip.stateDigest)} ${digestText(clip.frameDigest)}`);
  assert.match(lines[12] as string, /^root-states [0-9a-f]{64}$/);
  assert.match(lines[13] as string, /^root-frames [0-9a-f]{64}$/);
  assert.is((await succeeds('digest', recipe, '--split', 'grid', '--workers', '2', '--batch', '5')).stdout, stdout);
  assert.match((await succeeds('digest', recipe, '--layers', 'mask', '--count', '1')).stdout, /^0( [0-9a-f]{16}){3}\n/);
  const objects = (await succeeds('digest', recipe, '--split', 'grid', '--json')).stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.is(`${objects[0].index} ${objects[0].state} ${objects[0].frames}`, lines[0]);
  assert.is(`root-states ${objects[12].roots.states}`, lines[12]);
});

test('scenarios and recipes: tables for people, JSON for programs', async () => {
  assert.match((await succeeds('scenarios')).stdout, /^collision {2,}r1 r2 /m);
  const table = (await succeeds('scenarios', 'collision')).stdout;
  assert.match(table, /^factor +unit +range +default +meaning$/m);
  assert.match(table, /^v1 +m\/s +0 to \d+ +uniform 1 to 4 +speed/m);
  assert.equal(
    JSON.parse((await succeeds('scenarios', '--json')).stdout),
    JSON.parse(JSON.stringify(kinema.catalogue)),
  );
  assert.match((await succeeds('recipes')).stdout, /^phyworld\/collision-30k +collision +train 26,066, /m);
  const recipes = (await succeeds('recipes', '--json')).stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.is(recipes.find(({ name }) => name === 'phyworld/collision-30k').splits[0].clips, 26066);
  const text = (await succeeds('recipes', 'collision')).stdout;
  assert.is(kinema.compile(text).sha256, JSON.parse((await succeeds('plan', 'collision', '--json')).stdout).sha256);
});

test('no colour and no bar where nobody watches', async () => {
  const out = freshPath();
  const { stdout, stderr } = await succeeds('generate', recipe, '--out', out);
  assert.not.ok((stdout + stderr).includes('\u001b'));
  assert.match(
    stdout,
    new RegExp(`look    \\S+ ${out}/preview\\.png\nverify  npx kinema verify ${out}\nread    cd ${out} && python3 -c `),
  );
});

test('the line that reads a dataset works whatever its folder is called', async () => {
  // A function stands in for python3, whatever there is on the PATH.
  const python3 = 'python3() { pwd; printf "%s\\n" "$@"; }';
  for (const name of ["a{b,c} [1]?::d'e $HOME", '-c']) {
    const parent = freshPath();
    mkdirSync(parent);
    const args = ['generate', recipe, '--out', join(parent, name), '--split', 'train', '--shard-size', '10'];
    const { stdout } = await succeeds(...args);
    const line = /^read {4}(.*)$/m.exec(stdout)?.[1] as string;
    const read = spawnSync('bash', ['-c', `${python3}\n${line}`], { cwd: parent, encoding: 'utf8' });
    assert.is(read.stderr, '');
    const [where, flag, code] = read.stdout.split('\n');
    assert.is(where, join(parent, name));
    assert.is(flag, '-c');
    assert.match(code as string, /WebDataset\("train\/train-\{000000\.\.000002\}\.tar", /);
  }
});

test('--quiet and --json of commands that print', async () => {
  for (const args of [['plan', recipe], ['scenarios'], ['recipes', 'collision'], ['digest', recipe, '--count', '2']]) {
    const quiet = await succeeds(...args, '--quiet');
    assert.is(quiet.stdout, (await succeeds(...args)).stdout);
    assert.is(quiet.stderr, '');
    const help = (await succeeds(args[0] as string, '--help')).stdout;
    assert.match(help, /--quiet/);
    assert.match(help, /--json/);
  }
  const file = freshPath('clip.npy');
  const { stdout, stderr } = await succeeds('clip', recipe, '--out', file, '--json');
  assert.equal(JSON.parse(stdout), { event: 'done', out: file, format: 'npy', bytes: statSync(file).size });
  assert.is(stderr, '');
});

test('progress: verify --all counts clips; digest tells on stderr', async () => {
  const out = freshPath();
  await succeeds('generate', recipe, '--out', out, '--shard-size', '10', '--quiet');
  const last = (stderr: string) => JSON.parse(stderr.trimEnd().split('\n').at(-1) as string);
  const { done, total } = last((await succeeds('verify', out, '--all', '--json')).stderr);
  assert.equal([done, total], [37, 37]);
  const digests = last((await succeeds('digest', recipe, '--json')).stderr);
  assert.equal([digests.event, digests.done, digests.total], ['progress', 25, 25]);
});

test('generate and verify: --json and --quiet', async () => {
  const out = freshPath();
  const made = await succeeds('generate', recipe, '--out', out, '--shard-size', '10', '--json');
  const done = JSON.parse(made.stdout);
  assert.equal([done.event, done.clips, done.madeClips, done.shards], ['done', 37, 37, 5]);
  const events = made.stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.is(events.filter(({ event }) => event === 'shard').length, 5);
  const quiet = await succeeds('generate', recipe, '--out', out, '--shard-size', '10', '--quiet');
  assert.equal([quiet.stdout, quiet.stderr], ['', '']);
  const proved = JSON.parse((await succeeds('verify', out, '--json', '--all')).stdout);
  assert.equal([proved.ok, proved.problems, proved.clipsMade], [true, [], 37]);
  assert.equal(
    proved.splits.map(({ roots }: any) => roots),
    done.splits.map(({ roots }: any) => roots),
  );
  assert.match((await succeeds('verify', out)).stdout, /is proved: 5 shards of 37 clips, 16 clips made again/);
  assert.is((await succeeds('verify', out, '--quiet')).stdout, '');
});

test('verify: a line for what differs, exit 1', async () => {
  const out = freshPath();
  await succeeds('generate', recipe, '--out', out, '--shard-size', '10', '--quiet');
  const tar = join(out, 'train/train-000000.tar');
  const bytes = readFileSync(tar);
  bytes[bytes.indexOf('NUMPY') + 200] ^= 1;
  writeFileSync(tar, bytes);
  const { code, stdout, stderr } = await run('verify', out);
  assert.is(code, 1);
  assert.match(stdout.toString(), /^train\/train-000000\.tar: clip train-0000000000: states differ from frame 1\n$/);
  assert.match(stderr, /^kinema: .*: 1 thing differs\n$/);
});

test('job arrays: each job its shard, the flag first, then one run completes', async () => {
  const reference = freshPath();
  await succeeds('generate', recipe, '--out', reference, '--shard-size', '10', '--quiet');
  const out = freshPath();
  const args = ['generate', recipe, '--out', out, '--shard-size', '10'];
  const variables = [
    'JOB_COMPLETION_INDEX',
    'SLURM_ARRAY_TASK_ID',
    'AWS_BATCH_JOB_ARRAY_INDEX',
    'SLURM_ARRAY_TASK_ID',
    'JOB_COMPLETION_INDEX',
  ];
  for (const [i, variable] of variables.entries()) {
    const { code, stdout, stderr } = await start(args, { env: { [variable]: String(i) } }).finished;
    assert.is(code, 0, stderr);
    assert.match(stderr, new RegExp(`making shard ${i}, as ${variable} says`));
    assert.match(stdout.toString(), new RegExp(`unset ${variable} and run the same command without a range`));
    assert.is(readdirSync(out, { recursive: true }).filter((name) => String(name).endsWith('.tar')).length, i + 1);
  }
  assert.not.ok(existsSync(join(out, 'manifest.json')));
  const flagged = await start([...args, '--shards', '0..1'], { env: { JOB_COMPLETION_INDEX: '4' } }).finished;
  assert.not.match(flagged.stderr, /as JOB_COMPLETION_INDEX says/);
  for (const [value, text] of [
    ['5', /shards: 5\.\.6 is wrong; these splits have 5 shards/],
    ['x', /JOB_COMPLETION_INDEX: "x" is not the number of a shard/],
  ] as const) {
    const { code, stderr } = await start(args, { env: { JOB_COMPLETION_INDEX: value } }).finished;
    assert.is(code, 2);
    assert.match(stderr, text);
  }
  await succeeds(...args);
  assert.equal(snapshot(out), snapshot(reference));
});

test.run();
