// Carrying out one impact: both bodies fly to the touch and exchange the impulse there (impact.ts).
//
// Of two discs the normal is that of the exact touch (disc.ts), and their centres are put exactly so far apart. Of other shapes the manifold
// is made anew at the time of touch; conservative advancement (toi.ts, which names its source) stops a little short, and the rest of the way is
// straight. A touch that turns out to be no impact (closing.ts) changes nothing. A body that was hit has a new anchor (flight.ts) if it flies freely.

import { NONE as NEVER, touchX, touchY } from '../geometry/disc';
import { Geometry, Manifold } from '../geometry/records';
import { Contact as ContactRecord, Integrator, WorldDef } from '../memory/layout';
import { Body, BodyFlag, NONE, isFree } from './body';
import { approaching, bounce, bounces, isHit, touchGap } from './closing';
import { Contact, ContactFlag, leastSeparation, shapeAt } from './contact';
import { noteTouch } from './event-list';
import { setAnchor } from './flight';
import { armX, armY, exchange, impulse, strike } from './impact';
import { isSolid } from './one-way';
import { fallAlike, fly, manifoldAt, meet, poseA, poseB } from './meet';
import { wake } from './sleep';
import { List, World, listReserve, settingU, stepOf } from './world-record';

/** Moves both bodies to the touch and exchanges the impulse, if it is an impact. */
export function carryOut(world: usize, contact: usize, a: usize, b: usize, time: f32): bool {
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  const friction = load<f32>(contact, Contact.friction);
  const tangentSpeed = load<f32>(contact, Contact.tangentSpeed);
  let nx: f32;
  let ny: f32;
  let approach: f32;
  if (load<u32>(contact, Contact.flags) & ContactFlag.Discs && fallAlike(a, b)) {
    const ra = load<f32>(shapeA, Geometry.radius);
    const rb = load<f32>(shapeB, Geometry.radius);
    if (meet(a, b, ra + rb, stepOf(world)) == NEVER) return false;
    const px = touchX;
    const py = touchY;
    fly(a, poseA, time);
    fly(b, poseB, time);
    part(poseA, poseB, px, py);
    const vx: f32 = load<f32>(poseA, Body.vx) - load<f32>(poseB, Body.vx);
    const vy: f32 = load<f32>(poseA, Body.vy) - load<f32>(poseB, Body.vy);
    const length: f32 = sqrt<f32>(px * px + py * py);
    if (length == 0) return false;
    nx = px / length;
    ny = py / length;
    approach = (vx * px + vy * py) / length;
    if (!isHit(world, contact, poseA, poseB, nx, ny, approach) || !isSolid(world, contact, poseA, poseB, nx, ny)) return false;
    exchange(poseA, poseB, ra, rb, px, py, bounce, friction, tangentSpeed);
  } else {
    const touch: f32 = touchGap(world);
    let manifold = manifoldAt(world, contact, a, b, time, touch);
    if (time == 0) {
      fly(a, poseA, 0);
      fly(b, poseB, 0);
    }
    if (load<u32>(manifold, Manifold.count) == 0 || !bounces(world, contact, poseA, poseB, manifold, touch)) return false;
    // The time of impact stops a little short; the rest of the way is straight.
    const gap = leastSeparation(manifold);
    const later: f32 = time + gap / approaching;
    if (time > 0 && gap > 0 && later < stepOf(world)) {
      const there = manifoldAt(world, contact, a, b, later, touch);
      if (load<u32>(there, Manifold.count) && bounces(world, contact, poseA, poseB, there, touch)) {
        manifold = there;
        time = later;
      } else {
        manifold = manifoldAt(world, contact, a, b, time, touch);
        bounces(world, contact, poseA, poseB, manifold, touch);
      }
    }
    nx = load<f32>(manifold, Manifold.nx);
    ny = load<f32>(manifold, Manifold.ny);
    approach = approaching;
    if (!isSolid(world, contact, poseA, poseB, nx, ny)) return false;
    strike(poseA, poseB, manifold, touch, bounce, friction, tangentSpeed);
  }
  const step = load<i32>(world, World.step);
  const kicked = settingU(world, WorldDef.integrator) == Integrator.Exact ? 0 : 1;
  accept(world, a, poseA, step, kicked);
  accept(world, b, poseB, step, kicked);
  store<i32>(contact, step + 1, Contact.hit);
  const zero: f32 = 0;
  const x: f32 = load<f32>(poseA, Body.x) + armX + zero;
  const y: f32 = load<f32>(poseA, Body.y) + armY + zero;
  record(world, contact, x, y, nx, ny, time, step);
  noteTouch(world, contact, time, x, y, nx, ny, impulse, approach);
  return true;
}

