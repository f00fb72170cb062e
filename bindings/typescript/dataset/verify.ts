// Proves a dataset: every file by its sha-256, clips by making them again, and the manifest, card and previews by writing
// them again from the plan and the shards.

import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Kinema, loadKinema, type Plan } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import type { Overrides, Recipe } from '../recipe/recipe.js';
import { cardText } from './card.js';
import type { ShardReport } from './check-shard.js';
import { declaredCount, wholeNumber } from './counts.js';
import { differenceText, firstDifference } from './difference.js';
import { hashFile, readSmall, sha256, touching } from './files.js';
import { gatherShards } from './gather.js';
import type { CheckTask } from './job.js';
import {
  buildManifest,
  type Manifest,
  type ManifestFile,
  type ManifestShard,
  type ManifestSplit,
  manifestName,
  manifestText,
  moduleSha256,
  parseManifest,
  shardListProblem,
} from './manifest.js';
import type { Roots } from './merkle.js';
import { cardName, previewNames, strangers } from './places.js';
import { Pool, type PoolOptions, workerCount } from './pool.js';
import { makePreviews } from './preview.js';
import { shardsOf } from './shard.js';
import { type Mp4Preset, type VideoTerms, videoTerms } from './video-terms.js';

const defaultSample = 16;

/** How far a verification is. */
export interface VerifyProgress {
  /** Clips made again so far. */
  readonly clips: number;
  /** Shards whose files are proved, of all. */
  readonly shards: number;
  readonly total: number;
}

/** How much `verify` makes again, and what it tells on the way. */
export interface VerifyOptions extends PoolOptions {
  /** How many clips to make again, spread evenly; default 16. */
  sample?: number;
  /** Make every clip again. */
  all?: boolean;
  /** A loaded module; default: `loadKinema()`. */
  kinema?: Kinema;
  onProgress?(progress: VerifyProgress): void;
  /** Called with each problem as it is found. */
  onProblem?(problem: string): void;
}

/** What was proved. */
export interface VerifyResult {
  /** Whether nothing differs. */
  readonly ok: boolean;
  /** A line each: the path in the dataset, the clip, what differs. */
  readonly problems: readonly string[];
  readonly shards: number;
  readonly clips: number;
  /** Clips that were made again. */
  readonly clipsMade: number;
  readonly splits: readonly { readonly name: string; readonly count: number; readonly roots: Roots }[];
  /** What could not be compared here, a line each. */
  readonly notes: readonly string[];
}

/**
 * Proves a folder against its manifest. What differs is told in `problems`; it throws only where there is nothing to prove.
 * @throws KinemaError of kind `data` if there is no manifest, or none that can be read
 */
export async function verify(dir: string, options: VerifyOptions = {}): Promise<VerifyResult> {
  if (options.sample !== undefined) wholeNumber('sample', options.sample, 0, 2 ** 32 - 1);
  workerCount(options.workers);
  const out = resolve(dir);
  if (!touching(dir, () => statSync(out, { throwIfNoEntry: false }))?.isDirectory())
    throw new KinemaError('data', `${dir}: is not a folder`);
  const bytes = readSmall(join(out, manifestName));
  if (bytes === null)
    throw new KinemaError(
      'data',
      `${dir}: has no ${manifestName}; an unfinished dataset is completed by running kinema generate again`,
    );
  const parsed = parseManifest(bytes.toString('utf8'));
  if ('problem' in parsed) throw new KinemaError('data', `${join(dir, manifestName)}: ${parsed.problem}`);
  const kinema = options.kinema ?? (await loadKinema());
  return new Verification(kinema, out, bytes, parsed.manifest, await moduleSha256(), options).run();
}

class Verification {
  readonly #kinema: Kinema;
  readonly #dir: string;
  readonly #bytes: Buffer;
  readonly #manifest: Manifest;
  /** sha-256 of the module of this installation. */
  readonly #module: string;
  readonly #options: VerifyOptions;
  readonly #plan: Plan;
  readonly #source: ClipSource;
  readonly #problems: string[] = [];
  /** Splits whose shards can be looked for: the manifest lists those that their counts make. */
  #listed: readonly ManifestSplit[] = [];
  #clipsMade = 0;
  readonly #notes: string[] = [];
  readonly #encodes: boolean;

