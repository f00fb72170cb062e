// The Python that tests and benchmarks run in: a virtual environment over Debian's python3-torch, with the pinned packages of
// a requirements.txt, kept in build/ until that file changes. Under CI what is missing is installed by apt-get.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aptInstall, failure } from '../support/apt.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const systemPython = '/usr/bin/python3';

/**
 * Makes the environment if it is not there.
 * @param {{ ci: boolean, name?: string, requirements?: string }} options its folder in build/ and its requirements.txt, from the root
 * @returns {{ python?: string, missing?: string }} the interpreter, or why there is none
 */
export function pythonEnvironment({ ci, name = 'python', requirements = 'tests/python/requirements.txt' }) {
  const folder = `${root}build/${name}`;
  const stamp = `${folder}/requirements.sha256`;
  const python = `${folder}/bin/python`;
  const list = root + requirements;
  const wanted = createHash('sha256').update(readFileSync(list)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(python)) return { python };

  const hasTorch = () => failure(systemPython, ['-c', 'import torch, venv, ensurepip']) === undefined;
  if (!hasTorch()) {
    if (!ci)
      return { missing: `${systemPython} has no torch and venv (Debian: apt install python3-torch python3-venv)` };
    const problem = aptInstall(['python3-torch', 'python3-venv']);
    if (problem) return { missing: `apt-get install python3-torch python3-venv failed:\n${problem}` };
  }
  rmSync(folder, { recursive: true, force: true });
  const problem =
    failure(systemPython, ['-m', 'venv', '--system-site-packages', folder]) ??
    failure(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', list]);
  if (problem) return { missing: `the packages of ${requirements} cannot be installed:\n${problem}` };
  writeFileSync(stamp, wanted);
  return { python };
}
