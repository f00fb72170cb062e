// A plan opened in an instance of its own: the source of its clips.

import { KinemaError } from '../errors.js';
import type { PlanInfo } from '../recipe/plan-reader.js';
import { type Catalogue, type CatalogueScenario, factorNumber } from './catalogue.js';
import { Clip, colorText } from './clip.js';
import { Digest, Layer, Stage } from './layout.js';
import type { Exports } from './module.js';
import { ruleName } from './probe.js';
import { check, ModuleError, Views } from './views.js';

/** What to make of a clip beside factors, states, contacts and events. A stage includes what it needs. */
export interface Stages {
  /** RGB frames, and the layers of the plan. */
  frames?: boolean;
  /** State digest; with `frames` also those of frames and layers. */
  digests?: boolean;
  /** PNG file of the frames side by side. */
  png?: boolean;
  /** PNG file of the masks side by side; needs the mask layer in the plan. */
  maskPng?: boolean;
  /** gzip of a .npy of the frames. */
  gzip?: boolean;
}

/** A split of an open plan. */
export interface Split {
  /** As the recipe names it. */
  readonly name: string;
  /** Number in the plan (its splits are sorted by name). */
  readonly number: number;
  /** Whether its clips are the cells of a grid. */
  readonly grid: boolean;
  /** Clips it can give: the feasible cells of a grid, else 2^32. */
  readonly size: number;
}

/** Digests of one clip. */
export interface ClipDigests {
  /** Index of the clip in its split. */
  readonly index: number;
  /** xxh64 of the state records. */
  readonly state: bigint;
  /** null where frames were not drawn. */
  readonly frames: bigint | null;
  /** null without the layer. */
  readonly mask: bigint | null;
}

/** Makes the clips of one plan. Cheap to hold; its memory is its own. */
export class ClipSource {
  /** The plan, decoded. */
  readonly plan: PlanInfo;
  /** The scenario of the plan. */
  readonly scenario: CatalogueScenario;
  readonly #exports: Exports;
  readonly #views: Views;
  readonly #numbers: Map<string, number>;
  readonly #first: string;
  readonly #bodyNames: string[];
  readonly #sizes = new Map<number, number>();

  /** @param order names of the splits as the recipe wrote them; the first is the default split. */
  constructor(exports: Exports, bytes: Uint8Array, plan: PlanInfo, catalogue: Catalogue, order: readonly string[]) {
    this.plan = plan;
    this.scenario = catalogue.scenarios.find((s) => s.name === plan.scenario) as CatalogueScenario;
    this.#exports = exports;
    this.#views = new Views(exports);
    this.#numbers = new Map(plan.splits.map((split, number) => [split.name, number]));
    this.#first = order[0] as string;
    this.#bodyNames = this.scenario.bodies.map((body) => body.name);
    const pointer = exports.reserve(bytes.length);
    if (pointer === 0) throw new KinemaError('system', `no memory for a plan of ${bytes.length} bytes`);
    this.#views.bytes(pointer, bytes.length).set(bytes);
    check(exports, this.#views, exports.planOpen(pointer, bytes.length), (failure, status) =>
      failure === 'OutOfMemory'
        ? `the clip needs ${status.value} bytes of memory more than this host gives`
        : undefined,
    );
  }

  /** A split by name; the first of the recipe if none is named. Its axes and its bitmap of feasible cells are made on first use. */
  split(name: string = this.#first): Split {
    const number = this.#numbers.get(name);
    if (number === undefined)
      throw new KinemaError(
        'usage',
        `split: there is no ${JSON.stringify(name)}; this plan has ${[...this.#numbers.keys()].join(', ')}`,
      );
    let size = this.#sizes.get(number);
    if (size === undefined) {
      check(this.#exports, this.#views, this.#exports.splitOpen(number), (failure) =>
        failure === 'NothingFeasible'
          ? `split ${name}: no combination of its factors is feasible`
          : failure === 'GridTooLarge'
            ? `split ${name}: a grid has at most 2^32 - 1 cells, and 2^28 where some are infeasible`
            : undefined,
      );
      size = this.#exports.splitSize(number);
      this.#sizes.set(number, size);
    }
    return { name, number, grid: (this.plan.splits[number] as { grid: boolean }).grid, size };
  }

