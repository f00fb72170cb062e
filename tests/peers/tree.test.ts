// Peers' expectations of the tree of bounds by itself.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { instance, words } from '../dynamics/tree-module.js';

const test = suite('peers: tree');

type Box = [number, number, number, number];

const unit = (x: number, y: number): Box => [x, y, x + 1, y + 1];

/** An empty tree; items are what they are inserted as. */
function tree() {
  const m = instance('simd');
  const at = m.heapAllocate(32);
  assert.ok(m.treeOpen(at));
  return {
    insert: (box: Box, item: number): number => m.treeInsert(at, ...box, item) >>> 0,
    move: (leaf: number, box: Box) => m.treeMove(at, leaf, ...box),
    remove: (leaf: number) => m.treeRemove(at, leaf),
    get height(): number {
      return m.treeHeight(at);
    },
    get leaves(): number {
      return m.treeLeaves(at);
    },
    find(box: Box): number[] {
      const out = m.heapAllocate(4096) >>> 0;
      const found = m.treeQuery(at, ...box, out, 1024) >>> 0;
      return [...words(m, out, found)].sort((a, b) => a - b);
    },
  };
}

// Box2D 3, test/test_dynamic_tree.c, TreeCreateDestroy
test('one box is one leaf, and none when it is removed', () => {
  const one = tree();
  const leaf = one.insert([-1, -1, 2, 2], 1);
  assert.is(one.leaves, 1);
  one.remove(leaf);
  assert.is(one.leaves, 0);
});

// planck, src/__test__/Collision.test.ts, DynamicTree
test('three boxes corner to corner: the middle one touches all, each is found inside itself', () => {
  const three = tree();
  const leaves = [0, 1, 2].map((i) => three.insert(unit(i, i), i));
  assert.equal(three.find(unit(1, 1)), [0, 1, 2]);
  for (const i of [0, 1, 2]) assert.equal(three.find([i + 0.3, i + 0.3, i + 0.7, i + 0.7]), [i]);
  three.move(leaves[2] as number, unit(3, 3));
  assert.equal(three.find([3.3, 3.3, 3.7, 3.7]), [2]);
  const heights = [three.height];
  for (const leaf of leaves) {
    three.remove(leaf);
    heights.push(three.height);
  }
  assert.ok(
    heights.every((height, i) => i === 0 || height <= (heights[i - 1] as number)),
    `${heights}`,
  );
  assert.is(three.leaves, 0);
});

// Box2D 3, test/test_dynamic_tree.c, TreeRowHeightTest
test('a row of 200 boxes, added in order, is less than twice as high as need be', () => {
  const row = tree();
  for (let i = 0; i < 200; i++) row.insert(unit(i, 0), i);
  assert.ok(row.height < 2 * Math.log2(200), `${row.height}`);
});

// Box2D 3, test/test_dynamic_tree.c, TreeGridHeightTest, TreeGridMovementTest
test('a grid of 400 boxes is less than twice as high as need be, and less than thrice after all have moved', () => {
  const grid = tree();
  const leaves: [number, number, number][] = [];
  for (let i = 0; i < 20; i++) for (let j = 0; j < 20; j++) leaves.push([grid.insert(unit(i, j), i * 20 + j), i, j]);
  assert.ok(grid.height < 2 * Math.log2(400), `${grid.height}`);
  for (const [leaf, i, j] of leaves) grid.move(leaf, unit(i + 10, j + 20));
  assert.ok(grid.height < 3 * Math.log2(400), `${grid.height}`);
  assert.equal(grid.find([10.2, 20.2, 10.8, 20.8]), [0]);
  assert.equal(grid.find([0, 0, 9.5, 19.5]), []);
});

test.run();
