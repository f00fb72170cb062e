// What a violation does to the world of a clip, between steps (docs/violations.md).
//
// Bodies in free flight are closed forms of their anchors (flight.ts). A hit leaves an anchor at the moment of touch, so what happens at a contact is
// changed there, exactly, and not at the end of its step.

import { Body, BodyFlag, NONE, isFree } from '../dynamics/body';
import { disturb, dropContacts, replaceShapes, settle } from '../dynamics/bodies';
import { Contact, bodyAt, contactAt, nextEdge, removeContact, shapeAt } from '../dynamics/contact';
import { writeState } from '../dynamics/flight';
import { applyForce } from '../dynamics/forces';
import { removeJoint } from '../dynamics/joints/build';
import { Shape } from '../dynamics/shape';
import { startStep } from '../dynamics/sleep';
import { refresh } from '../dynamics/step';
import { List, World } from '../dynamics/world-record';
import { BodyType, Violation, WorldDef } from '../memory/layout';
import { planU32 } from './plan';
import { Plan } from './plan-header';
import { angle, onset, partner, size, violation, violator } from './violate';

/** Filter group of bodies that pass through each other: no scene uses it. */
const APART: i32 = i32.MIN_VALUE;

/** Bytes of a body's record up to its mass: state, anchor, flags. */
const MOTION: usize = Body.mass;

/** Whether the world in hand breaks its law. */
export let breaching = false;

// Of the two bodies of a delayed bounce: their motion after it, and where they wait (a state of 32 bytes).
const AFTER: usize = memory.data(160, 16);
const WAITING: usize = memory.data(64, 16);
const SCALES: usize = memory.data(8, 8);
/** Of a body that has vanished: its state record, which stands still. */
const LAST: usize = memory.data(24, 8);

let forceX: f32 = 0;
let forceY: f32 = 0;

/** The steps that follow are those of the violation in hand, or lawful ones. */
export function breach(is: bool): void {
  breaching = is;
}

/** Before a step. */
export function beforeStep(world: usize): void {
  const step = load<i32>(world, World.step);
  if (violation == Violation.PassThrough && step == onset - 1) pass(world);
  if (violation == Violation.CurvedFlight && step >= onset) applyForce(world, bodyAt(world, violator), forceX, forceY, 0);
}

/** After a step. */
export function afterStep(world: usize): void {
  const step = load<i32>(world, World.step);
  if (violation == Violation.DelayedBounce) return delay(world, step);
  if (step != onset) return;
  refresh(world);
  const body = bodyAt(world, violator);
  const faster: f64 = sqrt<f64>(size + 1.0);
  if (violation == Violation.EnergyGain) scale(world, body, <f32>faster, true);
  else if (violation == Violation.MomentumLeak) scale(world, body, <f32>(-size + 1.0), false);
  else if (violation == Violation.GravityChange) weigh(world);
  else if (violation == Violation.Teleport) jump(world, body);
  else if (violation == Violation.CurvedFlight) turnAside(body);
  else if (violation == Violation.Vanish) {
    writeState(body, LAST);
    memory.fill(LAST + 12, 0, 12);
    leave(world, body);
  }
}

/** Puts what a body that has vanished leaves into its state record of a frame, after `states` of body 0. */
export function fillVanished(world: usize, states: usize): void {
  if (violation == Violation.Vanish && load<i32>(world, World.step) >= onset) memory.copy(states + <usize>violator * 24, LAST, 24);
}

/** Whether the state of a free body follows from a hit in the step before the onset. */
function wasHit(body: usize): bool {
  return partner >= 0 && isFree(body) && load<i32>(body, Body.n0) == onset - 1;
}

/** Multiplies a velocity, of a hit as it was right after it. */
function scale(world: usize, body: usize, factor: f32, spin: bool): void {
  const hit = wasHit(body);
  const state = hit ? body + Body.anchor : body;
  store<f32>(state, load<f32>(state, Body.vx) * factor, Body.vx);
  store<f32>(state, load<f32>(state, Body.vy) * factor, Body.vy);
  if (spin) store<f32>(state, load<f32>(state, Body.omega) * factor, Body.omega);
  if (!hit) return settle(world, body);
  store<u32>(world, 1, World.stale);
  store<i32>(world, 0, World.horizon);
  refresh(world);
}

