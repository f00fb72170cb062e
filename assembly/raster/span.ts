// The columns of a row that lie within a circle, found by walking.
//
// Column j of a row is at squared distance q = dx[j]^2 + dy^2 from a centre, in f32. dx is ordered as the samples are
// (see FAR in camera.ts) and rounding keeps order, so q falls towards the column nearest to the centre and rises
// after it: the columns with q below a bound are one run around it. From one row to the next the ends of the run
// move little, so they are walked from where they were, and every step tests the very expression that decides a pixel.
// The run is therefore exactly the set of pixels that a test of every pixel would give.

import { PLACE } from './camera';
import { allocate } from '../memory/arena';

/** dx^2 of the columns of the body in hand, f32 a column of the canvas. */
export let squares: usize = 0;

/** Columns that can be touched, [first, end), and the one nearest to the centre. */
export let first: i32 = 0;
export let end: i32 = 0;
export let nearest: i32 = 0;

/** Returns false, with the status set, when memory cannot grow. */
export function openSpans(columns: u32): bool {
  squares = allocate(<usize>columns * 4);
  return squares != 0;
}

/** Index `at - reach`, rounded down with room for rounding errors, within [0, count]. */
// @ts-ignore: decorator
@inline export function lowEnd(at: f32, reach: f32, count: i32): i32 {
  return min(max(<i32>floor(at - reach) - 2, 0), count);
}

/** One past index `at + reach`, rounded up with room for rounding errors, within [0, count]. */
// @ts-ignore: decorator
@inline export function highEnd(at: f32, reach: f32, count: i32): i32 {
  return min(max(<i32>ceil(at + reach) + 3, 0), count);
}

/**
 * Squares the offsets of columns [from, to) of a table of places from `centre` (m), and finds the nearest column.
 * False if there is no column.
 */
export function openColumns(table: usize, from: i32, to: i32, centre: f32): bool {
  first = from;
  end = to;
  if (from >= to) return false;
  let least: f32 = Infinity;
  nearest = from;
  let at = table + <usize>from * PLACE;
  for (let j = from; j < to; ++j, at += PLACE) {
    const dx = load<f32>(at) - centre + load<f32>(at, 4);
    const square = dx * dx;
    store<f32>(squares + <usize>j * 4, square);
    if (square < least) {
      least = square;
      nearest = j;
    }
  }
  return true;
}

/** (limit - q) * scale of column j: at least 0 inside a circle, at least 1 where the study's ramp has ended. */
// @ts-ignore: decorator
@inline export function depth(j: i32, dy2: f32, limit: f32, scale: f32): f32 {
  return (limit - (load<f32>(squares + <usize>j * 4) + dy2)) * scale;
}

/** First column of the run with depth >= bound, walking from `j` <= nearest. The nearest column is in the run. */
// @ts-ignore: decorator
@inline export function walkLeft(j: i32, dy2: f32, limit: f32, scale: f32, bound: f32): i32 {
  while (j > first && depth(j - 1, dy2, limit, scale) >= bound) --j;
  while (depth(j, dy2, limit, scale) < bound) ++j;
  return j;
}

/** One past the last column of the run with depth >= bound, walking from `j` > nearest. */
// @ts-ignore: decorator
@inline export function walkRight(j: i32, dy2: f32, limit: f32, scale: f32, bound: f32): i32 {
  while (j < end && depth(j, dy2, limit, scale) >= bound) ++j;
  while (depth(j - 1, dy2, limit, scale) < bound) --j;
  return j;
}
