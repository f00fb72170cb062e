// Numbers in JSON: the shortest decimal that reads back the same f32.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shortestF32, tidy } from '../../dist/dataset/decimal.js';

const test = suite('decimal');

/** Significant digits of a number as JavaScript prints it. */
function digits(value: number): number {
  const mantissa = (String(value).split('e')[0] as string).replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.max(1, mantissa.length);
}

/** Whether any decimal of `n` digits reads back as `value`: those around it are tried. */
function fits(value: number, n: number): boolean {
  const [mantissa, exponent] = value.toExponential(n - 1).split('e') as [string, string];
  const whole = BigInt(mantissa.replace('.', ''));
  return [-1n, 0n, 1n].some((step) => Math.fround(Number(`${whole + step}e${Number(exponent) - (n - 1)}`)) === value);
}

function check(value: number): void {
  const shown = shortestF32(value);
  assert.is(Math.fround(Number(JSON.stringify(shown))), value, `${value} reads back`);
  const n = digits(shown);
  assert.not.ok(n > 1 && fits(value, n - 1), `${value} as ${shown} could be shorter`);
}

test('reads back, and no shorter, for any f32', () => {
  const bits = fc.integer({ min: 0, max: 0xffffffff });
  const view = new DataView(new ArrayBuffer(4));
  const property = fc.property(bits, (word) => {
    view.setUint32(0, word);
    const value = view.getFloat32(0);
    if (Number.isFinite(value) && !Object.is(value, -0)) check(value);
  });
  fc.assert(property, { numRuns: 20_000, seed: 1 });
});

test('also at powers of two, where the gap below is half the gap above', () => {
  for (let e = -149; e < 128; e++) {
    check(2 ** e);
    check(-(2 ** e));
    check(Math.fround(2 ** e * (1 + 2 ** -23)));
  }
});

test('numbers that people know', () => {
  for (const text of ['0', '0.1', '1', '-2.5', '3.14159', '16777216', '0.015625', '1e-7', '9.8'])
    assert.is(String(shortestF32(Math.fround(Number(text)))), text);
});

test('times are without noise', () => {
  assert.is(tidy(31 * 0.1), 3.1);
  assert.is(tidy(3 * 0.1), 0.3);
  assert.is(tidy(1 / (0.01 * 10)), 10);
});

test.run();
