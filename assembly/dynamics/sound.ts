// Whether the records of a snapshot hold together: every number in them names something that is there, and every list ends, so that steps of a
// restored world never leave its arrays and never go in circles. Values that are no numbers are found by nobody here; bytes that were written by a
// world hold none, and the checksum tells whether they still are.
//
// Records are those in the bytes, before anything is copied. A list that is walked counts what it passes: more than there are is a circle.

import { Geometry, MAX_VERTICES, Manifold } from '../geometry/records';
import { BodyType, JointDef } from '../memory/layout';
import { Body, BodyFlag, NONE } from './body';
import { Contact } from './contact';
import { Joint } from './joints/joint';
import { Shape } from './shape';
import { World } from './world-record';

/** Bytes before the world record. */
// @ts-ignore: decorator
@inline const HEADER: usize = 40;

// @ts-ignore: decorator
@inline
function numbered(value: u32, count: u32): bool {
  return value < count || value == NONE;
}

/** Whether a free list that begins with `head` passes exactly `count - live` records or fewer, and ends. */
function soundFree(base: usize, count: u32, size: usize, next: usize, head: u32, live: u32): bool {
  if (live > count) return false;
  let left = count - live;
  for (; head != NONE; left--) {
    if (head >= count || left == 0) return false;
    head = load<u32>(base + <usize>head * size + next);
  }
  return true;
}

/** Bodies and their lists of shapes. */
export function soundBodies(from: usize, bodyBase: usize, bodies: u32, shapeBase: usize, shapes: u32, neighbours: u32): bool {
  const record = from + HEADER;
  for (let i: u32 = 0; i < shapes; i++) {
    const shape = shapeBase + <usize>i * Shape.SIZE;
    if (!numbered(load<u32>(shape, Shape.body), bodies) || !numbered(load<u32>(shape, Shape.next), shapes)) return false;
    if (!numbered(load<u32>(shape, Shape.neighbours), neighbours) || load<u32>(shape, Shape.count) > MAX_VERTICES) return false;
    if (load<u32>(shape, Shape.body) == NONE) {
      if (load<u32>(shape, Shape.neighbours) != NONE || load<u32>(shape, Shape.moved)) return false;
      continue;
    }
    const count = load<u32>(shape, Geometry.count);
    if (count == 0 || count > MAX_VERTICES || load<u32>(shape, Geometry.kind) > 3) return false;
  }
  let live: u32 = 0;
  let listed: u32 = 0;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyBase + <usize>i * Body.SIZE;
    if (load<u32>(body, Body.type) > BodyType.Dynamic) return false;
    const removed = (load<u32>(body, Body.flags) & BodyFlag.Removed) != 0;
    if (!removed) live++;
    let k = load<u32>(body, Body.firstShape);
    for (; k != NONE; listed++) {
      if (k >= shapes || listed >= shapes || removed) return false;
      const shape = shapeBase + <usize>k * Shape.SIZE;
      if (load<u32>(shape, Shape.body) != i) return false;
      k = load<u32>(shape, Shape.next);
    }
  }
  return (
    live == load<u32>(record, World.bodyLive) && listed == load<u32>(record, World.shapeLive) &&
    soundFree(bodyBase, bodies, Body.SIZE, Body.userId, load<u32>(record, World.bodyFree), live) &&
    soundFree(shapeBase, shapes, Shape.SIZE, Shape.userId, load<u32>(record, World.shapeFree), listed)
  );
}

