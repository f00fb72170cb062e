// The background of a frame: its mean colour and its noise, from a sparse grid of pixels.
//
// Twice the mean and the deviation of the pixels near a guess: first near what the recipe says, so that what is drawn on it does not
// count, then near what was found, so that a recoloured or noisy background is met and the soft edges of bodies do not count.

import { Seen } from '../memory/layout';

// @ts-ignore: decorator
@inline const NEAR: f64 = 64.0;
/** Below this share of pixels near the background, or above this noise (levels), nothing is background. */
// @ts-ignore: decorator
@inline const LEAST_SHARE: f64 = 0.25;
// @ts-ignore: decorator
@inline const MOST_NOISE: f64 = 40.0;

/** Fills red, green, blue, noise and readable of a Seen record, whose colour is that of the recipe before. */
export function findBackground(frame: usize, width: u32, height: u32, seen: usize): void {
  const stride = max<u32>(1, min(width, height) >> 5);
  store<f64>(seen, 0.0, Seen.noise);
  let share = lookNear(frame, width, height, stride, NEAR, seen);
  if (share >= LEAST_SHARE) share = lookNear(frame, width, height, stride, max(4.0, load<f64>(seen, Seen.noise) * 3.0), seen);
  store<u32>(seen, u32(share >= LEAST_SHARE && load<f64>(seen, Seen.noise) <= MOST_NOISE), Seen.readable);
}

/** Mean and deviation of the pixels whose channels all are within `most` of the colour in `seen`. Their share. */
function lookNear(frame: usize, width: u32, height: u32, stride: u32, most: f64, seen: usize): f64 {
  const red = load<f64>(seen, Seen.red), green = load<f64>(seen, Seen.green), blue = load<f64>(seen, Seen.blue);
  let count: f64 = 0.0, all: f64 = 0.0, r1: f64 = 0.0, g1: f64 = 0.0, b1: f64 = 0.0, squares: f64 = 0.0;
  for (let row: u32 = stride >> 1; row < height; row += stride) {
    for (let column: u32 = stride >> 1; column < width; column += stride) {
      const at = frame + (<usize>row * width + column) * 3;
      const r = <f64>load<u8>(at) - red, g = <f64>load<u8>(at, 1) - green, b = <f64>load<u8>(at, 2) - blue;
      all += 1.0;
      if (max(max(abs(r), abs(g)), abs(b)) > most) continue;
      count += 1.0;
      r1 += r;
      g1 += g;
      b1 += b;
      squares += r * r + g * g + b * b;
    }
  }
  if (count == 0.0) return 0.0;
  r1 /= count;
  g1 /= count;
  b1 /= count;
  store<f64>(seen, red + r1, Seen.red);
  store<f64>(seen, green + g1, Seen.green);
  store<f64>(seen, blue + b1, Seen.blue);
  store<f64>(seen, sqrt(max(squares / count - (r1 * r1 + g1 * g1 + b1 * b1), 0.0) / 3.0), Seen.noise);
  return count / all;
}
