// How near the clips of an evaluation split come to those of a training split: the smallest distance, and how many are equal.
//
// The evaluation clips stand in k-d trees, one for each combination of choices and colours; training clips, millions of them, are compared with them
// one after the other and none is kept.

import type { CatalogueFactor } from '../engine/catalogue.js';
import type { ClipSource } from '../engine/source.js';
import { NearPoints } from './near-points.js';
import type { Met, SplitClips } from './split-clips.js';

/** Clips within this distance are equal. */
const equalWithin = 1e-9;
const tie = equalWithin ** 2;

/** A training and an evaluation clip. */
export interface ClipPair {
  /** Index of the evaluation clip. */
  readonly evaluation: number;
  /** Index of the training clip. */
  readonly training: number;
  /** The compared factors of the evaluation clip: numbers, names of choices, `#rrggbb`. */
  readonly factors: Readonly<Record<string, number | string>>;
}

/** How near an evaluation split comes to a training split. */
export interface Leakage {
  /** Name of the evaluation split. */
  readonly evaluation: string;
  /** Name of the training split. */
  readonly training: string;
  /** Evaluation clips that were compared: all, or a sample. */
  readonly evaluationClips: number;
  /** Training clips that were compared. */
  readonly trainingClips: number;
  /** Whether these are all clips of both splits. */
  readonly exact: boolean;
  /** Factors that vary in either or differ between the two, and so make the distance. */
  readonly compared: readonly string[];
  /** Factors that a grid draws clip by clip, such as placement does: no part of the distance. */
  readonly leftOut: readonly string[];
  /**
   * Smallest distance between an evaluation and a training clip. Numbers are divided by the width of their range in both splits together; choices
   * and colours are 0 or 1 apart; the root of the sum of the squares counts.
   */
  readonly distance: number;
  /** Whether no evaluation clip equals a training clip: the distance is above 1e-9. */
  readonly pass: boolean;
  /** Evaluation clips that equal a training clip in all compared factors. */
  readonly equal: number;
  /** A pair of that distance; the first evaluation clip that equals a training clip, if one does. */
  readonly nearest: ClipPair;
}

/** A split with what was met in it. */
export interface MetSplit {
  readonly clips: SplitClips;
  readonly met: readonly Met[];
}

interface Group {
  /** Its choices and colours. */
  readonly words: readonly number[];
  readonly points: NearPoints;
  /** By point: number among the evaluation clips. */
  readonly ids: Uint32Array;
  readonly onTie: (point: number) => void;
}

/** Compares each evaluation split with one training split, whose clips are gone through once. */
export function compareSplits(source: ClipSource, training: MetSplit, evaluations: readonly MetSplit[]): Leakage[] {
  const width = source.scenario.factors.length;
  const comparisons = evaluations.map((evaluation) => new Comparison(source, training, evaluation));
  for (const { from, count, rows } of training.clips.chunks())
    for (const comparison of comparisons) for (let i = 0; i < count; i++) comparison.compare(rows, i * width, from + i);
  return comparisons.map((comparison) => comparison.result());
}

class Comparison {
  readonly #source: ClipSource;
  readonly #training: MetSplit;
  readonly #evaluation: MetSplit;
  /** Ordinals of the numbers that are compared, and what each is multiplied with. */
  readonly #numbers: readonly number[];
  readonly #scales: readonly number[];
  /** Ordinals of the choices and colours that are compared. */
  readonly #words: readonly number[];
  readonly #groups = new Map<number, Group>();
  /** By the training clip's combination of words: the groups, those that differ in fewest words first. */
  readonly #order = new Map<number, { group: Group; apart: number }[]>();
  /** Combinations of words as numbers, word by word. */
  readonly #codes = new Map<number, number>();
  readonly #query: Float64Array;
  /** By evaluation clip: its index, its factors, and the index of the first training clip that it equals, or -1. */
  readonly #indices: Float64Array;
  readonly #factors: Float64Array;
  readonly #equals: Float64Array;
  #index = 0;
  #best = Number.POSITIVE_INFINITY;
  #nearest = { evaluation: 0, training: 0 };

