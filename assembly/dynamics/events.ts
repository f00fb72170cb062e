// Impacts in order of time.
//
// Every moving body flies freely from its clock, where its state holds. The earliest impact moves its two bodies to the moment of touch and
// exchanges the impulse there (impact.ts); what both may hit next is looked for anew. Touching chains pass an impulse on at zero time,
// pair by pair, so a Newton's cradle does what it should.
//
// What is an impact? A touch whose approach speed x e is at least |relative normal acceleration| x step: less is below what a step
// resolves, and belongs to the resting contacts (solver.ts). Also any touch that comes so fast that the solver, which looks at a contact from
// `speculation` on, might not see it: so nothing tunnels. Such hits, those below `restitutionThreshold`, and those after `maxImpacts` of one
// body in one step have e = 0; after twice as many the solver takes over. Bodies that rest on others do not fall in the meantime:
// for them the acceleration is that of gravity along the normal, and approaches below a hundredth of a step's gravity do not count.
//
// A body that was hit has a new anchor (flight.ts) if it flies freely. Times are s within the step.

import { NONE as NEVER, discTimeOfImpact, touchX, touchY } from '../geometry/disc';
import { collide } from '../geometry/manifold';
import { Geometry, Manifold } from '../geometry/records';
import { timeOfImpact } from '../geometry/toi';
import { Contact as ContactRecord, Integrator, WorldDef } from '../memory/layout';
import { Body, BodyFlag, NONE } from './body';
import { findPairsOf, updateBounds } from './broad-phase';
import { Contact, ContactFlag, bodyAt, centred, contactAt, nextEdge, shapeAt } from './contact';
import { Event, clearEvents, popEvent, pushEvent } from './event-queue';
import { drift, setAnchor } from './flight';
import { approachOf, armX, armY, exchange, impulse, strike } from './impact';
import { wake } from './sleep';
import { World, settingF, settingU, stepOf } from './world-record';

/** Surfaces nearer than this share of the slop touch; times of impact stop at a fifth of it. */
const TOUCH: f32 = 0.1;
/** Approaches of supported bodies below this share of a step's gravity do not count. */
const NOISE: f32 = 0.01;

const poseA: usize = memory.data(208, 16);
const poseB: usize = memory.data(208, 16);
const scratchManifold: usize = memory.data(80, 16);

/** Fastest that points of two bodies can close, m/s, without acceleration. */
export function closing(a: usize, b: usize): f32 {
  const vx: f32 = load<f32>(b, Body.vx) - load<f32>(a, Body.vx);
  const vy: f32 = load<f32>(b, Body.vy) - load<f32>(a, Body.vy);
  return (
    sqrt<f32>(vx * vx + vy * vy) + abs<f32>(load<f32>(a, Body.omega)) * load<f32>(a, Body.extent) +
    abs<f32>(load<f32>(b, Body.omega)) * load<f32>(b, Body.extent)
  );
}

/** The gap from which on the solver looks at a pair that closes by `way` m in a step. */
export function sight(world: usize, a: usize, b: usize, way: f32): f32 {
  const core: f32 = min<f32>(load<f32>(a, Body.core), load<f32>(b, Body.core));
  return settingF(world, WorldDef.speculation) + min<f32>(way, core);
}

// @ts-ignore: decorator
@inline
function isFree(body: usize): bool {
  return (load<u32>(body, Body.flags) & BodyFlag.Free) != 0;
}

/** |relative acceleration along n| x step, below which an approach x e is resting; and the noise that does not count. */
let noise: f32 = 0;
function restingSpeed(world: usize, a: usize, b: usize, nx: f32, ny: f32): f32 {
  const h = stepOf(world);
  const gx: f32 = settingF(world, WorldDef.gravityX) * h;
  const gy: f32 = settingF(world, WorldDef.gravityY) * h;
  const ga = load<f32>(a, Body.gravityScale);
  const gb = load<f32>(b, Body.gravityScale);
  noise = 0;
  if (isFree(a) && isFree(b)) return abs<f32>((gx * nx + gy * ny) * (gb - ga));
  const scale: f32 = max<f32>(abs<f32>(ga), abs<f32>(gb));
  noise = (abs<f32>(gx) + abs<f32>(gy)) * scale * NOISE;
  return abs<f32>(gx * nx + gy * ny) * scale;
}

