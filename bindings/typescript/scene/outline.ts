// What a shape's outline becomes: vertices in the body's frame as the module takes them. Computed in f64, rounded once.

import { show } from '../recipe/show.js';
import { cosSin } from './rotation.js';
import type { Box, Pair } from './types.js';

/** Share of the squared size below which an area or a turn is rounding, not shape. */
const negligible = 1e-9;

/** An f64 as the nearest f32; -0 becomes 0. */
export function f32(value: number): number {
  return Math.fround(value) + 0;
}

/** Points as f32 x, y, x, y, ... */
export function flat(points: readonly Pair[]): Float32Array {
  return Float32Array.from(points.flat(), f32);
}

/** Corners of a box, counter-clockwise from the lower left: center + R(angle) (+-width/2, +-height/2). */
export function boxCorners({ width, height, center: [x, y] = [0, 0], angle = 0 }: Box): Pair[] {
  const [c, s] = cosSin(angle);
  const [w, h] = [width / 2, height / 2];
  const corner = (u: number, v: number): Pair => [x + (c * u - s * v), y + (s * u + c * v)];
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
}

/** Whether two points are one after rounding to f32. */
export function coincide(a: Pair, b: Pair): boolean {
  return f32(a[0]) === f32(b[0]) && f32(a[1]) === f32(b[1]);
}

/** Twice the signed area of a triangle: above 0 if c lies to the left of the line from a to b. */
function cross(a: Pair, b: Pair, c: Pair): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/**
 * What makes a list of points no convex polygon; undefined if it is one. A polygon without crossing sides is convex where it
 * turns one way at every point. Points in line with their neighbours are left to the module.
 */
export function polygonFlaw(points: readonly Pair[]): string | undefined {
  const n = points.length;
  const at = (i: number) => points[i % n] as Pair;
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++)
      if (coincide(at(i), at(j))) return `point ${j} ${show(at(j))} is the same as point ${i}; leave it out`;
  const size = Math.max(...points.map(([x, y]) => Math.max(Math.abs(x - at(0)[0]), Math.abs(y - at(0)[1]))));
  const least = negligible * size * size;
  const turns = points.map((_, i) => cross(at(i + n - 1), at(i), at(i + 1)));
  if (turns.every((turn) => Math.abs(turn) <= least)) return 'has no area: its points lie on a line';
  if (crossesItself(points)) return 'crosses itself; list its points in order around it';
  let area = 0;
  for (let i = 1; i + 1 < n; i++) area += cross(at(0), at(i), at(i + 1));
  const inward = turns.findIndex((turn) => turn * Math.sign(area) < -least);
  if (inward < 0) return undefined;
  return `is concave at point ${inward} ${show(at(inward))}; make it of several convex polygons, each a shape of the body`;
}

/** Whether two sides that are not neighbours cross. */
function crossesItself(points: readonly Pair[]): boolean {
  const n = points.length;
  const at = (i: number) => points[i % n] as Pair;
  const apart = (a: Pair, b: Pair, c: Pair, d: Pair) => Math.sign(cross(a, b, c)) * Math.sign(cross(a, b, d)) < 0;
  for (let i = 0; i < n; i++)
    for (let j = i + 2; j < Math.min(n, i + n - 1); j++) {
      const [a, b, c, d] = [at(i), at(i + 1), at(j), at(j + 1)];
      if (apart(a, b, c, d) && apart(c, d, a, b)) return true;
    }
  return false;
}
