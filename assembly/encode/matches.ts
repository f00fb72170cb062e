// Finding the repetitions that deflate may refer to: in one pass, greedily, at two distances only.
//
// near: one pixel back, a run of one colour. far: the same pixel of the frame before (PNG strips) or of the row
// above (gzip), for what does not move or change. A hash table of all earlier positions, as in a general
// compressor, finds little more where edges are a pixel wide (zlib -9 on strips of one to three moving discs:
// 5 % larger to 7 % smaller; 4-20 % smaller with edges of 2.5 pixels) and costs more than ten times the time.
//
// Where a position matches at both distances, near wins: its code has 1 bit, far's 8 or more. For the same
// reason a far match is not begun where a run of one colour begins (its first pixel costs three cheap literals,
// then near serves), is of 8 bytes at least, and ends after 258 bytes, where near may have become possible.

import { addSequence, keepLiterals, literalAt, literalLimit } from './block';

// @ts-ignore: decorator
@inline const NEAR_LEAST: usize = 4;
// @ts-ignore: decorator
@inline const FAR_LEAST: usize = 8;

/** The first address in [p, limit) whose byte differs from the one `distance` before it; else `limit`. */
function matchEnd(p: usize, limit: usize, distance: usize): usize {
  if (ASC_FEATURE_SIMD) {
    while (p + 16 <= limit) {
      const equal = i8x16.bitmask(i8x16.eq(v128.load(p), v128.load(p - distance)));
      if (equal != 0xffff) return p + ctz<u32>(~equal);
      p += 16;
    }
  }
  while (p + 8 <= limit) {
    const different = load<u64>(p) ^ load<u64>(p - distance);
    if (different != 0) return p + <usize>(ctz<u64>(different) >> 3);
    p += 8;
  }
  while (p < limit && load<u8>(p) == load<u8>(p - distance)) p++;
  return p;
}

/**
 * Appends the bytes [from, end) to the stream of `block`. Matches refer to nothing before `base` <= from.
 * gaps: see gaps.ts; within [from, end), the last pair ending at `end`. Reads nothing beyond `end`.
 * far: 0, or a distance greater than `near`.
 */
export function appendSpan(base: usize, from: usize, end: usize, near: usize, far: usize, gaps: usize): void {
  const nearFrom = base + near;
  const farFrom = far != 0 ? base + far : end;
  const limit = literalLimit();
  let to = literalAt();
  let p = from;
  while (p < end) {
    // Matches begin where 8 bytes can be read; the literals must have room.
    const room = p + (limit - to);
    const stop = min(room, p + 8 <= end ? end - 7 : p);
    let length: usize = 0;
    let isFar: u32 = 0;
    for (; p < stop; p++) {
      const next = load<u32>(p);
      if (p >= nearFrom && next == load<u32>(p - near)) {
        // Up to the next gap all bytes are compared; once a gap's first pixel matches, the whole of it does.
        let q = p + NEAR_LEAST;
        while (q < end) {
          while (load<usize>(gaps, sizeof<usize>()) <= q) gaps += 2 * sizeof<usize>();
          const check = load<usize>(gaps) + near;
          if (q < check) {
            q = matchEnd(q, check, near);
            if (q < check) break;
          }
          q = load<usize>(gaps, sizeof<usize>());
        }
        length = q - p;
        break;
      }
      if (p >= farFrom && next == load<u32>(p - far) && load<u32>(p, 4) == load<u32>(p - far, 4)) {
        if (next == load<u32>(p + near)) {
          store<u8>(to++, next);
          continue;
        }
        length = matchEnd(p + FAR_LEAST, min(p + 258, end), far) - p;
        isFar = 1;
        break;
      }
      store<u8>(to++, next);
    }
    if (length == 0) {
      // The last bytes of a span, or no more room.
      const tail = min(room, end);
      while (p < tail) store<u8>(to++, load<u8>(p++));
      if (to < limit) break;
    }
    // A match of 258 k + 1 or 2 would need a match shorter than 3; literals take the rest.
    if (length > 258 && length % 258 < 3) length -= length % 258;
    to = addSequence(to, <u32>length, isFar);
    p += length;
  }
  keepLiterals(to);
}
