// The middle of a step: what presses and what joints hold is solved, in sub-steps, on records of motion (block.ts).
//
// Records: 0 for what is static, then kinematic bodies, then dynamic ones level by level.

import { BodyType, Integrator, Overlaps, WorldDef } from '../memory/layout';
import { HALF } from './block';
import { Body, BodyFlag } from './body';
import { color, colorCount, keepImpulses, levels, pass, prepare, warm } from './constraints';
import { bodyAt } from './contact';
import { normalise, turn as rotate } from './flight';
import { pushX, pushY } from './forces';
import { noteEnergy } from './govern';
import { isVerlet } from './joints/islands';
import { keepJoints, prepareJoints } from './joints/joints';
import { endVerlet, passJoints, startJoints, warmJoints } from './joints/solve-joints';
import { followTurns } from './joints/turns';
import { LEVELS, substepsOf } from './levels';
import { Turn, turn } from './turn';
import { List, World, scratch, settingF, settingU, stepOf } from './world-record';

const motions: usize = memory.data(8, 8);
const forces: usize = memory.data(8, 8);

/** Forgets scratch memory; called when the heap is reset. */
export function forgetSolveStep(): void {
  store<u64>(motions, 0);
  store<u64>(forces, 0);
}

/** Address of the forces on record 0. */
// @ts-ignore: decorator
@inline export function forceBase(): usize {
  return load<usize>(forces);
}

/** Makes room for records of motion, the first of them for what is static, up to three at the end for nobody (joints/turns.ts), and for as many of forces. False when memory is exhausted. */
export function openMotions(records: u32): bool {
  if (!scratch(motions, <usize>records << 5) || !scratch(forces, <usize>records << 5)) return false;
  memory.fill(load<usize>(motions), 0, 32);
  return true;
}

/** Address of record 0. */
// @ts-ignore: decorator
@inline export function motionBase(): usize {
  return load<usize>(motions);
}

/** Gives what is to be solved levels and colours, and notes its energy. False when memory is exhausted. */
export function prepareStep(world: usize): bool {
  if (!color(world, load<u32>(turn, Turn.contacts))) return false;
  store<u32>(world, colorCount, World.colors);
  return noteEnergy(world);
}

/** Enters the kinematic bodies that press from record `number` on. The number after the last. */
export function enterKinematic(world: usize, number: u32): u32 {
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    store<u32>(body, 0, Body.solverIndex);
    if (load<u32>(body, Body.degree) == 0 || load<u32>(body, Body.type) != BodyType.Kinematic) continue;
    enter(world, body, number, 1);
    number++;
  }
  return number;
}

/** Enters the dynamic bodies of a level from record `number` on. The number after the last. */
export function enterLevel(world: usize, level: u32, number: u32): u32 {
  const n = substepsOf(world, level);
  const joined = load<u32>(turn, Turn.joints) != 0;
  store<u32>(world, n, World.mostSubsteps);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (load<u32>(body, Body.degree) == 0 || load<u32>(body, Body.level) != level || load<f32>(body, Body.inverseMass) == 0) continue;
    enter(world, body, number, n);
    // What gravity gives the first sub-step, and what it gives after the last (joints/solve-joints.ts).
    if (joined && isVerlet(world, i)) store<f32>(load<usize>(motions) + (<usize>number << 5), 0.5, HALF);
    number++;
  }
  return number;
}

/** Solves a step after prepareStep(). False when memory is exhausted. */
export function solveStep(world: usize): bool {
  const count = load<u32>(turn, Turn.contacts);
  const joints = load<u32>(turn, Turn.joints);
  if (!openMotions(load<u32>(world + World.bodies, List.count) + 4)) return false;
  const kinematic = enterKinematic(world, 1);
  let number = kinematic;
  for (let level: u32 = 0; level < LEVELS; level++) {
    store<u32>(firsts + (<usize>level << 2), number);
    if (levels & (1 << level)) number = enterLevel(world, level, number);
    store<u32>(firsts + (<usize>level << 2), number, 4);
  }
  const motion = load<usize>(motions);
  if (!prepare(world, count)) return false;
  if (joints && !prepareJoints(world, motion, number, kicksOnce(world))) return false;
  for (let level: u32 = 0; level < LEVELS; level++) {
    if (levels & (1 << level)) {
      const from = firsts + (<usize>level << 2);
      substep(world, level, motion, load<usize>(forces), kinematic, load<u32>(from), load<u32>(from, 4), joints != 0);
    }
  }
  keepImpulses(world, count, motion);
  if (joints) keepJoints(world, motion);
  return true;
}

/**
 * Whether gravity acts once, at the start of the step, and impulses are those of the whole step: as the published data have it. Sub-steps then
 * only split the work. Soft contacts need impulses of one sub-step, so with them gravity acts in every one.
 */
export function kicksOnce(world: usize): bool {
  return settingU(world, WorldDef.integrator) != Integrator.Exact && settingU(world, WorldDef.overlaps) == Overlaps.Project;
}

/** First record of each level, and the end of the last. */
const firsts: usize = memory.data(20, 4);

