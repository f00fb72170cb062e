// Makes or completes a dataset: shards in parallel, then (unless only a range was asked for) previews, card and manifest.
// Every file is a pure function of the plan and the counts, so it does not matter who made which, when, or how often it
// was interrupted.

import { join, resolve } from 'node:path';
import type { Kinema, Plan } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { cardText } from './card.js';
import { splitCounts, wholeNumber } from './counts.js';
import { ensureFile } from './files.js';
import { cardName, dropOutdatedManifest, inspectFolder, prepareFolder, previewNames, wholeDataset } from './folder.js';
import type { MakeTask } from './job.js';
import { checkStrip } from './limits.js';
import {
  buildManifest,
  type Manifest,
  type ManifestFile,
  type ManifestSplit,
  manifestName,
  manifestShard,
  manifestText,
  moduleSha256,
} from './manifest.js';
import { ClipRoots, type Roots } from './merkle.js';
import { type PlanOptions, type PlanSource, resolvePlan } from './plan-source.js';
import { Pool, type PoolOptions, workerCount } from './pool.js';
import { makePreviews } from './preview.js';
import { SampleMaker } from './sample.js';
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

/** How often progress is told, ms. */
const progressInterval = 200;

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
}

/**
 * Makes or completes a dataset. Run again, it keeps the shards that stand whole (their tars are read and hashed) and
 * makes the others.
 * @throws KinemaError of kind `usage` if the folder holds something else, a count is above its grid, or a range is
 * beyond the shards; the signal's reason if it aborts
 */
export async function generate(source: PlanSource, options: GenerateOptions): Promise<GenerateResult> {
  const { kinema, plan } = await resolvePlan(source, options);
  return new Generation(kinema, plan, options).run();
}

class Generation {
  readonly #kinema: Kinema;
  readonly #plan: Plan;
  readonly #options: GenerateOptions;
  readonly #source: ClipSource;
  readonly #out: string;
  readonly #terms: ShardTerms;

  constructor(kinema: Kinema, plan: Plan, options: GenerateOptions) {
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
    const shardSize = wholeNumber('shardSize', options.shardSize ?? 1000, 1, 100_000);
    this.#terms = { sha256: plan.sha256, shardSize, frames };
    workerCount(options.workers);
    if (frames === 'png') checkStrip(this.#source);
  }

  async run(): Promise<GenerateResult> {
    const { split, count, shards } = this.#options;
    const chosen = splitCounts(this.#plan, this.#source, { split, count });
    if (shards) checkRange(shards, chosen, this.#terms.shardSize);
    const standing = inspectFolder(this.#out, this.#plan, this.#terms);
    const whole = wholeDataset(this.#out, this.#plan, chosen, standing);
    const module = await moduleSha256();
    this.#options.signal?.throwIfAborted();
    dropOutdatedManifest(this.#out, whole, standing.manifest);
    if (!shards) prepareFolder(this.#out, whole, this.#terms.shardSize);
    const made = await this.#makeShards(shards ? chosen : whole, shards);
    const done = { out: this.#out, plan: this.#plan, frames: this.#terms.frames, ...made.totals };
    const left = [...standing.splits.keys()].filter((name) => !whole.some((other) => other.name === name));
    if (shards) return { ...done, splits: null, left: [] };
    this.#finish(whole, made.splits, module);
    const splits = made.splits.map(({ name, count, shards, roots }) => ({ name, count, shards: shards.length, roots }));
    return { ...done, splits, left };
  }

  async #makeShards(splits: readonly SplitCount[], range: { from: number; to: number } | undefined) {
    const { shardSize, frames } = this.#terms;
    const shards = () => shardsOf(splits, shardSize, range);
    const totals = { shards: 0, clips: 0, madeShards: 0, madeClips: 0, bytes: 0 };
    let total = 0;
    for (const { count } of shards()) total += count;
    const parts = new Map(
      splits.map((split) => [
        split.name,
        { ...split, shardSize, roots: new ClipRoots(), shards: [] as ManifestSplit['shards'] },
      ]),
    );
    const columns = new SampleMaker(this.#source, this.#plan.sha256, this.#plan.order[0] as string, frames).digestNames
      .length;
    const pool = new Pool(this.#kinema, this.#plan, this.#options);
    const tell = () => {
      const ahead = Math.max(0, pool.clips - totals.madeClips);
      this.#options.onProgress?.({ clips: totals.clips + ahead, made: totals.madeClips + ahead, total });
    };
    const timer = setInterval(tell, progressInterval);
    try {
      const order = shards();
      for await (const files of pool.inOrder<MakeTask, ShardFiles>('make', this.#tasks(shards()))) {
        const shard = order.next().value as Shard;
        const part = parts.get(shard.split);
        part?.shards.push(manifestShard(shard, files.tar, files.sidecar));
        for (let at = 0; at < files.digests.length; at += columns)
          part?.roots.push(files.digests[at] as bigint, Array.from(files.digests.subarray(at + 1, at + columns)));
        totals.shards++;
        totals.clips += shard.count;
        totals.bytes += files.tar.bytes + files.sidecar.bytes;
        if (files.state === 'made') {
          totals.madeShards++;
          totals.madeClips += shard.count;
        }
        this.#options.onShard?.({ file: tarPath(shard), state: files.state, clips: shard.count });
      }
      tell();
    } finally {
      clearInterval(timer);
      await pool.close();
    }
    const finished = [...parts.values()].map((part) => ({ ...part, roots: part.roots.digest() }));
    return { totals, splits: finished };
  }

  *#tasks(shards: Iterable<Shard>): Generator<MakeTask, void, void> {
    for (const shard of shards) yield { dir: this.#out, shard, terms: this.#terms };
  }

  /** The manifest comes last: where it stands, everything it names stands. */
  #finish(splits: readonly SplitCount[], parts: ManifestSplit[], module: string): void {
    const previews = writePreviews(this.#out, this.#kinema, this.#source, splits);
    const manifest = buildManifest(this.#plan, { module, frames: this.#terms.frames, splits: parts, previews });
    ensureFile(join(this.#out, cardName), this.#card(manifest));
    ensureFile(join(this.#out, manifestName), manifestText(manifest));
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
