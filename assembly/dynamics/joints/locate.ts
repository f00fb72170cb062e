// Where a joint is: arms, errors, directions and masses of its parts, from the motion of its bodies since the start of the step.
//
// Contacts take lever arms as they were at the start; a joint that swings for many turns may not. So beside every record of motion there is its turn,
// (cos, sin) of the angle since the start of the step, which turns.ts keeps, and arms and axes are turned by it. The distance of the centres
// is that of the start plus the difference of both motions, so no large numbers are subtracted in a sub-step.
//
// Parts of one joint are solved as a block: an impulse on the row comes with the impulses by which the angle and the anchors (or the line) that are held
// answer to it, so that it does not disturb them, and its mass is that of the bodies so held together. What is held is solved first, so that it
// has no error left to be answered. One pass then solves the joint by itself exactly; without that a motor or a limit at the end of a long arm works on the small inertia of the body alone, and is a tenth of a radian late.

import { DX, DY, OMEGA, TURNED } from '../block';
import { anchorSpeedX, anchorSpeedY, halfTurn } from './held';
import { JointBlock, Part } from './joint-block';

/** Shortest span that has a direction, m. */
const POINT: f32 = 1e-6;
/** Least share of a matrix that does not count as rounding. */
const LEAST: f32 = 1e-6;

/** Brings a joint's geometry up to date. */
export function locate(block: usize, inverse: f32): void {
  const parts = load<u32>(block, JointBlock.parts);
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  const ca = load<f32>(load<usize>(block, JointBlock.turnA));
  const sa = load<f32>(load<usize>(block, JointBlock.turnA), 4);
  const cb = load<f32>(load<usize>(block, JointBlock.turnB));
  const sb = load<f32>(load<usize>(block, JointBlock.turnB), 4);
  const ax0 = load<f32>(block, JointBlock.ax0);
  const ay0 = load<f32>(block, JointBlock.ay0);
  const bx0 = load<f32>(block, JointBlock.bx0);
  const by0 = load<f32>(block, JointBlock.by0);
  const ax: f32 = ca * ax0 - sa * ay0;
  const ay: f32 = sa * ax0 + ca * ay0;
  const bx: f32 = cb * bx0 - sb * by0;
  const by: f32 = sb * bx0 + cb * by0;
  const ex: f32 = load<f32>(block, JointBlock.x0) + (load<f32>(b, DX) - load<f32>(a, DX)) + (bx - ax);
  const ey: f32 = load<f32>(block, JointBlock.y0) + (load<f32>(b, DY) - load<f32>(a, DY)) + (by - ay);
  store<f32>(block, ax, JointBlock.ax);
  store<f32>(block, ay, JointBlock.ay);
  store<f32>(block, bx, JointBlock.bx);
  store<f32>(block, by, JointBlock.by);
  store<f32>(block, ex, JointBlock.ex);
  store<f32>(block, ey, JointBlock.ey);
  const angle: f32 = load<f32>(block, JointBlock.angle0) + (load<f32>(b, TURNED) - load<f32>(a, TURNED));
  store<f32>(block, angle, JointBlock.angle);
  if (parts & Part.Anchors) {
    invertAnchors(block, parts, ax, ay, bx, by);
    if (parts & (Part.Angle | Part.Swing) && !(parts & (Part.SoftAnchors | Part.Follow))) answerAnchors(block, parts, ax, ay, bx, by);
  }
  if (parts & (Part.Line | Part.Slide)) {
    const nx: f32 = ca * load<f32>(block, JointBlock.nx0) - sa * load<f32>(block, JointBlock.ny0);
    const ny: f32 = sa * load<f32>(block, JointBlock.nx0) + ca * load<f32>(block, JointBlock.ny0);
    // The place on the line that b's anchor should be at.
    const value: f32 = nx * ex + ny * ey;
    const qx: f32 = ax + nx * value;
    const qy: f32 = ay + ny * value;
    aim(block, nx, ny, qx * ny - qy * nx, bx * ny - by * nx, value);
    // Across the line: p = (-ny, nx), r x p = r.n.
    const la: f32 = qx * nx + qy * ny;
    const lb: f32 = bx * nx + by * ny;
    store<f32>(block, la, JointBlock.la);
    store<f32>(block, lb, JointBlock.lb);
    store<f32>(block, massOf(block, la, lb), JointBlock.lineMass);
    answerLine(block, parts, la, lb);
  } else if (parts & Part.Span) {
    const length: f32 = sqrt<f32>(ex * ex + ey * ey);
    let nx = load<f32>(block, JointBlock.nx);
    let ny = load<f32>(block, JointBlock.ny);
    let bend: f32 = 0;
    if (length > POINT) {
      nx = ex / length;
      ny = ey / length;
      // What is off to second order: the way across, squared, over twice the length, and what arms do.
      const across: f32 = (nx * anchorSpeedY(block, a, b) - ny * anchorSpeedX(block, a, b)) / inverse;
      const da = halfTurn(a, inverse);
      const db = halfTurn(b, inverse);
      const swing: f32 = (across * across) / (length + length);
      bend = min<f32>(swing, length * <f32>0.03) + (nx * ax + ny * ay) * da - (nx * bx + ny * by) * db;
    }
    aim(block, nx, ny, ax * ny - ay * nx, bx * ny - by * nx, length);
    store<f32>(block, bend, JointBlock.bend);
  } else if (parts & Part.Swing) {
    store<f32>(block, angle, JointBlock.value);
  }
}

