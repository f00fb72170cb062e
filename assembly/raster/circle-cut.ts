// A row of the canvas cut with a circle: which pixels it touches, which it covers wholly, and the shares of those on the edge.
//
// Eight lines a pixel are laid across the edge, and on each the covered length is exact to 1/512 of a pixel.
// Where the edge is steeper than 45 degrees the lines run along the row: a line meets the disc in one interval,
// and end X covers of the pixel that begins at 256 p
//   clamp(256 (p + 1) - X, 0, 256)
// so the disc covers the sum over its 8 intervals [L, R] of clamp(.. L) - clamp(.. R), out of 8 * 256 steps.
// Where it is flatter, near the top and the bottom, the lines run across the row, 8 in each pixel on the edge: lines
// along a flat edge would miss it by up to half their distance. Sums of integers do not depend on their order, so
// vector and scalar code give the same bytes.
//
// Vectors take four pixels at a time: counting pixels and branching at each cost more than the shares themselves. How far a line across the
// rows reaches does not depend on the row, so it is worked out once a body, for the columns that have a flat edge.
//
// Exact circle-pixel areas (arcs by asin) were not taken: many times the work for a difference of about one level.

import { allocate } from '../memory/arena';
import { centreColumn, columnsPerMetre, rowsPerMetre } from './camera';
import { SHARES } from './paint';
import { width } from './surface';

/** Lines of a pixel; steps of a pixel. */
// @ts-ignore: decorator
@inline const LINES: usize = 8;
// @ts-ignore: decorator
@inline const STEPS: i32 = 256;
/** Shares of a step on a line. */
// @ts-ignore: decorator
@inline const PART: i32 = SHARES / (8 * STEPS);

/** What a row knows of a circle. */
export namespace Cut {
  // Ends of the row's lines, in steps, and what bounds them.
  // @ts-ignore: decorator
  @inline export const left: usize = 0; // i32[8]
  // @ts-ignore: decorator
  @inline export const right: usize = 32; // i32[8]
  // @ts-ignore: decorator
  @inline export const leftLow: usize = 64;
  // @ts-ignore: decorator
  @inline export const leftHigh: usize = 68;
  // @ts-ignore: decorator
  @inline export const rightLow: usize = 72;
  // @ts-ignore: decorator
  @inline export const rightHigh: usize = 76;
  // Pixels [touched, end) may be covered in part, [whole, wholeEnd) are covered wholly.
  // @ts-ignore: decorator
  @inline export const touched: usize = 80;
  // @ts-ignore: decorator
  @inline export const whole: usize = 84;
  // @ts-ignore: decorator
  @inline export const wholeEnd: usize = 88;
  // @ts-ignore: decorator
  @inline export const end: usize = 92;
  /** i32: the row is cut across. */
  // @ts-ignore: decorator
  @inline export const flat: usize = 96;
  /** f32: radius squared. */
  // @ts-ignore: decorator
  @inline export const limit: usize = 100;
  /** f32: rows from the centre beyond which a row is cut across. */
  // @ts-ignore: decorator
  @inline export const steep: usize = 104;
  /** f32[8][..]: how far the lines of a column reach from the centre's row, in steps; the first column there, and bytes a line. 0: not worked out. */
  // @ts-ignore: decorator
  @inline export const reaches: usize = 108;
  // @ts-ignore: decorator
  @inline export const firstReach: usize = 112;
  // @ts-ignore: decorator
  @inline export const lineBytes: usize = 116;
  /** Room for them. */
  // @ts-ignore: decorator
  @inline export const room: usize = 120;
  // @ts-ignore: decorator
  @inline export const SIZE: i32 = 128;
}

export const OUTER: usize = memory.data(Cut.SIZE, 16);
export const INNER: usize = memory.data(Cut.SIZE, 16);

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

