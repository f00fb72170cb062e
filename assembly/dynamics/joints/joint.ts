// The record of a joint: what its JointDef says, its place in the lists of both bodies, and what keeps it warm from step to step.
//
// Bodies are known by their number in the world; NONE is the world itself. The edges (joint x 2 + side) of a body form a doubly linked list, as those of
// contacts do (contact.ts).

import { JointDef, JointKind } from '../../memory/layout';
import { Body, NONE } from '../body';
import { bodyAt } from '../contact';
import { World } from '../world-record';

export namespace Joint {
  /** As given, but bodies by number. */
  // @ts-ignore: decorator
  @inline export const def: usize = 0;
  // @ts-ignore: decorator
  @inline export const bodyA: usize = JointDef.bodyA; // u32, NONE = the world itself
  // @ts-ignore: decorator
  @inline export const bodyB: usize = JointDef.bodyB; // u32, NONE = a free record
  // @ts-ignore: decorator
  @inline export const nextA: usize = JointDef.SIZE; // u32 edge, in the list of body a
  // @ts-ignore: decorator
  @inline export const nextB: usize = JointDef.SIZE + 4;
  // @ts-ignore: decorator
  @inline export const previousA: usize = JointDef.SIZE + 8;
  // @ts-ignore: decorator
  @inline export const previousB: usize = JointDef.SIZE + 12;
  // @ts-ignore: decorator
  @inline export const generation: usize = JointDef.SIZE + 16; // u32, of its id
  // @ts-ignore: decorator
  @inline export const flags: usize = JointDef.SIZE + 20; // u32, JointFlag
  /** Impulses of the last sub-step, by which it is warm: f32[8] px py turn row spring motor lower upper (joint-block.ts). */
  // @ts-ignore: decorator
  @inline export const impulses: usize = JointDef.SIZE + 24;
  // @ts-ignore: decorator
  @inline export const level: usize = JointDef.SIZE + 56; // u32, with which its impulses were found
  // @ts-ignore: decorator
  @inline export const angle: usize = JointDef.SIZE + 60; // rad, turns counted
  // @ts-ignore: decorator
  @inline export const forceX: usize = JointDef.SIZE + 64; // N on b, mean of the last step
  // @ts-ignore: decorator
  @inline export const forceY: usize = JointDef.SIZE + 68;
  // @ts-ignore: decorator
  @inline export const torque: usize = JointDef.SIZE + 72; // N m
  // @ts-ignore: decorator
  @inline export const motor: usize = JointDef.SIZE + 76; // N or N m
  // @ts-ignore: decorator
  @inline export const weighed: usize = JointDef.SIZE + 80; // sum of inverse masses and inertias with which the next two were found; 0 = not yet
  // @ts-ignore: decorator
  @inline export const springMass: usize = JointDef.SIZE + 84; // what its row's spring swings, kg or kg m^2
  // @ts-ignore: decorator
  @inline export const turnMass: usize = JointDef.SIZE + 88; // what its angle's spring swings, kg m^2
  // @ts-ignore: decorator
  @inline export const stiffness: usize = JointDef.SIZE + 92; // how much faster its spring would swing what it acts on if nothing else held that
  // @ts-ignore: decorator
  @inline export const asked: usize = JointDef.SIZE + 96; // u32, level that it asks for because of its errors
  // @ts-ignore: decorator
  @inline export const calm: usize = JointDef.SIZE + 100; // u32, steps for which it would have done with less
  // @ts-ignore: decorator
  @inline export const hardness: usize = JointDef.SIZE + 104; // f32, how many times jointHertz it is as stiff as; 0 = not yet
  // @ts-ignore: decorator
  @inline export const strain: usize = JointDef.SIZE + 108; // f32, what its error in the last step would be if it were as stiff as jointHertz
  // @ts-ignore: decorator
  @inline export const SIZE: usize = JointDef.SIZE + 112;
}

/** Bits of Joint.flags. */
export namespace JointFlag {
  /** Solved in the last step. */
  // @ts-ignore: decorator
  @inline export const Solved: u32 = 1;
  /** A limit has pushed in the last step. */
  // @ts-ignore: decorator
  @inline export const Pushed: u32 = 2;
}

// @ts-ignore: decorator
@inline export function jointAt(world: usize, i: u32): usize {
  return load<usize>(world, World.joints) + <usize>i * Joint.SIZE;
}

/** Address of the `next` field of an edge; `previous` stands 8 bytes on. */
// @ts-ignore: decorator
@inline function link(world: usize, edge: u32): usize {
  return jointAt(world, edge >> 1) + Joint.nextA + (<usize>(edge & 1) << 2);
}

// @ts-ignore: decorator
@inline export function nextJointEdge(world: usize, edge: u32): u32 {
  return load<u32>(link(world, edge));
}

/** Whether a joint keeps two bodies from touching: one that does not let them collide, or a filter. */
export function areParted(world: usize, a: u32, b: u32): bool {
  let edge = load<u32>(bodyAt(world, a), Body.firstJoint);
  if (load<u32>(bodyAt(world, b), Body.firstJoint) == NONE) return false;
  for (; edge != NONE; edge = nextJointEdge(world, edge)) {
    const joint = jointAt(world, edge >> 1);
    const other = load<u32>(joint + (edge & 1 ? Joint.bodyA : Joint.bodyB));
    if (other == b && (load<u32>(joint, JointDef.collide) == 0 || load<u32>(joint, JointDef.kind) == JointKind.Filter)) return true;
  }
  return false;
}

/** Puts an edge at the head of its body's list; the world itself has none. */
export function linkJoint(world: usize, edge: u32, number: u32): void {
  const at = link(world, edge);
  store<u32>(at, NONE);
  store<u32>(at, NONE, 8);
  if (number == NONE) return;
  const body = bodyAt(world, number);
  const first = load<u32>(body, Body.firstJoint);
  store<u32>(at, first);
  if (first != NONE) store<u32>(link(world, first), edge, 8);
  store<u32>(body, edge, Body.firstJoint);
}

export function unlinkJoint(world: usize, edge: u32, number: u32): void {
  if (number == NONE) return;
  const at = link(world, edge);
  const next = load<u32>(at);
  const previous = load<u32>(at, 8);
  if (next != NONE) store<u32>(link(world, next), previous, 8);
  if (previous != NONE) store<u32>(link(world, previous), next);
  else store<u32>(bodyAt(world, number), next, Body.firstJoint);
}
