// How fast this machine makes clips: by stage on one core, then with all workers, for each of a row of recipes.

import { cpus } from 'node:os';
import { type PlanOptions, type PlanSource, resolvePlan } from '../dataset/plan-source.js';
import { type PoolOptions, workerCount } from '../dataset/pool.js';
import { hasSimd } from '../engine/module.js';
import { KinemaError } from '../errors.js';
import { type CoresRate, measureCores } from './cores.js';
import { measureStages, type StageTimes } from './stages.js';
import { inTemporaryFolder, openSubject } from './subject.js';

/** A recipe a scenario of the study; the last is the one that the closing estimate is about. */
export const defaultRecipes: readonly string[] = [
  'phyworld/parabola-30k',
  'phyworld/collision-30k',
  'phyworld/phyre-60',
  'phyworld/uniform-3m',
];

/** Seconds that `bench` takes by default, all recipes together. */
export const defaultSeconds = 16;

/** What to measure, and for how long. */
export interface BenchOptions extends Omit<PlanOptions, 'kinema'>, PoolOptions {
  /** Recipes, each with its name in the result; default: {@link defaultRecipes}. Of each the first split is used. */
  recipes?: readonly { readonly name: string; readonly source: PlanSource }[];
  /** s of wall time for all of them together, 0.1 to 3600; default {@link defaultSeconds}. Each takes a little more, to open its plan. */
  seconds?: number;
  /** A folder that stands, to write to; what is written does not stay. Default: the system's temporary folder. */
  dir?: string;
  /** Called before each recipe. */
  onRecipe?(name: string): void;
}

/** All clips of the split, made with all workers. */
export interface Estimate {
  readonly clips: number;
  /** s at the rate that was measured. */
  readonly seconds: number;
  /** s if each worker had a core to itself and never waited for the disk: from the CPU time of the workers. */
  readonly undisturbedSeconds: number;
  readonly bytes: number;
}

/** What was found of one recipe. */
export interface BenchRecipe {
  readonly recipe: string;
  readonly scenario: string;
  readonly split: string;
  /** Columns and rows of a frame. */
  readonly size: readonly [number, number];
  readonly frames: number;
  readonly oneCore: StageTimes & { readonly clipsPerSecond: number };
  readonly allCores: CoresRate;
  /** null where the recipe does not say how many clips there are. */
  readonly estimate: Estimate | null;
}

/** What was found. */
export interface BenchResult {
  /** What it was measured on. */
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly platform: string;
    readonly node: string;
    readonly build: 'simd' | 'scalar';
  };
  readonly recipes: readonly BenchRecipe[];
}

/** Part of a recipe's time that one core has; the workers have the rest. */
const onePart = 0.55;

/**
 * Measures how fast clips are simulated, drawn, digested, encoded as PNG and written as shards.
 * One core is timed by CPU time and medians, all cores by the wall.
 * @throws KinemaError of kind `usage` if a number is out of range; `recipe` and the like from reading recipes; the signal's reason
 */
export async function bench(options: BenchOptions = {}): Promise<BenchResult> {
  const { seconds = defaultSeconds, signal } = options;
  if (!(seconds >= 0.1 && seconds <= 3600))
    throw new KinemaError('usage', `seconds: ${seconds} is not a number from 0.1 to 3600`, { field: 'seconds' });
  const workers = workerCount(options.workers);
  const chosen = options.recipes ?? defaultRecipes.map((name) => ({ name, source: name }));
  if (chosen.length === 0) throw new KinemaError('usage', 'recipes: is empty; name at least one', { field: 'recipes' });
  const each = seconds / chosen.length;
  // A recipe that cannot be read is told before anything is measured.
  const plans = await Promise.all(
    chosen.map(async ({ name, source }) => ({ name, ...(await resolvePlan(source, options)) })),
  );
  const recipes = await inTemporaryFolder(options.dir, async (dir) => {
    const results: BenchRecipe[] = [];
    for (const { name, kinema, plan } of plans) {
      signal?.throwIfAborted();
      options.onRecipe?.(name);
      const subject = await openSubject(kinema, plan);
      const one = await measureStages(subject, dir, each * onePart, signal);
      const shardClips = one.clipsPerRound;
      const all = await measureCores(subject, dir, { workers, seconds: each * (1 - onePart), shardClips, signal });
      const { scenario, image, timing } = plan.info;
      results.push({
        recipe: name,
        scenario,
        split: subject.split,
        size: image.size,
        frames: timing.frames,
        oneCore: { ...one, clipsPerSecond: 1e6 / one.total },
        allCores: all,
        estimate: subject.declared === null ? null : estimate(subject.declared, one.bytesPerClip, all),
      });
    }
    return results;
  });
  return { machine: machine(), recipes };
}

function estimate(clips: number, bytesPerClip: number, { workers, clipsPerSecond, coresUsed }: CoresRate): Estimate {
  const seconds = clips / clipsPerSecond;
  const had = Math.min(1, coresUsed / Math.min(workers, cpus().length));
  return { clips, seconds, undisturbedSeconds: seconds * had, bytes: Math.round(clips * bytesPerClip) };
}

function machine(): BenchResult['machine'] {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    build: hasSimd() ? 'simd' : 'scalar',
  };
}