/** Multiplies gravity by 1 + size; every flight begins anew. */
function weigh(world: usize): void {
  for (let i: u32 = 0; i < load<u32>(world + World.bodies, List.count); i++) {
    const body = bodyAt(world, i);
    if (load<u32>(body, Body.type) != BodyType.Dynamic) continue;
    disturb(world, body);
    settle(world, body);
  }
  const factor: f32 = <f32>(size + 1.0);
  store<f32>(world, load<f32>(world, WorldDef.gravityX) * factor, WorldDef.gravityX);
  store<f32>(world, load<f32>(world, WorldDef.gravityY) * factor, WorldDef.gravityY);
}

function jump(world: usize, body: usize): void {
  disturb(world, body);
  store<f32>(body, load<f32>(body, Body.x) + <f32>(NativeMath.cos(angle) * size), Body.x);
  store<f32>(body, load<f32>(body, Body.y) + <f32>(NativeMath.sin(angle) * size), Body.y);
  settle(world, body);
  replaceShapes(world, body, load<u32>(body, Body.type) == BodyType.Static);
}

/** The force of an acceleration to the left of the velocity; of a body at rest, upwards. */
function turnAside(body: usize): void {
  const vx = load<f32>(body, Body.vx);
  const vy = load<f32>(body, Body.vy);
  const speed = sqrt<f32>(vx * vx + vy * vy);
  const force: f32 = load<f32>(body, Body.mass) * <f32>size;
  forceX = speed > 0 ? (-vy / speed) * force : 0;
  forceY = speed > 0 ? (vx / speed) * force : force;
}

/** Takes a body out of what happens: nothing touches or holds it. Its shapes stay, since earlier frames are drawn by them. */
function leave(world: usize, body: usize): void {
  disturb(world, body);
  for (let edge = load<u32>(body, Body.firstJoint); edge != NONE; edge = load<u32>(body, Body.firstJoint)) removeJoint(world, edge >> 1);
  dropContacts(world, body);
  setApart(world, body);
  for (let i = load<u32>(body, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    store<u64>(shapeAt(world, i), 0, Shape.category);
  }
  settle(world, body);
}

/** Lets the two bodies of the contact pass through each other. */
function pass(world: usize): void {
  const body = bodyAt(world, violator);
  setApart(world, body);
  setApart(world, bodyAt(world, <u32>partner));
  let edge = load<u32>(body, Body.firstEdge);
  while (edge != NONE) {
    const number = edge >> 1;
    const contact = contactAt(world, number);
    const other = load<u32>(contact + (edge & 1 ? Contact.bodyA : Contact.bodyB));
    edge = nextEdge(world, edge);
    if (other == <u32>partner) removeContact(world, number);
  }
  store<i32>(world, 0, World.horizon);
}

function setApart(world: usize, body: usize): void {
  for (let i = load<u32>(body, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    store<i32>(shapeAt(world, i), APART, Shape.group);
  }
}

/** Holds the two bodies of the contact where they touch, `size` frames long; then they go on as they would have. */
function delay(world: usize, step: i32): void {
  const wait = <i32>size * <i32>planU32(Plan.stepsPerFrame);
  if (step < onset || step > onset + wait) return;
  refresh(world);
  for (let i: usize = 0; i < 2; i++) {
    const body = bodyAt(world, i ? <u32>partner : violator);
    if (load<u32>(body, Body.type) != BodyType.Dynamic) continue;
    const after = AFTER + i * 80;
    const waiting = WAITING + (i << 5);
    if (step == onset) {
      memory.copy(after, body, MOTION);
      store<f32>(SCALES + (i << 2), load<f32>(body, Body.gravityScale));
      memory.copy(waiting, wasHit(body) ? body + Body.anchor : body, 32);
      memory.fill(waiting, 0, 16);
      store<f32>(body, 0, Body.gravityScale);
    }
    if (step < onset + wait) {
      memory.copy(body, waiting, 32);
      store<u32>(body, (load<u32>(body, Body.flags) | BodyFlag.Free | BodyFlag.Awake) & ~BodyFlag.Kicked, Body.flags);
      store<f32>(body, 0, Body.sleepTime);
      settle(world, body);
    } else {
      memory.copy(body, after, MOTION);
      store<i32>(body, load<i32>(body, Body.n0) + wait, Body.n0);
      store<f32>(body, load<f32>(SCALES + (i << 2)), Body.gravityScale);
      startStep(body);
      store<i32>(world, 0, World.horizon);
    }
  }
}
