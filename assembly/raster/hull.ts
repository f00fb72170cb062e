// A convex hull grown by a radius, as its boundary on the canvas: circle (1 point), capsule or thick line (2), polygon, rounded polygon.
//
// Grown by a disc, a hull has an edge beside each of its own and an arc at each corner (Minkowski sum): the arc of point i goes from
// the normal of the edge before it to the normal of the edge after it. The boundary is kept as pieces, each a straight line or an arc
// that lies wholly on the left or wholly on the right of the hull, so that a row of the canvas meets it in one stretch of columns.
// Where the pixels of a metre are not square, a disc is an ellipse on the canvas: an arc knows its radii in columns and in rows.
//
// Neighbouring pieces end at numbers that are computed by the same expression, so the heights of either side add up to the hull's.

import { columnsPerMetre, locateWithin, centreColumn, rowsPerMetre } from './camera';

/** Most points of a hull in hand: 8 corners, and what insetting may add. */
// @ts-ignore: decorator
@inline export const MOST_POINTS: i32 = 16;

/** A hull is drawn only while its centre and its reach are below this many canvas pixels. Edges are then good to half a pixel. */
// @ts-ignore: decorator
@inline const FAR: f32 = 4194304.0;

/** Points whose distance is below the root of this (m) are one. */
// @ts-ignore: decorator
@inline const NEAR: f32 = 1e-30;

/** A piece of less height (rows) is left out. */
// @ts-ignore: decorator
@inline const FLAT: f32 = 0.00000095367431640625; // 2^-20

/** A hull in hand. Columns are counted from the canvas's left border, rows downwards from the centre it was given. */
export namespace Hull {
  // @ts-ignore: decorator
  @inline export const count: usize = 0; // i32 points
  // @ts-ignore: decorator
  @inline export const pieces: usize = 4; // i32
  // @ts-ignore: decorator
  @inline export const radius: usize = 8; // m
  // @ts-ignore: decorator
  @inline export const across: usize = 12; // radius in columns
  // @ts-ignore: decorator
  @inline export const down: usize = 16; // radius in rows
  // @ts-ignore: decorator
  @inline export const left: usize = 20; // least and greatest column and row
  // @ts-ignore: decorator
  @inline export const right: usize = 24;
  // @ts-ignore: decorator
  @inline export const top: usize = 28;
  // @ts-ignore: decorator
  @inline export const bottom: usize = 32;
  // @ts-ignore: decorator
  @inline export const bend: usize = 36; // an eighth of the arcs' greatest curvature, 1/pixel
  // @ts-ignore: decorator
  @inline export const x: usize = 40; // the centre, m
  // @ts-ignore: decorator
  @inline export const y: usize = 44;
  // @ts-ignore: decorator
  @inline export const points: usize = 48; // Point[MOST_POINTS]
  // @ts-ignore: decorator
  @inline export const piece: usize = 48 + 16 * 24; // Piece[]
  // @ts-ignore: decorator
  @inline export const SIZE: i32 = 48 + 16 * 24 + 3 * 16 * 28;
}

/** A point, turned, and the edge from it to the next one. */
export namespace Point {
  // @ts-ignore: decorator
  @inline export const x: usize = 0; // m from the centre
  // @ts-ignore: decorator
  @inline export const y: usize = 4;
  // @ts-ignore: decorator
  @inline export const column: usize = 8;
  // @ts-ignore: decorator
  @inline export const row: usize = 12;
  // @ts-ignore: decorator
  @inline export const nx: usize = 16; // outward unit normal of its edge, y upwards
  // @ts-ignore: decorator
  @inline export const ny: usize = 20;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 24;
}

export namespace Piece {
  // @ts-ignore: decorator
  @inline export const from: usize = 0; // rows it reaches from and to, from < to
  // @ts-ignore: decorator
  @inline export const to: usize = 4;
  // @ts-ignore: decorator
  @inline export const side: usize = 8; // -1 = left, 1 = right of the hull
  // @ts-ignore: decorator
  @inline export const arc: usize = 12; // u32, 1 = an arc
  // A line: its columns at `from` and at `to`, and columns a row. An arc: column and row of its centre.
  // @ts-ignore: decorator
  @inline export const first: usize = 16;
  // @ts-ignore: decorator
  @inline export const last: usize = 20;
  // @ts-ignore: decorator
  @inline export const slope: usize = 24;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 28;
}

