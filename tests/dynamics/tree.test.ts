// The tree of boxes against a list of boxes; what it copies out, and what it must not accept back.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { both, instance, words } from './tree-module.js';

type Box = [number, number, number, number];

const HEADER = 32;
const f = Math.fround;

const touch = (a: Box, b: Box) => a[0] <= b[2] && a[1] <= b[3] && a[2] >= b[0] && a[3] >= b[1];

const ascending = (list: Iterable<number>) => [...list].sort((a, b) => a - b);

/** A tree in an instance's heap, with what is needed to talk to it. */
class Tree {
  at: number;
  constructor(readonly m: any) {
    this.at = m.heapAllocate(HEADER);
    assert.ok(m.treeOpen(this.at));
  }
  insert(box: Box, item: number): number {
    return this.m.treeInsert(this.at, ...box, item) >>> 0;
  }
  query(box: Box, capacity = 4096): number[] {
    const out = this.m.heapAllocate(capacity * 4 + 4) >>> 0;
    words(this.m, out, capacity + 1)[capacity] = 0xabcdef;
    const found = this.m.treeQuery(this.at, ...box, out, capacity) >>> 0;
    const view = words(this.m, out, capacity + 1);
    assert.is(view[capacity], 0xabcdef);
    const items = [...view.subarray(0, Math.min(found, capacity))];
    this.m.heapFree(out, capacity * 4 + 4);
    return Object.assign(items, { found });
  }
  /** The items that a box about (x, y) of these half sides meets when it is swept by (dx, dy), as a query walks. */
  walk(x: number, y: number, dx: number, dy: number, hx: number, hy: number): number[] {
    this.m.aim(x, y, dx, dy, hx, hy);
    this.m.enter(this.at);
    const items: number[] = [];
    for (let i = this.m.nextItem(); i !== -1; i = this.m.nextItem()) items.push(i);
    return items;
  }
  write(): Uint8Array {
    const length = this.m.treeBytes(this.at);
    const out = this.m.heapAllocate(length) >>> 0;
    this.m.treeWrite(this.at, out);
    const bytes = new Uint8Array(this.m.memory.buffer, out, length).slice();
    this.m.heapFree(out, length);
    return bytes;
  }
  read(bytes: Uint8Array): boolean {
    const from = this.m.heapAllocate(bytes.length) >>> 0;
    new Uint8Array(this.m.memory.buffer).set(bytes, from);
    const ok = this.m.treeRead(this.at, from, bytes.length) !== 0;
    this.m.heapFree(from, bytes.length);
    return ok;
  }
}

const coordinate = fc.oneof(fc.integer({ min: -8, max: 8 }), number(-10, 10).map(f), fc.constantFrom(-0, 1e30, -1e30));
const size = fc.oneof(fc.constantFrom(0, 1, 2), number(0, 4), number(0, 30));
const box: fc.Arbitrary<Box> = fc
  .tuple(coordinate, coordinate, size, size)
  .map(([x, y, w, h]) => [f(x), f(y), f(x + w), f(y + h)]);
const step = fc.record({
  action: fc.constantFrom('insert', 'insert', 'insert', 'move', 'move', 'remove'),
  box,
  pick: fc.nat(),
});

/** Does the steps to trees alike, and returns the boxes by leaf: [box, item]. */
function play(
  trees: Tree[],
  steps: { action: string; box: Box; pick: number }[],
  leaves = new Map<number, [Box, number]>(),
) {
  for (const [i, { action, box, pick }] of steps.entries()) {
    const old = [...leaves.keys()][pick % leaves.size];
    if (action === 'insert' || old === undefined) {
      const [leaf, ...others] = trees.map((t) => t.insert(box, i * 3));
      for (const other of others) assert.is(other, leaf);
      assert.not(leaves.has(leaf!));
      leaves.set(leaf!, [box, i * 3]);
    } else if (action === 'move') {
      for (const t of trees) t.m.treeMove(t.at, old, ...box);
      leaves.set(old, [box, leaves.get(old)![1]]);
    } else {
      for (const t of trees) t.m.treeRemove(t.at, old);
      leaves.delete(old);
    }
  }
  return leaves;
}

/** A reproducible number in [0, 1) for scenes. */
function stream(seed: number) {
  let s = seed;
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return s / 2 ** 32;
  };
}

const test = suite('tree');

