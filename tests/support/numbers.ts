// Random numbers for property tests.
import fc from 'fast-check';

/** Numbers spread evenly over [min, max]; fc.double() draws its bits evenly, so that nearly all are tiny. */
export const number = (min: number, max: number) =>
  fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((n) => min + ((max - min) * n) / (2 ** 32 - 1));
