// What each kind of joint is made of (joint-block.ts), from its definition and the poses of its bodies at the start of the step.
//
//   revolute    anchors held; the row is the angle
//   prismatic   anchor on a's line, angle held; the row is the way along the line
//   distance    the row is the way between the anchors: a rod, or with a spring, limits (a rope) or a motor
//   weld        anchors and angle held, each rigidly or by a spring of its own
//   wheel       anchor on a's line; the row is the way along the line (suspension); the motor turns b against a
//   motor       anchor of b at an offset from that of a, at an offset of the angle, with a greatest force and torque
//   mouse       anchor of b at a place of the world, by a spring, with a greatest force

import { JointDef, JointKind, Overlaps, WorldDef } from '../../memory/layout';
import { substepsOf } from '../constraints';
import { Body } from '../body';
import { impulseScale, massScale, rate, harden, soften, stretch, drag, tune } from '../softness';
import { settingF, settingU, stepOf } from '../world-record';
import { JointBlock, Part } from './joint-block';
import { locate, swungBy, turnedBy } from './locate';


/** Most sub-step angle of a spring, as frequency x hs: stiffer ones are as stiff as this. */
const STIFFEST: f32 = 0.125;

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
        (load<f32>(def, JointDef.maxForce) > 0 ? Part.Anchors | (soft ? Part.SoftAnchors : 0) : 0) |
        (load<f32>(def, JointDef.maxTorque) > 0
          ? Part.Angle | (load<f32>(def, JointDef.angularHertz) > 0 ? Part.SoftAngle : 0)
          : 0)
      );
    case JointKind.Mouse: return load<f32>(def, JointDef.maxForce) > 0 ? Part.Anchors | (soft ? Part.SoftAnchors : 0) : 0;
  }
  return 0;
}