/** Sets the direction, the moments, the mass and the measure of the row. */
function aim(block: usize, nx: f32, ny: f32, na: f32, nb: f32, value: f32): void {
  store<f32>(block, nx, JointBlock.nx);
  store<f32>(block, ny, JointBlock.ny);
  store<f32>(block, na, JointBlock.na);
  store<f32>(block, nb, JointBlock.nb);
  store<f32>(block, massOf(block, na, nb), JointBlock.mass);
  store<f32>(block, value, JointBlock.value);
}

/** Effective mass of a direction with these moments, kg. */
function massOf(block: usize, na: f32, nb: f32): f32 {
  const one: f32 = 1;
  return (
    one /
    (load<f32>(block, JointBlock.inverseMassA) + load<f32>(block, JointBlock.inverseMassB) +
      load<f32>(block, JointBlock.inverseInertiaA) * na * na + load<f32>(block, JointBlock.inverseInertiaB) * nb * nb)
  );
}

/** The inverse of the anchors' matrix; where a spring holds them and the angle is held too, that of bodies that do not turn against each other. */
function invertAnchors(block: usize, parts: u32, ax: f32, ay: f32, bx: f32, by: f32): void {
  const m: f32 = load<f32>(block, JointBlock.inverseMassA) + load<f32>(block, JointBlock.inverseMassB);
  const iia = load<f32>(block, JointBlock.inverseInertiaA);
  const iib = load<f32>(block, JointBlock.inverseInertiaB);
  let k11: f32 = m + iia * ay * ay + iib * by * by;
  let k12: f32 = -(iia * ax * ay) - iib * bx * by;
  let k22: f32 = m + iia * ax * ax + iib * bx * bx;
  if (parts & Part.SoftAnchors && parts & Part.Angle && !(parts & Part.SoftAngle) && iia + iib > 0) {
    const gx: f32 = -(iia * ay) - iib * by;
    const gy: f32 = iia * ax + iib * bx;
    const k = load<f32>(block, JointBlock.angleMass);
    k11 -= gx * gx * k;
    k12 -= gx * gy * k;
    k22 -= gy * gy * k;
  }
  const d: f32 = k11 * k22 - k12 * k12;
  store<f32>(block, k22 / d, JointBlock.i11);
  store<f32>(block, -k12 / d, JointBlock.i12);
  store<f32>(block, k11 / d, JointBlock.i22);
}

/** One over `left`, what is left of `k` when others answer; not less than rounding makes of it. 0 where there is nothing to turn. */
// @ts-ignore: decorator
@inline
function remaining(k: f32, left: f32): f32 {
  const one: f32 = 1;
  return k > 0 ? one / max<f32>(left, k * LEAST) : 0;
}

/** How held anchors answer to a turn: with g = K of both, -K^-1 g. */
function answerAnchors(block: usize, parts: u32, ax: f32, ay: f32, bx: f32, by: f32): void {
  const iia = load<f32>(block, JointBlock.inverseInertiaA);
  const iib = load<f32>(block, JointBlock.inverseInertiaB);
  const i12 = load<f32>(block, JointBlock.i12);
  const gx: f32 = -(iia * ay) - iib * by;
  const gy: f32 = iia * ax + iib * bx;
  const hx: f32 = load<f32>(block, JointBlock.i11) * gx + i12 * gy;
  const hy: f32 = i12 * gx + load<f32>(block, JointBlock.i22) * gy;
  const mass: f32 = remaining(iia + iib, iia + iib - (gx * hx + gy * hy));
  store<f32>(block, mass, JointBlock.angleMass);
  store<f32>(block, -hx, JointBlock.turnX);
  store<f32>(block, -hy, JointBlock.turnY);
  if (!(parts & Part.Swing)) return;
  store<f32>(block, mass, JointBlock.mass);
  store<f32>(block, -hx, JointBlock.rowX);
  store<f32>(block, -hy, JointBlock.rowY);
}

/** How a held line answers to a turn, and both to an impulse along the line. */
function answerLine(block: usize, parts: u32, la: f32, lb: f32): void {
  const iia = load<f32>(block, JointBlock.inverseInertiaA);
  const iib = load<f32>(block, JointBlock.inverseInertiaB);
  const lineMass = load<f32>(block, JointBlock.lineMass);
  const one: f32 = 1;
  let turn: f32 = 0;
  let angleMass: f32 = 0;
  const angleLine: f32 = iia * la + iib * lb;
  if (parts & Part.Angle) {
    turn = angleLine * lineMass;
    angleMass = remaining(iia + iib, iia + iib - angleLine * turn);
    store<f32>(block, angleMass, JointBlock.angleMass);
    store<f32>(block, -turn, JointBlock.turnX);
  }
  if (!(parts & Part.Slide)) return;
  const na = load<f32>(block, JointBlock.na);
  const nb = load<f32>(block, JointBlock.nb);
  const rowLine: f32 = iia * na * la + iib * nb * lb;
  const direct: f32 = rowLine * lineMass;
  const rowAngle: f32 = iia * na + iib * nb - direct * angleLine;
  const rowTurn: f32 = rowAngle * angleMass;
  const k: f32 = one / load<f32>(block, JointBlock.mass);
  store<f32>(block, remaining(k, k - rowLine * direct - rowAngle * rowTurn), JointBlock.mass);
  store<f32>(block, -rowTurn, JointBlock.rowTurn);
  store<f32>(block, turn * rowTurn - direct, JointBlock.rowX);
}
