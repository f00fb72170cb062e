// Snapshots: a world as bytes, from which another instance goes on bit for bit.
//
// Everything that a step reads is there: bodies with their anchors, shapes, contacts with warm impulses and the order of their records, joints, neighbours
// of static shapes, both trees, and which records are free. Nothing in it is an address: records refer to each other by number, so a snapshot does not depend on
// where a world lies or how its arrays have grown. The set of pairs is a pure cache and is made anew. Impact records and events are output, not
// state: a restored world begins with none.
//
// Bytes, little-endian:  0 "KSNP"  4 version  8 length  12 bodies  16 shapes  20 contacts  24 neighbours  28 static tree  32 moving tree (bytes)  36 joints
//   40 the world record up to its arrays, then bodies, shapes, contacts, neighbours, joints, trees, each at a multiple of 8; last the xxh64 of all before.

import { Geometry, Neighbours } from '../geometry/records';
import { BodyType, Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { xxh64 } from '../memory/xxh64';
import { Body, NONE } from './body';
import { addressNeighbours } from './broad-phase';
import { checkWorld, forgetOutput, resetWorld } from './build';
import { Contact } from './contact';
import { Joint } from './joints/joint';
import { MOST as MOST_IDS } from './ids';
import { pairsAdd, pairsClear } from './pair-set';
import { Shape } from './shape';
import { refresh } from './step';
import { soundBodies, soundContacts, soundEdges, soundJoints } from './sound';
import { isLeaf, leafItem, treeCopy, treeLeaves } from './tree';
import { treeBytes, treeRead, treeWrite } from './tree-words';
import { List, World, listReserve } from './world-record';

const MAGIC: u32 = 0x504e534b;
/** Changes with every record that a snapshot holds. */
const VERSION: u32 = 2;
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
    aligned(<usize>load<u32>(world + World.joints, List.count) * Joint.SIZE) +
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
  store<u32>(out, load<u32>(world + World.joints, List.count), 36);
  let at = out + HEADER;
  memory.copy(at, world, STATE);
  at += STATE;
  at = writeList(world + World.bodies, Body.SIZE, at);
  const shapes = at;
  at = writeList(world + World.shapes, Shape.SIZE, at);
  for (let p = shapes; p < shapes + <usize>load<u32>(out, 16) * Shape.SIZE; p += Shape.SIZE) store<u32>(p, 0, Geometry.neighbours);
  at = writeList(world + World.contacts, Contact.SIZE, at);
  at = writeList(world + World.neighbours, Neighbours.SIZE, at);
  at = writeList(world + World.joints, Joint.SIZE, at);
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
  const joints = load<u32>(from, 36);
  if (max<u32>(max<u32>(bodies, shapes), joints) > MOST_IDS || max<u32>(contacts, neighbours) > MOST) return damaged(12);
  const bodyAt = <u64>(HEADER + STATE);
  const shapeAt = bodyAt + aligned64(<u64>bodies * Body.SIZE);
  const contactAt = shapeAt + aligned64(<u64>shapes * Shape.SIZE);
  const neighbourAt = contactAt + aligned64(<u64>contacts * Contact.SIZE);
  const jointAt = neighbourAt + aligned64(<u64>neighbours * Neighbours.SIZE);
  const staticAt = jointAt + aligned64(<u64>joints * Joint.SIZE);
  const movingAt = staticAt + aligned64(staticBytes);
  if (movingAt + aligned64(movingBytes) + 8 != <u64>length) return damaged(28);
  if (
    !checkWorld(from + HEADER) || !soundBodies(from, from + <usize>bodyAt, bodies, from + <usize>shapeAt, shapes, neighbours) ||
    !soundContacts(from, from + <usize>contactAt, contacts, bodies, shapes) || !soundJoints(from, from + <usize>jointAt, joints, bodies) ||
    !soundEdges(from, from + <usize>bodyAt, bodies, from + <usize>contactAt, contacts, from + <usize>jointAt, joints)
  ) {
    return damaged(40);
  }
  if (
    !listReserve(world + World.bodies, bodies, Body.SIZE) || !listReserve(world + World.shapes, shapes, Shape.SIZE) ||
    !listReserve(world + World.contacts, contacts, Contact.SIZE) || !listReserve(world + World.neighbours, neighbours, Neighbours.SIZE) ||
    !listReserve(world + World.joints, joints, Joint.SIZE)
  ) {
    return Failure.OutOfMemory;
  }
  if (
    !treeRead(world + World.staticTree, from + <usize>staticAt, staticBytes) ||
    !treeRead(world + World.movingTree, from + <usize>movingAt, movingBytes)
  ) {
    return contradiction(world, <u32>staticAt);
  }
  memory.copy(world, from + HEADER, STATE);
  forgetOutput(world);
  store<u32>(world + World.bodies, bodies, List.count);
  store<u32>(world + World.shapes, shapes, List.count);
  store<u32>(world + World.contacts, contacts, List.count);
  store<u32>(world + World.neighbours, neighbours, List.count);
  store<u32>(world + World.joints, joints, List.count);
  memory.copy(load<usize>(world, World.bodies), from + <usize>bodyAt, <usize>bodies * Body.SIZE);
  memory.copy(load<usize>(world, World.shapes), from + <usize>shapeAt, <usize>shapes * Shape.SIZE);
  memory.copy(load<usize>(world, World.contacts), from + <usize>contactAt, <usize>contacts * Contact.SIZE);
  memory.copy(load<usize>(world, World.neighbours), from + <usize>neighbourAt, <usize>neighbours * Neighbours.SIZE);
  memory.copy(load<usize>(world, World.joints), from + <usize>jointAt, <usize>joints * Joint.SIZE);
  if (!leavesMatch(world, shapes)) return contradiction(world, <u32>staticAt);
  return renew(world) ? 0 : Failure.OutOfMemory;
}

