// The frames of the clip in hand as an encoder of videos takes them.

import { yuvBytes, yuvFrames } from '../encode/yuv';
import { allocate } from '../memory/arena';
import { Clip, Failure, Stage } from '../memory/layout';
import { fail } from '../memory/status';
import { backgroundRow, frames, touched } from '../raster/canvas';
import { CLIP } from './clip';

let planes: usize = 0;

/** Forgets the buffer: the arena was reset. */
export function closePlanes(): void {
  planes = 0;
}

/** The frames of the last clip as YUV 4:2:0 (encode/yuv.ts): the address of the planes, or 0 with the status set. */
export function convertFrames(): usize {
  const count = load<u32>(CLIP, Clip.frameCount);
  const width = load<u32>(CLIP, Clip.width);
  const height = load<u32>(CLIP, Clip.height);
  if ((load<u32>(CLIP, Clip.stages) & Stage.Frames) == 0 || (width | height) & 1) {
    fail(Failure.Argument, 0, 0, <f64>width, <f64>height);
    return 0;
  }
  if (!planes) planes = allocate(yuvBytes(count, width, height));
  if (planes) yuvFrames(frames(), count, width, height, touched(), backgroundRow(), planes);
  return planes;
}
