// AssemblyScript: hulls by themselves, for hull.test.ts.
import { allocate } from '../../assembly/memory/arena';
import { setColor } from '../../assembly/raster/paint';
import { openPicture, pictureBytes } from '../../assembly/raster/picture';

export { mark, reset } from '../../assembly/memory/arena';
export { fillHull, strokeHull } from '../../assembly/raster/draw-hull';
export { finishPicture } from '../../assembly/raster/picture';
export { setColor };

/** Opens a picture in the arena. */
export function open(width: u32, height: u32, n: u32, x0: f64, y0: f64, x1: f64, y1: f64, background: u32): void {
  openPicture(allocate(<usize>pictureBytes(width, height, n)), width, height, n, x0, y0, x1, y1, background);
}

/** Room for f32[8][2]. */
export const points: usize = memory.data(64, 8);
