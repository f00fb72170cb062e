// Bun and Deno for the matrix: what npm has in the lock file beside this.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { npmCi } from '../support/npm.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

// Install scripts move the binaries, and may not have run.
const places = {
  bun: ['bun/bin/bun.exe', '@oven/bun-linux-x64/bin/bun', '@oven/bun-linux-aarch64/bin/bun'],
  deno: ['deno/deno', '@deno/linux-x64-glibc/deno', '@deno/linux-arm64-glibc/deno'],
};

function find(name) {
  return places[name]
    .map((place) => `${here}node_modules/${place}`)
    .find((path) => existsSync(path) && spawnSync(path, ['--version'], { timeout: 60_000 }).status === 0);
}

/** Bun and Deno from npm, each a command or why it is missing. */
export function npmRuntimes() {
  const names = Object.keys(places);
  const problem = names.every(find) ? undefined : npmCi(here, 'tests/runtimes');
  return Object.fromEntries(
    names.map((name) => {
      const command = find(name);
      return [name, command ? { command } : { missing: problem ?? `npm has no ${name} binary for this machine` }];
    }),
  );
}
