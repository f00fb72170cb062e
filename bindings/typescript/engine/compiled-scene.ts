// A scene made ready once and opened many times. The module builds its world when it is compiled; what is kept is the snapshot of that
// world before its first step, so that opening another is a copy, and nothing is validated, defined or weighed again.

import { shortestF32 } from '../dataset/decimal.js';
import { bodyPath, type SceneDefinitions, shapePath, worldPath } from '../scene/define.js';
import type { Instance } from './instance.js';
import { BodyDef, Output, ShapeDef, WorldDef } from './layout.js';
import { check } from './views.js';

/** s. The f32 of 1/60 has two shortest decimals; scene files write this one. */
const usualStep = 0.016666667;

/** A scene, checked and ready: `kinema.world` opens it in a few microseconds. Made by `kinema.compileScene(scene)`. */
export class CompiledScene {
  /** x0, y0, x1, y1 in m. */
  readonly view: readonly [number, number, number, number];
  /** Names in the order of bodies: the scene's, and `body0`, `body1`, ... where it gives none. */
  readonly bodyNames: readonly string[];
  /** s, as the scene writes it. */
  readonly stepLength: number;
  /** Snapshot of its world before the first step, from which any host goes on (docs/abi.md). */
  readonly snapshot: Uint8Array<ArrayBuffer>;

  /**
   * Builds the world of a scene in an instance, and ends it again.
   * @throws ModuleError of kind `scene` that names the field
   */
  constructor(instance: Instance, scene: SceneDefinitions) {
    const world = build(instance, scene);
    try {
      this.snapshot = takeSnapshot(instance, world);
      instance.exports.worldGet(world);
      this.stepLength = readStep(instance, scene.world.step);
    } finally {
      instance.exports.worldClose(world);
    }
    this.view = scene.view;
    this.bodyNames = scene.bodies.map(({ name }) => name);
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
  const { exports, views } = instance;
  for (const body of scene.bodies) {
    exports.bodyDefaults();
    views.write(BodyDef, exports.bodyDefBlock(), body.fields);
    const number = exports.worldAddBody(world);
    checkAdded(instance, number, BodyDef, (name) => bodyPath(body, name));
    for (const shape of body.shapes) {
      exports.shapeDefaults();
      views.write(ShapeDef, exports.shapeDefBlock(), shape.fields);
      views.writeFloats(exports.shapeDefBlock() + ShapeDef.size, shape.vertices);
      checkAdded(instance, exports.worldAddShape(world, number), ShapeDef, (name) => shapePath(shape, name));
    }
  }
}

interface Struct {
  readonly fields: Readonly<Record<string, { readonly offset: number } | undefined>>;
}

/** A number was given, or -1 and the status block says why. */
function checkAdded(
  instance: Instance,
  number: number,
  struct: Struct,
  path: (name: string | undefined) => string,
): void {
  if (number < 0) checkScene(instance, instance.views.failure(), struct, path);
}

/** Throws a failure in terms of the scene: `scene.world.step: 3 is out of range, the limit is 1`. */
function checkScene(
  { exports, views }: Instance,
  code: number,
  struct: Struct,
  path: (name: string | undefined) => string,
): void {
  check(exports, views, code, (failure, { offset, value, limit }, text) => {
    if (failure.endsWith('Value')) {
      const name = Object.keys(struct.fields).find((key) => struct.fields[key]?.offset === offset);
      return `${path(name)}: ${shortestF32(value)} is out of range, the limit is ${shortestF32(limit)}`;
    }
    if (failure === 'PolygonConcave') return `${path(undefined)}: is not convex at point ${value}`;
    return failure === 'OutOfMemory' ? undefined : `${path(undefined)}: ${text}`;
  });
}
