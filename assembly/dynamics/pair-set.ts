// From a pair of shapes (a < b) to the number of their contact: a hash table with linear probing, at most half full.
//
// A key is a | b << 32, never 0 as a < b: 0 marks a free slot. Removal shifts later keys of the same run back into the hole
// (Knuth 6.4 R), so that there are no tombstones and a run never grows with age. The table is a cache of the list
// of contacts: nothing may depend on the order of its slots, and a snapshot leaves it out.

import { heapAllocate, heapFree } from '../memory/heap';

/** A set of pairs: a record that the caller provides. */
namespace PairSet {
  // @ts-ignore: decorator
  @inline export const slots: usize = 0; // u64[slots] keys, then u32[slots] contacts; one block of the heap
  // @ts-ignore: decorator
  @inline export const mask: usize = 4; // u32, slots - 1; slots is a power of two
  // @ts-ignore: decorator
  @inline export const count: usize = 8; // u32 pairs
  // @ts-ignore: decorator
  @inline export const shift: usize = 12; // u32, 64 - log2(slots)
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 16;
}

/** What pairsFind returns for a pair that is not in the set. */
// @ts-ignore: decorator
@inline const NO_CONTACT: u32 = 0xffffffff;

// @ts-ignore: decorator
@inline const FEWEST_BITS: u32 = 4;

// @ts-ignore: decorator
@inline
function keyOf(a: u32, b: u32): u64 {
  return (<u64>a) | ((<u64>b) << 32);
}

/** The slot at which the search for a key begins: multiplicative hashing, twice so that high halves reach all bits. */
// @ts-ignore: decorator
@inline
function home(key: u64, shift: u32): u32 {
  let h: u64 = key * 0x9e3779b97f4a7c15;
  h = (h ^ (h >> 32)) * 0xd6e8feb86659fd93;
  return <u32>(h >> <u64>shift);
}

// @ts-ignore: decorator
@inline
function keyAt(slots: usize, slot: u32): usize {
  return slots + ((<usize>slot) << 3);
}

// @ts-ignore: decorator
@inline
function contactAt(slots: usize, mask: u32, slot: u32): usize {
  return slots + ((<usize>mask + 1) << 3) + ((<usize>slot) << 2);
}

// @ts-ignore: decorator
@inline
function bytesOf(mask: u32): usize {
  return (<usize>mask + 1) * 12;
}

/** The slot of a key, or the free one where it would go. */
// @ts-ignore: decorator
@inline
function slotOf(slots: usize, mask: u32, shift: u32, key: u64): u32 {
  let slot = home(key, shift);
  let found = load<u64>(keyAt(slots, slot));
  while (found != key && found != 0) {
    slot = (slot + 1) & mask;
    found = load<u64>(keyAt(slots, slot));
  }
  return slot;
}

/** Gives the set 2^bits free slots. False, changing nothing, when there is no memory left. */
function openSlots(set: usize, bits: u32): bool {
  const mask: u32 = ((<u32>1) << bits) - 1;
  const slots = heapAllocate(bytesOf(mask));
  if (slots == 0) return false;
  memory.fill(slots, 0, (<usize>mask + 1) << 3);
  store<u32>(set, <u32>slots, PairSet.slots);
  store<u32>(set, mask, PairSet.mask);
  store<u32>(set, 64 - bits, PairSet.shift);
  return true;
}

/** Makes PairSet.SIZE bytes at `set` an empty set. False when there is no memory left. */
export function pairsOpen(set: usize): bool {
  memory.fill(set, 0, PairSet.SIZE);
  return openSlots(set, FEWEST_BITS);
}

/** Gives back the set's memory. A closed set may be closed again. */
export function pairsClose(set: usize): void {
  heapFree(<usize>load<u32>(set, PairSet.slots), bytesOf(load<u32>(set, PairSet.mask)));
  memory.fill(set, 0, PairSet.SIZE);
}

