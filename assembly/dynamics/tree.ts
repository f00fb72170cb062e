// A dynamic tree of boxes: which items may touch a box, and boxes that come, go and move.
//
// Binary; items are leaves, an inner node's box is the union of its children's. A new leaf becomes the sibling of the node
// that adds the least to the sum of all perimeters (the surface area heuristic), found by branch and bound; on the way
// back to the root each node may swap a child with a grandchild where that makes a perimeter smaller, or
// must where one side is much higher (Bittner et al., "Fast insertion-based optimization of bounding volume hierarchies", 2013;
// Catto, "Dynamic bounding volume hierarchies", GDC 2019). Such swaps keep the height near 2 log2 n but prove no bound,
// so a query of a tree higher than its stack goes by the parents instead.
//
// A tree is a record and one block of the heap. Nodes are known by number, so that words copied out restore the very same
// tree: the order in which a query finds items is a function of all insertions, moves and removals so far, and goes on so.
// Boxes must have x0 <= x1 and y0 <= y1 and no NaN; the tree adds no margin, and boxes that only touch overlap.
// A minimum of a and b is b < a ? b : a in both builds, as one instruction does it (pmin).

import { heapAllocate, heapFree, heapGrow } from '../memory/heap';

/** A tree: a record that the caller provides. */
export namespace TreeHeader {
  // @ts-ignore: decorator
  @inline export const nodes: usize = 0; // address, Node[capacity]
  // @ts-ignore: decorator
  @inline export const capacity: usize = 4; // u32
  // @ts-ignore: decorator
  @inline export const used: usize = 8; // u32: nodes that have been in use, free ones among them; what follows is copied out
  // @ts-ignore: decorator
  @inline export const leaves: usize = 12; // u32
  // @ts-ignore: decorator
  @inline export const root: usize = 16; // u32, or NONE
  // @ts-ignore: decorator
  @inline export const free: usize = 20; // u32, first free node below `used`, or NONE
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 32;
}

namespace Node {
  // @ts-ignore: decorator
  @inline export const x0: usize = 0; // f32
  // @ts-ignore: decorator
  @inline export const y0: usize = 4;
  // @ts-ignore: decorator
  @inline export const x1: usize = 8;
  // @ts-ignore: decorator
  @inline export const y1: usize = 12;
  // @ts-ignore: decorator
  @inline export const parent: usize = 16; // u32, or NONE; of a free node the next free one
  // @ts-ignore: decorator
  @inline export const child1: usize = 20; // u32, or NONE in a leaf
  // @ts-ignore: decorator
  @inline export const child2: usize = 24; // u32; the item of a leaf
  // @ts-ignore: decorator
  @inline export const height: usize = 28; // u32: 0 in a leaf, else one more than the higher child's; FREE in a free node
}

// @ts-ignore: decorator
@inline const NONE: u32 = 0xffffffff;
// @ts-ignore: decorator
@inline const FREE: u32 = 0xffffffff;
/** Nodes of an open tree; doubled when more are needed. */
// @ts-ignore: decorator
@inline const SMALL: u32 = 16;
/** Nodes that fill the heap's largest block. */
// @ts-ignore: decorator
@inline const MOST: u32 = 0x4000000;
/** One side of a node may be this much higher than the other before it must be lowered. */
// @ts-ignore: decorator
@inline const SLACK: u32 = 3;
/** Entries of the stack. */
// @ts-ignore: decorator
@inline const DEPTH: usize = 256;
/** Nodes still to be visited: u32 in a query, with a f32 each in the search for a sibling. */
const STACK: usize = memory.data(2048, 16);
// @ts-ignore: decorator
@inline const STACK_END: usize = STACK + DEPTH * 8;
/** f32[4]: the box asked for. */
const QUERY: usize = memory.data(16, 16);

/** What treeInsert returns when there is no memory left. */
// @ts-ignore: decorator
@inline export const NO_LEAF: u32 = NONE;

// @ts-ignore: decorator
@inline
function at(nodes: usize, index: u32): usize {
  return nodes + ((<usize>index) << 5);
}

// @ts-ignore: decorator
@inline
function minimum(a: f32, b: f32): f32 {
  return b < a ? b : a;
}

// @ts-ignore: decorator
@inline
function maximum(a: f32, b: f32): f32 {
  return a < b ? b : a;
}

