// Adding to a world what a definition says: bodies with their shapes, and joints.

import { shortestF32 } from '../dataset/decimal.js';
import { type BodyDefinition, bodyPath, type ShapeDefinition, shapePath } from '../scene/define.js';
import { type JointDefinition, jointPath } from '../scene/define-joint.js';
import type { Instance } from './instance.js';
import { BodyDef, JointDef, ShapeDef } from './layout.js';
import { placeJoint } from './place-joint.js';
import { check } from './views.js';

/** Adds what a block says, by whoever keeps the calls; an id, or -1. */
export type Adder = (call: 'worldAddBody' | 'worldAddShape' | 'worldAddJoint', ...args: number[]) => number;

/** Adds a body with its shapes. Its id. @throws ModuleError of kind `scene` that names the field */
export function addBody(instance: Instance, add: Adder, body: BodyDefinition): number {
  const { exports, views } = instance;
  exports.bodyDefaults();
  views.write(BodyDef, exports.bodyDefBlock(), body.fields);
  const id = add('worldAddBody');
  checkAdded(instance, id, BodyDef, (name) => bodyPath(body, name));
  for (const shape of body.shapes) addShape(instance, add, id, shape);
  return id;
}

/** Adds a shape to a body. Its id. */
export function addShape(instance: Instance, add: Adder, body: number, shape: ShapeDefinition): number {
  writeShape(instance, shape);
  const id = add('worldAddShape', body);
  checkAdded(instance, id, ShapeDef, (name) => shapePath(shape, name));
  return id;
}

/** Fills the ShapeDef block. */
export function writeShape({ exports, views }: Instance, shape: ShapeDefinition): void {
  exports.shapeDefaults();
  views.write(ShapeDef, exports.shapeDefBlock(), shape.fields);
  views.writeFloats(exports.shapeDefBlock() + ShapeDef.size, shape.vertices);
}

/** Adds a joint between bodies of these ids (a: -1 = the world itself). Its id. */
export function addJoint(
  instance: Instance,
  world: number,
  add: Adder,
  joint: JointDefinition,
  a: number,
  b: number,
): number {
  const { exports, views } = instance;
  const fields = placeJoint(instance, world, joint, a, b);
  exports.jointDefaults(joint.kind);
  views.write(JointDef, exports.jointDefBlock(), fields);
  const id = add('worldAddJoint');
  checkAdded(instance, id, JointDef, (name) => jointPath(joint.field, name));
  return id;
}

interface Struct {
  readonly fields: Readonly<Record<string, { readonly offset: number } | undefined>>;
}

/** A number was given, or -1 and the status block says why. */
function checkAdded(
  instance: Instance,
  number: number,
  struct: Struct,
  path: (name: string | undefined) => string,
): void {
  if (number < 0) checkScene(instance, instance.views.failure(), struct, path);
}

/** Throws a failure in terms of the scene: `scene.world.step: 3 is out of range, the limit is 1`. */
export function checkScene(
  { exports, views }: Instance,
  code: number,
  struct: Struct,
  path: (name: string | undefined) => string,
): void {
  check(exports, views, code, (failure, { offset, value, limit }, text) => {
    if (failure.endsWith('Value')) {
      const name = Object.keys(struct.fields).find((key) => struct.fields[key]?.offset === offset);
      return `${path(name)}: ${shortestF32(value)} is out of range, the limit is ${shortestF32(limit)}`;
    }
    if (failure === 'TooMany') return `${path(undefined)}: ${value} are needed, a world holds ${limit}`;
    if (failure === 'PolygonConcave') return `${path(undefined)}: is not convex at point ${value}`;
    return failure === 'OutOfMemory' ? undefined : `${path(undefined)}: ${text}`;
  });
}
