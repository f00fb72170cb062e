// What the splits of a recipe cover, and how near evaluation comes to training.

import type { CatalogueFactor } from '../engine/catalogue.js';
import type { ClipSource } from '../engine/source.js';
import type { FactorKind, PlanFactor } from '../recipe/plan-reader.js';
import { wholeNumber } from './counts.js';
import { compareSplits, type Leakage, type MetSplit } from './leakage.js';
import { type PlanOptions, type PlanSource, resolvePlan } from './plan-source.js';
import { type Met, meet, SplitClips } from './split-clips.js';

/** Clips that are looked at of a split without a grid. */
const samplesOf = { training: 4096, evaluation: 1024 };
const mostSamples = 2 ** 20;

/** What a split covers of a factor. */
export interface FactorCoverage {
  /** As recipes write it. */
  readonly name: string;
  /** `m`, `m/s`; empty where there is none. */
  readonly unit: string;
  /**
   * How clips get it: `grid` = the cells say it; `constant` = one value; `placed` = the scenario's placement; the distribution's name where it is
   * drawn clip by clip; `several` where sub-grids differ.
   */
  readonly draw: 'grid' | 'several' | FactorKind;
  /** Intervals that a uniform or union draws from; null for other draws. */
  readonly from: readonly (readonly [number, number])[] | null;
  /** Clips whose values are told below; 0 where it is placed, and nothing is told. */
  readonly clips: number;
  /** Whether these are all clips of the split. */
  readonly exact: boolean;
  /** Least and largest value of a number; null for choices and colours. */
  readonly min: number | null;
  readonly max: number | null;
  /** The same in parts, where there are wide gaps between values. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Number of different values. */
  readonly distinct: number;
  /** Names of choices and colours (`#rrggbb`), or the one value of a number; null for numbers that vary. */
  readonly values: readonly (string | number)[] | null;
}

/** What a split covers. */
export interface SplitCoverage {
  readonly name: string;
  readonly role: 'training' | 'evaluation';
  /** Whether its clips are the cells of a grid. */
  readonly grid: boolean;
  /** Clips of the dataset; null where a plan's text does not say it. */
  readonly clips: number | null;
  /** Cells of a grid before infeasible ones, boxes and holes are taken out; null without a grid. */
  readonly combinations: number | null;
  /** In the order of the catalogue. */
  readonly factors: readonly FactorCoverage[];
}

/** What the splits of a recipe cover. */
export interface Coverage {
  /** sha-256 of the plan. */
  readonly plan: string;
  readonly scenario: string;
  /** In the order of the recipe. */
  readonly splits: readonly SplitCoverage[];
  /** Each evaluation split against each training split. */
  readonly leakage: readonly Leakage[];
}

/** What to look at. */
export interface CoverageOptions extends PlanOptions {
  /** Clips of a split without a grid that are looked at, 1 to 1,048,576; default 4,096 of training and 1,024 of evaluation. */
  samples?: number;
}

/**
 * Reports what each split covers, and how near evaluation splits come to training splits, those whose name begins with `train` (if none does, the
 * first). Grids are gone through cell by cell (from 2^23 cells on, as many from all of it), of other splits a sample.
 * @throws KinemaError that names the field of the recipe or of the options, its value and what would be right
 */
export async function coverage(recipe: PlanSource, options: CoverageOptions = {}): Promise<Coverage> {
  const { samples } = options;
  if (samples !== undefined) wholeNumber('samples', samples, 1, mostSamples);
  const { kinema, plan } = await resolvePlan(recipe, options);
  const source = kinema.open(plan);
  const named = plan.order.filter((name) => name.startsWith('train'));
  const trainingNames = named.length > 0 ? named : plan.order.slice(0, 1);
  const role = (name: string) => (trainingNames.includes(name) ? 'training' : 'evaluation');
  const splits = plan.order.map((name): MetSplit => {
    const clips = new SplitClips(plan, source, name, samples ?? samplesOf[role(name)]);
    return { clips, met: meet(clips.chunks(), source.scenario.factors.length) };
  });
  const [training, evaluation] = (['training', 'evaluation'] as const).map((which) =>
    splits.filter(({ clips }) => role(clips.name) === which),
  ) as [MetSplit[], MetSplit[]];
  return {
    plan: plan.sha256,
    scenario: source.scenario.name,
    splits: splits.map((split) => describe(source, split, role(split.clips.name), samples)),
    leakage: evaluation.length === 0 ? [] : training.flatMap((each) => compareSplits(source, each, evaluation)),
  };
}

