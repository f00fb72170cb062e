// Overlaps taken out by moving bodies, without giving them velocity: `resolveOverlaps: project`.
//
// Nonlinear Gauss-Seidel on positions, as Box2D 2 does it (E. Catto, "Iterative Dynamics with Temporal Coherence", GDC 2005), which the study's puzzles
// were made with: in each of `positionIterations` rounds every contact, in order, moves its two bodies apart along its normal by
//   C = clamp(projection (s + slop), -projectionLimit, 0),
// shared by their effective masses. The points of a contact stay on their bodies and the normal turns with the body whose face it belongs to, so
// that rounds see what earlier ones did. A slop is left, so that contacts do not come and go.

import { Geometry, Manifold, ManifoldKind, ManifoldPoint } from '../geometry/records';
import { ShapeKind, WorldDef } from '../memory/layout';
import { Body } from './body';
import { Contact, bodyAt, contactAt, pointAt, shapeAt } from './contact';
import { normalise, turn } from './flight';
import { pressingAt } from './pressing';
import { settingF, settingU } from './world-record';

/** Moves overlapping bodies apart after a step; `count` contacts were solved. */
export function project(world: usize, count: u32): void {
  const enough: f32 = settingF(world, WorldDef.slop) * -3;
  for (let round = settingU(world, WorldDef.positionIterations); round; round--) {
    let least: f32 = 0;
    for (let k: u32 = 0; k < count; k++) {
      const contact = contactAt(world, pressingAt(k));
      const points = load<u32>(contact, Contact.manifold + Manifold.count);
      for (let i: u32 = 0; i < points; i++) least = min<f32>(least, part(world, contact, i));
    }
    if (least >= enough) break;
  }
}

/** One point of one contact; its separation before. */
function part(world: usize, contact: usize, i: u32): f32 {
  const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
  const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  const ca = load<f32>(a, Body.c);
  const sa = load<f32>(a, Body.s);
  const cb = load<f32>(b, Body.c);
  const sb = load<f32>(b, Body.s);
  const xa = load<f32>(a, Body.x);
  const ya = load<f32>(a, Body.y);
  const xb = load<f32>(b, Body.x);
  const yb = load<f32>(b, Body.y);
  let nx: f32;
  let ny: f32;
  let s: f32;
  // The contact point, from both centres of mass.
  let rax: f32;
  let ray: f32;
  let rbx: f32;
  let rby: f32;
  if (load<u32>(shapeA, Geometry.kind) == ShapeKind.Circle && load<u32>(shapeB, Geometry.kind) == ShapeKind.Circle) {
    const ra = load<f32>(shapeA, Geometry.radius);
    const rb = load<f32>(shapeB, Geometry.radius);
    const ax: f32 = ca * load<f32>(shapeA, Geometry.vertices) - sa * load<f32>(shapeA, Geometry.vertices + 4);
    const ay: f32 = sa * load<f32>(shapeA, Geometry.vertices) + ca * load<f32>(shapeA, Geometry.vertices + 4);
    const bx: f32 = cb * load<f32>(shapeB, Geometry.vertices) - sb * load<f32>(shapeB, Geometry.vertices + 4);
    const by: f32 = sb * load<f32>(shapeB, Geometry.vertices) + cb * load<f32>(shapeB, Geometry.vertices + 4);
    const px: f32 = xb + bx - (xa + ax);
    const py: f32 = yb + by - (ya + ay);
    const length: f32 = sqrt<f32>(px * px + py * py);
    if (length > 0) {
      nx = px / length;
      ny = py / length;
    } else {
      nx = load<f32>(contact, Contact.manifold + Manifold.nx);
      ny = load<f32>(contact, Contact.manifold + Manifold.ny);
    }
    s = length - ra - rb;
    rax = ax + px * <f32>0.5;
    ray = ay + py * <f32>0.5;
    rbx = bx - px * <f32>0.5;
    rby = by - py * <f32>0.5;
  } else {
    const p = pointAt(contact, i);
    const mx = load<f32>(contact, Contact.manifold + Manifold.nx);
    const my = load<f32>(contact, Contact.manifold + Manifold.ny);
    const half: f32 = load<f32>(p, ManifoldPoint.separation) * <f32>0.5;
    const ofB = load<u32>(contact, Contact.manifold + Manifold.kind) == ManifoldKind.FaceB;
    // The points of both surfaces at the start of the step, and how both bodies have turned since.
    const ax: f32 = load<f32>(p, ManifoldPoint.ax) - mx * half;
    const ay: f32 = load<f32>(p, ManifoldPoint.ay) - my * half;
    const bx: f32 = load<f32>(p, ManifoldPoint.bx) + mx * half;
    const by: f32 = load<f32>(p, ManifoldPoint.by) + my * half;
    const dca: f32 = ca * load<f32>(a, Body.c0) + sa * load<f32>(a, Body.s0);
    const dsa: f32 = sa * load<f32>(a, Body.c0) - ca * load<f32>(a, Body.s0);
    const dcb: f32 = cb * load<f32>(b, Body.c0) + sb * load<f32>(b, Body.s0);
    const dsb: f32 = sb * load<f32>(b, Body.c0) - cb * load<f32>(b, Body.s0);
    nx = ofB ? dcb * mx - dsb * my : dca * mx - dsa * my;
    ny = ofB ? dsb * mx + dcb * my : dsa * mx + dca * my;
    rax = dca * ax - dsa * ay;
    ray = dsa * ax + dca * ay;
    rbx = dcb * bx - dsb * by;
    rby = dsb * bx + dcb * by;
    const gx: f32 = xb - xa;
    const gy: f32 = yb - ya;
    s = (gx + rbx - rax) * nx + (gy + rby - ray) * ny;
    // The point is that of the body whose corner it is.
    if (ofB) {
      rbx = rax - gx;
      rby = ray - gy;
    } else {
      rax = rbx + gx;
      ray = rby + gy;
    }
  }
  const c: f32 = max<f32>(
    -settingF(world, WorldDef.projectionLimit),
    min<f32>(settingF(world, WorldDef.projection) * (s + settingF(world, WorldDef.slop)), 0),
  );
  if (c == 0) return s;
  const na: f32 = rax * ny - ray * nx;
  const nb: f32 = rbx * ny - rby * nx;
  const k: f32 =
    load<f32>(a, Body.inverseMass) + load<f32>(b, Body.inverseMass) +
    load<f32>(a, Body.inverseInertia) * na * na + load<f32>(b, Body.inverseInertia) * nb * nb;
  const j: f32 = -c / k;
  shift(a, -j * nx, -j * ny, -j * na);
  shift(b, j * nx, j * ny, j * nb);
  return s;
}

/** Moves and turns a body by an impulse on its position. */
function shift(body: usize, jx: f32, jy: f32, moment: f32): void {
  const im = load<f32>(body, Body.inverseMass);
  if (im == 0) return;
  store<f32>(body, load<f32>(body, Body.x) + jx * im, Body.x);
  store<f32>(body, load<f32>(body, Body.y) + jy * im, Body.y);
  const angle: f32 = moment * load<f32>(body, Body.inverseInertia);
  if (angle == 0) return;
  turn(body, load<f32>(body, Body.c), load<f32>(body, Body.s), angle);
  normalise(body);
}
