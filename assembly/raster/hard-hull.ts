// Hulls in the look that asks whether a sample lies inside.
//
// A sample is inside if it lies left of every edge (3 points and more), or within the radius of a point, or within the radius of an edge,
// abreast of it. Offsets are formed from the centre in metres as for discs and squares. A row shows the samples from the first that is
// inside to the last: the hull is convex, so those between are inside too, whatever rounding says of them. Where to look
// for them, the bands of the row tell (hull-bands.ts); they are off by far less than the margin. Polygons without a radius and discs, the
// usual hulls, are found by the tests of their edges alone.

import { canvasColumns, canvasRows, centreRow, columnsPerMetre, offset } from './camera';
import { Hull, Point, pointOf } from './hull';
import { Cut, cutRow } from './hull-bands';
import { keepsCanvas } from './kept';
import { SHARES, blendShare, fill } from './paint';
import { canvas, height, rowDone, stride, width } from './surface';

const ROW: usize = memory.data(Cut.SIZE, 8);

/** Columns beside the bands that are looked at. */
// @ts-ignore: decorator
@inline const MARGIN: f32 = 3.0;

/** The run that findHullRun() found, empty if from >= to. */
export let from: i32 = 0;
export let to: i32 = 0;

/** Draws a hull in hand, or what lies between it and the one within (0 = none), with `opacity` shares of the colour in hand. */
export function drawHardHull(hull: usize, within: usize, opacity: u32): void {
  const lastRow = min(max(<i32>ceil(centreRow + load<f32>(hull, Hull.bottom)) + 2, 0), height);
  for (let row = min(max(<i32>floor(centreRow + load<f32>(hull, Hull.top)) - 1, 0), height); row < lastRow; ++row) {
    if (keepsCanvas(row)) continue;
    const below: f32 = <f32>row - centreRow;
    findRun(hull, row, below);
    const a = from;
    const d = to;
    if (a >= d) continue;
    let b = d;
    let c = d;
    if (within != 0) {
      findRun(within, row, below);
      if (from < to) {
        b = from;
        c = to;
      }
    }
    const line = canvas + <usize>row * stride;
    if (opacity == SHARES) {
      fill(line + <usize>a * 3, b - a);
      fill(line + <usize>c * 3, d - c);
      rowDone(row, a, d, a, b);
    } else {
      for (let p = a; p < b; ++p) blendShare(line + <usize>p * 3, opacity);
      for (let p = c; p < d; ++p) blendShare(line + <usize>p * 3, opacity);
      rowDone(row, a, d, a, a);
    }
  }
}

/** Finds the samples of a row of the canvas that are inside. */
function findRun(hull: usize, row: i32, below: f32): void {
  findHullRun(hull, canvasColumns, width, 1.0, offset(canvasRows, row, load<f32>(hull, Hull.y)), below);
}

/**
 * Finds the places of a table of `count` columns that are inside the hull, in the row that lies `dy` m above its centre and `below` rows of the
 * canvas below it; `box` columns of the canvas are one of the table's.
 */
export function findHullRun(hull: usize, columns: usize, count: i32, box: f32, dy: f32, below: f32): void {
  from = 0;
  to = count;
  const points = load<i32>(hull, Hull.count);
  if (points == 1) {
    findDiscRun(hull, columns, box, dy);
    return;
  }
  if (points > 2 && load<f32>(hull, Hull.radius) == 0.0) {
    findPolygonRun(hull, columns, box, dy, points);
    return;
  }
  to = 0;
  if (!cutRow(hull, ROW, below)) return;
  const most = <f32>count;
  from = <i32>floor(min(max(load<f32>(ROW, Cut.leftLow) / box - MARGIN, 0.0), most));
  to = <i32>ceil(min(max(load<f32>(ROW, Cut.rightHigh) / box + MARGIN, 0.0), most));
  const x = load<f32>(hull, Hull.x);
  while (from < to && !inside(hull, offset(columns, from, x), dy)) ++from;
  while (from < to && !inside(hull, offset(columns, to - 1, x), dy)) --to;
}

/** The place of a table at or after a column of the canvas, within the run in hand. */
// @ts-ignore: decorator
@inline function placeAt(column: f32, box: f32): i32 {
  return <i32>ceil(min(max(column / box - 0.5, <f32>from), <f32>to));
}

