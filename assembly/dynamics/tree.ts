// A dynamic tree of boxes: which items may touch a box, and boxes that come, go and move.
//
// Binary; items are leaves, an inner node's box is the union of its children's. A new leaf becomes the sibling of the node
// that adds the least to the sum of all perimeters (the surface area heuristic), found by branch and bound; on the way
// back to the root each node may swap a child with a grandchild where that makes a perimeter smaller, or
// must where one side is much higher (Bittner et al., "Fast insertion-based optimization of bounding volume hierarchies", 2013;
// Catto, "Dynamic bounding volume hierarchies", GDC 2019). Such swaps keep the height near 2 log2 n but prove no bound,
// so a query of a tree higher than its stack goes by the parents instead (tree-query.ts).
//
// A tree is a record and one block of the heap. Nodes are known by number, so that words copied out restore the very same
// tree: the order in which a query finds items is a function of all insertions, moves and removals so far, and goes on so.
// Boxes must have x0 <= x1 and y0 <= y1 and no NaN; the tree adds no margin, and boxes that only touch overlap.

import { heapAllocate, heapFree, heapGrow } from '../memory/heap';
import { FREE, NONE, Node, STACK, STACK_END, TreeHeader, at, refit, setBox, span } from './tree-node';
import { rotate } from './tree-rotations';

/** Nodes of an open tree; doubled when more are needed. */
// @ts-ignore: decorator
@inline const SMALL: u32 = 16;
/** Nodes that fill the heap's largest block. */
// @ts-ignore: decorator
@inline export const MOST: u32 = 0x4000000;

/** What treeInsert returns when there is no memory left. */
// @ts-ignore: decorator
@inline const NO_LEAF: u32 = NONE;

/** Makes TreeHeader.SIZE bytes at `tree` an empty tree. False when there is no memory left. */
export function treeOpen(tree: usize): bool {
  memory.fill(tree, 0, TreeHeader.SIZE);
  store<u32>(tree, NONE, TreeHeader.root);
  store<u32>(tree, NONE, TreeHeader.free);
  const nodes = heapAllocate((<usize>SMALL) << 5);
  if (nodes == 0) return false;
  store<u32>(tree, <u32>nodes, TreeHeader.nodes);
  store<u32>(tree, SMALL, TreeHeader.capacity);
  return true;
}

/** Gives back the tree's memory. A closed tree is empty, and may be closed again. */
export function treeClose(tree: usize): void {
  heapFree(<usize>load<u32>(tree, TreeHeader.nodes), (<usize>load<u32>(tree, TreeHeader.capacity)) << 5);
  memory.fill(tree, 0, TreeHeader.SIZE);
  store<u32>(tree, NONE, TreeHeader.root);
  store<u32>(tree, NONE, TreeHeader.free);
}

/** Empties an open tree; it keeps its memory. */
export function treeClear(tree: usize): void {
  store<u32>(tree, 0, TreeHeader.used);
  store<u32>(tree, 0, TreeHeader.leaves);
  store<u32>(tree, NONE, TreeHeader.root);
  store<u32>(tree, NONE, TreeHeader.free);
}

/** Makes an open tree the same as another. False, changing nothing, when there is no memory left. */
export function treeCopy(to: usize, from: usize): bool {
  const used = load<u32>(from, TreeHeader.used);
  if (!room(to, used)) return false;
  memory.copy(to + TreeHeader.used, from + TreeHeader.used, TreeHeader.free + 4 - TreeHeader.used);
  memory.copy(<usize>load<u32>(to, TreeHeader.nodes), <usize>load<u32>(from, TreeHeader.nodes), (<usize>used) << 5);
  return true;
}

/** Makes room for `count` nodes in all. False, changing nothing, when there is no memory left. */
export function room(tree: usize, count: u32): bool {
  const old = load<u32>(tree, TreeHeader.capacity);
  if (count <= old) return true;
  let capacity = max<u32>(old, SMALL);
  while (capacity < count && capacity < MOST) capacity <<= 1;
  // Beyond MOST it is the heap that refuses, so that the status says why.
  const bytes = max<usize>((<usize>capacity) << 5, count > MOST ? 0xfffffff0 : 0);
  const nodes = heapGrow(<usize>load<u32>(tree, TreeHeader.nodes), (<usize>old) << 5, bytes);
  if (nodes == 0) return false;
  store<u32>(tree, <u32>nodes, TreeHeader.nodes);
  store<u32>(tree, capacity, TreeHeader.capacity);
  return true;
}

