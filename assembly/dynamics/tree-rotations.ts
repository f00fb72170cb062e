// Keeping a dynamic tree (tree.ts) small and low as it changes.
//
// On the way back to the root each node may swap a child with a grandchild where that makes a perimeter smaller (tree rotations: Kopta et
// al., "Fast, effective BVH updates for animated scenes", 2012; Catto, "Dynamic bounding volume hierarchies", GDC 2019), or must where one
// side is much higher. The box of the node stays as it is: it holds the same leaves.

import { Node, at, refit, span } from './tree-node';

/** One side of a node may be this much higher than the other before it must be lowered. */
// @ts-ignore: decorator
@inline const SLACK: u32 = 3;

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
export function rotate(nodes: usize, index: u32): void {
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
