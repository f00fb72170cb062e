// Which pixels of each frame may differ from the background.
//
// Per output row one span [left, right), and per frame the rectangle around them. The buffers are reused from clip
// to clip and a clip touches few pixels, so restoring exactly the touched ones is much cheaper than clearing, and
// an encoder need not look outside.

import { allocate } from '../memory/arena';

/** u32[T][4] = left, top, right, bottom; left >= right where a frame is untouched. */
export let rectangles: usize = 0;

/** u16[T][H][2] = left, right. */
let spans: usize = 0;
let rows: i32 = 0;
let columns: i32 = 0;

/** The frame in hand. */
let rectangle: usize = 0;
let frameSpans: usize = 0;
let left: i32 = 0;
let top: i32 = 0;
let right: i32 = 0;
let bottom: i32 = 0;

/** Bytes of a row's span. */
// @ts-ignore: decorator
@inline const SPAN: usize = 4;

// @ts-ignore: decorator
@inline const RECTANGLE: usize = 16;

/** Returns false, with the status set, when memory cannot grow. `width` and `height` fit into a u16. */
export function openTouched(frameCount: u32, width: u32, height: u32): bool {
  const at = allocate(touchedBytes(frameCount, height));
  if (at == 0) return false;
  openTouchedAt(at, frameCount, width, height);
  return true;
}

/** Bytes of what openTouchedAt() keeps. */
export function touchedBytes(frameCount: u32, height: u32): usize {
  return <usize>frameCount * (RECTANGLE + <usize>height * SPAN);
}

/** The same at an address on a 4-byte boundary. */
export function openTouchedAt(at: usize, frameCount: u32, width: u32, height: u32): void {
  rows = <i32>height;
  columns = <i32>width;
  rectangles = at;
  spans = at + <usize>frameCount * RECTANGLE;
  memory.fill(at, 0, touchedBytes(frameCount, height));
}

/** Takes frame k in hand, as it was left. */
export function selectFrame(k: u32): void {
  rectangle = rectangles + <usize>k * RECTANGLE;
  frameSpans = spans + <usize>k * <usize>rows * SPAN;
}

export function firstTouchedRow(): i32 {
  return load<i32>(rectangle, 4);
}

export function endOfTouchedRows(): i32 {
  return load<i32>(rectangle, 12);
}

export function spanLeft(row: i32): i32 {
  return load<u16>(frameSpans + <usize>row * SPAN);
}

export function spanRight(row: i32): i32 {
  return load<u16>(frameSpans + <usize>row * SPAN, 2);
}

/** The span of a row in the frame before the one in hand: left, and right in the upper half. */
export function spanBefore(row: i32): i32 {
  return load<i32>(frameSpans + <usize>(row - rows) * SPAN);
}

/** Makes the frame in hand untouched. */
export function clearTouched(): void {
  const from = firstTouchedRow();
  const to = endOfTouchedRows();
  if (from < to) memory.fill(frameSpans + <usize>from * SPAN, 0, <usize>(to - from) * SPAN);
  left = columns;
  top = rows;
  right = 0;
  bottom = 0;
}

/** Adds the pixels [from, to) of a row, both within the row and from < to. */
export function touch(row: i32, from: i32, to: i32): void {
  const span = frameSpans + <usize>row * SPAN;
  const oldRight = <i32>load<u16>(span, 2);
  // An untouched row is [0, 0).
  if (oldRight == 0 || from < <i32>load<u16>(span)) store<u16>(span, <u16>from);
  if (to > oldRight) store<u16>(span, <u16>to, 2);
  if (from < left) left = from;
  if (to > right) right = to;
  if (row < top) top = row;
  if (row >= bottom) bottom = row + 1;
}

/** Writes the rectangle of the frame in hand. */
export function writeRectangle(): void {
  store<i32>(rectangle, left);
  store<i32>(rectangle, top, 4);
  store<i32>(rectangle, right, 8);
  store<i32>(rectangle, bottom, 12);
}
