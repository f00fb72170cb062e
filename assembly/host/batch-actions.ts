// What columns of a batch's actions do to a world.

import { ActionDef, ActionKind, BodyType, Failure, JointDef, JointKind } from '../memory/layout';
import { fail } from '../memory/status';
import { disturb, setVelocity } from '../dynamics/bodies';
import { Body, NONE } from '../dynamics/body';
import { bodyAt } from '../dynamics/contact';
import { applyForce, applyImpulse, setTarget } from '../dynamics/forces';
import { setJoint } from '../dynamics/joints/build';
import { Joint, jointAt } from '../dynamics/joints/joint';
import { refresh } from '../dynamics/step';
import { List } from '../dynamics/world-record';
import { bodyNumber } from './bodies';
import { jointNumber } from './joints';

/** Most that a column may say. */
const MOST: f32 = 1e12;
/** Most of a place, speed or angle. */
const FAR: f32 = 1e6;

const WIDTHS: usize = memory.data<u8>([2, 2, 1, 2, 1, 3, 3, 1, 1, 2]);
const JOINT: usize = memory.data(<i32>JointDef.SIZE, 8);

export function widthOfAction(kind: u32): u32 {
  return load<u8>(WIDTHS + <usize>kind);
}

// @ts-ignore: decorator
@inline function ofJoint(kind: u32): bool {
  return kind >= ActionKind.MotorSpeed;
}

/** Whether the target of an action is there, and can be acted on so. The status says what is wrong. */
function resolve(world: usize, def: usize): u32 {
  const kind = load<u32>(def, ActionDef.kind);
  const id = load<u32>(def, ActionDef.target);
  if (!ofJoint(kind)) return bodyNumber(world, id);
  return jointNumber(world, id);
}

/** Whether an ActionDef makes sense in a world. */
export function checkAction(world: usize, def: usize): bool {
  const kind = load<u32>(def, ActionDef.kind);
  if (kind > ActionKind.MouseTarget) {
    fail(Failure.Argument, 0, <u32>ActionDef.kind, <f64>kind, <f64>ActionKind.MouseTarget);
    return false;
  }
  const i = resolve(world, def);
  if (i == NONE) return false;
  const x = load<f32>(def, ActionDef.x);
  const y = load<f32>(def, ActionDef.y);
  if (!(abs<f32>(x) <= FAR && abs<f32>(y) <= FAR)) {
    fail(Failure.Argument, 0, <u32>ActionDef.x, <f64>x, <f64>FAR);
    return false;
  }
  if (ofJoint(kind)) {
    if (kind != ActionKind.MouseTarget || load<u32>(jointAt(world, i), JointDef.kind) == JointKind.Mouse) return true;
    fail(Failure.JointValue, i, <u32>JointDef.kind, <f64>load<u32>(jointAt(world, i), JointDef.kind), <f64>JointKind.Mouse);
    return false;
  }
  const type = load<u32>(bodyAt(world, i), Body.type);
  if (type == BodyType.Static) {
    fail(Failure.NotMovable, i);
    return false;
  }
  if (kind == ActionKind.Target && type != BodyType.Kinematic) {
    fail(Failure.Argument, i, <u32>ActionDef.target, <f64>type, <f64>BodyType.Kinematic);
    return false;
  }
  return true;
}

/** Whether a world, number `item`, has all bodies that actions act on, and values are numbers. A joint that broke is no mistake: nothing acts on it. */
export function checkActions(world: usize, item: u32, list: usize, row: usize): bool {
  const count = load<u32>(list, List.count);
  let column: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const def = load<usize>(list) + <usize>k * ActionDef.SIZE;
    const kind = load<u32>(def, ActionDef.kind);
    if (!ofJoint(kind) && resolve(world, def) == NONE) {
      fail(Failure.NoBody, item, column, <f64>load<u32>(def, ActionDef.target));
      return false;
    }
    const most: f32 = kind <= ActionKind.AngularImpulse ? MOST : FAR;
    for (let w = widthOfAction(kind); w; w--, column++) {
      const value = load<f32>(row + (<usize>column << 2));
      if (abs<f32>(value) <= most) continue;
      fail(Failure.Argument, item, column, <f64>value, <f64>most);
      return false;
    }
  }
  return true;
}

