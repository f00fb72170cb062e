// Collects what is wrong with a recipe, so that one run tells a person everything.

import { type Problem, RecipeError } from '../errors.js';

/** A list of problems without repetitions. */
export class Problems {
  readonly #found = new Map<string, Problem>();

  /** Notes that `field` is wrong; `text` holds the offending value and what would be right. */
  add(field: string, text: string): undefined {
    this.#found.set(`${field}: ${text}`, { field, text });
    return undefined;
  }

  /** What was noted so far. */
  get all(): readonly Problem[] {
    return [...this.#found.values()];
  }

  /** @throws RecipeError if anything was noted */
  throwIfAny(): void {
    if (this.#found.size > 0) throw new RecipeError(this.all);
  }
}

/** The path of a field as messages print it: `recipe.splits.eval.grids[0].tags`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  let text = 'recipe';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[\w$-]{1,64}$/.test(String(key))) text += `.${String(key)}`;
    else text += `[${JSON.stringify(String(key).slice(0, 64))}]`;
  }
  return text;
}
