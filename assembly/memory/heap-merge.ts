// Merging of free neighbours, for when memory cannot grow (heap.ts).
//
// A free block here holds the next one's address and its own size. The list is sorted by address by merging ever longer runs of it (bottom-up
// merge sort, D. Knuth, The Art of Computer Programming 3, 5.2.4), which needs no memory; then neighbours become one. What reaches the
// end of the arena goes back to it.

import { mark, reset } from './arena';

// @ts-ignore: decorator
@inline
function next(block: usize): usize {
  return load<usize>(block);
}

// @ts-ignore: decorator
@inline
function size(block: usize): usize {
  return load<usize>(block, sizeof<usize>());
}

/** The list in order of addresses. */
function sort(first: usize): usize {
  let merges = 2;
  for (let length: usize = 1; merges > 1; length <<= 1) {
    let rest = first;
    let last: usize = 0;
    merges = 0;
    first = 0;
    while (rest != 0) {
      merges++;
      let a = rest;
      let b = rest;
      let countA: usize = 0;
      while (b != 0 && countA < length) {
        countA++;
        b = next(b);
      }
      let countB: usize = length;
      while (countA != 0 || (countB != 0 && b != 0)) {
        let taken: usize;
        if (countA == 0 || (countB != 0 && b != 0 && b < a)) {
          taken = b;
          b = next(b);
          countB--;
        } else {
          taken = a;
          a = next(a);
          countA--;
        }
        if (last != 0) store<usize>(last, taken);
        else first = taken;
        last = taken;
      }
      rest = b;
    }
    if (last != 0) store<usize>(last, 0);
  }
  return first;
}

/** Merges the blocks of a list, and gives back to the arena what reaches its end. The list of what is left, in order of addresses. */
export function mergeFree(first: usize): usize {
  first = sort(first);
  let before: usize = 0;
  for (let block = first; block != 0; ) {
    const after = next(block);
    if (after != 0 && block + size(block) == after) {
      store<usize>(block, next(after));
      store<usize>(block, size(block) + size(after), sizeof<usize>());
      continue;
    }
    if (after == 0 && block + size(block) == mark()) {
      reset(block);
      if (before == 0) return 0;
      store<usize>(before, 0);
      return first;
    }
    before = block;
    block = after;
  }
  return first;
}
