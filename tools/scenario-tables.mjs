// node tools/scenario-tables.mjs: writes the tables of factors of docs/scenarios/NAME.md anew, from the catalogue.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalogue } from './catalogue.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The pages of scenarios whose table is made here. */
export const pages = catalogue.scenarios.map((scenario) => ({
  scenario,
  path: `${root}docs/scenarios/${scenario.name}.md`,
}));

function defaultText({ default: value }) {
  if (typeof value !== 'object') return String(value);
  if (value.uniform) return `${value.uniform[0]} to ${value.uniform[1]}`;
  return `${value.linspace[0]} to ${value.linspace[1]}, whole`;
}

function rangeText(factor) {
  const { values = [] } = factor;
  if (factor.type === 'choice') return values.length > 12 ? `${values[0]} to ${values.at(-1)}` : values.join(', ');
  if (factor.type === 'color') return 'a name or #rrggbb';
  return `${factor.min} to ${factor.max}`;
}

/** The table of a scenario's factors. */
export function factorTable(scenario) {
  const rows = scenario.factors.map(
    (factor) =>
      `| \`${factor.name}\` | ${factor.unit ?? ''} | ${defaultText(factor)} | ${rangeText(factor)} | ${factor.doc} |`,
  );
  return ['| factor | unit | default | possible | meaning |', '|---|---|---|---|---|', ...rows].join('\n');
}

const table = /^\| factor \| unit \| default [\s\S]*?\n(?!\|)/m;

/** A page with its table as the catalogue has it. */
export function withTable(page, scenario) {
  if (!table.test(page)) throw new Error(`docs/scenarios/${scenario.name}.md has no table of factors`);
  return page.replace(table, `${factorTable(scenario)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { path, scenario } of pages) writeFileSync(path, withTable(readFileSync(path, 'utf8'), scenario));