/** Returns false, with the status set, when memory cannot grow. */
export function openCircles(columns: u32): bool {
  if (!ASC_FEATURE_SIMD) return true;
  const bytes = <usize>(columns + 8) * (LINES << 2);
  const at = allocate(bytes << 1);
  store<usize>(OUTER, at, Cut.room);
  store<usize>(INNER, at + bytes, Cut.room);
  return at != 0;
}

/** Takes the body that was located in hand. */
export function openCuts(): void {
  middle = (centreColumn + 0.5) * <f32>STEPS;
  metre = columnsPerMetre * <f32>STEPS;
  most = <f32>(width * STEPS);
  columnMetres = <f32>1.0 / columnsPerMetre;
  rowMetres = <f32>1.0 / rowsPerMetre;
}

/** Takes a circle of it in hand, whose edge has 45 degrees on the canvas `flat` rows from the centre. */
export function openCut(at: usize, radius: f32, flat: f32): void {
  store<f32>(at, radius * radius, Cut.limit);
  store<f32>(at, max(flat, 0.5), Cut.steep);
  store<usize>(at, 0, Cut.reaches);
}

/** Cuts the row `rows` below the centre. */
export function cut(at: usize, rows: f32): void {
  below = rows;
  if (abs(rows) > load<f32>(at, Cut.steep)) cutAcross(at, load<f32>(at, Cut.limit));
  else cutAlong(at, load<f32>(at, Cut.limit));
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
      v128.store(at + k, toStepsWide(f32x4.sub(centre, half)), Cut.left);
      v128.store(at + k, toStepsWide(f32x4.add(centre, half)), Cut.right);
    }
  } else {
    for (let k: usize = 0; k < LINES * 4; k += 4) {
      const dy = (below + load<f32>(MIDDLES + k)) * rowMetres;
      const half = sqrt(max(limit - dy * dy, 0.0)) * metre;
      store<i32>(at + k, toSteps(middle - half), Cut.left);
      store<i32>(at + k, toSteps(middle + half), Cut.right);
    }
  }
  store<i32>(at, 0, Cut.flat);
  // The line nearest to the centre is the longest, the farthest the shortest: rounding keeps order.
  const shortest: usize = below < 0.0 ? 0 : 28;
  const longest = longestLine(at);
  const leftLow = load<i32>(at + longest, Cut.left);
  const leftHigh = load<i32>(at + shortest, Cut.left);
  const rightLow = load<i32>(at + shortest, Cut.right);
  const rightHigh = load<i32>(at + longest, Cut.right);
  store<i32>(at, leftLow, Cut.leftLow);
  store<i32>(at, leftHigh, Cut.leftHigh);
  store<i32>(at, rightLow, Cut.rightLow);
  store<i32>(at, rightHigh, Cut.rightHigh);
  // All intervals lie in pixels [touched, end), and all of them cover pixels [whole, wholeEnd).
  const end = leftLow < rightHigh ? (rightHigh + STEPS - 1) >> 8 : leftLow >> 8;
  pixels(at, leftLow >> 8, (leftHigh + STEPS - 1) >> 8, rightLow >> 8, end);
}

/** Offset of the row's longest line: one of the outer two, but for rows that hold the centre. */
// @ts-ignore: decorator
@inline function longestLine(at: usize): usize {
  if (below >= 0.5) return 0;
  if (below <= -0.5) return 28;
  let longest: usize = 0;
  for (let k: usize = 4; k < LINES * 4; k += 4) {
    const longer = load<i32>(at + k, Cut.left) < load<i32>(at + longest, Cut.left) || load<i32>(at + k, Cut.right) > load<i32>(at + longest, Cut.right);
    if (longer) longest = k;
  }
  return longest;
}

/** Lines across the row, which a pixel on the edge lays when it is asked for. */
function cutAcross(at: usize, limit: f32): void {
  store<i32>(at, 1, Cut.flat);
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
  if (ASC_FEATURE_SIMD) {
    if (load<usize>(at, Cut.reaches) == 0) reach(at, limit);
  }
}

