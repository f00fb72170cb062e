// What an evaluation says: plain data, the same bytes whenever the same predictions are evaluated.

import type { Contrast, Summary } from './statistics.js';
import type { MetricInfo } from './types.js';

/** A clip that was scored. */
export interface ClipResult {
  readonly key: string;
  readonly split: string;
  readonly index: number;
  readonly samples: number;
  /** Why the mode leaves it out of the means; null where it counts. */
  readonly filtered: string | null;
  readonly factors: Readonly<Record<string, number | string>>;
  /** Means over samples. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Sample standard deviations; NaN of one sample. */
  readonly deviations: Readonly<Record<string, number>>;
  /** The best of the samples, metric by metric. */
  readonly best: Readonly<Record<string, number>>;
  /** m/s along x by body, of the first sample: what is true, and what is shown. */
  readonly velocities: readonly (readonly [number, number])[];
  readonly events: readonly { readonly frame: number; readonly kind: string; readonly body: string }[];
  readonly nearest: { readonly split: string; readonly index: number; readonly distance: number } | null;
}

/** Means of a split, or of several. */
export interface GroupResult {
  readonly name: string;
  readonly role: 'in' | 'out' | 'other';
  /** Clips that the split has, were scored, and count after the mode's filter. */
  readonly expected: number;
  readonly scored: number;
  readonly counted: number;
  readonly metrics: Readonly<Record<string, Summary>>;
  /** Best of samples; equal to `metrics` with one sample. */
  readonly best: Readonly<Record<string, Summary>>;
  /** Mean distance from the true place by recipe frame, m; null where nothing is known. */
  readonly errorByFrame: readonly (number | null)[];
}

/** A file and what is said of it. */
export interface FileNote {
  readonly name: string;
  readonly reason: string;
}

/** The result. */
export interface Evaluation {
  readonly plan: string;
  readonly recipe: string;
  readonly scenario: string;
  readonly mode: string;
  readonly frames: number;
  readonly interval: number;
  readonly firstScored: number;
  readonly lastScored: number;
  readonly metrics: readonly MetricInfo[];
  readonly inputs: {
    readonly files: number;
    readonly scored: number;
    readonly missing: readonly string[];
    readonly extra: readonly FileNote[];
    readonly damaged: readonly FileNote[];
    readonly short: readonly FileNote[];
    readonly notes: readonly FileNote[];
  };
  /** One a split, then `out`: all that are out of distribution. */
  readonly groups: readonly GroupResult[];
  /** Out-of-distribution against in-distribution, by metric. */
  readonly contrasts: Readonly<Record<string, Contrast>>;
  readonly floors: readonly { readonly name: string; readonly groups: readonly GroupResult[] }[];
  readonly training: { readonly split: string; readonly exact: boolean } | null;
  readonly clips: readonly ClipResult[];
}

/** Whether a split is in distribution: its name is or ends with `id`, as in `eval_id`, or it is trained on. */
export function roleOf(split: string): 'in' | 'out' | 'other' {
  if (/(^|_)id$/.test(split) || split.startsWith('train')) return 'in';
  return /ood|out|zero/.test(split) ? 'out' : 'other';
}
