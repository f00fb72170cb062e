// The parts of a joint that hold: both anchors in one place, an anchor on a line, an angle.
//
// Held rigidly, with C the error, J its Jacobian, K = J M^-1 J^T: P' = P - massScale K^-1 (J v + rate C + bend / hs) - impulseScale P in the biased
// pass, P' = P - K^-1 J v in the relaxing one (softness.ts; `bend` as in row.ts). Held by a spring: as the spring of a row, its mass the matrix K^-1. A
// greatest force or torque cuts the impulse of the sub-step down to what it allows.
//   anchors  C = x_b + r_b - x_a - r_a
//            K = (1/m_a + 1/m_b) 1 + [ r_ay^2  -r_ax r_ay; ...] / I_a + the same of b
//            bend: an arm r that turns by d in a sub-step is off by -r d^2 / 2
//   line     C = p.d with d the way from a's anchor to b's and p across a's line; moments (r_a + d) x p and r_b x p
//            bend = p.(r_a d_a^2 - r_b d_b^2) / 2 + d_a (p'.u) hs - p.d d_a^2 / 2, p' = p turned by a right angle, u the anchors' relative velocity
//   angle    C = angle

import { OMEGA, VX, VY } from '../block';
import { JointBlock, Part } from './joint-block';
import { addAnchors, addLine, pushTurn, turnSpeed } from './push';
import { pullBack, springChange } from './row';

/** Squared turn of a sub-step up to which `bend` follows it, rad^2; what turns faster is slowed by errors. */
export const FAR: f32 = 0.06;

/** Half the square of the angle by which a body turns in a sub-step. */
// @ts-ignore: decorator
@inline
export function halfTurn(record: usize, inverse: f32): f32 {
  const d: f32 = load<f32>(record, OMEGA) / inverse;
  return min<f32>(d * d, FAR) * <f32>0.5;
}

/** Velocity of b's anchor against a's. */
// @ts-ignore: decorator
@inline
export function anchorSpeedX(block: usize, a: usize, b: usize): f32 {
  return (
    load<f32>(b, VX) - load<f32>(a, VX) -
    (load<f32>(b, OMEGA) * load<f32>(block, JointBlock.by) - load<f32>(a, OMEGA) * load<f32>(block, JointBlock.ay))
  );
}

// @ts-ignore: decorator
@inline
export function anchorSpeedY(block: usize, a: usize, b: usize): f32 {
  return (
    load<f32>(b, VY) - load<f32>(a, VY) +
    (load<f32>(b, OMEGA) * load<f32>(block, JointBlock.bx) - load<f32>(a, OMEGA) * load<f32>(block, JointBlock.ax))
  );
}

/** One pass over both anchors. */
export function solveAnchors(block: usize, parts: u32, inverse: f32, relax: bool): void {
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  const soft = (parts & Part.SoftAnchors) != 0;
  if (soft && relax) return;
  const i11 = load<f32>(block, JointBlock.i11);
  const i12 = load<f32>(block, JointBlock.i12);
  const i22 = load<f32>(block, JointBlock.i22);
  const px = load<f32>(block, JointBlock.px);
  const py = load<f32>(block, JointBlock.py);
  let ux: f32 = anchorSpeedX(block, a, b);
  let uy: f32 = anchorSpeedY(block, a, b);
  let jx: f32;
  let jy: f32;
  if (soft) {
    const stretch = load<f32>(block, JointBlock.stretch);
    const drag = load<f32>(block, JointBlock.drag);
    ux = stretch * load<f32>(block, JointBlock.ex) + drag * (load<f32>(block, JointBlock.speed0) + ux);
    uy = stretch * load<f32>(block, JointBlock.ey) + drag * (load<f32>(block, JointBlock.speedY) + uy);
    jx = -(px + (i11 * ux + i12 * uy)) / (drag + 1);
    jy = -(py + (i12 * ux + i22 * uy)) / (drag + 1);
  } else if (relax && !(parts & Part.Follow)) {
    jx = -(i11 * ux + i12 * uy);
    jy = -(i12 * ux + i22 * uy);
  } else {
    const ex = load<f32>(block, JointBlock.ex);
    const ey = load<f32>(block, JointBlock.ey);
    const rate = load<f32>(block, JointBlock.rate);
    const speed: f32 = sqrt<f32>(ex * ex + ey * ey) * rate;
    const fastest = load<f32>(block, JointBlock.fastest);
    const back: f32 = speed > fastest ? (rate * fastest) / speed : rate;
    const share = load<f32>(block, JointBlock.massScale);
    const keep = load<f32>(block, JointBlock.impulseScale);
    // What follows its target keeps the speed of it.
    const second: f32 = parts & Part.Follow ? 0 : inverse;
    const da: f32 = halfTurn(a, inverse) * second;
    const db: f32 = halfTurn(b, inverse) * second;
    ux += back * ex + (load<f32>(block, JointBlock.ax) * da - load<f32>(block, JointBlock.bx) * db);
    uy += back * ey + (load<f32>(block, JointBlock.ay) * da - load<f32>(block, JointBlock.by) * db);
    jx = -share * (i11 * ux + i12 * uy) - keep * px;
    jy = -share * (i12 * ux + i22 * uy) - keep * py;
  }
  let fx: f32 = px + jx;
  let fy: f32 = py + jy;
  const most = load<f32>(block, JointBlock.most);
  if (most > 0) {
    const square: f32 = fx * fx + fy * fy;
    if (square > most * most) {
      const cut: f32 = most / sqrt<f32>(square);
      fx *= cut;
      fy *= cut;
      jx = fx - px;
      jy = fy - py;
    }
  }
  store<f32>(block, fx, JointBlock.px);
  store<f32>(block, fy, JointBlock.py);
  addAnchors(block, a, b, jx, jy);
}

