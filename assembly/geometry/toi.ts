// The first time at which two flying shapes come within a tolerance of each other while they approach.
//
// Conservative advancement (B. Mirtich, Impulse-based Dynamic Simulation, 1996; E. Coumans, "Continuous Collision Detection", 2005): along
// the witness normal n of the present distance d, no point of the surfaces can close in over a further time r by more than
//   A(r) = (rho - n.v) r - n.a r^2 / 2,    rho = |omega_a| e_a + |omega_b| e_b,
// v and a the relative velocity and acceleration of the centres of mass (b's less a's), e the farthest core vertex from its
// centre of mass: roundings turn along. So the shapes keep at least half the tolerance until the first root of A(r) = d - tolerance / 2, and a
// pair that only translates arrives there in one step if n stays. With no root left the shapes do not meet.
//
// rho is crude for what turns: a fast shape that grazes would take dozens of steps. A vertex at p from its centre of mass moves along n
// by at most omega (p x n) r + omega^2 e r^2 / 2, so for a pair of vertices i, j that stand back by s_i, s_j from the front of their shapes
//   A_ij(r) = (omega_a (p_i x n) - omega_b (p_j x n) - n.v) r + (omega_a^2 e_a + omega_b^2 e_b - n.a) r^2 / 2 = d - tolerance / 2 + s_i + s_j,
// and the first root of all pairs is a bound as well; it converges as Newton's method does. The later of both is taken.
//
// Shapes within the tolerance that part are followed by steps that can bring them nearer by a quarter of the tolerance or a tenth of their depth at most, until one
// corner or another approaches. The pairs say little of them: corners that part may still turn towards corners far beside them. But only what faces
// each other can meet, or comes to within the rest of the step, which moves points across n by c = |v x n| + rho + |a| r at most. All of B lies
// beyond all of A along n; so with S the least relative speed along n over the stretch where the shapes face each other, c r longer at both ends,
//   A_f(r) = -S r + (omega_a^2 e_a + omega_b^2 e_b - n.a + 2 c min(|omega_a|, |omega_b|)) r^2 / 2
// bounds what they come nearer. Rounded shapes at a depth d below that of touching meet up to sqrt(2 (r_a + r_b) d) beside each other.

import { NONE, discTimeOfImpact } from './disc';
import { distance, normalX, normalY, pointAX, pointAY } from './distance';
import { Geometry, Pose } from './records';

const MOST_STEPS: u32 = 80;
const LAST_STEPS: u32 = 160;
/** Share of their depth by which a step may push shapes deeper that overlap already. */
const DEEPER: f32 = 0.1;

// Poses of a and b on the way, laid out as in a body record.
const flownA: usize = memory.data(32, 16);
const flownB: usize = memory.data(32, 16);

/** Writes the pose that the body has at the time t, flying as its record says, to out + Pose.x, y, c, s. */
export function flyTo(body: usize, t: f32, out: usize): void {
  const dt: f32 = t - load<f32>(body, Pose.clock);
  const half: f32 = dt * dt * <f32>0.5;
  store<f32>(out, load<f32>(body, Pose.x) + (load<f32>(body, Pose.vx) * dt + load<f32>(body, Pose.ax) * half), Pose.x);
  store<f32>(out, load<f32>(body, Pose.y) + (load<f32>(body, Pose.vy) * dt + load<f32>(body, Pose.ay) * half), Pose.y);
  let c = load<f32>(body, Pose.c);
  let s = load<f32>(body, Pose.s);
  const angle: f32 = load<f32>(body, Pose.omega) * dt;
  if (angle != 0) {
    const dc: f32 = NativeMathf.cos(angle);
    const ds: f32 = NativeMathf.sin(angle);
    const turned: f32 = c * dc - s * ds;
    s = s * dc + c * ds;
    c = turned;
    const length: f32 = sqrt<f32>(c * c + s * s);
    if (length > 0) {
      c /= length;
      s /= length;
    }
  }
  store<f32>(out, c, Pose.c);
  store<f32>(out, s, Pose.s);
}

