// The world: discs in free flight, their impacts with each other and with walls, in order of time.
//
// A step of h seconds: every moving body flies freely; the earliest impact of the step (ties: lower pair first) moves its two
// bodies to the moment of touch, exchanges the impulse there, and the search goes on from their new clocks until none is left.
// Touching chains pass an impulse on at zero time, pair by pair. Bodies that were hit get a new anchor (motion.ts).
// A contact is an impact unless approach speed x e < |relative normal acceleration| x h, where bouncing is below what a step
// resolves: then e = 0; so too below `restitutionThreshold` and after `maxImpacts` of one body in one step.
//
// Pairs are searched all against all, walls after bodies: right for the handful of bodies of a clip.
//
// World (bytes):  0 bodies  4 walls  8 capacity  12 wall capacity  16 step number (i32)  20 integrator
//                24 gx  28 gy  32 h  36 restitution threshold (f32)  40 body records  44 wall records
//                48 contact buffer  52 contact capacity  56 contacts (may exceed the capacity: then some were not kept)  60 max impacts
// Wall (20 bytes): unit normal nx, ny into the free side; d = n.p of its points (m); restitution; friction. Static.

import { NONE, discTimeOfImpact, touchX, touchY, wallTimeOfImpact } from '../geometry/disc';
import { allocate } from '../memory/arena';
import { Contact, Integrator } from '../memory/layout';
import { exchange, impulse } from './impact';
import { Hot, drift, evaluate, setAnchor } from './motion';

const WORLD_SIZE: usize = 64;
const WALL_SIZE: usize = 20;

/** Default of impacts a body may have in one step before its hits lose their bounce. */
export const MAX_IMPACTS: u32 = 32;

// @ts-ignore: decorator
@inline
function bodyAt(world: usize, i: u32): usize {
  return load<usize>(world, 40) + <usize>i * Hot.SIZE;
}

// @ts-ignore: decorator
@inline
function wallAt(world: usize, i: u32): usize {
  return load<usize>(world, 44) + <usize>i * WALL_SIZE;
}

/** Allocates a world for so many bodies, walls and contact records; 0 if memory is exhausted. */
export function createWorld(bodies: u32, walls: u32, contacts: u32): usize {
  const world = allocate(WORLD_SIZE);
  const records = allocate(<usize>bodies * Hot.SIZE);
  const planes = allocate(<usize>walls * WALL_SIZE);
  const events = allocate(<usize>contacts * Contact.SIZE);
  if (!world || !records || !planes || !events) return 0;
  memory.fill(world, 0, WORLD_SIZE);
  store<u32>(world, bodies, 8);
  store<u32>(world, walls, 12);
  store<u32>(world, <u32>records, 40);
  store<u32>(world, <u32>planes, 44);
  store<u32>(world, <u32>events, 48);
  store<u32>(world, contacts, 52);
  store<u32>(world, MAX_IMPACTS, 60);
  return world;
}

/** Empties a world and sets its constants: gravity (m/s^2), step h (s), Integrator, restitution threshold (m/s). */
export function resetWorld(world: usize, gx: f32, gy: f32, h: f32, integrator: u32, threshold: f32): void {
  store<u32>(world, 0, 0);
  store<u32>(world, 0, 4);
  store<i32>(world, 0, 16);
  store<u32>(world, integrator, 20);
  store<f32>(world, gx, 24);
  store<f32>(world, gy, 28);
  store<f32>(world, h, 32);
  store<f32>(world, threshold, 36);
  store<u32>(world, 0, 56);
}

/** Adds a dynamic disc and returns its number, or -1 if the world is full. Positions in m, velocities in m/s, mass in kg. */
export function addDisc(
  world: usize,
  x: f32,
  y: f32,
  vx: f32,
  vy: f32,
  omega: f32,
  radius: f32,
  mass: f32,
  restitution: f32,
  friction: f32,
): i32 {
  const i = load<u32>(world);
  if (i == load<u32>(world, 8)) return -1;
  const body = bodyAt(world, i);
  memory.fill(body, 0, Hot.SIZE);
  store<f32>(body, x, Hot.x);
  store<f32>(body, y, Hot.y);
  store<f32>(body, 1, Hot.c);
  store<f32>(body, vx, Hot.vx);
  store<f32>(body, vy, Hot.vy);
  store<f32>(body, omega, Hot.omega);
  store<f32>(body, mass, Hot.mass);
  const one: f32 = 1;
  store<f32>(body, one / mass, Hot.inverseMass);
  store<f32>(body, one / (mass * radius * radius * <f32>0.5), Hot.inverseInertia);
  store<f32>(body, radius, Hot.radius);
  store<f32>(body, restitution, Hot.restitution);
  store<f32>(body, friction, Hot.friction);
  setAnchor(body, 0, 0);
  store<u32>(world, i + 1);
  return i;
}

