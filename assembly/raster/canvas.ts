// The picture of a clip: opened once for its size and look, then drawn frame by frame into one buffer.
//
//   openCamera(..), rasterOpen(..)  for each frame k: beginFrame(k), drawBody(..) for each body in its order, endFrame()
//
// The next clip goes into the same buffers: beginFrame restores what the last clip touched in that frame. Nothing is
// allocated after rasterOpen. The pixels are a contract, docs/pixels.md.

import { Edge, Failure, Layer, Part, Shape } from '../memory/layout';
import { allocate } from '../memory/arena';
import { fail } from '../memory/status';
import { locate } from './camera';
import { openCircles } from './circle-cut';
import { drawCovered } from './coverage';
import { drawDisc } from './disc';
import { fillHull } from './draw-hull';
import { closeRows, keeping, keeps, openKept } from './kept';
import { markBody, markHull, openMask, selectMask } from './mask';
import { SHARES, fillWith, setColor, setRounding, swap } from './paint';
import { drawRing } from './ring';
import { openSpans } from './span';
import { cosine, drawSquare, sine, turn } from './square';
import { canvas, openSurface, selectTarget, stride } from './surface';
import {
  clearTouched, endOfTouchedRows, firstTouchedRow, openTouched, rectangles, selectFrame, spanBefore, spanLeft, spanRight, touch, writeRectangle,
} from './touched';

/** Largest side of the canvas, in pixels. */
// @ts-ignore: decorator
@inline const MOST_PIXELS: u64 = 16384;

/** Largest buffer, in bytes. */
// @ts-ignore: decorator
@inline const MOST_BYTES: u64 = 0xe0000000;

/** Bytes behind a canvas that blending and averaging may read, and write as they were. */
// @ts-ignore: decorator
@inline const BEYOND: usize = 16;

let frameBuffer: usize = 0;
let maskBuffer: usize = 0;
let backgroundPixels: usize = 0;
let background: u64 = 0;
let width: u32 = 0;
let height: u32 = 0;
let box: u32 = 1;
let edge: u32 = 0;
let ramp: f32 = 0.0;
/** The frame in hand. */
let frame: usize = 0;
let mask: usize = 0;

/** u8[T][H][W][3], RGB, row 0 on top. */
export function frames(): usize {
  return frameBuffer;
}

/** u8[T][H][W], 0 = background, else a body's id; 0 if the Mask layer is off. */
export function masks(): usize {
  return maskBuffer;
}

/**
 * u32[T][4] = left, top, right, bottom in output pixels, right and bottom exclusive. Outside it a frame is background
 * and its mask 0; left >= right means untouched.
 */
export function touched(): usize {
  return rectangles;
}

/** W * 3 bytes: a row of background. */
export function backgroundRow(): usize {
  return backgroundPixels;
}

/**
 * Opens an image of `frameCount` frames of `width` x `height` pixels, seen by the camera that openCamera() set up for the same size and
 * drawn `supersample` times as large. `edge`, `rounding` and `layers` are of memory/layout.ts, colours
 * 0xRRGGBB; `softness` > 0 is read by Edge.Study alone. All buffers come from the arena, and all frames are
 * background. Returns 0 or a Failure code; after a failure nothing may be drawn.
 */
export function rasterOpen(
  frameCount: u32, frameWidth: u32, frameHeight: u32, supersample: u32,
  edgeKind: u32, rounding: u32, backgroundColor: u32, softness: f64, layers: u32,
): i32 {
  const columns = <u64>frameWidth * <u64>supersample;
  const rows = <u64>frameHeight * <u64>supersample;
  const most = max(columns, rows);
  if (most > MOST_PIXELS) return fail(Failure.ImageTooLarge, 0, 0, <f64>most, <f64>MOST_PIXELS);
  const pixels = <u64>frameWidth * <u64>frameHeight;
  const bytes = max(pixels * <u64>frameCount, columns * rows) * 3;
  if (bytes > MOST_BYTES) return fail(Failure.ImageTooLarge, 0, 0, <f64>bytes, <f64>MOST_BYTES);

  width = frameWidth;
  height = frameHeight;
  box = supersample;
  edge = edgeKind;
  ramp = edgeKind == Edge.Study ? <f32>softness : 0.0;
  background = swap(backgroundColor);
  setRounding(rounding);
  if (!openSpans(<u32>columns) || !openCircles(<u32>columns)) return Failure.OutOfMemory;
  if (!openTouched(frameCount, width, height) || !openKept(frameCount, height, box)) return Failure.OutOfMemory;

  const clipPixels = <usize>frameCount * width * height;
  frameBuffer = allocate(clipPixels * 3 + BEYOND);
  backgroundPixels = allocate(<usize>width * 3);
  if (frameBuffer == 0 || backgroundPixels == 0) return Failure.OutOfMemory;
  fillWith(frameBuffer, <i32>clipPixels, background);
  fillWith(backgroundPixels, <i32>width, background);
  maskBuffer = 0;
  if (layers & Layer.Mask) {
    maskBuffer = allocate(clipPixels);
    if (maskBuffer == 0) return Failure.OutOfMemory;
    memory.fill(maskBuffer, 0, clipPixels);
    openMask(width, height, box);
  }
  let at = frameBuffer;
  if (box > 1) {
    const canvasPixels = <usize>columns * <usize>rows;
    at = allocate(canvasPixels * 3 + BEYOND);
    if (at == 0) return Failure.OutOfMemory;
    fillWith(at, <i32>canvasPixels, background);
  }
  openSurface(at, width, height, box);
  return 0;
}