function describe(
  source: ClipSource,
  { clips, met }: MetSplit,
  role: SplitCoverage['role'],
  samples = samplesOf[role],
): SplitCoverage {
  const { factors } = source.scenario;
  const draws = factors.map((_, i) => drawOf(clips, i));
  const isDrawn = (i: number) => !clips.held[i] && draws[i] !== 'placed';
  const looked = Math.min(samples, clips.clips ?? samples);
  const drawn = factors.some((_, i) => isDrawn(i)) ? meet(clips.drawn(samples), factors.length) : met;
  return {
    name: clips.name,
    role,
    grid: clips.plan.grid,
    clips: clips.clips,
    combinations: clips.combinations,
    factors: factors.map((factor, i) => {
      const draw = draws[i] as FactorCoverage['draw'];
      const base = { name: factor.name, unit: factor.type === 'number' ? factor.unit : '', draw };
      const from = clips.plan.blocks.length === 1 ? intervals(clips.plan.blocks[0]?.factors[i] as PlanFactor) : null;
      const seen = isDrawn(i) ? looked : draw === 'placed' ? 0 : clips.looked;
      const rest = seen === 0 ? nothing : values(source, factor, i, (isDrawn(i) ? drawn : met)[i] as Met, draw);
      return { ...base, from, clips: seen, exact: draw === 'constant' || seen === clips.clips, ...rest };
    }),
  };
}

/** How a split's clips get a factor. */
function drawOf(clips: SplitClips, ordinal: number): FactorCoverage['draw'] {
  const kinds = clips.plan.blocks.map(({ factors }) => factors[ordinal] as PlanFactor);
  const [first] = kinds as [PlanFactor];
  const same = kinds.every(({ axis, kind }) => !axis && kind === first.kind);
  const isOneValue = kinds.every(
    ({ kind, parameters }) => kind === 'constant' && parameters[0] === first.parameters[0],
  );
  if (isOneValue) return 'constant';
  if (clips.plan.grid && clips.held[ordinal]) return 'grid';
  return same ? first.kind : 'several';
}

function intervals({ kind, axis, parameters }: PlanFactor): [number, number][] | null {
  if (axis || (kind !== 'uniform' && kind !== 'union')) return null;
  return Array.from(
    { length: parameters.length / 2 },
    (_, i) => parameters.slice(2 * i, 2 * i + 2) as [number, number],
  );
}

const nothing = { min: null, max: null, ranges: [], distinct: 0, values: null };

function values(
  source: ClipSource,
  { type }: CatalogueFactor,
  ordinal: number,
  met: Met,
  draw: FactorCoverage['draw'],
) {
  const sorted = Float64Array.from(met.values).sort();
  const isNumber = type === 'number';
  const isListed = !isNumber || sorted.length === 1;
  return {
    min: isNumber ? met.min : null,
    max: isNumber ? met.max : null,
    ranges: isNumber ? parts(sorted, draw === 'grid' ? 2 : 100) : [],
    distinct: sorted.length,
    values: isListed ? Array.from(sorted, (value) => source.factorText(ordinal, value)) : null,
  };
}

/** Least share of the whole width that is a gap, and least multiple of the usual step. */
const gapShare = 0.1;
const gapSteps = 5;
const mostParts = 8;

/** Ascending values as ranges between wide gaps; as one range if they are fewer than `least`, or the gaps many. */
function parts(sorted: Float64Array, least: number): [number, number][] {
  const whole: [number, number] = [sorted[0] as number, sorted.at(-1) as number];
  if (sorted.length < Math.max(2, least)) return [whole];
  const steps = sorted.slice(1).map((value, i) => value - (sorted[i] as number));
  const usual = steps.slice().sort()[steps.length >>> 1] as number;
  const gap = Math.max(gapShare * (whole[1] - whole[0]), gapSteps * usual);
  const found: [number, number][] = [[whole[0], whole[0]]];
  for (const value of sorted) {
    const last = found.at(-1) as [number, number];
    if (value - last[1] > gap) found.push([value, value]);
    else last[1] = value;
  }
  return found.length <= mostParts ? found : [whole];
}
