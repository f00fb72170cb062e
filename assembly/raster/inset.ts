// The hull of all places that lie at least `depth` inside another: what an outline of that width leaves over.
//
// A hull with a larger radius only loses radius. Else its polygon is cut by every edge moved inwards (Sutherland & Hodgman 1974), so that
// edges too short for the depth vanish; it has no rounding then.

import { MOST_POINTS } from './hull';

/** What insetHull made: f32[count][2], counter-clockwise, and its radius; no points = nothing is left. */
export const insetPoints: usize = memory.data(8 * 16, 8);
export let insetCount: i32 = 0;
export let insetRadius: f32 = 0.0;

const SPARE: usize = memory.data(8 * 16, 8);

/** Insets a hull of `count` points (counter-clockwise) and a radius by `depth` > 0, all in m. */
export function insetHull(points: usize, count: i32, radius: f32, depth: f32): void {
  insetCount = count;
  insetRadius = radius - depth;
  memory.copy(insetPoints, points, <usize>count << 3);
  if (insetRadius > 0.0) return;
  const move = -insetRadius;
  insetRadius = 0.0;
  if (count < 3) {
    insetCount = 0;
    return;
  }
  for (let i = 0; i < count; ++i, points += 8) {
    const next = i + 1 < count ? points + 8 : points - (<usize>i << 3);
    const x = load<f32>(points);
    const y = load<f32>(points, 4);
    const ex = load<f32>(next) - x;
    const ey = load<f32>(next, 4) - y;
    const length = sqrt(ex * ex + ey * ey);
    if (length > 0.0) cutBy(x, y, -ey / length, ex / length, move);
  }
}

/** Keeps what lies at least `move` from the line through (x, y) in the direction of its unit normal (nx, ny). */
function cutBy(x: f32, y: f32, nx: f32, ny: f32, move: f32): void {
  const count = insetCount;
  if (count == 0) return;
  memory.copy(SPARE, insetPoints, <usize>count << 3);
  insetCount = 0;
  let px = load<f32>(SPARE + (<usize>(count - 1) << 3));
  let py = load<f32>(SPARE + (<usize>(count - 1) << 3), 4);
  let a = (px - x) * nx + (py - y) * ny - move;
  for (let i = 0; i < count; ++i) {
    const qx = load<f32>(SPARE + (<usize>i << 3));
    const qy = load<f32>(SPARE + (<usize>i << 3), 4);
    const b = (qx - x) * nx + (qy - y) * ny - move;
    if ((a < 0.0) != (b < 0.0)) {
      const t = a / (a - b);
      keep(px + (qx - px) * t, py + (qy - py) * t);
    }
    if (b >= 0.0) keep(qx, qy);
    px = qx;
    py = qy;
    a = b;
  }
}

function keep(x: f32, y: f32): void {
  if (insetCount == MOST_POINTS) return;
  const at = insetPoints + (<usize>insetCount << 3);
  insetCount += 1;
  store<f32>(at, x);
  store<f32>(at, y, 4);
}
