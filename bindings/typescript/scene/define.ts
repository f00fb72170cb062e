// From a scene to what the module is told: for each world, body and shape the fields of WorldDef, BodyDef and ShapeDef that
// the scene sets, and vertices. What it does not set keeps the module's defaults, which stand there only.

import { type BodyDef, BodyType, type ShapeDef, ShapeKind, type WorldDef } from '../engine/layout.js';
import type { Fields } from '../engine/views.js';
import { parseColor } from '../recipe/color.js';
import { nearest } from '../recipe/nearest.js';
import { fieldPath, Problems } from '../recipe/problems.js';
import { show } from '../recipe/show.js';
import { defaultJointName, defineJoint, type JointDefinition } from './define-joint.js';
import { bit, defined } from './fields.js';
import { boxCorners, coincide, flat, polygonFlaw } from './outline.js';
import { type Geometry, geometries } from './schema.js';
import { eventBits, integrators, overlapWays } from './settings.js';
import type { Chain, Pair, Scene, SceneBody, SceneShape, SceneWorld } from './types.js';

/** A shape of the module: what differs from ShapeDef's defaults. */
export interface ShapeDefinition {
  readonly fields: Partial<Fields<typeof ShapeDef>>;
  /** f32 (count, 2), m, in the body's frame. */
  readonly vertices: Float32Array;
  /** Where it stands in the scene, e.g. `scene.bodies[3].shapes[0]`. */
  readonly field: string;
  /** What its outline was written as. */
  readonly geometry: Geometry;
}

/** A body of the module: what differs from BodyDef's defaults. */
export interface BodyDefinition {
  readonly name: string;
  readonly fields: Partial<Fields<typeof BodyDef>>;
  readonly shapes: readonly ShapeDefinition[];
  /** Where it stands in the scene. */
  readonly field: string;
}

/** A scene as what the module is told. */
export interface SceneDefinitions {
  /** x0, y0, x1, y1 in m. */
  readonly view: readonly [number, number, number, number];
  readonly world: Partial<Fields<typeof WorldDef>>;
  readonly bodies: readonly BodyDefinition[];
  readonly joints: readonly JointDefinition[];
}

/** The name of a body that has none. */
export function defaultName(body: number): string {
  return `body${body}`;
}

/**
 * Turns a scene into definitions.
 * @param scene what `validateScene` let pass
 * @throws SceneError with up to 10 lines, each naming a field, its value and what would be right
 */
export function defineScene(scene: Scene): SceneDefinitions {
  const problems = new Problems('scene');
  const { bodies, joints = [] } = scene;
  const names = uniqueNames(bodies, 'bodies', defaultName, problems);
  const jointNames = uniqueNames(joints, 'joints', defaultJointName, problems);
  const at = (list: string, i: number) => fieldPath([list, i], 'scene');
  const definitions = {
    view: viewOf(scene.world, problems),
    world: worldFields(scene.world ?? {}),
    bodies: bodies.map((body, i) => defineBody(body, names[i] as string, at('bodies', i), problems)),
    joints: joints.map((joint, i) => defineJoint(joint, jointNames[i] as string, at('joints', i), problems)),
  };
  for (const joint of definitions.joints) checkReferences(joint, names, problems);
  problems.throwIfAny();
  return definitions;
}

function viewOf(world: SceneWorld | undefined, problems: Problems): SceneDefinitions['view'] {
  const view = world?.view ?? [0, 0, 10, 10];
  const [x0, y0, x1, y1] = view;
  if (!(x0 < x1 && y0 < y1))
    problems.add('scene.world.view', `${show(view)} is empty; it must be [x0, y0, x1, y1] with x0 < x1 and y0 < y1`);
  return view;
}

/** Both bodies of a joint must be in the scene, and two. */
function checkReferences({ a, b, field }: JointDefinition, names: readonly string[], problems: Problems): void {
  const numbers = [a, b].map((body) => (typeof body === 'string' ? names.indexOf(body) : body));
  numbers.forEach((number, i) => {
    if (number === undefined || (number >= 0 && number < names.length)) return;
    const body = [a, b][i];
    const near = typeof body === 'string' ? nearest(body, names) : `; there are ${names.length} bodies`;
    problems.add(`${field}.${'ab'[i]}`, `${show(body)} is no body of the scene${near}`);
  });
  if (numbers[0] === numbers[1]) problems.add(`${field}.b`, `${show(b)} is a as well; a joint joins two bodies`);
}