/**
 * Writes a body's record of motion: what it has moved since the start of the step, its velocity, and the share of the step that is left to it:
 * a body that was hit at its clock t moves for h - t only. One that flew there has its gravity up to then.
 */
function enter(world: usize, body: usize, number: u32, substeps: u32): void {
  const m = load<usize>(motions) + (<usize>number << 5);
  const f = load<usize>(forces) + (<usize>number << 5);
  const one: f32 = 1;
  const h = stepOf(world);
  const hs: f32 = h / <f32>substeps;
  const flags = load<u32>(body, Body.flags);
  const left: f32 = (h - load<f32>(body, Body.clock)) / h;
  store<u32>(body, number, Body.solverIndex);
  const share: f32 = flags & BodyFlag.Free ? left : one;
  const scale: f32 = load<f32>(body, Body.inverseMass) > 0 ? load<f32>(body, Body.gravityScale) * share : 0;
  let gx: f32 = settingF(world, WorldDef.gravityX) * scale * h;
  let gy: f32 = settingF(world, WorldDef.gravityY) * scale * h;
  let spin: f32 = 0;
  if (flags & BodyFlag.Forced) {
    gx += pushX(body) * share * h;
    gy += pushY(body) * share * h;
    spin = load<f32>(body, Body.torque) * load<f32>(body, Body.inverseInertia) * share * h;
  }
  let vx = load<f32>(body, Body.vx);
  let vy = load<f32>(body, Body.vy);
  let omega = load<f32>(body, Body.omega);
  if (flags & BodyFlag.Kicked) {
    // Symplectic Euler has given its whole kick before the impacts.
    gx = 0;
    gy = 0;
  } else if (kicksOnce(world)) {
    vx += gx;
    vy += gy;
    omega += spin;
    gx = 0;
    gy = 0;
    spin = 0;
  } else {
    gx /= <f32>substeps;
    gy /= <f32>substeps;
  }
  spin /= <f32>substeps;
  store<f32>(m, vx, 0);
  store<f32>(m, vy, 4);
  store<f32>(m, omega, 8);
  store<f32>(m, left, 12);
  store<f32>(m, load<f32>(body, Body.x) - load<f32>(body, Body.x0), 16);
  store<f32>(m, load<f32>(body, Body.y) - load<f32>(body, Body.y0), 20);
  store<f32>(m, load<f32>(body, Body.turned), 24);
  store<f32>(m, 0, 28);
  store<f32>(f, gx, 0);
  store<f32>(f, gy, 4);
  store<f32>(f, one / (hs * load<f32>(body, Body.linearDamping) + 1), 8);
  store<f32>(f, one / (hs * load<f32>(body, Body.angularDamping) + 1), 12);
  store<f32>(f, spin, 16);
}

/** Takes a body's motion out of its record: it is at the end of the step. */
export function unload(body: usize): void {
  const m = load<usize>(motions) + (<usize>load<u32>(body, Body.solverIndex) << 5);
  store<f32>(body, load<f32>(m, 0), Body.vx);
  store<f32>(body, load<f32>(m, 4), Body.vy);
  store<f32>(body, load<f32>(m, 8), Body.omega);
  store<f32>(body, 0, Body.clock);
  store<f32>(body, load<f32>(body, Body.x0) + load<f32>(m, 16), Body.x);
  store<f32>(body, load<f32>(body, Body.y0) + load<f32>(m, 20), Body.y);
  rotate(body, load<f32>(body, Body.c0), load<f32>(body, Body.s0), load<f32>(m, 24));
  normalise(body);
}

/** The sub-steps of one level: kinematic bodies have records 1 to kinematic - 1, its own are first to last - 1. */
function substep(world: usize, level: u32, motion: usize, force: usize, kinematic: u32, first: u32, last: u32, joined: bool): void {
  const n = substepsOf(world, level);
  const one: f32 = 1;
  const hs: f32 = stepOf(world) / <f32>n;
  const inverse: f32 = one / hs;
  const pushSpeed = settingF(world, WorldDef.pushSpeed);
  const rolling = load<u32>(world, World.rolling) != 0;
  const once = kicksOnce(world);
  const damped = load<u32>(world, World.damped) != 0;
  const forced = load<u32>(world, World.forced) != 0;
  // Kinematic bodies move with every level anew.
  for (let i: u32 = 1; i < kinematic; i++) memory.fill(motion + (<usize>i << 5) + 16, 0, 12);
  if (joined) followTurns(motion, 1, kinematic);
  const end = motion + (<usize>last << 5);
  for (let k = n; k; k--) {
    if (joined) startJoints(level, once);
    kick(motion, force, first, last, damped, forced);
    if (joined && k == n) halve(motion, force, first, last, -1);
    if (k == n || !once) {
      if (joined) warmJoints(level, motion, inverse, k == n);
      warm(level, motion);
    }
    if (joined) {
      passJoints(level, motion, inverse, pushSpeed, false, false);
    }
    pass(level, motion, inverse, pushSpeed, false, rolling);
    if (joined) tame(motion, first, last, inverse);
    move(motion + 32, motion + (<usize>kinematic << 5), hs);
    move(motion + (<usize>first << 5), end, hs);
    if (joined) {
      followTurns(motion, 1, kinematic);
      followTurns(motion, first, last);
      if (k == 1) {
        halve(motion, force, first, last, 1);
        endVerlet(level, motion, inverse);
      }
      passJoints(level, motion, inverse, pushSpeed, true, k == 1 || !once);
      tame(motion, first, last, inverse);
    }
    pass(level, motion, inverse, 0, true, rolling);
  }
}

