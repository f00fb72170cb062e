// Contacts never add energy: the governor.
//
// Within a step the solver takes lever arms and normals as they were at its start. A body that turns far in a step makes that wrong, and pushing out
// what is not there can throw a heavy body up; a limit that is reached by the end of a long chain throws it back harder than it came, because a pass or two do not
// settle what the whole chain weighs there. So in steps in which a solved body turns by more than WILD, or a limit pushes, the kinetic energy of every island
// (bodies joined by the contacts of the step) is held to what it had, plus the work of gravity,
//   T' <= T + sum of m g.(v + v') h / 2,
// by slowing its bodies, v -> V + f (v - V), omega -> f omega, with V the mean motion of an island that touches nothing fixed (so momentum
// stays) and 0 of any other. Islands that touch something that moves on its own account, or have a motor or a spring, may gain energy and are left alone.

import { BodyType, WorldDef } from '../memory/layout';
import { Body, BodyFlag } from './body';
import { Contact, ContactFlag, bodyAt, contactAt } from './contact';
import { isVerlet } from './joints/islands';
import { Joint, JointFlag, jointAt } from './joints/joint';
import { bodyOf, movable, pulling, pullingAt } from './joints/pulling';
import { isDriven } from './joints/set-up';
import { pressingAt } from './pressing';
import { joinIslands, rootOf } from './sleep';
import { Turn, turn } from './turn';
import { List, World, scratch, settingF, stepOf } from './world-record';

/** A body that turns by more than this in a step is wild, rad. */
const WILD: f32 = 0.2;
/** Growth that is rounding. */
const ROUNDING: f32 = 1e-5;
/** Growth in a step of what only joints hold: its energy trembles, and to cut off what is above the mean would drain it. */
const TREMBLE: f32 = 0.02;
/** The same of what hangs on a limit of a joint. */
const SWING: f32 = 0.002;

// Per island (at its root): T before, T after, work, mass, momentum, driven.
const sums: usize = memory.data(8, 8);
const SUM: usize = 40;

/** Forgets scratch memory; called when the heap is reset. */
export function forgetGovern(): void {
  store<u64>(sums, 0);
}

// @ts-ignore: decorator
@inline
function solved(body: usize): bool {
  return load<u32>(body, Body.degree) > 0 && load<f32>(body, Body.inverseMass) > 0 && (load<u32>(body, Body.flags) & BodyFlag.Awake) != 0;
}

/** Kinetic energy of a body with the velocity vx, vy, omega that stands at `velocity`. */
function kinetic(body: usize, velocity: usize): f32 {
  const vx = load<f32>(velocity);
  const vy = load<f32>(velocity, 4);
  const omega = load<f32>(velocity, 8);
  return (load<f32>(body, Body.mass) * (vx * vx + vy * vy) + load<f32>(body, Body.inertia) * omega * omega) * <f32>0.5;
}

/** Notes the velocity of the bodies that are about to be solved (after color()). False when memory is exhausted. */
export function noteEnergy(world: usize): bool {
  const bodies = load<u32>(world + World.bodies, List.count);
  const notes = scratch(turn + Turn.notes, <usize>bodies << 4);
  if (!notes) return false;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (!solved(body)) continue;
    const note = notes + (<usize>i << 4);
    store<f32>(note, load<f32>(body, Body.vx), 0);
    store<f32>(note, load<f32>(body, Body.vy), 4);
    store<f32>(note, load<f32>(body, Body.omega), 8);
    // A kick of gravity that is in the velocity already is no gain of the solver's.
    store<u32>(note, load<u32>(body, Body.flags) & BodyFlag.Kicked, 12);
  }
  return true;
}

