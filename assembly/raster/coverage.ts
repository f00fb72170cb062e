// Opacity as the share of a pixel's area that a shape covers: no ramp to choose, and nothing flickers as a body moves.
//
// A row of pixels is cut into 16 sub-scanlines; on the middle line of each a convex shape is one interval. Its ends are
// rounded to 1/256 of a pixel, and from there on everything is integer: end X covers of the pixel that begins at 256 p
//   clamp(256 (p + 1) - X, 0, 256)
// so the shape covers sum over its 16 intervals [L, R] of clamp(.. L) - clamp(.. R), out of 16 * 256 = 4096 shares.
// Sums of integers do not depend on their order, so vector and scalar code give the same bytes. A ring is the disc
// minus its hole, on the same sub-scanlines. Flat edges are good to 1/16 of a pixel in y (they are sampled), 1/256 in x.
//
// Exact circle-pixel areas (arcs by asin) were not taken: many times the work for differences of a few levels.

import { Shape } from '../memory/layout';
import { centreColumn, centreRow, columnsPerMetre, radiusColumns, radiusRows, rowsPerMetre } from './camera';
import { SHARES, blendShare, fill } from './paint';
import { HOLE } from './ring';
import { highEnd, lowEnd } from './span';
import { cosine, extent, sine, turn } from './square';
import { bodyDone, canvas, height, rowDone, stride, width } from './surface';

/** Sub-scanlines of a row; steps of a pixel. */
// @ts-ignore: decorator
@inline const LINES: usize = 16;
// @ts-ignore: decorator
@inline const STEPS: i32 = 256;

/** i32[16] each: left and right ends of a row's intervals, and those of a ring's hole. */
const LEFT: usize = memory.data(64, 16);
const RIGHT: usize = memory.data(64, 16);
const HOLE_LEFT: usize = memory.data(64, 16);
const HOLE_RIGHT: usize = memory.data(64, 16);

/** Middles of the sub-scanlines below the row's middle, (2 k - 15) / 32 of a row. */
const MIDDLES: usize = memory.data<f32>([
  -0.46875, -0.40625, -0.34375, -0.28125, -0.21875, -0.15625, -0.09375, -0.03125,
  0.03125, 0.09375, 0.15625, 0.21875, 0.28125, 0.34375, 0.40625, 0.46875,
]);

/** Sines and cosines smaller than this count as 0, so that their reciprocals stay small. */
// @ts-ignore: decorator
@inline const UPRIGHT: f32 = 1e-6;

/** 2^23: adding it rounds a number in [0, 2^22] to an integer, ties to even, which the lowest bits then hold. */
// @ts-ignore: decorator
@inline const INTEGERS: f32 = 8388608.0;
// @ts-ignore: decorator
@inline const INTEGER_BITS: i32 = 0x7fffff;

/** Of the body in hand, in steps: its centre from the canvas's left border, a metre, the canvas's right border. */
let middle: f32 = 0.0;
let metre: f32 = 0.0;
let most: f32 = 0.0;

/** Of the square in hand: 1 / cos and 1 / sin, 0 for a side that lies along the axis. */
let overCosine: f32 = 0.0;
let overSine: f32 = 0.0;

/** Smallest and largest of the 16 ends that `bounds` looked at. */
let lowest: i32 = 0;
let highest: i32 = 0;

/** Draws the body that was located. */
export function drawCovered(shape: u32, angle: f32, radius: f32): void {
  let reach = radiusRows;
  let side = radiusColumns;
  if (shape == Shape.Square) {
    turn(angle);
    overCosine = abs(cosine) < UPRIGHT ? 0.0 : <f32>1.0 / cosine;
    overSine = abs(sine) < UPRIGHT ? 0.0 : <f32>1.0 / sine;
    reach *= extent;
    side *= extent;
  }
  if (!(centreColumn + side > -1.0) || !(centreColumn - side < <f32>width)) return;
  middle = (centreColumn + 0.5) * <f32>STEPS;
  metre = columnsPerMetre * <f32>STEPS;
  most = <f32>(width * STEPS);
  const hole = radius * HOLE;
  const lastRow = highEnd(centreRow, reach, height);
  for (let row = lowEnd(centreRow, reach, height); row < lastRow; ++row) {
    const below = <f32>row - centreRow;
    if (abs(below) >= reach + 0.5) continue;
    if (shape == Shape.Square) {
      cutSquare(below, radius);
    } else {
      cutDisc(LEFT, RIGHT, below, radius);
      if (shape == Shape.Ring) cutDisc(HOLE_LEFT, HOLE_RIGHT, below, hole);
    }
    if (shape == Shape.Ring) paintRing(row);
    else paintConvex(row);
  }
  bodyDone();
}

