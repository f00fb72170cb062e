// Makes or completes a dataset: shards in parallel, then (unless only a range was asked for) previews, card and manifest.
// Every file is a pure function of the plan and the counts, so it does not matter who made which, when, or how often it
// was interrupted.

import { join, resolve } from 'node:path';
import type { Kinema, Plan } from '../engine/kinema.js';
import { Layer } from '../engine/layout.js';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { cardText } from './card.js';
import { splitCounts, wholeNumber } from './counts.js';
import { ensureFile } from './files.js';
import { dropOutdatedManifest, inspectFolder, prepareFolder, removeTemporary, wholeDataset } from './folder.js';
import { gatherShards } from './gather.js';
import type { MakeTask } from './job.js';
import { checkShardNumber, checkStrip, mostClipsOfShard } from './limits.js';
import {
  buildManifest,
  type Manifest,
  type ManifestFile,
  type ManifestSplit,
  manifestName,
  manifestText,
  moduleSha256,
} from './manifest.js';
import type { Roots } from './merkle.js';
import { cardName, previewNames, strangers } from './places.js';
import { type PlanOptions, type PlanSource, resolvePlan } from './plan-source.js';
import { Pool, type PoolOptions, workerCount } from './pool.js';
import { makePreviews } from './preview.js';
import {
  type FramesFormat,
  framesFormats,
  type Shard,
  type SplitCount,
  shardCount,
  shardsOf,
  tarPath,
} from './shard.js';
import type { ShardFiles } from './shard-writer.js';
import type { ShardTerms } from './sidecar.js';
import { isOwnTemporary } from './temporary.js';
import { checkVideo, type Mp4Preset, videoTerms } from './video-terms.js';

/** How far a run is. */
export interface GenerateProgress {
  /** Clips that stand whole or are being made now. */
  readonly clips: number;
  /** Of these, clips made by this run. */
  readonly made: number;
  /** Clips that there will be. */
  readonly total: number;
}

/** A shard that is done. */
export interface ShardDone {
  /** Path of its tar in the dataset. */
  readonly file: string;
  readonly state: 'made' | 'kept';
  readonly clips: number;
}

/** What `generate` makes, and where. */
export interface GenerateOptions extends PlanOptions, PoolOptions {
  /** The dataset's folder; it is made if need be. */
  out: string;
  /** One split; default: all, in the recipe's order. */
  split?: string;
  /** At most so many clips a split. */
  count?: number;
  /** Shards `from` to `to - 1` only, counted through the chosen splits. Manifest, card and previews are left to a run without a range. */
  shards?: { from: number; to: number };
  /** Clips a shard, 1 to 100000; default 1000. */
  shardSize?: number;
  /** What a sample holds of its frames; default `png`. */
  frames?: FramesFormat;
  /** With frames `mp4`: how they are encoded; default `fast`. */
  mp4?: Mp4Preset;
  onProgress?(progress: GenerateProgress): void;
  onShard?(shard: ShardDone): void;
}

/** What a run did. */
export interface GenerateResult {
  /** Absolute path of the folder. */
  readonly out: string;
  readonly plan: Plan;
  readonly frames: FramesFormat;
  /** Shards and clips that stand whole, and how many of them this run made. */
  readonly shards: number;
  readonly clips: number;
  readonly madeShards: number;
  readonly madeClips: number;
  /** Bytes of the shards' tars and sidecars. */
  readonly bytes: number;
  /** Roots by split; null for a run with a range. */
  readonly splits:
    | readonly { readonly name: string; readonly count: number; readonly shards: number; readonly roots: Roots }[]
    | null;
  /** Splits that stand in part and are not in the manifest. */
  readonly left: readonly string[];
  /** What a person should know of the folder, a line each: files that `verify` will say do not belong there. */
  readonly notes: readonly string[];
}

/**
 * Makes or completes a dataset. Run again, it keeps the shards that stand whole (their tars are read and hashed) and
 * makes the others.
 * @throws KinemaError of kind `usage` if the folder holds something else, a count is above its grid, or a range is
 * beyond the shards; the signal's reason if it aborts
 */
export async function generate(source: PlanSource, options: GenerateOptions): Promise<GenerateResult> {
  const { kinema, plan } = await resolvePlan(source, options);
  return new Generation(kinema, plan, await moduleSha256(), options).run();
}

class Generation {
  readonly #kinema: Kinema;
  readonly #plan: Plan;
  readonly #options: GenerateOptions;
  readonly #source: ClipSource;
  readonly #out: string;
  readonly #terms: ShardTerms;

