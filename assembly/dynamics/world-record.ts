// The record of a world: its settings, and where its arrays are. Everything that steps refer to is found by number in these arrays.
//
// Arrays grow on the heap by half (memory/heap.ts); a world therefore costs what it holds. Bodies and shapes are never removed singly yet.

import { heapAllocate, heapFree, heapGrow } from '../memory/heap';
import { WorldDef } from '../memory/layout';

/** An array of a world: address, capacity and count in items. */
export namespace List {
  // @ts-ignore: decorator
  @inline export const address: usize = 0;
  // @ts-ignore: decorator
  @inline export const capacity: usize = 4;
  // @ts-ignore: decorator
  @inline export const count: usize = 8;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 12;
}

export namespace World {
  /** Settings: a WorldDef. */
  // @ts-ignore: decorator
  @inline export const def: usize = 0;
  // @ts-ignore: decorator
  @inline export const step: usize = 80; // i32, steps done
  // @ts-ignore: decorator
  @inline export const horizon: usize = 84; // i32, nothing can touch in a step before this one
  // @ts-ignore: decorator
  @inline export const stale: usize = 88; // u32, 1 = free bodies are to be evaluated
  // @ts-ignore: decorator
  @inline export const contactFree: usize = 92; // u32, head of the list of free contacts
  // @ts-ignore: decorator
  @inline export const contactLive: usize = 96; // u32, contacts in use
  // @ts-ignore: decorator
  @inline export const staticsChanged: usize = 100; // u32, 1 = neighbours of static shapes are to be found anew
  // @ts-ignore: decorator
  @inline export const impactCount: usize = 104; // u32, impacts since opening; may exceed what is kept
  // @ts-ignore: decorator
  @inline export const impactsKept: usize = 108; // u32, capacity of the impact records
  // @ts-ignore: decorator
  @inline export const impactRecords: usize = 112; // address of Contact records
  // @ts-ignore: decorator
  @inline export const rolling: usize = 116; // u32, 1 = a shape has rolling resistance
  // @ts-ignore: decorator
  @inline export const damped: usize = 120; // u32, 1 = a body is damped
  // @ts-ignore: decorator
  @inline export const stepImpacts: usize = 124; // u32, in the last step
  // @ts-ignore: decorator
  @inline export const solved: usize = 128; // u32, contacts solved in the last step
  // @ts-ignore: decorator
  @inline export const colors: usize = 132; // u32, colours of the last step
  // @ts-ignore: decorator
  @inline export const mostSubsteps: usize = 136; // u32
  // 140: not in use; the word stands in snapshots.
  // @ts-ignore: decorator
  @inline export const bodies: usize = 144; // List
  // @ts-ignore: decorator
  @inline export const shapes: usize = 156;
  // @ts-ignore: decorator
  @inline export const contacts: usize = 168;
  // @ts-ignore: decorator
  @inline export const neighbours: usize = 180;
  // @ts-ignore: decorator
  @inline export const staticTree: usize = 192; // TreeHeader; 64 bytes are set aside for it
  // @ts-ignore: decorator
  @inline export const movingTree: usize = 256;
  // @ts-ignore: decorator
  @inline export const pairs: usize = 320; // PairSet, 32 bytes
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 352;
}

// @ts-ignore: decorator
@inline export function settingF(world: usize, field: usize): f32 {
  return load<f32>(world + field);
}

// @ts-ignore: decorator
@inline export function settingU(world: usize, field: usize): u32 {
  return load<u32>(world + field);
}

/** Seconds of a step. */
// @ts-ignore: decorator
@inline export function stepOf(world: usize): f32 {
  return load<f32>(world, WorldDef.step);
}

/** Makes room for one more item of `size` bytes at the end of a list; false when memory is exhausted. */
export function listReserve(list: usize, items: u32, size: usize): bool {
  const capacity = load<u32>(list, List.capacity);
  if (items <= capacity) return true;
  const wanted = max<u32>(items, capacity + (capacity >> 1) + 4);
  const address = heapGrow(load<usize>(list), <usize>capacity * size, <usize>wanted * size);
  if (!address) return false;
  store<usize>(list, address);
  store<u32>(list, wanted, List.capacity);
  return true;
}

export function listClose(list: usize, size: usize): void {
  if (load<usize>(list)) heapFree(load<usize>(list), <usize>load<u32>(list, List.capacity) * size);
  memory.fill(list, 0, List.SIZE);
}

/** A buffer of at least `bytes`, found at *slot with its size at slot + 4; contents are not kept. 0 when memory is exhausted. */
export function scratch(slot: usize, bytes: usize): usize {
  const have = <usize>load<u32>(slot, 4);
  if (bytes <= have) return load<usize>(slot);
  if (have) heapFree(load<usize>(slot), have);
  const wanted = bytes + (bytes >> 1) + 64;
  const address = heapAllocate(wanted);
  store<usize>(slot, address);
  store<u32>(slot, address ? <u32>wanted : 0, 4);
  return address;
}
