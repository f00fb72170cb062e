// Opacity of the pixels of blobs, and its moments.
//
// A body's colour is the mean of its inside, so a recoloured one is measured as well as any. A pixel's opacity is the projection of
// (pixel - background) on (colour - background): it inverts the blend of an edge, and its blur, average and chroma likewise. It is not
// clamped: noise then has mean 0 and moves no centroid. Around a core, what is within three deviations of the background's noise is
// background. What another body's colour mixes into a pixel is told apart by least squares over both colours and counts for that body.

import { Blob, Seen } from '../memory/layout';
import { cores, isInside, listed } from './blobs';

/** A pixel that its body's colour explains only to this (levels^2) is looked at for another's. */
// @ts-ignore: decorator
@inline const MIXED: f64 = 900.0;
/** Opacity of a pixel in the two outermost columns or rows from which a body counts as cut off: pictures may be a pixel off. */
// @ts-ignore: decorator
@inline const BORDER: f64 = 0.1;
// @ts-ignore: decorator
@inline const MARGIN: u32 = 2;

/** One pixel of one blob: f64 opacity, u32 offset in the maps, u32 blob. */
// @ts-ignore: decorator
@inline export const SHARE: usize = 16;

/** f64[32][4]: colour - background of a blob, and its squared length. */
const directions: usize = memory.data(1024, 8);

/** i8[20][2]: column and row of the pixels around one, the nearest first. */
const AROUND: usize = memory.data<i8>([
  1, 0, -1, 0, 0, 1, 0, -1, 1, 1, -1, 1, 1, -1, -1, -1, 2, 0, -2, 0, 0, 2, 0, -2, 2, 1, 2, -1, -2, 1, -2, -1, 1, 2, -1, 2, 1, -2, -1, -2,
]);

let shared: usize = 0;

/** Address of a pixel's channels from its offset in the maps. */
// @ts-ignore: decorator
@inline function pixelAt(frame: usize, width: u32, at: u32): usize {
  const pitch = width + 2;
  return frame + (<usize>(at / pitch - 1) * width + (at % pitch - 1)) * 3;
}

/** Fills `count` Blob records from the list of pixels that findBlobs() left; `shares` has room for two a pixel. */
export function weighBlobs(
  frame: usize, width: u32, height: u32, seen: usize, kinds: usize, owners: usize, list: usize, shares: usize, count: u32, blobs: usize,
): void {
  memory.fill(blobs, 0, <usize>count * Blob.SIZE);
  lookInside(frame, width, seen, kinds, owners, list, count, blobs);
  shared = shares;
  for (let i: u32 = 0; i < listed; i++) {
    const at = load<u32>(list + (<usize>i << 2));
    weigh(pixelAt(frame, width, at), at, load<u8>(owners + at) - 1, seen, owners, width + 2, i < cores ? 0.0 : load<f64>(seen, Seen.noise) * 3.0);
  }
  sum(shares, width, height, blobs);
  center(shares, width + 2, count, blobs);
}

/** Colour, bounds, number of inner pixels and the direction of every blob, from its core. */
function lookInside(frame: usize, width: u32, seen: usize, kinds: usize, owners: usize, list: usize, count: u32, blobs: usize): void {
  const pitch = width + 2;
  for (let i: u32 = 0; i < count; i++) {
    store<u32>(blobs + <usize>i * Blob.SIZE, 0xffffffff, Blob.least);
    store<u32>(blobs + <usize>i * Blob.SIZE, 0xffffffff, Blob.top);
  }
  for (let i: u32 = 0; i < cores; i++) {
    const at = load<u32>(list + (<usize>i << 2));
    const blob = blobs + <usize>(load<u8>(owners + at) - 1) * Blob.SIZE;
    const column = at % pitch - 1, row = at / pitch - 1;
    store<u32>(blob, min(load<u32>(blob, Blob.least), column), Blob.least);
    store<u32>(blob, max(load<u32>(blob, Blob.greatest), column), Blob.greatest);
    store<u32>(blob, min(load<u32>(blob, Blob.top), row), Blob.top);
    store<u32>(blob, max(load<u32>(blob, Blob.bottom), row), Blob.bottom);
    const kind = load<u8>(kinds + at);
    if (!isInside(kinds, pitch, at, kind)) continue;
    const pixel = pixelAt(frame, width, at);
    store<u32>(blob, kind - 1, Blob.color);
    store<u32>(blob, load<u32>(blob, Blob.inside) + 1, Blob.inside);
    add(blob + Blob.red, <f64>load<u8>(pixel));
    add(blob + Blob.green, <f64>load<u8>(pixel, 1));
    add(blob + Blob.blue, <f64>load<u8>(pixel, 2));
  }
  for (let i: u32 = 0; i < count; i++) {
    const blob = blobs + <usize>i * Blob.SIZE;
    const d = directions + (<usize>i << 5);
    const inside = <f64>load<u32>(blob, Blob.inside);
    let square: f64 = 0.0;
    for (let k: usize = 0; k < 24; k += 8) {
      const mean = load<f64>(blob + k, Blob.red) / inside;
      const from = mean - load<f64>(seen + k, Seen.red);
      store<f64>(blob + k, mean, Blob.red);
      store<f64>(d + k, from);
      square += from * from;
    }
    store<f64>(d, square, 24);
  }
}

