// A contact: two shapes whose fat bounds overlap, the manifold between them, and the impulses that keep it warm.
//
// Body a has the smaller number. The edges (contact x 2 + side) of a body form a doubly linked list, so that all contacts of a body
// are found at once. The manifold belongs to the poses at the start of the step.

import { Geometry, Manifold, ManifoldPoint } from '../geometry/records';
import { Body, NONE } from './body';
import { noteParting } from './event-list';
import { List, World, listReserve } from './world-record';
import { Shape } from './shape';
import { pairsAdd, pairsRemove } from './pair-set';

export namespace Contact {
  // @ts-ignore: decorator
  @inline export const manifold: usize = 0; // Manifold, 80 bytes
  // @ts-ignore: decorator
  @inline export const shapeA: usize = 80; // u32
  // @ts-ignore: decorator
  @inline export const shapeB: usize = 84;
  // @ts-ignore: decorator
  @inline export const bodyA: usize = 88; // u32, NONE = a free record
  // @ts-ignore: decorator
  @inline export const bodyB: usize = 92;
  // @ts-ignore: decorator
  @inline export const flags: usize = 96; // u32, ContactFlag
  // @ts-ignore: decorator
  @inline export const friction: usize = 100;
  // @ts-ignore: decorator
  @inline export const restitution: usize = 104;
  // @ts-ignore: decorator
  @inline export const rollingResistance: usize = 108; // m, torque limit per normal force
  // @ts-ignore: decorator
  @inline export const tangentSpeed: usize = 112; // m/s
  // @ts-ignore: decorator
  @inline export const rollingImpulse: usize = 116; // N m s
  // @ts-ignore: decorator
  @inline export const nextA: usize = 120; // u32 edge, in the list of body a; a free record's next
  // @ts-ignore: decorator
  @inline export const nextB: usize = 124;
  // @ts-ignore: decorator
  @inline export const previousA: usize = 128;
  // @ts-ignore: decorator
  @inline export const previousB: usize = 132;
  // @ts-ignore: decorator
  @inline export const hit: usize = 136; // i32, step of its last impact + 1
  // @ts-ignore: decorator
  @inline export const level: usize = 140; // u32, sub-steps that it asks its island to take, as a power of two (constraints.ts)
  // @ts-ignore: decorator
  @inline export const solvedLevel: usize = 144; // u32, with which its impulses were found
  // @ts-ignore: decorator
  @inline export const sunk: usize = 148; // u32, steps for which it has been too deep at rest
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 152;
}

/** Bits of Contact.flags. */
export namespace ContactFlag {
  /** Solved in the last step. */
  // @ts-ignore: decorator
  @inline export const Solved: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Sensor: u32 = 2;
  /** Neither body is static or kinematic. */
  // @ts-ignore: decorator
  @inline export const Dynamic: u32 = 4;
  /** Two discs about their centres of mass: the time of impact is a quadratic. */
  // @ts-ignore: decorator
  @inline export const Discs: u32 = 8;
  /** It touches, or a sensor and a shape overlap (event-list.ts). */
  // @ts-ignore: decorator
  @inline export const Touching: u32 = 16;
  /** A shape of it is solid from one side only. */
  // @ts-ignore: decorator
  @inline export const OneWay: u32 = 32;
  /** It came from the other side and goes through (one-way.ts). */
  // @ts-ignore: decorator
  @inline export const Passing: u32 = 64;
}

// @ts-ignore: decorator
@inline export function bodyAt(world: usize, i: u32): usize {
  return load<usize>(world, World.bodies) + <usize>i * Body.SIZE;
}

// @ts-ignore: decorator
@inline export function shapeAt(world: usize, i: u32): usize {
  return load<usize>(world, World.shapes) + <usize>i * Shape.SIZE;
}

// @ts-ignore: decorator
@inline export function contactAt(world: usize, i: u32): usize {
  return load<usize>(world, World.contacts) + <usize>i * Contact.SIZE;
}

// @ts-ignore: decorator
@inline export function pointAt(contact: usize, i: u32): usize {
  return contact + Contact.manifold + Manifold.points + <usize>i * ManifoldPoint.SIZE;
}

/** The least separation of a manifold; large if it has no points. */
export function leastSeparation(manifold: usize): f32 {
  const count = load<u32>(manifold, Manifold.count);
  if (count == 0) return f32.MAX_VALUE;
  const p = manifold + Manifold.points;
  const first = load<f32>(p, ManifoldPoint.separation);
  return count == 1 ? first : min<f32>(first, load<f32>(p, ManifoldPoint.separation + ManifoldPoint.SIZE));
}

/** Address of the `next` field of an edge; `previous` stands 8 bytes on. */
// @ts-ignore: decorator
@inline function link(world: usize, edge: u32): usize {
  return contactAt(world, edge >> 1) + Contact.nextA + (<usize>(edge & 1) << 2);
}

// @ts-ignore: decorator
@inline export function nextEdge(world: usize, edge: u32): u32 {
  return load<u32>(link(world, edge));
}

