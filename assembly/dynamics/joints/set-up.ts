// What each kind of joint is made of (joint-block.ts), from its definition and the poses of its bodies at the start of the step.
//
//   revolute    anchors held; the row is the angle
//   prismatic   anchor on a's line, angle held; the row is the way along the line
//   distance    the row is the way between the anchors: a rod, or with a spring, limits (a rope) or a motor
//   weld        anchors and angle held, each rigidly or by a spring of its own
//   wheel       anchor on a's line; the row is the way along the line (suspension); the motor turns b against a
//   motor       anchor of b at an offset from that of a, at an offset of the angle, with a greatest force and torque: by springs, or without
//               them at a speed of 0.3 of the error a step, which a load does not push back
//   mouse       anchor of b at a place of the world, by a spring, with a greatest force

import { JointDef, JointKind, WorldDef } from '../../memory/layout';
import { Body, NONE } from '../body';
import { bodyAt } from '../contact';
import { drag, harden, impulseScale, massScale, rate, soften, stretch, tune } from '../softness';
import { settingF } from '../world-record';
import { Joint } from './joint';
import { JointBlock, Part } from './joint-block';
import { locate } from './locate';
import { turnAt } from './turns';

const TAU: f32 = 6.283185307179586;
/** Most of a spring's frequency times sub-step; stiffer ones are as stiff as this. */
const STIFFEST: f32 = 0.125;
/** Errors are taken back at so many times the speed at which overlaps are, at most. */
export const FASTEST: f32 = 4;
/** How much stiffer a joint of strain 1 becomes in a step. */
const HARDEN: f32 = 0.01;
/** Least strain that counts. */
const RESTED: f32 = 1e-4;
/** Share of its error that a motor joint without springs goes in a step. */
const FOLLOW: f32 = 0.3;

/** Parts of a joint of this definition. */
export function partsOf(def: usize): u32 {
  const kind = load<u32>(def, JointDef.kind);
  const spring = load<u32>(def, JointDef.spring) != 0 && load<f32>(def, JointDef.hertz) > 0;
  const motor = load<u32>(def, JointDef.motor) != 0 && load<f32>(def, JointDef.maxMotor) > 0;
  const limit = load<u32>(def, JointDef.limit) != 0;
  const soft = load<f32>(def, JointDef.hertz) > 0;
  const row: u32 = (spring ? Part.Spring : 0) | (motor ? Part.Motor : 0) | (limit ? Part.Limit : 0);
  switch (kind) {
    case JointKind.Revolute: return Part.Anchors | (row ? row | Part.Swing : 0);
    case JointKind.Prismatic: return Part.Line | Part.Angle | (row ? row | Part.Slide : 0);
    case JointKind.Distance: return Part.Span | (row ? row : load<u32>(def, JointDef.spring) ? 0 : Part.Rod);
    case JointKind.Weld:
      return (
        Part.Anchors | Part.Angle | (soft ? Part.SoftAnchors : 0) | (load<f32>(def, JointDef.angularHertz) > 0 ? Part.SoftAngle : 0)
      );
    case JointKind.Wheel: return Part.Line | (row & (Part.Spring | Part.Limit) ? row | Part.Slide : row);
    case JointKind.Motor:
      return (
        (load<f32>(def, JointDef.maxForce) > 0 ? Part.Anchors | Part.Follow | (soft ? Part.SoftAnchors : 0) : 0) |
        (load<f32>(def, JointDef.maxTorque) > 0
          ? Part.Angle | Part.Follow | (load<f32>(def, JointDef.angularHertz) > 0 ? Part.SoftAngle : 0)
          : 0)
      );
    case JointKind.Mouse: return load<f32>(def, JointDef.maxForce) > 0 ? Part.Anchors | (soft ? Part.SoftAnchors : 0) : 0;
  }
  return 0;
}

/** Whether a joint may give energy to what it holds: motors, springs, and what pulls. */
export function isDriven(joint: usize): bool {
  const kind = load<u32>(joint, JointDef.kind);
  if (kind == JointKind.Motor || kind == JointKind.Mouse) return true;
  return (partsOf(joint) & (Part.Spring | Part.Motor | Part.SoftAnchors | Part.SoftAngle)) != 0;
}

