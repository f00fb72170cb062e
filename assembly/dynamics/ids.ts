// Ids of bodies, shapes and joints: a number in the world's array, and a generation that tells what is there now from what was there before.
//
// The number stands in the low 21 bits, the generation in the ten above, so an id is never negative as i32, and equals the number until something has
// been removed. A record whose generations are used up is never used again, so a stale id is always known. Free records form
// a list through the field that holds the host's own number; the last one freed is the first to be used again.

import { Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { NONE } from './body';
import { List, listReserve } from './world-record';

// @ts-ignore: decorator
@inline const BITS: u32 = 21;
/** Most records of a kind. */
// @ts-ignore: decorator
@inline export const MOST: u32 = 1 << BITS;
/** Generation of a record that is used up. */
// @ts-ignore: decorator
@inline const LAST: u32 = 1023;

// @ts-ignore: decorator
@inline export function makeId(index: u32, generation: u32): u32 {
  return (generation << BITS) | index;
}

// @ts-ignore: decorator
@inline export function indexOf(id: u32): u32 {
  return id & (MOST - 1);
}

// @ts-ignore: decorator
@inline export function generationOf(id: u32): u32 {
  return id >> BITS;
}

/**
 * The record that is used next: the head of the free list at *free, else one more at the end of `list`. NONE, with the status set, where there
 * is none. The record is still free; claim() takes it.
 */
export function nextRecord(list: usize, free: usize, size: usize, item: u32): u32 {
  const head = load<u32>(free);
  if (head != NONE) return head;
  const i = load<u32>(list, List.count);
  if (i >= MOST) {
    fail(Failure.TooMany, item, 0, <f64>i + 1.0, <f64>MOST);
    return NONE;
  }
  return listReserve(list, i + 1, size) ? i : NONE;
}

/** Takes the record that nextRecord() named; its generation. Fields are for the caller to fill: `next` is the offset of the free link. */
export function claim(list: usize, free: usize, live: usize, i: u32, size: usize, next: usize, generation: usize): u32 {
  const record = load<usize>(list) + <usize>i * size;
  let age: u32 = 0;
  if (i == load<u32>(free)) {
    store<u32>(free, load<u32>(record + next));
    age = load<u32>(record + generation);
  } else {
    store<u32>(list, i + 1, List.count);
  }
  store<u32>(live, load<u32>(live) + 1);
  memory.fill(record, 0, size);
  store<u32>(record + generation, age);
  return age;
}

/** Gives a record back; its generation has ended. */
export function release(list: usize, free: usize, live: usize, i: u32, size: usize, next: usize, generation: usize): void {
  const record = load<usize>(list) + <usize>i * size;
  const age = load<u32>(record + generation) + 1;
  store<u32>(live, load<u32>(live) - 1);
  store<u32>(record + generation, age);
  store<u32>(record + next, NONE);
  if (age >= LAST) return;
  store<u32>(record + next, load<u32>(free));
  store<u32>(free, i);
}
