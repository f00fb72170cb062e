// What a query asks of one shape: whether and when it is met, and what a Hit says of it.
//
// Everything is computed in the frame of the shape's body about its centre of mass, where numbers are small. A cast and an overlap look at the Minkowski
// difference of both shapes (minkowski.ts): there the moving shape is a point.

import { Geometry } from '../geometry/records';
import * as difference from '../geometry/minkowski';
import { Feature, index, kind, lengthOf, nearest, normalX, normalY } from '../geometry/nearest';
import { MISS, inside, metIndex, metKind, metX, metY, rayHull } from '../geometry/ray';
import { next } from '../geometry/relative-hull';
import { Hit } from '../memory/layout';
import { Body } from './body';
import { boundsOf } from './broad-phase';
import { bodyAt, shapeAt } from './contact';
import { Shape } from './shape';
import { aim } from './query-walk';

/** Kinds of queries. */
export namespace Ask {
  // @ts-ignore: decorator
  @inline export const Ray: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Point: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Box: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Overlap: u32 = 3;
  // @ts-ignore: decorator
  @inline export const Cast: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Nearest: u32 = 5;
}

/** The Geometry record of the shape that is cast. */
export const GEOMETRY: usize = memory.data(160, 16);
const bounds: usize = memory.data(16, 8);

// The question: start, unit direction (0, 0 = none), length; the rotation of the shape that is cast; the far corner of a box.
let what: u32 = 0;
let startX: f32 = 0;
let startY: f32 = 0;
let headX: f32 = 0;
let headY: f32 = 0;
let length: f32 = 0;
let turnC: f32 = 1;
let turnS: f32 = 0;
let farX: f32 = 0;
let farY: f32 = 0;

function question(asked: u32, x: f32, y: f32, dx: f32, dy: f32): void {
  what = asked;
  startX = x;
  startY = y;
  length = lengthOf(dx, dy);
  headX = length > 0 ? dx / length : 0;
  headY = length > 0 ? dy / length : 0;
}

/** Without a length it is a point. */
export function askRay(x: f32, y: f32, dx: f32, dy: f32): void {
  question(dx == 0 && dy == 0 ? Ask.Point : Ask.Ray, x, y, dx, dy);
  aim(x, y, dx, dy, 0, 0);
}

export function askPoint(x: f32, y: f32): void {
  question(Ask.Point, x, y, 0, 0);
  aim(x, y, 0, 0, 0, 0);
}

/** Shapes whose bounds touch those of two corners. */
export function askBox(x0: f32, y0: f32, x1: f32, y1: f32): void {
  question(Ask.Box, min<f32>(x0, x1), min<f32>(y0, y1), 0, 0);
  farX = max<f32>(x0, x1);
  farY = max<f32>(y0, y1);
  const hx: f32 = (farX - startX) * <f32>0.5;
  const hy: f32 = (farY - startY) * <f32>0.5;
  aim(startX + hx, startY + hy, 0, 0, hx, hy);
}

/** The shape in GEOMETRY, its origin at (x, y) and turned by (c, s): what it meets on its way; without one, what it overlaps. */
export function askShape(x: f32, y: f32, c: f32, s: f32, dx: f32, dy: f32): void {
  question(dx == 0 && dy == 0 ? Ask.Overlap : Ask.Cast, x, y, dx, dy);
  turnC = c;
  turnS = s;
  let x0: f32 = Infinity;
  let y0: f32 = Infinity;
  let x1: f32 = -Infinity;
  let y1: f32 = -Infinity;
  const end = GEOMETRY + (<usize>load<u32>(GEOMETRY, Geometry.count) << 3);
  for (let v = GEOMETRY; v < end; v += 8) {
    const vx = load<f32>(v, Geometry.vertices);
    const vy = load<f32>(v, Geometry.vertices + 4);
    const ax: f32 = c * vx - s * vy;
    const ay: f32 = s * vx + c * vy;
    x0 = min<f32>(x0, ax);
    y0 = min<f32>(y0, ay);
    x1 = max<f32>(x1, ax);
    y1 = max<f32>(y1, ay);
  }
  const r = load<f32>(GEOMETRY, Geometry.radius);
  aim(x + (x0 + x1) * <f32>0.5, y + (y0 + y1) * <f32>0.5, dx, dy, (x1 - x0) * <f32>0.5 + r, (y1 - y0) * <f32>0.5 + r);
}

