// The canvas that shapes are drawn on, and its way into the frame.
//
// A shape draws its canvas rows from top to bottom and reports each with `rowDone`. As soon as the rows of a box are
// there, the box is averaged into the frame, so the averaging touches each body's own pixels and nothing else. A
// later body that overlaps averages the boxes that it changes again; the frame ends up as one averaging at the
// end would make it. With supersample 1 the canvas is the frame.

import { averagePixels } from './average';
import { fill } from './paint';
import { touch } from './touched';

/** The canvas: address of its top left pixel, bytes a row, and its sides in pixels. */
export let canvas: usize = 0;
export let stride: usize = 0;
export let width: i32 = 0;
export let height: i32 = 0;

let box: i32 = 1;
let frame: usize = 0;
let frameStride: usize = 0;

/** The boxes in hand: output row (-1 = none), rows reported, touched [left, right), solid [solidLeft, solidRight). */
let current: i32 = -1;
let reported: i32 = 0;
let left: i32 = 0;
let right: i32 = 0;
let solidLeft: i32 = 0;
let solidRight: i32 = 0;

export function openSurface(at: usize, frameWidth: u32, frameHeight: u32, supersample: u32): void {
  canvas = at;
  box = <i32>supersample;
  width = <i32>frameWidth * box;
  height = <i32>frameHeight * box;
  stride = <usize>width * 3;
  frameStride = <usize>frameWidth * 3;
}

/** Draws into the frame at this address from now on. */
export function selectTarget(at: usize): void {
  frame = at;
  if (box == 1) canvas = at;
}

/**
 * Reports that columns [from, to) of a canvas row were drawn on, and that [solidFrom, solidTo) now are the colour in
 * hand; both may be empty. A body reports its rows from top to bottom, each once, and ends with `bodyDone`.
 */
export function rowDone(row: i32, from: i32, to: i32, solidFrom: i32, solidTo: i32): void {
  if (from >= to) return;
  if (box == 1) {
    touch(row, from, to);
    return;
  }
  const output = row / box;
  if (output != current) {
    bodyDone();
    current = output;
    reported = 1;
    left = from;
    right = to;
    solidLeft = solidFrom;
    solidRight = solidTo;
  } else {
    reported += 1;
    left = min(left, from);
    right = max(right, to);
    solidLeft = max(solidLeft, solidFrom);
    solidRight = min(solidRight, solidTo);
  }
}

/** Averages the boxes in hand into the frame. */
export function bodyDone(): void {
  if (current < 0) return;
  const from = left / box;
  const to = (right + box - 1) / box;
  let solidFrom = to;
  let solidTo = to;
  // The mean of n * n equal levels is that level: boxes that are solid in all rows need no sums.
  if (reported == box) {
    const first = (solidLeft + box - 1) / box;
    const end = solidRight / box;
    if (first < end) {
      solidFrom = first;
      solidTo = end;
    }
  }
  const to0 = frame + <usize>current * frameStride;
  const from0 = canvas + <usize>(current * box) * stride;
  const boxBytes = <usize>box * 3;
  averagePixels(to0 + <usize>from * 3, from0 + <usize>from * boxBytes, stride, <u32>box, solidFrom - from);
  fill(to0 + <usize>solidFrom * 3, solidTo - solidFrom);
  averagePixels(to0 + <usize>solidTo * 3, from0 + <usize>solidTo * boxBytes, stride, <u32>box, to - solidTo);
  touch(current, from, to);
  current = -1;
}