/** Removes all pairs; the slots stay as many as they are. */
export function pairsClear(set: usize): void {
  memory.fill(<usize>load<u32>(set, PairSet.slots), 0, (<usize>load<u32>(set, PairSet.mask) + 1) << 3);
  store<u32>(set, 0, PairSet.count);
}

/** The contact of the pair a < b, or NO_CONTACT. */
export function pairsFind(set: usize, a: u32, b: u32): u32 {
  const key = keyOf(a, b);
  const slots = <usize>load<u32>(set, PairSet.slots);
  const mask = load<u32>(set, PairSet.mask);
  const slot = slotOf(slots, mask, load<u32>(set, PairSet.shift), key);
  return load<u64>(keyAt(slots, slot)) != 0 ? load<u32>(contactAt(slots, mask, slot)) : NO_CONTACT;
}

/** Twice the slots. False, changing nothing, when there is no memory left. */
function grow(set: usize): bool {
  const old = <usize>load<u32>(set, PairSet.slots);
  const oldMask = load<u32>(set, PairSet.mask);
  const bits: u32 = 65 - load<u32>(set, PairSet.shift);
  if (!openSlots(set, bits)) return false;
  const slots = <usize>load<u32>(set, PairSet.slots);
  const mask = load<u32>(set, PairSet.mask);
  for (let i: u32 = 0; i <= oldMask; i++) {
    const key = load<u64>(keyAt(old, i));
    if (key == 0) continue;
    const slot = slotOf(slots, mask, 64 - bits, key);
    store<u64>(keyAt(slots, slot), key);
    store<u32>(contactAt(slots, mask, slot), load<u32>(contactAt(old, oldMask, i)));
  }
  heapFree(old, bytesOf(oldMask));
  return true;
}

/** Gives the pair a < b a contact, another one if it has one. False, changing nothing, when there is no memory left. */
export function pairsAdd(set: usize, a: u32, b: u32, contact: u32): bool {
  const key = keyOf(a, b);
  let slots = <usize>load<u32>(set, PairSet.slots);
  let mask = load<u32>(set, PairSet.mask);
  let slot = slotOf(slots, mask, load<u32>(set, PairSet.shift), key);
  if (load<u64>(keyAt(slots, slot)) == 0) {
    const count: u32 = load<u32>(set, PairSet.count) + 1;
    if (count > (mask + 1) >> 1) {
      if (!grow(set)) return false;
      slots = <usize>load<u32>(set, PairSet.slots);
      mask = load<u32>(set, PairSet.mask);
      slot = slotOf(slots, mask, load<u32>(set, PairSet.shift), key);
    }
    store<u64>(keyAt(slots, slot), key);
    store<u32>(set, count, PairSet.count);
  }
  store<u32>(contactAt(slots, mask, slot), contact);
  return true;
}

/** Removes the pair a < b, if it is there. */
export function pairsRemove(set: usize, a: u32, b: u32): void {
  const slots = <usize>load<u32>(set, PairSet.slots);
  const mask = load<u32>(set, PairSet.mask);
  const shift = load<u32>(set, PairSet.shift);
  let hole = slotOf(slots, mask, shift, keyOf(a, b));
  if (load<u64>(keyAt(slots, hole)) == 0) return;
  let slot = hole;
  for (;;) {
    slot = (slot + 1) & mask;
    const key = load<u64>(keyAt(slots, slot));
    if (key == 0) break;
    // A key may move back to the hole unless its search begins behind the hole.
    if (((slot - home(key, shift)) & mask) < ((slot - hole) & mask)) continue;
    store<u64>(keyAt(slots, hole), key);
    store<u32>(contactAt(slots, mask, hole), load<u32>(contactAt(slots, mask, slot)));
    hole = slot;
  }
  store<u64>(keyAt(slots, hole), 0);
  store<u32>(set, load<u32>(set, PairSet.count) - 1, PairSet.count);
}