/** Half the perimeter of the union of the boxes at p and q. */
// @ts-ignore: decorator
@inline
function span(p: usize, q: usize): f32 {
  if (ASC_FEATURE_SIMD) {
    const a = v128.load(p);
    const b = v128.load(q);
    const low = f32x4.pmin(a, b);
    const sides = f32x4.sub(f32x4.pmax(a, b), v128.shuffle<f32>(low, low, 0, 1, 0, 1));
    return f32x4.extract_lane(sides, 2) + f32x4.extract_lane(sides, 3);
  } else {
    const w: f32 = maximum(load<f32>(p, Node.x1), load<f32>(q, Node.x1)) - minimum(load<f32>(p, Node.x0), load<f32>(q, Node.x0));
    const h: f32 = maximum(load<f32>(p, Node.y1), load<f32>(q, Node.y1)) - minimum(load<f32>(p, Node.y0), load<f32>(q, Node.y0));
    return w + h;
  }
}

/** Makes the box at p the union of those at a and b. */
// @ts-ignore: decorator
@inline
function join(p: usize, a: usize, b: usize): void {
  if (ASC_FEATURE_SIMD) {
    const u = v128.load(a);
    const v = v128.load(b);
    v128.store(p, v128.shuffle<f32>(f32x4.pmin(u, v), f32x4.pmax(u, v), 0, 1, 6, 7));
  } else {
    store<f32>(p, minimum(load<f32>(a, Node.x0), load<f32>(b, Node.x0)), Node.x0);
    store<f32>(p, minimum(load<f32>(a, Node.y0), load<f32>(b, Node.y0)), Node.y0);
    store<f32>(p, maximum(load<f32>(a, Node.x1), load<f32>(b, Node.x1)), Node.x1);
    store<f32>(p, maximum(load<f32>(a, Node.y1), load<f32>(b, Node.y1)), Node.y1);
  }
}

// @ts-ignore: decorator
@inline
function setBox(p: usize, x0: f32, y0: f32, x1: f32, y1: f32): void {
  store<f32>(p, x0, Node.x0);
  store<f32>(p, y0, Node.y0);
  store<f32>(p, x1, Node.x1);
  store<f32>(p, y1, Node.y1);
}

/** Gives the inner node at p the box and the height of its children at a and b. */
// @ts-ignore: decorator
@inline
function refit(p: usize, a: usize, b: usize): void {
  join(p, a, b);
  store<u32>(p, max<u32>(load<u32>(a, Node.height), load<u32>(b, Node.height)) + 1, Node.height);
}

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

