// What a benchmark works on: the first split of a plan, and shards of its clips in a folder that vanishes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declaredCount } from '../dataset/counts.js';
import { touching } from '../dataset/files.js';
import { checkStrip } from '../dataset/limits.js';
import { moduleSha256 } from '../dataset/manifest.js';
import { type Shard, sidecarPath, tarPath } from '../dataset/shard.js';
import type { ShardTerms } from '../dataset/sidecar.js';
import type { Kinema, Plan } from '../engine/kinema.js';
import { Layer } from '../engine/layout.js';
import type { ClipSource } from '../engine/source.js';

/** A plan opened for a benchmark. */
export interface Subject {
  readonly kinema: Kinema;
  readonly plan: Plan;
  readonly source: ClipSource;
  /** The recipe's first split. */
  readonly split: string;
  /** Clips that the recipe asks for in that split; null where only the caller of `generate` would know. */
  readonly declared: number | null;
  /** Clips to choose from: indices below it. */
  readonly clips: number;
  /** Whether masks are drawn as well. */
  readonly masked: boolean;
  readonly terms: ShardTerms;
}

/** Opens the first split of a plan. */
export async function openSubject(kinema: Kinema, plan: Plan): Promise<Subject> {
  const source = kinema.open(plan);
  const { name: split, size } = source.split(plan.order[0]);
  const declared = declaredCount(plan, source, split) ?? null;
  const masked = (source.plan.layers & Layer.Mask) !== 0;
  checkStrip(source, 'frames');
  const module = await moduleSha256();
  const terms: ShardTerms = { sha256: plan.sha256, module, shardSize: 1000, frames: 'png' };
  return { kinema, plan, source, split, declared, clips: declared ?? size, masked, terms };
}

/** The `number`-th shard of `count` clips; where the split ends, clips come again from its beginning. */
export function subjectShard({ split, clips }: Subject, number: number, count: number): Shard {
  const whole = Math.max(1, Math.floor(clips / count));
  return { split, number, first: (number % whole) * count, count: Math.min(count, clips) };
}

/** Runs `action` with an empty folder below `parent` (default: the system's temporary folder), which it removes in any case. */
export async function inTemporaryFolder<T>(
  parent: string | undefined,
  action: (dir: string) => Promise<T>,
): Promise<T> {
  const place = parent ?? tmpdir();
  const dir = touching(place, () => mkdtempSync(join(place, 'kinema-bench-')));
  try {
    return await action(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Removes the files of a shard. */
export function removeShard(dir: string, shard: Shard): void {
  for (const path of [tarPath(shard), sidecarPath(shard)]) rmSync(join(dir, path), { force: true });
}