test('finds what a list of boxes finds, in both builds in the same order', () => {
  const modules = both.map(instance);
  const bottoms = modules.map((m) => m.mark());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), fc.array(box, { maxLength: 6 }), (steps, queries) => {
      const trees = modules.map((m, i) => {
        m.reset(bottoms[i]);
        m.heapReset();
        return new Tree(m);
      });
      const leaves = play(trees, steps);
      for (const q of [...queries, ...[...leaves.values()].map(([b]) => b), [-2e38, -2e38, 2e38, 2e38] as Box]) {
        const [simd, scalar] = trees.map((t) => t.query(q));
        assert.equal(simd, scalar);
        assert.equal(
          ascending(simd!),
          ascending([...leaves.values()].filter(([b]) => touch(b, q)).map(([, item]) => item)),
        );
      }
      for (const t of trees) {
        assert.is(t.m.treeLeaves(t.at), leaves.size);
        for (const [leaf, [b, item]] of leaves) {
          assert.ok(t.m.isLeaf(t.at, leaf));
          assert.is(t.m.leafItem(t.at, leaf), item);
          assert.equal([...new Float32Array(t.m.memory.buffer, t.m.leafBounds(t.at, leaf), 4)], b);
        }
        for (let i = 0; i < 130; i++) assert.is(t.m.isLeaf(t.at, i) !== 0, leaves.has(i));
        assert.not(t.m.isLeaf(t.at, -1));
      }
      assert.equal(trees[0]!.write(), trees[1]!.write());
    }),
    { numRuns: 400 },
  );
});

test('2,000 boxes that move: every query is right, and the tree stays low', () => {
  for (const build of both) {
    const t = new Tree(instance(build));
    const next = stream(5);
    const boxes = Array.from({ length: 2000 }, (_, i): Box => {
      const [x, y, r] = [(i % 45) + next() / 9, Math.floor(i / 45), 0.1 + next() ** 4 * 2];
      return [f(x - r), f(y - r), f(x + r), f(y + r)];
    });
    const leaf = boxes.map((b, i) => t.insert(b, i));
    for (let k = 0; k < 3; k++) {
      for (const [i, b] of boxes.entries()) {
        const [dx, dy] = [next() - 0.5, next() - 0.5];
        boxes[i] = [f(b[0] + dx), f(b[1] + dy), f(b[2] + dx), f(b[3] + dy)];
        t.m.treeMove(t.at, leaf[i], ...boxes[i]);
      }
      for (let i = k; i < 2000; i += 37) {
        const q = boxes[i]!;
        const expected = boxes.flatMap((b, j) => (touch(b, q) ? [j] : []));
        assert.equal(ascending(t.query(q)), expected);
      }
    }
    assert.ok(t.m.treeHeight(t.at) < 2 * Math.log2(2000));
    assert.ok(new Tree(t.m).read(t.write()));
  }
});

const orders: [string, (i: number) => Box][] = [
  ['from left to right', (i) => [i, 0, i + 0.9, 1]],
  ['from right to left, overlapping', (i) => [-i, 0, 20 - i, 1]],
  ['row by row', (i) => [i % 71, Math.floor(i / 71), (i % 71) + 1, Math.floor(i / 71) + 1]],
  ['each inside the next', (i) => [-i, -i, i, i]],
  ['each inside the one before', (i) => [i - 5000, i - 5000, 5000 - i, 5000 - i]],
  ['all the same', () => [0, 0, 1, 1]],
  ['all one point', () => [0, 0, 0, 0]],
  ['ever farther', (i) => [f(1.003 ** i), 0, f(1.003 ** i * 1.001), 1]],
];
for (const [name, boxAt] of orders) {
  test(`stays low: 5,000 boxes ${name}`, () => {
    const t = new Tree(instance('simd'));
    for (let i = 0; i < 5000; i++) {
      t.insert(boxAt(i), i);
      if ((i & (i - 1)) === 0 || i === 4999) {
        const height = t.m.treeHeight(t.at);
        assert.ok(height < 3 * Math.log2(i + 1) + 4, `${height} with ${i + 1}`);
      }
    }
    assert.is(t.query([-1e30, -1e30, 1e30, 1e30], 8192).length, 5000);
    assert.ok(t.read(t.write()));
  });
}

test('a query writes no more than there is room for, and counts on', () => {
  const t = new Tree(instance('simd'));
  assert.equal(t.query([0, 0, 1, 1]), []);
  for (let i = 0; i < 50; i++) {
    for (const capacity of [0, 1, 7]) {
      const found = t.query([-1, -1, 100, 100], capacity);
      assert.is(found.length, Math.min(i, capacity));
      assert.is((found as any).found, i);
    }
    t.insert([i, i, i + 0.5, i + 0.5], i);
  }
});

