// The world as the ABI shows it: one world an instance, described through three blocks that the host fills.

import { heapUsed } from '../memory/heap';
import { BodyDef, Failure, Output, ShapeDef, Status, WorldDef, WorldStats } from '../memory/layout';
import { floatsDigest } from '../memory/digest';
import { STATUS, fail } from '../memory/status';
import { MAX_VERTICES } from '../geometry/records';
import { Body, BodyFlag } from './body';
import * as build from './build';
import { bodyAt } from './contact';
import { writeState } from './flight';
import { forgetHeap } from './forget';
import { readSnapshot, snapshotBytes, writeSnapshot } from './snapshot';
import { refresh, stepWorld } from './step';
import { List, World, scratch } from './world-record';

/** Impact records kept since the world was opened. */
const IMPACTS: u32 = 4096;

const WORLD_DEF: usize = memory.data(<i32>WorldDef.SIZE, 8);
const BODY_DEF: usize = memory.data(<i32>BodyDef.SIZE, 8);
const SHAPE_DEF: usize = memory.data(<i32>(ShapeDef.SIZE + (<usize>MAX_VERTICES << 3)), 8);
const STATS: usize = memory.data(<i32>WorldStats.SIZE, 8);

let world: usize = 0;
const states: usize = memory.data(8, 8);
const buffer: usize = memory.data(8, 8);

/** Ends the world; the arena is about to be reset. */
export function closeWorld(): void {
  world = 0;
  store<u64>(states, 0);
  store<u64>(buffer, 0);
  forgetHeap();
}

/** Address of the WorldDef block. */
export function worldDefBlock(): usize {
  return WORLD_DEF;
}

/** Address of the BodyDef block. */
export function bodyDefBlock(): usize {
  return BODY_DEF;
}

/** Address of the ShapeDef block; f32[8][2] vertices follow the struct. */
export function shapeDefBlock(): usize {
  return SHAPE_DEF;
}

/** Fills the WorldDef block with the defaults. */
export function worldDefaults(): void {
  build.worldDefaults(WORLD_DEF);
}

/** Fills the BodyDef block with the defaults. */
export function bodyDefaults(): void {
  build.bodyDefaults(BODY_DEF);
}

/** Fills the ShapeDef block with the defaults. */
export function shapeDefaults(): void {
  build.shapeDefaults(SHAPE_DEF);
}

/** Opens an empty world with the settings of the WorldDef block. 0 or a Failure. */
export function openWorld(): i32 {
  world = build.createWorld(WORLD_DEF, IMPACTS);
  return world ? 0 : statusCode();
}

/** Empties the open world and gives it the settings of the WorldDef block; its memory is kept. 0 or a Failure. */
export function worldReset(): i32 {
  if (!world) return fail(Failure.NoWorld);
  if (!build.checkWorld(WORLD_DEF)) return statusCode();
  build.resetWorld(world, WORLD_DEF);
  return 0;
}

/** Adds the body of the BodyDef block. Its number, or -1 with the status set. */
export function worldAddBody(): i32 {
  if (!world) {
    fail(Failure.NoWorld);
    return -1;
  }
  refresh(world);
  return build.addBody(world, BODY_DEF);
}

/** Adds the shape of the ShapeDef block to a body. Its number, or -1 with the status set. */
export function worldAddShape(body: u32): i32 {
  if (!world) {
    fail(Failure.NoWorld);
    return -1;
  }
  refresh(world);
  return build.addShape(world, body, SHAPE_DEF);
}

/** Does `count` steps. 0 or a Failure. */
export function worldStep(count: u32): i32 {
  if (!world) return fail(Failure.NoWorld);
  for (; count; count--) if (!stepWorld(world)) return Failure.OutOfMemory;
  return 0;
}

/** Number of bodies. */
export function worldBodyCount(): u32 {
  return world ? load<u32>(world + World.bodies, List.count) : 0;
}