/** Whether a joint has a motor that is to move. */
export function isRunning(joint: usize): bool {
  return (partsOf(joint) & Part.Motor) != 0 && load<f32>(joint, JointDef.motorSpeed) != 0;
}

/** Fills the block of joint number i: `hs` s a sub-step of `level`, `unit` s of which its impulses are. */
export function setUp(world: usize, i: u32, joint: usize, block: usize, motion: usize, level: u32, hs: f32, unit: f32): void {
  memory.fill(block, 0, JointBlock.SIZE);
  const one: f32 = 1;
  const kind = load<u32>(joint, JointDef.kind);
  const parts = partsOf(joint);
  store<u32>(block, kind, JointBlock.kind);
  store<u32>(block, i, JointBlock.joint);
  store<u32>(block, parts, JointBlock.parts);
  const numberA = load<u32>(joint, Joint.bodyA);
  const b = bodyAt(world, load<u32>(joint, Joint.bodyB));
  let ax = load<f32>(joint, JointDef.anchorAX);
  let ay = load<f32>(joint, JointDef.anchorAY);
  if (kind == JointKind.Motor) {
    ax += load<f32>(joint, JointDef.targetX);
    ay += load<f32>(joint, JointDef.targetY);
  } else if (kind == JointKind.Mouse) {
    ax = load<f32>(joint, JointDef.targetX);
    ay = load<f32>(joint, JointDef.targetY);
  }
  // The world itself, and what a mouse pulls to, is record 0, about its origin.
  let ca: f32 = 1;
  let sa: f32 = 0;
  let xa: f32 = ax;
  let ya: f32 = ay;
  let record: u32 = 0;
  if (numberA != NONE && kind != JointKind.Mouse) {
    const a = bodyAt(world, numberA);
    ca = load<f32>(a, Body.c0);
    sa = load<f32>(a, Body.s0);
    xa = load<f32>(a, Body.x0);
    ya = load<f32>(a, Body.y0);
    record = load<u32>(a, Body.solverIndex);
    ax -= load<f32>(a, Body.centerX);
    ay -= load<f32>(a, Body.centerY);
    store<f32>(block, load<f32>(a, Body.inverseMass), JointBlock.inverseMassA);
    store<f32>(block, load<f32>(a, Body.inverseInertia), JointBlock.inverseInertiaA);
    store<f32>(block, ca * ax - sa * ay, JointBlock.ax0);
    store<f32>(block, sa * ax + ca * ay, JointBlock.ay0);
  }
  const cb = load<f32>(b, Body.c0);
  const sb = load<f32>(b, Body.s0);
  const bx: f32 = load<f32>(joint, JointDef.anchorBX) - load<f32>(b, Body.centerX);
  const by: f32 = load<f32>(joint, JointDef.anchorBY) - load<f32>(b, Body.centerY);
  store<f32>(block, cb * bx - sb * by, JointBlock.bx0);
  store<f32>(block, sb * bx + cb * by, JointBlock.by0);
  store<f32>(block, load<f32>(b, Body.inverseMass), JointBlock.inverseMassB);
  store<f32>(block, load<f32>(b, Body.inverseInertia), JointBlock.inverseInertiaB);
  store<f32>(block, load<f32>(b, Body.x0) - xa, JointBlock.x0);
  store<f32>(block, load<f32>(b, Body.y0) - ya, JointBlock.y0);
  store<usize>(block, motion + (<usize>record << 5), JointBlock.a);
  store<usize>(block, motion + (<usize>load<u32>(b, Body.solverIndex) << 5), JointBlock.b);
  store<usize>(block, turnAt(record), JointBlock.turnA);
  store<usize>(block, turnAt(load<u32>(b, Body.solverIndex)), JointBlock.turnB);

  const axisX = load<f32>(joint, JointDef.axisX);
  const axisY = load<f32>(joint, JointDef.axisY);
  if (parts & (Part.Line | Part.Slide)) {
    const scale: f32 = one / sqrt<f32>(axisX * axisX + axisY * axisY);
    store<f32>(block, (ca * axisX - sa * axisY) * scale, JointBlock.nx0);
    store<f32>(block, (sa * axisX + ca * axisY) * scale, JointBlock.ny0);
  } else if (parts & Part.Span) {
    // Until the anchors are apart.
    store<f32>(block, 1, JointBlock.nx);
  } else if (parts & Part.Swing) {
    store<f32>(block, 1, JointBlock.na);
    store<f32>(block, 1, JointBlock.nb);
  }
  store<f32>(block, angleOf(joint, ca, sa, cb, sb), JointBlock.angle0);
  const ii: f32 = load<f32>(block, JointBlock.inverseInertiaA) + load<f32>(block, JointBlock.inverseInertiaB);
  const angleMass: f32 = ii > 0 ? one / ii : 0;
  store<f32>(block, angleMass, JointBlock.angleMass);
  store<f32>(block, angleMass, JointBlock.mass);
  locate(block, one / hs);
  weighSprings(joint, block, parts);
  soft(world, joint, block, parts, level, hs, unit);
  limit(joint, block, parts, unit);
  memory.copy(block + JointBlock.px, joint + Joint.impulses, 16);
  memory.copy(block + JointBlock.spring, joint + Joint.impulses + 16, 4);
  memory.copy(block + JointBlock.motor, joint + Joint.impulses + 20, 4);
  memory.copy(block + JointBlock.lowerImpulse, joint + Joint.impulses + 24, 8);
}

