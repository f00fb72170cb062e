// Who touches now, as the ABI shows it: one Touch record for each pair of shapes, in the order of contacts.

import { Manifold, ManifoldPoint } from '../geometry/records';
import { Touch } from '../memory/layout';
import { Body, NONE } from '../dynamics/body';
import { Contact, ContactFlag, bodyAt, contactAt, pointAt } from '../dynamics/contact';
import { substepsOf } from '../dynamics/levels';
import { List, World, scratch } from '../dynamics/world-record';
import { bodyIdOf, openOnly, shapeIdOf } from './bodies';

const touches: usize = memory.data(8, 8);

/** Forgets its memory; called when the heap is reset. */
export function forgetTouches(): void {
  store<u64>(touches, 0);
}

/** Fills the list of Touch records; how many there are, -1 with the status set. */
export function worldTouching(handle: u32): i32 {
  const world = openOnly(handle);
  if (!world) return -1;
  const contacts = load<u32>(world + World.contacts, List.count);
  let count: i32 = 0;
  for (let i: u32 = 0; i < contacts; i++) if (isTouch(contactAt(world, i))) count++;
  let out = scratch(touches, <usize>max<i32>(count, 1) * Touch.SIZE);
  if (!out) return -1;
  for (let i: u32 = 0; i < contacts; i++) {
    const contact = contactAt(world, i);
    if (!isTouch(contact)) continue;
    write(world, contact, out);
    out += Touch.SIZE;
  }
  return count;
}

/** Address of the Touch records of the last worldTouching(). */
export function worldTouches(): usize {
  return load<usize>(touches);
}

/** Whether a record is a contact, of no sensor, whose shapes touch. */
export function isTouch(contact: usize): bool {
  if (load<u32>(contact, Contact.bodyA) == NONE || load<u32>(contact, Contact.manifold + Manifold.count) == 0) return false;
  return (load<u32>(contact, Contact.flags) & (ContactFlag.Touching | ContactFlag.Sensor)) == ContactFlag.Touching;
}

function write(world: usize, contact: usize, out: usize): void {
  memory.fill(out, 0, Touch.SIZE);
  const manifold = contact + Contact.manifold;
  const points = load<u32>(manifold, Manifold.count);
  const body = bodyAt(world, load<u32>(contact, Contact.bodyA));
  store<u32>(out, shapeIdOf(world, load<u32>(contact, Contact.shapeA)), Touch.shapeA);
  store<u32>(out, shapeIdOf(world, load<u32>(contact, Contact.shapeB)), Touch.shapeB);
  store<u32>(out, bodyIdOf(world, load<u32>(contact, Contact.bodyA)), Touch.a);
  store<u32>(out, bodyIdOf(world, load<u32>(contact, Contact.bodyB)), Touch.b);
  store<f32>(out, load<f32>(manifold, Manifold.nx), Touch.nx);
  store<f32>(out, load<f32>(manifold, Manifold.ny), Touch.ny);
  store<u32>(out, points, Touch.points);
  // Impulses are those of one sub-step.
  const times: f32 = load<u32>(contact, Contact.flags) & ContactFlag.Solved ? <f32>substepsOf(world, load<u32>(contact, Contact.solvedLevel)) : 0;
  for (let i: u32 = 0; i < points; i++) {
    const p = pointAt(contact, i);
    const at = out + (i ? Touch.x2 - Touch.x1 : 0);
    store<f32>(at, load<f32>(body, Body.x0) + load<f32>(p, ManifoldPoint.ax), Touch.x1);
    store<f32>(at, load<f32>(body, Body.y0) + load<f32>(p, ManifoldPoint.ay), Touch.y1);
    store<f32>(at, load<f32>(p, ManifoldPoint.separation), Touch.separation1);
    store<f32>(at, load<f32>(p, ManifoldPoint.normalImpulse) * times, Touch.normalImpulse1);
    store<f32>(at, load<f32>(p, ManifoldPoint.tangentImpulse) * times, Touch.tangentImpulse1);
  }
}
