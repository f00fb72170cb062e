// From the canvas to the picture: each pixel is the mean of a box of canvas pixels, rounded half up.
//
//   level = (sum of the n * n levels + (n * n) / 2) / (n * n), integer divisions, for each channel.
//
// For n = 2, the usual case, the sums are made in the 16-bit lanes of a u64: of the eight bytes from a pair of
// pixels on, r0 g0 b0 r1 g1 b1 . ., the even bytes are r0 b0 g1 . and the odd ones g0 r1 b1 . ; adding the lanes
// that belong together gives the sums of the three channels. All integer, so the bytes are those of the plain loop.

// @ts-ignore: decorator
@inline const EVEN: u64 = 0x00ff00ff00ff00ff;

/** Averages into `count` pixels from `to` on; `from` is the top left canvas pixel. May read 2 bytes too many. */
export function averagePixels(to: usize, from: usize, stride: usize, n: u32, count: i32): void {
  if (n == 2) averagePairs(to, from, stride, count);
  else averageBoxes(to, from, stride, n, count);
}

function averagePairs(to: usize, from: usize, stride: usize, count: i32): void {
  for (; count > 0; --count) {
    const above = load<u64>(from);
    const below = load<u64>(from + stride);
    const even = (above & EVEN) + (below & EVEN);
    const odd = ((above >> 8) & EVEN) + ((below >> 8) & EVEN);
    const redBlue = even + (odd >> 16);
    const green = odd + (even >> 32);
    // Lanes hold at most 4 * 255, so no carry reaches a neighbour.
    store<u8>(to, <u8>(((<u32>redBlue & 0xffff) + 2) >> 2));
    store<u8>(to, <u8>(((<u32>green & 0xffff) + 2) >> 2), 1);
    store<u8>(to, <u8>(((<u32>redBlue >> 16) + 2) >> 2), 2);
    from += 6;
    to += 3;
  }
}

function averageBoxes(to: usize, from: usize, stride: usize, n: u32, count: i32): void {
  const area = n * n;
  const half = area / 2;
  const bytes = <usize>n * 3;
  for (; count > 0; --count) {
    let red = half;
    let green = half;
    let blue = half;
    for (let row: u32 = 0; row < n; ++row) {
      let at = from + <usize>row * stride;
      const end = at + bytes;
      for (; at < end; at += 3) {
        red += load<u8>(at);
        green += load<u8>(at, 1);
        blue += load<u8>(at, 2);
      }
    }
    store<u8>(to, <u8>(red / area));
    store<u8>(to, <u8>(green / area), 1);
    store<u8>(to, <u8>(blue / area), 2);
    from += bytes;
    to += 3;
  }
}