/** Takes frame k < frameCount in hand and makes it background, but for the rows that it keeps of the frame before (kept.ts). */
export function beginFrame(k: u32): void {
  frame = frameBuffer + <usize>k * width * height * 3;
  mask = maskBuffer == 0 ? 0 : maskBuffer + <usize>k * width * height;
  selectTarget(frame);
  selectMask(mask);
  selectFrame(k);
  const last = endOfTouchedRows();
  for (let row = firstTouchedRow(); row < last; ++row) {
    const left = spanLeft(row);
    const count = spanRight(row) - left;
    if (count == 0) continue;
    const pixel = <usize>row * width + <usize>left;
    fillWith(frame + pixel * 3, count, background);
    if (mask != 0) memory.fill(mask + pixel, 0, <usize>count);
  }
  clearTouched();
  if (keeping) copyKept(k);
}

/** Copies the kept rows of the frame before into frame k. */
function copyKept(k: u32): void {
  const rectangle = rectangles + (<usize>(k - 1) << 4);
  const pixels = <usize>width * height;
  const last = load<i32>(rectangle, 12);
  for (let row = load<i32>(rectangle, 4); row < last; ++row) {
    if (!keeps(row)) continue;
    const span = spanBefore(row);
    const left = span & 0xffff;
    const count = (span >>> 16) - left;
    if (count == 0) continue;
    touch(row, left, left + count);
    const pixel = <usize>row * width + <usize>left;
    memory.copy(frame + pixel * 3, frame + (pixel - pixels) * 3, <usize>count * 3);
    if (mask != 0) memory.copy(mask + pixel, mask + pixel - pixels, <usize>count);
  }
}


/**
 * Draws a body over what is there: `shape` of memory/layout.ts, `color` 0xRRGGBB, centre (m), angle (rad, counterclockwise),
 * `radius` (m; half the side of a square, the outer radius of a ring), `id` its value in the mask, 1 to 255.
 */
export function drawBody(shape: u32, color: u32, x: f32, y: f32, angle: f32, radius: f32, id: u32): void {
  if (!locate(x, y, radius)) return;
  setColor(color);
  if (edge == Edge.Coverage) drawCovered(shape, angle, radius);
  else if (shape == Shape.Square) drawSquare(x, y, angle, radius);
  else if (shape == Shape.Ring) drawRing(x, y, radius, ramp);
  else drawDisc(x, y, radius, ramp);
  if (mask != 0) markBody(shape, x, y, angle, radius, id);
}

/**
 * Draws a body of `count` Parts over what is there: all in one colour, each the hull of its points grown by its radius. A study edge has no
 * ramp here: it is hard.
 */
export function drawParts(parts: usize, count: u32, color: u32, x: f32, y: f32, angle: f32, id: u32): void {
  turn(angle);
  const c = cosine;
  const s = sine;
  setColor(color);
  for (let i: u32 = 0; i < count; ++i, parts += Part.SIZE) {
    const points = <usize>load<u32>(parts, Part.points);
    const radius = load<f32>(parts, Part.radius);
    fillHull(edge, points, load<i32>(parts, Part.count), x, y, c, s, radius, SHARES);
    if (mask != 0) markHull(points, load<i32>(parts, Part.count), x, y, c, s, radius, id);
  }
}

/** Finishes the frame in hand: notes its rectangle, and makes the canvas background again. */
export function endFrame(): void {
  writeRectangle();
  closeRows();
  if (box == 1) return;
  const last = endOfTouchedRows();
  for (let row = firstTouchedRow(); row < last; ++row) {
    const left = spanLeft(row);
    const count = (spanRight(row) - left) * <i32>box;
    if (count == 0) continue;
    let at = canvas + <usize>row * box * stride + <usize>left * box * 3;
    for (let k: u32 = 0; k < box; ++k, at += stride) fillWith(at, count, background);
  }
}
