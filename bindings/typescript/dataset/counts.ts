// How many clips of which splits: the recipe's counts, capped by what the caller asks for.

import type { Plan } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import { nearest } from '../recipe/nearest.js';
import { countOf } from '../recipe/twins.js';
import type { SplitCount } from './shard.js';

const mostClips = 2 ** 32 - 1;

/** A whole number in a range, or an error that names the field. */
export function wholeNumber(field: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new KinemaError('usage', `${field}: ${value} is not a whole number from ${least} to ${most}`, { field });
}

/** Names of the chosen splits in the order of the recipe: one, or all. */
export function chosenSplits(plan: Plan, split?: string): readonly string[] {
  if (split === undefined) return plan.order;
  if (plan.order.includes(split)) return [split];
  throw new KinemaError('usage', `split: there is no ${JSON.stringify(split)}${nearest(split, plan.order)}`, {
    field: 'split',
  });
}

/**
 * Clips of a split by default: the recipe's count, or all feasible cells of a grid; undefined where only the caller can
 * know (a plan's text holds no counts).
 * @throws KinemaError if the recipe asks for more than the grid has
 */
export function declaredCount(plan: Plan, source: ClipSource, name: string): number | undefined {
  const { grid, size } = source.split(name);
  const declared = plan.recipe ? countOf(plan.recipe, name) : undefined;
  if (declared !== undefined && declared > size) {
    const field = `recipe.splits.${name}.count`;
    throw new KinemaError('recipe', `${field}: ${declared} is above the ${size} feasible cells of its grid`, { field });
  }
  return declared ?? (grid ? size : undefined);
}

/** Clips of each chosen split. `count` caps them; it must not be above the largest of their grids. */
export function splitCounts(plan: Plan, source: ClipSource, options: { split?: string; count?: number }): SplitCount[] {
  const { split, count } = options;
  if (count !== undefined) wholeNumber('count', count, 1, mostClips);
  const names = chosenSplits(plan, split);
  const [largest] = names.map((name) => source.split(name)).sort((a, b) => b.size - a.size);
  if (count !== undefined && largest?.grid && count > largest.size)
    throw new KinemaError(
      'usage',
      `count: ${count} is above the ${largest.size} feasible cells of split ${largest.name}`,
      {
        field: 'count',
      },
    );
  return names.map((name) => {
    const declared = declaredCount(plan, source, name);
    const clips = Math.min(declared ?? Number.POSITIVE_INFINITY, count ?? Number.POSITIVE_INFINITY);
    if (clips !== Number.POSITIVE_INFINITY) return { name, count: clips };
    throw new KinemaError(
      'usage',
      `count: is needed, since a plan's text holds no counts and split ${name} is not a grid`,
      { field: 'count' },
    );
  });
}
