// The recipe as a value: checking its shape, overriding parts of it, the order of its splits.

import type { Catalogue } from '../engine/catalogue.js';
import { KinemaError } from '../errors.js';
import { explain } from './explain.js';
import { nearest } from './nearest.js';
import type { PlanInfo } from './plan-reader.js';
import { Problems } from './problems.js';
import { layersSchema, lookSchema, recipeSchema, sizeSchema, supersampleSchema } from './schema.js';
import { show } from './show.js';
import type { Image, LayerName, Recipe } from './types.js';

export type * from './types.js';

/** What may replace a part of a recipe from outside. Each changes the plan. */
export interface Overrides {
  /** Width and height in pixels, each 16 to 1024. */
  size?: [number, number];
  /** 1 to 8. */
  supersample?: number;
  /** An empty list removes the recipe's. */
  layers?: LayerName[];
  /** A name, or an object that spells one out. */
  look?: Image['look'];
}

/** Version of the recipe format that is understood. */
const recipeVersion = 1;

/**
 * Checks the shape of a recipe: fields, types and ranges that hold for every scenario, and that the scenario exists.
 * Names and ranges of factors are checked by `compilePlan`.
 * @param value what `parseRecipe` gave, or a plain object
 * @throws RecipeError with up to 10 lines, each naming a field, its value and what would be right
 */
export function validateRecipe(value: unknown, catalogue: Catalogue): Recipe {
  const problems = new Problems();
  const scenarios = catalogue.scenarios.map((scenario) => scenario.name);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    problems.add('recipe', `${show(value)} is not an object with kinema: 1, a scenario and splits`);
  else checkVersion(value, scenarios, problems);
  problems.throwIfAny();

  const result = recipeSchema.safeParse(value);
  if (!result.success) explain(result.error.issues, value, [], problems);
  const { scenario } = value as { scenario?: unknown };
  if (typeof scenario === 'string' && !scenarios.includes(scenario))
    problems.add('recipe.scenario', `unknown scenario ${show(scenario)}${nearest(scenario, scenarios)}`);
  problems.throwIfAny();
  return value as Recipe;
}

/** Tells first what makes all other messages beside the point. */
function checkVersion(value: object, scenarios: readonly string[], problems: Problems): void {
  const { kinema } = value as { kinema?: unknown };
  if (kinema === undefined) problems.add('recipe.kinema', `is missing; a recipe begins with kinema: ${recipeVersion}`);
  else if (typeof kinema === 'number' && kinema !== recipeVersion)
    problems.add(
      'recipe.kinema',
      `${show(kinema)} is a version that is not understood; this is version ${recipeVersion}`,
    );
  if ('scene' in value)
    problems.add('recipe.scene', `scene files are not supported yet; name a scenario: ${scenarios.join(', ')}`);
}

/**
 * A copy of a recipe with parts of its image replaced.
 * @throws KinemaError of kind `usage` if an override is out of range
 */
export function applyOverrides(recipe: Recipe, overrides: Overrides): Recipe {
  const { size, supersample, layers, look } = overrides;
  check('size', size, sizeSchema);
  check('supersample', supersample, supersampleSchema);
  check('layers', layers, layersSchema);
  check('look', look, lookSchema);
  const image: Image = { ...recipe.image };
  if (size !== undefined) image.size = size;
  if (supersample !== undefined) image.supersample = supersample;
  if (look !== undefined) image.look = look;
  return { ...recipe, image, ...(layers === undefined ? {} : { layers }) };
}

function check(
  name: string,
  value: unknown,
  schema: typeof sizeSchema | typeof supersampleSchema | typeof layersSchema | typeof lookSchema,
): void {
  if (value === undefined) return;
  const result = schema.safeParse(value);
  if (result.success) return;
  const problems = new Problems();
  explain(result.error.issues, { [name]: value }, [name], problems);
  const lines = problems.all.map((problem) => `${problem.field.replace(/^recipe\./, '')}: ${problem.text}`);
  throw new KinemaError('usage', lines.join('\n'), { field: name });
}

/** Names of the splits as the recipe wrote them. (Names of digits only, which JavaScript objects reorder, are refused.) */
export function recipeOrder(recipe: Recipe): string[] {
  return Object.keys(recipe.splits);
}

/** The order of splits where only the plan is known: `train` first, then as the plan has them. */
export function defaultOrder(plan: Pick<PlanInfo, 'splits'>): string[] {
  const names = plan.splits.map((split) => split.name);
  return names.includes('train') ? ['train', ...names.filter((name) => name !== 'train')] : names;
}
