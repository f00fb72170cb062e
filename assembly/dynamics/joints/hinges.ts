// The kernel of plain hinges (hinge-block.ts): what locate.ts, held.ts and guard.ts do for a joint that holds its anchors and nothing else, in the
// same operations and the same order, for one joint (T = f32) or four of one colour (T = v128).
//
// C = x_b + r_b - x_a - r_a, u = its rate, K = (1/m_a + 1/m_b) 1 + [ r_ay^2  -r_ax r_ay; ...] / I_a + the same of b, with P the impulse on b:
//   warm     P is given once more, or half of it
//   biased   P' = P - massScale K^-1 (u + rate C + bend / hs) - impulseScale P
//   relaxed  geometry anew, then P' = P - K^-1 u
// An arm r that turns by d in a sub-step is off by -r d^2 / 2, which `bend` foresees.

import { add, both, divide, every, mul, neg, root, splat, sub, upTo, where, whereGreater } from '../../math/lanes';
import { DX, DY, OMEGA, SHARE, TURNED, VX, VY, high, low, one, row, scatter, two } from '../block';
import { LEAP, WHIRL } from './guard';
import { FAR } from './held';
import { Hinge } from './hinge-block';
import { turnAt } from './turns';

/** What a pass over hinges does. */
export namespace Sweep {
  // @ts-ignore: decorator
  @inline export const Warm: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Biased: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Relaxed: u32 = 2;
}

/** Cosines and sines of two bodies, [c0 s0 c1 s1]. */
// @ts-ignore: decorator
@inline
function turns<T>(who: usize, lane: usize): T {
  if (isVector<T>()) {
    const base = turnAt(0);
    const first: v128 = v128.load64_zero(base + <usize>(load<u32>(who + (lane << 2)) >> 2));
    return v128.load64_lane(base + <usize>(load<u32>(who + (lane << 2), 4) >> 2), first, 1);
  }
  return splat<T>(0);
}

// @ts-ignore: decorator
@inline
function cosine<T>(t: T, u: T, who: usize): T {
  if (isVector<T>()) return v128.shuffle<i32>(t, u, 0, 2, 4, 6);
  return load<T>(turnAt(0) + <usize>(load<u32>(who) >> 2));
}

// @ts-ignore: decorator
@inline
function sine<T>(t: T, u: T, who: usize): T {
  if (isVector<T>()) return v128.shuffle<i32>(t, u, 1, 3, 5, 7);
  return load<T>(turnAt(0) + <usize>(load<u32>(who) >> 2), 4);
}

/** Brings the geometry of a block up to date: arms, error and matrix. */
export function locateHinge<T>(block: usize, motion: usize): void {
  const a = block + Hinge.a * sizeof<T>();
  const b = block + Hinge.b * sizeof<T>();
  const ta01 = turns<T>(a, 0);
  const ta23 = turns<T>(a, 2);
  const tb01 = turns<T>(b, 0);
  const tb23 = turns<T>(b, 2);
  const ca = cosine<T>(ta01, ta23, a);
  const sa = sine<T>(ta01, ta23, a);
  const cb = cosine<T>(tb01, tb23, b);
  const sb = sine<T>(tb01, tb23, b);
  const ax0 = load<T>(block, Hinge.ax0 * sizeof<T>());
  const ay0 = load<T>(block, Hinge.ay0 * sizeof<T>());
  const bx0 = load<T>(block, Hinge.bx0 * sizeof<T>());
  const by0 = load<T>(block, Hinge.by0 * sizeof<T>());
  const ax: T = sub<T>(mul<T>(ca, ax0), mul<T>(sa, ay0));
  const ay: T = add<T>(mul<T>(sa, ax0), mul<T>(ca, ay0));
  const bx: T = sub<T>(mul<T>(cb, bx0), mul<T>(sb, by0));
  const by: T = add<T>(mul<T>(sb, bx0), mul<T>(cb, by0));
  const al = low<T>(row<T>(a, motion, DX, 0), row<T>(a, motion, DX, 1));
  const am = low<T>(row<T>(a, motion, DX, 2), row<T>(a, motion, DX, 3));
  const bl = low<T>(row<T>(b, motion, DX, 0), row<T>(b, motion, DX, 1));
  const bm = low<T>(row<T>(b, motion, DX, 2), row<T>(b, motion, DX, 3));
  const wayX: T = sub<T>(one<T>(bl, bm, b, motion, DX), one<T>(al, am, a, motion, DX));
  const wayY: T = sub<T>(two<T>(bl, bm, b, motion, DY), two<T>(al, am, a, motion, DY));
  store<T>(block, ax, Hinge.ax * sizeof<T>());
  store<T>(block, ay, Hinge.ay * sizeof<T>());
  store<T>(block, bx, Hinge.bx * sizeof<T>());
  store<T>(block, by, Hinge.by * sizeof<T>());
  store<T>(block, add<T>(add<T>(load<T>(block, Hinge.x0 * sizeof<T>()), wayX), sub<T>(bx, ax)), Hinge.ex * sizeof<T>());
  store<T>(block, add<T>(add<T>(load<T>(block, Hinge.y0 * sizeof<T>()), wayY), sub<T>(by, ay)), Hinge.ey * sizeof<T>());
  const m: T = add<T>(load<T>(block, Hinge.inverseMassA * sizeof<T>()), load<T>(block, Hinge.inverseMassB * sizeof<T>()));
  const iia = load<T>(block, Hinge.inverseInertiaA * sizeof<T>());
  const iib = load<T>(block, Hinge.inverseInertiaB * sizeof<T>());
  const k11: T = add<T>(add<T>(m, mul<T>(mul<T>(iia, ay), ay)), mul<T>(mul<T>(iib, by), by));
  const k12: T = sub<T>(neg<T>(mul<T>(mul<T>(iia, ax), ay)), mul<T>(mul<T>(iib, bx), by));
  const k22: T = add<T>(add<T>(m, mul<T>(mul<T>(iia, ax), ax)), mul<T>(mul<T>(iib, bx), bx));
  const d: T = sub<T>(mul<T>(k11, k22), mul<T>(k12, k12));
  store<T>(block, divide<T>(k22, d), Hinge.i11 * sizeof<T>());
  store<T>(block, divide<T>(neg<T>(k12), d), Hinge.i12 * sizeof<T>());
  store<T>(block, divide<T>(k11, d), Hinge.i22 * sizeof<T>());
}

