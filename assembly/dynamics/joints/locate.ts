// Where a joint is: arms, errors, directions and masses of its parts, from the motion of its bodies since the start of the step.
//
// Contacts take lever arms as they were at the start; a joint that swings for many turns may not. So beside every record of motion there is its turn,
// (cos, sin) of the angle since the start of the step, which turns.ts keeps, and arms and axes are turned by it. The distance of the centres
// is that of the start plus the difference of both motions, so no large numbers are subtracted in a sub-step.

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
  if (parts & Part.Anchors) invertAnchors(block, parts, ax, ay, bx, by);
  if (parts & (Part.Line | Part.Slide)) {
    const nx: f32 = ca * load<f32>(block, JointBlock.nx0) - sa * load<f32>(block, JointBlock.ny0);
    const ny: f32 = sa * load<f32>(block, JointBlock.nx0) + ca * load<f32>(block, JointBlock.ny0);
    const qx: f32 = ax + ex;
    const qy: f32 = ay + ey;
    aim(block, nx, ny, qx * ny - qy * nx, bx * ny - by * nx, nx * ex + ny * ey);
    // Across the line: p = (-ny, nx), r x p = r.n.
    const la: f32 = qx * nx + qy * ny;
    const lb: f32 = bx * nx + by * ny;
    store<f32>(block, la, JointBlock.la);
    store<f32>(block, lb, JointBlock.lb);
    store<f32>(block, massOf(block, la, lb), JointBlock.lineMass);
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

/** What the row's spring swings, kg or kg m^2: the row's mass while what else the joint holds is held. */
export function swungBy(block: usize): f32 {
  const parts = load<u32>(block, JointBlock.parts);
  const iia = load<f32>(block, JointBlock.inverseInertiaA);
  const iib = load<f32>(block, JointBlock.inverseInertiaB);
  const one: f32 = 1;
  const k: f32 = one / load<f32>(block, JointBlock.mass);
  if (parts & Part.Slide) {
    const m: f32 = load<f32>(block, JointBlock.inverseMassA) + load<f32>(block, JointBlock.inverseMassB);
    // Bodies that may not turn against each other move as if they could not turn at all, but for the one arm.
    const na = load<f32>(block, JointBlock.na);
    const nb = load<f32>(block, JointBlock.nb);
    const la = load<f32>(block, JointBlock.la);
    const lb = load<f32>(block, JointBlock.lb);
    let across: f32 = m + iia * la * la + iib * lb * lb;
    let both: f32 = iia * na * la + iib * nb * lb;
    let along = k;
    if (parts & Part.Angle && iia + iib > 0) {
      const i: f32 = one / (iia + iib);
      const n: f32 = iia * na + iib * nb;
      const l: f32 = iia * la + iib * lb;
      along -= n * n * i;
      both -= n * l * i;
      across -= l * l * i;
    }
    return one / max<f32>(along - (both * both) / across, k * LEAST);
  }
  return parts & Part.Swing ? turnedBy(block) : load<f32>(block, JointBlock.mass);
}

/** What a spring of the angle swings, kg m^2: both bodies about their anchors, where those are held. */
export function turnedBy(block: usize): f32 {
  const parts = load<u32>(block, JointBlock.parts);
  const iia = load<f32>(block, JointBlock.inverseInertiaA);
  const iib = load<f32>(block, JointBlock.inverseInertiaB);
  const k: f32 = iia + iib;
  const one: f32 = 1;
  if (k == 0) return 0;
  if (!(parts & Part.Anchors) || parts & Part.SoftAnchors) return one / k;
  const gx: f32 = -(iia * load<f32>(block, JointBlock.ay)) - iib * load<f32>(block, JointBlock.by);
  const gy: f32 = iia * load<f32>(block, JointBlock.ax) + iib * load<f32>(block, JointBlock.bx);
  const hx: f32 = load<f32>(block, JointBlock.i11) * gx + load<f32>(block, JointBlock.i12) * gy;
  const hy: f32 = load<f32>(block, JointBlock.i12) * gx + load<f32>(block, JointBlock.i22) * gy;
  return one / max<f32>(k - (gx * hx + gy * hy), k * LEAST);
}
