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

/** A plan with every kind of rule, rows and an order. */
const ruled = kinema.compile(
  recipe('collision', {
    timing: { frames: 12, stepsPerFrame: 2 },
    constraints: { inView: [0, 2], minDistance: 0.1, noOverlap: true },
    splits: {
      train: {
        rows: { r1: [0.5, 0.7, 0.9], v1: [1, 2, 1.5] },
        factors: { v2: { list: [1, 2] } },
        grid: ['v2'],
        order: 'given',
        placement: { minPre: 2, minPost: 4 },
        boxes: [{ v1: [1, 1.6], r2: [0.5, 1.2] }, { r1: [0.6, 0.8] }],
        holes: [{ r2: [0.9, 1] }, { color1: { any: ['blue', 'green'] } }],
        constraints: { contact: [1, 11] },
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

test('the same of a plan with rules; one that opens again was written in the one form that it has', () => {
  assert.is(open(ruled), 0);
  assert.is(raw.clip(0, 0, 1), 0);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(ruled.length - 209), fc.constantFrom(0, 1, 2, 3, 63, 64, 127, 128, 255), fc.boolean()), {
        minLength: 1,
        maxLength: 3,
      }),
      (edits) => {
        const bytes = ruled.slice();
        // Behind the header: its frames and steps make clips as long as one likes.
        for (const [at, value, high] of edits) bytes[200 + at] = high ? value : bytes[200 + at]! ^ value;
        if (open(seal(bytes)) !== 0 || raw.splitOpen(0) !== 0) return;
        const code = raw.clip(0, 0, 1);
        assert.ok(code === 0 || named(code) !== 'none', `code ${code}`);
      },
    ),
    { numRuns: 5000 },
  );
});

test('rules that are not in the form of plans are refused', () => {
  // The split's head is followed by its name and its rules: 16 bytes each, and their numbers.
  const rules: number[] = [];
  const view = new DataView(ruled.buffer, ruled.byteOffset);
  for (let i = 0, at = 184 + 16 + 8; i < view.getUint32(184 + 12, true); i++) {
    rules.push(at);
    at += 16 + 8 * view.getUint32(at + 12, true);
  }
  const kinds = rules.map((at) => view.getUint32(at, true));
  assert.equal(kinds, [1, 2, 3, 4, 5, 6, 9, 9, 10, 10]);
  const [inView, contact, distance, noOverlap, minPre, , firstBox, secondBox] = rules as [number, ...number[]];
  const wrong = (edit: (bytes: DataView) => void) => {
    const bytes = ruled.slice();
    edit(new DataView(bytes.buffer));
    assert.is(named(open(seal(bytes))), 'PlanValue', edit.toString());
  };
  wrong((bytes) => bytes.setUint32(inView, 0, true));
  wrong((bytes) => bytes.setUint32(inView + 4, 3, true));
  wrong((bytes) => bytes.setUint32(inView + 8, 12, true));
  wrong((bytes) => bytes.setUint32(contact as number, 1, true));
  wrong((bytes) => bytes.setUint32((contact as number) + 4, 11, true));
  wrong((bytes) => bytes.setFloat64((distance as number) + 16, 0, true));
  wrong((bytes) => bytes.setUint32((noOverlap as number) + 4, 1, true));
  wrong((bytes) => bytes.setUint32((minPre as number) + 4, 12, true));
  // What the header says already is no rule.
  wrong((bytes) => bytes.setUint32((minPre as number) + 4, view.getUint32(168, true), true));
  wrong((bytes) => bytes.setFloat64((firstBox as number) + 16, 99, true));
  wrong((bytes) => bytes.setFloat64((firstBox as number) + 24, 2, true));
  wrong((bytes) => bytes.setFloat64((firstBox as number) + 32, Number.NaN, true));
  wrong((bytes) => bytes.setFloat64((secondBox as number) + 32, 1.65, true));
  wrong((bytes) => bytes.setUint32(firstBox as number, 10, true));
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
  assert.is(named(raw.planOpen(0, 100)), 'Argument');
  assert.is(named(raw.planOpen(0xfffffff0, 0xffffffff)), 'Argument');
});

test('stages that cannot be made are refused, digests not asked for are 0', () => {
  open(rich);
  assert.is(named(raw.clip(1, 0, 16)), 'NoLayer');
  assert.is(named(raw.clip(1, 0, 64)), 'Argument');
  assert.is(named(raw.clip(1, 0, -1)), 'Argument');
  assert.is(raw.clip(1, 0, 7), 0);
  assert.is(raw.digests(1, 1, 1, 0), 0);
  const row = () => [...new BigUint64Array(raw.memory.buffer.slice(raw.digestTable(), raw.digestTable() + 24))];
  assert.equal(row(), [0n, 0n, 0n]);
  assert.is(raw.digests(1, 1, 1, 1), 0);
  assert.is.not(row()[0], 0n);
  assert.is(row()[1], 0n);
});

test('memory stays flat in any order of calls', () => {
  const fresh = instance();
  const pointer = put(fresh, rich);
  for (let i = 0; i < 500; i++) assert.is(fresh.planOpen(pointer, rich.length), 0);
  for (let n = 1; n <= 400; n++) assert.is(fresh.digests(0, 0, Math.min(n, 400), 1), 0);
  const images = instance();
  const image = put(images, new Uint8Array(48));
  for (let i = 0; i < 500; i++) assert.is(images.pngEncode(image, 4, 4, 3), 0);
  for (const { memory } of [fresh, images])
    assert.ok(memory.buffer.byteLength < 4 << 20, `${memory.buffer.byteLength} bytes`);
});

test('a plan that only the module can refuse is refused when it is compiled', () => {
  const bytes = rich.slice();
  new DataView(bytes.buffer).setUint32(80, 0, true);
  const text = `kinema1:${Buffer.from(seal(bytes)).toString('base64')}`;
  assert.throws(() => kinema.compile(text), /plan/);
});

test('tags are UTF-8 for the module too', () => {
  const plan = (tag: string) =>
    kinema.compile(recipe('parabola', { splits: { train: { count: 1, tags: { key: tag } } } })).bytes;
  for (const good of ['a', 'ä', '€', '😀', '\u07ff\u0800\ud7ff\ue000\uffff']) assert.is(open(plan(good)), 0, good);
  const bytes = plan('zz');
  const at = bytes.findIndex((byte, i) => byte === 122 && bytes[i + 1] === 122);
  for (const [a, b] of [
    [0xc0, 0x80],
    [0xff, 0x20],
    [0x80, 0x80],
    [0x61, 0xe2],
    [0xed, 0xa0],
  ] as const) {
    const bad = bytes.slice();
    bad[at] = a;
    bad[at + 1] = b;
    assert.is(named(open(seal(bad))), 'PlanValue', `${a} ${b}`);
  }
});

test.run();
