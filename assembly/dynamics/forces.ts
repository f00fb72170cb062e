// What a host does to a body between steps: forces, impulses, and the targets of kinematic bodies.
//
// A force acts through the whole of the next step. In free flight that is exact, as gravity is (flight.ts): x += F t^2 / 2m, v += F t / m over the time t that is left
// after the body's last impact in that step; a torque likewise turns it by T t^2 / 2I. Bodies in contact get their share in every sub-step
// (step.ts). A kinematic body with a target moves so that it is there at the end of the step, to the bit, and then stands.

import { BodyType, Integrator } from '../memory/layout';
import { Body, BodyFlag } from './body';
import { bodyAt } from './contact';
import { settle } from './bodies';
import { setAnchor } from './flight';
import { List, World, stepOf } from './world-record';
import { wake } from './sleep';

/** Adds a force (N) at the centre of mass and a torque (N m) for the next step. */
export function applyForce(world: usize, body: usize, fx: f32, fy: f32, torque: f32): void {
  wake(world, body);
  store<f32>(body, load<f32>(body, Body.forceX) + fx, Body.forceX);
  store<f32>(body, load<f32>(body, Body.forceY) + fy, Body.forceY);
  store<f32>(body, load<f32>(body, Body.torque) + torque, Body.torque);
  store<u32>(body, load<u32>(body, Body.flags) | BodyFlag.Forced, Body.flags);
  store<u32>(world, 1, World.forced);
  store<i32>(world, 0, World.horizon);
}

/** Adds an impulse (N s) at the centre of mass and an angular one (N m s), now. */
export function applyImpulse(world: usize, body: usize, jx: f32, jy: f32, angular: f32): void {
  wake(world, body);
  const im = load<f32>(body, Body.inverseMass);
  store<f32>(body, load<f32>(body, Body.vx) + jx * im, Body.vx);
  store<f32>(body, load<f32>(body, Body.vy) + jy * im, Body.vy);
  store<f32>(body, load<f32>(body, Body.omega) + angular * load<f32>(body, Body.inverseInertia), Body.omega);
  settle(world, body);
}

/** Gives a kinematic body the velocity with which it is at (x, y, c, s) after the next step. */
export function setTarget(world: usize, body: usize, x: f32, y: f32, c: f32, s: f32): void {
  const one: f32 = 1;
  const rate: f32 = one / stepOf(world);
  const c0 = load<f32>(body, Body.c);
  const s0 = load<f32>(body, Body.s);
  store<f32>(body, (x - load<f32>(body, Body.x)) * rate, Body.vx);
  store<f32>(body, (y - load<f32>(body, Body.y)) * rate, Body.vy);
  // The shorter way round.
  const sine: f32 = s * c0 - c * s0;
  const cosine: f32 = c * c0 + s * s0;
  store<f32>(body, sine == 0 && cosine > 0 ? 0 : NativeMathf.atan2(sine, cosine) * rate, Body.omega);
  store<f32>(body, x, Body.forceX);
  store<f32>(body, y, Body.forceY);
  store<f32>(body, c, Body.targetC);
  store<f32>(body, s, Body.targetS);
  store<u32>(body, (load<u32>(body, Body.flags) & ~BodyFlag.Arrived) | BodyFlag.Target, Body.flags);
  settle(world, body);
  store<u32>(world, 1, World.forced);
}

/** Before a step: kinematic bodies that have reached their target stand. */
export function stopArrived(world: usize): void {
  const bodies = load<u32>(world + World.bodies, List.count);
  let forced: u32 = 0;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    forced |= flags & (BodyFlag.Target | BodyFlag.Forced);
    if (!(flags & BodyFlag.Arrived)) continue;
    store<u32>(body, flags & ~BodyFlag.Arrived, Body.flags);
    store<f32>(body, 0, Body.vx);
    store<f32>(body, 0, Body.vy);
    store<f32>(body, 0, Body.omega);
    settle(world, body);
  }
  if (!forced) store<u32>(world, 0, World.forced);
}

/** Acceleration that the force on a body gives it. */
// @ts-ignore: decorator
@inline export function pushX(body: usize): f32 {
  return load<u32>(body, Body.flags) & BodyFlag.Forced ? load<f32>(body, Body.forceX) * load<f32>(body, Body.inverseMass) : 0;
}

// @ts-ignore: decorator
@inline export function pushY(body: usize): f32 {
  return load<u32>(body, Body.flags) & BodyFlag.Forced ? load<f32>(body, Body.forceY) * load<f32>(body, Body.inverseMass) : 0;
}

/** After a step: what forces have done to free bodies, targets that are reached, and an end to all forces. */
export function endForces(world: usize, integrator: u32): void {
  const h = stepOf(world);
  const step = load<i32>(world, World.step);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    if (!(flags & (BodyFlag.Forced | BodyFlag.Target))) continue;
    if (flags & BodyFlag.Target) {
      store<f32>(body, load<f32>(body, Body.forceX), Body.x);
      store<f32>(body, load<f32>(body, Body.forceY), Body.y);
      store<f32>(body, load<f32>(body, Body.targetC), Body.c);
      store<f32>(body, load<f32>(body, Body.targetS), Body.s);
      store<u32>(body, (flags & ~BodyFlag.Target) | BodyFlag.Arrived, Body.flags);
      setAnchor(body, step, 0);
    } else {
      if (flags & BodyFlag.Free && load<u32>(body, Body.type) == BodyType.Dynamic) fly(body, step, h, integrator);
      store<u32>(body, load<u32>(body, Body.flags) & ~BodyFlag.Forced, Body.flags);
    }
    store<f32>(body, 0, Body.forceX);
    store<f32>(body, 0, Body.forceY);
    store<f32>(body, 0, Body.torque);
  }
}

/** Adds to the closed form of a free body's flight what its force has done since its last impact in this step; `step` steps are done. */
function fly(body: usize, step: i32, h: f32, integrator: u32): void {
  const hit = load<i32>(body, Body.n0) == step - 1 && load<u32>(body, Body.impacts) > 0;
  const t: f32 = hit ? h - load<f32>(body, Body.anchor + Body.clock) : h;
  const ax = load<f32>(body, Body.forceX) * load<f32>(body, Body.inverseMass);
  const ay = load<f32>(body, Body.forceY) * load<f32>(body, Body.inverseMass);
  const spin = load<f32>(body, Body.torque) * load<f32>(body, Body.inverseInertia);
  let way: f32 = t * t * <f32>0.5;
  let time: f32 = t;
  if (integrator != Integrator.Exact) {
    // The kick came at the start of the step; after an impact it is in the velocity already.
    way = hit ? 0 : h * h;
    time = hit ? 0 : h;
  }
  store<f32>(body, load<f32>(body, Body.x) + ax * way, Body.x);
  store<f32>(body, load<f32>(body, Body.y) + ay * way, Body.y);
  store<f32>(body, load<f32>(body, Body.vx) + ax * time, Body.vx);
  store<f32>(body, load<f32>(body, Body.vy) + ay * time, Body.vy);
  if (spin != 0) {
    const angle: f32 = spin * (t * t * <f32>0.5);
    const dc: f32 = NativeMathf.cos(angle);
    const ds: f32 = NativeMathf.sin(angle);
    const c = load<f32>(body, Body.c);
    const s = load<f32>(body, Body.s);
    store<f32>(body, c * dc - s * ds, Body.c);
    store<f32>(body, s * dc + c * ds, Body.s);
    store<f32>(body, load<f32>(body, Body.omega) + spin * t, Body.omega);
  }
  setAnchor(body, step, 0);
}
