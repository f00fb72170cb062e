// What happened to the objects: from one frame to the next something is not as it was, or not where it should be.
//
// Thresholds are what the pixels of a lossy video may do to a body that obeys the law; smaller breaches are for the laws' statistics.

import { colorDistance, spread } from './blobs.js';
import type { Follower } from './follow.js';
import type { Expectation, FoundObject, MeasuredEvent, MeasuredEventKind, MeasuredFrame, Track } from './types.js';

/** Levels by which a colour has changed; noise of the background adds to it. */
const colorStep = 30;
/** Relative change of area and of the moments over area; a pixel of the outline adds to both. */
const areaStep = 0.08;
const spreadStep = 0.08;
/** Frames whose median is what a body looked like at first. */
const referenceFrames = 5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

/** Events of all followers, in order of frames. */
export function eventsOf(
  followers: readonly Follower[],
  tracks: readonly Track[],
  frames: readonly MeasuredFrame[],
  expectation: Expectation,
  size: { width: number; height: number },
): MeasuredEvent[] {
  const events: MeasuredEvent[] = [];
  const add = (kind: MeasuredEventKind, frame: number, track: number, size = 0, other = -1) =>
    events.push({ kind, frame, track, other, size });
  const objectOf = (follower: Follower, frame: number) =>
    frames[frame]?.objects[follower.found[frame] as number] as FoundObject | undefined;

  /** Whether a body at its predicted place would touch the border or be outside. */
  const atBorder = (follower: Follower, frame: number): boolean => {
    const [column, row] = [follower.predicted[frame * 2] as number, follower.predicted[frame * 2 + 1] as number];
    const margin = follower.radius + 1;
    return !(column > margin && row > margin && column < size.width - 1 - margin && row < size.height - 1 - margin);
  };

  /** Whether a body is seen in part only, beside or behind another: its size and shape say nothing then. */
  const coveredIn = (follower: Follower, frame: number): boolean =>
    tracks[followers.indexOf(follower)]?.hidden?.[frame] === 1;

  /** The follower whose object covers the predicted place of another, -1 if there is none. */
  const coveredBy = (follower: Follower, frame: number): number =>
    followers.findIndex((other) => {
      const object = other === follower ? undefined : objectOf(other, frame);
      if (!object) return false;
      const off = Math.hypot(
        object.column - (follower.predicted[frame * 2] as number),
        object.row - (follower.predicted[frame * 2 + 1] as number),
      );
      return off < Math.sqrt(object.area / Math.PI) + follower.radius / 2;
    });

  /** Pixels that a follower moved in a frame, the more of the last two; of one that was not seen so long, its usual step. */
  const stepAt = (follower: Follower, frame: number): number => {
    const [a, b, c] = [frame - 2, frame - 1, frame].map((f) => objectOf(follower, f));
    if (!a || !b || !c) return usualStep(follower, frames);
    return Math.max(Math.hypot(b.column - a.column, b.row - a.row), Math.hypot(c.column - b.column, c.row - b.row));
  };
  /** Pixels by which an impact may turn a body from its way in one frame; 0 where nothing is near that it may meet. */
  const impactReach = (follower: Follower, frame: number): number => {
    const own = objectOf(follower, frame) as FoundObject;
    const step = stepAt(follower, frame);
    let reach = 0;
    followers.forEach((other) => {
      const object = other === follower ? undefined : objectOf(other, frame);
      if (!object) return;
      const speed = step + stepAt(other, frame);
      const gap = Math.hypot(object.column - own.column, object.row - own.row) - own.axes[0] * 2 - object.axes[0] * 2;
      // An elastic impact changes a velocity by twice the relative one at most.
      if (gap < 2 * speed + 2) reach = Math.max(reach, 2 * speed);
    });
    return reach;
  };
  followers.forEach((follower, track) => {
    const scale = Math.abs(expectation.camera.col[0]);
    const whole = Array.from(follower.found, (_, frame) => objectOf(follower, frame)).filter(
      (object): object is FoundObject => object !== undefined && !object.border && !object.split,
    );
    const first = whole.slice(0, referenceFrames);
    const reference = {
      area: median(first.map((object) => object.area)),
      spread: median(first.map(spread)),
      color: [0, 1, 2].map((k) => median(first.map((object) => object.color[k] as number))),
    };
    const pixel = 0.5 / follower.radius;
    const state = { hidden: -1, teleport: -9, recolor: false, resize: false, deform: false };
    let seen = -1;
    for (let frame = 0; frame < frames.length; frame++) {
      const object = objectOf(follower, frame);
      const before = frame ? objectOf(follower, frame - 1) : undefined;
      if (!object) {
        // Not in the first frame of a body that was expected: it has vanished before the clip began, unless there is nothing to read.
        const lost = before !== undefined || (frame === 0 && follower.object >= 0);
        if (!lost) continue;
        const other = before ? coveredBy(follower, frame) : -1;
        if (before && (before.border || atBorder(follower, frame))) add('leave', frame, track);
        else if (other >= 0) add('merge', frame, track, 0, other);
        else add('vanish', frame, track);
        state.hidden = other;
        continue;
      }
      if (!before && (frame > 0 || follower.object < 0)) {
        if (state.hidden >= 0) add('split', frame, track, 0, state.hidden);
        else if (object.border) add('enter', frame, track);
        else if (seen < 0 ? follower.object < 0 || frame > 0 : true) add('appear', frame, track);
        state.hidden = -1;
      }
      // Two whole objects in a row tell the velocity that a place is predicted with.
      const calm = [object, before, frame > 1 ? objectOf(follower, frame - 2) : undefined].every((o) => o && !o.border);
      if (calm) {
        const off = Math.hypot(
          object.column - (follower.predicted[frame * 2] as number),
          object.row - (follower.predicted[frame * 2 + 1] as number),
        );
        // After a jump the velocity is not what it was before.
        if (frame > state.teleport + 1 && off > follower.radius / 4 + 1 + impactReach(follower, frame - 1)) {
          add('teleport', frame, track, off / scale);
          state.teleport = frame;
        }
      }
      if (!object.border && !object.split && !coveredIn(follower, frame)) {
        const tests = [
          ['recolor', colorDistance(object.color, reference.color), colorStep + 3 * (frames[frame]?.noise ?? 0)],
          ['resize', object.area / reference.area - 1, areaStep + pixel],
          ['deform', spread(object) / reference.spread - 1, spreadStep + pixel],
        ] as const;
        for (const [kind, change, most] of tests) {
          const is = Math.abs(change) > most;
          if (is && !state[kind]) add(kind, frame, track, change);
          state[kind] = is;
        }
      }
      seen = frame;
    }
  });
  return events.sort((a, b) => a.frame - b.frame || a.track - b.track);
}

/** Median of a follower's steps from frame to frame, pixels. */
function usualStep(follower: Follower, frames: readonly MeasuredFrame[]): number {
  const steps: number[] = [];
  for (let frame = 1; frame < frames.length; frame++) {
    const [a, b] = [frame - 1, frame].map((f) => frames[f]?.objects[follower.found[f] as number]);
    if (a && b) steps.push(Math.hypot(b.column - a.column, b.row - a.row));
  }
  return steps.length ? median(steps) : 0;
}
