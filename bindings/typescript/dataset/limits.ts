// What readers and file systems can bear: a PNG strip that readers refuse is not written, nor a folder of too many shards.

import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { type SplitCount, shardCount } from './shard.js';

/** libpng refuses wider images unless told otherwise. */
const mostColumns = 1_000_000;
/** Pillow warns of a decompression bomb from 89,478,485 pixels on. */
const mostPixels = 89_000_000;

/** Clips a shard may have. */
export const mostClipsOfShard = 100_000;
/** Shards a dataset may have. */
const mostShards = 100_000;

/** Refuses more shards than a folder, and a manifest, should hold. */
export function checkShardNumber(splits: readonly SplitCount[], shardSize: number): void {
  const shards = splits.reduce((sum, { count }) => sum + shardCount(count, shardSize), 0);
  if (shards <= mostShards) return;
  const clips = splits.reduce((sum, { count }) => sum + count, 0);
  throw new KinemaError(
    'usage',
    `shardSize: ${clips} clips in shards of ${shardSize} are ${shards} shards (at most ${mostShards}); use a larger --shard-size or a smaller --count`,
    { field: 'shardSize' },
  );
}

/**
 * Refuses pictures side by side that common readers would not open.
 * @param what the strip that would be written: the frames, or the masks of the mask layer
 */
export function checkStrip(source: ClipSource, what: 'frames' | 'masks'): void {
  const [width, height] = source.plan.image.size;
  const { frames } = source.plan.timing;
  const columns = width * frames;
  const over =
    columns > mostColumns
      ? `${columns} columns (at most ${mostColumns})`
      : columns * height > mostPixels
        ? `${columns * height} pixels (at most ${mostPixels})`
        : undefined;
  if (!over) return;
  const field = what === 'frames' ? 'frames' : 'layers';
  const advice = what === 'frames' ? 'use npy instead of png' : 'use --layers none, smaller frames or fewer of them';
  throw new KinemaError(
    'usage',
    `${field}: ${frames} ${what} of ${width}x${height} side by side are a PNG of ${over}, which readers refuse; ${advice}`,
    { field },
  );
}
