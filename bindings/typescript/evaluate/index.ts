// evaluate(): does this video obey the law? Predictions in, numbers out, an error floor beside every score.

import { declaredCount } from '../dataset/counts.js';
import { type PlanOptions, type PlanSource, resolvePlan } from '../dataset/plan-source.js';
import { sampleKey } from '../dataset/shard.js';
import type { Kinema, Plan } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { nearest as nearestName } from '../recipe/nearest.js';
import type { ClipResult, Evaluation, FileNote } from './evaluation.js';
import { align, checkShape, cutPanel, type FitOptions } from './fit.js';
import { parseFloor, scoreFloor } from './floors.js';
import { contrastsOf, groupsOf, type Scored } from './group.js';
import { findPredictions } from './names.js';
import { NearestTraining, trainingSplit } from './nearest-training.js';
import { type ReadOptions, readPredictions } from './read.js';
import { type Mode, type ScoreOptions, Scorer, type Scores } from './scorer.js';
import type { MetricInfo, PredictionFile, Tracks, Truth } from './types.js';

/** What to evaluate and how. */
export interface EvaluateOptions extends PlanOptions, ReadOptions, FitOptions, Partial<ScoreOptions> {
  /** Folder of the predictions; without it only floors are told. */
  predictions?: string;
  /** Names of splits; default: those that the predictions' names name. */
  splits?: readonly string[];
  /** Only the first clips of each split. */
  count?: number;
  /** Text of a CSV file that says which file is which clip. */
  map?: string;
  /** Ground truth through codecs and sizes: `raw`, `mp4`, `mp4@256`, `mp4@256/2`. Default `raw`, and `mp4` where predictions are videos. */
  floors?: readonly string[];
  /** Clips of each split that floors are made of, default 200. */
  floorClips?: number;
  /** Told of what was scored. */
  onProgress?: (done: number, total: number) => void;
  /** Told of each prediction with its frames, for pictures. */
  onClip?: (clip: EvaluatedClip) => void;
}

/** A prediction while its frames are at hand. */
export interface EvaluatedClip {
  readonly key: string;
  readonly truth: Truth;
  readonly scores: Scores;
  readonly tracks: Tracks;
  /** u8 (count, height, width, 3). */
  readonly frames: {
    readonly pixels: Uint8Array;
    readonly width: number;
    readonly height: number;
    readonly count: number;
    readonly first: number;
  };
  readonly scorer: Scorer;
}

/**
 * Scores predicted videos against the laws of their recipe.
 * @throws KinemaError that names the option, its value and what would be right
 *
 * @example
 * const result = await evaluate('phyworld/uniform-30k', { predictions: 'out', splits: ['eval_id', 'eval_v_ood'], mode: 'paper' });
 * console.log(result.groups[0].metrics.velocity_error.mean);
 */
export async function evaluate(recipe: PlanSource, options: EvaluateOptions = {}): Promise<Evaluation> {
  const { kinema, plan } = await resolvePlan(recipe, options);
  return new Run(kinema, plan, options).evaluate(typeof recipe === 'string' ? recipe : plan.sha256);
}

class Run {
  readonly #kinema: Kinema;
  readonly #plan: Plan;
  readonly #options: EvaluateOptions;
  readonly #mode: Mode;
  readonly #scoring: ScoreOptions;
  readonly #scorer: Scorer;
  readonly #source: ClipSource;
  readonly #damaged: FileNote[] = [];
  readonly #short: FileNote[] = [];
  readonly #notes: FileNote[] = [];

  constructor(kinema: Kinema, plan: Plan, options: EvaluateOptions) {
    this.#kinema = kinema;
    this.#plan = plan;
    this.#options = options;
    this.#mode = options.mode ?? 'exact';
    const { panels = 1, panel = 1 } = options;
    if (panel > panels)
      throw new KinemaError('usage', `--panel: ${panel} is above the number of panels, ${panels}`, {
        field: '--panel',
      });
    const { condition, allFrames, camera = 'resize' } = options;
    this.#scoring = { mode: this.#mode, camera, condition, allFrames };
    this.#scorer = new Scorer(kinema, plan, this.#scoring);
    this.#source = kinema.open(plan);
  }