  constructor(kinema: Kinema, dir: string, bytes: Buffer, manifest: Manifest, module: string, options: VerifyOptions) {
    this.#kinema = kinema;
    this.#dir = dir;
    this.#bytes = bytes;
    this.#manifest = manifest;
    this.#module = module;
    this.#options = options;
    this.#plan = planOf(kinema, manifest);
    this.#source = kinema.open(this.#plan);
    this.#encodes = this.#findEncoder();
  }

  /** Whether the encoder of the videos, if there are any, is here; if not, a note says what is not compared. */
  #findEncoder(): boolean {
    const { video } = this.#manifest;
    if (!video) return false;
    const found = encoderHere(video.preset);
    if (JSON.stringify(found.terms) === JSON.stringify(video)) return true;
    this.#notes.push(
      `mp4: the pictures of the videos are not compared, only their sha-256 and numbers of frames: they were made by ${video.encoder} (${video.settings}), ${found.text}`,
    );
    return false;
  }

  #problem(text: string): void {
    this.#problems.push(text);
    this.#options.onProblem?.(text);
  }

  async run(): Promise<VerifyResult> {
    this.#checkCounts();
    this.#checkLists();
    this.#checkPlaces();
    const splits = await this.#checkShards();
    const previews = this.#checkPreviews();
    const right = buildManifest(this.#plan, {
      module: this.#module,
      frames: this.#manifest.frames,
      video: this.#manifest.video,
      splits,
      previews,
    });
    this.#checkManifest(right);
    this.#checkCard(right);
    return {
      ok: this.#problems.length === 0,
      problems: this.#problems,
      shards: splits.reduce((sum, { shards }) => sum + shards.length, 0),
      clips: splits.reduce((sum, { count }) => sum + count, 0),
      clipsMade: this.#clipsMade,
      splits: splits.map(({ name, count, roots }) => ({ name, count, roots })),
      notes: this.#notes,
    };
  }

  /** Splits must be those of the plan, in its order, with counts that it can give. */
  #checkCounts(): void {
    const names = this.#manifest.splits.map(({ name }) => name);
    const order = this.#plan.order.filter((name) => names.includes(name));
    if (JSON.stringify(order) !== JSON.stringify(names))
      throw new KinemaError(
        'data',
        `${manifestName}: splits are ${names.join(', ')}; the plan's are ${this.#plan.order.join(', ')}, in this order`,
      );
    for (const { name, count } of this.#manifest.splits) {
      const most = declaredCount(this.#plan, this.#source, name) ?? this.#source.split(name).size;
      if (count > most)
        throw new KinemaError(
          'data',
          `${manifestName}: split ${name} has a count of ${count}, above the ${most} of its recipe`,
        );
    }
  }

  /** Without a sound list nothing is done for a split: its count may be anything. */
  #checkLists(): void {
    this.#listed = this.#manifest.splits.filter((split, i) => {
      const problem = shardListProblem(split, i);
      if (problem) this.#problem(`${manifestName}: ${problem} (the shards of ${split.name} are not compared)`);
      return !problem;
    });
  }

  /** Nothing else may stand in the folder. */
  #checkPlaces(): void {
    const places = this.#manifest.splits.map((split) =>
      this.#listed.includes(split) ? split : { name: split.name, count: null },
    );
    for (const path of strangers(this.#dir, places)) this.#problem(`${path}: does not belong to the dataset`);
  }

  async #checkShards(): Promise<ManifestSplit[]> {
    const pool = new Pool(this.#kinema, this.#plan, this.#options);
    const total = this.#listed.reduce((sum, { shards }) => sum + shards.length, 0);
    let done = 0;
    const gathered = await gatherShards<CheckTask, ShardReport>(pool, 'check', this.#tasks(), this.#listed, {
      done: (_, { problems, clips }) => {
        for (const problem of problems) this.#problem(problem);
        this.#clipsMade += clips;
        done++;
      },
      tell: () => this.#options.onProgress?.({ clips: pool.clips, shards: done, total }),
    });
    return this.#manifest.splits.map((split) => gathered.find(({ name }) => name === split.name) ?? split);
  }

  *#tasks(): Generator<CheckTask, void, void> {
    const total = this.#listed.reduce((sum, { count }) => sum + count, 0);
    const sample = Math.min(this.#options.sample ?? defaultSample, total);
    const { frames, video } = this.#manifest;
    const terms = { sha256: this.#plan.sha256, module: this.#manifest.module.sha256, frames, video };
    const anyModule = terms.module !== this.#module;
    let before = 0;
    let next = 0;
    const position = (n: number) => Math.floor(((n + 0.5) * total) / sample);
    for (const split of this.#listed) {
      for (const shard of shardsOf([split], split.shardSize)) {
        const said = split.shards[shard.number] as ManifestShard;
        const clips: number[] = [];
        for (; next < sample && position(next) < before + shard.count; next++)
          clips.push(shard.first + position(next) - before);
        before += shard.count;
        yield {
          dir: this.#dir,
          shard,
          terms: { ...terms, shardSize: split.shardSize },
          anyModule,
          tar: said.tar,
          sidecar: said.sidecar,
          encodes: this.#encodes,
          clips: this.#options.all ? null : clips,
        };
      }
    }
  }

  #checkPreviews(): ManifestFile[] {
    const { png, gif } = makePreviews(this.#kinema, this.#source, this.#manifest.splits);
    return previewNames.map((file, i) => {
      const bytes = [png, gif][i] as Uint8Array;
      const right = { file, bytes: bytes.length, sha256: sha256(bytes) };
      const found = hashFile(join(this.#dir, file));
      if (!found) this.#problem(`${file}: is missing`);
      else if (found.sha256 !== right.sha256)
        this.#problem(
          `${file}: is not the preview of these splits (${found.bytes} bytes, the right one has ${right.bytes})`,
        );
      return right;
    });
  }

  /** The manifest must say what the plan, the recipe and the files say, in the bytes that Kinema writes. */
  #checkManifest(right: Manifest): void {
    const difference = firstDifference(this.#manifest, right);
    if (difference?.path === 'module.sha256')
      this.#problem(
        `${manifestName}: ${differenceText(difference)} (the module of this installation); verify with the Kinema that made the dataset`,
      );
    else if (difference) this.#problem(`${manifestName}: ${differenceText(difference)}`);
    else if (!this.#bytes.equals(Buffer.from(manifestText(right))))
      this.#problem(`${manifestName}: is not written as Kinema writes it`);
  }

  #checkCard(right: Manifest): void {
    const found = readSmall(join(this.#dir, cardName));
    const card = cardText(right, this.#plan.info, this.#source.scenario);
    if (!found) this.#problem(`${cardName}: is missing`);
    if (!found || found.equals(Buffer.from(card))) return;
    const lines = found.toString('utf8').split('\n');
    const line = card.split('\n').findIndex((text, i) => text !== lines[i]);
    this.#problem(
      `${cardName}: line ${(line < 0 ? card.split('\n').length : line) + 1} is not what the manifest gives`,
    );
  }
}

/** The terms that this machine would encode with, and what to say where they are not the right ones. */
function encoderHere(preset: Mp4Preset): { terms?: VideoTerms; text: string } {
  try {
    const terms = videoTerms(preset);
    return { terms, text: `here is ${terms.encoder} (${terms.settings})` };
  } catch (error) {
    if (error instanceof KinemaError && error.kind === 'system') return { text: 'here is no encoder' };
    throw error;
  }
}

/** The plan of a manifest; its recipe and overrides must give the same. */
function planOf(kinema: Kinema, manifest: Manifest): Plan {
  const at = (field: string, action: () => Plan): Plan => {
    try {
      return action();
    } catch (error) {
      throw error instanceof KinemaError
        ? new KinemaError('data', `${manifestName}: ${field}: ${error.message}`, { cause: error })
        : error;
    }
  };
  const plan = at('plan.text', () => kinema.compile(manifest.plan.text));
  if (manifest.recipe === null) return plan;
  const compiled = at('recipe', () =>
    kinema.compile(manifest.recipe as unknown as Recipe, manifest.overrides as Overrides),
  );
  if (compiled.sha256 !== plan.sha256)
    throw new KinemaError(
      'data',
      `${manifestName}: its recipe with its overrides gives plan ${compiled.sha256}, plan.text is ${plan.sha256}`,
    );
  return compiled;
}
