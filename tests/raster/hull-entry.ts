// AssemblyScript: hulls by themselves, for hull.test.ts.
export { openCamera } from '../../assembly/raster/camera';
export { beginFrame, endFrame, frames, rasterOpen } from '../../assembly/raster/canvas';
export { fillHull, strokeHull } from '../../assembly/raster/draw-hull';
export { setColor } from '../../assembly/raster/paint';
export { finishPicture, openPicture } from '../../assembly/raster/picture';

/** Room for f32[8][2]. */
export const points: usize = memory.data(64, 8);
