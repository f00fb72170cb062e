// How far bodies are apart: what says whether a scene begins with an overlap.

import { distance } from '../geometry/distance';
import { BodyType } from '../memory/layout';
import { Body, NONE } from '../dynamics/body';
import { mayTouch } from '../dynamics/broad-phase';
import { bodyAt, shapeAt } from '../dynamics/contact';
import { Shape } from '../dynamics/shape';
import { List, World } from '../dynamics/world-record';

/**
 * The least distance (m) of two bodies that may touch, of which one at least can be moved, shape by shape; negative: how deep they lie in each other.
 * Infinity where there is no such pair.
 */
export function worldGap(world: usize): f32 {
  const count = load<u32>(world + World.bodies, List.count);
  let least: f32 = Infinity;
  for (let i: u32 = 0; i < count; i++) {
    const a = bodyAt(world, i);
    const moves = load<u32>(a, Body.type) == BodyType.Dynamic;
    for (let k: u32 = i + 1; k < count; k++) {
      const b = bodyAt(world, k);
      if (moves || load<u32>(b, Body.type) == BodyType.Dynamic) least = min(least, gapOf(world, a, b));
    }
  }
  return least;
}

function gapOf(world: usize, a: usize, b: usize): f32 {
  let least: f32 = Infinity;
  for (let i = load<u32>(a, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    for (let k = load<u32>(b, Body.firstShape); k != NONE; k = load<u32>(shapeAt(world, k), Shape.next)) {
      const shapeA = shapeAt(world, i);
      const shapeB = shapeAt(world, k);
      if (mayTouch(world, shapeA, shapeB)) least = min(least, distance(shapeA, a, shapeB, b));
    }
  }
  return least;
}
