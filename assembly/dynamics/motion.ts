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
//
// Records (f32 unless said), 32 bytes each so that four bodies transpose into lanes:
//   hot    vx vy omega clock | x y c s     clock = time within the current step at which this state holds
//   anchor vx vy omega offset | x y c s
//   extra  n0 (i32) kicked (i32) impacts (i32) -  | mass (f32) inverseMass inverseInertia radius
//   matter restitution friction gravityScale -

import { Integrator } from '../memory/layout';

export namespace Hot {
  // @ts-ignore: decorator
  @inline export const vx: usize = 0;
  // @ts-ignore: decorator
  @inline export const vy: usize = 4;
  // @ts-ignore: decorator
  @inline export const omega: usize = 8;
  // @ts-ignore: decorator
  @inline export const clock: usize = 12;
  // @ts-ignore: decorator
  @inline export const x: usize = 16;
  // @ts-ignore: decorator
  @inline export const y: usize = 20;
  // @ts-ignore: decorator
  @inline export const c: usize = 24;
  // @ts-ignore: decorator
  @inline export const s: usize = 28;
  // @ts-ignore: decorator
  @inline export const anchor: usize = 32;
  // @ts-ignore: decorator
  @inline export const n0: usize = 64;
  // @ts-ignore: decorator
  @inline export const kicked: usize = 68;
  // @ts-ignore: decorator
  @inline export const impacts: usize = 72;
  // @ts-ignore: decorator
  @inline export const mass: usize = 80;
  // @ts-ignore: decorator
  @inline export const inverseMass: usize = 84;
  // @ts-ignore: decorator
  @inline export const inverseInertia: usize = 88;
  // @ts-ignore: decorator
  @inline export const radius: usize = 92;
  // @ts-ignore: decorator
  @inline export const restitution: usize = 96;
  // @ts-ignore: decorator
  @inline export const friction: usize = 100;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 112;
}

/** Makes the body's present state its anchor: at `clock` within step `step`; kicked = the step's velocity kick is in it already. */
export function setAnchor(body: usize, step: i32, kicked: i32): void {
  memory.copy(body + Hot.anchor, body, 32);
  store<i32>(body, step, Hot.n0);
  store<i32>(body, kicked, Hot.kicked);
}

/** Puts the body into its state at the end of step `step - 1`, i.e. after `step` steps, and its clock to 0. */
export function evaluate(body: usize, step: i32, h: f32, gx: f32, gy: f32, integrator: u32): void {
  const anchor = body + Hot.anchor;
  const steps = step - load<i32>(body, Hot.n0);
  const t: f32 = <f32>steps * h - load<f32>(anchor, Hot.clock);
  const vx = load<f32>(anchor, Hot.vx);
  const vy = load<f32>(anchor, Hot.vy);
  let x: f32 = load<f32>(anchor, Hot.x) + vx * t;
  let y: f32 = load<f32>(anchor, Hot.y) + vy * t;
  if (integrator == Integrator.Exact) {
    const half: f32 = t * t * <f32>0.5;
    x += gx * half;
    y += gy * half;
    store<f32>(body, vx + gx * t, Hot.vx);
    store<f32>(body, vy + gy * t, Hot.vy);
  } else {
    const kicks: f32 = <f32>(steps - load<i32>(body, Hot.kicked));
    const fall: f32 = h * h * (kicks * (kicks + 1) * <f32>0.5);
    x += gx * fall;
    y += gy * fall;
    store<f32>(body, vx + gx * (h * kicks), Hot.vx);
    store<f32>(body, vy + gy * (h * kicks), Hot.vy);
  }
  store<f32>(body, x, Hot.x);
  store<f32>(body, y, Hot.y);
  store<f32>(body, 0, Hot.clock);
  turn(body, load<f32>(anchor, Hot.c), load<f32>(anchor, Hot.s), load<f32>(anchor, Hot.omega) * t);
}

/** Moves the body within the step to the time `clock`, under the acceleration (ax, ay) that holds inside a step. */
export function drift(body: usize, clock: f32, ax: f32, ay: f32): void {
  const t: f32 = clock - load<f32>(body, Hot.clock);
  if (t == 0) return;
  const vx = load<f32>(body, Hot.vx);
  const vy = load<f32>(body, Hot.vy);
  const half: f32 = t * t * <f32>0.5;
  store<f32>(body, load<f32>(body, Hot.x) + vx * t + ax * half, Hot.x);
  store<f32>(body, load<f32>(body, Hot.y) + vy * t + ay * half, Hot.y);
  store<f32>(body, vx + ax * t, Hot.vx);
  store<f32>(body, vy + ay * t, Hot.vy);
  store<f32>(body, clock, Hot.clock);
  turn(body, load<f32>(body, Hot.c), load<f32>(body, Hot.s), load<f32>(body, Hot.omega) * t);
}

/** Sets the rotation to (c, s) turned by `angle` radians. */
function turn(body: usize, c: f32, s: f32, angle: f32): void {
  if (angle != 0) {
    const dc: f32 = NativeMathf.cos(angle);
    const ds: f32 = NativeMathf.sin(angle);
    const turned: f32 = c * dc - s * ds;
    s = s * dc + c * ds;
    c = turned;
  }
  store<f32>(body, c, Hot.c);
  store<f32>(body, s, Hot.s);
}

/** Writes the record f32 x, y, angle, vx, vy, omega that clips and digests use; adding 0 turns -0 into 0. */
export function writeState(body: usize, out: usize): void {
  const zero: f32 = 0;
  const s = load<f32>(body, Hot.s);
  store<f32>(out, load<f32>(body, Hot.x) + zero, 0);
  store<f32>(out, load<f32>(body, Hot.y) + zero, 4);
  store<f32>(out, s == 0 && load<f32>(body, Hot.c) > 0 ? zero : NativeMathf.atan2(s, load<f32>(body, Hot.c)) + zero, 8);
  store<f32>(out, load<f32>(body, Hot.vx) + zero, 12);
  store<f32>(out, load<f32>(body, Hot.vy) + zero, 16);
  store<f32>(out, load<f32>(body, Hot.omega) + zero, 20);
}
