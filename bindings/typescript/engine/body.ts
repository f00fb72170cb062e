// A body of a world: a handle to read it, move it, and change what it is.

import { mat2d } from 'gl-matrix';
import { shortestF32 } from '../dataset/decimal.js';
import { KinemaError } from '../errors.js';
import { bodyPath, defineBody } from '../scene/define.js';
import { validatePart } from '../scene/parse.js';
import type { Pair, SceneBody, SceneShape } from '../scene/types.js';
import { checkScene } from './add.js';
import type { Joint } from './joint.js';
import { BodyDef, BodyState, BodyType } from './layout.js';
import type { Shape } from './shape.js';
import { type Fields, failureName } from './views.js';
import type { World } from './world.js';
import { numberOf, objectOf, pairOf, type Vector, type WorldAccess } from './world-access.js';

/** An id that nobody ever has. */
export const nobody = 2 ** 31 - 1;

const types = ['static', 'kinematic', 'dynamic'] as const;

/**
 * A body of a world. Made by `world.addBody(...)`, `world.body(name)` and `world.bodies`; there is one object a body, so bodies
 * can be compared by `===`.
 *
 * Points and vectors go in as any array of two numbers and come out as fresh `[x, y]`. Metres, seconds, kilograms, radians.
 *
 * @example
 * const ball = world.addBody({ name: 'ball', position: [0, 5], shapes: [{ circle: { radius: 0.5 } }] });
 * ball.applyImpulse([2, 0]);
 * world.step(60);
 * console.log(ball.position, ball.velocity);
 */
export class Body {
  /** The world that it belongs to. */
  readonly world: World;
  /** What the module knows it by: number and generation (docs/abi.md). */
  readonly id: number;
  /** Row in `world.states`. */
  readonly index: number;
  /** Unique among the world's bodies. */
  readonly name: string;
  readonly #access: WorldAccess;
  #key: number;

  /** @internal */
  constructor(world: World, access: WorldAccess, id: number, name: string) {
    this.world = world;
    this.#access = access;
    this.id = id;
    this.#key = id;
    this.index = id & (2 ** 21 - 1);
    this.name = name;
  }

  /** Whether it is still there. */
  get alive(): boolean {
    return this.#access.exports.bodyAt(this.#access.handle, this.index) === this.#key;
  }

  /** @internal */
  end(): void {
    this.#key = nobody;
  }

  /** The body's numbers in the module, checked. */
  #state(): number {
    const { exports, handle } = this.#access;
    const pointer = exports.bodyState(handle, this.#key);
    if (pointer === 0) this.#gone();
    return pointer;
  }

