// A shape of a body: a handle to read it, and to change what it is made of.

import { shortestF32 } from '../dataset/decimal.js';
import { KinemaError } from '../errors.js';
import { materialFields, shapePath } from '../scene/define.js';
import { validatePart } from '../scene/parse.js';
import { geometries } from '../scene/schema.js';
import type { Filter, Pair, SceneShape } from '../scene/types.js';
import { checkScene } from './add.js';
import { type Body, nobody } from './body.js';
import { colorText } from './clip.js';
import { ShapeDef, ShapeKind } from './layout.js';
import type { Fields } from './views.js';
import type { World } from './world.js';
import { objectOf, type WorldAccess } from './world-access.js';

/** What can be changed of a shape. */
export type ShapeMaterial = Pick<
  SceneShape,
  | 'density'
  | 'friction'
  | 'restitution'
  | 'rollingResistance'
  | 'tangentSpeed'
  | 'filter'
  | 'sensor'
  | 'color'
  | 'userId'
  | 'oneWay'
>;

/** A shape of a body. There is one object a shape. */
export class Shape {
  /** The world that it belongs to. */
  readonly world: World;
  /** What the module knows it by: number and generation (docs/abi.md). */
  readonly id: number;
  readonly #access: WorldAccess;
  #key: number;

  /** @internal */
  end(): void {
    this.#key = nobody;
  }

  /** @internal */
  constructor(world: World, access: WorldAccess, id: number) {
    this.world = world;
    this.#access = access;
    this.id = id;
    this.#key = id;
  }

  /** Reads the shape into the ShapeDef block; the id of its body, -1 where it is gone. */
  #read(): number {
    return this.#access.exports.shapeGet(this.#access.handle, this.#key);
  }

  #definition(): Fields<typeof ShapeDef> {
    if (this.#read() === -1) this.#gone();
    return this.#access.views.read(ShapeDef, this.#access.exports.shapeDefBlock());
  }

  #gone(): never {
    throw new KinemaError('usage', `shape ${this.#key} was removed`);
  }

  /** Whether it is still there. */
  get alive(): boolean {
    return this.#read() !== -1;
  }

  /** The body that it belongs to. */
  get body(): Body {
    const id = this.#read();
    if (id === -1) this.#gone();
    return this.world.bodyOf(id);
  }

  /** All of it, as a scene file says it; a box is a polygon. */
  get definition(): SceneShape {
    const def = this.#definition();
    const { views, exports } = this.#access;
    const flat = views.floats(exports.shapeDefBlock() + ShapeDef.size, def.count * 2);
    const points = Array.from(
      { length: def.count },
      (_, i): Pair => [shortestF32(flat[2 * i] as number), shortestF32(flat[2 * i + 1] as number)],
    );
    const oneWay: Pair = [shortestF32(def.oneWayX), shortestF32(def.oneWayY)];
    return {
      ...outlineOf(def.kind, shortestF32(def.radius), points),
      density: shortestF32(def.density),
      friction: shortestF32(def.friction),
      restitution: shortestF32(def.restitution),
      rollingResistance: shortestF32(def.rollingResistance),
      tangentSpeed: shortestF32(def.tangentSpeed),
      filter: { category: def.category, mask: def.mask, group: def.group },
      sensor: def.sensor !== 0,
      color: colorText(def.color),
      userId: def.userId,
      ...((oneWay[0] !== 0 || oneWay[1] !== 0) && { oneWay }),
    };
  }

  /** kg/m^2. */
  get density(): number {
    return this.#definition().density;
  }

  /** Coefficient; two shapes mix as sqrt(f1 f2). */
  get friction(): number {
    return this.#definition().friction;
  }

  /** 0 to 1; two shapes mix as the larger. */
  get restitution(): number {
    return this.#definition().restitution;
  }

  /** Whether it notices and never pushes. */
  get sensor(): boolean {
    return this.#definition().sensor !== 0;
  }

  /** Which shapes it meets. */
  get filter(): Required<Filter> {
    const { category, mask, group } = this.#definition();
    return { category, mask, group };
  }

  /** `#rrggbb`. */
  get color(): string {
    return colorText(this.#definition().color);
  }

  /** The host's own number. */
  get userId(): number {
    return this.#definition().userId;
  }

  /**
   * Changes what is named, and nothing else: `shape.set({ friction: 0, sensor: true })`.
   * @throws SceneError that names the field, its value and what would be right
   */
  set(changes: ShapeMaterial): void {
    objectOf(changes, 'shape.set', 'changes');
    const def = this.#definition();
    const problems = validatePart('shape', { circle: { radius: 1 }, ...changes });
    for (const name of outlineNames)
      if (name in changes) problems.add(`shape.${name}`, 'cannot be changed; remove the shape and add another');
    const fields = materialFields(changes, 'shape', problems);
    problems.throwIfAny();
    const access = this.#access;
    const block = access.exports.shapeDefBlock();
    access.views.write(ShapeDef, block, { ...def, ...fields });
    const code = access.change('shapeSet', this.#key);
    const where = { fields, vertices: new Float32Array(0), field: 'shape', geometry: 'circle' } as const;
    if (code !== 0) checkScene(access.instance, code, ShapeDef, (name) => shapePath(where, name));
  }

  /** Takes it off its body, whose mass follows. */
  remove(): void {
    const access = this.#access;
    const code = access.change('shapeRemove', this.#key);
    if (code === 0) this.world.forget(this);
    else if (this.alive) access.fail('remove', code);
    else this.#gone();
  }
}

/** What makes a shape's outline. */
const outlineNames = [...Object.keys(geometries), 'radius'];

function outlineOf(kind: number, radius: number, points: Pair[]): SceneShape {
  const [a, b] = points as [Pair, Pair];
  if (kind === ShapeKind.Circle) return { circle: { radius, center: a } };
  if (kind === ShapeKind.Capsule) return { capsule: { a, b, radius } };
  if (kind === ShapeKind.Segment) return { segment: { a, b } };
  return { polygon: points, ...(radius > 0 && { radius }) };
}
