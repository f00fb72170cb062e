// Joints as a person writes them, in scene files and for `world.addJoint`. Metres, seconds, newtons, radians.

import type { Pair } from './types.js';

/** How far a joint may go. */
export interface JointLimits {
  /** rad or m. */
  lower: number;
  /** rad or m, at least `lower`. */
  upper: number;
}

/** What drives a joint towards a speed. */
export interface JointMotor {
  /** rad/s (revolute, wheel) or m/s (prismatic, distance). */
  speed: number;
  /** N m (revolute, wheel): most that it gives. */
  maxTorque?: number;
  /** N (prismatic, distance): most that it gives. */
  maxForce?: number;
}

/** A spring: as stiff as makes the two bodies swing with this frequency. */
export interface JointSpring {
  /** Hz. */
  hertz: number;
  /** Damping ratio: 0 swings for ever, 1 does not swing (1). */
  damping?: number;
  /** rad (revolute) or m (prismatic, wheel): where it is at rest (0). */
  target?: number;
}

interface AnyJoint {
  /** Unique among joints (`joint0` for joint 0, and so on). */
  name?: string;
  /** A body's name or number; left out: the world itself. */
  a?: string | number;
  /** A body's name or number. */
  b: string | number;
  /** Whether the two bodies also collide (false). */
  collide?: boolean;
  /** N, above which the joint breaks. */
  breakForce?: number;
  /** N m, above which the joint breaks. */
  breakTorque?: number;
  /** The host's own number. */
  userId?: number;
}

interface Anchored extends AnyJoint {
  /** Point of the world, where the bodies stand now, m (where b's origin is). */
  anchor?: Pair;
  /** Point in a's frame instead, m. */
  anchorA?: Pair;
  /** Point in b's frame instead, m. */
  anchorB?: Pair;
}

interface Turned extends Anchored {
  /** rad, how far b is turned against a where the joint's angle is 0 (as they are). */
  referenceAngle?: number;
}

/** A hinge: the bodies share a point and turn about it. */
export interface RevoluteJoint extends Turned {
  type: 'revolute';
  limits?: JointLimits;
  motor?: JointMotor;
  spring?: JointSpring;
}

/** A slider: b moves along a line of a and does not turn against it. */
export interface PrismaticJoint extends Turned {
  type: 'prismatic';
  /** Direction in the world, where the bodies stand now; need not be of length 1. */
  axis: Pair;
  limits?: JointLimits;
  motor?: JointMotor;
  spring?: JointSpring;
}

/** Keeps two points a length apart: a rod; a rope with `max`; a spring with `spring`. */
export interface DistanceJoint extends AnyJoint {
  type: 'distance';
  /** Point in a's frame, or of the world where there is no a, m (the origin). */
  anchorA?: Pair;
  /** Point in b's frame, m (the origin). */
  anchorB?: Pair;
  /** m, of the rod or of the spring at rest (as they are). */
  length?: number;
  /** m: may come no nearer. */
  min?: number;
  /** m: may go no farther. */
  max?: number;
  motor?: JointMotor;
  spring?: Omit<JointSpring, 'target'>;
}

/** Glues two bodies, rigidly or by springs. */
export interface WeldJoint extends Turned {
  type: 'weld';
  /** Makes the anchors a spring. */
  linear?: Omit<JointSpring, 'target'>;
  /** Makes the angle a spring. */
  angular?: Omit<JointSpring, 'target'>;
}

/** A wheel b on a suspension of a: moves along an axis by a spring, and turns freely or by a motor. */
export interface WheelJoint extends Anchored {
  type: 'wheel';
  /** Direction of the suspension in the world, where the bodies stand now. */
  axis: Pair;
  /** Suspension ({ hertz: 1, damping: 0.7 }). */
  spring?: JointSpring;
  limits?: JointLimits;
  motor?: JointMotor;
}

/** Holds b at an offset and an angle of a, with no more than a force and a torque. */
export interface MotorJoint extends Anchored {
  type: 'motor';
  /** m, of b's anchor from a's, in a's frame (as they are). */
  offset?: Pair;
  /** rad, of b against a (as they are). */
  angle?: number;
  /** N. */
  maxForce?: number;
  /** N m. */
  maxTorque?: number;
  linear?: Omit<JointSpring, 'target'>;
  angular?: Omit<JointSpring, 'target'>;
}

/** Pulls a point of b to a place of the world, as a hand does. */
export interface MouseJoint extends Omit<Anchored, 'a' | 'anchorA'> {
  type: 'mouse';
  a?: never;
  anchorA?: never;
  /** Where to, m (where the anchor is). */
  target?: Pair;
  /** N, most that it pulls. */
  maxForce: number;
  /** Hz (5). */
  hertz?: number;
  /** Damping ratio (0.7). */
  damping?: number;
}

/** Only keeps two bodies from colliding. */
export interface FilterJoint extends Omit<AnyJoint, 'collide' | 'breakForce' | 'breakTorque'> {
  type: 'filter';
  a: string | number;
}

/** A joint of two bodies, or of a body and the world. */
export type SceneJoint =
  | RevoluteJoint
  | PrismaticJoint
  | DistanceJoint
  | WeldJoint
  | WheelJoint
  | MotorJoint
  | MouseJoint
  | FilterJoint;

/** What kinds of joints there are. */
export type JointType = SceneJoint['type'];
