// A square, `radius` being half its side, in the looks that ask whether a sample lies inside.
//
// A sample at (dx, dy) from the centre lies inside where |u| <= h and |v| <= h, with
//   u = dx * cos + dy * sin,  v = dy * cos - dx * sin.
// Unturned, cos = 1 and sin = 0 give exactly |dx| <= h and |dy| <= h, the study's rule; study and Hard look alike.
// u and v rise or fall along a row (rounding keeps order), so the samples inside are one run.

import { canvasColumns, canvasRows, centreColumn, centreRow, offset, radiusColumns, radiusRows } from './camera';
import { keepsCanvas } from './kept';
import { fill } from './paint';
import { highEnd, lowEnd } from './span';
import { bodyDone, canvas, height, rowDone, stride, width } from './surface';

/** Of the square in hand: cos and sin of its angle, and half its extent along the axes as a share of h. */
export let cosine: f32 = 1.0;
export let sine: f32 = 0.0;
export let extent: f32 = 1.0;

/** The run that `findRun` found. */
export let runFrom: i32 = 0;
export let runTo: i32 = 0;

/** Takes the angle (rad) of a square in hand. */
export function turn(angle: f32): void {
  cosine = 1.0;
  sine = 0.0;
  if (angle != 0.0) {
    cosine = NativeMathf.cos(angle);
    sine = NativeMathf.sin(angle);
  }
  extent = abs(cosine) + abs(sine);
}

/** Finds the columns in [from, to) of a table of places that lie inside in the row at `dy`. False if none does. */
export function findRun(table: usize, from: i32, to: i32, x: f32, dy: f32, h: f32): bool {
  while (from < to && !inside(offset(table, from, x), dy, h)) ++from;
  if (from >= to) return false;
  while (!inside(offset(table, to - 1, x), dy, h)) --to;
  runFrom = from;
  runTo = to;
  return true;
}

// @ts-ignore: decorator
@inline function inside(dx: f32, dy: f32, h: f32): bool {
  return abs(dx * cosine + dy * sine) <= h && abs(dy * cosine - dx * sine) <= h;
}

/** Draws the body that was located. */
export function drawSquare(x: f32, y: f32, angle: f32, h: f32): void {
  turn(angle);
  const from = lowEnd(centreColumn, radiusColumns * extent, width);
  const to = highEnd(centreColumn, radiusColumns * extent, width);
  const lastRow = highEnd(centreRow, radiusRows * extent, height);
  for (let row = lowEnd(centreRow, radiusRows * extent, height); row < lastRow; ++row) {
    if (keepsCanvas(row)) continue;
    if (!findRun(canvasColumns, from, to, x, offset(canvasRows, row, y), h)) continue;
    fill(canvas + <usize>row * stride + <usize>runFrom * 3, runTo - runFrom);
    rowDone(row, runFrom, runTo, runFrom, runTo);
  }
  bodyDone();
}
