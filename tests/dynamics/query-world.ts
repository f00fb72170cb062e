// Worlds that are asked through the raw exports, and what the answers should be: distances of hulls in f64 (tests/geometry/support.ts).
import fc from 'fast-check';
import {
  BodyDef,
  BodyType,
  Hit,
  QueryDef,
  ShapeDef,
  ShapeKind,
  Status,
  WorldDef,
} from '../../bindings/typescript/engine/layout.js';
import { type Fields, Views } from '../../bindings/typescript/engine/views.js';
import { anyShape, distanceOf, type ShapeRecord, separatingAxis, type Vector } from '../geometry/support.js';
import { instance } from '../support/module.js';
import { number } from '../support/numbers.js';

export type Place = { x: number; y: number; angle: number };
export type Found = Fields<typeof Hit>;

export interface BodySpec extends Place {
  type?: number;
  shapes: ShapeRecord[];
  category?: number;
  mask?: number;
  sensor?: number;
  velocity?: Vector;
}

const kinds = [ShapeKind.Circle, ShapeKind.Segment, ShapeKind.Polygon];

/** A world in an instance of its own. */
export class Asked {
  readonly raw: any;
  readonly views: Views;
  readonly world: number;
  readonly bodies: number[] = [];
  readonly shapes: number[] = [];

  constructor(build: 'simd' | 'scalar' = 'simd', settings: object = {}) {
    this.raw = instance(build);
    this.views = new Views(this.raw);
    this.raw.worldDefaults();
    this.views.write(WorldDef, this.raw.worldDefBlock(), settings);
    this.world = this.raw.worldOpen();
    this.raw.queryDefaults();
  }

  /** Adds a body; the ids of its shapes are appended to `shapes`. */
  add({ x, y, angle, type = BodyType.Static, shapes, velocity = [0, 0], ...filter }: BodySpec): number {
    const { raw, views, world } = this;
    raw.bodyDefaults();
    views.write(BodyDef, raw.bodyDefBlock(), { x, y, angle, type, vx: velocity[0], vy: velocity[1] });
    const body = raw.worldAddBody(world);
    if (body < 0) throw new Error(`a body was refused: ${views.failure()}`);
    this.bodies.push(body);
    for (const shape of shapes) {
      this.putShape(shape, filter);
      const id = raw.worldAddShape(world, body);
      if (id < 0) throw new Error(`a shape was refused: ${views.failure()}`);
      this.shapes.push(id);
    }
    return body;
  }

  /** Fills the ShapeDef block. */
  putShape({ vertices, radius }: ShapeRecord, fields: object = {}): void {
    const { raw, views } = this;
    const count = vertices.length;
    const kind = count === 2 && radius > 0 ? ShapeKind.Capsule : (kinds[Math.min(count, 3) - 1] as number);
    raw.shapeDefaults();
    views.write(ShapeDef, raw.shapeDefBlock(), { kind, count, radius, ...fields });
    views.writeFloats(raw.shapeDefBlock() + ShapeDef.size, Float32Array.from(vertices.flat()));
  }

  /** Writes fields of the QueryDef block. */
  where(fields: Partial<Fields<typeof QueryDef>>): this {
    this.views.write(QueryDef, this.raw.queryDefBlock(), fields);
    return this;
  }

  #hits(count: number): Found[] {
    if (count < 0) throw new Error(`a query was refused: ${this.views.failure()}`);
    const first = this.raw.queryHits();
    return Array.from({ length: count }, (_, i) => this.views.read(Hit, first + i * Hit.size));
  }

  ray = (x: number, y: number, dx: number, dy: number) => this.#hits(this.raw.queryRay(this.world, x, y, dx, dy));
  rayAll = (x: number, y: number, dx: number, dy: number) => this.#hits(this.raw.queryRayAll(this.world, x, y, dx, dy));
  point = (x: number, y: number) => this.#hits(this.raw.queryPoint(this.world, x, y));
  box = (x0: number, y0: number, x1: number, y1: number) => this.#hits(this.raw.queryBox(this.world, x0, y0, x1, y1));
  closest = (x: number, y: number, most: number) => this.#hits(this.raw.queryClosest(this.world, x, y, most));
  overlap(shape: ShapeRecord, place: Place): Found[] {
    this.putShape(shape);
    return this.where(place).#hits(this.raw.queryOverlap(this.world));
  }
  cast(shape: ShapeRecord, place: Place, dx: number, dy: number): Found[] {
    this.putShape(shape);
    return this.where(place).#hits(this.raw.queryCast(this.world, dx, dy));
  }
  castAll(shape: ShapeRecord, place: Place, dx: number, dy: number): Found[] {
    this.putShape(shape);
    return this.where(place).#hits(this.raw.queryCastAll(this.world, dx, dy));
  }

  /** What the status block says. */
  status(): Fields<typeof Status> {
    return this.views.read(Status, this.raw.statusBlock());
  }
}

