// Bodies of a world: adding, removing, and changing what defines them.
//
// A removed body leaves a record that steps pass over: static, at rest in the origin, without shapes; its row of states is zeros. What it touched
// or was joined to wakes up.

import { Geometry } from '../geometry/records';
import { BodyDef, BodyType, Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { Body, BodyFlag, NONE } from './body';
import { placeShape } from './broad-phase';
import { Contact, bodyAt, contactAt, nextEdge, removeContact, shapeAt } from './contact';
import { setAnchor, writeState } from './flight';
import { claim, nextRecord, release } from './ids';
import { removeJoint } from './joints/build';
import { Joint, jointAt, nextJointEdge } from './joints/joint';
import { Shape } from './shape';
import { removeShape } from './shapes';
import { startStep, wake } from './sleep';
import { treeRemove } from './tree';
import { withinAll, withinAllU } from './values';
import { invert, moveCenter, weigh } from './weigh';
import { World } from './world-record';

/** Writes the defaults of a BodyDef: a dynamic body at rest in the origin. */
export function bodyDefaults(def: usize): void {
  memory.fill(def, 0, BodyDef.SIZE);
  store<u32>(def, BodyType.Dynamic, BodyDef.type);
  store<f32>(def, 1, BodyDef.gravityScale);
  store<u32>(def, 1, BodyDef.canSleep);
  store<u32>(def, 1, BodyDef.awake);
}

/** Whether an angle is one. */
export function checkAngle(angle: f64, code: i32, item: u32, offset: u32): bool {
  if (abs<f64>(angle) <= 1e9) return true;
  fail(code, item, offset, angle, 1e9);
  return false;
}

// Offset, least, most of each field that is a number, and of each that is a choice or a count.
const NUMBERS: usize = memory.data<f32>([
  <f32>BodyDef.x, -1e6, 1e6,
  <f32>BodyDef.y, -1e6, 1e6,
  <f32>BodyDef.vx, -1e6, 1e6,
  <f32>BodyDef.vy, -1e6, 1e6,
  <f32>BodyDef.omega, -1e6, 1e6,
  <f32>BodyDef.linearDamping, 0, 1e6,
  <f32>BodyDef.angularDamping, 0, 1e6,
  <f32>BodyDef.gravityScale, -1e6, 1e6,
]);
const CHOICES: usize = memory.data<u32>([
  <u32>BodyDef.type, 0, 2,
  <u32>BodyDef.fixedRotation, 0, 1,
  <u32>BodyDef.canSleep, 0, 1,
  <u32>BodyDef.awake, 0, 1,
  <u32>BodyDef.massSet, 0, 1,
]);
const MASS: usize = memory.data<f32>([
  <f32>BodyDef.mass, 1e-6, 1e12,
  <f32>BodyDef.inertia, 0, 1e15,
  <f32>BodyDef.centerX, -1e6, 1e6,
  <f32>BodyDef.centerY, -1e6, 1e6,
]);

function checkBody(def: usize, item: u32): bool {
  const code = Failure.BodyValue;
  return (
    checkAngle(load<f64>(def, BodyDef.angle), code, item, <u32>BodyDef.angle) && withinAll(def, NUMBERS, 8, code, item) &&
    withinAllU(def, CHOICES, 5, code, item) && (load<u32>(def, BodyDef.massSet) == 0 || withinAll(def, MASS, 4, code, item))
  );
}

/** Adds a body without shapes; its number, or -1 with the status set. */
export function addBody(world: usize, def: usize): i32 {
  const list = world + World.bodies;
  const i = nextRecord(list, world + World.bodyFree, Body.SIZE, 0);
  if (i == NONE || !checkBody(def, i)) return -1;
  claim(list, world + World.bodyFree, world + World.bodyLive, i, Body.SIZE, Body.userId, Body.generation);
  const body = bodyAt(world, i);
  store<u32>(body, NONE, Body.firstShape);
  store<u32>(body, NONE, Body.firstEdge);
  store<u32>(body, NONE, Body.firstJoint);
  store<u32>(body, NONE, Body.parent);
  fillBody(world, body, def);
  return <i32>i;
}

/** Gives a body all that a BodyDef says, as if it had no shapes. */
function fillBody(world: usize, body: usize, def: usize): void {
  const type = load<u32>(def, BodyDef.type);
  store<u32>(body, type, Body.type);
  store<u32>(body, load<u32>(def, BodyDef.userId), Body.userId);
  placeOrigin(body, load<f32>(def, BodyDef.x), load<f32>(def, BodyDef.y), load<f64>(def, BodyDef.angle));
  let flags = BodyFlag.Free;
  rest(body);
  if (type != BodyType.Static) {
    store<f32>(body, load<f32>(def, BodyDef.vx), Body.vx);
    store<f32>(body, load<f32>(def, BodyDef.vy), Body.vy);
    if (!load<u32>(def, BodyDef.fixedRotation)) store<f32>(body, load<f32>(def, BodyDef.omega), Body.omega);
    if (load<u32>(def, BodyDef.awake) || type == BodyType.Kinematic) {
      flags |= BodyFlag.Awake;
    } else {
      flags &= ~BodyFlag.Free;
      rest(body);
    }
  }
  const dynamic = type == BodyType.Dynamic;
  const none: f32 = 0;
  store<f32>(body, load<f32>(def, BodyDef.gravityScale), Body.setScale);
  store<f32>(body, load<f32>(def, BodyDef.linearDamping), Body.setLinear);
  store<f32>(body, load<f32>(def, BodyDef.angularDamping), Body.setAngular);
  store<f32>(body, dynamic ? load<f32>(def, BodyDef.linearDamping) : none, Body.linearDamping);
  store<f32>(body, dynamic ? load<f32>(def, BodyDef.angularDamping) : none, Body.angularDamping);
  store<f32>(body, dynamic ? load<f32>(def, BodyDef.gravityScale) : none, Body.gravityScale);
  if (dynamic && (load<f32>(def, BodyDef.linearDamping) > 0 || load<f32>(def, BodyDef.angularDamping) > 0)) store<u32>(world, 1, World.damped);
  if (load<u32>(def, BodyDef.fixedRotation)) flags |= BodyFlag.FixedRotation;
  if (load<u32>(def, BodyDef.canSleep)) flags |= BodyFlag.CanSleep;
  if (load<u32>(def, BodyDef.massSet) && dynamic) flags |= BodyFlag.MassSet;
  store<u32>(body, flags, Body.flags);
  store<f32>(body, 0, Body.sleepTime);
  store<f32>(body, 0, Body.mass);
  store<f32>(body, 0, Body.inertia);
  store<f32>(body, 0, Body.centerX);
  store<f32>(body, 0, Body.centerY);
  if (flags & BodyFlag.MassSet) {
    store<f32>(body, load<f32>(def, BodyDef.mass), Body.mass);
    store<f32>(body, flags & BodyFlag.FixedRotation ? 0 : load<f32>(def, BodyDef.inertia), Body.inertia);
    moveCenter(body, load<f32>(def, BodyDef.centerX), load<f32>(def, BodyDef.centerY));
  } else if (dynamic) {
    store<f32>(body, 1, Body.mass);
  }
  invert(body);
  settle(world, body);
}

function rest(body: usize): void {
  store<f32>(body, 0, Body.vx);
  store<f32>(body, 0, Body.vy);
  store<f32>(body, 0, Body.omega);
}

/** Puts a dynamic body to sleep; what still moves against it wakes it at once. */
export function putToSleep(body: usize): void {
  if (load<u32>(body, Body.type) != BodyType.Dynamic) return;
  store<u32>(body, load<u32>(body, Body.flags) & ~(BodyFlag.Awake | BodyFlag.Free), Body.flags);
  rest(body);
}

/** After a body's state was set by hand: what is static never starts a step, where it is, it was at the start. */
export function settle(world: usize, body: usize): void {
  startStep(body);
  setAnchor(body, load<i32>(world, World.step), 0);
  store<i32>(world, 0, World.horizon);
}

/** Puts a body's origin at (x, y), turned by `angle`; its velocity is for the caller. */
function placeOrigin(body: usize, x: f32, y: f32, angle: f64): void {
  const c: f32 = angle == 0.0 ? 1 : <f32>NativeMath.cos(angle);
  const s: f32 = angle == 0.0 ? 0 : <f32>NativeMath.sin(angle);
  const lx = load<f32>(body, Body.centerX);
  const ly = load<f32>(body, Body.centerY);
  store<f32>(body, x + (c * lx - s * ly), Body.x);
  store<f32>(body, y + (s * lx + c * ly), Body.y);
  store<f32>(body, c, Body.c);
  store<f32>(body, s, Body.s);
}

/** Ends all contacts of a body; who rested on it wakes. */
export function dropContacts(world: usize, body: usize): void {
  for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = load<u32>(body, Body.firstEdge)) removeContact(world, edge >> 1);
}

