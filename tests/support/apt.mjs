// Debian's packages, for what tests need and a machine lacks.
import { spawnSync } from 'node:child_process';

const minutes = 60_000;

/** Runs a command to its end; undefined if it succeeded, else the end of what it said. */
export function failure(command, args, env = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 10 * minutes,
    env: { ...process.env, ...env },
  });
  if (status === 0) return undefined;
  return error?.message ?? `${stdout}${stderr}`.trim().split('\n').slice(-5).join('\n');
}

/** Installs packages, by sudo where this is not root; undefined if it succeeded. */
export function aptInstall(packages) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive'];
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-o', 'DPkg::Lock::Timeout=400', '-q', ...args];
    return failure(command, rest, { DEBIAN_FRONTEND: 'noninteractive' });
  };
  return apt('update') ?? apt('install', '-y', '--no-install-recommends', ...packages);
}
