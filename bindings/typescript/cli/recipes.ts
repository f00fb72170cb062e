// kinema recipes: the recipes that come with the package.

import type { Command } from 'commander';
import { chosenSplits, declaredCount } from '../dataset/counts.js';
import { type Kinema, loadKinema } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { bundledRecipes, loadRecipe } from '../recipe/load.js';
import { nearest } from '../recipe/nearest.js';
import { examples, quietHelp } from './options.js';
import { jsonLine, print } from './output.js';
import { count, table } from './style.js';

/** Adds the command. */
export function addRecipes(program: Command): void {
  program
    .command('recipes')
    .description('list the bundled recipes with their splits, or print one')
    .argument('[name]', 'a bundled recipe')
    .option('--quiet', quietHelp)
    .option('--json', 'one JSON object a recipe; errors too, on stderr')
    .addHelpText(
      'after',
      examples(['kinema recipes', 'all'], ['kinema recipes collision > mine.json', 'one to start from']),
    )
    .action((name: string | undefined, flags: { json?: boolean }) => run(name, flags));
}

async function run(name: string | undefined, { json }: { json?: boolean }): Promise<void> {
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
