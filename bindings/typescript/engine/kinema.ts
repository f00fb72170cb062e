// The front door of the library: load the module once, compile recipes, open plans and worlds.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { KinemaError } from '../errors.js';
import { compilePlan } from '../recipe/compile.js';
import { parseRecipe } from '../recipe/parse.js';
import { type PlanInfo, readPlan } from '../recipe/plan-reader.js';
import { isPlanText, parsePlanText, planText } from '../recipe/plan-text.js';
import {
  applyOverrides,
  defaultOrder,
  type Overrides,
  type Recipe,
  recipeOrder,
  validateRecipe,
} from '../recipe/recipe.js';
import { defineScene, type SceneDefinitions } from '../scene/define.js';
import { parseScene, validateScene } from '../scene/parse.js';
import type { Scene } from '../scene/types.js';
import type { Catalogue } from './catalogue.js';
import { CompiledScene } from './compiled-scene.js';
import { type Instance, newInstance } from './instance.js';
import { Output } from './layout.js';
import { findBlobs, type MeasuredBlob, type SeenFrame } from './measure.js';
import { type Build, type Exports, instantiate, moduleBytes, moduleUrl } from './module.js';
import { probePlan } from './probe.js';
import { type ReplayResult, type ReplayStep, replay } from './replay.js';
import { ClipSource } from './source.js';
import { check, Views } from './views.js';
import { World } from './world.js';
import { bytesOf } from './world-access.js';
import { type BatchOptions, WorldBatch } from './world-batch.js';
import { planesLength, type YuvFormat, yuvFactors } from './yuv.js';

/** A recipe's meaning: what people share. */
export interface Plan {
  /** Canonical bytes (docs/formats.md). */
  readonly bytes: Uint8Array;
  /** `kinema1:` and the bytes in base64. */
  readonly text: string;
  /** sha-256 of the bytes, in hex: the identity of the dataset. */
  readonly sha256: string;
  /** The bytes, decoded. */
  readonly info: PlanInfo;
  /** Names of the splits as the recipe wrote them; from a plan's text: `train` first, then as the plan has them. */
  readonly order: readonly string[];
  /** The recipe that the plan was compiled from, before overrides; null for a plan's text. */
  readonly recipe: Recipe | null;
  /** What replaced parts of the recipe. */
  readonly overrides: Overrides;
}

/** Where the module comes from, and which of its builds. */
export interface LoadOptions {
  /** Which build to run; they give the same bits. Default `auto`: SIMD where the engine has it. */
  build?: Build;
  /** The module, where it cannot be found beside the bindings: its bytes, a compiled module, or where to fetch it. */
  module?: BufferSource | WebAssembly.Module | URL;
}

/** Loads the module: `const kinema = await loadKinema()`. Works in Node, Bun, Deno and browsers. */
export async function loadKinema(options: LoadOptions = {}): Promise<Kinema> {
  const module: unknown = options.module ?? moduleUrl(options.build ?? 'auto');
  if (module instanceof WebAssembly.Module) return new Kinema(module);
  const bytes = module instanceof URL ? await moduleBytes(module) : (module as BufferSource);
  return new Kinema(await WebAssembly.compile(bytes));
}

/**
 * A loaded module: compiles recipes to plans, opens plans as sources of clips and scenes as worlds. Made by {@link loadKinema}.
 *
 * @example
 * const kinema = await loadKinema();
 * const clip = kinema.open({ kinema: 1, scenario: 'collision', splits: { train: { count: 10 } } }).clip(0);
 */
export class Kinema {
  /** Scenarios, their factors, units, ranges and defaults: what the module exports. */
  readonly catalogue: Catalogue;
  /** The compiled module: post it to a worker, and `new Kinema(module)` there need not compile it again. */
  readonly module: WebAssembly.Module;
  readonly #exports: Exports;
  readonly #views: Views;
  #worlds: Instance | undefined;

