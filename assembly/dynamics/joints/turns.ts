// How far each solved body has turned since the start of the step, as (cos, sin): 8 bytes beside each record of motion (block.ts).
//
// Kept only in steps in which joints act. The angle is that of the record, so that arms agree with the pose that the body gets at the end of the
// step; up to a third of a right angle by Taylor's polynomials, which are as exact as f32 there, else by the functions themselves.

import { every, mul, splat, sub, upTo } from '../../math/lanes';
import { DX, TURNED, high } from '../block';
import { scratch } from '../world-record';
import { LANES } from './runs';

const turns: usize = memory.data(8, 8);

/** Angle up to which the polynomials hold, rad. */
const SMALL: f32 = 0.5;

/** Forgets scratch memory; called when the heap is reset. */
export function forgetTurns(): void {
  store<u64>(turns, 0);
}

/** Room for the turns of `records` records of motion, which have room for LANES - 1 more; false when memory is exhausted. */
export function openTurns(motion: usize, records: u32): bool {
  memory.fill(motion + (<usize>records << 5), 0, (<usize>LANES - 1) << 5);
  return scratch(turns, <usize>(records + LANES) << 3) != 0;
}

/** Address of the turn of record number i. */
// @ts-ignore: decorator
@inline
export function turnAt(i: u32): usize {
  return load<usize>(turns) + (<usize>i << 3);
}

/** Cosines and sines of small angles, next to each other at `turn`. */
// @ts-ignore: decorator
@inline
function approximate<T>(x: T, turn: usize): void {
  const q: T = mul<T>(x, x);
  const c4: T = sub<T>(splat<T>(<f32>(1.0 / 720.0)), mul<T>(q, splat<T>(<f32>(1.0 / 40320.0))));
  const c2: T = sub<T>(splat<T>(<f32>0.5), mul<T>(q, sub<T>(splat<T>(<f32>(1.0 / 24.0)), mul<T>(q, c4))));
  const c: T = sub<T>(splat<T>(1), mul<T>(q, c2));
  const s4: T = sub<T>(splat<T>(<f32>(1.0 / 120.0)), mul<T>(q, splat<T>(<f32>(1.0 / 5040.0))));
  const s: T = sub<T>(x, mul<T>(mul<T>(x, q), sub<T>(splat<T>(<f32>(1.0 / 6.0)), mul<T>(q, s4))));
  if (isVector<T>()) {
    v128.store(turn, v128.shuffle<i32>(c, s, 0, 4, 1, 5));
    v128.store(turn, v128.shuffle<i32>(c, s, 2, 6, 3, 7), 16);
  } else {
    store<T>(turn, c);
    store<T>(turn, s, 4);
  }
}

/**
 * Brings the turns of records `first` to `last` - 1 up to date. Four at a time where there are lanes, so those of up to three records after them too, to
 * what they are anyway: there is room for them.
 */
export function followTurns(motion: usize, first: u32, last: u32): void {
  for (let i = first; i < last; i += LANES) {
    const m = motion + (<usize>i << 5);
    if (ASC_FEATURE_SIMD) {
      const a: v128 = high<v128>(v128.load(m, DX), v128.load(m + 32, DX));
      const b: v128 = high<v128>(v128.load(m + 64, DX), v128.load(m + 96, DX));
      const x: v128 = v128.shuffle<i64>(a, b, 0, 2);
      approximate<v128>(x, turnAt(i));
      if (every<v128>(upTo<v128>(x, f32x4.splat(SMALL)))) continue;
    } else {
      approximate<f32>(load<f32>(m, TURNED), turnAt(i));
    }
    for (let k: u32 = 0; k < LANES; k++) {
      const x = load<f32>(m + (<usize>k << 5), TURNED);
      if (abs<f32>(x) <= SMALL) continue;
      store<f32>(turnAt(i + k), NativeMathf.cos(x));
      store<f32>(turnAt(i + k), NativeMathf.sin(x), 4);
    }
  }
}
