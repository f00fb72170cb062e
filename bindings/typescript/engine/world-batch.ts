// Many worlds of one scene, stepped in one call: actions in as one array, observations out as another.

import { KinemaError } from '../errors.js';
import { show } from '../recipe/show.js';
import type { Body } from './body.js';
import type { CompiledScene } from './compiled-scene.js';
import type { Exports } from './exports.js';
import type { Instance } from './instance.js';
import type { Joint } from './joint.js';
import { ActionDef, ActionKind, ObservationDef, ObservationKind, Status } from './layout.js';
import { check, failureName, shortage, type Views } from './views.js';
import { World } from './world.js';

/** What an action does to a body: columns of a row, in this order. */
const bodyActions = {
  force: { kind: ActionKind.Force, columns: ['forceX', 'forceY'] },
  torque: { kind: ActionKind.Torque, columns: ['torque'] },
  impulse: { kind: ActionKind.Impulse, columns: ['impulseX', 'impulseY'] },
  angularImpulse: { kind: ActionKind.AngularImpulse, columns: ['angularImpulse'] },
  velocity: { kind: ActionKind.Velocity, columns: ['vx', 'vy', 'omega'] },
  target: { kind: ActionKind.Target, columns: ['x', 'y', 'angle'] },
} as const;
const jointActions = {
  motorSpeed: { kind: ActionKind.MotorSpeed, columns: ['motorSpeed'] },
  target: { kind: ActionKind.JointTarget, columns: ['target'] },
  mouseTarget: { kind: ActionKind.MouseTarget, columns: ['x', 'y'] },
} as const;
const bodyReads = {
  state: { kind: ObservationKind.Body, columns: ['x', 'y', 'angle', 'vx', 'vy', 'omega'] },
  position: { kind: ObservationKind.Position, columns: ['x', 'y'] },
  rotation: { kind: ObservationKind.Rotation, columns: ['cos', 'sin'] },
  angle: { kind: ObservationKind.Angle, columns: ['angle'] },
  velocity: { kind: ObservationKind.Velocity, columns: ['vx', 'vy'] },
  omega: { kind: ObservationKind.Omega, columns: ['omega'] },
} as const;

type Named = Body | string | number;

/** What columns of actions do, before the first of the steps of a call; `force` and `torque` before every one. */
export type BatchAction =
  | {
      /** A body by name, number or handle. */
      body: Named;
      /** N, N m, N s, N m s; m/s and rad/s; m and rad, of a kinematic body that is there after the first step. */
      apply: keyof typeof bodyActions;
      /** m, `force` alone: where it acts, in the body's frame; the centre of mass if left out. */
      at?: readonly [number, number];
    }
  | {
      /** A joint by name, number or handle. */
      joint: Joint | string | number;
      /** rad/s or m/s; rad or m of its spring; m of a mouse joint. */
      set: keyof typeof jointActions;
    };

/** What columns of observations show. */
export type BatchObservation =
  /** Of a body: its state, or a part of it. */
  | { body: Named; read: keyof typeof bodyReads }
  /** Position and velocity of a body less those of another: 4 columns. */
  | { from: Named; to: Named }
  /** Angle or translation of a joint, and its speed: 2 columns. */
  | { joint: Joint | string | number }
  /** 1 where a body touches another, or anything if `with` is left out: 1 column. */
  | { touching: Named; with?: Named }
  /** Impacts in the last call, or s since the start: 1 column. */
  | 'impacts'
  | 'time';

/** What is done to the worlds of a batch, and what is seen of them. */
export interface BatchOptions {
  /** Columns of actions, in order (none). */
  actions?: readonly BatchAction[];
  /** Columns of observations, in order (the states of all bodies). */
  observations?: readonly BatchObservation[];
}

/** Ends batches that nobody refers to any more. */
const lost = new FinalizationRegistry(({ exports, handle }: { exports: Exports; handle: number }) => {
  exports.batchClose(handle);
});

const none = 0xffffffff;
const mostWorlds = 1_000_000;

/**
 * Worlds of one scene, stepped together: for reinforcement learning, and for anything by the thousand. World i has the bits
 * that it would have alone. Made by `kinema.batch(scene, count, options)`.
 *
 * @example
 * const batch = kinema.batch(scene, 1024, {
 *   actions: [{ body: 'cart', apply: 'force' }],
 *   observations: [{ body: 'cart', read: 'state' }, { joint: 'hinge' }],
 * });
 * let seen = batch.step(actions, 2); // actions: Float32Array (1024, 2); seen: (1024, 8)
 */
