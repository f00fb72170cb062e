// Joints of a world: their defaults, adding, removing and changing them.

import { Failure, JointDef, JointKind } from '../../memory/layout';
import { fail } from '../../memory/status';
import { Body, NONE } from '../body';
import { Contact, bodyAt, contactAt, nextEdge, removeContact, shapeAt } from '../contact';
import { claim, nextRecord, release } from '../ids';
import { Shape } from '../shape';
import { wake } from '../sleep';
import { withinAll, withinAllU } from '../values';
import { World } from '../world-record';
import { Joint, jointAt, linkJoint, unlinkJoint } from './joint';

/** Writes the defaults of a JointDef of a kind: rigid, without limits, motor and spring; a mouse pulls with 5 Hz, a motor joint holds with no force yet. */
export function jointDefaults(def: usize, kind: u32): void {
  memory.fill(def, 0, JointDef.SIZE);
  store<u32>(def, kind, JointDef.kind);
  store<u32>(def, NONE, JointDef.bodyA);
  store<u32>(def, NONE, JointDef.bodyB);
  store<f32>(def, 1, JointDef.axisX);
  store<f32>(def, kind == JointKind.Mouse ? 5 : kind == JointKind.Wheel ? 1 : 0, JointDef.hertz);
  store<f32>(def, kind == JointKind.Wheel || kind == JointKind.Mouse ? <f32>0.7 : 1, JointDef.damping);
  store<f32>(def, 1, JointDef.angularDamping);
  store<f32>(def, 1, JointDef.length);
  if (kind == JointKind.Wheel) store<u32>(def, 1, JointDef.spring);
}

// Offset, least, most of each field that is a number, and of each that is a choice or a count.
const NUMBERS: usize = memory.data<f32>([
  <f32>JointDef.anchorAX, -1e6, 1e6,
  <f32>JointDef.anchorAY, -1e6, 1e6,
  <f32>JointDef.anchorBX, -1e6, 1e6,
  <f32>JointDef.anchorBY, -1e6, 1e6,
  <f32>JointDef.axisX, -1e6, 1e6,
  <f32>JointDef.axisY, -1e6, 1e6,
  <f32>JointDef.referenceAngle, -1e6, 1e6,
  <f32>JointDef.lower, -1e6, 1e6,
  <f32>JointDef.upper, -1e6, 1e6,
  <f32>JointDef.motorSpeed, -1e6, 1e6,
  <f32>JointDef.maxMotor, 0, 1e15,
  <f32>JointDef.hertz, 0, 1e6,
  <f32>JointDef.damping, 0, 1e6,
  <f32>JointDef.angularHertz, 0, 1e6,
  <f32>JointDef.angularDamping, 0, 1e6,
  <f32>JointDef.length, 0, 1e6,
  <f32>JointDef.target, -1e6, 1e6,
  <f32>JointDef.targetX, -1e6, 1e6,
  <f32>JointDef.targetY, -1e6, 1e6,
  <f32>JointDef.targetAngle, -1e6, 1e6,
  <f32>JointDef.maxForce, 0, 1e15,
  <f32>JointDef.maxTorque, 0, 1e15,
  <f32>JointDef.breakForce, 0, 1e15,
  <f32>JointDef.breakTorque, 0, 1e15,
]);
const CHOICES: usize = memory.data<u32>([
  <u32>JointDef.kind, 0, 7,
  <u32>JointDef.collide, 0, 1,
  <u32>JointDef.limit, 0, 1,
  <u32>JointDef.motor, 0, 1,
  <u32>JointDef.spring, 0, 1,
]);

/** Whether the values of a JointDef, whose bodies are numbers, are in range. */
export function checkJoint(def: usize, item: u32): bool {
  const code = Failure.JointValue;
  const kind = load<u32>(def, JointDef.kind);
  if (!withinAll(def, NUMBERS, 24, code, item) || !withinAllU(def, CHOICES, 5, code, item)) return false;
  const x = load<f32>(def, JointDef.axisX);
  const y = load<f32>(def, JointDef.axisY);
  if ((kind == JointKind.Prismatic || kind == JointKind.Wheel) && !(x * x + y * y > 0)) {
    fail(code, item, <u32>JointDef.axisX, 0.0, 1.0);
    return false;
  }
  const lower = load<f32>(def, JointDef.lower);
  const upper = load<f32>(def, JointDef.upper);
  if (load<u32>(def, JointDef.limit) && lower > upper) {
    fail(code, item, <u32>JointDef.lower, <f64>lower, <f64>upper);
    return false;
  }
  return true;
}

