// npm run build: generated sources, both module builds, the JSON Schemas of recipes and scenes, and the TypeScript bindings.
// Every warning of asc is an error. `--quick` builds the SIMD module only, for work in progress. Where the compilers are not
// installed (npm ci --omit=dev runs this too) it builds nothing and says so. `--if-needed` leaves a current build alone: npm runs
// `prepare` again when npx links this package into its cache.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildIsCurrent } from './current.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => `${root}node_modules/${name}`;

/** Runs a script under this Node; resolves with its output, rejects if it fails. */
function run(name, script, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('close', (code) => (code ? reject(new Error(`${name} failed:\n${output}`)) : resolve(output)));
  });
}

/**
 * Compiles a build of the module. asc emits it as it is written and Binaryen's optimiser, which asc comes with, makes it small and
 * fast: with asc's own limits of inlining, but nothing is inlined into or out of what runs a few times a clip at most.
 */
async function compile(target, file) {
  const output = await run(`asc (${target})`, bin('assemblyscript/bin/asc.js'), [
    '--config',
    'asconfig.json',
    '--target',
    target,
  ]);
  if (/\b(WARNING|PEDANTIC)\b/.test(output)) throw new Error(`asc (${target}) warns:\n${output}`);
  const features = ['bulk-memory', 'sign-ext', 'mutable-globals', 'nontrapping-float-to-int'];
  if (target === 'simd') features.push('simd');
  await run(`wasm-opt (${target})`, bin('binaryen/bin/wasm-opt'), [
    `${root}build/raw/${file}`,
    ...['-o', `${root}build/${file}`, '-g', '--mvp-features'],
    ...features.map((feature) => `--enable-${feature}`),
    ...seldom.map((pattern) => `--no-inline=assembly/${pattern}`),
    ...['-O4', '--converge', '-aimfs=12', '-fimfs=30', '-ocimfs=200', '-ifwl', '-pii=4'],
  ]);
}

/** Functions that run seldom: at opening, building, reading and asking. Their copies would fill a tenth of the module. */
const seldom = [
  'clip/draw/*',
  'clip/breach/*',
  'clip/grid/*',
  'clip/plan*',
  'clip/sampler/*',
  'clip/violate/*',
  'dynamics/bodies/*',
  'dynamics/build/*',
  'dynamics/forces/*',
  'dynamics/forget/*',
  'dynamics/ids/*',
  'dynamics/interpolate/*',
  'dynamics/joints/build/*',
  'dynamics/query*',
  'dynamics/shapes/*',
  'dynamics/snapshot/*',
  'dynamics/sound/*',
  'dynamics/values/*',
  'dynamics/weigh/*',
  'encode/header/*',
  'encode/huffman/*',
  'encode/yuv/*',
  'geometry/admissible/*',
  'geometry/hull/*',
  'geometry/mass/*',
  'host/*',
  'memory/heap*',
  'memory/status/*',
  'memory/utf8/*',
  'raster/picture/*',
  'scenarios/*',
];

/** Ends the program where there is nothing to build with; what was built before stays. */
function checkCompilers() {
  const missing = ['assemblyscript', 'typescript'].filter((name) => !existsSync(bin(name)));
  if (!missing.length) return;
  const built = [
    'build/kinema.wasm',
    'build/kinema.scalar.wasm',
    'build/recipe.schema.json',
    'build/scene.schema.json',
    'dist/cli/main.js',
  ];
  const absent = built.filter((path) => !existsSync(root + path));
  const advice = absent.length
    ? `${absent.join(', ')} not built; run npm ci with the development dependencies`
    : 'what was built before is used';
  console.log(`kinema: ${missing.join(' and ')} not installed, nothing is compiled: ${advice}`);
  process.exit(0);
}

/** Removes from dist what no source makes any more. Everything else stays: other processes may be running it. */
function removeOrphans(below = '') {
  const entries = (path) => (existsSync(path) ? readdirSync(path, { withFileTypes: true }) : []);
  const made = new Set();
  for (const entry of entries(`${root}bindings/typescript/${below}`)) {
    const stem = /^(.*?)(?<!\.d)\.ts$/.exec(entry.name)?.[1];
    if (entry.isDirectory()) made.add(entry.name);
    else if (stem !== undefined) made.add(`${stem}.js`).add(`${stem}.d.ts`);
  }
  for (const entry of entries(`${root}dist/${below}`)) {
    const path = `${root}dist/${below}${entry.name}`;
    if (entry.isDirectory()) {
      removeOrphans(`${below}${entry.name}/`);
      if (!made.has(entry.name)) rmSync(path, { recursive: true, force: true });
    } else if (!made.has(entry.name)) rmSync(path, { force: true });
  }
}

/** Makes `npx kinema` work in this checkout: npm links the bins of dependencies, not those of the package itself. */
function linkBin() {
  const link = `${root}node_modules/.bin/kinema`;
  rmSync(link, { force: true });
  chmodSync(`${root}dist/cli/main.js`, 0o755);
  if (process.platform === 'win32') writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\dist\\cli\\main.js" %*\r\n');
  else symlinkSync('../../dist/cli/main.js', link);
}

try {
  checkCompilers();
  if (process.argv.includes('--if-needed') && buildIsCurrent()) {
    linkBin();
    process.exit(0);
  }
  mkdirSync(`${root}build/raw`, { recursive: true });
  removeOrphans();
  await run('generate', 'tools/generate.mjs', []);
  const builds = [compile('simd', 'kinema.wasm')];
  if (!process.argv.includes('--quick')) builds.push(compile('scalar', 'kinema.scalar.wasm'));
  await Promise.all([...builds, run('tsc', bin('typescript/bin/tsc'), ['-p', '.'])]);
  await run('schema', 'tools/write-schema.mjs', []);
  linkBin();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
