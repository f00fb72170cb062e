// From a joint as it is written to what the module is told. Anchors and axes that are given in the world become those of the bodies' frames when the joint
// is placed (engine/place-joint.ts), because only the module knows where bodies stand.

import { type JointDef, JointKind } from '../engine/layout.js';
import type { Fields } from '../engine/views.js';
import type { Problems } from '../recipe/problems.js';
import { show } from '../recipe/show.js';
import { bit, defined } from './fields.js';
import type { JointLimits, JointMotor, JointSpring, JointType, SceneJoint } from './joint-types.js';
import type { Pair } from './types.js';

/** A joint of the module: what differs from the defaults of its kind, and where it is to be. */
export interface JointDefinition {
  readonly name: string;
  readonly kind: number;
  /** Body a and body b as they were written; no a is the world itself. */
  readonly a: string | number | undefined;
  readonly b: string | number;
  readonly fields: Partial<Fields<typeof JointDef>>;
  /** Points of the world, or of the bodies' frames. */
  readonly anchor: Pair | undefined;
  readonly anchorA: Pair | undefined;
  readonly anchorB: Pair | undefined;
  /** Direction in the world. */
  readonly axis: Pair | undefined;
  /** Where it stands in the scene, e.g. `scene.joints[0]`. */
  readonly field: string;
}

/** The name of a joint that has none. */
export function defaultJointName(joint: number): string {
  return `joint${joint}`;
}

/** Numbers of the module by the words of a scene. */
export const jointKinds: Readonly<Record<JointType, number>> = {
  revolute: JointKind.Revolute,
  prismatic: JointKind.Prismatic,
  distance: JointKind.Distance,
  weld: JointKind.Weld,
  wheel: JointKind.Wheel,
  motor: JointKind.Motor,
  mouse: JointKind.Mouse,
  filter: JointKind.Filter,
};

const common = ['type', 'name', 'b', 'userId'];
const strong = ['a', 'collide', 'breakForce', 'breakTorque'];
const anchors = ['anchor', 'anchorA', 'anchorB'];

/** What each type of joint can say. */
const allowed: Readonly<Record<JointType, readonly string[]>> = {
  revolute: [...strong, ...anchors, 'referenceAngle', 'limits', 'motor', 'spring'],
  prismatic: [...strong, ...anchors, 'axis', 'referenceAngle', 'limits', 'motor', 'spring'],
  distance: [...strong, 'anchorA', 'anchorB', 'length', 'min', 'max', 'motor', 'spring'],
  weld: [...strong, ...anchors, 'referenceAngle', 'linear', 'angular'],
  wheel: [...strong, ...anchors, 'axis', 'limits', 'motor', 'spring'],
  motor: [...strong, ...anchors, 'offset', 'angle', 'maxForce', 'maxTorque', 'linear', 'angular'],
  mouse: ['anchor', 'anchorB', 'target', 'maxForce', 'hertz', 'damping', 'collide', 'breakForce', 'breakTorque'],
  filter: ['a'],
};

/** Types of joints that say how their bodies are turned where their angle is 0. */
export const hasReference: readonly JointType[] = ['revolute', 'prismatic', 'weld'];

/** What stays as it was when a joint was made. */
const fixed = ['type', 'name', 'a', 'b', ...anchors, 'axis', 'referenceAngle'];

/** All fields at once: what the schema lets pass, before the type decides. */
export interface LooseJoint {
  readonly type: JointType;
  readonly a?: string | number;
  readonly b?: string | number;
  readonly anchor?: Pair;
  readonly anchorA?: Pair;
  readonly anchorB?: Pair;
  readonly axis?: Pair;
  readonly referenceAngle?: number;
  readonly limits?: JointLimits;
  readonly motor?: JointMotor;
  readonly spring?: JointSpring;
  readonly length?: number;
  readonly min?: number;
  readonly max?: number;
  readonly linear?: JointSpring;
  readonly angular?: JointSpring;
  readonly offset?: Pair;
  readonly angle?: number;
  readonly target?: Pair;
  readonly maxForce?: number;
  readonly maxTorque?: number;
  readonly hertz?: number;
  readonly damping?: number;
  readonly collide?: boolean;
  readonly breakForce?: number;
  readonly breakTorque?: number;
  readonly userId?: number;
}

/**
 * Turns a joint into its definition.
 * @param joint what the schema let pass
 * @param field where it stands
 */
export function defineJoint(joint: SceneJoint, name: string, field: string, problems: Problems): JointDefinition {
  const j = joint as LooseJoint;
  const known = allowed[j.type];
  for (const [key, value] of Object.entries(j))
    if (value !== undefined && !common.includes(key) && !known.includes(key))
      problems.add(`${field}.${key}`, `does not belong to a ${j.type} joint; it has ${known.join(', ')}`);
  checkJoint(j, field, problems);
  return {
    name,
    field,
    kind: jointKinds[j.type],
    a: j.type === 'mouse' ? undefined : j.a,
    b: joint.b,
    anchor: j.anchor,
    anchorA: j.anchorA,
    anchorB: j.anchorB,
    axis: j.axis,
    fields: jointFields(j),
  };
}

