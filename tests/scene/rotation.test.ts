// Sine and cosine of our own, beside those of this engine.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cosSin, maxAngle } from '../../bindings/typescript/scene/rotation.js';
import { number } from '../support/numbers.js';

test('within 1e-15 of Math.sin and Math.cos', () => {
  for (const range of [1e-9, 1, 4, 100, maxAngle])
    fc.assert(
      fc.property(number(-range, range), (angle) => {
        const [c, s] = cosSin(angle);
        return Math.abs(c - Math.cos(angle)) < 1e-15 && Math.abs(s - Math.sin(angle)) < 1e-15;
      }),
      { numRuns: 5000 },
    );
});

test('near multiples of pi/2, where the remainder is small', () => {
  for (let n = -636_000; n < 636_000; n += 997)
    for (const angle of [(n * Math.PI) / 2, (n * Math.PI) / 2 + 1e-8, ((n + 0.5) * Math.PI) / 2]) {
      const [c, s] = cosSin(angle);
      assert.ok(Math.abs(c - Math.cos(angle)) < 1e-15 && Math.abs(s - Math.sin(angle)) < 1e-15, String(angle));
    }
});

test('exact where it can be, odd and even, on the unit circle', () => {
  assert.equal(cosSin(0), [1, 0]);
  assert.equal(cosSin(Math.PI), [-1, 1.2246467991473532e-16]);
  assert.equal(cosSin(Math.PI / 2), [6.123233995736766e-17, 1]);
  fc.assert(
    fc.property(number(-maxAngle, maxAngle), (angle) => {
      const [[c, s], [d, t]] = [cosSin(angle), cosSin(-angle)];
      return c === d && s === -t && Math.abs(c * c + s * s - 1) < 1e-15;
    }),
  );
});

test('the same bits as when it was written', () => {
  assert.equal(cosSin(1), [0.5403023058681398, 0.8414709848078965]);
  assert.equal(cosSin(-2.5), [-0.8011436155469337, -0.5984721441039564]);
  assert.equal(cosSin(1e6), [0.9367521275331447, -0.34999350217129294]);
});

test.run();
