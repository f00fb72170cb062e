// One factor of a recipe to its canonical form: however a distribution is spelled, what means the same becomes the same
// kind and parameters (docs/formats.md, Block).

import type { CatalogueFactor, CatalogueScenario } from '../engine/catalogue.js';
import { parseColor } from './color.js';
import { nearest } from './nearest.js';
import type { FactorKind, PlanFactor } from './plan.js';
import type { Problems } from './problems.js';
import { show } from './show.js';
import type { Distribution, FactorValue } from './types.js';
import { normalizedChoice } from './weights.js';

/** `without` names values of a linspace that it meets within this distance. */
const valueTolerance = 1e-9;

type Form<Key extends string> = Extract<Distribution, { [K in Key]: unknown }>;

/** Whether a distribution has values that can be an axis of a grid. */
export function isGridLike(distribution: Distribution): boolean {
  return (
    typeof distribution === 'object' &&
    ('linspace' in distribution || 'randomGrid' in distribution || 'list' in distribution)
  );
}

/** The one word that says how a factor is drawn. */
export function formName(distribution: Distribution): string {
  if (typeof distribution !== 'object') return 'constant';
  return Object.keys(distribution).find((key) => key !== 'without' && key !== 'weights') ?? 'constant';
}

/** The catalogue's default of a factor, in canonical form. */
export function defaultFactor(factor: CatalogueFactor, scenario: CatalogueScenario, problems: Problems): PlanFactor {
  const field = `catalogue.${scenario.name}.${factor.name}`;
  const any = factor.type === 'choice' && factor.default === 'any';
  const form = any ? { list: [...factor.values] } : (structuredClone(factor.default) as Distribution);
  return canonicalFactor(factor, form, field, problems) ?? make(factor, 'placed', []);
}

/**
 * A factor's canonical form, not yet an axis.
 * @param field where it is written, for messages
 * @returns undefined if a problem was noted
 */
export function canonicalFactor(
  factor: CatalogueFactor,
  distribution: Distribution,
  field: string,
  problems: Problems,
): PlanFactor | undefined {
  const compiler = new FactorCompiler(factor, field, problems);
  return compiler.compile(distribution);
}

/** n >= 2 values from a to b in the module's arithmetic. */
export function linspaceValues(a: number, b: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => (i === n - 1 ? b : a + ((b - a) * i) / (n - 1)));
}

function make(factor: CatalogueFactor, kind: FactorKind, parameters: readonly number[]): PlanFactor {
  return { name: factor.name, kind, axis: false, parameters };
}

/**
 * The number that stands for a value of a factor: choices by position, colours as 0xRRGGBB.
 * @param field where it is written, for messages
 * @returns undefined if a problem was noted
 */
export function factorValue(
  factor: CatalogueFactor,
  value: FactorValue,
  field: string,
  problems: Problems,
): number | undefined {
  if (factor.type === 'color') {
    const color = typeof value === 'string' ? parseColor(value) : undefined;
    return (
      color ?? problems.add(field, `${show(value)} is not a colour: a name such as red, or #rrggbb (in quotes in YAML)`)
    );
  }
  if (factor.type === 'choice') {
    const position = factor.values.indexOf(String(value));
    if (position >= 0) return position;
    return problems.add(
      field,
      `${show(value)} is not one of ${listed(factor.values)}${suggestion(String(value), factor.values)}`,
    );
  }
  if (typeof value !== 'number') return problems.add(field, `${show(value)} is not a number (${factor.unit})`);
  if (factor.whole && !Number.isInteger(value)) return problems.add(field, `${show(value)} is not a whole number`);
  if (value >= factor.min && value <= factor.max) return value + 0;
  const [word, limit] = value < factor.min ? ['below the smallest', factor.min] : ['above the largest', factor.max];
  return problems.add(field, `${show(value)} is ${word} ${factor.name}, ${limit} ${factor.unit}`);
}

class FactorCompiler {
  readonly #factor: CatalogueFactor;
  readonly #field: string;
  readonly #problems: Problems;

  constructor(factor: CatalogueFactor, field: string, problems: Problems) {
    this.#factor = factor;
    this.#field = field;
    this.#problems = problems;
  }

