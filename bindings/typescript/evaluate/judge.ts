// A judge: whether a clip, or a set of clips, obeys the law, at a stated rate of false alarms. It is calibrated on lawful clips that went through the
// same camera and codec, and assumes nothing of how their errors are distributed.
//
// A clip: the deviation of each law from the lawful clips' median, over their 99th percentile of it, and of all laws the greatest. A set: the same of
// trimmed means over its clips, of deviations and of their sizes, compared with sets drawn from the lawful clips (Efron 1979). The drawn set is
// compared with a drawn calibration, so that what the calibration itself has of chance is counted. Thresholds are quantiles of these statistics
// over lawful clips, p values are ranks among them.

import type { LawStatistics } from './law-statistics.js';
import { draws } from './statistics.js';

/** How a judge is calibrated. */
export interface JudgeOptions {
  /** Share of lawful clips, and of lawful sets, that may be called, 0.001 to 0.5; default 0.01. */
  falseAlarms?: number;
}

/** What a judge says. */
export interface Verdict {
  /** Whether it is called a breach of the law. */
  readonly called: boolean;
  /** The law that is farthest from what lawful clips show. */
  readonly law: string;
  /** How far, in units of what lawful ones seldom reach; infinite where no lawful clip deviates at all. */
  readonly statistic: number;
  /** A statistic above this is called. */
  readonly threshold: number;
  /** Share of lawful ones that are as far, never below 1 / (number of them + 1). */
  readonly p: number;
}

/** Sets that are drawn for the threshold of a set. */
const drawnSets = 500;
/** Share of clips at either end that a mean over a set leaves out. */
const trimmed = 0.05;
/** Share of lawful deviations that the unit of a law is the upper end of. */
const unitShare = 0.99;

interface Law {
  readonly name: string;
  readonly center: number;
  readonly unit: number;
}

/** The value below which a share of sorted values lies, rounded up. */
function quantile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number;
}

const ascending = (values: Iterable<number>) => Float64Array.from(values).sort();

function lawOf(name: string, values: readonly number[]): Law {
  const center = quantile(ascending(values), 0.5);
  return { name, center, unit: quantile(ascending(values.map((value) => Math.abs(value - center))), unitShare) };
}

/** |value - center| in units; what lawful clips never do is infinitely far. */
function distance({ center, unit }: Law, value: number): number {
  const off = Math.abs(value - center);
  // Clips that all agree do so but for rounding.
  return off <= 1e-9 ? 0 : off / unit;
}

function farthest(laws: readonly Law[], values: LawStatistics): { law: string; statistic: number } {
  let found = { law: '', statistic: 0 };
  for (const law of laws) {
    const value = values[law.name];
    if (value === undefined || !Number.isFinite(value)) continue;
    const statistic = distance(law, value);
    if (found.law === '' || statistic > found.statistic) found = { law: law.name, statistic };
  }
  return found;
}

function trimmedMean(values: Float64Array): number {
  values.sort();
  const out = Math.floor(values.length * trimmed);
  let sum = 0;
  for (let i = out; i < values.length - out; i++) sum += values[i] as number;
  return sum / (values.length - 2 * out);
}

/** A judge of clips of one recipe, one camera and one codec. */
export class Judge {
  readonly #clips: readonly LawStatistics[];
  readonly #laws: readonly Law[];
  /** Statistics of the lawful clips, sorted. */
  readonly #lawful: Float64Array;
  readonly #falseAlarms: number;
  readonly #sets = new Map<number, { laws: readonly Law[]; lawful: Float64Array }>();

  /**
   * @param clips lawful ones, 100 or more, that nobody asks the judge about
   * @throws RangeError if there are too few for the rate of false alarms
   */
  constructor(clips: readonly LawStatistics[], { falseAlarms = 0.01 }: JudgeOptions = {}) {
    if (!(falseAlarms >= 0.001 && falseAlarms <= 0.5))
      throw new RangeError(`falseAlarms: ${falseAlarms} is not within 0.001 to 0.5`);
    const least = Math.ceil(1 / falseAlarms);
    if (clips.length < least)
      throw new RangeError(
        `clips: ${clips.length} tell no threshold for falseAlarms ${falseAlarms}; ${least} or more do`,
      );
    this.#clips = clips;
    this.#falseAlarms = falseAlarms;
    const names = [...new Set(clips.flatMap((clip) => Object.keys(clip)))].sort();
    this.#laws = names.flatMap((name) => {
      const values = clips.map((clip) => clip[name] ?? Number.NaN).filter(Number.isFinite);
      // What half of the lawful clips do not show is no law of theirs.
      return values.length * 2 > clips.length ? [lawOf(name, values)] : [];
    });
    this.#lawful = ascending(clips.map((clip) => farthest(this.#laws, clip).statistic));
  }

  /** Judges a clip. */
  clip(clip: LawStatistics): Verdict {
    return this.#verdict(farthest(this.#laws, clip), this.#lawful);
  }

  /**
   * Judges clips together: a breach too small for one clip shows in the mean.
   * @param clips two or more
   */
  set(clips: readonly LawStatistics[]): Verdict {
    if (clips.length < 2) throw new RangeError(`clips: ${clips.length} are no set; give two or more`);
    const { laws, lawful } = this.#setsOf(clips.length);
    const whole = this.#means(clips);
    const center = this.#means(this.#clips);
    return this.#verdict(farthest(laws, differences(whole, center)), lawful);
  }

  #verdict(found: { law: string; statistic: number }, lawful: Float64Array): Verdict {
    const threshold = quantile(lawful, 1 - this.#falseAlarms);
    const asFar = lawful.filter((statistic) => statistic >= found.statistic).length;
    return { called: found.statistic > threshold, ...found, threshold, p: (1 + asFar) / (1 + lawful.length) };
  }

  /** Trimmed means over clips: of each law's deviation in units, and of its size. */
  #means(clips: readonly LawStatistics[]): LawStatistics {
    const means: Record<string, number> = {};
    for (const law of this.#laws) {
      const unit = law.unit || 1;
      const values = Float64Array.from(clips, (clip) => ((clip[law.name] ?? Number.NaN) - law.center) / unit).filter(
        Number.isFinite,
      );
      if (values.length === 0) continue;
      means[law.name] = trimmedMean(values);
      means[`size of ${law.name}`] = trimmedMean(values.map(Math.abs));
    }
    return means;
  }

  /** What lawful sets of so many clips do. */
  #setsOf(size: number): { laws: readonly Law[]; lawful: Float64Array } {
    const known = this.#sets.get(size);
    if (known) return known;
    const source = draws(size);
    const drawn = (count: number) =>
      Array.from(
        { length: count },
        () =>
          this.#clips[Math.floor(((source.next().value as number) / 2 ** 32) * this.#clips.length)] as LawStatistics,
      );
    const sets = Array.from({ length: drawnSets }, () =>
      differences(this.#means(drawn(size)), this.#means(drawn(this.#clips.length))),
    );
    const names = Object.keys(this.#means(this.#clips));
    const laws = names.map((name): Law => {
      const values = sets.map((set) => Math.abs(set[name] ?? 0));
      return { name, center: 0, unit: quantile(ascending(values), unitShare) };
    });
    const made = { laws, lawful: ascending(sets.map((set) => farthest(laws, set).statistic)) };
    this.#sets.set(size, made);
    return made;
  }
}

function differences(a: LawStatistics, b: LawStatistics): LawStatistics {
  return Object.fromEntries(Object.entries(a).map(([name, value]) => [name, value - (b[name] ?? Number.NaN)]));
}
