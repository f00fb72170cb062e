// Queries as the ABI shows them: rays, casts, overlaps, points, boxes and the nearest surface, filtered by the QueryDef block.
//
// Each returns the number of its hits, which queryHits() locates until the next query, or -1 with the status set. An argument that is out of range is
// named by its number, from 1 after the world, as the status block's item; a field of the QueryDef block by its offset, with item 0.

import { NONE } from '../dynamics/body';
import { filterBy, findAll, findFirst, findNearest, hitRecords } from '../dynamics/query';
import { GEOMETRY, askBox, askNearest, askPoint, askRay, askShape } from '../dynamics/query-ask';
import { LARGE, within, withinU } from '../dynamics/values';
import { makeGeometry } from '../geometry/hull';
import { Failure, Hit, QueryDef, ShapeDef } from '../memory/layout';
import { fail } from '../memory/status';
import { bodyIdOf, bodyNumber, openOnly, shapeDefBlock, shapeIdOf } from './bodies';

const QUERY_DEF: usize = memory.data(<i32>QueryDef.SIZE, 8);

/** Address of the QueryDef block. */
export function queryDefBlock(): usize {
  return QUERY_DEF;
}

/** Fills the QueryDef block with the defaults: everything but sensors is found. */
export function queryDefaults(): void {
  memory.fill(QUERY_DEF, 0, QueryDef.SIZE);
  store<u32>(QUERY_DEF, 0xffffffff, QueryDef.category);
  store<u32>(QUERY_DEF, 0xffffffff, QueryDef.mask);
  store<u32>(QUERY_DEF, 7, QueryDef.types);
  store<u32>(QUERY_DEF, NONE, QueryDef.ignore);
}

/** Address of the Hit records of the last query. */
export function queryHits(): usize {
  return hitRecords();
}

/** Whether an argument lies in [least, 1e6]. */
function argument(number: u32, value: f32, least: f32): bool {
  if (value >= least && value <= LARGE) return true;
  fail(Failure.QueryValue, number, 0, <f64>value, value < least ? <f64>least : <f64>LARGE);
  return false;
}

/** The world of a handle with the filter of the QueryDef block taken; 0 with the status set. */
function begin(handle: u32): usize {
  const world = openOnly(handle);
  if (!world) return 0;
  if (!withinU(QUERY_DEF, QueryDef.types, 0, 7, Failure.QueryValue, 0) || !withinU(QUERY_DEF, QueryDef.sensors, 0, 1, Failure.QueryValue, 0)) {
    return 0;
  }
  const id = load<u32>(QUERY_DEF, QueryDef.ignore);
  let ignored: u32 = NONE;
  if (id != NONE) {
    ignored = bodyNumber(world, id);
    if (ignored == NONE) return 0;
  }
  filterBy(QUERY_DEF, ignored);
  return world;
}

/** Turns numbers into ids. */
function finish(world: usize, count: i32): i32 {
  const hits = hitRecords();
  for (let k = 0; k < count; k++) {
    const hit = hits + <usize>k * Hit.SIZE;
    store<u32>(hit, shapeIdOf(world, load<u32>(hit, Hit.shape)), Hit.shape);
    store<u32>(hit, bodyIdOf(world, load<u32>(hit, Hit.body)), Hit.body);
  }
  return count;
}

function fourArguments(a: f32, b: f32, c: f32, d: f32): bool {
  return argument(1, a, -LARGE) && argument(2, b, -LARGE) && argument(3, c, -LARGE) && argument(4, d, -LARGE);
}

/** The first shape that the ray from (x, y) to (x + dx, y + dy) meets: 0 or 1. */
export function queryRay(handle: u32, x: f32, y: f32, dx: f32, dy: f32): i32 {
  const world = begin(handle);
  if (!world || !fourArguments(x, y, dx, dy)) return -1;
  askRay(x, y, dx, dy);
  return finish(world, findFirst(world));
}

/** All shapes that the ray meets. */
export function queryRayAll(handle: u32, x: f32, y: f32, dx: f32, dy: f32): i32 {
  const world = begin(handle);
  if (!world || !fourArguments(x, y, dx, dy)) return -1;
  askRay(x, y, dx, dy);
  return finish(world, findAll(world));
}

/** All shapes in which a point lies. */
export function queryPoint(handle: u32, x: f32, y: f32): i32 {
  const world = begin(handle);
  if (!world || !argument(1, x, -LARGE) || !argument(2, y, -LARGE)) return -1;
  askPoint(x, y);
  return finish(world, findAll(world));
}

/** All shapes whose bounds touch the box of two opposite corners. */
export function queryBox(handle: u32, x0: f32, y0: f32, x1: f32, y1: f32): i32 {
  const world = begin(handle);
  if (!world || !fourArguments(x0, y0, x1, y1)) return -1;
  askBox(x0, y0, x1, y1);
  return finish(world, findAll(world));
}

/** The shape whose surface is nearest to a point and at most `most` m away: 0 or 1. */
export function queryClosest(handle: u32, x: f32, y: f32, most: f32): i32 {
  const world = begin(handle);
  if (!world || !argument(1, x, -LARGE) || !argument(2, y, -LARGE) || !argument(3, most, 0)) return -1;
  askNearest(x, y, most);
  return finish(world, findNearest(world, most));
}

/** Takes the shape of the ShapeDef block at the pose of the QueryDef block; false with the status set. */
function place(dx: f32, dy: f32): bool {
  const code = Failure.QueryValue;
  const angle = load<f64>(QUERY_DEF, QueryDef.angle);
  if (!(abs<f64>(angle) <= 1e9)) {
    fail(code, 0, <u32>QueryDef.angle, angle, 1e9);
    return false;
  }
  if (!within(QUERY_DEF, QueryDef.x, -LARGE, LARGE, code, 0) || !within(QUERY_DEF, QueryDef.y, -LARGE, LARGE, code, 0)) return false;
  const def = shapeDefBlock();
  const kind = load<u32>(def, ShapeDef.kind);
  const count = load<u32>(def, ShapeDef.count);
  if (makeGeometry(kind, load<f32>(def, ShapeDef.radius), def + ShapeDef.SIZE, count, 0.0, 0.0, GEOMETRY)) return false;
  const c: f32 = angle == 0.0 ? 1 : <f32>NativeMath.cos(angle);
  const s: f32 = angle == 0.0 ? 0 : <f32>NativeMath.sin(angle);
  askShape(load<f32>(QUERY_DEF, QueryDef.x), load<f32>(QUERY_DEF, QueryDef.y), c, s, dx, dy);
  return true;
}

/** All shapes that overlap the shape of the ShapeDef block at the pose of the QueryDef block. */
export function queryOverlap(handle: u32): i32 {
  const world = begin(handle);
  if (!world || !place(0, 0)) return -1;
  return finish(world, findAll(world));
}

/** The first shape that the same one meets when it is moved by (dx, dy) without turning: 0 or 1. */
export function queryCast(handle: u32, dx: f32, dy: f32): i32 {
  const world = begin(handle);
  if (!world || !argument(1, dx, -LARGE) || !argument(2, dy, -LARGE) || !place(dx, dy)) return -1;
  return finish(world, findFirst(world));
}

/** All shapes that it meets. */
export function queryCastAll(handle: u32, dx: f32, dy: f32): i32 {
  const world = begin(handle);
  if (!world || !argument(1, dx, -LARGE) || !argument(2, dy, -LARGE) || !place(dx, dy)) return -1;
  return finish(world, findAll(world));
}
