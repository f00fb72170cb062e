// The splits of a recipe to those of a plan: factors merged from recipe, split and sub-grid, axes told apart, tags and
// marks put in order.

import type { CatalogueScenario } from '../engine/catalogue.js';
import { canonicalFactor, defaultFactor, formName, isGridLike } from './distributions.js';
import { given } from './looks.js';
import { nearest } from './nearest.js';
import { resolvePlacement } from './placement.js';
import {
  byteOrder,
  type PlanBlock,
  type PlanFactor,
  type PlanInfo,
  type PlanMark,
  type PlanRule,
  type PlanSplit,
} from './plan.js';
import type { Problems } from './problems.js';
import { boxRules, constraintRules, placementRules, twinRule } from './rules.js';
import { maxCount, maxValues } from './schema.js';
import { show } from './show.js';
import { resolveTwins, sourceOf } from './twins.js';
import type { Constraints, Distribution, Factors, MarkIn, Recipe, Rows, Split, Tags } from './types.js';
import { violationRule } from './violations.js';

const maxSplits = 1024;
const maxMarks = 32;
const maxKeyBytes = 64;
const maxTextBytes = 4096;

/** Factors that placement draws together: given both or none. */
const pairs: Readonly<Record<string, readonly [string, string]>> = { collision: ['x1', 'x2'] };

/** A factor as it was written somewhere. */
interface Written {
  readonly form: Distribution;
  readonly factor: PlanFactor | undefined;
  readonly field: string;
}

type Level = ReadonlyMap<string, Written>;

/** What the recipe fixes for all splits. */
type Shared = Pick<PlanInfo, 'physics' | 'timing' | 'placement'>;

/** Compiles all splits of one recipe. */
export class SplitCompiler {
  readonly #recipe: Recipe;
  /** Each with what it has from its twin. */
  readonly #splits: Recipe['splits'];
  readonly #scenario: CatalogueScenario;
  readonly #problems: Problems;
  readonly #defaults: readonly PlanFactor[];
  readonly #shared: Level;
  /** Names of the splits in plan order. */
  readonly #order: readonly string[];
  readonly #fixed: Shared;

  constructor(recipe: Recipe, scenario: CatalogueScenario, fixed: Shared, problems: Problems) {
    this.#recipe = recipe;
    this.#scenario = scenario;
    this.#problems = problems;
    this.#fixed = fixed;
    this.#splits = resolveTwins(recipe, problems);
    this.#order = Object.keys(recipe.splits).sort(byteOrder);
    this.#defaults = scenario.factors.map((factor) => defaultFactor(factor, scenario, problems));
    this.#shared = this.#level(recipe.factors, 'recipe.factors');
  }

