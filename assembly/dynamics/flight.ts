// Free flight, exactly.
//
// A body in free flight keeps an anchor: the state it had when its last impact (or its birth) happened, and when that was.
// Its state at any later step is the closed form from the anchor, so nothing is accumulated: after 320 steps the error is
// still that of one rounding (about 1e-6 m in a 10 m world), and evaluating only the frames that are wanted gives the same bits.
// Rejected: x += v h + g h^2 / 2 at every step, exact in theory, but 320 f32 additions cost 1e-5 to 1e-4 m.
//
// With T = time since the anchor and K = steps begun since then:
//   exact            x = x0 + v0 T + g T^2 / 2            v = v0 + g T
//   symplectic-euler x = x0 + v0 T + g h^2 K (K + 1) / 2  v = v0 + g h K
// The second is velocity first, then position, as Box2D does: K kicks of g h, the j-th lasting until now.
// Time since the anchor is counted in whole steps, T = (n - n0) h - offset; seconds are never summed.

import { Integrator } from '../memory/layout';
import { Body } from './body';

/** Makes the body's present state its anchor: at `clock` within step `step`; kicked = the step's velocity kick is in it already. */
export function setAnchor(body: usize, step: i32, kicked: i32): void {
  memory.copy(body + Body.anchor, body, 32);
  store<i32>(body, step, Body.n0);
  store<i32>(body, kicked, Body.kicked);
}

/** Puts the body into its state at the end of step `step - 1`, i.e. after `step` steps, and its clock to 0. */
export function evaluate(body: usize, step: i32, h: f32, gx: f32, gy: f32, integrator: u32): void {
  const anchor = body + Body.anchor;
  const steps = step - load<i32>(body, Body.n0);
  const t: f32 = <f32>steps * h - load<f32>(anchor, Body.clock);
  const vx = load<f32>(anchor, Body.vx);
  const vy = load<f32>(anchor, Body.vy);
  let x: f32 = load<f32>(anchor, Body.x) + vx * t;
  let y: f32 = load<f32>(anchor, Body.y) + vy * t;
  if (integrator == Integrator.Exact) {
    const half: f32 = t * t * <f32>0.5;
    x += gx * half;
    y += gy * half;
    store<f32>(body, vx + gx * t, Body.vx);
    store<f32>(body, vy + gy * t, Body.vy);
  } else {
    const kicks: f32 = <f32>(steps - load<i32>(body, Body.kicked));
    const fall: f32 = h * h * (kicks * (kicks + 1) * <f32>0.5);
    x += gx * fall;
    y += gy * fall;
    store<f32>(body, vx + gx * (h * kicks), Body.vx);
    store<f32>(body, vy + gy * (h * kicks), Body.vy);
  }
  store<f32>(body, x, Body.x);
  store<f32>(body, y, Body.y);
  store<f32>(body, 0, Body.clock);
  turn(body, load<f32>(anchor, Body.c), load<f32>(anchor, Body.s), load<f32>(anchor, Body.omega) * t);
}

/** Moves the body within the step to the time `clock`, under the acceleration that holds inside a step. */
export function drift(body: usize, clock: f32): void {
  const t: f32 = clock - load<f32>(body, Body.clock);
  if (t == 0) return;
  const ax = load<f32>(body, Body.ax);
  const ay = load<f32>(body, Body.ay);
  const vx = load<f32>(body, Body.vx);
  const vy = load<f32>(body, Body.vy);
  const half: f32 = t * t * <f32>0.5;
  store<f32>(body, load<f32>(body, Body.x) + vx * t + ax * half, Body.x);
  store<f32>(body, load<f32>(body, Body.y) + vy * t + ay * half, Body.y);
  store<f32>(body, vx + ax * t, Body.vx);
  store<f32>(body, vy + ay * t, Body.vy);
  store<f32>(body, clock, Body.clock);
  const angle: f32 = load<f32>(body, Body.omega) * t;
  store<f32>(body, load<f32>(body, Body.turned) + angle, Body.turned);
  turn(body, load<f32>(body, Body.c), load<f32>(body, Body.s), angle);
}

/** Sets the rotation to (c, s) turned by `angle` radians. */
export function turn(body: usize, c: f32, s: f32, angle: f32): void {
  if (angle != 0) {
    const dc: f32 = NativeMathf.cos(angle);
    const ds: f32 = NativeMathf.sin(angle);
    const turned: f32 = c * dc - s * ds;
    s = s * dc + c * ds;
    c = turned;
  }
  store<f32>(body, c, Body.c);
  store<f32>(body, s, Body.s);
}

/** Takes out of a body's rotation what rounding has put in. */
export function normalise(body: usize): void {
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const length: f32 = sqrt<f32>(c * c + s * s);
  store<f32>(body, c / length, Body.c);
  store<f32>(body, s / length, Body.s);
}

/**
 * Writes the record f32 x, y, angle, vx, vy, omega of the body's origin, which clips and digests use; adding 0 turns -0 into 0.
 * The centre of mass lies at (centerX, centerY) in the body's frame, so the origin is at x - R center and moves at v - omega x (R center).
 */
export function writeState(body: usize, out: usize): void {
  const zero: f32 = 0;
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const lx = load<f32>(body, Body.centerX);
  const ly = load<f32>(body, Body.centerY);
  let x = load<f32>(body, Body.x);
  let y = load<f32>(body, Body.y);
  let vx = load<f32>(body, Body.vx);
  let vy = load<f32>(body, Body.vy);
  const omega = load<f32>(body, Body.omega);
  if (lx != 0 || ly != 0) {
    const rx: f32 = c * lx - s * ly;
    const ry: f32 = s * lx + c * ly;
    x -= rx;
    y -= ry;
    vx += omega * ry;
    vy -= omega * rx;
  }
  store<f32>(out, x + zero, 0);
  store<f32>(out, y + zero, 4);
  store<f32>(out, s == 0 && c > 0 ? zero : NativeMathf.atan2(s, c) + zero, 8);
  store<f32>(out, vx + zero, 12);
  store<f32>(out, vy + zero, 16);
  store<f32>(out, omega + zero, 20);
}
