// Areas of discs and turned squares within rectangles, in f64.

/** Integral of the half chord sqrt(r^2 - x^2) from 0 to x, |x| <= r. */
const segment = (r: number, x: number) =>
  (x * Math.sqrt(Math.max(r * r - x * x, 0)) + r * r * Math.asin(Math.min(Math.max(x / r, -1), 1))) / 2;

/** Area of the disc of radius r around the origin within x <= X, y <= Y: the integral over x of clamp(Y + chord, 0, 2 chord). */
function quadrant(r: number, X: number, Y: number): number {
  const x = Math.min(Math.max(X, -r), r);
  if (Y <= -r) return 0;
  const all = (from: number, to: number) => 2 * (segment(r, to) - segment(r, from));
  if (Y >= r) return all(-r, x);
  const w = Math.sqrt(r * r - Y * Y);
  // Outside [-w, w] the line y = Y does not meet the disc: the column counts wholly if Y > 0, else not at all.
  const part = (from: number, to: number) => Y * (to - from) + segment(r, to) - segment(r, from);
  let area = x > -w ? part(-w, Math.min(x, w)) : 0;
  if (Y > 0) area += all(-r, Math.min(x, -w)) + (x > w ? all(w, x) : 0);
  return area;
}

/** Areas of the disc of radius r around (cx, cy) within the pixels [j, j + 1] x [i, i + 1] of a square of `side` pixels, at j + i * side. */
export function discAreas(cx: number, cy: number, r: number, side: number): Float64Array {
  const n = side + 1;
  const at = Float64Array.from({ length: n * n }, (_, k) => quadrant(r, (k % n) - cx, Math.floor(k / n) - cy));
  const get = (j: number, i: number) => at[i * n + j] as number;
  return Float64Array.from({ length: side * side }, (_, k) => {
    const j = k % side;
    const i = Math.floor(k / side);
    return get(j + 1, i + 1) - get(j, i + 1) - get(j + 1, i) + get(j, i);
  });
}

type Point = [number, number];

/** Area of the square of half side h around (cx, cy), turned by `angle`, within the pixel [x, x + 1] x [y, y + 1]. */
export function squareArea(cx: number, cy: number, h: number, angle: number, x: number, y: number): number {
  if (Math.abs(x + 0.5 - cx) > 1.5 * h + 1 || Math.abs(y + 0.5 - cy) > 1.5 * h + 1) return 0;
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  let polygon: Point[] = (
    [
      [-h, -h],
      [h, -h],
      [h, h],
      [-h, h],
    ] as Point[]
  ).map(([u, v]) => [cx + u * c - v * s - x, cy + u * s + v * c - y]);
  // Sutherland and Hodgman: cut by the four sides of the unit square.
  const sides: ((p: Point) => number)[] = [(p) => p[0], (p) => 1 - p[0], (p) => p[1], (p) => 1 - p[1]];
  for (const depth of sides)
    polygon = polygon.flatMap((p, i) => {
      const q = polygon[(i + 1) % polygon.length] as Point;
      const a = depth(p);
      const b = depth(q);
      const cut: Point = [p[0] + ((q[0] - p[0]) * a) / (a - b), p[1] + ((q[1] - p[1]) * a) / (a - b)];
      return [...(a >= 0 ? [p] : []), ...(a >= 0 !== b >= 0 ? [cut] : [])];
    });
  return polygon.reduce((sum, [px, py], i) => {
    const [qx, qy] = polygon[(i + 1) % polygon.length] as Point;
    return sum + (px * qy - qx * py) / 2;
  }, 0);
}
