// preview.png and preview.gif: what a dataset looks like. In the PNG a row is a split, its frames those of clip 0; in
// the GIF a row is a split as well, and its first clips move side by side. Large images are averaged down.

import type { Kinema } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import { encodeGif, evenly } from './gif.js';
import type { SplitCount } from './shard.js';

const mostRows = 16;
const pngColumns = 8;
const pngCell = 256;
const gifRows = 8;
const gifColumns = 4;
const gifCell = 128;
const gifFrames = 64;
/** Grey level of the thin lines between cells. */
const line = 208;

/** Both previews, as files. */
export interface Previews {
  readonly png: Uint8Array;
  readonly gif: Uint8Array;
}

/** Draws the previews of a dataset. */
export function makePreviews(kinema: Kinema, source: ClipSource, splits: readonly SplitCount[]): Previews {
  return { png: png(kinema, source, splits.slice(0, mostRows)), gif: gif(source, splits.slice(0, gifRows)) };
}

function png(kinema: Kinema, source: ClipSource, splits: readonly SplitCount[]): Uint8Array {
  const shrink = new Shrink(source, pngCell);
  const chosen = evenly(source.plan.timing.frames, pngColumns);
  const sheet = new Sheet(shrink, chosen.length, splits.length);
  splits.forEach(({ name }, row) => {
    const { frames } = source.clip(0, { split: name, stages: { frames: true } });
    for (const [column, frame] of chosen.entries()) sheet.put(column, row, shrink.frame(frames, frame));
  });
  return kinema.encodePng(sheet.pixels, sheet.width, sheet.height, 3);
}

function gif(source: ClipSource, splits: readonly SplitCount[]): Uint8Array {
  const { frames: count, stepsPerFrame } = source.plan.timing;
  const shrink = new Shrink(source, gifCell);
  const columns = Math.min(gifColumns, Math.max(...splits.map((split) => split.count)));
  const chosen = evenly(count, gifFrames);
  const sheets = chosen.map(() => new Sheet(shrink, columns, splits.length));
  splits.forEach((split, row) => {
    for (let column = 0; column < Math.min(columns, split.count); column++) {
      const { frames } = source.clip(column, { split: split.name, stages: { frames: true } });
      for (const [i, frame] of chosen.entries()) sheets[i]?.put(column, row, shrink.frame(frames, frame));
    }
  });
  const { width, height } = sheets[0] as Sheet;
  const interval = (source.plan.physics.step * stepsPerFrame * count) / chosen.length;
  return encodeGif(
    sheets.map((sheet) => sheet.pixels),
    width,
    height,
    interval,
  );
}

/** Averages frames down by a whole factor, so that neither side is above `most`. */
class Shrink {
  readonly width: number;
  readonly height: number;
  readonly #factor: number;
  readonly #size: readonly [number, number];

  constructor(source: ClipSource, most: number) {
    this.#size = source.plan.image.size;
    const [width, height] = this.#size;
    this.#factor = Math.ceil(Math.max(width, height) / most);
    this.width = Math.max(1, Math.floor(width / this.#factor));
    this.height = Math.max(1, Math.floor(height / this.#factor));
  }

  frame(frames: Uint8Array, number: number): Uint8Array {
    const [width, height] = this.#size;
    const frame = frames.subarray(number * width * height * 3, (number + 1) * width * height * 3);
    const n = this.#factor;
    if (n === 1) return frame;
    const out = new Uint8Array(this.width * this.height * 3);
    const xs = Math.min(n, width);
    const ys = Math.min(n, height);
    for (let y = 0; y < this.height; y++)
      for (let x = 0; x < this.width; x++)
        for (let channel = 0; channel < 3; channel++) {
          let sum = 0;
          for (let j = 0; j < ys; j++)
            for (let i = 0; i < xs; i++) sum += frame[((y * n + j) * width + x * n + i) * 3 + channel] as number;
          out[(y * this.width + x) * 3 + channel] = Math.floor((sum + (xs * ys) / 2) / (xs * ys));
        }
    return out;
  }
}

/** Cells in rows and columns with a thin line between them. */
class Sheet {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly #cell: Shrink;

  constructor(cell: Shrink, columns: number, rows: number) {
    this.#cell = cell;
    this.width = columns * (cell.width + 1) - 1;
    this.height = rows * (cell.height + 1) - 1;
    this.pixels = new Uint8Array(this.width * this.height * 3).fill(line);
  }

  put(column: number, row: number, frame: Uint8Array): void {
    const { width, height } = this.#cell;
    for (let y = 0; y < height; y++) {
      const at = (row * (height + 1) + y) * this.width + column * (width + 1);
      this.pixels.set(frame.subarray(y * width * 3, (y + 1) * width * 3), at * 3);
    }
  }
}
