// One clip as a file: JSON, PNG, npy, npz, GIF or mp4.

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Clip } from '../engine/clip.js';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { ClipJson } from './clip-json.js';
import { wholeNumber } from './counts.js';
import { tidy } from './decimal.js';
import { encodeGif } from './gif.js';
import { checkStrip } from './limits.js';
import { npyFile } from './npy.js';
import { type PlanOptions, type PlanSource, resolvePlan } from './plan-source.js';
import { SampleMaker } from './sample.js';
import { encodeAlone } from './samples.js';
import { temporaryName } from './temporary.js';
import { checkVideo, type Mp4Preset, videoTerms } from './video-terms.js';

/** `json`: everything but pixels. `png`: the frames side by side. `npy`: uint8 (T, H, W, 3). `npz`: frames, states, mask, factors. `gif`: for people. `mp4`: H.264, needs ffmpeg. */
export type ClipFormat = 'json' | 'png' | 'npy' | 'npz' | 'gif' | 'mp4';

/** Formats that `clipFile` writes. */
export const clipFormats: readonly ClipFormat[] = ['json', 'png', 'npy', 'npz', 'gif', 'mp4'];

/** Which clip, and what file to make of it. */
export interface ClipFileOptions extends PlanOptions {
  format: ClipFormat;
  /** How an mp4 is encoded; default `fast`. */
  mp4?: Mp4Preset;
  /** Default: the recipe's first split. */
  split?: string;
  /** Default 0. */
  index?: number;
  /** Factors set by hand: distributions and constraints are bypassed, what is not set is placed around them. */
  set?: Readonly<Record<string, string | number>>;
}

/** Makes one clip and encodes it. */
export async function clipFile(source: PlanSource, options: ClipFileOptions): Promise<Uint8Array> {
  const { kinema, plan } = await resolvePlan(source, options);
  if (!clipFormats.includes(options.format))
    throw new KinemaError(
      'usage',
      `format: ${JSON.stringify(options.format)} is not one of ${clipFormats.join(', ')}`,
      { field: 'format' },
    );
  if (options.mp4 !== undefined && options.format !== 'mp4')
    throw new KinemaError('usage', `mp4: ${JSON.stringify(options.mp4)} is for mp4 files`, { field: 'mp4' });
  const clips = kinema.open(plan);
  if (options.format === 'png') checkStrip(clips, 'frames');
  const split = clips.split(options.split);
  const index = wholeNumber('index', options.index ?? 0, 0, split.size - 1);
  clips.override(options.set ?? {});
  if (options.format === 'mp4') {
    const terms = videoTerms(options.mp4 ?? 'fast');
    checkVideo(clips, terms);
    const maker = new SampleMaker(clips, plan.sha256, split.name, 'mp4');
    const folder = temporaryName(join(tmpdir(), 'kinema'));
    return encodeAlone(maker.make(index), maker.videoShape, { terms, folder });
  }
  const clip = clips.clip(index, {
    split: split.name,
    stages: { frames: true, digests: true, png: options.format === 'png' },
  });
  return encode(options.format, clips, clip, new ClipJson(clips, plan.sha256, split.name));
}

function encode(format: Exclude<ClipFormat, 'mp4'>, source: ClipSource, clip: Clip, json: ClipJson): Uint8Array {
  const shape = [clip.frameCount, clip.height, clip.width];
  switch (format) {
    case 'json':
      return Buffer.from(json.text(clip));
    case 'png':
      return clip.png.slice();
    case 'npy':
      return npyFile(clip.frames, [...shape, 3]);
    case 'npz':
      return npz(source, clip, shape);
    case 'gif': {
      const size = clip.width * clip.height * 3;
      const frames = Array.from({ length: clip.frameCount }, (_, i) => clip.frames.subarray(i * size, (i + 1) * size));
      return encodeGif(frames, clip.width, clip.height, source.plan.physics.step * source.plan.timing.stepsPerFrame);
    }
  }
}

/** Times are 0 hours of the first day that zip knows. Choices are numbers by position, colours 0xRRGGBB. */
function npz(source: ClipSource, clip: Clip, shape: readonly number[]): Uint8Array {
  const { physics, timing } = source.plan;
  const time = Float64Array.from({ length: clip.frameCount }, (_, i) =>
    tidy((timing.firstFrameStep + i * timing.stepsPerFrame) * physics.step),
  );
  const names = source.scenario.factors.map(({ name }) => name);
  const mask = clip.mask;
  const files: Record<string, Uint8Array> = {
    'frames.npy': npyFile(clip.frames, [...shape, 3]),
    'states.npy': npyFile(clip.states, [clip.frameCount, clip.bodyCount, 6]),
    ...(mask ? { 'mask.npy': npyFile(mask, shape) } : {}),
    'time.npy': npyFile(time, [time.length]),
    'factors.npy': npyFile(clip.factors.slice(), [names.length]),
    'factor_names.npy': npyFile(names, [names.length]),
  };
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) });
}
