// The joints of a step: colours, blocks in the order in which they are solved, and what is kept for the next step.
//
// Order: level, then joints between bodies that can be moved, then those with what cannot (they win), colour, number. Colours are found as those of contacts
// are (constraints.ts), in the same words of the bodies but for themselves: joints have passes of their own, so that contacts need not step aside.

import { JointDef, WorldDef } from '../../memory/layout';
import { Body, NONE } from '../body';
import { bodyAt } from '../contact';
import { LEVELS, levelOf, substepsOf } from '../levels';
import { List, World, scratch, settingF } from '../world-record';
import { isVerlet, movableOf } from './islands';
import { Joint, JointFlag, jointAt } from './joint';
import { JointBlock, Part } from './joint-block';
import { bodyOf, movable, pulling, pullingAt } from './pulling';
import { setUp } from './set-up';
import { followTurns, openTurns } from './turns';

const OVERFLOW: u32 = 31;
/** Largest error of a held anchor, in slops, and of a held angle, rad, for which an island need not take more sub-steps. */
const GAP: f32 = 5;
const BENT: f32 = 0.005;
/** How much larger an error is thought to be, and for how many steps it must be small, before a joint asks for less. */
const MARGIN: f32 = 1.5;
const PATIENCE: u32 = 120;
/** Buckets: level x 64 + (with what cannot be moved ? 32 : 0) + colour. */
const BUCKETS: u32 = LEVELS * 64;

const counts: usize = memory.data(1024, 16);
const keys: usize = memory.data(8, 8);
const blocks: usize = memory.data(8, 8);
/** Address of the first block of each level, and the end of the last. */
const firsts: usize = memory.data(20, 4);

/** Forgets scratch memory; called when the heap is reset. */
export function forgetJoints(): void {
  store<u64>(keys, 0);
  store<u64>(blocks, 0);
}

/** First block of a level; its end is the first of the next. */
// @ts-ignore: decorator
@inline export function firstBlock(level: u32): usize {
  return <usize>load<u32>(firsts + (<usize>level << 2));
}

/** Gives the joints that act a colour. Bits of their levels, NONE when memory is exhausted. */
export function colorJoints(world: usize): u32 {
  const count = load<u32>(pulling, List.count);
  const key = scratch(keys, <usize>count << 2);
  if (!key) return NONE;
  memory.fill(counts, 0, <usize>BUCKETS << 2);
  let levels: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const joint = jointAt(world, pullingAt(k));
    const a = bodyOf(world, load<u32>(joint, Joint.bodyA));
    const b = bodyAt(world, load<u32>(joint, Joint.bodyB));
    let bucket: u32;
    if (movable(a) && movable(b)) {
      bucket = min<u32>(ctz<u32>(~(load<u32>(a, Body.colors) | load<u32>(b, Body.colors))), OVERFLOW);
      store<u32>(a, load<u32>(a, Body.colors) | (1 << bucket), Body.colors);
      store<u32>(b, load<u32>(b, Body.colors) | (1 << bucket), Body.colors);
    } else {
      const moving = movable(a) ? a : b;
      const taken = min<u32>(ctz<u32>(~load<u32>(moving, Body.colorsFixed)), OVERFLOW);
      bucket = 32 + taken;
      store<u32>(moving, load<u32>(moving, Body.colorsFixed) | (1 << taken), Body.colorsFixed);
    }
    const level = load<u32>(bodyAt(world, movableOf(world, joint)), Body.level);
    levels |= 1 << level;
    bucket += level << 6;
    store<u32>(key + (<usize>k << 2), bucket);
    store<u32>(counts + (<usize>bucket << 2), load<u32>(counts + (<usize>bucket << 2)) + 1);
    if (a) store<u32>(a, load<u32>(a, Body.degree) + 1, Body.degree);
    store<u32>(b, load<u32>(b, Body.degree) + 1, Body.degree);
  }
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) store<u64>(bodyAt(world, i), 0, Body.colors);
  return levels;
}

/** Fills the blocks of all joints that act; bodies have their records of motion. `once`: impulses are those of the whole step. */
export function prepareJoints(world: usize, motion: usize, records: u32, once: bool): bool {
  const count = load<u32>(pulling, List.count);
  const base = scratch(blocks, <usize>count * JointBlock.SIZE);
  if (!base || !openTurns(records)) return false;
  followTurns(motion, 0, records);
  let at = <u32>base;
  for (let bucket: u32 = 0; bucket < BUCKETS; bucket++) {
    if ((bucket & 63) == 0) store<u32>(firsts + ((bucket >> 6) << 2), at);
    const n = load<u32>(counts + (<usize>bucket << 2));
    store<u32>(counts + (<usize>bucket << 2), at);
    at += n * <u32>JointBlock.SIZE;
  }
  store<u32>(firsts + (<usize>LEVELS << 2), at);
  const h = settingF(world, WorldDef.step);
  for (let k: u32 = 0; k < count; k++) {
    const i = pullingAt(k);
    const joint = jointAt(world, i);
    const bucket = load<u32>(load<usize>(keys) + (<usize>k << 2));
    const place = counts + (<usize>bucket << 2);
    const block = <usize>load<u32>(place);
    store<u32>(place, <u32>(block + JointBlock.SIZE));
    const level = bucket >> 6;
    const hs: f32 = h / <f32>substepsOf(world, level);
    rescale(joint, once ? 0 : level);
    setUp(world, i, joint, block, motion, level, hs, once ? h : hs);
    if (once) clearSprings(block);
    else if (isVerlet(world, movableOf(world, joint))) store<u32>(block, load<u32>(block, JointBlock.parts) | Part.Verlet, JointBlock.parts);
  }
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
export function keepJoints(world: usize): void {
  const one: f32 = 1;
  const rate: f32 = one / settingF(world, WorldDef.step);
  const gap: f32 = settingF(world, WorldDef.slop) * GAP;
  const end = firstBlock(LEVELS);
  for (let block = firstBlock(0); block < end; block += JointBlock.SIZE) {
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
    const hardness = load<f32>(joint, Joint.hardness);
    const strain: f32 = strainOf(block, gap) * hardness * hardness;
    store<f32>(joint, strain, Joint.strain);
    noteStrain(joint, strain);
    store<u32>(joint, JointFlag.Solved | (load<u32>(block, JointBlock.pushed) ? JointFlag.Pushed : 0), Joint.flags);
  }
}

/**
 * Notes the level that an error asks for, `strain` being what it would be at level 0: it falls with the square of the sub-step. Asked for at once, given up
 * slowly: stiffness grows with the level, and a joint that was stiffer at the end of every swing than on the way back would never come to rest.
 */
function noteStrain(joint: usize, strain: f32): void {
  const root = sqrt<f32>(strain);
  const asked = load<u32>(joint, Joint.asked);
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
