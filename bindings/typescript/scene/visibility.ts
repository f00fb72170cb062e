// How much of a body lies in the view: full = wholly inside, none = no overlap, partial. By its true shapes (sensors too) at
// the position and angle of its state record, in f64.
//
// A shape is the hull of its vertices and all within its radius of it. Two convex sets whose insides do not meet are parted by
// a line along a side of one of them (the separating axis theorem); how far they are apart is then a distance from a corner of one
// to a side of the other.

import type { BodyDefinition } from './define.js';
import { cosSin } from './rotation.js';

/** x0, y0, x1, y1 in m. */
export type View = readonly [number, number, number, number];

/** As in the clip JSON. */
export type Visibility = 'none' | 'partial' | 'full';

type Point = readonly [number, number];

/**
 * How much of a body is in view.
 * @param x m, of the body's origin
 * @param angle rad, in (-pi, pi]
 */
export function visibility(body: BodyDefinition, x: number, y: number, angle: number, view: View): Visibility {
  const [c, s] = cosSin(angle);
  let some = false;
  let all = body.shapes.length > 0;
  for (const { vertices, fields } of body.shapes) {
    const points = Array.from({ length: vertices.length / 2 }, (_, i): Point => {
      const [u, v] = [vertices[2 * i] as number, vertices[2 * i + 1] as number];
      return [x + (c * u - s * v), y + (s * u + c * v)];
    });
    const radius = Math.fround(fields.radius ?? 0);
    if (isInside(points, radius, view)) some = true;
    else {
      all = false;
      some ||= overlaps(points, radius, view);
    }
  }
  return all ? 'full' : some ? 'partial' : 'none';
}

function isInside(points: readonly Point[], radius: number, [x0, y0, x1, y1]: View): boolean {
  return points.every(([x, y]) => x - radius >= x0 && x + radius <= x1 && y - radius >= y0 && y + radius <= y1);
}

/** Whether the insides meet; touching is no overlap, but for a line, which has no inside. */
function overlaps(points: readonly Point[], radius: number, view: View): boolean {
  const [x0, y0, x1, y1] = view;
  const corners: Point[] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  const isLine = radius === 0 && points.length === 2;
  if (!areParted(points, corners, isLine)) return true;
  const toView = points.map(([x, y]) => square(outside(x, x0, x1), outside(y, y0, y1)));
  const toShape = sides(points).flatMap(([a, b]) => corners.map((corner) => distanceSquared(corner, a, b)));
  return Math.min(...toView, ...toShape) < radius * radius;
}

/** How far a number lies outside an interval. */
function outside(value: number, low: number, high: number): number {
  return Math.max(low - value, 0, value - high);
}

/** From each point to the next; of two points one side, of one none. */
function sides(points: readonly Point[]): [Point, Point][] {
  const count = points.length === 2 ? 1 : points.length === 1 ? 0 : points.length;
  return points.slice(0, count).map((a, i) => [a, points[(i + 1) % points.length] as Point]);
}

/** @param strict whether touching is not enough to be parted */
function areParted(points: readonly Point[], corners: readonly Point[], strict: boolean): boolean {
  const normals = sides(points).map(([[ax, ay], [bx, by]]): Point => [ay - by, bx - ax]);
  return [[1, 0] as Point, [0, 1] as Point, ...normals].some(([nx, ny]) => {
    const along = ([x, y]: Point) => nx * x + ny * y;
    const [a, b] = [points.map(along), corners.map(along)];
    const gap = Math.max(Math.min(...b) - Math.max(...a), Math.min(...a) - Math.max(...b));
    return strict ? gap > 0 : gap >= 0;
  });
}

/** From a point to the side from a to b, squared. */
function distanceSquared([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square(dx, dy)));
  return square(x - ax - share * dx, y - ay - share * dy);
}

function square(x: number, y: number): number {
  return x * x + y * y;
}
