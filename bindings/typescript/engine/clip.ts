// One clip as a person reads it: typed views on the module's memory plus a few plain objects made on demand.

import { KinemaError } from '../errors.js';
import type { ViolationKind } from '../recipe/types.js';
import { violationName } from '../recipe/violations.js';
import { Body, Clip as ClipLayout, Contact, Part, Shape, Stage, Visible } from './layout.js';
import type { Exports } from './module.js';
import type { Fields, Views } from './views.js';

/** A body as it is drawn. Lengths in m, mass in kg. */
export interface ClipBody {
  /** As the scenario names it, e.g. `ball1`. */
  readonly name: string;
  /** How it is drawn. */
  readonly shape: 'disc' | 'square' | 'ring' | 'polygons';
  /** m; half the side of a square, the outer radius of a ring, 0 of polygons. */
  readonly radius: number;
  /** Its convex parts, where it is drawn as `polygons`. */
  readonly parts: readonly ClipPart[];
  /** kg; 0 = is not moved. */
  readonly mass: number;
  /** kg m^2 about the centre of mass; 0 = is not turned. */
  readonly inertia: number;
  /** `#rrggbb`. */
  readonly color: string;
  /** Whether it moves. */
  readonly dynamic: boolean;
}

/** A convex part of a body: the hull of its points, grown by a radius. */
export interface ClipPart {
  /** m, in the frame of the body's origin, counter-clockwise; two points are the ends of a capsule or segment, one the centre of a circle. */
  readonly points: readonly (readonly [number, number])[];
  /** m. */
  readonly radius: number;
}

/** How a clip breaks its law (docs/violations.md). */
export interface ClipViolation {
  /** As recipes name it. */
  readonly kind: ViolationKind;
  /** Number of the body. */
  readonly body: number;
  /** `frame`: the first that may differ from the twin's; `time` in s since the start of the clip: `steps` times the step, plus `offset`. */
  readonly onset: { readonly frame: number; readonly time: number; readonly steps: number; readonly offset: number };
  /** In the unit of the kind. */
  readonly size: number;
  /** teleport: direction, rad from the x axis. */
  readonly angle?: number;
  /** recolor: `#rrggbb` from the onset on. */
  readonly color?: string;
}

/** An impact between two bodies. */
export interface ClipContact {
  /** s since the start of the clip: `steps` times the step, plus `offset`. */
  readonly time: number;
  /** Steps done before the step in which it happened. */
  readonly steps: number;
  /** s, time within that step, an f32. */
  readonly offset: number;
  /** Numbers of the bodies, `a < b`. */
  readonly a: number;
  readonly b: number;
  /** m, point of touch. */
  readonly x: number;
  readonly y: number;
  /** Unit normal from a to b. */
  readonly nx: number;
  readonly ny: number;
  /** N s along the normal. */
  readonly impulse: number;
}

const shapeNames = Object.keys(Shape).map((name) => name.toLowerCase()) as ClipBody['shape'][];
const visibleNames = Object.keys(Visible).map((name) => name.toLowerCase()) as ('none' | 'partial' | 'full')[];

