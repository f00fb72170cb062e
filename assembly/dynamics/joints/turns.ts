// How far each solved body has turned since the start of the step, as (cos, sin): 8 bytes beside each record of motion (block.ts).
//
// Kept only in steps in which joints act. The angle is that of the record, so that arms agree with the pose that the body gets at the end of the
// step; up to a third of a right angle by Taylor's polynomials, which are as exact as f32 there, else by the functions themselves.

import { every, mul, splat, sub, upTo } from '../../math/lanes';
import { DX, TURNED, high } from '../block';
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

/** Cosine of a small angle, of its square. */
// @ts-ignore: decorator
@inline
function cosine<T>(q: T): T {
  const c4: T = sub<T>(splat<T>(<f32>(1.0 / 720.0)), mul<T>(q, splat<T>(<f32>(1.0 / 40320.0))));
  const c2: T = sub<T>(splat<T>(<f32>0.5), mul<T>(q, sub<T>(splat<T>(<f32>(1.0 / 24.0)), mul<T>(q, c4))));
  return sub<T>(splat<T>(1), mul<T>(q, c2));
}

/** Sine of a small angle. */
// @ts-ignore: decorator
@inline
function sine<T>(x: T, q: T): T {
  const s3: T = sub<T>(splat<T>(<f32>(1.0 / 120.0)), mul<T>(q, splat<T>(<f32>(1.0 / 5040.0))));
  return sub<T>(x, mul<T>(mul<T>(x, q), sub<T>(splat<T>(<f32>(1.0 / 6.0)), mul<T>(q, s3))));
}

/** Brings the turns of records `first` to `last` - 1 up to date. */
export function followTurns(motion: usize, first: u32, last: u32): void {
  let turn = turnAt(first);
  let m = motion + (<usize>first << 5);
  const end = motion + (<usize>last << 5);
  while (m < end) {
    if (ASC_FEATURE_SIMD && m + 96 < end) {
      const a: v128 = high<v128>(v128.load(m, DX), v128.load(m + 32, DX));
      const b: v128 = high<v128>(v128.load(m + 64, DX), v128.load(m + 96, DX));
      const x: v128 = v128.shuffle<i64>(a, b, 0, 2);
      if (every<v128>(upTo<v128>(x, f32x4.splat(SMALL)))) {
        const q: v128 = mul<v128>(x, x);
        const c = cosine<v128>(q);
        const s = sine<v128>(x, q);
        v128.store(turn, v128.shuffle<i32>(c, s, 0, 4, 1, 5));
        v128.store(turn, v128.shuffle<i32>(c, s, 2, 6, 3, 7), 16);
        m += 128;
        turn += 32;
        continue;
      }
    }
    const x = load<f32>(m, TURNED);
    const q: f32 = x * x;
    const small = abs<f32>(x) <= SMALL;
    store<f32>(turn, small ? cosine<f32>(q) : NativeMathf.cos(x));
    store<f32>(turn, small ? sine<f32>(x, q) : NativeMathf.sin(x), 4);
    m += 32;
    turn += 8;
  }
}
