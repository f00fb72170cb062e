// A world of rigid bodies: opened from a scene, stepped, read, and kept as a snapshot.

import { KinemaError } from '../errors.js';
import { defaultName } from '../scene/define.js';
import { type WorldSettings, worldSettings } from '../scene/settings.js';
import type { ClipContact } from './clip.js';
import { type CompiledScene, readStep, takeSnapshot } from './compiled-scene.js';
import type { Instance } from './instance.js';
import { Contact, WorldDef, WorldStats } from './layout.js';
import type { Exports } from './module.js';
import { check, type Fields, type Views } from './views.js';

/** An impact between two bodies: as in a clip, its time since the world was opened. */
export type WorldContact = ClipContact;

/** What the world holds and what its last step did: the fields of WorldStats in docs/abi-tables.md. */
export type WorldStatistics = Omit<Fields<typeof WorldStats>, 'reserved'>;

/** What a world begins as, and what `reset` brings back. */
export type WorldStart = Pick<CompiledScene, 'snapshot' | 'bodyNames'> & Partial<Pick<CompiledScene, 'stepLength'>>;

const mostSteps = 2 ** 32 - 1;

/** Impacts of which the module keeps a record. */
const mostContacts = 4096;

/** Ends worlds that nobody refers to any more. */
const lost = new FinalizationRegistry(({ exports, handle }: { exports: Exports; handle: number }) => {
  exports.worldClose(handle);
});

/** In the place of the exports of a world that is disposed. */
const disposed = new Proxy({} as Exports, {
  get() {
    throw new KinemaError('usage', 'this world was disposed; make another with kinema.world()');
  },
});

/**
 * A world. Made by `kinema.world(scene)`, or from a snapshot by `kinema.restoreWorld(bytes)`.
 *
 * Bodies are numbered from 0 in the order of the scene. The same scene and the same steps give the same bits everywhere,
 * however the steps are divided into calls.
 *
 * @example
 * const world = kinema.world({ bodies: [{ position: [5, 9], shapes: [{ circle: { radius: 0.5 } }] }] });
 * world.step(60);
 * console.log(world.time, world.states[1]); // a second later: the height of body 0
 */
export class World {
  /** {@link dispose}, for `using world = kinema.world(scene)` where the runtime knows it. */
  declare readonly [Symbol.dispose]: () => void;
  readonly #views: Views;
  readonly #start: WorldStart;
  #exports: Exports;
  #handle = 0;
  #stepLength: number | undefined;
  #rows = 0;
  #states: Float32Array<ArrayBuffer> | undefined;

  private constructor({ exports, views }: Instance, start: WorldStart) {
    this.#views = views;
    this.#exports = exports;
    this.#start = start;
  }

