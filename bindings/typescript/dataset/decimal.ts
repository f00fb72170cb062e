// How numbers print in JSON: as short as they can be without meaning another number.

const powerOfTwoBits = new DataView(new ArrayBuffer(4));

/**
 * The number whose decimal text is the shortest that reads back as the f32 `value`.
 *
 * Printed as f64, 0.1f is 0.10000000149011612; this returns 0.1. Up to 9 digits are tried. The nearest decimal of a
 * length reads back if any of that length does, except at powers of two: there the gap below is half the gap above,
 * so the next decimal away from zero is tried as well.
 */
export function shortestF32(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) <= 16777216) return value;
  let digits = 6;
  let best = withDigits(value, digits);
  if (best === undefined) {
    while (best === undefined && ++digits < 9) best = withDigits(value, digits);
    return best ?? Number(value.toPrecision(9));
  }
  for (;;) {
    const shorter = --digits > 0 ? withDigits(value, digits) : undefined;
    if (shorter === undefined) return best;
    best = shorter;
  }
}

function withDigits(value: number, digits: number): number | undefined {
  const text = value.toExponential(digits - 1);
  const near = Number(text);
  if (Math.fround(near) === value) return near;
  if (!isPowerOfTwo(value)) return undefined;
  const [mantissa, exponent] = text.split('e') as [string, string];
  const next = BigInt(mantissa.replace('.', '')) + (value < 0 ? -1n : 1n);
  const away = Number(`${next}e${Number(exponent) - (digits - 1)}`);
  return Math.fround(away) === value ? away : undefined;
}

function isPowerOfTwo(value: number): boolean {
  powerOfTwoBits.setFloat32(0, value);
  return (powerOfTwoBits.getUint32(0) & 0x7fffff) === 0;
}

/** A product or sum of a few decimal numbers, such as steps * step, without the noise of binary fractions. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
