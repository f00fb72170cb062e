// A ring in the looks that ask whether a sample lies inside.
//
// Study: m = min(outer ramp, inner ramp): the disc's ramp, and
//   clamp((d^2 - inner^2) / (softness * radius^2), 0, 1)
// inwards, with the outer radius in both ramps so that they are equally steep. Hard: inner^2 <= d^2 <= radius^2.

import { canvasColumns, canvasRows, centreColumn, centreRow, offset, radiusColumns, radiusRows } from './camera';
import { blend, fill } from './paint';
import { depth, highEnd, lowEnd, nearest, openColumns, walkLeft, walkRight } from './span';
import { bodyDone, canvas, height, rowDone, stride, width } from './surface';

/** Inner radius of a ring, as a share of the outer one. */
// @ts-ignore: decorator
@inline export const HOLE: f32 = 0.6;

/** Draws the body that was located. `softness` as for a disc, 0 for hard edges. */
export function drawRing(x: f32, y: f32, radius: f32, softness: f32): void {
  const from = lowEnd(centreColumn, radiusColumns, width);
  const to = highEnd(centreColumn, radiusColumns, width);
  if (!openColumns(canvasColumns, from, to, x)) return;
  const outer = radius * radius;
  const innerRadius = radius * HOLE;
  const inner = innerRadius * innerRadius;
  const hard = softness == 0.0;
  const scale: f32 = hard ? 1.0 : <f32>1.0 / (softness * outer);
  let a = nearest;
  let d = nearest + 1;
  const lastRow = highEnd(centreRow, radiusRows, height);
  for (let row = lowEnd(centreRow, radiusRows, height); row < lastRow; ++row) {
    const dy = offset(canvasRows, row, y);
    const dy2 = dy * dy;
    if (!(depth(nearest, dy2, outer, scale) >= 0.0)) continue;
    a = walkLeft(a, dy2, outer, scale, 0.0);
    d = walkRight(d, dy2, outer, scale, 0.0);
    const line = canvas + <usize>row * stride;
    for (let j = a; j < d; ++j) {
      const outwards = -depth(j, dy2, inner, scale);
      if (!(outwards >= 0.0)) continue;
      const m = min(depth(j, dy2, outer, scale), outwards);
      if (hard || m >= 1.0) fill(line + <usize>j * 3, 1);
      else blend(line + <usize>j * 3, m);
    }
    rowDone(row, a, d, a, a);
  }
  bodyDone();
}
