// One picture in RGBA, for a host to show: a canvas that is drawn on, averaged and given an alpha of 255 when it is finished.
//
// Everything lies in one block that the caller provides. Shapes draw on the canvas as if it were the frame of a clip.

import { Rounding, Samples } from '../memory/layout';
import { averagePixels } from './average';
import { cameraBytes, openCameraAt } from './camera';
import { fillWith, setRounding, swap } from './paint';
import { canvas, openSurface, selectTarget, stride } from './surface';
import { clearTouched, openTouchedAt, selectFrame, touchedBytes } from './touched';

let rgba: usize = 0;
let row: usize = 0;
let width: u32 = 0;
let height: u32 = 0;
let box: u32 = 1;

// @ts-ignore: decorator
@inline function even(bytes: usize): usize {
  return (bytes + 7) & ~(<usize>7);
}

/** Bytes of a canvas; averaging may read 2 bytes past its end. */
// @ts-ignore: decorator
@inline function canvasBytes(pictureWidth: u32, pictureHeight: u32, n: u32): usize {
  return even(<usize>pictureWidth * pictureHeight * n * n * 3 + 2);
}

// @ts-ignore: decorator
@inline function rowBytes(pictureWidth: u32): usize {
  return even(<usize>pictureWidth * 3 + 1);
}

/** Bytes of a picture's block. */
export function pictureBytes(pictureWidth: u32, pictureHeight: u32, n: u32): u64 {
  const pixels = <u64>pictureWidth * pictureHeight;
  return (
    pixels * 4 + pixels * n * n * 3 + 16 + <u64>rowBytes(pictureWidth) + <u64>cameraBytes(pictureWidth, pictureHeight, n) +
    <u64>touchedBytes(1, pictureHeight * n) + 16
  );
}

/** Opens a picture, all `background` (0xRRGGBB), in a block on an 8-byte boundary. */
export function openPicture(
  block: usize, pictureWidth: u32, pictureHeight: u32, n: u32, x0: f64, y0: f64, x1: f64, y1: f64, background: u32,
): void {
  width = pictureWidth;
  height = pictureHeight;
  box = n;
  openCameraAt(block, width, height, n, x0, y0, x1, y1, Samples.Centers);
  block += cameraBytes(width, height, n);
  openTouchedAt(block, 1, width * n, height * n);
  selectFrame(0);
  clearTouched();
  block += even(touchedBytes(1, height * n));
  // To the shapes, the canvas is a frame without supersampling: averaging it once is less work than body by body.
  openSurface(block, width * n, height * n, 1);
  selectTarget(block);
  fillWith(block, <i32>(width * height * n * n), swap(background));
  setRounding(Rounding.Nearest);
  block += canvasBytes(width, height, n);
  row = block;
  rgba = block + rowBytes(width);
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