function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

function push(share: f64, at: u32, blob: u32): void {
  store<f64>(shared, share);
  store<u32>(shared, at, 8);
  store<u32>(shared, blob, 12);
  shared += SHARE;
}

/** The share of one pixel, and of the other blob whose colour is mixed into it. */
function weigh(pixel: usize, at: u32, blob: u32, seen: usize, owners: usize, pitch: u32, least: f64): void {
  const r = <f64>load<u8>(pixel) - load<f64>(seen, Seen.red);
  const g = <f64>load<u8>(pixel, 1) - load<f64>(seen, Seen.green);
  const b = <f64>load<u8>(pixel, 2) - load<f64>(seen, Seen.blue);
  if (max(max(abs(r), abs(g)), abs(b)) < least) return;
  const d = directions + (<usize>blob << 5);
  const square = load<f64>(d, 24);
  const dot = r * load<f64>(d) + g * load<f64>(d, 8) + b * load<f64>(d, 16);
  const share = dot / square;
  if (r * r + g * g + b * b - share * dot > MIXED) {
    const other = otherNear(owners, pitch, at, blob + 1);
    if (other) {
      const e = directions + (<usize>(other - 1) << 5);
      const across = load<f64>(e) * load<f64>(d) + load<f64>(e, 8) * load<f64>(d, 8) + load<f64>(e, 16) * load<f64>(d, 16);
      const second = load<f64>(e, 24);
      const determinant = square * second - across * across;
      // Colours of nearly one direction cannot be told apart.
      if (determinant > square * second * 0.02) {
        const dot2 = r * load<f64>(e) + g * load<f64>(e, 8) + b * load<f64>(e, 16);
        push((dot * second - dot2 * across) / determinant, at, blob);
        push((dot2 * square - dot * across) / determinant, at, other - 1);
        return;
      }
    }
  }
  push(share, at, blob);
}

/** Another blob that owns a pixel at most two columns and one row away, or one column and two rows; 0 if there is none. */
function otherNear(owners: usize, pitch: u32, at: u32, own: u32): u32 {
  for (let i: i32 = 0; i < 20; i++) {
    const near = load<i8>(AROUND + (i << 1)), down = load<i8>(AROUND + (i << 1), 1);
    const owner = load<u8>(owners + at + <usize>(<i32>down * <i32>pitch + near));
    // 255 is the margin.
    if (owner && owner != 255 && owner != own) return owner;
  }
  return 0;
}

/** Area, centroid and border of every blob. */
function sum(shares: usize, width: u32, height: u32, blobs: usize): void {
  const pitch = width + 2;
  for (let p = shares; p < shared; p += SHARE) {
    const share = load<f64>(p);
    const at = load<u32>(p, 8);
    const blob = blobs + <usize>load<u32>(p, 12) * Blob.SIZE;
    const column = at % pitch - 1, row = at / pitch - 1;
    add(blob + Blob.area, share);
    add(blob + Blob.column, share * <f64>column);
    add(blob + Blob.row, share * <f64>row);
    if (share > BORDER && (min(column, width - 1 - column) < MARGIN || min(row, height - 1 - row) < MARGIN)) store<u32>(blob, 1, Blob.border);
  }
}

/** Moments about the centroid. */
function center(shares: usize, pitch: u32, count: u32, blobs: usize): void {
  for (let i: u32 = 0; i < count; i++) {
    const blob = blobs + <usize>i * Blob.SIZE;
    const area = load<f64>(blob, Blob.area);
    store<f64>(blob, load<f64>(blob, Blob.column) / area, Blob.column);
    store<f64>(blob, load<f64>(blob, Blob.row) / area, Blob.row);
  }
  for (let p = shares; p < shared; p += SHARE) {
    const share = load<f64>(p);
    const at = load<u32>(p, 8);
    const blob = blobs + <usize>load<u32>(p, 12) * Blob.SIZE;
    const c = <f64>(at % pitch - 1) - load<f64>(blob, Blob.column);
    const r = <f64>(at / pitch - 1) - load<f64>(blob, Blob.row);
    const cc = c * c, cr = c * r, rr = r * r;
    add(blob + Blob.cc, share * cc);
    add(blob + Blob.cr, share * cr);
    add(blob + Blob.rr, share * rr);
    add(blob + Blob.ccc, share * (cc * c));
    add(blob + Blob.ccr, share * (cc * r));
    add(blob + Blob.crr, share * (c * rr));
    add(blob + Blob.rrr, share * (rr * r));
    const re = cc - rr, im = cr + cr;
    add(blob + Blob.fourthRe, share * (re * re - im * im));
    add(blob + Blob.fourthIm, share * (re * im * 2.0));
  }
  for (let i: u32 = 0; i < count; i++) {
    const blob = blobs + <usize>i * Blob.SIZE;
    const area = load<f64>(blob, Blob.area);
    for (let k: usize = Blob.cc; k <= Blob.fourthIm; k += 8) store<f64>(blob + k, load<f64>(blob + k) / area);
  }
}
