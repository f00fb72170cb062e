// The row of a joint: one measure with a spring, a motor, limits, or held.
//
// The measure changes at u = n.(v_b - v_a) + n_b omega_b - n_a omega_a; an impulse j on the row gives b n j and n_b j, and a the opposite. With the
// rate and shares of softness.ts and K = 1/m_a + 1/m_b + n_a^2/I_a + n_b^2/I_b = 1 / mass:
//   spring   P' = -springMass (stretch (value - target) + drag (u0 + u')),  in the biased pass alone
//   motor    P' = P - mass (u - motorSpeed), at most motorMost
//   limits   like contacts: open by s > 0 they may close in this sub-step, else they are pushed back softly; P >= 0
//   rod      P' = P - massScale mass (u + bias) - impulseScale P
// `bend` is what the measure changes in a sub-step to second order, beyond u hs: a bob on a rod goes straight on and so comes to be too far out by
// v^2 hs^2 / 2 l. A bias of bend / hs beforehand keeps it on its circle; else the bias takes it back later, and energy with it.

import { JointKind } from '../../memory/layout';
import { JointBlock, Part } from './joint-block';
import { addTurn, pushRow, rowSpeed, turnSpeed } from './push';

/** What a spring changes its impulse by. */
// @ts-ignore: decorator
@inline
export function springChange(impulse: f32, mass: f32, stretch: f32, drag: f32, off: f32, speed0: f32, speed: f32): f32 {
  return -(impulse + mass * (stretch * off + drag * (speed0 + speed))) / (drag + 1);
}

/** Speed at which an error is taken back. */
// @ts-ignore: decorator
@inline
export function pullBack(block: usize, off: f32): f32 {
  const fastest = load<f32>(block, JointBlock.fastest);
  return max<f32>(-fastest, min<f32>(load<f32>(block, JointBlock.rate) * off, fastest));
}

/** One pass over the row. */
export function solveRow(block: usize, parts: u32, inverse: f32, relax: bool): void {
  if (parts & Part.Spring && !relax) {
    const old = load<f32>(block, JointBlock.spring);
    const change: f32 = springChange(
      old, load<f32>(block, JointBlock.springMass), load<f32>(block, JointBlock.stretch), load<f32>(block, JointBlock.drag),
      load<f32>(block, JointBlock.value) - load<f32>(block, JointBlock.target), load<f32>(block, JointBlock.speed0), rowSpeed(block),
    );
    store<f32>(block, old + change, JointBlock.spring);
    pushRow(block, parts, change);
  }
  if (parts & Part.Motor) solveMotor(block, parts);
  if (parts & Part.Limit) {
    const value = load<f32>(block, JointBlock.value);
    const bend = load<f32>(block, JointBlock.bend);
    solveLimit(block, parts, JointBlock.lowerImpulse, value - load<f32>(block, JointBlock.lower), bend, 1, inverse, relax);
    solveLimit(block, parts, JointBlock.upperImpulse, load<f32>(block, JointBlock.upper) - value, -bend, -1, inverse, relax);
  }
  if (parts & Part.Rod) {
    const old = load<f32>(block, JointBlock.row);
    const mass = load<f32>(block, JointBlock.mass);
    let change: f32;
    if (relax) {
      change = -mass * rowSpeed(block);
    } else {
      const off: f32 = load<f32>(block, JointBlock.value) - load<f32>(block, JointBlock.target);
      const bias: f32 = pullBack(block, off) + load<f32>(block, JointBlock.bend) * inverse;
      change = -load<f32>(block, JointBlock.massScale) * mass * (rowSpeed(block) + bias) - load<f32>(block, JointBlock.impulseScale) * old;
    }
    store<f32>(block, old + change, JointBlock.row);
    pushRow(block, parts, change);
  }
}

/** Drives the row, or the angle of a wheel, at the motor's speed. */
function solveMotor(block: usize, parts: u32): void {
  const wheel = load<u32>(block, JointBlock.kind) == JointKind.Wheel;
  const mass = load<f32>(block + (wheel ? JointBlock.angleMass : JointBlock.mass));
  const speed: f32 = wheel ? turnSpeed(block) : rowSpeed(block);
  const most = load<f32>(block, JointBlock.motorMost);
  const old = load<f32>(block, JointBlock.motor);
  const wanted: f32 = old - mass * (speed - load<f32>(block, JointBlock.motorSpeed));
  const fresh: f32 = max<f32>(-most, min<f32>(wanted, most));
  store<f32>(block, fresh, JointBlock.motor);
  if (wheel) addTurn(block, fresh - old);
  else pushRow(block, parts, fresh - old);
}

/** One limit: `open` is how far it is from being reached, `sign` the direction in which it pushes. */
function solveLimit(
  block: usize, parts: u32, impulse: usize, open: f32, bend: f32, sign: f32, inverse: f32, relax: bool,
): void {
  const old = load<f32>(block + impulse);
  const mass = load<f32>(block, JointBlock.mass);
  const speed: f32 = rowSpeed(block) * sign;
  let wanted: f32;
  if (open > 0) {
    wanted = old - mass * (speed + (open + (relax ? 0 : bend)) * inverse);
  } else if (relax) {
    wanted = old - mass * speed;
  } else {
    const bias: f32 = pullBack(block, open) + bend * inverse;
    wanted = old - load<f32>(block, JointBlock.massScale) * mass * (speed + bias) - load<f32>(block, JointBlock.impulseScale) * old;
  }
  const fresh: f32 = max<f32>(wanted, 0);
  store<f32>(block + impulse, fresh);
  pushRow(block, parts, (fresh - old) * sign);
}
