// The mask: which body is seen at the centre of each output pixel.
//
// A pixel holds the id of the last drawn body whose true shape, boundary included, contains the world point of the
// pixel's index; 0 is background. The test is made in f32 on offsets in metres, like that of the Hard look.

import { Shape } from '../memory/layout';
import { centreColumn, centreRow, offset, pixelColumns, pixelRows, radiusColumns, radiusRows } from './camera';
import { findHullRun, from, to } from './hard-hull';
import { Hull, takeHull } from './hull';
import { keeps } from './kept';
import { HOLE } from './ring';
import { depth, highEnd, lowEnd, nearest, openColumns, walkLeft, walkRight } from './span';
import { extent, findRun, runFrom, runTo, turn } from './square';
import { touch } from './touched';

let mask: usize = 0;
let width: i32 = 0;
let height: i32 = 0;
let perPixel: f32 = 1.0;

export function openMask(frameWidth: u32, frameHeight: u32, supersample: u32): void {
  width = <i32>frameWidth;
  height = <i32>frameHeight;
  perPixel = <f32>supersample;
}

/** Draws into the mask at this address from now on. */
export function selectMask(at: usize): void {
  mask = at;
}

const HULL: usize = memory.data(Hull.SIZE, 8);

/** Marks a hull: points, pose and radius as fillHull() takes them. */
export function markHull(points: usize, count: i32, x: f32, y: f32, cosine: f32, sine: f32, radius: f32, id: u32): void {
  if (!takeHull(HULL, points, count, x, y, cosine, sine, radius)) return;
  const last = min(max(<i32>ceil((centreRow + load<f32>(HULL, Hull.bottom)) / perPixel) + 2, 0), height);
  for (let row = min(max(<i32>floor((centreRow + load<f32>(HULL, Hull.top)) / perPixel) - 1, 0), height); row < last; ++row) {
    if (keeps(row)) continue;
    const sample: f32 = <f32>row * perPixel + (perPixel - 1.0) * 0.5;
    findHullRun(HULL, pixelColumns, width, perPixel, offset(pixelRows, row, y), sample - centreRow);
    if (from >= to) continue;
    memory.fill(mask + <usize>row * <usize>width + <usize>from, <u8>id, <usize>(to - from));
    touch(row, from, to);
  }
}

/** Marks the body that was located. */
export function markBody(shape: u32, x: f32, y: f32, angle: f32, radius: f32, id: u32): void {
  if (shape == Shape.Square) markSquare(x, y, angle, radius, <u8>id);
  else markDisc(x, y, radius, shape == Shape.Ring ? radius * HOLE : 0.0, <u8>id);
}

/** A disc, or a ring of inner radius `hole`. */
function markDisc(x: f32, y: f32, radius: f32, hole: f32, id: u8): void {
  const reach = radiusColumns / perPixel;
  const from = lowEnd(centreColumn / perPixel, reach, width);
  const to = highEnd(centreColumn / perPixel, reach, width);
  if (!openColumns(pixelColumns, from, to, x)) return;
  const limit = radius * radius;
  const inner = hole * hole;
  const middle = centreRow / perPixel;
  const lastRow = highEnd(middle, radiusRows / perPixel, height);
  let a = nearest;
  let d = nearest + 1;
  for (let row = lowEnd(middle, radiusRows / perPixel, height); row < lastRow; ++row) {
    if (keeps(row)) continue;
    const dy = offset(pixelRows, row, y);
    const dy2 = dy * dy;
    if (!(depth(nearest, dy2, limit, 1.0) >= 0.0)) continue;
    a = walkLeft(a, dy2, limit, 1.0, 0.0);
    d = walkRight(d, dy2, limit, 1.0, 0.0);
    const line = mask + <usize>row * <usize>width;
    if (depth(nearest, dy2, inner, 1.0) > 0.0) {
      for (let j = a; j < d; ++j) if (depth(j, dy2, inner, 1.0) <= 0.0) store<u8>(line + <usize>j, id);
    } else {
      memory.fill(line + <usize>a, id, <usize>(d - a));
    }
    touch(row, a, d);
  }
}

function markSquare(x: f32, y: f32, angle: f32, h: f32, id: u8): void {
  turn(angle);
  const reach = radiusColumns * extent / perPixel;
  const from = lowEnd(centreColumn / perPixel, reach, width);
  const to = highEnd(centreColumn / perPixel, reach, width);
  const middle = centreRow / perPixel;
  const reachRows = radiusRows * extent / perPixel;
  const lastRow = highEnd(middle, reachRows, height);
  for (let row = lowEnd(middle, reachRows, height); row < lastRow; ++row) {
    if (keeps(row)) continue;
    if (!findRun(pixelColumns, from, to, x, offset(pixelRows, row, y), h)) continue;
    memory.fill(mask + <usize>row * <usize>width + <usize>runFrom, id, <usize>(runTo - runFrom));
    touch(row, runFrom, runTo);
  }
}
