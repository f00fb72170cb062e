// One step of a world.
//
//   start      where every awake body is and how it will fly; bounds, pairs
//   narrow     manifolds; impacts that are to come (narrow-phase.ts, events.ts)
//   impacts    in order of time
//   solve      what presses and what joints hold: colours, blocks, sub-steps (pressing.ts, constraints.ts, solver.ts, joints/)
//   finish     free bodies by their closed form, solved ones by what the solver moved; overlaps projected (project.ts); sleep
//
// While every body flies freely and nothing can meet, steps do nothing but count: `horizon` is the first step in which something might touch, and
// the states of free bodies are closed forms of their anchors, so the bits are those of stepping one by one.

import { BodyType, Integrator, Overlaps, WorldDef } from '../memory/layout';
import { HALF } from './block';
import { Body, BodyFlag, NONE } from './body';
import { findPairs, updateBounds } from './broad-phase';
import { color, colorCount, keepImpulses, levels, pass, prepare, warm } from './constraints';
import { contain } from './contain';
import { bodyAt } from './contact';
import { clearEvents } from './event-queue';
import { partingIsDue, sortEvents, stepIsOver } from './event-list';
import { playEvents } from './events';
import { evaluate, normalise, setAnchor, turn } from './flight';
import { endForces, pushX, pushY, stopArrived } from './forces';
import { govern, noteEnergy } from './govern';
import { findHorizon } from './horizon';
import { breakJoints } from './joints/break';
import { isVerlet } from './joints/islands';
import { firstBlock, keepJoints, prepareJoints } from './joints/joints';
import { findPulling, pulling, woken } from './joints/pulling';
import { endVerlet, passJoints, startJoints, warmJoints } from './joints/solve-joints';
import { followTurns } from './joints/turns';
import { LEVELS, substepsOf } from './levels';
import { narrowPhase } from './narrow-phase';
import { findPressing, pressing } from './pressing';
import { project } from './project';
import { sense } from './sensors';
import { fallAsleep, startStep } from './sleep';
import { List, World, scratch, settingF, settingU, stepOf } from './world-record';

const motions: usize = memory.data(8, 8);
const forces: usize = memory.data(8, 8);

/** Forgets scratch memory; called when the heap is reset. */
export function forgetStep(): void {
  store<u64>(motions, 0);
  store<u64>(forces, 0);
}

/** Does one step. False when memory is exhausted. */
export function stepWorld(world: usize): bool {
  const step = load<i32>(world, World.step);
  if (step < load<i32>(world, World.horizon)) {
    store<i32>(world, step + 1, World.step);
    store<u32>(world, 1, World.stale);
    store<u32>(world, 0, World.stepImpacts);
    return true;
  }
  refresh(world);
  const firstEvent = load<u32>(world + World.events, List.count);
  if (load<u32>(world, World.forced)) stopArrived(world);
  start(world);
  clearEvents();
  store<u32>(world, 0, World.stepImpacts);
  if (!findPairs(world) || !narrowPhase(world) || !playEvents(world)) return false;
  let count = findPressing(world);
  let joints = findPulling(world);
  while (woken && count != NONE && joints != NONE) {
    // Who was woken by a joint may press.
    count = findPressing(world);
    joints = findPulling(world);
  }
  if (count == NONE || joints == NONE) return false;
  const held = count + joints;
  store<u32>(world, count, World.solved);
  if (!solveStep(world, count, joints)) return false;
  store<i32>(world, step + 1, World.step);
  const forced = load<u32>(world, World.forced) != 0;
  if (held && !govern(world)) return false;
  if (forced) endForces(world, settingU(world, WorldDef.integrator));
  if (count && settingU(world, WorldDef.overlaps) == Overlaps.Project) project(world, count);
  if ((held || load<u32>(world, World.stepImpacts)) && !contain(world)) return false;
  stepIsOver(true);
  if (load<u32>(world, World.sensors)) sense(world);
  if (held) {
    fallAsleep(world, pressing);
  } else {
    store<i32>(world, forced || load<u32>(world, World.jointLive) || partingIsDue(world) ? step + 1 : findHorizon(world), World.horizon);
  }
  if (joints) breakJoints(world);
  stepIsOver(false);
  return sortEvents(world, firstEvent);
}

/** Evaluates the states of free bodies after steps that only counted. */
export function refresh(world: usize): void {
  if (!load<u32>(world, World.stale)) return;
  store<u32>(world, 0, World.stale);
  const step = load<i32>(world, World.step);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (load<u32>(body, Body.flags) & BodyFlag.Free && load<u32>(body, Body.flags) & BodyFlag.Awake) toStep(world, body, step);
  }
}

