// Discs: their mass, and the time at which two that move touch.
//
// A quadratic, solved without cancellation (N. Higham, "Accuracy and Stability of Numerical Algorithms", 2002, 1.8). Lengths in m, times in s,
// velocities in m/s.

/** No impact within the limit. Every real time is >= 0. */
export const NONE: f32 = -1.0;

/** Mass of a disc; f64, for its caller to round once. */
export function discMass(radius: f64, density: f64): f64 {
  return Math.PI * radius * radius * density;
}

/** The vector between the centres at the touch that discTimeOfImpact() found; its length is the reach, or less if they overlapped. */
export let touchX: f32 = 0;
export let touchY: f32 = 0;

/**
 * Two discs whose centres differ by p and move apart at v without relative acceleration (both fall alike): |p + v t| = R = r1 + r2.
 * With s = p x v the quadratic's discriminant is d = v.v R^2 - s^2, and t = (|p| - R) (|p| + R) / (sqrt(d) - p.v). Written so, nothing
 * cancels: the textbook (p.v)^2 - v.v (p.p - R^2) loses all digits when a step is many radii long. For the same reason the vector at
 * touch is not p + v t but built from the impact parameter, (-v sqrt(d) + (vy, -vx) s) / v.v, which has the length R by construction.
 * Discs that touch or overlap and still approach meet at once.
 */
export function discTimeOfImpact(px: f32, py: f32, vx: f32, vy: f32, reach: f32, limit: f32): f32 {
  const b: f32 = px * vx + py * vy;
  if (b >= 0) return NONE;
  const length: f32 = sqrt<f32>(px * px + py * py);
  const gap: f32 = length - reach;
  if (gap <= 0) {
    touchX = px;
    touchY = py;
    return 0;
  }
  const a: f32 = vx * vx + vy * vy;
  const s: f32 = px * vy - py * vx;
  const d: f32 = a * reach * reach - s * s;
  if (d < 0) return NONE;
  const root: f32 = sqrt<f32>(d);
  const t: f32 = (gap * (length + reach)) / (root - b);
  if (t >= limit) return NONE;
  touchX = (vy * s - vx * root) / a;
  touchY = (-vx * s - vy * root) / a;
  return t;
}
