// Blocks of the heap: apart from each other, kept as they are, given out again.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Status } from '../../bindings/typescript/engine/layout.js';
import { instance } from '../dynamics/tree-module.js';

/** Failure.OutOfMemory of the status block. */
const OUT_OF_MEMORY = 2;

/** The size that serves `bytes`: a multiple of 16 up to 64, then four to each power of two. */
function rounded(bytes: number): number {
  const step = bytes <= 64 ? 16 : 2 ** Math.floor(Math.log2(bytes - 1)) / 4;
  return Math.max(Math.ceil(bytes / step) * step, 16);
}

const test = suite('heap');

test('blocks never overlap, keep what is written to them, and are counted as rounded', () => {
  const m = instance('simd');
  const bottom = m.mark();
  const size = fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 20_000 }),
    fc.constantFrom(64, 65, 128, 129),
  );
  const step = fc.record({ action: fc.constantFrom('new', 'new', 'free', 'grow'), size, pick: fc.nat() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
      m.reset(bottom);
      m.heapReset();
      const blocks: { at: number; bytes: number; fill: number }[] = [];
      const bytesOf = (b: { at: number; bytes: number }) => new Uint8Array(m.memory.buffer, b.at, b.bytes);
      let fill = 0;
      for (const { action, size, pick } of steps) {
        if (action === 'new' || blocks.length === 0) {
          const at = m.heapAllocate(size) >>> 0;
          blocks.push({ at, bytes: size, fill: ++fill });
          bytesOf(blocks.at(-1)!).fill(fill);
        } else if (action === 'free') {
          const [b] = blocks.splice(pick % blocks.length, 1);
          assert.ok(bytesOf(b!).every((v) => v === b!.fill));
          m.heapFree(b!.at, b!.bytes);
        } else {
          const b = blocks[pick % blocks.length]!;
          const old = b.bytes;
          b.at = m.heapGrow(b.at, old, old + size) >>> 0;
          b.bytes = old + size;
          assert.ok(
            bytesOf(b)
              .subarray(0, old)
              .every((v) => v === b.fill),
          );
          bytesOf(b).fill(b.fill);
        }
        const sorted = [...blocks].sort((a, b) => a.at - b.at);
        for (const [i, b] of sorted.entries()) {
          assert.is(b.at % 16, 0);
          const next = sorted[i + 1];
          if (next) assert.ok(b.at + rounded(b.bytes) <= next.at);
        }
        assert.is(
          m.heapUsed(),
          blocks.reduce((sum, b) => sum + rounded(b.bytes), 0),
        );
      }
      for (const b of blocks) assert.ok(bytesOf(b).every((v) => v === b.fill));
    }),
    { numRuns: 150 },
  );
});

test('a freed block serves the next of its size, so that memory stays flat', () => {
  const m = instance('simd');
  for (const bytes of [1, 16, 17, 64, 65, 100, 5000, 70_000, 1_000_001]) {
    const block = m.heapAllocate(bytes);
    m.heapFree(block, bytes);
    assert.is(m.heapAllocate(rounded(bytes)), block);
    m.heapFree(block, rounded(bytes));
  }
  const top = m.mark();
  for (let i = 0; i < 1000; i++) {
    const block = m.heapAllocate(70_000);
    m.heapFree(block, 70_000);
  }
  assert.is(m.mark(), top);
  assert.is(m.heapUsed(), 0);
});

test('rounding adds a quarter at most above 64 bytes', () => {
  const m = instance('simd');
  for (let bytes = 65; bytes < 2 ** 21; bytes = Math.ceil(bytes * 1.07)) {
    const block = m.heapAllocate(bytes);
    const size = m.heapUsed();
    assert.is(size, rounded(bytes));
    assert.ok(size >= bytes && size <= bytes * 1.25);
    m.heapFree(block, bytes);
  }
});

test('growing within the rounding stays in place', () => {
  const m = instance('simd');
  const block = m.heapAllocate(129);
  assert.is(m.heapGrow(block, 129, 160), block);
  assert.is.not(m.heapGrow(block, 160, 161), block);
  assert.is.not(m.heapGrow(0, 0, 10), 0);
});

