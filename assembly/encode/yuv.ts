// RGB frames -> planar YUV 4:2:0, what video encoders take: ITU-R BT.601 in limited range (Y 16..235, Cb and Cr 16..240), chroma averaged
// over 2x2 pixels (centred siting), in 16-bit fixed point. An entry of the matrix is that of BT.601 times 219/255 (224/255 for chroma),
// rounded so that the chroma rows add up to 0: grey is exactly 128. Reads the frames and what the rasteriser touched in them; a row pair
// outside of it is a copy of the background's.

/** Bytes of the planes of `frameCount` frames; width and height are even. */
export function yuvBytes(frameCount: u32, width: u32, height: u32): usize {
  const pixels = <usize>frameCount * width * height;
  return pixels + (pixels >> 1);
}

/**
 * Converts u8[frameCount][height][width][3] to, frame by frame, u8[height][width] Y, u8[height / 2][width / 2] Cb and the same of Cr, at `out`.
 * touched: u32[frameCount][4] = left, top, right, bottom; outside, a frame is `background`, its bytes r, g, b at that address.
 */
export function yuvFrames(pixels: usize, frameCount: u32, width: u32, height: u32, touched: usize, background: usize, out: usize): void {
  const size = <usize>width * height;
  const r = <i32>load<u8>(background);
  const g = <i32>load<u8>(background, 1);
  const b = <i32>load<u8>(background, 2);
  const y = luma(r, g, b);
  const u = blue(4 * r, 4 * g, 4 * b);
  const v = red(4 * r, 4 * g, 4 * b);
  for (let t: u32 = 0; t < frameCount; t++) {
    const chroma = out + size;
    memory.fill(out, <u8>y, size);
    memory.fill(chroma, <u8>u, size >> 2);
    memory.fill(chroma + (size >> 2), <u8>v, size >> 2);
    const rectangle = touched + (<usize>t << 4);
    const left = load<u32>(rectangle) & ~1;
    const right = min((load<u32>(rectangle, 8) + 1) & ~1, width);
    const bottom = min(load<u32>(rectangle, 12), height);
    if (left < right) {
      for (let row = load<u32>(rectangle, 4) & ~1; row < bottom; row += 2) {
        const at = row * width + left;
        rowPair(pixels + <usize>at * 3, width, (right - left) >> 1, out + at, chroma + (((row >> 1) * width + left) >> 1), size >> 2);
      }
    }
    pixels += size * 3;
    out += size + (size >> 1);
  }
}

/** Converts `blocks` blocks of 2x2 pixels; the plane of Cr is `apart` bytes behind that of Cb. */
function rowPair(pixels: usize, width: u32, blocks: u32, lumas: usize, chroma: usize, apart: usize): void {
  const below = <usize>width * 3;
  for (let i: u32 = 0; i < blocks; i++) {
    let r: i32 = 0;
    let g: i32 = 0;
    let b: i32 = 0;
    for (let k: u32 = 0; k < 4; k++) {
      const pixel = pixels + (k & 1) * 3 + (k & 2 ? below : 0);
      const r1 = <i32>load<u8>(pixel);
      const g1 = <i32>load<u8>(pixel, 1);
      const b1 = <i32>load<u8>(pixel, 2);
      store<u8>(lumas + (k & 1) + (k & 2 ? <usize>width : 0), luma(r1, g1, b1));
      r += r1;
      g += g1;
      b += b1;
    }
    store<u8>(chroma, blue(r, g, b));
    store<u8>(chroma + apart, red(r, g, b));
    pixels += 6;
    lumas += 2;
    chroma++;
  }
}

/** Y of a pixel. */
// @ts-ignore: decorator
@inline function luma(r: i32, g: i32, b: i32): i32 {
  return (16829 * r + 33039 * g + 6416 * b + (16 << 16) + (1 << 15)) >> 16;
}

/** Cb of the sums of four pixels. */
// @ts-ignore: decorator
@inline function blue(r: i32, g: i32, b: i32): i32 {
  return (28784 * b - 9714 * r - 19070 * g + (128 << 18) + (1 << 17)) >> 18;
}

/** Cr of the sums of four pixels. */
// @ts-ignore: decorator
@inline function red(r: i32, g: i32, b: i32): i32 {
  return (28784 * r - 24103 * g - 4681 * b + (128 << 18) + (1 << 17)) >> 18;
}