/** One pass over the line. */
export function solveLine(block: usize, inverse: f32, relax: bool): void {
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  const px: f32 = -load<f32>(block, JointBlock.ny);
  const py = load<f32>(block, JointBlock.nx);
  const la = load<f32>(block, JointBlock.la);
  const lb = load<f32>(block, JointBlock.lb);
  const mass = load<f32>(block, JointBlock.lineMass);
  const old = load<f32>(block, JointBlock.px);
  const u: f32 =
    px * (load<f32>(b, VX) - load<f32>(a, VX)) + py * (load<f32>(b, VY) - load<f32>(a, VY)) + (lb * load<f32>(b, OMEGA) - la * load<f32>(a, OMEGA));
  let j: f32;
  if (relax) {
    j = -mass * u;
  } else {
    const off: f32 = px * load<f32>(block, JointBlock.ex) + py * load<f32>(block, JointBlock.ey);
    const da = halfTurn(a, inverse);
    const db = halfTurn(b, inverse);
    const turn: f32 = da < FAR * <f32>0.5 ? load<f32>(a, OMEGA) / inverse : 0;
    // p' = (-py, px).
    const across: f32 = px * anchorSpeedY(block, a, b) - py * anchorSpeedX(block, a, b);
    const bend: f32 =
      (px * load<f32>(block, JointBlock.ax) + py * load<f32>(block, JointBlock.ay)) * da -
      (px * load<f32>(block, JointBlock.bx) + py * load<f32>(block, JointBlock.by)) * db - off * da;
    const bias: f32 = pullBack(block, off) + bend * inverse + turn * across;
    j = -load<f32>(block, JointBlock.massScale) * mass * (u + bias) - load<f32>(block, JointBlock.impulseScale) * old;
  }
  store<f32>(block, old + j, JointBlock.px);
  addLine(block, j);
}

/** One pass over the angle. */
export function solveAngle(block: usize, parts: u32, relax: bool): void {
  const soft = (parts & Part.SoftAngle) != 0;
  if (soft && relax) return;
  const old = load<f32>(block, JointBlock.turn);
  const speed = turnSpeed(block);
  const off = load<f32>(block, JointBlock.angle);
  let j: f32;
  if (soft) {
    j = springChange(
      old, load<f32>(block, JointBlock.turnMass), load<f32>(block, JointBlock.turnStretch), load<f32>(block, JointBlock.turnDrag),
      off, load<f32>(block, JointBlock.turnSpeed0), speed,
    );
  } else if (relax && !(parts & Part.Follow)) {
    j = -load<f32>(block, JointBlock.angleMass) * speed;
  } else {
    j =
      -load<f32>(block, JointBlock.massScale) * load<f32>(block, JointBlock.angleMass) * (speed + pullBack(block, off)) -
      load<f32>(block, JointBlock.impulseScale) * old;
  }
  let fresh: f32 = old + j;
  const most = load<f32>(block, JointBlock.mostTurn);
  if (most > 0) {
    fresh = max<f32>(-most, min<f32>(fresh, most));
    j = fresh - old;
  }
  store<f32>(block, fresh, JointBlock.turn);
  pushTurn(block, parts, j);
}
