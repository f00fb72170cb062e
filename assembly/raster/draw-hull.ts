// Hulls on the canvas, filled or as an outline of a given width that lies inside them.

import { Edge } from '../memory/layout';
import { coverHull } from './coverage-hull';
import { drawHardHull } from './hard-hull';
import { Hull, takeHull } from './hull';
import { insetCount, insetHull, insetPoints, insetRadius } from './inset';
import { bodyDone } from './surface';

const OUTER: usize = memory.data(Hull.SIZE, 8);
const INNER: usize = memory.data(Hull.SIZE, 8);

/**
 * Fills a hull with `opacity` shares of the colour in hand: `count` points f32[count][2] (m, 1 to 8, counter-clockwise), turned by
 * (cosine, sine) and moved by (x, y), grown by `radius` (m). A study edge has no ramp here: it is hard.
 */
export function fillHull(
  edge: u32, points: usize, count: i32, x: f32, y: f32, cosine: f32, sine: f32, radius: f32, opacity: u32,
): void {
  if (!takeHull(OUTER, points, count, x, y, cosine, sine, radius)) return;
  draw(edge, 0, opacity);
}

/** Fills what lies at least `depth` (m) inside a hull's boundary. */
export function fillInset(
  edge: u32, points: usize, count: i32, x: f32, y: f32, cosine: f32, sine: f32, radius: f32, depth: f32, opacity: u32,
): void {
  insetHull(points, count, radius, depth);
  if (insetCount > 0) fillHull(edge, insetPoints, insetCount, x, y, cosine, sine, insetRadius, opacity);
}

/** Fills what lies less than `depth` (m) inside a hull's boundary. */
export function strokeHull(
  edge: u32, points: usize, count: i32, x: f32, y: f32, cosine: f32, sine: f32, radius: f32, depth: f32, opacity: u32,
): void {
  insetHull(points, count, radius, depth);
  let within: usize = 0;
  if (insetCount > 0 && takeHull(INNER, insetPoints, insetCount, x, y, cosine, sine, insetRadius)) within = INNER;
  if (!takeHull(OUTER, points, count, x, y, cosine, sine, radius)) return;
  draw(edge, within, opacity);
}

function draw(edge: u32, within: usize, opacity: u32): void {
  if (edge == Edge.Coverage) coverHull(OUTER, within, opacity);
  else drawHardHull(OUTER, within, opacity);
  bodyDone();
}