  #stages(stages: Stages): number {
    const mask = (this.plan.layers & Layer.Mask) !== 0;
    if (stages.maskPng && !mask)
      throw new KinemaError('usage', 'maskPng: the plan has no mask layer; add `layers: [mask]`');
    let bits = 0;
    if (stages.digests) bits |= Stage.StateDigest;
    if (stages.frames) bits |= Stage.Frames;
    if (stages.digests && (stages.frames || stages.png || stages.gzip || stages.maskPng)) bits |= Stage.FrameDigest;
    if (stages.png) bits |= Stage.Png;
    if (stages.maskPng) bits |= Stage.MaskPng;
    if (stages.gzip) bits |= Stage.Gzip;
    return bits;
  }

  #checkIndex(split: Split, index: number): void {
    if (!Number.isInteger(index) || index < 0 || index >= split.size)
      throw new KinemaError('usage', `index ${index}: split ${split.name} has clips 0 to ${split.size - 1}`);
  }

  /**
   * Makes one clip.
   * @param index 0 <= index < split(name).size
   * @returns views that are valid until this source makes its next clip
   */
  clip(index: number, options: { split?: string; stages?: Stages } = {}): Clip {
    const split = this.split(options.split);
    this.#checkIndex(split, index);
    const code = this.#exports.clip(
      split.number,
      index,
      this.#stages(options.stages ?? { frames: true, digests: true }),
    );
    if (code !== 0) this.#explain(split, index, code);
    return new Clip(this.#exports, this.#views, this.#bodyNames, this.plan.physics.step);
  }

  /** Makes clips `from` to `from + count - 1` one after the other, handing each out before the next; stops quietly when `signal` aborts. */
  *clips(
    from: number,
    count: number,
    options: { split?: string; stages?: Stages; signal?: AbortSignal } = {},
  ): Generator<Clip, void, void> {
    for (let index = from; index < from + count && !options.signal?.aborted; index++) yield this.clip(index, options);
  }

  /** Digests of a range in one call of the module; `count` at most 65,536. */
  digests(from: number, count: number, options: { split?: string; frames?: boolean } = {}): ClipDigests[] {
    const split = this.split(options.split);
    if (count === 0) return [];
    this.#checkIndex(split, from);
    this.#checkIndex(split, from + count - 1);
    const drawn = options.frames ?? true;
    const code = this.#exports.digests(split.number, from, count, this.#stages({ digests: true, frames: drawn }));
    if (code !== 0) this.#explain(split, from, code);
    const table = this.#exports.digestTable();
    const masked = drawn && (this.plan.layers & Layer.Mask) !== 0;
    return Array.from({ length: count }, (_, i) => {
      const row = this.#views.read(Digest, table + i * Digest.size);
      return { index: from + i, state: row.state, frames: drawn ? row.frames : null, mask: masked ? row.mask : null };
    });
  }

  /**
   * Factors of a range without its clips, one row a clip, in the catalogue's order; choices as positions, colours as 0xRRGGBB.
   * @param count 1 to 4,096
   * @param options.cells of a grid, only what its cells say, axes and constants: millions a second; what is drawn clip by clip is NaN
   * @returns f64 (count, factors), a view that is valid until this source is used again
   */
  factorRows(from: number, count: number, options: { split?: string; cells?: boolean } = {}): Float64Array {
    const split = this.split(options.split);
    this.#checkIndex(split, from);
    this.#checkIndex(split, from + count - 1);
    const code = this.#exports.sampleFactors(split.number, from, count, Number(options.cells ?? false));
    if (code !== 0) this.#explain(split, from, code);
    return this.#views.doubles(this.#exports.factorTable(), count * this.scenario.factors.length);
  }

  /**
   * Sets factors by hand for all clips that follow (an empty object ends it). Distributions and constraints are
   * bypassed, only physical validity is checked; what is not set is placed around it.
   */
  override(values: Readonly<Record<string, string | number>>): void {
    const numbers = Object.entries(values).map(([name, value]) => factorNumber(this.scenario, name, value));
    this.#exports.overrideClear();
    for (const [ordinal, number] of numbers)
      check(this.#exports, this.#views, this.#exports.overrideFactor(ordinal, number));
  }

  /** Factors of a clip by name: numbers, names of choices, `#rrggbb`. */
  namedFactors(clip: Clip): Record<string, number | string> {
    const values = clip.factors;
    return Object.fromEntries(
      this.scenario.factors.map(({ name }, i) => [name, this.factorText(i, values[i] as number)]),
    );
  }

  /** A factor's number as people write it: the number, the name of a choice, `#rrggbb`. */
  factorText(ordinal: number, value: number): number | string {
    const factor = this.scenario.factors[ordinal];
    if (factor?.type === 'choice') return factor.values[value] as string;
    return factor?.type === 'color' ? colorText(value) : value;
  }

  /** Tags of a clip: those of its block, and its marks as booleans. */
  tags(split: string, clip: Clip): Record<string, string | boolean> {
    const block = this.plan.splits[this.split(split).number]?.blocks[clip.block];
    const marks = block?.marks.map(({ key }, i) => [key, (clip.marks & (1 << i)) !== 0] as const) ?? [];
    return { ...block?.tags, ...Object.fromEntries(marks) };
  }

  /** Output pixel of a world point: column = col[0] x + col[1], row = row[0] y + row[1], row 0 on top. */
  get camera(): { col: [number, number]; row: [number, number] } {
    const e = this.#exports;
    return { col: [e.cameraColumnScale(), e.cameraColumn0()], row: [e.cameraRowScale(), e.cameraRow0()] };
  }

  /** Names of the factors whose bits are set: `x1, x2 and y`. */
  #names(bits: number): string {
    const names = this.scenario.factors.filter((_, i) => bits & (1 << i)).map((factor) => factor.name);
    return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'the placement');
  }

  #explain(split: Split, index: number, code: number): never {
    const factor = (item: number) => this.scenario.factors[item]?.name ?? `#${item}`;
    check(this.#exports, this.#views, code, (failure, status) => {
      const clip = `${split.name} ${index}`;
      switch (failure) {
        case 'NothingFeasible':
          return `split ${split.name}: no combination of its factors is feasible`;
        case 'FactorRange':
          return `factor ${factor(status.item)}: ${status.value} is out of range`;
        case 'FactorPair':
          return `factor ${factor(status.item)}: x1 and x2 are set together`;
        case 'Overlap':
          return status.value < 0
            ? `clip ${clip}: x2 must be to the right of x1, it is ${-status.value} m to the left`
            : `clip ${clip}: the balls overlap, their centres are ${status.value} m apart and r1 + r2 is ${status.limit} m; set x1 and x2 further apart`;
        case 'Exhausted':
          return `clip ${clip}: ${ruleName(status.value)} of its split is not kept in ${status.limit} attempts; the index has no clip`;
        case 'Unfit':
          return `clip ${clip}: ${this.#names(status.value)} leave no room in the view; make them smaller, or the view larger`;
        case 'NoPlacement':
          return `clip ${clip}: these factors leave no room in the view; set ${this.#names(status.value)} as well, or a smaller radius or speed`;
        default:
          return undefined;
      }
    });
    throw new ModuleError('internal', 'Unknown', `clip ${split.name} ${index} failed with code ${code}`, {} as never);
  }
}