/** Adds a static wall: points with n.p < d are inside it. Returns its number, or -1 if the world is full. */
export function addWall(world: usize, nx: f32, ny: f32, d: f32, restitution: f32, friction: f32): i32 {
  const i = load<u32>(world, 4);
  if (i == load<u32>(world, 12)) return -1;
  const wall = wallAt(world, i);
  store<f32>(wall, nx, 0);
  store<f32>(wall, ny, 4);
  store<f32>(wall, d, 8);
  store<f32>(wall, restitution, 12);
  store<f32>(wall, friction, 16);
  store<u32>(world, i + 1, 4);
  return i;
}

/** The record of a body (see motion.ts), in its state after the last step. */
export function bodyRecord(world: usize, i: u32): usize {
  return bodyAt(world, i);
}

export function contactCount(world: usize): u32 {
  return load<u32>(world, 56);
}

export function contactCapacity(world: usize): u32 {
  return load<u32>(world, 52);
}

/** Contact records in order of time. */
export function contactRecords(world: usize): usize {
  return load<usize>(world, 48);
}

// The earliest impact that the search found.
let foundTime: f32 = NONE;
let foundA: u32 = 0;
let foundB: u32 = 0;
let foundX: f32 = 0;
let foundY: f32 = 0;

/** Does one step. */
export function stepWorld(world: usize): void {
  const count = load<u32>(world);
  const walls = load<u32>(world, 4);
  const step = load<i32>(world, 16);
  const integrator = load<u32>(world, 20);
  const gx = load<f32>(world, 24);
  const gy = load<f32>(world, 28);
  const h = load<f32>(world, 32);

  // Inside a step the exact integrator accelerates; symplectic Euler has given its whole kick at the start.
  let ax: f32 = gx;
  let ay: f32 = gy;
  if (integrator != Integrator.Exact) {
    for (let i: u32 = 0; i < count; i++) {
      const body = bodyAt(world, i);
      store<f32>(body, load<f32>(body, Hot.vx) + gx * h, Hot.vx);
      store<f32>(body, load<f32>(body, Hot.vy) + gy * h, Hot.vy);
    }
    ax = 0;
    ay = 0;
  }
  for (let i: u32 = 0; i < count; i++) store<i32>(bodyAt(world, i), 0, Hot.impacts);

  while (count + walls > 1 && search(world, count, walls, ax, ay, h)) resolve(world, count, ax, ay, h, step);

  store<i32>(world, step + 1, 16);
  for (let i: u32 = 0; i < count; i++) evaluate(bodyAt(world, i), step + 1, h, gx, gy, integrator);
}

/** Finds the earliest impact left in the step; of equal times the lowest pair. */
function search(world: usize, count: u32, walls: u32, ax: f32, ay: f32, h: f32): bool {
  const limit = load<u32>(world, 60) << 1;
  let best: f32 = h;
  let found = false;
  for (let i: u32 = 0; i < count; i++) {
    const a = bodyAt(world, i);
    if (load<u32>(a, Hot.impacts) >= limit) continue;
    for (let k: u32 = i + 1; k < count; k++) {
      const b = bodyAt(world, k);
      if (load<u32>(b, Hot.impacts) >= limit) continue;
      const time = meet(a, b, ax, ay, h);
      if (time != NONE && time < best) {
        best = time;
        foundA = i;
        foundB = k;
        foundX = touchX;
        foundY = touchY;
        found = true;
      }
    }
    for (let k: u32 = 0; k < walls; k++) {
      const time = meetWall(a, wallAt(world, k), ax, ay, h);
      if (time != NONE && time < best) {
        best = time;
        foundA = i;
        foundB = count + k;
        found = true;
      }
    }
  }
  foundTime = best;
  return found;
}

/** When two bodies touch, as a time within the step, seen from the later of their clocks. */
function meet(a: usize, b: usize, ax: f32, ay: f32, h: f32): f32 {
  const clock: f32 = max<f32>(load<f32>(a, Hot.clock), load<f32>(b, Hot.clock));
  const ta: f32 = clock - load<f32>(a, Hot.clock);
  const tb: f32 = clock - load<f32>(b, Hot.clock);
  let px: f32 = load<f32>(b, Hot.x) - load<f32>(a, Hot.x);
  let py: f32 = load<f32>(b, Hot.y) - load<f32>(a, Hot.y);
  let vx: f32 = load<f32>(b, Hot.vx) - load<f32>(a, Hot.vx);
  let vy: f32 = load<f32>(b, Hot.vy) - load<f32>(a, Hot.vy);
  if (ta != tb) {
    const half: f32 = (tb * tb - ta * ta) * <f32>0.5;
    px += load<f32>(b, Hot.vx) * tb - load<f32>(a, Hot.vx) * ta + ax * half;
    py += load<f32>(b, Hot.vy) * tb - load<f32>(a, Hot.vy) * ta + ay * half;
    vx += ax * (tb - ta);
    vy += ay * (tb - ta);
  }
  const t = discTimeOfImpact(px, py, vx, vy, load<f32>(a, Hot.radius) + load<f32>(b, Hot.radius), h - clock);
  return t == NONE ? NONE : clock + t;
}

