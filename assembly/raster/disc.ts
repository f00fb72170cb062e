// A disc in the looks that ask whether a sample lies inside.
//
// Study, after phyworld's generator (numpy, float64 there, f32 here):
//   m = clamp((radius^2 - d^2) / (softness * radius^2), 0, 1),  level = (1 - m) * old + m * colour,
// a ramp from 0 on the circle to 1 a little inside. Hard: m is 1 where d^2 <= radius^2, else 0.
// d^2 is formed from the offsets in metres, never as a difference of large squares; see camera.ts.

import { canvasColumns, canvasRows, centreColumn, centreRow, offset, radiusColumns, radiusRows } from './camera';
import { keepsCanvas } from './kept';
import { blend, fill } from './paint';
import { depth, highEnd, lowEnd, nearest, openColumns, walkLeft, walkRight } from './span';
import { bodyDone, canvas, height, rowDone, stride, width } from './surface';

/** Draws the body that was located. `softness` is the ramp's share of radius^2, or 0 for a hard edge. */
export function drawDisc(x: f32, y: f32, radius: f32, softness: f32): void {
  const from = lowEnd(centreColumn, radiusColumns, width);
  const to = highEnd(centreColumn, radiusColumns, width);
  if (!openColumns(canvasColumns, from, to, x)) return;
  const limit = radius * radius;
  // Hard: any finite scale and a ramp that ends where it begins.
  const hard = softness == 0.0;
  const scale: f32 = hard ? 1.0 : <f32>1.0 / (softness * limit);
  const full: f32 = hard ? 0.0 : 1.0;
  // Touched [a, d), solid [b, c).
  let a = nearest;
  let b = nearest;
  let c = nearest + 1;
  let d = nearest + 1;
  const lastRow = highEnd(centreRow, radiusRows, height);
  for (let row = lowEnd(centreRow, radiusRows, height); row < lastRow; ++row) {
    if (keepsCanvas(row)) continue;
    const dy = offset(canvasRows, row, y);
    const dy2 = dy * dy;
    const deepest = depth(nearest, dy2, limit, scale);
    if (!(deepest >= 0.0)) continue;
    a = walkLeft(a, dy2, limit, scale, 0.0);
    d = walkRight(d, dy2, limit, scale, 0.0);
    if (deepest >= full) {
      b = walkLeft(b, dy2, limit, scale, full);
      c = walkRight(c, dy2, limit, scale, full);
    } else {
      b = nearest;
      c = nearest;
    }
    const line = canvas + <usize>row * stride;
    for (let j = a; j < b; ++j) blend(line + <usize>j * 3, depth(j, dy2, limit, scale));
    fill(line + <usize>b * 3, c - b);
    for (let j = c; j < d; ++j) blend(line + <usize>j * 3, depth(j, dy2, limit, scale));
    rowDone(row, a, d, b, c);
    if (b == c) c = nearest + 1;
  }
  bodyDone();
}
