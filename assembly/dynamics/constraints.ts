// From contacts to blocks of constraints, and back.
//
// 1. Colours: each contact takes the first colour that neither of its dynamic bodies has (greedy, in order of contact numbers), so the contacts of
//    a colour share no body and can be solved in lanes. Contacts between dynamic bodies come first, contacts with what cannot
//    be moved last: they win. The last colour holds what finds no other and is solved one by one.
// 2. Levels: an island in which bodies of very different mass touch needs more sub-steps (softer mass ratios converge like a chain: each
//    sub-step carries an impulse one contact further); it gets 2, 4 or 8 times as many, others pay nothing.
// 3. A counting sort by (level, kind, colour, points) puts the contacts into blocks (solver.ts) and back.
//
// Softness (softness.ts): f = min(contactHertz, a quarter of the sub-step rate); twice as stiff against what cannot be moved.

import { Manifold, ManifoldPoint } from '../geometry/records';
import { Overlaps, WorldDef } from '../memory/layout';
import { Block, Point, blockBytes } from './block';
import { Body, NONE } from './body';
import { closing } from './closing';
import { noteLanding } from './event-list';
import { Contact, ContactFlag, bodyAt, contactAt, pointAt } from './contact';
import { alike, askLevels, giveLevels } from './joints/islands';
import { colorJoints } from './joints/joints';
import { pulling } from './joints/pulling';
import { LEVELS, levelOf, substepsOf } from './levels';
import { pressingAt } from './pressing';
import { joinIslands, rootOf } from './sleep';
import { impulseScale, massScale, rate, soften, unbias } from './softness';
import { solveBiased, solveRelaxed, warmStart } from './solver';
import { Turn, turn } from './turn';
import { List, World, scratch, settingF, settingU } from './world-record';

/** Constraints that are solved at once. */
// @ts-ignore: decorator
@inline export const LANES: u32 = ASC_FEATURE_SIMD ? 4 : 1;
/** Bytes between the fields of a block. */
// @ts-ignore: decorator
@inline export const STRIDE: usize = <usize>LANES << 2;

/** The colour of contacts that find no other; solved one by one. */
const OVERFLOW: u32 = 31;
/** A resting contact that is deeper than this share of the slop asks for more sub-steps. */
const DEEP: f32 = 0.9;
/** Steps for which it must have been so. */
const SUNK: u32 = 15;

/** Buckets: level x 128 + (with what cannot be moved ? 64 : 0) + colour x 2 + (two points ? 1 : 0). */
const BUCKETS: u32 = LEVELS * 128;

// Per bucket: contacts, address of its first block, contacts placed so far.
const counts: usize = memory.data(2048, 16);
const starts: usize = memory.data(2048, 16);
const placed: usize = memory.data(2048, 16);
// Numbers of the buckets that hold contacts, ascending, and where those of each level begin.
const used: usize = memory.data(2048, 16);
const firstUsed: usize = memory.data(20, 4);

const blocks: usize = memory.data(8, 8);

/** Bits of the levels that hold contacts. */
export let levels: u32 = 0;
/** Colours in use. */
export let colorCount: u32 = 0;

/** Forgets scratch memory; called when the heap is reset. */
export function forgetConstraints(): void {
  store<u64>(blocks, 0);
}

// @ts-ignore: decorator
@inline
function item(list: usize, i: u32): usize {
  return load<usize>(list) + (<usize>i << 2);
}

/**
 * Writes the level of every body's island to Body.level: 0 where no heavy body presses a light one, nothing has sunk and no joint asks for more.
 * False when memory is exhausted.
 */