/** Angle of b against a less the joint's reference, rad, of all turns the one nearest to the last. */
export function angleOf(joint: usize, ca: f32, sa: f32, cb: f32, sb: f32): f32 {
  const sine: f32 = ca * sb - sa * cb;
  const cosine: f32 = ca * cb + sa * sb;
  let angle: f32 = sine == 0 && cosine > 0 ? 0 : NativeMathf.atan2(sine, cosine);
  angle -= load<f32>(joint, JointDef.referenceAngle);
  if (load<u32>(joint, JointDef.kind) == JointKind.Motor) angle -= load<f32>(joint, JointDef.targetAngle);
  return angle + nearest<f32>((load<f32>(joint, Joint.angle) - angle) / TAU) * TAU;
}

/**
 * How many times jointHertz a joint is as stiff as: twice as much with each level. It gets there the more slowly the more it is strained, since what is
 * stretched while it becomes stiffer gives back more than was put in: a ball that fell on a taut bridge came back faster.
 */
function harder(joint: usize, level: u32): f32 {
  const goal: f32 = <f32>(1 << level);
  const old = load<f32>(joint, Joint.hardness);
  // It gets no harder.
  if (old == goal) return goal;
  const fresh: f32 = old > 0 ? min<f32>(old * (HARDEN / max<f32>(load<f32>(joint, Joint.strain), RESTED) + 1), goal) : goal;
  store<f32>(joint, fresh, Joint.hardness);
  return fresh;
}

/** Frequency of what holds a joint, Hz. */
export function hertzOf(world: usize, joint: usize, level: u32, hs: f32): f32 {
  return min<f32>(settingF(world, WorldDef.jointHertz) * harder(joint, level), <f32>0.25 / hs);
}

