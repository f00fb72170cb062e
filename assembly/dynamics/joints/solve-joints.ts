// The passes over the joints of a level: inside the sub-steps of the solver, before the contacts of the same pass.
//
//   start     speeds of the springs, before gravity acts
//   warm      impulses of the sub-step before
//   biased    what is held, with soft bias, then springs, motors and limits, which do not disturb it (locate.ts)
//   (motion)
//   relaxed   geometry anew; what is held, motors and limits, without bias; sums of impulses
//
// With hard bias, arms as they are and errors foreseen to second order (`bend`), sub-steps of this kind are SHAKE (J.-P. Ryckaert, G. Ciccotti and
// H. J. C. Berendsen, J. Comput. Phys. 23, 1977), which is Verlet's method with constraints: symplectic, so that energy does not drift, and exact to second order
// except that velocities lag by half a sub-step of gravity. RATTLE (H. C. Andersen, J. Comput. Phys. 52, 1983) has them right: half of gravity before
// the motion, half after it. An island that only rigid joints without limits hold, without contacts, is stepped so (Part.Verlet): half of gravity and half of the warm impulses
// at the first sub-step, whole ones in between, half ones after the last motion. Measured, 4 sub-steps, energy of a double pendulum of
// two rods over 10 s, relative to m g l: implicit bias 0.035, with `bend` 0.011, with halves of gravity too 0.003. Contacts and limits do without: their impulses must not pull, which is
// not to be seen while half of them is still to come.

import { JointKind } from '../../memory/layout';
import { LEVELS } from '../levels';
import { anchorSpeedX, anchorSpeedY, solveAnchors, solveAngle, solveLine } from './held';
import { judge, watch } from './guard';
import { Sweep, locateHinges, sweepHinges } from './hinges';
import { JointBlock, Part } from './joint-block';
import { locate } from './locate';
import { addAnchors, addLine, addRow, addTurn, rowSpeed, turnSpeed } from './push';
import { solveRow } from './row';
import { Run, blocksOf, firstRun, halving, kindOf, sizeOf, startOf } from './runs';
import { FASTEST } from './set-up';

/** One pass over the hinges of a run. */
// @ts-ignore: decorator
@inline
function sweep(i: u32, motion: usize, what: u32, share: f32, inverse: f32, fastest: f32, last: bool): void {
  if (ASC_FEATURE_SIMD) sweepHinges<v128>(startOf(i), blocksOf(sizeOf(i)), motion, what, share, inverse, fastest, last);
  else sweepHinges<f32>(startOf(i), sizeOf(i), motion, what, share, inverse, fastest, last);
}

/** Brings the geometry of a run of hinges up to date. */
function locateRun(i: u32, motion: usize): void {
  if (ASC_FEATURE_SIMD) locateHinges<v128>(startOf(i), blocksOf(sizeOf(i)), motion);
  else locateHinges<f32>(startOf(i), sizeOf(i), motion);
}

/** The geometry of all hinges of the step, when they have been set up. */
export function locateRuns(motion: usize): void {
  const end = firstRun(LEVELS);
  for (let i = firstRun(0); i < end; i++) if (kindOf(i) != Run.Any) locateRun(i, motion);
}

/** Notes the speeds of springs at the start of a sub-step; where impulses are those of the whole step, springs begin anew in each. */
export function startJoints(level: u32, once: bool): void {
  const end = firstRun(level + 1);
  for (let i = firstRun(level); i < end; i++) {
    if (kindOf(i) != Run.Any) continue;
    let block = startOf(i);
    for (let n = sizeOf(i); n; n--, block += JointBlock.SIZE) startSprings(block, once);
  }
}