export class WorldBatch {
  /** {@link dispose}, for `using batch = kinema.batch(...)` where the runtime knows it. */
  declare readonly [Symbol.dispose]: () => void;
  /** Number of worlds, N. */
  readonly count: number;
  /** Names of the columns of actions, e.g. `cart.forceX`. */
  readonly actionNames: readonly string[];
  /** Names of the columns of observations, e.g. `cart.x`. */
  readonly observationNames: readonly string[];
  readonly #instance: Instance;
  readonly #exports: Exports;
  readonly #views: Views;
  readonly #handle: number;
  readonly #start: World;
  #seen: Float32Array<ArrayBuffer> | undefined;
  #acts: Float32Array<ArrayBuffer> | undefined;
  #disposed = false;

  /** @internal */
  constructor(instance: Instance, scene: CompiledScene, count: number, options: BatchOptions) {
    if (!Number.isInteger(count) || count < 1 || count > mostWorlds)
      throw new KinemaError('usage', `batch: count ${show(count)} is not a whole number from 1 to ${mostWorlds}`);
    this.#instance = instance;
    this.#exports = instance.exports;
    this.#views = instance.views;
    this.count = count;
    this.#start = World.open(instance, scene);
    this.#handle = this.#exports.batchOpen(this.#start.access.handle, count);
    if (this.#handle === 0) this.#noRoom();
    lost.register(this, { exports: this.#exports, handle: this.#handle }, this);
    try {
      const { actions = [], observations } = options;
      this.actionNames = list(actions, 'actions').flatMap((action, i) => this.#addAction(action, `actions[${i}]`));
      this.observationNames = observations
        ? list(observations, 'observations').flatMap((one, i) => this.#addObservation(one, `observations[${i}]`))
        : this.#addStates();
    } catch (error) {
      this.dispose();
      throw error;
    }
    check(this.#exports, this.#views, this.#exports.batchObserve(this.#handle));
  }

  /** The batch could not be opened. */
  #noRoom(): void {
    try {
      check(this.#exports, this.#views, this.#views.failure(), (failure, status) =>
        failure === 'OutOfMemory'
          ? `batch: out of memory after ${status.item} of ${this.count} worlds: ${shortage(status)}`
          : undefined,
      );
    } finally {
      this.#start.dispose();
    }
  }

  #addAction(action: BatchAction, field: string): string[] {
    const joint = 'joint' in action;
    const kinds: Readonly<Record<string, { kind: number; columns: readonly string[] }>> = joint
      ? jointActions
      : bodyActions;
    const word: string = joint ? action.set : action.apply;
    const what = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
    const key = joint ? 'set' : 'apply';
    if (!what) throw wrong(`${field}.${key}`, `${show(word)} is not one of ${Object.keys(kinds).join(', ')}`);
    const target = joint ? this.#joint(action.joint, `${field}.joint`) : this.#body(action.body, `${field}.body`);
    const at = joint ? undefined : action.at;
    if (at && what.kind !== ActionKind.Force) throw wrong(`${field}.at`, `belongs to force, not to ${word}`);
    const [x, y] = at ?? [0, 0];
    if (!Number.isFinite(x) || !Number.isFinite(y)) throw wrong(`${field}.at`, `${show(at)} is not a pair [x, y] (m)`);
    this.#views.write(ActionDef, this.#exports.actionDefBlock(), {
      kind: at ? ActionKind.ForceAt : what.kind,
      target: target.id,
      x,
      y,
    });
    if (this.#exports.batchAddAction(this.#handle) < 0) this.#refused(field, target.name);
    return what.columns.map((column) => `${target.name}.${column}`);
  }

  #addObservation(one: BatchObservation, field: string): string[] {
    const { kind, target, other, names } = this.#meaning(one, field);
    this.#views.write(ObservationDef, this.#exports.observationDefBlock(), { kind, target, other, reserved: 0 });
    if (this.#exports.batchAddObservation(this.#handle) < 0) this.#refused(field, names[0] as string);
    return names;
  }

  #meaning(one: BatchObservation, field: string): { kind: number; target: number; other: number; names: string[] } {
    if (one === 'impacts') return { kind: ObservationKind.Impacts, target: none, other: none, names: ['impacts'] };
    if (one === 'time') return { kind: ObservationKind.Time, target: none, other: none, names: ['time'] };
    if (typeof one !== 'object' || one === null)
      throw wrong(
        field,
        `${show(one)} is not an observation: { body, read }, { from, to }, { joint }, { touching }, 'impacts' or 'time'`,
      );
    if ('joint' in one) {
      const joint = this.#joint(one.joint, `${field}.joint`);
      const names = ['position', 'speed'].map((column) => `${joint.name}.${column}`);
      return { kind: ObservationKind.Joint, target: joint.id, other: none, names };
    }
    if ('touching' in one) {
      const body = this.#body(one.touching, `${field}.touching`);
      const other = one.with === undefined ? undefined : this.#body(one.with, `${field}.with`);
      const name = `${body.name}.touches${other ? `.${other.name}` : ''}`;
      return { kind: ObservationKind.Touching, target: body.id, other: other?.id ?? none, names: [name] };
    }
    if ('from' in one) {
      const from = this.#body(one.from, `${field}.from`);
      const to = this.#body(one.to, `${field}.to`);
      const names = ['x', 'y', 'vx', 'vy'].map((column) => `${from.name}-${to.name}.${column}`);
      return { kind: ObservationKind.Relative, target: from.id, other: to.id, names };
    }
    const body = this.#body(one.body, `${field}.body`);
    const what = Object.hasOwn(bodyReads, one.read) ? bodyReads[one.read] : undefined;
    if (!what) throw wrong(`${field}.read`, `${show(one.read)} is not one of ${Object.keys(bodyReads).join(', ')}`);
    const names = what.columns.map((column) => `${body.name}.${column}`);
    return { kind: what.kind, target: body.id, other: none, names };
  }

  /** The default: the states of all bodies. */
  #addStates(): string[] {
    this.#views.write(ObservationDef, this.#exports.observationDefBlock(), {
      kind: ObservationKind.States,
      target: none,
      other: none,
      reserved: 0,
    });
    if (this.#exports.batchAddObservation(this.#handle) < 0) this.#refused('observations', 'states');
    return this.#start.bodyNames.flatMap((name) => bodyReads.state.columns.map((column) => `${name}.${column}`));
  }

