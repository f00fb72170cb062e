// What a split asks of its clips beside what their factors are drawn from: boxes and holes among the factors, constraints on what happens,
// and placement of its own. To the rules of a plan, in its order (docs/formats.md, Rule).

import type { CatalogueFactor, CatalogueScenario } from '../engine/catalogue.js';
import { factorValue, linspaceValues } from './distributions.js';
import { nearest } from './nearest.js';
import { codes, type PlanBlock, type PlanFactor, type PlanInfo, type PlanRule, type RuleKind } from './plan.js';
import type { Problems } from './problems.js';
import { show } from './show.js';
import type { Box, BoxRange, Constraints, FactorValue } from './types.js';

type Range = readonly [number, number];

/** Slack of every test whether a value lies in a range. */
const tie = 1e-9;

/**
 * Constraints to rules; those that are null are none.
 * @param frames of a clip
 * @param at where a constraint is written, for messages
 */
export function constraintRules(
  constraints: Constraints,
  frames: number,
  at: (name: keyof Constraints) => string,
  problems: Problems,
): PlanRule[] {
  const rules: PlanRule[] = [];
  const { inView, contact, minDistance, noOverlap } = constraints;
  for (const [kind, pair] of [
    ['inView', inView],
    ['contact', contact],
  ] as const) {
    if (!pair) continue;
    const [a, b] = pair;
    if (a > b || (kind === 'contact' && a === b))
      problems.add(at(kind), `${show(pair)} is empty; write the earlier frame first`);
    else if (b >= frames) problems.add(at(kind), `${show(pair)} goes beyond the last frame, ${frames - 1}`);
    else rules.push(rule(kind, a, b));
  }
  if (minDistance === 0)
    problems.add(at('minDistance'), '0 is no distance; noOverlap: true keeps bodies out of each other');
  else if (typeof minDistance === 'number') rules.push(rule('minDistance', 0, 0, [minDistance]));
  if (noOverlap) rules.push(rule('noOverlap'));
  return rules;
}

/** What a split places otherwise than the recipe. */
export function placementRules(own: PlanInfo['placement'], shared: PlanInfo['placement']): PlanRule[] {
  const kinds = ['minPre', 'minPost', 'minVisible', 'cleanStart'] as const;
  return kinds.filter((kind) => own[kind] !== shared[kind]).map((kind) => rule(kind, Number(own[kind])));
}

/** The rule of a split that has the clips of split `number` of the plan. */
export function twinRule(number: number): PlanRule {
  return rule('twin', number);
}

/** Boxes or holes to rules: each one's conditions in the order of the factors, the boxes in ascending order, none twice. */
export function boxRules(
  kind: 'box' | 'hole',
  boxes: readonly Box[],
  scenario: CatalogueScenario,
  blocks: readonly PlanBlock[],
  field: string,
  problems: Problems,
): PlanRule[] {
  const found: PlanRule[] = [];
  for (const [i, box] of boxes.entries()) {
    const at = `${field}[${i}]`;
    const conditions = conditionsOf(box, scenario, at, problems);
    if (!conditions) continue;
    if (kind === 'hole' && blocks.every(({ factors }) => conditions.every(([o, ranges]) => covers(ranges, factors[o]))))
      problems.add(at, `${text(box)} leaves nothing of the split`);
    if (kind === 'box' && conditions.length === 0) return [];
    if (kind === 'box' && !blocks.some(({ factors }) => conditions.every(([o, ranges]) => meets(ranges, factors[o]))))
      problems.add(at, `${text(box)} holds nothing that the split draws`);
    const values = conditions.flatMap(([ordinal, ranges]) => [ordinal, ranges.length, ...ranges.flat()]);
    found.push(rule(kind, 0, 0, values));
  }
  found.sort((left, right) => compareValues(left.values, right.values));
  return found.filter((one, i) => i === 0 || compareValues((found[i - 1] as PlanRule).values, one.values) !== 0);
}

/** Kinds of rules that are decided clip by clip, and may need several attempts. */
export function isDecidedByClip({ kind, values }: PlanRule, blocks: readonly PlanBlock[]): boolean {
  if (kind !== 'box' && kind !== 'hole') return codes.rule[kind] <= codes.rule.noOverlap;
  return blocks.some(({ factors }) =>
    ordinalsOf(values).some((ordinal) => {
      const factor = factors[ordinal] as PlanFactor;
      return !factor.axis && factor.kind !== 'constant';
    }),
  );
}

/** A box as it was written, shortened. */
function text(box: Box): string {
  const whole = JSON.stringify(box);
  return whole.length > 100 ? `${whole.slice(0, 97)}...` : whole;
}

