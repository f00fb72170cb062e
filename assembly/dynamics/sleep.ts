// Sleeping: islands at rest cost nothing.
//
// An island is a set of dynamic bodies connected by contacts and joints that were solved. It falls asleep when all of it has been slower than
// `sleepSpeed` (the speed of the fastest point) for `sleepTime`, and rests on something that cannot move: bodies that drift slowly in free space
// move exactly and never sleep. A sleeping island wakes as a whole: by a hit, by a contact that begins to press, or by the host.
// Islands are found by union-find (Tarjan 1975) over the contacts of the step, only in steps in which somebody has been slow for long enough.

import { BodyType, EventKind, WorldDef } from '../memory/layout';
import { Body, BodyFlag, NONE } from './body';
import { Contact, ContactFlag, bodyAt, contactAt, nextEdge } from './contact';
import { Joint, JointFlag, jointAt, nextJointEdge } from './joints/joint';
import { Pull, bodyOf, connects, movable, pullAt, pulling, pullingAt } from './joints/pulling';
import { isRunning } from './joints/set-up';
import { noteRest } from './event-list';
import { List, World, listReserve, settingF, settingU, stepOf } from './world-record';

const stack: usize = memory.data(12, 8);

/** Forgets its memory; called when the heap is reset. */
export function forgetSleep(): void {
  memory.fill(stack, 0, List.SIZE);
}

/** Wakes a body and all that it is connected to. */
export function wake(world: usize, body: usize): void {
  store<u32>(stack, 0, List.count);
  rouse(world, body);
  while (load<u32>(stack, List.count) > 0) {
    const count = load<u32>(stack, List.count) - 1;
    store<u32>(stack, count, List.count);
    const next = bodyAt(world, load<u32>(load<usize>(stack) + (<usize>count << 2)));
    for (let edge = load<u32>(next, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) {
      const contact = contactAt(world, edge >> 1);
      if (!(load<u32>(contact, Contact.flags) & ContactFlag.Dynamic) || !(load<u32>(contact, Contact.flags) & ContactFlag.Solved)) continue;
      rouse(world, bodyAt(world, edge & 1 ? load<u32>(contact, Contact.bodyA) : load<u32>(contact, Contact.bodyB)));
    }
    for (let edge = load<u32>(next, Body.firstJoint); edge != NONE; edge = nextJointEdge(world, edge)) {
      const joint = jointAt(world, edge >> 1);
      if (!(load<u32>(joint, Joint.flags) & JointFlag.Solved)) continue;
      const other = bodyOf(world, edge & 1 ? load<u32>(joint, Joint.bodyA) : load<u32>(joint, Joint.bodyB));
      if (movable(other)) rouse(world, other);
    }
  }
}

function rouse(world: usize, body: usize): void {
  const flags = load<u32>(body, Body.flags);
  if (flags & BodyFlag.Awake || load<u32>(body, Body.type) == BodyType.Static) return;
  store<u32>(body, flags | BodyFlag.Awake, Body.flags);
  store<f32>(body, 0, Body.sleepTime);
  startStep(body);
  const number = <u32>((body - load<usize>(world, World.bodies)) / Body.SIZE);
  noteRest(world, EventKind.Wake, number);
  const count = load<u32>(stack, List.count);
  if (!listReserve(stack, count + 1, 4)) return;
  store<u32>(load<usize>(stack) + (<usize>count << 2), number);
  store<u32>(stack, count + 1, List.count);
}

/** Notes where a body is at the start of a step. */
export function startStep(body: usize): void {
  memory.copy(body + Body.x0, body + Body.x, 16);
  store<f32>(body, 0, Body.clock);
  store<f32>(body, 0, Body.turned);
  store<u32>(body, 0, Body.impacts);
}

/** Root of a body's set. */
export function rootOf(world: usize, i: u32): u32 {
  let body = bodyAt(world, i);
  while (load<u32>(body, Body.parent) != i) {
    const parent = load<u32>(body, Body.parent);
    const grand = load<u32>(bodyAt(world, parent), Body.parent);
    store<u32>(body, grand, Body.parent);
    i = grand;
    body = bodyAt(world, i);
  }
  return i;
}

/** Joins the islands of all contacts in `list` (numbers), and of all joints that act, that connect dynamic bodies; the smaller number is the root. */
export function joinIslands(world: usize, list: usize): void {
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) store<u32>(bodyAt(world, i), i, Body.parent);
  const count = load<u32>(list, List.count);
  for (let k: u32 = 0; k < count; k++) {
    const contact = contactAt(world, load<u32>(load<usize>(list) + (<usize>k << 2)));
    if (load<u32>(contact, Contact.flags) & ContactFlag.Dynamic) unite(world, load<u32>(contact, Contact.bodyA), load<u32>(contact, Contact.bodyB));
  }
  const joints = load<u32>(pulling, List.count);
  for (let k: u32 = 0; k < joints; k++) {
    const pull = pullAt(k);
    if (connects(pull)) unite(world, load<u32>(pull, Pull.a), load<u32>(pull, Pull.b));
  }
}

