// A world of rigid bodies: opened from a scene or built call by call, stepped, read, asked, drawn, and kept as a snapshot or a recording.

import { KinemaError } from '../errors.js';
import { show } from '../recipe/show.js';
import { defineBody, defineShape, worldFields, worldPath } from '../scene/define.js';
import { defineJoint } from '../scene/define-joint.js';
import type { SceneJoint } from '../scene/joint-types.js';
import { validatePart } from '../scene/parse.js';
import { type WorldSettings, worldSettings } from '../scene/settings.js';
import type { Scene, SceneBody, SceneShape, SceneWorld } from '../scene/types.js';
import { addBody, addJoint, addShape, checkScene } from './add.js';
import { Body } from './body.js';
import type { ClipContact } from './clip.js';
import { readStep, restoreSnapshot, takeSnapshot } from './compiled-scene.js';
import { type DrawOptions, drawWorld, type Picture } from './draw.js';
import type { Exports } from './exports.js';
import { Handles, indexOf } from './handles.js';
import type { Instance } from './instance.js';
import { Joint } from './joint.js';
import { Contact, WorldDef, WorldStats } from './layout.js';
import { Recorder } from './recorder.js';
import { Shape } from './shape.js';
import { check, type Fields } from './views.js';
import { bytesOf, objectOf, type Vector, WorldAccess, wholeOf } from './world-access.js';
import { readTouches, WorldEvents, type WorldTouch } from './world-events.js';
import * as queries from './world-queries.js';

/** An impact between two bodies: as in a clip, its time since the world was opened. */
export type WorldContact = ClipContact;

/** What the world holds and what its last step did: the fields of WorldStats in docs/abi-tables.md. */
export type WorldStatistics = Omit<Fields<typeof WorldStats>, 'reserved'>;

/** What a world begins as, and what `reset` brings back. */
export interface WorldStart {
  readonly snapshot: Uint8Array;
  readonly bodyNames: readonly string[];
  readonly jointNames: readonly string[];
  readonly stepLength?: number;
  readonly view?: readonly [number, number, number, number];
  /** Its world in an instance, if it has one there. */
  worldIn?(instance: Instance): number;
}

const mostSteps = 2 ** 32 - 1;

/** Impacts of which the module keeps a record. */
const mostContacts = 4096;

/** Ends worlds that nobody refers to any more. */
const lost = new FinalizationRegistry(({ exports, handle }: { exports: Exports; handle: number }) => {
  exports.worldClose(handle);
});

/**
 * A world. Made by `kinema.world(scene)`, or from a snapshot by `kinema.restoreWorld(bytes)`.
 *
 * Bodies are numbered from 0 in the order of the scene. The same scene, the same changes and the same steps give the same bits
 * everywhere, however the steps are divided into calls.
 *
 * @example
 * const world = kinema.world({ bodies: [{ name: 'ball', position: [5, 9], shapes: [{ circle: { radius: 0.5 } }] }] });
 * world.step(60);
 * console.log(world.time, world.body('ball').position); // a second later
 */
export class World {
  /** {@link dispose}, for `using world = kinema.world(scene)` where the runtime knows it. */
  declare readonly [Symbol.dispose]: () => void;
  readonly #access: WorldAccess;
  readonly #start: WorldStart;
  readonly #bodies: Handles<Body>;
  readonly #joints: Handles<Joint>;
  #shapes: Map<number, Shape> | undefined;
  #events: WorldEvents | undefined;
  #stepLength: number | undefined;
  #states: Float32Array<ArrayBuffer> | undefined;
  #between: Float32Array<ArrayBuffer> | undefined;
  #recordedNames: Record<number, string> | undefined;
  #borrowed = false;

  private constructor(instance: Instance, handle: number, start: WorldStart, owned = true) {
    this.#access = new WorldAccess(instance, handle);
    this.#start = start;
    this.#stepLength = start.stepLength;
    const access = this.#access;
    this.#bodies = new Handles(
      'body',
      start.bodyNames,
      (id) => new Body(this, access, id, this.#bodies.name(id)),
      (id) => access.exports.bodyAt(access.handle, indexOf(id)) === id,
    );
    this.#joints = new Handles(
      'joint',
      start.jointNames,
      (id) => new Joint(this, access, id, this.#joints.name(id)),
      (id) => access.exports.jointAt(access.handle, indexOf(id)) === id,
    );
    if (owned) lost.register(this, { exports: instance.exports, handle }, this);
    else this.#borrowed = true;
  }