  constructor(source: ClipSource, training: MetSplit, evaluation: MetSplit) {
    this.#source = source;
    this.#training = training;
    this.#evaluation = evaluation;
    const { factors } = source.scenario;
    const range = (i: number) => {
      const [a, b] = [training.met[i], evaluation.met[i]] as [Met, Met];
      return Math.max(a.max, b.max) - Math.min(a.min, b.min);
    };
    const varying = factors.map((_, i) => i).filter((i) => this.#isHeld(i) && range(i) > 0);
    this.#numbers = varying.filter((i) => (factors[i] as CatalogueFactor).type === 'number');
    this.#words = varying.filter((i) => (factors[i] as CatalogueFactor).type !== 'number');
    this.#scales = this.#numbers.map((i) => 1 / range(i));
    this.#query = new Float64Array(Math.max(1, this.#numbers.length));
    const count = evaluation.clips.looked;
    this.#indices = new Float64Array(count);
    this.#factors = new Float64Array(count * factors.length);
    this.#equals = new Float64Array(count).fill(-1);
    this.#plant();
  }

  #isHeld(ordinal: number): boolean {
    return [this.#training, this.#evaluation].every(({ clips }) => clips.held[ordinal]);
  }

  /** Puts the evaluation clips into trees. */
  #plant(): void {
    const width = this.#source.scenario.factors.length;
    const members = new Map<number, number[]>();
    let id = 0;
    for (const { from, count, rows } of this.#evaluation.clips.chunks()) {
      this.#factors.set(rows, id * width);
      for (let i = 0; i < count; i++, id++) {
        this.#indices[id] = from + i;
        const code = this.#code(rows, i * width);
        const ids = members.get(code);
        if (ids) ids.push(id);
        else members.set(code, [id]);
      }
    }
    for (const [code, ids] of members) this.#groups.set(code, this.#group(Uint32Array.from(ids), width));
  }

  #group(ids: Uint32Array, width: number): Group {
    const dimensions = this.#query.length;
    const rows = new Float64Array(ids.length * dimensions);
    for (const [i, id] of ids.entries()) {
      this.#ask(this.#factors, id * width);
      rows.set(this.#query, i * dimensions);
    }
    return {
      words: this.#words.map((ordinal) => this.#factors[(ids[0] as number) * width + ordinal] as number),
      points: new NearPoints(rows, dimensions, ids.length),
      ids,
      onTie: (point) => {
        const id = ids[point] as number;
        if (this.#equals[id] === -1) this.#equals[id] = this.#index;
      },
    };
  }

  /** Scales the numbers of a row into the query. */
  #ask(rows: Float64Array, at: number): void {
    for (let d = 0; d < this.#numbers.length; d++)
      this.#query[d] = (rows[at + (this.#numbers[d] as number)] as number) * (this.#scales[d] as number);
  }

  /** The number of a row's combination of words. Words are below 2^24. */
  #code(rows: Float64Array, at: number): number {
    let code = 0;
    for (const ordinal of this.#words) {
      const key = code * 2 ** 24 + (rows[at + ordinal] as number);
      let next = this.#codes.get(key);
      if (next === undefined) {
        next = this.#codes.size + 1;
        this.#codes.set(key, next);
      }
      code = next;
    }
    return code;
  }

  /** Groups by the number of words in which they differ from a row. */
  #ordered(code: number, rows: Float64Array, at: number): { group: Group; apart: number }[] {
    let order = this.#order.get(code);
    if (!order) {
      const apart = ({ words }: Group) =>
        words.filter((word, i) => word !== rows[at + (this.#words[i] as number)]).length;
      order = [...this.#groups.values()].map((group) => ({ group, apart: apart(group) }));
      order.sort((a, b) => a.apart - b.apart);
      this.#order.set(code, order);
    }
    return order;
  }

  /** Compares a training clip. */
  compare(rows: Float64Array, at: number, index: number): void {
    this.#index = index;
    this.#ask(rows, at);
    for (const { group, apart } of this.#ordered(this.#code(rows, at), rows, at)) {
      if (apart >= this.#best && apart > tie) return;
      const { points, ids, onTie } = group;
      this.#best = points.search(this.#query, apart, this.#best, tie, onTie);
      if (points.nearest >= 0) this.#nearest = { evaluation: ids[points.nearest] as number, training: index };
    }
  }

  result(): Leakage {
    const { factors } = this.#source.scenario;
    const [training, evaluation] = [this.#training.clips, this.#evaluation.clips];
    const compared = [...this.#numbers, ...this.#words].sort((a, b) => a - b);
    const equal = this.#equals.reduce((sum, index) => sum + Number(index >= 0), 0);
    const first = this.#equals.findIndex((index) => index >= 0);
    const pair = first < 0 ? this.#nearest : { evaluation: first, training: this.#equals[first] as number };
    const value = (i: number) => this.#factors[pair.evaluation * factors.length + i] as number;
    const name = (i: number) => (factors[i] as CatalogueFactor).name;
    return {
      evaluation: evaluation.name,
      training: training.name,
      evaluationClips: evaluation.looked,
      trainingClips: training.looked,
      exact: training.all && evaluation.all,
      compared: compared.map(name),
      leftOut: factors.filter((_, i) => !this.#isHeld(i)).map((factor) => factor.name),
      distance: equal > 0 ? 0 : Math.sqrt(this.#best),
      pass: equal === 0,
      equal,
      nearest: {
        evaluation: this.#indices[pair.evaluation] as number,
        training: pair.training,
        factors: Object.fromEntries(compared.map((i) => [name(i), this.#source.factorText(i, value(i))])),
      },
    };
  }
}
