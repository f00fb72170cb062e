// The set of pairs against a Map, and the sort against Array.sort.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { both, builds, instance } from './tree-module.js';

const ABSENT = 0xffffffff;

const test = suite('pairs');

test('finds what a Map finds, after any additions and removals', () => {
  const m = instance('simd');
  const bottom = m.mark();
  const shape = fc.oneof(fc.nat(12), fc.nat(12), fc.constantFrom(0xfffffffe, 0x80000000, 0x10000));
  const pair = fc.tuple(shape, shape).filter(([a, b]) => a !== b);
  const step = fc.tuple(
    fc.constantFrom('add', 'add', 'remove', 'remove', 'clear', 'add'),
    pair,
    fc.nat(99),
    fc.nat(20),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
      m.reset(bottom);
      m.heapReset();
      const set = m.heapAllocate(16);
      assert.ok(m.pairsOpen(set));
      const model = new Map<string, [number, number, number]>();
      for (const [action, [p, q], contact, rare] of steps) {
        const [a, b] = p < q ? [p, q] : [q, p];
        if (action === 'add') {
          assert.ok(m.pairsAdd(set, a, b, contact));
          model.set(`${a} ${b}`, [a, b, contact]);
        } else if (action === 'remove') {
          m.pairsRemove(set, a, b);
          model.delete(`${a} ${b}`);
        } else if (rare === 0) {
          m.pairsClear(set);
          model.clear();
        }
        assert.is(m.pairsFind(set, a, b) >>> 0, model.get(`${a} ${b}`)?.[2] ?? ABSENT);
      }
      for (const [a, b, contact] of model.values()) assert.is(m.pairsFind(set, a, b), contact);
      m.pairsClose(set);
      m.pairsClose(set);
      assert.is(m.heapUsed(), 16);
    }),
    { numRuns: 200 },
  );
});

test('keeps 20,000 pairs of neighbours in a pile apart, and loses none when every other one goes', () => {
  const m = instance('scalar');
  const set = m.heapAllocate(16);
  m.pairsOpen(set);
  const pairs: [number, number][] = [];
  for (let i = 0; i < 5000; i++) for (const d of [1, 70, 71, 72]) pairs.push([i, i + d]);
  for (const [i, [a, b]] of pairs.entries()) assert.ok(m.pairsAdd(set, a, b, i));
  for (const [i, [a, b]] of pairs.entries()) if (i % 2) m.pairsRemove(set, a, b);
  for (const [i, [a, b]] of pairs.entries()) assert.is(m.pairsFind(set, a, b) >>> 0, i % 2 ? ABSENT : i);
});

test('stays as small as the most pairs at once need', () => {
  const m = instance('simd');
  const set = m.heapAllocate(16);
  m.pairsOpen(set);
  const small = m.heapUsed();
  for (let i = 0; i < 1000; i++) {
    assert.ok(m.pairsAdd(set, i, i + 1, i));
    assert.ok(m.pairsAdd(set, i, i + 1, i + 5));
    if (i >= 8) m.pairsRemove(set, i - 7, i - 6);
    else if (i === 7) m.pairsRemove(set, 0, 1);
    m.pairsRemove(set, i, i + 2);
  }
  assert.is(m.pairsFind(set, 999, 1000), 1004);
  assert.is(m.heapUsed(), small);
});

/** Sorts through the module, the keys between two words that must stay. */
function sorted(m: any, keys: bigint[]): bigint[] {
  const at = m.heapAllocate((keys.length + 2) * 8);
  const scratch = m.heapAllocate(keys.length * 8);
  const view = new BigUint64Array(m.memory.buffer, at, keys.length + 2);
  view[0] = 7n;
  view.set(keys, 1);
  view[keys.length + 1] = 9n;
  m.sortU64(at + 8, keys.length, scratch);
  assert.is(view[0], 7n);
  assert.is(view[keys.length + 1], 9n);
  const result = [...view.subarray(1, keys.length + 1)];
  m.heapFree(at, (keys.length + 2) * 8);
  m.heapFree(scratch, keys.length * 8);
  return result;
}

test('sorts as Array.sort does, few keys and many, of all bits and of some', () => {
  const m = instance('simd');
  const any = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const pair = fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => (BigInt(a) << 32n) | BigInt(b));
  const odd = fc.constantFrom(0n, 2n ** 63n, 2n ** 64n - 1n, 1n);
  const byte = fc.nat(255).map((n) => BigInt(n) << 16n);
  const lists = [any, pair, byte, odd].map((key) => fc.array(key, { maxLength: 100, size: 'max' }));
  fc.assert(
    fc.property(fc.oneof(...lists), (keys) => {
      assert.equal(
        sorted(m, keys),
        [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
      );
    }),
    { numRuns: 300 },
  );
  const many = Array.from({ length: 3000 }, (_, i) => BigInt((i * 7919) % 3001) << 20n);
  const expected = [...many].sort((a, b) => (a < b ? -1 : 1));
  assert.equal(sorted(m, many), expected);
  assert.equal(sorted(m, expected), expected);
});

test('nothing is computed in f64', () => {
  for (const build of both) assert.not.match(builds[build].text, 'f64.promote');
});

test.run();
