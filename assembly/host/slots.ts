// Tables of handles: of worlds, of batches. A handle is a slot (low 20 bits, from 1) and its generation above, so that the handle of what has ended is
// known for one, for ever: a slot whose generations are used up is left alone, and what comes after the arena was reset begins with generations of its own.

import { Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { List, listReserve } from '../dynamics/world-record';

const BITS: u32 = 20;
const MASK: u32 = (1 << BITS) - 1;
/** Generation of a slot that is used up. */
const LAST: u32 = 4095;

/** A table: a List of slots of 8 bytes, [address of what it is, or the next free slot; generation x 2 + 1 where in use]. */
export namespace Slots {
  // @ts-ignore: decorator
  @inline export const free: usize = 12; // u32, first free slot, 0 = none
  // @ts-ignore: decorator
  @inline export const epoch: usize = 16; // u32, generation of fresh slots
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 24;
}

// @ts-ignore: decorator
@inline
function slotAt(table: usize, i: u32): usize {
  return load<usize>(table) + ((<usize>i - 1) << 3);
}

/** Address of what a handle means, 0 where it means nothing. */
export function slotFind(table: usize, handle: u32): usize {
  const i = handle & MASK;
  if (i - 1 >= load<u32>(table, List.count)) return 0;
  return load<u32>(slotAt(table, i), 4) == (((handle >> BITS) << 1) | 1) ? load<usize>(slotAt(table, i)) : 0;
}

/** A handle for something; 0 with the status set where there is none left. */
export function slotTake(table: usize, address: usize): u32 {
  let i = load<u32>(table, Slots.free);
  if (i) {
    store<u32>(table, load<u32>(slotAt(table, i)), Slots.free);
  } else {
    i = load<u32>(table, List.count) + 1;
    if (i > MASK) {
      fail(Failure.TooMany, 0, 0, <f64>i, <f64>MASK);
      return 0;
    }
    if (!listReserve(table, i, 8)) return 0;
    store<u32>(table, i, List.count);
    store<u32>(slotAt(table, i), load<u32>(table, Slots.epoch) << 1, 4);
  }
  const generation = load<u32>(slotAt(table, i), 4) >> 1;
  store<usize>(slotAt(table, i), address);
  store<u32>(slotAt(table, i), (generation << 1) | 1, 4);
  return (generation << BITS) | i;
}

/** A handle means nothing any more. */
export function slotFree(table: usize, handle: u32): void {
  const i = handle & MASK;
  const generation = (load<u32>(slotAt(table, i), 4) >> 1) + 1;
  store<u32>(slotAt(table, i), generation << 1, 4);
  if (generation >= LAST) return;
  store<u32>(slotAt(table, i), load<u32>(table, Slots.free));
  store<u32>(table, i, Slots.free);
}

/** All handles mean nothing any more; the memory of the table is about to be reset. */
export function slotsForget(table: usize): void {
  const count = load<u32>(table, List.count);
  let epoch = load<u32>(table, Slots.epoch);
  for (let i: u32 = 1; i <= count; i++) epoch = max<u32>(epoch, (load<u32>(slotAt(table, i), 4) >> 1) + 1);
  memory.fill(table, 0, Slots.SIZE);
  store<u32>(table, epoch < LAST ? epoch : 0, Slots.epoch);
}
