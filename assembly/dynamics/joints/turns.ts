// How far each solved body has turned since the start of the step, as (cos, sin): 8 bytes beside each record of motion (block.ts).
//
// Kept only in steps in which joints act. The angle is that of the record, so that arms agree with the pose that the body gets at the end of the
// step; up to a third of a right angle by Taylor's polynomials, which are as exact as f32 there, else by the functions themselves.

import { TURNED } from '../block';
import { scratch } from '../world-record';

const turns: usize = memory.data(8, 8);

/** Angle up to which the polynomials hold, rad. */
const SMALL: f32 = 0.5;

/** Forgets scratch memory; called when the heap is reset. */
export function forgetTurns(): void {
  store<u64>(turns, 0);
}

/** Room for the turns of `records` records; false when memory is exhausted. */
export function openTurns(records: u32): bool {
  return scratch(turns, <usize>records << 3) != 0;
}

/** Address of the turn of record number i. */
// @ts-ignore: decorator
@inline
export function turnAt(i: u32): usize {
  return load<usize>(turns) + (<usize>i << 3);
}

/** Brings the turns of records `first` to `last` - 1 up to date. */
export function followTurns(motion: usize, first: u32, last: u32): void {
  const one: f32 = 1;
  let turn = turnAt(first);
  const end = motion + (<usize>last << 5);
  for (let m = motion + (<usize>first << 5); m < end; m += 32, turn += 8) {
    const x = load<f32>(m, TURNED);
    if (abs<f32>(x) <= SMALL) {
      const q: f32 = x * x;
      store<f32>(turn, one - q * (<f32>0.5 - q * (<f32>(1.0 / 24.0) - q * (<f32>(1.0 / 720.0) - q * <f32>(1.0 / 40320.0)))));
      store<f32>(turn, x - x * q * (<f32>(1.0 / 6.0) - q * (<f32>(1.0 / 120.0) - q * <f32>(1.0 / 5040.0))), 4);
    } else {
      store<f32>(turn, NativeMathf.cos(x));
      store<f32>(turn, NativeMathf.sin(x), 4);
    }
  }
}
