// What the main thread and its workers say to each other.

import type { ErrorKind } from '../errors.js';
import type { FramesFormat, Shard } from './shard.js';
import type { ShardTerms } from './sidecar.js';

/** What a worker is started with. */
export interface WorkerSetup {
  /** Compiled once, shared by all. */
  readonly module: WebAssembly.Module;
  /** The plan's text. */
  readonly plan: string;
  readonly control: Control;
}

/** Shared words: the one way to reach a worker that is busy. */
export type Control = Int32Array<SharedArrayBuffer>;

/** Not 0: stop before the next clip. */
export const stopWord = 0;
/** Clips done by all workers, modulo 2^32. */
export const clipsWord = 1;
export const controlWords = 2;

/** How a task ended. Errors cross threads as plain values, since a clone would lose their kind. */
export type Outcome<R> =
  | { readonly done: R }
  | { readonly stopped: true }
  | { readonly failed: { readonly kind: ErrorKind; readonly message: string; readonly stack?: string } };

/** Keeps or makes a shard. */
export interface MakeTask {
  readonly dir: string;
  readonly shard: Shard;
  readonly terms: ShardTerms;
}

/** Digests of a range of clips. */
export interface DigestTask {
  readonly split: string;
  readonly from: number;
  readonly count: number;
  /** Clips a call of the module. */
  readonly batch: number;
}

/** Members of a range of clips, as a piece of a tar. */
export interface PiecesTask {
  readonly split: string;
  readonly from: number;
  readonly count: number;
  readonly frames: FramesFormat;
}

/** Frames of a range of clips. */
export interface FramesTask {
  readonly split: string;
  readonly from: number;
  readonly count: number;
  /** Where they go, one clip after the other. */
  readonly into: SharedArrayBuffer;
}

/** Compares a shard's files with what the plan makes. */
export interface CheckTask {
  readonly dir: string;
  readonly shard: Shard;
  readonly terms: ShardTerms;
  /** Whether the sidecar may name another module than the manifest, which is told to be wrong already. */
  readonly anyModule: boolean;
  /** What the manifest says of the files. */
  readonly tar: { readonly bytes: number; readonly sha256: string };
  readonly sidecar: { readonly bytes: number; readonly sha256: string };
  /** Whether the encoder here is that of the shard's mp4s, so that they can be made again and compared. */
  readonly encodes: boolean;
  /** Indices of the clips to make again; null = all. */
  readonly clips: readonly number[] | null;
}