  #body(which: Named, field: string): Body {
    if (typeof which !== 'object') return named(field, () => this.#start.body(which));
    const body = which && this.#start.bodies.find(({ id, name }) => id === which.id && name === which.name);
    if (!body) throw wrong(field, `${show(which?.name)} is no body of this scene`);
    return body;
  }

  #joint(which: Joint | string | number, field: string): Joint {
    if (typeof which !== 'object') return named(field, () => this.#start.joint(which));
    const joint = which && this.#start.joints.find(({ id, name }) => id === which.id && name === which.name);
    if (!joint) throw wrong(field, `${show(which?.name)} is no joint of this scene`);
    return joint;
  }

  #refused(field: string, what: string): never {
    const code = this.#views.failure();
    const failure = failureName(code);
    if (failure === 'NotMovable') throw wrong(field, `${what} is static and never moves`);
    if (failure === 'Argument') throw wrong(field, `${what} is not kinematic; only kinematic bodies have a target`);
    if (failure === 'JointValue') throw wrong(field, `${what} is no mouse joint`);
    check(this.#exports, this.#views, code);
    throw wrong(field, failure);
  }

  #live(): void {
    if (this.#disposed) throw new KinemaError('usage', 'this batch was disposed; make another with kinema.batch()');
  }

  /** f32 (N, columns of actions), to be written before {@link step}: a view, valid while memory does not grow. */
  get actions(): Float32Array<ArrayBuffer> {
    this.#live();
    const length = this.count * this.actionNames.length;
    this.#acts = this.#views.floats(this.#exports.batchActions(this.#handle), length, this.#acts);
    return this.#acts;
  }

  /** f32 (N, columns of observations), of the last step or reset: a view, valid until the next call. */
  get observations(): Float32Array<ArrayBuffer> {
    this.#live();
    const length = this.count * this.observationNames.length;
    this.#seen = this.#views.floats(this.#exports.batchObservations(this.#handle), length, this.#seen);
    return this.#seen;
  }

