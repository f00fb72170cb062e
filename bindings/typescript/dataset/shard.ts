// How a dataset is cut into shards, and what their files and the samples in them are called.

/** What a shard holds of the frames. */
export type FramesFormat = 'png' | 'npy' | 'mp4' | 'none';

/** What a sample may hold of its frames. */
export const framesFormats: readonly FramesFormat[] = ['png', 'npy', 'mp4', 'none'];

/** A contiguous range of one split, stored as one file. */
export interface Shard {
  readonly split: string;
  /** Number in its split. */
  readonly number: number;
  /** Index of its first clip. */
  readonly first: number;
  /** Number of clips. */
  readonly count: number;
}

/** A split of a dataset: its clips are 0 to count - 1. */
export interface SplitCount {
  readonly name: string;
  readonly count: number;
}

/** Number of shards of a split. */
export function shardCount(count: number, shardSize: number): number {
  return Math.ceil(count / shardSize);
}

/** A shard of a split by its number. */
export function shardAt({ name, count }: SplitCount, number: number, shardSize: number): Shard {
  const first = number * shardSize;
  return { split: name, number, first, count: Math.min(shardSize, count - first) };
}

/** Shards `from` to `to - 1`, counted through the splits in order. */
export function* shardsOf(
  splits: readonly SplitCount[],
  shardSize: number,
  range: { from: number; to: number } = { from: 0, to: Number.POSITIVE_INFINITY },
): Generator<Shard, void, void> {
  let before = 0;
  for (const split of splits) {
    const count = shardCount(split.count, shardSize);
    const end = Math.min(count, range.to - before);
    for (let i = Math.max(0, range.from - before); i < end; i++) yield shardAt(split, i, shardSize);
    before += count;
  }
}

/** `train-000000`: the name of a shard's files without an extension. Beyond a million shards the number grows. */
export function shardName(split: string, number: number): string {
  return `${split}-${String(number).padStart(6, '0')}`;
}

/** Path of a shard's tar in its dataset, with `/`. */
export function tarPath({ split, number }: Pick<Shard, 'split' | 'number'>): string {
  return `${split}/${shardName(split, number)}.tar`;
}

/** Path of a shard's sidecar in its dataset, with `/`. */
export function sidecarPath({ split, number }: Pick<Shard, 'split' | 'number'>): string {
  return `${split}/${shardName(split, number)}.json`;
}

/** `train-0000000017`: what the names of a clip's members begin with. */
export function sampleKey(split: string, index: number): string {
  return `${split}-${String(index).padStart(10, '0')}`;
}
