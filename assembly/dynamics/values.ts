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
