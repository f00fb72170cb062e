// Splits that have the clips of another, index by index: `twinOf`. They take from it whatever decides a clip.

import { nearest } from './nearest.js';
import type { Problems } from './problems.js';
import type { Recipe, Split } from './types.js';

/** What a twin says itself; all else is its twin's. */
const own: readonly (keyof Split)[] = ['count', 'tags', 'markIn', 'twinOf', 'violate'];

/** Name of the split that says what decides the clips of a split: its own, or its twin's. */
export function sourceOf(recipe: Recipe, name: string): string {
  const twin = recipe.splits[name]?.twinOf;
  return twin !== undefined && Object.hasOwn(recipe.splits, twin) ? twin : name;
}

/** Clips of a split as the recipe counts them; a twin that does not say has as many as its twin. */
export function countOf(recipe: Recipe, name: string): number | undefined {
  return recipe.splits[name]?.count ?? recipe.splits[sourceOf(recipe, name)]?.count;
}

/** The splits of a recipe, twins with what they have from their twins. */
export function resolveTwins(recipe: Recipe, problems: Problems): Recipe['splits'] {
  const names = Object.keys(recipe.splits);
  return Object.fromEntries(
    Object.entries(recipe.splits).map(([name, split]) => {
      const { twinOf, violate, tags, markIn } = split;
      if (twinOf === undefined) return [name, split];
      const field = `recipe.splits.${name}`;
      const twin = Object.hasOwn(recipe.splits, twinOf) ? (recipe.splits[twinOf] as Split) : undefined;
      if (!twin || twinOf === name)
        problems.add(
          `${field}.twinOf`,
          twin ? 'names the split itself' : `there is no split ${JSON.stringify(twinOf)}${nearest(twinOf, names)}`,
        );
      else if (twin.twinOf !== undefined)
        problems.add(`${field}.twinOf`, `${twinOf} is a twin itself; name ${twin.twinOf}, whose clips it has`);
      if (!violate && !(violate === undefined && recipe.violate))
        problems.add(`${field}.violate`, 'is missing; without it the clips of a twin are those of the other split');
      for (const key of Object.keys(split) as (keyof Split)[])
        if (!own.includes(key) && split[key] !== undefined)
          problems.add(`${field}.${key}`, `is that of ${twinOf}, whose clips a twin has; leave it out`);
      // What else is wrong with these is no news.
      if (!twin || twin.twinOf !== undefined) return [name, { count: 1, ...split }];
      const resolved = {
        ...twin,
        count: split.count ?? twin.count,
        tags: { ...twin.tags, ...tags },
        markIn: { ...twin.markIn, ...markIn },
        grids: twin.grids?.map((sub) => ({
          ...sub,
          tags: { ...sub.tags, ...tags },
          markIn: { ...sub.markIn, ...markIn },
        })),
        twinOf,
        violate,
      };
      return [name, resolved as Split];
    }),
  );
}