/** The nearest surface, at most `most` m away. */
export function askNearest(x: f32, y: f32, most: f32): void {
  question(Ask.Nearest, x, y, 0, 0);
  lookWithin(most);
}

/** Nothing farther than this is nearest any more. */
export function lookWithin(most: f32): void {
  aim(startX, startY, 0, 0, max<f32>(most, 0), max<f32>(most, 0));
}

// The shape that is asked, and the question in its body's frame.
let shape: usize = 0;
let body: usize = 0;
let px: f32 = 0;
let py: f32 = 0;
let ux: f32 = 0;
let uy: f32 = 0;

function face(world: usize, i: u32): void {
  shape = shapeAt(world, i);
  body = bodyAt(world, load<u32>(shape, Shape.body));
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const x: f32 = startX - load<f32>(body, Body.x);
  const y: f32 = startY - load<f32>(body, Body.y);
  px = c * x + s * y;
  py = c * y - s * x;
  ux = c * headX + s * headY;
  uy = c * headY - s * headX;
}

/** Makes the difference of the shape that is asked and the one that is cast. */
function subtract(): void {
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  difference.subtract(shape, GEOMETRY, c * turnC + s * turnS, c * turnS - s * turnC);
}

/** The radii of both. */
function radii(): f32 {
  return load<f32>(shape, Geometry.radius) + load<f32>(GEOMETRY, Geometry.radius);
}

/** Signed distance of the two; negative: the depth by which they overlap. */
function overlap(): f32 {
  return nearest(difference.vertices, difference.normals, difference.count, radii(), px, py);
}

/** Signed distance of the point that is asked for. */
function away(): f32 {
  return nearest(
    shape + Geometry.vertices, shape + Geometry.normals, load<u32>(shape, Geometry.count), load<f32>(shape, Geometry.radius), px, py,
  );
}

function boxMeets(world: usize, i: u32): bool {
  boundsOf(world, i, bounds);
  return load<f32>(bounds) <= farX && load<f32>(bounds, 4) <= farY && load<f32>(bounds, 8) >= startX && load<f32>(bounds, 12) >= startY;
}

/** Way in m at which shape i is met, 0 where it is met at once, or MISS; of the nearest surface its signed distance. */
export function ask(world: usize, i: u32): f32 {
  face(world, i);
  const count = load<u32>(shape, Geometry.count);
  const radius = load<f32>(shape, Geometry.radius);
  if (what == Ask.Ray) return rayHull(shape + Geometry.vertices, shape + Geometry.normals, count, radius, px, py, ux, uy, length);
  if (what == Ask.Nearest) return away();
  if (what == Ask.Point) return (count > 2 || radius > 0) && away() <= 0 ? 0 : MISS;
  if (what == Ask.Box) return boxMeets(world, i) ? 0 : MISS;
  subtract();
  if (what == Ask.Overlap) return overlap() <= 0 ? 0 : MISS;
  return rayHull(difference.vertices, difference.normals, difference.count, radii(), px, py, ux, uy, length);
}

/** The part of the way, 0 to 1, that a number of ask() is. */
export function fractionOf(way: f32): f32 {
  return length > 0 ? min<f32>(way / length, 1) : 0;
}

// A point in the frame of the body that is asked.
let pointX: f32 = 0;
let pointY: f32 = 0;

/** On the surface of the shape that is asked at the feature that was met, nearest to (x, y). */
function onShape(feature: u32, number: u32, nx: f32, ny: f32, x: f32, y: f32): void {
  const v = shape + (<usize>number << 3);
  const radius = load<f32>(shape, Geometry.radius);
  const vx = load<f32>(v, Geometry.vertices);
  const vy = load<f32>(v, Geometry.vertices + 4);
  if (feature == Feature.Vertex) {
    pointX = vx + nx * radius;
    pointY = vy + ny * radius;
  } else {
    const height: f32 = nx * (x - vx) + ny * (y - vy) - radius;
    pointX = x - nx * height;
    pointY = y - ny * height;
  }
}

