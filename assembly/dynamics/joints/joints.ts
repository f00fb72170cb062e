// The joints of a step: colours, blocks in the order in which they are solved, and what is kept for the next step.
//
// Colours are found as those of contacts are (constraints.ts), in the same words of the bodies but for themselves: joints have passes of their own, so that
// contacts need not step aside. The order is that of runs.ts.

import { JointDef, WorldDef } from '../../memory/layout';
import { Body, NONE } from '../body';
import { bodyAt } from '../contact';
import { LEVELS, levelOf, substepsOf } from '../levels';
import { List, World, scratch, settingF } from '../world-record';
import { Hinge } from './hinge-block';
import { alike, isVerlet } from './islands';
import { Joint, JointFlag, jointAt } from './joint';
import { JointBlock, Part } from './joint-block';
import { Pull, Trait, connects, movableOf, pullAt, pulling } from './pulling';
import {
  LANES, OVERFLOW, Run, STRIDE, clearRuns, count, firstRun, kindOf, layOut, openRuns, place, sizeOf, startOf,
} from './runs';
import { setUp } from './set-up';
import { keepHinge, setUpHinge, startHinges } from './set-up-hinge';
import { locateRuns } from './solve-joints';
import { followTurns, openTurns } from './turns';

/** Largest error of a held anchor, in slops, and of a held angle, rad, for which an island need not take more sub-steps. */
const GAP: f32 = 5;
const BENT: f32 = 0.005;
/** How much larger an error is thought to be, and for how many steps it must be small, before a joint asks for less. */
const MARGIN: f32 = 1.5;
const PATIENCE: u32 = 120;
const keys: usize = memory.data(8, 8);
const colors: usize = memory.data(8, 8);
const blocks: usize = memory.data(8, 8);
/** Bits of the levels of the joints of the step. */
let levels: u32 = 0;

/** Forgets scratch memory; called when the heap is reset. */
export function forgetJoints(): void {
  store<u64>(keys, 0);
  store<u64>(colors, 0);
  store<u64>(blocks, 0);
}

/** Gives the joints that act a colour. Bits of their levels, NONE when memory is exhausted. */
export function colorJoints(world: usize): u32 {
  const joints = load<u32>(pulling, List.count);
  const bodies = load<u32>(world + World.bodies, List.count);
  const key = scratch(keys, <usize>joints << 2);
  const taken = scratch(colors, <usize>bodies << 3);
  if (!key || !taken) return NONE;
  // Per body: colours of joints with bodies that can be moved, and with what cannot.
  memory.fill(taken, 0, <usize>bodies << 3);
  clearRuns();
  levels = 0;
  for (let k: u32 = 0; k < joints; k++) {
    const pull = pullAt(k);
    const parts = load<u32>(pull, Pull.parts);
    const a = load<u32>(pull, Pull.a);
    const b = load<u32>(pull, Pull.b);
    const moved = movableOf(pull);
    let bucket: u32 = 0;
    let color: u32;
    if (connects(pull)) {
      const ca = taken + (<usize>a << 3);
      const cb = taken + (<usize>b << 3);
      color = min<u32>(ctz<u32>(~(load<u32>(ca) | load<u32>(cb))), OVERFLOW);
      store<u32>(ca, load<u32>(ca) | (1 << color));
      store<u32>(cb, load<u32>(cb) | (1 << color));
    } else {
      const at = taken + (<usize>moved << 3);
      color = min<u32>(ctz<u32>(~load<u32>(at, 4)), OVERFLOW);
      store<u32>(at, load<u32>(at, 4) | (1 << color), 4);
      bucket = 128;
    }
    const level = alike ? 0 : load<u32>(bodyAt(world, moved), Body.level);
    levels |= 1 << level;
    bucket += (level << 8) + (color << 2);
    if (color != OVERFLOW && parts & Trait.Hinge) bucket += isVerlet(world, moved) ? Run.Halved : Run.Hinges;
    store<u32>(key + (<usize>k << 2), bucket);
    count(bucket);
    if (a != NONE) solve(bodyAt(world, a));
    solve(bodyAt(world, b));
  }
  return levels;
}

/** Counts what holds a body in this step. */
// @ts-ignore: decorator
@inline
function solve(body: usize): void {
  store<u32>(body, load<u32>(body, Body.degree) + 1, Body.degree);
}