test('what is copied out restores a tree that goes on in the same way', () => {
  const m = instance('simd');
  const bottom = m.mark();
  const some = fc.array(step, { maxLength: 50, size: 'max' });
  fc.assert(
    fc.property(some, some, some, box, (before, others, after, q) => {
      m.reset(bottom);
      m.heapReset();
      const a = new Tree(m);
      const b = new Tree(m);
      const leaves = play([a], before);
      play([b], others);
      const bytes = a.write();
      assert.ok(b.read(bytes));
      assert.equal(b.write(), bytes);
      play([a, b], after, leaves);
      assert.equal(a.query(q), b.query(q));
      assert.equal(b.write(), a.write());
      m.treeClose(a.at);
      m.treeClose(a.at);
      m.treeClose(b.at);
      assert.is(m.heapUsed(), 2 * HEADER);
    }),
    { numRuns: 300 },
  );
});

/**
 * A tree as high as it has levels, as no insertions make it: node 4k has the children 4k + 4 and 4k + 1, and that has the leaves
 * 4k + 2 and 4k + 3, of items 2k and 2k + 1, both boxes at (k, k); the last node is a leaf.
 */
function chain(levels: number): Uint8Array {
  const none = 0xffffffff;
  const used = 4 * levels + 1;
  const u = new Uint32Array(4 + used * 8);
  const x = new Float32Array(u.buffer);
  const node = (i: number, from: number, to: number, links: number[]) => {
    x.set([from, from, to + 0.5, to + 0.5], 4 + i * 8);
    u.set(links, 4 + i * 8 + 4);
  };
  u.set([used, 2 * levels + 1, 0, none]);
  for (let k = 0; k <= levels; k++) {
    const [i, parent] = [4 * k, k ? 4 * k - 4 : none];
    if (k === levels) {
      node(i, k, k, [parent, none, 2 * k, 0]);
      break;
    }
    node(i, k, levels, [parent, i + 4, i + 1, levels - k + 1]);
    node(i + 1, k, k, [i, i + 2, i + 3, 1]);
    node(i + 2, k, k, [i + 1, none, 2 * k, 0]);
    node(i + 3, k, k, [i + 1, none, 2 * k + 1, 0]);
  }
  return new Uint8Array(u.buffer);
}

test('a tree higher than the stack is queried, changed and copied all the same', () => {
  for (const build of both) {
    const t = new Tree(instance(build));
    for (const levels of [1, 2, 30, 253, 254, 255, 256, 257, 3000]) {
      assert.ok(t.read(chain(levels)));
      assert.is(t.m.treeHeight(t.at), levels + 1);
      const all = Array.from({ length: 2 * levels + 1 }, (_, i) => i);
      assert.equal(ascending(t.query([-1, -1, 6000, 6000], 8000)), all);
      assert.equal(ascending(t.query([3.5, 3, 9.2, 9])), all.slice(6, 20));
      assert.equal(ascending(t.walk(6.35, 6, 0, 0, 2.85, 3)), all.slice(6, 20));
      assert.equal(ascending(t.walk(3.5, 3, 5.7, 6, 0, 0)), all.slice(6, 20));
      assert.equal(ascending(t.walk(3, 6, 4, -5, 0.1, 0.1)), all.slice(8, 10), 'across');
      const leaf = t.insert([5, 5, 5, 5], 77777);
      t.m.treeMove(t.at, leaf, 8, 8, 8, 8);
      assert.ok(t.query([8, 8, 8, 8]).includes(77777));
      assert.ok(t.read(t.write()));
      t.m.treeRemove(t.at, leaf);
      assert.equal(ascending(t.query([-1, -1, 6000, 6000], 8000)), all);
    }
  }
});

