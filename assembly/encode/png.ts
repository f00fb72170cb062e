// A clip as one PNG file: its frames side by side (PNG specification, third edition; zlib format RFC 1950).
//
// Rows are not filtered. On clips of moving discs the filters Sub and Up cost 8-35 % more bytes after deflate
// than none does: edges are short, and a filter spoils both the run of a body's colour and the repeated bytes
// at its rim. Each row is put together in a buffer, where the frames' rows lie side by side; of frames that are
// background at this row nothing is copied, because the buffer holds background there already.

import { adlerBegin, adlerByte, adlerBytes, adlerEnd, adlerFlat } from './adler32';
import { allocate } from '../memory/arena';
import { blockBegin, blockEnd } from './block';
import { crcBytes } from './crc32';
import { anyDrawn, gapsBegin, rectangle, rowDrawn, stripGaps } from './gaps';
import { appendSpan } from './matches';

// libpng takes chunks of 8,000,000 bytes at least, however small the picture; long streams are cut.
// @ts-ignore: decorator
@inline const DATA_MOST: usize = 4194304;

// @ts-ignore: decorator
@inline const IHDR: u32 = 0x52444849;
// @ts-ignore: decorator
@inline const IDAT: u32 = 0x54414449;
// @ts-ignore: decorator
@inline const IEND: u32 = 0x444e4549;

// The filter byte stands at ROW + 15, the pixels from ROW + 16 on.
let row: usize = 0;

/** Makes room for rows of up to `rowBytes` bytes. */
export function pngOpen(rowBytes: usize): bool {
  row = allocate(rowBytes + 16);
  return row != 0;
}

/** Closes the chunk that began at `chunk` with its data ending at `end`; returns where the next one begins. */
function chunkEnd(chunk: usize, type: u32, end: usize): usize {
  store<u32>(chunk, bswap<u32>(<u32>(end - chunk - 8)));
  store<u32>(chunk, type, 4);
  store<u32>(end, bswap<u32>(~crcBytes(~0, chunk + 4, end)));
  return end + 4;
}

/**
 * Writes a PNG file of `frameCount` frames side by side: 8 bit, RGB (channels 3) or grey (1), no ancillary chunks.
 *
 * pixels: u8[frameCount][height][width][channels]; touched: as in gaps.ts, or 0; out: encodeBound() bytes.
 * Returns the number of bytes written. Needs encodeOpen() for at least this size.
 */
export function pngStrip(
  pixels: usize,
  frameCount: u32,
  width: u32,
  height: u32,
  channels: u32,
  touched: usize,
  out: usize,
): usize {
  store<u64>(out, 0x0a1a0a0d474e5089);
  const header = out + 8;
  store<u32>(header, bswap<u32>(frameCount * width), 8);
  store<u32>(header, bswap<u32>(height), 12);
  store<u8>(header, 8, 16);
  store<u8>(header, channels == 3 ? 2 : 0, 17);
  store<u16>(header, 0, 18);
  store<u8>(header, 0, 20);
  const data = chunkEnd(header, IHDR, header + 21);
  store<u16>(data, 0x0178, 8);
  const end = strip(pixels, frameCount, width, height, channels, touched, data + 10);
  store<u32>(end, bswap<u32>(adlerEnd()));
  const next = cut(data, end + 4);
  return chunkEnd(next, IEND, next + 8) - out;
}

/** Closes the IDAT chunk, or cuts its data into several. */
function cut(chunk: usize, end: usize): usize {
  const from = chunk + 8;
  const more = (end - from - 1) / DATA_MOST;
  // Every piece after the first makes way for a checksum and a head before it; the last one first.
  for (let i = more; i > 0; i--) {
    const piece = from + i * DATA_MOST;
    memory.copy(piece + 12 * i, piece, min(DATA_MOST, end - piece));
  }
  for (let i: usize = 0; i < more; i++) chunk = chunkEnd(chunk, IDAT, chunk + 8 + DATA_MOST);
  return chunkEnd(chunk, IDAT, end + 12 * more);
}

/** Writes the deflate stream of all rows; returns its end. */
function strip(
  pixels: usize,
  frameCount: u32,
  width: u32,
  height: u32,
  channels: u32,
  touched: usize,
  out: usize,
): usize {
  const frameRow = <usize>width * channels;
  const span = row + 16;
  const end = span + <usize>frameCount * frameRow;
  const far = frameCount > 1 && frameRow <= 32768 && frameRow > channels ? frameRow : 0;
  gapsBegin(touched, frameCount, width, height);
  blockBegin(out, channels, <u32>far);
  adlerBegin();
  store<u8>(row, 0, 15);
  for (let y: u32 = 0; y < height; y++) {
    gather(pixels + <usize>y * frameRow, frameCount, <usize>height * frameRow, channels, frameRow, y);
    const gaps = stripGaps(span, frameCount, width, channels, y);
    appendSpan(row + 15, row + 15, end, channels, far, gaps);
    addRow(gaps, end, channels);
  }
  return blockEnd();
}

/** memory.copy for short stretches that do not overlap: engines make a call of about 25 ns of that. */
function copy(to: usize, from: usize, bytes: usize): void {
  if (bytes > 512) {
    memory.copy(to, from, bytes);
    return;
  }
  const end = from + bytes;
  if (ASC_FEATURE_SIMD) {
    while (from + 16 <= end) {
      v128.store(to, v128.load(from));
      from += 16;
      to += 16;
    }
  }
  while (from + 8 <= end) {
    store<u64>(to, load<u64>(from));
    from += 8;
    to += 8;
  }
  while (from < end) store<u8>(to++, load<u8>(from++));
}

/**
 * Copies row y of the frames into the row buffer. After row 0 only what lies in the rectangles is copied, and once
 * more from the row below a rectangle, which brings the background back.
 */
function gather(from: usize, frameCount: u32, frameBytes: usize, channels: u32, frameRow: usize, y: u32): void {
  if (y != 0 && !anyDrawn(y) && !anyDrawn(y - 1)) return;
  let to = row + 16;
  for (let t: u32 = 0; t < frameCount; t++) {
    const r = rectangle(t);
    if (y == 0) {
      copy(to, from, frameRow);
    } else if (rowDrawn(r, y) || rowDrawn(r, y - 1)) {
      const left = <usize>load<u32>(r) * channels;
      copy(to + left, from + left, <usize>load<u32>(r, 8) * channels - left);
    }
    to += frameRow;
    from += frameBytes;
  }
}

/** Adds the row buffer to the Adler-32, the gaps by formula. */
function addRow(gaps: usize, end: usize, channels: u32): void {
  adlerByte(0);
  let p = row + 16;
  while (p < end) {
    const gap = max(load<usize>(gaps), p);
    adlerBytes(p, gap);
    p = load<usize>(gaps, sizeof<usize>());
    adlerFlat(gap, <u32>(p - gap) / channels, channels);
    gaps += 2 * sizeof<usize>();
  }
}
