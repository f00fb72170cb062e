// Recipe to plan: defaults written out, fields in order, every spelling of one meaning to the same bytes.

import type { Catalogue, CatalogueScenario } from '../engine/catalogue.js';
import { given, resolveLook } from './looks.js';
import { resolvePlacement } from './placement.js';
import { contractVersions, layerBits, type PlanInfo } from './plan.js';
import { writePlan } from './plan-writer.js';
import { Problems } from './problems.js';
import { validateRecipe } from './recipe.js';
import { show } from './show.js';
import { SplitCompiler } from './splits.js';
import type { Recipe, Timing } from './types.js';

const defaultView = [0, 0, 10, 10] as const;
const defaultSize = [128, 128] as const;

/**
 * Compiles a recipe to a plan's canonical bytes. Recipes that mean the same give the same bytes; `name`, `description`,
 * counts and comments are not part of the meaning.
 * @param xxh64 xxh64 with seed 0; the module exports one
 * @throws RecipeError with up to 10 lines, each naming a field, its value and what would be right
 */
export function compilePlan(recipe: Recipe, catalogue: Catalogue, xxh64: (bytes: Uint8Array) => bigint): Uint8Array {
  validateRecipe(recipe, catalogue);
  const scenario = catalogue.scenarios.find(({ name }) => name === recipe.scenario) as CatalogueScenario;
  const problems = new Problems();
  const timing = resolveTiming(recipe, scenario, problems);
  const placement = resolvePlacement(recipe.placement, scenario, timing.frames, 'recipe.placement', problems);
  const physics = { ...scenario.physics, ...given(recipe.physics) } as PlanInfo['physics'];
  const plan: PlanInfo = {
    contract: contractVersions,
    seed: BigInt(recipe.seed ?? 0),
    scenario: scenario.name,
    physics,
    timing,
    image: resolveImage(recipe, scenario, problems),
    look: resolveLook(recipe.image?.look ?? scenario.image?.look, 'recipe.image.look', problems),
    layers: (recipe.layers ?? []).reduce((bits, layer) => bits | layerBits[layer], 0),
    placement,
    splits: new SplitCompiler(recipe, scenario, { physics, timing, placement }, problems).compile(xxh64),
  };
  problems.throwIfAny();
  return writePlan(plan, catalogue, xxh64);
}

function resolveTiming(recipe: Recipe, scenario: CatalogueScenario, problems: Problems): PlanInfo['timing'] {
  const { conditionFrames, ...rest }: Timing = given(recipe.timing);
  const timing = { ...scenario.timing, ...rest };
  if (conditionFrames !== undefined && conditionFrames > timing.frames)
    problems.add(
      'recipe.timing.conditionFrames',
      `${conditionFrames} is more than the ${timing.frames} frames of a clip`,
    );
  return { ...timing, conditionFrames: conditionFrames ?? Math.min(scenario.timing.conditionFrames, timing.frames) };
}

function resolveImage(recipe: Recipe, scenario: CatalogueScenario, problems: Problems): PlanInfo['image'] {
  const defaults = { size: defaultSize, view: defaultView, ...scenario.image };
  const { size = defaults.size, supersample = 1, view = defaults.view } = recipe.image ?? {};
  const [x0, y0, x1, y1] = view;
  if (!(x0 < x1 && y0 < y1))
    problems.add('recipe.image.view', `${show(view)} is empty; it must be [x0, y0, x1, y1] with x0 < x1 and y0 < y1`);
  return { size, supersample, view };
}