  compile(distribution: Distribution): PlanFactor | undefined {
    const factor = this.#factor;
    if (distribution === 'placed' && factor.default === 'placed') return make(factor, 'placed', []);
    if (typeof distribution !== 'object') return this.#constant(this.#value(distribution, this.#field));
    if ('constant' in distribution)
      return this.#constant(this.#value(distribution.constant, `${this.#field}.constant`));
    if ('list' in distribution) return this.#list(distribution);
    if ('column' in distribution) return this.#column((distribution as { column: FactorValue[] }).column);
    if ('choice' in distribution) return this.#choice(distribution);
    if (factor.type !== 'number') {
      const article = factor.type === 'choice' ? `one of ${listed(factor.values)}` : 'a colour';
      return this.#wrong(formName(distribution), `${factor.name} is ${article}; it takes a constant, list or choice`);
    }
    if (factor.whole && !('linspace' in distribution))
      return this.#wrong(
        formName(distribution),
        `${factor.name} is a whole number; it takes a constant, linspace, list or choice`,
      );
    if ('uniform' in distribution) return this.#union([distribution.uniform], 'uniform');
    if ('union' in distribution) return this.#union(distribution.union, 'union');
    if ('linspace' in distribution) return this.#linspace(distribution);
    return this.#randomGrid(distribution);
  }

  #wrong(key: string, text: string): undefined {
    return this.#problems.add(key ? `${this.#field}.${key}` : this.#field, text);
  }

  #constant(value: number | undefined): PlanFactor | undefined {
    return value === undefined ? undefined : make(this.#factor, 'constant', [value]);
  }

  /** The number that stands for a value: choices by position, colours as 0xRRGGBB. */
  #value(value: FactorValue, field: string): number | undefined {
    return factorValue(this.#factor, value, field, this.#problems);
  }

  /** All values, or undefined if one is wrong. */
  #values(values: readonly FactorValue[], field: string): number[] | undefined {
    const numbers = values.map((value, i) => this.#value(value, values.length > 1 ? `${field}[${i}]` : field));
    return numbers.includes(undefined) ? undefined : (numbers as number[]);
  }

  #pair(values: readonly [number, number], field: string): boolean {
    return values.map((value) => this.#value(value, field)).every((value) => value !== undefined);
  }

  #union(intervals: readonly (readonly [number, number])[], key: 'uniform' | 'union'): PlanFactor | undefined {
    const merged: [number, number][] = [];
    for (const [i, interval] of intervals.entries()) {
      const part = key === 'union' ? `union[${i}]` : key;
      if (!this.#pair(interval, `${this.#field}.${part}`)) return undefined;
      if (interval[0] > interval[1]) return this.#wrong(part, `${show(interval)} is empty (min > max)`);
    }
    for (const [a, b] of [...intervals].sort((left, right) => left[0] - right[0])) {
      const last = merged.at(-1);
      if (last && a <= last[1]) last[1] = Math.max(last[1], b + 0);
      else merged.push([a + 0, b + 0]);
    }
    if (merged.length === 1) {
      const [[a, b]] = merged as [[number, number]];
      return a === b ? this.#constant(a) : make(this.#factor, 'uniform', [a, b]);
    }
    const point = merged.find(([a, b]) => a === b);
    if (point) return this.#wrong('union', `${show(point)} has no length; use choice or list for single values`);
    return make(this.#factor, 'union', merged.flat());
  }

  #linspace({ linspace, without = [] }: Form<'linspace'>): PlanFactor | undefined {
    const [a, b, n] = linspace;
    if (!this.#pair([a, b], `${this.#field}.linspace`)) return undefined;
    if (n > 1 && a === b) return this.#wrong('linspace', `${show(linspace)} repeats one value; write ${show(a)}`);
    const values = n === 1 ? [a] : linspaceValues(a, b, n);
    if (without.length > 0 && n > 1 && Math.abs(b - a) / (n - 1) <= 2 * valueTolerance)
      return this.#wrong('without', `the values of ${show(linspace)} are too close to tell apart`);
    const removed = new Set<number>();
    for (const value of without) {
      const position = Math.round(((value - a) / (b - a)) * (n - 1) || 0);
      const met = values[Math.min(Math.max(position, 0), n - 1)] as number;
      if (Math.abs(met - value) > valueTolerance)
        return this.#wrong(
          'without',
          `${show(value)} is not a value of linspace ${show(linspace)}; the nearest is ${show(met)}`,
        );
      removed.add(met + 0);
    }
    const kept = values.map((value) => value + 0).filter((value) => !removed.has(value));
    if (kept.some((value) => this.#factor.type === 'number' && this.#factor.whole && !Number.isInteger(value)))
      return this.#wrong('linspace', `${show(linspace)} has values that are not whole numbers`);
    if (kept.length === 0) return this.#wrong('without', 'leaves no value');
    return this.#spelledOut(kept);
  }

  #randomGrid({ randomGrid }: Form<'randomGrid'>): PlanFactor | undefined {
    const [a, b, n] = randomGrid;
    if (!this.#pair([a, b], `${this.#field}.randomGrid`)) return undefined;
    if (a >= b) return this.#wrong('randomGrid', `${show(randomGrid)} is empty (min >= max)`);
    if (n < 2)
      return this.#wrong(
        'randomGrid',
        `${show(randomGrid)} draws ${n} value; it must draw 2 or more (use uniform for one a clip)`,
      );
    return make(this.#factor, 'randomGrid', [a + 0, b + 0, n]);
  }

  #list({ list }: Form<'list'>): PlanFactor | undefined {
    const values = this.#values(list, `${this.#field}.list`);
    if (!values) return undefined;
    const seen = new Set<number>();
    const repeated = values.findIndex((value) => seen.size === seen.add(value).size);
    if (repeated >= 0)
      return this.#wrong(
        `list[${repeated}]`,
        `${show(list[repeated])} stands in the list twice; use choice with weights to draw it more often`,
      );
    return this.#spelledOut(values);
  }

  /** A column of rows: its values as they stand, written by its path alone. */
  #column(column: readonly FactorValue[]): PlanFactor | undefined {
    const values = this.#values(column, this.#field);
    if (!values) return undefined;
    return values.every((value) => value === values[0]) ? this.#constant(values[0]) : this.#spelledOut(values);
  }

  /** Distinct values in an order: a constant, a linspace where they are exactly one, else a list. */
  #spelledOut(values: readonly number[]): PlanFactor | undefined {
    if (values.length === 1) return this.#constant(values[0]);
    const [a, b] = [values[0], values.at(-1)] as [number, number];
    const even =
      this.#factor.type === 'number' && linspaceValues(a, b, values.length).every((x, i) => x + 0 === values[i]);
    return even ? make(this.#factor, 'linspace', [a, b, values.length]) : make(this.#factor, 'list', values);
  }

  #choice(form: Form<'choice'>): PlanFactor | undefined {
    const pairs = this.#weighted(form);
    const values =
      pairs &&
      this.#values(
        pairs.map(([value]) => value),
        `${this.#field}.choice`,
      );
    if (!pairs || !values) return undefined;
    const wrong = pairs.find(([, weight]) => !(weight > 0));
    if (wrong)
      return this.#wrong(
        form.weights ? 'weights' : 'choice',
        `${show(wrong[1])} is not a weight above 0 (for ${show(wrong[0])})`,
      );
    const weighted = normalizedChoice(values.map((value, i) => [value, pairs[i]?.[1] ?? 1]));
    if (!weighted)
      return this.#wrong(form.weights ? 'weights' : 'choice', 'the weights differ too much to be told from 0');
    if (weighted.length === 1) return this.#constant(weighted[0]?.[0]);
    return make(this.#factor, 'choice', weighted.flat());
  }

  /** The three spellings of a choice as pairs of value and weight. */
  #weighted({ choice, weights }: Form<'choice'>): [FactorValue, number][] | undefined {
    const plain = Array.isArray(choice) && !Array.isArray(choice[0]);
    if (weights && !plain) return this.#wrong('weights', 'the weights stand in choice already');
    if (!Array.isArray(choice)) {
      const pairs = Object.entries(choice).map(([text, weight]): [FactorValue, number] => [
        this.#factor.type === 'number' ? numeric(text) : text,
        weight,
      ]);
      return pairs.length > 0 ? pairs : this.#wrong('choice', '{} has no values');
    }
    if (!plain) return choice as [FactorValue, number][];
    const values = choice as FactorValue[];
    if (weights && weights.length !== values.length)
      return this.#wrong('weights', `has ${weights.length} weights for ${values.length} values`);
    return values.map((value, i) => [value, weights?.[i] ?? 1]);
  }
}

/** A number that stands as a key; what is none stays text and is refused by its message. */
function numeric(text: string): FactorValue {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : text;
}

/** Names of a choice; of very many the first and the last. */
function listed(names: readonly string[]): string {
  return names.length > 12 ? `the ${names.length} from ${names[0]} to ${names.at(-1)}` : names.join(', ');
}

function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near.startsWith('; did') ? near : '';
}