  /** Makes a world of a start. */
  static open(instance: Instance, start: WorldStart): World {
    const world = new World(instance, start);
    world.reset();
    lost.register(world, { exports: instance.exports, handle: world.#handle }, world);
    return world;
  }

  /**
   * Steps the world.
   * @param n steps, 0 to 2^32 - 1
   */
  step(n = 1): void {
    if (!Number.isInteger(n) || n < 0 || n > mostSteps)
      throw new KinemaError('usage', `step: ${n} is not a whole number from 0 to ${mostSteps}`);
    check(this.#exports, this.#views, this.#exports.worldStep(this.#handle, n));
  }

  /** Goes back to the start: of its scene, or of the snapshot that it was made from. Costs a copy, builds nothing. */
  reset(): void {
    this.#become(this.#start.snapshot, this.#start.stepLength);
  }

  /**
   * Gives the world's memory to the next `kinema.world()`; every later call is an error. A world that is not disposed is
   * collected like any object, only later.
   */
  dispose(): void {
    if (this.#exports === disposed) return;
    this.#exports.worldClose(this.#handle);
    this.#exports = disposed;
    this.#states = undefined;
    lost.unregister(this);
  }

  /**
   * f32 (bodies, 6): x, y (m), angle (rad, in (-pi, pi]), vx, vy (m/s), omega (rad/s) of each body's origin. A view, valid
   * until the next call.
   */
  get states(): Float32Array<ArrayBuffer> {
    this.#states = this.#views.floats(this.#exports.worldStates(this.#handle), this.#rows * 6, this.#states);
    return this.#states;
  }

  /** Number of bodies. */
  get bodyCount(): number {
    return this.#exports.worldBodyCount(this.#handle);
  }

  /** Names in the order of bodies: the scene's, and `body0`, `body1`, ... where it gives none. */
  get bodyNames(): string[] {
    return Array.from({ length: this.bodyCount }, (_, i) => this.#start.bodyNames[i] ?? defaultName(i));
  }

  /** Impacts since the world was opened, in order of time; the first 4,096 are kept. */
  get contacts(): WorldContact[] {
    const first = this.#exports.worldContacts(this.#handle);
    const { stepLength } = this;
    return Array.from({ length: Math.min(this.contactCount, mostContacts) }, (_, i) => {
      const { step, offset, a, b, x, y, nx, ny, impulse } = this.#views.read(Contact, first + i * Contact.size);
      return { time: step * stepLength + offset, steps: step, offset, a, b, x, y, nx, ny, impulse };
    });
  }

  /** Impacts since the world was opened; more than {@link contacts} holds where they are over 4,096. */
  get contactCount(): number {
    return this.#exports.worldContactCount(this.#handle);
  }

  /** What the world holds and what its last step did. */
  get stats(): WorldStatistics {
    const { reserved: _, ...stats } = this.#views.read(WorldStats, this.#exports.worldStats(this.#handle));
    return stats;
  }

  /** The settings that the world runs with, all that its scene left out included. */
  get settings(): WorldSettings {
    const settings = worldSettings(this.#definition());
    return { ...settings, step: this.stepLength };
  }

  /** Steps since the world was opened. */
  get steps(): number {
    return this.#views.field(WorldStats, 'steps', this.#exports.worldStats(this.#handle));
  }

  /** Length of a step, s: as the scene has it, or the shortest decimal of the f32 that the module steps by. */
  get stepLength(): number {
    if (this.#stepLength === undefined) {
      this.#definition();
      this.#stepLength = readStep({ exports: this.#exports, views: this.#views }, this.#start.stepLength);
    }
    return this.#stepLength;
  }

  /** s since the world was opened: `steps` times `stepLength`. */
  get time(): number {
    return this.steps * this.stepLength;
  }

  /** xxh64 of the state records of all bodies: equal states have equal digests. */
  digest(): bigint {
    return BigInt.asUintN(64, this.#exports.worldDigest(this.#handle));
  }

  /** All that the future depends on, as a copy: a world restored from it goes on bit for bit. */
  snapshot(): Uint8Array<ArrayBuffer> {
    return takeSnapshot({ exports: this.#exports, views: this.#views }, this.#handle);
  }

  /**
   * Becomes the world of a snapshot, of this world or any other. Names of bodies stay.
   * @throws ModuleError of kind `data` if it is damaged or of another version
   */
  restore(bytes: Uint8Array): void {
    this.#become(bytes, undefined);
  }

  #become(snapshot: Uint8Array, stepLength: number | undefined): void {
    const pointer = this.#exports.worldBuffer(snapshot.length);
    if (pointer === 0) throw new KinemaError('system', `no memory for a snapshot of ${snapshot.length} bytes`);
    this.#views.bytes(pointer, snapshot.length).set(snapshot);
    const handle = this.#exports.worldRestore(this.#handle, snapshot.length);
    if (handle === 0) check(this.#exports, this.#views, this.#views.failure());
    this.#handle = handle;
    this.#rows = this.#exports.worldBodyCount(handle);
    this.#stepLength = stepLength;
  }

  #definition(): Fields<typeof WorldDef> {
    check(this.#exports, this.#views, this.#exports.worldGet(this.#handle));
    return this.#views.read(WorldDef, this.#exports.worldDefBlock());
  }
}

if (Symbol.dispose) Object.defineProperty(World.prototype, Symbol.dispose, { value: World.prototype.dispose });
