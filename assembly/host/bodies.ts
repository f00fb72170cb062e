// Bodies and shapes as the ABI shows them: ids instead of numbers, and every id and value checked.
//
// Calls answer 0 or a Failure code unless they say otherwise; those that answer an id give -1 with the status set. What is refused changes nothing.

import { BodyDef, BodyState, BodyType, Failure, ShapeDef } from '../memory/layout';
import { MAX_VERTICES } from '../geometry/records';
import { clearStatus, fail } from '../memory/status';
import {
  addBody, bodyDefaults as bodyDefaultsOf, checkAngle, disturb, getBody, putToSleep, removeBody, setBody, setPose, setVelocity,
} from '../dynamics/bodies';
import { Body, BodyFlag, NONE } from '../dynamics/body';
import { bodyAt as recordOf, shapeAt } from '../dynamics/contact';
import { writeState } from '../dynamics/flight';
import { applyForce, applyImpulse, setTarget } from '../dynamics/forces';
import { generationOf, indexOf, makeId } from '../dynamics/ids';
import { Joint, jointAt, nextJointEdge } from '../dynamics/joints/joint';
import { Shape } from '../dynamics/shape';
import { addShape, getShape, removeShape, setShape, shapeDefaults as shapeDefaultsOf } from '../dynamics/shapes';
import { refresh } from '../dynamics/step';
import { LARGE } from '../dynamics/values';
import { List, World } from '../dynamics/world-record';
import { statusCode, worldOf } from './worlds';

const BODY_DEF: usize = memory.data(<i32>BodyDef.SIZE, 8);
const SHAPE_DEF: usize = memory.data(<i32>(ShapeDef.SIZE + (<usize>MAX_VERTICES << 3)), 8);
const STATE: usize = memory.data(<i32>BodyState.SIZE, 8);

// What the last open() found.
let world: usize = 0;
let index: u32 = 0;
let body: usize = 0;

/** Finds a world, and brings it up to date. */
export function openOnly(handle: u32): usize {
  clearStatus();
  const found = worldOf(handle);
  if (found) refresh(found);
  return found;
}

/** Number of the body of an id, NONE with the status set where there is none. */
export function bodyNumber(to: usize, id: u32): u32 {
  const i = indexOf(id);
  if (i < load<u32>(to + World.bodies, List.count)) {
    const record = recordOf(to, i);
    if (load<u32>(record, Body.generation) == generationOf(id) && !(load<u32>(record, Body.flags) & BodyFlag.Removed)) return i;
  }
  fail(Failure.NoBody, i, 0, <f64>id);
  return NONE;
}

/** Number of the shape of an id, NONE with the status set where there is none. */
export function shapeNumber(to: usize, id: u32): u32 {
  const i = indexOf(id);
  if (i < load<u32>(to + World.shapes, List.count)) {
    const record = shapeAt(to, i);
    if (load<u32>(record, Shape.generation) == generationOf(id) && load<u32>(record, Shape.body) != NONE) return i;
  }
  fail(Failure.NoShape, i, 0, <f64>id);
  return NONE;
}

export function bodyIdOf(to: usize, i: u32): u32 {
  return i == NONE ? NONE : makeId(i, load<u32>(recordOf(to, i), Body.generation));
}

export function shapeIdOf(to: usize, i: u32): u32 {
  return i == NONE ? NONE : makeId(i, load<u32>(shapeAt(to, i), Shape.generation));
}

/** Finds a world, brought up to date, and one of its bodies; false with the status set. */
function open(handle: u32, id: u32): bool {
  world = openOnly(handle);
  if (!world) return false;
  index = bodyNumber(world, id);
  if (index == NONE) return false;
  body = recordOf(world, index);
  return true;
}

/** Whether values are numbers that f32 can work with. */
function finite(a: f32, b: f32, c: f32, most: f32): bool {
  const worst: f32 = max<f32>(max<f32>(abs<f32>(a), abs<f32>(b)), abs<f32>(c));
  if (worst <= most) return true;
  fail(Failure.Argument, index, 0, <f64>worst, <f64>most);
  return false;
}

/** Most N, N m, N s or N m s at once. */
const FORCE: f32 = 1e12;

/** Whether the body moves at all. */
function movable(): bool {
  if (load<u32>(body, Body.type) != BodyType.Static) return true;
  fail(Failure.NotMovable, index);
  return false;
}

/** Address of the BodyDef block. */
export function bodyDefBlock(): usize {
  return BODY_DEF;
}

/** Fills the BodyDef block with the defaults. */
export function bodyDefaults(): void {
  bodyDefaultsOf(BODY_DEF);
}

/** Address of the ShapeDef block; f32[8][2] vertices follow the struct. */
export function shapeDefBlock(): usize {
  return SHAPE_DEF;
}