/** Wakes a body and all that touches it or is joined to it. */
export function disturb(world: usize, body: usize): void {
  wake(world, body);
  for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) {
    const contact = contactAt(world, edge >> 1);
    wake(world, bodyAt(world, load<u32>(contact + (edge & 1 ? Contact.bodyA : Contact.bodyB))));
  }
  for (let edge = load<u32>(body, Body.firstJoint); edge != NONE; edge = nextJointEdge(world, edge)) {
    const other = load<u32>(jointAt(world, edge >> 1) + (edge & 1 ? Joint.bodyA : Joint.bodyB));
    if (other != NONE) wake(world, bodyAt(world, other));
  }
}

/** Removes a body with its shapes, contacts and joints. */
export function removeBody(world: usize, i: u32): void {
  const body = bodyAt(world, i);
  disturb(world, body);
  for (let edge = load<u32>(body, Body.firstJoint); edge != NONE; edge = load<u32>(body, Body.firstJoint)) removeJoint(world, edge >> 1);
  dropContacts(world, body);
  for (let k = load<u32>(body, Body.firstShape); k != NONE; k = load<u32>(body, Body.firstShape)) removeShape(world, k, false);
  const generation = load<u32>(body, Body.generation);
  memory.fill(body, 0, Body.SIZE);
  store<u32>(body, generation, Body.generation);
  store<f32>(body, 1, Body.c);
  store<f32>(body, 1, Body.c0);
  store<u32>(body, BodyFlag.Free | BodyFlag.Removed, Body.flags);
  store<u32>(body, NONE, Body.firstShape);
  store<u32>(body, NONE, Body.firstEdge);
  store<u32>(body, NONE, Body.firstJoint);
  setAnchor(body, 0, 0);
  release(world + World.bodies, world + World.bodyFree, world + World.bodyLive, i, Body.SIZE, Body.userId, Body.generation);
  store<i32>(world, 0, World.horizon);
}

