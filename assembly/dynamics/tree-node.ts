// What a dynamic tree (tree.ts) is made of: its record, its nodes and the arithmetic of their boxes.
//
// A node is 32 bytes, its box first, so that one vector load takes the box; a tree is a bounding volume hierarchy as in Catto,
// "Dynamic bounding volume hierarchies", GDC 2019. Without vectors a minimum of a and b is b < a ? b : a, as the one instruction does it (pmin),
// so that both builds agree to the bit.

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

export namespace Node {
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
@inline export const NONE: u32 = 0xffffffff;
// @ts-ignore: decorator
@inline export const FREE: u32 = 0xffffffff;
/** Entries of the stack. */
// @ts-ignore: decorator
@inline export const DEPTH: usize = 256;
/** Nodes still to be visited: u32 in a query, with a f32 each in the search for a sibling. */
export const STACK: usize = memory.data(2048, 16);
// @ts-ignore: decorator
@inline export const STACK_END: usize = STACK + DEPTH * 8;

// @ts-ignore: decorator
@inline
export function at(nodes: usize, index: u32): usize {
  return nodes + ((<usize>index) << 5);
}

// @ts-ignore: decorator
@inline
export function minimum(a: f32, b: f32): f32 {
  return b < a ? b : a;
}

// @ts-ignore: decorator
@inline
export function maximum(a: f32, b: f32): f32 {
  return a < b ? b : a;
}

/** Half the perimeter of the union of the boxes at p and q. */
// @ts-ignore: decorator
@inline
export function span(p: usize, q: usize): f32 {
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
export function join(p: usize, a: usize, b: usize): void {
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
export function setBox(p: usize, x0: f32, y0: f32, x1: f32, y1: f32): void {
  store<f32>(p, x0, Node.x0);
  store<f32>(p, y0, Node.y0);
  store<f32>(p, x1, Node.x1);
  store<f32>(p, y1, Node.y1);
}

/** Gives the inner node at p the box and the height of its children at a and b. */
// @ts-ignore: decorator
@inline
export function refit(p: usize, a: usize, b: usize): void {
  join(p, a, b);
  store<u32>(p, max<u32>(load<u32>(a, Node.height), load<u32>(b, Node.height)) + 1, Node.height);
}
