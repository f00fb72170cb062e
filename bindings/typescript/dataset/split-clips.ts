// The clips of a split that a report looks at, as rows of factors: all of a grid, the first ones of what is drawn.

import type { Plan } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import type { PlanFactor, PlanSplit } from '../recipe/plan-reader.js';
import { declaredCount } from './counts.js';

/** Rows a call of the module. */
const chunk = 4096;
/** Cells of a grid that are looked at; of a larger one as many, from all of it. */
const mostCells = 2 ** 23;

/** Consecutive clips and their factors. */
export interface FactorRows {
  /** Index of the first clip. */
  readonly from: number;
  readonly count: number;
  /** f64 (count, factors); NaN for what is drawn clip by clip in a grid. Valid until the next rows are taken. */
  readonly rows: Float64Array;
}

/** What was met of a factor. */
export interface Met {
  min: number;
  max: number;
  /** All values. */
  readonly values: Set<number>;
}

/** The clips of one split, as far as a report looks at them. */
export class SplitClips {
  readonly name: string;
  readonly plan: PlanSplit;
  /** Clips of the dataset; null where a plan's text does not say it. */
  readonly clips: number | null;
  /** Clips that are looked at. */
  readonly looked: number;
  /** By factor: whether rows hold it. Of a grid that is what all of its cells say. */
  readonly held: readonly boolean[];
  readonly #source: ClipSource;

  /** @param samples clips to look at where they are drawn, not the cells of a grid */
  constructor(plan: Plan, source: ClipSource, name: string, samples: number) {
    this.name = name;
    this.#source = source;
    this.plan = plan.info.splits[source.split(name).number] as PlanSplit;
    this.clips = declaredCount(plan, source, name) ?? null;
    this.looked = Math.min(this.clips ?? Number.POSITIVE_INFINITY, this.plan.grid ? mostCells : samples);
    this.held = source.scenario.factors.map(
      (_, i) => !this.plan.grid || this.plan.blocks.every(({ factors }) => isOfCell(factors[i] as PlanFactor)),
    );
  }

  /** Whether no clip is left out. */
  get all(): boolean {
    return this.looked === this.clips;
  }

  /** Combinations of the axes' values, those included that are no cells; null without a grid. */
  get combinations(): number | null {
    if (!this.plan.grid) return null;
    return this.plan.blocks.reduce((sum, { factors }) => sum + combinationsOf(factors), 0);
  }

  /** The rows, chunk by chunk; where not all clips are looked at, chunks from the whole of a grid. */
  *chunks(): Generator<FactorRows, void, void> {
    const last = Math.max(1, Math.ceil(this.looked / chunk) - 1);
    const stride = this.plan.grid && !this.all ? ((this.clips as number) - chunk) / last / chunk : 1;
    for (let done = 0; done < this.looked; done += chunk)
      yield this.#rows(Math.floor(done * stride), Math.min(chunk, this.looked - done), true);
  }

  /** The first clips with all that is drawn for them, at most `count`. */
  *drawn(count: number): Generator<FactorRows, void, void> {
    const end = Math.min(count, this.clips ?? count);
    for (let from = 0; from < end; from += chunk) yield this.#rows(from, Math.min(chunk, end - from), false);
  }

  #rows(from: number, count: number, cells: boolean): FactorRows {
    return { from, count, rows: this.#source.factorRows(from, count, { split: this.name, cells }) };
  }
}

/** What rows hold of each factor. */
export function meet(parts: Iterable<FactorRows>, factors: number): Met[] {
  const met = Array.from({ length: factors }, () => ({
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    values: new Set<number>(),
  }));
  for (const { rows } of parts)
    for (const [i, { values }] of met.entries())
      for (let at = i; at < rows.length; at += factors) values.add(rows[at] as number);
  for (const each of met)
    for (const value of each.values) {
      if (value < each.min) each.min = value;
      if (value > each.max) each.max = value;
    }
  return met;
}

function isOfCell({ axis, kind }: PlanFactor): boolean {
  return axis || kind === 'constant';
}

/** Values of an axis. */
function length({ kind, parameters }: PlanFactor): number {
  return kind === 'linspace' || kind === 'randomGrid' ? (parameters[2] as number) : parameters.length;
}

function combinationsOf(factors: readonly PlanFactor[]): number {
  const rows = factors.find(({ row }) => row);
  const own = factors.filter(({ axis, row }) => axis && !row);
  return own.reduce((product, factor) => product * length(factor), rows ? length(rows) : 1);
}
