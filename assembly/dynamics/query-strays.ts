// Shapes that are not within their bounds in the tree, which queries look at one by one.
//
// Bounds are widened at the start of a step for the flight of that step. Where the solver, a hit or a projection takes a body elsewhere, and after
// steps that only counted (horizon.ts), its shapes may end outside; a tree that followed at once would cost every step, and a query must not move
// leaves: they stand in snapshots. So the first query after a step looks through what can move, and keeps the few that strayed. Whoever
// sets a pose between steps places the shapes anew (bodies.ts), so the list holds until the next step.

import { BodyType } from '../memory/layout';
import { Body, NONE } from './body';
import { boundsOf } from './broad-phase';
import { bodyAt, shapeAt } from './contact';
import { Shape } from './shape';
import { List, World, listReserve } from './world-record';

/** List of u32 shape numbers. */
const strays: usize = memory.data(12, 8);
const bounds: usize = memory.data(16, 8);

// Of what and when the list is.
let ofWorld: usize = 0;
let ofStep: i32 = 0;

/** Forgets its memory; called when the heap is reset. */
export function forgetStrayList(): void {
  memory.fill(strays, 0, List.SIZE);
  ofWorld = 0;
}

/** What was found out does not hold any more; called when a world becomes another. */
export function forgetStrays(): void {
  ofWorld = 0;
}

/** Number of strays of a world whose bodies are up to date, NONE when memory is exhausted. */
export function findStrays(world: usize): u32 {
  const step = load<i32>(world, World.step);
  if (ofWorld == world && ofStep == step) return load<u32>(strays, List.count);
  ofWorld = 0;
  store<u32>(strays, 0, List.count);
  const count = load<u32>(world + World.shapes, List.count);
  for (let i: u32 = 0; i < count; i++) {
    const shape = shapeAt(world, i);
    const body = load<u32>(shape, Shape.body);
    if (body == NONE || load<u32>(bodyAt(world, body), Body.type) == BodyType.Static) continue;
    boundsOf(world, i, bounds);
    if (
      load<f32>(bounds) >= load<f32>(shape, Shape.bounds) && load<f32>(bounds, 4) >= load<f32>(shape, Shape.bounds + 4) &&
      load<f32>(bounds, 8) <= load<f32>(shape, Shape.bounds + 8) && load<f32>(bounds, 12) <= load<f32>(shape, Shape.bounds + 12)
    ) {
      continue;
    }
    const n = load<u32>(strays, List.count);
    if (!listReserve(strays, n + 1, 4)) return NONE;
    store<u32>(load<usize>(strays) + (<usize>n << 2), i);
    store<u32>(strays, n + 1, List.count);
  }
  ofWorld = world;
  ofStep = step;
  return load<u32>(strays, List.count);
}

/** The shape number of a stray; it may have been removed since. */
export function strayAt(i: u32): u32 {
  return load<u32>(load<usize>(strays) + (<usize>i << 2));
}
