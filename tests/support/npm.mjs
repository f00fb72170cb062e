// Packages of the nested package.json files: what only one group of tests needs.
import { spawnSync } from 'node:child_process';

/** Installs what a folder's lock file names; undefined if it succeeded, else why not. */
export function npmCi(folder, name) {
  const { status, stderr, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status === 0) return undefined;
  return `npm ci in ${name} failed: ${error?.message ?? stderr.trim().split('\n').pop()}`;
}
