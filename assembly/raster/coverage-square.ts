// Squares by the share of a pixel's area that they cover.
//
// Cut at the heights of its corners, a square's part of a row is a stack of up to three trapezoids, whose
// share of a pixel is computed exactly but for rounding, in f32.

import { centreColumn, centreRow, columnsPerMetre, radiusColumns, radiusRows, rowsPerMetre } from './camera';
import { keepsCanvas } from './kept';
import { SHARES, blendShare, fill } from './paint';
import { highEnd, lowEnd } from './span';
import { cosine, extent, sine, turn } from './square';
import { canvas, height, rowDone, stride, width } from './surface';

/** An edge that spans less than this many pixels of a row is taken as upright. */
// @ts-ignore: decorator
@inline const NARROW: f32 = 0.00390625;

// The square in hand. Up to three bands of a row, between the heights of its corners: of each, its share of the row's
// height, and the ends of its left and of its right side, low <= high, in pixels from the canvas's border.
// @ts-ignore: decorator
@inline const BAND: usize = 20;
const BANDS: usize = memory.data(3 * 20, 16);
let bandEnd: usize = 0;

/** Of the square in hand: its right corner's column and row from its centre; the left corner lies opposite. */
let corner: f32 = 0.0;
let cornerRow: f32 = 0.0;

/** Columns a row along the two sides that meet at the top left of the left corner, and at its bottom. */
let over: f32 = 0.0;
let under: f32 = 0.0;

/** Ends of the line that `meet` looked at, in pixels from the canvas's border. */
let lineFrom: f32 = 0.0;
let lineTo: f32 = 0.0;

/** Covers the square that was located. */
export function coverSquare(angle: f32): void {
  turn(angle);
  corner = radiusColumns * extent;
  if (!(centreColumn + corner > -1.0) || !(centreColumn - corner < <f32>width)) return;
  // A quarter turn changes nothing: as if turned by 0 to 90 degrees, c and s the cosine and sine of that.
  const turned = cosine * sine < 0.0;
  const c = turned ? abs(sine) : abs(cosine);
  const s = turned ? abs(cosine) : abs(sine);
  const ratio = columnsPerMetre / rowsPerMetre;
  over = (c / s) * ratio;
  under = (s / c) * ratio;
  cornerRow = radiusRows * (c - s);
  const reach = radiusRows * extent;
  const shoulder = abs(cornerRow);
  const lastRow = highEnd(centreRow, reach, height);
  for (let row = lowEnd(centreRow, reach, height); row < lastRow; ++row) {
    if (keepsCanvas(row)) continue;
    const below: f32 = <f32>row - centreRow;
    if (abs(below) >= reach + 0.5) continue;
    const top = below - 0.5;
    const bottom = below + 0.5;
    bandEnd = BANDS;
    addBand(max(top, -reach), min(bottom, -shoulder));
    addBand(max(top, -shoulder), min(bottom, shoulder));
    addBand(max(top, shoulder), min(bottom, reach));
    if (bandEnd > BANDS) paintBands(row, top >= -reach && bottom <= reach);
  }
}

/** Adds the band between two heights, in rows below the centre, if it has any height. */
function addBand(from: f32, to: f32): void {
  if (!(from < to)) return;
  meet(from);
  const left = lineFrom;
  const right = lineTo;
  meet(to);
  store<f32>(bandEnd, to - from);
  store<f32>(bandEnd, min(left, lineFrom), 4);
  store<f32>(bandEnd, max(left, lineFrom), 8);
  store<f32>(bandEnd, min(right, lineTo), 12);
  store<f32>(bandEnd, max(right, lineTo), 16);
  bandEnd += BAND;
}

/** Where the sides meet the line `down` rows below the centre: reckoned from the corners, where they are exact. */
function meet(down: f32): void {
  const left = -cornerRow;
  const right = cornerRow;
  // A square that stands upright has over = Infinity, but then nothing of it lies beyond its corners.
  const fromLeft = down < left ? over * (left - down) : under * (down - left);
  const fromRight = down > right ? over * (down - right) : under * (right - down);
  lineFrom = centreColumn + 0.5 + (fromLeft - corner);
  lineTo = centreColumn + 0.5 + (corner - fromRight);
}

/** Blends a row of a square. `tall`: the bands fill the row's height. */
function paintBands(row: i32, tall: bool): void {
  const most = <f32>width;
  let a = most;
  let b: f32 = 0.0;
  let c = most;
  let d: f32 = 0.0;
  for (let band = BANDS; band < bandEnd; band += BAND) {
    a = min(a, load<f32>(band, 4));
    b = max(b, load<f32>(band, 8));
    c = min(c, load<f32>(band, 12));
    d = max(d, load<f32>(band, 16));
  }
  const from = <i32>floor(max(a, 0.0));
  const to = <i32>ceil(min(d, most));
  if (from >= to) return;
  let whole = to;
  let wholeTo = to;
  if (tall && ceil(b) < floor(c)) {
    whole = <i32>ceil(b);
    wholeTo = <i32>floor(c);
  }
  const line = canvas + <usize>row * stride;
  for (let p = from; p < whole; ++p) blendShare(line + <usize>p * 3, bandShare(<f32>p));
  fill(line + <usize>whole * 3, wholeTo - whole);
  for (let p = wholeTo; p < to; ++p) blendShare(line + <usize>p * 3, bandShare(<f32>p));
  rowDone(row, from, to, whole, wholeTo);
}

/** Shares that the bands cover of pixel p. */
function bandShare(p: f32): u32 {
  let sum: f32 = 0.0;
  for (let band = BANDS; band < bandEnd; band += BAND) {
    const left = rightOfSide(load<f32>(band, 4), load<f32>(band, 8), p);
    const right = rightOfSide(load<f32>(band, 12), load<f32>(band, 16), p);
    sum += load<f32>(band) * (left - right);
  }
  return <u32>(min(max(sum, 0.0), 1.0) * <f32>SHARES + 0.5);
}

/** Share of the pixel [p, p + 1] that lies right of a straight side whose ends are at low and at high. */
// @ts-ignore: decorator
@inline export function rightOfSide(low: f32, high: f32, p: f32): f32 {
  const end = p + 1.0;
  if (end <= low) return 0.0;
  if (p >= high) return 1.0;
  const spread = high - low;
  if (spread < NARROW) return min(max(end - (low + high) * 0.5, 0.0), 1.0);
  return (passed(end - low) - passed(end - high)) / spread;
}

/** Integral of clamp(t, 0, 1) up to t. */
// @ts-ignore: decorator
@inline function passed(t: f32): f32 {
  if (t <= 0.0) return 0.0;
  return t < 1.0 ? t * t * 0.5 : t - 0.5;
}