/** Fills the blocks of all joints that act; bodies have their records of motion. `once`: impulses are those of the whole step. */
export function prepareJoints(world: usize, motion: usize, records: u32, once: bool): bool {
  const joints = load<u32>(pulling, List.count);
  const base = scratch(blocks, layOut(levels, !once));
  if (!base || !openTurns(motion, records)) return false;
  openRuns(base);
  startHinges();
  followTurns(motion, 0, records);
  const h = settingF(world, WorldDef.step);
  for (let k: u32 = 0; k < joints; k++) {
    const pull = pullAt(k);
    const i = load<u32>(pull, Pull.joint);
    const joint = jointAt(world, i);
    const bucket = load<u32>(load<usize>(keys) + (<usize>k << 2));
    const block = place(bucket);
    const level = bucket >> 8;
    const hs: f32 = h / <f32>substepsOf(world, level);
    rescale(joint, once ? 0 : level);
    if (bucket & 3) {
      setUpHinge(world, i, joint, block, level, hs, once ? h : hs);
      continue;
    }
    setUp(world, i, joint, block, motion, level, hs, once ? h : hs);
    if (once) clearSprings(block);
    else if (isVerlet(world, movableOf(pull))) store<u32>(block, load<u32>(block, JointBlock.parts) | Part.Verlet, JointBlock.parts);
  }
  locateRuns(motion);
  return true;
}

/** Impulses are those of one sub-step: with twice as many, they are half as large. */
function rescale(joint: usize, level: u32): void {
  const old = load<u32>(joint, Joint.level);
  if (old == level) return;
  store<u32>(joint, level, Joint.level);
  const factor: f32 = old < level ? <f32>1.0 / <f32>(1 << (level - old)) : <f32>(1 << (old - level));
  for (let p = joint + Joint.impulses; p < joint + Joint.impulses + 32; p += 4) store<f32>(p, load<f32>(p) * factor);
}

/** Springs begin anew where impulses are those of the whole step. */
function clearSprings(block: usize): void {
  const parts = load<u32>(block, JointBlock.parts);
  if (parts & Part.Spring) store<f32>(block, 0, JointBlock.spring);
  if (parts & Part.SoftAnchors) store<u64>(block, 0, JointBlock.px);
  if (parts & Part.SoftAngle) store<f32>(block, 0, JointBlock.turn);
}

/** Keeps impulses, angles and forces of the step. */
export function keepJoints(world: usize, motion: usize): void {
  const one: f32 = 1;
  const rate: f32 = one / settingF(world, WorldDef.step);
  const gap: f32 = settingF(world, WorldDef.slop) * GAP;
  const end = firstRun(LEVELS);
  for (let i = firstRun(0); i < end; i++) {
    let at = startOf(i);
    if (kindOf(i) == Run.Any) {
      for (let n = sizeOf(i); n; n--, at += JointBlock.SIZE) keepJoint(world, at, rate, gap);
      continue;
    }
    for (let n = sizeOf(i); n; at += Hinge.SIZE * STRIDE) {
      const most = min<u32>(n, LANES);
      for (let lane: u32 = 0; lane < most; lane++) {
        const off = keepHinge(world, at + (<usize>lane << 2), motion, rate);
        strain(jointAt(world, load<u32>(at + (<usize>lane << 2), Hinge.joint * STRIDE)), off / gap);
      }
      n -= most;
    }
  }
}