/** Works out how far the lines of all columns reach that may have a flat edge: those of the widest row that is cut across. */
function reach(at: usize, limit: f32): void {
  const near = (load<f32>(at, Cut.steep) - 0.5) * rowMetres;
  const half = sqrt(max(limit - near * near, 0.0)) * columnsPerMetre;
  const centre = centreColumn + 0.5;
  const first = <i32>floor(min(max(centre - half, 0.0), <f32>width));
  const last = <i32>ceil(min(max(centre + half, 0.0), <f32>width));
  // Groups of four columns begin anywhere: up to three columns beyond the last are asked for, and masked.
  const count = (last - first + 7) & ~3;
  const room = load<usize>(at, Cut.room);
  store<usize>(at, room, Cut.reaches);
  store<i32>(at, first, Cut.firstReach);
  store<i32>(at, count << 2, Cut.lineBytes);
  const steps = f32x4.splat(rowsPerMetre * <f32>STEPS);
  for (let line: usize = 0; line < LINES; ++line) {
    let to = room + line * (<usize>count << 2);
    const place = v128.load32_splat(MIDDLES + (line << 2));
    let column = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
    for (const end = to + (<usize>count << 2); to < end; to += 16) {
      const beside = f32x4.sub(f32x4.convert_i32x4_s(column), f32x4.splat(centreColumn));
      const dx = f32x4.mul(f32x4.add(beside, place), f32x4.splat(columnMetres));
      const rest = f32x4.max(f32x4.sub(f32x4.splat(limit), f32x4.mul(dx, dx)), f32x4.splat(0.0));
      v128.store(to, f32x4.mul(f32x4.sqrt(rest), steps));
      column = i32x4.add(column, i32x4.splat(4));
    }
  }
}

/** Notes a row's pixels; where none is wholly covered, the parts left of `whole` and right of `wholeEnd` join at the end. */
// @ts-ignore: decorator
@inline function pixels(at: usize, touched: i32, whole: i32, wholeEnd: i32, end: i32): void {
  const none = whole >= wholeEnd;
  store<i32>(at, touched, Cut.touched);
  store<i32>(at, none ? end : whole, Cut.whole);
  store<i32>(at, none ? end : wholeEnd, Cut.wholeEnd);
  store<i32>(at, end, Cut.end);
}

/** Shares that the circle covers of pixel p, touched <= p < end. */
export function shareOf(at: usize, p: i32): i32 {
  if (load<i32>(at, Cut.flat)) return across(<f32>p - centreColumn, load<f32>(at, Cut.limit));
  const e = (p + 1) * STEPS;
  return (
    rightOf(at + Cut.left, load<i32>(at, Cut.leftLow), load<i32>(at, Cut.leftHigh), e) -
    rightOf(at + Cut.right, load<i32>(at, Cut.rightLow), load<i32>(at, Cut.rightHigh), e)
  );
}

/** Shares that a circle covers of the pixel whose middle is `beside` columns right of its centre, in a row off its centre. */
function across(beside: f32, limit: f32): i32 {
  const steps = rowsPerMetre * <f32>STEPS;
  const near = (abs(below) - 0.5) * <f32>STEPS;
  let sum = 0;
  for (let k: usize = 0; k < LINES * 4; k += 4) {
    const dx = (beside + load<f32>(MIDDLES + k)) * columnMetres;
    const half = sqrt(max(limit - dx * dx, 0.0)) * steps;
    const part = min(max(half - near, 0.0), <f32>STEPS);
    sum += reinterpret<i32>(part + INTEGERS) & INTEGER_BITS;
  }
  return sum * PART;
}

/** What lies right of 8 ends, none outside [low, high], in the pixel that ends at step `e`: shares. */
function rightOf(ends: usize, low: i32, high: i32, e: i32): i32 {
  if (e <= low) return 0;
  if (e - STEPS >= high) return SHARES;
  let sum = 0;
  for (let k: usize = 0; k < LINES * 4; k += 4) sum += min(max(e - load<i32>(ends + k), 0), STEPS);
  return sum * PART;
}