  /** @param module compiled from kinema.wasm or kinema.scalar.wasm */
  constructor(module: WebAssembly.Module) {
    this.module = module;
    this.#exports = instantiate(module);
    this.#views = new Views(this.#exports);
    const { catalogue, catalogueLength } = this.#exports;
    this.catalogue = JSON.parse(new TextDecoder().decode(this.#views.bytes(catalogue(), catalogueLength())));
  }

  /**
   * Compiles a recipe to a plan.
   * @param source a recipe as a plain object, as JSON or YAML text, or a plan's text
   * @throws KinemaError that names the field, its value and what would be right
   */
  compile(source: Recipe | string | object, overrides: Overrides = {}): Plan {
    if (typeof source === 'string' && isPlanText(source)) {
      const bytes = parsePlanText(source);
      if (Object.values(overrides).some((value) => value !== undefined))
        throw new KinemaError('usage', 'a plan cannot be overridden: start from its recipe');
      return this.#plan(bytes, null, {}, undefined);
    }
    const recipe = validateRecipe(typeof source === 'string' ? parseRecipe(source) : source, this.catalogue);
    const bytes = compilePlan(applyOverrides(recipe, overrides), this.catalogue, (data) => this.xxh64(data));
    const plan = this.#plan(bytes, recipe, overrides, recipeOrder(recipe));
    probePlan(this.#exports, this.#views, plan.info, recipe);
    return plan;
  }

  #plan(bytes: Uint8Array, recipe: Recipe | null, overrides: Overrides, order: readonly string[] | undefined): Plan {
    const info = readPlan(bytes, this.catalogue, (data) => this.xxh64(data));
    check(this.#exports, this.#views, this.#exports.planOpen(this.#copyIn(bytes), bytes.length));
    return {
      bytes,
      text: planText(bytes),
      sha256: bytesToHex(sha256(bytes)),
      info,
      order: order ?? defaultOrder(info),
      recipe,
      overrides,
    };
  }

  /** Opens a plan (or a recipe, compiled first) in an instance of its own. */
  open(source: Plan | Recipe | string | object): ClipSource {
    const plan = isPlan(source) ? source : this.compile(source);
    return new ClipSource(instantiate(this.module), plan.bytes, plan.info, this.catalogue, plan.order);
  }

  /**
   * Checks a scene and makes it ready, for `kinema.world` to open any number of times at the cost of a copy.
   * @param source a scene as a plain object, or as JSON or YAML text (docs/formats.md)
   * @throws SceneError or ModuleError that names the field, its value and what would be right
   *
   * @example
   * const scene = kinema.compileScene(definition);
   * for (let run = 0; run < 1000; run++) {
   *   const world = kinema.world(scene);
   *   world.step(600);
   *   world.dispose();
   * }
   */
  compileScene(source: Scene | string | object): CompiledScene {
    return new CompiledScene(this.#home, sceneDefinitions(source));
  }

  /** The instance in which all worlds live. */
  get #home(): Instance {
    this.#worlds ??= newInstance(this.module);
    return this.#worlds;
  }

  /**
   * Opens a world. Dispose it where worlds come and go by the thousand.
   * @param source a compiled scene, or a scene as a plain object, or as JSON or YAML text (docs/formats.md); nothing, or an object
   * without `bodies`, makes a world without any
   * @throws SceneError or ModuleError that names the field, its value and what would be right
   */
  world(source: CompiledScene | WorldInput | string | object = {}): World {
    const instance = this.#home;
    if (source instanceof CompiledScene) return World.open(instance, source);
    let handle = 0;
    const scene = new CompiledScene(instance, sceneDefinitions(bodiesOf(source)), (world) => {
      handle = world;
    });
    return World.adopt(instance, handle, scene);
  }

  /**
   * Makes a world from a snapshot alone.
   * @param options names of its bodies, which a snapshot does not hold
   * @throws ModuleError of kind `data` if it is damaged or of another version
   */
  restoreWorld(bytes: Uint8Array, options: { names?: readonly string[] } = {}): World {
    return World.open(this.#home, {
      snapshot: bytesOf(bytes, 'restoreWorld').slice(),
      bodyNames: options.names ?? [],
      jointNames: [],
    });
  }

  /**
   * Opens many worlds of one scene, to be stepped in one call.
   * @param scene a compiled scene, or a scene as a plain object, or as JSON or YAML text
   * @param count worlds, 1 to 1,000,000
   * @throws KinemaError that names the field of the options, its value and what would be right
   */
  batch(scene: CompiledScene | Scene | string | object, count: number, options: BatchOptions = {}): WorldBatch {
    const compiled = scene instanceof CompiledScene ? scene : this.compileScene(scene);
    return new WorldBatch(this.#home, compiled, count, options);
  }

  /**
   * Plays a recording again (`world.record()`) and compares every step and answer: the first that differs has a step, and names.
   * @param watch called after every step
   * @throws KinemaError of kind `data` if the bytes are damaged, or of another version
   */
  replay(bytes: Uint8Array, watch?: (step: ReplayStep) => void): ReplayResult {
    return replay(this.#home, bytesOf(bytes, 'replay'), watch);
  }

  /** xxh64 with seed 0, computed in the module. */
  xxh64(bytes: Uint8Array): bigint {
    return BigInt.asUintN(64, this.#exports.xxh64(this.#copyIn(bytes), bytes.length, 0n));
  }

  /**
   * Encodes an image as a PNG file with the module's encoder: the same bytes everywhere.
   * @param pixels u8 (height, width, channels)
   * @param channels 3 = RGB, 1 = grey
   */
  encodePng(pixels: Uint8Array, width: number, height: number, channels: 1 | 3): Uint8Array {
    if (pixels.length !== width * height * channels)
      throw new KinemaError(
        'usage',
        `pixels: ${pixels.length} bytes, ${width} x ${height} x ${channels} needs ${width * height * channels}`,
      );
    const pointer = this.#copyIn(pixels);
    check(this.#exports, this.#views, this.#exports.pngEncode(pointer, width, height, channels));
    const output = this.#views.read(Output, this.#exports.outputBlock());
    return this.#views.bytes(output.pointer, output.length).slice();
  }

  /**
   * Converts decoded video frames to RGB: the same bytes everywhere. A pixel takes the chroma sample whose cell it lies in.
   * @param planes u8: Y, U and V of each frame, one frame after the other
   * @returns u8 (frames, height, width, 3), a view that is valid until this Kinema is used again
   */
  yuvToRgb(planes: Uint8Array, format: YuvFormat): Uint8Array<ArrayBuffer> {
    const { width, height, frames, shiftX, shiftY } = format;
    if (planes.length !== planesLength(format))
      throw new KinemaError('usage', `planes: ${planes.length} bytes, this format needs ${planesLength(format)}`);
    const pointer = this.#copyIn(planes);
    const code = this.#exports.yuvToRgb(pointer, width, height, frames, shiftX, shiftY, ...yuvFactors(format));
    check(this.#exports, this.#views, code);
    const output = this.#views.read(Output, this.#exports.outputBlock());
    return this.#views.bytes(output.pointer, output.length);
  }

  /**
   * Encodes a picture as a PNG file: what a world draws, or an ImageData of any origin. Alpha is left out.
   * @param picture u8 (height, width, 4), RGBA
   *
   * @example
   * writeFileSync('world.png', kinema.encodeImage(world.draw()));
   */
  encodeImage({ data, width, height }: { data: ArrayLike<number>; width: number; height: number }): Uint8Array {
    if (data.length !== width * height * 4)
      throw new KinemaError(
        'usage',
        `data: ${data.length} bytes, ${width} x ${height} pixels of RGBA need ${width * height * 4}`,
      );
    const pixels = new Uint8Array(width * height * 3);
    for (let i = 0, from = 0; i < pixels.length; i += 3, from += 4) {
      pixels[i] = data[from] as number;
      pixels[i + 1] = data[from + 1] as number;
      pixels[i + 2] = data[from + 2] as number;
    }
    return this.encodePng(pixels, width, height, 3);
  }

  /**
   * Finds the connected objects in frames by their colours; `measure()` makes tracks of them.
   * @param frames u8 (T, H, W, 3), row 0 on top
   * @param background 0xRRGGBB
   * @param colors 0xRRGGBB of what may be seen, at most 8
   */
  findBlobs(
    frames: Uint8Array,
    size: { width: number; height: number; frames: number },
    background: number,
    colors: readonly number[],
  ): { frame: SeenFrame; blobs: MeasuredBlob[] }[] {
    return findBlobs(this.#exports, this.#views, frames, size, background, colors);
  }

  #copyIn(bytes: Uint8Array): number {
    const pointer = this.#exports.reserve(bytes.length);
    if (pointer === 0) throw new KinemaError('system', `no memory for ${bytes.length} bytes`);
    this.#views.bytes(pointer, bytes.length).set(bytes);
    return pointer;
  }
}

/** A scene as `world` takes it: bodies may be added later. */
export type WorldInput = Omit<Scene, 'bodies'> & Partial<Pick<Scene, 'bodies'>>;

/** A world without bodies is a scene as well. */
function bodiesOf(source: string | object): string | object {
  const bare = typeof source === 'object' && source !== null && !Array.isArray(source) && !('bodies' in source);
  return bare ? { ...source, bodies: [] } : source;
}

function sceneDefinitions(source: string | object): SceneDefinitions {
  return defineScene(validateScene(typeof source === 'string' ? parseScene(source) : source));
}

function isPlan(source: unknown): source is Plan {
  return typeof source === 'object' && source !== null && 'info' in source && 'bytes' in source;
}
