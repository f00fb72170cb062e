// examples/hosts/world.c with the scalar build as C: made by Debian's wabt and gcc, which CI installs, and kept in build/ while current.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aptInstall, failure } from '../support/apt.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}build/runtimes/c`;
const program = `${folder}/world`;
const hosts = `${root}examples/hosts`;
const module = `${root}build/kinema.scalar.wasm`;
const runtime = '/usr/share/wabt/wasm2c';

function isCurrent() {
  const time = (path) => statSync(path).mtimeMs;
  const sources = [module, `${hosts}/world.c`, `${hosts}/kinema.h`];
  return existsSync(program) && sources.every((path) => time(path) <= time(program));
}

function hasTools() {
  const runs = (command) => spawnSync(command, ['--version'], { timeout: 60_000 }).status === 0;
  return runs('wasm2c') && runs('gcc') && existsSync(runtime);
}

/** Makes the program. Returns its path, or what is missing for it, or why it does not build. */
export function cHost({ ci }) {
  if (isCurrent()) return { command: program };
  if (!hasTools()) {
    if (!ci) return { missing: 'gcc or wasm2c is not installed (Debian: apt install gcc libc6-dev wabt)' };
    const problem = aptInstall(['gcc', 'libc6-dev', 'wabt']);
    if (problem) return { missing: `apt-get install gcc libc6-dev wabt failed:\n${problem}` };
  }
  mkdirSync(folder, { recursive: true });
  const sources = [`${hosts}/world.c`, `${folder}/module.c`, `${runtime}/wasm-rt-impl.c`];
  const flags = ['-O2', '-ffp-contract=off', `-I${folder}`, `-I${hosts}`];
  const problem =
    failure('wasm2c', ['--module-name=kinema', module, '-o', `${folder}/module.c`]) ??
    failure('gcc', [...flags, ...sources, '-lm', '-o', program]);
  return problem ? { problem: `it does not build:\n${problem}` } : { command: program };
}
