// kinema recipes NAME --coverage: what splits cover and how near evaluation comes to training, on 100 columns.

import type { Coverage, FactorCoverage, SplitCoverage } from '../dataset/coverage.js';
import type { Leakage } from '../dataset/leakage.js';
import { bold, count, plural, table } from './style.js';

const columns = 100;
const mostValues = 8;

/** The report as text. */
export function coverageText(name: string, { scenario, splits, leakage }: Coverage): string {
  const shared = sharedConstants(splits);
  const everywhere = shared.map(({ name, values }) => `${name} ${values?.[0]}`);
  return [
    `${bold(name)}: ${scenario}, ${plural(splits.length, 'split')}\n`,
    ...(everywhere.length > 0 ? [wrap('the same in every clip: ', everywhere)] : []),
    ...splits.map((split) => `\n${splitText(split, shared)}`),
    `\n${leakageText(leakage)}`,
  ].join('');
}

/** Factors that have one value, the same in all splits. */
function sharedConstants(splits: readonly SplitCoverage[]): FactorCoverage[] {
  const isShared = (factor: FactorCoverage, i: number) =>
    splits.every(({ factors }) => {
      const { draw, values } = factors[i] as FactorCoverage;
      return draw === 'constant' && values?.[0] === factor.values?.[0];
    });
  return (splits[0] as SplitCoverage).factors.filter(isShared);
}

function splitText(split: SplitCoverage, shared: readonly FactorCoverage[]): string {
  const names = new Set(shared.map((factor) => factor.name));
  const own = split.factors.filter((factor) => !names.has(factor.name));
  const isLine = ({ draw }: FactorCoverage) => draw === 'constant' || draw === 'placed';
  const rows = own.filter((factor) => !isLine(factor)).flatMap(factorRows);
  const constants = own.filter(({ draw }) => draw === 'constant').map(({ name, values }) => `${name} ${values?.[0]}`);
  const placed = own.filter(({ draw }) => draw === 'placed').map((factor) => factor.name);
  return [
    `${bold(split.name)}: ${clipsText(split)}\n`,
    rows.length > 0 ? indent(table(['factor', 'draw', 'values', 'covers'], rows, ['values'])) : '',
    constants.length > 0 ? wrap('  constant: ', constants) : '',
    placed.length > 0 ? wrap('  placed: ', placed) : '',
    ...notes(split),
  ].join('');
}

function clipsText({ grid, clips, combinations }: SplitCoverage): string {
  if (!grid)
    return clips === null ? 'any number of clips, drawn one by one' : `${plural(clips, 'clip')}, drawn one by one`;
  const all =
    combinations === clips ? 'all cells of its grid' : `of ${count(combinations ?? 0)} combinations in its grid`;
  return `${plural(clips ?? 0, 'clip')}, ${all}`;
}

/** What is told of a part of the clips only. */
function notes({ factors, clips }: SplitCoverage): string[] {
  const sampled = factors.filter((factor) => !factor.exact && factor.clips > 0);
  const parts = new Map<number, string[]>();
  for (const factor of sampled) parts.set(factor.clips, [...(parts.get(factor.clips) ?? []), factor.name]);
  return [...parts].map(([seen, names]) =>
    wrap(`  as seen in ${count(seen)} clips${clips === null ? '' : ` of ${count(clips)}`}: `, names),
  );
}

/** A row, and more where the values need more than a line. */
function factorRows(factor: FactorCoverage): string[][] {
  const [first = '', ...more] = lines(covers(factor), 56);
  const distinct = factor.values || !isContinuous(factor) ? count(factor.distinct) : '';
  return [[factor.name, drawText(factor), distinct, first], ...more.map((line) => ['', '', '', line])];
}

function isContinuous({ draw }: FactorCoverage): boolean {
  return draw === 'uniform' || draw === 'union' || draw === 'several';
}

function drawText({ draw, from }: FactorCoverage): string {
  return from ? `${draw} ${from.map(rangeText).join(', ')}` : draw;
}

function covers({ values, ranges, unit }: FactorCoverage): string[] {
  if (!values) {
    const parts = ranges.map(rangeText);
    return parts.map((part, i) => (i === parts.length - 1 && unit ? `${part} ${unit}` : part));
  }
  const rest = values.length - mostValues;
  return [...values.slice(0, mostValues).map(String), ...(rest > 0 ? [`and ${rest} more`] : [])];
}

/** `0.5..1.5`. */
function rangeText([a, b]: readonly [number, number]): string {
  return a === b ? figure(a) : `${figure(a)}..${figure(b)}`;
}

/** At most six significant figures. */
function figure(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function leakageText(leakage: readonly Leakage[]): string {
  if (leakage.length === 0) return 'There is no evaluation split to compare with training.\n';
  const rows = leakage.map((each) => [
    each.evaluation,
    each.training,
    `${count(each.evaluationClips)} x ${count(each.trainingClips)}${each.exact ? '' : ' *'}`,
    each.pass ? figure(Number(each.distance.toPrecision(3))) : '0',
    each.pass ? 'PASS' : `${count(each.equal)} of ${count(each.evaluationClips)} equal a training clip`,
  ]);
  return [
    `${bold('How near evaluation comes to training')}\n`,
    'The smallest distance between two clips; 1 is the width of a factor, or another choice or colour.\n',
    table(['evaluation', 'training', 'clips', 'distance', 'result'], rows, ['clips', 'distance']),
    leakage.every(({ exact }) => exact) ? '' : '* a sample; --samples N takes more\n',
    ...leakage.filter(({ pass }) => !pass).map(exampleText),
    ...comparedText(leakage),
  ].join('');
}

function exampleText({ evaluation, training, nearest }: Leakage): string {
  const factors = Object.entries(nearest.factors).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? figure(value) : value}`,
  );
  const pair = `${evaluation} ${nearest.evaluation} equals ${training} ${nearest.training}`;
  return factors.length > 0 ? wrap(`${pair}: `, factors) : `${pair}\n`;
}

/** What the distances are made of: said once for all pairs for which it is the same. */
function comparedText(leakage: readonly Leakage[]): string[] {
  const groups = new Map<string, Leakage[]>();
  for (const each of leakage) {
    const key = [each.compared, each.leftOut].map(String).join(';');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const { compared, leftOut } = group[0] as Leakage;
    const pairs = group.map(({ evaluation, training }) => `${evaluation} x ${training}`);
    return [
      ...(groups.size > 1 ? [wrap('', pairs)] : []),
      compared.length > 0 ? wrap('compared: ', compared) : 'compared: nothing, no factor varies\n',
      ...(leftOut.length > 0 ? [wrap('left out, since it is drawn clip by clip in a grid: ', leftOut)] : []),
    ];
  });
}

/** `label a, b, c`, broken between items. */
function wrap(label: string, items: readonly string[]): string {
  const [first = '', ...more] = lines(items, columns - label.length);
  return [label + first, ...more.map((line) => ' '.repeat(label.length) + line)].map((line) => `${line}\n`).join('');
}

/** Items with commas, in lines of at most `width`. */
function lines(items: readonly string[], width: number): string[] {
  const found: string[] = [];
  for (const [i, item] of items.entries()) {
    const text = i < items.length - 1 ? `${item},` : item;
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= width) found[found.length - 1] = `${last} ${text}`;
    else found.push(text);
  }
  return found;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
