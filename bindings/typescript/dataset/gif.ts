// Animated GIFs, for people: 256 colours, the same bytes everywhere. Wraps gifenc, the only place that knows it.

import gifenc from 'gifenc';

/** Frames whose colours make the palette. */
const paletteFrames = 8;

/**
 * Encodes frames as a GIF that loops for ever.
 * @param frames u8 (height, width, 3) each
 * @param interval s a frame; GIF counts hundredths of a second, and players refuse less than two
 */
export function encodeGif(frames: readonly Uint8Array[], width: number, height: number, interval: number): Uint8Array {
  const pixels = width * height;
  const chosen = evenly(frames.length, paletteFrames);
  const sample = new Uint8Array(chosen.length * pixels * 4);
  for (const [i, frame] of chosen.entries())
    rgba(frames[frame] as Uint8Array, sample.subarray(i * pixels * 4, (i + 1) * pixels * 4));
  const palette = gifenc.quantize(sample, 256);
  const encoder = gifenc.GIFEncoder({ initialCapacity: pixels });
  const buffer = new Uint8Array(pixels * 4);
  const delay = Math.min(655350, Math.max(20, interval * 1000));
  frames.forEach((frame, i) => {
    rgba(frame, buffer);
    const index = gifenc.applyPalette(buffer, palette);
    encoder.writeFrame(index, width, height, i === 0 ? { palette, delay, repeat: 0 } : { delay });
  });
  encoder.finish();
  return encoder.bytes();
}

/** Up to `most` of `count` positions, evenly spaced, the first and the last among them. */
export function evenly(count: number, most: number): number[] {
  const n = Math.min(count, most);
  return Array.from({ length: n }, (_, i) => (n === 1 ? 0 : Math.round((i * (count - 1)) / (n - 1))));
}

function rgba(rgb: Uint8Array, out: Uint8Array): void {
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    out[to] = rgb[from] as number;
    out[to + 1] = rgb[from + 1] as number;
    out[to + 2] = rgb[from + 2] as number;
    out[to + 3] = 255;
  }
}
