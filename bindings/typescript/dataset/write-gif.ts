// A moving picture of a world as a file: what `world.draw()` gives, frame after frame.

import type { Picture } from '../engine/draw.js';
import { KinemaError } from '../errors.js';
import { writeWhole } from './files.js';
import { encodeGif } from './gif.js';

/**
 * Writes pictures as an animated GIF that loops for ever: 256 colours, the same bytes everywhere.
 * @param frames of one size, at least one
 * @param fps frames a second, up to 50; GIF counts hundredths of a second, so 50, 33.3, 25 and 20 are exact
 * @throws KinemaError of kind `usage` that names what is wrong, or of kind `system` if the file cannot be written
 *
 * @example
 * const frames = [];
 * for (let i = 0; i < 90; i++) {
 *   world.step(2);
 *   frames.push(world.draw());
 * }
 * writeGif('world.gif', frames, 30);
 */
export function writeGif(path: string, frames: readonly Picture[], fps: number): void {
  const [first] = frames;
  if (!first) throw new KinemaError('usage', 'writeGif: frames is empty; a GIF needs at least one');
  if (!(fps > 0 && fps <= 50)) throw new KinemaError('usage', `writeGif: fps ${fps} is not above 0 and at most 50`);
  const { width, height } = first;
  const opaque = frames.map((frame, i) => {
    if (frame.width === width && frame.height === height) return withoutAlpha(frame.data);
    const sizes = `${frame.width} x ${frame.height} pixels, frame 0 is ${width} x ${height}`;
    throw new KinemaError('usage', `writeGif: frame ${i} is ${sizes}; all must be of one size`);
  });
  writeWhole(path, encodeGif(opaque, width, height, 1 / fps));
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from] as number;
    rgb[to + 1] = rgba[from + 1] as number;
    rgb[to + 2] = rgba[from + 2] as number;
  }
  return rgb;
}
