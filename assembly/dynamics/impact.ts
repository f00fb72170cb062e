// One impact: the impulses that two touching bodies exchange at the moment of touch.
//
// Two discs. With p = centre of b - centre of a (not normalised) and v = velocity of b - velocity of a, Newton's law of
// restitution asks for (v'.p) = -e (v.p); the impulse along p is J p with
//   J = -(1 + e) (v.p) / ((p.p) (1/m_a + 1/m_b)).
// Dividing by p.p instead of normalising p first keeps the energy of elastic hits to 1e-7 relative: no square root is rounded.
//
// Any shapes, one or two points with unit normal n and lever arms r: with w = velocity of b - velocity of a at a point, along n,
//   w' = w + K x,   K_ij = 1/m_a + 1/m_b + (r_ai x n)(r_aj x n)/I_a + (r_bi x n)(r_bj x n)/I_b,
// and impulses x. If both points approach and x = K^-1 (-(1 + e) w) is positive in both, a flat face lands flat: both are hit at once. Else the
// faster one is hit alone, and the other, should it then approach, in a later impact at the same time. Either way the kinetic
// energy changes by sum of x_i (1 - e) w_i / 2 <= 0: hits never add energy, which solving for a point that separates could.
//
// Friction is Coulomb's at the same instant: per point the tangential impulse that stops sliding, at most mu times the normal one
// (J. B. Keller, "Impact with friction", J. Appl. Mech. 53, 1986, for a single instant of sliding). Mixing: sqrt(f1 f2), max(e1, e2).

import { Manifold, ManifoldPoint } from '../geometry/records';
import { Body } from './body';

/** Normal impulse (N s) of the last call, and where it acted: lever arms from a's centre of mass. */
export let impulse: f32 = 0;
export let armX: f32 = 0;
export let armY: f32 = 0;

/**
 * Exchanges an impulse between discs a and b of radii ra and rb along p, the vector from a's centre towards b's,
 * whose length at touch is irrelevant. `e` is the restitution to apply.
 */
export function exchange(a: usize, b: usize, ra: f32, rb: f32, px: f32, py: f32, e: f32, friction: f32, tangentSpeed: f32): void {
  const pp: f32 = px * px + py * py;
  const ima = load<f32>(a, Body.inverseMass);
  const imb = load<f32>(b, Body.inverseMass);
  const vx: f32 = load<f32>(b, Body.vx) - load<f32>(a, Body.vx);
  const vy: f32 = load<f32>(b, Body.vy) - load<f32>(a, Body.vy);
  const j: f32 = (-(e + 1) * (vx * px + vy * py)) / (pp * (ima + imb));
  const length = sqrt<f32>(pp);
  impulse = j * length;
  push(a, -j * px, -j * py, ima);
  push(b, j * px, j * py, imb);
  const nx: f32 = px / length;
  const ny: f32 = py / length;
  armX = nx * ra;
  armY = ny * ra;
  if (friction > 0) rub(a, b, armX, armY, -nx * rb, -ny * rb, nx, ny, friction * impulse, tangentSpeed);
}

/** Adds an impulse (N s) at the centre of mass. */
function push(body: usize, jx: f32, jy: f32, inverseMass: f32): void {
  store<f32>(body, load<f32>(body, Body.vx) + jx * inverseMass, Body.vx);
  store<f32>(body, load<f32>(body, Body.vy) + jy * inverseMass, Body.vy);
}

/** Adds an impulse (N s) at a lever arm. */
function pushAt(body: usize, jx: f32, jy: f32, rx: f32, ry: f32): void {
  push(body, jx, jy, load<f32>(body, Body.inverseMass));
  store<f32>(body, load<f32>(body, Body.omega) + (rx * jy - ry * jx) * load<f32>(body, Body.inverseInertia), Body.omega);
}

/** Velocity of b relative to a at a point, along (dx, dy). */
// @ts-ignore: decorator
@inline
export function relativeSpeed(a: usize, b: usize, rax: f32, ray: f32, rbx: f32, rby: f32, dx: f32, dy: f32): f32 {
  const wa = load<f32>(a, Body.omega);
  const wb = load<f32>(b, Body.omega);
  const vx: f32 = load<f32>(b, Body.vx) - wb * rby - (load<f32>(a, Body.vx) - wa * ray);
  const vy: f32 = load<f32>(b, Body.vy) + wb * rbx - (load<f32>(a, Body.vy) + wa * rax);
  return vx * dx + vy * dy;
}

/** Friction along the tangent (-ny, nx) at one point, at most `limit` N s; a conveyor's surface moves at tangentSpeed. */
function rub(
  a: usize, b: usize, rax: f32, ray: f32, rbx: f32, rby: f32, nx: f32, ny: f32, limit: f32, tangentSpeed: f32,
): void {
  const tx: f32 = -ny;
  const ty: f32 = nx;
  const slide: f32 = relativeSpeed(a, b, rax, ray, rbx, rby, tx, ty) - tangentSpeed;
  if (slide == 0) return;
  const ca: f32 = rax * ty - ray * tx;
  const cb: f32 = rbx * ty - rby * tx;
  const k: f32 =
    load<f32>(a, Body.inverseMass) + load<f32>(b, Body.inverseMass) +
    ca * ca * load<f32>(a, Body.inverseInertia) + cb * cb * load<f32>(b, Body.inverseInertia);
  const j: f32 = max<f32>(-limit, min<f32>(limit, -slide / k));
  pushAt(a, -j * tx, -j * ty, rax, ray);
  pushAt(b, j * tx, j * ty, rbx, rby);
}