/** Address of f32[bodies][6]: x, y, angle, vx, vy, omega of each body's origin after the last step; 0 if no world is open. */
export function worldStates(): usize {
  if (!world) return 0;
  refresh(world);
  const count = load<u32>(world + World.bodies, List.count);
  const out = scratch(states, max<usize>(<usize>count * 24, 24));
  if (!out) return 0;
  for (let i: u32 = 0; i < count; i++) writeState(bodyAt(world, i), out + <usize>i * 24);
  return out;
}

/** xxh64 of the state records. */
export function worldDigest(): u64 {
  const records = worldStates();
  return records ? floatsDigest(records, worldBodyCount() * 6) : 0;
}

/** Impacts since the world was opened; the first 4,096 have records. */
export function worldContactCount(): u32 {
  return world ? load<u32>(world, World.impactCount) : 0;
}

/** Address of the Contact records. */
export function worldContacts(): usize {
  return world ? load<usize>(world, World.impactRecords) : 0;
}

/** Address of the WorldStats block, up to date. */
export function worldStats(): usize {
  memory.fill(STATS, 0, WorldStats.SIZE);
  if (!world) return STATS;
  const bodies = load<u32>(world + World.bodies, List.count);
  let awake: u32 = 0;
  for (let i: u32 = 0; i < bodies; i++) if (load<u32>(bodyAt(world, i), Body.flags) & BodyFlag.Awake) awake++;
  store<u32>(STATS, bodies, WorldStats.bodies);
  store<u32>(STATS, load<u32>(world + World.shapes, List.count), WorldStats.shapes);
  store<u32>(STATS, load<u32>(world, World.contactLive), WorldStats.contacts);
  store<u32>(STATS, load<u32>(world, World.solved), WorldStats.touching);
  store<u32>(STATS, awake, WorldStats.awake);
  store<u32>(STATS, load<u32>(world, World.stepImpacts), WorldStats.impacts);
  store<u32>(STATS, load<u32>(world, World.colors), WorldStats.colors);
  store<u32>(STATS, load<u32>(world, World.mostSubsteps), WorldStats.substeps);
  store<u32>(STATS, load<u32>(world, World.step), WorldStats.steps);
  store<u32>(STATS, <u32>heapUsed(), WorldStats.bytes);
  store<u32>(STATS, <u32>snapshotBytes(world), WorldStats.snapshotBytes);
  return STATS;
}

/** Takes a snapshot; the Output block says where it is, until the next call that takes or reads one. 0 or a Failure. */
export function takeSnapshot(output: usize): i32 {
  if (!world) return fail(Failure.NoWorld);
  const length = snapshotBytes(world);
  const out = scratch(buffer, length);
  if (!out) return Failure.OutOfMemory;
  writeSnapshot(world, out);
  store<u32>(output, <u32>out, Output.pointer);
  store<u32>(output, <u32>length, Output.length);
  return 0;
}

/** Room for a snapshot of `length` bytes that worldRestore() is to read; 0 when memory is exhausted. */
export function worldBuffer(length: u32): usize {
  return scratch(buffer, max<usize>(length, 8));
}

/** Makes the open world that of the snapshot in worldBuffer(), opening one if need be. 0 or a Failure (snapshot.ts). */
export function restoreWorld(length: u32): i32 {
  if (length > load<u32>(buffer, 4)) return fail(Failure.Argument, 0, 0, <f64>length, <f64>load<u32>(buffer, 4));
  let opened = false;
  if (!world) {
    build.worldDefaults(SPARE_DEF);
    world = build.createWorld(SPARE_DEF, IMPACTS);
    if (!world) return Failure.OutOfMemory;
    opened = true;
  }
  const code = readSnapshot(world, load<usize>(buffer), length);
  if (code) {
    if (opened) {
      build.destroyWorld(world);
      world = 0;
    }
    return code;
  }
  memory.copy(WORLD_DEF, world + World.def, WorldDef.SIZE);
  return 0;
}

const SPARE_DEF: usize = memory.data(<i32>WorldDef.SIZE, 8);

function statusCode(): i32 {
  return load<i32>(STATUS, Status.code);
}