/** `0xRRGGBB` as `#rrggbb`. */
export function colorText(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

/** A 64-bit digest as 16 hex digits, most significant first. */
export function digestText(digest: bigint): string {
  return digest.toString(16).padStart(16, '0');
}

/**
 * `clip(plan, split, index)`: factors, states, events, frames and layers.
 *
 * Arrays are views on the module's memory without a copy. They are valid until the same source makes its next clip
 * (or digests): copy with `.slice()` what must outlive it.
 */
export class Clip {
  readonly #views: Views;
  readonly #exports: Exports;
  readonly #fields: Fields<typeof ClipLayout>;
  readonly #names: readonly string[];
  readonly #step: number;

  constructor(exports: Exports, views: Views, bodyNames: readonly string[], step: number) {
    this.#exports = exports;
    this.#views = views;
    this.#fields = views.read(ClipLayout, exports.clipBlock());
    this.#names = bodyNames;
    this.#step = step;
  }

  /** Index of the clip in its split. */
  get index(): number {
    return this.#fields.index;
  }
  /** Number of the block (sub-grid) of the split that this clip was drawn from. */
  get block(): number {
    return this.#fields.block;
  }
  /** Bit i: the block's i-th mark is true. */
  get marks(): number {
    return this.#fields.marks;
  }
  /** Bit i: the factor with ordinal i was set by hand. */
  get overridden(): number {
    return this.#fields.overridden;
  }
  /** Whether frames were drawn and digested. */
  get drawn(): boolean {
    return (this.#fields.stages & Stage.FrameDigest) !== 0;
  }
  /** Number of frames T. */
  get frameCount(): number {
    return this.#fields.frameCount;
  }
  /** Number of bodies B. */
  get bodyCount(): number {
    return this.#fields.bodyCount;
  }
  /** Columns W of a frame. */
  get width(): number {
    return this.#fields.width;
  }
  /** Rows H of a frame. */
  get height(): number {
    return this.#fields.height;
  }

  /** f64, one a factor in the catalogue's order; choices as positions, colours as 0xRRGGBB. */
  get factors(): Float64Array {
    return this.#views.doubles(this.#fields.factors, this.#fields.factorCount);
  }

  /** f32 (T, B, 6): x, y (m), angle (rad, in (-pi, pi]), vx, vy (m/s), omega (rad/s). */
  get states(): Float32Array<ArrayBuffer> {
    return this.#views.floats(this.#fields.states, this.frameCount * this.bodyCount * 6);
  }

  /** How much of a body's shape lies in the view at a frame. */
  visible(frame: number, body: number): 'none' | 'partial' | 'full' {
    const value = this.#views.bytes(this.#fields.visible + frame * this.bodyCount + body, 1)[0] as number;
    return visibleNames[value] as 'none' | 'partial' | 'full';
  }

  /** Bodies in the order of states and masks. */
  get bodies(): ClipBody[] {
    return Array.from({ length: this.bodyCount }, (_, i) => {
      const body = this.#views.read(Body, this.#fields.bodies + i * Body.size);
      return {
        name: `${this.#names[body.kind]}${body.number || ''}`,
        shape: shapeNames[body.shape] as ClipBody['shape'],
        radius: body.radius,
        parts: Array.from({ length: body.partCount }, (_, part) => this.#part(body.parts + part * Part.size)),
        mass: body.mass,
        inertia: body.inertia,
        color: colorText(body.color),
        dynamic: body.dynamic === 1,
      };
    });
  }

  #part(at: number): ClipPart {
    const { count, points, radius } = this.#views.read(Part, at);
    const flat = this.#views.floats(points, count * 2);
    return {
      points: Array.from({ length: count }, (_, i) => [flat[i * 2] as number, flat[i * 2 + 1] as number] as const),
      radius,
    };
  }

  /** Number of {@link contacts}. */
  get contactCount(): number {
    return this.#fields.contactCount;
  }

  /** Impacts up to the last frame, in order of time; of scenarios of many bodies the first 4,096. */
  get contacts(): ClipContact[] {
    return Array.from({ length: this.#fields.contactCount }, (_, i) => {
      const { step, offset, a, b, x, y, nx, ny, impulse } = this.#views.read(
        Contact,
        this.#fields.contacts + i * Contact.size,
      );
      return { time: step * this.#step + offset, steps: step, offset, a, b, x, y, nx, ny, impulse };
    });
  }

  /** How this clip breaks its law; null where it does not. */
  get violation(): ClipViolation | null {
    const fields = this.#fields;
    const kind = violationName(fields.violation);
    if (!kind) return null;
    const [steps, offset] = [fields.violationStep, fields.violationOffset];
    return {
      kind,
      body: fields.violationBody,
      onset: { frame: fields.violationFrame, time: steps * this.#step + offset, steps, offset },
      size: fields.violationSize,
      ...(kind === 'teleport' && { angle: fields.violationAngle }),
      ...(kind === 'recolor' && { color: colorText(fields.violationColor) }),
    };
  }

  /** Impacts up to the last frame, those included that {@link contacts} does not hold. */
  get contactTotal(): number {
    return this.#fields.contactTotal;
  }

  /** Largest change over the clip: energy relative to frame 0, momentum to the sum of |m v| in frame 0; null where the law does not conserve it. */
  get conservation(): { energy: number | null; momentum: number | null } {
    const { conserved, energyDrift, momentumDrift } = this.#fields;
    return { energy: conserved & 1 ? energyDrift : null, momentum: conserved & 2 ? momentumDrift : null };
  }

  #has(stage: number, what: string): void {
    if ((this.#fields.stages & stage) === 0)
      throw new Error(`this clip was made without ${what}: ask for it in \`stages\``);
  }

  /** u8 (T, H, W, 3): RGB, row 0 on top. */
  get frames(): Uint8Array<ArrayBuffer> {
    this.#has(Stage.Frames, 'frames');
    return this.#views.bytes(this.#fields.frames, this.frameCount * this.width * this.height * 3);
  }

  /**
   * The frames as planar YUV 4:2:0: for each frame u8 (H, W) Y, u8 (H/2, W/2) Cb and Cr; ITU-R BT.601 in limited range, chroma the mean of 2x2
   * pixels. Converted by this call.
   * @throws KinemaError where a side of the frames is odd
   */
  get yuv(): Uint8Array<ArrayBuffer> {
    this.#has(Stage.Frames, 'frames');
    const { frameCount, width, height } = this;
    if (width % 2 || height % 2)
      throw new KinemaError('usage', `image.size: ${width}x${height} has an odd side; YUV 4:2:0 needs even ones`, {
        field: 'image.size',
      });
    const pointer = this.#exports.clipYuv();
    const length = (frameCount * width * height * 3) / 2;
    if (pointer === 0) throw new KinemaError('system', `no memory for ${length} bytes of YUV`);
    return this.#views.bytes(pointer, length);
  }

  /** u8 (T, H, W): 0 = background, i + 1 = body i; null if the plan has no mask layer. */
  get mask(): Uint8Array<ArrayBuffer> | null {
    this.#has(Stage.Frames, 'frames');
    if (this.#fields.mask === 0) return null;
    return this.#views.bytes(this.#fields.mask, this.frameCount * this.width * this.height);
  }

  /** A PNG file: the frames side by side. */
  get png(): Uint8Array<ArrayBuffer> {
    this.#has(Stage.Png, 'png');
    return this.#views.bytes(this.#fields.png, this.#fields.pngLength);
  }

  /** A grey PNG file: the masks side by side. */
  get maskPng(): Uint8Array<ArrayBuffer> {
    this.#has(Stage.MaskPng, 'maskPng');
    return this.#views.bytes(this.#fields.maskPng, this.#fields.maskPngLength);
  }

  /** A gzip file that holds a .npy of the frames, uint8 (T, H, W, 3). */
  get gzip(): Uint8Array<ArrayBuffer> {
    this.#has(Stage.Gzip, 'gzip');
    return this.#views.bytes(this.#fields.gzip, this.#fields.gzipLength);
  }

  /** xxh64 of the state records. */
  get stateDigest(): bigint {
    this.#has(Stage.StateDigest, 'digests');
    return this.#fields.stateDigest;
  }

  /** xxh64 over the row hashes of the frames. */
  get frameDigest(): bigint {
    this.#has(Stage.FrameDigest, 'frame digests');
    return this.#fields.frameDigest;
  }

  /** Like {@link frameDigest}, of the mask layer; null without it. */
  get maskDigest(): bigint | null {
    this.#has(Stage.FrameDigest, 'frame digests');
    return this.#fields.mask === 0 ? null : this.#fields.maskDigest;
  }
}
