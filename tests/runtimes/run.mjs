// The bit-identity matrix: every runtime runs both builds of the module and must print the golden digests.
//
// Plans are compiled and worlds packed once with the library; a driver that knows only the ABI then makes the clips and steps the
// worlds, so that a row tests the engine and nothing else. `node tests/runtimes/run.mjs --update` writes golden.json anew if all rows agree.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment } from '../python/environment.mjs';
import { packWorlds } from './worlds.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const goldenPath = `${here}golden.json`;
const inputsPath = `${root}build/runtimes/inputs.json`;
const builds = { simd: `${root}build/kinema.wasm`, scalar: `${root}build/kinema.scalar.wasm` };
const timeout = 300_000;

/** What drivers are given: plans and worlds. Written to a file; returns names and checksums. */
async function makeInputs() {
  const { loadKinema } = await import('../../dist/index.js');
  const kinema = await loadKinema();
  const plans = JSON.parse(readFileSync(`${here}cases.json`, 'utf8')).map(
    ({ name, recipe, layers, split, first, count }) => {
      const source = typeof recipe === 'string' ? readFileSync(`${root}recipes/${recipe}.json`, 'utf8') : recipe;
      const plan = kinema.compile(source, { layers });
      const number = plan.info.splits.findIndex((row) => row.name === split);
      return {
        name,
        plan: Buffer.from(plan.bytes).toString('base64'),
        sha256: plan.sha256,
        split: number,
        first,
        count,
      };
    },
  );
  mkdirSync(`${root}build/runtimes`, { recursive: true });
  const worlds = await packWorlds(builds.simd);
  writeFileSync(inputsPath, JSON.stringify({ plans, worlds }));
  const sums = worlds.map(({ name, calls }) => ({
    name,
    sha256: createHash('sha256').update(JSON.stringify(calls)).digest('hex'),
  }));
  return [...plans, ...sums];
}

/** Bun from npm. Its install script moves the binary, and may not have run. */
function findBun() {
  const places = ['bun/bin/bun.exe', '@oven/bun-linux-x64/bin/bun', '@oven/bun-linux-aarch64/bin/bun'];
  const find = () =>
    places
      .map((place) => `${here}node_modules/${place}`)
      .find((path) => existsSync(path) && spawnSync(path, ['--version'], { timeout }).status === 0);
  const found = find();
  if (found) return { command: found };
  const { status, stderr, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: here,
    encoding: 'utf8',
    timeout,
  });
  if (status !== 0)
    return { missing: `npm ci in tests/runtimes failed: ${error?.message ?? stderr.trim().split('\n').pop()}` };
  const installed = find();
  return installed ? { command: installed } : { missing: 'npm has no bun binary for this machine' };
}

function runtimes({ ci }) {
  const bun = findBun();
  const { python, missing } = pythonEnvironment({ ci });
  const driver = `${here}driver.mjs`;
  const node = { command: process.execPath };
  return [
    { name: 'node (V8, default)', ...node, args: [driver] },
    { name: 'node (V8, Liftoff only)', ...node, args: ['--liftoff', '--no-wasm-tier-up', driver] },
    { name: 'node (V8, TurboFan only)', ...node, args: ['--no-liftoff', driver] },
    { name: 'bun (JavaScriptCore)', ...bun, args: [driver] },
    { name: 'bun (JavaScriptCore, interpreter)', ...bun, args: [driver], env: { BUN_JSC_useJIT: '0' } },
    { name: 'wasmtime (Cranelift, from Python)', command: python, missing, args: [`${here}driver.py`] },
  ];
}

function runRow({ command, args, env = {} }, module) {
  const { status, signal, error, stdout, stderr } = spawnSync(command, [...args, module, inputsPath], {
    encoding: 'utf8',
    timeout,
    env: { ...process.env, ...env },
  });
  if (status !== 0) return { problem: `${error?.message ?? signal ?? `exit code ${status}`}\n${stderr}` };
  return { found: JSON.parse(stdout) };
}

/** What differs between two tables of lines, one sentence a case. */
function differences(found, golden) {
  const names = new Set([...Object.keys(golden), ...Object.keys(found)]);
  return [...names].flatMap((name) => {
    const lines = found[name] ?? [];
    const wanted = golden[name] ?? [];
    const at = Array.from({ length: Math.max(lines.length, wanted.length) }, (_, i) => i).filter(
      (i) => lines[i] !== wanted[i],
    );
    if (at.length === 0) return [];
    const i = at[0];
    return [
      `${name}: ${at.length} of ${wanted.length} differ, first\n      is     ${lines[i]}\n      golden ${wanted[i]}`,
    ];
  });
}

/** The cases that are not what the golden digests were made from, one sentence each. */
function changedInputs(inputs, golden) {
  return inputs
    .filter(({ name, sha256 }) => golden.inputs[name] !== sha256)
    .map(
      ({ name, sha256 }) =>
        `${name}: sha-256 of the plan or the definitions\n      is     ${sha256}\n      golden ${golden.inputs[name]}`,
    );
}

/**
 * Runs the matrix.
 * @returns {Promise<{ passed: number, failed: number, skipped: string[] }>} a count each for the inputs and for every runtime and build
 */
export async function runMatrix({ ci, update = false }) {
  const inputs = await makeInputs();
  const golden = existsSync(goldenPath) ? JSON.parse(readFileSync(goldenPath, 'utf8')) : { inputs: {}, digests: {} };
  const results = { passed: 0, failed: 0, skipped: [] };
  let wanted = update ? undefined : golden.digests;
  if (!update) {
    const changed = changedInputs(inputs, golden);
    results[changed.length ? 'failed' : 'passed']++;
    console.log(
      `  ${changed.length ? 'FAIL' : 'ok  '} plans and definitions${changed.map((text) => `\n    ${text}`).join('')}`,
    );
  }
  for (const runtime of runtimes({ ci })) {
    for (const [build, module] of Object.entries(builds)) {
      const name = `${runtime.name}, ${build}`;
      if (runtime.missing) {
        results.skipped.push(`${name}: ${runtime.missing}`);
      } else {
        const start = performance.now();
        const { found, problem } = runRow(runtime, module);
        wanted ??= found;
        const problems = problem ? [problem] : differences(found, wanted);
        results[problems.length ? 'failed' : 'passed']++;
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        console.log(
          `  ${problems.length ? 'FAIL' : 'ok  '} ${name} (${seconds} s)${problems.map((text) => `\n    ${text}`).join('')}`,
        );
      }
    }
  }
  if (update && results.failed === 0) {
    const sums = Object.fromEntries(inputs.map(({ name, sha256 }) => [name, sha256]));
    writeFileSync(goldenPath, `${JSON.stringify({ inputs: sums, digests: wanted }, null, 2)}\n`);
    console.log(`  wrote tests/runtimes/golden.json from ${results.passed} rows that agree`);
  }
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed, skipped } = await runMatrix({
    ci: process.env.CI === 'true',
    update: process.argv.includes('--update'),
  });
  for (const skip of skipped) console.log(`  skipped: ${skip}`);
  process.exitCode = failed ? 1 : 0;
}
