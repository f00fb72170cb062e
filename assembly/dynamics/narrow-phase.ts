// The narrow phase: manifolds of all contacts at the start of the step, with the impulses of the step before on the points that are still
// there (matched by their features), and an end to contacts whose bounds have parted.

import { collide } from '../geometry/manifold';
import { Manifold, ManifoldPoint } from '../geometry/records';
import { Body, BodyFlag, NONE } from './body';
import { boundsOverlap } from './broad-phase';
import { closing, sight } from './closing';
import { Contact, ContactFlag, bodyAt, contactAt, pointAt, removeContact, shapeAt } from './contact';
import { consider } from './events';
import { List, World, stepOf } from './world-record';

// Feature and impulses of the points before.
const before: usize = memory.data(24, 8);

/** Makes the manifolds of all contacts of awake bodies and looks for impacts. False when memory is exhausted. */
export function narrowPhase(world: usize): bool {
  const count = load<u32>(world + World.contacts, List.count);
  const h = stepOf(world);
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
    if (!consider(world, i)) return false;
  }
  return true;
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
