// Two hulls in one frame.
//
// Whatever looks at a pair of shapes works in the frame of body a, its origin a's centre of mass: there the shapes are small numbers
// however far from the world's origin they are, so f32 keeps seven digits of the shapes' own size. With pa, pb the centres of mass
// and Ra, Rb the rotations, a point y of b's frame is p + Q y in a's, p = Ra^T (pb - pa), Q = Ra^T Rb.
//
// A capsule or segment is a hull of two vertices and two edges, there and back, with opposite normals; then every rule that holds for a
// polygon's edges holds for it. Its normals are computed here and not expected in the Geometry record.

import { Geometry, Pose } from './records';

// 8 vertices of b; 8 normals of b; 2 normals of a, where a has two vertices. All f32[2], in a's frame.
const scratch: usize = memory.data(144, 16);

/** Addresses of the vertices, f32[2] each, and of the edges' outward normals. */
export let verticesA: usize = 0;
export let normalsA: usize = 0;
export let countA: u32 = 0;
// @ts-ignore: decorator
@inline export const verticesB: usize = scratch;
// @ts-ignore: decorator
@inline export const normalsB: usize = scratch + 64;
export let countB: u32 = 0;

/** Q and p: rotation and centre of mass of b in a's frame. */
export let qc: f32 = 1;
export let qs: f32 = 0;
export let px: f32 = 0;
export let py: f32 = 0;

/** Writes the normals of the edges there (right of the direction from vertex 0 to 1) and back of a hull of two vertices. */
export function twoNormals(vertices: usize, normals: usize): void {
  const ex: f32 = load<f32>(vertices, 8) - load<f32>(vertices);
  const ey: f32 = load<f32>(vertices, 12) - load<f32>(vertices, 4);
  const length: f32 = sqrt<f32>(ex * ex + ey * ey);
  let nx: f32 = 0;
  let ny: f32 = -1;
  if (length > 0) {
    nx = ey / length;
    ny = -ex / length;
  }
  store<f32>(normals, nx);
  store<f32>(normals, ny, 4);
  store<f32>(normals, -nx, 8);
  store<f32>(normals, -ny, 12);
}

/** Sets p and Q. */
// @ts-ignore: decorator
@inline
export function relate(a: usize, b: usize): void {
  const ca = load<f32>(a, Pose.c);
  const sa = load<f32>(a, Pose.s);
  const cb = load<f32>(b, Pose.c);
  const sb = load<f32>(b, Pose.s);
  const dx: f32 = load<f32>(b, Pose.x) - load<f32>(a, Pose.x);
  const dy: f32 = load<f32>(b, Pose.y) - load<f32>(a, Pose.y);
  px = ca * dx + sa * dy;
  py = ca * dy - sa * dx;
  qc = ca * cb + sa * sb;
  qs = ca * sb - sa * cb;
}

/** Puts the vertices of both hulls into a's frame, after relate(). */
// @ts-ignore: decorator
@inline
export function placeVertices(ga: usize, gb: usize): void {
  const na = load<u32>(ga, Geometry.count);
  const nb = load<u32>(gb, Geometry.count);
  const c: f32 = qc;
  const s: f32 = qs;
  const x0: f32 = px;
  const y0: f32 = py;
  countA = na;
  countB = nb;
  verticesA = ga + Geometry.vertices;
  for (let i: usize = 0, end: usize = <usize>nb << 3; i < end; i += 8) {
    const x = load<f32>(gb + i, Geometry.vertices);
    const y = load<f32>(gb + i, Geometry.vertices + 4);
    store<f32>(scratch + i, x0 + (c * x - s * y));
    store<f32>(scratch + i, y0 + (s * x + c * y), 4);
  }
}

/** Puts the normals of both hulls into a's frame, after placeVertices(). Circles have none. */
// @ts-ignore: decorator
@inline
export function placeNormals(ga: usize, gb: usize): void {
  if (countA == 2) {
    normalsA = scratch + 128;
    twoNormals(verticesA, scratch + 128);
  } else {
    normalsA = ga + Geometry.normals;
  }
  if (countB == 2) {
    twoNormals(verticesB, normalsB);
    return;
  }
  const c: f32 = qc;
  const s: f32 = qs;
  for (let i: usize = 0, end: usize = <usize>countB << 3; i < end; i += 8) {
    const x = load<f32>(gb + i, Geometry.normals);
    const y = load<f32>(gb + i, Geometry.normals + 4);
    store<f32>(normalsB + i, c * x - s * y);
    store<f32>(normalsB + i, s * x + c * y, 4);
  }
}

/** The index after i among n. */
// @ts-ignore: decorator
@inline
export function next(i: u32, n: u32): u32 {
  return i + 1 == n ? 0 : i + 1;
}

/** The index before i among n. */
// @ts-ignore: decorator
@inline
export function previous(i: u32, n: u32): u32 {
  return i == 0 ? n - 1 : i - 1;
}
