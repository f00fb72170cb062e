// From the vertices that an author gives to a Geometry record: checked, centred, counter-clockwise, with normals.
//
// All of it is computed in f64 from the f32 that came in (one of the reviewed rooms: this is set-up, not the step) and rounded once.
// The vertices are moved by -(ox, oy), the body's centre of mass, before anything else, so that the record stands in the frame that
// the step works in. Normals come from the unrounded vertices: they keep the author's angles even where rounding moved a vertex.
//
// Polygons. Let size be the longer side of the bounding box.
//   1. Neighbours closer than 1e-5 size, 1e-6 m or the rounding of the coordinates, and outlines thinner than that, have no area
//      worth the name: PolygonDegenerate.
//   2. A vertex on the line between its neighbours is dropped: it would only add an edge with the same normal. "On" allows 1e-6 size
//      and the rounding of the coordinates, so that a corner written in decimals counts. The first one found goes first.
//   3. The sign of the area gives the winding; clockwise ones are turned round about the author's first vertex, which stays first.
//   4. What is left is convex and simple exactly if every vertex lies strictly to the left of every edge. Turns alone would not do:
//      a pentagram turns left five times. Else PolygonConcave, with the vertex at fault in the author's numbering.
// The sign of a cross product of f32 differences is trusted in f64: its error is 1e-16 of the coordinates squared, far below 2.
//
// What the status block says:
//   ShapeValue         item: the vertex, or the count of vertices; value: the coordinate, radius, count or kind; limit: the bound it broke
//   ShapeDegenerate    value: the length, limit: the least
//   PolygonDegenerate  two vertices: item: the second; value: their distance, limit: the least
//                      no area: item: count of vertices; value: the area, limit: about the least for this size
//   PolygonConcave     item and value: the vertex that turns the wrong way or lies outside an edge, limit: count of vertices

import { Failure, ShapeKind } from '../memory/layout';
import { fail } from '../memory/status';
import { Geometry, MAX_VERTICES } from './records';

/** m; coordinates and radii stay below. */
const LIMIT: f32 = 1e6;
/** m; the least radius of a circle or capsule, and the least length of a capsule, a segment or an edge. */
const LEAST: f32 = 1e-6;
/** The least distance of neighbours and the least thickness, as a fraction of the size. */
const DISTINCT: f64 = 1e-5;
/** How far off the line between its neighbours a vertex is dropped, as a fraction of the size. */
const STRAIGHT: f64 = 1e-6;
/** 2^-23: twice the relative rounding error of a coordinate. */
const ULP: f64 = 1.1920928955078125e-7;

const points: usize = memory.data(<i32>MAX_VERTICES * 16, 8); // f64[8][2], moved
const names: usize = memory.data(<i32>MAX_VERTICES * 4, 4); // u32[8], their numbers as the author counts

// @ts-ignore: decorator
@inline
function px(i: u32): f64 {
  return load<f64>(points + (<usize>i << 4));
}

// @ts-ignore: decorator
@inline
function py(i: u32): f64 {
  return load<f64>(points + (<usize>i << 4), 8);
}

// @ts-ignore: decorator
@inline
function name(i: u32): u32 {
  return load<u32>(names + (<usize>i << 2));
}

/** Twice the area of the triangle a, b, c; positive if it turns left. */
function turn(a: u32, b: u32, c: u32): f64 {
  return (px(b) - px(a)) * (py(c) - py(a)) - (py(b) - py(a)) * (px(c) - px(a));
}

function distance(a: u32, b: u32): f64 {
  const dx = px(b) - px(a);
  const dy = py(b) - py(a);
  return sqrt(dx * dx + dy * dy);
}

/** Twice the signed area of the outline. */
function doubleArea(count: u32): f64 {
  let sum: f64 = 0.0;
  for (let i: u32 = 1; i + 1 < count; i++) sum += turn(0, i, i + 1);
  return sum;
}

