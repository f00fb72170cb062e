// Results on stdout, everything else on stderr.

import { once } from 'node:events';
import { systemError } from '../dataset/files.js';

/** Thrown by {@link stream} where nobody reads on: the program ends quietly, as a success. */
export class ReaderLeft extends Error {}

let readerLeft = false;

/** Makes a full disk end the program loudly. A closed pipe only ends the writing: the command still gives its own exit code. */
export function watchStreams(fail: (error: unknown) => void): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      readerLeft = true;
      return;
    }
    fail(systemError(error, 'standard output'));
    process.exit(1);
  });
  process.stderr.on('error', () => undefined);
}

/** Writes a result, unless its reader has left. Resolves when the reader keeps up. */
export async function print(data: string | Uint8Array): Promise<void> {
  if (readerLeft || process.stdout.write(data)) return;
  try {
    await once(process.stdout, 'drain');
  } catch (error) {
    if (!readerLeft) throw error;
  }
}

/**
 * Writes a part of an endless result.
 * @throws ReaderLeft if nobody reads it
 */
export async function stream(data: string): Promise<void> {
  await print(data);
  if (readerLeft) throw new ReaderLeft('the reader of standard output has left');
}

/**
 * Writes a part of a result that is not text; when it resolves, the bytes may be used again.
 * @throws ReaderLeft if nobody reads it
 */
export async function streamBytes(data: Uint8Array): Promise<void> {
  if (!readerLeft)
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(data, (error) => {
        if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
        else reject(systemError(error, 'standard output'));
      });
    });
  // The stream tells of a closed pipe in an event after the call.
  if (!readerLeft && process.stdout.errored) await new Promise((resolve) => setImmediate(resolve));
  if (readerLeft) throw new ReaderLeft('the reader of standard output has left');
}

/** Writes a line for the person who watches. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** An object as one line. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? String(item) : item))}\n`;
}
