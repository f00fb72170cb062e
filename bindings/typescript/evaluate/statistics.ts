// Means with standard errors and bootstrap intervals. The resampling is seeded and all integer, so a report has the same bytes on every run.

/** A mean over clips. */
export interface Summary {
  /** Clips that have the number. */
  readonly n: number;
  readonly mean: number;
  readonly median: number;
  /** Sample standard deviation. */
  readonly deviation: number;
  readonly standardError: number;
  /** 95 % percentile interval of the mean from 1,000 resamples (Efron 1979). */
  readonly interval: readonly [number, number];
}

const resamples = 1000;

/** xorshift32 (Marsaglia 2003), for resampling only. */
export function* draws(seed: number): Generator<number, never, void> {
  let x = seed;
  for (;;) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    yield x >>> 0;
  }
}

/** Means of resamples, one after the other. */
function resampledMeans(values: readonly number[], seed: number): Float64Array {
  const source = draws(seed);
  const n = values.length;
  return Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[Math.floor(((source.next().value as number) / 2 ** 32) * n)] as number;
    return sum / n;
  });
}

function percentiles(values: Float64Array): [number, number] {
  const sorted = values.slice().sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  return [at(0.025), at(0.975)];
}

/** Summarises what is known; undefined where nothing is. */
export function summarize(all: readonly number[]): Summary | undefined {
  const values = all.filter(Number.isFinite);
  const n = values.length;
  if (n === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sorted = Float64Array.from(values).sort();
  const middle = (n - 1) / 2;
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
  const deviation =
    n > 1 ? Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)) : Number.NaN;
  return {
    n,
    mean,
    median,
    deviation,
    standardError: deviation / Math.sqrt(n),
    interval: percentiles(resampledMeans(values, 1)),
  };
}

/** How the mean of one group compares with that of another. */
export interface Contrast {
  /** out minus in, and its 95 % bootstrap interval. */
  readonly difference: number;
  readonly differenceInterval: readonly [number, number];
  /** out over in. */
  readonly ratio: number;
  readonly ratioInterval: readonly [number, number];
}

/** Compares out-of-distribution with in-distribution; undefined where either has nothing. */
export function contrast(inside: readonly number[], outside: readonly number[]): Contrast | undefined {
  const [a, b] = [inside.filter(Number.isFinite), outside.filter(Number.isFinite)];
  if (a.length === 0 || b.length === 0) return undefined;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meansA, meansB] = [resampledMeans(a, 2), resampledMeans(b, 3)];
  return {
    difference: mean(b) - mean(a),
    differenceInterval: percentiles(meansB.map((value, i) => value - (meansA[i] as number))),
    ratio: mean(b) / mean(a),
    ratioInterval: percentiles(meansB.map((value, i) => value / (meansA[i] as number))),
  };
}