/** Moves a body's shapes to where it is: their bounds, and the static neighbours of static ones. False when memory is exhausted. */
export function replaceShapes(world: usize, body: usize, wasStatic: bool): bool {
  const tree = world + (wasStatic ? World.staticTree : World.movingTree);
  for (let i = load<u32>(body, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    treeRemove(tree, load<u32>(shapeAt(world, i), Shape.leaf));
    store<u32>(shapeAt(world, i), NONE, Shape.neighbours);
    store<u32>(shapeAt(world, i), 0, Geometry.neighbours);
    if (!placeShape(world, i)) return false;
  }
  if (wasStatic || load<u32>(body, Body.type) == BodyType.Static) store<u32>(world, 1, World.staticsChanged);
  return true;
}

/** Puts a body elsewhere; it keeps its velocity. False when memory is exhausted. */
export function setPose(world: usize, body: usize, x: f32, y: f32, angle: f64): bool {
  disturb(world, body);
  const state = velocityOfOrigin(body);
  placeOrigin(body, x, y, angle);
  setVelocity(world, body, load<f32>(state, 12), load<f32>(state, 16), load<f32>(state, 20));
  return replaceShapes(world, body, load<u32>(body, Body.type) == BodyType.Static);
}

const STATE: usize = memory.data(24, 8);

/** A state record of a body. */
function velocityOfOrigin(body: usize): usize {
  writeState(body, STATE);
  return STATE;
}

/** Gives a body's origin a velocity; not for static ones. */
export function setVelocity(world: usize, body: usize, vx: f32, vy: f32, omega: f32): void {
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const lx = load<f32>(body, Body.centerX);
  const ly = load<f32>(body, Body.centerY);
  const turns: f32 = load<u32>(body, Body.flags) & BodyFlag.FixedRotation ? 0 : omega;
  store<f32>(body, vx - turns * (s * lx + c * ly), Body.vx);
  store<f32>(body, vy + turns * (c * lx - s * ly), Body.vy);
  store<f32>(body, turns, Body.omega);
  store<u32>(body, load<u32>(body, Body.flags) & ~(BodyFlag.Target | BodyFlag.Arrived), Body.flags);
  settle(world, body);
}

/** Fills a BodyDef with what holds of a body now, so that setBody() with it changes nothing. */
export function getBody(body: usize, def: usize): void {
  const state = velocityOfOrigin(body);
  memory.fill(def, 0, BodyDef.SIZE);
  const flags = load<u32>(body, Body.flags);
  // As its cosine and sine have it; f64, so that going there and back gives the same rotation.
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  store<f64>(def, s == 0 && c > 0 ? 0.0 : NativeMath.atan2(<f64>s, <f64>c), BodyDef.angle);
  store<u32>(def, load<u32>(body, Body.type), BodyDef.type);
  store<f32>(def, load<f32>(state, 0), BodyDef.x);
  store<f32>(def, load<f32>(state, 4), BodyDef.y);
  store<f32>(def, load<f32>(state, 12), BodyDef.vx);
  store<f32>(def, load<f32>(state, 16), BodyDef.vy);
  store<f32>(def, load<f32>(state, 20), BodyDef.omega);
  store<f32>(def, load<f32>(body, Body.setLinear), BodyDef.linearDamping);
  store<f32>(def, load<f32>(body, Body.setAngular), BodyDef.angularDamping);
  store<f32>(def, load<f32>(body, Body.setScale), BodyDef.gravityScale);
  store<u32>(def, flags & BodyFlag.FixedRotation ? 1 : 0, BodyDef.fixedRotation);
  store<u32>(def, flags & BodyFlag.CanSleep ? 1 : 0, BodyDef.canSleep);
  store<u32>(def, flags & BodyFlag.MassSet ? 1 : 0, BodyDef.massSet);
  store<f32>(def, load<f32>(body, Body.mass), BodyDef.mass);
  store<f32>(def, load<f32>(body, Body.inertia), BodyDef.inertia);
  store<f32>(def, load<f32>(body, Body.centerX), BodyDef.centerX);
  store<f32>(def, load<f32>(body, Body.centerY), BodyDef.centerY);
  store<u32>(def, flags & BodyFlag.Awake ? 1 : 0, BodyDef.awake);
  store<u32>(def, load<u32>(body, Body.userId), BodyDef.userId);
}

/** Gives body i all that a BodyDef says; its shapes and joints stay. False with the status set. */
export function setBody(world: usize, i: u32, def: usize): bool {
  if (!checkBody(def, i)) return false;
  const body = bodyAt(world, i);
  const wasStatic = load<u32>(body, Body.type) == BodyType.Static;
  disturb(world, body);
  if (load<u32>(def, BodyDef.type) != load<u32>(body, Body.type)) dropContacts(world, body);
  fillBody(world, body, def);
  weigh(world, body);
  return replaceShapes(world, body, wasStatic);
}
