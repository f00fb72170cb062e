// One picture in RGBA, for a host to show: a canvas that is drawn on, averaged and given an alpha of 255 when it is finished.
//
// Everything lies in one block on the heap, which is kept for the next picture. Shapes draw on the canvas as if it were the frame of a clip.

import { heapAllocate, heapFree } from '../memory/heap';
import { Failure, Rounding, Samples } from '../memory/layout';
import { fail } from '../memory/status';
import { averagePixels } from './average';
import { cameraBytes, openCameraAt } from './camera';
import { fillWith, setRounding, swap } from './paint';
import { canvas, openSurface, selectTarget, stride } from './surface';
import { clearTouched, openTouchedAt, selectFrame, touchedBytes } from './touched';

/** Largest side of a canvas. */
// @ts-ignore: decorator
@inline export const MOST_PIXELS: u32 = 16384;

let block: usize = 0;
let blockBytes: usize = 0;
let rgba: usize = 0;
let row: usize = 0;
let width: u32 = 0;
let height: u32 = 0;
let box: u32 = 1;

// @ts-ignore: decorator
@inline function even(bytes: usize): usize {
  return (bytes + 7) & ~(<usize>7);
}

/** Forgets the block; the heap is about to be emptied. */
export function forgetPicture(): void {
  block = 0;
  blockBytes = 0;
}

/** Opens a picture, all `background` (0xRRGGBB), of 1 pixel or more, drawn n times as large. 0 or a Failure. */
export function openPicture(
  pictureWidth: u32, pictureHeight: u32, n: u32, x0: f64, y0: f64, x1: f64, y1: f64, background: u32,
): i32 {
  const side = <u64>max(pictureWidth, pictureHeight) * n;
  if (side > <u64>MOST_PIXELS) return fail(Failure.ImageTooLarge, 0, 0, <f64>side, <f64>MOST_PIXELS);
  const tables = cameraBytes(pictureWidth, pictureHeight, n);
  const spans = even(touchedBytes(1, pictureHeight * n));
  const drawn = even(<usize>pictureWidth * pictureHeight * n * n * 3 + 2); // averaging may read 2 bytes past the end
  const line = even(<usize>pictureWidth * 3 + 1);
  // At most 1.9 GB, which a block of the heap can hold.
  if (!reserve(tables + spans + drawn + line + (<usize>pictureWidth * pictureHeight << 2))) return Failure.OutOfMemory;
  width = pictureWidth;
  height = pictureHeight;
  box = n;
  openCameraAt(block, width, height, n, x0, y0, x1, y1, Samples.Centers);
  openTouchedAt(block + tables, 1, width * n, height * n);
  selectFrame(0);
  clearTouched();
  // To the shapes, the canvas is a frame without supersampling: averaging it once is less work than body by body.
  const at = block + tables + spans;
  openSurface(at, width * n, height * n, 1);
  selectTarget(at);
  fillWith(at, <i32>(width * height * n * n), swap(background));
  setRounding(Rounding.Nearest);
  row = at + drawn;
  rgba = row + line;
  return 0;
}

/** Makes the block at least so large. */
function reserve(bytes: usize): bool {
  if (bytes <= blockBytes) return true;
  heapFree(block, blockBytes);
  blockBytes = 0;
  block = heapAllocate(bytes);
  if (block == 0) return false;
  blockBytes = bytes;
  return true;
}

/** Finishes the picture: the address of u8[height][width][4], row 0 on top. */
export function finishPicture(): usize {
  let to = rgba;
  for (let i: u32 = 0; i < height; ++i) {
    let from = canvas + <usize>i * box * stride;
    if (box > 1) {
      averagePixels(row, from, stride, box, <i32>width);
      from = row;
    }
    for (const end = to + (<usize>width << 2); to < end; to += 4, from += 3) store<u32>(to, load<u32>(from) | 0xff000000);
  }
  return rgba;
}