function findLevels(world: usize, count: u32): bool {
  const most = settingF(world, WorldDef.massRatio);
  const deep: f32 = settingF(world, WorldDef.slop) * -DEEP;
  let any: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const contact = contactAt(world, pressingAt(k));
    let level = load<u32>(contact, Contact.level);
    if (level == 0) {
      const ratio = ratioOf(world, contact);
      if (ratio > most) level = levelOf(ratio, most);
      else if (sinks(world, contact, deep)) level = 1;
      else continue;
      store<u32>(contact, level, Contact.level);
    }
    any |= level;
  }
  const joined = load<u32>(pulling, List.count) > 0;
  if (joined && !askLevels(world, count)) return false;
  if (!any && (!joined || alike)) return true;
  joinIslands(world, turn + Turn.pressing);
  for (let k: u32 = 0; k < count; k++) {
    const contact = contactAt(world, pressingAt(k));
    const level = load<u32>(contact, Contact.level);
    if (level == 0) continue;
    const a = load<u32>(contact, Contact.bodyA);
    const body = load<f32>(bodyAt(world, a), Body.inverseMass) > 0 ? a : load<u32>(contact, Contact.bodyB);
    const root = bodyAt(world, rootOf(world, body));
    store<u32>(root, max<u32>(load<u32>(root, Body.level), level), Body.level);
  }
  if (joined) giveLevels(world, count);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) store<u32>(bodyAt(world, i), load<u32>(bodyAt(world, rootOf(world, i)), Body.level), Body.level);
  return true;
}

/** Whether a resting contact has sunk under its load: held, slow, and deeper than `deep` for SUNK steps. */
function sinks(world: usize, contact: usize, deep: f32): bool {
  const p = pointAt(contact, 0);
  let sunk: u32 = 0;
  if (load<f32>(p, ManifoldPoint.separation) < deep && load<f32>(p, ManifoldPoint.normalImpulse) > 0) {
    const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
    const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
    const slow: f32 = settingF(world, WorldDef.slop) / settingF(world, WorldDef.step);
    if (closing(a, b) < slow) sunk = load<u32>(contact, Contact.sunk) + 1;
  }
  store<u32>(contact, sunk, Contact.sunk);
  return sunk >= SUNK;
}

/** Mass of the heavier body of a contact over that of the lighter; 1 where one cannot be moved. */
function ratioOf(world: usize, contact: usize): f32 {
  if (!(load<u32>(contact, Contact.flags) & ContactFlag.Dynamic)) return 1;
  const a = load<f32>(bodyAt(world, load<u32>(contact, Contact.bodyA)), Body.mass);
  const b = load<f32>(bodyAt(world, load<u32>(contact, Contact.bodyB)), Body.mass);
  return max<f32>(a, b) / min<f32>(a, b);
}

/** Gives every pressing contact, and every joint that acts, a level and a colour. False when memory is exhausted. */
export function color(world: usize, count: u32): bool {
  const key = scratch(turn + Turn.keys, <usize>max<u32>(count, 1) << 2);
  if (!key) return false;
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    store<u64>(body, 0, Body.colors);
    store<u32>(body, 0, Body.level);
    store<u32>(body, 0, Body.degree);
  }
  if (!findLevels(world, count)) return false;
  memory.fill(counts, 0, <usize>BUCKETS << 2);
  levels = 0;
  if (load<u32>(pulling, List.count)) {
    const joined = colorJoints(world);
    if (joined == NONE) return false;
    levels = joined;
  }
  let inUse: u64 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const contact = contactAt(world, pressingAt(k));
    const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
    const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
    let bucket: u32;
    let taken: u32;
    if (load<u32>(contact, Contact.flags) & ContactFlag.Dynamic) {
      const free = ~(load<u32>(a, Body.colors) | load<u32>(b, Body.colors));
      taken = min<u32>(ctz<u32>(free), OVERFLOW);
      bucket = taken << 1;
      store<u32>(a, load<u32>(a, Body.colors) | (1 << taken), Body.colors);
      store<u32>(b, load<u32>(b, Body.colors) | (1 << taken), Body.colors);
      inUse |= (<u64>1) << taken;
    } else {
      const moving = load<f32>(a, Body.inverseMass) > 0 ? a : b;
      taken = min<u32>(ctz<u32>(~load<u32>(moving, Body.colorsFixed)), OVERFLOW);
      bucket = 64 + (taken << 1);
      store<u32>(moving, load<u32>(moving, Body.colorsFixed) | (1 << taken), Body.colorsFixed);
      inUse |= (<u64>1) << (32 + taken);
    }
    const level = max<u32>(load<u32>(a, Body.level), load<u32>(b, Body.level));
    levels |= 1 << level;
    bucket += (level << 7) + load<u32>(contact, Contact.manifold + Manifold.count) - 1;
    store<u32>(key + (<usize>k << 2), bucket);
    store<u32>(counts + (<usize>bucket << 2), load<u32>(counts + (<usize>bucket << 2)) + 1);
    store<u32>(a, load<u32>(a, Body.degree) + 1, Body.degree);
    store<u32>(b, load<u32>(b, Body.degree) + 1, Body.degree);
  }
  colorCount = <u32>popcnt<u64>(inUse);
  return true;
}