/**
 * Exchanges impulses at the points of a manifold that lie within `touch` and approach.
 * The impulse of the call is the sum of both, its arm that of the greater.
 */
export function strike(a: usize, b: usize, manifold: usize, touch: f32, e: f32, friction: f32, tangentSpeed: f32): void {
  const nx = load<f32>(manifold, Manifold.nx);
  const ny = load<f32>(manifold, Manifold.ny);
  const p = manifold + Manifold.points;
  const q = p + ManifoldPoint.SIZE;
  const wp: f32 = approachOf(a, b, p, nx, ny, touch);
  const wq: f32 = load<u32>(manifold, Manifold.count) > 1 ? approachOf(a, b, q, nx, ny, touch) : 0;
  const bounce: f32 = e + 1;
  const kpp: f32 = kernel(a, b, p, p, nx, ny);
  if (wp > 0 && wq > 0) {
    const kqq: f32 = kernel(a, b, q, q, nx, ny);
    const kpq: f32 = kernel(a, b, p, q, nx, ny);
    const determinant: f32 = kpp * kqq - kpq * kpq;
    if (determinant > kpp * kqq * <f32>1e-3) {
      const xp: f32 = (bounce * (kqq * wp - kpq * wq)) / determinant;
      const xq: f32 = (bounce * (kpp * wq - kpq * wp)) / determinant;
      if (xp > 0 && xq > 0) {
        hit(a, b, p, nx, ny, xp);
        hit(a, b, q, nx, ny, xq);
        if (friction > 0) {
          rubAt(a, b, p, nx, ny, friction * xp, tangentSpeed);
          rubAt(a, b, q, nx, ny, friction * xq, tangentSpeed);
        }
        impulse = xp + xq;
        armX = (load<f32>(p, ManifoldPoint.ax) * xp + load<f32>(q, ManifoldPoint.ax) * xq) / impulse;
        armY = (load<f32>(p, ManifoldPoint.ay) * xp + load<f32>(q, ManifoldPoint.ay) * xq) / impulse;
        return;
      }
    }
  }
  const one = wq > wp ? q : p;
  const x: f32 = (bounce * max<f32>(wp, wq)) / (one == p ? kpp : kernel(a, b, q, q, nx, ny));
  hit(a, b, one, nx, ny, x);
  if (friction > 0) rubAt(a, b, one, nx, ny, friction * x, tangentSpeed);
  impulse = x;
  armX = load<f32>(one, ManifoldPoint.ax);
  armY = load<f32>(one, ManifoldPoint.ay);
}

/** Speed at which a point within `touch` closes; 0 where it does not, or lies apart. */
export function approachOf(a: usize, b: usize, point: usize, nx: f32, ny: f32, touch: f32): f32 {
  if (load<f32>(point, ManifoldPoint.separation) > touch) return 0;
  const w: f32 = relativeSpeed(
    a, b, load<f32>(point, ManifoldPoint.ax), load<f32>(point, ManifoldPoint.ay),
    load<f32>(point, ManifoldPoint.bx), load<f32>(point, ManifoldPoint.by), nx, ny,
  );
  return w < 0 ? -w : 0;
}

/** The fastest of a manifold's points, as approachOf() has it. */
export function fastestApproach(a: usize, b: usize, manifold: usize, touch: f32): f32 {
  const nx = load<f32>(manifold, Manifold.nx);
  const ny = load<f32>(manifold, Manifold.ny);
  const p = manifold + Manifold.points;
  const first = approachOf(a, b, p, nx, ny, touch);
  return load<u32>(manifold, Manifold.count) > 1 ? max<f32>(first, approachOf(a, b, p + ManifoldPoint.SIZE, nx, ny, touch)) : first;
}

/** Change of the relative normal velocity at point q per unit of impulse at point p. */
function kernel(a: usize, b: usize, p: usize, q: usize, nx: f32, ny: f32): f32 {
  const ap: f32 = load<f32>(p, ManifoldPoint.ax) * ny - load<f32>(p, ManifoldPoint.ay) * nx;
  const aq: f32 = load<f32>(q, ManifoldPoint.ax) * ny - load<f32>(q, ManifoldPoint.ay) * nx;
  const bp: f32 = load<f32>(p, ManifoldPoint.bx) * ny - load<f32>(p, ManifoldPoint.by) * nx;
  const bq: f32 = load<f32>(q, ManifoldPoint.bx) * ny - load<f32>(q, ManifoldPoint.by) * nx;
  // n.n is 1 but for rounding; dividing by it would change nothing that lasts.
  return (
    load<f32>(a, Body.inverseMass) + load<f32>(b, Body.inverseMass) +
    ap * aq * load<f32>(a, Body.inverseInertia) + bp * bq * load<f32>(b, Body.inverseInertia)
  );
}

function hit(a: usize, b: usize, point: usize, nx: f32, ny: f32, x: f32): void {
  pushAt(a, -x * nx, -x * ny, load<f32>(point, ManifoldPoint.ax), load<f32>(point, ManifoldPoint.ay));
  pushAt(b, x * nx, x * ny, load<f32>(point, ManifoldPoint.bx), load<f32>(point, ManifoldPoint.by));
}

function rubAt(a: usize, b: usize, point: usize, nx: f32, ny: f32, limit: f32, tangentSpeed: f32): void {
  rub(
    a, b, load<f32>(point, ManifoldPoint.ax), load<f32>(point, ManifoldPoint.ay),
    load<f32>(point, ManifoldPoint.bx), load<f32>(point, ManifoldPoint.by), nx, ny, limit, tangentSpeed,
  );
}

