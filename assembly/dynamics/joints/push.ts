// Impulses on the parts of a joint, and their speeds.
//
// add..() gives an impulse to one part alone, as a warm start does; push..() to a part whose joint holds others, which answer (locate.ts) and
// keep what they gave.

import { OMEGA, VX, VY } from '../block';
import { JointBlock, Part } from './joint-block';

/** Speed of the row, m/s or rad/s. */
export function rowSpeed(block: usize): f32 {
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  return (
    load<f32>(block, JointBlock.nx) * (load<f32>(b, VX) - load<f32>(a, VX)) +
    load<f32>(block, JointBlock.ny) * (load<f32>(b, VY) - load<f32>(a, VY)) +
    (load<f32>(block, JointBlock.nb) * load<f32>(b, OMEGA) - load<f32>(block, JointBlock.na) * load<f32>(a, OMEGA))
  );
}

/** Gives both bodies an impulse j along (nx, ny) with the moments na and nb of that direction. */
function push(block: usize, j: f32, nx: f32, ny: f32, na: f32, nb: f32): void {
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  const ja: f32 = j * load<f32>(block, JointBlock.inverseMassA);
  const jb: f32 = j * load<f32>(block, JointBlock.inverseMassB);
  store<f32>(a, load<f32>(a, VX) - nx * ja, VX);
  store<f32>(a, load<f32>(a, VY) - ny * ja, VY);
  store<f32>(a, load<f32>(a, OMEGA) - na * j * load<f32>(block, JointBlock.inverseInertiaA), OMEGA);
  store<f32>(b, load<f32>(b, VX) + nx * jb, VX);
  store<f32>(b, load<f32>(b, VY) + ny * jb, VY);
  store<f32>(b, load<f32>(b, OMEGA) + nb * j * load<f32>(block, JointBlock.inverseInertiaB), OMEGA);
}

/** An impulse on the row alone. */
export function addRow(block: usize, j: f32): void {
  push(
    block, j, load<f32>(block, JointBlock.nx), load<f32>(block, JointBlock.ny), load<f32>(block, JointBlock.na), load<f32>(block, JointBlock.nb),
  );
}

/** An impulse on the angle alone. */
export function addTurn(block: usize, j: f32): void {
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  store<f32>(a, load<f32>(a, OMEGA) - j * load<f32>(block, JointBlock.inverseInertiaA), OMEGA);
  store<f32>(b, load<f32>(b, OMEGA) + j * load<f32>(block, JointBlock.inverseInertiaB), OMEGA);
}

/** An impulse on the row, and what else the joint holds answers (locate.ts). */
export function pushRow(block: usize, parts: u32, j: f32): void {
  addRow(block, j);
  if (!(parts & (Part.Line | Part.Swing))) return;
  if (parts & Part.Angle) {
    const turn: f32 = load<f32>(block, JointBlock.rowTurn) * j;
    store<f32>(block, load<f32>(block, JointBlock.turn) + turn, JointBlock.turn);
    addTurn(block, turn);
  }
  answer(block, parts, load<f32>(block, JointBlock.rowX) * j, load<f32>(block, JointBlock.rowY) * j);
}

/** An impulse on the angle, and the anchors or the line answer. */
export function pushTurn(block: usize, parts: u32, j: f32): void {
  addTurn(block, j);
  answer(block, parts, load<f32>(block, JointBlock.turnX) * j, load<f32>(block, JointBlock.turnY) * j);
}

/** An impulse on the line or the anchors. */
function answer(block: usize, parts: u32, x: f32, y: f32): void {
  store<f32>(block, load<f32>(block, JointBlock.px) + x, JointBlock.px);
  store<f32>(block, load<f32>(block, JointBlock.py) + y, JointBlock.py);
  if (parts & Part.Line) {
    addLine(block, x);
  } else {
    addAnchors(block, load<usize>(block, JointBlock.a), load<usize>(block, JointBlock.b), x, y);
  }
}

/** An impulse across the line. */
export function addLine(block: usize, j: f32): void {
  push(
    block, j, -load<f32>(block, JointBlock.ny), load<f32>(block, JointBlock.nx), load<f32>(block, JointBlock.la), load<f32>(block, JointBlock.lb),
  );
}

/** Speed of the angle, rad/s. */
// @ts-ignore: decorator
@inline
export function turnSpeed(block: usize): f32 {
  return load<f32>(load<usize>(block, JointBlock.b), OMEGA) - load<f32>(load<usize>(block, JointBlock.a), OMEGA);
}

/** An impulse at the anchors. */
// @ts-ignore: decorator
@inline
export function addAnchors(block: usize, a: usize, b: usize, jx: f32, jy: f32): void {
  const ima = load<f32>(block, JointBlock.inverseMassA);
  const imb = load<f32>(block, JointBlock.inverseMassB);
  const la: f32 = load<f32>(block, JointBlock.ax) * jy - load<f32>(block, JointBlock.ay) * jx;
  const lb: f32 = load<f32>(block, JointBlock.bx) * jy - load<f32>(block, JointBlock.by) * jx;
  store<f32>(a, load<f32>(a, VX) - ima * jx, VX);
  store<f32>(a, load<f32>(a, VY) - ima * jy, VY);
  store<f32>(a, load<f32>(a, OMEGA) - load<f32>(block, JointBlock.inverseInertiaA) * la, OMEGA);
  store<f32>(b, load<f32>(b, VX) + imb * jx, VX);
  store<f32>(b, load<f32>(b, VY) + imb * jy, VY);
  store<f32>(b, load<f32>(b, OMEGA) + load<f32>(block, JointBlock.inverseInertiaB) * lb, OMEGA);
}
