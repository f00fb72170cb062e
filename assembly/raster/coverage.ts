// Opacity as the share of a pixel's area that a shape covers: no ramp to choose, and nothing flickers as a body moves.

import { Shape } from '../memory/layout';
import { coverDisc } from './coverage-disc';
import { coverSquare } from './coverage-square';
import { bodyDone } from './surface';

/** Draws the body that was located. */
export function drawCovered(shape: u32, angle: f32, radius: f32): void {
  if (shape == Shape.Square) coverSquare(angle);
  else coverDisc(radius, shape == Shape.Ring);
  bodyDone();
}