  /** Makes a world of a compiled scene or a snapshot. @internal */
  static open(instance: Instance, start: WorldStart): World {
    const { exports, views } = instance;
    const source = start.worldIn?.(instance);
    const handle = source ? exports.worldClone(source) : restoreSnapshot(instance, 0, start.snapshot);
    if (handle === 0) check(exports, views, views.failure());
    return new World(instance, handle, start);
  }

  /** The world that was built for a scene which nobody else opens. @internal */
  static adopt(
    instance: Instance,
    handle: number,
    { snapshot, bodyNames, jointNames, stepLength, view }: WorldStart,
  ): World {
    return new World(instance, handle, { snapshot, bodyNames, jointNames, stepLength, view });
  }

  /** A world that belongs to a batch, whose bodies are named as those of another. @internal */
  static within(instance: Instance, handle: number, like: World): World {
    return new World(instance, handle, like.#start, false);
  }

  /** The instance and the handle of the world in it, for what works on both. @internal */
  get access(): WorldAccess {
    return this.#access;
  }

  // Building ------------------------------------------------------------------------------------------------------------

  /**
   * Adds a body with its shapes.
   * @param definition as in a scene file
   * @throws SceneError or ModuleError that names the field, its value and what would be right; then nothing is added
   */
  addBody(definition: BodyInput): Body {
    const access = this.#access;
    access.exports.worldBodyCount(access.handle);
    const problems = validatePart('body', definition);
    const name = this.#bodies.fresh(definition.name, this.rows);
    const body = defineBody(definition, name, 'body', problems);
    problems.throwIfAny();
    let added = -1;
    const add = (call: 'worldAddBody' | 'worldAddShape' | 'worldAddJoint', ...args: number[]) => {
      const id = access.change(call, ...args);
      if (call === 'worldAddBody') added = id;
      return id;
    };
    try {
      addBody(access.instance, add, body);
    } catch (error) {
      if (added >= 0) access.change('bodyRemove', added);
      throw error;
    }
    const given = definition.name ?? this.#bodies.fresh(undefined, indexOf(added));
    this.#bodies.give(added, given);
    this.#note(added, given);
    return this.#bodies.of(added);
  }

  /**
   * Adds a shape to a body.
   * @returns the shape; the last segment of a chain
   */
  addShape(body: Body | string | number, definition: SceneShape): Shape {
    const access = this.#access;
    const owner = this.#resolve(body, 'addShape');
    const problems = validatePart('shape', definition);
    const shapes = defineShape(definition, 'shape', problems);
    problems.throwIfAny();
    const added: number[] = [];
    try {
      for (const shape of shapes)
        added.push(addShape(access.instance, (call, ...args) => access.change(call, ...args), owner, shape));
    } catch (error) {
      for (const id of added) access.change('shapeRemove', id);
      throw error;
    }
    return this.shapeOf(added.at(-1) as number);
  }

  /**
   * Joins two bodies, or a body and the world.
   * @param definition as in a scene file; `a` and `b` may be bodies
   * @throws SceneError or ModuleError that names the field, its value and what would be right; then nothing is added
   */
  addJoint(definition: JointInput): Joint {
    const access = this.#access;
    objectOf(definition, 'addJoint', 'definition');
    const { a, b, ...rest } = definition as JointInput & { a?: Body | string | number };
    const idA = a === undefined ? -1 : this.#resolve(a, 'addJoint');
    const idB = b === undefined ? -1 : this.#resolve(b, 'addJoint');
    const plain = { ...rest, ...(a !== undefined && { a: indexOf(idA) }), ...(b !== undefined && { b: indexOf(idB) }) };
    const problems = validatePart('joint', plain);
    const name = this.#joints.fresh(definition.name, access.exports.worldJointCount(access.handle));
    const joint = defineJoint(plain as SceneJoint, name, 'joint', problems);
    if (idA === idB) problems.add('joint.b', 'is body a as well; a joint joins two bodies');
    problems.throwIfAny();
    const id = addJoint(access.instance, access.handle, (call) => access.change(call), joint, idA, idB);
    this.#joints.give(id, definition.name ?? this.#joints.fresh(undefined, indexOf(id)));
    return this.#joints.of(id);
  }

  /** The id of a body of this world, however it is named. */
  #resolve(body: Body | string | number, call: string): number {
    if (typeof body === 'string' || typeof body === 'number') return this.body(body).id;
    if (!(body instanceof Body))
      throw new KinemaError('usage', `${call}: ${show(body)} is no body, name or number of one`);
    if (body.world !== this)
      throw new KinemaError('usage', `${call}: body ${JSON.stringify(body.name)} belongs to another world`);
    if (!body.alive) throw new KinemaError('usage', `${call}: body ${JSON.stringify(body.name)} was removed`);
    return body.id;
  }

