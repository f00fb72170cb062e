// kinema recipes: the recipes that come with the package.

import type { Command } from 'commander';
import { chosenSplits, declaredCount } from '../dataset/counts.js';
import { coverage } from '../dataset/coverage.js';
import { type Kinema, loadKinema } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { bundledRecipes, loadRecipe } from '../recipe/load.js';
import { nearest } from '../recipe/nearest.js';
import { isPlanText } from '../recipe/plan-text.js';
import { coverageText } from './coverage.js';
import { examples, quietHelp, recipeHelp, required, whole } from './options.js';
import { jsonLine, print } from './output.js';
import { count, table } from './style.js';

interface Flags {
  coverage?: boolean;
  samples?: number;
  json?: boolean;
}

/** Adds the command. */
export function addRecipes(program: Command): void {
  program
    .command('recipes')
    .description('list the bundled recipes with their splits, print one, or report what its splits cover')
    .argument('[name]', `a bundled recipe; with --coverage ${recipeHelp}`)
    .option('--coverage', 'what each split covers, and how near evaluation splits come to training splits')
    .option(
      '--samples <n>',
      'clips to look at of a split without a grid (default: 4096 of training, 1024 of evaluation)',
      whole('--samples', 1, 2 ** 20),
    )
    .option('--quiet', quietHelp)
    .option('--json', 'one JSON object a recipe; errors too, on stderr')
    .addHelpText(
      'after',
      `
Training splits are those whose names begin with train; if none does, the first split. docs/coverage.md says what is
compared, and what --json holds.
${examples(
  ['kinema recipes', 'all'],
  ['kinema recipes collision > mine.json', 'one to start from'],
  ['kinema recipes phyworld/collision-30k --coverage', 'whether evaluation meets training'],
  ['kinema recipes mine.yaml --coverage --samples 20000', 'of a recipe of your own'],
)}`,
    )
    .action((name: string | undefined, flags: Flags) => (flags.coverage ? report(name, flags) : run(name, flags)));
}

async function report(name: string | undefined, { samples, json }: Flags): Promise<void> {
  const recipe = required('NAME', name, 'phyworld/collision-30k');
  const found = await coverage(recipe, { samples });
  const title = isPlanText(recipe) ? 'plan' : recipe;
  await print(json ? jsonLine({ recipe: title, ...found }) : coverageText(title, found));
}

async function run(name: string | undefined, { samples, json }: Flags): Promise<void> {
  if (samples !== undefined)
    throw new KinemaError('usage', '--samples: works with --coverage only', { field: '--samples' });
  const names = bundledRecipes().map((recipe) => recipe.name);
  if (name === undefined) {
    const kinema = await loadKinema();
    const recipes = names.map((each) => describe(kinema, each));
    if (json) return print(recipes.map(jsonLine).join(''));
    const rows = recipes.map(({ name, scenario, splits, source }) => [
      name,
      scenario,
      splits.map((split) => `${split.name} ${count(split.clips)}`).join(', '),
      source ?? '',
    ]);
    return print(table(['name', 'scenario', 'clips of its splits', 'source'], rows));
  }
  if (!names.includes(name))
    throw new KinemaError('usage', `${name}: there is no such bundled recipe${nearest(name, names)}`);
  const { text, recipe } = loadRecipe(name);
  await print(json ? jsonLine(recipe) : text);
}

/** The clips of a grid are counted by the module: those of its cells that are feasible. */
function describe(kinema: Kinema, name: string) {
  const { recipe } = loadRecipe(name);
  const plan = kinema.compile(recipe as object);
  const source = kinema.open(plan);
  const splits = chosenSplits(plan).map((split) => ({
    name: split,
    clips: declaredCount(plan, source, split) ?? 0,
    grid: source.split(split).grid,
  }));
  return { name, scenario: plan.info.scenario, plan: plan.sha256, splits, source: plan.recipe?.source };
}