function startSprings(block: usize, once: bool): void {
  const parts = load<u32>(block, JointBlock.parts);
  if (!(parts & (Part.Spring | Part.SoftAnchors | Part.SoftAngle))) return;
  if (once) {
    sum(block, parts & (Part.Spring | Part.SoftAnchors | Part.SoftAngle));
    if (parts & Part.Spring) store<f32>(block, 0, JointBlock.spring);
    if (parts & Part.SoftAnchors) store<u64>(block, 0, JointBlock.px);
    if (parts & Part.SoftAngle) store<f32>(block, 0, JointBlock.turn);
  }
  if (parts & Part.Spring) store<f32>(block, rowSpeed(block), JointBlock.speed0);
  if (parts & Part.SoftAngle) store<f32>(block, turnSpeed(block), JointBlock.turnSpeed0);
  if (parts & Part.SoftAnchors) {
    const a = load<usize>(block, JointBlock.a);
    const b = load<usize>(block, JointBlock.b);
    store<f32>(block, anchorSpeedX(block, a, b), JointBlock.speed0);
    store<f32>(block, anchorSpeedY(block, a, b), JointBlock.speedY);
  }
}

/** Adds the stored impulses; in the first sub-step only half of those of joints with Part.Verlet. */
export function warmJoints(level: u32, motion: usize, inverse: f32, first: bool): void {
  const end = firstRun(level + 1);
  for (let i = firstRun(level); i < end; i++) {
    if (kindOf(i) != Run.Any) {
      sweep(i, motion, Sweep.Warm, first && halving && kindOf(i) == Run.Halved ? 0.5 : 1, inverse, 0, false);
      continue;
    }
    let block = startOf(i);
    for (let n = sizeOf(i); n; n--, block += JointBlock.SIZE) {
      give(block, first && load<u32>(block, JointBlock.parts) & Part.Verlet ? 0.5 : 1, inverse);
    }
  }
}

/** After the last motion: the other half, where it is now. */
export function endVerlet(level: u32, motion: usize, inverse: f32): void {
  if (!halving) return;
  const end = firstRun(level + 1);
  for (let i = firstRun(level); i < end; i++) {
    const kind = kindOf(i);
    if (kind == Run.Halved) {
      locateRun(i, motion);
      sweep(i, motion, Sweep.Warm, 0.5, inverse, 0, false);
    }
    if (kind != Run.Any) continue;
    let block = startOf(i);
    for (let n = sizeOf(i); n; n--, block += JointBlock.SIZE) {
      if (!(load<u32>(block, JointBlock.parts) & Part.Verlet)) continue;
      locate(block, inverse);
      give(block, 0.5, inverse);
    }
  }
}

/** Gives a share of the stored impulses. */
function give(block: usize, share: f32, inverse: f32): void {
  const parts = load<u32>(block, JointBlock.parts);
  watch(block);
  if (parts & Part.Anchors) {
    addAnchors(
      block, load<usize>(block, JointBlock.a), load<usize>(block, JointBlock.b),
      load<f32>(block, JointBlock.px) * share, load<f32>(block, JointBlock.py) * share,
    );
  }
  if (parts & Part.Line) addLine(block, load<f32>(block, JointBlock.px) * share);
  if (parts & Part.Angle) addTurn(block, load<f32>(block, JointBlock.turn) * share);
  if (parts & (Part.Slide | Part.Span | Part.Swing)) addRow(block, along(block) * share);
  if (parts & Part.Motor && load<u32>(block, JointBlock.kind) == JointKind.Wheel) addTurn(block, load<f32>(block, JointBlock.motor) * share);
  judge(block, inverse);
}

/** Sum of the impulses on the row. */
function along(block: usize): f32 {
  const motor: f32 = load<u32>(block, JointBlock.kind) == JointKind.Wheel ? 0 : load<f32>(block, JointBlock.motor);
  return (
    load<f32>(block, JointBlock.spring) + load<f32>(block, JointBlock.row) + motor +
    (load<f32>(block, JointBlock.lowerImpulse) - load<f32>(block, JointBlock.upperImpulse))
  );
}

