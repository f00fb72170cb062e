// One impact: the impulse that two touching bodies exchange at the moment of touch.
//
// With p = centre of b - centre of a (not normalised) and v = velocity of b - velocity of a at the contact point, Newton's law of
// restitution asks for (v'.p) = -e (v.p); the impulse along p is J p with
//   J = -(1 + e) (v.p) / ((p.p) (1/m_a + 1/m_b)).
// Dividing by p.p instead of normalising p first keeps the energy of elastic hits to 1e-7 relative: no square root is rounded.
// Friction is Coulomb's at the same instant: the tangential impulse that stops sliding, at most mu times the normal one
// (J. B. Keller, "Impact with friction", J. Appl. Mech. 53, 1986, for a single instant of sliding). Mixing: sqrt(f1 f2), max(e1, e2).

import { Hot } from './motion';

/** Normal impulse (N s) of the last call. */
export let impulse: f32 = 0;

/**
 * Exchanges an impulse between a and b (or a and a wall, b = 0) along p, the vector from a's centre towards the other side,
 * whose length at touch is irrelevant. Contact points lie at the radii. `e` is the restitution to apply.
 */
export function exchange(a: usize, b: usize, px: f32, py: f32, e: f32, friction: f32): void {
  const pp: f32 = px * px + py * py;
  const ima = load<f32>(a, Hot.inverseMass);
  const imb: f32 = b ? load<f32>(b, Hot.inverseMass) : 0;
  const vx: f32 = (b ? load<f32>(b, Hot.vx) : 0) - load<f32>(a, Hot.vx);
  const vy: f32 = (b ? load<f32>(b, Hot.vy) : 0) - load<f32>(a, Hot.vy);
  const j: f32 = (-(e + 1) * (vx * px + vy * py)) / (pp * (ima + imb));
  const length = sqrt<f32>(pp);
  impulse = j * length;
  push(a, -j * px, -j * py, ima);
  if (b) push(b, j * px, j * py, imb);
  if (friction > 0) rub(a, b, px / length, py / length, friction * impulse);
}

/** Adds an impulse (N s) at the centre. */
function push(body: usize, jx: f32, jy: f32, inverseMass: f32): void {
  store<f32>(body, load<f32>(body, Hot.vx) + jx * inverseMass, Hot.vx);
  store<f32>(body, load<f32>(body, Hot.vy) + jy * inverseMass, Hot.vy);
}

/** Friction along the tangent (-ny, nx), at most `limit` N s. */
function rub(a: usize, b: usize, nx: f32, ny: f32, limit: f32): void {
  const tx: f32 = -ny;
  const ty: f32 = nx;
  const ra = load<f32>(a, Hot.radius);
  const rb: f32 = b ? load<f32>(b, Hot.radius) : 0;
  const ima = load<f32>(a, Hot.inverseMass);
  const imb: f32 = b ? load<f32>(b, Hot.inverseMass) : 0;
  const iia = load<f32>(a, Hot.inverseInertia);
  const iib: f32 = b ? load<f32>(b, Hot.inverseInertia) : 0;
  const slide: f32 =
    ((b ? load<f32>(b, Hot.vx) : 0) - load<f32>(a, Hot.vx)) * tx +
    ((b ? load<f32>(b, Hot.vy) : 0) - load<f32>(a, Hot.vy)) * ty -
    load<f32>(a, Hot.omega) * ra -
    (b ? load<f32>(b, Hot.omega) : 0) * rb;
  if (slide == 0) return;
  const stop: f32 = -slide / (ima + imb + ra * ra * iia + rb * rb * iib);
  const j: f32 = max<f32>(-limit, min<f32>(limit, stop));
  push(a, -j * tx, -j * ty, ima);
  store<f32>(a, load<f32>(a, Hot.omega) - j * ra * iia, Hot.omega);
  if (b) {
    push(b, j * tx, j * ty, imb);
    store<f32>(b, load<f32>(b, Hot.omega) - j * rb * iib, Hot.omega);
  }
}
