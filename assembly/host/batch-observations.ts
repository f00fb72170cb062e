// What columns of a batch's observations show of a world.

import { Failure, JointKind, JointState, ObservationDef, ObservationKind, Status } from '../memory/layout';
import { STATUS, fail } from '../memory/status';
import { Body, NONE } from '../dynamics/body';
import { Contact, ContactFlag, bodyAt, contactAt, nextEdge } from '../dynamics/contact';
import { writeState } from '../dynamics/flight';
import { jointAt } from '../dynamics/joints/joint';
import { writeJointState } from '../dynamics/joints/state';
import { refresh } from '../dynamics/step';
import { List, World, stepOf } from '../dynamics/world-record';
import { bodyNumber } from './bodies';
import { jointNumber } from './joints';

const WIDTHS: usize = memory.data<u8>([0, 6, 2, 2, 1, 2, 1, 4, 2, 1, 1, 1]);
const STATE: usize = memory.data(24, 8);
const OTHER: usize = memory.data(24, 8);
const JOINT: usize = memory.data(<i32>JointState.SIZE, 8);

/** Columns of a kind, in worlds of as many rows of bodies as `world`. */
export function widthOfObservation(world: usize, kind: u32): u32 {
  return kind == ObservationKind.States ? load<u32>(world + World.bodies, List.count) * 6 : load<u8>(WIDTHS + <usize>kind);
}

/** Whether an ObservationDef makes sense in a world. */
export function checkObservation(world: usize, def: usize): bool {
  const kind = load<u32>(def, ObservationDef.kind);
  if (kind > ObservationKind.Time) {
    fail(Failure.Argument, 0, <u32>ObservationDef.kind, <f64>kind, <f64>ObservationKind.Time);
    return false;
  }
  const target = load<u32>(def, ObservationDef.target);
  const other = load<u32>(def, ObservationDef.other);
  if (kind == ObservationKind.States || kind >= ObservationKind.Impacts) return true;
  if (kind == ObservationKind.Joint) return jointNumber(world, target) != NONE;
  if (bodyNumber(world, target) == NONE) return false;
  if (kind == ObservationKind.Relative || (kind == ObservationKind.Touching && other != NONE)) return bodyNumber(world, other) != NONE;
  return true;
}

/** Whether a world, number `item`, has all bodies that are observed; asked before anything is stepped, since a step removes none. */
export function checkObserved(world: usize, item: u32, list: usize): bool {
  const count = load<u32>(list, List.count);
  let column: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const def = load<usize>(list) + <usize>k * ObservationDef.SIZE;
    const kind = load<u32>(def, ObservationDef.kind);
    if (kind == ObservationKind.States) {
      column += load<u32>(def, ObservationDef.reserved) * 6;
      continue;
    }
    if (kind != ObservationKind.Joint && !checkObservation(world, def)) {
      // The status has the id that is gone: of the first body, or of the second.
      fail(Failure.NoBody, item, column, load<f64>(STATUS, Status.value));
      return false;
    }
    column += load<u8>(WIDTHS + <usize>kind);
  }
  return true;
}

/** Writes the row of a world that has all that is observed; `impacts` are those of the call. A joint that broke shows zeros. */
export function observe(world: usize, list: usize, row: usize, impacts: u32): void {
  refresh(world);
  const count = load<u32>(list, List.count);
  for (let k: u32 = 0; k < count; k++) {
    const def = load<usize>(list) + <usize>k * ObservationDef.SIZE;
    const kind = load<u32>(def, ObservationDef.kind);
    if (kind == ObservationKind.States) {
      row = states(world, load<u32>(def, ObservationDef.reserved), row);
      continue;
    }
    const bytes = <usize>load<u8>(WIDTHS + <usize>kind) << 2;
    if (kind == ObservationKind.Joint && jointNumber(world, load<u32>(def, ObservationDef.target)) == NONE) memory.fill(row, 0, bytes);
    else see(world, def, kind, row, impacts);
    row += bytes;
  }
}

/** State records of as many rows as the start had; zeros where a world has fewer. */
function states(world: usize, rows: u32, row: usize): usize {
  const has = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < rows; i++, row += 24) {
    if (i < has) writeState(bodyAt(world, i), row);
    else memory.fill(row, 0, 24);
  }
  return row;
}

function see(world: usize, def: usize, kind: u32, row: usize, impacts: u32): void {
  const target = load<u32>(def, ObservationDef.target);
  if (kind == ObservationKind.Impacts) {
    store<f32>(row, <f32>impacts);
    return;
  }
  if (kind == ObservationKind.Time) {
    store<f32>(row, <f32>load<i32>(world, World.step) * stepOf(world));
    return;
  }
  if (kind == ObservationKind.Joint) {
    writeJointState(world, jointAt(world, jointNumber(world, target)), JOINT);
    const kind = load<u32>(JOINT, JointState.kind);
    // Translation where there is one, else the angle.
    const slides = kind == JointKind.Prismatic || kind == JointKind.Distance || kind == JointKind.Wheel;
    store<f32>(row, load<f32>(JOINT + (slides ? JointState.translation : JointState.angle)));
    store<f32>(row, load<f32>(JOINT, JointState.speed), 4);
    return;
  }
  const number = bodyNumber(world, target);
  const body = bodyAt(world, number);
  if (kind == ObservationKind.Touching) {
    const other = load<u32>(def, ObservationDef.other);
    store<f32>(row, touches(world, body, other == NONE ? NONE : bodyNumber(world, other)) ? 1 : 0);
    return;
  }
  if (kind == ObservationKind.Rotation) {
    store<f32>(row, load<f32>(body, Body.c));
    store<f32>(row, load<f32>(body, Body.s), 4);
    return;
  }
  writeState(body, STATE);
  if (kind == ObservationKind.Relative) {
    writeState(bodyAt(world, bodyNumber(world, load<u32>(def, ObservationDef.other))), OTHER);
    store<f32>(row, load<f32>(OTHER, 0) - load<f32>(STATE, 0), 0);
    store<f32>(row, load<f32>(OTHER, 4) - load<f32>(STATE, 4), 4);
    store<f32>(row, load<f32>(OTHER, 12) - load<f32>(STATE, 12), 8);
    store<f32>(row, load<f32>(OTHER, 16) - load<f32>(STATE, 16), 12);
    return;
  }
  // Body, Position, Angle, Velocity, Omega: parts of the state record.
  const from: usize = kind == ObservationKind.Angle ? 8 : kind == ObservationKind.Velocity ? 12 : kind == ObservationKind.Omega ? 20 : 0;
  memory.copy(row, STATE + from, <usize>load<u8>(WIDTHS + <usize>kind) << 2);
}

/** Whether a body touches another (NONE = any), or is in its sensor. */
function touches(world: usize, body: usize, other: u32): bool {
  for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) {
    const contact = contactAt(world, edge >> 1);
    if (!(load<u32>(contact, Contact.flags) & ContactFlag.Touching)) continue;
    if (other == NONE || load<u32>(contact + (edge & 1 ? Contact.bodyA : Contact.bodyB)) == other) return true;
  }
  return false;
}
