// A row of the canvas cut with the pieces of a hull: bands, each with a straight side.
//
// A band is a part of the row's height in which the hull's boundary, on its left or on its right, is taken as one straight line. A line
// is one band. An arc is cut at its middle row and then into 1, 2, 4 or 8 bands at rows u from its pole whose roots are evenly spaced: near
// the pole the boundary is a parabola, columns = root of u, so this cuts it into parts of equal width, and elsewhere of nearly equal
// length. A band's line is the chord, shifted along the row until it has the arc's area by Simpson's rule over the root of u (exact on
// the parabola), so that no area is lost; what is left is the arc's sagitta on either side of it, about 1/256 of a pixel.
//
// Bisecting arcs into points by length was not taken: it needs room for as many points as a large circle asks for.

import { columnsPerMetre, rowsPerMetre } from './camera';
import { Hull, Piece } from './hull';

export namespace Band {
  // @ts-ignore: decorator
  @inline export const height: usize = 0; // rows; negative for the right side of the hull
  // @ts-ignore: decorator
  @inline export const low: usize = 4; // the lesser and the greater column of its two ends
  // @ts-ignore: decorator
  @inline export const high: usize = 8;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 12;
}

/** The bands of a row of a hull, and what lies between them. */
export namespace Cut {
  // @ts-ignore: decorator
  @inline export const end: usize = 0; // usize, one past the last band
  // Least and greatest column of the bands on the left, and on the right.
  // @ts-ignore: decorator
  @inline export const leftLow: usize = 4;
  // @ts-ignore: decorator
  @inline export const leftHigh: usize = 8;
  // @ts-ignore: decorator
  @inline export const rightLow: usize = 12;
  // @ts-ignore: decorator
  @inline export const rightHigh: usize = 16;
  // @ts-ignore: decorator
  @inline export const tall: usize = 20; // u32, 1 = the hull fills the row's height
  // @ts-ignore: decorator
  @inline export const bands: usize = 24;
  // 16 lines, and 16 arcs that are cut at both poles and on both sides of the middle, 8 bands each.
  // @ts-ignore: decorator
  @inline export const SIZE: i32 = 24 + 12 * (16 + 8 * 20);
}

/** Sagitta (pixels) of a chord up to which an arc is one band. */
// @ts-ignore: decorator
@inline const STRAIGHT: f32 = 0.00390625;

/** Cuts the row whose middle is `below` rows below the hull's centre. False if the hull does not reach it. */
export function cutRow(hull: usize, cut: usize, below: f32): bool {
  const top = below - 0.5;
  const bottom = below + 0.5;
  store<usize>(cut, cut + Cut.bands, Cut.end);
  store<f32>(cut, Infinity, Cut.leftLow);
  store<f32>(cut, -Infinity, Cut.leftHigh);
  store<f32>(cut, Infinity, Cut.rightLow);
  store<f32>(cut, -Infinity, Cut.rightHigh);
  store<u32>(cut, u32(load<f32>(hull, Hull.top) <= top && bottom <= load<f32>(hull, Hull.bottom)), Cut.tall);
  const end = hull + Hull.piece + <usize>load<i32>(hull, Hull.pieces) * Piece.SIZE;
  for (let piece = hull + Hull.piece; piece < end; piece += Piece.SIZE) {
    const from = max(top, load<f32>(piece, Piece.from));
    const to = min(bottom, load<f32>(piece, Piece.to));
    if (!(from < to)) continue;
    if (load<u32>(piece, Piece.arc)) cutArc(hull, cut, piece, from, to);
    else addBand(cut, load<f32>(piece, Piece.side), to - from, columnAt(piece, from), columnAt(piece, to));
  }
  // A hull of no more than rounding's height may have one side only.
  return load<f32>(cut, Cut.leftLow) <= load<f32>(cut, Cut.rightHigh);
}

/** Where a line meets row t. */
// @ts-ignore: decorator
@inline function columnAt(piece: usize, t: f32): f32 {
  const first = load<f32>(piece, Piece.first);
  const last = load<f32>(piece, Piece.last);
  const at = first + (t - load<f32>(piece, Piece.from)) * load<f32>(piece, Piece.slope);
  return max(min(at, max(first, last)), min(first, last));
}

function cutArc(hull: usize, cut: usize, piece: usize, from: f32, to: f32): void {
  const down = load<f32>(hull, Hull.down);
  const row = load<f32>(piece, Piece.last);
  if (from < row) addArcBands(hull, cut, piece, from - (row - down), min(to, row) - (row - down));
  if (to > row) addArcBands(hull, cut, piece, row + down - to, row + down - max(from, row));
}

/** Adds the bands of an arc from u0 to u1 rows from its pole. */
function addArcBands(hull: usize, cut: usize, piece: usize, u0: f32, u1: f32): void {
  u0 = max(u0, 0.0);
  if (!(u0 < u1)) return;
  const side = load<f32>(piece, Piece.side);
  const centre = load<f32>(piece, Piece.first);
  const ratio = columnsPerMetre / rowsPerMetre;
  const twice = load<f32>(hull, Hull.down) * 2.0;
  const root0 = sqrt(u0);
  const root1 = sqrt(u1);
  let w0 = chord(u0, twice, ratio);
  const across = chord(u1, twice, ratio) - w0;
  const height = u1 - u0;
  const sagitta = (across * across + height * height) * load<f32>(hull, Hull.bend);
  const parts = sagitta <= STRAIGHT ? 1 : sagitta <= STRAIGHT * 4.0 ? 2 : sagitta <= STRAIGHT * 16.0 ? 4 : 8;
  const pace = (root1 - root0) / <f32>parts;
  let r0 = root0;
  for (let k = 1; k <= parts; ++k) {
    const r1 = k == parts ? root1 : root0 + pace * <f32>k;
    const next = k == parts ? u1 : max(r1 * r1, u0);
    const middle = (r0 + r1) * 0.5;
    const w1 = chord(next, twice, ratio);
    const half = chord(middle * middle, twice, ratio);
    const mean = (r0 * w0 + middle * half * 4.0 + r1 * w1) / ((r0 + r1) * 3.0);
    const shift = mean - (w0 + w1) * 0.5;
    if (next > u0) addBand(cut, side, next - u0, centre + side * (w0 + shift), centre + side * (w1 + shift));
    u0 = next;
    r0 = r1;
    w0 = w1;
  }
}

/** Columns from the middle to the arc, u rows from its pole: (across / down) sqrt(u (2 down - u)). */
// @ts-ignore: decorator
@inline function chord(u: f32, twice: f32, ratio: f32): f32 {
  return sqrt(max(u * (twice - u), 0.0)) * ratio;
}

function addBand(cut: usize, side: f32, height: f32, a: f32, b: f32): void {
  const band = load<usize>(cut, Cut.end);
  store<usize>(cut, band + Band.SIZE, Cut.end);
  const low = min(a, b);
  const high = max(a, b);
  store<f32>(band, side < 0.0 ? height : -height, Band.height);
  store<f32>(band, low, Band.low);
  store<f32>(band, high, Band.high);
  if (side < 0.0) {
    store<f32>(cut, min(load<f32>(cut, Cut.leftLow), low), Cut.leftLow);
    store<f32>(cut, max(load<f32>(cut, Cut.leftHigh), high), Cut.leftHigh);
  } else {
    store<f32>(cut, min(load<f32>(cut, Cut.rightLow), low), Cut.rightLow);
    store<f32>(cut, max(load<f32>(cut, Cut.rightHigh), high), Cut.rightHigh);
  }
}
