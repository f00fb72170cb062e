// Digests of a range of clips and the Merkle roots over them: the proof of a dataset without a file.

import { Layer } from '../engine/layout.js';
import type { ClipDigests } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { declaredCount, wholeNumber } from './counts.js';
import type { DigestTask } from './job.js';
import { ClipRoots, type Roots } from './merkle.js';
import { type PlanOptions, type PlanSource, resolvePlan } from './plan-source.js';
import { Pool, type PoolOptions, workerCount } from './pool.js';

const mostBatch = 65536;
/** A task of a worker has at least this many clips. */
const leastTask = 256;

/** How far a run is. */
export interface DigestProgress {
  /** Clips whose digests were handed out. */
  readonly clips: number;
  /** Clips of the range. */
  readonly total: number;
}

/** Which clips to digest, and how. */
export interface DigestOptions extends PlanOptions, PoolOptions {
  /** Default: the recipe's first split. */
  split?: string;
  /** Index of the first clip, default 0. */
  from?: number;
  /** Number of clips; default: to the end of the recipe's count or, without one, of the grid, as in a dataset. */
  count?: number;
  /** Clips a call of the module, 1 to 65536; the digests do not depend on it. Default 256. */
  batch?: number;
  /** Called with consecutive clips, in order; the run goes on when it resolves. */
  onDigests?(digests: readonly ClipDigests[]): void | Promise<void>;
  /** Called after each of them. */
  onProgress?(progress: DigestProgress): void;
}

/** What was digested. */
export interface DigestResult {
  /** Name of the split. */
  readonly split: string;
  /** Index of the first clip. */
  readonly from: number;
  /** Number of clips. */
  readonly count: number;
  /** Over this range only. */
  readonly roots: Roots;
}

/** Makes the clips of a range, without writing any, and hands out their digests in order. */
export async function digest(source: PlanSource, options: DigestOptions = {}): Promise<DigestResult> {
  const { kinema, plan } = await resolvePlan(source, options);
  const clips = kinema.open(plan);
  const { name: split, size } = clips.split(options.split);
  const from = wholeNumber('from', options.from ?? 0, 0, size - 1);
  const end = declaredCount(plan, clips, split);
  const count =
    options.count === undefined ? remaining(split, from, end) : wholeNumber('count', options.count, 1, size - from);
  const batch = wholeNumber('batch', options.batch ?? 256, 1, mostBatch);
  workerCount(options.workers);
  const masked = (plan.info.layers & Layer.Mask) !== 0;
  const columns = masked ? 3 : 2;
  const task = batch * Math.ceil(leastTask / batch);

  function* tasks(): Generator<DigestTask, void, void> {
    for (let at = 0; at < count; at += task) yield { split, from: from + at, count: Math.min(task, count - at), batch };
  }
  const roots = new ClipRoots();
  const pool = new Pool(kinema, plan, options);
  try {
    let index = from;
    for await (const rows of pool.inOrder<DigestTask, BigUint64Array>('digest', tasks())) {
      const digests: ClipDigests[] = [];
      for (let at = 0; at < rows.length; at += columns) {
        const [state, frames, mask] = rows.subarray(at, at + columns) as unknown as [
          bigint,
          bigint,
          bigint | undefined,
        ];
        roots.push(state, mask === undefined ? [frames] : [frames, mask]);
        digests.push({ index: index++, state, frames, mask: mask ?? null });
      }
      await options.onDigests?.(digests);
      options.onProgress?.({ clips: index - from, total: count });
    }
  } finally {
    await pool.close();
  }
  return { split, from, count, roots: roots.digest() };
}

function remaining(split: string, from: number, end: number | undefined): number {
  if (end === undefined)
    throw new KinemaError(
      'usage',
      `count: is needed, since a plan's text holds no counts and split ${split} is not a grid`,
      { field: 'count' },
    );
  if (from >= end)
    throw new KinemaError(
      'usage',
      `count: is needed, since the recipe's ${end} clips of split ${split} end before from = ${from}`,
      { field: 'count' },
    );
  return end - from;
}
