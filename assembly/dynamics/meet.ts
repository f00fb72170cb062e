// When two bodies touch.
//
// Discs that fall alike by a quadratic (disc.ts), seen from the later of their clocks; all others by conservative advancement (toi.ts; B. Mirtich,
// "Impulse-based Dynamic Simulation of Rigid Body Systems", 1996), which stops short by a fifth of what counts as a touch. Shapes that touch already and close
// fast enough to bounce meet at once. Times are s within the step.

import { NONE as NEVER, discTimeOfImpact } from '../geometry/disc';
import { collide } from '../geometry/manifold';
import { Manifold } from '../geometry/records';
import { timeOfImpact } from '../geometry/toi';
import { WorldDef } from '../memory/layout';
import { Body } from './body';
import { bounces, closing, touchGap } from './closing';
import { Contact, centred, leastSeparation, shapeAt } from './contact';
import { drift } from './flight';
import { settingF, stepOf } from './world-record';

/** Copies of both bodies at the time that was looked at last. */
export const poseA: usize = memory.data(240, 16);
export const poseB: usize = memory.data(240, 16);
const scratchManifold: usize = memory.data(80, 16);

/** Whether both bodies have the same acceleration in flight. */
export function fallAlike(a: usize, b: usize): bool {
  return load<f32>(a, Body.ax) == load<f32>(b, Body.ax) && load<f32>(a, Body.ay) == load<f32>(b, Body.ay);
}

/** When two discs touch, seen from the later of their clocks. */
export function meet(a: usize, b: usize, reach: f32, h: f32): f32 {
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

/** A copy of a body, flown to a time. */
export function fly(body: usize, copy: usize, time: f32): void {
  memory.copy(copy, body, Body.SIZE);
  drift(copy, time);
}

/** The manifold of a contact at the time `clock`: its own at the start of the step, else made anew. */
export function manifoldAt(world: usize, contact: usize, a: usize, b: usize, clock: f32, touch: f32): usize {
  if (clock == 0) return contact + Contact.manifold;
  fly(a, poseA, clock);
  fly(b, poseB, clock);
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  collide(shapeA, poseA, shapeB, poseB, touch, scratchManifold);
  return scratchManifold;
}

/** Speed at which turning moves the farthest corner of a shape, m/s. */
function sweep(body: usize, shape: usize): f32 {
  return centred(shape) ? 0 : abs<f32>(load<f32>(body, Body.omega)) * load<f32>(body, Body.extent);
}

/** When two shapes touch: now, if they do and close fast enough to bounce; else by conservative advancement. */
export function meetShapes(world: usize, contact: usize, a: usize, b: usize, clock: f32, way: f32): f32 {
  const touch: f32 = touchGap(world);
  const own = clock == 0;
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  const points = load<u32>(contact, Contact.manifold + Manifold.count);
  if (own && points && leastSeparation(contact + Contact.manifold) > way) return NEVER;
  if (!own || points) {
    const manifold = manifoldAt(world, contact, a, b, clock, touch);
    if (leastSeparation(manifold) <= touch) {
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
