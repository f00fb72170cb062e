// Which items of a dynamic tree (tree.ts) touch a box.
//
// From the root down, into every node whose box touches the one asked for, with a stack of those put off (as in Catto, "Dynamic
// bounding volume hierarchies", GDC 2019). A tree that is higher than the stack is walked by the parents instead, without a stack: first child,
// else on from the nearest ancestor whose second child has not been seen. Boxes that only touch overlap.

import { DEPTH, NONE, Node, STACK, TreeHeader, at, setBox } from './tree-node';
import { scratch } from './world-record';

/** f32[4]: the box asked for. */
const QUERY: usize = memory.data(16, 16);

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
export function following(nodes: usize, index: u32): u32 {
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

/**
 * treeQuery with room for all: *slot holds the address of the items and slot + 4 the bytes there, grown where there are more. NONE when memory
 * is exhausted.
 */
export function queryInto(tree: usize, x0: f32, y0: f32, x1: f32, y1: f32, slot: usize): u32 {
  let count: u32 = 0;
  let room: u32 = 0;
  do {
    if (count > room && !scratch(slot, <usize>count << 2)) return NONE;
    room = load<u32>(slot, 4) >> 2;
    count = treeQuery(tree, x0, y0, x1, y1, load<usize>(slot), room);
  } while (count > room);
  return count;
}
