// A clip as `.npy.gz`: a NumPy array file, format 1.0 (numpy.lib.format), in a gzip member (RFC 1952).
//
// uint8 of shape (T, H, W, 3) in C order: the pixels are encoded where they stand. far is the row above, because
// the frame before is beyond deflate's window of 32,768 bytes. The CRC-32 over all raw pixels is computed from
// the rectangles that were drawn in; all background between them is appended by formula (crc32.ts).

import { blockBegin, blockEnd } from './block';
import { crcBytes, crcFlat, crcFlatLength, crcFlatOpen } from './crc32';
import { frameGaps, gapsBegin, rectangle } from './gaps';
import { appendSpan } from './matches';

// @ts-ignore: decorator
@inline const HEAD: usize = 128; // the .npy header: magic and version, length, a Python dict, spaces, a line feed
// @ts-ignore: decorator
@inline const CHANNELS: u32 = 3;

const BUFFER: usize = memory.data(128, 16);
const BEFORE: usize = memory.data<u8>([
  0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 0x76, 0,
  // {'descr': '|u1', 'fortran_order': False, 'shape': (
  0x7b, 0x27, 0x64, 0x65, 0x73, 0x63, 0x72, 0x27, 0x3a, 0x20, 0x27, 0x7c, 0x75, 0x31, 0x27, 0x2c, 0x20, 0x27, 0x66,
  0x6f, 0x72, 0x74, 0x72, 0x61, 0x6e, 0x5f, 0x6f, 0x72, 0x64, 0x65, 0x72, 0x27, 0x3a, 0x20, 0x46, 0x61, 0x6c, 0x73,
  0x65, 0x2c, 0x20, 0x27, 0x73, 0x68, 0x61, 0x70, 0x65, 0x27, 0x3a, 0x20, 0x28,
]);
// @ts-ignore: decorator
@inline const BEFORE_LENGTH: usize = 61;

/**
 * Writes a gzip member (time 0, no name, system 255) of a .npy file. pixels: u8[frameCount][height][width][3];
 * touched: as in gaps.ts, or 0; out: encodeBound() bytes. Returns the number of bytes written. Needs encodeOpen()
 * for at least this size.
 */
export function gzipNpy(pixels: usize, frameCount: u32, height: u32, width: u32, touched: usize, out: usize): usize {
  store<u64>(out, 0x00000000_00088b1f);
  store<u16>(out, 0xff00, 8);
  const rowBytes = <usize>width * CHANNELS;
  const frameBytes = <usize>height * rowBytes;
  const far = height > 1 && rowBytes <= 32768 && rowBytes > CHANNELS ? rowBytes : 0;
  head(frameCount, height, width);
  gapsBegin(touched, frameCount, width, height);
  blockBegin(out + 10, CHANNELS, <u32>far);
  store<usize>(CLOSING, BUFFER + HEAD - CHANNELS);
  store<usize>(CLOSING, BUFFER + HEAD, sizeof<usize>());
  appendSpan(BUFFER, BUFFER, BUFFER + HEAD, CHANNELS, 0, CLOSING);
  let frame = pixels;
  for (let t: u32 = 0; t < frameCount; t++) {
    const gaps = frameGaps(frame, width, height, CHANNELS, t);
    appendSpan(pixels, frame, frame + frameBytes, CHANNELS, far, gaps);
    frame += frameBytes;
  }
  const end = blockEnd();
  store<u32>(end, crc(pixels, frameCount, height, width));
  store<u32>(end, <u32>(HEAD + <usize>frameCount * frameBytes), 4);
  return end + 8 - out;
}

const CLOSING: usize = memory.data(16, 16); // the one gap of the header: its end, see gaps.ts

/** Writes the .npy header to BUFFER. */
function head(frameCount: u32, height: u32, width: u32): void {
  memory.fill(BUFFER, 0x20, HEAD);
  memory.copy(BUFFER, BEFORE, BEFORE_LENGTH);
  let to = decimal(BUFFER + BEFORE_LENGTH, frameCount);
  to = decimal(comma(to), height);
  to = decimal(comma(to), width);
  to = decimal(comma(to), CHANNELS);
  store<u32>(to, 0x7d202c29); // "), }"
  store<u8>(BUFFER, 0x0a, HEAD - 1);
}

function comma(to: usize): usize {
  store<u16>(to, 0x202c);
  return to + 2;
}

function decimal(to: usize, value: u32): usize {
  if (value >= 10) to = decimal(to, value / 10);
  store<u8>(to, 0x30 + (value % 10));
  return to + 1;
}

/** The CRC-32 of BUFFER and all pixels. */
function crc(pixels: usize, frameCount: u32, height: u32, width: u32): u32 {
  let register = crcBytes(~0, BUFFER, BUFFER + HEAD);
  const flat = background(pixels, frameCount, height, width);
  if (flat == 0) return ~crcBytes(register, pixels, pixels + <usize>frameCount * height * width * CHANNELS);
  crcFlatOpen(flat, CHANNELS);
  let waiting: u32 = 0; // background pixels not yet appended
  let frame = pixels;
  for (let t: u32 = 0; t < frameCount; t++) {
    const r = rectangle(t);
    const left = load<u32>(r);
    const top = load<u32>(r, 4);
    const right = load<u32>(r, 8);
    const bottom = load<u32>(r, 12);
    if (left >= right || top >= bottom) {
      waiting += width * height;
    } else {
      crcFlatLength(waiting + top * width + left);
      register = crcFlat(register);
      crcFlatLength(width - (right - left));
      let from = frame + (<usize>top * width + left) * CHANNELS;
      const bytes = <usize>(right - left) * CHANNELS;
      for (let y = top; y < bottom; y++) {
        if (y != top) register = crcFlat(register);
        register = crcBytes(register, from, from + bytes);
        from += <usize>width * CHANNELS;
      }
      waiting = (height - bottom) * width + (width - right);
    }
    frame += <usize>height * width * CHANNELS;
  }
  crcFlatLength(waiting);
  return ~crcFlat(register);
}

/** A background pixel, or 0 if every frame may have been drawn in up to two opposite corners. */
function background(pixels: usize, frameCount: u32, height: u32, width: u32): usize {
  const frameBytes = <usize>height * width * CHANNELS;
  for (let t: u32 = 0; t < frameCount; t++) {
    const r = rectangle(t);
    const frame = pixels + <usize>t * frameBytes;
    if (load<u32>(r) != 0 || load<u32>(r, 4) != 0 || load<u32>(r, 8) == 0 || load<u32>(r, 12) == 0) return frame;
    if (load<u32>(r, 8) != width || load<u32>(r, 12) != height) return frame + frameBytes - CHANNELS;
  }
  return 0;
}
