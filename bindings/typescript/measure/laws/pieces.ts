// Where free motion breaks: the frames of a track cut into stretches that lines and parabolas explain.
//
// Optimal partitioning (Jackson et al. 2005): of all ways to cut, the one with the least sum of squared residuals over the variance of the
// noise plus a penalty a cut. The noise is told from higher differences of neighbouring frames, whose median does not feel the cuts.

/** A track as pieces see it: frames in order, with times (s) and coordinates (m). */
export interface Path {
  readonly frames: readonly number[];
  readonly times: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** What a cut must explain, in variances of the noise: over 30 places, 25 is passed by chance once in some 1,000 tracks. */
const penalty = 25;
/** What a force that should not be there must explain for a piece to stay whole and curved where lines are the law. */
const curvePenalty = 12;
/** Least noise that is assumed, pixels times the root of a body's radius in pixels. */
const leastPixels = 0.15;

/**
 * Pixels of noise below which nothing is told apart: a hard edge on a grid puts a centroid off by about so much, alike in frames that follow
 * each other where the body moves by nearly whole pixels. The longer the edge, the more of it averages out.
 */
export function leastNoise(area: number): number {
  return leastPixels / Math.sqrt(Math.sqrt(Math.max(area, 1) / Math.PI));
}

/** Standard deviation of the noise of the noisier coordinate, `least` or more, m: from differences of the order that free motion makes vanish. */
export function noiseOf(path: Path, degrees: readonly [number, number], least: number): number {
  const noises = [path.x, path.y].map((values, k) => {
    const order = (degrees[k] as number) + 1;
    const weights = order === 2 ? [1, -2, 1] : [1, -3, 3, -1];
    const norm = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0));
    const sizes: number[] = [];
    for (let i = 0; i + order < values.length; i++) {
      if ((path.frames[i + order] as number) - (path.frames[i] as number) !== order) continue;
      sizes.push(Math.abs(weights.reduce((sum, w, j) => sum + w * (values[i + j] as number), 0)) / norm);
    }
    sizes.sort((a, b) => a - b);
    // The median of |z| is 0.6745 standard deviations.
    return (sizes[sizes.length >> 1] ?? 0) / 0.6745;
  });
  return Math.max(...noises, least);
}

/** Sums from which the residuals of any stretch follow at once. */
class Sums {
  readonly #sums: Float64Array[];

  constructor(times: readonly number[], values: readonly number[]) {
    const n = times.length;
    const [t0, t1] = [times[0] as number, times[n - 1] as number];
    const scale = t1 > t0 ? 2 / (t1 - t0) : 1;
    const mean = values.reduce((sum, v) => sum + v, 0) / n;
    // t^0 .. t^4, v t^0 .. v t^2, v^2.
    this.#sums = Array.from({ length: 9 }, () => new Float64Array(n + 1));
    for (let i = 0; i < n; i++) {
      const t = ((times[i] as number) - t0) * scale - 1;
      const v = (values[i] as number) - mean;
      const terms = [1, t, t * t, t ** 3, t ** 4, v, v * t, v * t * t, v * v];
      terms.forEach((term, k) => {
        const sum = this.#sums[k] as Float64Array;
        sum[i + 1] = (sum[i] as number) + term;
      });
    }
  }

  /** Sum of the squared residuals of a line (degree 1) or a parabola (2) through points from .. to (exclusive). */
  squares(from: number, to: number, degree: number): number {
    if (to - from <= degree + 1) return 0;
    const s = (k: number) =>
      ((this.#sums[k] as Float64Array)[to] as number) - ((this.#sums[k] as Float64Array)[from] as number);
    // Elimination on the normal equations, the values as one more column.
    const [n, t1, t2, v0, v1] = [s(0), s(1), s(2), s(5), s(6)];
    const p1 = t2 - (t1 * t1) / n;
    const q1 = v1 - (t1 * v0) / n;
    let squares = s(8) - (v0 * v0) / n - (q1 * q1) / p1;
    if (degree > 1) {
      const c1 = s(3) - (t1 * t2) / n;
      const p2 = s(4) - (t2 * t2) / n - (c1 * c1) / p1;
      const q2 = s(7) - (t2 * v0) / n - (c1 * q1) / p1;
      squares -= (q2 * q2) / p2;
    }
    return Math.max(squares, 0);
  }
}

/** What a coordinate of a piece is off, in variances of the noise. */
function misfit(sums: Sums, from: number, to: number, degree: number, noise: number): number {
  const own = sums.squares(from, to, degree) / (noise * noise);
  return degree > 1 || own <= curvePenalty
    ? own
    : Math.min(own, sums.squares(from, to, 2) / (noise * noise) + curvePenalty);
}

/**
 * Cuts a path into pieces of free motion.
 * @param degrees of x and y: 1 where nothing accelerates, 2 where gravity does
 * @param noise m
 * @returns number of the first point of each piece, the first 0
 */
export function cutPath(path: Path, degrees: readonly [number, number], noise: number): number[] {
  const n = path.times.length;
  if (n === 0) return [];
  const [x, y] = [new Sums(path.times, path.x), new Sums(path.times, path.y)];
  const best = new Float64Array(n + 1).fill(Infinity);
  const from = new Int32Array(n + 1);
  best[0] = 0;
  for (let to = 1; to <= n; to++) {
    for (let start = to - 1; start >= 0; start--) {
      const own = misfit(x, start, to, degrees[0], noise) + misfit(y, start, to, degrees[1], noise);
      const cost = (best[start] as number) + own + (start > 0 ? penalty : 0);
      // Of ways that cost the same, the one with fewer cuts.
      if (cost < (best[to] as number)) {
        best[to] = cost;
        from[to] = start;
      }
    }
  }
  const starts: number[] = [];
  for (let to = n; to > 0; to = from[to] as number) starts.unshift(from[to] as number);
  return starts;
}