function rule(kind: RuleKind, a = 0, b = 0, values: readonly number[] = []): PlanRule {
  return { kind, a, b, values };
}

function ordinalsOf(values: readonly number[]): number[] {
  const ordinals: number[] = [];
  for (let at = 0; at < values.length; at += 2 + 2 * (values[at + 1] as number)) ordinals.push(values[at] as number);
  return ordinals;
}

function compareValues(left: readonly number[], right: readonly number[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Whether ranges hold whatever a factor may be. */
function isEverything(factor: CatalogueFactor, ranges: readonly Range[]): boolean {
  const [min, max] =
    factor.type === 'number'
      ? [factor.min, factor.max]
      : [0, factor.type === 'color' ? 0xffffff : factor.values.length - 1];
  return ranges.length === 1 && ranges[0]?.[0] === min && ranges[0][1] === max;
}

/** The ranges of each factor that a box narrows, by its ordinal; undefined if a problem was noted. */
function conditionsOf(
  box: Box,
  scenario: CatalogueScenario,
  field: string,
  problems: Problems,
): [number, Range[]][] | undefined {
  const names = scenario.factors.map(({ name }) => name);
  if (Object.keys(box).length === 0) return problems.add(field, '{} names no factor');
  let wrong = false;
  const conditions: [number, Range[]][] = [];
  for (const [name, range] of Object.entries(box)) {
    const ordinal = names.indexOf(name);
    const ranges =
      ordinal < 0
        ? problems.add(`${field}.${name.slice(0, 64)}`, `unknown factor of ${scenario.name}${nearest(name, names)}`)
        : rangesOf(scenario.factors[ordinal] as CatalogueFactor, range, `${field}.${name}`, problems);
    if (!ranges) wrong = true;
    else if (!isEverything(scenario.factors[ordinal] as CatalogueFactor, ranges)) conditions.push([ordinal, ranges]);
  }
  return wrong ? undefined : conditions.sort(([a], [b]) => a - b);
}

/** Ascending ranges of which no two could be one. */
function rangesOf(factor: CatalogueFactor, range: BoxRange, field: string, problems: Problems): Range[] | undefined {
  const parts = typeof range === 'object' && 'any' in range ? range.any : [range];
  const found: [number, number][] = [];
  for (const [i, part] of parts.entries()) {
    const at = parts.length > 1 ? `${field}.any[${i}]` : field;
    if (Array.isArray(part) && factor.type !== 'number')
      return problems.add(at, `${show(part)} is a range, which ${factor.name} has not; write { any: ${show(part)} }`);
    const ends = Array.isArray(part) ? part : ([part, part] as [FactorValue, FactorValue]);
    const [low, high] = ends.map((end) => factorValue(factor, end, at, problems));
    if (low === undefined || high === undefined) return undefined;
    if (low > high) return problems.add(at, `${show(part)} is empty (min > max)`);
    found.push([low, high]);
  }
  // Of whole numbers, names and colours also neighbours are one range.
  const gap = factor.type === 'number' && !factor.whole ? 0 : 1;
  const merged: [number, number][] = [];
  for (const [low, high] of found.sort(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last && low <= last[1] + gap) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

/** What a factor may be: ranges, or undefined where placement decides. */
function supportOf({ kind, parameters }: PlanFactor): Range[] | undefined {
  const [a, b] = parameters as [number, number];
  switch (kind) {
    case 'placed':
      return undefined;
    case 'constant':
      return [[a, a]];
    case 'uniform':
    case 'randomGrid':
      return [[a, b]];
    case 'union':
      return Array.from(
        { length: parameters.length / 2 },
        (_, i) => [parameters[2 * i], parameters[2 * i + 1]] as Range,
      );
    case 'linspace':
      return linspaceValues(a, b, parameters[2] as number).map((x) => [x, x]);
    case 'list':
      return parameters.map((x) => [x, x]);
    case 'choice':
      return parameters.filter((_, i) => i % 2 === 0).map((x) => [x, x]);
  }
}

/** Whether ranges hold all that a factor may be. */
function covers(ranges: readonly Range[], factor: PlanFactor | undefined): boolean {
  const support = factor && supportOf(factor);
  if (!support) return false;
  return support.every(([low, high]) => ranges.some(([a, b]) => low >= a - tie && high <= b + tie));
}

/** Whether ranges hold any of it. */
function meets(ranges: readonly Range[], factor: PlanFactor | undefined): boolean {
  const support = factor && supportOf(factor);
  return !support || support.some(([low, high]) => ranges.some(([a, b]) => low <= b + tie && high >= a - tie));
}
