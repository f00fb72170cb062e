// A scene made ready once and opened many times. The module builds its world when it is compiled; what is kept is the snapshot of that world before its
// first step. From the first time on that it is opened the module keeps the world itself as well, so that opening another is a copy within it, and
// nothing is validated, defined or weighed again.

import { shortestF32 } from '../dataset/decimal.js';
import { KinemaError } from '../errors.js';
import { type SceneDefinitions, worldPath } from '../scene/define.js';
import { addBody, addJoint, checkScene } from './add.js';
import type { Exports } from './exports.js';
import type { Instance } from './instance.js';
import { Output, WorldDef } from './layout.js';
import { check } from './views.js';

/** s. The f32 of 1/60 has two shortest decimals; scene files write this one. */
const usualStep = 0.016666667;

/** Ends the worlds of scenes that nobody refers to any more. */
const lost = new FinalizationRegistry(({ exports, world }: { exports: Exports; world: number }) => {
  exports.worldClose(world);
});

/** A scene, checked and ready: `kinema.world` opens it in a few microseconds. Made by `kinema.compileScene(scene)`. */
export class CompiledScene {
  /** x0, y0, x1, y1 in m. */
  readonly view: readonly [number, number, number, number];
  /** Names in the order of bodies: the scene's, and `body0`, `body1`, ... where it gives none. */
  readonly bodyNames: readonly string[];
  /** Names in the order of joints: the scene's, and `joint0`, `joint1`, ... where it gives none. */
  readonly jointNames: readonly string[];
  /** s, as the scene writes it. */
  readonly stepLength: number;
  /** Snapshot of its world before the first step, from which any host goes on (docs/abi.md). */
  readonly snapshot: Uint8Array<ArrayBuffer>;
  readonly #instance: Instance;
  #world = 0;

  /**
   * Builds the world of a scene in an instance.
   * @param keep takes that world over; it is ended again if left out
   * @throws ModuleError of kind `scene` that names the field
   */
  constructor(instance: Instance, scene: SceneDefinitions, keep?: (world: number) => void) {
    this.#instance = instance;
    const world = build(instance, scene);
    try {
      this.snapshot = takeSnapshot(instance, world);
      instance.exports.worldGet(world);
      this.stepLength = readStep(instance, scene.world.step);
    } catch (error) {
      instance.exports.worldClose(world);
      throw error;
    }
    if (keep) keep(world);
    else instance.exports.worldClose(world);
    this.view = scene.view;
    this.bodyNames = scene.bodies.map(({ name }) => name);
    this.jointNames = scene.joints.map(({ name }) => name);
  }

  /** Its world in an instance, of which others are copies; 0 where it was compiled in another. */
  worldIn(instance: Instance): number {
    if (instance !== this.#instance) return 0;
    if (this.#world === 0) {
      this.#world = restoreSnapshot(instance, 0, this.snapshot);
      if (this.#world !== 0) lost.register(this, { exports: instance.exports, world: this.#world });
    }
    return this.#world;
  }
}

/** The length of the step in the WorldDef block as it was written, else as its shortest decimal: 100 steps of 0.01 s are 1 s. */
export function readStep({ exports, views }: Instance, written = usualStep): number {
  const step = views.field(WorldDef, 'step', exports.worldDefBlock());
  return [written, usualStep].find((value) => Math.fround(value) === step) ?? shortestF32(step);
}

/** Makes a world (0 = a new one) that of a snapshot. Its handle, or 0 with the status set. */
export function restoreSnapshot(
  { exports, views }: Pick<Instance, 'exports' | 'views'>,
  world: number,
  snapshot: Uint8Array,
): number {
  const pointer = exports.worldBuffer(snapshot.length);
  if (pointer === 0) throw new KinemaError('system', `no memory for a snapshot of ${snapshot.length} bytes`);
  views.bytes(pointer, snapshot.length).set(snapshot);
  return exports.worldRestore(world, snapshot.length);
}

/** A copy of a world as a snapshot. */
export function takeSnapshot({ exports, views }: Instance, world: number): Uint8Array<ArrayBuffer> {
  check(exports, views, exports.worldSnapshot(world));
  const { pointer, length } = views.read(Output, exports.outputBlock());
  return views.bytes(pointer, length).slice();
}

/**
 * Opens a world in an instance and adds what the scene defines. Its handle.
 * @throws ModuleError of kind `scene` that names the field
 */
export function build(instance: Instance, scene: SceneDefinitions): number {
  const { exports, views } = instance;
  exports.worldDefaults();
  views.write(WorldDef, exports.worldDefBlock(), scene.world);
  const world = exports.worldOpen();
  if (world === 0) checkScene(instance, views.failure(), WorldDef, worldPath);
  try {
    addAll(instance, world, scene);
  } catch (error) {
    exports.worldClose(world);
    throw error;
  }
  return world;
}

function addAll(instance: Instance, world: number, scene: SceneDefinitions): void {
  const { exports } = instance;
  const names = scene.bodies.map(({ name }) => name);
  const add = (call: 'worldAddBody' | 'worldAddShape' | 'worldAddJoint', ...args: number[]) =>
    (exports[call] as (world: number, ...args: number[]) => number)(world, ...args);
  const ids = scene.bodies.map((body) => addBody(instance, add, body));
  const idOf = (body: string | number | undefined) =>
    body === undefined ? -1 : (ids[typeof body === 'string' ? names.indexOf(body) : body] as number);
  for (const joint of scene.joints) addJoint(instance, world, add, joint, idOf(joint.a), idOf(joint.b));
}