/** The first r > 0 with rate r + gain r^2 / 2 = rise, rise >= 0, from where that grows; Infinity if there is none. */
// @ts-ignore: decorator
@inline
function firstRoot(rate: f32, gain: f32, rise: f32): f32 {
  if (rate <= 0 && gain <= 0) return Infinity;
  const d: f32 = rate * rate + gain * rise * 2;
  if (d < 0) return Infinity;
  const root: f32 = sqrt<f32>(d);
  if (rate > 0) return (rise * 2) / (rate + root);
  return (root - rate) / gain;
}

// How far vertices stand back from the front of their shape, and how fast turning moves them forward: f32 at 0 and 32; a's, then b's.
const fronts: usize = memory.data(128, 16);

/** Fills the part of `fronts` at `out` for the direction (nx, ny); returns how far the front is from the centre of mass. */
function findFront(g: usize, pose: usize, omega: f32, nx: f32, ny: f32, out: usize): f32 {
  const c = load<f32>(pose, Pose.c);
  const s = load<f32>(pose, Pose.s);
  const mx: f32 = c * nx + s * ny;
  const my: f32 = c * ny - s * nx;
  const end = out + (<usize>load<u32>(g, Geometry.count) << 2);
  let v = g + Geometry.vertices;
  let most: f32 = -Infinity;
  for (let at = out; at < end; at += 4, v += 8) {
    const x = load<f32>(v);
    const y = load<f32>(v, 4);
    const height: f32 = mx * x + my * y;
    most = max<f32>(most, height);
    store<f32>(at, height);
    store<f32>(at, omega * (x * my - y * mx), 32);
  }
  for (let at = out; at < end; at += 4) store<f32>(at, most - load<f32>(at));
  return most;
}

/** The first root of all pairs in `fronts`, but for turning: `rate`, `gain` and `rise` as in firstRoot(). */
function firstOfPairs(countA: u32, countB: u32, rate: f32, gain: f32, rise: f32): f32 {
  let first: f32 = Infinity;
  const endA = fronts + (<usize>countA << 2);
  const endB = fronts + 64 + (<usize>countB << 2);
  for (let i = fronts; i < endA; i += 4) {
    const rateI: f32 = rate + load<f32>(i, 32);
    const riseI: f32 = rise + load<f32>(i);
    for (let j = fronts + 64; j < endB; j += 4)
      first = min<f32>(first, firstRoot(rateI + load<f32>(j, 32), gain, riseI + load<f32>(j)));
  }
  return first;
}

/** Farthest core vertex from the centre of mass. */
// @ts-ignore: decorator
@inline
function coreExtent(g: usize): f32 {
  return max<f32>(load<f32>(g, Geometry.extent) - load<f32>(g, Geometry.radius), 0);
}

// Interval across the normal that edgeInterval() found, relative to a point.
let lowest: f32 = 0;
let highest: f32 = 0;

/** Where vertices within `within` of the farthest one along (nx, ny) lie across it, the pose's centre of mass taken relative to (x, y). */
function edgeInterval(g: usize, pose: usize, nx: f32, ny: f32, x: f32, y: f32, within: f32): void {
  const c = load<f32>(pose, Pose.c);
  const s = load<f32>(pose, Pose.s);
  const ox: f32 = load<f32>(pose, Pose.x) - x;
  const oy: f32 = load<f32>(pose, Pose.y) - y;
  const end = g + (<usize>load<u32>(g, Geometry.count) << 3);
  // The normal and the direction across it, in the body's frame.
  const mx: f32 = c * nx + s * ny;
  const my: f32 = c * ny - s * nx;
  let most: f32 = -Infinity;
  for (let v = g; v < end; v += 8)
    most = max<f32>(most, mx * load<f32>(v, Geometry.vertices) + my * load<f32>(v, Geometry.vertices + 4));
  lowest = Infinity;
  highest = -Infinity;
  const origin: f32 = nx * oy - ny * ox;
  for (let v = g; v < end; v += 8) {
    const vx = load<f32>(v, Geometry.vertices);
    const vy = load<f32>(v, Geometry.vertices + 4);
    if (mx * vx + my * vy < most - within) continue;
    const across: f32 = origin + (mx * vy - my * vx);
    lowest = min<f32>(lowest, across);
    highest = max<f32>(highest, across);
  }
}