/** A shape where it is: corners in the world, counter-clockwise, and its rounding. */
export interface Placed {
  corners: Vector[];
  radius: number;
}

export function placed({ vertices, radius }: ShapeRecord, { x, y, angle }: Place): Placed {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const round = Math.fround;
  const corners = vertices.map(([u, v]): Vector => {
    const [p, q] = [round(u), round(v)];
    return [round(x) + c * p - s * q, round(y) + s * p + c * q];
  });
  return { corners, radius: round(radius) };
}

export const point = (x: number, y: number): Placed => ({ corners: [[x, y]], radius: 0 });

export function moved({ corners, radius }: Placed, dx: number, dy: number): Placed {
  return { corners: corners.map(([x, y]): Vector => [x + dx, y + dy]), radius };
}

/** Signed distance of the surfaces: negative is a depth, which is right where a core has an area. */
export function gap(a: Placed, b: Placed): number {
  const core = distanceOf(a.corners, b.corners);
  const deep = core === 0 && Math.max(a.corners.length, b.corners.length) > 2;
  return (deep ? Math.min(0, separatingAxis(a.corners, b.corners)) : core) - a.radius - b.radius;
}

/** The first fraction of its way at which b comes within `grow` of a, or undefined. The gap is convex along the way. */
export function firstMeeting(a: Placed, b: Placed, dx: number, dy: number, grow: number): number | undefined {
  const at = (t: number) => gap(a, moved(b, t * dx, t * dy)) - grow;
  if (at(0) <= 0) return 0;
  let [low, high] = [0, 1];
  // Half a way off the two thirds, the nearest is found to 1e-12 of the way.
  for (let k = 0; k < 70 && at(high) > 0; k++) {
    const [p, q] = [low + (high - low) / 3, high - (high - low) / 3];
    const [u, v] = [at(p), at(q)];
    if (u <= 0) high = p;
    else if (v <= 0) high = q;
    else if (u < v) high = q;
    else low = p;
  }
  if (at(high) > 0) return undefined;
  low = 0;
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (at(middle) <= 0) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Between which fractions b must meet a, allowing for errors of `slack` m in where both are: undefined if it must not, `certain` if it must. Ways to the left
 * and the right of the true one meet a later than it does, as a is convex; a grown one is met earlier.
 */
export function expected(a: Placed, b: Placed, dx: number, dy: number, slack: number) {
  const length = Math.hypot(dx, dy);
  const from = firstMeeting(a, b, dx, dy, slack);
  if (from === undefined) return undefined;
  const [nx, ny] = length > 0 ? [(-dy / length) * slack, (dx / length) * slack] : [0, 0];
  const sides = [1, -1].map((k) => firstMeeting(a, moved(b, k * nx, k * ny), dx, dy, 1e-9));
  const [left, right] = sides;
  const certain = left !== undefined && right !== undefined && Math.max(left, right) < 1 - slack / length;
  const to = certain ? Math.max(left, right) : 1;
  const reach = length > 0 ? slack / length : 0;
  return { from: from - reach, to: to + reach, certain };
}

export const place = (reach: number): fc.Arbitrary<Place> =>
  fc.record({ x: number(-reach, reach), y: number(-reach, reach), angle: number(-4, 4) });

const types = fc.constantFrom(BodyType.Static, BodyType.Kinematic, BodyType.Dynamic);

/** Bodies of one or two shapes each, of all kinds, turned and rounded, which may overlap. */
export const manyBodies = (most: number, reach = 5): fc.Arbitrary<BodySpec[]> =>
  fc.array(
    fc
      .record({ where: place(reach), type: types, shapes: fc.array(anyShape, { minLength: 1, maxLength: 2 }) })
      .map(({ where, ...rest }) => ({ ...where, ...rest })),
    { minLength: 1, maxLength: most, size: 'max' },
  );

/** The world of these bodies, and its shapes in the order of their ids. */
export function build(specs: BodySpec[], which: 'simd' | 'scalar' = 'simd', settings: object = {}) {
  const world = new Asked(which, settings);
  for (const spec of specs) world.add(spec);
  const shapes = specs.flatMap((spec) => spec.shapes.map((shape) => placed(shape, spec)));
  return { world, shapes };
}
