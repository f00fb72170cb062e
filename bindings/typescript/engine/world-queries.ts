// Questions to a world: what a ray or a moving shape meets, what is where, what is nearest (docs/engine/queries.md).

import { KinemaError } from '../errors.js';
import { show } from '../recipe/show.js';
import { defineShape } from '../scene/define.js';
import { validatePart } from '../scene/parse.js';
import type { Pair, SceneShape } from '../scene/types.js';
import { writeShape } from './add.js';
import { Body } from './body.js';
import { BodyType, Hit, QueryDef } from './layout.js';
import type { Shape } from './shape.js';
import type { World } from './world.js';
import { numberOf, objectOf, pairOf, type Vector, type WorldAccess, wholeOf } from './world-access.js';

/** What a query finds; everything but sensors if left out. */
export interface QueryFilter {
  /** Bits: what the query is, against the shapes' masks (all). */
  category?: number;
  /** Bits: what it meets, against the shapes' categories (all). */
  mask?: number;
  /** Types of bodies that are found (all). */
  types?: readonly ('static' | 'kinematic' | 'dynamic')[];
  /** Whether sensors are found (false). */
  sensors?: boolean;
  /** A body that is not found. */
  ignore?: Body;
  /** Hits, at most (all). */
  most?: number;
}

/** What a ray or a cast met. */
export interface CastHit {
  readonly shape: Shape;
  readonly body: Body;
  /** Of the way, 0 to 1. */
  readonly fraction: number;
  /** m, on the surface that was met. */
  readonly point: Pair;
  /** Unit vector, out of the surface. */
  readonly normal: Pair;
}

/** The nearest surface. */
export interface NearestHit {
  readonly shape: Shape;
  readonly body: Body;
  /** m, on the surface. */
  readonly point: Pair;
  /** Unit vector, out of the surface. */
  readonly normal: Pair;
  /** m, negative inside. */
  readonly distance: number;
}

/** Where a shape of a query is. */
export interface QueryPose {
  /** m ([0, 0]). */
  position?: Vector;
  /** rad (0). */
  angle?: number;
}

const types = { static: BodyType.Static, kinematic: BodyType.Kinematic, dynamic: BodyType.Dynamic } as const;

/** Fills the QueryDef block. */
function ask(
  { exports, views }: WorldAccess,
  world: World,
  filter: QueryFilter,
  call: string,
  pose: QueryPose = {},
): void {
  objectOf(filter, call, 'filter');
  objectOf(pose, call, 'pose');
  const { category, mask, sensors, ignore, most } = filter;
  if (ignore !== undefined && !(ignore instanceof Body))
    throw new KinemaError('usage', `${call}: ignore ${show(ignore)} is no body`);
  if (ignore && ignore.world !== world)
    throw new KinemaError('usage', `${call}: ignore is body ${JSON.stringify(ignore.name)} of another world`);
  if (ignore && !ignore.alive)
    throw new KinemaError('usage', `${call}: ignore is body ${JSON.stringify(ignore.name)}, which was removed`);
  if (filter.types !== undefined && !Array.isArray(filter.types))
    throw new KinemaError('usage', `${call}: types ${show(filter.types)} is no list`);
  const bits = filter.types?.reduce((sum, type) => sum | (1 << wordOf(type, call)), 0);
  const [x, y] = pairOf(pose.position ?? [0, 0], call, 'position', 'm');
  const angle = numberOf(pose.angle ?? 0, call, 'angle', 'rad');
  exports.queryDefaults();
  views.write(QueryDef, exports.queryDefBlock(), {
    x,
    y,
    angle,
    ...(category !== undefined && { category: wholeOf(category, call, 'category') }),
    ...(mask !== undefined && { mask: wholeOf(mask, call, 'mask') }),
    ...(bits !== undefined && { types: bits }),
    ...(sensors !== undefined && { sensors: Number(sensors) }),
    ...(ignore && { ignore: ignore.id }),
    ...(most !== undefined && { most: wholeOf(most, call, 'most', 1) }),
  });
}

function wordOf(type: keyof typeof types, call: string): number {
  if (Object.hasOwn(types, type)) return types[type];
  throw new KinemaError('usage', `${call}: types has ${show(type)}; it must list static, kinematic or dynamic`);
}

/** Reads what was found; `count` -1 is a failure. */
function hits(access: WorldAccess, call: string, count: number): Record<keyof typeof Hit.fields, number>[] {
  if (count < 0) access.fail(call);
  const { exports, views } = access;
  const first = exports.queryHits();
  return Array.from({ length: count }, (_, i) => views.read(Hit, first + i * Hit.size));
}

