// Which contacts the solver must hold in this step.
//
// A body whose contacts all stay apart flies freely, and exactly; so a contact is solved only if its points would close within the
// step. One that touches or was solved before is kept unless it opens by more than the slop: the solver may be about to push on it
// from the other side, and dropping it for a step would make a pile jitter. One that was hit in this step and separates is done with.
// Points of bodies that are still apart close along the normal of now, which another is by the time they are there: what flies past a corner would be
// pushed aside by it. So such a contact is solved only if the shapes, moving on as they do, come together in the step (toi.ts). Not asked of what closes by
// less than the slop in a step: a pile would rattle, as its bodies do not move on as they do.

import { NONE as NEVER } from '../geometry/disc';
import { Manifold, ManifoldPoint } from '../geometry/records';
import { timeOfImpact } from '../geometry/toi';
import { WorldDef } from '../memory/layout';
import { Body, BodyFlag, NONE } from './body';
import { touchGap, willBounce } from './closing';
import { Contact, ContactFlag, bodyAt, contactAt, pointAt, shapeAt } from './contact';
import { pushX, pushY } from './forces';
import { relativeSpeed } from './impact';
import { wake } from './sleep';
import { Turn, turn } from './turn';
import { List, World, listReserve, settingF, stepOf } from './world-record';

/** Bodies that have turned by more than this since the start of the step, rad, have no contact points any more. */
const TURNED: f32 = 0.3;

/** Number of the k-th contact to be solved. */
// @ts-ignore: decorator
@inline export function pressingAt(k: u32): u32 {
  return load<u32>(load<usize>(turn, Turn.pressing) + (<usize>k << 2));
}

/** Velocity that gravity, and a force if one acts, still give the body in this step, along n (m/s). */
export function fall(world: usize, body: usize, nx: f32, ny: f32): f32 {
  if (load<f32>(body, Body.inverseMass) == 0 || load<u32>(body, Body.flags) & BodyFlag.Kicked) return 0;
  const gravity: f32 =
    (settingF(world, WorldDef.gravityX) * nx + settingF(world, WorldDef.gravityY) * ny) * load<f32>(body, Body.gravityScale) * stepOf(world);
  return load<u32>(body, Body.flags) & BodyFlag.Forced ? gravity + (pushX(body) * nx + pushY(body) * ny) * stepOf(world) : gravity;
}

/** Whether two bodies that are apart pass each other by in this step: their points of now would close, but they move on past them. */
function passes(world: usize, contact: usize, a: usize, b: usize): bool {
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  return timeOfImpact(shapeA, a, shapeB, b, stepOf(world), touchGap(world), 0) == NEVER;
}

/** Whether the points of a contact close in this step. */
function presses(world: usize, contact: usize, a: usize, b: usize): bool {
  const h = stepOf(world);
  const slop = settingF(world, WorldDef.slop);
  const touch = touchGap(world);
  const manifold = contact + Contact.manifold;
  const nx = load<f32>(manifold, Manifold.nx);
  const ny = load<f32>(manifold, Manifold.ny);
  const pull: f32 = fall(world, b, nx, ny) - fall(world, a, nx, ny);
  const was = (load<u32>(contact, Contact.flags) & ContactFlag.Solved) != 0;
  const wasHit = load<i32>(contact, Contact.hit) == load<i32>(world, World.step) + 1;
  const clockA = load<f32>(a, Body.clock);
  const clockB = load<f32>(b, Body.clock);
  const clock: f32 = max<f32>(clockA, clockB);
  const count = load<u32>(manifold, Manifold.count);
  for (let i: u32 = 0; i < count; i++) {
    const p = pointAt(contact, i);
    const rax = load<f32>(p, ManifoldPoint.ax);
    const ray = load<f32>(p, ManifoldPoint.ay);
    const rbx = load<f32>(p, ManifoldPoint.bx);
    const rby = load<f32>(p, ManifoldPoint.by);
    let s = load<f32>(p, ManifoldPoint.separation);
    const w: f32 = relativeSpeed(a, b, rax, ray, rbx, rby, nx, ny);
    if (wasHit && w > 0) return false;
    if (clock > 0) {
      // Where both are at the later of their clocks.
      const ta: f32 = clock - clockA;
      const tb: f32 = clock - clockB;
      const ux: f32 =
        load<f32>(b, Body.x) - load<f32>(b, Body.x0) + load<f32>(b, Body.vx) * tb -
        (load<f32>(a, Body.x) - load<f32>(a, Body.x0) + load<f32>(a, Body.vx) * ta);
      const uy: f32 =
        load<f32>(b, Body.y) - load<f32>(b, Body.y0) + load<f32>(b, Body.vy) * tb -
        (load<f32>(a, Body.y) - load<f32>(a, Body.y0) + load<f32>(a, Body.vy) * ta);
      const turnA: f32 = load<f32>(a, Body.turned) + load<f32>(a, Body.omega) * ta;
      const turnB: f32 = load<f32>(b, Body.turned) + load<f32>(b, Body.omega) * tb;
      // The points have turned away; the next step finds them where they are.
      if (max<f32>(abs<f32>(turnA), abs<f32>(turnB)) > TURNED) return false;
      s += ux * nx + uy * ny + (rbx * ny - rby * nx) * turnB - (rax * ny - ray * nx) * turnA;
    }
    if (w < 0 && willBounce(world, contact, a, b, nx, ny, -w)) continue;
    const left: f32 = h - clock;
    if (was || s <= touch) {
      if (s < -slop) return true;
      if (s + w * left < slop && (was || w <= 0 || pull < 0)) return true;
    } else if (s + min<f32>(w + min<f32>(pull, 0), 0) * left <= 0) {
      return s + min<f32>(w, 0) * left > 0 || w * h > -slop || !passes(world, contact, a, b);
    }
  }
  return false;
}

