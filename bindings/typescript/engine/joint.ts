// A joint of a world: a handle to read what it does, and to change it.

import { shortestF32 } from '../dataset/decimal.js';
import { KinemaError } from '../errors.js';
import { checkChanges, checkValues, hasReference, jointFields, jointKinds, jointPath } from '../scene/define-joint.js';
import type { JointLimits, JointMotor, JointSpring, JointType, SceneJoint } from '../scene/joint-types.js';
import { validatePart } from '../scene/parse.js';
import type { Pair } from '../scene/types.js';
import { checkScene } from './add.js';
import { type Body, nobody } from './body.js';
import { JointDef, JointKind, JointState } from './layout.js';
import type { Fields } from './views.js';
import type { World } from './world.js';
import { numberOf, objectOf, pairOf, type Vector, type WorldAccess } from './world-access.js';

const types = Object.keys(jointKinds) as JointType[];

/** What can be changed of a joint, as far as its type has it; null switches limits, motor or spring off. */
export interface JointChanges {
  limits?: JointLimits | null;
  motor?: JointMotor | null;
  spring?: JointSpring | null;
  length?: number;
  min?: number;
  max?: number;
  linear?: Omit<JointSpring, 'target'>;
  angular?: Omit<JointSpring, 'target'>;
  offset?: Pair;
  angle?: number;
  target?: Pair;
  maxForce?: number;
  maxTorque?: number;
  hertz?: number;
  damping?: number;
  collide?: boolean;
  breakForce?: number;
  breakTorque?: number;
  userId?: number;
}

/**
 * A joint of a world. Made by `world.addJoint(...)`, `world.joint(name)` and `world.joints`; there is one object a joint.
 *
 * @example
 * const hinge = world.addJoint({ type: 'revolute', a: 'door', b: 'frame', anchor: [0, 1], motor: { speed: 1, maxTorque: 20 } });
 * hinge.motorSpeed = -1;
 */
export class Joint {
  /** The world that it belongs to. */
  readonly world: World;
  /** What the module knows it by: number and generation (docs/abi.md). */
  readonly id: number;
  /** Unique among the world's joints. */
  readonly name: string;
  readonly #access: WorldAccess;
  #key: number;

  /** @internal */
  end(): void {
    this.#key = nobody;
  }

  /** @internal */
  constructor(world: World, access: WorldAccess, id: number, name: string) {
    this.world = world;
    this.#access = access;
    this.id = id;
    this.#key = id;
    this.name = name;
  }

  /** Whether it is still there: joints end with their bodies, and when they break. */
  get alive(): boolean {
    return this.#access.exports.jointAt(this.#access.handle, this.#key & (2 ** 21 - 1)) === this.#key;
  }

