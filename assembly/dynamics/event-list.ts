// Events: what happened in a world, as records that the host reads after worldStep().
//
//   Begin, End     two shapes touch, and touch no more. A touch begins with an impact, at its time; with the first step in which the solver holds the two
//                  apart (the time at which their gap would have closed); or where they are found touching. It ends when they are found
//                  farther apart than the slop, so that one that trembles is not many; or when either is taken away.
//   Hit            a touch that came at `hitSpeed` or faster: every impact, and where the solver stopped it, with the impulse of its first step
//   SensorBegin, SensorEnd, Sleep, Wake, JointBreak
//
// Within a step they are in order of time, and at the same time in the order in which the step finds them, which is that of contacts. What the host
// does between two steps (removing a body ends its touches) stands at the head of the next step's events.

import { Manifold, ManifoldPoint } from '../geometry/records';
import { Event, EventKind, WorldDef } from '../memory/layout';
import { Body, NONE } from './body';
import { Contact, ContactFlag, bodyAt, leastSeparation, pointAt, shapeAt } from './contact';
import { makeId } from './ids';
import { relativeSpeed } from './impact';
import { Joint, jointAt } from './joints/joint';
import { fall } from './pressing';
import { Shape } from './shape';
import { sortU64 } from './sort';
import { List, World, listReserve, scratch, settingF, settingU, stepOf } from './world-record';

/** Events kept of one worldStep(). */
const MOST: u32 = 65536;

const keys: usize = memory.data(8, 8);
const spare: usize = memory.data(8, 8);
const copies: usize = memory.data(8, 8);

/** Forgets scratch memory; called when the heap is reset. */
export function forgetEventList(): void {
  store<u64>(keys, 0);
  store<u64>(spare, 0);
  store<u64>(copies, 0);
}

// Whether the counter of steps is past the step of which events are noted.
let over: u32 = 0;

/** Says whether the step that is being done has been counted: then it is the one before World.step. */
export function stepIsOver(yes: bool): void {
  over = yes ? 1 : 0;
}

/** Before worldStep(): forgets what its last call reported, and keeps what has happened since. */
export function freshEvents(world: usize): void {
  const seen = load<u32>(world, World.eventsSeen);
  const count = load<u32>(world + World.events, List.count);
  store<u32>(world, 0, World.eventsSeen);
  store<u32>(world, 0, World.eventsLost);
  store<u32>(world + World.events, count - seen, List.count);
  if (count == seen) return;
  const list = load<usize>(world, World.events);
  memory.copy(list, list + <usize>seen * Event.SIZE, <usize>(count - seen) * Event.SIZE);
}

/** A new record of a kind, with no ids and zeros, at a time within the present step; 0 where none is kept. */
function note(world: usize, kind: u32, offset: f32): usize {
  if (!(settingU(world, WorldDef.events) & (1 << kind))) return 0;
  const list = world + World.events;
  const count = load<u32>(list, List.count);
  if (count >= MOST || !listReserve(list, count + 1, Event.SIZE)) {
    store<u32>(world, load<u32>(world, World.eventsLost) + 1, World.eventsLost);
    return 0;
  }
  store<u32>(list, count + 1, List.count);
  const event = load<usize>(list) + <usize>count * Event.SIZE;
  memory.fill(event, 0, Event.SIZE);
  store<u32>(event, kind, Event.kind);
  store<u32>(event, load<u32>(world, World.step) - over, Event.step);
  store<f32>(event, offset, Event.offset);
  memory.fill(event + Event.a, 0xff, Event.x - Event.a);
  return event;
}

function bodyId(world: usize, i: u32): u32 {
  return makeId(i, load<u32>(bodyAt(world, i), Body.generation));
}

function shapeId(world: usize, i: u32): u32 {
  return makeId(i, load<u32>(shapeAt(world, i), Shape.generation));
}

/** An event of the two shapes of a contact. */
function notePair(world: usize, kind: u32, contact: usize, offset: f32): usize {
  const event = note(world, kind, offset);
  if (!event) return 0;
  store<u32>(event, bodyId(world, load<u32>(contact, Contact.bodyA)), Event.a);
  store<u32>(event, bodyId(world, load<u32>(contact, Contact.bodyB)), Event.b);
  store<u32>(event, shapeId(world, load<u32>(contact, Contact.shapeA)), Event.shapeA);
  store<u32>(event, shapeId(world, load<u32>(contact, Contact.shapeB)), Event.shapeB);
  return event;
}

