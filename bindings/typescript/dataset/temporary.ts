// Files that are not whole yet: `<final name>.<process>-<8 hex digits>.tmp` beside the final one, so that no two writers
// share one. After kill -9 one may stay; the next whole run removes it.

import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename } from 'node:path';

const pattern = /^(.+)\.(\d{1,10})-[0-9a-f]{8}\.tmp$/;
/** A writer that has not touched its file for so long is dead, whichever process has its number now, ms. */
const mostIdle = 3_600_000;

/** A new name for a file that will be called `path`. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
}

/** What a file will be called when it is whole; any other name stays as it is. */
export function finalName(name: string): string {
  return pattern.exec(name)?.[1] ?? name;
}

/** Whether this process writes, or wrote, the file. */
export function isOwnTemporary(path: string): boolean {
  return pattern.exec(basename(path))?.[2] === String(process.pid);
}

/**
 * Whether nobody will finish the file: it bears the number of no living process of this host, or this one's (from before
 * the number was used again), or it is old.
 */
export function isAbandoned(path: string): boolean {
  const match = pattern.exec(basename(path));
  if (!match) return false;
  if (isOwnTemporary(path) || !isAlive(Number(match[2]))) return true;
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > mostIdle;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
