// The broad phase: which shapes may touch in this step.
//
// Every shape lies in one of two bounding-volume trees (static and moving) with fat bounds: where it is, how far it may get within this step, and
// a margin. Only a shape that leaves its fat bounds is moved in the tree and looks for new partners; nothing else costs anything.
// New contacts are made in the order of their shape numbers, so results do not depend on the shape of the trees.

import { findNeighbours } from '../geometry/neighbours';
import { Geometry, Neighbours } from '../geometry/records';
import { heapFree } from '../memory/heap';
import { BodyType, ShapeKind, WorldDef } from '../memory/layout';
import { Body, BodyFlag, NONE } from './body';
import { addContact, bodyAt, shapeAt } from './contact';
import { areParted } from './joints/joint';
import { pairsFind } from './pair-set';
import { Shape } from './shape';
import { wake } from './sleep';
import { sortU64 } from './sort';
import { treeInsert, treeMove } from './tree';
import { queryInto } from './tree-query';
import { List, World, listReserve, scratch, settingF } from './world-record';

/** Fattest margin of bounds, m. Larger: fewer moves in the tree, more pairs without contact. */
const MARGIN: f32 = 0.1;
/** Bounds of static shapes are grown by this when neighbours are looked for, m. */
const REACH: f32 = 0.01;

const found: usize = memory.data(8, 8);
const keys: usize = memory.data(8, 8);
const spare: usize = memory.data(8, 8);

/** Forgets scratch memory; called when the heap is reset. */
export function forgetBroadPhase(): void {
  store<u64>(found, 0);
  store<u64>(keys, 0);
  store<u64>(spare, 0);
}

// Bounds of the last tightBounds().
let x0: f32 = 0;
let y0: f32 = 0;
let x1: f32 = 0;
let y1: f32 = 0;

/** Bounds of a shape where its body is. */
function tightBounds(shape: usize, body: usize): void {
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const count = load<u32>(shape, Geometry.count);
  const r = load<f32>(shape, Geometry.radius);
  let vx = load<f32>(shape, Geometry.vertices);
  let vy = load<f32>(shape, Geometry.vertices + 4);
  let x: f32 = c * vx - s * vy;
  let y: f32 = s * vx + c * vy;
  let left = x;
  let right = x;
  let low = y;
  let high = y;
  for (let i: u32 = 1; i < count; i++) {
    vx = load<f32>(shape + (<usize>i << 3), Geometry.vertices);
    vy = load<f32>(shape + (<usize>i << 3), Geometry.vertices + 4);
    x = c * vx - s * vy;
    y = s * vx + c * vy;
    left = min<f32>(left, x);
    right = max<f32>(right, x);
    low = min<f32>(low, y);
    high = max<f32>(high, y);
  }
  const bx = load<f32>(body, Body.x);
  const by = load<f32>(body, Body.y);
  x0 = bx + left - r;
  x1 = bx + right + r;
  y0 = by + low - r;
  y1 = by + high + r;
}

/** Bounds of the last tightBounds(), for others: 0 left, 1 low, 2 right, 3 high. */
export function boundsOf(world: usize, i: u32, out: usize): void {
  const shape = shapeAt(world, i);
  tightBounds(shape, bodyAt(world, load<u32>(shape, Shape.body)));
  store<f32>(out, x0, 0);
  store<f32>(out, y0, 4);
  store<f32>(out, x1, 8);
  store<f32>(out, y1, 12);
}

function storeBounds(shape: usize, left: f32, low: f32, right: f32, high: f32): void {
  store<f32>(shape, left, Shape.bounds);
  store<f32>(shape, low, Shape.bounds + 4);
  store<f32>(shape, right, Shape.bounds + 8);
  store<f32>(shape, high, Shape.bounds + 12);
}

