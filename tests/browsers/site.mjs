// What the browsers are served: the example of examples/vite and the page of golden digests, each built by vite with Kinema as the
// package that npm would publish, unpacked where bundlers look for it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { npmCi } from '../support/npm.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = `${root}build/browsers`;
/** Root of what is served. */
export const site = `${folder}/site`;

function run(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${error?.message ?? stdout + stderr}`);
  return stdout;
}

/** Unpacks the package as node_modules/kinema; what it depends on is found further up, in the checkout's own. */
function unpackPackage() {
  const target = `${folder}/node_modules/kinema`;
  mkdirSync(target, { recursive: true });
  // A package of its own, or `kinema` would mean the checkout around it.
  writeFileSync(`${folder}/package.json`, '{ "private": true, "type": "module" }\n');
  const packed = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
  run('tar', ['-xzf', `${folder}/${JSON.parse(packed)[0].filename}`, '-C', target, '--strip-components=1']);
}

/** vite, installed on first use, and there for the example too. */
async function vite() {
  const problem = existsSync(`${here}node_modules/vite`) ? undefined : npmCi(here, 'tests/browsers');
  if (problem) throw new Error(problem);
  symlinkSync(`${here}node_modules/vite`, `${folder}/node_modules/vite`);
  return import('vite');
}

/**
 * Builds both pages, and checks the types of the example.
 * @returns what vite warned of
 */
export async function buildSite() {
  rmSync(folder, { recursive: true, force: true });
  unpackPackage();
  for (const path of ['examples/everywhere', 'examples/vite', 'tests/browsers/page', 'tests/runtimes/golden-lines.mjs'])
    cpSync(root + path, `${folder}/${path}`, {
      recursive: true,
      filter: (name) => !/\/(node_modules|dist)$/.test(name),
    });
  const { build } = await vite();
  const warnings = [];
  const warn = (text) => warnings.push(text);
  const logger = { info() {}, warn, warnOnce: warn, error: warn, clearScreen() {}, hasErrorLogged: () => false };
  const pages = { example: 'examples/vite', golden: 'tests/browsers/page' };
  for (const [name, path] of Object.entries(pages)) {
    const options = { outDir: `${site}/${name}`, emptyOutDir: true, target: 'es2022' };
    await build({
      root: `${folder}/${path}`,
      base: './',
      build: options,
      worker: { format: 'es' },
      customLogger: { ...logger, hasWarned: false },
      logLevel: 'warn',
    });
  }
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', `${folder}/examples/vite`]);
  return warnings;
}

const types = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  wasm: 'application/wasm',
};

/** A file of the site with its media type, undefined if there is none. */
export function siteFile(path) {
  const name = `${site}${path}`;
  if (path.includes('..') || !/\.\w+$/.test(path) || !existsSync(name)) return undefined;
  return { type: types[path.split('.').pop()] ?? 'application/octet-stream', bytes: readFileSync(name) };
}
