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

/**
 * Two discs whose centres differ by p and move apart at v without relative acceleration (both fall alike): with R = r1 + r2
 * |p + v t| = R is (v.v) t^2 + 2 (p.v) t + (p.p - R^2) = 0. The smaller root, written without cancellation, is
 * t = c / (-b + sqrt(b^2 - a c)), b = p.v < 0. Discs that touch or overlap and still approach meet at once.
 */
export function discTimeOfImpact(px: f32, py: f32, vx: f32, vy: f32, reach: f32, limit: f32): f32 {
  const b: f32 = px * vx + py * vy;
  if (b >= 0) return NONE;
  const c: f32 = px * px + py * py - reach * reach;
  if (c <= 0) return 0;
  const a: f32 = vx * vx + vy * vy;
  const d: f32 = b * b - a * c;
  if (d < 0) return NONE;
  const t: f32 = c / (sqrt<f32>(d) - b);
  return t < limit ? t : NONE;
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
