// The worlds of an instance as the ABI shows them: each known by a handle, opened, stepped and read.
//
// Handles are those of slots.ts. Definitions go through blocks in static memory that the host fills. All worlds end when the arena is reset.

import { Failure, Output, Status, WorldDef, WorldStats } from '../memory/layout';
import { floatsDigest } from '../memory/digest';
import { heapUsed } from '../memory/heap';
import { STATUS, clearStatus, fail } from '../memory/status';
import { Body, BodyFlag } from '../dynamics/body';
import { forgetBatches } from './batch';
import { Slots, slotFind, slotFree, slotTake, slotsForget } from './slots';
import { forgetTouches } from './touches';
import { trace } from './trace';
import { checkWorld, createWorld, destroyWorld, resetWorld, setWorld, worldDefaults as defaults } from '../dynamics/build';
import { bodyAt } from '../dynamics/contact';
import { writeState } from '../dynamics/flight';
import { forgetHeap } from '../dynamics/forget';
import { freshEvents } from '../dynamics/event-list';
import { copyWorld, readSnapshot, snapshotBytes, writeSnapshot } from '../dynamics/snapshot';
import { refresh, stepWorld } from '../dynamics/step';
import { interpolate } from '../dynamics/interpolate';
import { List, World, scratch } from '../dynamics/world-record';
import { forgetPicture } from '../raster/picture';

/** Impact records kept since a world was opened. */
const IMPACTS: u32 = 4096;

const WORLD_DEF: usize = memory.data(<i32>WorldDef.SIZE, 8);
const SPARE_DEF: usize = memory.data(<i32>WorldDef.SIZE, 8);
const STATS: usize = memory.data(<i32>WorldStats.SIZE, 8);

const worlds: usize = memory.data(<i32>Slots.SIZE, 8);
const buffer: usize = memory.data(8, 8);

/** Ends all worlds; the arena is about to be reset. */
export function closeWorlds(): void {
  slotsForget(worlds);
  store<u64>(buffer, 0);
  forgetBatches();
  forgetTouches();
  forgetPicture();
  forgetHeap();
}

/** Whether a world is open. */
export function anyWorld(): bool {
  return load<u32>(worlds, List.count) != 0;
}

/** The world of a handle; 0 with the status set where there is none. */
export function worldOf(handle: u32): usize {
  const world = slotFind(worlds, handle);
  if (!world) fail(Failure.NoWorld, 0, 0, <f64>handle);
  return world;
}

/** A handle for a world; 0, and the world is gone, where there is no more. */
function handleFor(world: usize): u32 {
  if (!world) return 0;
  const handle = slotTake(worlds, world);
  if (!handle) destroyWorld(world);
  return handle;
}

/** Address of the WorldDef block. */
export function worldDefBlock(): usize {
  return WORLD_DEF;
}

/** Fills the WorldDef block with the defaults. */
export function worldDefaults(): void {
  defaults(WORLD_DEF);
}

/** Opens an empty world with the settings of the WorldDef block. Its handle, or 0 with the status set. */
export function openWorld(): u32 {
  return handleFor(createWorld(WORLD_DEF, IMPACTS));
}

/** Ends a world and gives back its memory. 0 or a Failure. */
export function worldClose(handle: u32): i32 {
  clearStatus();
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  destroyWorld(world);
  slotFree(worlds, handle);
  return 0;
}

/** Empties a world and gives it the settings of the WorldDef block; its memory is kept. 0 or a Failure. */
export function worldReset(handle: u32): i32 {
  clearStatus();
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  if (!checkWorld(WORLD_DEF)) return statusCode();
  resetWorld(world, WORLD_DEF);
  return 0;
}

/** Fills the WorldDef block with a world's settings. 0 or a Failure. */
export function worldGet(handle: u32): i32 {
  clearStatus();
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  memory.copy(WORLD_DEF, world + World.def, WorldDef.SIZE);
  return 0;
}

/** Gives a world the settings of the WorldDef block; it goes on with them. 0 or a Failure. */
export function worldSet(handle: u32): i32 {
  clearStatus();
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  if (!checkWorld(WORLD_DEF)) return statusCode();
  refresh(world);
  setWorld(world, WORLD_DEF);
  return 0;
}

/** Opens a world that is the same as another. Its handle, or 0 with the status set. */
export function worldClone(handle: u32): u32 {
  clearStatus();
  const world = worldOf(handle);
  if (!world) return 0;
  const clone = createWorld(world + World.def, IMPACTS);
  if (!clone) return 0;
  if (!copyWorld(clone, world)) {
    destroyWorld(clone);
    return 0;
  }
  return handleFor(clone);
}

/** Makes a world the same as another; events and impact records are not copied. 0 or a Failure. */
export function worldCopy(to: u32, from: u32): i32 {
  clearStatus();
  const target = worldOf(to);
  const source = worldOf(from);
  if (!target || !source) return Failure.NoWorld;
  return copyWorld(target, source) ? 0 : Failure.OutOfMemory;
}

/** Does `count` steps. 0 or a Failure. */
export function worldStep(handle: u32, count: u32): i32 {
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  freshEvents(world);
  store<u32>(world + World.trace, 0, List.count);
  const traced = load<u32>(world, World.traced) != 0;
  for (; count; count--) if (!stepWorld(world) || (traced && !trace(world))) return Failure.OutOfMemory;
  store<u32>(world, load<u32>(world + World.events, List.count), World.eventsSeen);
  return 0;
}

