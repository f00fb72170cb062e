// The world as the ABI shows it today: one world an instance, no handles that could be wrong.
// Opening it closes the plan (both live in the arena). Numbers are checked where a wrong one could break memory or make a NaN.

import { allocate } from '../memory/arena';
import { Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { writeState } from './motion';
import { addDisc, addWall, bodyRecord, contactCount, contactRecords, createWorld, resetWorld, stepWorld } from './world';

const MOST: u32 = 1024;
/** Contact records kept between two calls of worldStep(). */
const CONTACTS: u32 = 4096;
/** Beyond this, f32 positions of metres are useless. */
const LARGE: f32 = 1e6;
/** Below this in m or kg, inverse masses and inertias leave f32. */
const SMALL: f32 = 1e-6;

let world: usize = 0;
let states: usize = 0;
let bodies: u32 = 0;

export function closeWorld(): void {
  world = 0;
}

/** Allocates the world: at most 1,024 bodies and walls; step in s, gravity in m/s^2. */
export function openWorld(bodyCapacity: u32, wallCapacity: u32, gx: f32, gy: f32, step: f32, integrator: u32, threshold: f32): i32 {
  if (bodyCapacity > MOST || wallCapacity > MOST || integrator > 1) return fail(Failure.WorldValue);
  if (!sane(gx) || !sane(gy) || !(step > 0 && step <= 1) || !(threshold >= 0 && threshold < LARGE)) return fail(Failure.WorldValue);
  bodies = 0;
  world = createWorld(bodyCapacity, wallCapacity, CONTACTS);
  states = allocate(<usize>bodyCapacity * 24);
  if (!world || !states) {
    world = 0;
    return Failure.OutOfMemory;
  }
  resetWorld(world, gx, gy, step, integrator, threshold);
  return 0;
}

function sane(value: f32): bool {
  return abs<f32>(value) < LARGE;
}

/** Adds a dynamic disc; returns its number or -1. */
export function worldAddDisc(
  x: f32, y: f32, vx: f32, vy: f32, omega: f32, radius: f32, mass: f32, restitution: f32, friction: f32,
): i32 {
  if (!world || !sane(x) || !sane(y) || !sane(vx) || !sane(vy) || !sane(omega)) return -1;
  if (!(radius >= SMALL && radius < LARGE) || !(mass >= SMALL && mass < LARGE)) return -1;
  if (!(restitution >= 0 && restitution <= 1) || !(friction >= 0 && friction < LARGE)) return -1;
  const i = addDisc(world, x, y, vx, vy, omega, radius, mass, restitution, friction);
  if (i >= 0) bodies++;
  return i;
}

/** Adds a static wall with the unit normal (nx, ny) into its free side, through the points p with n.p = d; returns its number or -1. */
export function worldAddWall(nx: f32, ny: f32, d: f32, restitution: f32, friction: f32): i32 {
  const length: f32 = nx * nx + ny * ny;
  if (!world || !(abs<f32>(length - 1) < <f32>1e-5) || !sane(d)) return -1;
  if (!(restitution >= 0 && restitution <= 1) || !(friction >= 0 && friction < LARGE)) return -1;
  return addWall(world, nx, ny, d, restitution, friction);
}

/** Does `count` steps. */
export function worldStep(count: u32): void {
  if (!world) return;
  for (; count; count--) stepWorld(world);
}

/** Address of f32[bodies][6]: x, y, angle, vx, vy, omega after the last step; 0 if no world is open. */
export function worldStates(): usize {
  if (!world) return 0;
  for (let i: u32 = 0; i < bodies; i++) {
    writeState(bodyRecord(world, i), states + <usize>i * 24);
  }
  return states;
}

/** Contacts so far; the first 4,096 have records. */
export function worldContactCount(): u32 {
  return world ? contactCount(world) : 0;
}

/** Address of the Contact records. */
export function worldContacts(): usize {
  return world ? contactRecords(world) : 0;
}
