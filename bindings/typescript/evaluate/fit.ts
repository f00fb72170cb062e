// Makes what was read comparable with a clip: one panel of several, the frames that the recipe has, and the truth at the prediction's size.

import { KinemaError } from '../errors.js';
import type { AlignedFrames, RgbFrames } from './types.js';

/** What predictions hold. */
export interface FitOptions {
  /** Panels side by side, default 1. */
  panels?: number;
  /** The one that is scored, from 1. */
  panel?: number;
  /** Recipe frame that a prediction begins with, default 0. */
  firstFrame?: number;
}

/** Cuts out a panel. @throws Error if the panels do not divide the width */
export function cutPanel(frames: RgbFrames, panels: number, panel: number): RgbFrames {
  if (panels === 1) return frames;
  const { pixels, width, height, count } = frames;
  if (width % panels !== 0) throw new Error(`its width ${width} is not divisible by ${panels} panels`);
  const part = width / panels;
  const cut = new Uint8Array(part * height * count * 3);
  for (let row = 0; row < height * count; row++) {
    const from = (row * width + (panel - 1) * part) * 3;
    cut.set(pixels.subarray(from, from + part * 3), row * part * 3);
  }
  return { ...frames, pixels: cut, width: part };
}

/** Refuses frames of another shape than the recipe's: most often panels that were not named. */
export function checkShape(frames: RgbFrames, size: readonly [number, number], name: string): void {
  const { width, height } = frames;
  if (width * size[1] === height * size[0]) return;
  const panels = (width * size[1]) / (height * size[0]);
  const advice =
    Number.isInteger(panels) && panels > 1 && panels <= 9
      ? `it looks like ${panels} panels side by side: give --panels ${panels} --panel N`
      : 'frames have the proportions of the recipe';
  throw new KinemaError('usage', `${name}: is ${width}x${height}, the recipe is ${size[0]}x${size[1]}; ${advice}`, {
    field: '--panels',
  });
}

/** The frames that the recipe has, and what is missing or too much. */
export function align(
  frames: RgbFrames,
  first: number,
  recipeFrames: number,
): { aligned: AlignedFrames; missing: number; beyond: number } {
  const { pixels, width, height } = frames;
  const wanted = recipeFrames - first;
  const count = Math.min(frames.count, wanted);
  return {
    aligned: { pixels: pixels.subarray(0, count * width * height * 3), width, height, count, first },
    missing: wanted - count,
    beyond: frames.count - count,
  };
}

/** Area resize: each output pixel is the mean of what it covers, rounded to nearest. u8 (count, height, width, 3). */
export function areaResize(
  pixels: Uint8Array,
  from: { width: number; height: number; count: number },
  width: number,
  height: number,
): Uint8Array {
  if (from.width === width && from.height === height) return pixels;
  const columns = overlaps(from.width, width);
  const rows = overlaps(from.height, height);
  const out = new Uint8Array(width * height * from.count * 3);
  const line = new Float64Array(from.width * 3);
  for (let frame = 0; frame < from.count; frame++)
    for (let i = 0; i < height; i++) {
      line.fill(0);
      for (const [row, share] of rows[i] as [number, number][]) {
        const at = (frame * from.height + row) * from.width * 3;
        for (let k = 0; k < line.length; k++) line[k] = (line[k] as number) + share * (pixels[at + k] as number);
      }
      for (let j = 0; j < width; j++)
        for (let c = 0; c < 3; c++) {
          let sum = 0;
          for (const [column, share] of columns[j] as [number, number][])
            sum += share * (line[column * 3 + c] as number);
          out[((frame * height + i) * width + j) * 3 + c] = Math.floor(sum + 0.5);
        }
    }
  return out;
}

/** By output pixel: which input pixels it covers, and the share of each. */
function overlaps(from: number, to: number): [number, number][][] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * scale, (i + 1) * scale];
    const parts: [number, number][] = [];
    for (let k = Math.floor(start); k < Math.min(from, Math.ceil(end)); k++) {
      const share = (Math.min(end, k + 1) - Math.max(start, k)) / scale;
      if (share > 1e-9) parts.push([k, share]);
    }
    return parts;
  });
}