  // What is there -------------------------------------------------------------------------------------------------------

  /** A body by its name or its number. @throws KinemaError of kind `usage` if there is none */
  body(which: string | number): Body {
    const { exports, handle } = this.#access;
    if (typeof which === 'string') {
      exports.worldBodyCount(handle);
      return this.#bodies.of(this.#bodies.find(which));
    }
    const id = Number.isInteger(which) && which >= 0 && which < this.rows ? exports.bodyAt(handle, which) : -1;
    if (id === -1) throw new KinemaError('usage', `there is no body ${show(which)}; rows are 0 to ${this.rows - 1}`);
    return this.#bodies.of(id);
  }

  /** All bodies, by number. */
  get bodies(): Body[] {
    return this.#ids(this.rows, this.#access.exports.bodyAt).map((id) => this.#bodies.of(id));
  }

  /** A joint by its name or its number. @throws KinemaError of kind `usage` if there is none */
  joint(which: string | number): Joint {
    if (typeof which === 'string') return this.#joints.of(this.#joints.find(which));
    const { exports, handle } = this.#access;
    const count = exports.worldJointCount(handle);
    const id = Number.isInteger(which) && which >= 0 && which < count ? exports.jointAt(handle, which) : -1;
    if (id === -1) throw new KinemaError('usage', `there is no joint ${show(which)}`);
    return this.#joints.of(id);
  }

  /** All joints, by number. */
  get joints(): Joint[] {
    const { exports, handle } = this.#access;
    return this.#ids(exports.worldJointCount(handle), exports.jointAt).map((id) => this.#joints.of(id));
  }

  #ids(count: number, at: (world: number, row: number) => number): number[] {
    const ids: number[] = [];
    for (let row = 0; row < count; row++) {
      const id = at(this.#access.handle, row);
      if (id !== -1) ids.push(id);
    }
    return ids;
  }

  /** The body of an id of the module, e.g. of a record of `events.raw`; the same object at every call. */
  bodyOf(id: number): Body {
    return this.#bodies.of(wholeOf(id, 'bodyOf', 'id'));
  }

  /** The joint of an id of the module. */
  jointOf(id: number): Joint {
    return this.#joints.of(id);
  }