/** Names in order, each once. */
function uniqueNames(
  items: readonly { readonly name?: string }[],
  list: 'bodies' | 'joints',
  usual: (i: number) => string,
  problems: Problems,
): string[] {
  const names = items.map(({ name }, i) => name ?? usual(i));
  const first = new Map<string, number>();
  names.forEach((name, i) => {
    const other = first.get(name) ?? i;
    first.set(name, other);
    if (other === i) return;
    const named = items[i]?.name === undefined ? other : i;
    problems.add(
      fieldPath([list, named, 'name'], 'scene'),
      `${show(name)} is the name of ${list === 'bodies' ? 'body' : 'joint'} ${named === i ? other : i} already`,
    );
  });
  return names;
}

/** Settings as fields of WorldDef. */
export function worldFields(world: SceneWorld): SceneDefinitions['world'] {
  const { view: _, gravity, integrator, resolveOverlaps, sleeping, events, ...numbers } = world;
  return defined({
    ...numbers,
    gravityX: gravity?.[0],
    gravityY: gravity?.[1],
    integrator: integrator && integrators[integrator],
    overlaps: resolveOverlaps && overlapWays[resolveOverlaps],
    sleeping: bit(sleeping),
    events: events === undefined ? undefined : eventBits(events),
  });
}

/**
 * Turns a body into its definition.
 * @param field where it stands, e.g. `scene.bodies[3]`
 */
export function defineBody(body: SceneBody, name: string, field: string, problems: Problems): BodyDefinition {
  const { type = 'dynamic', position, velocity, mass } = body;
  if (type === 'static') {
    if (velocity?.some((v) => v !== 0))
      problems.add(`${field}.velocity`, `${show(velocity)} of a static body, which never moves; make it kinematic`);
    if (body.omega)
      problems.add(`${field}.omega`, `${show(body.omega)} of a static body, which never moves; make it kinematic`);
  }
  if (mass && type !== 'dynamic') problems.add(`${field}.mass`, `a ${type} body has none`);
  return {
    name,
    field,
    fields: defined({
      type: { static: BodyType.Static, kinematic: BodyType.Kinematic, dynamic: BodyType.Dynamic }[type],
      x: position[0],
      y: position[1],
      angle: body.angle,
      vx: velocity?.[0],
      vy: velocity?.[1],
      omega: body.omega,
      linearDamping: body.linearDamping,
      angularDamping: body.angularDamping,
      gravityScale: body.gravityScale,
      fixedRotation: bit(body.fixedRotation),
      canSleep: bit(body.canSleep),
      awake: bit(body.awake),
      userId: body.userId,
      ...(mass && {
        massSet: 1,
        mass: mass.mass,
        inertia: mass.inertia,
        centerX: mass.center?.[0] ?? 0,
        centerY: mass.center?.[1] ?? 0,
      }),
    }),
    shapes: (body.shapes ?? []).flatMap((shape, i) => defineShape(shape, `${field}.shapes[${i}]`, problems)),
  };
}

const geometryNames = Object.keys(geometries) as Geometry[];

/** Turns a shape into definitions: one, or for a chain one a segment. */
export function defineShape(shape: SceneShape, field: string, problems: Problems): ShapeDefinition[] {
  const [geometry, second] = geometryNames.filter((name) => shape[name] !== undefined);
  if (geometry === undefined) {
    problems.add(field, `has no outline; it needs one of ${geometryNames.join(', ')}`);
    return [];
  }
  if (second !== undefined) {
    problems.add(
      `${field}.${second}`,
      `stands beside ${geometry}; a shape has one outline, a body may have many shapes`,
    );
    return [];
  }
  const rounded = geometry === 'box' || geometry === 'polygon';
  if (shape.radius !== undefined && !rounded)
    problems.add(
      `${field}.radius`,
      `rounds a box or polygon only${geometry === 'circle' || geometry === 'capsule' ? `; that of a ${geometry} stands in ${geometry}` : ''}`,
    );
  const material = materialFields(shape, field, problems);
  return outlines(shape, `${field}.${geometry}`, problems).map(({ kind, radius, points }) => ({
    fields: { ...material, kind, count: points.length, radius },
    vertices: flat(points),
    field,
    geometry,
  }));
}