/** A dynamic body that sleeps. */
function asleep(body: usize): bool {
  return load<f32>(body, Body.inverseMass) > 0 && !(load<u32>(body, Body.flags) & BodyFlag.Awake);
}

/** Whether a body is awake and dynamic, or is kinematic and moves. */
function stirs(body: usize): bool {
  if (!(load<u32>(body, Body.flags) & BodyFlag.Awake)) return false;
  return (
    load<f32>(body, Body.inverseMass) > 0 || load<f32>(body, Body.vx) != 0 || load<f32>(body, Body.vy) != 0 || load<f32>(body, Body.omega) != 0
  );
}

/** Finds the contacts to be solved; wakes who is pressed. Returns how many, or NONE when memory is exhausted. */
export function findPressing(world: usize): u32 {
  const pressing = turn + Turn.pressing;
  let again = true;
  while (again) {
    again = false;
    store<u32>(pressing, 0, List.count);
    const contacts = load<u32>(world + World.contacts, List.count);
    for (let i: u32 = 0; i < contacts; i++) {
      const contact = contactAt(world, i);
      if (load<u32>(contact, Contact.bodyA) == NONE) continue;
      if (load<u32>(contact, Contact.manifold + Manifold.count) == 0 && !(load<u32>(contact, Contact.flags) & ContactFlag.Solved)) continue;
      const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
      const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
      const sleeperA = asleep(a);
      const sleeperB = asleep(b);
      // Nothing happens between sleepers and what stands still.
      if ((sleeperA || !stirs(a)) && (sleeperB || !stirs(b))) continue;
      const flags = load<u32>(contact, Contact.flags);
      if (load<u32>(contact, Contact.manifold + Manifold.count) == 0 || !presses(world, contact, a, b)) {
        if (flags & ContactFlag.Solved) {
          store<u32>(contact, flags & ~ContactFlag.Solved, Contact.flags);
          cool(contact);
        }
        continue;
      }
      if (sleeperA || sleeperB) {
        wake(world, sleeperA ? a : b);
        again = true;
      }
      const count = load<u32>(pressing, List.count);
      if (!listReserve(pressing, count + 1, 4)) return NONE;
      store<u32>(load<usize>(pressing) + (<usize>count << 2), i);
      store<u32>(pressing, count + 1, List.count);
    }
  }
  return load<u32>(pressing, List.count);
}

/** Forgets the impulses of a contact that is not solved. */
function cool(contact: usize): void {
  for (let i: u32 = 0; i < 2; i++) {
    store<f32>(pointAt(contact, i), 0, ManifoldPoint.normalImpulse);
    store<f32>(pointAt(contact, i), 0, ManifoldPoint.tangentImpulse);
  }
  store<f32>(contact, 0, Contact.rollingImpulse);
  store<u32>(contact, 0, Contact.level);
}
