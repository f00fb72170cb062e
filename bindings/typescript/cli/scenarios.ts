// kinema scenarios: the catalogue of scenarios and their factors.

import type { Command } from 'commander';
import type { CatalogueFactor, CatalogueScenario } from '../engine/catalogue.js';
import { loadKinema } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { nearest } from '../recipe/nearest.js';
import { examples, quietHelp } from './options.js';
import { jsonLine, print } from './output.js';
import { bold, table } from './style.js';

/** Adds the command. */
export function addScenarios(program: Command): void {
  program
    .command('scenarios')
    .description('list the scenarios, or one with its factors, units, ranges and defaults')
    .argument('[name]', 'a scenario')
    .option('--quiet', quietHelp)
    .option('--json', 'one JSON object; errors too, on stderr')
    .addHelpText(
      'after',
      examples(['kinema scenarios', 'all'], ['kinema scenarios collision', 'one, with its factors']),
    )
    .action((name: string | undefined, flags: { json?: boolean }) => run(name, flags));
}

async function run(name: string | undefined, { json }: { json?: boolean }): Promise<void> {
  const { catalogue } = await loadKinema();
  if (name === undefined) {
    const rows = catalogue.scenarios.map((scenario) => [
      scenario.name,
      scenario.factors.map((factor) => factor.name).join(' '),
      scenario.doc,
    ]);
    return print(json ? jsonLine(catalogue) : table(['name', 'factors', 'what happens'], rows));
  }
  const scenario = catalogue.scenarios.find((candidate) => candidate.name === name);
  if (!scenario)
    throw new KinemaError(
      'usage',
      `${name}: there is no such scenario${nearest(
        name,
        catalogue.scenarios.map((candidate) => candidate.name),
      )}`,
    );
  await print(json ? jsonLine(scenario) : describe(scenario));
}

function describe(scenario: CatalogueScenario): string {
  const rows = scenario.factors.map((factor) => [
    factor.name,
    factor.type === 'number' ? factor.unit : '',
    rangeOf(factor),
    defaultOf(factor),
    factor.doc,
  ]);
  const settings = (values: object) =>
    table(
      ['field', 'default'],
      Object.entries(values).map(([field, value]) => [field, text(value)]),
    );
  return [
    `${bold(scenario.name)}: ${scenario.doc}\n`,
    table(['factor', 'unit', 'range', 'default', 'meaning'], rows),
    `${bold('physics')}\n${settings(scenario.physics)}`,
    `${bold('timing')}\n${settings(scenario.timing)}`,
  ].join('\n');
}

function rangeOf(factor: CatalogueFactor): string {
  const { values = [] } = factor as { values?: readonly string[] };
  if (factor.type === 'choice') return values.length > 12 ? `${values[0]} to ${values.at(-1)}` : values.join(', ');
  return factor.type === 'color' ? 'a name or #rrggbb' : `${factor.min} to ${factor.max}`;
}

function defaultOf(factor: CatalogueFactor): string {
  const value = factor.default;
  if (typeof value !== 'object') return String(value);
  return 'uniform' in value
    ? `uniform ${value.uniform[0]} to ${value.uniform[1]}`
    : `${value.linspace[2]} values from ${value.linspace[0]} to ${value.linspace[1]}`;
}

function text(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}