  async evaluate(recipe: string): Promise<Evaluation> {
    const { predictions, map } = this.#options;
    const found = predictions === undefined ? { files: [], extra: [] } : findPredictions(predictions, map);
    const extra = [...found.extra];
    const expected = this.#expected(found.files);
    const files: PredictionFile[] = [];
    for (const file of found.files) {
      const count = expected.get(file.split);
      const name = file.row === null ? file.path : `${file.path}[${file.row}]`;
      if (count === undefined) extra.push({ name, reason: `split ${file.split} is not evaluated` });
      else if (file.index >= count) extra.push({ name, reason: `split ${file.split} has clips 0 to ${count - 1}` });
      else files.push(file);
    }
    if (predictions !== undefined && files.length === 0)
      throw new KinemaError(
        'usage',
        `--predictions: ${predictions} has no prediction of ${[...expected.keys()].join(', ')}${extra[0] ? `; ${extra[0].name}: ${extra[0].reason}` : ''}`,
        { field: '--predictions' },
      );
    const training = this.#training([...expected.keys()]);
    const clips = await this.#score(files, training);
    const keys = new Set(files.map(({ key }) => key));
    const missing: string[] = [];
    if (predictions !== undefined)
      for (const [split, count] of expected)
        for (let index = 0; index < count; index++)
          if (!keys.has(sampleKey(split, index))) missing.push(sampleKey(split, index));
    const { metrics } = this.#scorer;
    const { timing, physics, scenario } = this.#plan.info;
    return {
      ...{ plan: this.#plan.sha256, recipe, scenario, mode: this.#mode, frames: timing.frames },
      interval: timing.stepsPerFrame * physics.step,
      ...{ firstScored: this.#scorer.firstScored, lastScored: this.#scorer.lastScored, metrics },
      inputs: {
        files: found.files.length,
        scored: clips.reduce((sum, { result }) => sum + result.samples, 0),
        ...{ missing, extra, damaged: this.#damaged, short: this.#short, notes: this.#notes },
      },
      groups: predictions === undefined ? [] : groupsOf(clips, expected, metrics),
      contrasts: contrastsOf(clips, metrics),
      floors: await this.#floors(clips, expected, files),
      training: training ? { split: training.split, exact: training.exact } : null,
      clips: clips.map(({ result }) => result),
    };
  }

  /** How many clips of which splits there should be. */
  #expected(files: readonly PredictionFile[]): Map<string, number> {
    const { splits, count = Number.POSITIVE_INFINITY } = this.#options;
    const { order } = this.#plan;
    for (const name of splits ?? [])
      if (!order.includes(name))
        throw new KinemaError('usage', `--split: there is no ${JSON.stringify(name)}${nearestName(name, order)}`, {
          field: '--split',
        });
    const named = new Set(files.map(({ split }) => split));
    const chosen = order.filter((name) => (splits ? splits.includes(name) : named.has(name)));
    return new Map(
      chosen.map((name) => {
        const most = Math.max(-1, ...files.filter(({ split }) => split === name).map(({ index }) => index)) + 1;
        return [name, Math.min(count, declaredCount(this.#plan, this.#source, name) ?? most)];
      }),
    );
  }

  #training(splits: readonly string[]): NearestTraining | undefined {
    const name = trainingSplit(this.#plan);
    if (name === undefined || splits.length === 0 || this.#options.predictions === undefined) return undefined;
    return new NearestTraining(this.#plan, this.#source, name, splits);
  }

  async #score(files: readonly PredictionFile[], training: NearestTraining | undefined): Promise<Scored[]> {
    const scored: Scored[] = [];
    let samples: Scores[] = [];
    let [key, done] = ['', 0];
    let clip:
      | (Pick<ClipResult, 'factors' | 'filtered' | 'nearest'> & { truth: Truth; caseStates: Float32Array | undefined })
      | undefined;
    const finish = () => {
      if (clip && samples.length > 0) scored.push(together(key, clip, samples, this.#scorer.metrics));
      samples = [];
    };
    for await (const read of readPredictions(this.#kinema, files, this.#options)) {
      const { file } = read;
      if (file.key !== key) {
        finish();
        key = file.key;
        clip = this.#clip(file, training);
      }
      if (clip) {
        const scores = this.#one(read, clip.truth, clip.caseStates);
        if (scores) samples.push(scores);
      }
      this.#options.onProgress?.(++done, files.length);
    }
    finish();
    return scored;
  }

  #clip(file: PredictionFile, training: NearestTraining | undefined) {
    const { truth, factors } = this.#scorer.truth(file.split, file.index);
    const found = training?.of(factors);
    const caseStates =
      found && training
        ? this.#source.clip(found.index, { split: training.split, stages: {} }).states.slice()
        : undefined;
    return {
      ...{ truth, caseStates, factors: truth.factors, filtered: this.#scorer.filter(truth) ?? null },
      nearest: found && training ? { split: training.split, ...found } : null,
    };
  }

  #one(
    read: Awaited<ReturnType<ReturnType<typeof readPredictions>['next']>>['value'] & object,
    truth: Truth,
    caseStates: Float32Array | undefined,
  ): Scores | undefined {
    const { file } = read;
    const name = file.row === null ? file.path : `${file.path}[${file.row}]`;
    const { panels = 1, panel = 1, firstFrame = 0 } = this.#options;
    if ('problem' in read) {
      this.#damaged.push({ name, reason: read.problem });
      return undefined;
    }
    for (const reason of read.notes) this.#notes.push({ name, reason });
    const { rate } = read.frames;
    const frameRate = 1 / truth.interval;
    if (rate !== null && Math.abs(rate - frameRate) > 0.01 * frameRate)
      this.#notes.push({
        name,
        reason: `its container says ${rate} frames a second, the recipe ${Number(frameRate.toPrecision(6))}; the recipe's counts`,
      });
    let cut: typeof read.frames;
    try {
      cut = cutPanel(read.frames, panels, panel);
    } catch (error) {
      this.#damaged.push({ name, reason: (error as Error).message });
      return undefined;
    }
    checkShape(cut, this.#plan.info.image.size, name);
    const { aligned, beyond } = align(cut, firstFrame, truth.frames);
    const last = firstFrame + aligned.count - 1;
    if (beyond > 0)
      this.#notes.push({ name, reason: `${beyond} frames beyond the recipe's ${truth.frames} are not scored` });
    if (last < this.#scorer.lastScored) {
      const scored = Math.max(0, last - Math.max(this.#scorer.firstScored, firstFrame) + 1);
      this.#short.push({
        name,
        reason: `it ends with frame ${last} of ${this.#scorer.lastScored}; ${scored} frames are scored`,
      });
      if (scored === 0) return undefined;
    }
    const scores = this.#scorer.score(aligned, truth, caseStates);
    this.#options.onClip?.({
      key: file.key,
      truth,
      scores,
      tracks: scores.tracks,
      frames: aligned,
      scorer: this.#scorer,
    });
    return scores;
  }

  async #floors(clips: readonly Scored[], expected: ReadonlyMap<string, number>, files: readonly PredictionFile[]) {
    const { floorClips = 200 } = this.#options;
    const names = this.#options.floors ?? ['raw', ...(files.some(({ kind }) => kind === 'video') ? ['mp4'] : [])];
    const floors = [];
    for (const floor of names.map(parseFloor)) {
      const truths: Truth[] = [];
      for (const [split, count] of expected) {
        const scored = clips.filter(({ result }) => result.split === split).map(({ result }) => result.index);
        const indices = files.length > 0 ? scored : Array.from({ length: count }, (_, i) => i);
        for (const index of indices.slice(0, floorClips)) truths.push(this.#scorer.truth(split, index).truth);
      }
      const results: Scored[] = [];
      for await (const { truth, scores } of scoreFloor(
        this.#kinema,
        this.#plan,
        floor,
        this.#scoring,
        truths,
        this.#options,
      )) {
        const base = { factors: truth.factors, filtered: this.#scorer.filter(truth) ?? null, nearest: null, truth };
        results.push(together(sampleKey(truth.split, truth.index), base, [scores], this.#scorer.metrics));
      }
      floors.push({ name: floor.name, groups: groupsOf(results, expected, this.#scorer.metrics) });
    }
    return floors;
  }
}

/** A clip's samples as one result. */
function together(
  key: string,
  clip: Pick<ClipResult, 'factors' | 'filtered' | 'nearest'> & { truth: Truth },
  samples: readonly Scores[],
  metrics: readonly MetricInfo[],
): Scored {
  const mean: Record<string, number> = {};
  const deviations: Record<string, number> = {};
  const best: Record<string, number> = {};
  for (const { name, better } of metrics) {
    const values = samples.map((scores) => scores.metrics[name] ?? Number.NaN).filter(Number.isFinite);
    const n = values.length;
    const middle = values.reduce((sum, value) => sum + value, 0) / n;
    mean[name] = middle;
    deviations[name] =
      n > 1 ? Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1)) : Number.NaN;
    best[name] = n === 0 ? Number.NaN : better === 'higher' ? Math.max(...values) : Math.min(...values);
  }
  const first = samples[0] as Scores;
  const errors = first.errors.map((_, frame) => {
    const known = samples.map((scores) => scores.errors[frame] as number).filter(Number.isFinite);
    return known.reduce((sum, error) => sum + error, 0) / known.length;
  });
  const { truth, factors, filtered, nearest } = clip;
  return {
    errors,
    result: {
      ...{ key, split: truth.split, index: truth.index, samples: samples.length, filtered, factors },
      ...{ metrics: mean, deviations, best, velocities: first.velocities, events: first.events, nearest },
    },
  };
}
