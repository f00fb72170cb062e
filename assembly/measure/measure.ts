// From the pixels of frames to the objects in them: background, cores, blobs, moments, frame by frame.
//
// All in f64 and whole numbers from bytes, so both builds give the same bits; SIMD only skips what is plain background.

import { allocate } from '../memory/arena';
import { Blob, Failure, MeasureDef, Seen } from '../memory/layout';
import { fail } from '../memory/status';
import { findBackground } from './background';
import { MOST_BLOBS, findBlobs } from './blobs';
import { findCores } from './cores';
import { SHARE, weighBlobs } from './moments';

// @ts-ignore: decorator
@inline const MOST_COLORS: u32 = 8;
// @ts-ignore: decorator
@inline const MOST_SIDE: u32 = 16384;

const DEF: usize = memory.data(40, 8);

let rows: usize = 0;
let blobs: usize = 0;

/** Address of the MeasureDef block; u32[8] colours follow the struct. */
export function measureDefBlock(): usize {
  return DEF;
}

/** Address of the Seen records of the last measure(), one a frame. */
export function measureSeen(): usize {
  return rows;
}

/** Address of the Blob records of the last measure(), frame after frame. */
export function measureBlobs(): usize {
  return blobs;
}

/** Whether frames of this size can be measured; 0 or a Failure. */
export function checkMeasure(width: u32, height: u32, frames: u32): i32 {
  if (width == 0 || width > MOST_SIDE) return fail(Failure.Argument, 0, 0, <f64>width, <f64>MOST_SIDE);
  if (height == 0 || height > MOST_SIDE) return fail(Failure.Argument, 1, 0, <f64>height, <f64>MOST_SIDE);
  if (frames == 0 || <u64>width * height * frames > 0x50000000) return fail(Failure.Argument, 2, 0, <f64>frames);
  const colors = load<u32>(DEF, MeasureDef.colorCount);
  return colors > MOST_COLORS ? fail(Failure.Argument, 3, 0, <f64>colors, <f64>MOST_COLORS) : 0;
}

/** Measures u8[frames][height][width][3]. 0 or a Failure. */
export function measureFrames(pointer: usize, width: u32, height: u32, frames: u32): i32 {
  const pixels = <usize>width * height;
  const pitch = <usize>width + 2;
  const padded = pitch * (height + 2);
  rows = allocate(<usize>frames * Seen.SIZE);
  const kinds = allocate(padded);
  const room = allocate(padded + pitch * 2);
  const owners = room + pitch;
  const list = allocate(pixels << 2);
  const shares = allocate(pixels * 2 * SHARE);
  if (!rows || !kinds || !room || !list || !shares) return Failure.OutOfMemory;
  blobs = allocate(<usize>frames * MOST_BLOBS * Blob.SIZE);
  if (!blobs) return Failure.OutOfMemory;
  const background = load<u32>(DEF, MeasureDef.background);
  let first: u32 = 0;
  for (let i: u32 = 0; i < frames; i++) {
    const frame = pointer + pixels * 3 * i;
    const seen = rows + <usize>i * Seen.SIZE;
    store<f64>(seen, <f64>(background >> 16 & 255), Seen.red);
    store<f64>(seen, <f64>(background >> 8 & 255), Seen.green);
    store<f64>(seen, <f64>(background & 255), Seen.blue);
    store<u32>(seen, first, Seen.first);
    store<u32>(seen, 0, Seen.count);
    store<u32>(seen, 0, Seen.reserved);
    findBackground(frame, width, height, seen);
    if (!load<u32>(seen, Seen.readable)) continue;
    findCores(frame, width, height, seen, DEF + MeasureDef.SIZE, load<u32>(DEF, MeasureDef.colorCount), kinds);
    const count = findBlobs(kinds, owners, width + 2, height + 2, list);
    if (count > MOST_BLOBS) {
      store<u32>(seen, 0, Seen.readable);
      continue;
    }
    weighBlobs(frame, width, height, seen, kinds, owners, list, shares, count, blobs + <usize>first * Blob.SIZE);
    store<u32>(seen, count, Seen.count);
    first += count;
  }
  return 0;
}
