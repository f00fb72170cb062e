// Discs: mass properties, and the time at which moving discs and walls touch.
//
// Lengths in m, times in s, velocities in m/s. All time-of-impact functions look at relative motion
// p(t) = p + v t + a t^2 / 2 for 0 <= t < limit and return the first time of touch while approaching, or NONE.

/** No impact within the limit. Every real time is >= 0. */
export const NONE: f32 = -1.0;

/** Mass of a disc of unit density, computed in f64 by its caller and rounded once. */
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

/**
 * A disc at height `gap` over a wall (its lowest point above the plane, negative inside) that moves at `speed` along the wall's
 * normal with acceleration `acceleration`: gap + speed t + acceleration t^2 / 2 = 0, first root with negative speed there.
 */
export function wallTimeOfImpact(gap: f32, speed: f32, acceleration: f32, limit: f32): f32 {
  if (gap <= 0) {
    if (speed < 0) return 0;
    if (acceleration >= 0) return NONE;
    // Leaves and falls back: the second root, t = -2 speed / acceleration for gap = 0.
    const back: f32 = (speed + sqrt<f32>(speed * speed - acceleration * gap * 2)) / -acceleration;
    return back > 0 && back < limit ? back : NONE;
  }
  const d: f32 = speed * speed - acceleration * gap * 2;
  if (d < 0) return NONE;
  const root: f32 = sqrt<f32>(d);
  // gap > 0: the approaching root is 2 gap / (-speed + root) where that is positive.
  const denominator: f32 = root - speed;
  if (denominator <= 0) return NONE;
  const t: f32 = (gap * 2) / denominator;
  return t < limit ? t : NONE;
}
