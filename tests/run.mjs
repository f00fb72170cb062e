// npm test: builds what is missing or old, then runs every group of tests; `npm test -- unit` runs one of them.
//
//   checks      generated files up to date, lint, gates of the module
//   unit        the uvu suites, tests/**/*.test.ts
//   runtimes    golden digests on every engine, tests/runtimes
//   processors  golden digests on other processors, emulated, tests/runtimes/processors.mjs
//   browsers    golden digests in headless browsers, tests/browsers
//   python      what other people's libraries read, tests/python
//
// The last line is `N passed, N failed`, and `, N skipped` where something could not run on this machine; each skip stands
// above it with its reason. With CI=true a skip is a failure, but for the recordings of the study's own code, which are no part
// of a checkout. The exit code is 1 if anything failed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildIsCurrent } from '../tools/current.mjs';
import { outputs } from '../tools/generate.mjs';
import { runBrowsers } from './browsers/run.mjs';
import { pythonEnvironment } from './python/environment.mjs';
import { runMatrix } from './runtimes/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ci = process.env.CI === 'true';
const stepLimit = 10 * 60_000;

const none = { passed: 0, failed: 0, skipped: [] };
const passed = { ...none, passed: 1 };
const failed = { ...none, failed: 1 };

/** Runs a command, showing its output as it comes. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: stepLimit });
    let output = '';
    const show = (stream) => (data) => {
      output += data;
      stream.write(data);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', (error) => resolve({ ok: false, output, reason: error.message }));
    child.on('close', (code, signal) => resolve({ ok: code === 0, output, reason: signal ?? `exit code ${code}` }));
  });
}

/** Runs a command that is one test. */
async function runAsTest(command, args) {
  const { ok, reason } = await run(command, args);
  if (!ok) console.log(`FAIL ${reason}`);
  return ok ? passed : failed;
}

async function build() {
  if (buildIsCurrent()) {
    console.log('up to date');
    return passed;
  }
  return runAsTest(process.execPath, ['tools/build.mjs']);
}

/** A build writes generated files anew, so this stands before it; in a clean checkout, built by npm, git knows. */
function generatedFiles() {
  const old = Object.entries(outputs)
    .filter(([path, make]) => !existsSync(root + path) || readFileSync(root + path, 'utf8') !== make())
    .map(([path]) => path);
  if (ci && existsSync(`${root}.git`)) {
    const { status, stdout } = spawnSync('git', ['diff', '--name-only', '--', ...Object.keys(outputs)], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status === 0) old.push(...stdout.split('\n').filter(Boolean));
  }
  for (const path of new Set(old))
    console.log(`FAIL ${path} is not what tools/generate.mjs writes: run npm run build and commit it`);
  return old.length ? failed : passed;
}

/** A number that a test runner prints, 0 if it prints none. */
function count(output, pattern) {
  return Number(pattern.exec(output)?.[1] ?? 0);
}

async function unit() {
  const { ok, output, reason } = await run(process.execPath, [
    '--import',
    'tsx',
    '--import',
    './tests/support/seed.mjs',
    'node_modules/uvu/bin.js',
    '--no-color',
    'tests',
    '\\.test\\.ts$',
  ]);
  const [total, good, skips] = ['Total', 'Passed', 'Skipped'].map((word) =>
    count(output, new RegExp(`^\\s*${word}:\\s+(\\d+)`, 'm')),
  );
  const unrun = [...output.matchAll(/^skipped: (.*)$/gm)].map(([, text]) => `unit: ${text}`);
  if (skips) unrun.push(`unit: ${skips} tests marked as skipped`);
  const result = { passed: good, failed: total - good - skips, skipped: unrun };
  if (total > 0 && (ok || result.failed > 0)) return result;
  console.log(`FAIL the suites did not run to their end: ${reason}`);
  return { ...result, failed: result.failed + 1 };
}

async function python() {
  const { python: command, missing } = pythonEnvironment({ ci });
  if (missing) return { ...none, skipped: [`python: ${missing}`] };
  const args = [
    '-m',
    'pytest',
    '-q',
    '-rs',
    '--color=no',
    '-p',
    'no:cacheprovider',
    '-W',
    'ignore:This DataLoader',
    'tests/python',
  ];
  const { ok, output, reason } = await run(command, args);
  const summary = output.trim().split('\n').pop();
  const skipped = [...output.matchAll(/^SKIPPED \[(\d+)\] (.*)$/gm)].flatMap(([, n, text]) =>
    Array(Number(n)).fill(`python: ${text}`),
  );
  const failures = count(summary, /(\d+) failed/) + count(summary, /(\d+) errors?/);
  const result = { passed: count(summary, /(\d+) passed/), failed: failures, skipped };
  if (ok || failures > 0) return result;
  console.log(`FAIL pytest did not run to its end: ${reason}`);
  return { ...result, failed: 1 };
}

const steps = [
  { group: 'checks', name: 'generated files', run: generatedFiles },
  { group: 'build', name: 'build', run: build },
  {
    group: 'checks',
    name: 'lint',
    run: () => runAsTest(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off', '.']),
  },
  { group: 'checks', name: 'gates of the module', run: () => runAsTest(process.execPath, ['tools/check-module.mjs']) },
  { group: 'unit', name: 'unit tests', run: unit },
  { group: 'runtimes', name: 'runtimes', run: () => runMatrix({ ci }) },
  { group: 'processors', name: 'processors', run: () => runMatrix({ ci, emulated: true }) },
  { group: 'browsers', name: 'browsers', run: () => runBrowsers({ ci }) },
  { group: 'python', name: 'python', run: python },
];

/** Under CI a skip is a failure, unless it is excused. */
function strict(result) {
  const refused = ci ? result.skipped.filter((reason) => !reason.includes('oracle: ')) : [];
  for (const reason of refused) console.log(`FAIL skipped: ${reason}`);
  const skipped = result.skipped.filter((reason) => !refused.includes(reason));
  return { ...result, failed: result.failed + refused.length, skipped };
}

const groups = ['checks', 'unit', 'runtimes', 'processors', 'browsers', 'python'];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !groups.includes(name));
if (unknown.length) {
  console.error(`${unknown.join(', ')}: there is no such group of tests; use ${groups.join(', ')}`);
  process.exit(2);
}

const sum = { passed: 0, failed: 0, skipped: [] };
for (const step of steps) {
  if (chosen.length && step.group !== 'build' && !chosen.includes(step.group)) continue;
  console.log(`== ${step.name}`);
  const start = performance.now();
  const result = strict(await step.run());
  sum.passed += result.passed;
  sum.failed += result.failed;
  sum.skipped.push(...result.skipped);
  const skips = result.skipped.length ? `, ${result.skipped.length} skipped` : '';
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`-- ${step.name}: ${result.passed} passed, ${result.failed} failed${skips}, ${seconds} s\n`);
  if (step.group === 'build' && result.failed) break;
}

for (const skip of sum.skipped) console.log(`skipped: ${skip}`);
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped.length ? `, ${sum.skipped.length} skipped` : ''}`);
process.exit(sum.failed ? 1 : 0);