/**
 * Relative speed along the witness normal of the surfaces' nearest parts, those within `within` of the front, the least over the stretch where they
 * face each other, made longer by `wider` at both ends.
 */
function normalSpeed(ga: usize, a: usize, gb: usize, b: usize, vx: f32, vy: f32, within: f32, wider: f32): f32 {
  const nx = normalX;
  const ny = normalY;
  const x = pointAX;
  const y = pointAY;
  const wa = load<f32>(a, Pose.omega);
  const wb = load<f32>(b, Pose.omega);
  // omega x r along n is omega (n x-component of the perpendicular): -omega r.y n.x + omega r.x n.y, linear across the normal.
  const rax: f32 = x - load<f32>(flownA, Pose.x);
  const ray: f32 = y - load<f32>(flownA, Pose.y);
  const rbx: f32 = x - load<f32>(flownB, Pose.x);
  const rby: f32 = y - load<f32>(flownB, Pose.y);
  const speed: f32 = nx * vx + ny * vy + wb * (rbx * ny - rby * nx) - wa * (rax * ny - ray * nx);
  const turn: f32 = wb - wa;
  if (turn == 0) return speed;
  edgeInterval(ga, flownA, nx, ny, x, y, within);
  let from: f32 = lowest;
  let to: f32 = highest;
  edgeInterval(gb, flownB, -nx, -ny, x, y, within);
  // Across -n is the other way round.
  from = max<f32>(from, -highest) - wider;
  to = min<f32>(to, -lowest) + wider;
  if (from > to) return speed;
  // A point moved by u across n, along (-ny, nx): its speed changes by turn (-ny ny - nx nx) u = -turn u.
  return speed - max<f32>(turn * from, turn * to);
}

/**
 * The first time in [start, until), start the later clock of both bodies, at which shapes ga of body a and gb of body b come within `tolerance`
 * (m, > 0) while they approach, or NONE. The gap at that time is at most `tolerance`, and at least half of it unless they began nearer. Two
 * discs that turn about their centres and fall alike touch exactly instead: their gap is 0. Approaches slower than `least` (m/s) do not count:
 * shapes that touch so are followed on.
 */
