// The Minkowski difference of two hulls: where the centre of b may not be, if b is not to meet a.
//
// A hull b that moves without turning meets a when its centre enters the set { a - b } (T. Lozano-Perez, "Spatial planning: a configuration space
// approach", 1983), so that a cast of a shape is a ray (ray.ts) and an overlap a point (nearest.ts). The difference of convex polygons is convex: its
// edges are those of a and of -b in the order of their angles (M. de Berg et al., "Computational Geometry", 13.3). Radii add up.
//
// All in a's frame; (c, s) turns b's frame into it. b's place is not in it: vertices are differences about both centres of mass.

import { Geometry, MAX_VERTICES } from './records';
import { next } from './relative-hull';

const MOST: i32 = <i32>MAX_VERTICES * 2;

/** The difference: f32[count][2] vertices, counter-clockwise, and unit normals. */
export const vertices: usize = memory.data(MOST * 8, 16);
export const normals: usize = memory.data(MOST * 8, 16);
export let count: u32 = 0;

/** u32 each: the vertices of a and b whose difference a vertex is, and whether the edge from there is one of a (1), of b (2) or of both (3). */
export const ofA: usize = memory.data(MOST * 4, 4);
export const ofB: usize = memory.data(MOST * 4, 4);
export const edgeOf: usize = memory.data(MOST * 4, 4);

/** f32[8][2] each: -b, turned. */
export const turned: usize = memory.data(<i32>MAX_VERTICES * 8, 16);
const turnedNormals: usize = memory.data(<i32>MAX_VERTICES * 8, 16);

/** The lowest vertex, of several the leftmost: from there on edges go round from the angle 0. */
function lowest(v: usize, n: u32): u32 {
  let found: u32 = 0;
  for (let i: u32 = 1; i < n; i++) {
    const x = load<f32>(v + (<usize>i << 3));
    const y = load<f32>(v + (<usize>i << 3), 4);
    const bestX = load<f32>(v + (<usize>found << 3));
    const bestY = load<f32>(v + (<usize>found << 3), 4);
    if (y < bestY || (y == bestY && x < bestX)) found = i;
  }
  return found;
}

/** Whether the angle of a direction is pi or more. */
// @ts-ignore: decorator
@inline
function late(x: f32, y: f32): u32 {
  return u32(y < 0 || (y == 0 && x <= 0));
}

/** Negative where edge i of v comes before edge j of w, positive where it comes after, 0 where they are parallel. */
function order(v: usize, n: u32, i: u32, w: usize, m: u32, j: u32): f32 {
  const p = v + (<usize>i << 3);
  const q = v + (<usize>next(i, n) << 3);
  const r = w + (<usize>j << 3);
  const t = w + (<usize>next(j, m) << 3);
  const ax: f32 = load<f32>(q) - load<f32>(p);
  const ay: f32 = load<f32>(q, 4) - load<f32>(p, 4);
  const bx: f32 = load<f32>(t) - load<f32>(r);
  const by: f32 = load<f32>(t, 4) - load<f32>(r, 4);
  const lateA = late(ax, ay);
  const lateB = late(bx, by);
  if (lateA != lateB) return lateA ? 1 : -1;
  return ay * bx - ax * by;
}

/** Makes the difference of the Geometry records ga and gb. */
export function subtract(ga: usize, gb: usize, c: f32, s: f32): void {
  const n = load<u32>(ga, Geometry.count);
  const m = load<u32>(gb, Geometry.count);
  for (let i: usize = 0, end: usize = <usize>m << 3; i < end; i += 8) {
    const x = load<f32>(gb + i, Geometry.vertices);
    const y = load<f32>(gb + i, Geometry.vertices + 4);
    store<f32>(turned + i, s * y - c * x);
    store<f32>(turned + i, -(s * x + c * y), 4);
    const nx = load<f32>(gb + i, Geometry.normals);
    const ny = load<f32>(gb + i, Geometry.normals + 4);
    store<f32>(turnedNormals + i, s * ny - c * nx);
    store<f32>(turnedNormals + i, -(s * nx + c * ny), 4);
  }
  const v = ga + Geometry.vertices;
  let i = lowest(v, n);
  let j = lowest(turned, m);
  let edgesA: u32 = n > 1 ? n : 0;
  let edgesB: u32 = m > 1 ? m : 0;
  count = 0;
  do {
    const at = <usize>count << 3;
    store<f32>(vertices + at, load<f32>(v + (<usize>i << 3)) + load<f32>(turned + (<usize>j << 3)));
    store<f32>(vertices + at, load<f32>(v + (<usize>i << 3), 4) + load<f32>(turned + (<usize>j << 3), 4), 4);
    store<u32>(ofA + (at >> 1), i);
    store<u32>(ofB + (at >> 1), j);
    count++;
    if (edgesA + edgesB == 0) break;
    const turn: f32 = edgesA == 0 ? 1 : edgesB == 0 ? -1 : order(v, n, i, turned, m, j);
    const normal = turn <= 0 ? ga + Geometry.normals + (<usize>i << 3) : turnedNormals + (<usize>j << 3);
    store<u64>(normals + at, load<u64>(normal));
    store<u32>(edgeOf + (at >> 1), u32(turn <= 0) | (u32(turn >= 0) << 1));
    if (turn <= 0) {
      i = next(i, n);
      edgesA--;
    }
    if (turn >= 0) {
      j = next(j, m);
      edgesB--;
    }
  } while (edgesA + edgesB > 0);
}