  #gone(): never {
    throw new KinemaError('usage', `body ${JSON.stringify(this.name)} was removed`);
  }

  /** Fails as the call's code says, in the body's name. */
  #done(call: string, code: number): void {
    if (code === 0) return;
    if (failureName(code) === 'NoBody') this.#gone();
    this.#access.fail(`${call} of body ${JSON.stringify(this.name)}`, code);
  }

  #field(name: keyof Fields<typeof BodyState>): number {
    return this.#access.views.field(BodyState, name, this.#state()) as number;
  }

  #pair(x: keyof Fields<typeof BodyState>, y: keyof Fields<typeof BodyState>): Pair {
    const state = this.#state();
    const { views } = this.#access;
    return [views.field(BodyState, x, state) as number, views.field(BodyState, y, state) as number];
  }

  /** m, of its origin. Setting it moves the body there at once, with its velocity. */
  get position(): Pair {
    return this.#pair('x', 'y');
  }
  set position(position: Vector) {
    this.setPose(position, this.angle);
  }

  /** rad, in (-pi, pi]. */
  get angle(): number {
    return this.#field('angle');
  }
  set angle(angle: number) {
    this.setPose(this.position, angle);
  }

  /** m/s, of its origin. */
  get velocity(): Pair {
    return this.#pair('vx', 'vy');
  }
  set velocity(velocity: Vector) {
    this.setVelocity(velocity);
  }

  /** rad/s, counter-clockwise. */
  get omega(): number {
    return this.#field('omega');
  }
  set omega(omega: number) {
    this.setVelocity(this.velocity, omega);
  }

  /** m, its centre of mass in the world. */
  get center(): Pair {
    return this.#pair('centerX', 'centerY');
  }

  /** kg; 0 unless it is dynamic. */
  get mass(): number {
    return this.#field('mass');
  }

  /** kg m^2, about the centre of mass. */
  get inertia(): number {
    return this.#field('inertia');
  }

  get type(): 'static' | 'kinematic' | 'dynamic' {
    return types[this.#field('type')] as (typeof types)[number];
  }

  /** Whether it is awake. Setting it is {@link wake} or {@link sleep}. */
  get awake(): boolean {
    return this.#field('awake') !== 0;
  }
  set awake(awake: boolean) {
    if (awake) this.wake();
    else this.sleep();
  }

  /** The host's own number. */
  get userId(): number {
    return this.#field('userId');
  }

  /** Its shapes, in the order in which they were added. */
  get shapes(): Shape[] {
    const { exports, handle } = this.#access;
    this.#state();
    const ids: number[] = [];
    for (let id = exports.bodyShape(handle, this.#key, -1); id !== -1; id = exports.bodyShape(handle, this.#key, id))
      ids.push(id);
    return ids.reverse().map((id) => this.world.shapeOf(id));
  }

  /** Its joints. */
  get joints(): Joint[] {
    const { exports, handle } = this.#access;
    this.#state();
    const ids: number[] = [];
    for (let id = exports.bodyJoint(handle, this.#key, -1); id !== -1; id = exports.bodyJoint(handle, this.#key, id))
      ids.push(id);
    return ids.reverse().map((id) => this.world.jointOf(id));
  }

  /** Puts the origin somewhere else at once, turned by `angle` rad; the velocity stays. */
  setPose(position: Vector, angle: number = this.angle): void {
    const [x, y] = pairOf(position, 'setPose', 'position', 'm');
    const turned = numberOf(angle, 'setPose', 'angle', 'rad');
    this.#done('setPose', this.#access.change('bodySetPose', this.#key, x, y, turned));
  }

  /** Gives the origin a velocity, m/s, and the body a turn, rad/s. Not for static bodies. */
  setVelocity(velocity: Vector, omega: number = this.omega): void {
    const [x, y] = pairOf(velocity, 'setVelocity', 'velocity', 'm/s');
    const turn = numberOf(omega, 'setVelocity', 'omega', 'rad/s');
    this.#done('setVelocity', this.#access.change('bodySetVelocity', this.#key, x, y, turn));
  }

  /**
   * Pushes it through the next step with a force, N.
   * @param point of the world, m; the centre of mass if left out
   */
  applyForce(force: Vector, point?: Vector): void {
    const [x, y] = pairOf(force, 'applyForce', 'force', 'N');
    const access = this.#access;
    if (point === undefined) {
      this.#done('applyForce', access.change('bodyApplyForce', this.#key, x, y, 0));
      return;
    }
    const [px, py] = pairOf(point, 'applyForce', 'point', 'm');
    this.#done('applyForce', access.change('bodyApplyForceAt', this.#key, x, y, px, py));
  }

  /** Turns it through the next step with a torque, N m. */
  applyTorque(torque: number): void {
    const value = numberOf(torque, 'applyTorque', 'torque', 'N m');
    this.#done('applyTorque', this.#access.change('bodyApplyForce', this.#key, 0, 0, value));
  }

  /**
   * Changes its velocity at once by an impulse, N s.
   * @param point of the world, m; the centre of mass if left out
   */
  applyImpulse(impulse: Vector, point?: Vector): void {
    const [x, y] = pairOf(impulse, 'applyImpulse', 'impulse', 'N s');
    const access = this.#access;
    if (point === undefined) {
      this.#done('applyImpulse', access.change('bodyApplyImpulse', this.#key, x, y, 0));
      return;
    }
    const [px, py] = pairOf(point, 'applyImpulse', 'point', 'm');
    this.#done('applyImpulse', access.change('bodyApplyImpulseAt', this.#key, x, y, px, py));
  }

  /** Changes its turn at once by an angular impulse, N m s. */
  applyAngularImpulse(impulse: number): void {
    const value = numberOf(impulse, 'applyAngularImpulse', 'impulse', 'N m s');
    this.#done('applyAngularImpulse', this.#access.change('bodyApplyImpulse', this.#key, 0, 0, value));
  }

  /** Kinematic bodies: is there after the next step, to the bit, pushing what stands in the way, and stands then. */
  moveTo(position: Vector, angle: number = this.angle): void {
    const [x, y] = pairOf(position, 'moveTo', 'position', 'm');
    const turned = numberOf(angle, 'moveTo', 'angle', 'rad');
    if (this.#field('type') !== BodyType.Kinematic)
      throw new KinemaError(
        'usage',
        `moveTo: body ${JSON.stringify(this.name)} is ${this.type}; only kinematic bodies have a target`,
      );
    this.#done('moveTo', this.#access.change('bodySetTarget', this.#key, x, y, turned));
  }

  /** Wakes it and what it touches. */
  wake(): void {
    this.#done('wake', this.#access.change('bodyWake', this.#key, 1));
  }

  /** Puts a dynamic body to sleep, until something moves against it. */
  sleep(): void {
    this.#done('sleep', this.#access.change('bodyWake', this.#key, 0));
  }

  /** Everything that defines it, as a scene file says it; shapes are in {@link shapes}. */
  get definition(): Required<Omit<SceneBody, 'shapes' | 'mass'>> & Pick<SceneBody, 'mass'> {
    const def = this.#definition();
    const decimal = shortestF32;
    return {
      name: this.name,
      type: types[def.type] as (typeof types)[number],
      position: [decimal(def.x), decimal(def.y)],
      angle: def.angle,
      velocity: [decimal(def.vx), decimal(def.vy)],
      omega: decimal(def.omega),
      linearDamping: decimal(def.linearDamping),
      angularDamping: decimal(def.angularDamping),
      gravityScale: decimal(def.gravityScale),
      fixedRotation: def.fixedRotation !== 0,
      canSleep: def.canSleep !== 0,
      awake: def.awake !== 0,
      userId: def.userId,
      ...(def.massSet && {
        mass: {
          mass: decimal(def.mass),
          inertia: decimal(def.inertia),
          center: [decimal(def.centerX), decimal(def.centerY)],
        },
      }),
    };
  }

  #definition(): Fields<typeof BodyDef> {
    const { exports, handle, views } = this.#access;
    this.#done('definition', exports.bodyGet(handle, this.#key));
    return views.read(BodyDef, exports.bodyDefBlock());
  }

  /**
   * Changes what is named, and nothing else: `body.set({ type: 'kinematic' })`, `body.set({ gravityScale: 0, linearDamping: 2 })`.
   * @param changes fields of a body of a scene file, but its name and shapes
   * @throws SceneError that names the field, its value and what would be right
   */
  set(changes: Partial<Omit<SceneBody, 'name' | 'shapes'>>): void {
    objectOf(changes, 'body.set', 'changes');
    for (const key of ['name', 'shapes'])
      if (key in changes) throw new KinemaError('usage', `body.set: ${key} cannot be changed so`, { field: key });
    const old = this.#definition();
    const type = changes.type ?? (types[old.type] as (typeof types)[number]);
    const { position = [0, 0] } = changes;
    const problems = validatePart('body', { ...changes, position, type, shapes: [] });
    const body = defineBody({ ...changes, position, type, shapes: [] }, this.name, 'body', problems);
    problems.throwIfAny();
    const { x, y, ...fields } = body.fields;
    const access = this.#access;
    access.views.write(BodyDef, access.exports.bodyDefBlock(), {
      ...old,
      // What a static body cannot have is dropped where it was not asked for.
      ...(type === 'static' && { vx: 0, vy: 0, omega: 0 }),
      ...(type !== 'dynamic' && { massSet: 0 }),
      ...fields,
      ...(changes.position !== undefined && { x, y }),
    });
    const code = access.change('bodySet', this.#key);
    if (code !== 0) checkScene(access.instance, code, BodyDef, (name) => bodyPath(body, name));
  }

  /**
   * Adds a shape.
   * @returns the shape; the last segment of a chain, all of which are in {@link shapes}
   */
  addShape(definition: SceneShape): Shape {
    return this.world.addShape(this, definition);
  }

  /** Point of the world (m) of a point in its frame. */
  toWorld(point: Vector): Pair {
    const [x, y] = pairOf(point, 'toWorld', 'point', 'm');
    const { x: ox, y: oy, c, s } = this.#frame();
    return [ox + c * x - s * y, oy + s * x + c * y];
  }

  /** Point in its frame of a point of the world (m). */
  toLocal(point: Vector): Pair {
    const [x, y] = pairOf(point, 'toLocal', 'point', 'm');
    const { x: ox, y: oy, c, s } = this.#frame();
    return [c * (x - ox) + s * (y - oy), c * (y - oy) - s * (x - ox)];
  }

  /** m/s, of the point of the body that is at a point of the world (m) now. */
  velocityAt(point: Vector): Pair {
    const [x, y] = pairOf(point, 'velocityAt', 'point', 'm');
    const { x: ox, y: oy, vx, vy, omega } = this.#frame();
    return [vx - omega * (y - oy), vy + omega * (x - ox)];
  }

  #frame(): Fields<typeof BodyState> {
    return this.#access.views.read(BodyState, this.#state());
  }

  /** From its frame to the world, as a matrix of gl-matrix. */
  transform(out: mat2d = mat2d.create()): mat2d {
    const { x, y, c, s } = this.#frame();
    return mat2d.set(out, c, s, -s, c, x, y);
  }

  /** Takes it out of the world, with its shapes and joints. */
  remove(): void {
    this.#done('remove', this.#access.change('bodyRemove', this.#key));
    this.world.forget(this);
  }
}