/** Adds a joint; bodies of the JointDef are numbers, or NONE for the world itself as body a. Its number, or -1 with the status set. */
export function addJoint(world: usize, def: usize): i32 {
  const list = world + World.joints;
  const i = nextRecord(list, world + World.jointFree, Joint.SIZE, 2);
  if (i == NONE || !checkJoint(def, i)) return -1;
  const a = load<u32>(def, JointDef.bodyA);
  const b = load<u32>(def, JointDef.bodyB);
  if (a == b || b == NONE) {
    fail(Failure.JointValue, i, <u32>JointDef.bodyB, <f64>b);
    return -1;
  }
  claim(list, world + World.jointFree, world + World.jointLive, i, Joint.SIZE, JointDef.userId, Joint.generation);
  const joint = jointAt(world, i);
  memory.copy(joint, def, JointDef.SIZE);
  linkJoint(world, i << 1, a);
  linkJoint(world, (i << 1) | 1, b);
  disturbJoint(world, joint);
  const parted = load<u32>(def, JointDef.collide) == 0 || load<u32>(def, JointDef.kind) == JointKind.Filter;
  if (parted && a != NONE) partBodies(world, a, b);
  return <i32>i;
}

/** Wakes what a joint joins. */
function disturbJoint(world: usize, joint: usize): void {
  const a = load<u32>(joint, Joint.bodyA);
  if (a != NONE) wake(world, bodyAt(world, a));
  wake(world, bodyAt(world, load<u32>(joint, Joint.bodyB)));
  store<i32>(world, 0, World.horizon);
}

/** Ends the contacts of two bodies that meet no more. */
function partBodies(world: usize, a: u32, b: u32): void {
  let edge = load<u32>(bodyAt(world, b), Body.firstEdge);
  while (edge != NONE) {
    const number = edge >> 1;
    edge = nextEdge(world, edge);
    const contact = contactAt(world, number);
    if (load<u32>(contact, Contact.bodyA) == a || load<u32>(contact, Contact.bodyB) == a) removeContact(world, number);
  }
}

/** Removes a joint; its bodies may touch again. */
export function removeJoint(world: usize, i: u32): void {
  const joint = jointAt(world, i);
  disturbJoint(world, joint);
  const b = bodyAt(world, load<u32>(joint, Joint.bodyB));
  for (let k = load<u32>(b, Body.firstShape); k != NONE; k = load<u32>(shapeAt(world, k), Shape.next)) {
    store<u32>(shapeAt(world, k), 1, Shape.moved);
  }
  unlinkJoint(world, i << 1, load<u32>(joint, Joint.bodyA));
  unlinkJoint(world, (i << 1) | 1, load<u32>(joint, Joint.bodyB));
  const generation = load<u32>(joint, Joint.generation);
  memory.fill(joint, 0, Joint.SIZE);
  store<u32>(joint, generation, Joint.generation);
  store<u32>(joint, NONE, Joint.bodyA);
  store<u32>(joint, NONE, Joint.bodyB);
  release(world + World.joints, world + World.jointFree, world + World.jointLive, i, Joint.SIZE, JointDef.userId, Joint.generation);
}

/** Gives joint i the values of a JointDef; its kind and bodies stay. False with the status set. */
export function setJoint(world: usize, i: u32, def: usize): bool {
  const joint = jointAt(world, i);
  store<u32>(def, load<u32>(joint, JointDef.kind), JointDef.kind);
  store<u32>(def, load<u32>(joint, JointDef.bodyA), JointDef.bodyA);
  store<u32>(def, load<u32>(joint, JointDef.bodyB), JointDef.bodyB);
  if (!checkJoint(def, i)) return false;
  memory.copy(joint, def, JointDef.SIZE);
  store<f32>(joint, 0, Joint.weighed);
  disturbJoint(world, joint);
  return true;
}
