// Writing files so that a name stands only for a whole file: into a temporary one beside it, then renamed. Also sha-256 of
// files, and system errors in plain words.

import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KinemaError } from '../errors.js';
import { temporaryName } from './temporary.js';

const bufferSize = 1 << 20;

const reasons: Record<string, string> = {
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ENOENT: 'no such file or folder',
  EMFILE: 'too many files are open',
  EFBIG: 'the file is too large for the file system',
  EIO: 'the device reports an input/output error',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many symbolic links',
};

/** An error of the file system as one that names the path and the reason. Others pass unchanged. */
export function systemError(error: unknown, path: string): Error {
  const code = (error as NodeJS.ErrnoException)?.code;
  if (error instanceof KinemaError || typeof code !== 'string') return error as Error;
  return new KinemaError('system', `${path}: ${reasons[code] ?? code}`, { cause: error });
}

/** Runs what touches a file; its failure names the path. */
export function touching<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw systemError(error, path);
  }
}

/**
 * Makes a folder and those above it that are missing. Not `mkdirSync(.., { recursive: true })`: where a file system refuses new folders
 * with ENOENT, as /proc does, that call never returns.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  touching(path, () => {
    for (const folder of missing.reverse()) {
      try {
        mkdirSync(folder);
      } catch (error) {
        // Another process may have been faster.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    readdirSync(path);
  });
}

/** A file being written in large blocks; it has its name only after `commit`, and then the mode of the file it replaces. */
export class AtomicFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #mode: number | undefined;
  readonly #file: number;
  readonly #hash: Hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafe(bufferSize);
  #filled = 0;
  #bytes = 0;
  #open = true;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = temporaryName(path);
    this.#mode = touching(path, () => statSync(path, { throwIfNoEntry: false })?.mode);
    this.#file = touching(path, () => openSync(this.#temporary, 'wx', 0o644));
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Appends; `data` may be used again at once. */
  write(data: Uint8Array): void {
    this.#bytes += data.length;
    if (this.#filled + data.length > bufferSize) this.#flush();
    if (data.length > bufferSize) this.#put(data);
    else {
      this.#buffer.set(data, this.#filled);
      this.#filled += data.length;
    }
  }

  #flush(): void {
    const filled = this.#buffer.subarray(0, this.#filled);
    this.#filled = 0;
    this.#put(filled);
  }

  #put(data: Uint8Array): void {
    this.#hash.update(data);
    touching(this.#path, () => {
      for (let at = 0; at < data.length; ) at += writeSync(this.#file, data, at);
    });
  }

  /** Gives the file its name, in place of what stood there. @returns its sha-256 in hex */
  commit(): string {
    this.#flush();
    touching(this.#path, () => {
      if (this.#mode !== undefined && fstatSync(this.#file).mode !== this.#mode)
        fchmodSync(this.#file, this.#mode & 0o7777);
      this.#open = false;
      closeSync(this.#file);
      renameSync(this.#temporary, this.#path);
    });
    return this.#hash.digest('hex');
  }

  /** Removes what was written, unless it was committed. It fails silently: it follows upon an error that says more. */
  discard(): void {
    try {
      if (this.#open) {
        this.#open = false;
        closeSync(this.#file);
      }
      rmSync(this.#temporary, { force: true });
    } catch {}
  }
}

/** A device or pipe, written as it is. */
class DeviceFile implements WholeFile {
  readonly #path: string;
  readonly #file: number;
  readonly #hash: Hash = createHash('sha256');

  constructor(path: string) {
    this.#path = path;
    this.#file = touching(path, () => openSync(path, 'w'));
  }

  write(data: Uint8Array): void {
    this.#hash.update(data);
    touching(this.#path, () => {
      for (let at = 0; at < data.length; ) at += writeSync(this.#file, data, at);
    });
  }

  commit(): string {
    touching(this.#path, () => closeSync(this.#file));
    return this.#hash.digest('hex');
  }

  discard(): void {
    try {
      closeSync(this.#file);
    } catch {}
  }
}

/** A file that is there whole or not at all, written in parts. */
export type WholeFile = Pick<AtomicFile, 'write' | 'commit' | 'discard'>;

/** Begins a file that is there whole or not at all; a device or pipe is written as it is. */
export function wholeFile(path: string): WholeFile {
  const present = touching(path, () => statSync(path, { throwIfNoEntry: false }));
  if (present && !present.isFile()) return new DeviceFile(path);
  return new AtomicFile(present ? realpathSync(path) : path);
}

/** Writes a file whole or not at all; a device or pipe is written as it is. @returns its sha-256 in hex */
export function writeWhole(path: string, data: Uint8Array | string): string {
  const file = wholeFile(path);
  try {
    file.write(typeof data === 'string' ? Buffer.from(data) : data);
    return file.commit();
  } catch (error) {
    file.discard();
    throw error;
  }
}

/** sha-256 in hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Length and sha-256 of a file, read in blocks; null if there is no such file.
 * @param before called before each block; what it throws ends the reading
 */
export function hashFile(path: string, before?: () => void): { bytes: number; sha256: string } | null {
  return touching(path, () => {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
    const file = openSync(path, 'r');
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(bufferSize);
      let bytes = 0;
      for (let n = readSync(file, buffer); n > 0; n = readSync(file, buffer)) {
        before?.();
        hash.update(buffer.subarray(0, n));
        bytes += n;
      }
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      closeSync(file);
    }
  });
}

/** A small file; null if there is none. */
export function readSmall(path: string): Buffer | null {
  return touching(path, () => (statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path) : null));
}

/** Writes a file whole, unless these bytes stand there already. @returns its sha-256 in hex */
export function ensureFile(path: string, data: Uint8Array | string): string {
  const bytes = Buffer.from(data as Uint8Array);
  return readSmall(path)?.equals(bytes) ? sha256(bytes) : writeWhole(path, bytes);
}
