// npm run build: generated sources, both module builds, the JSON Schema of recipes, and the TypeScript bindings.
// Every warning of asc is an error. `--quick` builds the SIMD module only, for work in progress.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => `${root}node_modules/${name}`;
mkdirSync(`${root}build`, { recursive: true });

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

async function asc(target) {
  const output = await run(`asc (${target})`, bin('assemblyscript/bin/asc.js'), [
    '--config',
    'asconfig.json',
    '--target',
    target,
  ]);
  if (/\b(WARNING|PEDANTIC)\b/.test(output)) throw new Error(`asc (${target}) warns:\n${output}`);
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
  await run('generate', 'tools/generate.mjs', []);
  const targets = process.argv.includes('--quick') ? ['simd'] : ['simd', 'scalar'];
  await Promise.all([...targets.map(asc), run('tsc', bin('typescript/bin/tsc'), ['-p', '.'])]);
  await run('schema', 'tools/write-schema.mjs', []);
  linkBin();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
