// The digests of a clip, as docs/contract.md defines them.
//
// A picture digest (frames, mask) is the hash of the rows' hashes, not of the pixels: most rows of most frames
// are pure background, and the hash of such a row is computed once. Which rows those are is known from the
// rectangles that the rasteriser touched; a row that lies in no rectangle costs one 8-byte store.

import { xxh64 } from './xxh64';

/**
 * The digest of `frameCount` frames of `height` rows of `rowBytes` bytes each, one after the other at `pixels`.
 *
 * touched: u32[frameCount][4] = left, top, right, bottom (exclusive) in pixels, or 0 to hash every row. Rows of a
 * frame outside [top, bottom), and all rows where left >= right, equal the row at `untouchedRow`.
 * kept: u8[frameCount][1 + height]: whether rows of a frame are those of the frame before, and then of each row 0 if it is; or 0.
 * scratch: frameCount * height * 8 bytes; holds the row hashes afterwards.
 */
export function rowsDigest(
  pixels: usize,
  frameCount: u32,
  height: u32,
  rowBytes: usize,
  touched: usize,
  untouchedRow: usize,
  kept: usize,
  scratch: usize,
): u64 {
  const untouched = touched != 0 ? xxh64(untouchedRow, rowBytes, 0) : 0;
  let hash = scratch;
  for (let t: u32 = 0; t < frameCount; t++) {
    let top: u32 = 0;
    let bottom = height;
    if (touched != 0) {
      const rectangle = touched + (<usize>t << 4);
      const empty = load<u32>(rectangle) >= load<u32>(rectangle, 8);
      bottom = empty ? 0 : min(load<u32>(rectangle, 12), height);
      top = min(load<u32>(rectangle, 4), bottom);
    }
    for (let y: u32 = 0; y < top; y++, hash += 8) store<u64>(hash, untouched);
    const flags = kept + <usize>t * (height + 1);
    const keeps = kept != 0 && load<u8>(flags) != 0;
    let row = pixels + (<usize>t * height + top) * rowBytes;
    for (let y = top; y < bottom; y++, hash += 8) {
      const same = keeps && load<u8>(flags + y, 1) == 0;
      store<u64>(hash, same ? load<u64>(hash - (<usize>height << 3)) : xxh64(row, rowBytes, 0));
      row += rowBytes;
    }
    for (let y = bottom; y < height; y++, hash += 8) store<u64>(hash, untouched);
  }
  return xxh64(scratch, hash - scratch, 0);
}

/**
 * The digest of `count` f32 values: the state digest of a clip is this over frames x bodies x 6 values.
 * Hashes bits, so the caller has written -0 as 0; NaN does not occur in a clip.
 */
export function floatsDigest(pointer: usize, count: u32): u64 {
  return xxh64(pointer, <usize>count << 2, 0);
}