/** A node that is free; there must be one, or room. */
function take(tree: usize, nodes: usize): u32 {
  let index = load<u32>(tree, TreeHeader.free);
  if (index != NONE) {
    store<u32>(tree, load<u32>(at(nodes, index), Node.parent), TreeHeader.free);
  } else {
    index = load<u32>(tree, TreeHeader.used);
    store<u32>(tree, index + 1, TreeHeader.used);
  }
  return index;
}

function giveBack(tree: usize, nodes: usize, index: u32): void {
  const node = at(nodes, index);
  setBox(node, 0, 0, 0, 0);
  store<u32>(node, load<u32>(tree, TreeHeader.free), Node.parent);
  store<u32>(node, NONE, Node.child1);
  store<u32>(node, 0, Node.child2);
  store<u32>(node, FREE, Node.height);
  store<u32>(tree, index, TreeHeader.free);
}

/**
 * The node beside which the leaf at `leaf` adds the least perimeter: that of the new parent, and what all nodes above must be
 * enlarged by. A node below another adds at least the leaf's own perimeter and what the other and those above it are enlarged by;
 * where that is no less than the best so far, nothing below is looked at. As many nodes are opened as the tree is high, the
 * better child first: in trees of 2000 boxes a longer search saves queries nothing and costs moves a third more.
 */
function bestSibling(nodes: usize, root: u32, leaf: usize): u32 {
  const own = span(leaf, leaf);
  let index = root;
  let node = at(nodes, index);
  let best = root;
  let cost = span(node, leaf);
  let above: f32 = cost - span(node, node);
  let top = STACK;
  let budget = load<u32>(node, Node.height);
  for (;;) {
    if (load<u32>(node, Node.height) != 0 && above + own < cost && budget != 0) {
      budget--;
      const index1 = load<u32>(node, Node.child1);
      const index2 = load<u32>(node, Node.child2);
      const child1 = at(nodes, index1);
      const child2 = at(nodes, index2);
      const joined1 = span(child1, leaf);
      const joined2 = span(child2, leaf);
      if (joined1 + above < cost) {
        cost = joined1 + above;
        best = index1;
      }
      if (joined2 + above < cost) {
        cost = joined2 + above;
        best = index2;
      }
      const above1: f32 = above + joined1 - span(child1, child1);
      const above2: f32 = above + joined2 - span(child2, child2);
      const second = above2 < above1;
      const later = second ? above1 : above2;
      if (later + own < cost && top < STACK_END) {
        store<u32>(top, second ? index1 : index2);
        store<f32>(top, later, 4);
        top += 8;
      }
      node = second ? child2 : child1;
      above = second ? above2 : above1;
      continue;
    }
    if (top == STACK) break;
    top -= 8;
    node = at(nodes, load<u32>(top));
    above = load<f32>(top, 4);
  }
  return best;
}

/** Hangs the leaf into the tree; its box is set and there is a node for a parent. */
function attach(tree: usize, nodes: usize, index: u32): void {
  const root = load<u32>(tree, TreeHeader.root);
  const leaf = at(nodes, index);
  if (root == NONE) {
    store<u32>(leaf, NONE, Node.parent);
    store<u32>(tree, index, TreeHeader.root);
    return;
  }
  const siblingIndex = bestSibling(nodes, root, leaf);
  const sibling = at(nodes, siblingIndex);
  const parentIndex = take(tree, nodes);
  const parent = at(nodes, parentIndex);
  let above = load<u32>(sibling, Node.parent);
  store<u32>(parent, above, Node.parent);
  store<u32>(parent, siblingIndex, Node.child1);
  store<u32>(parent, index, Node.child2);
  store<u32>(sibling, parentIndex, Node.parent);
  store<u32>(leaf, parentIndex, Node.parent);
  refit(parent, sibling, leaf);
  if (above == NONE) store<u32>(tree, parentIndex, TreeHeader.root);
  else rename(at(nodes, above), siblingIndex, parentIndex);
  rotate(nodes, parentIndex);
  while (above != NONE) {
    const node = at(nodes, above);
    refit(node, at(nodes, load<u32>(node, Node.child1)), at(nodes, load<u32>(node, Node.child2)));
    rotate(nodes, above);
    above = load<u32>(node, Node.parent);
  }
}

