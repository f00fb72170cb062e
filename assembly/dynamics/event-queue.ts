// Impacts to come in this step, in order of (time, body, body, contact): a binary heap of 24-byte entries.
//
// An entry is valid as long as neither body has changed course since it was made: `version` is the sum of their versions, which
// only grow. Stale entries are passed over when they come up.

import { List, listReserve } from './world-record';

export namespace Event {
  // @ts-ignore: decorator
  @inline export const time: usize = 0; // f32, s within the step
  // @ts-ignore: decorator
  @inline export const bodyA: usize = 4;
  // @ts-ignore: decorator
  @inline export const bodyB: usize = 8;
  // @ts-ignore: decorator
  @inline export const contact: usize = 12;
  // @ts-ignore: decorator
  @inline export const version: usize = 16;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 24;
}

const queue: usize = memory.data(12, 8);

/** Forgets its memory; called when the heap is reset. */
export function forgetEvents(): void {
  memory.fill(queue, 0, List.SIZE);
}

/** Ends all events. */
export function clearEvents(): void {
  store<u32>(queue, 0, List.count);
}

// @ts-ignore: decorator
@inline
function at(i: u32): usize {
  return load<usize>(queue) + <usize>i * Event.SIZE;
}

function earlier(a: usize, b: usize): bool {
  const ta = load<f32>(a, Event.time);
  const tb = load<f32>(b, Event.time);
  if (ta != tb) return ta < tb;
  for (let field = Event.bodyA; field <= Event.contact; field += 4) {
    const x = load<u32>(a + field);
    const y = load<u32>(b + field);
    if (x != y) return x < y;
  }
  return false;
}

/** Adds an event; false when memory is exhausted. */
export function pushEvent(time: f32, bodyA: u32, bodyB: u32, contact: u32, version: u32): bool {
  let i = load<u32>(queue, List.count);
  if (!listReserve(queue, i + 2, Event.SIZE)) return false;
  store<u32>(queue, i + 1, List.count);
  // The entry after the last is room for the one that sinks or rises.
  const entry = at(i + 1);
  store<f32>(entry, time, Event.time);
  store<u32>(entry, bodyA, Event.bodyA);
  store<u32>(entry, bodyB, Event.bodyB);
  store<u32>(entry, contact, Event.contact);
  store<u32>(entry, version, Event.version);
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (!earlier(entry, at(parent))) break;
    memory.copy(at(i), at(parent), Event.SIZE);
    i = parent;
  }
  memory.copy(at(i), entry, Event.SIZE);
  return true;
}

/** Takes the earliest event out and returns its address, valid until the next call; 0 if there is none. */
export function popEvent(): usize {
  const count = load<u32>(queue, List.count);
  if (count == 0) return 0;
  const last = count - 1;
  store<u32>(queue, last, List.count);
  // The first entry goes behind the last, where it can be read; the last sinks from the top.
  const out = at(count);
  memory.copy(out, at(0), Event.SIZE);
  const entry = at(last);
  let i: u32 = 0;
  for (;;) {
    let child = i * 2 + 1;
    if (child >= last) break;
    if (child + 1 < last && earlier(at(child + 1), at(child))) child++;
    if (!earlier(at(child), entry)) break;
    memory.copy(at(i), at(child), Event.SIZE);
    i = child;
  }
  if (i != last) memory.copy(at(i), entry, Event.SIZE);
  return out;
}
