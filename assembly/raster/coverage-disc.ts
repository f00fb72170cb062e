// Circles by the share of a pixel's area that they cover.
//
// Eight lines a pixel are laid across the edge, and on each the covered length is exact to 1/512 of a pixel.
// Where the edge is steeper than 45 degrees the lines run along the row: a line meets the disc in one interval,
// and end X covers of the pixel that begins at 256 p
//   clamp(256 (p + 1) - X, 0, 256)
// so the disc covers the sum over its 8 intervals [L, R] of clamp(.. L) - clamp(.. R), out of 8 * 256 steps.
// Where it is flatter, near the top and the bottom, the lines run across the row, 8 in each pixel on the edge: lines
// along a flat edge would miss it by up to half their distance. Sums of integers do not depend on their order, so
// vector and scalar code give the same bytes. A ring is the disc minus its hole.
//
// Exact circle-pixel areas (arcs by asin) were not taken: many times the work for a difference of about one level.

import { centreColumn, centreRow, columnsPerMetre, radiusColumns, radiusRows, rowsPerMetre } from './camera';
import { SHARES, blendShare, fill } from './paint';
import { HOLE } from './ring';
import { highEnd, lowEnd } from './span';
import { canvas, height, rowDone, stride, width } from './surface';

/** Lines of a pixel; steps of a pixel. */
// @ts-ignore: decorator
@inline const LINES: usize = 8;
// @ts-ignore: decorator
@inline const STEPS: i32 = 256;
/** Shares of a step on a line. */
// @ts-ignore: decorator
@inline const PART: i32 = SHARES / (8 * STEPS);

// What a row knows of a circle. Pixels [TOUCHED, END) may be covered in part, [WHOLE, WHOLE_END) are covered wholly; the
// rest serves shareOf(): ends of the row's lines, and what bounds them.
// @ts-ignore: decorator
@inline const LEFT: usize = 0; // i32[8]
// @ts-ignore: decorator
@inline const RIGHT: usize = 32; // i32[8]
// @ts-ignore: decorator
@inline const TOUCHED: usize = 64;
// @ts-ignore: decorator
@inline const WHOLE: usize = 68;
// @ts-ignore: decorator
@inline const WHOLE_END: usize = 72;
// @ts-ignore: decorator
@inline const END: usize = 76;
// @ts-ignore: decorator
@inline const LEFT_LOW: usize = 80;
// @ts-ignore: decorator
@inline const LEFT_HIGH: usize = 84;
// @ts-ignore: decorator
@inline const RIGHT_LOW: usize = 88;
// @ts-ignore: decorator
@inline const RIGHT_HIGH: usize = 92;
/** i32: the row is cut across. */
// @ts-ignore: decorator
@inline const FLAT: usize = 96;
/** f32: radius squared. */
// @ts-ignore: decorator
@inline const LIMIT: usize = 100;
// @ts-ignore: decorator
@inline const CUT_SIZE: i32 = 104;

const OUTER: usize = memory.data(CUT_SIZE, 16);
const INNER: usize = memory.data(CUT_SIZE, 16);

/** Places of a pixel's lines from its middle, (2 k - 7) / 16 of a pixel. */
const MIDDLES: usize = memory.data<f32>([-0.4375, -0.3125, -0.1875, -0.0625, 0.0625, 0.1875, 0.3125, 0.4375], 16);

/** 2^23: adding it rounds a number in [0, 2^22] to an integer, ties to even, which the lowest bits then hold. */
// @ts-ignore: decorator
@inline const INTEGERS: f32 = 8388608.0;
// @ts-ignore: decorator
@inline const INTEGER_BITS: i32 = 0x7fffff;

/** Of the body in hand, in steps: its centre from the canvas's left border, a metre, the canvas's right border. */
let middle: f32 = 0.0;
let metre: f32 = 0.0;
let most: f32 = 0.0;

/** Metres a column and a row of the canvas. */
let columnMetres: f32 = 0.0;
let rowMetres: f32 = 0.0;

/** The row's middle below the body's centre, in rows. */
let below: f32 = 0.0;

/** Covers a disc, or a ring, of the body that was located. */
export function coverDisc(radius: f32, ring: bool): void {
  middle = (centreColumn + 0.5) * <f32>STEPS;
  metre = columnsPerMetre * <f32>STEPS;
  most = <f32>(width * STEPS);
  columnMetres = <f32>1.0 / columnsPerMetre;
  rowMetres = <f32>1.0 / rowsPerMetre;
  if (!(centreColumn + radiusColumns > -1.0) || !(centreColumn - radiusColumns < <f32>width)) return;
  const hole = radius * HOLE;
  const flat = radiusRows * radiusRows / sqrt(radiusRows * radiusRows + radiusColumns * radiusColumns);
  const lastRow = highEnd(centreRow, radiusRows, height);
  for (let row = lowEnd(centreRow, radiusRows, height); row < lastRow; ++row) {
    below = <f32>row - centreRow;
    if (abs(below) >= radiusRows + 0.5) continue;
    cut(OUTER, radius, flat);
    if (!ring) {
      paintDisc(row);
    } else {
      cut(INNER, hole, flat * HOLE);
      paintRing(row);
    }
  }
}

