// Colour on the canvas: solid runs and blended pixels of 8-bit RGB.
//
// A run of pixels is written as u64 words. Eight pixels are 24 bytes, three words; since 24 is a multiple of 3 a
// run can be closed with a group that overlaps the last one, so no pixel beside the run is touched.

import { Rounding } from '../memory/layout';

/** Weights of `blendShare` are shares of this many parts: 16 sub-scanlines of 256 steps. */
// @ts-ignore: decorator
@inline export const SHARES: u32 = 4096;

/** The colour in hand, 0xRRGGBB as bytes R, G, B from the lowest. */
let word: u64 = 0;
let red: u32 = 0;
let green: u32 = 0;
let blue: u32 = 0;

/** What is added before a level is cut to an integer: 0 or a half, of a level and of a share. */
let levelBias: f32 = 0.0;
let shareBias: u32 = 0;

export function setRounding(rounding: u32): void {
  levelBias = rounding == Rounding.Nearest ? 0.5 : 0.0;
  shareBias = rounding == Rounding.Nearest ? SHARES / 2 : 0;
}

/** Takes a colour 0xRRGGBB in hand. */
export function setColor(color: u32): void {
  red = (color >> 16) & 255;
  green = (color >> 8) & 255;
  blue = color & 255;
  word = swap(color);
}

/** 0xRRGGBB as the three bytes of a pixel in memory, R lowest. */
// @ts-ignore: decorator
@inline export function swap(color: u32): u64 {
  return <u64>(bswap<u32>(color) >> 8);
}

/** Fills `count` pixels from `to` on with the colour in hand. */
// @ts-ignore: decorator
@inline export function fill(to: usize, count: i32): void {
  fillWith(to, count, word);
}

/** Fills `count` pixels from `to` on with the pixel `rgb`, bytes R, G, B from the lowest. Nothing if count <= 0. */
export function fillWith(to: usize, count: i32, rgb: u64): void {
  const a = rgb | (rgb << 24) | (rgb << 48);
  if (count >= 8) {
    const b = (rgb >> 16) | (rgb << 8) | (rgb << 32) | (rgb << 56);
    const c = (rgb >> 8) | (rgb << 16) | (rgb << 40);
    if (ASC_FEATURE_SIMD) {
      if (count >= 16) {
        fillWide(to, to + <usize>(count - 16) * 3, i64x2(a, b), i64x2(c, a), i64x2(b, c));
        return;
      }
    }
    const last = to + <usize>(count - 8) * 3;
    while (to < last) {
      store<u64>(to, a);
      store<u64>(to, b, 8);
      store<u64>(to, c, 16);
      to += 24;
    }
    store<u64>(last, a);
    store<u64>(last, b, 8);
    store<u64>(last, c, 16);
  } else if (count >= 4) {
    const b = <u32>((rgb >> 16) | (rgb << 8));
    const last = to + <usize>(count - 4) * 3;
    store<u64>(to, a);
    store<u32>(to, b, 8);
    store<u64>(last, a);
    store<u32>(last, b, 8);
  } else {
    for (; count > 0; --count) {
      store<u16>(to, <u16>rgb);
      store<u8>(to, <u8>(rgb >> 16), 2);
      to += 3;
    }
  }
}

/** Fills pixels by sixteen, the last sixteen at `last`. */
// @ts-ignore: decorator
@inline function fillWide(to: usize, last: usize, a: v128, b: v128, c: v128): void {
  for (; to < last; to += 48) {
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
  }
  v128.store(last, a);
  v128.store(last, b, 16);
  v128.store(last, c, 32);
}

/** level = (1 - m) * old + m * colour in f32, for each channel; 0 <= m <= 1. */
// @ts-ignore: decorator
@inline export function blend(at: usize, m: f32): void {
  const rest = <f32>1.0 - m;
  store<u8>(at, <u8>(<u32>(rest * <f32>load<u8>(at) + m * <f32>red + levelBias)));
  store<u8>(at, <u8>(<u32>(rest * <f32>load<u8>(at, 1) + m * <f32>green + levelBias)), 1);
  store<u8>(at, <u8>(<u32>(rest * <f32>load<u8>(at, 2) + m * <f32>blue + levelBias)), 2);
}

/** Blends four pixels by their shares, i32x4, as blendShare() does one: in vectors V8's compiler for s390x errs. */
// @ts-ignore: decorator
@inline export function blendFour(at: usize, shares: v128): void {
  blendShare(at, i32x4.extract_lane(shares, 0));
  blendShare(at + 3, i32x4.extract_lane(shares, 1));
  blendShare(at + 6, i32x4.extract_lane(shares, 2));
  blendShare(at + 9, i32x4.extract_lane(shares, 3));
}

/** level = ((SHARES - share) * old + share * colour + bias) / SHARES in integers; 0 <= share <= SHARES. */
// @ts-ignore: decorator
@inline export function blendShare(at: usize, share: u32): void {
  const rest = SHARES - share;
  store<u8>(at, <u8>((rest * load<u8>(at) + share * red + shareBias) / SHARES));
  store<u8>(at, <u8>((rest * load<u8>(at, 1) + share * green + shareBias) / SHARES), 1);
  store<u8>(at, <u8>((rest * load<u8>(at, 2) + share * blue + shareBias) / SHARES), 2);
}