/** An end at `x` steps as a whole number of steps within the row. */
// @ts-ignore: decorator
@inline function toSteps(x: f32): i32 {
  return reinterpret<i32>(min(max(x, 0.0), most) + INTEGERS) & INTEGER_BITS;
}

// @ts-ignore: decorator
@inline function toStepsWide(x: v128): v128 {
  const inside = f32x4.min(f32x4.max(x, f32x4.splat(0.0)), f32x4.splat(most));
  return v128.and(f32x4.add(inside, f32x4.splat(INTEGERS)), i32x4.splat(INTEGER_BITS));
}

/** Intervals of a disc: half their length is sqrt(radius^2 - dy^2). Beyond the disc they are empty. */
function cutDisc(left: usize, right: usize, below: f32, radius: f32): void {
  const limit = radius * radius;
  const metres = <f32>1.0 / rowsPerMetre;
  if (ASC_FEATURE_SIMD) {
    const centre = f32x4.splat(middle);
    for (let k: usize = 0; k < LINES * 4; k += 16) {
      const dy = f32x4.mul(f32x4.add(f32x4.splat(below), v128.load(MIDDLES + k)), f32x4.splat(metres));
      const rest = f32x4.max(f32x4.sub(f32x4.splat(limit), f32x4.mul(dy, dy)), f32x4.splat(0.0));
      const half = f32x4.mul(f32x4.sqrt(rest), f32x4.splat(metre));
      v128.store(left + k, toStepsWide(f32x4.sub(centre, half)));
      v128.store(right + k, toStepsWide(f32x4.add(centre, half)));
    }
  } else {
    for (let k: usize = 0; k < LINES * 4; k += 4) {
      const dy = (below + load<f32>(MIDDLES + k)) * metres;
      const half = sqrt(max(limit - dy * dy, 0.0)) * metre;
      store<i32>(left + k, toSteps(middle - half));
      store<i32>(right + k, toSteps(middle + half));
    }
  }
}

/** Intervals of a turned square: where two strips of width 2 h, |u| <= h and |v| <= h, meet the line. */
function cutSquare(below: f32, h: f32): void {
  const metres = <f32>1.0 / rowsPerMetre;
  for (let k: usize = 0; k < LINES * 4; k += 4) {
    const dy = -((below + load<f32>(MIDDLES + k)) * metres);
    const along = dy * sine;
    const across = dy * cosine;
    let from: f32 = -Infinity;
    let to: f32 = Infinity;
    // |u| = |dx cos + along| <= h
    if (overCosine != 0.0) {
      const p = (-h - along) * overCosine;
      const q = (h - along) * overCosine;
      from = min(p, q);
      to = max(p, q);
    } else if (abs(along) > h) {
      to = from;
    }
    // |v| = |across - dx sin| <= h
    if (overSine != 0.0) {
      const p = (across - h) * overSine;
      const q = (across + h) * overSine;
      from = max(from, min(p, q));
      to = min(to, max(p, q));
    } else if (abs(across) > h) {
      to = from;
    }
    const left = toSteps(middle + from * metre);
    store<i32>(LEFT + k, left);
    store<i32>(RIGHT + k, from < to ? toSteps(middle + to * metre) : left);
  }
}

