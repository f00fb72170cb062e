// Snapshots: a world as bytes, from which another instance goes on bit for bit.
//
// Everything that a step reads is there: bodies with their anchors, shapes, contacts with warm impulses and the order of their records, neighbours
// of static shapes, both trees. Nothing in it is an address: records refer to each other by number, so a snapshot does not depend on
// where a world lies or how its arrays have grown. The set of pairs is a pure cache and is made anew. Impact records are output, not
// state: a restored world begins with none.
//
// Bytes, little-endian:  0 "KSNP"  4 version  8 length  12 bodies  16 shapes  20 contacts  24 neighbours  28 static tree  32 moving tree (bytes)  36 0
//   40 the world record up to its arrays, then bodies, shapes, contacts, neighbours, trees, each at a multiple of 8; last the xxh64 of all before.

import { Geometry, MAX_VERTICES, Neighbours } from '../geometry/records';
import { BodyType, Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { xxh64 } from '../memory/xxh64';
import { Body, NONE } from './body';
import { addressNeighbours } from './broad-phase';
import { resetWorld } from './build';
import { Contact } from './contact';
import { pairsAdd, pairsClear } from './pair-set';
import { Shape } from './shape';
import { refresh } from './step';
import { isLeaf, leafItem, treeLeaves } from './tree';
import { treeBytes, treeRead, treeWrite } from './tree-words';
import { List, World, listReserve } from './world-record';

const MAGIC: u32 = 0x504e534b;
/** Changes with every record that a snapshot holds. */
const VERSION: u32 = 1;
const HEADER: usize = 40;
/** The part of the world record that is state. */
const STATE: usize = World.bodies;
const MOST: u32 = 1 << 26;

// @ts-ignore: decorator
@inline
function aligned(bytes: usize): usize {
  return (bytes + 7) & ~(<usize>7);
}

/** Length of a snapshot taken now. */
export function snapshotBytes(world: usize): usize {
  return (
    HEADER + STATE + aligned(<usize>load<u32>(world + World.bodies, List.count) * Body.SIZE) +
    aligned(<usize>load<u32>(world + World.shapes, List.count) * Shape.SIZE) +
    aligned(<usize>load<u32>(world + World.contacts, List.count) * Contact.SIZE) +
    aligned(<usize>load<u32>(world + World.neighbours, List.count) * Neighbours.SIZE) +
    aligned(treeBytes(world + World.staticTree)) + aligned(treeBytes(world + World.movingTree)) + 8
  );
}

/** Writes snapshotBytes() bytes to `out`. */
export function writeSnapshot(world: usize, out: usize): void {
  refresh(world);
  const length = snapshotBytes(world);
  memory.fill(out, 0, length);
  store<u32>(out, MAGIC);
  store<u32>(out, VERSION, 4);
  store<u32>(out, <u32>length, 8);
  store<u32>(out, load<u32>(world + World.bodies, List.count), 12);
  store<u32>(out, load<u32>(world + World.shapes, List.count), 16);
  store<u32>(out, load<u32>(world + World.contacts, List.count), 20);
  store<u32>(out, load<u32>(world + World.neighbours, List.count), 24);
  store<u32>(out, treeBytes(world + World.staticTree), 28);
  store<u32>(out, treeBytes(world + World.movingTree), 32);
  let at = out + HEADER;
  memory.copy(at, world, STATE);
  store<u32>(at, 0, World.impactCount);
  store<u32>(at, 0, World.impactsKept);
  store<u32>(at, 0, World.impactRecords);
  at += STATE;
  at = writeList(world + World.bodies, Body.SIZE, at);
  const shapes = at;
  at = writeList(world + World.shapes, Shape.SIZE, at);
  for (let p = shapes; p < shapes + <usize>load<u32>(out, 16) * Shape.SIZE; p += Shape.SIZE) store<u32>(p, 0, Geometry.neighbours);
  at = writeList(world + World.contacts, Contact.SIZE, at);
  at = writeList(world + World.neighbours, Neighbours.SIZE, at);
  treeWrite(world + World.staticTree, at);
  at += aligned(load<u32>(out, 28));
  treeWrite(world + World.movingTree, at);
  at += aligned(load<u32>(out, 32));
  store<u64>(at, xxh64(out, at - out, 0));
}

function writeList(list: usize, size: usize, at: usize): usize {
  const bytes = <usize>load<u32>(list, List.count) * size;
  memory.copy(at, load<usize>(list), bytes);
  return at + aligned(bytes);
}

/**
 * Makes `world` the one of a snapshot. 0 or a Failure. A snapshot of another format, length or checksum, or whose numbers name what is not there, leaves
 * the world as it was; one with a right checksum whose trees contradict its shapes empties it.
 */
export function readSnapshot(world: usize, from: usize, length: u32): i32 {
  if (<usize>length < HEADER + STATE + 8 || load<u32>(from) != MAGIC || load<u32>(from, 4) != VERSION) {
    return fail(Failure.SnapshotFormat, 0, 4, length >= 8 ? <f64>load<u32>(from, 4) : 0.0, <f64>VERSION);
  }
  if (load<u32>(from, 8) != length || length & 7) return fail(Failure.SnapshotLength, 0, 8, <f64>length, <f64>load<u32>(from, 8));
  if (load<u64>(from + length - 8) != xxh64(from, length - 8, 0)) return fail(Failure.SnapshotDamaged, 0, length - 8);
  const bodies = load<u32>(from, 12);
  const shapes = load<u32>(from, 16);
  const contacts = load<u32>(from, 20);
  const neighbours = load<u32>(from, 24);
  const staticBytes = load<u32>(from, 28);
  const movingBytes = load<u32>(from, 32);
  if (max<u32>(max<u32>(bodies, shapes), max<u32>(contacts, neighbours)) > MOST) return damaged(12);
  const bodyAt = <u64>(HEADER + STATE);
  const shapeAt = bodyAt + aligned64(<u64>bodies * Body.SIZE);
  const contactAt = shapeAt + aligned64(<u64>shapes * Shape.SIZE);
  const neighbourAt = contactAt + aligned64(<u64>contacts * Contact.SIZE);
  const staticAt = neighbourAt + aligned64(<u64>neighbours * Neighbours.SIZE);
  const movingAt = staticAt + aligned64(staticBytes);
  if (movingAt + aligned64(movingBytes) + 8 != <u64>length) return damaged(28);
  if (!sound(from, <usize>bodyAt, bodies, <usize>shapeAt, shapes, <usize>contactAt, contacts, neighbours)) return damaged(40);
  if (
    !listReserve(world + World.bodies, bodies, Body.SIZE) || !listReserve(world + World.shapes, shapes, Shape.SIZE) ||
    !listReserve(world + World.contacts, contacts, Contact.SIZE) || !listReserve(world + World.neighbours, neighbours, Neighbours.SIZE)
  ) {
    return Failure.OutOfMemory;
  }
  if (
    !treeRead(world + World.staticTree, from + <usize>staticAt, staticBytes) ||
    !treeRead(world + World.movingTree, from + <usize>movingAt, movingBytes)
  ) {
    return contradiction(world, <u32>staticAt);
  }
  const kept = load<u32>(world, World.impactsKept);
  const records = load<u32>(world, World.impactRecords);
  memory.copy(world, from + HEADER, STATE);
  store<u32>(world, kept, World.impactsKept);
  store<u32>(world, records, World.impactRecords);
  store<u32>(world + World.bodies, bodies, List.count);
  store<u32>(world + World.shapes, shapes, List.count);
  store<u32>(world + World.contacts, contacts, List.count);
  store<u32>(world + World.neighbours, neighbours, List.count);
  memory.copy(load<usize>(world, World.bodies), from + <usize>bodyAt, <usize>bodies * Body.SIZE);
  memory.copy(load<usize>(world, World.shapes), from + <usize>shapeAt, <usize>shapes * Shape.SIZE);
  memory.copy(load<usize>(world, World.contacts), from + <usize>contactAt, <usize>contacts * Contact.SIZE);
  memory.copy(load<usize>(world, World.neighbours), from + <usize>neighbourAt, <usize>neighbours * Neighbours.SIZE);
  if (!leavesMatch(world, shapes)) return contradiction(world, <u32>staticAt);
  pairsClear(world + World.pairs);
  for (let i: u32 = 0; i < contacts; i++) {
    const contact = load<usize>(world, World.contacts) + <usize>i * Contact.SIZE;
    if (load<u32>(contact, Contact.bodyA) == NONE) continue;
    const a = load<u32>(contact, Contact.shapeA);
    const b = load<u32>(contact, Contact.shapeB);
    if (!pairsAdd(world + World.pairs, min<u32>(a, b), max<u32>(a, b), i)) return Failure.OutOfMemory;
  }
  addressNeighbours(world);
  return 0;
}

// @ts-ignore: decorator
@inline
function aligned64(bytes: u64): u64 {
  return (bytes + 7) & ~(<u64>7);
}

/** Empties a world of which a part was read already. */
function contradiction(world: usize, offset: u32): i32 {
  resetWorld(world, world + World.def);
  return damaged(offset);
}

function damaged(offset: u32): i32 {
  return fail(Failure.SnapshotDamaged, 0, offset);
}

// @ts-ignore: decorator
@inline
function numbered(value: u32, count: u32): bool {
  return value < count || value == NONE;
}

/** Whether every number in the records names something that is there: steps of a restored world never leave its arrays. */
function sound(
  from: usize, bodyAt: usize, bodies: u32, shapeAt: usize, shapes: u32, contactAt: usize, contacts: u32, neighbours: u32,
): bool {
  if (!numbered(load<u32>(from + HEADER, World.contactFree), contacts)) return false;
  const edges = contacts << 1;
  for (let i: u32 = 0; i < bodies; i++) {
    const body = from + bodyAt + <usize>i * Body.SIZE;
    if (load<u32>(body, Body.type) > BodyType.Dynamic) return false;
    if (!numbered(load<u32>(body, Body.firstShape), shapes) || !numbered(load<u32>(body, Body.firstEdge), edges)) return false;
  }
  for (let i: u32 = 0; i < shapes; i++) {
    const shape = from + shapeAt + <usize>i * Shape.SIZE;
    const count = load<u32>(shape, Geometry.count);
    if (load<u32>(shape, Shape.body) >= bodies || count == 0 || count > MAX_VERTICES || load<u32>(shape, Geometry.kind) > 3) return false;
    // Shapes are listed from the newest to the oldest, so lists end.
    if (load<u32>(shape, Shape.next) != NONE && load<u32>(shape, Shape.next) >= i) return false;
    if (!numbered(load<u32>(shape, Shape.neighbours), neighbours) || load<u32>(shape, Shape.count) > MAX_VERTICES) return false;
  }
  for (let i: u32 = 0; i < contacts; i++) {
    const contact = from + contactAt + <usize>i * Contact.SIZE;
    if (load<u32>(contact, 8) > 2) return false;
    if (load<u32>(contact, Contact.bodyA) == NONE) {
      if (!numbered(load<u32>(contact, Contact.nextA), contacts)) return false;
      continue;
    }
    if (load<u32>(contact, Contact.bodyA) >= bodies || load<u32>(contact, Contact.bodyB) >= bodies) return false;
    if (load<u32>(contact, Contact.shapeA) >= shapes || load<u32>(contact, Contact.shapeB) >= shapes) return false;
    if (!numbered(load<u32>(contact, Contact.nextA), edges) || !numbered(load<u32>(contact, Contact.nextB), edges)) return false;
    if (!numbered(load<u32>(contact, Contact.previousA), edges) || !numbered(load<u32>(contact, Contact.previousB), edges)) return false;
  }
  return true;
}

/** Whether the leaves of both trees are the world's shapes. */
function leavesMatch(world: usize, shapes: u32): bool {
  const base = load<usize>(world, World.shapes);
  let statics: u32 = 0;
  for (let i: u32 = 0; i < shapes; i++) {
    const shape = base + <usize>i * Shape.SIZE;
    const body = load<usize>(world, World.bodies) + <usize>load<u32>(shape, Shape.body) * Body.SIZE;
    const isStatic = load<u32>(body, Body.type) == BodyType.Static;
    if (isStatic) statics++;
    const tree = world + (isStatic ? World.staticTree : World.movingTree);
    if (!isLeaf(tree, load<u32>(shape, Shape.leaf)) || leafItem(tree, load<u32>(shape, Shape.leaf)) != i) return false;
  }
  return treeLeaves(world + World.staticTree) == statics && treeLeaves(world + World.movingTree) == shapes - statics;
}
