// Followed objects as tracks in the world: metres and radians.

import type { Follower } from './follow.js';
import type { Expectation, FoundObject, MeasuredFrame, Track } from './types.js';
import { toWorldPoint } from './world.js';

/** After which turn a shape looks the same; 0 of those that show no angle. */
export function symmetryOf(shape: string | undefined): number {
  if (shape === 'square') return Math.PI / 2;
  return shape === 'polygons' ? Math.PI : 0;
}

/** One follower's track. */
export function trackOf(follower: Follower, frames: readonly MeasuredFrame[], expectation: Expectation): Track {
  const length = frames.length;
  const column = () => new Float64Array(length).fill(NaN);
  const track = { x: column(), y: column(), angle: column(), area: column(), whole: new Uint8Array(length) };
  const period = symmetryOf(expectation.objects[follower.object]?.shape);
  let turned = NaN;
  follower.found.forEach((number, frame) => {
    const object = frames[frame]?.objects[number] as FoundObject | undefined;
    if (!object) return;
    const [x, y] = toWorldPoint(expectation.camera, object.column, object.row);
    track.x[frame] = x;
    track.y[frame] = y;
    track.area[frame] = object.area;
    track.whole[frame] = object.border ? 0 : 1;
    if (!period || object.border) return;
    turned = Number.isNaN(turned) ? object.angle : object.angle + period * Math.round((turned - object.angle) / period);
    track.angle[frame] = turned;
  });
  return { object: follower.object, name: follower.name, found: follower.found, ...track };
}
