// A line or a parabola through positions over time by least squares, with the covariance of what it says at any time.
//
// Over polynomials that are orthogonal on the very times that were used, the normal equations are diagonal (Forsythe 1957):
// p0 = 1, p1 = t - m, p2 = p1^2 - b p1 - c. Coefficients are then independent, each with variance s^2 / sum p^2.

import type { Quantity } from '../types.js';

/** Value and derivatives of a fit at a time, and their variances over s^2. */
export interface FitAt {
  readonly position: number;
  readonly velocity: number;
  readonly positionVariance: number;
  readonly velocityVariance: number;
}

/** A fit of one coordinate. Variances are in units of the noise's. */
export class Fit {
  /** Number of points. */
  readonly count: number;
  /** 1 of a line, 2 of a parabola; less where there are too few points. */
  readonly degree: number;
  /** Sum of the squared residuals. */
  readonly squares: number;
  /** Mean of the times. */
  readonly middle: number;
  readonly #b: number = 0;
  readonly #c: number = 0;
  readonly #coefficients = [0, 0, 0];
  readonly #norms = [0, 0, 0];

  constructor(times: ArrayLike<number>, values: ArrayLike<number>, degree: number) {
    const n = times.length;
    this.count = n;
    this.degree = Math.max(0, Math.min(degree, n - 1));
    let middle = 0;
    for (let i = 0; i < n; i++) middle += (times[i] as number) / n;
    this.middle = middle;
    if (this.degree >= 2) {
      let [two, three] = [0, 0];
      for (let i = 0; i < n; i++) {
        const t = (times[i] as number) - middle;
        two += t * t;
        three += t * t * t;
      }
      this.#b = three / two;
      this.#c = two / n;
    }
    for (let i = 0; i < n; i++) {
      const p = this.#basis(times[i] as number);
      for (let k = 0; k <= this.degree; k++) {
        this.#norms[k] = (this.#norms[k] as number) + (p[k] as number) ** 2;
        this.#coefficients[k] = (this.#coefficients[k] as number) + (p[k] as number) * (values[i] as number);
      }
    }
    for (let k = 0; k <= this.degree; k++)
      this.#coefficients[k] = (this.#coefficients[k] as number) / (this.#norms[k] as number);
    let squares = 0;
    for (let i = 0; i < n; i++) squares += ((values[i] as number) - this.at(times[i] as number).position) ** 2;
    this.squares = squares;
  }

  #basis(time: number): [number, number, number] {
    const t = time - this.middle;
    return [1, t, t * t - this.#b * t - this.#c];
  }

  /** Points that the fit does not use up. */
  get freedom(): number {
    return this.count - this.degree - 1;
  }

  /** The fit at a time. */
  at(time: number): FitAt {
    const p = this.#basis(time);
    const slope = [0, 1, 2 * (time - this.middle) - this.#b];
    let [position, velocity, positionVariance, velocityVariance] = [0, 0, 0, 0];
    for (let k = 0; k <= this.degree; k++) {
      const [c, norm, d] = [this.#coefficients[k] as number, this.#norms[k] as number, slope[k] as number];
      position += c * (p[k] as number);
      velocity += c * d;
      positionVariance += (p[k] as number) ** 2 / norm;
      velocityVariance += d ** 2 / norm;
    }
    return { position, velocity, positionVariance, velocityVariance: this.degree ? velocityVariance : Infinity };
  }

  /** Second derivative of a parabola, and its variance. */
  get acceleration(): { value: number; variance: number } {
    if (this.degree < 2) return { value: 0, variance: 0 };
    return { value: 2 * (this.#coefficients[2] as number), variance: 4 / (this.#norms[2] as number) };
  }
}

/** A number and its standard error; of what is expected, if anything is. */
export function quantity(value: number, variance: number, expected?: number): Quantity {
  const standardError = Math.sqrt(variance);
  return expected === undefined ? { value, standardError } : { value, standardError, expected };
}
