// Joints as the ABI shows them; conventions as in bodies.ts.

import { Failure, JointDef, JointState } from '../memory/layout';
import { fail } from '../memory/status';
import { NONE } from '../dynamics/body';
import { generationOf, indexOf, makeId } from '../dynamics/ids';
import { addJoint, jointDefaults as defaults, removeJoint, setJoint } from '../dynamics/joints/build';
import { Joint, jointAt as recordOf } from '../dynamics/joints/joint';
import { writeJointState } from '../dynamics/joints/state';
import { List, World } from '../dynamics/world-record';
import { bodyIdOf, bodyNumber, openOnly } from './bodies';
import { statusCode } from './worlds';

const JOINT_DEF: usize = memory.data(<i32>JointDef.SIZE, 8);
const STATE: usize = memory.data(<i32>JointState.SIZE, 8);
const NUMBERED: usize = memory.data(<i32>JointDef.SIZE, 8);

/** Number of the joint of an id, NONE with the status set where there is none. */
export function jointNumber(world: usize, id: u32): u32 {
  const i = indexOf(id);
  if (i < load<u32>(world + World.joints, List.count)) {
    const record = recordOf(world, i);
    if (load<u32>(record, Joint.generation) == generationOf(id) && load<u32>(record, Joint.bodyB) != NONE) return i;
  }
  fail(Failure.NoJoint, i, 0, <f64>id);
  return NONE;
}

export function jointIdOf(world: usize, i: u32): u32 {
  return i == NONE ? NONE : makeId(i, load<u32>(recordOf(world, i), Joint.generation));
}

/** Address of the JointDef block. */
export function jointDefBlock(): usize {
  return JOINT_DEF;
}

/** Fills the JointDef block with the defaults of a JointKind. */
export function jointDefaults(kind: u32): void {
  defaults(JOINT_DEF, kind);
}

/** Adds the joint of the JointDef block. Its id, or -1. */
export function worldAddJoint(handle: u32): i32 {
  const world = openOnly(handle);
  if (!world) return -1;
  memory.copy(NUMBERED, JOINT_DEF, JointDef.SIZE);
  const a = load<u32>(JOINT_DEF, JointDef.bodyA);
  if (a != NONE) {
    const i = bodyNumber(world, a);
    if (i == NONE) return -1;
    store<u32>(NUMBERED, i, JointDef.bodyA);
  }
  const b = bodyNumber(world, load<u32>(JOINT_DEF, JointDef.bodyB));
  if (b == NONE) return -1;
  store<u32>(NUMBERED, b, JointDef.bodyB);
  const i = addJoint(world, NUMBERED);
  return i < 0 ? -1 : <i32>jointIdOf(world, i);
}

/** Removes a joint. */
export function jointRemove(handle: u32, id: u32): i32 {
  const world = openOnly(handle);
  if (!world) return statusCode();
  const i = jointNumber(world, id);
  if (i == NONE) return statusCode();
  removeJoint(world, i);
  return 0;
}

/** Fills the JointDef block with what holds of a joint. */
export function jointGet(handle: u32, id: u32): i32 {
  const world = openOnly(handle);
  if (!world) return statusCode();
  const i = jointNumber(world, id);
  if (i == NONE) return statusCode();
  memory.copy(JOINT_DEF, recordOf(world, i), JointDef.SIZE);
  store<u32>(JOINT_DEF, bodyIdOf(world, load<u32>(JOINT_DEF, JointDef.bodyA)), JointDef.bodyA);
  store<u32>(JOINT_DEF, bodyIdOf(world, load<u32>(JOINT_DEF, JointDef.bodyB)), JointDef.bodyB);
  return 0;
}

/** Gives a joint all that the JointDef block says but its kind and its bodies, which stay. */
export function jointSet(handle: u32, id: u32): i32 {
  const world = openOnly(handle);
  if (!world) return statusCode();
  const i = jointNumber(world, id);
  if (i == NONE) return statusCode();
  memory.copy(NUMBERED, JOINT_DEF, JointDef.SIZE);
  return setJoint(world, i, NUMBERED) ? 0 : statusCode();
}

/** Address of the JointState block, filled with what a joint does now; 0 where there is none. */
export function jointState(handle: u32, id: u32): usize {
  const world = openOnly(handle);
  if (!world) return 0;
  const i = jointNumber(world, id);
  if (i == NONE) return 0;
  const joint = recordOf(world, i);
  writeJointState(world, joint, STATE);
  store<u32>(STATE, bodyIdOf(world, load<u32>(joint, Joint.bodyA)), JointState.a);
  store<u32>(STATE, bodyIdOf(world, load<u32>(joint, Joint.bodyB)), JointState.b);
  return STATE;
}

/** Rows of joints, those that were removed included. */
export function worldJointCount(handle: u32): u32 {
  const world = openOnly(handle);
  return world ? load<u32>(world + World.joints, List.count) : 0;
}

/** Id of the joint in a row; -1 where it was removed or never was. */
export function jointAt(handle: u32, row: u32): i32 {
  const world = openOnly(handle);
  if (!world) return -1;
  if (row < load<u32>(world + World.joints, List.count) && load<u32>(recordOf(world, row), Joint.bodyB) != NONE) return <i32>jointIdOf(world, row);
  fail(Failure.NoJoint, row, 0, <f64>row);
  return -1;
}
