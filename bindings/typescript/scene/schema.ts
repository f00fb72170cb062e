// The shape of a scene file in zod 4: strict objects and ranges, worded as in recipe/schema.ts. What needs more than one
// field at a time is checked when the scene is compiled; the module has the last word on both.

import { z } from 'zod';
import type { JointType } from './joint-types.js';

/** Largest coordinate or length, m. */
const maxLength = 1e6;
/** Bodies of a scene, shapes of a body, points of a chain, at most. */
const maxItems = 1_000_000;
/** Corners of a polygon, at most. */
export const maxCorners = 8;

function object<Shape extends z.ZodRawShape>(what: string, shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? known : what) });
}

function number(min: number, max: number, unit = '') {
  const what = `a number from ${min} to ${max}${unit && ` (${unit})`}`;
  return z.number(what).min(min, what).max(max, what);
}

function above0(max: number) {
  return z.number('a number above 0').gt(0, 'a number above 0').max(max, `a number of at most ${max}`);
}

function atLeast0(max: number) {
  return z.number('a number of at least 0').min(0, 'a number of at least 0').max(max, `a number of at most ${max}`);
}

function whole(min: number, max: number) {
  const what = `a whole number from ${min} to ${max}`;
  return z.int(what).min(min, what).max(max, what);
}

function names<const Names extends readonly [string, ...string[]]>(values: Names) {
  return z.enum(values, `one of ${values.join(', ')}`);
}

function pair(item: z.ZodNumber, unit: string) {
  return z.tuple([item, item], `a pair [x, y] (${unit})`);
}

function list<Item extends z.ZodType>(item: Item, min: number, max: number, what: string) {
  return z.array(item, what).min(min, what).max(max, what);
}

const flag = z.boolean('true or false');
const bits = whole(0, 2 ** 32 - 1);
const coordinate = number(-maxLength, maxLength, 'm');
const point = pair(coordinate, 'm');
const length = above0(maxLength);
const direction = pair(coordinate, 'a direction');
const angle = number(-1e6, 1e6, 'rad').describe('rad, counter-clockwise; default 0');

/** Kinds of joints. */
export const jointTypes = [
  'revolute',
  'prismatic',
  'distance',
  'weld',
  'wheel',
  'motor',
  'mouse',
  'filter',
] as const satisfies readonly JointType[];

/** Words of `events`. */
export const eventWords = ['begin', 'end', 'hit', 'sensor', 'sleep', 'joint'] as const;

/** Settings of a world. */
export const worldSchema = object('an object', {
  view: z
    .tuple([coordinate, coordinate, coordinate, coordinate], 'four numbers [x0, y0, x1, y1]')
    .optional()
    .describe('x0, y0, x1, y1 in m; default [0, 0, 10, 10]'),
  gravity: pair(number(-1e4, 1e4, 'm/s^2'), 'm/s^2')
    .optional()
    .describe('m/s^2; default [0, -9.8]'),
  step: number(1e-6, 1, 's').optional().describe('s; default 0.016666667'),
  substeps: whole(1, 64).optional().describe('solver sub-steps a step; default 4'),
  integrator: names(['exact', 'symplectic-euler']).optional().describe('default exact'),
  restitutionThreshold: atLeast0(1e4).optional().describe('m/s; slower hits do not bounce; default 0'),
  resolveOverlaps: names(['soft', 'project'])
    .optional()
    .describe('how bodies that overlap are separated; default soft'),
  slop: atLeast0(1000).optional().describe('m, the depth that overlap resolution leaves'),
  speculation: atLeast0(1000).optional().describe('m, the gap at which a contact is first looked at'),
  pushSpeed: atLeast0(1e6).optional().describe('m/s, the fastest that overlapping bodies are pushed apart'),
  contactHertz: above0(1e6).optional().describe('Hz, stiffness of resting contacts'),
  contactDamping: atLeast0(1e6).optional().describe('damping ratio of resting contacts'),
  sleeping: flag.optional().describe('whether islands at rest fall asleep'),
  sleepSpeed: atLeast0(1e6).optional().describe('m/s, a slower body may fall asleep'),
  sleepTime: atLeast0(1e6).optional().describe('s that all bodies of an island must have been slow'),
  massRatio: number(1, 1e6)
    .optional()
    .describe('mass ratio of touching bodies above which their island takes more sub-steps'),
  positionIterations: whole(0, 100).optional().describe('rounds of overlap projection a step'),
  maxImpacts: whole(1, 1024).optional().describe('bounces of one body in one step'),
  hitSpeed: atLeast0(1e6).optional().describe('m/s, approach speed from which on a touch is a hit event; default 1'),
  jointHertz: above0(1e6).optional().describe('Hz, stiffness of joints'),
  jointDamping: atLeast0(1e6).optional().describe('damping ratio of joints'),
  events: z
    .union(
      [flag, z.array(names(eventWords), `a list of ${eventWords.join(', ')}`)],
      `true, false, or a list of ${eventWords.join(', ')}`,
    )
    .optional()
    .describe('which events are noted; default true'),
});

