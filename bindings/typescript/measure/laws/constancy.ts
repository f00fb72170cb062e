// What must not change over a clip: that a body is there, its colour, its size, its shape.
//
// Constancy is the mean over the later half of the frames minus that over the earlier half: a step, a drift and a jump all show in it.
// Its error comes from differences of neighbouring frames (von Neumann's estimate), which a step in the middle hardly touches.

import { spread } from '../blobs.js';
import type { Expectation, FoundObject, Measurement, Quantity, Track } from '../types.js';
import { quantity } from './fit.js';

/** Later half minus earlier half; NaN of fewer than four values. */
export function halves(values: readonly number[]): Quantity {
  const n = values.length;
  if (n < 4) return quantity(NaN, NaN, 0);
  const half = n >> 1;
  const mean = (from: number, to: number) => values.slice(from, to).reduce((sum, v) => sum + v, 0) / (to - from);
  let squares = 0;
  for (let i = 1; i < n; i++) squares += ((values[i] as number) - (values[i - 1] as number)) ** 2;
  return quantity(mean(half, n) - mean(0, half), (squares / (2 * (n - 1))) * (1 / half + 1 / (n - half)), 0);
}

/** Constancy of colour (levels, of the channel that changes most), area and shape (relative), and the share of frames in which it is there. */
export function constancyOf(
  track: Track,
  { frames, size }: Measurement,
  expectation: Expectation,
): { permanence: Quantity; color: Quantity; area: Quantity; shape: Quantity } {
  const whole = frames.flatMap(({ objects }, frame) => {
    const object = objects[track.found[frame] as number];
    return object && !object.border && !object.split ? [object] : [];
  });
  const relative = (of: (object: FoundObject) => number) => {
    const values = whole.map(of);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    return halves(values.map((v) => v / mean));
  };
  const color = [0, 1, 2]
    .map((k) => halves(whole.map((object) => object.color[k] as number)))
    .reduce((most, next) => (Math.abs(next.value) > Math.abs(most.value) ? next : most));
  return {
    permanence: permanenceOf(track, size, expectation),
    color,
    area: relative((object) => object.area),
    shape: relative(spread),
  };
}

/**
 * Of the frames in which a body should be seen, the share in which it is. Before its first frame and after its last it should be seen unless
 * it was last seen at the border; in between always.
 */
function permanenceOf(
  track: Track,
  size: { width: number; height: number; frames: number },
  { camera }: Expectation,
): Quantity {
  const seen = Array.from(track.found.keys()).filter((frame) => (track.found[frame] as number) >= 0);
  if (!seen.length) return quantity(0, 0, 1);
  const [first, last] = [seen[0] as number, seen[seen.length - 1] as number];
  /** Whether the body may be outside in the frame after `at`, coming from `other`. */
  const gone = (at: number, other: number): boolean => {
    if (!track.whole[at]) return true;
    const step = (values: Float64Array) =>
      other < 0 || other >= size.frames ? 0 : (values[at] as number) - (values[other] as number);
    const radius = Math.sqrt((track.area[at] as number) / Math.PI);
    const outside = (scale: readonly [number, number], values: Float64Array, limit: number) => {
      const pixel = scale[0] * ((values[at] as number) + (step(values) || 0)) + scale[1];
      return pixel < radius || pixel > limit - 1 - radius;
    };
    return outside(camera.col, track.x, size.width) || outside(camera.row, track.y, size.height);
  };
  const from = gone(first, first + 1) ? first : 0;
  const to = gone(last, last - 1) ? last : size.frames - 1;
  return quantity(seen.length / (to - from + 1), 0, 1);
}
