// Batches: many worlds of one start, stepped in one call, with what is done to them and what is seen of them as two arrays.
//
// The members are worlds like any other, known by handles of their own. Neighbours go through their steps together while they are in cache, and what presses in
// them is solved in lanes across worlds (dynamics/together.ts); a member has the bits that it has alone. A batch keeps its start, and copies it into those that are reset. What actions and observations
// mean is set once, column by column (batch-actions.ts, batch-observations.ts). A call that is refused has stepped nobody: bodies that the host took out
// of a member are found before the first step. A joint that breaks is an event of the simulation and refuses nothing.

import { ActionDef, Failure, ObservationDef, Status } from '../memory/layout';
import { heapAllocate, heapFree } from '../memory/heap';
import { STATUS, clearStatus, fail } from '../memory/status';
import { freshEvents } from '../dynamics/event-list';
import { copyWorld } from '../dynamics/snapshot';
import { stepTogether } from '../dynamics/together';
import { List, World, listClose, listReserve } from '../dynamics/world-record';
import { act, checkAction, checkActions, widthOfAction } from './batch-actions';
import { checkObservation, checkObserved, observe, widthOfObservation } from './batch-observations';
import { Slots, slotFind, slotFree, slotTake, slotsForget } from './slots';
import { statusCode, worldClone, worldClose, worldOf } from './worlds';

/** A batch: a record on the heap. */
export namespace Batch {
  // @ts-ignore: decorator
  @inline export const members: usize = 0; // List of u32 world handles
  // @ts-ignore: decorator
  @inline export const start: usize = 12; // u32, handle of the start
  // @ts-ignore: decorator
  @inline export const actionDefs: usize = 16; // List of ActionDef
  // @ts-ignore: decorator
  @inline export const observationDefs: usize = 28; // List of ObservationDef
  // @ts-ignore: decorator
  @inline export const actionWidth: usize = 40; // u32 columns
  // @ts-ignore: decorator
  @inline export const observationWidth: usize = 44;
  // @ts-ignore: decorator
  @inline export const actions: usize = 48; // List of f32
  // @ts-ignore: decorator
  @inline export const observations: usize = 60;
  // @ts-ignore: decorator
  @inline export const mask: usize = 72; // List of bytes
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 88;
}

const ACTION_DEF: usize = memory.data(<i32>ActionDef.SIZE, 8);
const OBSERVATION_DEF: usize = memory.data(<i32>ObservationDef.SIZE, 8);

/** Worlds that go through their steps together, while they are in cache. */
const NEAR: u32 = 16;
const near: usize = memory.data(64, 8);
const impactsBefore: usize = memory.data(64, 8);

const batches: usize = memory.data(<i32>Slots.SIZE, 8);

/** Ends all batches; the heap is about to be reset. */
export function forgetBatches(): void {
  slotsForget(batches);
}

/** The batch of a handle; 0 with the status set where there is none. */
function batchOf(handle: u32): usize {
  clearStatus();
  const batch = slotFind(batches, handle);
  if (!batch) fail(Failure.NoBatch, 0, 0, <f64>handle);
  return batch;
}

