// Collects what is wrong with a recipe or scene, so that one run tells a person everything.

import { type Problem, RecipeError, SceneError } from '../errors.js';

/** What the paths of fields begin with. */
export type Root = 'recipe' | 'scene' | 'body' | 'shape' | 'joint' | 'world';

/** A list of problems without repetitions. */
export class Problems {
  /** What the paths begin with. */
  readonly root: Root;
  readonly #found = new Map<string, Problem>();

  constructor(root: Root = 'recipe') {
    this.root = root;
  }

  /** Notes that `field` is wrong; `text` holds the offending value and what would be right. */
  add(field: string, text: string): undefined {
    this.#found.set(`${field}: ${text}`, { field, text });
    return undefined;
  }

  /** What was noted so far. */
  get all(): readonly Problem[] {
    return [...this.#found.values()];
  }

  /** What was noted as an error. */
  error(): RecipeError | SceneError {
    return this.root === 'recipe' ? new RecipeError(this.all) : new SceneError(this.all);
  }

  /** @throws RecipeError or SceneError if anything was noted */
  throwIfAny(): void {
    if (this.#found.size > 0) throw this.error();
  }
}

/** The path of a field as messages print it: `recipe.splits.eval.grids[0].tags`. */
export function fieldPath(path: readonly PropertyKey[], root: Root = 'recipe'): string {
  let text: string = root;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[\w$-]{1,64}$/.test(String(key))) text += `.${String(key)}`;
    else text += `[${JSON.stringify(String(key).slice(0, 64))}]`;
  }
  return text;
}
