// Where a ray first meets a rounded hull.
//
// Sharp polygons: the ray clipped by the line of each edge (M. Cyrus, J. Beck, "Generalized two- and three-dimensional clipping", 1978). Segments: on
// which sides of the ray's line their ends lie, so that no ray slips through between two segments of one body that share an end. Rounded hulls:
// the first of all entries into the discs about the vertices and across the edges moved out by the radius; discs lie inside the hull, so none comes too
// early. Nothing is iterated: errors are roundings of the ray's length and the hull's size.
//
// Hulls are closed: a ray that only touches one meets it. A ray that begins on the surface meets it where it goes in, not where it goes out at once.
// The hull is in the ray's frame, as nearest() takes it.

import { Feature, index, kind, lengthOf, nearest, normalX, normalY } from './nearest';

/** The ray meets nothing. Every distance is >= 0. */
export const MISS: f32 = -1.0;

/** Witness of rayHull(): whether it began inside, else the feature that was met, and the outward unit normal there. */
export let inside: bool = false;
export let metKind: u32 = 0;
export let metIndex: u32 = 0;
export let metX: f32 = 0;
export let metY: f32 = 0;

// @ts-ignore: decorator
@inline
function meet(what: u32, number: u32, x: f32, y: f32): void {
  inside = false;
  metKind = what;
  metIndex = number;
  metX = x;
  metY = y;
}

/** It began inside; what is nearest is named as the feature. */
function begin(ux: f32, uy: f32): f32 {
  meet(kind, index, -ux, -uy);
  inside = true;
  return 0;
}

let discX: f32 = 0;
let discY: f32 = 0;

/**
 * Entry into the disc of a radius about the origin from (qx, qy), outside of it or on its rim; the normal goes to discX, discY. As in disc.ts, without
 * cancellation: with s = q x u the half chord is sqrt(r^2 - s^2).
 */
// @ts-ignore: decorator
@inline
function enterDisc(qx: f32, qy: f32, radius: f32, ux: f32, uy: f32): f32 {
  const b: f32 = qx * ux + qy * uy;
  if (b >= 0) return Infinity;
  const s: f32 = qx * uy - qy * ux;
  const d: f32 = (radius - s) * (radius + s);
  if (d < 0) return Infinity;
  const far = lengthOf(qx, qy);
  const root: f32 = sqrt<f32>(d);
  discX = (uy * s - ux * root) / radius;
  discY = (-ux * s - uy * root) / radius;
  return max<f32>((far - radius) * (far + radius), 0) / (root - b);
}

/** A segment: met from both sides. A ray along it meets its nearer end. */
function raySegment(vertices: usize, normals: usize, px: f32, py: f32, ux: f32, uy: f32, length: f32): f32 {
  const ax: f32 = load<f32>(vertices) - px;
  const ay: f32 = load<f32>(vertices, 4) - py;
  const bx: f32 = load<f32>(vertices, 8) - px;
  const by: f32 = load<f32>(vertices, 12) - py;
  const sideA: f32 = ux * ay - uy * ax;
  const sideB: f32 = ux * by - uy * bx;
  if ((sideA > 0 && sideB > 0) || (sideA < 0 && sideB < 0)) return MISS;
  const alongA: f32 = ux * ax + uy * ay;
  const alongB: f32 = ux * bx + uy * by;
  if (sideA == sideB) {
    const t: f32 = max<f32>(min<f32>(alongA, alongB), 0);
    if (max<f32>(alongA, alongB) < 0 || t > length) return MISS;
    meet(Feature.Vertex, alongA <= alongB ? 0 : 1, -ux, -uy);
    return t;
  }
  const t: f32 = alongA + (alongB - alongA) * (sideA / (sideA - sideB));
  if (t < 0 || t > length) return MISS;
  // The edge there has its normal on the right of the way from a to b, the edge back on the left.
  const back: usize = sideB < sideA ? 0 : 8;
  meet(Feature.Edge, <u32>(back >> 3), load<f32>(normals + back), load<f32>(normals + back, 4));
  return t;
}

function rayPolygon(vertices: usize, normals: usize, count: u32, px: f32, py: f32, ux: f32, uy: f32, length: f32): f32 {
  let enter: f32 = -Infinity;
  let leave: f32 = Infinity;
  let edge: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const at = <usize>i << 3;
    const nx = load<f32>(normals + at);
    const ny = load<f32>(normals + at, 4);
    const depth: f32 = nx * (load<f32>(vertices + at) - px) + ny * (load<f32>(vertices + at, 4) - py);
    const speed: f32 = nx * ux + ny * uy;
    if (speed == 0) {
      if (depth < 0) return MISS;
      continue;
    }
    const t: f32 = depth / speed;
    if (speed > 0) {
      leave = min<f32>(leave, t);
    } else if (t > enter) {
      enter = t;
      edge = i;
    }
  }
  if (enter > leave || enter > length || leave < 0) return MISS;
  if (enter >= 0) {
    const n = normals + (<usize>edge << 3);
    meet(Feature.Edge, edge, load<f32>(n), load<f32>(n, 4));
    return enter;
  }
  if (leave == 0) return MISS;
  nearest(vertices, normals, count, 0, px, py);
  return begin(ux, uy);
}

function rayRounded(
  vertices: usize, normals: usize, count: u32, radius: f32, px: f32, py: f32, ux: f32, uy: f32, length: f32,
): f32 {
  if (nearest(vertices, normals, count, radius, px, py) < 0) return begin(ux, uy);
  let first: f32 = Infinity;
  for (let i: u32 = 0; i < count; i++) {
    const at = <usize>i << 3;
    const qx: f32 = px - load<f32>(vertices + at);
    const qy: f32 = py - load<f32>(vertices + at, 4);
    const t = enterDisc(qx, qy, radius, ux, uy);
    if (t < first) {
      first = t;
      meet(Feature.Vertex, i, discX, discY);
    }
    if (count == 1) break;
    const nx = load<f32>(normals + at);
    const ny = load<f32>(normals + at, 4);
    const speed: f32 = nx * ux + ny * uy;
    const gap: f32 = nx * qx + ny * qy - radius;
    if (speed >= 0 || gap < 0) continue;
    const there: f32 = gap / -speed;
    if (!(there < first)) continue;
    const end = vertices + (<usize>(i + 1 == count ? 0 : i + 1) << 3);
    const along: f32 = nx * qy - ny * qx + (nx * uy - ny * ux) * there;
    const width: f32 = nx * (load<f32>(end, 4) - load<f32>(vertices + at, 4)) - ny * (load<f32>(end) - load<f32>(vertices + at));
    if (along < 0 || along > width) continue;
    first = there;
    meet(Feature.Edge, i, nx, ny);
  }
  return first <= length ? first : MISS;
}

/**
 * The way in m along the unit vector (ux, uy) from (px, py) until the hull is met, at most `length` > 0, or MISS. 0 with a normal against the ray where
 * that begins inside.
 */
export function rayHull(
  vertices: usize, normals: usize, count: u32, radius: f32, px: f32, py: f32, ux: f32, uy: f32, length: f32,
): f32 {
  if (radius > 0) return rayRounded(vertices, normals, count, radius, px, py, ux, uy, length);
  if (count == 2) return raySegment(vertices, normals, px, py, ux, uy, length);
  return rayPolygon(vertices, normals, count, px, py, ux, uy, length);
}