/** Fills the ShapeDef block with the defaults. */
export function shapeDefaults(): void {
  shapeDefaultsOf(SHAPE_DEF);
}

/** Adds the body of the BodyDef block. Its id, or -1. */
export function worldAddBody(handle: u32): i32 {
  const to = openOnly(handle);
  if (!to) return -1;
  const i = addBody(to, BODY_DEF);
  return i < 0 ? -1 : <i32>bodyIdOf(to, i);
}

/** Removes a body with its shapes, contacts and joints. */
export function bodyRemove(handle: u32, id: u32): i32 {
  if (!open(handle, id)) return statusCode();
  removeBody(world, index);
  return 0;
}

/** Fills the BodyDef block with what holds of a body now: bodySet() with it changes nothing but rounding. */
export function bodyGet(handle: u32, id: u32): i32 {
  if (!open(handle, id)) return statusCode();
  getBody(body, BODY_DEF);
  return 0;
}

/** Gives a body all that the BodyDef block says; shapes and joints stay. */
export function bodySet(handle: u32, id: u32): i32 {
  return open(handle, id) && setBody(world, index, BODY_DEF) ? 0 : statusCode();
}

/** Puts a body's origin at (x, y) m, turned by `angle` rad; it keeps its velocity. */
export function bodySetPose(handle: u32, id: u32, x: f32, y: f32, angle: f64): i32 {
  if (!open(handle, id) || !finite(x, y, 0, LARGE) || !checkAngle(angle, Failure.Argument, index, 0)) return statusCode();
  return setPose(world, body, x, y, angle) ? 0 : statusCode();
}

/** Gives a body's origin a velocity, m/s and rad/s. */
export function bodySetVelocity(handle: u32, id: u32, vx: f32, vy: f32, omega: f32): i32 {
  if (!open(handle, id) || !movable() || !finite(vx, vy, omega, LARGE)) return statusCode();
  disturb(world, body);
  setVelocity(world, body, vx, vy, omega);
  return 0;
}

/** Adds a force (N) at the centre of mass and a torque (N m), which act during the next step. They move dynamic bodies only. */
export function bodyApplyForce(handle: u32, id: u32, fx: f32, fy: f32, torque: f32): i32 {
  if (!open(handle, id) || !movable() || !finite(fx, fy, torque, FORCE)) return statusCode();
  if (load<u32>(body, Body.type) == BodyType.Dynamic) applyForce(world, body, fx, fy, torque);
  return 0;
}

/** The same for a force at the point (px, py) of the world. */
export function bodyApplyForceAt(handle: u32, id: u32, fx: f32, fy: f32, px: f32, py: f32): i32 {
  if (!open(handle, id) || !movable() || !finite(fx, fy, 0, FORCE) || !finite(px, py, 0, LARGE)) return statusCode();
  if (load<u32>(body, Body.type) != BodyType.Dynamic) return 0;
  applyForce(world, body, fx, fy, (px - load<f32>(body, Body.x)) * fy - (py - load<f32>(body, Body.y)) * fx);
  return 0;
}

/** Adds an impulse (N s) at the centre of mass and an angular one (N m s), now. They move dynamic bodies only. */
export function bodyApplyImpulse(handle: u32, id: u32, jx: f32, jy: f32, angular: f32): i32 {
  if (!open(handle, id) || !movable() || !finite(jx, jy, angular, FORCE)) return statusCode();
  if (load<u32>(body, Body.type) == BodyType.Dynamic) applyImpulse(world, body, jx, jy, angular);
  return 0;
}

/** The same for an impulse at the point (px, py) of the world. */
export function bodyApplyImpulseAt(handle: u32, id: u32, jx: f32, jy: f32, px: f32, py: f32): i32 {
  if (!open(handle, id) || !movable() || !finite(jx, jy, 0, FORCE) || !finite(px, py, 0, LARGE)) return statusCode();
  if (load<u32>(body, Body.type) != BodyType.Dynamic) return 0;
  applyImpulse(world, body, jx, jy, (px - load<f32>(body, Body.x)) * jy - (py - load<f32>(body, Body.y)) * jx);
  return 0;
}

/** Sends a kinematic body to (x, y) m and `angle` rad: it is there after the next step, and stands then. */
export function bodySetTarget(handle: u32, id: u32, x: f32, y: f32, angle: f64): i32 {
  if (!open(handle, id) || !finite(x, y, 0, LARGE) || !checkAngle(angle, Failure.Argument, index, 0)) return statusCode();
  if (load<u32>(body, Body.type) != BodyType.Kinematic) return fail(Failure.BodyValue, index, <u32>BodyDef.type, <f64>load<u32>(body, Body.type), 1.0);
  setTarget(world, body, x, y, angle == 0.0 ? 1 : <f32>NativeMath.cos(angle), angle == 0.0 ? 0 : <f32>NativeMath.sin(angle));
  return 0;
}

