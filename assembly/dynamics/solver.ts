// Resting contact: TGS-soft (E. Catto, "Solver2D", box2d.org, 2024; M. Macklin et al., "Small Steps in Physics Simulation", 2019).
//
// A step is cut into sub-steps of hs seconds. In each: gravity, warm start, one pass over all contacts with soft bias, motion, one pass
// without bias that takes the velocity of the bias out again. Friction is solved in the second pass only, which halves its cost and
// leaves nothing undone (the idea is Box2D 3's).
//
// With n the normal, r lever arms, x = r x n, the relative normal velocity of a contact point is
//   w = n.(v_b - v_a) + x_b omega_b - x_a omega_a,
// and because a record holds the motion since the start of the step (dx, dy, turned) in the same places, the separation is the same
// expression of it: s = s0 + n.(d_b - d_a) + x_b turned_b - x_a turned_a, exact to second order in the angle of one step.
// Normal impulse: j' = max(j - m (mu_s (w + bias)) - mu_i j, 0) with m = 1 / (1/m_a + 1/m_b + x_a^2/I_a + x_b^2/I_b).
//   s > 0           bias = s / hs: the contact may close its gap in this sub-step, no more (speculative)
//   s <= 0, biased  bias = max(rate s, -pushSpeed), softness mu_s, mu_i: a damped spring in units of the contact's mass (constraints.ts)
//   s <= 0, relax   bias = 0, rigid
//
// Two points are solved at once: with K_ij = 1/m_a + 1/m_b + x_ai x_aj/I_a + x_bi x_bj/I_b and softness G_i = K_ii mu_i / mu_s on the diagonal,
//   (K + G) dj = -(w + bias) - G j.
// If that leaves both impulses positive it is the answer (and symmetric, so that stacks do not lean). Else, and where the points are too near to tell
// apart, the stronger of both alone, then the other with what that leaves.
//
// The kernels are written once for T = f32 (one contact) and T = v128 (four contacts of one colour, which share no dynamic body), so
// scalar and SIMD do the same operations in the same order (block.ts).

import { add, divide, greater, mul, neg, positive, some, splat, sub, whereGreater, within } from '../math/lanes';
import { Block, DX, DY, OMEGA, Point, SHARE, TURNED, VX, VY, blockBytes, high, low, one, row, scatter, two } from './block';

/** Determinants below this share of the diagonal's product are not divided by. */
// @ts-ignore: decorator
@inline const NEAR: f32 = 1e-3;

/** Adds the stored impulses of `count` blocks to their bodies. */
export function warmStart<T>(block: usize, count: u32, points: u32, motion: usize): void {
  const stride = blockBytes<T>(points);
  for (; count; count--, block += stride) {
    const nx = load<T>(block, Block.nx * sizeof<T>());
    const ny = load<T>(block, Block.ny * sizeof<T>());
    let px: T = splat<T>(0);
    let py: T = splat<T>(0);
    let la: T = load<T>(block, Block.rollingImpulse * sizeof<T>());
    let lb: T = la;
    let p = block + Block.points * sizeof<T>();
    for (let k = points; k; k--, p += Block.POINT * sizeof<T>()) {
      const j = load<T>(p, Point.normalImpulse * sizeof<T>());
      const i = load<T>(p, Point.tangentImpulse * sizeof<T>());
      // The tangent is t = (ny, -nx).
      px = add<T>(px, add<T>(mul<T>(j, nx), mul<T>(i, ny)));
      py = add<T>(py, sub<T>(mul<T>(j, ny), mul<T>(i, nx)));
      la = add<T>(la, add<T>(mul<T>(load<T>(p, Point.na * sizeof<T>()), j), mul<T>(load<T>(p, Point.ta * sizeof<T>()), i)));
      lb = add<T>(lb, add<T>(mul<T>(load<T>(p, Point.nb * sizeof<T>()), j), mul<T>(load<T>(p, Point.tb * sizeof<T>()), i)));
    }
    const a = block + Block.a * sizeof<T>();
    const b = block + Block.b * sizeof<T>();
    const ima = load<T>(block, Block.inverseMassA * sizeof<T>());
    const imb = load<T>(block, Block.inverseMassB * sizeof<T>());
    const a0 = row<T>(a, motion, VX, 0);
    const a1 = row<T>(a, motion, VX, 1);
    const a2 = row<T>(a, motion, VX, 2);
    const a3 = row<T>(a, motion, VX, 3);
    const b0 = row<T>(b, motion, VX, 0);
    const b1 = row<T>(b, motion, VX, 1);
    const b2 = row<T>(b, motion, VX, 2);
    const b3 = row<T>(b, motion, VX, 3);
    const al = low<T>(a0, a1);
    const am = low<T>(a2, a3);
    const ah = high<T>(a0, a1);
    const ai = high<T>(a2, a3);
    const bl = low<T>(b0, b1);
    const bm = low<T>(b2, b3);
    const bh = high<T>(b0, b1);
    const bi = high<T>(b2, b3);
    scatter<T>(
      a, motion,
      sub<T>(one<T>(al, am, a, motion, VX), mul<T>(ima, px)),
      sub<T>(two<T>(al, am, a, motion, VY), mul<T>(ima, py)),
      sub<T>(one<T>(ah, ai, a, motion, OMEGA), mul<T>(load<T>(block, Block.inverseInertiaA * sizeof<T>()), la)),
      two<T>(ah, ai, a, motion, SHARE),
    );
    scatter<T>(
      b, motion,
      add<T>(one<T>(bl, bm, b, motion, VX), mul<T>(imb, px)),
      add<T>(two<T>(bl, bm, b, motion, VY), mul<T>(imb, py)),
      add<T>(one<T>(bh, bi, b, motion, OMEGA), mul<T>(load<T>(block, Block.inverseInertiaB * sizeof<T>()), lb)),
      two<T>(bh, bi, b, motion, SHARE),
    );
  }
}