/**
 * Takes a hull in hand: `count` points f32[count][2] (m, counter-clockwise) in a frame that is turned by (cosine, sine) about its
 * origin at (x, y), grown by `radius`. False if it is never drawn: empty, too far, too large, or not a number.
 */
export function takeHull(hull: usize, points: usize, count: i32, x: f32, y: f32, cosine: f32, sine: f32, radius: f32): bool {
  let kept = 0;
  let reach: f32 = 0.0;
  for (let i = 0; i < count; ++i, points += 8) {
    const px = load<f32>(points);
    const py = load<f32>(points, 4);
    const ox = px * cosine - py * sine;
    const oy = px * sine + py * cosine;
    if (kept > 0 && together(pointOf(hull, kept - 1), ox, oy)) continue;
    const point = pointOf(hull, kept);
    kept += 1;
    store<f32>(point, ox, Point.x);
    store<f32>(point, oy, Point.y);
    reach = max(reach, sqrt(ox * ox + oy * oy));
  }
  if (kept > 1 && together(pointOf(hull, kept - 1), load<f32>(pointOf(hull, 0), Point.x), load<f32>(pointOf(hull, 0), Point.y))) kept -= 1;
  if (kept == 0 || !(radius >= 0.0) || !locateWithin(x, y, reach + radius, FAR)) return false;
  store<i32>(hull, kept, Hull.count);
  store<f32>(hull, x, Hull.x);
  store<f32>(hull, y, Hull.y);
  store<f32>(hull, radius, Hull.radius);
  const across = radius * columnsPerMetre;
  const down = radius * rowsPerMetre;
  store<f32>(hull, across, Hull.across);
  store<f32>(hull, down, Hull.down);
  const least = min(across, down);
  store<f32>(hull, least > FLAT ? max(across, down) / (least * least) * 0.125 : 0.0, Hull.bend);
  placePoints(hull, kept);
  makePieces(hull, kept, least > FLAT);
  return load<i32>(hull, Hull.pieces) > 0;
}

// @ts-ignore: decorator
@inline export function pointOf(hull: usize, i: i32): usize {
  return hull + Hull.points + <usize>i * Point.SIZE;
}

// @ts-ignore: decorator
@inline function together(point: usize, x: f32, y: f32): bool {
  const dx = load<f32>(point, Point.x) - x;
  const dy = load<f32>(point, Point.y) - y;
  return dx * dx + dy * dy <= NEAR;
}

/** Places the points on the canvas and finds the normals of their edges. */
function placePoints(hull: usize, count: i32): void {
  const middle = centreColumn + 0.5;
  let left: f32 = Infinity;
  let right: f32 = -Infinity;
  for (let i = 0; i < count; ++i) {
    const point = pointOf(hull, i);
    const next = pointOf(hull, i + 1 < count ? i + 1 : 0);
    const x = load<f32>(point, Point.x);
    const y = load<f32>(point, Point.y);
    const column = middle + x * columnsPerMetre;
    store<f32>(point, column, Point.column);
    store<f32>(point, -(y * rowsPerMetre), Point.row);
    left = min(left, column);
    right = max(right, column);
    if (count == 1) break;
    const ex = load<f32>(next, Point.x) - x;
    const ey = load<f32>(next, Point.y) - y;
    const length = sqrt(ex * ex + ey * ey);
    store<f32>(point, ey / length, Point.nx);
    store<f32>(point, -ex / length, Point.ny);
  }
  store<f32>(hull, left - load<f32>(hull, Hull.across), Hull.left);
  store<f32>(hull, right + load<f32>(hull, Hull.across), Hull.right);
}