/** Fills the record at `out`. Returns 0 or a Failure; then `out` is as it was. */
export function makeGeometry(kind: u32, radius: f32, vertices: usize, count: u32, ox: f64, oy: f64, out: usize): i32 {
  let code = checkValues(kind, radius, vertices, count);
  if (code) return code;
  for (let i: u32 = 0; i < count; i++) {
    const at = vertices + (<usize>i << 3);
    store<f64>(points + (<usize>i << 4), <f64>load<f32>(at) - ox);
    store<f64>(points + (<usize>i << 4), <f64>load<f32>(at, 4) - oy, 8);
    store<u32>(names + (<usize>i << 2), i);
  }
  let n = count;
  if (kind == ShapeKind.Polygon) {
    code = checkSize(count, largest(vertices, count));
    if (code) return code;
    n = dropStraight(count, largest(vertices, count));
    if (doubleArea(n) < 0.0) reverse(n);
    code = checkConvex(n, count);
    if (code) return code;
  } else if (count == 2 && distance(0, 1) < <f64>LEAST) {
    return fail(Failure.ShapeDegenerate, 1, 0, distance(0, 1), <f64>LEAST);
  }
  // A body whose centre of mass lies very far away may leave nothing between two vertices.
  for (let i: u32 = 0; i < n; i++) {
    const j = i + 1 < n ? i + 1 : 0;
    if (i != j && <f32>px(i) == <f32>px(j) && <f32>py(i) == <f32>py(j)) {
      const degenerate = kind == ShapeKind.Polygon ? Failure.PolygonDegenerate : Failure.ShapeDegenerate;
      return fail(degenerate, name(j), 0, distance(i, j), max(abs(px(j)), abs(py(j))) * ULP);
    }
  }
  write(kind, radius, n, out);
  return 0;
}

function checkValues(kind: u32, radius: f32, vertices: usize, count: u32): i32 {
  if (kind > ShapeKind.Segment) return fail(Failure.ShapeValue, count, 0, <f64>kind, <f64>ShapeKind.Segment);
  const least: u32 = kind == ShapeKind.Polygon ? 3 : kind == ShapeKind.Circle ? 1 : 2;
  const most: u32 = kind == ShapeKind.Polygon ? MAX_VERTICES : least;
  if (count < least) return fail(Failure.ShapeValue, count, 0, <f64>count, <f64>least);
  if (count > most) return fail(Failure.ShapeValue, count, 0, <f64>count, <f64>most);
  if (!(radius < LIMIT)) return fail(Failure.ShapeValue, count, 0, <f64>radius, <f64>LIMIT);
  const round = kind == ShapeKind.Circle || kind == ShapeKind.Capsule;
  const thinnest: f32 = round ? LEAST : 0;
  if (!(radius >= thinnest)) return fail(Failure.ShapeValue, count, 0, <f64>radius, <f64>thinnest);
  if (kind == ShapeKind.Segment && radius != 0) return fail(Failure.ShapeValue, count, 0, <f64>radius, 0.0);
  for (let i: u32 = 0; i < count * 2; i++) {
    const value = load<f32>(vertices + (<usize>i << 2));
    if (!(abs<f32>(value) < LIMIT)) return fail(Failure.ShapeValue, i >> 1, 0, <f64>value, <f64>LIMIT);
  }
  return 0;
}

/** The largest of the author's coordinates: what they were rounded by. */
function largest(vertices: usize, count: u32): f64 {
  let most: f64 = 0.0;
  for (let i: u32 = 0; i < count * 2; i++) most = max(most, <f64>abs<f32>(load<f32>(vertices + (<usize>i << 2))));
  return most;
}

/** The longer side of the bounding box. */
function sizeOf(count: u32): f64 {
  let left = px(0);
  let right = left;
  let bottom = py(0);
  let top = bottom;
  for (let i: u32 = 1; i < count; i++) {
    left = min(left, px(i));
    right = max(right, px(i));
    bottom = min(bottom, py(i));
    top = max(top, py(i));
  }
  return max(right - left, top - bottom);
}

/** Neighbours apart, and some vertex off the line from the first vertex to the one farthest from it. */
function checkSize(count: u32, coordinate: f64): i32 {
  const size = sizeOf(count);
  const least = max(max(size * DISTINCT, coordinate * ULP), <f64>LEAST);
  let far: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const j = i + 1 < count ? i + 1 : 0;
    if (distance(i, j) < least) return fail(Failure.PolygonDegenerate, j, 0, distance(i, j), least);
    if (distance(0, i) > distance(0, far)) far = i;
  }
  const length = distance(0, far);
  let width: f64 = 0.0;
  for (let i: u32 = 1; i < count; i++) width = max(width, abs(turn(0, far, i)));
  if (width >= least * length) return 0;
  return fail(Failure.PolygonDegenerate, count, 0, abs(doubleArea(count)) * 0.5, least * length * 0.5);
}

/** Takes out vertices on the line between their neighbours; returns how many are left. */
function dropStraight(count: u32, coordinate: f64): u32 {
  const slack = sizeOf(count) * STRAIGHT + coordinate * ULP;
  let n = count;
  let i: u32 = 0;
  while (i < n && n > 3) {
    const before = i > 0 ? i - 1 : n - 1;
    const after = i + 1 < n ? i + 1 : 0;
    const ax = px(i) - px(before);
    const ay = py(i) - py(before);
    const bx = px(after) - px(i);
    const by = py(after) - py(i);
    const between = ax * bx + ay * by > 0.0;
    if (!between || abs(turn(before, i, after)) > slack * distance(before, after)) {
      i++;
      continue;
    }
    n--;
    for (let k = i; k < n; k++) {
      store<f64>(points + (<usize>k << 4), px(k + 1));
      store<f64>(points + (<usize>k << 4), py(k + 1), 8);
      store<u32>(names + (<usize>k << 2), name(k + 1));
    }
    i = 0;
  }
  return n;
}