const chainText = `a list of 2 to ${maxItems} points [x, y]`;
const polygonText = `a list of 3 to ${maxCorners} points [x, y]`;

/** What gives a shape its outline, by key: exactly one of them stands in a shape. */
export const geometries = {
  circle: object('an object', { radius: length, center: point.optional().describe('default [0, 0]') }).describe(
    'a disc',
  ),
  box: object('an object', {
    width: length,
    height: length,
    center: point.optional().describe('default [0, 0]'),
    angle: angle.optional(),
  }).describe('a rectangle'),
  capsule: object('an object', { a: point, b: point, radius: length }).describe(
    'all points within a radius of the line from a to b',
  ),
  segment: object('an object', { a: point, b: point }).describe('a line, solid from both sides'),
  chain: object('an object', {
    points: list(point, 2, maxItems, chainText),
    loop: flag.optional().describe('whether the last point is joined to the first; default false'),
  }).describe('segments from point to point'),
  polygon: list(point, 3, maxCorners, polygonText).describe(
    `3 to ${maxCorners} corners of a convex polygon, in either winding`,
  ),
} as const;

/** The key that gives a shape its outline. */
export type Geometry = keyof typeof geometries;

/** One shape of a body. */
export const shapeSchema = object('an object (a shape)', {
  circle: geometries.circle.optional(),
  box: geometries.box.optional(),
  capsule: geometries.capsule.optional(),
  segment: geometries.segment.optional(),
  chain: geometries.chain.optional(),
  polygon: geometries.polygon.optional(),
  radius: atLeast0(maxLength).optional().describe('m, rounding of a box or polygon; default 0'),
  density: atLeast0(1e9).optional().describe('kg/m^2; default 1'),
  friction: atLeast0(1e6).optional().describe('two shapes mix as sqrt(f1 f2); default 0.2'),
  restitution: number(0, 1).optional().describe('two shapes mix as the larger; default 0'),
  rollingResistance: atLeast0(1e6)
    .optional()
    .describe('length ratio: torque limit = this x radius x normal force; default 0'),
  tangentSpeed: number(-1e6, 1e6, 'm/s').optional().describe('m/s, surface speed of a conveyor; default 0'),
  filter: object('an object', {
    category: bits.optional().describe('bits: what it is'),
    mask: bits.optional().describe('bits: what it meets'),
    group: whole(-(2 ** 31), 2 ** 31 - 1)
      .optional()
      .describe('non-zero and equal: positive always meets, negative never'),
  }).optional(),
  sensor: flag.optional().describe('notices, never pushes; default false'),
  color: z.string('a colour').optional().describe('a CSS name or #rrggbb'),
  userId: bits.optional().describe("the host's own number"),
  oneWay: direction.optional().describe("direction in the body's frame: solid only to what comes against it"),
}).meta({ id: 'Shape' });

const nameText = 'text of 1 to 64 characters on one line';
const name = z
  .string(nameText)
  .regex(/^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]{1,64}$/u, nameText);

