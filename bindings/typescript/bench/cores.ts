// Clips a second on all cores: the workers of `generate` write shards, and a window in the middle of the run is timed by the wall,
// so that starting threads and the last shards, which some threads no longer have, do not count.

import type { MakeTask } from '../dataset/job.js';
import { Pool } from '../dataset/pool.js';
import type { ShardFiles } from '../dataset/shard-writer.js';
import { removeShard, type Subject, subjectShard } from './subject.js';
import { cpuSeconds, wallSeconds } from './timing.js';

/** What the workers do together. */
export interface CoresRate {
  readonly workers: number;
  /** By the wall. */
  readonly clipsPerSecond: number;
  /** CPU time a second of wall time: below `workers` where the machine had other work or waited for the disk. */
  readonly coresUsed: number;
}

/** Part of the time that the threads have to start and to compile. */
const startPart = 0.3;

/** How to measure. */
export interface CoresOptions {
  readonly workers: number;
  /** s of wall time, start included. */
  readonly seconds: number;
  /** Clips a shard. */
  readonly shardClips: number;
  readonly signal?: AbortSignal;
}

/** Measures; shards written to `dir` do not stay. */
export async function measureCores(subject: Subject, dir: string, options: CoresOptions): Promise<CoresRate> {
  const { workers, seconds, shardClips, signal } = options;
  const { terms } = subject;
  const begun = wallSeconds();
  const pool = new Pool(subject.kinema, subject.plan, { workers, signal });
  const now = () => ({ wall: wallSeconds(), cpu: cpuSeconds(), clips: pool.clips });
  const shard = (number: number) => subjectShard(subject, number, shardClips);
  function* tasks(): Generator<MakeTask, void, void> {
    for (let number = 0; ; number++) yield { dir, shard: shard(number), terms };
  }
  try {
    let from: ReturnType<typeof now> | undefined;
    let done = 0;
    for await (const _ of pool.inOrder<MakeTask, ShardFiles>('make', tasks())) {
      removeShard(dir, shard(done++));
      const passed = wallSeconds() - begun;
      if (!from) {
        if (done >= workers && passed >= seconds * startPart) from = now();
        continue;
      }
      const to = now();
      const [wall, clips] = [to.wall - from.wall, to.clips - from.clips];
      // Even the shortest run times a shard a worker.
      if (passed < seconds || clips < workers * shard(0).count) continue;
      return { workers, clipsPerSecond: clips / wall, coresUsed: (to.cpu - from.cpu) / wall };
    }
    throw new Error('the workers ended before the time was up');
  } finally {
    await pool.close();
  }
}
