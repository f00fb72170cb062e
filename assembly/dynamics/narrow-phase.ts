// The narrow phase: manifolds of all contacts at the start of the step, with the impulses of the step before on the points that are still
// there (matched by their features), and an end to contacts whose bounds have parted.

import { collide } from '../geometry/manifold';
import { Manifold, ManifoldPoint } from '../geometry/records';
import { Body, BodyFlag, NONE } from './body';
import { boundsOverlap } from './broad-phase';
import { WorldDef } from '../memory/layout';
import { closing, sight, touchGap } from './closing';
import { Contact, ContactFlag, bodyAt, contactAt, leastSeparation, pointAt, removeContact, shapeAt } from './contact';
import { noteParting, noteTouch } from './event-list';
import { consider } from './events';
import { fastestApproach } from './impact';
import { decideWay } from './one-way';
import { List, World, settingF, stepOf } from './world-record';

// Feature and impulses of the points before.
const before: usize = memory.data(24, 8);

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
    update(contact, shapeA, a, shapeB, b, sight(world, a, b, closing(a, b) * h));
    if (load<u32>(contact, Contact.flags) & ContactFlag.OneWay) decideWay(world, contact, a, b);
    notice(world, contact, a, b, touch, slop);
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
  for (let i: u32 = 0; i < had; i++) {
    const p = pointAt(contact, i);
    const slot = before + <usize>i * 12;
    store<u32>(slot, load<u32>(p, ManifoldPoint.id));
    store<u32>(slot, load<u32>(p, ManifoldPoint.normalImpulse), 4);
    store<u32>(slot, load<u32>(p, ManifoldPoint.tangentImpulse), 8);
  }
  const has = collide(shapeA, a, shapeB, b, margin, contact + Contact.manifold);
  for (let i: u32 = 0; i < has; i++) {
    const p = pointAt(contact, i);
    const id = load<u32>(p, ManifoldPoint.id);
    let normal: u32 = 0;
    let tangent: u32 = 0;
    for (let k: u32 = 0; k < had; k++) {
      const slot = before + <usize>k * 12;
      if (load<u32>(slot) != id) continue;
      normal = load<u32>(slot, 4);
      tangent = load<u32>(slot, 8);
    }
    store<u32>(p, normal, ManifoldPoint.normalImpulse);
    store<u32>(p, tangent, ManifoldPoint.tangentImpulse);
  }
}