/** Makes anew what a copied world does not hold: the set of pairs, and the addresses of neighbours. */
function renew(world: usize): bool {
  const contacts = load<u32>(world + World.contacts, List.count);
  pairsClear(world + World.pairs);
  for (let i: u32 = 0; i < contacts; i++) {
    const contact = load<usize>(world, World.contacts) + <usize>i * Contact.SIZE;
    if (load<u32>(contact, Contact.bodyA) == NONE) continue;
    const a = load<u32>(contact, Contact.shapeA);
    const b = load<u32>(contact, Contact.shapeB);
    if (!pairsAdd(world + World.pairs, min<u32>(a, b), max<u32>(a, b), i)) return false;
  }
  addressNeighbours(world);
  return true;
}

/** Makes a world the same as another, as a snapshot would. False when memory is exhausted: then it is empty. */
export function copyWorld(to: usize, from: usize): bool {
  if (to == from) return true;
  memory.copy(to, from, STATE);
  forgetOutput(to);
  if (
    copyList(to + World.bodies, from + World.bodies, Body.SIZE) && copyList(to + World.shapes, from + World.shapes, Shape.SIZE) &&
    copyList(to + World.contacts, from + World.contacts, Contact.SIZE) &&
    copyList(to + World.neighbours, from + World.neighbours, Neighbours.SIZE) && copyList(to + World.joints, from + World.joints, Joint.SIZE) &&
    treeCopy(to + World.staticTree, from + World.staticTree) && treeCopy(to + World.movingTree, from + World.movingTree) && renew(to)
  ) {
    return true;
  }
  resetWorld(to, to + World.def);
  return false;
}

function copyList(to: usize, from: usize, size: usize): bool {
  const count = load<u32>(from, List.count);
  if (!listReserve(to, count, size)) return false;
  store<u32>(to, count, List.count);
  memory.copy(load<usize>(to), load<usize>(from), <usize>count * size);
  return true;
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

/** Whether the leaves of both trees are the world's shapes. */
function leavesMatch(world: usize, shapes: u32): bool {
  const base = load<usize>(world, World.shapes);
  let statics: u32 = 0;
  let live: u32 = 0;
  for (let i: u32 = 0; i < shapes; i++) {
    const shape = base + <usize>i * Shape.SIZE;
    if (load<u32>(shape, Shape.body) == NONE) continue;
    live++;
    const body = load<usize>(world, World.bodies) + <usize>load<u32>(shape, Shape.body) * Body.SIZE;
    const isStatic = load<u32>(body, Body.type) == BodyType.Static;
    if (isStatic) statics++;
    const tree = world + (isStatic ? World.staticTree : World.movingTree);
    if (!isLeaf(tree, load<u32>(shape, Shape.leaf)) || leafItem(tree, load<u32>(shape, Shape.leaf)) != i) return false;
  }
  return treeLeaves(world + World.staticTree) == statics && treeLeaves(world + World.movingTree) == live - statics;
}
