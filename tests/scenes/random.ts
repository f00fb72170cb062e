// Random numbers of scenes that are drawn by seed: splitmix32, two words a double, so that a layout is the same on every
// machine and in every version of every library.

export class Random {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not be neighbouring states: their streams would be the same, shifted by one draw.
    this.#state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) >>> 0;
    this.#word();
  }

  #word(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    let z = this.#state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  }

  /** In [0, 1), 53 bits. */
  unit(): number {
    const high = this.#word() >>> 5;
    return (high * 2 ** 26 + (this.#word() >>> 6)) / 2 ** 53;
  }

  /** Between a and b; b may be the smaller. */
  uniform(a: number, b: number): number {
    return a + (b - a) * this.unit();
  }

  /** An integer in [a, b). */
  integer(a: number, b: number): number {
    return a + Math.floor((b - a) * this.unit());
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length)] as T;
  }
}
