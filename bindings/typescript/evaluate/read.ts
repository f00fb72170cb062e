// Reads predictions one after the other, videos some ahead. What cannot be read is handed on with its reason.

import { readFileSync } from 'node:fs';
import type { Kinema } from '../engine/kinema.js';
import { type ArrayOptions, arrayFrames, framesOf, type NpyArray, parseNpy, parseNpz } from './read-array.js';
import { readPngFolder } from './read-png.js';
import { decodeVideos, type VideoOptions } from './read-video.js';
import type { PredictionFile, ReadPrediction, RgbFrames } from './types.js';

/** How predictions are read. */
export interface ReadOptions extends ArrayOptions, VideoOptions {}

/** Videos that share a process. */
const batch = 16;

/** Reads files in their order. */
export async function* readPredictions(
  kinema: Kinema,
  files: readonly PredictionFile[],
  options: ReadOptions,
): AsyncGenerator<ReadPrediction, void, void> {
  const arrays = new ArrayFiles();
  for (let at = 0; at < files.length; ) {
    const file = files[at] as PredictionFile;
    if (file.kind === 'video') {
      const end = files.findIndex(({ kind }, i) => i > at && (kind !== 'video' || i === at + batch));
      const some = files.slice(at, end < 0 ? files.length : end);
      const decoded = await decodeVideos(
        kinema,
        some.map(({ path }) => path),
        options,
      );
      for (const [i, result] of decoded.entries()) yield { file: some[i] as PredictionFile, ...result };
      at += some.length;
    } else {
      yield readOne(file, () => (file.kind === 'png' ? readPngFolder(file.path) : arrays.frames(file, options)));
      at++;
    }
  }
}

function readOne(file: PredictionFile, read: () => RgbFrames): ReadPrediction {
  try {
    return { file, frames: read(), notes: [] };
  } catch (error) {
    return { file, problem: (error as Error).message };
  }
}

/** The array of the file in hand: one of many clips is not read again for each. */
class ArrayFiles {
  #path = '';
  #array: NpyArray | undefined;

  frames({ path, kind, row }: PredictionFile, options: ArrayOptions): RgbFrames {
    if (path !== this.#path || !this.#array) {
      const bytes = readFileSync(path);
      this.#array = kind === 'npy' ? parseNpy(bytes) : framesOf(parseNpz(bytes));
      this.#path = path;
    }
    return arrayFrames(this.#array, row, options);
  }
}