/**
 * Gives a body the state after its hit. One that joints hold keeps its place of the start of the step, and begins the step with the velocity after the hit: it would
 * else be ahead of what it is joined to, which the joints would have to pull back. As a hit turns velocities away from each other, the two are apart then.
 */
function accept(world: usize, body: usize, state: usize, step: i32, kicked: i32): void {
  if (load<f32>(body, Body.inverseMass) == 0) return;
  store<u32>(body, load<u32>(body, Body.impacts) + 1, Body.impacts);
  if (!(load<u32>(body, Body.flags) & BodyFlag.Awake)) wake(world, body);
  if (load<u32>(body, Body.firstJoint) != NONE && !isFree(body)) {
    memory.copy(body, state, 12);
    store<u32>(body, load<u32>(body, Body.version) + 1, Body.version);
    store<f32>(body, 0, Body.clock);
    store<f32>(body, 0, Body.turned);
    memory.copy(body + Body.x, body + Body.x0, 16);
    return;
  }
  memory.copy(body, state, 32);
  store<f32>(body, load<f32>(state, Body.turned), Body.turned);
  store<u32>(body, load<u32>(body, Body.version) + 1, Body.version);
  if (isFree(body)) setAnchor(body, step, kicked);
}

/**
 * Puts the centres of a and b exactly (px, py) apart, each moving by its share of the inverse mass: takes back what rounding
 * did on the way to the touch, which is more than a radius when a step is very long.
 */
function part(a: usize, b: usize, px: f32, py: f32): void {
  const ima = load<f32>(a, Body.inverseMass);
  const share: f32 = ima / (ima + load<f32>(b, Body.inverseMass));
  const dx: f32 = load<f32>(b, Body.x) - load<f32>(a, Body.x) - px;
  const dy: f32 = load<f32>(b, Body.y) - load<f32>(a, Body.y) - py;
  const x: f32 = load<f32>(a, Body.x) + dx * share;
  const y: f32 = load<f32>(a, Body.y) + dy * share;
  store<f32>(a, x, Body.x);
  store<f32>(a, y, Body.y);
  store<f32>(b, x + px, Body.x);
  store<f32>(b, y + py, Body.y);
}

/** Keeps an impact record, if there is room, behind those of its step that were not later: hits of bodies that joints hold are found out of order. */
function record(world: usize, contact: usize, x: f32, y: f32, nx: f32, ny: f32, time: f32, step: i32): void {
  store<u32>(world, load<u32>(world, World.stepImpacts) + 1, World.stepImpacts);
  const count = load<u32>(world, World.impactCount);
  store<u32>(world, count + 1, World.impactCount);
  if (count >= load<u32>(world, World.impactsKept) || !listReserve(world + World.impacts, count + 1, ContactRecord.SIZE)) return;
  const first = load<usize>(world, World.impacts);
  let out = first + <usize>count * ContactRecord.SIZE;
  store<u32>(world + World.impacts, count + 1, List.count);
  while (out > first) {
    const before = out - ContactRecord.SIZE;
    if (load<i32>(before, ContactRecord.step) != step || load<f32>(before, ContactRecord.offset) <= time) break;
    memory.copy(out, before, ContactRecord.SIZE);
    out = before;
  }
  const zero: f32 = 0;
  store<i32>(out, step, ContactRecord.step);
  store<f32>(out, time, ContactRecord.offset);
  store<u32>(out, load<u32>(contact, Contact.bodyA), ContactRecord.a);
  store<u32>(out, load<u32>(contact, Contact.bodyB), ContactRecord.b);
  store<f32>(out, x, ContactRecord.x);
  store<f32>(out, y, ContactRecord.y);
  store<f32>(out, nx + zero, ContactRecord.nx);
  store<f32>(out, ny + zero, ContactRecord.ny);
  store<f32>(out, impulse, ContactRecord.impulse);
  store<u32>(out, 0, ContactRecord.reserved);
}
