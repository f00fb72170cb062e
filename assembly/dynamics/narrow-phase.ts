// The narrow phase: manifolds of all contacts at the start of the step, with the impulses of the step before on the points that are still
// there (matched by their features), and an end to contacts whose bounds have parted.

import { collide } from '../geometry/manifold';
import { Manifold, ManifoldPoint } from '../geometry/records';
import { Body, BodyFlag, NONE } from './body';
import { boundsOverlap } from './broad-phase';
import { WorldDef } from '../memory/layout';
import { acceleration, closing, sight, touchGap } from './closing';
import { Contact, ContactFlag, bodyAt, contactAt, leastSeparation, pointAt, removeContact, shapeAt } from './contact';
import { noteParting, noteTouch } from './event-list';
import { consider } from './events';
import { fastestApproach } from './impact';
import { decideWay } from './one-way';
import { List, World, settingF, stepOf } from './world-record';

/** Makes the manifolds of all contacts of awake bodies and looks for impacts. False when memory is exhausted. */
export function narrowPhase(world: usize): bool {
  const count = load<u32>(world + World.contacts, List.count);
  const h = stepOf(world);
  const touch = touchGap(world);
  const slop = settingF(world, WorldDef.slop);
  for (let i: u32 = 0; i < count; i++) {
    const contact = contactAt(world, i);
    if (load<u32>(contact, Contact.bodyA) == NONE) continue;
    const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
    const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
    if (!((load<u32>(a, Body.flags) | load<u32>(b, Body.flags)) & BodyFlag.Awake)) continue;
    const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
    const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
    if (!boundsOverlap(shapeA, shapeB)) {
      removeContact(world, i);
      continue;
    }
    if (load<u32>(contact, Contact.flags) & ContactFlag.Sensor) continue;
    const speed = closing(a, b);
    const seen = sight(world, a, b, speed * h);
    update(contact, shapeA, a, shapeB, b, seen);
    const flags = load<u32>(contact, Contact.flags);
    if (flags & ContactFlag.OneWay) decideWay(world, contact, a, b);
    notice(world, contact, a, b, touch, slop);
    // What is slow for its size, and does not bounce or has no points, is the solver's, as consider() would find.
    if (
      speed * h + acceleration(a, b) * h * h <= seen &&
      (load<f32>(contact, Contact.restitution) == 0 || load<u32>(contact, Contact.manifold + Manifold.count) == 0)
    ) {
      continue;
    }
    if (!consider(world, i)) return false;
  }
  return true;
}

/** Notes that two shapes are found touching, or no more. */
function notice(world: usize, contact: usize, a: usize, b: usize, touch: f32, slop: f32): void {
  const manifold = contact + Contact.manifold;
  const least = leastSeparation(manifold);
  if (load<u32>(contact, Contact.flags) & ContactFlag.Touching) {
    if (least > slop) noteParting(world, contact, 0);
  } else if (least <= touch) {
    const p = pointAt(contact, 0);
    const speed = fastestApproach(a, b, manifold, touch);
    noteTouch(
      world, contact, 0, load<f32>(a, Body.x) + load<f32>(p, ManifoldPoint.ax), load<f32>(a, Body.y) + load<f32>(p, ManifoldPoint.ay),
      load<f32>(manifold, Manifold.nx), load<f32>(manifold, Manifold.ny), 0, speed,
    );
  }
}

/** Makes a manifold anew; points that stay keep their impulses. */
function update(contact: usize, shapeA: usize, a: usize, shapeB: usize, b: usize, margin: f32): void {
  const had = load<u32>(contact, Contact.manifold + Manifold.count);
  const p = pointAt(contact, 0);
  const q = pointAt(contact, 1);
  const id0 = load<u32>(p, ManifoldPoint.id);
  const id1 = load<u32>(q, ManifoldPoint.id);
  const normal0 = load<u32>(p, ManifoldPoint.normalImpulse);
  const normal1 = load<u32>(q, ManifoldPoint.normalImpulse);
  const tangent0 = load<u32>(p, ManifoldPoint.tangentImpulse);
  const tangent1 = load<u32>(q, ManifoldPoint.tangentImpulse);
  const has = collide(shapeA, a, shapeB, b, margin, contact + Contact.manifold);
  for (let i: u32 = 0; i < has; i++) {
    const point = pointAt(contact, i);
    const id = load<u32>(point, ManifoldPoint.id);
    let normal: u32 = 0;
    let tangent: u32 = 0;
    if (had > 1 && id == id1) {
      normal = normal1;
      tangent = tangent1;
    } else if (had && id == id0) {
      normal = normal0;
      tangent = tangent0;
    }
    store<u32>(point, normal, ManifoldPoint.normalImpulse);
    store<u32>(point, tangent, ManifoldPoint.tangentImpulse);
  }
}