/** Makes room for `count` nodes in all. False, changing nothing, when there is no memory left. */
function room(tree: usize, count: u32): bool {
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

/**
 * Swaps a child of node `index` with a grandchild on its other side: `up` is the address of the word that names the child,
 * `down` of the word in child `p` that names the grandchild. The box of `index` stays as it is.
 */
function swap(nodes: usize, index: u32, up: usize, p: u32, down: usize): void {
  const child = load<u32>(up);
  const grandchild = load<u32>(down);
  store<u32>(up, grandchild);
  store<u32>(down, child);
  store<u32>(at(nodes, grandchild), index, Node.parent);
  store<u32>(at(nodes, child), p, Node.parent);
  const parent = at(nodes, p);
  refit(parent, at(nodes, load<u32>(parent, Node.child1)), at(nodes, load<u32>(parent, Node.child2)));
  const height = max<u32>(load<u32>(parent, Node.height), load<u32>(at(nodes, grandchild), Node.height));
  store<u32>(at(nodes, index), height + 1, Node.height);
}

/** Whether one child of the inner node at `node` is much higher than the other. */
// @ts-ignore: decorator
@inline
function leans(nodes: usize, node: usize): bool {
  const height1 = load<u32>(at(nodes, load<u32>(node, Node.child1)), Node.height);
  const height2 = load<u32>(at(nodes, load<u32>(node, Node.child2)), Node.height);
  return max<u32>(height1, height2) > min<u32>(height1, height2) + SLACK;
}

/**
 * Lowers the much higher child of node `index`: its higher child changes places with the low one, which so goes down
 * until it has a sibling not much higher than itself. Boxes on the way stay right: each still holds the same leaves.
 */
function lower(nodes: usize, index: u32): void {
  let last = index;
  let node = at(nodes, index);
  do {
    const index1 = load<u32>(node, Node.child1);
    const index2 = load<u32>(node, Node.child2);
    const first = load<u32>(at(nodes, index1), Node.height) > load<u32>(at(nodes, index2), Node.height);
    const p = first ? index1 : index2;
    const parent = at(nodes, p);
    const other = at(nodes, first ? index2 : index1);
    const a = at(nodes, load<u32>(parent, Node.child1));
    const b = at(nodes, load<u32>(parent, Node.child2));
    const heightA = load<u32>(a, Node.height);
    const heightB = load<u32>(b, Node.height);
    const upA = heightA != heightB ? heightA > heightB : span(other, b) < span(other, a);
    swap(nodes, last, node + (first ? Node.child2 : Node.child1), p, parent + (upA ? Node.child1 : Node.child2));
    last = p;
    node = parent;
  } while (leans(nodes, node));
  while (last != index) {
    last = load<u32>(node, Node.parent);
    node = at(nodes, last);
    const height1 = load<u32>(at(nodes, load<u32>(node, Node.child1)), Node.height);
    const height2 = load<u32>(at(nodes, load<u32>(node, Node.child2)), Node.height);
    store<u32>(node, max<u32>(height1, height2) + 1, Node.height);
  }
}

/** The swap at node `index` that makes a child's perimeter smallest, if any does; or one that lowers the higher side. */
function rotate(nodes: usize, index: u32): void {
  const node = at(nodes, index);
  if (load<u32>(node, Node.height) < 2) return;
  const index1 = load<u32>(node, Node.child1);
  const index2 = load<u32>(node, Node.child2);
  const child1 = at(nodes, index1);
  const child2 = at(nodes, index2);
  const height1 = load<u32>(child1, Node.height);
  const height2 = load<u32>(child2, Node.height);
  if (leans(nodes, node)) {
    lower(nodes, index);
    return;
  }

  let gain: f32 = 0;
  let up: usize = 0;
  let p: u32 = 0;
  let down: usize = 0;
  if (height1 != 0) {
    const own = span(child1, child1);
    const gain1: f32 = own - span(child2, at(nodes, load<u32>(child1, Node.child2)));
    const gain2: f32 = own - span(child2, at(nodes, load<u32>(child1, Node.child1)));
    if (gain1 > gain) {
      gain = gain1;
      down = child1 + Node.child1;
    }
    if (gain2 > gain) {
      gain = gain2;
      down = child1 + Node.child2;
    }
    up = node + Node.child2;
    p = index1;
  }
  if (height2 != 0) {
    const own = span(child2, child2);
    const gain1: f32 = own - span(child1, at(nodes, load<u32>(child2, Node.child2)));
    const gain2: f32 = own - span(child1, at(nodes, load<u32>(child2, Node.child1)));
    if (max<f32>(gain1, gain2) > gain) {
      down = child2 + (gain2 > gain1 ? Node.child2 : Node.child1);
      up = node + Node.child1;
      p = index2;
    }
  }
  if (down != 0) swap(nodes, index, up, p, down);
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

/**
 * Whether the box at p touches the one asked for. T = v128: (x1, y1, -x0, -y0) of that, so that one comparison serves; else the address
 * of its x0, y0, x1, y1.
 */
// @ts-ignore: decorator
@inline
function touches<T>(p: usize, q: T): u32 {
  if (isVector<T>()) {
    const box = v128.xor(v128.load(p), i32x4(0, 0, 0x80000000, 0x80000000));
    return u32(i32x4.bitmask(f32x4.le(box, q)) == 15);
  } else {
    return (
      u32(load<f32>(p, Node.x0) <= load<f32>(q, Node.x1)) &
      u32(load<f32>(p, Node.y0) <= load<f32>(q, Node.y1)) &
      u32(load<f32>(p, Node.x1) >= load<f32>(q, Node.x0)) &
      u32(load<f32>(p, Node.y1) >= load<f32>(q, Node.y0))
    );
  }
}

/** treeQuery of a tree that is not empty and less high than the stack. Children are tested before one is gone to and the other kept. */
// @ts-ignore: decorator
@inline
function descend<T>(nodes: usize, root: u32, q: T, out: usize, capacity: u32): u32 {
  let node = at(nodes, root);
  if (touches<T>(node, q) == 0) return 0;
  if (load<u32>(node, Node.height) == 0) {
    if (capacity != 0) store<u32>(out, load<u32>(node, Node.child2));
    return 1;
  }
  let found: u32 = 0;
  let top = STACK;
  for (;;) {
    const child1 = at(nodes, load<u32>(node, Node.child1));
    const child2 = at(nodes, load<u32>(node, Node.child2));
    let open1 = touches<T>(child1, q);
    let open2 = touches<T>(child2, q);
    if (open1 != 0 && load<u32>(child1, Node.height) == 0) {
      if (found < capacity) store<u32>(out + ((<usize>found) << 2), load<u32>(child1, Node.child2));
      found++;
      open1 = 0;
    }
    if (open2 != 0 && load<u32>(child2, Node.height) == 0) {
      if (found < capacity) store<u32>(out + ((<usize>found) << 2), load<u32>(child2, Node.child2));
      found++;
      open2 = 0;
    }
    if (open1 != 0) {
      if (open2 != 0) {
        store<u32>(top, <u32>child2);
        top += 4;
      }
      node = child1;
    } else if (open2 != 0) {
      node = child2;
    } else {
      if (top == STACK) break;
      top -= 4;
      node = <usize>load<u32>(top);
    }
  }
  return found;
}

/** The node to visit after node `index` and all below it, parents before children and the first child first; NONE after the last. */
function following(nodes: usize, index: u32): u32 {
  let above = load<u32>(at(nodes, index), Node.parent);
  while (above != NONE && load<u32>(at(nodes, above), Node.child2) == index) {
    index = above;
    above = load<u32>(at(nodes, above), Node.parent);
  }
  return above == NONE ? NONE : load<u32>(at(nodes, above), Node.child2);
}

/** treeQuery of a tree of any height, back up by the parents. Finds in another order. */
function climb(nodes: usize, root: u32, out: usize, capacity: u32): u32 {
  let found: u32 = 0;
  let index = root;
  while (index != NONE) {
    const node = at(nodes, index);
    if (touches<usize>(node, QUERY) != 0) {
      if (load<u32>(node, Node.height) != 0) {
        index = load<u32>(node, Node.child1);
        continue;
      }
      if (found < capacity) store<u32>(out + ((<usize>found) << 2), load<u32>(node, Node.child2));
      found++;
    }
    index = following(nodes, index);
  }
  return found;
}

/**
 * The items of all leaves whose boxes touch a box, in an order that the tree's history decides. Returns how many there are and writes them to
 * out: u32[capacity], the first `capacity` where there are more.
 */
export function treeQuery(tree: usize, x0: f32, y0: f32, x1: f32, y1: f32, out: usize, capacity: u32): u32 {
  const root = load<u32>(tree, TreeHeader.root);
  if (root == NONE) return 0;
  const nodes = <usize>load<u32>(tree, TreeHeader.nodes);
  if (load<u32>(at(nodes, root), Node.height) >= <u32>DEPTH) {
    setBox(QUERY, x0, y0, x1, y1);
    return climb(nodes, root, out, capacity);
  }
  if (ASC_FEATURE_SIMD) {
    let q = f32x4.splat(x1);
    q = f32x4.replace_lane(q, 1, y1);
    q = f32x4.replace_lane(q, 2, -x0);
    q = f32x4.replace_lane(q, 3, -y0);
    return descend<v128>(nodes, root, q, out, capacity);
  } else {
    setBox(QUERY, x0, y0, x1, y1);
    return descend<usize>(nodes, root, QUERY, out, capacity);
  }
}

// What is copied out: four words of the record from `used` on, then all nodes that have been in use.
// @ts-ignore: decorator
@inline const COPIED: usize = 16;

/** Bytes that treeWrite writes. */
export function treeBytes(tree: usize): u32 {
  return <u32>COPIED + (load<u32>(tree, TreeHeader.used) << 5);
}

/** Copies the tree to `out`, as words without addresses. Equal histories give equal bytes. */
export function treeWrite(tree: usize, out: usize): void {
  memory.copy(out, tree + TreeHeader.used, COPIED);
  const nodes = <usize>load<u32>(tree, TreeHeader.nodes);
  memory.copy(out + COPIED, nodes, (<usize>load<u32>(tree, TreeHeader.used)) << 5);
}

/** Whether a box is the union of two others. */
function isUnion(p: usize, a: usize, b: usize): bool {
  return (
    load<f32>(p, Node.x0) == minimum(load<f32>(a, Node.x0), load<f32>(b, Node.x0)) &&
    load<f32>(p, Node.y0) == minimum(load<f32>(a, Node.y0), load<f32>(b, Node.y0)) &&
    load<f32>(p, Node.x1) == maximum(load<f32>(a, Node.x1), load<f32>(b, Node.x1)) &&
    load<f32>(p, Node.y1) == maximum(load<f32>(a, Node.y1), load<f32>(b, Node.y1))
  );
}

/** Whether the inner node at p has the height and the box that its children at a and b give it. */
function isFit(p: usize, a: usize, b: usize): bool {
  return load<u32>(p, Node.height) == max<u32>(load<u32>(a, Node.height), load<u32>(b, Node.height)) + 1 && isUnion(p, a, b);
}

/**
 * The nodes of the tree below `root`, or 0 where it is not sound. Each node is entered from the one that it names as its parent, and
 * the root from none, so that none is entered twice.
 */
function countSound(nodes: usize, used: u32, root: u32): u32 {
  if (root >= used || load<u32>(at(nodes, root), Node.parent) != NONE) return 0;
  let count: u32 = 0;
  let index = root;
  while (index != NONE) {
    const node = at(nodes, index);
    const height = load<u32>(node, Node.height);
    count++;
    if (height == FREE) return 0;
    if (height != 0) {
      const child1 = load<u32>(node, Node.child1);
      const child2 = load<u32>(node, Node.child2);
      if (child1 >= used || child2 >= used || child1 == child2) return 0;
      if (load<u32>(at(nodes, child1), Node.parent) != index || load<u32>(at(nodes, child2), Node.parent) != index) return 0;
      index = child1;
      continue;
    }
    if (load<u32>(node, Node.child1) != NONE) return 0;
    if (!(load<f32>(node, Node.x0) <= load<f32>(node, Node.x1) && load<f32>(node, Node.y0) <= load<f32>(node, Node.y1))) return 0;
    // As in following(), looking at each inner node once both sides of it are known to be sound.
    let above = load<u32>(node, Node.parent);
    while (above != NONE && load<u32>(at(nodes, above), Node.child2) == index) {
      const parent = at(nodes, above);
      if (!isFit(parent, at(nodes, load<u32>(parent, Node.child1)), at(nodes, index))) return 0;
      index = above;
      above = load<u32>(parent, Node.parent);
    }
    index = above == NONE ? NONE : load<u32>(at(nodes, above), Node.child2);
  }
  return count;
}

/** Whether all of `used` nodes are in the tree or in the list of free ones, each once. */
function isSound(from: usize, nodes: usize, used: u32): bool {
  const leaves = load<u32>(from, TreeHeader.leaves - TreeHeader.used);
  const root = load<u32>(from, TreeHeader.root - TreeHeader.used);
  let free = load<u32>(from, TreeHeader.free - TreeHeader.used);
  let count: u32 = 0;
  if (root != NONE) {
    count = countSound(nodes, used, root);
    if (count == 0) return false;
  }
  // An inner node has two children, so that n leaves have n - 1 inner nodes above them.
  if (leaves != (count + 1) >> 1) return false;
  for (; count < used; count++) {
    if (free >= used || load<u32>(at(nodes, free), Node.height) != FREE) return false;
    free = load<u32>(at(nodes, free), Node.parent);
  }
  return free == NONE;
}

/**
 * Makes an open tree the one that treeWrite wrote `length` bytes of to `from`. False, changing nothing, when there is no memory left or the
 * bytes are no tree. Items may be any: the caller compares them, and treeLeaves, with its own.
 */
export function treeRead(tree: usize, from: usize, length: u32): bool {
  if (length < <u32>COPIED || (length & 31) != <u32>COPIED) return false;
  const used = load<u32>(from);
  const nodes = from + COPIED;
  if (used != (length - <u32>COPIED) >> 5 || used > MOST || !isSound(from, nodes, used)) return false;
  if (!room(tree, used)) return false;
  memory.copy(tree + TreeHeader.used, from, COPIED);
  memory.copy(<usize>load<u32>(tree, TreeHeader.nodes), nodes, (<usize>used) << 5);
  return true;
}