  #state(): number {
    const pointer = this.#access.exports.jointState(this.#access.handle, this.#key);
    if (pointer === 0) this.#gone();
    return pointer;
  }

  #gone(): never {
    throw new KinemaError('usage', `joint ${JSON.stringify(this.name)} was removed, or broke`);
  }

  #field(name: keyof Fields<typeof JointState>): number {
    return this.#access.views.field(JointState, name, this.#state()) as number;
  }

  /** Fills the JointDef block; its fields. */
  #definition(): Fields<typeof JointDef> {
    const { exports, handle, views } = this.#access;
    if (exports.jointGet(handle, this.#key) !== 0) this.#gone();
    return views.read(JointDef, exports.jointDefBlock());
  }

  get type(): JointType {
    return types.find((type) => jointKinds[type] === this.#definition().kind) as JointType;
  }

  /** Body a; null is the world itself. */
  get a(): Body | null {
    const { bodyA } = this.#definition();
    return bodyA === 0xffffffff ? null : this.world.bodyOf(bodyA);
  }

  /** Body b. */
  get b(): Body {
    return this.world.bodyOf(this.#definition().bodyB);
  }

  /** rad, of b against a since they were joined. */
  get angle(): number {
    return this.#field('angle');
  }

  /** m: along the axis of a prismatic or wheel joint. */
  get translation(): number {
    return this.#field('translation');
  }

  /** m: of a distance joint. */
  get length(): number {
    return this.#field('translation');
  }

  /** rad/s, or m/s of a prismatic or distance joint. */
  get speed(): number {
    return this.#field('speed');
  }

  /** N on b, mean of the last step. */
  get force(): Pair {
    const state = this.#state();
    const { views } = this.#access;
    return [views.field(JointState, 'forceX', state), views.field(JointState, 'forceY', state)];
  }

  /** N m on b, mean of the last step. */
  get torque(): number {
    return this.#field('torque');
  }

  /** N m (revolute, wheel) or N that the motor gave in the last step. */
  get motorForce(): number {
    return this.#field('motor');
  }

  /** m, how far the anchors are from where the joint holds them. */
  get error(): number {
    return this.#field('error');
  }

  /** rad/s or m/s that the motor goes for; setting it switches nothing on. */
  get motorSpeed(): number {
    return this.#definition().motorSpeed;
  }
  set motorSpeed(speed: number) {
    this.#write({ motorSpeed: numberOf(speed, 'motorSpeed', 'speed', 'rad/s or m/s') });
  }

  /** rad or m, where the spring is at rest. */
  get target(): number {
    return this.#definition().target;
  }
  set target(target: number) {
    this.#write({ target: numberOf(target, 'target', 'target', 'rad or m') });
  }

  /** m: where a mouse joint pulls to. */
  moveTo(point: Vector): void {
    const [targetX, targetY] = pairOf(point, 'moveTo', 'point', 'm');
    if (this.#definition().kind !== JointKind.Mouse)
      throw new KinemaError('usage', `moveTo: joint ${JSON.stringify(this.name)} is no mouse joint`);
    this.#write({ targetX, targetY });
  }

  /** The host's own number. */
  get userId(): number {
    return this.#definition().userId;
  }

  /** All of it, as a scene file says it: anchors in the bodies' frames, the axis as the bodies stand now. */
  get definition(): SceneJoint {
    const def = this.#definition();
    const { type, a } = this;
    const frame = a ? a.toWorld([0, 0]) : [0, 0];
    const tip = a ? a.toWorld([def.axisX, def.axisY]) : [def.axisX, def.axisY];
    const pair = (x: number, y: number): Pair => [shortestF32(x), shortestF32(y)];
    const turns = type === 'revolute' || type === 'wheel';
    const spring = { hertz: shortestF32(def.hertz), damping: shortestF32(def.damping) };
    const soft = type === 'weld' || type === 'motor';
    const slides = type === 'prismatic' || type === 'wheel';
    const most = shortestF32(def.maxMotor);
    return {
      type,
      name: this.name,
      ...(a && type !== 'mouse' && { a: a.name }),
      b: this.b.name,
      ...(type !== 'filter' && type !== 'mouse' && { anchorA: pair(def.anchorAX, def.anchorAY) }),
      ...(type !== 'filter' && { anchorB: pair(def.anchorBX, def.anchorBY), collide: def.collide !== 0 }),
      ...(def.breakForce > 0 && { breakForce: shortestF32(def.breakForce) }),
      ...(def.breakTorque > 0 && { breakTorque: shortestF32(def.breakTorque) }),
      userId: def.userId,
      ...(hasReference.includes(type) && { referenceAngle: shortestF32(def.referenceAngle) }),
      ...(slides && { axis: [(tip[0] as number) - (frame[0] as number), (tip[1] as number) - (frame[1] as number)] }),
      ...(type === 'distance' && { length: shortestF32(def.length) }),
      ...(def.limit && type === 'distance' && { min: shortestF32(def.lower), max: shortestF32(def.upper) }),
      ...(def.limit &&
        type !== 'distance' && { limits: { lower: shortestF32(def.lower), upper: shortestF32(def.upper) } }),
      ...(def.motor && {
        motor: { speed: shortestF32(def.motorSpeed), ...(turns ? { maxTorque: most } : { maxForce: most }) },
      }),
      ...(def.spring && { spring: type === 'distance' ? spring : { ...spring, target: shortestF32(def.target) } }),
      // A wheel has one unless it says otherwise.
      ...(type === 'wheel' && !def.spring && { spring: { hertz: 0 } }),
      ...(soft && def.hertz > 0 && { linear: spring }),
      ...(soft &&
        def.angularHertz > 0 && {
          angular: { hertz: shortestF32(def.angularHertz), damping: shortestF32(def.angularDamping) },
        }),
      ...(type === 'motor' && {
        offset: pair(def.targetX, def.targetY),
        angle: shortestF32(def.targetAngle + def.referenceAngle),
        maxTorque: shortestF32(def.maxTorque),
      }),
      ...(type === 'mouse' && { target: pair(def.targetX, def.targetY), ...spring }),
      ...((type === 'mouse' || type === 'motor') && { maxForce: shortestF32(def.maxForce) }),
    } as SceneJoint;
  }

  /**
   * Changes what is named, and nothing else: `joint.set({ motor: { speed: 3, maxTorque: 10 } })`. `motor`, `spring` and `limits` are
   * given whole; null switches them off.
   * @throws SceneError that names the field, its value and what would be right
   */
  set(changes: JointChanges): void {
    objectOf(changes, 'joint.set', 'changes');
    const def = this.#definition();
    const { type } = this;
    const off = { motor: 'motor', spring: 'spring', limits: 'limit' } as const;
    const fields: Record<string, number> = {};
    const rest: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(changes)) {
      if (value === null && key in off) fields[off[key as keyof typeof off]] = 0;
      else rest[key] = value;
    }
    const problems = validatePart('joint', { b: 0, ...rest, type });
    checkChanges(type, changes, 'joint', problems);
    // One end of a rope may be changed alone.
    const ends = { ...(def.limit && { min: def.lower, max: def.upper }), ...rest };
    const merged = 'min' in changes || 'max' in changes ? ends : rest;
    checkValues({ ...merged, type }, 'joint', problems);
    problems.throwIfAny();
    const set = jointFields({ ...merged, type });
    this.#write({ ...this.#usual(def.kind, rest), ...set, ...fields, ...turned(def, changes) });
  }

  /** What is left out of a spring that is given whole. */
  #usual(kind: number, changes: JointChanges): Partial<Fields<typeof JointDef>> {
    const { views, exports } = this.#access;
    exports.jointDefaults(kind);
    const { damping, target, angularDamping } = views.read(JointDef, exports.jointDefBlock());
    return {
      ...((changes.spring || changes.linear) && { damping }),
      ...(changes.spring && { target }),
      ...(changes.angular && { angularDamping }),
    };
  }

  #write(fields: Partial<Fields<typeof JointDef>>): void {
    const access = this.#access;
    const { views, exports } = access;
    views.write(JointDef, exports.jointDefBlock(), { ...this.#definition(), ...fields });
    const code = access.change('jointSet', this.#key);
    if (code !== 0) checkScene(access.instance, code, JointDef, (name) => jointPath('joint', name));
  }

  /** Takes it out of the world. */
  remove(): void {
    const code = this.#access.change('jointRemove', this.#key);
    if (code !== 0) this.#gone();
    this.world.forget(this);
  }
}

/** The angle of a motor joint counts from 0; that of the module from how the bodies stood when they were joined. */
function turned(def: Fields<typeof JointDef>, { angle }: JointChanges): Partial<Fields<typeof JointDef>> {
  return def.kind === JointKind.Motor && angle !== undefined ? { targetAngle: angle - def.referenceAngle } : {};
}