/** Holds the islands of the step, whose contacts have been solved, to their energy. False when memory is exhausted. */
export function govern(world: usize): bool {
  const h = stepOf(world);
  const bodies = load<u32>(world + World.bodies, List.count);
  let wild = false;
  for (let i: u32 = 0; i < bodies && !wild; i++) {
    const body = bodyAt(world, i);
    wild = solved(body) && abs<f32>(load<f32>(body, Body.omega)) * h > WILD;
  }
  const joints = load<u32>(pulling, List.count);
  for (let k: u32 = 0; k < joints && !wild; k++) wild = (load<u32>(jointAt(world, pullingAt(k)), Joint.flags) & JointFlag.Pushed) != 0;
  if (!wild) return true;
  const table = scratch(sums, <usize>bodies * SUM);
  if (!table) return false;
  memory.fill(table, 0, <usize>bodies * SUM);
  joinIslands(world, turn + Turn.pressing);
  const notes = load<usize>(turn, Turn.notes);
  const half: f32 = h * <f32>0.5;
  const gx: f32 = settingF(world, WorldDef.gravityX) * half;
  const gy: f32 = settingF(world, WorldDef.gravityY) * half;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (!solved(body)) continue;
    const sum = table + <usize>rootOf(world, i) * SUM;
    const note = notes + (<usize>i << 4);
    const m = load<f32>(body, Body.mass);
    const vx = load<f32>(body, Body.vx);
    const vy = load<f32>(body, Body.vy);
    const scale: f32 = load<u32>(note, 12) ? 0 : load<f32>(body, Body.gravityScale);
    add(sum, 0, kinetic(body, note));
    add(sum, 4, kinetic(body, body + Body.vx));
    add(sum, 8, m * scale * (gx * (load<f32>(note) + vx) + gy * (load<f32>(note, 4) + vy)));
    add(sum, 12, m);
    add(sum, 16, m * vx);
    add(sum, 20, m * vy);
    if (load<u32>(body, Body.flags) & BodyFlag.Forced) store<u32>(sum, 1, 28);
  }
  // What an island touches: 24 = something that cannot be moved, 28 = something that moves all the same.
  const count = load<u32>(turn + Turn.pressing, List.count);
  for (let k: u32 = 0; k < count; k++) {
    const contact = contactAt(world, pressingAt(k));
    const a = load<u32>(contact, Contact.bodyA);
    const b = load<u32>(contact, Contact.bodyB);
    const conveyor = load<f32>(contact, Contact.tangentSpeed) != 0;
    if (load<u32>(contact, Contact.flags) & ContactFlag.Dynamic) {
      if (conveyor) store<u32>(table + <usize>rootOf(world, a) * SUM, 1, 28);
      continue;
    }
    const fixed = load<f32>(bodyAt(world, a), Body.inverseMass) == 0 ? a : b;
    const sum = table + <usize>rootOf(world, fixed == a ? b : a) * SUM;
    store<u32>(sum, 1, 24);
    if (conveyor || load<u32>(bodyAt(world, fixed), Body.type) == BodyType.Kinematic) store<u32>(sum, 1, 28);
  }
  for (let k: u32 = 0; k < joints; k++) {
    const joint = jointAt(world, pullingAt(k));
    const a = bodyOf(world, load<u32>(joint, Joint.bodyA));
    const b = bodyAt(world, load<u32>(joint, Joint.bodyB));
    const sum = table + <usize>rootOf(world, load<u32>(joint + (movable(a) ? Joint.bodyA : Joint.bodyB))) * SUM;
    if (!movable(a) || !movable(b)) store<u32>(sum, 1, 24);
    // What hangs on a limit trembles as well.
    if (load<u32>(joint, Joint.flags) & JointFlag.Pushed) store<f32>(sum, SWING, 32);
    if (isDriven(joint) || (a && load<u32>(a, Body.type) == BodyType.Kinematic) || load<u32>(b, Body.type) == BodyType.Kinematic) {
      store<u32>(sum, 1, 28);
    }
  }
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (!solved(body)) continue;
    const sum = table + <usize>rootOf(world, i) * SUM;
    if (load<u32>(sum, 28)) continue;
    const slack: f32 = joints && isVerlet(world, i) ? TREMBLE : max<f32>(load<f32>(sum, 32), ROUNDING);
    const most: f32 = load<f32>(sum) * (slack + 1) + load<f32>(sum, 8);
    const now = load<f32>(sum, 4);
    if (now <= most) continue;
    // The mean motion of a free island stays.
    let ux: f32 = 0;
    let uy: f32 = 0;
    let mean: f32 = 0;
    if (!load<u32>(sum, 24)) {
      const m = load<f32>(sum, 12);
      ux = load<f32>(sum, 16) / m;
      uy = load<f32>(sum, 20) / m;
      mean = (ux * ux + uy * uy) * m * <f32>0.5;
    }
    const f: f32 = now > mean ? sqrt<f32>(max<f32>(most - mean, 0) / (now - mean)) : 1;
    store<f32>(body, ux + (load<f32>(body, Body.vx) - ux) * f, Body.vx);
    store<f32>(body, uy + (load<f32>(body, Body.vy) - uy) * f, Body.vy);
    store<f32>(body, load<f32>(body, Body.omega) * f, Body.omega);
  }
  return true;
}

// @ts-ignore: decorator
@inline
function add(sum: usize, field: usize, value: f32): void {
  store<f32>(sum + field, load<f32>(sum + field) + value);
}