/** Puts a new shape into its tree; false when memory is exhausted. */
export function placeShape(world: usize, i: u32): bool {
  const shape = shapeAt(world, i);
  const body = bodyAt(world, load<u32>(shape, Shape.body));
  tightBounds(shape, body);
  const isStatic = load<u32>(body, Body.type) == BodyType.Static;
  const margin: f32 = isStatic ? settingF(world, WorldDef.speculation) : 0;
  storeBounds(shape, x0 - margin, y0 - margin, x1 + margin, y1 + margin);
  store<u32>(shape, 1, Shape.moved);
  const tree = world + (isStatic ? World.staticTree : World.movingTree);
  const leaf = treeInsert(tree, x0 - margin, y0 - margin, x1 + margin, y1 + margin, i);
  store<u32>(shape, leaf, Shape.leaf);
  return leaf != NONE;
}

/**
 * Sees to it that the fat bounds of a body's shapes hold all its motion of this step: `px`, `py` how far it flies (m),
 * `turn` how far its farthest point can turn (m).
 */
export function updateBounds(world: usize, body: usize, px: f32, py: f32, turn: f32): void {
  const speculation = settingF(world, WorldDef.speculation);
  const left: f32 = min<f32>(px, 0) - turn - speculation;
  const right: f32 = max<f32>(px, 0) + turn + speculation;
  const low: f32 = min<f32>(py, 0) - turn - speculation;
  const high: f32 = max<f32>(py, 0) + turn + speculation;
  for (let i = load<u32>(body, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    const shape = shapeAt(world, i);
    tightBounds(shape, body);
    const a: f32 = x0 + left;
    const b: f32 = y0 + low;
    const c: f32 = x1 + right;
    const d: f32 = y1 + high;
    if (
      a >= load<f32>(shape, Shape.bounds) && b >= load<f32>(shape, Shape.bounds + 4) &&
      c <= load<f32>(shape, Shape.bounds + 8) && d <= load<f32>(shape, Shape.bounds + 12)
    ) {
      continue;
    }
    const size: f32 = max<f32>(x1 - x0, y1 - y0);
    const margin: f32 = min<f32>(MARGIN, size * <f32>0.125);
    // The next steps go the same way: two of them are room enough.
    const e: f32 = a - margin + min<f32>(px + px, 0);
    const f: f32 = b - margin + min<f32>(py + py, 0);
    const g: f32 = c + margin + max<f32>(px + px, 0);
    const k: f32 = d + margin + max<f32>(py + py, 0);
    storeBounds(shape, e, f, g, k);
    store<u32>(shape, 1, Shape.moved);
    treeMove(world + World.movingTree, load<u32>(shape, Shape.leaf), e, f, g, k);
  }
}

/** Whether two shapes may ever touch: not of one body, one of them dynamic, no joint keeps them from it, and their filters agree. */
export function mayTouch(world: usize, a: usize, b: usize): bool {
  const bodyA = load<u32>(a, Shape.body);
  const bodyB = load<u32>(b, Shape.body);
  if (bodyA == bodyB) return false;
  if (load<u32>(bodyAt(world, bodyA), Body.type) != BodyType.Dynamic && load<u32>(bodyAt(world, bodyB), Body.type) != BodyType.Dynamic) {
    return false;
  }
  if (load<u32>(world, World.jointLive) && areParted(world, bodyA, bodyB)) return false;
  const group = load<i32>(a, Shape.group);
  if (group != 0 && group == load<i32>(b, Shape.group)) return group > 0;
  return (
    (load<u32>(a, Shape.category) & load<u32>(b, Shape.mask)) != 0 && (load<u32>(b, Shape.category) & load<u32>(a, Shape.mask)) != 0
  );
}

let pending: u32 = 0;

/** Looks for partners of shape i in one tree; pairs go to `keys`. */
function seek(world: usize, tree: usize, i: u32, both: bool): bool {
  const shape = shapeAt(world, i);
  const count = queryInto(
    tree, load<f32>(shape, Shape.bounds), load<f32>(shape, Shape.bounds + 4),
    load<f32>(shape, Shape.bounds + 8), load<f32>(shape, Shape.bounds + 12), found,
  );
  if (count == NONE || !growKeys(count)) return false;
  const items = load<usize>(found);
  const out = load<usize>(keys);
  const isStatic = load<u32>(bodyAt(world, load<u32>(shape, Shape.body)), Body.type) == BodyType.Static;
  for (let k: u32 = 0; k < count; k++) {
    const j = load<u32>(items + (<usize>k << 2));
    if (j == i) continue;
    const other = shapeAt(world, j);
    // Of two that moved, the smaller number looks.
    if (both && j < i && load<u32>(other, Shape.moved)) continue;
    if (!mayTouch(world, shape, other)) continue;
    const a = min<u32>(i, j);
    const b = max<u32>(i, j);
    if (pairsFind(world + World.pairs, a, b) != NONE) continue;
    if (isStatic && !load<u32>(other, Shape.moved)) rouseUnder(world, shape, other);
    store<u64>(out + (<usize>pending << 3), ((<u64>a) << 32) | <u64>b);
    pending++;
  }
  return true;
}

/** Wakes who sleeps where something static was put. */
function rouseUnder(world: usize, fixed: usize, sleeper: usize): void {
  const body = bodyAt(world, load<u32>(sleeper, Shape.body));
  if (load<u32>(body, Body.flags) & BodyFlag.Awake) return;
  tightBounds(sleeper, body);
  if (
    x0 <= load<f32>(fixed, Shape.bounds + 8) && y0 <= load<f32>(fixed, Shape.bounds + 12) &&
    x1 >= load<f32>(fixed, Shape.bounds) && y1 >= load<f32>(fixed, Shape.bounds + 4)
  ) {
    wake(world, body);
  }
}

/** Makes room for `more` keys, keeping those that are pending. */
function growKeys(more: u32): bool {
  const wanted = <usize>(pending + more) << 3;
  if (wanted <= <usize>load<u32>(keys, 4)) return true;
  const old = load<usize>(keys);
  const oldSize = load<u32>(keys, 4);
  store<u64>(keys, 0);
  const fresh = scratch(keys, wanted);
  if (!fresh) return false;
  memory.copy(fresh, old, <usize>pending << 3);
  if (oldSize) heapFree(old, oldSize);
  return true;
}

/** Makes the contacts of all shapes that moved. False when memory is exhausted. */
export function findPairs(world: usize): bool {
  if (load<u32>(world, World.staticsChanged) && !linkStatics(world)) return false;
  pending = 0;
  const shapes = load<u32>(world + World.shapes, List.count);
  for (let i: u32 = 0; i < shapes; i++) {
    const shape = shapeAt(world, i);
    if (!load<u32>(shape, Shape.moved)) continue;
    const isStatic = load<u32>(bodyAt(world, load<u32>(shape, Shape.body)), Body.type) == BodyType.Static;
    if (!isStatic && !seek(world, world + World.staticTree, i, true)) return false;
    if (!seek(world, world + World.movingTree, i, true)) return false;
  }
  for (let i: u32 = 0; i < shapes; i++) store<u32>(shapeAt(world, i), 0, Shape.moved);
  return makeContacts(world);
}

/** Makes the contacts of one body's shapes, in the middle of a step. */
export function findPairsOf(world: usize, body: usize): bool {
  pending = 0;
  for (let i = load<u32>(body, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    if (!load<u32>(shapeAt(world, i), Shape.moved)) continue;
    if (!seek(world, world + World.staticTree, i, false) || !seek(world, world + World.movingTree, i, false)) return false;
    store<u32>(shapeAt(world, i), 0, Shape.moved);
  }
  return makeContacts(world);
}

function makeContacts(world: usize): bool {
  if (pending == 0) return true;
  if (!scratch(spare, <usize>pending << 3)) return false;
  const list = load<usize>(keys);
  sortU64(list, pending, load<usize>(spare));
  for (let k: u32 = 0; k < pending; k++) {
    const key = load<u64>(list + (<usize>k << 3));
    // The same pair comes twice where both looked.
    if (k > 0 && key == load<u64>(list + (<usize>(k - 1) << 3))) continue;
    let a = <u32>(key >> 32);
    let b = <u32>key;
    if (load<u32>(shapeAt(world, a), Shape.body) > load<u32>(shapeAt(world, b), Shape.body)) {
      const swap = a;
      a = b;
      b = swap;
    }
    if (addContact(world, a, b) == NONE) return false;
  }
  return true;
}

/** Finds how static shapes continue each other (neighbours.ts). */
function linkStatics(world: usize): bool {
  const shapes = load<u32>(world + World.shapes, List.count);
  const list = world + World.neighbours;
  store<u32>(list, 0, List.count);
  for (let i: u32 = 0; i < shapes; i++) {
    let shape = shapeAt(world, i);
    if (load<u32>(shape, Shape.body) == NONE) continue;
    const body = bodyAt(world, load<u32>(shape, Shape.body));
    if (load<u32>(body, Body.type) != BodyType.Static) continue;
    store<u32>(shape, NONE, Shape.neighbours);
    store<u32>(shape, 0, Geometry.neighbours);
    if (!linkable(shape)) continue;
    tightBounds(shape, body);
    const count = queryInto(world + World.staticTree, x0 - REACH, y0 - REACH, x1 + REACH, y1 + REACH, found);
    if (count == NONE) return false;
    // Two columns: addresses of geometry and of bodies. `keys` is free now.
    pending = 0;
    if (!growKeys(count)) return false;
    const geometries = load<usize>(keys);
    const poses = geometries + (<usize>count << 2);
    let n: u32 = 0;
    for (let k: u32 = 0; k < count; k++) {
      const j = load<u32>(load<usize>(found) + (<usize>k << 2));
      const other = shapeAt(world, j);
      if (j == i || !linkable(other) || load<u32>(other, Shape.sensor)) continue;
      store<u32>(geometries + (<usize>n << 2), <u32>other);
      store<u32>(poses + (<usize>n << 2), <u32>bodyAt(world, load<u32>(other, Shape.body)));
      n++;
    }
    if (n == 0) continue;
    const number = load<u32>(list, List.count);
    if (!listReserve(list, number + 1, Neighbours.SIZE)) return false;
    const record = load<usize>(list) + <usize>number * Neighbours.SIZE;
    if (!findNeighbours(shape, body, geometries, poses, n, record)) continue;
    store<u32>(list, number + 1, List.count);
    store<u32>(shape, number, Shape.neighbours);
  }
  addressNeighbours(world);
  store<u32>(world, 0, World.staticsChanged);
  return true;
}

function linkable(shape: usize): bool {
  const kind = load<u32>(shape, Geometry.kind);
  return (kind == ShapeKind.Polygon || kind == ShapeKind.Segment) && load<f32>(shape, Geometry.radius) == 0;
}

/** Turns numbers of Neighbours records into the addresses that collision reads. */
export function addressNeighbours(world: usize): void {
  const base = load<usize>(world, World.neighbours);
  const shapes = load<u32>(world + World.shapes, List.count);
  for (let i: u32 = 0; i < shapes; i++) {
    const shape = shapeAt(world, i);
    const number = load<u32>(shape, Shape.neighbours);
    store<u32>(shape, number == NONE ? 0 : <u32>(base + <usize>number * Neighbours.SIZE), Geometry.neighbours);
  }
}

/** Whether the fat bounds of two shapes overlap. */
export function boundsOverlap(a: usize, b: usize): bool {
  return (
    load<f32>(a, Shape.bounds) <= load<f32>(b, Shape.bounds + 8) && load<f32>(b, Shape.bounds) <= load<f32>(a, Shape.bounds + 8) &&
    load<f32>(a, Shape.bounds + 4) <= load<f32>(b, Shape.bounds + 12) && load<f32>(b, Shape.bounds + 4) <= load<f32>(a, Shape.bounds + 12)
  );
}
