// Clips one after the other as one stream of bytes, made by worker threads and handed out in order: a WebDataset tar whose
// members are those of shards, or bare frames. A thread runs at most one task ahead
// of the reader. Frames are large and all of one length, so they go through shared memory that is used over and over
// (a fresh megabyte costs as much as drawing what is in it); pieces of a tar are small and change owner.

import { Layer } from '../engine/layout.js';
import { KinemaError } from '../errors.js';
import { wholeNumber } from './counts.js';
import type { FramesTask, PiecesTask } from './job.js';
import { checkStrip } from './limits.js';
import { type PlanOptions, type PlanSource, resolvePlan } from './plan-source.js';
import { Pool, type PoolOptions, workerCount } from './pool.js';
import { type FramesFormat, framesFormats } from './shard.js';
import { tarEndLength } from './tar.js';

/** `tar`: samples as in shards, and the end of the tar. `rgb24`: uint8 (T, H, W, 3) a clip, nothing between clips. */
export type StreamFormat = 'tar' | 'rgb24';

/** Forms that `streamClips` takes. */
export const streamFormats: readonly StreamFormat[] = ['tar', 'rgb24'];

/** What a sample of a stream may hold of its frames. */
export const streamFrames: readonly FramesFormat[] = framesFormats.filter((format) => format !== 'mp4');

/** Bytes of frames that a task draws, unless one clip has more. */
const framesOfTask = { tar: 1 << 25, rgb24: 1 << 22 };
/** Clips that a task makes at most. */
const mostOfTask = 32;
/** Tasks given out ahead of the reader, for each worker. */
const ahead = 1;

/** Which clips to stream, and how. */
export interface StreamOptions extends PlanOptions, PoolOptions {
  as: StreamFormat;
  /** Default: the recipe's first split. */
  split?: string;
  /** Index of the first clip, default 0. */
  from?: number;
  /** Number of clips; default: to the end of a grid, else to the last index, 2^32 - 1. */
  count?: number;
  /** What a sample of a tar holds of its frames; default `png`. */
  frames?: FramesFormat;
  /** Called with consecutive bytes; they may be used again when it resolves, and only then does the run go on. */
  onBytes(bytes: Uint8Array): void | Promise<void>;
}

/** What was streamed. */
export interface StreamResult {
  /** Name of the split. */
  readonly split: string;
  readonly from: number;
  readonly count: number;
  readonly bytes: number;
}

/**
 * Streams clips in the order of their indices, whatever the number of workers.
 * @throws KinemaError of kind `usage` if an option is wrong; what `onBytes` throws; the signal's reason if it aborts
 */
export async function streamClips(source: PlanSource, options: StreamOptions): Promise<StreamResult> {
  const { kinema, plan } = await resolvePlan(source, options);
  const clips = kinema.open(plan);
  const { as } = options;
  const frames = options.frames ?? 'png';
  oneOf('as', as, streamFormats);
  if (frames === 'mp4')
    throw new KinemaError(
      'usage',
      `frames: mp4 is for datasets on disk, a shard an encoder; use ${streamFrames.join(', ')}`,
      {
        field: 'frames',
      },
    );
  oneOf('frames', frames, streamFrames);
  if (as === 'rgb24' && options.frames !== undefined)
    throw new KinemaError('usage', `frames: ${JSON.stringify(frames)} is for as = tar; rgb24 is bare frames`, {
      field: 'frames',
    });
  const { name: split, size } = clips.split(options.split);
  const from = wholeNumber('from', options.from ?? 0, 0, size - 1);
  const count = wholeNumber('count', options.count ?? size - from, 1, size - from);
  const workers = workerCount(options.workers);
  if (as === 'tar' && frames === 'png') checkStrip(clips, 'frames');
  if (as === 'tar' && frames !== 'none' && clips.plan.layers & Layer.Mask) checkStrip(clips, 'masks');

  const { width, height } = clips.clip(from, { split, stages: {} });
  const clipBytes = clips.plan.timing.frames * width * height * 3;
  const perTask = Math.min(count, mostOfTask, Math.max(1, Math.floor(framesOfTask[as] / clipBytes)));
  const ranges = function* () {
    for (let at = 0; at < count; at += perTask) yield { split, from: from + at, count: Math.min(perTask, count - at) };
  };
  const framesTasks = function* (): Generator<FramesTask, void, void> {
    // As many as there are tasks under way: a task gets the memory of one whose bytes were handed out.
    const slots: SharedArrayBuffer[] = [];
    let next = 0;
    for (const range of ranges()) {
      const slot = next++ % (workers * ahead + 1);
      slots[slot] ??= new SharedArrayBuffer(perTask * clipBytes);
      yield { ...range, into: slots[slot] };
    }
  };
  const piecesTasks = function* (): Generator<PiecesTask, void, void> {
    for (const range of ranges()) yield { ...range, frames };
  };

  const pool = new Pool(kinema, plan, options);
  let bytes = 0;
  try {
    const parts =
      as === 'tar'
        ? pool.inOrder<PiecesTask, Uint8Array>('pieces', piecesTasks(), ahead)
        : pool.inOrder<FramesTask, Uint8Array>('frames', framesTasks(), ahead);
    for await (const part of parts) {
      bytes += part.length;
      await options.onBytes(part);
    }
  } finally {
    await pool.close();
  }
  if (as === 'tar') {
    bytes += tarEndLength;
    await options.onBytes(new Uint8Array(tarEndLength));
  }
  return { split, from, count, bytes };
}

function oneOf(field: string, value: string, words: readonly string[]): void {
  if (words.includes(value)) return;
  throw new KinemaError('usage', `${field}: ${JSON.stringify(value)} is not one of ${words.join(', ')}`, { field });
}