  /**
   * Acts on every world and steps it n times.
   * @param actions f32 (N, columns of actions), row i for world i; what {@link actions} holds if left out
   * @returns the observations
   * @throws KinemaError of kind `usage` that names world and column of an action that is no number; then nobody is stepped
   */
  step(actions?: ArrayLike<number>, n = 1): Float32Array<ArrayBuffer> {
    this.#live();
    if (!Number.isInteger(n) || n < 0 || n >= 2 ** 32)
      throw new KinemaError('usage', `batch.step: n ${show(n)} is not a whole number from 0 to ${2 ** 32 - 1}`);
    const width = this.actionNames.length;
    if (actions) {
      if (actions.length !== this.count * width)
        throw new KinemaError(
          'usage',
          `batch.step: ${actions.length} actions, ${this.count} worlds x ${width} columns need ${this.count * width}`,
        );
      this.actions.set(actions);
      if (!littleEndian) this.#views.writeFloats(this.#exports.batchActions(this.#handle), Float32Array.from(actions));
    }
    this.#done('step', this.#exports.batchStep(this.#handle, n));
    return this.observations;
  }

  /**
   * Takes worlds back to the start.
   * @param mask N of them, true or 1 = this one; all if left out
   * @returns the observations
   */
  reset(mask?: ArrayLike<number | boolean>): Float32Array<ArrayBuffer> {
    this.#live();
    if (mask && mask.length !== this.count)
      throw new KinemaError('usage', `batch.reset: a mask of ${mask.length}, there are ${this.count} worlds`);
    const bytes = this.#views.bytes(this.#exports.batchMask(this.#handle), this.count);
    for (let i = 0; i < this.count; i++) bytes[i] = !mask || mask[i] ? 1 : 0;
    this.#done('reset', this.#exports.batchReset(this.#handle));
    return this.observations;
  }

  #done(call: string, code: number): void {
    if (code === 0) return;
    const { item, offset, value, limit } = this.#views.read(Status, this.#exports.statusBlock());
    const failure = failureName(code);
    if (failure === 'Argument') {
      const column = this.actionNames[offset];
      throw new KinemaError(
        'usage',
        `batch.${call}: action ${column} of world ${item} is ${value}; it must be a number of at most ${limit}`,
      );
    }
    if (failure === 'NoBody' || failure === 'NoWorld')
      throw new KinemaError(
        'usage',
        `batch.${call}: world ${item} has lost ${failure.slice(2).toLowerCase()} ${value}, which is acted on or observed`,
      );
    check(this.#exports, this.#views, code);
  }

  /** xxh64 of the states of world i: what it would be alone. */
  digest(i: number): bigint {
    return BigInt.asUintN(64, this.#exports.worldDigest(this.#member(i)));
  }

  /**
   * World i by itself, to look at, draw or change; it belongs to the batch and is not to be disposed.
   */
  world(i: number): World {
    return World.within(this.#instance, this.#member(i), this.#start);
  }

  #member(i: number): number {
    this.#live();
    if (!Number.isInteger(i) || i < 0 || i >= this.count)
      throw new KinemaError('usage', `batch: there is no world ${show(i)}; worlds are 0 to ${this.count - 1}`);
    return this.#exports.batchWorld(this.#handle, i);
  }

  /** Ends the batch and its worlds and gives back their memory; every later call is an error. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#exports.batchClose(this.#handle);
    this.#start.dispose();
    this.#seen = undefined;
    this.#acts = undefined;
    lost.unregister(this);
  }
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function wrong(field: string, text: string): KinemaError {
  return new KinemaError('usage', `batch.${field}: ${text}`, { field: `batch.${field}` });
}

function list<T>(items: readonly T[], field: string): readonly T[] {
  if (Array.isArray(items)) return items;
  throw wrong(field, `${show(items)} is not a list`);
}

/** Looks something up; an error tells where it was named. */
function named<T>(field: string, find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw error instanceof KinemaError ? wrong(field, error.message) : error;
  }
}

if (Symbol.dispose)
  Object.defineProperty(WorldBatch.prototype, Symbol.dispose, { value: WorldBatch.prototype.dispose });