/**
 * Narrows the run in hand to a polygon's row. Left of an edge lies all of the row on one side of a place: rounding keeps the order of the cross
 * products. Where an edge's line meets the row is only a guess; from there the place is walked to by the test itself.
 */
function findPolygonRun(hull: usize, columns: usize, box: f32, dy: f32, count: i32): void {
  const centre = load<f32>(hull, Hull.x);
  let point = pointOf(hull, count - 1);
  let next = pointOf(hull, 0);
  for (let i = 0; i < count && from < to; ++i) {
    const x = load<f32>(point, Point.x);
    const y = load<f32>(point, Point.y);
    const ex = load<f32>(next, Point.x) - x;
    const ey = load<f32>(next, Point.y) - y;
    const part = ex * (dy - y);
    const rises = ey > 0.0;
    // Rising edges lie on the right and bound the run's end, falling ones its beginning.
    if (!(part - ey * (offset(columns, rises ? to - 1 : from, centre) - x) >= 0.0)) {
      if (ey == 0.0) {
        to = from;
        return;
      }
      let j = placeAt(load<f32>(point, Point.column) + part / ey * columnsPerMetre, box);
      const low = from;
      const high = to;
      // The first place j that is on the right's outside, or on the left's inside.
      while (j > low && part - ey * (offset(columns, j - 1, centre) - x) >= 0.0 != rises) --j;
      while (j < high && part - ey * (offset(columns, j, centre) - x) >= 0.0 == rises) ++j;
      if (rises) to = j;
      else from = j;
    }
    point = next;
    next += Point.SIZE;
  }
}

/** Narrows the run in hand to a disc's row; squares of offsets fall towards the centre and rise after it, rounded or not. */
function findDiscRun(hull: usize, columns: usize, box: f32, dy: f32): void {
  const centre = load<f32>(hull, Hull.x);
  const point = pointOf(hull, 0);
  const x = load<f32>(point, Point.x);
  const wy = dy - load<f32>(point, Point.y);
  const square = wy * wy;
  const radius = load<f32>(hull, Hull.radius);
  const limit = radius * radius;
  if (!(square <= limit)) {
    to = from;
    return;
  }
  const column = load<f32>(point, Point.column);
  const half = sqrt(limit - square) * columnsPerMetre;
  let a = placeAt(column - half, box);
  let d = placeAt(column + half, box);
  const last = to;
  while (a > 0 && within(offset(columns, a - 1, centre) - x, square, limit, 1.0)) --a;
  while (a < last && !within(offset(columns, a, centre) - x, square, limit, 1.0)) ++a;
  while (d < last && within(offset(columns, d, centre) - x, square, limit, -1.0)) ++d;
  while (d > 0 && !within(offset(columns, d - 1, centre) - x, square, limit, -1.0)) --d;
  from = a;
  to = d;
}

/** Whether a place is inside, or beyond the centre as seen from a side (1 = left, -1 = right). */
// @ts-ignore: decorator
@inline function within(wx: f32, square: f32, limit: f32, side: f32): bool {
  return wx * side >= 0.0 || wx * wx + square <= limit;
}

/** Whether the place (dx, dy) m from the centre is inside. */
function inside(hull: usize, dx: f32, dy: f32): bool {
  const count = load<i32>(hull, Hull.count);
  const radius = load<f32>(hull, Hull.radius);
  const limit = radius * radius;
  let leftOfAll = count > 2;
  for (let i = 0; i < count; ++i) {
    const point = pointOf(hull, i);
    const next = pointOf(hull, i + 1 < count ? i + 1 : 0);
    const x = load<f32>(point, Point.x);
    const y = load<f32>(point, Point.y);
    const ex = load<f32>(next, Point.x) - x;
    const ey = load<f32>(next, Point.y) - y;
    const wx = dx - x;
    const wy = dy - y;
    const cross = ex * wy - ey * wx;
    leftOfAll = leftOfAll && cross >= 0.0;
    if (radius == 0.0) continue;
    if (wx * wx + wy * wy <= limit) return true;
    const along = wx * ex + wy * ey;
    const square = ex * ex + ey * ey;
    if (square > 0.0 && along >= 0.0 && along <= square && cross * cross <= limit * square) return true;
  }
  return leftOfAll;
}