/** Whether both bodies have the same acceleration in flight. */
function fallAlike(a: usize, b: usize): bool {
  return load<f32>(a, Body.ax) == load<f32>(b, Body.ax) && load<f32>(a, Body.ay) == load<f32>(b, Body.ay);
}

/** When two discs touch, seen from the later of their clocks. */
function meet(a: usize, b: usize, reach: f32, h: f32): f32 {
  const clock: f32 = max<f32>(load<f32>(a, Body.clock), load<f32>(b, Body.clock));
  const ta: f32 = clock - load<f32>(a, Body.clock);
  const tb: f32 = clock - load<f32>(b, Body.clock);
  let px: f32 = load<f32>(b, Body.x) - load<f32>(a, Body.x);
  let py: f32 = load<f32>(b, Body.y) - load<f32>(a, Body.y);
  let vx: f32 = load<f32>(b, Body.vx) - load<f32>(a, Body.vx);
  let vy: f32 = load<f32>(b, Body.vy) - load<f32>(a, Body.vy);
  if (ta != tb) {
    const ax = load<f32>(a, Body.ax);
    const ay = load<f32>(a, Body.ay);
    const half: f32 = (tb * tb - ta * ta) * <f32>0.5;
    px += load<f32>(b, Body.vx) * tb - load<f32>(a, Body.vx) * ta + ax * half;
    py += load<f32>(b, Body.vy) * tb - load<f32>(a, Body.vy) * ta + ay * half;
    vx += ax * (tb - ta);
    vy += ay * (tb - ta);
  }
  const t = discTimeOfImpact(px, py, vx, vy, reach, h - clock);
  return t == NEVER ? NEVER : clock + t;
}

/** Looks for the next impact of a contact and puts it into the queue. False when memory is exhausted. */
export function consider(world: usize, i: u32): bool {
  const contact = contactAt(world, i);
  const flags = load<u32>(contact, Contact.flags);
  if (flags & ContactFlag.Sensor) return true;
  const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
  const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
  const limit = settingU(world, WorldDef.maxImpacts) << 1;
  if (max<u32>(load<u32>(a, Body.impacts), load<u32>(b, Body.impacts)) >= limit) return true;
  const h = stepOf(world);
  const e = load<f32>(contact, Contact.restitution);
  const clock: f32 = max<f32>(load<f32>(a, Body.clock), load<f32>(b, Body.clock));
  const speed = closing(a, b);
  const way: f32 = speed * (h - clock) + acceleration(a, b) * h * h;
  const points = load<u32>(contact, Contact.manifold + Manifold.count);
  // What is slow for its size and does not bounce is the solver's. Of what is fast, it sees contacts too late or with the wrong normal.
  const unseen = way > sight(world, a, b, speed * h);
  if (!unseen && (e == 0 || (points == 0 && clock == 0))) return true;

  let time: f32 = NEVER;
  if (flags & ContactFlag.Discs && fallAlike(a, b)) {
    const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
    const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
    time = meet(a, b, load<f32>(shapeA, Geometry.radius) + load<f32>(shapeB, Geometry.radius), h);
  } else {
    time = meetShapes(world, contact, a, b, clock, way);
  }
  if (time == NEVER) return true;
  const version = load<u32>(a, Body.version) + load<u32>(b, Body.version);
  return pushEvent(time, load<u32>(contact, Contact.bodyA), load<u32>(contact, Contact.bodyB), i, version);
}

/** Size of the relative acceleration in flight. */
function acceleration(a: usize, b: usize): f32 {
  return abs<f32>(load<f32>(b, Body.ax) - load<f32>(a, Body.ax)) + abs<f32>(load<f32>(b, Body.ay) - load<f32>(a, Body.ay));
}

/** The manifold of a contact at the time `clock`: its own at the start of the step, else made anew. */
function manifoldAt(world: usize, contact: usize, a: usize, b: usize, clock: f32, touch: f32): usize {
  if (clock == 0) return contact + Contact.manifold;
  fly(a, poseA, clock);
  fly(b, poseB, clock);
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  collide(shapeA, poseA, shapeB, poseB, touch, scratchManifold);
  return scratchManifold;
}

/** A copy of a body, flown to a time. */
function fly(body: usize, copy: usize, time: f32): void {
  memory.copy(copy, body, Body.SIZE);
  drift(copy, time);
}

