// A plan as a value: what docs/formats.md lays out in bytes, in plan order. plan-writer.ts and plan-reader.ts translate.

import { Distribution, Edge, Integrator, Layer, Overlaps, Rounding, Rule, Samples } from '../engine/layout.js';
import type { LayerName, Physics, Timing } from './types.js';

/** Version of the plan's bytes. */
export const planVersion = 1;

/** Versions of what the module promises (docs/contract.md). */
export interface ContractVersions {
  readonly physics: number;
  readonly pixels: number;
  readonly sampling: number;
  readonly encoding: number;
}

/** The contract of this build: all 0 until the first release. */
export const contractVersions: ContractVersions = { physics: 0, pixels: 0, sampling: 0, encoding: 0 };

/** Numbers of the words that recipes use. */
export const codes = {
  integrator: { exact: Integrator.Exact, 'symplectic-euler': Integrator.SymplecticEuler },
  resolveOverlaps: { soft: Overlaps.Soft, project: Overlaps.Project },
  edge: { coverage: Edge.Coverage, study: Edge.Study, hard: Edge.Hard },
  samples: { centers: Samples.Centers, corners: Samples.Corners },
  rounding: { nearest: Rounding.Nearest, truncate: Rounding.Truncate },
  kind: {
    placed: Distribution.Placed,
    constant: Distribution.Constant,
    uniform: Distribution.Uniform,
    union: Distribution.Union,
    linspace: Distribution.Linspace,
    randomGrid: Distribution.RandomGrid,
    list: Distribution.List,
    choice: Distribution.Choice,
  },
  rule: {
    inView: Rule.InView,
    contact: Rule.Contact,
    minDistance: Rule.MinDistance,
    noOverlap: Rule.NoOverlap,
    minPre: Rule.MinPre,
    minPost: Rule.MinPost,
    minVisible: Rule.MinVisible,
    cleanStart: Rule.CleanStart,
    box: Rule.Box,
    hole: Rule.Hole,
    twin: Rule.Twin,
    violation: Rule.Violation,
  },
} as const;

/** Bits of the layers that recipes name. */
export const layerBits: Readonly<Record<LayerName, number>> = { mask: Layer.Mask };

/** How a factor is drawn, in a plan. */
export type FactorKind = keyof typeof codes.kind;

/** A factor of a block. */
export interface PlanFactor {
  readonly name: string;
  readonly kind: FactorKind;
  /** Whether it is an axis of the block's grid. */
  readonly axis: boolean;
  /** Whether its values go together with those of the block's other columns, as rows. */
  readonly row?: boolean;
  /** As docs/formats.md lists them for the kind; colours as 0xRRGGBB, choices by position. */
  readonly parameters: readonly number[];
}

/** A tag that is true where the clip's factors equal a cell of a grid split. */
export interface PlanMark {
  readonly key: string;
  /** Number of the split in the plan. */
  readonly split: number;
}

/** A sub-grid, or the one distribution of a split without a grid. */
export interface PlanBlock {
  /** In the order of the catalogue. */
  readonly factors: readonly PlanFactor[];
  readonly tags: Readonly<Record<string, string | boolean>>;
  /** In plan order: bit i of a clip's `marks` belongs to the i-th. */
  readonly marks: readonly PlanMark[];
}

/** What a split asks of its clips, in a plan. */
export type RuleKind = keyof typeof codes.rule;

/** A rule of a split. */
export interface PlanRule {
  readonly kind: RuleKind;
  /** As docs/formats.md lists them for the kind; 0 where it has none. */
  readonly a: number;
  readonly b: number;
  readonly values: readonly number[];
}

/** A split of a plan. */
export interface PlanSplit {
  readonly name: string;
  /** Whether its clips are the cells of a grid. */
  readonly grid: boolean;
  /** Whether these are numbered as they stand, not shuffled. */
  readonly given?: boolean;
  /** In plan order. */
  readonly rules: readonly PlanRule[];
  /** Low 32 bits of the name's xxh64: what the random streams are keyed by. */
  readonly hash: number;
  readonly blocks: readonly PlanBlock[];
}

/** How shapes become pixels. */
export interface PlanLook {
  /** 0xRRGGBB. */
  readonly background: number;
  readonly edge: keyof typeof codes.edge;
  readonly samples: keyof typeof codes.samples;
  readonly rounding: keyof typeof codes.rounding;
  /** Share of the squared radius over which a study edge ramps; 0 for other edges. */
  readonly softness: number;
}

/** A plan, decoded. */
export interface PlanInfo {
  readonly contract: ContractVersions;
  /** 0 to 2^64 - 1. */
  readonly seed: bigint;
  /** Name in the catalogue. */
  readonly scenario: string;
  readonly physics: Readonly<Required<Physics>>;
  readonly timing: Readonly<Required<Timing>>;
  readonly image: {
    /** Width and height in pixels. */
    readonly size: readonly [number, number];
    readonly supersample: number;
    /** x0, y0, x1, y1 in m. */
    readonly view: readonly [number, number, number, number];
  };
  readonly look: PlanLook;
  /** Bits of `Layer`. */
  readonly layers: number;
  /** Frames; 0 where the scenario does not use them. `cleanStart`: whether layouts that begin with an overlap are drawn again. */
  readonly placement: {
    readonly minPre: number;
    readonly minPost: number;
    readonly minVisible: number;
    readonly cleanStart: boolean;
  };
  /** Ascending by the bytes of their names. */
  readonly splits: readonly PlanSplit[];
}

/** Orders texts by their UTF-8 bytes, which is the order of their code points. */
export function byteOrder(a: string, b: string): number {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const encoder = new TextEncoder();
