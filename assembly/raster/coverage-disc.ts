// Circles by the share of a pixel's area that they cover (circle-cut.ts). A ring is the disc minus its hole.

import { centreColumn, centreRow, radiusColumns, radiusRows } from './camera';
import { Cut, INNER, OUTER, cut, openCut, openCuts, shareOf, sharesOf } from './circle-cut';
import { keepsCanvas } from './kept';
import { SHARES, blendFour, blendShare, fill } from './paint';
import { HOLE } from './ring';
import { highEnd, lowEnd } from './span';
import { canvas, height, rowDone, stride, width } from './surface';

/** Covers a disc, or a ring, of the body that was located. */
export function coverDisc(radius: f32, ring: bool): void {
  if (!(centreColumn + radiusColumns > -1.0) || !(centreColumn - radiusColumns < <f32>width)) return;
  const flat = radiusRows * radiusRows / sqrt(radiusRows * radiusRows + radiusColumns * radiusColumns);
  openCuts();
  openCut(OUTER, radius, flat);
  if (ring) openCut(INNER, radius * HOLE, flat * HOLE);
  const lastRow = highEnd(centreRow, radiusRows, height);
  for (let row = lowEnd(centreRow, radiusRows, height); row < lastRow; ++row) {
    if (keepsCanvas(row)) continue;
    const below: f32 = <f32>row - centreRow;
    if (abs(below) >= radiusRows + 0.5) continue;
    cut(OUTER, below);
    if (ring) {
      cut(INNER, below);
      paintRing(row);
    } else {
      paintDisc(row);
    }
  }
}

/** Blends a row of a disc. */
function paintDisc(row: i32): void {
  const a = load<i32>(OUTER, Cut.touched);
  let b = load<i32>(OUTER, Cut.whole);
  let c = load<i32>(OUTER, Cut.wholeEnd);
  const d = load<i32>(OUTER, Cut.end);
  const line = canvas + <usize>row * stride;
  if (ASC_FEATURE_SIMD) {
    // Four pixels at a time: those beyond the edge have the share of a whole pixel or none.
    if (c - b < 4) {
      b = d;
      c = d;
    }
    for (let p = a; p < b; p += 4) blendFour(line + <usize>p * 3, sharesOf(OUTER, p));
    fill(line + <usize>b * 3, c - b);
    for (let p = c; p < d; p += 4) blendFour(line + <usize>p * 3, sharesOf(OUTER, p));
  } else {
    for (let p = a; p < b; ++p) blendShare(line + <usize>p * 3, shareOf(OUTER, p));
    fill(line + <usize>b * 3, c - b);
    for (let p = c; p < d; ++p) blendShare(line + <usize>p * 3, shareOf(OUTER, p));
  }
  rowDone(row, a, d, b, c);
}

/** Blends a row of a ring. */
function paintRing(row: i32): void {
  const a = load<i32>(OUTER, Cut.touched);
  const d = load<i32>(OUTER, Cut.end);
  const holeFrom = load<i32>(INNER, Cut.touched);
  const emptyFrom = load<i32>(INNER, Cut.whole);
  const emptyTo = load<i32>(INNER, Cut.wholeEnd);
  const holeTo = load<i32>(INNER, Cut.end);
  const line = canvas + <usize>row * stride;
  if (ASC_FEATURE_SIMD) {
    for (let p = a; p < d; ) {
      if (p >= emptyFrom && p < emptyTo) {
        p = emptyTo;
        continue;
      }
      let shares = sharesOf(OUTER, p);
      if (p + 4 > holeFrom && p < holeTo) shares = i32x4.max_s(i32x4.sub(shares, sharesOf(INNER, p)), i32x4.splat(0));
      blendFour(line + <usize>p * 3, shares);
      p += 4;
    }
  } else {
    const b = load<i32>(OUTER, Cut.whole);
    const c = load<i32>(OUTER, Cut.wholeEnd);
    for (let p = a; p < d; ++p) {
      if (p == emptyFrom && p < emptyTo) {
        p = emptyTo - 1;
        continue;
      }
      let share = p >= b && p < c ? <i32>SHARES : shareOf(OUTER, p);
      if (p >= holeFrom && p < holeTo) share -= shareOf(INNER, p);
      if (share > 0) blendShare(line + <usize>p * 3, share);
    }
  }
  rowDone(row, a, d, a, a);
}