/** The same of `count` blocks. */
export function locateHinges<T>(block: usize, count: u32, motion: usize): void {
  for (; count; count--, block += Hinge.SIZE * sizeof<T>()) locateHinge<T>(block, motion);
}

/** Half the square of the angle by which bodies turn in a sub-step, by 1 / hs. */
// @ts-ignore: decorator
@inline
function halfTurns<T>(omega: T, inverse: T): T {
  const d: T = divide<T>(omega, inverse);
  const square: T = mul<T>(d, d);
  const far: T = splat<T>(FAR);
  return mul<T>(mul<T>(whereGreater<T>(square, far, far, square), splat<T>(0.5)), inverse);
}

/**
 * One pass over `count` blocks.
 * @param share of the stored impulses that a warm start gives
 * @param inverse 1 / hs
 * @param fastest that an error is taken back, m/s
 * @param last whether impulses are added to their sums
 */
export function sweepHinges<T>(
  block: usize, count: u32, motion: usize, what: u32, share: f32, inverse: f32, fastest: f32, last: bool,
): void {
  for (; count; count--, block += Hinge.SIZE * sizeof<T>()) {
    if (what == Sweep.Relaxed) locateHinge<T>(block, motion);
    const a = block + Hinge.a * sizeof<T>();
    const b = block + Hinge.b * sizeof<T>();
    const a0 = row<T>(a, motion, VX, 0);
    const a1 = row<T>(a, motion, VX, 1);
    const a2 = row<T>(a, motion, VX, 2);
    const a3 = row<T>(a, motion, VX, 3);
    const al = low<T>(a0, a1);
    const am = low<T>(a2, a3);
    const ah = high<T>(a0, a1);
    const ai = high<T>(a2, a3);
    const vax: T = one<T>(al, am, a, motion, VX);
    const vay: T = two<T>(al, am, a, motion, VY);
    const wa: T = one<T>(ah, ai, a, motion, OMEGA);
    const b0 = row<T>(b, motion, VX, 0);
    const b1 = row<T>(b, motion, VX, 1);
    const b2 = row<T>(b, motion, VX, 2);
    const b3 = row<T>(b, motion, VX, 3);
    const bl = low<T>(b0, b1);
    const bm = low<T>(b2, b3);
    const bh = high<T>(b0, b1);
    const bi = high<T>(b2, b3);
    const vbx: T = one<T>(bl, bm, b, motion, VX);
    const vby: T = two<T>(bl, bm, b, motion, VY);
    const wb: T = one<T>(bh, bi, b, motion, OMEGA);
    const ax = load<T>(block, Hinge.ax * sizeof<T>());
    const ay = load<T>(block, Hinge.ay * sizeof<T>());
    const bx = load<T>(block, Hinge.bx * sizeof<T>());
    const by = load<T>(block, Hinge.by * sizeof<T>());
    let px = load<T>(block, Hinge.px * sizeof<T>());
    let py = load<T>(block, Hinge.py * sizeof<T>());
    let jx: T;
    let jy: T;
    if (what == Sweep.Warm) {
      jx = mul<T>(px, splat<T>(share));
      jy = mul<T>(py, splat<T>(share));
    } else {
      let ux: T = sub<T>(sub<T>(vbx, vax), sub<T>(mul<T>(wb, by), mul<T>(wa, ay)));
      let uy: T = add<T>(sub<T>(vby, vay), sub<T>(mul<T>(wb, bx), mul<T>(wa, ax)));
      const i11 = load<T>(block, Hinge.i11 * sizeof<T>());
      const i12 = load<T>(block, Hinge.i12 * sizeof<T>());
      const i22 = load<T>(block, Hinge.i22 * sizeof<T>());
      if (what == Sweep.Relaxed) {
        jx = neg<T>(add<T>(mul<T>(i11, ux), mul<T>(i12, uy)));
        jy = neg<T>(add<T>(mul<T>(i12, ux), mul<T>(i22, uy)));
      } else {
        const ex = load<T>(block, Hinge.ex * sizeof<T>());
        const ey = load<T>(block, Hinge.ey * sizeof<T>());
        const rate = load<T>(block, Hinge.rate * sizeof<T>());
        const speed: T = mul<T>(root<T>(add<T>(mul<T>(ex, ex), mul<T>(ey, ey))), rate);
        const most = splat<T>(fastest);
        const back: T = whereGreater<T>(speed, most, divide<T>(mul<T>(rate, most), speed), rate);
        const da: T = halfTurns<T>(wa, splat<T>(inverse));
        const db: T = halfTurns<T>(wb, splat<T>(inverse));
        ux = add<T>(ux, add<T>(mul<T>(back, ex), sub<T>(mul<T>(ax, da), mul<T>(bx, db))));
        uy = add<T>(uy, add<T>(mul<T>(back, ey), sub<T>(mul<T>(ay, da), mul<T>(by, db))));
        const soft: T = neg<T>(load<T>(block, Hinge.massScale * sizeof<T>()));
        const keep = load<T>(block, Hinge.impulseScale * sizeof<T>());
        jx = sub<T>(mul<T>(soft, add<T>(mul<T>(i11, ux), mul<T>(i12, uy))), mul<T>(keep, px));
        jy = sub<T>(mul<T>(soft, add<T>(mul<T>(i12, ux), mul<T>(i22, uy))), mul<T>(keep, py));
      }
      px = add<T>(px, jx);
      py = add<T>(py, jy);
    }
    const ima = load<T>(block, Hinge.inverseMassA * sizeof<T>());
    const imb = load<T>(block, Hinge.inverseMassB * sizeof<T>());
    const la: T = sub<T>(mul<T>(ax, jy), mul<T>(ay, jx));
    const lb: T = sub<T>(mul<T>(bx, jy), mul<T>(by, jx));
    let fax: T = sub<T>(vax, mul<T>(ima, jx));
    let fay: T = sub<T>(vay, mul<T>(ima, jy));
    let ga: T = sub<T>(wa, mul<T>(load<T>(block, Hinge.inverseInertiaA * sizeof<T>()), la));
    let fbx: T = add<T>(vbx, mul<T>(imb, jx));
    let fby: T = add<T>(vby, mul<T>(imb, jy));
    let gb: T = add<T>(wb, mul<T>(load<T>(block, Hinge.inverseInertiaB * sizeof<T>()), lb));
    const leap = splat<T>(inverse * LEAP);
    const whirl = splat<T>(inverse * WHIRL);
    const sane: T = both<T>(
      both<T>(both<T>(upTo<T>(fax, leap), upTo<T>(fay, leap)), both<T>(upTo<T>(fbx, leap), upTo<T>(fby, leap))),
      both<T>(upTo<T>(ga, whirl), upTo<T>(gb, whirl)),
    );
    if (!every<T>(sane)) {
      // As guard.ts does: what would throw its bodies has not been, and begins anew.
      fax = where<T>(sane, fax, vax);
      fay = where<T>(sane, fay, vay);
      ga = where<T>(sane, ga, wa);
      fbx = where<T>(sane, fbx, vbx);
      fby = where<T>(sane, fby, vby);
      gb = where<T>(sane, gb, wb);
      px = where<T>(sane, px, splat<T>(0));
      py = where<T>(sane, py, splat<T>(0));
    }
    store<T>(block, px, Hinge.px * sizeof<T>());
    store<T>(block, py, Hinge.py * sizeof<T>());
    if (last) {
      store<T>(block, add<T>(load<T>(block, Hinge.sumX * sizeof<T>()), px), Hinge.sumX * sizeof<T>());
      store<T>(block, add<T>(load<T>(block, Hinge.sumY * sizeof<T>()), py), Hinge.sumY * sizeof<T>());
    }
    scatter<T>(a, motion, fax, fay, ga, two<T>(ah, ai, a, motion, SHARE));
    scatter<T>(b, motion, fbx, fby, gb, two<T>(bh, bi, b, motion, SHARE));
  }
}