function place(event: usize, x: f32, y: f32, nx: f32, ny: f32, impulse: f32, speed: f32): void {
  if (!event) return;
  const zero: f32 = 0;
  store<f32>(event, x + zero, Event.x);
  store<f32>(event, y + zero, Event.y);
  store<f32>(event, nx + zero, Event.nx);
  store<f32>(event, ny + zero, Event.ny);
  store<f32>(event, impulse, Event.impulse);
  store<f32>(event, speed, Event.speed);
}

/** Two shapes touch at (x, y), having approached at `speed`: a Begin if they did not before, and a Hit if it is one. */
export function noteTouch(
  world: usize, contact: usize, offset: f32, x: f32, y: f32, nx: f32, ny: f32, impulse: f32, speed: f32,
): void {
  const flags = load<u32>(contact, Contact.flags);
  if (!(flags & ContactFlag.Touching)) {
    store<u32>(contact, flags | ContactFlag.Touching, Contact.flags);
    place(notePair(world, EventKind.Begin, contact, offset), x, y, nx, ny, impulse, speed);
  }
  if (speed >= settingF(world, WorldDef.hitSpeed) && impulse > 0) place(notePair(world, EventKind.Hit, contact, offset), x, y, nx, ny, impulse, speed);
}

/** Two shapes touch no more, or a sensor and a shape overlap no more. */
export function noteParting(world: usize, contact: usize, offset: f32): void {
  const flags = load<u32>(contact, Contact.flags);
  if (!(flags & ContactFlag.Touching)) return;
  store<u32>(contact, flags & ~ContactFlag.Touching, Contact.flags);
  if (flags & ContactFlag.Sensor) sensorFirst(world, contact, notePair(world, EventKind.SensorEnd, contact, offset));
  else notePair(world, EventKind.End, contact, offset);
}

/** Whether some contact that touched has still to be found parted: until then steps must look. */
export function partingIsDue(world: usize): bool {
  if (!(settingU(world, WorldDef.events) & (1 << EventKind.End))) return false;
  const count = load<u32>(world + World.contacts, List.count);
  for (let i: u32 = 0; i < count; i++) {
    const contact = load<usize>(world, World.contacts) + <usize>i * Contact.SIZE;
    if (load<u32>(contact, Contact.bodyA) != NONE && load<u32>(contact, Contact.flags) & ContactFlag.Touching) return true;
  }
  return false;
}

/** A sensor and a shape overlap. */
export function noteEntry(world: usize, contact: usize, offset: f32): void {
  store<u32>(contact, load<u32>(contact, Contact.flags) | ContactFlag.Touching, Contact.flags);
  sensorFirst(world, contact, notePair(world, EventKind.SensorBegin, contact, offset));
}

/** The sensor stands first. */
function sensorFirst(world: usize, contact: usize, event: usize): void {
  if (!event || load<u32>(shapeAt(world, load<u32>(contact, Contact.shapeA)), Shape.sensor)) return;
  const body = load<u32>(event, Event.a);
  const shape = load<u32>(event, Event.shapeA);
  store<u32>(event, load<u32>(event, Event.b), Event.a);
  store<u32>(event, load<u32>(event, Event.shapeB), Event.shapeA);
  store<u32>(event, body, Event.b);
  store<u32>(event, shape, Event.shapeB);
}

/** A body falls asleep (EventKind.Sleep) or wakes (EventKind.Wake). */
export function noteRest(world: usize, kind: u32, body: u32): void {
  const event = note(world, kind, kind == EventKind.Sleep ? stepOf(world) : 0);
  if (event) store<u32>(event, bodyId(world, body), Event.a);
}

/** A joint breaks at the end of the step, under an impulse (N s) of that step. It is still there. */
export function noteBreak(world: usize, i: u32, impulse: f32): void {
  const event = note(world, EventKind.JointBreak, stepOf(world));
  if (!event) return;
  const joint = jointAt(world, i);
  const a = load<u32>(joint, Joint.bodyA);
  if (a != NONE) store<u32>(event, bodyId(world, a), Event.a);
  store<u32>(event, bodyId(world, load<u32>(joint, Joint.bodyB)), Event.b);
  store<u32>(event, makeId(i, load<u32>(joint, Joint.generation)), Event.joint);
  store<f32>(event, impulse, Event.impulse);
}