/** What a shape is made of, as fields of ShapeDef. */
export function materialFields(shape: SceneShape, field: string, problems: Problems): ShapeDefinition['fields'] {
  const { density, friction, restitution, rollingResistance, tangentSpeed, filter, sensor, color, userId, oneWay } =
    shape;
  const number = color === undefined ? undefined : parseColor(color);
  if (color !== undefined && number === undefined)
    problems.add(`${field}.color`, `${show(color)} is not a colour: a CSS name or #rrggbb`);
  return defined({
    density,
    friction,
    restitution,
    rollingResistance,
    tangentSpeed,
    ...filter,
    sensor: bit(sensor),
    color: number,
    userId,
    oneWayX: oneWay?.[0],
    oneWayY: oneWay?.[1],
  });
}

interface Outline {
  readonly kind: number;
  readonly radius: number;
  readonly points: readonly Pair[];
}

/** What a shape of the scene becomes: one shape of the module, or for a chain one a segment. */
function outlines(shape: SceneShape, field: string, problems: Problems): Outline[] {
  const { circle, box, capsule, segment, chain, polygon, radius = 0 } = shape;
  if (circle) return [{ kind: ShapeKind.Circle, radius: circle.radius, points: [circle.center ?? [0, 0]] }];
  if (box) return [{ kind: ShapeKind.Polygon, radius, points: boxCorners(box) }];
  if (polygon) {
    const flaw = polygonFlaw(polygon);
    if (flaw !== undefined) problems.add(field, flaw);
    return [{ kind: ShapeKind.Polygon, radius, points: polygon }];
  }
  if (chain) return chainSegments(chain, `${field}.points`, problems);
  const { a, b } = (capsule ?? segment) as { a: Pair; b: Pair };
  if (coincide(a, b))
    problems.add(field, `a and b are the same point ${show(a)}${capsule ? '; make it a circle' : ''}`);
  if (capsule) return [{ kind: ShapeKind.Capsule, radius: capsule.radius, points: [a, b] }];
  return [{ kind: ShapeKind.Segment, radius: 0, points: [a, b] }];
}

/** n points become n - 1 segments, n in a loop. */
function chainSegments({ points, loop = false }: Chain, field: string, problems: Problems): Outline[] {
  if (loop && points.length < 3) problems.add(field, `${points.length} points make no loop; it needs 3 or more`);
  const ends = loop ? [...points, points[0] as Pair] : points;
  return ends.slice(1).map((b, i) => {
    const a = ends[i] as Pair;
    if (coincide(a, b))
      problems.add(
        `${field}[${i}]`,
        i === points.length - 1
          ? `${show(a)} is the first point again; a loop closes itself`
          : `${show(a)} is the same as the point after it`,
      );
    return { kind: ShapeKind.Segment, radius: 0, points: [a, b] };
  });
}

/** Names of fields that the scene and the layout table call differently. */
const worldNames: Readonly<Record<string, string>> = {
  gravityX: 'gravity[0]',
  gravityY: 'gravity[1]',
  overlaps: 'resolveOverlaps',
};
const bodyFieldNames: Readonly<Record<string, string>> = {
  x: 'position[0]',
  y: 'position[1]',
  vx: 'velocity[0]',
  vy: 'velocity[1]',
  massSet: 'mass',
  mass: 'mass.mass',
  inertia: 'mass.inertia',
  centerX: 'mass.center[0]',
  centerY: 'mass.center[1]',
};
const shapeFieldNames: Readonly<Record<string, string>> = {
  category: 'filter.category',
  mask: 'filter.mask',
  group: 'filter.group',
  oneWayX: 'oneWay[0]',
  oneWayY: 'oneWay[1]',
};

/** Where a field of WorldDef stands in a scene. */
export function worldPath(name: string | undefined): string {
  return name === undefined ? 'scene.world' : `scene.world.${worldNames[name] ?? name}`;
}

/** Where a field of BodyDef stands in a scene. */
export function bodyPath(body: BodyDefinition, name: string | undefined): string {
  return name === undefined ? body.field : `${body.field}.${bodyFieldNames[name] ?? name}`;
}

/** Where a field of ShapeDef stands in a scene; undefined is its outline. */
export function shapePath({ field, geometry }: ShapeDefinition, name: string | undefined): string {
  const outline = `${field}.${geometry}`;
  if (name === undefined || name === 'kind' || name === 'count') return outline;
  if (name === 'radius' && (geometry === 'circle' || geometry === 'capsule')) return `${outline}.radius`;
  return `${field}.${shapeFieldNames[name] ?? name}`;
}