/** Contacts, each by itself, and the list of free ones. */
export function soundContacts(from: usize, base: usize, contacts: u32, bodies: u32, shapes: u32): bool {
  let live: u32 = 0;
  const edges = contacts << 1;
  for (let i: u32 = 0; i < contacts; i++) {
    const contact = base + <usize>i * Contact.SIZE;
    if (load<u32>(contact, Contact.manifold + Manifold.count) > 2) return false;
    if (load<u32>(contact, Contact.bodyA) == NONE) continue;
    live++;
    if (load<u32>(contact, Contact.bodyA) >= bodies || load<u32>(contact, Contact.bodyB) >= bodies) return false;
    if (load<u32>(contact, Contact.shapeA) >= shapes || load<u32>(contact, Contact.shapeB) >= shapes) return false;
    if (!numbered(load<u32>(contact, Contact.nextA), edges) || !numbered(load<u32>(contact, Contact.nextB), edges)) return false;
    if (!numbered(load<u32>(contact, Contact.previousA), edges) || !numbered(load<u32>(contact, Contact.previousB), edges)) return false;
  }
  const record = from + HEADER;
  return (
    live == load<u32>(record, World.contactLive) && soundFree(base, contacts, Contact.SIZE, Contact.nextA, load<u32>(record, World.contactFree), live)
  );
}

/** Joints, each by itself, and the list of free ones. */
export function soundJoints(from: usize, base: usize, joints: u32, bodies: u32): bool {
  let live: u32 = 0;
  const edges = joints << 1;
  for (let i: u32 = 0; i < joints; i++) {
    const joint = base + <usize>i * Joint.SIZE;
    if (load<u32>(joint, Joint.bodyB) == NONE) continue;
    live++;
    if (load<u32>(joint) > 7 || !numbered(load<u32>(joint, Joint.bodyA), bodies) || load<u32>(joint, Joint.bodyB) >= bodies) return false;
    if (!numbered(load<u32>(joint, Joint.nextA), edges) || !numbered(load<u32>(joint, Joint.nextB), edges)) return false;
    if (!numbered(load<u32>(joint, Joint.previousA), edges) || !numbered(load<u32>(joint, Joint.previousB), edges)) return false;
  }
  const record = from + HEADER;
  return live == load<u32>(record, World.jointLive) && soundFree(base, joints, Joint.SIZE, JointDef.userId, load<u32>(record, World.jointFree), live);
}

/** The edges that a body's list holds from `edge` on, each of a record that names the body on that side; NONE where there are over `most`, or one is not. */
function walk(base: usize, size: usize, next: usize, a: usize, b: usize, count: u32, edge: u32, i: u32, most: u32): u32 {
  let passed: u32 = 0;
  for (; edge != NONE; passed++) {
    if (edge >> 1 >= count || passed == most) return NONE;
    const record = base + <usize>(edge >> 1) * size;
    if (load<u32>(record + (edge & 1 ? b : a)) != i) return NONE;
    edge = load<u32>(record + next + (<usize>(edge & 1) << 2));
  }
  return passed;
}

/** The lists of contacts and joints of all bodies: each contact is in two, each joint in two or, at the world itself, in one. */
export function soundEdges(
  from: usize, bodyBase: usize, bodies: u32, contactBase: usize, contacts: u32, jointBase: usize, joints: u32,
): bool {
  let contactEdges: u32 = 0;
  let jointEdges: u32 = 0;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyBase + <usize>i * Body.SIZE;
    const met = walk(
      contactBase, Contact.SIZE, Contact.nextA, Contact.bodyA, Contact.bodyB, contacts, load<u32>(body, Body.firstEdge), i, contacts << 1,
    );
    const joined = walk(jointBase, Joint.SIZE, Joint.nextA, Joint.bodyA, Joint.bodyB, joints, load<u32>(body, Body.firstJoint), i, joints << 1);
    if (met == NONE || joined == NONE) return false;
    contactEdges += met;
    jointEdges += joined;
  }
  for (let i: u32 = 0; i < joints; i++) {
    const joint = jointBase + <usize>i * Joint.SIZE;
    if (load<u32>(joint, Joint.bodyB) != NONE) jointEdges -= load<u32>(joint, Joint.bodyA) == NONE ? 1 : 2;
  }
  return jointEdges == 0 && contactEdges == load<u32>(from + HEADER, World.contactLive) << 1;
}