/** Puts the events from number `first` on in order of time. False when memory is exhausted. */
export function sortEvents(world: usize, first: u32): bool {
  const list = world + World.events;
  const count = load<u32>(list, List.count);
  if (count < first + 2) return true;
  const base = load<usize>(list) + <usize>first * Event.SIZE;
  const n = count - first;
  let sorted = true;
  for (let i: u32 = 1; i < n && sorted; i++) {
    const event = base + <usize>i * Event.SIZE;
    sorted = load<f32>(event - Event.SIZE, Event.offset) <= load<f32>(event, Event.offset);
  }
  if (sorted) return true;
  const order = scratch(keys, <usize>n << 3);
  const other = scratch(spare, <usize>n << 3);
  const copy = scratch(copies, <usize>n * Event.SIZE);
  if (!order || !other || !copy) return false;
  // Times are not negative, so their bits are in their order; at equal times the number decides.
  for (let i: u32 = 0; i < n; i++) {
    store<u64>(order + (<usize>i << 3), ((<u64>load<u32>(base + <usize>i * Event.SIZE, Event.offset)) << 32) | <u64>i);
  }
  sortU64(order, n, other);
  memory.copy(copy, base, <usize>n * Event.SIZE);
  for (let i: u32 = 0; i < n; i++) {
    memory.copy(base + <usize>i * Event.SIZE, copy + <usize>load<u32>(order + (<usize>i << 3)) * Event.SIZE, Event.SIZE);
  }
  return true;
}

/**
 * The solver held a contact apart that did not touch before: a touch, with the impulse that changed the bodies' approach. Bodies still have the
 * velocities of before, their records of motion (`motion`) those of after. Lever arms are the mean of the contact's points.
 */
export function noteLanding(world: usize, contact: usize, motion: usize): void {
  const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
  const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
  const manifold = contact + Contact.manifold;
  const nx = load<f32>(manifold, Manifold.nx);
  const ny = load<f32>(manifold, Manifold.ny);
  const p = pointAt(contact, 0);
  const q = pointAt(contact, load<u32>(manifold, Manifold.count) - 1);
  const half: f32 = 0.5;
  const ax: f32 = (load<f32>(p, ManifoldPoint.ax) + load<f32>(q, ManifoldPoint.ax)) * half;
  const ay: f32 = (load<f32>(p, ManifoldPoint.ay) + load<f32>(q, ManifoldPoint.ay)) * half;
  const bx: f32 = (load<f32>(p, ManifoldPoint.bx) + load<f32>(q, ManifoldPoint.bx)) * half;
  const by: f32 = (load<f32>(p, ManifoldPoint.by) + load<f32>(q, ManifoldPoint.by)) * half;
  const before = relativeSpeed(a, b, ax, ay, bx, by, nx, ny);
  // A record of motion begins as a body's does: vx, vy, omega.
  const ma = motion + (<usize>load<u32>(a, Body.solverIndex) << 5);
  const mb = motion + (<usize>load<u32>(b, Body.solverIndex) << 5);
  const after = relativeSpeed(ma, mb, ax, ay, bx, by, nx, ny);
  const na: f32 = ax * ny - ay * nx;
  const nb: f32 = bx * ny - by * nx;
  const k: f32 =
    load<f32>(a, Body.inverseMass) + load<f32>(b, Body.inverseMass) +
    load<f32>(a, Body.inverseInertia) * na * na + load<f32>(b, Body.inverseInertia) * nb * nb;
  const pull: f32 = fall(world, b, nx, ny) - fall(world, a, nx, ny);
  const speed: f32 = max<f32>(-before, 0);
  const h = stepOf(world);
  const gap: f32 = max<f32>(leastSeparation(manifold), 0);
  const offset: f32 = speed * h > gap ? gap / speed : gap > 0 ? h : 0;
  noteTouch(
    world, contact, offset, load<f32>(a, Body.x0) + ax, load<f32>(a, Body.y0) + ay, nx, ny, max<f32>((after - before - pull) / k, 0), speed,
  );
}