/** Rows of worldStates(): bodies, those that were removed included. */
export function worldBodyCount(handle: u32): u32 {
  const world = worldOf(handle);
  return world ? load<u32>(world + World.bodies, List.count) : 0;
}

/**
 * Address of f32[rows][6]: x, y, angle, vx, vy, omega of each body's origin after the last step, valid until the world's next call; 0 with the
 * status set on failure.
 */
export function worldStates(handle: u32): usize {
  const world = worldOf(handle);
  return world ? statesOf(world) : 0;
}

/** The state records of a world. */
export function statesOf(world: usize): usize {
  refresh(world);
  const count = load<u32>(world + World.bodies, List.count);
  const out = scratch(world + World.states, max<usize>(<usize>count * 24, 24));
  if (!out) return 0;
  for (let i: u32 = 0; i < count; i++) writeState(bodyAt(world, i), out + <usize>i * 24);
  return out;
}

/** Address of f32[rows][6]: the states between the last step (alpha 1) and the one before (alpha 0), valid until the world's next call. */
export function worldInterpolated(handle: u32, alpha: f32): usize {
  const world = worldOf(handle);
  if (!world) return 0;
  const out = statesOf(world);
  if (out) interpolate(world, max<f32>(0, min<f32>(alpha, 1)), out);
  return out;
}

/** xxh64 of the state records. */
export function worldDigest(handle: u32): u64 {
  const records = worldStates(handle);
  return records ? floatsDigest(records, worldBodyCount(handle) * 6) : 0;
}

/** Impacts since the world was opened; the first 4,096 have records. */
export function worldContactCount(handle: u32): u32 {
  const world = worldOf(handle);
  return world ? load<u32>(world, World.impactCount) : 0;
}

/** Address of the Contact records. */
export function worldContacts(handle: u32): usize {
  const world = worldOf(handle);
  return world ? load<usize>(world, World.impacts) : 0;
}

/** Events of the last worldStep(), all its steps together. */
export function worldEventCount(handle: u32): u32 {
  const world = worldOf(handle);
  return world ? load<u32>(world, World.eventsSeen) : 0;
}

/** Address of the Event records. */
export function worldEvents(handle: u32): usize {
  const world = worldOf(handle);
  return world ? load<usize>(world, World.events) : 0;
}

/** Address of the WorldStats block, up to date; zeros if there is no such world. */
export function worldStats(handle: u32): usize {
  memory.fill(STATS, 0, WorldStats.SIZE);
  const world = worldOf(handle);
  if (!world) return STATS;
  const bodies = load<u32>(world + World.bodies, List.count);
  let awake: u32 = 0;
  for (let i: u32 = 0; i < bodies; i++) if (load<u32>(bodyAt(world, i), Body.flags) & BodyFlag.Awake) awake++;
  store<u32>(STATS, load<u32>(world, World.bodyLive), WorldStats.bodies);
  store<u32>(STATS, load<u32>(world, World.shapeLive), WorldStats.shapes);
  store<u32>(STATS, load<u32>(world, World.contactLive), WorldStats.contacts);
  store<u32>(STATS, load<u32>(world, World.solved), WorldStats.touching);
  store<u32>(STATS, awake, WorldStats.awake);
  store<u32>(STATS, load<u32>(world, World.stepImpacts), WorldStats.impacts);
  store<u32>(STATS, load<u32>(world, World.colors), WorldStats.colors);
  store<u32>(STATS, load<u32>(world, World.mostSubsteps), WorldStats.substeps);
  store<u32>(STATS, load<u32>(world, World.step), WorldStats.steps);
  store<u32>(STATS, <u32>heapUsed(), WorldStats.bytes);
  store<u32>(STATS, <u32>snapshotBytes(world), WorldStats.snapshotBytes);
  store<u32>(STATS, load<u32>(world, World.jointLive), WorldStats.joints);
  store<u32>(STATS, load<u32>(world, World.eventsLost), WorldStats.eventsLost);
  return STATS;
}

/** Takes a snapshot; the Output block says where it is, until the next call that takes or reads one. 0 or a Failure. */
export function takeSnapshot(handle: u32, output: usize): i32 {
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
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

/** Makes a world (0 = a new one) that of the snapshot in worldBuffer(). Its handle, or 0 with the status set (snapshot.ts). */
export function restoreWorld(handle: u32, length: u32): u32 {
  if (length > load<u32>(buffer, 4)) {
    fail(Failure.Argument, 0, 0, <f64>length, <f64>load<u32>(buffer, 4));
    return 0;
  }
  let world: usize = 0;
  if (handle) {
    world = worldOf(handle);
    return world && !readSnapshot(world, load<usize>(buffer), length) ? handle : 0;
  }
  defaults(SPARE_DEF);
  world = createWorld(SPARE_DEF, IMPACTS);
  if (!world) return 0;
  if (readSnapshot(world, load<usize>(buffer), length)) {
    destroyWorld(world);
    return 0;
  }
  return handleFor(world);
}

export function statusCode(): i32 {
  return load<i32>(STATUS, Status.code);
}
