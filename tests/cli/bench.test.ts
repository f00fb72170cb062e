// kinema bench: what it reports and that it leaves nothing behind. How fast it is, nobody can promise.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { stageNames } from '../../dist/bench/stages.js';
import { type BenchResult, bench, generate, loadKinema } from '../../dist/node.js';
import { freshPath, run, start, tiny } from '../dataset/folders.js';

const test = suite('cli bench');
const recipe = freshPath('tiny.json');
writeFileSync(recipe, JSON.stringify(tiny()));

function folder(): string {
  const dir = freshPath('bench');
  mkdirSync(dir);
  return dir;
}

function isSane({ machine, recipes }: BenchResult): void {
  assert.ok(machine.cores >= 1 && machine.processor.length > 0);
  assert.is(machine.node, process.version);
  for (const { oneCore, allCores, estimate } of recipes) {
    const times = stageNames.map((name) => oneCore.microseconds[name]);
    assert.ok(times.every((time) => Number.isFinite(time) && time >= 0));
    assert.ok(oneCore.microseconds.simulate > 0, 'a clip is not made in no time');
    const sum = times.reduce((a, b) => a + b);
    assert.ok(Math.abs(oneCore.total - sum) <= 1e-9 * sum);
    assert.ok(Math.abs(oneCore.clipsPerSecond * sum - 1e6) < 1);
    assert.ok(oneCore.rounds >= 1 && oneCore.clipsPerRound >= 1);
    assert.ok(allCores.clipsPerSecond > 0);
    assert.ok(allCores.coresUsed > 0);
    if (estimate) {
      assert.ok(Math.abs(estimate.seconds * allCores.clipsPerSecond - estimate.clips) < 1e-6 * estimate.clips);
      assert.ok(estimate.undisturbedSeconds > 0 && estimate.undisturbedSeconds <= estimate.seconds);
      assert.ok(Math.abs(estimate.bytes - estimate.clips * oneCore.bytesPerClip) <= 1);
    }
  }
}

test('--json: one object of the stages of each recipe; nothing stays in the folder', async () => {
  const dir = folder();
  const flags = ['--recipe', recipe, '--recipe', 'collision', '--seconds', '0.4', '--workers', '2'];
  const { code, stdout, stderr } = await run('bench', ...flags, '--dir', dir, '--json');
  assert.is(code, 0, stderr);
  const lines = stdout.toString().trimEnd().split('\n');
  assert.is(lines.length, 1);
  const result = JSON.parse(lines[0] as string) as BenchResult;
  isSane(result);
  assert.equal(
    result.recipes.map(({ recipe, scenario, split, size, frames }) => ({ recipe, scenario, split, size, frames })),
    [
      { recipe, scenario: 'collision', split: 'train', size: [24, 16], frames: 8 },
      { recipe: 'collision', scenario: 'collision', split: 'train', size: [128, 128], frames: 32 },
    ],
  );
  assert.ok(result.recipes.every(({ allCores }) => allCores.workers === 2));
  assert.is(result.recipes[0]?.estimate?.clips, 25);
  const events = stderr.trimEnd().split('\n');
  assert.equal(
    events.map((line) => JSON.parse(line)),
    [recipe, 'collision'].map((name) => ({ event: 'recipe', recipe: name })),
  );
  assert.equal(readdirSync(dir), []);
});

test('a table, and the closing line; --size changes the frames', async () => {
  const flags = ['--recipe', 'phyworld/uniform-3m', '--seconds', '0.3', '--workers', '1', '--size', '64x32', '--quiet'];
  const { code, stdout, stderr } = await run('bench', ...flags, '--dir', folder());
  assert.is(code, 0, stderr);
  assert.is(stderr, '');
  const text = stdout.toString();
  assert.match(text, /^recipe +frames +simulate +draw +digest +encode +write +sum +clips\/s$/m);
  assert.match(text, /^phyworld\/uniform-3m +32 of 64x32( +[\d.,]+){7}$/m);
  assert.match(text, /\n3M clips of phyworld\/uniform-3m take .+ and [\d.]+ [MGT]B here\n$/);
});

test('bytes a clip are those of a dataset', async () => {
  const [result] = (await bench({ recipes: [{ name: 'tiny', source: tiny() }], seconds: 0.1, workers: 1 })).recipes;
  const { bytes } = await generate(tiny(), { out: freshPath('whole'), split: 'train', workers: 1 });
  // Shards of another size have another share of what a shard has once.
  assert.ok(Math.abs((result?.oneCore.bytesPerClip as number) / (bytes / 25) - 1) < 0.02);
});

test('masks are drawn and encoded; a plan without counts has no estimate', async () => {
  const kinema = await loadKinema();
  const plan = kinema.compile(tiny(), { layers: ['mask'] }).text;
  const masked = await bench({ recipes: [{ name: 'plan', source: plan }], seconds: 0.1, workers: 1 });
  isSane(masked);
  assert.is(masked.recipes[0]?.estimate, null);
  const bare = await bench({ recipes: [{ name: 'bare', source: tiny() }], seconds: 0.1, workers: 1 });
  const bytes = [masked, bare].map(({ recipes }) => recipes[0]?.oneCore.bytesPerClip as number);
  assert.ok((bytes[0] as number) > (bytes[1] as number), `${bytes}`);
});

test('Ctrl-C: exit code 130, and nothing stays in the folder', async () => {
  const dir = folder();
  const { child, finished } = start(['bench', '--recipe', recipe, '--seconds', '600', '--dir', dir]);
  child.stderr?.once('data', () => setTimeout(() => child.kill('SIGINT'), 300));
  const { code, stderr } = await finished;
  assert.is(code, 130);
  assert.match(stderr, /stopped; nothing was left behind/);
  assert.equal(readdirSync(dir), []);
});

test('what cannot be is refused by name', async () => {
  for (const [expected, args, message] of [
    [2, ['--seconds', '0'], /--seconds: "0" is not a number from 0\.1 to 3600/],
    [2, ['--workers', '0'], /--workers: "0" is not a whole number from 1 to 256/],
    [2, ['--recipe', 'colision'], /colision: no such file and no bundled recipe; did you mean "collision"\?/],
    [1, ['--dir', freshPath('absent')], /no such file or folder/],
  ] as const) {
    const { code, stdout, stderr } = await run('bench', '--seconds', '0.1', ...args);
    assert.is(code, expected);
    assert.is(stdout.length, 0);
    assert.match(stderr, message);
  }
  let error: unknown;
  await bench({ seconds: Number.NaN }).catch((reason) => (error = reason));
  assert.match(String(error), /seconds: NaN is not a number from 0\.1 to 3600/);
});

test.run();