/** Gives bodies what gravity and forces give them in a sub-step, and takes what damping takes. */
export function kick(motion: usize, force: usize, first: u32, last: u32, damped: bool, forced: bool): void {
  const end = motion + (<usize>last << 5);
  let f = force + (<usize>first << 5);
  if (!damped && !forced) {
    for (let m = motion + (<usize>first << 5); m < end; m += 32, f += 32) {
      if (ASC_FEATURE_SIMD) {
        v128.store(m, f32x4.add(v128.load(m), v128.load64_zero(f)));
      } else {
        store<f32>(m, load<f32>(m, 0) + load<f32>(f, 0), 0);
        store<f32>(m, load<f32>(m, 4) + load<f32>(f, 4), 4);
      }
    }
    return;
  }
  for (let m = motion + (<usize>first << 5); m < end; m += 32, f += 32) {
    let vx: f32 = load<f32>(m, 0) + load<f32>(f, 0);
    let vy: f32 = load<f32>(m, 4) + load<f32>(f, 4);
    if (damped) {
      vx *= load<f32>(f, 8);
      vy *= load<f32>(f, 8);
      store<f32>(m, load<f32>(m, 8) * load<f32>(f, 12), 8);
    }
    if (forced) store<f32>(m, load<f32>(m, 8) + load<f32>(f, 16), 8);
    store<f32>(m, vx, 0);
    store<f32>(m, vy, 4);
  }
}

/** Farthest that a body turns (rad) and goes (m) in a sub-step in which joints act. */
const WHIRL: f32 = 0.8;
const LEAP: f32 = 4;

/**
 * Holds back what joints have thrown: where what they ask for contradicts itself, or lies metres from where it is, errors may feed each other. No number
 * grows beyond bounds that way.
 */
function tame(motion: usize, first: u32, last: u32, inverse: f32): void {
  const whirl: f32 = inverse * WHIRL;
  const leap: f32 = inverse * LEAP;
  const end = motion + (<usize>last << 5);
  for (let m = motion + (<usize>first << 5); m < end; m += 32) {
    if (ASC_FEATURE_SIMD) {
      // The last component of the half is a share of the step.
      const most = f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(leap), 2, whirl), 3, 1);
      if (i32x4.all_true(f32x4.le(f32x4.abs(v128.load(m)), most))) continue;
    }
    store<f32>(m, within(load<f32>(m, 0), leap), 0);
    store<f32>(m, within(load<f32>(m, 4), leap), 4);
    store<f32>(m, within(load<f32>(m, 8), whirl), 8);
  }
}

/** A value held to [-most, most]; 0 for what is no number. */
// @ts-ignore: decorator
@inline
function within(value: f32, most: f32): f32 {
  return abs<f32>(value) <= most ? value : value > 0 ? most : value < 0 ? -most : 0;
}

/** Takes half of what kick() gave from the bodies that get it after the last sub-step (`sign` -1), or gives it to them (1). */
function halve(motion: usize, force: usize, first: u32, last: u32, sign: f32): void {
  const end = motion + (<usize>last << 5);
  let f = force + (<usize>first << 5);
  for (let m = motion + (<usize>first << 5); m < end; m += 32, f += 32) {
    const half: f32 = load<f32>(m, HALF) * sign;
    if (half == 0) continue;
    store<f32>(m, load<f32>(m, 0) + load<f32>(f, 0) * half, 0);
    store<f32>(m, load<f32>(m, 4) + load<f32>(f, 4) * half, 4);
    store<f32>(m, load<f32>(m, 8) + load<f32>(f, 16) * half, 8);
  }
}

/** Moves records by their velocities for their share of hs seconds. */
export function move(from: usize, to: usize, hs: f32): void {
  if (ASC_FEATURE_SIMD) {
    // The last component of the second half does not move.
    const h: v128 = f32x4.replace_lane(f32x4.splat(hs), 3, 0);
    for (let m = from; m < to; m += 32) {
      const v: v128 = v128.load(m);
      const t: v128 = f32x4.mul(v128.shuffle<f32>(v, v, 3, 3, 3, 3), h);
      v128.store(m, f32x4.add(v128.load(m, 16), f32x4.mul(v, t)), 16);
    }
    return;
  }
  for (let m = from; m < to; m += 32) {
    const t: f32 = load<f32>(m, 12) * hs;
    store<f32>(m, load<f32>(m, 16) + load<f32>(m, 0) * t, 16);
    store<f32>(m, load<f32>(m, 20) + load<f32>(m, 4) * t, 20);
    store<f32>(m, load<f32>(m, 24) + load<f32>(m, 8) * t, 24);
  }
}
