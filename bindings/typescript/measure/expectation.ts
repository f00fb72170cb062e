// What the frames of a clip should show: made from the clip itself, or written by hand.

import type { Camera } from '../engine/camera.js';
import type { Clip, ClipBody, ClipPart } from '../engine/clip.js';
import { colorText } from '../engine/clip.js';
import type { ClipSource } from '../engine/source.js';
import type { Expectation } from './types.js';

/** Inner over outer radius of a ring (docs/pixels.md). */
const ringHole = 0.6;

/** Lines of a pixel that edges of coverage are counted on (docs/pixels.md). */
const coverageLines = 8;

/** m^2 of a convex outline of points grown by a radius: its own area, a band along its edges, and a disc in all at its corners. */
function partArea({ points, radius }: ClipPart): number {
  let [twice, around] = [0, 0];
  points.forEach(([x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] as readonly [number, number];
    twice += x * nextY - nextX * y;
    around += Math.hypot(nextX - x, nextY - y);
  });
  return Math.abs(twice) / 2 + around * radius + Math.PI * radius * radius;
}

/**
 * m^2 that a body shows: the sum of its opacity. A study edge ramps from the outline inwards over a share `softness` of the squared radius,
 * and the mean of the ramp is a half. Parts of polygons are added up as if they did not overlap.
 */
export function shownArea(body: Pick<ClipBody, 'shape' | 'radius' | 'parts'>, softness: number): number {
  const square = body.radius * body.radius;
  if (body.shape === 'square') return 4 * square;
  if (body.shape === 'polygons') return body.parts.reduce((sum, part) => sum + partArea(part), 0);
  return Math.PI * square * (body.shape === 'disc' ? 1 - softness / 2 : 1 - ringHole * ringHole - softness);
}

/**
 * What the frames of a clip should show.
 * @param options.camera of the frames that are measured, where they are not those of the recipe: resized, or drawn anew
 */
export function expectationOf(source: ClipSource, clip: Clip, options: { camera?: Camera } = {}): Expectation {
  const { look, timing, physics, image } = source.plan;
  const camera = options.camera ?? source.camera;
  const pixels = Math.abs(camera.col[0] * camera.row[0]);
  return {
    background: colorText(look.background),
    objects: clip.bodies.map((body) => ({
      name: body.name,
      shape: body.shape,
      color: body.color,
      radius: body.radius,
      mass: body.dynamic ? body.mass : 0,
      area: shownArea(body, look.edge === 'study' ? look.softness : 0) * pixels,
    })),
    camera,
    // An average of pixels has their samples; opacity in eighths of a pixel is as good as eight.
    samples:
      Math.max(1, source.camera.col[0] / camera.col[0]) *
      image.supersample *
      (look.edge === 'coverage' ? coverageLines : 1),
    firstTime: timing.firstFrameStep * physics.step,
    frameInterval: timing.stepsPerFrame * physics.step,
    gravity: [physics.gravity[0] as number, physics.gravity[1] as number],
  };
}
