// The record of a violation in a plan (docs/formats.md, Violation): onset, size and angle, each a distribution, and a colour.
//
// values: Onset; three distributions (kind, number of parameters, parameters) of the onset, the size and the angle; 0xRRGGBB or -1.

import { uniform } from '../math/philox';
import { Distribution, Onset, Violation } from '../memory/layout';
import { drawn } from './drawn';

/** Least and most of the size of each Violation, and whether it is a whole number. */
const SIZES: usize = memory.data<f64>([
  -1, 10, 0,
  -1, 2, 0,
  -2, 10, 0,
  0, 1000, 0,
  0, 0, 1,
  0, 65535, 1,
  0, 1, 0,
  -0.9, 10, 0,
  1, 65535, 1,
  -1000, 1000, 0,
]);

/** rad; a whole turn either way. */
const TURN: f64 = 6.283185307179586;

/** Longest onset in s, and the highest number of a contact. */
const LONGEST: f64 = 1e9;
const CONTACTS: f64 = 4096.0;

/** The streams of a clip's draws end below this one, so what a violation draws shifts nothing. */
const STREAM: u32 = 0x80000000;

/** Whether the values from p to `end` are those of a Violation of this kind; `frames` of the plan. */
export function rightViolation(kind: u32, p: usize, end: usize, frames: u32): bool {
  if (kind < Violation.EnergyGain || kind > Violation.CurvedFlight || end - p < 8) return false;
  for (let at = p; at < end; at += 8) if (load<u64>(at) == 0x8000000000000000) return false;
  const what = load<f64>(p);
  if (what != <f64>Onset.Frame && what != <f64>Onset.Time && what != <f64>Onset.Contact) return false;
  if ((kind == Violation.PassThrough || kind == Violation.DelayedBounce) && what != <f64>Onset.Contact) return false;
  const most = what == <f64>Onset.Frame ? <f64>frames - 1.0 : what == <f64>Onset.Time ? LONGEST : CONTACTS;
  const timed = what == <f64>Onset.Time;
  const size = rightDraw(p + 8, end, timed ? 0.0 : 1.0, most, !timed);
  if (!size) return false;
  const limits = SIZES + <usize>(kind - 1) * 24;
  const angle = rightDraw(size, end, load<f64>(limits), load<f64>(limits, 8), load<f64>(limits, 16) != 0.0);
  if (!angle) return false;
  const turn = kind == Violation.Teleport ? TURN : 0.0;
  const color = rightDraw(angle, end, -turn, turn, false);
  if (!color || color + 8 != end) return false;
  const value = load<f64>(color);
  return value == trunc(value) && value >= -1.0 && value <= (kind == Violation.Recolor ? 16777215.0 : -1.0);
}

/** Where the distribution at p ends, which lies before `end`; 0 if it is not one of values within the limits. */
function rightDraw(p: usize, end: usize, least: f64, most: f64, whole: bool): usize {
  if (end - p < 24) return 0;
  const n = load<f64>(p, 8);
  if (!(n >= 1.0 && n == trunc(n) && <f64>(end - p) >= n * 8.0 + 16.0)) return 0;
  const kind = <u32>load<f64>(p);
  if (<f64>kind != load<f64>(p)) return 0;
  const count = <u32>n;
  const single = kind == Distribution.Constant;
  const pairs = kind == Distribution.Uniform || kind == Distribution.Union;
  const weighted = kind == Distribution.Choice;
  if (!single && !pairs && !weighted && kind != Distribution.List) return 0;
  if (single ? count != 1 : kind == Distribution.Uniform ? count != 2 : count < 2 || ((pairs || weighted) && count & 1)) return 0;
  if (pairs && whole) return 0;
  let sum: f64 = 0.0;
  p += 16;
  for (let i: u32 = 0; i < count; i++, p += 8) {
    const value = load<f64>(p);
    if (weighted && i & 1) {
      if (!(value > 0.0 && value <= 1.0)) return 0;
      sum += value;
      continue;
    }
    if (!(value >= least && value <= most) || (whole && value != trunc(value))) return 0;
    if (pairs && i > 0 && !(load<f64>(p - 8) < value)) return 0;
  }
  return weighted && abs(sum - 1.0) > 1e-9 ? 0 : p;
}

/** Where the distribution at p ends. */
export function drawEnd(p: usize): usize {
  return p + 16 + (<usize>load<f64>(p, 8) << 3);
}

/** The value of draw `ordinal` of a clip's violation by the distribution at p; `split`: the hash of the split's own name. */
export function drawValue(p: usize, index: u32, split: u32, ordinal: u32, seed: u64): f64 {
  return drawn(<u32>load<f64>(p), p + 16, <u32>load<f64>(p, 8), uniform(index, split, STREAM, ordinal, seed));
}
