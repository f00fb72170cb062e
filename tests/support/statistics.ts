// Tests of statistics, as small as the tests need them. Each returns p: how likely a difference as large as the one seen is by chance.

/** Largest difference of a sample's distribution from a distribution function, or of two samples' from each other. */
function difference(sorted: Float64Array, other: Float64Array | ((x: number) => number)): number {
  let most = 0;
  if (typeof other === 'function') {
    sorted.forEach((x, i) => {
      const f = other(x);
      most = Math.max(most, (i + 1) / sorted.length - f, f - i / sorted.length);
    });
    return most;
  }
  for (let i = 0, k = 0; i < sorted.length && k < other.length; ) {
    const x = Math.min(sorted[i]!, other[k]!);
    while (i < sorted.length && sorted[i] === x) i++;
    while (k < other.length && other[k] === x) k++;
    most = Math.max(most, Math.abs(i / sorted.length - k / other.length));
  }
  return most;
}

/** Kolmogorov's distribution: how likely the largest difference is over d, for so many values. */
function kolmogorov(d: number, n: number): number {
  const root = Math.sqrt(n);
  const z = d * (root + 0.12 + 0.11 / root);
  if (z < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 ? 2 : -2) * Math.exp(-2 * k * k * z * z);
  return Math.min(Math.max(sum, 0), 1);
}

/** Kolmogorov-Smirnov: are the values drawn from this distribution function? */
export function fits(values: ArrayLike<number>, cdf: (x: number) => number): number {
  return kolmogorov(difference(Float64Array.from(values).sort(), cdf), values.length);
}

/** The same for an even distribution over [a, b]. */
export function fitsUniform(values: ArrayLike<number>, a: number, b: number): number {
  return fits(values, (x) => Math.min(Math.max((x - a) / (b - a), 0), 1));
}

/** Kolmogorov-Smirnov of two samples: are they drawn from one distribution? Too careful where values come more than once. */
export function alike(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const d = difference(Float64Array.from(a).sort(), Float64Array.from(b).sort());
  return kolmogorov(d, (a.length * b.length) / (a.length + b.length));
}

/** How likely a chi-squared of so many degrees of freedom is over x: the regularised upper gamma function. */
function chiSquaredTail(x: number, degrees: number): number {
  const [a, half] = [degrees / 2, x / 2];
  if (half <= 0) return 1;
  let logGamma = Math.log(degrees % 2 ? Math.sqrt(Math.PI) : 1);
  for (let k = degrees % 2 ? 0.5 : 1; k < a; k++) logGamma += Math.log(k);
  const scale = Math.exp(a * Math.log(half) - half - logGamma);
  if (half < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let k = 1; term > sum * 1e-15; k++) {
      term *= half / (a + k);
      sum += term;
    }
    return 1 - scale * sum;
  }
  // Lentz's continued fraction.
  let b = half + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 1000; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return scale * h;
}

/** Chi-squared: are the counts those of these shares (which add up to 1)? */
export function fitsShares(counts: readonly number[], shares: readonly number[]): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const x = counts.reduce((sum, count, i) => sum + (count - n * shares[i]!) ** 2 / (n * shares[i]!), 0);
  return chiSquaredTail(x, counts.length - 1);
}

/** The same of even shares. */
export function fitsEven(counts: readonly number[]): number {
  return fitsShares(
    counts,
    counts.map(() => 1 / counts.length),
  );
}

/** Chi-squared of two rows of counts: are they of the same shares? Columns that hold few are counted together. */
export function sameShares(a: readonly number[], b: readonly number[]): number {
  const columns: [number, number][] = [[0, 0]];
  a.forEach((count, i) => {
    const last = columns.at(-1)!;
    last[0] += count;
    last[1] += b[i]!;
    if (last[0] + last[1] >= 20) columns.push([0, 0]);
  });
  const rest = columns.pop()!;
  const full = columns.at(-1);
  if (full) [full[0], full[1]] = [full[0] + rest[0], full[1] + rest[1]];
  if (columns.length < 2) return 1;
  const sums = [0, 1].map((row) => columns.reduce((sum, column) => sum + column[row as 0 | 1], 0));
  let x = 0;
  for (const column of columns)
    for (const row of [0, 1] as const) {
      const expected = ((column[0] + column[1]) * sums[row]!) / (sums[0]! + sums[1]!);
      x += (column[row] - expected) ** 2 / expected;
    }
  return chiSquaredTail(x, columns.length - 1);
}

/** Of pairs that differ, `more` one way and `less` the other: is either as likely? For more than a handful. */
export function evenOdds(more: number, less: number): number {
  return more + less === 0 ? 1 : chiSquaredTail((Math.abs(more - less) - 1) ** 2 / (more + less), 1);
}

/** Whether two columns go together, by their correlation. */
export function unrelated(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let [aa, bb, ab] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
    ab += (a[i]! - ma) * (b[i]! - mb);
  }
  return chiSquaredTail((n * ab * ab) / (aa * bb), 1);
}
