// The study's sets for analysis hold what the study says: counts of clips, grids of evaluation, seen and swapped attributes.
// Numbers are those of the paper and of its file names; where a set is rejected clip by clip, those before that.

import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';
import { bundledRecipes, loadRecipe } from '../../dist/recipe/load.js';
import type { Recipe } from '../../dist/recipe/recipe.js';

const test = suite('study');
const kinema = await loadKinema();
const recipeOf = (name: string) => loadRecipe(`phyworld/${name}`).recipe as Recipe;

/** Clips of a split: the cells that are feasible and in no hole. */
const clips = (name: string, split: string) => kinema.open(recipeOf(name)).split(split).size;

test('sets with gaps in the speeds: section 5.1', () => {
  const counts = {
    'uniform-gap-1.25-3.75': 200_400,
    'uniform-gap-1.5-3.5': 100_200,
    'uniform-gap-1.75-3.25': 150_000,
    'uniform-gap-2-3': 199_800,
    'uniform-gaps-3': 168_300,
    'uniform-gaps-4': 100_200,
  };
  for (const [name, count] of Object.entries(counts)) {
    assert.is(clips(name, 'train'), count, name);
    assert.is(clips(name, 'eval_interpolation'), 4356, name);
    assert.is(clips(name, 'eval_extrapolation'), 4392, name);
  }
});

test('sets without squares of the speeds or masses: section 5.1', () => {
  // Combinations of the grid of 21 radii and 61 speeds a ball that the study keeps: 1.4M, ..., 493.9K, 258.0K, 1.2M, 306.9K.
  const counts = {
    'collision-hole-2-3': 1_446_480,
    'collision-hole-1.75-3.25': 1_217_160,
    'collision-hole-1.5-3.5': 899_640,
    'collision-hole-1.25-3.75': 493_920,
    'collision-hole-1.1-3.9': 257_985,
    'collision-holes': 1_183_203,
    'collision-half-1.25': 306_936,
    'collision-mass-hole': 1_402_817,
  };
  for (const [name, count] of Object.entries(counts)) {
    // With no frames before and after the contact and a wide view every combination is feasible.
    const wide = structuredClone(recipeOf(name)) as Recipe;
    wide.placement = { minPre: 0, minPost: 0 };
    wide.image = { ...wide.image, view: [0, 0, 100, 100] };
    assert.is(kinema.open(wide).split('train').size, count, name);
    assert.ok(clips(name, 'train') <= count);
  }
  assert.is(clips('collision-half-1.25', 'eval_velocity'), 6825);
  assert.is(clips('collision-mass-hole', 'eval_mass'), 5912, '3 of 5,915 leave no room in the view');
});

test('memorisation: section 5.2', () => {
  for (const name of ['uniform-fast', 'uniform-fast-flip', 'uniform-slow-red', 'uniform-fast-blue'])
    assert.is(clips(name, 'train'), 300_000, name);
  const source = kinema.open(recipeOf('uniform-fast-flip'));
  const lefts = Array.from({ length: 400 }, (_, i) => source.clip(i, { stages: {} }).factors[6]).filter((d) => d === 1);
  assert.ok(Math.abs(lefts.length - 200) < 50, `${lefts.length} of 400 move left`);
});

test('pairs of attributes: section 5.3 and appendix A.5.2', () => {
  const counts: Record<string, [number, number]> = {
    'color-velocity': [300_000, 1584],
    'color-size': [300_000, 1364],
    'size-velocity': [150_000, 4356],
    'size-shape': [300_000, 620],
    'velocity-shape': [300_000, 704],
    'color-shape': [600_000, 1364],
    'ring-ball': [600_000, 1364],
  };
  for (const [name, [train, evaluation]] of Object.entries(counts)) {
    assert.is(clips(name, 'train'), train, name);
    assert.is(clips(name, 'eval'), evaluation, name);
  }
});

/** Tells which of two values of an attribute a clip has; undefined on the border. */
const attributes: Record<string, (factors: Record<string, string | number>) => boolean | undefined> = {
  color: ({ color }) => color === '#ff0000',
  size: ({ r }) => ((r as number) === 1.05 ? undefined : (r as number) < 1.05),
  velocity: ({ v }) => ((v as number) === 2.5 ? undefined : (v as number) < 2.5),
  shape: ({ shape }) => shape === 'disc',
};

test('training sees two of the four combinations, evaluation tags them', () => {
  for (const name of ['color-velocity', 'color-size', 'size-velocity', 'size-shape', 'velocity-shape', 'color-shape']) {
    const [first, second] = name.split('-') as [string, string];
    const source = kinema.open(recipeOf(name));
    const pairOf = (index: number, split: string) => {
      const clip = source.clip(index, { split, stages: {} });
      const factors = source.namedFactors(clip);
      const both = [first, second].map((attribute) => attributes[attribute]?.(factors));
      return { equal: both.includes(undefined) ? undefined : both[0] === both[1], tags: source.tags(split, clip) };
    };
    for (let i = 0; i < 500; i++) assert.is.not(pairOf(i, 'train').equal, false, `${name} ${i}`);
    if (name === 'size-velocity') continue;
    const seen = new Set<unknown>();
    for (let i = 0; i < 500; i++) {
      const { equal, tags } = pairOf(i, 'eval');
      if (equal !== undefined) assert.is(tags.level, equal ? 'seen' : 'swapped', `${name} ${i}`);
      seen.add(tags.level);
    }
    assert.is(seen.size, 2);
  }
});

test('puzzles: templates, layouts and trials of section 4', () => {
  const sets = {
    6: [3, 5, 16, 23, 24, 53],
    30: Array.from({ length: 30 }, (_, i) => 2 * i),
    60: Array.from({ length: 60 }, (_, i) => i),
  };
  for (const [n, templates] of Object.entries(sets)) {
    const name = `phyre-${n}`;
    const { splits } = recipeOf(name) as { splits: Record<string, { factors: { template: { list: string[] } } }> };
    assert.equal(
      splits.train?.factors.template.list,
      templates.map((offset) => String(10_000 + offset)),
    );
    assert.is(clips(name, 'train'), templates.length * 100 * 990);
    assert.is(clips(name, 'eval_in_template'), templates.length * 100 * 10);
    assert.is(clips(name, 'eval_out_of_template'), 1000);
    assert.equal(
      splits.eval_out_of_template?.factors.template.list,
      Array.from({ length: 10 }, (_, i) => String(10_060 + i)),
    );
  }
});

test('every recipe of the study says where its numbers come from', () => {
  for (const { name } of bundledRecipes().filter(({ name }) => name.startsWith('phyworld/')))
    assert.match((loadRecipe(name).recipe as Recipe).source ?? '', /^Kang et al\. 2024, (section|appendix) /, name);
});

test.run();
