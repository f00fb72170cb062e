// Pipes that close, signals, full disks.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freshPath, main, run, snapshot, start, tiny } from '../dataset/folders.js';

const test = suite('cli process');
const recipe = freshPath('slow.json');
const slow = tiny({
  timing: { frames: 400 },
  image: { size: [64, 64], supersample: 4 },
  splits: { train: { count: 200 } },
});
writeFileSync(recipe, JSON.stringify(slow));

function shell(command: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' });
}

test('a reader that leaves ends the program quietly', () => {
  const digest = shell(`"${process.execPath}" "${main}" digest collision --count 20000 | head -1`);
  assert.match(digest.stdout, /^0 [0-9a-f]{16}/);
  assert.equal([digest.status, digest.stderr], [0, '']);
  const clip = shell(`"${process.execPath}" "${main}" clip collision --as npy --out - | head -c 6 > /dev/null`);
  assert.equal([clip.status, clip.stderr], [0, '']);
  for (const as of ['tar', 'rgb24']) {
    const endless = shell(`"${process.execPath}" "${main}" stream collision --as ${as} | head -c 5000000 | wc -c`);
    assert.equal([endless.status, endless.stdout.trim(), endless.stderr], [0, '5000000', '']);
  }
});

test('a reader that leaves does not hide what a command found', async () => {
  const out = freshPath();
  const few = freshPath('few.json');
  writeFileSync(few, JSON.stringify(tiny()));
  const kinema = `"${process.execPath}" "${main}"`;
  const made = shell(`${kinema} generate "${few}" --out "${out}" --json | true`);
  assert.is(made.status, 0, made.stderr);
  assert.is(shell(`${kinema} verify "${out}" | true`).status, 0);
  writeFileSync(join(out, 'README.md'), 'damaged');
  for (const flags of ['', '--json']) {
    const { status, stderr } = shell(`${kinema} verify "${out}" ${flags} | true`);
    assert.is(status, 1);
    assert.match(stderr, /1 thing differs/);
  }
  assert.is(shell(`${kinema} generate "${few}" --out "${out}" --size 8x8 | true`).status, 2);
});

test('a full standard output is an error', () => {
  const { status, stderr } = shell(`"${process.execPath}" "${main}" digest collision --count 100 > /dev/full`);
  assert.is(status, 1);
  assert.match(stderr, /^kinema: standard output: no space is left on the device\n$/);
});

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal}: nothing half-made, advice, exit ${code}; then it goes on`, async () => {
    const out = freshPath();
    const args = ['generate', recipe, '--out', out, '--shard-size', '20', '--workers', '2'];
    const { child, finished } = start(args);
    while (!existsSync(join(out, 'train')) || readdirSync(join(out, 'train')).length < 4)
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill(signal);
    const stopped = await finished;
    assert.is(stopped.code, code, stopped.stderr);
    assert.match(stopped.stderr, /kinema: stopped; run the same command again to go on\n$/);
    assert.equal(
      Object.keys(snapshot(out)).filter((path) => path.endsWith('.tmp') || !path.startsWith('train/')),
      [],
    );
    const kept = Object.keys(snapshot(out)).filter((path) => path.endsWith('.json')).length;
    assert.ok(kept > 0);
    if (signal === 'SIGTERM') return;
    const again = await run(...args, '--json');
    assert.is(again.code, 0);
    assert.is(JSON.parse(again.stdout.toString()).madeShards, 10 - kept);
    assert.is((await run('verify', out, '--quiet')).code, 0);
  });
}

test('a full disk: exit 1, one message, nothing half-made', async () => {
  const disk = freshPath('disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return; // Only root can mount.
  }
  try {
    const out = join(disk, 'data');
    const { code, stderr, stdout } = await run(
      'generate',
      recipe,
      '--out',
      out,
      '--shard-size',
      '50',
      '--frames',
      'npy',
    );
    assert.is(code, 1, stderr);
    assert.match(stderr, /^kinema: .*train-00000\d\.(tar|json): no space is left on the device\n$/);
    assert.is(stdout.length, 0);
    for (const path of Object.keys(snapshot(out))) assert.match(path, /^train\/train-00000\d\.(tar|json)$/);
    assert.not.ok(existsSync(join(out, 'manifest.json')));
  } finally {
    execFileSync('umount', [disk]);
  }
});

test('digest: a bar where the digests go elsewhere, none among them', async () => {
  if (spawnSync('script', ['--version']).error) return; // No pseudo-terminal here.
  const kinema = `"${process.execPath}" "${main}" digest "${recipe}" --count 600`;
  const onTerminal = (command: string) =>
    spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  assert.match(onTerminal(`${kinema} > /dev/null`).stdout, /600 clips/);
  assert.is(onTerminal(`${kinema} --quiet > /dev/null`).stdout, '');
  assert.not.match(onTerminal(kinema).stdout, /█|░/);
});

test('on a terminal: a bar, which is cleared', async () => {
  const script = spawnSync('script', ['--version']);
  if (script.error) return; // No pseudo-terminal here.
  const out = freshPath();
  const command = `"${process.execPath}" "${main}" generate "${recipe}" --out "${out}" --count 60`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (data: Buffer) => (text += data));
  await new Promise((resolve) => child.on('close', resolve));
  assert.match(text, /█|░/);
  assert.match(text, /clips {2}[\d,]+\/s/);
  assert.ok(text.includes('\u001b[1m'));
  assert.match(text, /60 clips in 1 shard/);
});

test.run();