/** Keeps what a block holds. */
function keepJoint(world: usize, block: usize, rate: f32, gap: f32): void {
  const joint = jointAt(world, load<u32>(block, JointBlock.joint));
  if (!isFinite<f32>(load<f32>(block, JointBlock.sumX) + load<f32>(block, JointBlock.sumY) + load<f32>(block, JointBlock.sumTurn))) {
    // What it asks for cannot be had; it begins anew.
    memory.fill(block + JointBlock.px, 0, 16);
    memory.fill(block + JointBlock.spring, 0, JointBlock.SIZE - JointBlock.spring);
  }
  memory.copy(joint + Joint.impulses, block + JointBlock.px, 16);
  store<f32>(joint, load<f32>(block, JointBlock.spring), Joint.impulses + 16);
  store<f32>(joint, load<f32>(block, JointBlock.motor), Joint.impulses + 20);
  memory.copy(joint + Joint.impulses + 24, block + JointBlock.lowerImpulse, 8);
  store<f32>(joint, load<f32>(block, JointBlock.angle), Joint.angle);
  store<f32>(joint, load<f32>(block, JointBlock.sumX) * rate, Joint.forceX);
  store<f32>(joint, load<f32>(block, JointBlock.sumY) * rate, Joint.forceY);
  store<f32>(joint, load<f32>(block, JointBlock.sumTurn) * rate, Joint.torque);
  store<f32>(joint, load<f32>(block, JointBlock.sumMotor) * rate, Joint.motor);
  strain(joint, strainOf(block, gap));
  store<u32>(joint, JointFlag.Solved | (load<u32>(block, JointBlock.pushed) ? JointFlag.Pushed : 0), Joint.flags);
}

/** Notes the error of a joint, in the most that it should be. */
function strain(joint: usize, error: f32): void {
  const hardness = load<f32>(joint, Joint.hardness);
  const value: f32 = error * hardness * hardness;
  store<f32>(joint, value, Joint.strain);
  noteStrain(joint, value);
}

/**
 * Notes the level that an error asks for, `strain` being what it would be at level 0: it falls with the square of the sub-step. Asked for at once, given up
 * slowly: stiffness grows with the level, and a joint that was stiffer at the end of every swing than on the way back would never come to rest.
 */
function noteStrain(joint: usize, strain: f32): void {
  const asked = load<u32>(joint, Joint.asked);
  if (asked == 0 && strain <= 1) {
    store<u32>(joint, 0, Joint.calm);
    return;
  }
  const root = sqrt<f32>(strain);
  if (levelOf(root, 1) > asked) {
    store<u32>(joint, levelOf(root, 1), Joint.asked);
    store<u32>(joint, 0, Joint.calm);
  } else if (levelOf(root * MARGIN, 1) >= asked) {
    store<u32>(joint, 0, Joint.calm);
  } else {
    const calm = load<u32>(joint, Joint.calm) + 1;
    store<u32>(joint, calm < PATIENCE ? calm : 0, Joint.calm);
    if (calm == PATIENCE) store<u32>(joint, asked - 1, Joint.asked);
  }
}

/** The error of what a joint holds rigidly, in the most that it should be. */
function strainOf(block: usize, gap: f32): f32 {
  const parts = load<u32>(block, JointBlock.parts);
  if (parts & Part.Follow) return 0;
  const ex = load<f32>(block, JointBlock.ex);
  const ey = load<f32>(block, JointBlock.ey);
  const value = load<f32>(block, JointBlock.value);
  let off: f32 = 0;
  if (parts & Part.Anchors && !(parts & Part.SoftAnchors)) off = sqrt<f32>(ex * ex + ey * ey);
  else if (parts & Part.Line) off = abs<f32>(ex * load<f32>(block, JointBlock.ny) - ey * load<f32>(block, JointBlock.nx));
  else if (parts & Part.Rod) off = abs<f32>(value - load<f32>(block, JointBlock.target));
  let most: f32 = off / gap;
  if (parts & Part.Limit) {
    const over: f32 = max<f32>(load<f32>(block, JointBlock.lower) - value, value - load<f32>(block, JointBlock.upper));
    most = max<f32>(most, over / (parts & Part.Swing ? BENT : gap));
  }
  if (parts & Part.Angle && !(parts & Part.SoftAngle)) most = max<f32>(most, abs<f32>(load<f32>(block, JointBlock.angle)) / BENT);
  return most;
}

/** Mean force that a joint gave its body b in the last step, N. */
export function forceOf(joint: usize): f32 {
  const x = load<f32>(joint, Joint.forceX);
  const y = load<f32>(joint, Joint.forceY);
  return sqrt<f32>(x * x + y * y);
}

/** Whether the force or torque of the last step is more than a joint bears. */
export function isOverloaded(joint: usize): bool {
  const force = load<f32>(joint, JointDef.breakForce);
  const torque = load<f32>(joint, JointDef.breakTorque);
  return (force > 0 && forceOf(joint) > force) || (torque > 0 && abs<f32>(load<f32>(joint, Joint.torque)) > torque);
}