/**
 * On the surface of the shape that is asked, where the one that is cast meets it when its origin is at (x, y): at a corner of either, or in the middle of
 * the stretch in which two edges lie on each other.
 */
function onDifference(feature: u32, number: u32, nx: f32, ny: f32, x: f32, y: f32): void {
  const at = <usize>number << 2;
  const vertices = shape + Geometry.vertices;
  const radius = load<f32>(shape, Geometry.radius);
  const a = vertices + (<usize>load<u32>(difference.ofA + at) << 3);
  const edges = feature == Feature.Vertex ? 0 : load<u32>(difference.edgeOf + at);
  if (edges != 1 && edges != 3) {
    pointX = load<f32>(a) + nx * radius;
    pointY = load<f32>(a, 4) + ny * radius;
    return;
  }
  const j = load<u32>(difference.ofB + at);
  const b = difference.turned + (<usize>j << 3);
  let bx: f32 = x - load<f32>(b);
  let by: f32 = y - load<f32>(b, 4);
  if (edges == 3) {
    const p = vertices + (<usize>next(load<u32>(difference.ofA + at), load<u32>(shape, Geometry.count)) << 3);
    const q = difference.turned + (<usize>next(j, load<u32>(GEOMETRY, Geometry.count)) << 3);
    // Along the edge of a from its first vertex; that of b runs the other way.
    const width: f32 = nx * (load<f32>(p, 4) - load<f32>(a, 4)) - ny * (load<f32>(p) - load<f32>(a));
    const first: f32 = nx * (y - load<f32>(q, 4) - load<f32>(a, 4)) - ny * (x - load<f32>(q) - load<f32>(a));
    const last: f32 = nx * (by - load<f32>(a, 4)) - ny * (bx - load<f32>(a));
    const middle: f32 = (max<f32>(first, 0) + min<f32>(last, width)) * <f32>0.5;
    bx += ny * (last - middle);
    by -= nx * (last - middle);
  }
  onShape(Feature.Edge, load<u32>(difference.ofA + at), nx, ny, bx, by);
}

/** Writes what a Hit says of shape i beside its ids: fraction, point, normal, distance. */
export function describe(world: usize, i: u32, out: usize): void {
  const way = ask(world, i);
  let nx: f32 = 0;
  let ny: f32 = 0;
  let distance: f32 = 0;
  pointX = px;
  pointY = py;
  if (what == Ask.Ray || what == Ask.Cast) {
    nx = metX;
    ny = metY;
    distance = way;
    const x: f32 = px + ux * way;
    const y: f32 = py + uy * way;
    if (what == Ask.Cast && inside) {
      overlap();
      onDifference(kind, index, normalX, normalY, px, py);
    } else if (what == Ask.Cast) {
      onDifference(metKind, metIndex, nx, ny, x, y);
    } else if (!inside) {
      onShape(metKind, metIndex, nx, ny, x, y);
    }
  } else if (what == Ask.Overlap) {
    distance = overlap();
    nx = normalX;
    ny = normalY;
    onDifference(kind, index, nx, ny, px, py);
  } else if (what != Ask.Box) {
    distance = away();
    nx = normalX;
    ny = normalY;
    onShape(kind, index, nx, ny, px, py);
  }
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const zero: f32 = 0;
  if (what == Ask.Box) {
    memory.fill(out + Hit.fraction, 0, Hit.SIZE - Hit.fraction);
    return;
  }
  const started = what == Ask.Ray && inside;
  const x: f32 = load<f32>(body, Body.x) + (c * pointX - s * pointY);
  const y: f32 = load<f32>(body, Body.y) + (s * pointX + c * pointY);
  store<f32>(out, fractionOf(way) + zero, Hit.fraction);
  store<f32>(out, (started ? startX : x) + zero, Hit.x);
  store<f32>(out, (started ? startY : y) + zero, Hit.y);
  store<f32>(out, c * nx - s * ny + zero, Hit.nx);
  store<f32>(out, s * nx + c * ny + zero, Hit.ny);
  store<f32>(out, distance + zero, Hit.distance);
}

