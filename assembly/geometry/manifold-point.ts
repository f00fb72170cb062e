// Writing points of a manifold.
//
// Everything is found in the frame of one of the two bodies, f; the other's centre of mass lies at p there. Lever arms go to
// the point m midway between the surfaces: R m from f's centre of mass and R (m - p) from the other's, R the rotation of f.
//
// A point's id names the features that meet, so that a solver finds its impulse again in the next step: a's in the low byte, b's in
// the next; a vertex is its index, an edge its index with the bit EDGE. Which side was the reference does not enter.

import { Manifold, ManifoldPoint } from './records';

// @ts-ignore: decorator
@inline export const EDGE: u32 = 32;

/** Writes point k. firstIsFrame: the frame is a's. */
// @ts-ignore: decorator
@inline
export function writePoint(
  out: usize,
  k: u32,
  firstIsFrame: bool,
  c: f32,
  s: f32,
  mx: f32,
  my: f32,
  px: f32,
  py: f32,
  separation: f32,
  id: u32,
): void {
  const point = out + Manifold.points + <usize>k * ManifoldPoint.SIZE;
  const ox: f32 = mx - px;
  const oy: f32 = my - py;
  const near = firstIsFrame ? ManifoldPoint.ax : ManifoldPoint.bx;
  const far = firstIsFrame ? ManifoldPoint.bx : ManifoldPoint.ax;
  store<f32>(point + near, c * mx - s * my);
  store<f32>(point + near, s * mx + c * my, 4);
  store<f32>(point + far, c * ox - s * oy);
  store<f32>(point + far, s * ox + c * oy, 4);
  store<f32>(point, separation, ManifoldPoint.separation);
  store<u32>(point, id, ManifoldPoint.id);
}

/** Writes the head; (nx, ny) from a to b, in the frame whose rotation is (c, s). */
// @ts-ignore: decorator
@inline
export function writeHead(out: usize, c: f32, s: f32, nx: f32, ny: f32, count: u32, kind: u32): void {
  store<f32>(out, c * nx - s * ny, Manifold.nx);
  store<f32>(out, s * nx + c * ny, Manifold.ny);
  store<u32>(out, count, Manifold.count);
  store<u32>(out, kind, Manifold.kind);
}