/** The least separation of a manifold; large if it has no points. */
function least(manifold: usize): f32 {
  const count = load<u32>(manifold, Manifold.count);
  if (count == 0) return f32.MAX_VALUE;
  const first = load<f32>(manifold, Manifold.points + 16);
  return count == 1 ? first : min<f32>(first, load<f32>(manifold, Manifold.points + 48));
}

/** Speed at which turning moves the farthest corner of a shape, m/s. */
function sweep(body: usize, shape: usize): f32 {
  return centred(shape) ? 0 : abs<f32>(load<f32>(body, Body.omega)) * load<f32>(body, Body.extent);
}

/** When two shapes touch: now, if they do and close fast enough to bounce; else by conservative advancement. */
function meetShapes(world: usize, contact: usize, a: usize, b: usize, clock: f32, way: f32): f32 {
  const touch: f32 = settingF(world, WorldDef.slop) * TOUCH;
  const own = clock == 0;
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  const points = load<u32>(contact, Contact.manifold + Manifold.count);
  if (own && points && least(contact + Contact.manifold) > way) return NEVER;
  if (!own || points) {
    const manifold = manifoldAt(world, contact, a, b, clock, touch);
    if (least(manifold) <= touch) {
      if (bounces(world, contact, own ? a : poseA, own ? b : poseB, manifold, touch)) return clock;
      // They rest or part. What only shifts keeps parting, as convex shapes do; what turns may yet turn another corner in.
      if ((sweep(a, shapeA) + sweep(b, shapeB)) * stepOf(world) <= settingF(world, WorldDef.speculation)) return NEVER;
    }
  }
  // Approaches that would be no impact when they come: too slow for the solver to miss, or rounding.
  const e = load<f32>(contact, Contact.restitution);
  const slow: f32 = e > 0 ? closing(a, b) * <f32>1e-5 : settingF(world, WorldDef.speculation) / stepOf(world);
  return timeOfImpact(shapeA, a, shapeB, b, stepOf(world), touch * <f32>0.2, slow);
}

/** Restitution of the touch that bounces() found, and its approach speed. */
let bounce: f32 = 0;
let approaching: f32 = 0;

/** Whether bodies that touch as the manifold says hit each other, rather than rest; sets `bounce`. */
function bounces(world: usize, contact: usize, a: usize, b: usize, manifold: usize, touch: f32): bool {
  const nx = load<f32>(manifold, Manifold.nx);
  const ny = load<f32>(manifold, Manifold.ny);
  const p = manifold + Manifold.points;
  let approach: f32 = approachOf(a, b, p, nx, ny, touch);
  if (load<u32>(manifold, Manifold.count) > 1) approach = max<f32>(approach, approachOf(a, b, p + 32, nx, ny, touch));
  approaching = approach;
  return isHit(world, contact, a, b, nx, ny, approach);
}

function isHit(world: usize, contact: usize, a: usize, b: usize, nx: f32, ny: f32, approach: f32): bool {
  const rest = restingSpeed(world, a, b, nx, ny);
  bounce = 0;
  if (approach <= noise) return false;
  const e = load<f32>(contact, Contact.restitution);
  const hits = max<u32>(load<u32>(a, Body.impacts), load<u32>(b, Body.impacts));
  bounce = e;
  if (approach * e < rest || approach < settingF(world, WorldDef.restitutionThreshold) || hits >= settingU(world, WorldDef.maxImpacts)) {
    bounce = 0;
  }
  if (bounce > 0) return true;
  // Without a bounce it is an impact only where the solver would come too late, or where both fly freely and nothing presses.
  return approach * stepOf(world) > settingF(world, WorldDef.speculation) || (rest == 0 && noise == 0);
}

/** Whether an approach along n is one that bounces: not the solver's, though the touch may come only in the next step. */
export function willBounce(world: usize, contact: usize, a: usize, b: usize, nx: f32, ny: f32, approach: f32): bool {
  if (load<f32>(contact, Contact.restitution) == 0) return false;
  isHit(world, contact, a, b, nx, ny, approach);
  return bounce > 0 && approach > noise;
}

/** Carries out all impacts of the step. False when memory is exhausted. */
export function playEvents(world: usize): bool {
  let event = popEvent();
  for (; event; event = popEvent()) {
    const number = load<u32>(event, Event.contact);
    const contact = contactAt(world, number);
    const a = bodyAt(world, load<u32>(event, Event.bodyA));
    const b = bodyAt(world, load<u32>(event, Event.bodyB));
    if (load<u32>(a, Body.version) + load<u32>(b, Body.version) != load<u32>(event, Event.version)) continue;
    if (!carryOut(world, contact, a, b, load<f32>(event, Event.time))) continue;
    if (!goOn(world, a) || !goOn(world, b)) {
      clearEvents();
      return false;
    }
  }
  return true;
}

