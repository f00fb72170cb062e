// Frames into the module, and its records of what it found out of it.

import { KinemaError } from '../errors.js';
import type { Exports } from './exports.js';
import { Blob, MeasureDef, Seen } from './layout.js';
import { check, type Fields, type Views } from './views.js';

/** A connected object of a frame, as the module records it (docs/abi-tables.md). */
export type MeasuredBlob = Fields<typeof Blob>;

/** A frame, as the module records it. */
export type SeenFrame = Fields<typeof Seen>;

/** Most colours that are told apart. */
export const mostMeasuredColors = 8;

/** Finds the objects of frames u8 (T, H, W, 3) by their colours, 0xRRGGBB. */
export function findBlobs(
  exports: Exports,
  views: Views,
  frames: Uint8Array,
  size: { width: number; height: number; frames: number },
  background: number,
  colors: readonly number[],
): { frame: SeenFrame; blobs: MeasuredBlob[] }[] {
  for (const [name, value] of Object.entries(size))
    if (!Number.isInteger(value) || value < 1)
      throw new KinemaError('usage', `${name}: ${value} must be a whole number of 1 or more`);
  const bytes = size.width * size.height * size.frames * 3;
  if (frames.length !== bytes)
    throw new KinemaError(
      'usage',
      `frames: ${frames.length} bytes, ${size.frames} frames of ${size.width} x ${size.height} x 3 need ${bytes}`,
    );
  if (colors.length > mostMeasuredColors)
    throw new KinemaError('usage', `colors: ${colors.length} colours; at most ${mostMeasuredColors} are told apart`);
  const block = exports.measureDefBlock();
  views.write(MeasureDef, block, { background, colorCount: colors.length });
  views.writeWords(block + MeasureDef.size, colors);
  const pointer = exports.reserve(frames.length);
  if (pointer === 0) throw new KinemaError('system', `no memory for ${frames.length} bytes`);
  views.bytes(pointer, frames.length).set(frames);
  check(exports, views, exports.measure(pointer, size.width, size.height, size.frames));
  const [seen, blobs] = [exports.measureSeen(), exports.measureBlobs()];
  return Array.from({ length: size.frames }, (_, i) => {
    const frame = views.read(Seen, seen + i * Seen.size);
    return {
      frame,
      blobs: Array.from({ length: frame.count }, (_, k) => views.read(Blob, blobs + (frame.first + k) * Blob.size)),
    };
  });
}