/** A free body's state after `step` steps. */
function toStep(world: usize, body: usize, step: i32): void {
  const scale = load<f32>(body, Body.gravityScale);
  evaluate(
    body, step, stepOf(world), settingF(world, WorldDef.gravityX) * scale, settingF(world, WorldDef.gravityY) * scale,
    settingU(world, WorldDef.integrator),
  );
}

/** Notes where bodies start, gives them the acceleration of their flight, and widens their bounds. */
function start(world: usize): void {
  const h = stepOf(world);
  const half: f32 = h * h * <f32>0.5;
  const gx = settingF(world, WorldDef.gravityX);
  const gy = settingF(world, WorldDef.gravityY);
  const exact = settingU(world, WorldDef.integrator) == Integrator.Exact;
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    let flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake)) continue;
    startStep(body);
    const scale = load<f32>(body, Body.gravityScale);
    let ax: f32 = 0;
    let ay: f32 = 0;
    flags &= ~BodyFlag.Kicked;
    if (flags & BodyFlag.Free && load<u32>(body, Body.type) == BodyType.Dynamic) {
      ax = gx * scale;
      ay = gy * scale;
      if (flags & BodyFlag.Forced) {
        ax += pushX(body);
        ay += pushY(body);
      }
      if (!exact) {
        store<f32>(body, load<f32>(body, Body.vx) + ax * h, Body.vx);
        store<f32>(body, load<f32>(body, Body.vy) + ay * h, Body.vy);
        ax = 0;
        ay = 0;
        flags |= BodyFlag.Kicked;
      }
    }
    store<u32>(body, flags, Body.flags);
    store<f32>(body, ax, Body.ax);
    store<f32>(body, ay, Body.ay);
    updateBounds(
      world, body, load<f32>(body, Body.vx) * h + ax * half, load<f32>(body, Body.vy) * h + ay * half,
      abs<f32>(load<f32>(body, Body.omega)) * load<f32>(body, Body.extent) * h,
    );
  }
}

/** Moves all bodies through the step: solved ones by the solver, the others freely. False when memory is exhausted. */
function solveStep(world: usize, count: u32, joints: u32): bool {
  store<u32>(world, 0, World.colors);
  store<u32>(world, 0, World.mostSubsteps);
  const held = count + joints;
  if (held && !solvePressing(world, count, joints)) return false;
  const step = load<i32>(world, World.step);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake)) continue;
    if (held && load<u32>(body, Body.degree) && load<f32>(body, Body.inverseMass) > 0) {
      unload(body, load<usize>(motions) + (<usize>load<u32>(body, Body.solverIndex) << 5));
      store<u32>(body, flags & ~(BodyFlag.Free | BodyFlag.Kicked), Body.flags);
      continue;
    }
    if (!(flags & BodyFlag.Free)) {
      // It leaves what it touched: from here on it flies.
      setAnchor(body, step, 0);
      store<u32>(body, flags | BodyFlag.Free, Body.flags);
    }
    toStep(world, body, step + 1);
    if (load<u32>(world, World.damped)) damp(world, body, step + 1);
  }
  return true;
}

/** Slows a free body by its damping, v / (1 + h c), and lets it fly on from there. */
function damp(world: usize, body: usize, step: i32): void {
  const linear = load<f32>(body, Body.linearDamping);
  const angular = load<f32>(body, Body.angularDamping);
  if (linear == 0 && angular == 0) return;
  const h = stepOf(world);
  store<f32>(body, load<f32>(body, Body.vx) / (h * linear + 1), Body.vx);
  store<f32>(body, load<f32>(body, Body.vy) / (h * linear + 1), Body.vy);
  store<f32>(body, load<f32>(body, Body.omega) / (h * angular + 1), Body.omega);
  setAnchor(body, step, 0);
}

