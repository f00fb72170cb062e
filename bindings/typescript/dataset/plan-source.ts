// What library calls take for a plan: a plan, a recipe as an object, or what the command line calls RECIPE.

import { type Kinema, loadKinema, type Plan } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { loadRecipe } from '../recipe/load.js';
import type { Overrides, Recipe } from '../recipe/recipe.js';

/** A plan, a recipe, a path, the name of a bundled recipe, or a plan's text. */
export type PlanSource = Plan | Recipe | string;

/** Options of whatever starts from a recipe. */
export interface PlanOptions {
  /** Replace parts of the recipe; each changes the plan. */
  overrides?: Overrides;
  /** A loaded module; default: `loadKinema()`. */
  kinema?: Kinema;
}

/** Finds, reads and compiles. */
export async function resolvePlan(
  source: PlanSource,
  options: PlanOptions = {},
): Promise<{ kinema: Kinema; plan: Plan }> {
  const kinema = options.kinema ?? (await loadKinema());
  const overrides = options.overrides ?? {};
  if (typeof source === 'object' && 'bytes' in source) {
    if (Object.values(overrides).some((value) => value !== undefined))
      throw new KinemaError('usage', 'a compiled plan cannot be overridden: start from its recipe');
    return { kinema, plan: source };
  }
  if (typeof source !== 'string') return { kinema, plan: kinema.compile(source, overrides) };
  const loaded = loadRecipe(source);
  return { kinema, plan: kinema.compile(loaded.planText ?? (loaded.recipe as object), overrides) };
}