function unite(world: usize, i: u32, j: u32): void {
  const a = rootOf(world, i);
  const b = rootOf(world, j);
  if (a < b) store<u32>(bodyAt(world, b), a, Body.parent);
  else store<u32>(bodyAt(world, a), b, Body.parent);
}

/** Lets islands fall asleep at the end of a step; `list` holds the contacts that were solved in it. A motor that runs keeps its island awake. */
export function fallAsleep(world: usize, list: usize): void {
  if (!settingU(world, WorldDef.sleeping)) return;
  const h = stepOf(world);
  const slow = settingF(world, WorldDef.sleepSpeed);
  const long = settingF(world, WorldDef.sleepTime);
  const bodies = load<u32>(world + World.bodies, List.count);
  let ready = false;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake) || load<u32>(body, Body.type) != BodyType.Dynamic) continue;
    const vx = load<f32>(body, Body.vx);
    const vy = load<f32>(body, Body.vy);
    const speed: f32 = sqrt<f32>(vx * vx + vy * vy) + abs<f32>(load<f32>(body, Body.omega)) * load<f32>(body, Body.extent);
    const time: f32 = speed <= slow && !(flags & BodyFlag.Free) && flags & BodyFlag.CanSleep ? load<f32>(body, Body.sleepTime) + h : 0;
    store<f32>(body, time, Body.sleepTime);
    if (time >= long) ready = true;
  }
  if (!ready) return;
  joinIslands(world, list);
  // A root keeps the least time of its island in `colors`, and in `colorsFixed` whether the island rests on something; both are free between steps.
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    store<f32>(body, f32.MAX_VALUE, Body.colors);
    store<f32>(body, 0, Body.colorsFixed);
  }
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (!(load<u32>(body, Body.flags) & BodyFlag.Awake)) continue;
    const root = bodyAt(world, rootOf(world, i));
    store<f32>(root, min<f32>(load<f32>(root, Body.colors), load<f32>(body, Body.sleepTime)), Body.colors);
  }
  const count = load<u32>(list, List.count);
  for (let k: u32 = 0; k < count; k++) {
    const contact = contactAt(world, load<u32>(load<usize>(list) + (<usize>k << 2)));
    const a = load<u32>(contact, Contact.bodyA);
    const b = load<u32>(contact, Contact.bodyB);
    const driven = load<f32>(contact, Contact.tangentSpeed) != 0;
    if (load<u32>(contact, Contact.flags) & ContactFlag.Dynamic) {
      if (driven) store<f32>(bodyAt(world, rootOf(world, a)), 0, Body.colors);
      continue;
    }
    ground(world, a, b, driven);
    ground(world, b, a, driven);
  }
  const joints = load<u32>(pulling, List.count);
  for (let k: u32 = 0; k < joints; k++) {
    const joint = jointAt(world, pullingAt(k));
    const a = load<u32>(joint, Joint.bodyA);
    const b = load<u32>(joint, Joint.bodyB);
    const driven = isRunning(joint);
    if (a == NONE) {
      const root = bodyAt(world, rootOf(world, b));
      if (driven) store<f32>(root, 0, Body.colors);
      else store<f32>(root, 1, Body.colorsFixed);
    } else if (movable(bodyAt(world, a)) && movable(bodyAt(world, b))) {
      if (driven) store<f32>(bodyAt(world, rootOf(world, a)), 0, Body.colors);
    } else {
      ground(world, a, b, driven);
      ground(world, b, a, driven);
    }
  }
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake) || load<u32>(body, Body.type) != BodyType.Dynamic) continue;
    const root = bodyAt(world, rootOf(world, i));
    if (load<f32>(root, Body.colors) < long || load<f32>(root, Body.colorsFixed) == 0) continue;
    store<u32>(body, flags & ~BodyFlag.Awake, Body.flags);
    noteRest(world, EventKind.Sleep, i);
    store<f32>(body, 0, Body.vx);
    store<f32>(body, 0, Body.vy);
    store<f32>(body, 0, Body.omega);
  }
}

/** Notes that the island of `body` rests on `support`, if neither that nor its surface (`driven`) moves. */
function ground(world: usize, body: u32, support: u32, driven: bool): void {
  const other = bodyAt(world, support);
  if (load<f32>(other, Body.inverseMass) > 0) return;
  const still = load<f32>(other, Body.vx) == 0 && load<f32>(other, Body.vy) == 0 && load<f32>(other, Body.omega) == 0;
  // An island that touches something that moves stays awake.
  const root = bodyAt(world, rootOf(world, body));
  if (still && !driven) store<f32>(root, 1, Body.colorsFixed);
  else store<f32>(root, 0, Body.colors);
}
