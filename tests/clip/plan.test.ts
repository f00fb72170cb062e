// The module trusts no plan: damaged, cut, re-sealed with wrong values or out of order, it is refused with a code, never a trap.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { failures } from '../../bindings/typescript/engine/layout.js';
import { loadKinema } from '../../dist/index.js';
import { instance, put, recipe } from '../support/module.js';

const kinema = await loadKinema();
const raw = instance();
const open = (bytes: Uint8Array) => raw.planOpen(put(raw, bytes), bytes.length) as number;
const named = (code: number) => failures[code]?.name ?? 'none';

/** Writes the checksum of a plan that was changed on purpose. */
function seal(bytes: Uint8Array): Uint8Array {
  const sum = kinema.xxh64(bytes.subarray(0, bytes.length - 8));
  new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(bytes.length - 8, sum, true);
  return bytes;
}

const rich = kinema.compile(
  recipe('collision', {
    splits: {
      train: {
        factors: { r1: { linspace: [0.5, 1.5, 4] }, v1: { list: [1, 2, 3] }, color1: { list: ['red', 'green'] } },
        grid: ['r1', 'v1', 'color1'],
      },
      test: {
        count: 10,
        tags: { level: 'a', flag: true },
        markIn: { seen: 'train' },
        factors: {
          v1: {
            union: [
              [0, 1],
              [2, 3],
            ],
          },
          r1: {
            choice: [
              [0.5, 1],
              [0.7, 2],
            ],
          },
          v2: { uniform: [0, 1] },
        },
      },
    },
  }),
).bytes;

const test = suite('plan');

test('good plans open', () => {
  for (const scenario of ['uniform-motion', 'parabola', 'collision'])
    assert.is(open(kinema.compile(recipe(scenario)).bytes), 0);
  assert.is(open(rich), 0);
  assert.is(raw.splitCount(), 2);
  const name = new TextDecoder().decode(new Uint8Array(raw.memory.buffer, raw.splitName(0), raw.splitNameLength(0)));
  assert.is(name, 'test');
});

test('any flipped bit is refused', () => {
  for (let bit = 0; bit < rich.length * 8; bit++) {
    const bytes = rich.slice();
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    assert.is.not(open(bytes), 0, `bit ${bit}`);
    assert.is(raw.splitCount(), 0);
  }
});

test('any truncation is refused', () => {
  for (let n = 0; n < rich.length; n++) assert.is.not(open(rich.slice(0, n)), 0, `${n} bytes`);
});

test('re-sealed nonsense gives a code or a plan that works, never a trap', () => {
  const sources = ['uniform-motion', 'parabola', 'collision'].map((s) => kinema.compile(recipe(s)).bytes).concat(rich);
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.array(fc.tuple(fc.nat(1e6), fc.constantFrom(0, 1, 2, 3, 127, 128, 255), fc.boolean()), {
        minLength: 1,
        maxLength: 3,
      }),
      (source, edits) => {
        const bytes = source.slice();
        for (const [at, value, high] of edits) {
          const i = 8 + (at % (bytes.length - 16));
          bytes[i] = high ? value : bytes[i]! ^ value;
        }
        if (open(seal(bytes)) === 0 && raw.splitOpen(0) === 0) {
          const code = raw.clip(0, 0, 1);
          assert.ok(code === 0 || named(code) !== 'none', `code ${code}`);
        }
      },
    ),
    { numRuns: 20000 },
  );
});

test('another version is named as such', () => {
  const format = rich.slice();
  format[6] = 2;
  assert.is(named(open(seal(format))), 'PlanFormat');
  for (let i = 8; i < 12; i++) {
    const contract = rich.slice();
    contract[i] = 1;
    assert.is(named(open(seal(contract))), 'PlanContract');
  }
  assert.is(named(open(new TextEncoder().encode('not a plan at all'))), 'PlanMagic');
});

test('calls without a plan, beyond the split and of an unknown split give codes', () => {
  raw.reserve(0);
  assert.is(named(raw.clip(0, 0, 1)), 'NoPlan');
  assert.is(named(raw.splitOpen(0)), 'NoPlan');
  assert.is(named(raw.overrideFactor(0, 1)), 'NoPlan');
  open(rich);
  assert.is(named(raw.splitOpen(2)), 'SplitRange');
  assert.is(named(raw.clip(1, 1e6, 1)), 'IndexRange');
  assert.is(named(raw.digests(0, 0xffffffff, 2, 1)), 'IndexRange');
  assert.is(named(raw.overrideFactor(99, 1)), 'FactorName');
  assert.is(named(raw.overrideFactor(0, -1)), 'FactorRange');
  assert.is(named(raw.overrideFactor(0, Number.NaN)), 'FactorRange');
  assert.is(named(raw.planOpen(0, 100)), 'PlanLength');
  assert.is(named(raw.planOpen(0xfffffff0, 0xffffffff)), 'PlanLength');
});

test.run();
