// What readers can open: a PNG strip that they refuse is not written.

import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';

/** libpng refuses wider images unless told otherwise. */
const mostColumns = 1_000_000;
/** Pillow warns of a decompression bomb from 89,478,485 pixels on. */
const mostPixels = 89_000_000;

/** Refuses frames side by side that common readers would not open. */
export function checkStrip(source: ClipSource): void {
  const [width, height] = source.plan.image.size;
  const { frames } = source.plan.timing;
  const columns = width * frames;
  const over =
    columns > mostColumns
      ? `${columns} columns (at most ${mostColumns})`
      : columns * height > mostPixels
        ? `${columns * height} pixels (at most ${mostPixels})`
        : undefined;
  if (over)
    throw new KinemaError(
      'usage',
      `frames: ${frames} frames of ${width}x${height} side by side are a PNG of ${over}, which readers refuse; use npy instead of png`,
      {
        field: 'frames',
      },
    );
}
