// Area, centroid and second moment of a shape of unit density, exact up to f64.
//
// Every shape is a hull of n vertices grown by a disc of radius r (a Minkowski sum), and falls into three kinds of pieces that do not
// overlap: the hull, one rectangle of width r on every edge, one sector of radius r at every vertex. About a point O near the middle,
// each adds to the area A, the first moment M = integral of p, and the polar second moment J = integral of p.p:
//
//   triangle O, a, b      k = a x b:  A = k / 2,  M = k (a + b) / 6,  J = k (a.a + a.b + b.b) / 12; outlines by signed triangles
//   rectangle L by r      about q, its middle:  A = L r,  M = A q,  J = A ((L^2 + r^2) / 12 + q.q)
//   sector at v           between the unit normals m and n of its two edges, t the angle from m to n. With u(s) the unit vector at angle s,
//                         F = r^3/3 integral of u ds = r^3/3 (n.y - m.y, m.x - n.x):
//                         A = r^2 t / 2,  M = A v + F,  J = r^4 t / 4 + 2 v.F + A v.v
//
// The centroid is O + M / A and the moment about it J - M.M / A (parallel axes); with O the mean of the vertices that loses no digits.
// For a convex polygon of perimeter P the areas add up to A + P r + pi r^2, as Steiner's formula says. A capsule is one rectangle
// L by 2r and two half discs; about its middle, with the half discs' v = L/2 and F = 2 r^3/3 pointing outwards,
// J = 2 r L (L^2 + 4 r^2) / 12 + pi r^4 / 2 + 4 r^3 L / 3 + pi r^2 L^2 / 4.
//
// f64 throughout from f32 vertices (one of the reviewed rooms: set-up, not the step). The vertices are the author's, of either winding,
// in the body's frame, as checked by makeGeometry().

import { ShapeKind } from '../memory/layout';

/** Set by massOf(): m^2, the centroid in m, and m^4 about the centroid. Times the density: mass and inertia. */
export let massArea: f64 = 0.0;
export let massX: f64 = 0.0;
export let massY: f64 = 0.0;
export let massInertia: f64 = 0.0;

// Sums about O.
let area: f64 = 0.0;
let momentX: f64 = 0.0;
let momentY: f64 = 0.0;
let polar: f64 = 0.0;

/** Adds a piece with the area a, its centroid q and its second moment j about q. */
function add(a: f64, qx: f64, qy: f64, j: f64): void {
  area += a;
  momentX += a * qx;
  momentY += a * qy;
  polar += j + a * (qx * qx + qy * qy);
}

/** Mass properties of a shape: kind is a ShapeKind, vertices f32[count][2]. A segment has none; its centroid is its middle. */
export function massOf(kind: u32, radius: f32, vertices: usize, count: u32): void {
  let ox: f64 = 0.0;
  let oy: f64 = 0.0;
  for (let i: u32 = 0; i < count; i++) {
    ox += <f64>load<f32>(vertices + (<usize>i << 3));
    oy += <f64>load<f32>(vertices + (<usize>i << 3), 4);
  }
  ox /= <f64>count;
  oy /= <f64>count;
  area = 0.0;
  momentX = 0.0;
  momentY = 0.0;
  polar = 0.0;
  const r = <f64>radius;
  if (kind == ShapeKind.Circle) {
    add(Math.PI * r * r, 0.0, 0.0, Math.PI * r * r * r * r * 0.5);
  } else if (kind == ShapeKind.Capsule) {
    const x = <f64>load<f32>(vertices, 8) - <f64>load<f32>(vertices);
    const y = <f64>load<f32>(vertices, 12) - <f64>load<f32>(vertices, 4);
    const ll = x * x + y * y;
    const length = sqrt(ll);
    const rr = r * r;
    add(2.0 * r * length, 0.0, 0.0, (r * length * (ll + 4.0 * rr)) / 6.0);
    add(Math.PI * rr, 0.0, 0.0, Math.PI * rr * rr * 0.5 + (4.0 * rr * r * length) / 3.0 + Math.PI * rr * ll * 0.25);
  } else if (kind == ShapeKind.Polygon) {
    hull(vertices, count, ox, oy);
    const winding: f64 = area < 0.0 ? -1.0 : 1.0;
    area *= winding;
    momentX *= winding;
    momentY *= winding;
    polar *= winding;
    if (r > 0.0) grow(vertices, count, ox, oy, r, winding);
  }
  massArea = area;
  massX = ox;
  massY = oy;
  massInertia = 0.0;
  if (area > 0.0) {
    massX = ox + momentX / area;
    massY = oy + momentY / area;
    massInertia = max(polar - (momentX * momentX + momentY * momentY) / area, 0.0);
  }
}

/** The outline's signed triangles: negative sums if it runs clockwise. */
function hull(vertices: usize, count: u32, ox: f64, oy: f64): void {
  let ax = <f64>load<f32>(vertices + (<usize>(count - 1) << 3)) - ox;
  let ay = <f64>load<f32>(vertices + (<usize>(count - 1) << 3), 4) - oy;
  for (let i: u32 = 0; i < count; i++) {
    const bx = <f64>load<f32>(vertices + (<usize>i << 3)) - ox;
    const by = <f64>load<f32>(vertices + (<usize>i << 3), 4) - oy;
    const k = ax * by - ay * bx;
    area += k * 0.5;
    momentX += (k * (ax + bx)) / 6.0;
    momentY += (k * (ay + by)) / 6.0;
    polar += (k * (ax * ax + ay * ay + ax * bx + ay * by + bx * bx + by * by)) / 12.0;
    ax = bx;
    ay = by;
  }
}

/**
 * A rectangle on every edge and a sector where it begins. The outline is walked as the author wrote it; clockwise (winding = -1),
 * the outward normals are the other ones and turn the other way.
 */
function grow(vertices: usize, count: u32, ox: f64, oy: f64, r: f64, winding: f64): void {
  const rr = r * r;
  let mx: f64 = 0.0;
  let my: f64 = 0.0;
  // Once round for the normal of the last edge (the sector at the first vertex begins there), once more to add.
  for (let step: u32 = 0; step < count * 2; step++) {
    const i = step < count ? step : step - count;
    const j = i + 1 < count ? i + 1 : 0;
    const ax = <f64>load<f32>(vertices + (<usize>i << 3)) - ox;
    const ay = <f64>load<f32>(vertices + (<usize>i << 3), 4) - oy;
    const ex = <f64>load<f32>(vertices + (<usize>j << 3)) - ox - ax;
    const ey = <f64>load<f32>(vertices + (<usize>j << 3), 4) - oy - ay;
    const length = sqrt(ex * ex + ey * ey);
    if (length == 0.0) continue;
    const nx = (ey / length) * winding;
    const ny = (-ex / length) * winding;
    if (step >= count) {
      const side = length * r;
      add(side, ax + (ex + nx * r) * 0.5, ay + (ey + ny * r) * 0.5, (side * (length * length + rr)) / 12.0);
      const t = Math.atan2((mx * ny - my * nx) * winding, mx * nx + my * ny);
      const fx = ((ny - my) * winding * rr * r) / 3.0;
      const fy = ((mx - nx) * winding * rr * r) / 3.0;
      const sector = rr * t * 0.5;
      area += sector;
      momentX += sector * ax + fx;
      momentY += sector * ay + fy;
      polar += rr * rr * t * 0.25 + 2.0 * (ax * fx + ay * fy) + sector * (ax * ax + ay * ay);
    }
    mx = nx;
    my = ny;
  }
}