function castHits(world: World, access: WorldAccess, call: string, count: number): CastHit[] {
  return hits(access, call, count).map((hit) => ({
    shape: world.shapeOf(hit.shape),
    body: world.bodyOf(hit.body),
    fraction: hit.fraction,
    point: [hit.x, hit.y],
    normal: [hit.nx, hit.ny],
  }));
}

/** What the ray between two points meets, the nearest first; the first only, or all. */
export function rayCast(
  world: World,
  access: WorldAccess,
  from: Vector,
  to: Vector,
  filter: QueryFilter,
  all: boolean,
): CastHit[] {
  const call = all ? 'rayCastAll' : 'rayCast';
  const [x, y] = pairOf(from, call, 'from', 'm');
  const [u, v] = pairOf(to, call, 'to', 'm');
  ask(access, world, filter, call);
  const { exports, handle } = access;
  const query = all ? exports.queryRayAll : exports.queryRay;
  return castHits(world, access, call, query(handle, x, y, u - x, v - y));
}

/** What a shape meets on its way. */
export function shapeCast(
  world: World,
  access: WorldAccess,
  shape: SceneShape,
  pose: QueryPose,
  by: Vector,
  filter: QueryFilter,
  all: boolean,
): CastHit[] {
  const call = all ? 'shapeCastAll' : 'shapeCast';
  const [dx, dy] = pairOf(by, call, 'by', 'm');
  ask(access, world, filter, call, pose);
  writeQueryShape(access, shape);
  const { exports, handle } = access;
  const query = all ? exports.queryCastAll : exports.queryCast;
  return castHits(world, access, call, query(handle, dx, dy));
}

/** Shapes that overlap a shape. */
export function overlapShape(
  world: World,
  access: WorldAccess,
  shape: SceneShape,
  pose: QueryPose,
  filter: QueryFilter,
): Shape[] {
  ask(access, world, filter, 'overlapShape', pose);
  writeQueryShape(access, shape);
  return shapesOf(world, access, 'overlapShape', access.exports.queryOverlap(access.handle));
}

/** Shapes whose bounds overlap a box. */
export function overlapBox(world: World, access: WorldAccess, box: ArrayLike<number>, filter: QueryFilter): Shape[] {
  if (typeof box !== 'object' || box === null || box.length !== 4)
    throw new KinemaError('usage', `overlapBox: box ${show(box)} is not [x0, y0, x1, y1] (m)`);
  const [x0, y0] = pairOf([box[0] as number, box[1] as number], 'overlapBox', 'box[0..1]', 'm');
  const [x1, y1] = pairOf([box[2] as number, box[3] as number], 'overlapBox', 'box[2..3]', 'm');
  ask(access, world, filter, 'overlapBox');
  return shapesOf(world, access, 'overlapBox', access.exports.queryBox(access.handle, x0, y0, x1, y1));
}

/** Shapes in which a point lies. */
export function pointTest(world: World, access: WorldAccess, point: Vector, filter: QueryFilter): Shape[] {
  const [x, y] = pairOf(point, 'pointTest', 'point', 'm');
  ask(access, world, filter, 'pointTest');
  return shapesOf(world, access, 'pointTest', access.exports.queryPoint(access.handle, x, y));
}

/** The nearest surface within a distance, or null. */
export function closestPoint(
  world: World,
  access: WorldAccess,
  point: Vector,
  most: number,
  filter: QueryFilter,
): NearestHit | null {
  const [x, y] = pairOf(point, 'closestPoint', 'point', 'm');
  ask(access, world, filter, 'closestPoint');
  const far = numberOf(most, 'closestPoint', 'maxDistance', 'm');
  const [hit] = hits(access, 'closestPoint', access.exports.queryClosest(access.handle, x, y, far));
  if (!hit) return null;
  const { shape, body, distance } = hit;
  return {
    shape: world.shapeOf(shape),
    body: world.bodyOf(body),
    point: [hit.x, hit.y],
    normal: [hit.nx, hit.ny],
    distance,
  };
}

function shapesOf(world: World, access: WorldAccess, call: string, count: number): Shape[] {
  return hits(access, call, count).map(({ shape }) => world.shapeOf(shape));
}

/** Fills the ShapeDef block with the one shape that a query asks with. */
function writeQueryShape(access: WorldAccess, shape: SceneShape): void {
  const problems = validatePart('shape', shape);
  const [definition, second] = defineShape(shape, 'shape', problems);
  if (second) problems.add('shape.chain', 'a query asks with one shape; a chain is many');
  problems.throwIfAny();
  if (definition) writeShape(access.instance, definition);
}
