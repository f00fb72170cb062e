// What the recipe tests share: the catalogue, a small recipe, compiling, and asking for an error.

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Catalogue } from '../../bindings/typescript/engine/catalogue.js';
import { RecipeError } from '../../bindings/typescript/errors.js';
import { compilePlan } from '../../bindings/typescript/recipe/compile.js';
import { parseRecipe } from '../../bindings/typescript/recipe/parse.js';
import { type PlanInfo, readPlan } from '../../bindings/typescript/recipe/plan-reader.js';
import { planText } from '../../bindings/typescript/recipe/plan-text.js';
import type { Recipe } from '../../bindings/typescript/recipe/types.js';
import { catalogue as source } from '../../tools/catalogue.mjs';
import { xxh64 } from './xxh64.js';

export const catalogue = source as unknown as Catalogue;

export type Loose = Record<string, unknown>;

/** A recipe of uniform motion with one split of 10 clips; `changes` replace its fields. */
export function small(changes: Loose = {}): Recipe {
  return { kinema: 1, scenario: 'uniform-motion', splits: { train: { count: 10 } }, ...changes } as Recipe;
}

/** The same for collision. */
export function pair(changes: Loose = {}): Recipe {
  return small({ scenario: 'collision', ...changes });
}

/** A small recipe whose factors are `factors`. */
export function drawn(factors: Loose): Recipe {
  return small({ factors });
}

export function compile(recipe: Recipe | Loose | string): Uint8Array {
  const value = typeof recipe === 'string' ? parseRecipe(recipe) : recipe;
  return compilePlan(value as Recipe, catalogue, xxh64);
}

export function text(recipe: Recipe | Loose | string): string {
  return planText(compile(recipe));
}

export function info(recipe: Recipe | Loose | string): PlanInfo {
  return readPlan(compile(recipe), catalogue, xxh64);
}

/** Both recipes mean the same. */
export function same(a: Recipe | Loose | string, b: Recipe | Loose | string): void {
  assert.is(text(a), text(b));
}

/** The recipes mean different things. */
export function different(a: Recipe | Loose | string, b: Recipe | Loose | string): void {
  assert.is.not(text(a), text(b));
}

/** The message of the error that a recipe makes; its lines in order. */
export function lines(recipe: Recipe | Loose | string): string[] {
  try {
    compile(recipe);
  } catch (error) {
    assert.instance(error, RecipeError, String((error as Error).stack));
    return (error as Error).message.split('\n');
  }
  throw new Error('this recipe was expected to be refused');
}

/** A recipe is refused with exactly this one line. */
export function refused(recipe: Recipe | Loose | string, line: string): void {
  assert.equal(lines(recipe), [line]);
}

/** A factor of the first block of the plan's first split. */
export const factor = (recipe: Recipe, name: string) => {
  const found = info(recipe).splits[0]?.blocks[0]?.factors.find((candidate) => candidate.name === name);
  return [found?.kind, found?.axis, ...(found?.parameters ?? [])];
};

/** Recipe -> the one line that refuses it, without `recipe.`. */
export function each(name: string, cases: readonly (readonly [object | string, string])[]): void {
  test(name, () => {
    for (const [recipe, line] of cases) refused(recipe as Loose, line.startsWith('recipe') ? line : `recipe.${line}`);
  });
}