test('a swept box finds what it touches on its way, and no more than rounding', () => {
  const m = instance('simd');
  const bottom = m.mark();
  const half = fc.oneof(fc.constant(0), number(0, 3));
  const sweep = fc.tuple(number(-10, 10), number(-10, 10), number(-20, 20), number(-20, 20), half, half);
  const small = fc.tuple(number(-10, 10), number(-10, 10), number(0, 3), number(0, 3));
  fc.assert(
    fc.property(fc.array(small, { maxLength: 60, size: 'max' }), sweep, fc.boolean(), (boxes, drawn, still) => {
      m.reset(bottom);
      m.heapReset();
      const t = new Tree(m);
      const [x, y, u, v, hx, hy] = drawn.map(f) as [number, number, number, number, number, number];
      const [dx, dy] = still ? [0, 0] : [u, v];
      // By how much the axes of the box and the one across the way part them.
      const apart = boxes.map(([bx, by, w, h], i) => {
        const [x0, y0, x1, y1] = [f(bx), f(by), f(bx + w), f(by + h)];
        t.insert([x0, y0, x1, y1], i);
        const [cx, cy, ex, ey] = [(x0 + x1) / 2 - x, (y0 + y1) / 2 - y, (x1 - x0) / 2 + hx, (y1 - y0) / 2 + hy];
        return Math.max(
          Math.abs(cx - dx / 2) - Math.abs(dx / 2) - ex,
          Math.abs(cy - dy / 2) - Math.abs(dy / 2) - ey,
          (Math.abs(dx * cy - dy * cx) - Math.abs(dx) * ey - Math.abs(dy) * ex) / (Math.hypot(dx, dy) || 1),
        );
      });
      const found = t.walk(x, y, dx, dy, hx, hy);
      assert.is(new Set(found).size, found.length);
      for (const [i, gap] of apart.entries())
        if (gap <= 0 || gap > 1e-3) assert.is(found.includes(i), gap <= 0, `box ${i}, ${gap} apart`);
    }),
    { numRuns: 500 },
  );
});

test('damaged bytes are refused, or are a tree: nothing outside of it is ever touched', () => {
  const m = instance('simd');
  const bottom = m.mark();
  const damage = fc.tuple(
    fc.nat(),
    fc.oneof(fc.nat(70), fc.constantFrom(0xffffffff, 0x80000000, 0x7fc00000), fc.nat(0xffffffff)),
  );
  const cut = fc.constantFrom(0, 0, 0, 0, 1, 4, 16, 32);
  const many = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' });
  let accepted = 0;
  fc.assert(
    fc.property(
      many,
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      cut,
      many,
      box,
      (steps, places, cut, after, q) => {
        m.reset(bottom);
        m.heapReset();
        const a = new Tree(m);
        play([a], steps);
        const bytes = a.write();
        const view = new DataView(bytes.buffer);
        for (const [place, value] of places) view.setUint32((place % (bytes.length / 4)) * 4, value, true);
        const b = new Tree(m);
        const untouched = b.write();
        if (!b.read(bytes.subarray(0, bytes.length - cut))) {
          assert.equal(b.write(), untouched);
          return;
        }
        accepted++;
        assert.equal(b.write(), bytes);
        const leaves = new Map<number, [Box, number]>();
        for (let i = 0; i < 200; i++) {
          if (!m.isLeaf(b.at, i)) continue;
          const box = [...new Float32Array(m.memory.buffer, m.leafBounds(b.at, i), 4)] as Box;
          leaves.set(i, [box, m.leafItem(b.at, i) >>> 0]);
        }
        assert.is(leaves.size, m.treeLeaves(b.at));
        play([b], after, leaves);
        assert.equal(
          ascending(b.query(q)),
          ascending([...leaves.values()].filter(([v]) => touch(v, q)).map(([, item]) => item)),
        );
        assert.ok(b.read(b.write()));
      },
    ),
    { numRuns: 2000 },
  );
  assert.ok(accepted > 0);
});

test('every word of a tree is looked at: a wrong number is never followed', () => {
  const m = instance('simd');
  const t = new Tree(m);
  const next = stream(9);
  for (let i = 0; i < 12; i++) t.insert([i, f(next()), i + 2, 2], 1000 + i);
  for (const leaf of [4, 9]) if (m.isLeaf(t.at, leaf)) m.treeRemove(t.at, leaf);
  const bytes = t.write();
  const free = (node: number) => new Uint32Array(bytes.buffer)[4 + node * 8 + 7] === 0xffffffff;
  for (let word = 0; word < bytes.length / 4; word++) {
    const [node, field] = [(word - 4) >> 3, (word - 4) & 7];
    // Items may be any; boxes are looked at above; of a free node only the next one and the mark count.
    if (word >= 4 && (field < 4 || (field === 6 && m.isLeaf(t.at, node)) || (field !== 4 && field !== 7 && free(node))))
      continue;
    for (const value of [0, 1, 2, 5, 11, 22, 23, 24, 100, 0x04000000, 0x7fffffff, 0xfffffffe, 0xffffffff]) {
      const damaged = bytes.slice();
      const view = new DataView(damaged.buffer);
      if (view.getUint32(word * 4, true) === value) continue;
      view.setUint32(word * 4, value, true);
      assert.not(new Tree(m).read(damaged), `word ${word} = ${value}`);
    }
  }
  assert.not(new Tree(m).read(bytes.subarray(0, 12)));
  assert.not(new Tree(m).read(new Uint8Array(0)));
});

test.run();
