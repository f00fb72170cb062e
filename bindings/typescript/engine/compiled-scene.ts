// A scene made ready once and opened many times. The module builds its world when it is compiled and keeps it as it is before its first step, so that
// opening another is a copy, and nothing is validated, defined or weighed again.

import { shortestF32 } from '../dataset/decimal.js';
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
  readonly #instance: Instance;
  readonly #world: number;
  #snapshot: Uint8Array<ArrayBuffer> | undefined;

  /**
   * Builds the world of a scene in an instance.
   * @throws ModuleError of kind `scene` that names the field
   */
  constructor(instance: Instance, scene: SceneDefinitions) {
    const { exports } = instance;
    this.#instance = instance;
    this.#world = build(instance, scene);
    lost.register(this, { exports, world: this.#world });
    exports.worldGet(this.#world);
    this.stepLength = readStep(instance, scene.world.step);
    this.view = scene.view;
    this.bodyNames = scene.bodies.map(({ name }) => name);
    this.jointNames = scene.joints.map(({ name }) => name);
  }

  /** Snapshot of its world before the first step, from which any host goes on (docs/abi.md). */
  get snapshot(): Uint8Array<ArrayBuffer> {
    this.#snapshot ??= takeSnapshot(this.#instance, this.#world);
    return this.#snapshot;
  }

  /** Its world in an instance, of which others are copies; 0 where it was compiled in another. */
  worldIn(instance: Instance): number {
    return instance === this.#instance ? this.#world : 0;
  }
}

/** The length of the step in the WorldDef block as it was written, else as its shortest decimal: 100 steps of 0.01 s are 1 s. */
export function readStep({ exports, views }: Instance, written = usualStep): number {
  const step = views.field(WorldDef, 'step', exports.worldDefBlock());
  return [written, usualStep].find((value) => Math.fround(value) === step) ?? shortestF32(step);
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
