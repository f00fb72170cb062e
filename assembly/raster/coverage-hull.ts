// Hulls by the share of a pixel's area that they cover: bands (hull-bands.ts), each a trapezoid whose part of a pixel is exact.
//
// What lies right of a band's line is counted for the left side of the hull and taken away again for its right side, so that the sum over
// the bands of a row is the hull's share of a pixel. A stroke is a hull minus the hull within it.

import { centreRow } from './camera';
import { rightOfSide } from './coverage-square';
import { Hull } from './hull';
import { Band, Cut, cutRow } from './hull-bands';
import { keepsCanvas } from './kept';
import { SHARES, blendShare, fill } from './paint';
import { canvas, height, rowDone, stride, width } from './surface';

const OUTER: usize = memory.data(Cut.SIZE, 8);
const INNER: usize = memory.data(Cut.SIZE, 8);

/** Pixels [from, to) of a row that the hull may cover, [whole, wholeTo) of them wholly. */
let from: i32 = 0;
let to: i32 = 0;
let whole: i32 = 0;
let wholeTo: i32 = 0;

/** Covers a hull in hand, or what lies between it and the one within (0 = none), with `opacity` shares of the colour in hand. */
export function coverHull(hull: usize, within: usize, opacity: u32): void {
  if (!(load<f32>(hull, Hull.right) > -1.0) || !(load<f32>(hull, Hull.left) < <f32>width)) return;
  const lastRow = min(max(<i32>ceil(centreRow + load<f32>(hull, Hull.bottom)) + 2, 0), height);
  for (let row = min(max(<i32>floor(centreRow + load<f32>(hull, Hull.top)) - 1, 0), height); row < lastRow; ++row) {
    if (keepsCanvas(row)) continue;
    const below: f32 = <f32>row - centreRow;
    if (!cutRow(hull, OUTER, below)) continue;
    spans(OUTER);
    if (from >= to) continue;
    if (within != 0 && cutRow(within, INNER, below)) paintStroke(row, opacity);
    else paintRow(row, opacity);
  }
}

/** Finds the pixels of a row. */
function spans(cut: usize): void {
  const most = <f32>width;
  from = <i32>floor(min(max(load<f32>(cut, Cut.leftLow), 0.0), most));
  to = <i32>ceil(min(max(load<f32>(cut, Cut.rightHigh), 0.0), most));
  whole = to;
  wholeTo = to;
  if (load<u32>(cut, Cut.tall) == 0) return;
  const a = <i32>ceil(min(max(load<f32>(cut, Cut.leftHigh), 0.0), most));
  const b = <i32>floor(min(max(load<f32>(cut, Cut.rightLow), 0.0), most));
  if (a >= b) return;
  whole = a;
  wholeTo = b;
}

/** Blends a row of a hull. */
function paintRow(row: i32, opacity: u32): void {
  const line = canvas + <usize>row * stride;
  for (let p = from; p < whole; ++p) blendPart(line + <usize>p * 3, shareOf(OUTER, <f32>p), opacity);
  if (opacity == SHARES) fill(line + <usize>whole * 3, wholeTo - whole);
  else for (let p = whole; p < wholeTo; ++p) blendShare(line + <usize>p * 3, opacity);
  for (let p = wholeTo; p < to; ++p) blendPart(line + <usize>p * 3, shareOf(OUTER, <f32>p), opacity);
  if (opacity == SHARES) rowDone(row, from, to, whole, wholeTo);
  else rowDone(row, from, to, from, from);
}

/** Blends a row of a stroke. */
function paintStroke(row: i32, opacity: u32): void {
  const line = canvas + <usize>row * stride;
  const a = from;
  const d = to;
  const b = whole;
  const c = wholeTo;
  spans(INNER);
  for (let p = a; p < d; ++p) {
    if (p == whole && p < wholeTo) {
      p = wholeTo - 1;
      continue;
    }
    let share = p >= b && p < c ? <i32>SHARES : <i32>shareOf(OUTER, <f32>p);
    if (p >= from && p < to) share -= <i32>shareOf(INNER, <f32>p);
    if (share > 0) blendPart(line + <usize>p * 3, <u32>share, opacity);
  }
  rowDone(row, a, d, a, a);
}

// @ts-ignore: decorator
@inline function blendPart(at: usize, share: u32, opacity: u32): void {
  blendShare(at, (share * opacity) / SHARES);
}

/** Shares that the bands cover of pixel p. */
function shareOf(cut: usize, p: f32): u32 {
  const end = load<usize>(cut, Cut.end);
  let sum: f32 = 0.0;
  for (let band = cut + Cut.bands; band < end; band += Band.SIZE) {
    sum += load<f32>(band, Band.height) * rightOfSide(load<f32>(band, Band.low), load<f32>(band, Band.high), p);
  }
  return <u32>(min(max(sum, 0.0), 1.0) * <f32>SHARES + 0.5);
}
