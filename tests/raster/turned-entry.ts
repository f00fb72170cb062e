// AssemblyScript: the rasteriser by itself, for turned.test.ts.
export { mark, reset } from '../../assembly/memory/arena';
export { openCamera } from '../../assembly/raster/camera';
export { beginFrame, drawBody, endFrame, frames, masks, rasterOpen } from '../../assembly/raster/canvas';