/** Puts `now` in the place of the child `old`. */
// @ts-ignore: decorator
@inline
function rename(node: usize, old: u32, now: u32): void {
  store<u32>(node + (load<u32>(node, Node.child1) == old ? Node.child1 : Node.child2), now);
}

/** Takes the leaf out of the tree; its parent becomes free. */
function detach(tree: usize, nodes: usize, index: u32): void {
  const parentIndex = load<u32>(at(nodes, index), Node.parent);
  if (parentIndex == NONE) {
    store<u32>(tree, NONE, TreeHeader.root);
    return;
  }
  const parent = at(nodes, parentIndex);
  const first = load<u32>(parent, Node.child1);
  const siblingIndex = first == index ? load<u32>(parent, Node.child2) : first;
  let above = load<u32>(parent, Node.parent);
  store<u32>(at(nodes, siblingIndex), above, Node.parent);
  giveBack(tree, nodes, parentIndex);
  if (above == NONE) {
    store<u32>(tree, siblingIndex, TreeHeader.root);
    return;
  }
  rename(at(nodes, above), parentIndex, siblingIndex);
  do {
    const node = at(nodes, above);
    refit(node, at(nodes, load<u32>(node, Node.child1)), at(nodes, load<u32>(node, Node.child2)));
    above = load<u32>(node, Node.parent);
  } while (above != NONE);
}

/** Adds a box and returns the number of its leaf, or NO_LEAF, changing nothing, when there is no memory left. */
export function treeInsert(tree: usize, x0: f32, y0: f32, x1: f32, y1: f32, item: u32): u32 {
  const leaves = load<u32>(tree, TreeHeader.leaves);
  if (!room(tree, (leaves << 1) + 1)) return NO_LEAF;
  const nodes = <usize>load<u32>(tree, TreeHeader.nodes);
  const index = take(tree, nodes);
  const leaf = at(nodes, index);
  setBox(leaf, x0, y0, x1, y1);
  store<u32>(leaf, NONE, Node.child1);
  store<u32>(leaf, item, Node.child2);
  store<u32>(leaf, 0, Node.height);
  attach(tree, nodes, index);
  store<u32>(tree, leaves + 1, TreeHeader.leaves);
  return index;
}

/** Removes a leaf; its number may be given to another. */
export function treeRemove(tree: usize, leaf: u32): void {
  const nodes = <usize>load<u32>(tree, TreeHeader.nodes);
  detach(tree, nodes, leaf);
  giveBack(tree, nodes, leaf);
  store<u32>(tree, load<u32>(tree, TreeHeader.leaves) - 1, TreeHeader.leaves);
}

/** Gives a leaf another box. It keeps its number, and no memory is needed. */
export function treeMove(tree: usize, leaf: u32, x0: f32, y0: f32, x1: f32, y1: f32): void {
  const nodes = <usize>load<u32>(tree, TreeHeader.nodes);
  detach(tree, nodes, leaf);
  setBox(at(nodes, leaf), x0, y0, x1, y1);
  attach(tree, nodes, leaf);
}

/** Leaves of the tree. */
export function treeLeaves(tree: usize): u32 {
  return load<u32>(tree, TreeHeader.leaves);
}

/** Steps from the root to the farthest leaf; 0 of an empty tree. */
export function treeHeight(tree: usize): u32 {
  const root = load<u32>(tree, TreeHeader.root);
  return root == NONE ? 0 : load<u32>(at(<usize>load<u32>(tree, TreeHeader.nodes), root), Node.height);
}

/** Whether a number, which may be any, is that of a leaf now. */
export function isLeaf(tree: usize, leaf: u32): bool {
  if (leaf >= load<u32>(tree, TreeHeader.used)) return false;
  return load<u32>(at(<usize>load<u32>(tree, TreeHeader.nodes), leaf), Node.height) == 0;
}

/** The item of a leaf. */
// @ts-ignore: decorator
@inline
export function leafItem(tree: usize, leaf: u32): u32 {
  return load<u32>(at(<usize>load<u32>(tree, TreeHeader.nodes), leaf), Node.child2);
}

/** Where the box of a leaf stands: f32 x0, y0, x1, y1, to be read only, and before the next insertion. */
// @ts-ignore: decorator
@inline
export function leafBounds(tree: usize, leaf: u32): usize {
  return at(<usize>load<u32>(tree, TreeHeader.nodes), leaf);
}