/** Acts on a world, all of whose actions were checked; after the first step of a call only what acts through a step. */
export function act(world: usize, list: usize, row: usize, first: bool): void {
  const count = load<u32>(list, List.count);
  if (count == 0) return;
  refresh(world);
  for (let k: u32 = 0; k < count; k++) {
    const def = load<usize>(list) + <usize>k * ActionDef.SIZE;
    const kind = load<u32>(def, ActionDef.kind);
    if (first || kind <= ActionKind.Torque) {
      const i = resolve(world, def);
      if (i != NONE) actOne(world, def, kind, i, row);
    }
    row += <usize>widthOfAction(kind) << 2;
  }
}

function actOne(world: usize, def: usize, kind: u32, i: u32, row: usize): void {
  const x = load<f32>(row);
  if (ofJoint(kind)) {
    actOnJoint(world, kind, i, row);
    return;
  }
  const body = bodyAt(world, i);
  const dynamic = load<u32>(body, Body.type) == BodyType.Dynamic;
  if (kind <= ActionKind.AngularImpulse && !dynamic) return;
  switch (kind) {
    case ActionKind.Force: {
      const y = load<f32>(row, 4);
      if (x != 0 || y != 0) applyForce(world, body, x, y, 0);
      return;
    }
    case ActionKind.ForceAt: {
      const y = load<f32>(row, 4);
      const lx: f32 = load<f32>(def, ActionDef.x) - load<f32>(body, Body.centerX);
      const ly: f32 = load<f32>(def, ActionDef.y) - load<f32>(body, Body.centerY);
      const c = load<f32>(body, Body.c);
      const s = load<f32>(body, Body.s);
      if (x != 0 || y != 0) applyForce(world, body, x, y, (c * lx - s * ly) * y - (s * lx + c * ly) * x);
      return;
    }
    case ActionKind.Torque: {
      if (x != 0) applyForce(world, body, 0, 0, x);
      return;
    }
    case ActionKind.Impulse: {
      const y = load<f32>(row, 4);
      if (x != 0 || y != 0) applyImpulse(world, body, x, y, 0);
      return;
    }
    case ActionKind.AngularImpulse: {
      if (x != 0) applyImpulse(world, body, 0, 0, x);
      return;
    }
    case ActionKind.Velocity: {
      disturb(world, body);
      setVelocity(world, body, x, load<f32>(row, 4), load<f32>(row, 8));
      return;
    }
    default: {
      const angle = load<f32>(row, 8);
      setTarget(world, body, x, load<f32>(row, 4), angle == 0 ? 1 : NativeMathf.cos(angle), angle == 0 ? 0 : NativeMathf.sin(angle));
    }
  }
}

/** Sets what a joint goes for; nothing is done, and nobody is woken, where it goes for that already. */
function actOnJoint(world: usize, kind: u32, i: u32, row: usize): void {
  const joint = jointAt(world, i);
  const at = kind == ActionKind.MotorSpeed ? JointDef.motorSpeed : kind == ActionKind.JointTarget ? JointDef.target : JointDef.targetX;
  const two = kind == ActionKind.MouseTarget;
  if (load<f32>(joint + at) == load<f32>(row) && (!two || load<f32>(joint + at, 4) == load<f32>(row, 4))) return;
  memory.copy(JOINT, joint + Joint.def, JointDef.SIZE);
  store<f32>(JOINT + at, load<f32>(row));
  if (two) store<f32>(JOINT + at, load<f32>(row, 4), 4);
  setJoint(world, i, JOINT);
}
