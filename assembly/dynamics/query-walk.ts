// Which leaves of a tree a swept box may touch: the way of a query through the world.
//
// A ray is a point that is swept, a cast a box, a point or a box stand still. A node is touched if its box, grown by half the swept one, touches the
// way's bounds and no line along the way parts them: the separating axes of a box and a segment (C. Ericson, "Real-Time Collision Detection", 5.3.3).
// The nearer child comes first, and the way may be shortened while leaves are looked at, so that little behind the first hit is opened. All tests
// allow for rounding; what is asked of a shape itself is decided by its geometry, so trees change no result.

import { DEPTH, NONE, Node, TreeHeader, at } from './tree-node';
import { following } from './tree-query';

/** Nodes to be visited, u32 addresses. */
const STACK: usize = memory.data(1024, 16);

/** Of the largest coordinate: more than rounding moves a bound. */
const ROUNDING: f32 = 1e-6;

// Middle of the box at the start, its way, its half sides, and the bounds of the middle's way as far as it still counts.
let fromX: f32 = 0;
let fromY: f32 = 0;
let wayX: f32 = 0;
let wayY: f32 = 0;
let halfX: f32 = 0;
let halfY: f32 = 0;
let left: f32 = 0;
let low: f32 = 0;
let right: f32 = 0;
let high: f32 = 0;

let top: usize = STACK;
// The next node of a tree that is higher than the stack; its nodes.
let climbing: u32 = NONE;
let nodes: usize = 0;

/** The box about (x, y) of half sides (hx, hy), swept by (dx, dy), is what walks look for. */
export function aim(x: f32, y: f32, dx: f32, dy: f32, hx: f32, hy: f32): void {
  const reach: f32 = max<f32>(max<f32>(abs<f32>(x), abs<f32>(y)), max<f32>(abs<f32>(x + dx), abs<f32>(y + dy)));
  const margin: f32 = (reach + max<f32>(hx, hy)) * ROUNDING;
  fromX = x;
  fromY = y;
  wayX = dx;
  wayY = dy;
  halfX = hx + margin;
  halfY = hy + margin;
  shorten(1);
}

/** Only this part of the way counts from now on. */
export function shorten(fraction: f32): void {
  const x: f32 = fromX + wayX * fraction;
  const y: f32 = fromY + wayY * fraction;
  left = min<f32>(fromX, x) - halfX;
  right = max<f32>(fromX, x) + halfX;
  low = min<f32>(fromY, y) - halfY;
  high = max<f32>(fromY, y) + halfY;
}

function touches(node: usize): bool {
  const x0 = load<f32>(node, Node.x0);
  const y0 = load<f32>(node, Node.y0);
  const x1 = load<f32>(node, Node.x1);
  const y1 = load<f32>(node, Node.y1);
  if (x0 > right || x1 < left || y0 > high || y1 < low) return false;
  const x: f32 = (x0 + x1) * <f32>0.5 - fromX;
  const y: f32 = (y0 + y1) * <f32>0.5 - fromY;
  const hx: f32 = (x1 - x0) * <f32>0.5 + halfX;
  const hy: f32 = (y1 - y0) * <f32>0.5 + halfY;
  return abs<f32>(wayX * y - wayY * x) <= (abs<f32>(wayY) * hx + abs<f32>(wayX) * hy) * <f32>1.00001;
}

/** How late a node comes: along the way, or where there is none, as the square of the distance. */
function lateness(node: usize): f32 {
  const x: f32 = (load<f32>(node, Node.x0) + load<f32>(node, Node.x1)) * <f32>0.5 - fromX;
  const y: f32 = (load<f32>(node, Node.y0) + load<f32>(node, Node.y1)) * <f32>0.5 - fromY;
  return wayX == 0 && wayY == 0 ? x * x + y * y : x * wayX + y * wayY;
}

/** Begins a walk through a tree, which must not change meanwhile. */
export function enter(tree: usize): void {
  top = STACK;
  climbing = NONE;
  nodes = <usize>load<u32>(tree, TreeHeader.nodes);
  const root = load<u32>(tree, TreeHeader.root);
  if (root == NONE) return;
  if (load<u32>(at(nodes, root), Node.height) >= <u32>DEPTH) {
    climbing = root;
  } else {
    store<u32>(top, <u32>at(nodes, root));
    top += 4;
  }
}

/** The item of the next leaf that is touched, NONE after the last. */
export function nextItem(): u32 {
  while (top > STACK) {
    top -= 4;
    let node = <usize>load<u32>(top);
    if (!touches(node)) continue;
    while (node && load<u32>(node, Node.height)) {
      const child1 = at(nodes, load<u32>(node, Node.child1));
      const child2 = at(nodes, load<u32>(node, Node.child2));
      const open1 = touches(child1);
      const open2 = touches(child2);
      node = open1 ? child1 : open2 ? child2 : 0;
      if (open1 && open2) {
        const second = lateness(child2) < lateness(child1);
        store<u32>(top, <u32>(second ? child1 : child2));
        top += 4;
        if (second) node = child2;
      }
    }
    if (node) return load<u32>(node, Node.child2);
  }
  while (climbing != NONE) {
    const node = at(nodes, climbing);
    const open = touches(node);
    const inner = load<u32>(node, Node.height) != 0;
    climbing = open && inner ? load<u32>(node, Node.child1) : following(nodes, climbing);
    if (open && !inner) return load<u32>(node, Node.child2);
  }
  return NONE;
}
