// Results on stdout, everything else on stderr.

import { once } from 'node:events';
import { systemError } from '../dataset/files.js';

/** Makes a closed pipe end the program quietly, and a full disk loudly. */
export function watchStreams(fail: (error: unknown) => void): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    fail(systemError(error, 'standard output'));
    process.exit(1);
  });
  process.stderr.on('error', () => undefined);
}

/** Writes a result. Resolves when the reader keeps up. */
export async function print(data: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(data)) await once(process.stdout, 'drain');
}

/** Writes a line for the person who watches. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** An object as one line. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item))}\n`;
}