/** Softness of the joint itself and its springs. */
function soft(world: usize, joint: usize, block: usize, parts: u32, level: u32, hs: f32, unit: f32): void {
  const most: f32 = STIFFEST / hs;
  soften(hertzOf(world, joint, level, hs), settingF(world, WorldDef.jointDamping), hs);
  const follow = (parts & Part.Follow) != 0;
  if (unit != hs || follow) harden();
  store<f32>(block, follow ? FOLLOW / settingF(world, WorldDef.step) : rate, JointBlock.rate);
  store<f32>(block, follow ? f32.MAX_VALUE : settingF(world, WorldDef.pushSpeed) * FASTEST, JointBlock.fastest);
  store<f32>(block, massScale, JointBlock.massScale);
  store<f32>(block, impulseScale, JointBlock.impulseScale);
  const whole = parts & Part.Angle && parts & (Part.Line | Part.Anchors) && !(parts & (Part.SoftAnchors | Part.SoftAngle | Part.Follow));
  // With a row: hard, since what answers to a spring or a motor is not to be softened.
  const answering = (parts & (Part.Slide | Part.Swing)) != 0 && (parts & (Part.Spring | Part.Motor)) != 0;
  if (whole || answering) {
    // Solved as if hard, then softened as a whole.
    store<f32>(block, answering ? 0 : impulseScale, JointBlock.leak);
    store<f32>(block, 1, JointBlock.massScale);
    store<f32>(block, 0, JointBlock.impulseScale);
  }
  if (parts & (Part.Spring | Part.SoftAnchors)) {
    tune(min<f32>(load<f32>(joint, JointDef.hertz), most), load<f32>(joint, JointDef.damping), hs);
    store<f32>(block, stretch, JointBlock.stretch);
    store<f32>(block, drag, JointBlock.drag);
    if (parts & Part.Spring) store<f32>(block, load<f32>(joint, Joint.springMass), JointBlock.springMass);
  }
  if (parts & Part.SoftAngle) {
    tune(min<f32>(load<f32>(joint, JointDef.angularHertz), most), load<f32>(joint, JointDef.angularDamping), hs);
    store<f32>(block, stretch, JointBlock.turnStretch);
    store<f32>(block, drag, JointBlock.turnDrag);
    store<f32>(block, load<f32>(joint, Joint.turnMass), JointBlock.turnMass);
  }
  store<f32>(block, load<f32>(joint + (load<u32>(block, JointBlock.kind) == JointKind.Distance ? JointDef.length : JointDef.target)), JointBlock.target);
}

/**
 * What springs swing, kg and kg m^2: kept from the first step in which they act, so that a spring is as stiff in every pose, until the joint or the mass of
 * its bodies changes.
 */
function weighSprings(joint: usize, block: usize, parts: u32): void {
  const sum: f32 =
    load<f32>(block, JointBlock.inverseMassA) + load<f32>(block, JointBlock.inverseMassB) +
    (load<f32>(block, JointBlock.inverseInertiaA) + load<f32>(block, JointBlock.inverseInertiaB));
  if (load<f32>(joint, Joint.weighed) == sum) return;
  store<f32>(joint, sum, Joint.weighed);
  store<f32>(joint, load<f32>(block, JointBlock.mass), Joint.springMass);
  store<f32>(joint, load<f32>(block, JointBlock.angleMass), Joint.turnMass);
  const iia = load<f32>(block, JointBlock.inverseInertiaA);
  const iib = load<f32>(block, JointBlock.inverseInertiaB);
  const na = load<f32>(block, JointBlock.na);
  const nb = load<f32>(block, JointBlock.nb);
  const one: f32 = 1;
  let swung: f32 = one;
  if (parts & (Part.Swing | Part.SoftAngle)) swung = load<f32>(block, JointBlock.angleMass) * (iia + iib);
  else if (parts & Part.Slide) swung = load<f32>(block, JointBlock.mass) * (sum - iia - iib + iia * na * na + iib * nb * nb);
  store<f32>(joint, sqrt<f32>(swung), Joint.stiffness);
}

/** Limits, the motor, and the greatest impulses of a sub-step. */
function limit(joint: usize, block: usize, parts: u32, unit: f32): void {
  store<f32>(block, load<f32>(joint, JointDef.lower), JointBlock.lower);
  store<f32>(block, load<f32>(joint, JointDef.upper), JointBlock.upper);
  if (parts & Part.Motor) {
    store<f32>(block, load<f32>(joint, JointDef.motorSpeed), JointBlock.motorSpeed);
    store<f32>(block, load<f32>(joint, JointDef.maxMotor) * unit, JointBlock.motorMost);
  }
  const kind = load<u32>(block, JointBlock.kind);
  if (kind != JointKind.Motor && kind != JointKind.Mouse) return;
  store<f32>(block, load<f32>(joint, JointDef.maxForce) * unit, JointBlock.most);
  store<f32>(block, load<f32>(joint, JointDef.maxTorque) * unit, JointBlock.mostTurn);
}
