// The Python that tests and benchmarks run in: a virtual environment over Debian's python3-torch, with the pinned packages of
// a requirements.txt, kept in build/ until that file changes. Under CI what is missing is installed by apt-get.
import { fileURLToPath } from 'node:url';
import { aptInstall, failure } from '../support/apt.mjs';
import { makeEnvironment, standingEnvironment } from '../support/venv.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const interpreter = '/usr/bin/python3';

/**
 * Makes the environment if it is not there.
 * @param {{ ci: boolean, name?: string, requirements?: string }} options its folder in build/ and its requirements.txt, from the root
 * @returns {{ python?: string, missing?: string }} the interpreter, or why there is none
 */
export function pythonEnvironment({ ci, name = 'python', requirements: list = 'tests/python/requirements.txt' }) {
  const folder = `${root}build/${name}`;
  const requirements = root + list;
  const standing = standingEnvironment({ folder, requirements });
  if (standing) return { python: standing };

  const hasTorch = () => failure(interpreter, ['-c', 'import torch, venv, ensurepip']) === undefined;
  if (!hasTorch()) {
    if (!ci)
      return { missing: `${interpreter} has no torch and venv (Debian: apt install python3-torch python3-venv)` };
    const problem = aptInstall(['python3-torch', 'python3-venv']);
    if (problem) return { missing: `apt-get install python3-torch python3-venv failed:\n${problem}` };
  }
  const { python, problem } = makeEnvironment({ folder, requirements, interpreter, flags: ['--system-site-packages'] });
  if (problem) return { missing: `the packages of ${list} cannot be installed:\n${problem}` };
  return { python };
}
