// Followed objects as tracks in the world: metres and radians.

import type { Follower } from './follow.js';
import type { Expectation, FoundObject, MeasuredFrame, Track } from './types.js';
import { toWorldPoint } from './world.js';

/** After which turn a shape looks the same; 0 of those that show no angle. */
export function symmetryOf(shape: string | undefined): number {
  if (shape === 'square') return Math.PI / 2;
  return shape === 'polygons' ? Math.PI : 0;
}

/** A body that lacks this share of its usual area beside another object is partly hidden by it. */
const hiddenShare = 0.04;

/** Whether another object of the frame lies so near that it may hide a part of this one. */
function besideAnother(object: FoundObject, { objects }: MeasuredFrame): boolean {
  const reach = ({ area }: FoundObject) => Math.sqrt(area / Math.PI);
  return objects.some(
    (other) =>
      other !== object &&
      Math.hypot(other.column - object.column, other.row - object.row) < reach(other) + reach(object) + 1,
  );
}

/** One follower's track. */
export function trackOf(follower: Follower, frames: readonly MeasuredFrame[], expectation: Expectation): Track {
  const length = frames.length;
  const column = () => new Float64Array(length).fill(NaN);
  const track = {
    x: column(),
    y: column(),
    angle: column(),
    area: column(),
    whole: new Uint8Array(length),
    hidden: new Uint8Array(length),
  };
  const period = symmetryOf(expectation.objects[follower.object]?.shape);
  const areas = Array.from(follower.found, (number, frame) => frames[frame]?.objects[number])
    .flatMap((object) => (object && !object.border ? [object.area] : []))
    .sort((a, b) => a - b);
  const usual = areas[areas.length >> 1] ?? 0;
  let turned = NaN;
  follower.found.forEach((number, frame) => {
    const object = frames[frame]?.objects[number] as FoundObject | undefined;
    if (!object) return;
    const [x, y] = toWorldPoint(expectation.camera, object.column, object.row);
    track.x[frame] = x;
    track.y[frame] = y;
    track.area[frame] = object.area;
    const lacks = object.area < (1 - hiddenShare) * usual && !object.split;
    const hidden = follower.shared[frame] === 1 || (lacks && besideAnother(object, frames[frame] as MeasuredFrame));
    track.hidden[frame] = hidden ? 1 : 0;
    track.whole[frame] = object.border || hidden ? 0 : 1;
    if (!period || !track.whole[frame]) return;
    turned = Number.isNaN(turned) ? object.angle : object.angle + period * Math.round((turned - object.angle) / period);
    track.angle[frame] = turned;
  });
  return { object: follower.object, name: follower.name, found: follower.found, ...track };
}
