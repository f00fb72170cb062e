// How deep convex shapes overlap, in f64 and independent of the module: the separating axis test over all edge normals.
// For two polygons the depth is exact when they overlap (the least translation that parts them); a negative depth is only a lower
// bound of their distance, which is enough here.
import type { PixelBody } from './phyre-objects.js';
import type { Point, Scene } from './scene.js';

export type Pose = [x: number, y: number, angle: number];
type Convex = { points: Point[]; radius: number };

/** Shapes of a body in the scene's frame, in the units of the scene. */
export function shapesAt(shapes: PixelBody['shapes'], [x, y, angle]: Pose): Convex[] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return shapes.map((shape) =>
    'circle' in shape
      ? { points: [[x, y]], radius: shape.circle }
      : { points: shape.polygon.map(([px, py]): Point => [x + px * c - py * s, y + px * s + py * c]), radius: 0 },
  );
}

/** Shapes of a scene's bodies in px. */
export function pixelShapes(scene: Scene, pixelsPerMetre: number): PixelBody['shapes'][] {
  return scene.bodies.map(({ shapes }) =>
    shapes.map(({ circle, polygon }) =>
      circle
        ? { circle: circle.radius * pixelsPerMetre }
        : { polygon: (polygon as Point[]).map(([x, y]): Point => [x * pixelsPerMetre, y * pixelsPerMetre]) },
    ),
  );
}

/** Outward unit normals of a polygon of either winding; both normals of a line. */
function normals(points: Point[]): Point[] {
  let area = 0;
  const next = (i: number) => points[(i + 1) % points.length] as Point;
  points.forEach(([x, y], i) => {
    area += x * next(i)[1] - y * next(i)[0];
  });
  // The two sides of a line, there and back, are wound either way.
  const sign = points.length === 2 ? 1 : Math.sign(area);
  return points.map(([x, y], i) => {
    const [ex, ey] = [next(i)[0] - x, next(i)[1] - y];
    const length = Math.hypot(ex, ey);
    return [(sign * ey) / length, (-sign * ex) / length];
  });
}

/** Largest separation of b from a along the axes: negative when they overlap along all of them. */
function separation(a: Convex, b: Convex, axes: Point[]): number {
  let most = -Infinity;
  for (const [nx, ny] of axes) {
    let [reach, near] = [-Infinity, Infinity];
    for (const [x, y] of a.points) reach = Math.max(reach, x * nx + y * ny);
    for (const [x, y] of b.points) near = Math.min(near, x * nx + y * ny);
    most = Math.max(most, near - reach - a.radius - b.radius);
  }
  return most;
}

/** Depth of one pair of convex shapes. */
export function depth(a: Convex, b: Convex): number {
  if (a.points.length === 1 && b.points.length === 1) {
    const [[ax, ay]] = a.points as [Point];
    const [[bx, by]] = b.points as [Point];
    return a.radius + b.radius - Math.hypot(ax - bx, ay - by);
  }
  if (a.points.length === 1) return depth(b, a);
  if (b.points.length > 1) return -Math.max(separation(a, b, normals(a.points)), separation(b, a, normals(b.points)));
  // A circle: beside the faces, the axis from the nearest vertex, which counts only while the centre is outside.
  const [[cx, cy]] = b.points as [Point];
  const face = separation(a, b, normals(a.points));
  if (face + b.radius <= 0) return -face;
  let nearest: Point = [1, 0];
  let least = Infinity;
  for (const [x, y] of a.points) {
    const d = Math.hypot(cx - x, cy - y);
    if (d < least) [least, nearest] = [d, [(cx - x) / d, (cy - y) / d]];
  }
  return -Math.max(face, least > 0 ? separation(a, b, [nearest]) : -Infinity);
}

/** Deepest overlap of two bodies over their pairs of shapes. */
export function bodyDepth(a: Convex[], b: Convex[]): number {
  let most = -Infinity;
  for (const p of a) for (const q of b) most = Math.max(most, depth(p, q));
  return most;
}