/** Turns the winding round; the first vertex stays first. */
function reverse(n: u32): void {
  for (let i: u32 = 1, j: u32 = n - 1; i < j; i++, j--) {
    const x = px(i);
    const y = py(i);
    const k = name(i);
    store<f64>(points + (<usize>i << 4), px(j));
    store<f64>(points + (<usize>i << 4), py(j), 8);
    store<u32>(names + (<usize>i << 2), name(j));
    store<f64>(points + (<usize>j << 4), x);
    store<f64>(points + (<usize>j << 4), y, 8);
    store<u32>(names + (<usize>j << 2), k);
  }
}

function checkConvex(n: u32, count: u32): i32 {
  for (let i: u32 = 0; i < n; i++) {
    const before = i > 0 ? i - 1 : n - 1;
    const after = i + 1 < n ? i + 1 : 0;
    if (!(turn(before, i, after) > 0.0)) return fail(Failure.PolygonConcave, name(i), 0, <f64>name(i), <f64>count);
  }
  for (let i: u32 = 0; i < n; i++) {
    const after = i + 1 < n ? i + 1 : 0;
    for (let j: u32 = 0; j < n; j++)
      if (j != i && j != after && !(turn(i, after, j) > 0.0))
        return fail(Failure.PolygonConcave, name(j), 0, <f64>name(j), <f64>count);
  }
  return 0;
}

/** Rounds up, so that nothing sticks out of it. */
function ceiling(value: f64): f32 {
  const f = <f32>value;
  return <f64>f < value ? reinterpret<f32>(reinterpret<u32>(f) + 1) : f;
}

/** Rounds down a value > 0. */
function floored(value: f64): f32 {
  const f = <f32>value;
  return <f64>f > value ? reinterpret<f32>(reinterpret<u32>(f) - 1) : f;
}

function write(kind: u32, radius: f32, n: u32, out: usize): void {
  memory.fill(out, 0, Geometry.SIZE);
  store<u32>(out, kind, Geometry.kind);
  store<u32>(out, n, Geometry.count);
  store<f32>(out, radius, Geometry.radius);

  // Centroid of the hull of the vertices, in triangles from the first; for one or two vertices their middle.
  let cx: f64 = (px(0) + px(n - 1)) * 0.5;
  let cy: f64 = (py(0) + py(n - 1)) * 0.5;
  if (kind == ShapeKind.Polygon) {
    let mx: f64 = 0.0;
    let my: f64 = 0.0;
    for (let i: u32 = 1; i + 1 < n; i++) {
      const weight = turn(0, i, i + 1);
      mx += weight * (px(i) - px(0) + (px(i + 1) - px(0)));
      my += weight * (py(i) - py(0) + (py(i + 1) - py(0)));
    }
    const total = doubleArea(n) * 3.0;
    cx = px(0) + mx / total;
    cy = py(0) + my / total;
  }
  store<f32>(out, <f32>cx, Geometry.centerX);
  store<f32>(out, <f32>cy, Geometry.centerY);

  let reach: f64 = 0.0;
  let inner: f64 = kind == ShapeKind.Polygon ? Infinity : 0.0;
  for (let i: u32 = 0; i < n; i++) {
    const at = out + (<usize>i << 3);
    const x = <f32>px(i);
    const y = <f32>py(i);
    store<f32>(at, x, Geometry.vertices);
    store<f32>(at, y, Geometry.vertices + 4);
    reach = max(reach, sqrt(<f64>x * <f64>x + <f64>y * <f64>y));
    if (n == 1) continue;
    const j = i + 1 < n ? i + 1 : 0;
    const length = distance(i, j);
    const nx = (py(j) - py(i)) / length;
    const ny = (px(i) - px(j)) / length;
    store<f32>(at, <f32>nx, Geometry.normals);
    store<f32>(at, <f32>ny, Geometry.normals + 4);
    if (kind == ShapeKind.Polygon) inner = min(inner, nx * (px(i) - cx) + ny * (py(i) - cy));
  }
  store<f32>(out, floored(inner + <f64>radius), Geometry.core);
  store<f32>(out, ceiling(reach + <f64>radius), Geometry.extent);
}
