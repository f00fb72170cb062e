// Virtual environments of Python, kept in build/ until their requirements change.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { failure } from './apt.mjs';

/**
 * The interpreter of an environment that stands and has these requirements.
 * @param {{ folder: string, requirements: string }} paths where it is kept, and the file of pinned packages
 */
export function standingEnvironment({ folder, requirements }) {
  const python = `${folder}/bin/python`;
  const stamp = `${folder}/requirements.sha256`;
  const stands = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted(requirements) && existsSync(python);
  return stands ? python : undefined;
}

/**
 * Makes an environment anew.
 * @param {{ folder: string, requirements: string, interpreter: string, flags?: string[] }} options flags are those of venv
 * @returns {{ python?: string, problem?: string }} the interpreter, or the end of what pip or venv said
 */
export function makeEnvironment({ folder, requirements, interpreter, flags = [] }) {
  const python = `${folder}/bin/python`;
  rmSync(folder, { recursive: true, force: true });
  const problem =
    failure(interpreter, ['-m', 'venv', ...flags, folder]) ??
    failure(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  if (problem) return { problem };
  writeFileSync(`${folder}/requirements.sha256`, wanted(requirements));
  return { python };
}

function wanted(requirements) {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}