/** Makes the contact of shapes a and b (body of a < body of b); its number, or NONE when memory is exhausted. */
export function addContact(world: usize, a: u32, b: u32): u32 {
  const list = world + World.contacts;
  const free = load<u32>(world, World.contactFree);
  const i = free != NONE ? free : load<u32>(list, List.count);
  // Nothing has changed where memory is exhausted.
  if (free == NONE && !listReserve(list, i + 1, Contact.SIZE)) return NONE;
  if (!pairsAdd(world + World.pairs, min<u32>(a, b), max<u32>(a, b), i)) return NONE;
  if (free != NONE) store<u32>(world, load<u32>(contactAt(world, i), Contact.nextA), World.contactFree);
  else store<u32>(list, i + 1, List.count);
  const contact = contactAt(world, i);
  const shapeA = shapeAt(world, a);
  const shapeB = shapeAt(world, b);
  const bodyA = load<u32>(shapeA, Shape.body);
  const bodyB = load<u32>(shapeB, Shape.body);
  memory.fill(contact, 0, Contact.SIZE);
  store<u32>(contact, a, Contact.shapeA);
  store<u32>(contact, b, Contact.shapeB);
  store<u32>(contact, bodyA, Contact.bodyA);
  store<u32>(contact, bodyB, Contact.bodyB);
  const recordA = bodyAt(world, bodyA);
  const recordB = bodyAt(world, bodyB);
  let flags: u32 = 0;
  if (load<u32>(shapeA, Shape.sensor) | load<u32>(shapeB, Shape.sensor)) flags |= ContactFlag.Sensor;
  if (load<f32>(recordA, Body.inverseMass) > 0 && load<f32>(recordB, Body.inverseMass) > 0) flags |= ContactFlag.Dynamic;
  if (centred(shapeA) && centred(shapeB)) flags |= ContactFlag.Discs;
  if (load<u32>(world, World.oneWay) && (isOneWay(shapeA) || isOneWay(shapeB))) flags |= ContactFlag.OneWay;
  store<u32>(contact, flags, Contact.flags);
  mix(world, contact);
  linkEdge(world, recordA, i << 1);
  linkEdge(world, recordB, (i << 1) | 1);
  store<u32>(world, load<u32>(world, World.contactLive) + 1, World.contactLive);
  return i;
}

/** Friction, restitution and what else two materials have together. */
export function mix(world: usize, contact: usize): void {
  const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
  const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
  store<f32>(contact, sqrt<f32>(load<f32>(shapeA, Shape.friction) * load<f32>(shapeB, Shape.friction)), Contact.friction);
  store<f32>(contact, max<f32>(load<f32>(shapeA, Shape.restitution), load<f32>(shapeB, Shape.restitution)), Contact.restitution);
  store<f32>(
    contact,
    max<f32>(
      load<f32>(shapeA, Shape.rollingResistance) * load<f32>(shapeA, Geometry.radius),
      load<f32>(shapeB, Shape.rollingResistance) * load<f32>(shapeB, Geometry.radius),
    ),
    Contact.rollingResistance,
  );
  store<f32>(contact, load<f32>(shapeA, Shape.tangentSpeed) + load<f32>(shapeB, Shape.tangentSpeed), Contact.tangentSpeed);
}

/** Whether a shape is solid from one side only. */
export function isOneWay(shape: usize): bool {
  return load<f32>(shape, Shape.oneWayX) != 0 || load<f32>(shape, Shape.oneWayY) != 0;
}

/** A circle about its body's centre of mass. */
export function centred(shape: usize): bool {
  return (
    load<u32>(shape, Geometry.count) == 1 && load<f32>(shape, Geometry.vertices) == 0 && load<f32>(shape, Geometry.vertices + 4) == 0
  );
}

function linkEdge(world: usize, body: usize, edge: u32): void {
  const first = load<u32>(body, Body.firstEdge);
  const at = link(world, edge);
  store<u32>(at, first);
  store<u32>(at, NONE, 8);
  if (first != NONE) store<u32>(link(world, first), edge, 8);
  store<u32>(body, edge, Body.firstEdge);
}

function unlinkEdge(world: usize, body: usize, edge: u32): void {
  const at = link(world, edge);
  const next = load<u32>(at);
  const previous = load<u32>(at, 8);
  if (next != NONE) store<u32>(link(world, next), previous, 8);
  if (previous != NONE) store<u32>(link(world, previous), next);
  else store<u32>(body, next, Body.firstEdge);
}

/** Ends a contact. */
export function removeContact(world: usize, i: u32): void {
  const contact = contactAt(world, i);
  noteParting(world, contact, 0);
  const a = load<u32>(contact, Contact.shapeA);
  const b = load<u32>(contact, Contact.shapeB);
  pairsRemove(world + World.pairs, min<u32>(a, b), max<u32>(a, b));
  unlinkEdge(world, bodyAt(world, load<u32>(contact, Contact.bodyA)), i << 1);
  unlinkEdge(world, bodyAt(world, load<u32>(contact, Contact.bodyB)), (i << 1) | 1);
  store<u32>(contact, NONE, Contact.bodyA);
  store<u32>(contact, load<u32>(world, World.contactFree), Contact.nextA);
  store<u32>(world, i, World.contactFree);
  store<u32>(world, load<u32>(world, World.contactLive) - 1, World.contactLive);
}
