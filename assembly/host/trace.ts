// The trace of a world: digests after every step, by which a replay finds the first step that differs, and the bodies in it.
//
// Of each step of the last worldStep(): u64 xxh64 of all state records, u32 rows, u32 reserved, then for each row u32, the low half of the xxh64 of its record,
// and a u32 of padding where rows are odd.

import { floatsDigest } from '../memory/digest';
import { Failure, Output } from '../memory/layout';
import { clearStatus } from '../memory/status';
import { xxh64 } from '../memory/xxh64';
import { List, World, listReserve } from '../dynamics/world-record';
import { statesOf, worldOf } from './worlds';

/** Bytes before the rows of a step. */
// @ts-ignore: decorator
@inline const HEAD: usize = 16;
/** Bytes of a state record. */
// @ts-ignore: decorator
@inline const RECORD: usize = 24;

/** Switches the trace of a world on (1) or off (0). 0 or a Failure. */
export function worldTrace(handle: u32, on: u32): i32 {
  clearStatus();
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  store<u32>(world, on ? 1 : 0, World.traced);
  store<u32>(world + World.trace, 0, List.count);
  return 0;
}

/** Says in the Output block where the trace of the last worldStep() is. 0 or a Failure. */
export function readTrace(handle: u32, output: usize): i32 {
  const world = worldOf(handle);
  if (!world) return Failure.NoWorld;
  store<u32>(output, load<u32>(world, World.trace), Output.pointer);
  store<u32>(output, load<u32>(world + World.trace, List.count), Output.length);
  return 0;
}

/** Appends the digests of the step that has been done. False when memory is exhausted. */
export function trace(world: usize): bool {
  const records = statesOf(world);
  const rows = load<u32>(world + World.bodies, List.count);
  const list = world + World.trace;
  const at = load<u32>(list, List.count);
  const end = at + <u32>HEAD + (((rows + 1) & ~1) << 2);
  if (!records || !listReserve(list, end, 1)) return false;
  const out = load<usize>(list) + at;
  memory.fill(out, 0, end - at);
  store<u64>(out, floatsDigest(records, rows * 6));
  store<u32>(out, rows, 8);
  for (let i: u32 = 0; i < rows; i++) {
    store<u32>(out + HEAD + (<usize>i << 2), <u32>xxh64(records + <usize>i * RECORD, <u32>RECORD, 0));
  }
  store<u32>(list, end, List.count);
  return true;
}
