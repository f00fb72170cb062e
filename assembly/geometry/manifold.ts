// Contact of any two shapes: up to two points and the normal from a to b.
//
// Every shape is the hull of 1 to 8 vertices grown by a radius, so there are three families: circle and circle, circle and hull
// (manifold-circle.ts), hull and hull (manifold-hull.ts). Records: records.ts. Nothing is kept between calls.

import { collideCircleHull, collideCircles } from './manifold-circle';
import { collideHulls } from './manifold-hull';
import { Geometry } from './records';

/**
 * Writes the Manifold of shapes ga of body a and gb of body b to `out`, points farther apart than `margin` (m) left out; returns the
 * number of points. Impulses in the record are not touched; with no points only the count is written.
 */
export function collide(ga: usize, a: usize, gb: usize, b: usize, margin: f32, out: usize): u32 {
  if (load<u32>(ga, Geometry.count) == 1) {
    if (load<u32>(gb, Geometry.count) == 1) return collideCircles(ga, a, gb, b, margin, out);
    return collideCircleHull(gb, b, ga, a, margin, out, false);
  }
  if (load<u32>(gb, Geometry.count) == 1) return collideCircleHull(ga, a, gb, b, margin, out, true);
  return collideHulls(ga, a, gb, b, margin, out);
}