  constructor(kinema: Kinema, plan: Plan, module: string, options: GenerateOptions) {
    this.#kinema = kinema;
    this.#plan = plan;
    this.#options = options;
    this.#source = kinema.open(plan);
    this.#out = resolve(options.out);
    const frames = options.frames ?? 'png';
    if (!framesFormats.includes(frames))
      throw new KinemaError('usage', `frames: ${JSON.stringify(frames)} is not one of ${framesFormats.join(', ')}`, {
        field: 'frames',
      });
    const shardSize = wholeNumber('shardSize', options.shardSize ?? 1000, 1, mostClipsOfShard);
    workerCount(options.workers);
    if (options.mp4 !== undefined && frames !== 'mp4')
      throw new KinemaError('usage', `mp4: ${JSON.stringify(options.mp4)} is for frames = mp4`, { field: 'mp4' });
    const video = frames === 'mp4' ? videoTerms(options.mp4 ?? 'fast') : undefined;
    this.#terms = { sha256: plan.sha256, module, shardSize, frames, video };
    if (video) checkVideo(this.#source, video);
    if (frames === 'png') checkStrip(this.#source, 'frames');
    if (frames !== 'none' && this.#source.plan.layers & Layer.Mask) checkStrip(this.#source, 'masks');
  }

  async run(): Promise<GenerateResult> {
    const { split, count, shards } = this.#options;
    const { shardSize, frames } = this.#terms;
    const chosen = splitCounts(this.#plan, this.#source, { split, count });
    // What cannot give its first clip is refused before there is a folder.
    for (const { name } of chosen) this.#source.clip(0, { split: name, stages: {} });
    checkShardNumber(chosen, shardSize);
    if (shards) checkRange(shards, chosen, shardSize);
    const standing = inspectFolder(this.#out, this.#plan, this.#terms);
    const asker = count === undefined ? 'the recipe now' : 'this run';
    const whole = wholeDataset(this.#out, this.#plan, chosen, standing, asker);
    checkShardNumber(whole, shardSize);
    this.#options.signal?.throwIfAborted();
    dropOutdatedManifest(this.#out, whole, this.#terms, standing.manifest);
    if (!shards) prepareFolder(this.#out, whole, shardSize);
    const made = await this.#makeShards(shards ? chosen : whole, shards);
    const done = { out: this.#out, plan: this.#plan, frames, ...made.totals };
    if (shards) return { ...done, splits: null, left: [], notes: [] };
    this.#finish(whole, made.splits);
    const splits = made.splits.map(({ name, count, shards, roots }) => ({ name, count, shards: shards.length, roots }));
    const left = [...standing.splits.keys()].filter((name) => !whole.some((other) => other.name === name));
    return { ...done, splits, left, notes: this.#notes(whole, left) };
  }

  async #makeShards(splits: readonly SplitCount[], range: { from: number; to: number } | undefined) {
    const { shardSize } = this.#terms;
    const shards = () => shardsOf(splits, shardSize, range);
    const totals = { shards: 0, clips: 0, madeShards: 0, madeClips: 0, bytes: 0 };
    let total = 0;
    for (const { count } of shards()) total += count;
    const pool = new Pool(this.#kinema, this.#plan, this.#options);
    const done = (shard: Shard, { state, tar, sidecar }: ShardFiles) => {
      totals.shards++;
      totals.clips += shard.count;
      totals.bytes += tar.bytes + sidecar.bytes;
      if (state === 'made') {
        totals.madeShards++;
        totals.madeClips += shard.count;
      }
      this.#options.onShard?.({ file: tarPath(shard), state, clips: shard.count });
    };
    const tell = () => {
      const ahead = Math.max(0, pool.clips - totals.madeClips);
      this.#options.onProgress?.({ clips: totals.clips + ahead, made: totals.madeClips + ahead, total });
    };
    const places = splits.map((split) => ({ ...split, shardSize }));
    try {
      const gathered = await gatherShards<MakeTask, ShardFiles>(pool, 'make', this.#tasks(shards()), places, {
        done,
        tell,
      });
      return { totals, splits: gathered };
    } catch (error) {
      if (pool.cut) removeTemporary(this.#out, splits, isOwnTemporary);
      throw error;
    }
  }

  *#tasks(shards: Iterable<Shard>): Generator<MakeTask, void, void> {
    for (const shard of shards) yield { dir: this.#out, shard, terms: this.#terms };
  }

  /** The manifest comes last: where it stands, everything it names stands. */
  #finish(splits: readonly SplitCount[], parts: ManifestSplit[]): void {
    const previews = writePreviews(this.#out, this.#kinema, this.#source, splits);
    const { module, frames, video } = this.#terms;
    const manifest = buildManifest(this.#plan, { module, frames, video, splits: parts, previews });
    ensureFile(join(this.#out, cardName), this.#card(manifest));
    ensureFile(join(this.#out, manifestName), manifestText(manifest));
  }

  #notes(splits: readonly SplitCount[], left: readonly string[]): string[] {
    const { shardSize } = this.#terms;
    const places = splits.map((split) => ({ ...split, shardSize }));
    return [...strangers(this.#out, [...places, ...left.map((name) => ({ name, count: null }))])].map(
      (path) => `${path}: does not belong to the dataset; kinema verify will say so`,
    );
  }

  #card(manifest: Manifest): string {
    return cardText(manifest, this.#plan.info, this.#source.scenario);
  }
}

function checkRange(
  { from, to }: { from: number; to: number },
  splits: readonly SplitCount[],
  shardSize: number,
): void {
  const total = splits.reduce((sum, { count }) => sum + shardCount(count, shardSize), 0);
  if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= total) return;
  const right = `${total === 1 ? 'the only range is 0..1' : `ranges lie within 0..${total}`}, the end not included`;
  throw new KinemaError(
    'usage',
    `shards: ${from}..${to} is wrong; these splits have ${total} ${total === 1 ? 'shard' : 'shards'}, so ${right}`,
    { field: 'shards' },
  );
}

function writePreviews(out: string, kinema: Kinema, source: ClipSource, splits: readonly SplitCount[]): ManifestFile[] {
  const { png, gif } = makePreviews(kinema, source, splits);
  return previewNames.map((file, i) => {
    const bytes = [png, gif][i] as Uint8Array;
    return { file, bytes: bytes.length, sha256: ensureFile(join(out, file), bytes) };
  });
}
