// Between the world and the pixels, for tools that draw over frames. gl-matrix lives here and never in the deterministic core.

import { mat2d, vec2 } from 'gl-matrix';

/** Output pixel of a world point: column = col[0] x + col[1], row = row[0] y + row[1], row 0 on top; as in a clip's JSON. */
export interface Camera {
  /** Scale and offset of columns. */
  readonly col: readonly [number, number];
  /** Scale and offset of rows. */
  readonly row: readonly [number, number];
}

/**
 * The camera of a picture: of `world.draw({ view, size })`, or of any canvas that shows this part of a world.
 * @param view x0, y0, x1, y1 in m
 * @param size columns and rows
 */
export function viewCamera(view: ArrayLike<number>, size: ArrayLike<number>): Camera {
  const [x0, y0, x1, y1] = Array.from(view) as [number, number, number, number];
  const [width, height] = Array.from(size) as [number, number];
  const across = width / (x1 - x0);
  const down = height / (y1 - y0);
  // Pixel i reaches from i - 0.5 to i + 0.5, as in docs/pixels.md.
  return { col: [across, -x0 * across - 0.5], row: [-down, y1 * down - 0.5] };
}

/** The camera as an affine matrix: world (m) to pixel indices. */
export function cameraMatrix(camera: Camera): mat2d {
  return mat2d.fromValues(camera.col[0], 0, 0, camera.row[0], camera.col[1], camera.row[1]);
}

/** Pixel (column, row) of a world point in m. */
export function toPixel(camera: Camera, point: ArrayLike<number>): vec2 {
  return vec2.transformMat2d(vec2.create(), point as vec2, cameraMatrix(camera));
}

/** World point in m of a pixel (column, row). */
export function toWorld(camera: Camera, pixel: ArrayLike<number>): vec2 {
  const inverse = mat2d.invert(mat2d.create(), cameraMatrix(camera));
  if (!inverse) throw new RangeError('the camera sees nothing: a scale is 0');
  return vec2.transformMat2d(vec2.create(), pixel as vec2, inverse);
}