test('when memory is exhausted it says so and changes nothing', () => {
  const m = instance('simd');
  const code = () => new DataView(m.memory.buffer).getInt32(m.STATUS.value + Status.fields.code.offset, true);
  const block = m.heapAllocate(100);
  for (const bytes of [2 ** 31 + 1, 2 ** 32 - 1]) {
    m.clearStatus();
    assert.is(m.heapAllocate(bytes), 0);
    assert.is(code(), OUT_OF_MEMORY);
    m.clearStatus();
    assert.is(m.heapGrow(block, 100, bytes), 0);
    assert.is(code(), OUT_OF_MEMORY);
  }
  assert.is(m.heapUsed(), 112);
});

/** A heap for which the last `bytes` of all memory are left. */
function nearTheEnd(bytes: number) {
  const m = instance('simd');
  m.reset(0xffff0000 - bytes);
  return m;
}

test('when memory cannot grow, free blocks are split and neighbours merged: what is free can be had in any size', () => {
  const room = 2 ** 20;
  const m = nearTheEnd(room);
  const blocks: number[] = [];
  for (let at = m.heapAllocate(1000); at !== 0; at = m.heapAllocate(1000)) blocks.push(at);
  assert.is(blocks.length, room / 1024 - 1);
  assert.is(m.heapAllocate(5000), 0);
  for (const at of blocks) m.heapFree(at, 1000);
  const most = Math.floor(room * 0.85);
  const large = m.heapAllocate(most);
  assert.is.not(large, 0, 'one large block of many small ones');
  m.heapFree(large, most);
  const small = Array.from({ length: 3000 }, () => m.heapAllocate(200));
  assert.ok(
    small.every((at) => at !== 0),
    'many small blocks of a large one',
  );
  for (let i = 1; i < small.length; i += 2) m.heapFree(small[i], 200);
  assert.is(m.heapAllocate(room / 2), 0, 'half of it is free, but nowhere in one piece');
  for (let i = 0; i < small.length; i += 2) m.heapFree(small[i], 200);
  assert.is.not(m.heapAllocate(room / 2), 0);
});

test('random blocks in little memory: never over each other, and all can be had when all are freed', () => {
  const room = 2 ** 16;
  const m = instance('simd');
  const step = fc.record({
    give: fc.integer({ min: 0, max: 2 }),
    size: fc.integer({ min: 1, max: 9000 }),
    pick: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
      m.reset(0xffff0000 - room);
      m.heapReset();
      let blocks: { at: number; bytes: number }[] = [];
      for (const { give, size, pick } of steps) {
        if (give) {
          const at = m.heapAllocate(size) >>> 0;
          if (at) blocks.push({ at, bytes: size });
        } else if (blocks.length) {
          const [b] = blocks.splice(pick % blocks.length, 1);
          m.heapFree(b!.at, b!.bytes);
        }
        blocks = blocks.sort((a, b) => a.at - b.at);
        for (const [i, b] of blocks.entries()) {
          assert.ok(b.at >= 0xffff0000 - room && b.at % 16 === 0);
          assert.ok(b.at + rounded(b.bytes) <= (blocks[i + 1]?.at ?? 0xffff0000));
        }
        assert.is(
          m.heapUsed(),
          blocks.reduce((sum, b) => sum + rounded(b.bytes), 0),
        );
      }
      for (const b of blocks) m.heapFree(b.at, b.bytes);
      assert.is.not(m.heapAllocate(rounded(room * 0.85)), 0);
    }),
    { numRuns: 300 },
  );
});

test('after a reset the heap hands out the same addresses as before', () => {
  const m = instance('simd');
  const bottom = m.mark();
  const sizes = [40, 400, 4000, 40, 400];
  const first = sizes.map((bytes) => m.heapAllocate(bytes));
  m.heapFree(first[1], 400);
  m.reset(bottom);
  m.heapReset();
  assert.is(m.heapUsed(), 0);
  assert.equal(
    sizes.map((bytes) => m.heapAllocate(bytes)),
    first,
  );
});

test.run();
