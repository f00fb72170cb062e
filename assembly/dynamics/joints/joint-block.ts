// The record of a joint while it is solved: what its kernels read and write. f32 unless said otherwise.
//
// A joint is made of parts, each of which may act or not:
//   anchors   both anchors in one place: two rows, held (rigid or as a spring), with or without a greatest force
//   line      the anchor of b on a line of a through its anchor: one row across the line, held
//   angle     b turned against a by a given angle: one row, held (rigid or as a spring), with or without a greatest torque
//   row       one measure, a length along a line or between anchors or an angle, with a spring, a motor, two limits, or held (a rod)

export namespace JointBlock {
  // @ts-ignore: decorator
  @inline export const kind: usize = 0; // u32, JointKind
  // @ts-ignore: decorator
  @inline export const joint: usize = 4; // u32, its number
  // @ts-ignore: decorator
  @inline export const parts: usize = 8; // u32, Part: what of it acts
  // @ts-ignore: decorator
  @inline export const a: usize = 12; // address of the motion record of a
  // @ts-ignore: decorator
  @inline export const b: usize = 16;
  // @ts-ignore: decorator
  @inline export const turnA: usize = 20; // address of the turn (cos, sin) of a since the start of the step
  // @ts-ignore: decorator
  @inline export const turnB: usize = 24;
  // @ts-ignore: decorator
  @inline export const inverseMassA: usize = 28;
  // @ts-ignore: decorator
  @inline export const inverseMassB: usize = 32;
  // @ts-ignore: decorator
  @inline export const inverseInertiaA: usize = 36;
  // @ts-ignore: decorator
  @inline export const inverseInertiaB: usize = 40;
  // @ts-ignore: decorator
  @inline export const ax0: usize = 44; // arm of the anchor on a at the start of the step, m, world axes
  // @ts-ignore: decorator
  @inline export const ay0: usize = 48;
  // @ts-ignore: decorator
  @inline export const bx0: usize = 52;
  // @ts-ignore: decorator
  @inline export const by0: usize = 56;
  // @ts-ignore: decorator
  @inline export const ax: usize = 60; // the same now
  // @ts-ignore: decorator
  @inline export const ay: usize = 64;
  // @ts-ignore: decorator
  @inline export const bx: usize = 68;
  // @ts-ignore: decorator
  @inline export const by: usize = 72;
  // @ts-ignore: decorator
  @inline export const x0: usize = 76; // centre of b from that of a at the start of the step, m
  // @ts-ignore: decorator
  @inline export const y0: usize = 80;
  // @ts-ignore: decorator
  @inline export const ex: usize = 84; // anchor on b from that on a now, m
  // @ts-ignore: decorator
  @inline export const ey: usize = 88;
  // @ts-ignore: decorator
  @inline export const nx0: usize = 92; // axis at the start of the step, a unit vector that turns with a
  // @ts-ignore: decorator
  @inline export const ny0: usize = 96;
  // @ts-ignore: decorator
  @inline export const nx: usize = 100; // direction of the row now; 0, 0 for one of angles
  // @ts-ignore: decorator
  @inline export const ny: usize = 104;
  // @ts-ignore: decorator
  @inline export const na: usize = 108; // moment of that direction on a, m; 1 for angles
  // @ts-ignore: decorator
  @inline export const nb: usize = 112;
  // @ts-ignore: decorator
  @inline export const mass: usize = 116; // of the row while the rest is held, kg or kg m^2
  // @ts-ignore: decorator
  @inline export const value: usize = 120; // what the row measures now: m or rad
  // @ts-ignore: decorator
  @inline export const bend: usize = 124; // how far it changes in a sub-step to second order, beyond its speed
  // @ts-ignore: decorator
  @inline export const angle0: usize = 128; // rad, b against a at the start of the step, less the reference
  // @ts-ignore: decorator
  @inline export const angle: usize = 132; // now
  // @ts-ignore: decorator
  @inline export const angleMass: usize = 136; // of the angle while the anchors are held, kg m^2
  // @ts-ignore: decorator
  @inline export const i11: usize = 140; // inverse of the anchors' matrix, kg
  // @ts-ignore: decorator
  @inline export const i12: usize = 144;
  // @ts-ignore: decorator
  @inline export const i22: usize = 148;
  // @ts-ignore: decorator
  @inline export const la: usize = 152; // moments of the line that is held, m
  // @ts-ignore: decorator
  @inline export const lb: usize = 156;
  // @ts-ignore: decorator
  @inline export const lineMass: usize = 160; // kg
  // @ts-ignore: decorator
  @inline export const rate: usize = 164; // 1/s, softness of the joint itself
  // @ts-ignore: decorator
  @inline export const massScale: usize = 168;
  // @ts-ignore: decorator
  @inline export const impulseScale: usize = 172;
  // @ts-ignore: decorator
  @inline export const px: usize = 176; // N s, held anchors (a line: px alone)
  // @ts-ignore: decorator
  @inline export const py: usize = 180;
  // @ts-ignore: decorator
  @inline export const turn: usize = 184; // N m s, held angle
  // @ts-ignore: decorator
  @inline export const row: usize = 188; // N s or N m s, held row (a rod)
  // @ts-ignore: decorator
  @inline export const most: usize = 192; // N s, most of px, py; 0 = any
  // @ts-ignore: decorator
  @inline export const mostTurn: usize = 196; // N m s, most of turn; 0 = any
  // @ts-ignore: decorator
  @inline export const spring: usize = 200; // N s or N m s, of the row's spring
  // @ts-ignore: decorator
  @inline export const springMass: usize = 204; // kg, what it swings; of held anchors 1 = their matrix
  // @ts-ignore: decorator
  @inline export const stretch: usize = 208; // 1/s
  // @ts-ignore: decorator
  @inline export const drag: usize = 212;
  // @ts-ignore: decorator
  @inline export const target: usize = 216; // m or rad
  // @ts-ignore: decorator
  @inline export const speed0: usize = 220; // m/s or rad/s of the row at the start of the sub-step; x of the anchors
  // @ts-ignore: decorator
  @inline export const speedY: usize = 224; // m/s
  // @ts-ignore: decorator
  @inline export const turnMass: usize = 228; // kg m^2, what the angle's spring swings
  // @ts-ignore: decorator
  @inline export const turnStretch: usize = 232; // 1/s
  // @ts-ignore: decorator
  @inline export const turnDrag: usize = 236;
  // @ts-ignore: decorator
  @inline export const turnSpeed0: usize = 240; // rad/s
  // @ts-ignore: decorator
  @inline export const motor: usize = 244; // N s or N m s
  // @ts-ignore: decorator
  @inline export const motorSpeed: usize = 248; // m/s or rad/s
  // @ts-ignore: decorator
  @inline export const motorMost: usize = 252; // N s or N m s
  // @ts-ignore: decorator
  @inline export const lower: usize = 256; // m or rad
  // @ts-ignore: decorator
  @inline export const upper: usize = 260;
  // @ts-ignore: decorator
  @inline export const lowerImpulse: usize = 264;
  // @ts-ignore: decorator
  @inline export const upperImpulse: usize = 268;
  // @ts-ignore: decorator
  @inline export const sumX: usize = 272; // N s on b, over the sub-steps
  // @ts-ignore: decorator
  @inline export const sumY: usize = 276;
  // @ts-ignore: decorator
  @inline export const sumTurn: usize = 280; // N m s
  // @ts-ignore: decorator
  @inline export const sumMotor: usize = 284;
  // @ts-ignore: decorator
  @inline export const turnX: usize = 288; // what the anchors (a line: turnX alone) answer to an impulse of 1 on the angle
  // @ts-ignore: decorator
  @inline export const turnY: usize = 292;
  // @ts-ignore: decorator
  @inline export const rowTurn: usize = 296; // what the angle answers to an impulse of 1 on the row
  // @ts-ignore: decorator
  @inline export const rowX: usize = 300; // what the anchors or the line answer to it
  // @ts-ignore: decorator
  @inline export const rowY: usize = 304;
  // @ts-ignore: decorator
  @inline export const fastest: usize = 308; // m/s or rad/s, the fastest that an error is taken back
  // @ts-ignore: decorator
  @inline export const leak: usize = 312; // share of the impulses of a whole block that its softness takes back
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 320;
}