/** One pass; `inverse` is 1 / hs, `pushSpeed` the fastest that overlaps are undone. */
export function passJoints(level: u32, motion: usize, inverse: f32, pushSpeed: f32, relax: bool, last: bool): void {
  const end = firstRun(level + 1);
  for (let i = firstRun(level); i < end; i++) {
    if (kindOf(i) != Run.Any) {
      sweep(i, motion, relax ? Sweep.Relaxed : Sweep.Biased, 1, inverse, pushSpeed * FASTEST, last);
      continue;
    }
    let block = startOf(i);
    for (let n = sizeOf(i); n; n--, block += JointBlock.SIZE) passJoint(block, inverse, relax, last);
  }
}

// @ts-ignore: decorator
@inline
function passJoint(block: usize, inverse: f32, relax: bool, last: bool): void {
  const parts = load<u32>(block, JointBlock.parts);
  watch(block);
  if (relax) locate(block, inverse);
  if (parts & Part.Line) solveLine(block, inverse, relax);
  else if (parts & Part.Anchors) solveAnchors(block, parts, inverse, relax);
  if (parts & Part.Angle) {
    solveAngle(block, parts, relax);
    if (!relax) leak(block, parts);
  }
  if (parts & (Part.Slide | Part.Span | Part.Swing | Part.Motor)) solveRow(block, parts, inverse, relax);
  judge(block, inverse);
  if (last) sum(block, parts);
}

/**
 * Softens what was solved as a whole. As massScale + impulseScale = 1, the soft answer of several rows is the hard one times massScale; row by row, arms much
 * longer than a body is large would make of it something that grows.
 */
function leak(block: usize, parts: u32): void {
  const share = load<f32>(block, JointBlock.leak);
  if (share == 0) return;
  const px: f32 = -load<f32>(block, JointBlock.px) * share;
  const py: f32 = -load<f32>(block, JointBlock.py) * share;
  const turn: f32 = -load<f32>(block, JointBlock.turn) * share;
  store<f32>(block, load<f32>(block, JointBlock.px) + px, JointBlock.px);
  store<f32>(block, load<f32>(block, JointBlock.py) + py, JointBlock.py);
  store<f32>(block, load<f32>(block, JointBlock.turn) + turn, JointBlock.turn);
  if (parts & Part.Line) addLine(block, px);
  else addAnchors(block, load<usize>(block, JointBlock.a), load<usize>(block, JointBlock.b), px, py);
  addTurn(block, turn);
}

/** Adds the impulses of some parts to their sums: what b got. */
function sum(block: usize, parts: u32): void {
  let x: f32 = 0;
  let y: f32 = 0;
  let turn: f32 = 0;
  if (parts & (Part.Anchors | Part.SoftAnchors)) {
    x = load<f32>(block, JointBlock.px);
    y = load<f32>(block, JointBlock.py);
  }
  if (parts & Part.Line) {
    x = -load<f32>(block, JointBlock.px) * load<f32>(block, JointBlock.ny);
    y = load<f32>(block, JointBlock.px) * load<f32>(block, JointBlock.nx);
  }
  if (parts & (Part.Angle | Part.SoftAngle)) turn = load<f32>(block, JointBlock.turn);
  const row: f32 = parts & (Part.Slide | Part.Span | Part.Swing) ? along(block) : parts & Part.Spring ? load<f32>(block, JointBlock.spring) : 0;
  x += row * load<f32>(block, JointBlock.nx);
  y += row * load<f32>(block, JointBlock.ny);
  // A row of angles has no direction, and moments of 1.
  if (load<u32>(block, JointBlock.parts) & Part.Swing) turn += row;
  if (parts & Part.Motor) {
    const motor = load<f32>(block, JointBlock.motor);
    store<f32>(block, load<f32>(block, JointBlock.sumMotor) + motor, JointBlock.sumMotor);
    if (load<u32>(block, JointBlock.kind) == JointKind.Wheel) turn += motor;
  }
  store<f32>(block, load<f32>(block, JointBlock.sumX) + x, JointBlock.sumX);
  store<f32>(block, load<f32>(block, JointBlock.sumY) + y, JointBlock.sumY);
  store<f32>(block, load<f32>(block, JointBlock.sumTurn) + turn, JointBlock.sumTurn);
}