  /** The shape of an id of the module. */
  shapeOf(id: number): Shape {
    this.#shapes ??= new Map();
    let shape = this.#shapes.get(id);
    if (!shape) {
      shape = new Shape(this, this.#access, id);
      this.#shapes.set(id, shape);
    }
    return shape;
  }

  /** Lets go of what was removed. @internal */
  forget(item: Body | Joint | Shape): void {
    if (item instanceof Body) this.#bodies.remove(item.id);
    else if (item instanceof Joint) this.#joints.remove(item.id);
    else this.#shapes?.delete(item.id);
  }

  // Stepping ------------------------------------------------------------------------------------------------------------

  /**
   * Steps the world.
   * @param n steps, 0 to 2^32 - 1
   */
  step(n = 1): void {
    if (!Number.isInteger(n) || n < 0 || n > mostSteps)
      throw new KinemaError('usage', `step: ${show(n)} is not a whole number from 0 to ${mostSteps}`);
    const access = this.#access;
    const code = access.exports.worldStep(access.handle, n);
    if (code !== 0) check(access.exports, access.views, code);
    access.recorder?.note('worldStep', [n], code);
    this.#bodies.stepped();
    this.#joints.stepped();
  }

  /** What happened in the last call of {@link step}. */
  get events(): WorldEvents {
    this.#events ??= new WorldEvents(this, this.#access);
    return this.#events;
  }

  /** Contacts that touch now, with what they carried in the last step. */
  get touching(): WorldTouch[] {
    return readTouches(this, this.#access);
  }

  /** Changes settings, e.g. `world.set({ gravity: [0, 0] })`; all others stay. @throws SceneError that names the field */
  set(changes: Omit<SceneWorld, 'view'>): void {
    const access = this.#access;
    const problems = validatePart('world', changes);
    if ('view' in changes) problems.add('world.view', 'cannot be changed by set; give it to draw');
    problems.throwIfAny();
    this.#definition();
    access.views.write(WorldDef, access.exports.worldDefBlock(), worldFields(changes));
    const code = access.change('worldSet');
    if (code !== 0) checkScene(access.instance, code, WorldDef, (name) => worldPath(name).replace('scene.', ''));
    if (changes.step !== undefined) this.#stepLength = changes.step;
  }

  // Reading -------------------------------------------------------------------------------------------------------------

  /**
   * f32 (rows, 6): x, y (m), angle (rad, in (-pi, pi]), vx, vy (m/s), omega (rad/s) of each body's origin; zeros where one was
   * removed. A view, valid until the world's next call; empty once memory has grown: read it again, it costs next to nothing.
   */
  get states(): Float32Array<ArrayBuffer> {
    const { exports, handle, views } = this.#access;
    this.#states = views.floats(exports.worldStates(handle), exports.worldBodyCount(handle) * 6, this.#states);
    return this.#states;
  }

  /**
   * The states between the last step (alpha 1) and the one before (alpha 0), for pictures drawn more often than the world is
   * stepped. As {@link states}, and valid as long.
   */
  interpolate(alpha: number): Float32Array<ArrayBuffer> {
    if (typeof alpha !== 'number' || !(alpha >= 0 && alpha <= 1))
      throw new KinemaError('usage', `interpolate: alpha ${show(alpha)} is not from 0 to 1`);
    const { exports, handle, views } = this.#access;
    this.#between = views.floats(
      exports.worldInterpolated(handle, alpha),
      exports.worldBodyCount(handle) * 6,
      this.#between,
    );
    return this.#between;
  }

  /** Rows of {@link states}: bodies, and those that were removed and whose number is not used again yet. */
  get rows(): number {
    return this.#access.exports.worldBodyCount(this.#access.handle);
  }

  /** Number of bodies. */
  get bodyCount(): number {
    return this.#statistic('bodies');
  }

  /** Names in the order of rows: the scene's, and `body0`, `body1`, ... where it gives none; '' where one was removed. */
  get bodyNames(): string[] {
    const { exports, handle } = this.#access;
    return Array.from({ length: this.rows }, (_, row) => {
      const id = exports.bodyAt(handle, row);
      return id === -1 ? '' : this.#bodies.name(id);
    });
  }

  /** Impacts since the world was opened, in order of time; the first 4,096 are kept. */
  get contacts(): WorldContact[] {
    const { exports, handle, views } = this.#access;
    const first = exports.worldContacts(handle);
    const { stepLength } = this;
    return Array.from({ length: Math.min(this.contactCount, mostContacts) }, (_, i) => {
      const { step, offset, a, b, x, y, nx, ny, impulse } = views.read(Contact, first + i * Contact.size);
      return { time: step * stepLength + offset, steps: step, offset, a, b, x, y, nx, ny, impulse };
    });
  }

  /** Impacts since the world was opened; more than {@link contacts} holds where they are over 4,096. */
  get contactCount(): number {
    return this.#access.exports.worldContactCount(this.#access.handle);
  }

  /** What the world holds and what its last step did. */
  get stats(): WorldStatistics {
    const { exports, handle, views } = this.#access;
    const { reserved: _, ...stats } = views.read(WorldStats, exports.worldStats(handle));
    return stats;
  }

  #statistic(name: keyof WorldStatistics): number {
    const { exports, handle, views } = this.#access;
    return views.field(WorldStats, name, exports.worldStats(handle));
  }

