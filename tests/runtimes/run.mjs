// The bit-identity matrix: every runtime runs both builds of the module and must print the golden digests.
//
// driver.mjs and driver.py know only the ABI, so that such a row tests the engine and nothing else; bindings.mjs goes through the
// library; the programs are those of examples/everywhere and examples/hosts, run as a reader would. `node tests/runtimes/run.mjs
// --update` writes golden.json anew if all rows agree.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment } from '../python/environment.mjs';
import { cHost } from './c-host.mjs';
import { builds, changedInputs, differences, inputsPath, makeInputs, readGolden, writeGolden } from './golden.mjs';
import { findProcessors } from './processors.mjs';
import { npmRuntimes } from './runtimes.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const timeout = 300_000;

// Deno's cache in a place of ours.
const denoEnvironment = { DENO_DIR: `${root}build/runtimes/deno`, DENO_NO_UPDATE_CHECK: '1' };

/** Both builds by a driver that is given the module's file. */
const engine = (name, runtime, args) =>
  Object.entries(builds).map(([build, module]) => ({
    name: `${name}, ${build}`,
    wants: 'digests',
    ...runtime,
    args: [...args, module, inputsPath],
  }));

/** Both builds through the bindings. */
const bindings = (name, runtime, args) =>
  Object.keys(builds).map((build) => ({
    name: `${name}, bindings, ${build}`,
    wants: 'digests',
    ...runtime,
    args: [...args, `${here}bindings.mjs`, build, inputsPath],
  }));

/** The bindings with both builds, and the program of examples/everywhere. */
const library = (name, runtime, args = []) => [
  ...bindings(name, runtime, args),
  {
    name: `${name}, examples/everywhere`,
    wants: 'everywhere',
    ...runtime,
    args: [...args, 'examples/everywhere/main.js'],
  },
];

function runtimeRows({ ci }) {
  const { bun, deno } = npmRuntimes();
  const { python, missing } = pythonEnvironment({ ci });
  const wasmtime = { command: python, missing };
  const driver = `${here}driver.mjs`;
  const node = { command: process.execPath };
  const withoutSimd = {
    name: 'node without SIMD, bindings',
    wants: 'digests',
    ...node,
    args: ['--no-enable-sse4-1', `${here}bindings.mjs`, 'fallback', inputsPath],
  };
  return [
    ...engine('node (V8, default)', node, [driver]),
    ...engine('node (V8, Liftoff only)', node, ['--liftoff', '--no-wasm-tier-up', driver]),
    ...engine('node (V8, TurboFan only)', node, ['--no-liftoff', driver]),
    ...engine('bun (JavaScriptCore)', bun, [driver]),
    ...engine('bun (JavaScriptCore, interpreter)', { ...bun, env: { BUN_JSC_useJIT: '0' } }, [driver]),
    ...engine('wasmtime (Cranelift, from Python)', wasmtime, [`${here}driver.py`]),
    ...library('node', node),
    ...(process.arch === 'x64' ? [withoutSimd] : []),
    ...library('bun', bun),
    ...library('deno', { ...deno, env: denoEnvironment }, ['run', '--allow-read']),
    ...Object.entries(builds).map(([build, module]) => ({
      name: `examples/hosts/world.py, ${build}`,
      wants: 'everywhere',
      ...wasmtime,
      args: ['examples/hosts/world.py', module],
    })),
    { name: 'examples/hosts/world.c (wasm2c and gcc), scalar', wants: 'everywhere', ...cHost({ ci }), args: [] },
  ];
}

/**
 * The engine on arm64; the bindings too on s390x, where bytes are in the other order, without V8's baseline compiler, which errs there
 * (docs/limitations.md).
 */
function processorRows({ ci }) {
  return findProcessors({ ci }).flatMap(({ name, args = [], ...runtime }) =>
    name === 's390x'
      ? bindings(`node on ${name} (V8, TurboFan only, emulated)`, runtime, [...args, '--no-liftoff'])
      : engine(`node on ${name} (V8, emulated)`, runtime, [...args, `${here}driver.mjs`]),
  );
}

/** Runs a row: JSON of digests, or the lines of the program. */
function runRow({ command, args, wants, env = {} }) {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    timeout,
    env: { ...process.env, ...env },
  });
  if (status !== 0) return { problem: `${error?.message ?? signal ?? `exit code ${status}`}\n${stderr}` };
  return { found: wants === 'digests' ? JSON.parse(stdout) : { everywhere: stdout.trim().split('\n') } };
}

/**
 * Runs the matrix.
 * @param emulated whether to run other processors instead
 * @returns {Promise<{ passed: number, failed: number, skipped: string[] }>} a count each for the inputs and for every row
 */
export async function runMatrix({ ci, update = false, emulated = false }) {
  const { sums } = await makeInputs();
  const golden = readGolden();
  const results = { passed: 0, failed: 0, skipped: [] };
  const report = (name, problems) => {
    results[problems.length ? 'failed' : 'passed']++;
    console.log(`  ${problems.length ? 'FAIL' : 'ok  '} ${name}${problems.map((text) => `\n    ${text}`).join('')}`);
  };
  if (!update && !emulated) report('plans and definitions', changedInputs(sums, golden));
  const wanted = update ? {} : { digests: golden.digests, everywhere: { everywhere: golden.everywhere } };
  for (const row of emulated ? processorRows({ ci }) : runtimeRows({ ci })) {
    if (row.missing) {
      results.skipped.push(`${row.name}: ${row.missing}`);
      continue;
    }
    const start = performance.now();
    const { found, problem } = row.problem ? row : runRow(row);
    wanted[row.wants] ??= found;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    report(`${row.name} (${seconds} s)`, problem ? [problem] : differences(found, wanted[row.wants]));
  }
  if (update && results.failed === 0) {
    writeGolden({ inputs: sums, digests: wanted.digests, everywhere: wanted.everywhere.everywhere });
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
