// A dynamic tree (tree.ts) as words without addresses, and back.
//
// Nodes are known by number, so a copy of the record and of all nodes that have been in use is the very same tree: it goes on to find items in the
// same order. What comes back may be anything, so every word that a query or a move follows is checked first: the nodes below the root must
// be an oriented tree (D. Knuth, "The Art of Computer Programming" 1, 2.3.4.2), each entered from the one that it names as its parent, so that
// none is entered twice; boxes and heights must be what the children give; and all other nodes must be the list of free ones.

import { FREE, NONE, Node, TreeHeader, at, maximum, minimum } from './tree-node';
import { MOST, room } from './tree';

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
