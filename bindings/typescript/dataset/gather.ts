// Runs a task a shard on all workers, and gathers what a manifest says of the splits from the results, in order.

import { type ManifestSplit, manifestShard } from './manifest.js';
import { ClipRoots, type Roots } from './merkle.js';
import type { SplitPlace } from './places.js';
import type { Pool } from './pool.js';
import type { Shard } from './shard.js';

/** How often progress is told, ms. */
const progressInterval = 200;

/** What a worker says of a shard. */
export interface ShardResult {
  readonly tar: { readonly bytes: number; readonly sha256: string };
  readonly sidecar: { readonly bytes: number; readonly sha256: string };
  /** Digests of the clips, row by row; null where they are not known. */
  readonly digests: BigUint64Array | null;
}

/** A split to gather; `roots` stand where the digests of some of its clips are not known. */
export interface GatheredSplit extends SplitPlace {
  readonly roots?: Roots;
}

/** Hooks of a long run. */
export interface Watcher<R> {
  /** Called for each shard, in order. */
  done(shard: Shard, result: R): void;
  /** Called now and then, and at the end. */
  tell(): void;
}

/** Runs the tasks of shards, whose order is that of the splits, and closes the pool. */
export async function gatherShards<T extends { readonly shard: Shard }, R extends ShardResult>(
  pool: Pool,
  name: string,
  tasks: Iterable<T>,
  splits: readonly GatheredSplit[],
  watcher: Watcher<R>,
): Promise<ManifestSplit[]> {
  const parts = new Map(splits.map((split) => [split.name, new Part(split)]));
  const given: Shard[] = [];
  function* noted(): Generator<T, void, void> {
    for (const task of tasks) {
      given.push(task.shard);
      yield task;
    }
  }
  const timer = setInterval(() => watcher.tell(), progressInterval);
  try {
    for await (const result of pool.inOrder<T, R>(name, noted())) {
      const shard = given.shift() as Shard;
      parts.get(shard.split)?.add(shard, result);
      watcher.done(shard, result);
    }
    watcher.tell();
  } finally {
    clearInterval(timer);
    await pool.close();
  }
  return [...parts.values()].map((part) => part.split());
}

/** A split as far as it is gathered. */
class Part {
  readonly #split: GatheredSplit;
  readonly #roots = new ClipRoots();
  readonly #shards: ManifestSplit['shards'] = [];
  #whole = true;

  constructor(split: GatheredSplit) {
    this.#split = split;
  }

  add(shard: Shard, { tar, sidecar, digests }: ShardResult): void {
    this.#shards.push(manifestShard(shard, tar, sidecar));
    if (!digests) this.#whole = false;
    if (!digests || !this.#whole) return;
    const columns = digests.length / shard.count;
    for (let at = 0; at < digests.length; at += columns)
      this.#roots.push(digests[at] as bigint, Array.from(digests.subarray(at + 1, at + columns)));
  }

  split(): ManifestSplit {
    const { name, count, shardSize, roots } = this.#split;
    return {
      name,
      count,
      shardSize,
      roots: this.#whole || !roots ? this.#roots.digest() : roots,
      shards: this.#shards,
    };
  }
}