/** Contacts in a block: those that found no colour stand alone in theirs. */
// @ts-ignore: decorator
@inline
function perBlock(bucket: u32): u32 {
  return ((bucket >> 1) & 31) == OVERFLOW ? 1 : LANES;
}

// @ts-ignore: decorator
@inline
function bytesOf(bucket: u32): usize {
  return blockBytes<f32>((bucket & 1) + 1) * LANES;
}

/** Blocks of a bucket. */
// @ts-ignore: decorator
@inline
function blocksOf(bucket: u32): u32 {
  const each = perBlock(bucket);
  return (load<u32>(counts + (<usize>bucket << 2)) + each - 1) / each;
}

/** Fills the blocks of all levels. False when memory is exhausted. */
export function prepare(world: usize, count: u32): bool {
  let bytes: usize = 0;
  let buckets: u32 = 0;
  for (let level: u32 = 0; level < LEVELS; level++) {
    store<u32>(firstUsed + (<usize>level << 2), buckets);
    if (!(levels & (1 << level))) continue;
    for (let bucket = level << 7; bucket < (level + 1) << 7; bucket++) {
      if (load<u32>(counts + (<usize>bucket << 2)) == 0) continue;
      store<u32>(used + (<usize>buckets << 2), bucket);
      buckets++;
      store<u32>(placed + (<usize>bucket << 2), 0);
      store<u32>(starts + (<usize>bucket << 2), <u32>bytes);
      bytes += <usize>blocksOf(bucket) * bytesOf(bucket);
    }
  }
  store<u32>(firstUsed + (<usize>LEVELS << 2), buckets);
  const base = scratch(blocks, max<usize>(bytes, 16));
  const where = scratch(turn + Turn.places, <usize>max<u32>(count, 1) << 2);
  if (!base || !where) return false;
  for (let i: u32 = 0; i < buckets; i++) {
    const bucket = load<u32>(used + (<usize>i << 2));
    const each = perBlock(bucket);
    const n = load<u32>(counts + (<usize>bucket << 2));
    // Blocks that will not be full; all of a bucket whose contacts stand alone.
    const first: u32 = each == LANES ? n / LANES : 0;
    const end = blocksOf(bucket);
    const start = base + load<u32>(starts + (<usize>bucket << 2));
    for (let k = first; k < end && LANES > 1; k++) blank(start + <usize>k * bytesOf(bucket), (bucket & 1) + 1);
  }
  const project = settingU(world, WorldDef.overlaps) == Overlaps.Project;
  let kind: u32 = 0xffffffff;
  for (let k: u32 = 0; k < count; k++) {
    const bucket = load<u32>(load<usize>(turn, Turn.keys) + (<usize>k << 2));
    const each = perBlock(bucket);
    const n = load<u32>(placed + (<usize>bucket << 2));
    store<u32>(placed + (<usize>bucket << 2), n + 1);
    const at = base + load<u32>(starts + (<usize>bucket << 2)) + <usize>(n / each) * bytesOf(bucket) + (<usize>(n % each) << 2);
    store<u32>(where + (<usize>k << 2), <u32>at);
    if (bucket >> 6 != kind) {
      kind = bucket >> 6;
      softenKind(world, kind);
    }
    const contact = contactAt(world, pressingAt(k));
    if (!project) rescale(contact, kind >> 1);
    fill(world, contact, at, STRIDE, (bucket & 1) + 1);
  }
  return true;
}

/** A block of four lanes without contacts: of mass 1 against what is static, both at rest in record 0, which they leave as it is. */
export function blank(block: usize, points: u32): void {
  memory.fill(block, 0, blockBytes<f32>(points) << 2);
  if (ASC_FEATURE_SIMD) {
    v128.store(block, f32x4.splat(1), Block.inverseMassA << 4);
    v128.store(block, f32x4.splat(1), Block.massScale << 4);
  }
}

