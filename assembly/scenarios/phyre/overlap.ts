// Whether objects of a puzzle lie in each other, in pixels and f64: by separating axes, discs by the distance of their centres.

import { CORNERS, PART, Thing, cosine, sine, turnTo } from './object';

// Corners of the parts of two objects in the scene: f64[4][2] each.
const A: usize = memory.data(64, 8);
const B: usize = memory.data(64, 8);

/** Puts a part of an object into the scene. */
function place(thing: usize, part: u32, out: usize): void {
  turnTo(thing);
  const x = load<f64>(thing, Thing.x);
  const y = load<f64>(thing, Thing.y);
  const from = thing + Thing.points + <usize>part * PART;
  for (let i: usize = 0; i < PART; i += 16) {
    const px = load<f64>(from + i);
    const py = load<f64>(from + i, 8);
    store<f64>(out + i, x + (px * cosine - py * sine));
    store<f64>(out + i, y + (px * sine + py * cosine), 8);
  }
}

/** The largest distance by which one side of part a keeps part b off; negative where none does. */
function separation(a: usize, b: usize): f64 {
  let most = -Infinity;
  for (let i: u32 = 0; i < CORNERS; i++) {
    const p = a + (<usize>i << 4);
    const q = a + (<usize>((i + 1) & 3) << 4);
    const ex = load<f64>(q) - load<f64>(p);
    const ey = load<f64>(q, 8) - load<f64>(p, 8);
    const length = sqrt(ex * ex + ey * ey);
    let least = Infinity;
    for (let k: u32 = 0; k < CORNERS; k++) {
      const r = b + (<usize>k << 4);
      least = min(least, (load<f64>(r) - load<f64>(p)) * ey - (load<f64>(r, 8) - load<f64>(p, 8)) * ex);
    }
    most = max(most, least / length);
  }
  return most;
}

/** Distance of a point from a placed part, negative inside. */
function distanceTo(part: usize, x: f64, y: f64): f64 {
  let inside = -Infinity;
  let nearest = Infinity;
  for (let i: u32 = 0; i < CORNERS; i++) {
    const p = part + (<usize>i << 4);
    const q = part + (<usize>((i + 1) & 3) << 4);
    const ex = load<f64>(q) - load<f64>(p);
    const ey = load<f64>(q, 8) - load<f64>(p, 8);
    const wx = x - load<f64>(p);
    const wy = y - load<f64>(p, 8);
    const square = ex * ex + ey * ey;
    const t = min(max((wx * ex + wy * ey) / square, 0.0), 1.0);
    const dx = wx - ex * t;
    const dy = wy - ey * t;
    nearest = min(nearest, dx * dx + dy * dy);
    inside = max(inside, (wx * ey - wy * ex) / sqrt(square));
  }
  return inside <= 0.0 ? inside : sqrt(nearest);
}

/** Distance (px) of the point (x, y) from an object's surface, negative inside. */
export function distanceFrom(thing: usize, x: f64, y: f64): f64 {
  const parts = load<u32>(thing, Thing.parts);
  if (!parts) {
    const dx = x - load<f64>(thing, Thing.x);
    const dy = y - load<f64>(thing, Thing.y);
    return sqrt(dx * dx + dy * dy) - load<f64>(thing, Thing.radius);
  }
  let least = Infinity;
  for (let i: u32 = 0; i < parts; i++) {
    place(thing, i, A);
    least = min(least, distanceTo(A, x, y));
  }
  return least;
}

/** Whether two objects lie more than `most` px deep in each other. */
export function overlap(a: usize, b: usize, most: f64): bool {
  if (!load<u32>(a, Thing.parts)) {
    return distanceFrom(b, load<f64>(a, Thing.x), load<f64>(a, Thing.y)) < load<f64>(a, Thing.radius) - most;
  }
  if (!load<u32>(b, Thing.parts)) return overlap(b, a, most);
  for (let i: u32 = 0; i < load<u32>(a, Thing.parts); i++) {
    place(a, i, A);
    for (let k: u32 = 0; k < load<u32>(b, Thing.parts); k++) {
      place(b, k, B);
      if (max(separation(A, B), separation(B, A)) < -most) return true;
    }
  }
  return false;
}