/** One body of a scene. */
export const bodySchema = object('an object (a body)', {
  name: name.optional().describe('unique in the scene; default body and its number'),
  type: names(['static', 'kinematic', 'dynamic']).optional().describe('default dynamic'),
  position: point.describe('m, of the origin'),
  angle: angle.optional(),
  velocity: pair(number(-1e6, 1e6, 'm/s'), 'm/s')
    .optional()
    .describe('m/s, of the origin; default [0, 0]'),
  omega: number(-1e6, 1e6, 'rad/s').optional().describe('rad/s, counter-clockwise; default 0'),
  linearDamping: atLeast0(1e6).optional().describe('1/s: v /= 1 + h c; default 0'),
  angularDamping: atLeast0(1e6).optional().describe('1/s; default 0'),
  gravityScale: number(-1e6, 1e6).optional().describe("factor of the world's gravity; default 1"),
  fixedRotation: flag.optional().describe('never turns; default false'),
  canSleep: flag.optional().describe('may fall asleep; default true'),
  mass: object('an object of mass, inertia and center', {
    mass: above0(1e12).describe('kg'),
    inertia: atLeast0(1e15).describe('kg m^2 about the centre of mass; 0 = never turns'),
    center: point.optional().describe("m, centre of mass in the body's frame; default [0, 0]"),
  })
    .optional()
    .describe('instead of what shapes and density give'),
  awake: flag.optional().describe('false begins asleep; default true'),
  userId: bits.optional().describe("the host's own number"),
  shapes: list(shapeSchema, 0, maxItems, 'a list of shapes').optional().describe('default []'),
}).meta({ id: 'Body' });

const bodyReference = z
  .union([z.string(), whole(0, maxItems)], 'the name or number of a body')
  .describe('name or number of a body');
const spring = object('an object of hertz, damping and target', {
  hertz: atLeast0(1e6).describe('Hz'),
  damping: atLeast0(1e6).optional().describe('damping ratio; default 1'),
  target: coordinate.optional().describe('rad or m, where it is at rest; default 0'),
});
const softness = object('an object of hertz and damping', {
  hertz: atLeast0(1e6).describe('Hz, 0 = rigid'),
  damping: atLeast0(1e6).optional().describe('damping ratio; default 1'),
});

/** One joint of a scene; which fields belong to which type says define-joint.ts. */
export const jointSchema = object('an object (a joint)', {
  type: names(jointTypes),
  name: name.optional().describe('unique among joints; default joint and its number'),
  a: bodyReference.optional().describe('left out: the world itself'),
  b: bodyReference,
  collide: flag.optional().describe('whether the two bodies also collide; default false'),
  breakForce: above0(1e15).optional().describe('N, above which it breaks'),
  breakTorque: above0(1e15).optional().describe('N m, above which it breaks'),
  userId: bits.optional().describe("the host's own number"),
  anchor: point.optional().describe('m, point of the world where the bodies stand now'),
  anchorA: point.optional().describe("m, point in a's frame"),
  anchorB: point.optional().describe("m, point in b's frame"),
  axis: direction.optional().describe('prismatic, wheel: direction in the world where the bodies stand now'),
  referenceAngle: angle
    .optional()
    .describe('rad, revolute, prismatic, weld: of b against a where the angle of the joint is 0; default as they are'),
  limits: object('an object of lower and upper', { lower: coordinate, upper: coordinate }).optional(),
  motor: object('an object of speed and maxTorque or maxForce', {
    speed: coordinate.describe('rad/s (revolute, wheel) or m/s (prismatic, distance)'),
    maxTorque: atLeast0(1e15).optional().describe('N m'),
    maxForce: atLeast0(1e15).optional().describe('N'),
  }).optional(),
  spring: spring.optional(),
  length: atLeast0(maxLength).optional().describe('m, distance: of the rod, or of the spring at rest'),
  min: atLeast0(maxLength).optional().describe('m, distance: may come no nearer'),
  max: atLeast0(maxLength).optional().describe('m, distance: may go no farther'),
  linear: softness.optional().describe('weld, motor: a spring instead of rigid'),
  angular: softness.optional(),
  offset: point.optional().describe("m, motor: of b's anchor from a's, in a's frame"),
  angle: angle.optional(),
  target: point.optional().describe('m, mouse: where to'),
  maxForce: atLeast0(1e15).optional().describe('N, motor and mouse'),
  maxTorque: atLeast0(1e15).optional().describe('N m, motor'),
  hertz: atLeast0(1e6).optional().describe('Hz, mouse; default 5'),
  damping: atLeast0(1e6).optional().describe('damping ratio, mouse; default 0.7'),
}).meta({ id: 'Joint' });

/** A whole scene file. */
export const sceneSchema = object('an object with bodies', {
  $schema: z.string('text').optional(),
  kinema: z.literal(1, 'version 1').optional().describe('version of the format'),
  description: z.string('text').optional().describe('for people'),
  world: worldSchema.optional(),
  bodies: list(bodySchema, 0, maxItems, 'a list of bodies'),
  joints: list(jointSchema, 0, maxItems, 'a list of joints').optional().describe('default []'),
});
