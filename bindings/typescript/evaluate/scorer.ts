// Scores one set of frames against one clip: what predictions and the floors beside them go through alike.

import type { Camera } from '../engine/camera.js';
import type { Clip } from '../engine/clip.js';
import type { Kinema, Plan } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { exactMetrics, exactReading } from './exact.js';
import { areaResize } from './fit.js';
import { imageMetrics, imageScores } from './image-scores.js';
import { paperFilter, paperFirstScored, paperMetrics, paperReading } from './paper.js';
import { caseIndex, errorByFrame, trackMetrics, trackScores } from './track-scores.js';
import type { AlignedFrames, MetricInfo, Tracks, Truth } from './types.js';

export const modes = ['exact', 'paper'] as const;
/** `paper` is the study's evaluator with its quirks; `exact` measures and fits. */
export type Mode = (typeof modes)[number];

export const cameras = ['resize', 'native'] as const;
/** What a prediction of another size than the recipe's is: its frames resized by area, or drawn at that size. */
export type CameraMode = (typeof cameras)[number];

/** How frames are scored. */
export interface ScoreOptions {
  mode: Mode;
  camera: CameraMode;
  /** Frames given to the model: what follows is scored. */
  condition?: number;
  /** Paper mode: scores the last frame as well, as the study does of its gap and attribute sets. */
  allFrames?: boolean;
}

/** What is said of one prediction. */
export interface Scores {
  readonly metrics: Readonly<Record<string, number>>;
  readonly tracks: Tracks;
  /** By recipe frame, m. */
  readonly errors: Float64Array;
  /** m/s by body along x: what is true, and what is shown. */
  readonly velocities: readonly (readonly [number, number])[];
  readonly events: readonly { frame: number; kind: string; body: string }[];
}

/** Scores clips of one plan. */
export class Scorer {
  readonly metrics: readonly MetricInfo[];
  /** First frame that is scored. */
  readonly firstScored: number;
  /** Last frame that is scored. */
  readonly lastScored: number;
  readonly #kinema: Kinema;
  readonly #plan: Plan;
  readonly #source: ClipSource;
  readonly #options: ScoreOptions;
  readonly #native = new Map<string, ClipSource>();

  constructor(kinema: Kinema, plan: Plan, options: ScoreOptions) {
    const { timing } = plan.info;
    this.#kinema = kinema;
    this.#plan = plan;
    this.#source = kinema.open(plan);
    this.#options = options;
    const isPaper = options.mode === 'paper';
    this.metrics = [...(isPaper ? paperMetrics(plan.info) : exactMetrics), ...trackMetrics, ...imageMetrics];
    this.firstScored = options.condition ?? (isPaper ? paperFirstScored : timing.conditionFrames);
    this.lastScored = timing.frames - (isPaper && !options.allFrames ? 2 : 1);
    if (this.firstScored > this.lastScored)
      throw new KinemaError('usage', `--condition: ${this.firstScored} leaves no frame of ${timing.frames} to score`, {
        field: '--condition',
      });
  }

