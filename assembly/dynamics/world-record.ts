// The record of a world: its settings, and where its arrays are. Everything that steps refer to is found by number in these arrays.
//
// Arrays grow on the heap by half (memory/heap.ts); a world therefore costs what it holds. What is removed leaves its record to the next that is
// added (ids.ts).

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
  @inline export const step: usize = 96; // i32, steps done
  // @ts-ignore: decorator
  @inline export const horizon: usize = 100; // i32, nothing can touch in a step before this one
  // @ts-ignore: decorator
  @inline export const stale: usize = 104; // u32, 1 = free bodies are to be evaluated
  // @ts-ignore: decorator
  @inline export const contactFree: usize = 108; // u32, head of the list of free contacts
  // @ts-ignore: decorator
  @inline export const contactLive: usize = 112; // u32, contacts in use
  // @ts-ignore: decorator
  @inline export const staticsChanged: usize = 116; // u32, 1 = neighbours of static shapes are to be found anew
  // @ts-ignore: decorator
  @inline export const rolling: usize = 120; // u32, 1 = a shape has rolling resistance
  // @ts-ignore: decorator
  @inline export const damped: usize = 124; // u32, 1 = a body is damped
  // @ts-ignore: decorator
  @inline export const forced: usize = 128; // u32, 1 = a force acts on a body, or a kinematic body has a target
  // @ts-ignore: decorator
  @inline export const oneWay: usize = 132; // u32, 1 = a shape is solid from one side only
  // @ts-ignore: decorator
  @inline export const stepImpacts: usize = 136; // u32, in the last step
  // @ts-ignore: decorator
  @inline export const solved: usize = 140; // u32, contacts solved in the last step
  // @ts-ignore: decorator
  @inline export const colors: usize = 144; // u32, colours of the last step
  // @ts-ignore: decorator
  @inline export const mostSubsteps: usize = 148; // u32
  // @ts-ignore: decorator
  @inline export const bodyFree: usize = 152; // u32, head of the list of free bodies
  // @ts-ignore: decorator
  @inline export const bodyLive: usize = 156; // u32, bodies in use
  // @ts-ignore: decorator
  @inline export const shapeFree: usize = 160; // u32
  // @ts-ignore: decorator
  @inline export const shapeLive: usize = 164; // u32
  // @ts-ignore: decorator
  @inline export const jointFree: usize = 168; // u32
  // @ts-ignore: decorator
  @inline export const jointLive: usize = 172; // u32
  // @ts-ignore: decorator
  @inline export const sensors: usize = 176; // u32, 1 = there is a sensor
  // @ts-ignore: decorator
  @inline export const spare: usize = 180; // u32, 0
  // @ts-ignore: decorator
  @inline export const bodies: usize = 184; // List; state ends here, what follows is memory and output
  // @ts-ignore: decorator
  @inline export const shapes: usize = 196;
  // @ts-ignore: decorator
  @inline export const contacts: usize = 208;
  // @ts-ignore: decorator
  @inline export const neighbours: usize = 220;
  // @ts-ignore: decorator
  @inline export const joints: usize = 232;
  // @ts-ignore: decorator
  @inline export const impacts: usize = 244; // List of Contact records since opening
  // @ts-ignore: decorator
  @inline export const impactCount: usize = 256; // u32, impacts since opening; may exceed what is kept
  // @ts-ignore: decorator
  @inline export const impactsKept: usize = 260; // u32, most impact records
  // @ts-ignore: decorator
  @inline export const events: usize = 264; // List of Event records of the last worldStep()
  // @ts-ignore: decorator
  @inline export const eventsSeen: usize = 276; // u32, events that the last worldStep() reported
  // @ts-ignore: decorator
  @inline export const eventsLost: usize = 280; // u32
  // @ts-ignore: decorator
  @inline export const traced: usize = 284; // u32, 1 = digests of every step are kept
  // @ts-ignore: decorator
  @inline export const states: usize = 288; // scratch: state records
  // @ts-ignore: decorator
  @inline export const staticTree: usize = 296; // TreeHeader; 64 bytes are set aside for it
  // @ts-ignore: decorator
  @inline export const movingTree: usize = 360;
  // @ts-ignore: decorator
  @inline export const pairs: usize = 424; // PairSet, 32 bytes
  // @ts-ignore: decorator
  @inline export const trace: usize = 456; // List of bytes (trace.ts)
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 472;
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