// @ts-ignore: decorator
@inline function memberOf(batch: usize, i: u32): u32 {
  return load<u32>(load<usize>(batch, Batch.members) + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline function countOf(batch: usize): u32 {
  return load<u32>(batch + Batch.members, List.count);
}

/** Address of the ActionDef block. */
export function actionDefBlock(): usize {
  return ACTION_DEF;
}

/** Address of the ObservationDef block. */
export function observationDefBlock(): usize {
  return OBSERVATION_DEF;
}

/** Opens a batch of `count` worlds that are the same as `world` is now. Its handle, or 0 with the status set: item is how many there was room for. */
export function batchOpen(world: u32, count: u32): u32 {
  clearStatus();
  if (!worldOf(world)) return 0;
  const batch = heapAllocate(Batch.SIZE);
  if (!batch) return 0;
  memory.fill(batch, 0, Batch.SIZE);
  if (!fillMembers(batch, world, count)) {
    const code = statusCode();
    const value = load<f64>(STATUS, Status.value);
    const limit = load<f64>(STATUS, Status.limit);
    const room = countOf(batch);
    drop(batch);
    fail(code, room, 0, value, limit);
    return 0;
  }
  const handle = slotTake(batches, batch);
  if (!handle) drop(batch);
  return handle;
}

function fillMembers(batch: usize, world: u32, count: u32): bool {
  if (!listReserve(batch + Batch.members, count, 4) || !listReserve(batch + Batch.mask, count, 1)) return false;
  memory.fill(load<usize>(batch, Batch.mask), 0, count);
  store<u32>(batch + Batch.mask, count, List.count);
  const start = worldClone(world);
  if (!start) return false;
  store<u32>(batch, start, Batch.start);
  for (let i: u32 = 0; i < count; i++) {
    const member = worldClone(world);
    if (!member) return false;
    store<u32>(load<usize>(batch, Batch.members) + (<usize>i << 2), member);
    store<u32>(batch + Batch.members, i + 1, List.count);
  }
  return true;
}

/** Closes all worlds of a batch and gives back its memory. */
function drop(batch: usize): void {
  for (let i: u32 = 0; i < countOf(batch); i++) worldClose(memberOf(batch, i));
  if (load<u32>(batch, Batch.start)) worldClose(load<u32>(batch, Batch.start));
  listClose(batch + Batch.members, 4);
  listClose(batch + Batch.actionDefs, ActionDef.SIZE);
  listClose(batch + Batch.observationDefs, ObservationDef.SIZE);
  listClose(batch + Batch.actions, 4);
  listClose(batch + Batch.observations, 4);
  listClose(batch + Batch.mask, 1);
  heapFree(batch, Batch.SIZE);
}

/** Ends a batch and its worlds. 0 or a Failure. */
export function batchClose(handle: u32): i32 {
  const batch = batchOf(handle);
  if (!batch) return Failure.NoBatch;
  drop(batch);
  slotFree(batches, handle);
  clearStatus();
  return 0;
}

/** Worlds of a batch. */
export function batchCount(handle: u32): u32 {
  const batch = batchOf(handle);
  return batch ? countOf(batch) : 0;
}

/** Handle of a batch's i-th world; 0 with the status set. */
export function batchWorld(handle: u32, i: u32): u32 {
  const batch = batchOf(handle);
  if (!batch) return 0;
  if (i < countOf(batch)) return memberOf(batch, i);
  fail(Failure.Argument, 0, 0, <f64>i, <f64>countOf(batch));
  return 0;
}

/** Adds the columns of the ActionDef block to the actions of a batch, which become zeros. The first column, or -1 with the status set. */
export function batchAddAction(handle: u32): i32 {
  const batch = batchOf(handle);
  if (!batch) return -1;
  const start = worldOf(load<u32>(batch, Batch.start));
  if (!start || !checkAction(start, ACTION_DEF)) return -1;
  const list = batch + Batch.actionDefs;
  const n = load<u32>(list, List.count);
  const first = load<u32>(batch, Batch.actionWidth);
  const width = first + widthOfAction(load<u32>(ACTION_DEF, ActionDef.kind));
  if (!listReserve(list, n + 1, ActionDef.SIZE) || !zeros(batch, batch + Batch.actions, width)) return -1;
  memory.copy(load<usize>(list) + <usize>n * ActionDef.SIZE, ACTION_DEF, ActionDef.SIZE);
  store<u32>(list, n + 1, List.count);
  store<u32>(batch, width, Batch.actionWidth);
  return <i32>first;
}

/** Adds the columns of the ObservationDef block to the observations of a batch. The first column, or -1 with the status set. */
export function batchAddObservation(handle: u32): i32 {
  const batch = batchOf(handle);
  if (!batch) return -1;
  const start = worldOf(load<u32>(batch, Batch.start));
  if (!start || !checkObservation(start, OBSERVATION_DEF)) return -1;
  const list = batch + Batch.observationDefs;
  const n = load<u32>(list, List.count);
  const first = load<u32>(batch, Batch.observationWidth);
  const width = first + widthOfObservation(start, load<u32>(OBSERVATION_DEF, ObservationDef.kind));
  if (!listReserve(list, n + 1, ObservationDef.SIZE) || !zeros(batch, batch + Batch.observations, width)) return -1;
  store<u32>(OBSERVATION_DEF, load<u32>(start + World.bodies, List.count), ObservationDef.reserved);
  memory.copy(load<usize>(list) + <usize>n * ObservationDef.SIZE, OBSERVATION_DEF, ObservationDef.SIZE);
  store<u32>(list, n + 1, List.count);
  store<u32>(batch, width, Batch.observationWidth);
  return <i32>first;
}

/** Makes an array of a batch f32[count][width] of zeros. */
function zeros(batch: usize, list: usize, width: u32): bool {
  const items = countOf(batch) * width;
  if (<u64>countOf(batch) * width > 0x1fffffff) {
    fail(Failure.TooMany, 0, 0, <f64>countOf(batch) * <f64>width, <f64>0x1fffffff);
    return false;
  }
  if (!listReserve(list, items, 4)) return false;
  store<u32>(list, items, List.count);
  memory.fill(load<usize>(list), 0, <usize>items << 2);
  return true;
}

/** Columns of a batch's actions. */
export function batchActionWidth(handle: u32): u32 {
  const batch = batchOf(handle);
  return batch ? load<u32>(batch, Batch.actionWidth) : 0;
}

/** Columns of a batch's observations. */
export function batchObservationWidth(handle: u32): u32 {
  const batch = batchOf(handle);
  return batch ? load<u32>(batch, Batch.observationWidth) : 0;
}

/** Address of f32[count][action columns], for the host to write before batchStep(); it holds until a column is added. */
export function batchActions(handle: u32): usize {
  const batch = batchOf(handle);
  return batch ? load<usize>(batch, Batch.actions) : 0;
}

/** Address of f32[count][observation columns], after batchStep(), batchReset() or batchObserve(). */
export function batchObservations(handle: u32): usize {
  const batch = batchOf(handle);
  return batch ? load<usize>(batch, Batch.observations) : 0;
}

/** Address of u8[count]: 1 = batchReset() takes this world back to the start. */
export function batchMask(handle: u32): usize {
  const batch = batchOf(handle);
  return batch ? load<usize>(batch, Batch.mask) : 0;
}

/** Acts on every world, steps it `steps` times and observes it. 0 or a Failure: then `item` is the world, `offset` the column. */
export function batchStep(handle: u32, steps: u32): i32 {
  const batch = batchOf(handle);
  if (!batch) return Failure.NoBatch;
  const count = countOf(batch);
  const width = load<u32>(batch, Batch.actionWidth);
  let row = load<usize>(batch, Batch.actions);
  for (let i: u32 = 0; i < count; i++, row += <usize>width << 2) {
    const world = worldOf(memberOf(batch, i));
    if (!world) return fail(Failure.NoWorld, i, 0, <f64>memberOf(batch, i));
    if (!checkActions(world, i, batch + Batch.actionDefs, row) || !checkObserved(world, i, batch + Batch.observationDefs)) return statusCode();
  }
  for (let first: u32 = 0; first < count; first += NEAR) {
    if (!stepNear(batch, first, min<u32>(first + NEAR, count), steps)) return statusCode();
  }
  clearStatus();
  return 0;
}

/** Steps the worlds from number `first` to before `end` to their end, and observes them. False with the status set. */
function stepNear(batch: usize, first: u32, end: u32, steps: u32): bool {
  const width = <usize>load<u32>(batch, Batch.actionWidth) << 2;
  const rows = load<usize>(batch, Batch.actions);
  for (let i = first; i < end; i++) {
    const world = worldOf(memberOf(batch, i));
    freshEvents(world);
    store<usize>(near + (<usize>(i - first) << 2), world);
    store<u32>(impactsBefore + (<usize>(i - first) << 2), load<u32>(world, World.impactCount));
  }
  for (let k: u32 = 0; k < steps; k++) {
    if (width) {
      for (let i = first; i < end; i++) {
        act(load<usize>(near + (<usize>(i - first) << 2)), batch + Batch.actionDefs, rows + <usize>i * width, k == 0);
      }
    }
    if (!stepTogether(near, end - first)) return false;
  }
  for (let i = first; i < end; i++) {
    const world = load<usize>(near + (<usize>(i - first) << 2));
    store<u32>(world, load<u32>(world + World.events, List.count), World.eventsSeen);
    look(batch, world, i, load<u32>(world, World.impactCount) - load<u32>(impactsBefore + (<usize>(i - first) << 2)));
  }
  return true;
}

/** Takes every world whose mask is 1 back to the start and observes it; masks become 0. 0 or a Failure. */
export function batchReset(handle: u32): i32 {
  const batch = batchOf(handle);
  if (!batch) return Failure.NoBatch;
  const start = worldOf(load<u32>(batch, Batch.start));
  const mask = load<usize>(batch, Batch.mask);
  for (let i: u32 = 0; i < countOf(batch); i++) {
    if (!load<u8>(mask + i)) continue;
    const world = worldOf(memberOf(batch, i));
    if (!world) return fail(Failure.NoWorld, i, 0, <f64>memberOf(batch, i));
    if (!copyWorld(world, start)) return statusCode();
    look(batch, world, i, 0);
    store<u8>(mask + i, 0);
  }
  return 0;
}

/** Observes all worlds as they are. 0 or a Failure. */
export function batchObserve(handle: u32): i32 {
  const batch = batchOf(handle);
  if (!batch) return Failure.NoBatch;
  for (let i: u32 = 0; i < countOf(batch); i++) {
    const world = worldOf(memberOf(batch, i));
    if (!world) return fail(Failure.NoWorld, i, 0, <f64>memberOf(batch, i));
    if (!checkObserved(world, i, batch + Batch.observationDefs)) return statusCode();
    look(batch, world, i, 0);
  }
  clearStatus();
  return 0;
}

function look(batch: usize, world: usize, i: u32, impacts: u32): void {
  const width = load<u32>(batch, Batch.observationWidth);
  observe(world, batch + Batch.observationDefs, load<usize>(batch, Batch.observations) + ((<usize>i * width) << 2), impacts);
}
