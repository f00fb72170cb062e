// Distance of two shapes: GJK on their cores, less the radii.
//
// E. Gilbert, D. Johnson, S. Keerthi 1988; made practical by G. van den Bergen, Collision Detection in Interactive 3D Environments, and for two
// dimensions by Erin Catto, "Computing distance", GDC 2010. A simplex of up to three points w = b_j - a_i of the Minkowski difference walks
// towards the origin; the next point is the farthest against the closest point v so far.
//
// f32: a walk ends when the new point is one of the simplex, when it is no nearer by a rounding, or when the distance rose; the number of steps is
// bounded. v itself has few digits when shapes almost touch, so the normal is taken from features: where the walk ends with an edge and a
// vertex it is the edge's normal, whose digits do not depend on the distance. Where cores overlap, the axis of least depth stands in.

import { Geometry, Pose } from './records';
import { countA, countB, normalsA, normalsB, placeNormals, placeVertices, relate, verticesA, verticesB } from './relative-hull';
import { bestEdge, maxSeparation } from './separating-axis';

/** Witness of distance(): unit normal from a to b, and the closest points of the surfaces in the world. */
export let normalX: f32 = 1;
export let normalY: f32 = 0;
export let pointAX: f32 = 0;
export let pointAY: f32 = 0;
export let pointBX: f32 = 0;
export let pointBY: f32 = 0;

const MOST_STEPS: u32 = 20;
/** Of v.v; what a new point must gain. */
const GAIN: f32 = 1e-6;
/** Of v.v; rounding may make a nearer point look this much farther. */
const ROUNDING: f32 = 1.000001;
/** m; cores nearer than this touch. */
const TOUCHING: f32 = 1e-7;
/** m; below it v has too few digits to tell the normal of two edges that are all but parallel. */
const CLOSE: f32 = 1e-4;

// Simplex: indices and w of up to three points; 1 is the one found last before the new one.
let i1: u32 = 0;
let j1: u32 = 0;
let x1: f32 = 0;
let y1: f32 = 0;
let i2: u32 = 0;
let j2: u32 = 0;
let x2: f32 = 0;
let y2: f32 = 0;
// Points in the simplex, weight of the second, and the closest point v.
let size: u32 = 0;
let weight: f32 = 0;
let vx: f32 = 0;
let vy: f32 = 0;

/** Index of the vertex that is farthest along (dx, dy). */
// @ts-ignore: decorator
@inline
function support(vertices: usize, count: u32, dx: f32, dy: f32): u32 {
  let most: f32 = -Infinity;
  let found: usize = 0;
  for (let i: usize = 0, end: usize = <usize>count << 3; i < end; i += 8) {
    const height: f32 = dx * load<f32>(vertices + i) + dy * load<f32>(vertices + i, 4);
    if (height > most) {
      most = height;
      found = i;
    }
  }
  return <u32>(found >> 3);
}

let foundWeight: f32 = 0;
let foundX: f32 = 0;
let foundY: f32 = 0;

/** The point of the segment p q nearest to the origin, to foundX, foundY, with the weight of q; returns its square. */
function nearestOf(ax: f32, ay: f32, bx: f32, by: f32): f32 {
  const ex: f32 = bx - ax;
  const ey: f32 = by - ay;
  const u: f32 = -(ax * ex + ay * ey);
  const w: f32 = bx * ex + by * ey;
  if (u <= 0) {
    foundWeight = 0;
    foundX = ax;
    foundY = ay;
  } else if (w <= 0) {
    foundWeight = 1;
    foundX = bx;
    foundY = by;
  } else {
    // Across the line rather than along it: exact for small distances.
    const square: f32 = ex * ex + ey * ey;
    const k: f32 = (ax * by - ay * bx) / square;
    foundWeight = u / square;
    foundX = k * ey;
    foundY = -k * ex;
  }
  return foundX * foundX + foundY * foundY;
}

/** Makes the simplex the part of the segment p q that foundWeight names. */
// @ts-ignore: decorator
@inline
function keep(ip: u32, jp: u32, xp: f32, yp: f32, iq: u32, jq: u32, xq: f32, yq: f32, t: f32, x: f32, y: f32): void {
  vx = x;
  vy = y;
  if (t >= 1) {
    i1 = iq;
    j1 = jq;
    x1 = xq;
    y1 = yq;
    size = 1;
  } else {
    i1 = ip;
    j1 = jp;
    x1 = xp;
    y1 = yp;
    i2 = iq;
    j2 = jq;
    x2 = xq;
    y2 = yq;
    size = t <= 0 ? 1 : 2;
  }
  weight = size == 1 ? 0 : t;
}

