// What a world and the handles of its bodies, shapes and joints share: the instance, the world's own handle, and the one way in which anything is changed.

import { shortestF32 } from '../dataset/decimal.js';
import { KinemaError } from '../errors.js';
import { show } from '../recipe/show.js';
import type { Exports } from './exports.js';
import type { Instance } from './instance.js';
import { Status } from './layout.js';
import type { Recorder } from './recorder.js';
import { blockOf } from './replay.js';
import { check, failureName, ModuleError, type Views } from './views.js';

/** Exports that change a world: they take its handle first and answer a code or an id. */
export type Change =
  | 'worldSet'
  | 'worldAddBody'
  | 'worldAddShape'
  | 'worldAddJoint'
  | 'bodyRemove'
  | 'bodySet'
  | 'bodySetPose'
  | 'bodySetVelocity'
  | 'bodyApplyForce'
  | 'bodyApplyForceAt'
  | 'bodyApplyImpulse'
  | 'bodyApplyImpulseAt'
  | 'bodySetTarget'
  | 'bodyWake'
  | 'shapeRemove'
  | 'shapeSet'
  | 'jointRemove'
  | 'jointSet';

/** A point or vector as it goes in: `[x, y]`, a `vec2` of gl-matrix, any array of two numbers. */
export type Vector = ArrayLike<number>;

/** In the place of the exports of a world that is disposed. */
const disposed = new Proxy({} as Exports, {
  get() {
    throw new KinemaError('usage', 'this world was disposed; make another with kinema.world()');
  },
});

/** The instance of a world, and the world in it. */
export class WorldAccess {
  readonly instance: Instance;
  readonly views: Views;
  exports: Exports;
  handle: number;
  recorder: Recorder | undefined;
  ended = false;

  constructor(instance: Instance, handle: number) {
    this.instance = instance;
    this.views = instance.views;
    this.exports = instance.exports;
    this.handle = handle;
  }

  /** Makes every later call an error. */
  end(): void {
    this.ended = true;
    this.exports = disposed;
  }

  /** Calls an export that changes the world, and tells the recorder. Its answer, which may be a failure. */
  change(call: Change, ...args: number[]): number {
    const made = this.exports[call] as (world: number, ...args: number[]) => number;
    const result = made(this.handle, ...args);
    this.recorder?.note(call, args, result, blockOf(this.instance, call));
    return result;
  }

  /** The same, where anything but 0 is a failure. */
  must(call: Change, what: string, ...args: number[]): void {
    const code = this.change(call, ...args);
    if (code !== 0) this.fail(what, code);
  }

  /** Throws what the status block says, in the words of `what` was called. */
  fail(what: string, code: number = this.views.failure()): never {
    const status = this.views.read(Status, this.exports.statusBlock());
    const text = failureText(failureName(code), status);
    if (text === undefined) check(this.exports, this.views, code);
    throw new ModuleError('usage', failureName(code), `${what}: ${text}`, status);
  }
}

function failureText(failure: string, { value, limit }: { value: number; limit: number }): string | undefined {
  if (failure === 'Argument') return `${shortestF32(value)} is out of range, at most ${shortestF32(limit)}`;
  if (failure === 'QueryValue') return `${shortestF32(value)} is out of range, the limit is ${shortestF32(limit)}`;
  if (failure === 'NotMovable') return 'a static body never moves; make it kinematic or dynamic';
  if (failure === 'TooMany') return `${value} are needed, a world holds ${limit}`;
  return undefined;
}

/** x and y of what is to be a vector. @throws KinemaError of kind `usage` that names call, argument and value */
export function pairOf(value: Vector, call: string, name: string, unit: string): [number, number] {
  const x = value?.[0];
  const y = value?.[1];
  if (isSingle(x) && isSingle(y) && value.length === 2) return [x, y];
  throw new KinemaError(
    'usage',
    `${call}: ${name} ${show(plain(value))} is not a pair of finite numbers [x, y] (${unit})`,
    {
      field: name,
    },
  );
}

/** Whether something is a number that f32 can hold. */
function isSingle(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(Math.fround(value));
}

/** A whole number from `least` to 2^32 - 1. @throws KinemaError of kind `usage` that names call, argument and value */
export function wholeOf(value: number, call: string, name: string, least = 0): number {
  if (Number.isInteger(value) && value >= least && value < 2 ** 32) return value;
  throw new KinemaError('usage', `${call}: ${name} ${show(value)} is not a whole number from ${least} to 4294967295`, {
    field: name,
  });
}

/** A plain object. @throws KinemaError of kind `usage` that names call, argument and value */
export function objectOf(value: unknown, call: string, name: string): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new KinemaError('usage', `${call}: ${name} ${show(value)} is not an object`, { field: name });
}

/** Bytes as they are. @throws KinemaError of kind `usage` that names the call and the value */
export function bytesOf(value: Uint8Array, call: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new KinemaError('usage', `${call}: ${show(plain(value))} is no Uint8Array`);
}

/** Typed arrays as lists, for messages. */
function plain(value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value;
}

/** A number as it is. @throws KinemaError of kind `usage` that names call, argument and value */
export function numberOf(value: number, call: string, name: string, unit: string): number {
  if (isSingle(value)) return value;
  throw new KinemaError('usage', `${call}: ${name} ${show(value)} is not a finite number (${unit})`, { field: name });
}
