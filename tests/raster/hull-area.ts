// Areas of hulls grown by a radius within the pixels of a square, in f64: the outline as a polygon of many corners, cut row by row and
// pixel by pixel.

export type Point = readonly [number, number];

/** Farthest that an arc lies outside its corners. */
const sagitta = 1e-4;

/** The outline of a hull, counter-clockwise. */
export function outline(points: readonly Point[], radius: number): Point[] {
  if (radius === 0) return [...points];
  const corners = Math.ceil(Math.PI * Math.sqrt(radius / sagitta / 2)) + 64;
  const n = points.length;
  return points.flatMap((point, i) => {
    const before = direction(points[(i + n - 1) % n] as Point, point);
    const after = direction(point, points[(i + 1) % n] as Point);
    const turn = n === 1 ? 2 * Math.PI : n === 2 ? Math.PI : mod(after - before, 2 * Math.PI);
    const parts = Math.max(1, Math.ceil((turn / (2 * Math.PI)) * corners));
    return Array.from({ length: parts + 1 }, (_, k): Point => {
      const a = before - Math.PI / 2 + (turn * k) / parts;
      return [point[0] + radius * Math.cos(a), point[1] + radius * Math.sin(a)];
    });
  });
}

const mod = (a: number, b: number) => ((a % b) + b) % b;

function direction([x, y]: Point, [u, v]: Point): number {
  return Math.atan2(v - y, u - x);
}

/** The part of a polygon where `depth` is not negative (Sutherland & Hodgman). */
function cut(polygon: readonly Point[], depth: (p: Point) => number): Point[] {
  const kept: Point[] = [];
  polygon.forEach((q, i) => {
    const p = polygon[(i + polygon.length - 1) % polygon.length] as Point;
    const a = depth(p);
    const b = depth(q);
    if (a < 0 !== b < 0) kept.push([p[0] + ((q[0] - p[0]) * a) / (a - b), p[1] + ((q[1] - p[1]) * a) / (a - b)]);
    if (b >= 0) kept.push(q);
  });
  return kept;
}

function area(polygon: readonly Point[]): number {
  return polygon.reduce((sum, [x, y], i) => {
    const [u, v] = polygon[(i + 1) % polygon.length] as Point;
    return sum + (x * v - u * y) / 2;
  }, 0);
}

/** Areas of a convex polygon, counter-clockwise, within the pixels of `side` rows of `side` pixels, the topmost first: column x is [x, x + 1]. */
export function polygonAreas(polygon: readonly Point[], side: number): Float64Array {
  const out = new Float64Array(side * side);
  for (let i = 0; i < side; i++) {
    const y = side - 1 - i;
    const row = cut(
      cut(polygon, (p) => p[1] - y),
      (p) => y + 1 - p[1],
    );
    if (row.length === 0) continue;
    const xs = row.map((p) => p[0]);
    const to = Math.min(side, Math.ceil(Math.max(...xs)));
    for (let j = Math.max(0, Math.floor(Math.min(...xs))); j < to; j++) {
      const pixel = cut(
        cut(row, (p) => p[0] - j),
        (p) => j + 1 - p[0],
      );
      out[i * side + j] = area(pixel.map(([u, v]): Point => [u - j, v - y]));
    }
  }
  return out;
}
