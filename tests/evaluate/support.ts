// Folders of predictions that tests evaluate.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npyFile } from '../../dist/dataset/npy.js';
import { type ClipSource, type EvaluateOptions, evaluate, type Kinema, loadKinema } from '../../dist/node.js';
import { freshPath } from '../dataset/folders.js';

export const kinema: Kinema = await loadKinema();

/** 16 frames of one ball at 64 x 64, in and out of distribution. */
export const recipe = {
  kinema: 1,
  scenario: 'uniform-motion',
  seed: 7,
  timing: { frames: 16, stepsPerFrame: 10, firstFrameStep: 1, conditionFrames: 3 },
  image: { size: [64, 64], supersample: 2, look: 'study' },
  splits: {
    train: { count: 50, factors: { v: { uniform: [1, 2] }, r: { uniform: [0.8, 1.2] } } },
    eval_id: { count: 4, factors: { v: { uniform: [1, 2] }, r: { uniform: [0.8, 1.2] } } },
    eval_v_ood: { count: 4, factors: { v: { uniform: [2.5, 3] }, r: { uniform: [0.8, 1.2] } } },
  },
} as const;

export const source: ClipSource = kinema.open(recipe);
export const shape = [16, 64, 64, 3];

/** A copy of the true frames. */
export function trueFrames(split: string, index: number): Uint8Array {
  return source.clip(index, { split, stages: { frames: true } }).frames.slice();
}

export const keyOf = (split: string, index: number) => `${split}-${String(index).padStart(10, '0')}`;

/** A folder with files; values are bytes, or folders of files. */
export function folderOf(files: Record<string, Uint8Array | Record<string, Uint8Array>>): string {
  const folder = freshPath('predictions');
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(files)) {
    if (value instanceof Uint8Array) writeFileSync(join(folder, name), value);
    else {
      mkdirSync(join(folder, name));
      for (const [inner, bytes] of Object.entries(value)) writeFileSync(join(folder, name, inner), bytes);
    }
  }
  return folder;
}

export const npy = (pixels: Uint8Array | Float32Array, dimensions: readonly number[] = shape) =>
  npyFile(pixels, dimensions);

/** Evaluates with the truth of a folder, without floors unless they are asked for. */
export const run = (folder: string, options: EvaluateOptions = {}) =>
  evaluate(recipe as never, { kinema, predictions: folder, floors: [], ...options });