/** Finds the smallest and the largest of 16 ends. */
function bounds(ends: usize): void {
  if (ASC_FEATURE_SIMD) {
    const a = v128.load(ends);
    const b = v128.load(ends, 16);
    const c = v128.load(ends, 32);
    const d = v128.load(ends, 48);
    const low = i32x4.min_s(i32x4.min_s(a, b), i32x4.min_s(c, d));
    const high = i32x4.max_s(i32x4.max_s(a, b), i32x4.max_s(c, d));
    lowest = min(
      min(i32x4.extract_lane(low, 0), i32x4.extract_lane(low, 1)),
      min(i32x4.extract_lane(low, 2), i32x4.extract_lane(low, 3)),
    );
    highest = max(
      max(i32x4.extract_lane(high, 0), i32x4.extract_lane(high, 1)),
      max(i32x4.extract_lane(high, 2), i32x4.extract_lane(high, 3)),
    );
  } else {
    let low = load<i32>(ends);
    let high = low;
    for (let k: usize = 4; k < LINES * 4; k += 4) {
      const x = load<i32>(ends + k);
      low = min(low, x);
      high = max(high, x);
    }
    lowest = low;
    highest = high;
  }
}

/** Four ends' parts of the pixel that ends at step `at`. */
// @ts-ignore: decorator
@inline function within(at: v128, ends: usize): v128 {
  return i32x4.min_s(i32x4.max_s(i32x4.sub(at, v128.load(ends)), i32x4.splat(0)), i32x4.splat(STEPS));
}

/** What lies right of 16 ends, none outside [low, high], in the pixel that ends at step `e`: shares. */
// @ts-ignore: decorator
@inline function rightOf(ends: usize, low: i32, high: i32, e: i32): i32 {
  if (e <= low) return 0;
  if (e - STEPS >= high) return SHARES;
  if (ASC_FEATURE_SIMD) {
    const at = i32x4.splat(e);
    const sum = i32x4.add(
      i32x4.add(within(at, ends), within(at, ends + 16)),
      i32x4.add(within(at, ends + 32), within(at, ends + 48)),
    );
    return (
      i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
    );
  } else {
    let sum = 0;
    for (let k: usize = 0; k < LINES * 4; k += 4) sum += min(max(e - load<i32>(ends + k), 0), STEPS);
    return sum;
  }
}

/** Blends a row of a disc or square. */
function paintConvex(row: i32): void {
  bounds(LEFT);
  const leftLow = lowest;
  const leftHigh = highest;
  bounds(RIGHT);
  const rightLow = lowest;
  const rightHigh = highest;
  // All intervals lie in pixels [a, d); if b < c, all of them cover pixels [b, c).
  const a = leftLow / STEPS;
  const d = (rightHigh + STEPS - 1) / STEPS;
  if (leftLow >= rightHigh) return;
  let b = leftHigh / STEPS + 1;
  let c = rightLow / STEPS;
  if (b > c) {
    b = d;
    c = d;
  }
  const line = canvas + <usize>row * stride;
  for (let p = a; p < b; ++p) {
    const e = (p + 1) * STEPS;
    blendShare(line + <usize>p * 3, rightOf(LEFT, leftLow, leftHigh, e) - rightOf(RIGHT, rightLow, rightHigh, e));
  }
  fill(line + <usize>b * 3, c - b);
  for (let p = c; p < d; ++p) {
    blendShare(line + <usize>p * 3, SHARES - rightOf(RIGHT, rightLow, rightHigh, (p + 1) * STEPS));
  }
  rowDone(row, a, d, b, c);
}

/** Blends a row of a ring. */
function paintRing(row: i32): void {
  bounds(LEFT);
  const leftLow = lowest;
  const leftHigh = highest;
  bounds(RIGHT);
  const rightLow = lowest;
  const rightHigh = highest;
  if (leftLow >= rightHigh) return;
  bounds(HOLE_LEFT);
  const holeLeftLow = lowest;
  const holeLeftHigh = highest;
  bounds(HOLE_RIGHT);
  const holeRightLow = lowest;
  const holeRightHigh = highest;
  const a = leftLow / STEPS;
  const d = (rightHigh + STEPS - 1) / STEPS;
  const line = canvas + <usize>row * stride;
  for (let p = a; p < d; ++p) {
    const e = (p + 1) * STEPS;
    const disc = rightOf(LEFT, leftLow, leftHigh, e) - rightOf(RIGHT, rightLow, rightHigh, e);
    const hole = rightOf(HOLE_LEFT, holeLeftLow, holeLeftHigh, e) - rightOf(HOLE_RIGHT, holeRightLow, holeRightHigh, e);
    if (disc > hole) blendShare(line + <usize>p * 3, disc - hole);
  }
  rowDone(row, a, d, a, a);
}
