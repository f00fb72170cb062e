// The status block: how the module reports errors without exceptions and without imports.
//
// An exported call returns 0 or a Failure code; the block says more. A host reads it at statusBlock().
// `abort` is compiled to onAbort (see asconfig.json), which records the line and traps.

import { Failure, Status } from './layout';

export const STATUS: usize = memory.data(32, 8);

/** Clears the block. Every exported call that can fail begins with it. */
export function clearStatus(): void {
  memory.fill(STATUS, 0, Status.SIZE);
}

/** Records a failure and returns its code. `value` is what was found, `limit` what would be right. */
export function fail(code: i32, item: u32 = 0, offset: u32 = 0, value: f64 = 0.0, limit: f64 = 0.0): i32 {
  store<i32>(STATUS, code, Status.code);
  store<u32>(STATUS, offset, Status.offset);
  store<u32>(STATUS, item, Status.item);
  store<f64>(STATUS, value, Status.value);
  store<f64>(STATUS, limit, Status.limit);
  return code;
}

// @ts-ignore: unused parameters belong to the signature of abort
export function onAbort(message: usize, file: usize, line: u32, column: u32): void {
  store<i32>(STATUS, Failure.Abort, Status.code);
  store<u32>(STATUS, line, Status.line);
  unreachable();
}