/** Sets the softness of contacts: `kind` is the level x 2, + 1 for those with what cannot be moved. */
export function softenKind(world: usize, kind: u32): void {
  const hs: f32 = settingF(world, WorldDef.step) / <f32>substepsOf(world, kind >> 1);
  const hertz: f32 = min<f32>(settingF(world, WorldDef.contactHertz) * <f32>(1 << (kind >> 1)), <f32>0.25 / hs);
  soften(kind & 1 ? hertz + hertz : hertz, settingF(world, WorldDef.contactDamping), hs);
  if (settingU(world, WorldDef.overlaps) == Overlaps.Project) unbias();
}

/** Impulses are those of one sub-step: with twice as many, they are half as large. */
export function rescale(contact: usize, level: u32): void {
  const old = load<u32>(contact, Contact.solvedLevel);
  if (old == level) return;
  store<u32>(contact, level, Contact.solvedLevel);
  const factor: f32 = old < level ? <f32>1.0 / <f32>(1 << (level - old)) : <f32>(1 << (old - level));
  for (let i: u32 = 0; i < 2; i++) {
    const p = pointAt(contact, i);
    store<f32>(p, load<f32>(p, ManifoldPoint.normalImpulse) * factor, ManifoldPoint.normalImpulse);
    store<f32>(p, load<f32>(p, ManifoldPoint.tangentImpulse) * factor, ManifoldPoint.tangentImpulse);
  }
  store<f32>(contact, load<f32>(contact, Contact.rollingImpulse) * factor, Contact.rollingImpulse);
}

/** Writes one lane of a block; fields lie `stride` bytes apart. */
export function fill(world: usize, contact: usize, at: usize, stride: usize, points: u32): void {
  const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
  const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
  const one: f32 = 1;
  const manifold = contact + Contact.manifold;
  const nx = load<f32>(manifold, Manifold.nx);
  const ny = load<f32>(manifold, Manifold.ny);
  const ima = load<f32>(a, Body.inverseMass);
  const imb = load<f32>(b, Body.inverseMass);
  const iia = load<f32>(a, Body.inverseInertia);
  const iib = load<f32>(b, Body.inverseInertia);
  store<u32>(at + Block.a * stride, load<u32>(a, Body.solverIndex) << 5);
  store<u32>(at + Block.b * stride, load<u32>(b, Body.solverIndex) << 5);
  store<f32>(at + Block.nx * stride, nx);
  store<f32>(at + Block.ny * stride, ny);
  store<f32>(at + Block.inverseMassA * stride, ima);
  store<f32>(at + Block.inverseMassB * stride, imb);
  store<f32>(at + Block.inverseInertiaA * stride, iia);
  store<f32>(at + Block.inverseInertiaB * stride, iib);
  store<f32>(at + Block.friction * stride, load<f32>(contact, Contact.friction));
  store<f32>(at + Block.tangentSpeed * stride, load<f32>(contact, Contact.tangentSpeed));
  store<f32>(at + Block.rate * stride, rate);
  store<f32>(at + Block.massScale * stride, massScale);
  store<f32>(at + Block.impulseScale * stride, impulseScale);
  const ii: f32 = iia + iib;
  store<f32>(at + Block.rollingLimit * stride, load<f32>(contact, Contact.rollingResistance));
  store<f32>(at + Block.rollingMass * stride, ii > 0 ? one / ii : 0);
  store<f32>(at + Block.rollingImpulse * stride, load<f32>(contact, Contact.rollingImpulse));
  let p = at + Block.points * stride;
  for (let i: u32 = 0; i < points; i++, p += Block.POINT * stride) {
    const point = pointAt(contact, i);
    const ax = load<f32>(point, ManifoldPoint.ax);
    const ay = load<f32>(point, ManifoldPoint.ay);
    const bx = load<f32>(point, ManifoldPoint.bx);
    const by = load<f32>(point, ManifoldPoint.by);
    const na: f32 = ax * ny - ay * nx;
    const nb: f32 = bx * ny - by * nx;
    // t = (ny, -nx): r x t = -(rx nx + ry ny)
    const ta: f32 = -(ax * nx + ay * ny);
    const tb: f32 = -(bx * nx + by * ny);
    const kn: f32 = ima + imb + iia * na * na + iib * nb * nb;
    const kt: f32 = ima + imb + iia * ta * ta + iib * tb * tb;
    store<f32>(p + Point.na * stride, na);
    store<f32>(p + Point.nb * stride, nb);
    store<f32>(p + Point.ta * stride, ta);
    store<f32>(p + Point.tb * stride, tb);
    store<f32>(p + Point.separation * stride, load<f32>(point, ManifoldPoint.separation));
    store<f32>(p + Point.normalMass * stride, one / kn);
    store<f32>(p + Point.tangentMass * stride, one / kt);
    store<f32>(p + Point.normalImpulse * stride, load<f32>(point, ManifoldPoint.normalImpulse));
    store<f32>(p + Point.tangentImpulse * stride, load<f32>(point, ManifoldPoint.tangentImpulse));
  }
}

