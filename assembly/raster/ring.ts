// A ring in the looks that ask whether a sample lies inside.
//
// Study: m = min(outer ramp, inner ramp): the disc's ramp, and
//   clamp((d^2 - inner^2) / (softness * radius^2), 0, 1)
// inwards, with the outer radius in both ramps so that they are equally steep. Hard: inner^2 <= d^2 <= radius^2.

import { canvasColumns, canvasRows, centreColumn, centreRow, offset, radiusColumns, radiusRows } from './camera';
import { keepsCanvas } from './kept';
import { blend, fill } from './paint';
import { depth, highEnd, lowEnd, nearest, openColumns, walkLeft, walkRight } from './span';
import { bodyDone, canvas, height, rowDone, stride, width } from './surface';

/** Inner radius of a ring, as a share of the outer one. */
// @ts-ignore: decorator
@inline export const HOLE: f32 = 0.6;

/** The least f32 above 0 and the least above -1: `depth >= LEAST` says depth > 0. */
// @ts-ignore: decorator
@inline const LEAST: f32 = 1.401298464324817e-45;
// @ts-ignore: decorator
@inline const ABOVE_MINUS_ONE: f32 = -0.99999994;

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
  const full: f32 = hard ? 0.0 : 1.0;
  const soft: f32 = hard ? LEAST : ABOVE_MINUS_ONE;
  // Runs around the nearest column: within the outer circle [a, d), beyond its ramp [b, c), within the inner ramp
  // [e, h), within the hole [f, g).
  let a = nearest;
  let b = nearest;
  let e = nearest;
  let f = nearest;
  let g = nearest + 1;
  let h = nearest + 1;
  let c = nearest + 1;
  let d = nearest + 1;
  const lastRow = highEnd(centreRow, radiusRows, height);
  for (let row = lowEnd(centreRow, radiusRows, height); row < lastRow; ++row) {
    if (keepsCanvas(row)) continue;
    const dy = offset(canvasRows, row, y);
    const dy2 = dy * dy;
    const deepest = depth(nearest, dy2, outer, scale);
    if (!(deepest >= 0.0)) continue;
    const holeDepth = depth(nearest, dy2, inner, scale);
    a = walkLeft(a, dy2, outer, scale, 0.0);
    d = walkRight(d, dy2, outer, scale, 0.0);
    // Left of the hole [b, e) is solid, right of it [h, c); each may be empty.
    let solidFrom = d;
    let solidTo = a;
    if (deepest >= full) {
      b = walkLeft(b, dy2, outer, scale, full);
      c = walkRight(c, dy2, outer, scale, full);
      solidFrom = b;
      solidTo = c;
    }
    let leftEnd = solidTo;
    let rightFrom = solidTo;
    let holeFrom = solidTo;
    let holeTo = solidTo;
    if (holeDepth >= soft) {
      e = walkLeft(e, dy2, inner, scale, soft);
      h = walkRight(h, dy2, inner, scale, soft);
      // A ramp of more than 1 - 0.6^2 of the radius squared reaches beyond the outer circle.
      leftEnd = max(e, a);
      rightFrom = min(h, d);
      holeFrom = rightFrom;
      holeTo = rightFrom;
      if (holeDepth > 0.0) {
        f = walkLeft(f, dy2, inner, scale, LEAST);
        g = walkRight(g, dy2, inner, scale, LEAST);
        holeFrom = f;
        holeTo = g;
      }
    }
    const line = canvas + <usize>row * stride;
    if (solidFrom < leftEnd) {
      blendRun(line, a, solidFrom, dy2, outer, inner, scale);
      fill(line + <usize>solidFrom * 3, leftEnd - solidFrom);
      blendRun(line, leftEnd, holeFrom, dy2, outer, inner, scale);
    } else {
      blendRun(line, a, holeFrom, dy2, outer, inner, scale);
    }
    if (rightFrom < solidTo) {
      blendRun(line, holeTo, rightFrom, dy2, outer, inner, scale);
      fill(line + <usize>rightFrom * 3, solidTo - rightFrom);
      blendRun(line, solidTo, d, dy2, outer, inner, scale);
    } else {
      blendRun(line, holeTo, d, dy2, outer, inner, scale);
    }
    rowDone(row, a, d, solidFrom, max(leftEnd, solidFrom));
  }
  bodyDone();
}

/** Blends columns [from, to) of a row, on one ramp or on both. */
function blendRun(line: usize, from: i32, to: i32, dy2: f32, outer: f32, inner: f32, scale: f32): void {
  for (let j = from; j < to; ++j) {
    blend(line + <usize>j * 3, min(depth(j, dy2, outer, scale), -depth(j, dy2, inner, scale)));
  }
}