  /** The source whose clips are the truth, and the camera, for frames of a size. */
  sourceFor(width: number, height: number): { source: ClipSource; camera: Camera } {
    const [w, h] = this.#plan.info.image.size;
    if (width === w && height === h) return { source: this.#source, camera: this.#source.camera };
    if (this.#options.camera === 'resize')
      return { source: this.#source, camera: resizedCamera(this.#source.camera, [w, h], width, height) };
    const key = `${width}x${height}`;
    let source = this.#native.get(key);
    if (!source) {
      source = this.#kinema.open(drawnAt(this.#kinema, this.#plan, width, height));
      this.#native.set(key, source);
    }
    return { source, camera: source.camera };
  }

  /** Why this mode leaves a clip out. */
  filter(truth: Truth): string | undefined {
    return this.#options.mode === 'paper' ? paperFilter(truth) : undefined;
  }

  /** The truth of a clip, without frames. */
  truth(split: string, index: number): { truth: Truth; factors: Float64Array } {
    const clip = this.#source.clip(index, { split, stages: {} });
    return { truth: truthOf(this.#source, split, clip), factors: clip.factors.slice() };
  }

  /** @param caseStates of the nearest training clip, where there is one */
  score(frames: AlignedFrames, truth: Truth, caseStates: Float32Array | undefined): Scores {
    const { source, camera } = this.sourceFor(frames.width, frames.height);
    const clip = source.clip(truth.index, { split: truth.split, stages: { frames: true } });
    const last = Math.min(this.lastScored, frames.first + frames.count - 1);
    const from = Math.max(this.firstScored, frames.first);
    const reading =
      this.#options.mode === 'paper'
        ? { ...paperReading(frames, truth, this.firstScored, last), events: [] }
        : exactReading(
            this.#kinema,
            source,
            clip,
            truth,
            { ...frames, count: last - frames.first + 1 },
            camera,
            this.firstScored,
          );
    const tracks = cutTo(reading.tracks, last, truth.bodies.length);
    const count = last - from + 1;
    const area = frames.width * frames.height * 3;
    const clipArea = clip.width * clip.height * 3;
    const shown = frames.pixels.subarray((from - frames.first) * area, (last - frames.first + 1) * area);
    const whole = clip.frames.subarray(from * clipArea, (last + 1) * clipArea);
    const meant = areaResize(whole, { width: clip.width, height: clip.height, count }, frames.width, frames.height);
    const colors = [
      source.plan.look.background,
      ...truth.bodies.map(({ color }) => Number.parseInt(color.slice(1), 16)),
    ];
    return {
      metrics: {
        ...reading.metrics,
        ...trackScores(tracks, truth, this.firstScored),
        case_index: caseStates ? caseIndex(tracks, truth, caseStates, this.firstScored) : Number.NaN,
        ...imageScores(shown, meant, { width: frames.width, height: frames.height, count }, colors),
      },
      tracks,
      errors: errorByFrame(tracks, truth, this.firstScored),
      velocities: reading.velocities,
      events: reading.events,
    };
  }

  /** A PNG file of RGB pixels, for pictures. */
  encodePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
    return this.#kinema.encodePng(pixels, width, height, 3);
  }

  /** The camera of pictures that are the recipe's, resized. */
  cameraAt(width: number, height: number): Camera {
    return resizedCamera(this.#source.camera, this.#plan.info.image.size, width, height);
  }

  /** Frames of the truth, u8 (T, H, W, 3), for pictures. */
  trueFrames(truth: Truth, width: number, height: number): Uint8Array {
    const { source } = this.sourceFor(width, height);
    const clip = source.clip(truth.index, { split: truth.split, stages: { frames: true } });
    const size = { width: clip.width, height: clip.height, count: clip.frameCount };
    return areaResize(clip.frames, size, width, height).slice();
  }
}

function cutTo({ first, count, places }: Tracks, last: number, bodies: number): Tracks {
  const kept = Math.max(0, Math.min(count, last - first + 1));
  return { first, count: kept, places: places.subarray(0, kept * bodies * 2) };
}

/** recipe column = (j + 0.5) W_recipe / W - 0.5 of column j, and rows alike. */
export function resizedCamera(camera: Camera, size: readonly [number, number], width: number, height: number): Camera {
  const scale = ([k, c]: readonly [number, number], from: number, to: number): [number, number] => [
    (k * to) / from,
    ((c + 0.5) * to) / from - 0.5,
  ];
  return { col: scale(camera.col, size[0], width), row: scale(camera.row, size[1], height) };
}

/** The plan with pictures of another size, drawn on a canvas that is as close to the recipe's as can be. */
export function drawnAt(kinema: Kinema, plan: Plan, width: number, height: number): Plan {
  const { size, supersample } = plan.info.image;
  if (size[0] === width && size[1] === height) return plan;
  if (!plan.recipe)
    throw new KinemaError('usage', `a plan's text cannot be drawn at ${width}x${height}: start from its recipe`, {
      field: '--camera',
    });
  const finer = Math.min(8, Math.max(1, Math.round((size[0] * supersample) / width)));
  return kinema.compile(plan.recipe, { ...plan.overrides, size: [width, height], supersample: finer });
}

function truthOf(source: ClipSource, split: string, clip: Clip): Truth {
  const { timing, physics } = source.plan;
  const { frameCount, bodyCount } = clip;
  return {
    ...{ split, index: clip.index, frames: frameCount },
    bodies: clip.bodies.map(({ name, radius, mass, color, dynamic }) => ({
      name,
      radius,
      color,
      mass: dynamic ? mass : 0,
    })),
    states: clip.states.slice(),
    firstTime: timing.firstFrameStep * physics.step,
    interval: timing.stepsPerFrame * physics.step,
    factors: source.namedFactors(clip),
    contacts: clip.contacts.map(({ time, a, b, x, y }) => ({ time, a, b, x, y })),
    inView: Uint8Array.from({ length: frameCount * bodyCount }, (_, i) =>
      Number(clip.visible(Math.floor(i / bodyCount), i % bodyCount) === 'full'),
    ),
  };
}
