// Queries: which shapes of a world meet a ray, a point, a box or another shape, and what is nearest.
//
// A query walks both trees (query-walk.ts), looks at the shapes that strayed from them (query-strays.ts), lets through what the filter of a QueryDef
// does, and asks each shape's exact geometry (query-ask.ts). Hits are sorted by (fraction, shape number), so nothing depends on how trees have grown.
// A world is only read, but for the states of free bodies, which are brought up to date as any reader does.

import { MISS } from '../geometry/ray';
import { BodyType, Hit, QueryDef } from '../memory/layout';
import { Body, NONE } from './body';
import { bodyAt, shapeAt } from './contact';
import { ask, describe, fractionOf, lookWithin } from './query-ask';
import { findStrays, forgetStrayList, strayAt } from './query-strays';
import { enter, nextItem, shorten } from './query-walk';
import { Shape } from './shape';
import { sortU64 } from './sort';
import { refresh } from './step';
import { World, listReserve, scratch } from './world-record';

// List of u64 keys: bits of the fraction, then the shape's number. Fractions are not negative, so their bits are in their order.
const found: usize = memory.data(12, 8);
let count: u32 = 0;
const spare: usize = memory.data(8, 8);
const hits: usize = memory.data(8, 8);

/** Forgets scratch memory; called when the heap is reset. */
export function forgetQueries(): void {
  memory.fill(found, 0, 12);
  store<u64>(spare, 0);
  store<u64>(hits, 0);
  forgetStrayList();
}

/** Address of the Hit records of the last query. */
export function hitRecords(): usize {
  return load<usize>(hits);
}

// The filter.
let category: u32 = 0;
let mask: u32 = 0;
let types: u32 = 0;
let sensors: u32 = 0;
let ignored: u32 = 0;
let most: u32 = 0;

/** Takes the filter of a QueryDef; `body` is the number of the body to ignore, NONE = none. */
export function filterBy(def: usize, body: u32): void {
  category = load<u32>(def, QueryDef.category);
  mask = load<u32>(def, QueryDef.mask);
  types = load<u32>(def, QueryDef.types);
  sensors = load<u32>(def, QueryDef.sensors);
  ignored = body;
  most = load<u32>(def, QueryDef.most);
}

function passes(world: usize, i: u32): bool {
  const shape = shapeAt(world, i);
  const body = load<u32>(shape, Shape.body);
  if (body == NONE || body == ignored) return false;
  if (!(load<u32>(shape, Shape.category) & mask) || !(category & load<u32>(shape, Shape.mask))) return false;
  if (load<u32>(shape, Shape.sensor) && !sensors) return false;
  return ((types >> load<u32>(bodyAt(world, body), Body.type)) & 1) != 0;
}

/** What becomes of the shapes that are met. */
namespace Keep {
  // @ts-ignore: decorator
  @inline export const All: u32 = 0;
  /** the first on the way */
  // @ts-ignore: decorator
  @inline export const First: u32 = 1;
  /** the nearest */
  // @ts-ignore: decorator
  @inline export const Nearest: u32 = 2;
}

let keep: u32 = 0;
// The best so far, and its shape.
let best: f32 = 0;
let bestShape: u32 = NONE;

/** Looks at one shape; false when memory is exhausted. */
function look(world: usize, i: u32): bool {
  if (!passes(world, i)) return true;
  const way = ask(world, i);
  if (keep == Keep.Nearest) {
    if (way < best || (way == best && i < bestShape)) {
      best = way;
      bestShape = i;
      lookWithin(way);
    }
    return true;
  }
  if (way == MISS) return true;
  const fraction = fractionOf(way);
  if (keep == Keep.First) {
    if (fraction < best || (fraction == best && i < bestShape)) {
      best = fraction;
      bestShape = i;
      shorten(fraction);
    }
    return true;
  }
  if (!listReserve(found, count + 1, 8)) return false;
  store<u64>(load<usize>(found) + (<usize>count << 3), (<u64>reinterpret<u32>(fraction + <f32>0) << 32) | <u64>i);
  count++;
  return true;
}

function lookThrough(world: usize, tree: usize): bool {
  enter(tree);
  for (let i = nextItem(); i != NONE; i = nextItem()) if (!look(world, i)) return false;
  return true;
}

/** Looks at all shapes that may be met. */
function search(world: usize): bool {
  refresh(world);
  count = 0;
  bestShape = NONE;
  const still: u32 = 1 << BodyType.Static;
  if (types & still && !lookThrough(world, world + World.staticTree)) return false;
  if (!(types & ~still)) return true;
  const strays = findStrays(world);
  if (strays == NONE) return false;
  for (let k: u32 = 0; k < strays; k++) if (!look(world, strayAt(k))) return false;
  return lookThrough(world, world + World.movingTree);
}

/** The first that is met, 0 or 1; -1 when memory is exhausted. */
export function findFirst(world: usize): i32 {
  keep = Keep.First;
  best = 1;
  return search(world) ? one(world) : -1;
}

/** The nearest within `reach` m, 0 or 1; -1 when memory is exhausted. */
export function findNearest(world: usize, reach: f32): i32 {
  keep = Keep.Nearest;
  best = reach;
  return search(world) ? one(world) : -1;
}

/** Writes the Hit of the best shape. */
function one(world: usize): i32 {
  if (bestShape == NONE) return 0;
  const out = scratch(hits, Hit.SIZE);
  if (!out) return -1;
  write(world, bestShape, out);
  return 1;
}

function write(world: usize, i: u32, out: usize): void {
  store<u32>(out, i, Hit.shape);
  store<u32>(out, load<u32>(shapeAt(world, i), Shape.body), Hit.body);
  describe(world, i, out);
}

/** All that are met, in order, the first `most` of the filter; -1 when memory is exhausted. */
export function findAll(world: usize): i32 {
  keep = Keep.All;
  if (!search(world) || (count && !scratch(spare, <usize>count << 3))) return -1;
  const keys = load<usize>(found);
  sortU64(keys, count, load<usize>(spare));
  // A stray is met twice where its bounds in the tree are touched as well.
  let n: u32 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const key = load<u64>(keys + (<usize>k << 3));
    if (n && key == load<u64>(keys + (<usize>(n - 1) << 3))) continue;
    if (most && n == most) break;
    store<u64>(keys + (<usize>n << 3), key);
    n++;
  }
  const out = scratch(hits, max<usize>(<usize>n * Hit.SIZE, Hit.SIZE));
  if (!out) return -1;
  for (let k: u32 = 0; k < n; k++) write(world, <u32>load<u64>(keys + (<usize>k << 3)), out + <usize>k * Hit.SIZE);
  return <i32>n;
}