/** Makes the pieces, counter-clockwise: the arc of each point, then its edge. */
function makePieces(hull: usize, count: i32, round: bool): void {
  store<i32>(hull, 0, Hull.pieces);
  store<f32>(hull, Infinity, Hull.top);
  store<f32>(hull, -Infinity, Hull.bottom);
  if (count == 1) {
    if (!round) return;
    addArc(hull, hull + Hull.points, -1.0, -1.0, 1.0);
    addArc(hull, hull + Hull.points, 1.0, -1.0, 1.0);
    return;
  }
  const across = load<f32>(hull, Hull.across);
  const down = load<f32>(hull, Hull.down);
  for (let i = 0; i < count; ++i) {
    const point = pointOf(hull, i);
    const next = pointOf(hull, i + 1 < count ? i + 1 : 0);
    if (round) addCorner(hull, point, pointOf(hull, i > 0 ? i - 1 : count - 1));
    const dx = load<f32>(point, Point.nx) * across;
    const dy = load<f32>(point, Point.ny) * down;
    const x0 = load<f32>(point, Point.column) + dx;
    const y0 = load<f32>(point, Point.row) - dy;
    const x1 = load<f32>(next, Point.column) + dx;
    const y1 = load<f32>(next, Point.row) - dy;
    // Counter-clockwise, the boundary goes down on the left and up on the right.
    if (y0 < y1) addLine(hull, -1.0, y0, y1, x0, x1);
    else addLine(hull, 1.0, y1, y0, x1, x0);
  }
}

/** Adds the arc of a point, from the normal of the edge before it to that of its own edge: at most half a turn. */
function addCorner(hull: usize, point: usize, before: usize): void {
  const ax = load<f32>(before, Point.nx);
  const ay = load<f32>(before, Point.ny);
  const bx = load<f32>(point, Point.nx);
  const by = load<f32>(point, Point.ny);
  // Where the edges go straight on, rounding may turn the other way.
  if (ax * by - ay * bx <= 0.0 && ax * bx + ay * by > 0.0) return;
  const fromRight = ax > 0.0 || (ax == 0.0 && ay < 0.0);
  const toRight = bx > 0.0 || (bx == 0.0 && by > 0.0);
  if (fromRight) {
    addArc(hull, point, 1.0, ay, toRight ? by : 1.0);
    if (!toRight) addArc(hull, point, -1.0, by, 1.0);
  } else {
    addArc(hull, point, -1.0, toRight ? -1.0 : by, ay);
    if (toRight) addArc(hull, point, 1.0, -1.0, by);
  }
}

/** Adds the part of a point's arc whose normals have a y from `low` to `high`. */
function addArc(hull: usize, point: usize, side: f32, low: f32, high: f32): void {
  const down = load<f32>(hull, Hull.down);
  const row = load<f32>(point, Point.row);
  const piece = addPiece(hull, side, row - high * down, row - low * down);
  if (piece == 0) return;
  store<u32>(piece, 1, Piece.arc);
  store<f32>(piece, load<f32>(point, Point.column), Piece.first);
  store<f32>(piece, row, Piece.last);
}

function addLine(hull: usize, side: f32, from: f32, to: f32, first: f32, last: f32): void {
  const piece = addPiece(hull, side, from, to);
  if (piece == 0) return;
  store<u32>(piece, 0, Piece.arc);
  store<f32>(piece, first, Piece.first);
  store<f32>(piece, last, Piece.last);
  store<f32>(piece, (last - first) / (to - from), Piece.slope);
}

function addPiece(hull: usize, side: f32, from: f32, to: f32): usize {
  if (!(to - from > FLAT)) return 0;
  const count = load<i32>(hull, Hull.pieces);
  store<i32>(hull, count + 1, Hull.pieces);
  store<f32>(hull, min(load<f32>(hull, Hull.top), from), Hull.top);
  store<f32>(hull, max(load<f32>(hull, Hull.bottom), to), Hull.bottom);
  const piece = hull + Hull.piece + <usize>count * Piece.SIZE;
  store<f32>(piece, from, Piece.from);
  store<f32>(piece, to, Piece.to);
  store<f32>(piece, side, Piece.side);
  return piece;
}
