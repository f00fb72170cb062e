// Adler-32, the checksum of a zlib stream (RFC 1950, section 8).
//
// Over bytes b[0..n) appended to sums (a, b):   a' = a + S,   b' = b + n a + W,
// with S = sum of b[i] and W = sum of (n - i) b[i], all modulo 65521. The sums are kept in 64 bits and reduced
// only when they have grown large, so a stretch of bytes costs additions. For n pixels of one colour S and W
// have a closed form: pure background costs a few multiplications, however long it is.

// @ts-ignore: decorator
@inline const MODULUS: u64 = 65521;
// @ts-ignore: decorator
@inline const EVEN: u64 = 0x00ff00ff00ff00ff;

let a: u64 = 1;
let b: u64 = 0;

export function adlerBegin(): void {
  a = 1;
  b = 0;
}

export function adlerEnd(): u32 {
  return <u32>(((b % MODULUS) << 16) | (a % MODULUS));
}

/** Appends a stretch of n < 2^32 bytes with sum s and weighted sum w. */
// @ts-ignore: decorator
@inline function append(n: u64, s: u64, w: u64): void {
  // n < 2^32, a < 2^24 and b < 2^56 here, so nothing overflows.
  b += n * a + w;
  a += s;
  if (a >= <u64>1 << 24) a %= MODULUS;
  if (b >= <u64>1 << 56) b %= MODULUS;
}

/** Appends one byte. */
export function adlerByte(value: u32): void {
  append(1, value, value);
}

/** Appends `count` pixels of the colour at `pixel`, of 1 or 3 channels. */
export function adlerFlat(pixel: usize, count: u32, channels: u32): void {
  const k = <u64>count;
  const n = k * channels;
  const triangle = (k * (k - 1) / 2) * channels;
  let s: u64 = 0;
  let w: u64 = 0;
  for (let c: u32 = 0; c < channels; c++) {
    const value = <u64>load<u8>(pixel + c);
    s += value * k;
    w += value * ((k * (n - c) - triangle) % MODULUS);
  }
  append(n, s, w);
}

/** Appends the bytes [pointer, end). */
export function adlerBytes(pointer: usize, end: usize): void {
  while (end - pointer > 4096) {
    stretch(pointer, pointer + 4096);
    pointer += 4096;
  }
  stretch(pointer, end);
}

// Of every block of 8 (16) bytes at distance r from the end: W gains 8 (16) less ... down to 1 times its bytes, and
// r times their sum. `before` sums the sums so far, which makes the second part one addition a block.
function stretch(pointer: usize, end: usize): void {
  const n = <u64>(end - pointer);
  let s: u64 = 0;
  let w: u64 = 0;
  if (ASC_FEATURE_SIMD) {
    let sums = i32x4.splat(0);
    let before = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    const high = i16x8(16, 15, 14, 13, 12, 11, 10, 9);
    const low = i16x8(8, 7, 6, 5, 4, 3, 2, 1);
    while (pointer + 16 <= end) {
      const bytes = v128.load(pointer);
      before = i32x4.add(before, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), high));
      weighted = i32x4.add(weighted, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), low));
      pointer += 16;
    }
    s = lanes(sums);
    w = (lanes(before) << 4) + lanes(weighted);
  } else {
    let before: u64 = 0;
    while (pointer + 8 <= end) {
      const bytes = load<u64>(pointer);
      const even = bytes & EVEN;
      const odd = (bytes >> 8) & EVEN;
      before += s;
      // Multiplying by such a constant leaves in the top lane the sum of lane i times the constant's lane 3 - i.
      s += ((even + odd) * 0x0001000100010001) >> 48;
      w += (even * 0x0008000600040002 + odd * 0x0007000500030001) >> 48;
      pointer += 8;
    }
    w += before << 3;
  }
  // The weights above count from the end of the blocks; the remaining bytes push them all back.
  w += <u64>(end - pointer) * s;
  while (pointer < end) {
    const value = <u64>load<u8>(pointer);
    s += value;
    w += <u64>(end - pointer) * value;
    pointer++;
  }
  append(n, s, w);
}

// @ts-ignore: decorator
@inline function lanes(sums: v128): u64 {
  return <u64>i32x4.extract_lane(sums, 0) + <u64>i32x4.extract_lane(sums, 1)
    + <u64>i32x4.extract_lane(sums, 2) + <u64>i32x4.extract_lane(sums, 3);
}