/** Walks; returns the distance of the cores, 0 if they overlap. */
function walk(): f32 {
  i1 = 0;
  j1 = 0;
  x1 = load<f32>(verticesB) - load<f32>(verticesA);
  y1 = load<f32>(verticesB, 4) - load<f32>(verticesA, 4);
  size = 1;
  weight = 0;
  vx = x1;
  vy = y1;
  let square: f32 = vx * vx + vy * vy;
  for (let step: u32 = 0; step < MOST_STEPS; step++) {
    if (square <= TOUCHING * TOUCHING) return 0;
    const i = support(verticesA, countA, vx, vy);
    const j = support(verticesB, countB, -vx, -vy);
    if ((i == i1 && j == j1) || (size == 2 && i == i2 && j == j2)) break;
    const x: f32 = load<f32>(verticesB + (<usize>j << 3)) - load<f32>(verticesA + (<usize>i << 3));
    const y: f32 = load<f32>(verticesB + (<usize>j << 3), 4) - load<f32>(verticesA + (<usize>i << 3), 4);
    if (square - (vx * x + vy * y) <= square * GAIN) break;
    const least = nearestOf(x1, y1, x, y);
    if (size == 1) {
      if (least > square * ROUNDING) break;
      keep(i1, j1, x1, y1, i, j, x, y, foundWeight, foundX, foundY);
      square = least;
      continue;
    }
    const c12: f32 = x1 * y2 - y1 * x2;
    const c23: f32 = x2 * y - y2 * x;
    const c31: f32 = x * y1 - y * x1;
    if ((c12 > 0 && c23 > 0 && c31 > 0) || (c12 < 0 && c23 < 0 && c31 < 0)) return 0;
    const t: f32 = foundWeight;
    const fx: f32 = foundX;
    const fy: f32 = foundY;
    const other = nearestOf(x2, y2, x, y);
    if (min<f32>(least, other) > square * ROUNDING) break;
    if (least <= other) {
      keep(i1, j1, x1, y1, i, j, x, y, t, fx, fy);
      square = least;
    } else {
      keep(i2, j2, x2, y2, i, j, x, y, foundWeight, foundX, foundY);
      square = other;
    }
  }
  return sqrt<f32>(square);
}

// @ts-ignore: decorator
@inline
function mix(vertices: usize, i: u32, j: u32, t: f32, component: usize): f32 {
  const p = load<f32>(vertices + (<usize>i << 3) + component);
  return p + (load<f32>(vertices + (<usize>j << 3) + component) - p) * t;
}

/**
 * Distance in m between the surfaces of shape ga of body a and gb of body b; where rounded shapes overlap by less than their radii it is minus
 * the true depth, where cores overlap minus the depth along the best face. The witness is in the globals of this file.
 */
export function distance(ga: usize, a: usize, gb: usize, b: usize): f32 {
  relate(a, b);
  placeVertices(ga, gb);
  let gap = walk();
  let nx: f32 = 1;
  let ny: f32 = 0;
  let ax: f32 = 0;
  let ay: f32 = 0;
  if (gap > TOUCHING) {
    const t: f32 = size == 2 ? weight : 0;
    const k = size == 2 ? i2 : i1;
    ax = mix(verticesA, i1, k, t, 0);
    ay = mix(verticesA, i1, k, t, 4);
    nx = vx;
    ny = vy;
    if (size == 2 && (i1 == i2 || j1 == j2 || gap < CLOSE)) {
      // The edge that the closest point is on: a's if two of its vertices took part, else b's. Two edges are parallel.
      const edges = i1 != i2 ? verticesA : verticesB;
      const p = edges + (<usize>(i1 != i2 ? i1 : j1) << 3);
      const q = edges + (<usize>(i1 != i2 ? i2 : j2) << 3);
      const ex: f32 = load<f32>(q) - load<f32>(p);
      const ey: f32 = load<f32>(q, 4) - load<f32>(p, 4);
      const side: f32 = ey * vx - ex * vy;
      if (side != 0) {
        nx = side > 0 ? ey : -ey;
        ny = side > 0 ? -ex : ex;
      }
    }
    const length: f32 = sqrt<f32>(nx * nx + ny * ny);
    nx /= length;
    ny /= length;
  } else {
    gap = 0;
    if (size == 1) {
      ax = load<f32>(verticesA + (<usize>i1 << 3));
      ay = load<f32>(verticesA + (<usize>i1 << 3), 4);
    } else {
      ax = mix(verticesA, i1, i2, weight, 0);
      ay = mix(verticesA, i1, i2, weight, 4);
    }
    if (countA > 1 || countB > 1) {
      placeNormals(ga, gb);
      let n: usize = 0;
      let best: f32 = -Infinity;
      let sign: f32 = 1;
      if (countA > 1) {
        best = maxSeparation(verticesA, normalsA, countA, verticesB, countB, Infinity);
        n = normalsA + (<usize>bestEdge << 3);
      }
      if (countB > 1) {
        const other = maxSeparation(verticesB, normalsB, countB, verticesA, countA, Infinity);
        if (other > best) {
          best = other;
          n = normalsB + (<usize>bestEdge << 3);
          sign = -1;
        }
      }
      nx = load<f32>(n) * sign;
      ny = load<f32>(n, 4) * sign;
      gap = min<f32>(best, 0);
    }
  }
  const c = load<f32>(a, Pose.c);
  const s = load<f32>(a, Pose.s);
  const ra = load<f32>(ga, Geometry.radius);
  const rb = load<f32>(gb, Geometry.radius);
  const x: f32 = ax + nx * ra;
  const y: f32 = ay + ny * ra;
  const total: f32 = gap - ra - rb;
  normalX = c * nx - s * ny;
  normalY = s * nx + c * ny;
  pointAX = load<f32>(a, Pose.x) + (c * x - s * y);
  pointAY = load<f32>(a, Pose.y) + (s * x + c * y);
  pointBX = pointAX + normalX * total;
  pointBY = pointAY + normalY * total;
  return total;
}