/**
 * Writes the order in which the contacts of a world are solved that has level 0 only, after color(): by bucket, then by number.
 * False when memory is exhausted.
 */
export function orderContacts(count: u32): bool {
  const order = scratch(turn + Turn.order, <usize>count << 2);
  if (!order) return false;
  const key = load<usize>(turn, Turn.keys);
  for (let k: u32 = 0; k < count; k++) {
    const bucket = load<u32>(key + (<usize>k << 2));
    let at = order + (<usize>k << 2);
    for (; at > order && load<u32>(key + (<usize>load<u32>(at - 4) << 2)) > bucket; at -= 4) store<u32>(at, load<u32>(at - 4));
    store<u32>(at, k);
  }
  return true;
}

/** Warm starts all contacts of a level, colour by colour. */
export function warm(level: u32, motion: usize): void {
  const end = load<u32>(firstUsed + (<usize>level << 2), 4);
  for (let i = load<u32>(firstUsed + (<usize>level << 2)); i < end; i++) {
    const bucket = load<u32>(used + (<usize>i << 2));
    const at = load<usize>(blocks) + load<u32>(starts + (<usize>bucket << 2));
    if (ASC_FEATURE_SIMD) warmStart<v128>(at, blocksOf(bucket), (bucket & 1) + 1, motion);
    else warmStart<f32>(at, blocksOf(bucket), (bucket & 1) + 1, motion);
  }
}

/** One pass over all contacts of a level. */
export function pass(level: u32, motion: usize, inverse: f32, pushSpeed: f32, relax: bool, rolling: bool): void {
  const end = load<u32>(firstUsed + (<usize>level << 2), 4);
  for (let i = load<u32>(firstUsed + (<usize>level << 2)); i < end; i++) {
    const bucket = load<u32>(used + (<usize>i << 2));
    const at = load<usize>(blocks) + load<u32>(starts + (<usize>bucket << 2));
    const n = blocksOf(bucket);
    const points = (bucket & 1) + 1;
    if (ASC_FEATURE_SIMD) {
      if (relax) solveRelaxed<v128>(at, n, points, motion, inverse, rolling);
      else solveBiased<v128>(at, n, points, motion, inverse, pushSpeed);
    } else if (relax) solveRelaxed<f32>(at, n, points, motion, inverse, rolling);
    else solveBiased<f32>(at, n, points, motion, inverse, pushSpeed);
  }
}

/** Keeps the impulses for the next step, and notes who has landed; bodies still have the velocities of before. */
export function keepImpulses(world: usize, count: u32, motion: usize): void {
  for (let k: u32 = 0; k < count; k++) {
    const contact = contactAt(world, pressingAt(k));
    const bucket = load<u32>(item(turn + Turn.keys, k));
    const at = <usize>load<u32>(item(turn + Turn.places, k));
    let p = at + Block.points * STRIDE;
    let pressed: f32 = 0;
    for (let i: u32 = 0; i <= (bucket & 1); i++, p += Block.POINT * STRIDE) {
      const point = pointAt(contact, i);
      const normal = load<f32>(p + Point.normalImpulse * STRIDE);
      pressed += normal;
      store<f32>(point, normal, ManifoldPoint.normalImpulse);
      store<f32>(point, load<f32>(p + Point.tangentImpulse * STRIDE), ManifoldPoint.tangentImpulse);
    }
    store<f32>(contact, load<f32>(at + Block.rollingImpulse * STRIDE), Contact.rollingImpulse);
    const flags = load<u32>(contact, Contact.flags);
    store<u32>(contact, flags | ContactFlag.Solved, Contact.flags);
    if (pressed > 0 && !(flags & ContactFlag.Touching)) noteLanding(world, contact, motion);
  }
}
