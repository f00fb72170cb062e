// Blocks of the arena that can be given back: for the arrays of a world, which grow and go one by one.
//
// A block is of one of 104 sizes: 16, 32, 48, 64 bytes, then four to each power of two up to 2^31 (size classes as
// in jemalloc and TLSF), so that rounding wastes less than a fifth of a block. Freed blocks are kept in a list by size, the next
// one's address in their first word, and serve their own size again: as long as memory can grow nothing is split or merged. An array
// that doubles leaves behind, all in all, as much as it holds. When memory cannot grow, a larger block is split; if there is none, free neighbours are
// merged first (heap-merge.ts). The caller remembers a block's size.
//
// Addresses depend on the history of all calls; results of a simulation must depend on no address.

import { allocate } from './arena';
import { mergeFree } from './heap-merge';
import { Failure } from './layout';
import { clearStatus, fail } from './status';

// @ts-ignore: decorator
@inline const CLASSES: usize = 104;
// @ts-ignore: decorator
@inline const LARGEST: usize = 0x80000000;

/** usize[CLASSES]: the first free block of each size, 0 = none. */
const LISTS: usize = memory.data(416, 16);

let used: usize = 0;

/** The step between the sizes around `bytes` <= LARGEST, as a power of two: 16 bytes at least, a quarter of the power of two below. */
// @ts-ignore: decorator
@inline
function stepBits(bytes: usize): usize {
  return max<usize>(31 - clz<usize>((bytes - 1) | 63), 6) - 2;
}

/** The size of the block that serves `bytes` in 1..LARGEST. */
// @ts-ignore: decorator
@inline
function blockSize(bytes: usize): usize {
  const mask: usize = ((<usize>1) << stepBits(bytes)) - 1;
  return (bytes + mask) & ~mask;
}

/** The list of the blocks that serve `bytes` in 1..LARGEST. */
// @ts-ignore: decorator
@inline
function listOf(bytes: usize): usize {
  const bits = stepBits(bytes);
  return LISTS + ((((bits - 4) << 2) + ((bytes - 1) >> bits)) << alignof<usize>());
}

/** Forgets all blocks. For when the arena is reset below them. */
export function heapReset(): void {
  memory.fill(LISTS, 0, CLASSES * sizeof<usize>());
  used = 0;
}

/** Bytes handed out now, as rounded. */
export function heapUsed(): usize {
  return used;
}

/**
 * A block of at least `bytes` on a 16-byte boundary; its contents are not cleared. Returns 0, with the status set to OutOfMemory,
 * when there is no memory left or `bytes` > 2^31.
 */
export function heapAllocate(bytes: usize): usize {
  if (bytes > LARGEST) {
    fail(Failure.OutOfMemory, 0, 0, <f64>bytes, <f64>LARGEST);
    return 0;
  }
  bytes = max<usize>(bytes, 1);
  const list = listOf(bytes);
  const size = blockSize(bytes);
  let block = load<usize>(list);
  if (block != 0) {
    store<usize>(list, load<usize>(block));
  } else {
    block = allocate(size);
    if (block == 0) {
      block = split(size);
      if (block == 0) block = merge(size);
      if (block == 0) return 0;
      clearStatus();
    }
  }
  used += size;
  return block;
}

/** The size of the blocks of list number c. */
// @ts-ignore: decorator
@inline
function sizeOf(c: usize): usize {
  if (c < 8) return (c + 1) << 4;
  const bits: usize = ((c - 4) >> 2) + 4;
  return (c - ((bits - 4) << 2) + 1) << bits;
}

// @ts-ignore: decorator
@inline
function push(pointer: usize, list: usize): void {
  store<usize>(pointer, load<usize>(list));
  store<usize>(list, pointer);
}

/** Puts `bytes` (a multiple of 16) from `at` on into the lists, in the largest blocks that there are. */
function keep(at: usize, bytes: usize): void {
  let c: usize = CLASSES;
  while (bytes != 0) {
    do c--; while (sizeOf(c) > bytes);
    push(at, LISTS + (c << alignof<usize>()));
    at += sizeOf(c);
    bytes -= sizeOf(c);
    c++;
  }
}

/** A block of `size` cut from the smallest free one that is larger; 0 where there is none. */
function split(size: usize): usize {
  for (let c = (listOf(size) - LISTS) >> alignof<usize>(); c < CLASSES; c++) {
    const list = LISTS + (c << alignof<usize>());
    const block = load<usize>(list);
    if (block == 0) continue;
    store<usize>(list, load<usize>(block));
    keep(block + size, sizeOf(c) - size);
    return block;
  }
  return 0;
}

/** A block of `size` from free neighbours that are merged; 0 where there are none. */
function merge(size: usize): usize {
  let all: usize = 0;
  for (let c: usize = 0; c < CLASSES; c++) {
    const list = LISTS + (c << alignof<usize>());
    for (let block = load<usize>(list); block != 0; ) {
      const next = load<usize>(block);
      store<usize>(block, all);
      store<usize>(block, sizeOf(c), sizeof<usize>());
      all = block;
      block = next;
    }
    store<usize>(list, 0);
  }
  for (let run = mergeFree(all); run != 0; ) {
    const next = load<usize>(run);
    keep(run, load<usize>(run, sizeof<usize>()));
    run = next;
  }
  const block = split(size);
  return block != 0 ? block : allocate(size);
}

/** Gives back a block that was allocated with `bytes`. Does nothing where `pointer` is 0. */
export function heapFree(pointer: usize, bytes: usize): void {
  if (pointer == 0) return;
  bytes = max<usize>(bytes, 1);
  push(pointer, listOf(bytes));
  used -= blockSize(bytes);
}

/**
 * Moves a block that was allocated with `bytes` (0 = none yet) to one of `newBytes` >= bytes, with all its contents, and returns
 * where it is now. Returns 0 when there is no memory left, and the old block stays as it was.
 */
export function heapGrow(pointer: usize, bytes: usize, newBytes: usize): usize {
  if (pointer == 0) return heapAllocate(newBytes);
  if (newBytes <= LARGEST && blockSize(max<usize>(bytes, 1)) == blockSize(max<usize>(newBytes, 1))) return pointer;
  const grown = heapAllocate(newBytes);
  if (grown == 0) return 0;
  memory.copy(grown, pointer, min<usize>(bytes, newBytes));
  heapFree(pointer, bytes);
  return grown;
}