export function timeOfImpact(ga: usize, a: usize, gb: usize, b: usize, until: f32, tolerance: f32, least: f32): f32 {
  const start: f32 = max<f32>(load<f32>(a, Pose.clock), load<f32>(b, Pose.clock));
  let left: f32 = until - start;
  if (!(left > 0)) return NONE;
  const ax: f32 = load<f32>(b, Pose.ax) - load<f32>(a, Pose.ax);
  const ay: f32 = load<f32>(b, Pose.ay) - load<f32>(a, Pose.ay);
  flyTo(a, start, flownA);
  flyTo(b, start, flownB);
  const ta: f32 = start - load<f32>(a, Pose.clock);
  const tb: f32 = start - load<f32>(b, Pose.clock);
  const vx: f32 =
    load<f32>(b, Pose.vx) + load<f32>(b, Pose.ax) * tb - (load<f32>(a, Pose.vx) + load<f32>(a, Pose.ax) * ta);
  const vy: f32 =
    load<f32>(b, Pose.vy) + load<f32>(b, Pose.ay) * tb - (load<f32>(a, Pose.vy) + load<f32>(a, Pose.ay) * ta);

  // Bounding discs about the centres of mass.
  const px: f32 = load<f32>(flownB, Pose.x) - load<f32>(flownA, Pose.x);
  const py: f32 = load<f32>(flownB, Pose.y) - load<f32>(flownA, Pose.y);
  const swept: f32 = sqrt<f32>(vx * vx + vy * vy) * left + sqrt<f32>(ax * ax + ay * ay) * (left * left * <f32>0.5);
  const far: f32 = (load<f32>(ga, Geometry.extent) + load<f32>(gb, Geometry.extent) + tolerance + swept) * <f32>1.00001;
  if (px * px + py * py > far * far) return NONE;

  const ea = coreExtent(ga);
  const eb = coreExtent(gb);
  const discs = load<u32>(ga, Geometry.count) == 1 && load<u32>(gb, Geometry.count) == 1;
  if (discs && ax == 0 && ay == 0 && centred(ga) && centred(gb)) {
    const t = discTimeOfImpact(px, py, vx, vy, load<f32>(ga, Geometry.radius) + load<f32>(gb, Geometry.radius), left);
    if (t == NONE || start + t >= until) return NONE;
    return start + t;
  }

  const wa = load<f32>(a, Pose.omega);
  const wb = load<f32>(b, Pose.omega);
  const spin: f32 = abs<f32>(wa) * ea + abs<f32>(wb) * eb;
  const bend: f32 = wa * wa * ea + wb * wb * eb;
  const radii: f32 = load<f32>(ga, Geometry.radius) + load<f32>(gb, Geometry.radius);
  const countA = load<u32>(ga, Geometry.count);
  const countB = load<u32>(gb, Geometry.count);
  const half: f32 = tolerance * <f32>0.5;
  let t: f32 = start;
  for (let step: u32 = 0; step < LAST_STEPS; step++) {
    const gap = distance(ga, flownA, gb, flownB);
    const nx = normalX;
    const ny = normalY;
    const flown: f32 = t - start;
    const ux: f32 = vx + ax * flown;
    const uy: f32 = vy + ay * flown;
    const pull: f32 = nx * ax + ny * ay;
    // What separates them along n: the gap, but for rounding in n.
    let along: f32 = nx * (load<f32>(flownB, Pose.x) - load<f32>(flownA, Pose.x)) - radii;
    along += ny * (load<f32>(flownB, Pose.y) - load<f32>(flownA, Pose.y));
    along -= findFront(ga, flownA, wa, nx, ny, fronts);
    along -= findFront(gb, flownB, wb, -nx, -ny, fronts + 64);
    if (gap <= tolerance) {
      const speed = normalSpeed(ga, a, gb, b, ux, uy, tolerance, 0);
      if (speed < -least || (least == 0 && speed == 0 && pull < 0)) return t;
    }
    const rise: f32 = max<f32>(min<f32>(gap, along) - half, max<f32>(half * <f32>0.5, gap * -DEEPER));
    if (step >= MOST_STEPS && gap < tolerance * <f32>10) return t;
    const rate: f32 = -(nx * ux + ny * uy);
    let further = firstRoot(rate + spin, -pull, rise);
    left = until - t;
    if (!(further < left)) return NONE;
    if (spin > 0) {
      further = max<f32>(further, firstOfPairs(countA, countB, rate, bend - pull, rise));
      if (!(further < left)) return NONE;
      if (gap <= tolerance || step > 1) {
        const across: f32 = abs<f32>(ux * ny - uy * nx) + spin + sqrt<f32>(ax * ax + ay * ay) * left;
        const wider: f32 = across * left + sqrt<f32>(radii * 2 * max<f32>(tolerance - gap, 0));
        const facing = normalSpeed(ga, a, gb, b, ux, uy, Infinity, wider);
        further = max<f32>(further, firstRoot(-facing, bend - pull + across * 2 * min<f32>(abs<f32>(wa), abs<f32>(wb)), rise));
        if (!(further < left)) return NONE;
      }
    }
    const then: f32 = t + further;
    // Nearer in time than a rounding.
    if (then <= t) return t;
    t = then;
    flyTo(a, t, flownA);
    flyTo(b, t, flownB);
  }
  return t;
}

/** True if the disc turns about its own centre. */
// @ts-ignore: decorator
@inline
function centred(g: usize): bool {
  return load<f32>(g, Geometry.vertices) == 0 && load<f32>(g, Geometry.vertices + 4) == 0;
}
