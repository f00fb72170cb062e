// A world through the bare ABI, for tests of what the module does: definitions as fields of the layout table, events and states as objects.

import type { Instance } from '../../bindings/typescript/engine/instance.js';
import {
  BodyDef,
  BodyType,
  Event,
  EventKind,
  JointDef,
  ShapeDef,
  ShapeKind,
  WorldDef,
} from '../../bindings/typescript/engine/layout.js';
import { type Fields, Views } from '../../bindings/typescript/engine/views.js';
import { instance as newExports } from './module.js';

type Def<S extends { size: number; fields: Record<string, { offset: number; type: any }> }> = Partial<Fields<S>>;

const kinds = Object.keys(EventKind) as (keyof typeof EventKind)[];

export class RawWorld {
  readonly exports: Instance['exports'];
  readonly views: Views;
  handle: number;

  constructor(settings: Def<typeof WorldDef> = {}, build: 'simd' | 'scalar' = 'simd') {
    this.exports = newExports(build);
    this.views = new Views(this.exports);
    this.exports.worldDefaults();
    this.views.write(WorldDef, this.exports.worldDefBlock(), settings);
    this.handle = this.exports.worldOpen();
    if (!this.handle) throw new Error(`worldOpen: ${this.views.failure()}`);
  }

  body(fields: Def<typeof BodyDef> = {}): number {
    this.exports.bodyDefaults();
    this.views.write(BodyDef, this.exports.bodyDefBlock(), fields);
    return this.exports.worldAddBody(this.handle);
  }

  shape(body: number, fields: Def<typeof ShapeDef>, points: number[] = [0, 0]): number {
    this.exports.shapeDefaults();
    this.views.write(ShapeDef, this.exports.shapeDefBlock(), { count: points.length / 2, ...fields });
    this.views.writeFloats(this.exports.shapeDefBlock() + ShapeDef.size, Float32Array.from(points));
    return this.exports.worldAddShape(this.handle, body);
  }

  /** A body with a disc. */
  ball(x: number, y: number, radius: number, body: Def<typeof BodyDef> = {}, shape: Def<typeof ShapeDef> = {}): number {
    const id = this.body({ x, y, ...body });
    this.shape(id, { kind: ShapeKind.Circle, radius, ...shape });
    return id;
  }

  /** A body with a box of half sides. */
  box(
    x: number,
    y: number,
    hx: number,
    hy: number,
    body: Def<typeof BodyDef> = {},
    shape: Def<typeof ShapeDef> = {},
  ): number {
    const id = this.body({ x, y, ...body });
    this.shape(id, { kind: ShapeKind.Polygon, ...shape }, [-hx, -hy, hx, -hy, hx, hy, -hx, hy]);
    return id;
  }

  /** A static box. */
  wall(x: number, y: number, hx: number, hy: number, shape: Def<typeof ShapeDef> = {}): number {
    return this.box(x, y, hx, hy, { type: BodyType.Static }, shape);
  }

  joint(kind: number, fields: Def<typeof JointDef>): number {
    this.exports.jointDefaults(kind);
    this.views.write(JointDef, this.exports.jointDefBlock(), fields);
    return this.exports.worldAddJoint(this.handle);
  }

  step(n = 1): void {
    const code = this.exports.worldStep(this.handle, n);
    if (code) throw new Error(`worldStep: ${code}`);
  }

  /** x, y, angle, vx, vy, omega of a row. */
  state(row: number): number[] {
    const rows = this.exports.worldBodyCount(this.handle);
    return [...this.views.floats(this.exports.worldStates(this.handle), rows * 6).subarray(row * 6, row * 6 + 6)];
  }

  /** Events of the last step(). */
  events(): ({ name: keyof typeof EventKind } & Fields<typeof Event>)[] {
    const first = this.exports.worldEvents(this.handle);
    return Array.from({ length: this.exports.worldEventCount(this.handle) }, (_, i) => {
      const event = this.views.read(Event, first + i * Event.size);
      return { name: kinds[event.kind] as keyof typeof EventKind, ...event };
    });
  }

  digest(): bigint {
    return BigInt.asUintN(64, this.exports.worldDigest(this.handle));
  }
}