/** Shares that the circle covers of pixels p to p + 3, i32x4: of any pixel, 0 outside the circle. */
export function sharesOf(at: usize, p: i32): v128 {
  return load<i32>(at, Cut.flat) ? acrossWide(at, p) : alongWide(at, p);
}

// @ts-ignore: decorator
@inline function alongWide(at: usize, p: i32): v128 {
  const from = p * STEPS;
  // Most groups meet one side of the circle only.
  const left = load<i32>(at, Cut.leftHigh) <= from ? i32x4.splat(SHARES) : rightOfWide(at + Cut.left, from);
  if (load<i32>(at, Cut.rightLow) >= from + 4 * STEPS) return left;
  return i32x4.sub(left, rightOfWide(at + Cut.right, from));
}

/** Sums over the lines of what lies right of their ends in the four pixels from step `from` on, in shares. */
// @ts-ignore: decorator
@inline function rightOfWide(ends: usize, from: i32): v128 {
  const base = i32x4.splat(from);
  // Ends that do not fit an i16 lie beyond these pixels by far, wherever.
  const ends8 = i16x8.narrow_i32x4_s(i32x4.sub(v128.load(ends), base), i32x4.sub(v128.load(ends, 16), base));
  const one = i16x8.splat(1);
  const ab = i16x8.narrow_i32x4_s(within(ends8, STEPS), within(ends8, 2 * STEPS));
  const cd = i16x8.narrow_i32x4_s(within(ends8, 3 * STEPS), within(ends8, 4 * STEPS));
  const pairs = i16x8.narrow_i32x4_s(i32x4.dot_i16x8_s(ab, one), i32x4.dot_i16x8_s(cd, one));
  return i32x4.dot_i16x8_s(pairs, i16x8.splat(<i16>PART));
}

/** What lies right of eight ends in the pixel that ends at step `e`, two and two together. */
// @ts-ignore: decorator
@inline function within(ends: v128, e: i32): v128 {
  const parts = i16x8.min_s(i16x8.max_s(i16x8.sub_sat_s(i16x8.splat(<i16>e), ends), i16x8.splat(0)), i16x8.splat(<i16>STEPS));
  return i32x4.dot_i16x8_s(parts, i16x8.splat(1));
}

// @ts-ignore: decorator
@inline function acrossWide(at: usize, p: i32): v128 {
  const near = f32x4.splat((abs(below) - 0.5) * <f32>STEPS);
  const bytes = load<usize>(at, Cut.lineBytes);
  let line = load<usize>(at, Cut.reaches) + (<usize>(p - load<i32>(at, Cut.firstReach)) << 2);
  // Eight numbers that 2^23 was added to; what that adds to the sum of their bits is taken away again.
  let sum = i32x4.splat(-8 * 0x4b000000);
  for (let k = 0; k < 8; ++k, line += bytes) {
    const reach = f32x4.sub(v128.load(line), near);
    const part = f32x4.min(f32x4.max(reach, f32x4.splat(0.0)), f32x4.splat(<f32>STEPS));
    sum = i32x4.add(sum, f32x4.add(part, f32x4.splat(INTEGERS)));
  }
  const column = i32x4.add(i32x4.splat(p), i32x4(0, 1, 2, 3));
  const whole = between(column, load<i32>(at, Cut.whole), load<i32>(at, Cut.wholeEnd));
  const shares = v128.bitselect(i32x4.splat(SHARES), i32x4.mul(sum, i32x4.splat(PART)), whole);
  return v128.and(shares, between(column, load<i32>(at, Cut.touched), load<i32>(at, Cut.end)));
}

/** Lanes of the columns in [from, to). */
// @ts-ignore: decorator
@inline function between(column: v128, from: i32, to: i32): v128 {
  return v128.and(i32x4.ge_s(column, i32x4.splat(from)), i32x4.lt_s(column, i32x4.splat(to)));
}
