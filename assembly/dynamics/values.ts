// Whether the fields of a definition lie where they may; if not, the status says which, what it was and what is right.

import { fail } from '../memory/status';

/** Beyond this, f32 positions of metres are useless. */
export const LARGE: f32 = 1e6;
/** Below this in m or kg, inverse masses and inertias leave f32. */
export const SMALL: f32 = 1e-6;

/** Whether the f32 at def + field lies in [least, most]. NaN lies nowhere. */
export function within(def: usize, field: usize, least: f32, most: f32, code: i32, item: u32): bool {
  const value = load<f32>(def + field);
  if (value >= least && value <= most) return true;
  fail(code, item, <u32>field, <f64>value, value < least ? <f64>least : <f64>most);
  return false;
}

/** Whether the u32 at def + field lies in [least, most]. */
export function withinU(def: usize, field: usize, least: u32, most: u32, code: i32, item: u32): bool {
  const value = load<u32>(def + field);
  if (value >= least && value <= most) return true;
  fail(code, item, <u32>field, <f64>value, value < least ? <f64>least : <f64>most);
  return false;
}

/** Whether f32 fields lie where a table says: rows of offset, least, most, as f32. */
export function withinAll(def: usize, table: usize, rows: u32, code: i32, item: u32): bool {
  for (; rows; rows--, table += 12) {
    if (!within(def, <usize>load<f32>(table), load<f32>(table, 4), load<f32>(table, 8), code, item)) return false;
  }
  return true;
}

/** The same of u32 fields, as u32. */
export function withinAllU(def: usize, table: usize, rows: u32, code: i32, item: u32): bool {
  for (; rows; rows--, table += 12) {
    if (!withinU(def, load<u32>(table), load<u32>(table, 4), load<u32>(table, 8), code, item)) return false;
  }
  return true;
}
