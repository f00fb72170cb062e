// The error floor: ground truth through the same pipeline, so that nobody takes the codec's or the reader's error for a model's.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kinema, Plan } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { align, areaResize } from './fit.js';
import { decodeVideos, type VideoOptions } from './read-video.js';
import { drawnAt, type ScoreOptions, Scorer, type Scores } from './scorer.js';
import type { RgbFrames, Truth } from './types.js';
import { encodeStudyVideo } from './write-video.js';

/** Ground truth through a codec and a size. */
export interface Floor {
  /** `raw`, `mp4`, `mp4@256`, `mp4@256/2`. */
  readonly name: string;
  /** `mp4` is the study's: libx264, CRF 25, yuv420p. */
  readonly codec: 'raw' | 'mp4';
  /** Side of the picture that is drawn and encoded; null = the recipe's. */
  readonly size: number | null;
  /** Its pixels are averaged n x n afterwards. */
  readonly reduce: number;
}

/** Reads `raw`, `mp4`, `mp4@256` (drawn at 256), `mp4@256/2` (and averaged 2 x 2 to 128 after decoding). */
export function parseFloor(name: string): Floor {
  const match = /^(raw|mp4)(?:@(\d{2,4}))?(?:\/([1-8]))?$/.exec(name);
  const size = match?.[2] === undefined ? null : Number(match[2]);
  if (!match || (size !== null && (size < 16 || size > 1024)))
    throw new KinemaError(
      'usage',
      `--floors: ${JSON.stringify(name)} is not raw or mp4, with @SIDE (16 to 1024) for another size and /N (1 to 8) for an average of N x N pixels after it, such as mp4@256/2`,
      { field: '--floors' },
    );
  return { name, codec: match[1] as Floor['codec'], size, reduce: Number(match[3] ?? 1) };
}

/** Clips whose videos are decoded by one process. */
const batch = 16;

/** Scores the truth of clips through a floor's codec. */
export async function* scoreFloor(
  kinema: Kinema,
  plan: Plan,
  floor: Floor,
  options: ScoreOptions,
  truths: readonly Truth[],
  video: VideoOptions,
): AsyncGenerator<{ truth: Truth; scores: Scores }, void, void> {
  const [w, h] = plan.info.image.size;
  const [width, height] = floor.size === null ? [w, h] : [floor.size, Math.round((floor.size * h) / w)];
  if (width % floor.reduce || height % floor.reduce)
    throw new KinemaError('usage', `--floors: ${floor.name}: ${width}x${height} is not divisible by ${floor.reduce}`, {
      field: '--floors',
    });
  const drawn = drawnAt(kinema, plan, width, height);
  const source = kinema.open(drawn);
  // What is drawn at another size is compared with the truth at that size.
  const scorer = new Scorer(kinema, drawn, { ...options, camera: floor.size === null ? options.camera : 'resize' });
  const folder = mkdtempSync(join(tmpdir(), 'kinema-floor-'));
  try {
    for (let at = 0; at < truths.length; at += batch) {
      const some = truths.slice(at, at + batch);
      const shots: RgbFrames[] = [];
      for (const { split, index } of some) {
        const clip = source.clip(index, { split, stages: { frames: true } });
        shots.push({ pixels: clip.frames.slice(), width, height, count: clip.frameCount, rate: null });
      }
      const shown = floor.codec === 'raw' ? shots : await coded(kinema, shots, folder, video);
      for (const [i, truth] of some.entries()) {
        const frames = reduced(shown[i] as RgbFrames, floor.reduce);
        yield { truth, scores: scorer.score(align(frames, 0, truth.frames).aligned, truth, undefined) };
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Videos that are encoded at a time. */
const together = 2;

async function coded(
  kinema: Kinema,
  drawn: readonly RgbFrames[],
  folder: string,
  video: VideoOptions,
): Promise<RgbFrames[]> {
  const paths = drawn.map((_, i) => join(folder, `${i}.mp4`));
  for (let i = 0; i < drawn.length; i += together)
    await Promise.all(
      drawn.slice(i, i + together).map((frames, k) => encodeStudyVideo(frames, paths[i + k] as string)),
    );
  return (await decodeVideos(kinema, paths, video)).map((result) => {
    if ('problem' in result) throw new KinemaError('system', `a floor's own video: ${result.problem}`);
    return result.frames;
  });
}

function reduced(frames: RgbFrames, n: number): RgbFrames {
  if (n === 1) return frames;
  const [width, height] = [frames.width / n, frames.height / n];
  return { ...frames, pixels: areaResize(frames.pixels, frames, width, height), width, height };
}