/** After its hit: looks for what a body meets next. */
function goOn(world: usize, body: usize): bool {
  if (load<f32>(body, Body.inverseMass) == 0) return true;
  const left: f32 = stepOf(world) - load<f32>(body, Body.clock);
  const half: f32 = left * left * <f32>0.5;
  updateBounds(
    world, body, load<f32>(body, Body.vx) * left + load<f32>(body, Body.ax) * half,
    load<f32>(body, Body.vy) * left + load<f32>(body, Body.ay) * half,
    abs<f32>(load<f32>(body, Body.omega)) * load<f32>(body, Body.extent) * left,
  );
  if (!findPairsOf(world, body)) return false;
  for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) {
    if (!consider(world, edge >> 1)) return false;
  }
  return true;
}

/** Moves both bodies to the touch and exchanges the impulse, if it is an impact. */
function carryOut(world: usize, contact: usize, a: usize, b: usize, time: f32): bool {
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  const friction = load<f32>(contact, Contact.friction);
  const tangentSpeed = load<f32>(contact, Contact.tangentSpeed);
  let nx: f32;
  let ny: f32;
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
    if (!isHit(world, contact, poseA, poseB, nx, ny, (vx * px + vy * py) / length)) return false;
    exchange(poseA, poseB, ra, rb, px, py, bounce, friction, tangentSpeed);
  } else {
    const touch: f32 = settingF(world, WorldDef.slop) * TOUCH;
    let manifold = manifoldAt(world, contact, a, b, time, touch);
    if (time == 0) {
      fly(a, poseA, 0);
      fly(b, poseB, 0);
    }
    if (load<u32>(manifold, Manifold.count) == 0 || !bounces(world, contact, poseA, poseB, manifold, touch)) return false;
    // The time of impact stops a little short; the rest of the way is straight.
    const gap = least(manifold);
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
    strike(poseA, poseB, manifold, touch, bounce, friction, tangentSpeed);
  }
  const step = load<i32>(world, World.step);
  const kicked = settingU(world, WorldDef.integrator) == Integrator.Exact ? 0 : 1;
  accept(world, a, poseA, step, kicked);
  accept(world, b, poseB, step, kicked);
  store<i32>(contact, step + 1, Contact.hit);
  record(world, contact, a, nx, ny, time, step);
  return true;
}

/** Gives a body the state after its hit. */
function accept(world: usize, body: usize, state: usize, step: i32, kicked: i32): void {
  if (load<f32>(body, Body.inverseMass) == 0) return;
  store<u32>(body, load<u32>(body, Body.impacts) + 1, Body.impacts);
  if (!(load<u32>(body, Body.flags) & BodyFlag.Awake)) wake(world, body);
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

/** Keeps an impact record, if there is room. */
function record(world: usize, contact: usize, a: usize, nx: f32, ny: f32, time: f32, step: i32): void {
  store<u32>(world, load<u32>(world, World.stepImpacts) + 1, World.stepImpacts);
  const count = load<u32>(world, World.impactCount);
  store<u32>(world, count + 1, World.impactCount);
  if (count >= load<u32>(world, World.impactsKept)) return;
  const out = load<usize>(world, World.impactRecords) + <usize>count * ContactRecord.SIZE;
  const zero: f32 = 0;
  store<i32>(out, step, ContactRecord.step);
  store<f32>(out, time, ContactRecord.offset);
  store<u32>(out, load<u32>(contact, Contact.bodyA), ContactRecord.a);
  store<u32>(out, load<u32>(contact, Contact.bodyB), ContactRecord.b);
  store<f32>(out, load<f32>(poseA, Body.x) + armX + zero, ContactRecord.x);
  store<f32>(out, load<f32>(poseA, Body.y) + armY + zero, ContactRecord.y);
  store<f32>(out, nx + zero, ContactRecord.nx);
  store<f32>(out, ny + zero, ContactRecord.ny);
  store<f32>(out, impulse, ContactRecord.impulse);
  store<u32>(out, 0, ContactRecord.reserved);
}