  /** The settings that the world runs with, all that its scene left out included. */
  get settings(): WorldSettings {
    return { ...worldSettings(this.#definition()), step: this.stepLength };
  }

  /** Fills the WorldDef block; its fields. */
  #definition(): Fields<typeof WorldDef> {
    const { exports, handle, views } = this.#access;
    check(exports, views, exports.worldGet(handle));
    return views.read(WorldDef, exports.worldDefBlock());
  }

  /** Steps since the world was opened. */
  get steps(): number {
    return this.#statistic('steps');
  }

  /** Length of a step, s: as the scene has it, or the shortest decimal of the f32 that the module steps by. */
  get stepLength(): number {
    if (this.#stepLength === undefined) {
      this.#definition();
      this.#stepLength = readStep(this.#access.instance, this.#start.stepLength);
    }
    return this.#stepLength;
  }

  /** s since the world was opened: `steps` times `stepLength`. */
  get time(): number {
    return this.steps * this.stepLength;
  }

  /** xxh64 of the state records of all bodies: equal states have equal digests. */
  digest(): bigint {
    return BigInt.asUintN(64, this.#access.exports.worldDigest(this.#access.handle));
  }

  // Asking --------------------------------------------------------------------------------------------------------------

  /** The first shape that the ray from a point to another meets, or null (docs/engine/queries.md). */
  rayCast(from: Vector, to: Vector, filter: queries.QueryFilter = {}): queries.CastHit | null {
    return queries.rayCast(this, this.#access, from, to, filter, false)[0] ?? null;
  }

  /** All shapes that the ray meets, the nearest first. */
  rayCastAll(from: Vector, to: Vector, filter: queries.QueryFilter = {}): queries.CastHit[] {
    return queries.rayCast(this, this.#access, from, to, filter, true);
  }

  /** The first shape that a shape meets when it is moved by a vector without turning, or null. */
  shapeCast(
    shape: SceneShape,
    pose: queries.QueryPose,
    by: Vector,
    filter: queries.QueryFilter = {},
  ): queries.CastHit | null {
    return queries.shapeCast(this, this.#access, shape, pose, by, filter, false)[0] ?? null;
  }

  /** All shapes that it meets, the nearest first. */
  shapeCastAll(
    shape: SceneShape,
    pose: queries.QueryPose,
    by: Vector,
    filter: queries.QueryFilter = {},
  ): queries.CastHit[] {
    return queries.shapeCast(this, this.#access, shape, pose, by, filter, true);
  }

  /** Shapes that overlap a shape at a pose. */
  overlapShape(shape: SceneShape, pose: queries.QueryPose = {}, filter: queries.QueryFilter = {}): Shape[] {
    return queries.overlapShape(this, this.#access, shape, pose, filter);
  }

  /** Shapes whose bounds overlap the box [x0, y0, x1, y1], two opposite corners. */
  overlapBox(box: ArrayLike<number>, filter: queries.QueryFilter = {}): Shape[] {
    return queries.overlapBox(this, this.#access, box, filter);
  }

  /** Shapes in which a point lies. */
  pointTest(point: Vector, filter: queries.QueryFilter = {}): Shape[] {
    return queries.pointTest(this, this.#access, point, filter);
  }

  /** The nearest surface to a point, at most `maxDistance` m away, or null. */
  closestPoint(point: Vector, maxDistance = 1e6, filter: queries.QueryFilter = {}): queries.NearestHit | null {
    return queries.closestPoint(this, this.#access, point, maxDistance, filter);
  }

  /** A picture of the world by Kinema's own rasteriser: an ImageData where the runtime has it. */
  draw(options: DrawOptions = {}): Picture {
    const { exports, views, handle } = this.#access;
    objectOf(options, 'draw', 'options');
    return drawWorld(exports, views, handle, { ...(this.#start.view && { view: this.#start.view }), ...options });
  }

  // Keeping -------------------------------------------------------------------------------------------------------------

  /** Goes back to the start: of its scene, or of the snapshot that it was made from. Costs a copy, builds nothing. */
  reset(): void {
    const { instance, exports, handle, views, recorder } = this.#access;
    const source = recorder ? undefined : this.#start.worldIn?.(instance);
    if (source) {
      check(exports, views, exports.worldCopy(handle, source));
    } else {
      if (restoreSnapshot({ exports, views }, handle, this.#start.snapshot) === 0)
        check(exports, views, views.failure());
      recorder?.note('worldRestore', [], 0, this.#start.snapshot);
    }
    this.#became(true);
    this.#stepLength = this.#start.stepLength;
  }

  /** All that the future depends on, as a copy: a world restored from it goes on bit for bit. */
  snapshot(): Uint8Array<ArrayBuffer> {
    return takeSnapshot({ exports: this.#access.exports, views: this.#access.views }, this.#access.handle);
  }

  /**
   * Becomes the world of a snapshot, of this world or any other. Handles of bodies, shapes and joints that are there then go on
   * working, all others have ended; names stay with their ids.
   * @throws ModuleError of kind `data` if it is damaged or of another version
   */
  restore(bytes: Uint8Array): void {
    const { exports, views, handle } = this.#access;
    if (restoreSnapshot({ exports, views }, handle, bytesOf(bytes, 'restore')) === 0)
      check(exports, views, views.failure());
    this.#stepLength = undefined;
    this.#access.recorder?.note('worldRestore', [], 0, bytes);
    this.#became(false);
  }

  /** The world is another: whose handle still holds, and who bears which name. */
  #became(start: boolean): void {
    const { exports, handle } = this.#access;
    this.#bodies.renew(this.#ids(this.rows, exports.bodyAt), start);
    this.#joints.renew(this.#ids(exports.worldJointCount(handle), exports.jointAt), start);
    for (const [id, shape] of this.#shapes ?? []) {
      if (shape.alive) continue;
      shape.end();
      this.#shapes?.delete(id);
    }
  }

  /** Another world that is the same now, and goes its own way from here. */
  clone(): World {
    const { instance, exports, handle, views } = this.#access;
    const clone = exports.worldClone(handle);
    if (clone === 0) check(exports, views, views.failure());
    const world = new World(instance, clone, this.#start);
    world.#stepLength = this.stepLength;
    for (const id of this.#ids(this.rows, exports.bodyAt)) world.#bodies.give(id, this.#bodies.name(id));
    for (const id of this.#ids(exports.worldJointCount(handle), exports.jointAt))
      world.#joints.give(id, this.#joints.name(id));
    return world;
  }

  /**
   * Keeps every change and a digest of every step from now on, for `kinema.replay`.
   * @throws KinemaError of kind `usage` if the world is being recorded already, or belongs to a batch
   */
  record(): Recorder {
    const access = this.#access;
    if (this.#borrowed)
      throw new KinemaError(
        'usage',
        'record: this world belongs to a batch, whose steps are not recorded; record kinema.world(scene)',
      );
    if (access.recorder) throw new KinemaError('usage', 'record: this world is being recorded already');
    const names: Record<number, string> = {};
    for (const id of this.#ids(this.rows, access.exports.bodyAt)) names[id] = this.#bodies.name(id);
    this.#recordedNames = names;
    access.recorder = new Recorder({
      instance: access.instance,
      handle: access.handle,
      stepLength: this.stepLength,
      snapshot: () => this.snapshot(),
      names: () => names,
      stopped: () => {
        access.recorder = undefined;
        this.#recordedNames = undefined;
      },
    });
    return access.recorder;
  }

  #note(id: number, name: string): void {
    if (this.#recordedNames) this.#recordedNames[id] = name;
  }

  /** The world as it is now as a scene: opened again it holds the same, but what its contacts remember. */
  toScene(): Scene {
    const { view } = this.#start;
    const { projection: _, projectionLimit: __, ...settings } = this.settings;
    return {
      kinema: 1,
      world: { ...(view && { view: [...view] as [number, number, number, number] }), ...settings },
      bodies: this.bodies.map((body) => ({ ...body.definition, shapes: body.shapes.map((shape) => shape.definition) })),
      joints: this.joints.map((joint) => joint.definition),
    };
  }

  /**
   * Ends the world and gives back its memory; every later call is an error. A world that is not disposed is collected like any
   * object, only later.
   */
  dispose(): void {
    const access = this.#access;
    if (this.#borrowed) throw new KinemaError('usage', 'dispose: this world belongs to a batch; dispose the batch');
    if (access.ended) return;
    access.recorder?.finish();
    access.exports.worldClose(access.handle);
    access.end();
    this.#states = undefined;
    this.#between = undefined;
    lost.unregister(this);
  }
}

/** A body as `addBody` takes it: what a scene file says of one. */
export type BodyInput = SceneBody;

/** A joint as `addJoint` takes it: bodies may be given themselves. */
export type JointInput = WithBodies<SceneJoint>;
type WithBodies<J> = J extends unknown
  ? Omit<J, 'a' | 'b'> & { a?: Body | string | number; b: Body | string | number }
  : never;

if (Symbol.dispose) Object.defineProperty(World.prototype, Symbol.dispose, { value: World.prototype.dispose });