/** When a body touches a wall, as a time within the step. */
function meetWall(a: usize, wall: usize, ax: f32, ay: f32, h: f32): f32 {
  const nx = load<f32>(wall, 0);
  const ny = load<f32>(wall, 4);
  const clock = load<f32>(a, Hot.clock);
  const gap: f32 = load<f32>(a, Hot.x) * nx + load<f32>(a, Hot.y) * ny - load<f32>(wall, 8) - load<f32>(a, Hot.radius);
  const speed: f32 = load<f32>(a, Hot.vx) * nx + load<f32>(a, Hot.vy) * ny;
  const t = wallTimeOfImpact(gap, speed, ax * nx + ay * ny, h - clock);
  return t == NONE ? NONE : clock + t;
}

/** Carries out the impact that search() found. */
function resolve(world: usize, count: u32, ax: f32, ay: f32, h: f32, step: i32): void {
  const a = bodyAt(world, foundA);
  const isWall = foundB >= count;
  const other = isWall ? wallAt(world, foundB - count) : bodyAt(world, foundB);
  drift(a, foundTime, ax, ay);
  let px: f32;
  let py: f32;
  let approach: f32;
  let acceleration: f32 = 0;
  let friction: f32;
  let e: f32;
  if (isWall) {
    px = -load<f32>(other, 0);
    py = -load<f32>(other, 4);
    approach = load<f32>(a, Hot.vx) * px + load<f32>(a, Hot.vy) * py;
    acceleration = load<f32>(world, 24) * px + load<f32>(world, 28) * py;
    e = max<f32>(load<f32>(a, Hot.restitution), load<f32>(other, 12));
    friction = sqrt<f32>(load<f32>(a, Hot.friction) * load<f32>(other, 16));
  } else {
    drift(other, foundTime, ax, ay);
    px = foundX;
    py = foundY;
    part(a, other, px, py);
    const vx: f32 = load<f32>(a, Hot.vx) - load<f32>(other, Hot.vx);
    const vy: f32 = load<f32>(a, Hot.vy) - load<f32>(other, Hot.vy);
    approach = (vx * px + vy * py) / sqrt<f32>(px * px + py * py);
    e = max<f32>(load<f32>(a, Hot.restitution), load<f32>(other, Hot.restitution));
    friction = sqrt<f32>(load<f32>(a, Hot.friction) * load<f32>(other, Hot.friction));
  }
  const most = load<u32>(world, 60);
  let hits = load<u32>(a, Hot.impacts) + 1;
  store<u32>(a, hits, Hot.impacts);
  if (!isWall) {
    const hitsB = load<u32>(other, Hot.impacts) + 1;
    store<u32>(other, hitsB, Hot.impacts);
    hits = max<u32>(hits, hitsB);
  }
  if (approach * e < abs<f32>(acceleration) * h || approach < load<f32>(world, 36) || hits > most) e = 0;

  exchange(a, isWall ? 0 : other, px, py, e, friction);
  const kicked = load<u32>(world, 20) == Integrator.Exact ? 0 : 1;
  setAnchor(a, step, kicked);
  if (!isWall) setAnchor(other, step, kicked);
  record(world, a, px, py, step);
}

/**
 * Puts the centres of a and b exactly (px, py) apart, each moving by its share of the inverse mass: takes back what rounding
 * did on the way to the touch, which is more than a radius when a step is very long.
 */
function part(a: usize, b: usize, px: f32, py: f32): void {
  const ima = load<f32>(a, Hot.inverseMass);
  const share: f32 = ima / (ima + load<f32>(b, Hot.inverseMass));
  const dx: f32 = load<f32>(b, Hot.x) - load<f32>(a, Hot.x) - px;
  const dy: f32 = load<f32>(b, Hot.y) - load<f32>(a, Hot.y) - py;
  const x: f32 = load<f32>(a, Hot.x) + dx * share;
  const y: f32 = load<f32>(a, Hot.y) + dy * share;
  store<f32>(a, x, Hot.x);
  store<f32>(a, y, Hot.y);
  store<f32>(b, x + px, Hot.x);
  store<f32>(b, y + py, Hot.y);
}

/** Keeps a contact record, if there is room. */
function record(world: usize, a: usize, px: f32, py: f32, step: i32): void {
  const count = load<u32>(world, 56);
  store<u32>(world, count + 1, 56);
  if (count >= load<u32>(world, 52)) return;
  const contact = load<usize>(world, 48) + <usize>count * Contact.SIZE;
  const length: f32 = sqrt<f32>(px * px + py * py);
  const nx: f32 = px / length;
  const ny: f32 = py / length;
  const radius = load<f32>(a, Hot.radius);
  store<i32>(contact, step, Contact.step);
  store<f32>(contact, foundTime, Contact.offset);
  store<u32>(contact, foundA, Contact.a);
  store<u32>(contact, foundB, Contact.b);
  store<f32>(contact, load<f32>(a, Hot.x) + nx * radius + <f32>0, Contact.x);
  store<f32>(contact, load<f32>(a, Hot.y) + ny * radius + <f32>0, Contact.y);
  store<f32>(contact, nx + <f32>0, Contact.nx);
  store<f32>(contact, ny + <f32>0, Contact.ny);
  store<f32>(contact, impulse, Contact.impulse);
  store<u32>(contact, 0, Contact.reserved);
}
