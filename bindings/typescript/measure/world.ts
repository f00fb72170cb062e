// From pixels to metres, one point at a time and without a matrix: a camera scales and shifts, and no more.

import type { Camera } from '../engine/camera.js';

/** World point (m) of a pixel. */
export function toWorldPoint(camera: Camera, column: number, row: number): [number, number] {
  return [(column - camera.col[1]) / camera.col[0], (row - camera.row[1]) / camera.row[0]];
}

/** s, time of a frame. */
export function timeOf(
  { firstTime, frameInterval }: { firstTime: number; frameInterval: number },
  frame: number,
): number {
  return firstTime + frame * frameInterval;
}
