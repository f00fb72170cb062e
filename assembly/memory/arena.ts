// One bump arena from __heap_base to the end of memory.
//
// Opening a plan resets it to the bottom; preparing a split or a clip's buffers extends it. Nothing is ever
// freed singly, and making a clip allocates nothing, so memory is flat however many clips are made.
// Memory grows here and nowhere else: a host re-makes its views when memory.buffer has changed.

import { Failure } from './layout';
import { fail } from './status';

let top: usize = 0;

/** The arena's first free byte. */
export function mark(): usize {
  if (top == 0) top = (__heap_base + 15) & ~(<usize>15);
  return top;
}

/** Gives back everything that was allocated after `to = mark()`. */
export function reset(to: usize): void {
  top = to;
}

/**
 * Allocates `bytes` on a 16-byte boundary, growing memory as needed. The bytes are not cleared.
 * Returns 0, with the status set to OutOfMemory (value = bytes asked for), when memory cannot grow.
 */
export function allocate(bytes: usize): usize {
  const start = mark();
  const end = <u64>start + <u64>bytes + 15;
  const available = <u64>memory.size() << 16;
  if (end > available) {
    const pages = (end - available + 0xffff) >> 16;
    if (end > 0xffff0000 || memory.grow(<i32>pages) < 0) {
      fail(Failure.OutOfMemory, 0, 0, <f64>bytes, <f64>available);
      return 0;
    }
  }
  top = (start + bytes + 15) & ~(<usize>15);
  return start;
}
