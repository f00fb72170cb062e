// The training clip nearest to a clip in the space of factors: exact, because the recipe knows every training clip. Distances are those of
// docs/coverage.md: numbers over the width of their range, choices and colours 0 or 1 apart; what a grid draws clip by clip is left out.

import { NearPoints } from '../dataset/near-points.js';
import { type Met, meet, SplitClips } from '../dataset/split-clips.js';
import type { Plan } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';

/** Training clips that are looked at where they are drawn, not the cells of a grid. */
const drawnClips = 65536;

/** A training clip and how far it is. */
export interface NearestClip {
  readonly index: number;
  readonly distance: number;
}

/** Finds training clips; undefined where the recipe has no other split to train on. */
export class NearestTraining {
  readonly split: string;
  /** Whether all training clips were looked at. */
  readonly exact: boolean;
  readonly #groups: { words: Float64Array; points: NearPoints; indices: Uint32Array }[] = [];
  readonly #numbers: number[];
  readonly #words: number[];
  readonly #scales: number[];

  /** @param evaluated splits whose clips will be asked for: their ranges count as well */
  constructor(plan: Plan, source: ClipSource, split: string, evaluated: readonly string[]) {
    this.split = split;
    const { factors } = source.scenario;
    const clips = new SplitClips(plan, source, split, drawnClips);
    this.exact = clips.all;
    const others = evaluated.map((name) => new SplitClips(plan, source, name, 4096));
    const met = [clips, ...others].map((each) => meet(each.chunks(), factors.length));
    const range = (i: number) =>
      Math.max(...met.map((m) => (m[i] as Met).max)) - Math.min(...met.map((m) => (m[i] as Met).min));
    const used = factors
      .map((_, i) => i)
      .filter((i) => [clips, ...others].every(({ held }) => held[i]) && range(i) > 0);
    this.#numbers = used.filter((i) => factors[i]?.type === 'number');
    this.#words = used.filter((i) => factors[i]?.type !== 'number');
    this.#scales = this.#numbers.map((i) => 1 / range(i));
    this.#plant(clips, factors.length);
  }

  #plant(clips: SplitClips, width: number): void {
    const groups = new Map<string, { words: Float64Array; rows: number[]; indices: number[] }>();
    for (const { from, count, rows } of clips.chunks())
      for (let i = 0; i < count; i++) {
        const row = rows.subarray(i * width, (i + 1) * width);
        const words = Float64Array.from(this.#words, (ordinal) => row[ordinal] as number);
        const key = words.join();
        let group = groups.get(key);
        if (!group) {
          group = { words, rows: [], indices: [] };
          groups.set(key, group);
        }
        for (const value of this.#point(row)) group.rows.push(value);
        group.indices.push(from + i);
      }
    for (const { words, rows, indices } of groups.values())
      this.#groups.push({
        words,
        points: new NearPoints(Float64Array.from(rows), Math.max(1, this.#numbers.length), indices.length),
        indices: Uint32Array.from(indices),
      });
  }

  #point(row: ArrayLike<number>): number[] {
    if (this.#numbers.length === 0) return [0];
    return this.#numbers.map((ordinal, d) => (row[ordinal] as number) * (this.#scales[d] as number));
  }

  /** @param factors one a factor in the catalogue's order, as `Clip.factors` */
  of(factors: Float64Array): NearestClip | undefined {
    const query = Float64Array.from(this.#point(factors));
    let [best, index] = [Number.POSITIVE_INFINITY, -1];
    for (const { words, points, indices } of this.#groups) {
      const apart = this.#words.filter((ordinal, w) => factors[ordinal] !== words[w]).length;
      if (apart >= best) continue;
      best = points.search(query, apart, best, -1, () => undefined);
      if (points.nearest >= 0) index = indices[points.nearest] as number;
    }
    return index < 0 ? undefined : { index, distance: Math.sqrt(best) };
  }
}

/** The split that a recipe trains on: the first whose name begins with `train`, else none. */
export function trainingSplit(plan: Plan): string | undefined {
  return plan.order.find((name) => name.startsWith('train'));
}
