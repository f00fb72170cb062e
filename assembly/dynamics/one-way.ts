// Shapes that are solid from one side: platforms to jump up through, doors, valves.
//
// A shape with a direction d (Shape.oneWay, in its body's frame) stops what comes against d, that is what it meets with its outward normal along d. What meets it
// otherwise passes, and goes on passing until the two have parted, even where it sinks so far in that the normal turns. The decision is made anew in every step
// in which they do not touch. Static containment (contain.ts) leaves such shapes alone.

import { Manifold } from '../geometry/records';
import { Body } from './body';
import { touchGap } from './closing';
import { Contact, ContactFlag, leastSeparation, shapeAt } from './contact';
import { Shape } from './shape';

/** Cosine of the angle between outward normal and direction from which on a shape is solid. */
const FRONT: f32 = 0.1;

/** Whether a touch with normal n, from a to b, meets the solid side of both shapes. */
export function isSolid(world: usize, contact: usize, a: usize, b: usize, nx: f32, ny: f32): bool {
  if (!(load<u32>(contact, Contact.flags) & ContactFlag.OneWay)) return true;
  return (
    faces(shapeAt(world, load<u32>(contact, Contact.shapeA)), a, nx, ny) && faces(shapeAt(world, load<u32>(contact, Contact.shapeB)), b, -nx, -ny)
  );
}

function faces(shape: usize, body: usize, nx: f32, ny: f32): bool {
  const lx = load<f32>(shape, Shape.oneWayX);
  const ly = load<f32>(shape, Shape.oneWayY);
  if (lx == 0 && ly == 0) return true;
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  return (c * lx - s * ly) * nx + (s * lx + c * ly) * ny > FRONT;
}

/** Decides whether a contact of a one-way shape, whose manifold is fresh, is passed through; then it has no points. */
export function decideWay(world: usize, contact: usize, a: usize, b: usize): void {
  const manifold = contact + Contact.manifold;
  let flags = load<u32>(contact, Contact.flags);
  if (load<u32>(manifold, Manifold.count) == 0 || leastSeparation(manifold) > touchGap(world)) flags &= ~ContactFlag.Passing;
  const undecided = !(flags & (ContactFlag.Passing | ContactFlag.Touching)) && load<u32>(manifold, Manifold.count) > 0;
  if (undecided && !isSolid(world, contact, a, b, load<f32>(manifold, Manifold.nx), load<f32>(manifold, Manifold.ny))) flags |= ContactFlag.Passing;
  store<u32>(contact, flags, Contact.flags);
  if (flags & ContactFlag.Passing) store<u32>(manifold, 0, Manifold.count);
}