  /** @param xxh64 hash of a name; two names may not share its low 32 bits */
  compile(xxh64: (bytes: Uint8Array) => bigint): PlanSplit[] {
    const field = 'recipe.splits';
    if (this.#order.length === 0)
      this.#problems.add(field, '{} has no splits; name at least one, such as train: { count: 1000 }');
    if (this.#order.length > maxSplits)
      this.#problems.add(field, `has ${this.#order.length} splits, at most ${maxSplits} are possible`);
    const byHash = new Map<number, string>();
    const byFolder = new Map<string, string>();
    return this.#order.map((name) => {
      const hash = Number(BigInt.asUintN(32, xxh64(new TextEncoder().encode(name))));
      const other = byHash.get(hash);
      if (other !== undefined)
        this.#problems.add(`${field}.${name}`, `shares its 32-bit hash with ${show(other)}; rename one of the two`);
      byHash.set(hash, name);
      const twin = byFolder.get(name.toLowerCase());
      if (twin !== undefined)
        this.#problems.add(
          `${field}.${name}`,
          `differs from ${show(twin)} by case only, which folders cannot everywhere`,
        );
      byFolder.set(name.toLowerCase(), name);
      return this.#split(name, hash);
    });
  }

  #split(name: string, hash: number): PlanSplit {
    const split = this.#splits[name] as Split;
    const field = `recipe.splits.${sourceOf(this.#recipe, name)}`;
    const grid = split.grid !== undefined || split.grids !== undefined || split.rows !== undefined;
    if (split.grid && split.grids) this.#problems.add(field, 'has both grid and grids; it takes one of them');
    if (split.rows && split.grids)
      this.#problems.add(`${field}.rows`, 'stands beside grids; give each sub-grid rows of its own');
    if (!grid && split.count === undefined)
      this.#problems.add(
        `${field}.count`,
        `is missing; a split without a grid needs a whole number from 1 to ${maxCount}`,
      );
    if (!grid && split.order) this.#problems.add(`${field}.order`, 'works with grid, grids or rows only');
    const order = split.order ?? (split.rows && !split.grid ? 'given' : 'shuffled');
    const blocks = this.#blocks(split, field);
    const rules = [...this.#rules(split, blocks, field), ...this.#breach(split, name)];
    return { name, grid, ...(grid && order === 'given' && { given: true }), hash, rules, blocks };
  }

  /** Whose clips the split has, and how they break their law. */
  #breach({ twinOf, violate }: Split, name: string): PlanRule[] {
    const written = violate === undefined ? this.#recipe.violate : violate;
    const field = violate === undefined ? 'recipe.violate' : `recipe.splits.${name}.violate`;
    return [
      ...(twinOf === undefined ? [] : [twinRule(Math.max(0, this.#order.indexOf(twinOf)))]),
      ...(written ? violationRule(written, this.#scenario, this.#fixed, field, this.#problems) : []),
    ];
  }

  #blocks(split: Split, field: string): PlanBlock[] {
    const own = new Map([...this.#shared, ...this.#level(split.factors, `${field}.factors`)]);
    if (!split.grids || split.grid) {
      const axes = this.#axes(split.grid, own, `${field}.grid`);
      const columns = this.#columns(split.rows, axes, `${field}.rows`);
      return [this.#block(new Map([...own, ...columns]), axes, columns, split.tags, split.markIn, field)];
    }
    return split.grids.map((sub, i) => {
      const part = `${field}.grids[${i}]`;
      const named = this.#level(sub.factors, `${part}.factors`);
      const axes = new Set([...named].filter(([, { form }]) => isGridLike(form)).map(([factor]) => factor));
      const columns = this.#columns(sub.rows, axes, `${part}.rows`);
      const tags = { ...split.tags, ...sub.tags };
      const marks = { ...split.markIn, ...sub.markIn };
      return this.#block(new Map([...own, ...named, ...columns]), axes, columns, tags, marks, part);
    });
  }

  /** The columns of an explicit list: factors whose values go together. */
  #columns(rows: Rows | undefined, axes: ReadonlySet<string>, field: string): Level {
    if (!rows) return new Map();
    const lengths = Object.values(rows).map((column) => column.length);
    const [length = 0] = lengths;
    if (lengths.length === 0) this.#problems.add(field, '{} has no columns; give one a factor');
    if (lengths.some((other) => other !== length)) {
      const text = Object.entries(rows).map(([name, column]) => `${name} ${column.length}`);
      this.#problems.add(field, `has columns of different lengths: ${text.join(', ')}`);
    }
    if (length > maxValues)
      this.#problems.add(field, `has ${length} rows, at most ${maxValues} are possible; use several grids`);
    const columns = this.#level(
      Object.fromEntries(Object.entries(rows).map(([name, column]) => [name, { column }])) as never,
      field,
    );
    for (const name of columns.keys())
      if (axes.has(name)) this.#problems.add(`${field}.${name}`, 'is an axis of the grid as well');
    if (length > 1 && [...columns.values()].every(({ factor }) => factor?.kind === 'constant'))
      this.#problems.add(field, `says the same ${length} times; one row is enough`);
    return columns;
  }

  /** What the split asks of its clips, in the order of plans. */
  #rules(split: Split, blocks: readonly PlanBlock[], field: string): PlanRule[] {
    const { placement } = this.#fixed;
    const { frames } = this.#fixed.timing;
    const constraints = { ...given(this.#recipe.constraints), ...given(split.constraints) };
    const at = (name: keyof Constraints) =>
      `${split.constraints?.[name] === undefined ? 'recipe' : field}.constraints.${name}`;
    const own = split.placement
      ? resolvePlacement(
          { ...this.#recipe.placement, ...split.placement },
          this.#scenario,
          frames,
          `${field}.placement`,
          this.#problems,
        )
      : placement;
    return [
      ...constraintRules(constraints, frames, at, this.#problems),
      ...placementRules(own, placement),
      ...boxRules('box', split.boxes ?? [], this.#scenario, blocks, `${field}.boxes`, this.#problems),
      ...boxRules('hole', split.holes ?? [], this.#scenario, blocks, `${field}.holes`, this.#problems),
    ];
  }

  /** The factors that one `factors` object names. */
  #level(factors: Factors | undefined, field: string): Level {
    const known = this.#scenario.factors;
    const level = new Map<string, Written>();
    for (const [name, form] of Object.entries(factors ?? {})) {
      const factor = known.find((candidate) => candidate.name === name);
      if (form === undefined) continue;
      if (factor)
        level.set(name, {
          form,
          factor: canonicalFactor(factor, form, `${field}.${name}`, this.#problems),
          field: `${field}.${name}`,
        });
      else
        this.#problems.add(
          `${field}.${name.slice(0, 64)}`,
          `unknown factor of ${this.#scenario.name}${nearest(
            name,
            known.map((candidate) => candidate.name),
          )}`,
        );
    }
    return level;
  }

  #axes(grid: readonly string[] | undefined, own: Level, field: string): ReadonlySet<string> {
    const axes = new Set<string>();
    if (grid?.length === 0) this.#problems.add(field, '[] names no factor');
    for (const [i, name] of (grid ?? []).entries()) {
      const names = this.#scenario.factors.map((factor) => factor.name);
      const form = own.get(name)?.form;
      if (!names.includes(name))
        this.#problems.add(
          `${field}[${i}]`,
          `${show(name)} is not a factor of ${this.#scenario.name}${nearest(name, names)}`,
        );
      else if (axes.has(name)) this.#problems.add(`${field}[${i}]`, `names ${name} twice`);
      else if (form === undefined || !isGridLike(form))
        this.#problems.add(
          `${field}[${i}]`,
          `${name} is ${form === undefined ? 'not given' : formName(form)}; an axis of a grid is a linspace, randomGrid or list`,
        );
      axes.add(name);
    }
    return axes;
  }

  #block(
    own: Level,
    axes: ReadonlySet<string>,
    columns: Level,
    tags: Tags = {},
    markIn: MarkIn = {},
    field: string,
  ): PlanBlock {
    const varying = [...columns.values()].filter(({ factor }) => factor && factor.kind !== 'constant');
    const factors = this.#defaults.map((fallback) => {
      const factor = own.get(fallback.name)?.factor ?? fallback;
      const many = factor.kind !== 'constant';
      // One column alone is an axis like any other.
      const row = many && varying.length > 1 && columns.has(factor.name);
      return { ...factor, axis: many && (axes.has(factor.name) || columns.has(factor.name)), ...(row && { row }) };
    });
    this.#checkPair(factors, own);
    for (const key of Object.keys(tags)) {
      if (Object.hasOwn(markIn, key))
        this.#problems.add(`${field}.markIn.${key}`, 'stands among the tags too; rename one of the two');
      this.#checkText(key, maxKeyBytes, `${field}.tags`);
      this.#checkText(tags[key], maxTextBytes, `${field}.tags.${key}`);
    }
    return { factors, tags: { ...tags }, marks: this.#marks(markIn, `${field}.markIn`) };
  }

  #checkPair(factors: readonly PlanFactor[], own: Level): void {
    const pair = pairs[this.#scenario.name];
    if (!pair) return;
    const [set, unset] = [false, true].map((placed) =>
      pair.find((name) => factors.some((factor) => factor.name === name && (factor.kind === 'placed') === placed)),
    );
    if (set && unset)
      this.#problems.add(
        own.get(set)?.field ?? `recipe.factors.${set}`,
        `is given but ${unset} is not; give both or neither`,
      );
  }

  #marks(markIn: MarkIn, field: string): PlanMark[] {
    const keys = Object.keys(markIn).sort(byteOrder);
    if (keys.length > maxMarks) this.#problems.add(field, `has ${keys.length} marks, at most ${maxMarks} are possible`);
    return keys.map((key) => {
      const name = markIn[key] as string;
      const target = Object.hasOwn(this.#splits, name) ? this.#splits[name] : undefined;
      if (!target)
        this.#problems.add(`${field}.${key}`, `there is no split ${show(name)}${nearest(name, this.#order)}`);
      else if (!target.grid && !target.grids && !target.rows)
        this.#problems.add(`${field}.${key}`, `split ${show(name)} has no grid, so nothing equals a cell of it`);
      this.#checkText(key, maxKeyBytes, field);
      return { key, split: Math.max(0, this.#order.indexOf(name)) };
    });
  }

  #checkText(text: unknown, maxBytes: number, field: string): void {
    if (typeof text !== 'string') return;
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > maxBytes || (bytes === 0 && maxBytes === maxKeyBytes))
      this.#problems.add(field, `${show(text)} has ${bytes} bytes; it must have 1 to ${maxBytes}`);
    if (/\p{Surrogate}/u.test(text)) this.#problems.add(field, `${show(text)} is not valid Unicode text`);
  }
}
