// What the encoders need before the first clip: room in the arena, tables, and how large a file may become.

import { Failure } from '../memory/layout';
import { blockOpen } from './block';
import { crcOpen } from './crc32';
import { gapsOpen } from './gaps';
import { pngOpen } from './png';

/**
 * Allocates buffers and makes tables for pictures of up to this many frames, columns, rows and channels (RGB is
 * enough for grey). Called again after the arena was reset. Returns 0, or OutOfMemory with the status set.
 */
export function encodeOpen(frameCount: u32, width: u32, height: u32, channels: u32): i32 {
  const rowBytes = <usize>frameCount * width * channels;
  crcOpen();
  const ready = blockOpen() && gapsOpen(max(frameCount, height)) && pngOpen(rowBytes);
  return ready ? 0 : Failure.OutOfMemory;
}

/**
 * The capacity in bytes that pngStrip() and gzipNpy() never exceed, whatever the pixels, or 0 if it is over 2 GiB
 * (or frameCount * width over 2^31 - 1, which PNG cannot say).
 *
 * A raw byte costs 9 bits at most (block.ts); PNG adds a filter byte a row, .npy 128 bytes. Every block but the last
 * holds at least 65,536 raw bytes and costs at most 10 bits itself, every IDAT chunk of 4 MiB costs 12 bytes.
 */
export function encodeBound(frameCount: u32, width: u32, height: u32, channels: u32): usize {
  const columns = <u64>frameCount * width;
  if (columns > 0x7fffffff) return 0;
  const pixels = columns * height;
  if (pixels > 0x7fffffff) return 0;
  const raw = pixels * channels + height + 128;
  const bound = raw + (raw >> 3) + (raw >> 15) + 256;
  return bound > 0x80000000 ? 0 : <usize>bound;
}