/** Wakes a body and what it touches, or puts a dynamic one to sleep (awake 0). */
export function bodyWake(handle: u32, id: u32, awake: u32): i32 {
  if (!open(handle, id)) return statusCode();
  if (awake) disturb(world, body);
  else putToSleep(body);
  return 0;
}

/** Address of the BodyState block, filled; 0 with the status set. */
export function bodyState(handle: u32, id: u32): usize {
  if (!open(handle, id)) return 0;
  writeState(body, STATE);
  store<f32>(STATE, load<f32>(body, Body.x), BodyState.centerX);
  store<f32>(STATE, load<f32>(body, Body.y), BodyState.centerY);
  store<f32>(STATE, load<f32>(body, Body.c), BodyState.c);
  store<f32>(STATE, load<f32>(body, Body.s), BodyState.s);
  store<f32>(STATE, load<f32>(body, Body.mass), BodyState.mass);
  store<f32>(STATE, load<f32>(body, Body.inertia), BodyState.inertia);
  store<u32>(STATE, load<u32>(body, Body.type), BodyState.type);
  store<u32>(STATE, load<u32>(body, Body.flags) & BodyFlag.Awake ? 1 : 0, BodyState.awake);
  store<u32>(STATE, index, BodyState.index);
  store<u32>(STATE, load<u32>(body, Body.userId), BodyState.userId);
  return STATE;
}

/** Id of the body in a row of worldStates(); -1 where it was removed or never was. */
export function bodyAt(handle: u32, row: u32): i32 {
  const to = openOnly(handle);
  if (!to) return -1;
  if (row < load<u32>(to + World.bodies, List.count) && !(load<u32>(recordOf(to, row), Body.flags) & BodyFlag.Removed)) return <i32>bodyIdOf(to, row);
  fail(Failure.NoBody, row, 0, <f64>row);
  return -1;
}

/** Id of a body's shape after the one given (0xffffffff = the newest), from the newest to the oldest; -1 at the end, status 0. */
export function bodyShape(handle: u32, id: u32, after: u32): i32 {
  if (!open(handle, id)) return -1;
  let next = load<u32>(body, Body.firstShape);
  if (after != NONE) {
    const i = shapeNumber(world, after);
    if (i == NONE) return -1;
    next = load<u32>(shapeAt(world, i), Shape.next);
  }
  return <i32>shapeIdOf(world, next);
}

/** Id of a body's joint after the one given (0xffffffff = the newest); -1 at the end, status 0. */
export function bodyJoint(handle: u32, id: u32, after: u32): i32 {
  if (!open(handle, id)) return -1;
  let edge = load<u32>(body, Body.firstJoint);
  if (after != NONE) {
    const i = indexOf(after);
    if (i >= load<u32>(world + World.joints, List.count) || load<u32>(jointAt(world, i), Joint.generation) != generationOf(after)) {
      fail(Failure.NoJoint, i, 0, <f64>after);
      return -1;
    }
    edge = nextJointEdge(world, (i << 1) | (load<u32>(jointAt(world, i), Joint.bodyA) == index ? 0 : 1));
  }
  return edge == NONE ? -1 : <i32>makeId(edge >> 1, load<u32>(jointAt(world, edge >> 1), Joint.generation));
}

/** Adds the shape of the ShapeDef block to a body. Its id, or -1. */
export function worldAddShape(handle: u32, id: u32): i32 {
  if (!open(handle, id)) return -1;
  const i = addShape(world, index, SHAPE_DEF);
  return i < 0 ? -1 : <i32>shapeIdOf(world, i);
}

/** Removes a shape; its body's mass follows, unless it was set. */
export function shapeRemove(handle: u32, id: u32): i32 {
  const to = openOnly(handle);
  if (!to) return statusCode();
  const i = shapeNumber(to, id);
  if (i == NONE) return statusCode();
  removeShape(to, i, true);
  return 0;
}

/** Fills the ShapeDef block, vertices included, with what holds of a shape. Its body's id, or -1. */
export function shapeGet(handle: u32, id: u32): i32 {
  const to = openOnly(handle);
  if (!to) return -1;
  const i = shapeNumber(to, id);
  if (i == NONE) return -1;
  getShape(shapeAt(to, i), SHAPE_DEF);
  return <i32>bodyIdOf(to, load<u32>(shapeAt(to, i), Shape.body));
}

/** Gives a shape all that the ShapeDef block says, its outline included. */
export function shapeSet(handle: u32, id: u32): i32 {
  const to = openOnly(handle);
  if (!to) return statusCode();
  const i = shapeNumber(to, id);
  return i != NONE && setShape(to, i, SHAPE_DEF) ? 0 : statusCode();
}