/** Bits of JointBlock.parts. */
export namespace Part {
  // @ts-ignore: decorator
  @inline export const Anchors: u32 = 1;
  // @ts-ignore: decorator
  @inline export const Line: u32 = 2;
  // @ts-ignore: decorator
  @inline export const Angle: u32 = 4;
  // @ts-ignore: decorator
  @inline export const Slide: u32 = 8; // the row is along the line
  // @ts-ignore: decorator
  @inline export const Span: u32 = 16; // the row is between the anchors
  // @ts-ignore: decorator
  @inline export const Swing: u32 = 32; // the row is the angle
  // @ts-ignore: decorator
  @inline export const Rod: u32 = 64; // the row is held
  // @ts-ignore: decorator
  @inline export const Spring: u32 = 128; // the row has a spring
  // @ts-ignore: decorator
  @inline export const Motor: u32 = 256; // the row has a motor; that of a wheel turns it
  // @ts-ignore: decorator
  @inline export const Limit: u32 = 512;
  // @ts-ignore: decorator
  @inline export const SoftAnchors: u32 = 1024; // the anchors are held by a spring
  // @ts-ignore: decorator
  @inline export const SoftAngle: u32 = 2048; // the angle is held by a spring
  // @ts-ignore: decorator
  @inline export const Verlet: u32 = 4096; // gravity acts in halves (solve-joints.ts)
  // @ts-ignore: decorator
  @inline export const Follow: u32 = 8192; // what is held follows its target at a speed of its own (a motor joint without springs)
}