function checkJoint(j: LooseJoint, field: string, problems: Problems): void {
  if (j.anchor && (j.anchorA || j.anchorB))
    problems.add(
      `${field}.anchor`,
      'stands beside anchorA or anchorB; give one point of the world, or points of the bodies',
    );
  if (j.type === 'prismatic' || j.type === 'wheel') {
    if (!j.axis) problems.add(`${field}.axis`, 'is missing; it must be a direction [x, y]');
    else if (j.axis[0] === 0 && j.axis[1] === 0) problems.add(`${field}.axis`, '[0, 0] is no direction');
  }
  if (j.type === 'mouse' && j.maxForce === undefined)
    problems.add(`${field}.maxForce`, 'is missing; it must be a number of at least 0 (N)');
  if (j.type === 'filter' && j.a === undefined)
    problems.add(`${field}.a`, 'is missing; it must be the name or number of a body');
  checkValues(j, field, problems);
}

/** Whether a change names only what can be changed. */
export function checkChanges(type: JointType, changes: object, field: string, problems: Problems): void {
  const open = ['userId', ...allowed[type]].filter((name) => !fixed.includes(name));
  for (const name of Object.keys(changes))
    if (!open.includes(name))
      problems.add(`${field}.${name}`, `cannot be changed; of a ${type} joint can ${open.join(', ')}`);
}

/** What holds of a whole joint and of a change of one. */
export function checkValues(j: LooseJoint, field: string, problems: Problems): void {
  if (j.limits && j.limits.lower > j.limits.upper)
    problems.add(`${field}.limits`, `lower ${show(j.limits.lower)} is above upper ${show(j.limits.upper)}`);
  if (j.min !== undefined && j.max !== undefined && j.min > j.max)
    problems.add(`${field}.min`, `${show(j.min)} is above max ${show(j.max)}`);
  if (j.motor) {
    const turns = j.type === 'revolute' || j.type === 'wheel';
    const [right, wrong] = turns ? (['maxTorque', 'maxForce'] as const) : (['maxForce', 'maxTorque'] as const);
    if (j.motor[right] === undefined)
      problems.add(`${field}.motor.${right}`, `is missing; it must be a number of at least 0 (${turns ? 'N m' : 'N'})`);
    if (j.motor[wrong] !== undefined)
      problems.add(`${field}.motor.${wrong}`, `the motor of a ${j.type} joint has ${right}`);
  }
}

/** Farthest of a rope that has no upper end, m. */
const endless = 1e6;

/** The fields of JointDef that a joint, or a change of one, sets; places are for place-joint.ts. */
export function jointFields(j: LooseJoint): JointDefinition['fields'] {
  const rope = j.type === 'distance' && (j.min !== undefined || j.max !== undefined);
  const soft = j.linear ?? (j.type === 'mouse' ? j : undefined);
  return defined({
    collide: bit(j.collide),
    breakForce: j.breakForce,
    breakTorque: j.breakTorque,
    userId: j.userId,
    ...(rope && { limit: 1, lower: j.min ?? 0, upper: j.max ?? endless }),
    ...(j.limits && { limit: 1, lower: j.limits.lower, upper: j.limits.upper }),
    ...(j.motor && { motor: 1, motorSpeed: j.motor.speed, maxMotor: j.motor.maxTorque ?? j.motor.maxForce }),
    ...(j.spring && { spring: 1, hertz: j.spring.hertz, damping: j.spring.damping, target: j.spring.target }),
    ...(soft && { hertz: soft.hertz, damping: soft.damping }),
    ...(j.angular && { angularHertz: j.angular.hertz, angularDamping: j.angular.damping }),
    referenceAngle: j.referenceAngle,
    length: j.length,
    targetX: j.offset?.[0] ?? j.target?.[0],
    targetY: j.offset?.[1] ?? j.target?.[1],
    targetAngle: j.type === 'motor' ? j.angle : undefined,
    maxForce: j.maxForce,
    maxTorque: j.maxTorque,
  });
}

/** Fields of JointDef as a scene calls them. */
const fieldNames: Readonly<Record<string, string>> = {
  bodyA: 'a',
  bodyB: 'b',
  anchorAX: 'anchorA[0]',
  anchorAY: 'anchorA[1]',
  anchorBX: 'anchorB[0]',
  anchorBY: 'anchorB[1]',
  axisX: 'axis[0]',
  axisY: 'axis[1]',
  lower: 'limits.lower',
  upper: 'limits.upper',
  motorSpeed: 'motor.speed',
  maxMotor: 'motor.maxForce',
  hertz: 'spring.hertz',
  damping: 'spring.damping',
  angularHertz: 'angular.hertz',
  angularDamping: 'angular.damping',
  targetX: 'target[0]',
  targetY: 'target[1]',
  targetAngle: 'angle',
};

/** Where a field of JointDef stands in a scene. */
export function jointPath(field: string, name: string | undefined): string {
  return name === undefined ? field : `${field}.${fieldNames[name] ?? name}`;
}
