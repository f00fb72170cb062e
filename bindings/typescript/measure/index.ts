// From pixels to objects to laws: `measure` finds and follows the objects of a clip's frames, `fitLaws` says what motion they show.

import type { Kinema } from '../engine/kinema.js';
import { frameOf } from './blobs.js';
import { eventsOf } from './events.js';
import { follow } from './follow.js';
import { trackOf } from './tracks.js';
import type { Expectation, FrameSize, Measurement } from './types.js';

export { expectationOf, shownArea } from './expectation.js';
export { fitLaws, type LawOptions } from './laws/index.js';
export { measurementOfStates } from './states.js';
export type * from './types.js';

/**
 * Finds the objects in a clip's frames and follows them.
 * @param frames u8 (T, H, W, 3), row 0 on top
 * @param expectation what the frames should show: {@link expectationOf} of the clip that they predict
 * @throws KinemaError if sizes do not fit, or more than 8 colours are expected
 *
 * @example
 * const clip = source.clip(0);
 * const expectation = expectationOf(source, clip);
 * const seen = measure(kinema, clip.frames, { width: 128, height: 128, frames: 32 }, expectation);
 * console.log(seen.tracks[0].x, fitLaws(seen, expectation).tracks[0].segments[0].vx);
 */
export function measure(kinema: Kinema, frames: Uint8Array, size: FrameSize, expectation: Expectation): Measurement {
  const colors = [...new Set(expectation.objects.map(({ color }) => color))];
  const number = (color: string) => Number.parseInt(color.slice(1), 16);
  const seen = kinema
    .findBlobs(frames, size, number(expectation.background), colors.map(number))
    .map(({ frame, blobs }) => frameOf(frame, blobs, expectation.objects, colors));
  const followers = follow(seen, expectation);
  const tracks = followers.map((follower) => trackOf(follower, seen, expectation));
  return {
    size: { width: size.width, height: size.height, frames: size.frames },
    frames: seen,
    tracks,
    events: eventsOf(followers, tracks, seen, expectation, size),
  };
}