/**
 * One pass over `count` blocks of `points` points.
 * @param inverse 1 / hs
 * @param pushSpeed fastest bias, m/s; 0 in the relaxing pass, which also solves friction
 */
// @ts-ignore: decorator
@inline
function solve<T>(block: usize, count: u32, points: u32, motion: usize, inverse: f32, pushSpeed: f32, relax: bool, rolling: bool): void {
  const stride = blockBytes<T>(points);
  const zero: T = splat<T>(0);
  const unit: T = splat<T>(1);
  const ih: T = splat<T>(inverse);
  const push: T = splat<T>(-pushSpeed);
  for (; count; count--, block += stride) {
    const a = block + Block.a * sizeof<T>();
    const b = block + Block.b * sizeof<T>();
    const nx = load<T>(block, Block.nx * sizeof<T>());
    const ny = load<T>(block, Block.ny * sizeof<T>());
    const ima = load<T>(block, Block.inverseMassA * sizeof<T>());
    const imb = load<T>(block, Block.inverseMassB * sizeof<T>());
    const iia = load<T>(block, Block.inverseInertiaA * sizeof<T>());
    const iib = load<T>(block, Block.inverseInertiaB * sizeof<T>());
    const a0 = row<T>(a, motion, VX, 0);
    const a1 = row<T>(a, motion, VX, 1);
    const a2 = row<T>(a, motion, VX, 2);
    const a3 = row<T>(a, motion, VX, 3);
    const al = low<T>(a0, a1);
    const am = low<T>(a2, a3);
    const ah = high<T>(a0, a1);
    const ai = high<T>(a2, a3);
    let vax: T = one<T>(al, am, a, motion, VX);
    let vay: T = two<T>(al, am, a, motion, VY);
    let wa: T = one<T>(ah, ai, a, motion, OMEGA);
    const shareA = two<T>(ah, ai, a, motion, SHARE);
    const b0 = row<T>(b, motion, VX, 0);
    const b1 = row<T>(b, motion, VX, 1);
    const b2 = row<T>(b, motion, VX, 2);
    const b3 = row<T>(b, motion, VX, 3);
    const bl = low<T>(b0, b1);
    const bm = low<T>(b2, b3);
    const bh = high<T>(b0, b1);
    const bi = high<T>(b2, b3);
    let vbx: T = one<T>(bl, bm, b, motion, VX);
    let vby: T = two<T>(bl, bm, b, motion, VY);
    let wb: T = one<T>(bh, bi, b, motion, OMEGA);
    const shareB = two<T>(bh, bi, b, motion, SHARE);
    const da0 = row<T>(a, motion, DX, 0);
    const da1 = row<T>(a, motion, DX, 1);
    const da2 = row<T>(a, motion, DX, 2);
    const da3 = row<T>(a, motion, DX, 3);
    const dal = low<T>(da0, da1);
    const dam = low<T>(da2, da3);
    const db0 = row<T>(b, motion, DX, 0);
    const db1 = row<T>(b, motion, DX, 1);
    const db2 = row<T>(b, motion, DX, 2);
    const db3 = row<T>(b, motion, DX, 3);
    const dbl = low<T>(db0, db1);
    const dbm = low<T>(db2, db3);
    const turnedA = one<T>(high<T>(da0, da1), high<T>(da2, da3), a, motion, TURNED);
    const turnedB = one<T>(high<T>(db0, db1), high<T>(db2, db3), b, motion, TURNED);
    const apart: T = add<T>(
      mul<T>(sub<T>(one<T>(dbl, dbm, b, motion, DX), one<T>(dal, dam, a, motion, DX)), nx),
      mul<T>(sub<T>(two<T>(dbl, dbm, b, motion, DY), two<T>(dal, dam, a, motion, DY)), ny),
    );
    const first = block + Block.points * sizeof<T>();

    if (relax) {
      const mu = load<T>(block, Block.friction * sizeof<T>());
      const surface = load<T>(block, Block.tangentSpeed * sizeof<T>());
      let p = first;
      let normal: T = zero;
      for (let k = points; k; k--, p += Block.POINT * sizeof<T>()) {
        const ta = load<T>(p, Point.ta * sizeof<T>());
        const tb = load<T>(p, Point.tb * sizeof<T>());
        const j = load<T>(p, Point.normalImpulse * sizeof<T>());
        const old = load<T>(p, Point.tangentImpulse * sizeof<T>());
        const slide: T = add<T>(
          sub<T>(mul<T>(sub<T>(vbx, vax), ny), mul<T>(sub<T>(vby, vay), nx)),
          add<T>(sub<T>(mul<T>(tb, wb), mul<T>(ta, wa)), surface),
        );
        const limit: T = mul<T>(mu, j);
        const wanted: T = sub<T>(old, mul<T>(load<T>(p, Point.tangentMass * sizeof<T>()), slide));
        const fresh: T = within<T>(wanted, limit);
        store<T>(p, fresh, Point.tangentImpulse * sizeof<T>());
        const i: T = sub<T>(fresh, old);
        normal = add<T>(normal, j);
        const ix: T = mul<T>(i, ny);
        const iy: T = mul<T>(i, nx);
        vax = sub<T>(vax, mul<T>(ima, ix));
        vay = add<T>(vay, mul<T>(ima, iy));
        wa = sub<T>(wa, mul<T>(iia, mul<T>(ta, i)));
        vbx = add<T>(vbx, mul<T>(imb, ix));
        vby = sub<T>(vby, mul<T>(imb, iy));
        wb = add<T>(wb, mul<T>(iib, mul<T>(tb, i)));
      }
      if (rolling) {
        const old = load<T>(block, Block.rollingImpulse * sizeof<T>());
        const limit: T = mul<T>(load<T>(block, Block.rollingLimit * sizeof<T>()), normal);
        const wanted: T = sub<T>(old, mul<T>(load<T>(block, Block.rollingMass * sizeof<T>()), sub<T>(wb, wa)));
        const fresh: T = within<T>(wanted, limit);
        store<T>(block, fresh, Block.rollingImpulse * sizeof<T>());
        const i: T = sub<T>(fresh, old);
        wa = sub<T>(wa, mul<T>(iia, i));
        wb = add<T>(wb, mul<T>(iib, i));
      }
    }

    if (points == 2) {
      const q = first + Block.POINT * sizeof<T>();
      const na1 = load<T>(first, Point.na * sizeof<T>());
      const nb1 = load<T>(first, Point.nb * sizeof<T>());
      const na2 = load<T>(q, Point.na * sizeof<T>());
      const nb2 = load<T>(q, Point.nb * sizeof<T>());
      const j1 = load<T>(first, Point.normalImpulse * sizeof<T>());
      const j2 = load<T>(q, Point.normalImpulse * sizeof<T>());
      const s1: T = add<T>(
        add<T>(load<T>(first, Point.separation * sizeof<T>()), apart),
        sub<T>(mul<T>(nb1, turnedB), mul<T>(na1, turnedA)),
      );
      const s2: T = add<T>(
        add<T>(load<T>(q, Point.separation * sizeof<T>()), apart),
        sub<T>(mul<T>(nb2, turnedB), mul<T>(na2, turnedA)),
      );
      const along: T = add<T>(mul<T>(sub<T>(vbx, vax), nx), mul<T>(sub<T>(vby, vay), ny));
      const w1: T = add<T>(along, sub<T>(mul<T>(nb1, wb), mul<T>(na1, wa)));
      const w2: T = add<T>(along, sub<T>(mul<T>(nb2, wb), mul<T>(na2, wa)));
      // K, its softness on the diagonal, and what each point wants.
      const base: T = add<T>(ima, imb);
      const k12: T = add<T>(base, add<T>(mul<T>(iia, mul<T>(na1, na2)), mul<T>(iib, mul<T>(nb1, nb2))));
      const k11: T = add<T>(base, add<T>(mul<T>(iia, mul<T>(na1, na1)), mul<T>(iib, mul<T>(nb1, nb1))));
      const k22: T = add<T>(base, add<T>(mul<T>(iia, mul<T>(na2, na2)), mul<T>(iib, mul<T>(nb2, nb2))));
      let d11: T = k11;
      let d22: T = k22;
      let r1: T;
      let r2: T;
      if (relax) {
        r1 = neg<T>(add<T>(w1, positive<T>(mul<T>(s1, ih))));
        r2 = neg<T>(add<T>(w2, positive<T>(mul<T>(s2, ih))));
      } else {
        const rate = load<T>(block, Block.rate * sizeof<T>());
        const soft: T = divide<T>(load<T>(block, Block.impulseScale * sizeof<T>()), load<T>(block, Block.massScale * sizeof<T>()));
        const b1: T = whereGreater<T>(s1, zero, mul<T>(s1, ih), greater<T>(mul<T>(rate, s1), push));
        const b2: T = whereGreater<T>(s2, zero, mul<T>(s2, ih), greater<T>(mul<T>(rate, s2), push));
        const g1: T = whereGreater<T>(s1, zero, zero, mul<T>(soft, k11));
        const g2: T = whereGreater<T>(s2, zero, zero, mul<T>(soft, k22));
        d11 = add<T>(d11, g1);
        d22 = add<T>(d22, g2);
        r1 = neg<T>(add<T>(add<T>(w1, b1), mul<T>(g1, j1)));
        r2 = neg<T>(add<T>(add<T>(w2, b2), mul<T>(g2, j2)));
      }
      const det: T = sub<T>(mul<T>(d11, d22), mul<T>(k12, k12));
      const x1: T = divide<T>(sub<T>(mul<T>(d22, r1), mul<T>(k12, r2)), det);
      const x2: T = divide<T>(sub<T>(mul<T>(d11, r2), mul<T>(k12, r1)), det);
      let f1: T = add<T>(j1, x1);
      let f2: T = add<T>(j2, x2);
      // A point that would pull, or points too near to each other to tell apart: one by one, the stronger first.
      const bad: T = whereGreater<T>(
        mul<T>(mul<T>(d11, d22), splat<T>(NEAR)), det, unit, whereGreater<T>(zero, f1, unit, whereGreater<T>(zero, f2, unit, zero)),
      );
      if (some<T>(bad)) {
        const a1: T = positive<T>(add<T>(j1, divide<T>(add<T>(r1, mul<T>(k12, j2)), d11)));
        const a2: T = positive<T>(add<T>(j2, divide<T>(add<T>(r2, mul<T>(k12, j1)), d22)));
        const c1: T = positive<T>(add<T>(j1, divide<T>(sub<T>(r1, mul<T>(k12, sub<T>(a2, j2))), d11)));
        const c2: T = positive<T>(add<T>(j2, divide<T>(sub<T>(r2, mul<T>(k12, sub<T>(a1, j1))), d22)));
        f1 = whereGreater<T>(bad, zero, whereGreater<T>(a1, a2, a1, c1), f1);
        f2 = whereGreater<T>(bad, zero, whereGreater<T>(a1, a2, c2, a2), f2);
      }
      store<T>(first, f1, Point.normalImpulse * sizeof<T>());
      store<T>(q, f2, Point.normalImpulse * sizeof<T>());
      const i1: T = sub<T>(f1, j1);
      const i2: T = sub<T>(f2, j2);
      const sum: T = add<T>(i1, i2);
      const ix: T = mul<T>(sum, nx);
      const iy: T = mul<T>(sum, ny);
      vax = sub<T>(vax, mul<T>(ima, ix));
      vay = sub<T>(vay, mul<T>(ima, iy));
      wa = sub<T>(wa, mul<T>(iia, add<T>(mul<T>(na1, i1), mul<T>(na2, i2))));
      vbx = add<T>(vbx, mul<T>(imb, ix));
      vby = add<T>(vby, mul<T>(imb, iy));
      wb = add<T>(wb, mul<T>(iib, add<T>(mul<T>(nb1, i1), mul<T>(nb2, i2))));
    } else {
      const na = load<T>(first, Point.na * sizeof<T>());
      const nb = load<T>(first, Point.nb * sizeof<T>());
      const old = load<T>(first, Point.normalImpulse * sizeof<T>());
      const s: T = add<T>(
        add<T>(load<T>(first, Point.separation * sizeof<T>()), apart),
        sub<T>(mul<T>(nb, turnedB), mul<T>(na, turnedA)),
      );
      const w: T = add<T>(
        add<T>(mul<T>(sub<T>(vbx, vax), nx), mul<T>(sub<T>(vby, vay), ny)),
        sub<T>(mul<T>(nb, wb), mul<T>(na, wa)),
      );
      const mass = load<T>(first, Point.normalMass * sizeof<T>());
      let wanted: T;
      if (relax) {
        const bias: T = positive<T>(mul<T>(s, ih));
        wanted = sub<T>(old, mul<T>(mass, add<T>(w, bias)));
      } else {
        const soft: T = greater<T>(mul<T>(load<T>(block, Block.rate * sizeof<T>()), s), push);
        const bias: T = whereGreater<T>(s, zero, mul<T>(s, ih), soft);
        const ms: T = whereGreater<T>(s, zero, unit, load<T>(block, Block.massScale * sizeof<T>()));
        const is: T = whereGreater<T>(s, zero, zero, load<T>(block, Block.impulseScale * sizeof<T>()));
        wanted = sub<T>(old, add<T>(mul<T>(mul<T>(mass, ms), add<T>(w, bias)), mul<T>(is, old)));
      }
      const fresh: T = positive<T>(wanted);
      store<T>(first, fresh, Point.normalImpulse * sizeof<T>());
      const i: T = sub<T>(fresh, old);
      const ix: T = mul<T>(i, nx);
      const iy: T = mul<T>(i, ny);
      vax = sub<T>(vax, mul<T>(ima, ix));
      vay = sub<T>(vay, mul<T>(ima, iy));
      wa = sub<T>(wa, mul<T>(iia, mul<T>(na, i)));
      vbx = add<T>(vbx, mul<T>(imb, ix));
      vby = add<T>(vby, mul<T>(imb, iy));
      wb = add<T>(wb, mul<T>(iib, mul<T>(nb, i)));
    }
    scatter<T>(a, motion, vax, vay, wa, shareA);
    scatter<T>(b, motion, vbx, vby, wb, shareB);
  }
}

/** The pass with soft bias: no friction, bodies are pushed apart at no more than `pushSpeed`. */
export function solveBiased<T>(block: usize, count: u32, points: u32, motion: usize, inverse: f32, pushSpeed: f32): void {
  solve<T>(block, count, points, motion, inverse, pushSpeed, false, false);
}

/** The pass without bias, with friction and, where some shape has it, rolling resistance. */
export function solveRelaxed<T>(block: usize, count: u32, points: u32, motion: usize, inverse: f32, rolling: bool): void {
  solve<T>(block, count, points, motion, inverse, 0, true, rolling);
}
