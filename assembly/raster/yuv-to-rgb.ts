// From the planes of a video decoder to RGB: each pixel takes the chroma sample whose cell it lies in (nearest, no interpolation), as the
// study's reader did. That is the inverse of chroma averaged over boxes, and what an edge of saturated colour loses stays visible.
//
//   with l = Y - offset, u = U - 128, v = V - 128, in units of 2^-16:
//   R = clamp((luma l + redV v + 2^15) >> 16),  G = clamp((luma l - greenU u - greenV v + 2^15) >> 16),  B = clamp((luma l + blueU u + 2^15) >> 16)
//
// All integer, so the bytes are the same everywhere. The host derives the factors from the matrix and range of the stream (ITU-R BT.601, BT.709).
import { allocate } from '../memory/arena';
import { Failure } from '../memory/layout';
import { fail } from '../memory/status';

/** Bytes of one frame's planes: Y, U, V, the chroma planes 2^shift times smaller, rounded up. */
export function planesLength(width: u32, height: u32, shiftX: u32, shiftY: u32): u64 {
  return <u64>width * height + 2 * <u64>((width + shiftX) >> shiftX) * ((height + shiftY) >> shiftY);
}

/** Where the RGB frames are: allocated behind the planes; 0 with the status set. */
export function convertPlanes(
  from: usize, width: u32, height: u32, frames: u32, shiftX: u32, shiftY: u32,
  luma: i32, offset: i32, redV: i32, greenU: i32, greenV: i32, blueU: i32,
): usize {
  const bytes = <u64>width * height * frames * 3;
  if (bytes > 0x7fffffff) {
    fail(Failure.ImageTooLarge, 0, 0, <f64>bytes);
    return 0;
  }
  const out = allocate(<usize>bytes);
  if (!out) return 0;
  const chromaWidth = (width + shiftX) >> shiftX;
  const chroma = <usize>chromaWidth * ((height + shiftY) >> shiftY);
  let y = from;
  let to = out;
  for (let frame: u32 = 0; frame < frames; ++frame) {
    const planeU = y + <usize>width * height;
    for (let row: u32 = 0; row < height; ++row) {
      const rowU = planeU + <usize>(row >> shiftY) * chromaWidth;
      for (let column: u32 = 0; column < width; ++column) {
        const at = rowU + (column >> shiftX);
        const l = luma * (<i32>load<u8>(y++) - offset) + 0x8000;
        const u = <i32>load<u8>(at) - 128;
        const v = <i32>load<u8>(at + chroma) - 128;
        store<u8>(to, level(l + redV * v));
        store<u8>(to, level(l - greenU * u - greenV * v), 1);
        store<u8>(to, level(l + blueU * u), 2);
        to += 3;
      }
    }
    y = planeU + 2 * chroma;
  }
  return out;
}

// @ts-ignore: decorator
@inline function level(value: i32): u8 {
  return <u8>min(max(value >> 16, 0), 255);
}