/** Solves the contacts that press and the joints that act. Records of motion: 0 for what is static, then kinematic bodies, then dynamic ones level by level. */
function solvePressing(world: usize, count: u32, joints: u32): bool {
  if (!color(world, count)) return false;
  store<u32>(world, colorCount, World.colors);
  if (!noteEnergy(world)) return false;
  const bodies = load<u32>(world + World.bodies, List.count);
  const motion = scratch(motions, <usize>(bodies + 1) << 5);
  const force = scratch(forces, <usize>(bodies + 1) << 5);
  if (!motion || !force) return false;
  memory.fill(motion, 0, 32);
  let number: u32 = 1;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    store<u32>(body, 0, Body.solverIndex);
    if (load<u32>(body, Body.degree) == 0 || load<u32>(body, Body.type) != BodyType.Kinematic) continue;
    enter(world, body, motion, force, number, 1);
    number++;
  }
  const kinematic = number;
  for (let level: u32 = 0; level < LEVELS; level++) {
    const first = number;
    if (levels & (1 << level)) {
      const n = substepsOf(world, level);
      store<u32>(world, n, World.mostSubsteps);
      for (let i: u32 = 0; i < bodies; i++) {
        const body = bodyAt(world, i);
        if (load<u32>(body, Body.degree) == 0 || load<u32>(body, Body.level) != level || load<f32>(body, Body.inverseMass) == 0) continue;
        enter(world, body, motion, force, number, n);
        // What gravity gives the first sub-step, and what it gives after the last (joints/solve-joints.ts).
        if (joints && isVerlet(world, i)) store<f32>(motion + (<usize>number << 5), 0.5, HALF);
        number++;
      }
    }
    store<u32>(firsts + (<usize>level << 2), first);
    store<u32>(firsts + (<usize>level << 2), number, 4);
  }
  if (!prepare(world, count)) return false;
  if (joints && !prepareJoints(world, motion, number, kicksOnce(world))) return false;
  for (let level: u32 = 0; level < LEVELS; level++) {
    if (levels & (1 << level)) {
      const from = firsts + (<usize>level << 2);
      substep(world, level, motion, force, kinematic, load<u32>(from), load<u32>(from, 4), joints != 0);
    }
  }
  keepImpulses(world, count, motion);
  if (joints) keepJoints(world);
  return true;
}

/**
 * Whether gravity acts once, at the start of the step, and impulses are those of the whole step: as the published data have it. Sub-steps then
 * only split the work. Soft contacts need impulses of one sub-step, so with them gravity acts in every one.
 */
function kicksOnce(world: usize): bool {
  return settingU(world, WorldDef.integrator) != Integrator.Exact && settingU(world, WorldDef.overlaps) == Overlaps.Project;
}

/** First record of each level, and the end of the last. */
const firsts: usize = memory.data(20, 4);

/**
 * Writes a body's record of motion: what it has moved since the start of the step, its velocity, and the share of the step that is left to it:
 * a body that was hit at its clock t moves for h - t only. One that flew there has its gravity up to then.
 */
function enter(world: usize, body: usize, motion: usize, force: usize, number: u32, substeps: u32): void {
  const m = motion + (<usize>number << 5);
  const f = force + (<usize>number << 5);
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
function unload(body: usize, m: usize): void {
  store<f32>(body, load<f32>(m, 0), Body.vx);
  store<f32>(body, load<f32>(m, 4), Body.vy);
  store<f32>(body, load<f32>(m, 8), Body.omega);
  store<f32>(body, 0, Body.clock);
  store<f32>(body, load<f32>(body, Body.x0) + load<f32>(m, 16), Body.x);
  store<f32>(body, load<f32>(body, Body.y0) + load<f32>(m, 20), Body.y);
  turn(body, load<f32>(body, Body.c0), load<f32>(body, Body.s0), load<f32>(m, 24));
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
  const from = joined ? firstBlock(level) : 0;
  const to = joined ? firstBlock(level + 1) : 0;
  // Kinematic bodies move with every level anew.
  for (let i: u32 = 1; i < kinematic; i++) memory.fill(motion + (<usize>i << 5) + 16, 0, 12);
  if (joined) followTurns(motion, 1, kinematic);
  const end = motion + (<usize>last << 5);
  for (let k = n; k; k--) {
    if (joined) startJoints(from, to, once);
    kick(world, motion, force, first, last);
    if (joined && k == n) halve(motion, force, first, last, -1);
    if (k == n || !once) {
      if (joined) warmJoints(from, to, inverse, k == n);
      warm(level, motion);
    }
    if (joined) {
      passJoints(from, to, inverse, false, false);
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
        endVerlet(from, to, inverse);
      }
      passJoints(from, to, inverse, true, k == 1 || !once);
      tame(motion, first, last, inverse);
    }
    pass(level, motion, inverse, 0, true, rolling);
  }
}

/** Gives bodies what gravity and forces give them in a sub-step, and takes what damping takes. */
function kick(world: usize, motion: usize, force: usize, first: u32, last: u32): void {
  const damped = load<u32>(world, World.damped) != 0;
  const forced = load<u32>(world, World.forced) != 0;
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
function move(from: usize, to: usize, hs: f32): void {
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
