// Between the world and the pixels, for tools that draw over frames. gl-matrix lives here and never in the deterministic core.

import { mat2d, vec2 } from 'gl-matrix';

/** Output pixel of a world point: column = col[0] x + col[1], row = row[0] y + row[1], row 0 on top; as in a clip's JSON. */
export interface Camera {
  /** Scale and offset of columns. */
  readonly col: readonly [number, number];
  /** Scale and offset of rows. */
  readonly row: readonly [number, number];
}

/** The camera as an affine matrix: world (m) to pixel indices. */
export function cameraMatrix(camera: Camera): mat2d {
  return mat2d.fromValues(camera.col[0], 0, 0, camera.row[0], camera.col[1], camera.row[1]);
}

/** Pixel (column, row) of a world point in m. */
export function toPixel(camera: Camera, point: readonly [number, number]): vec2 {
  return vec2.transformMat2d(vec2.create(), point as vec2, cameraMatrix(camera));
}

/** World point in m of a pixel (column, row). */
export function toWorld(camera: Camera, pixel: readonly [number, number]): vec2 {
  const inverse = mat2d.invert(mat2d.create(), cameraMatrix(camera));
  if (!inverse) throw new RangeError('the camera sees nothing: a scale is 0');
  return vec2.transformMat2d(vec2.create(), pixel as vec2, inverse);
}
