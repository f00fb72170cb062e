// A world of rigid bodies in an instance of its own: opened from a scene, stepped, read, and kept as a snapshot.

import { shortestF32 } from '../dataset/decimal.js';
import { KinemaError } from '../errors.js';
import { bodyPath, type CompiledScene, defaultName, shapePath, worldPath } from '../scene/compile.js';
import type { ClipContact } from './clip.js';
import { BodyDef, Contact, Output, ShapeDef, WorldDef, WorldStats } from './layout.js';
import type { Exports } from './module.js';
import { check, type Fields, Views } from './views.js';

/** An impact between two bodies: as in a clip, its time since the world was opened. */
export type WorldContact = ClipContact;

/** What the world holds and what its last step did: the fields of WorldStats in docs/abi-tables.md. */
export type WorldStatistics = Omit<Fields<typeof WorldStats>, 'reserved'>;

const mostSteps = 2 ** 32 - 1;

/** s. The f32 of 1/60 has two shortest decimals; scene files write this one. */
const usualStep = 0.016666667;

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
  readonly #exports: Exports;
  readonly #views: Views;
  readonly #names: readonly string[];
  #step = usualStep;

  private constructor(exports: Exports, names: readonly string[]) {
    this.#exports = exports;
    this.#views = new Views(exports);
    this.#names = names;
  }

  /**
   * Opens a world in a fresh instance.
   * @throws ModuleError of kind `scene` that names the field
   */
  static open(exports: Exports, scene: CompiledScene): World {
    const world = new World(
      exports,
      scene.bodies.map(({ name }) => name),
    );
    world.#open(scene);
    return world;
  }

  /**
   * Makes a world from a snapshot in a fresh instance.
   * @param names of its bodies, which a snapshot does not hold
   */
  static restored(exports: Exports, bytes: Uint8Array, names: readonly string[] = []): World {
    const world = new World(exports, names);
    world.restore(bytes);
    return world;
  }

  #open(scene: CompiledScene): void {
    const [exports, views] = [this.#exports, this.#views];
    exports.worldDefaults();
    views.write(WorldDef, exports.worldDefBlock(), scene.world);
    this.#check(exports.worldOpen(), WorldDef, worldPath);
    for (const body of scene.bodies) {
      exports.bodyDefaults();
      views.write(BodyDef, exports.bodyDefBlock(), body.fields);
      const number = exports.worldAddBody();
      this.#added(number, BodyDef, (name) => bodyPath(body, name));
      for (const shape of body.shapes) {
        exports.shapeDefaults();
        views.write(ShapeDef, exports.shapeDefBlock(), shape.fields);
        views.writeFloats(exports.shapeDefBlock() + ShapeDef.size, shape.vertices);
        this.#added(exports.worldAddShape(number), ShapeDef, (name) => shapePath(shape, name));
      }
    }
    this.#readStep(scene.world.step);
  }

  /** A number was given, or -1 and the status block says why. */
  #added(number: number, struct: Struct, path: (name: string | undefined) => string): void {
    if (number < 0) this.#check(this.#views.failure(), struct, path);
  }

  /** Throws a failure in terms of the scene: `scene.world.step: 3 is out of range, the limit is 1`. */
  #check(code: number, struct: Struct, path: (name: string | undefined) => string): void {
    check(this.#exports, this.#views, code, (failure, { offset, value, limit }, text) => {
      if (failure.endsWith('Value')) {
        const name = Object.keys(struct.fields).find((key) => struct.fields[key]?.offset === offset);
        return `${path(name)}: ${shortestF32(value)} is out of range, the limit is ${shortestF32(limit)}`;
      }
      if (failure === 'PolygonConcave') return `${path(undefined)}: is not convex at point ${value}`;
      return failure === 'OutOfMemory' ? undefined : `${path(undefined)}: ${text}`;
    });
  }

  /** The step as it was written, else as its shortest decimal: 100 steps of 0.01 s are 1 s. */
  #readStep(written = this.#step): void {
    const { step } = this.#views.read(WorldDef, this.#exports.worldDefBlock());
    this.#step = Math.fround(written) === step ? written : shortestF32(step);
  }

  /**
   * Steps the world.
   * @param n steps, 0 to 2^32 - 1
   */
  step(n = 1): void {
    if (!Number.isInteger(n) || n < 0 || n > mostSteps)
      throw new KinemaError('usage', `step: ${n} is not a whole number from 0 to ${mostSteps}`);
    check(this.#exports, this.#views, this.#exports.worldStep(n));
  }

  /** f32 (bodies, 6): x, y (m), angle (rad, in (-pi, pi]), vx, vy (m/s), omega (rad/s) of each body's origin. A view, valid until the next call. */
  get states(): Float32Array<ArrayBuffer> {
    return this.#views.floats(this.#exports.worldStates(), this.bodyCount * 6);
  }

  /** Number of bodies. */
  get bodyCount(): number {
    return this.#exports.worldBodyCount();
  }

  /** Names in the order of bodies: the scene's, and `body0`, `body1`, ... where it gives none. */
  get bodyNames(): string[] {
    return Array.from({ length: this.bodyCount }, (_, i) => this.#names[i] ?? defaultName(i));
  }

  /** Impacts since the world was opened, in order of time; the first 4,096 are kept. */
  get contacts(): WorldContact[] {
    const first = this.#exports.worldContacts();
    return Array.from({ length: this.contactCount }, (_, i) => {
      const { step, offset, a, b, x, y, nx, ny, impulse } = this.#views.read(Contact, first + i * Contact.size);
      return { time: step * this.#step + offset, steps: step, offset, a, b, x, y, nx, ny, impulse };
    });
  }

  /** How many impacts {@link contacts} holds. */
  get contactCount(): number {
    return this.#exports.worldContactCount();
  }

  /** What the world holds and what its last step did. */
  get stats(): WorldStatistics {
    const { reserved: _, ...stats } = this.#views.read(WorldStats, this.#exports.worldStats());
    return stats;
  }

  /** Steps since the world was opened. */
  get steps(): number {
    return this.stats.steps;
  }

  /** Length of a step, s: as the scene has it, or the shortest decimal of the f32 that the module steps by. */
  get stepLength(): number {
    return this.#step;
  }

  /** s since the world was opened: `steps` times `stepLength`. */
  get time(): number {
    return this.steps * this.#step;
  }

  /** xxh64 of the state records of all bodies: equal states have equal digests. */
  digest(): bigint {
    return BigInt.asUintN(64, this.#exports.worldDigest());
  }

  /** All that the future depends on, as a copy: a world restored from it goes on bit for bit. */
  snapshot(): Uint8Array<ArrayBuffer> {
    check(this.#exports, this.#views, this.#exports.worldSnapshot());
    const { pointer, length } = this.#views.read(Output, this.#exports.outputBlock());
    return this.#views.bytes(pointer, length).slice();
  }

  /**
   * Becomes the world of a snapshot, of this world or any other. Names of bodies stay.
   * @throws ModuleError of kind `data` if it is damaged or of another version
   */
  restore(bytes: Uint8Array): void {
    const pointer = this.#exports.worldBuffer(bytes.length);
    if (pointer === 0) throw new KinemaError('system', `no memory for a snapshot of ${bytes.length} bytes`);
    this.#views.bytes(pointer, bytes.length).set(bytes);
    check(this.#exports, this.#views, this.#exports.worldRestore(bytes.length));
    this.#readStep();
  }
}

interface Struct {
  readonly fields: Readonly<Record<string, { readonly offset: number } | undefined>>;
}