/** Cuts the row with a circle whose edge has 45 degrees on the canvas `flat` rows from the centre. */
function cut(at: usize, radius: f32, flat: f32): void {
  const limit = radius * radius;
  if (abs(below) > max(flat, 0.5)) cutAcross(at, limit);
  else cutAlong(at, limit);
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

/** Lines along the row: half the length of an interval is sqrt(radius^2 - dy^2). Beyond the disc they are empty. */
function cutAlong(at: usize, limit: f32): void {
  if (ASC_FEATURE_SIMD) {
    const centre = f32x4.splat(middle);
    for (let k: usize = 0; k < LINES * 4; k += 16) {
      const dy = f32x4.mul(f32x4.add(f32x4.splat(below), v128.load(MIDDLES + k)), f32x4.splat(rowMetres));
      const rest = f32x4.max(f32x4.sub(f32x4.splat(limit), f32x4.mul(dy, dy)), f32x4.splat(0.0));
      const half = f32x4.mul(f32x4.sqrt(rest), f32x4.splat(metre));
      v128.store(at + k, toStepsWide(f32x4.sub(centre, half)), LEFT);
      v128.store(at + k, toStepsWide(f32x4.add(centre, half)), RIGHT);
    }
  } else {
    for (let k: usize = 0; k < LINES * 4; k += 4) {
      const dy = (below + load<f32>(MIDDLES + k)) * rowMetres;
      const half = sqrt(max(limit - dy * dy, 0.0)) * metre;
      store<i32>(at + k, toSteps(middle - half), LEFT);
      store<i32>(at + k, toSteps(middle + half), RIGHT);
    }
  }
  store<i32>(at, 0, FLAT);
  bounds(at + LEFT);
  const leftLow = lowest;
  const leftHigh = highest;
  bounds(at + RIGHT);
  store<i32>(at, leftLow, LEFT_LOW);
  store<i32>(at, leftHigh, LEFT_HIGH);
  store<i32>(at, lowest, RIGHT_LOW);
  store<i32>(at, highest, RIGHT_HIGH);
  // All intervals lie in pixels [TOUCHED, END), and all of them cover pixels [WHOLE, WHOLE_END).
  const end = leftLow < highest ? (highest + STEPS - 1) / STEPS : leftLow / STEPS;
  pixels(at, leftLow / STEPS, leftHigh / STEPS + 1, lowest / STEPS, end);
}

/** Lines across the row, which a pixel on the edge lays when it is asked for. */
function cutAcross(at: usize, limit: f32): void {
  store<i32>(at, 1, FLAT);
  store<f32>(at, limit, LIMIT);
  const near = (abs(below) - 0.5) * rowMetres;
  const far = (abs(below) + 0.5) * rowMetres;
  const centre = centreColumn + 0.5;
  const most = <f32>width;
  const touched = sqrt(max(limit - near * near, 0.0)) * columnsPerMetre;
  const whole = sqrt(max(limit - far * far, 0.0)) * columnsPerMetre;
  pixels(
    at,
    <i32>floor(min(max(centre - touched, 0.0), most)),
    <i32>ceil(min(max(centre - whole, 0.0), most)),
    <i32>floor(min(max(centre + whole, 0.0), most)),
    <i32>ceil(min(max(centre + touched, 0.0), most)),
  );
}

/** Notes a row's pixels; where none is wholly covered, the parts left of WHOLE and right of WHOLE_END join at the end. */
// @ts-ignore: decorator
@inline function pixels(at: usize, touched: i32, whole: i32, wholeEnd: i32, end: i32): void {
  const none = whole >= wholeEnd;
  store<i32>(at, touched, TOUCHED);
  store<i32>(at, none ? end : whole, WHOLE);
  store<i32>(at, none ? end : wholeEnd, WHOLE_END);
  store<i32>(at, end, END);
}

/** Shares that the circle covers of pixel p, TOUCHED <= p < END. */
// @ts-ignore: decorator
@inline function shareOf(at: usize, p: i32): i32 {
  if (load<i32>(at, FLAT)) return across(<f32>p - centreColumn, load<f32>(at, LIMIT));
  const e = (p + 1) * STEPS;
  return (
    rightOf(at + LEFT, load<i32>(at, LEFT_LOW), load<i32>(at, LEFT_HIGH), e) -
    rightOf(at + RIGHT, load<i32>(at, RIGHT_LOW), load<i32>(at, RIGHT_HIGH), e)
  );
}

/** Shares that a circle covers of the pixel whose middle is `beside` columns right of its centre, in a row off its centre. */
// @ts-ignore: decorator
@inline function across(beside: f32, limit: f32): i32 {
  const steps = rowsPerMetre * <f32>STEPS;
  const near = (abs(below) - 0.5) * <f32>STEPS;
  if (ASC_FEATURE_SIMD) {
    let sum = i32x4.splat(0);
    for (let k: usize = 0; k < LINES * 4; k += 16) {
      const dx = f32x4.mul(f32x4.add(f32x4.splat(beside), v128.load(MIDDLES + k)), f32x4.splat(columnMetres));
      const rest = f32x4.max(f32x4.sub(f32x4.splat(limit), f32x4.mul(dx, dx)), f32x4.splat(0.0));
      const half = f32x4.mul(f32x4.sqrt(rest), f32x4.splat(steps));
      const part = f32x4.min(f32x4.max(f32x4.sub(half, f32x4.splat(near)), f32x4.splat(0.0)), f32x4.splat(<f32>STEPS));
      sum = i32x4.add(sum, v128.and(f32x4.add(part, f32x4.splat(INTEGERS)), i32x4.splat(INTEGER_BITS)));
    }
    return total(sum);
  } else {
    let sum = 0;
    for (let k: usize = 0; k < LINES * 4; k += 4) {
      const dx = (beside + load<f32>(MIDDLES + k)) * columnMetres;
      const half = sqrt(max(limit - dx * dx, 0.0)) * steps;
      const part = min(max(half - near, 0.0), <f32>STEPS);
      sum += reinterpret<i32>(part + INTEGERS) & INTEGER_BITS;
    }
    return sum * PART;
  }
}

/** Smallest and largest of the 8 ends that `bounds` looked at. */
let lowest: i32 = 0;
let highest: i32 = 0;

/** Finds the smallest and the largest of 8 ends. */
function bounds(ends: usize): void {
  if (ASC_FEATURE_SIMD) {
    const a = v128.load(ends);
    const b = v128.load(ends, 16);
    const low = i32x4.min_s(a, b);
    const high = i32x4.max_s(a, b);
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

/** Shares of four sums of steps. */
// @ts-ignore: decorator
@inline function total(sum: v128): i32 {
  const pairs = i32x4.add(sum, v128.shuffle<i32>(sum, sum, 2, 3, 0, 1));
  return (i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)) * PART;
}

/** Four ends' parts of the pixel that ends at step `at`. */
// @ts-ignore: decorator
@inline function within(at: v128, ends: usize): v128 {
  return i32x4.min_s(i32x4.max_s(i32x4.sub(at, v128.load(ends)), i32x4.splat(0)), i32x4.splat(STEPS));
}

/** What lies right of 8 ends, none outside [low, high], in the pixel that ends at step `e`: shares. */
// @ts-ignore: decorator
@inline function rightOf(ends: usize, low: i32, high: i32, e: i32): i32 {
  if (e <= low) return 0;
  if (e - STEPS >= high) return SHARES;
  if (ASC_FEATURE_SIMD) {
    const at = i32x4.splat(e);
    return total(i32x4.add(within(at, ends), within(at, ends + 16)));
  } else {
    let sum = 0;
    for (let k: usize = 0; k < LINES * 4; k += 4) sum += min(max(e - load<i32>(ends + k), 0), STEPS);
    return sum * PART;
  }
}

/** Blends a row of a disc. */
function paintDisc(row: i32): void {
  const a = load<i32>(OUTER, TOUCHED);
  const b = load<i32>(OUTER, WHOLE);
  const c = load<i32>(OUTER, WHOLE_END);
  const d = load<i32>(OUTER, END);
  const line = canvas + <usize>row * stride;
  for (let p = a; p < b; ++p) blendShare(line + <usize>p * 3, shareOf(OUTER, p));
  fill(line + <usize>b * 3, c - b);
  for (let p = c; p < d; ++p) blendShare(line + <usize>p * 3, shareOf(OUTER, p));
  rowDone(row, a, d, b, c);
}

/** Blends a row of a ring. */
function paintRing(row: i32): void {
  const a = load<i32>(OUTER, TOUCHED);
  const b = load<i32>(OUTER, WHOLE);
  const c = load<i32>(OUTER, WHOLE_END);
  const d = load<i32>(OUTER, END);
  const holeFrom = load<i32>(INNER, TOUCHED);
  const emptyFrom = load<i32>(INNER, WHOLE);
  const emptyTo = load<i32>(INNER, WHOLE_END);
  const holeTo = load<i32>(INNER, END);
  const line = canvas + <usize>row * stride;
  for (let p = a; p < d; ++p) {
    if (p == emptyFrom && p < emptyTo) {
      p = emptyTo - 1;
      continue;
    }
    let share = p >= b && p < c ? <i32>SHARES : shareOf(OUTER, p);
    if (p >= holeFrom && p < holeTo) share -= shareOf(INNER, p);
    if (share > 0) blendShare(line + <usize>p * 3, share);
  }
  rowDone(row, a, d, a, a);
}
