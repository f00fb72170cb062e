// A clip's own states as a measurement without error: what the same laws, fitted in the same way, must give.

import type { Clip } from '../engine/clip.js';
import type { Expectation, Measurement } from './types.js';

/**
 * The true states of a clip as tracks: whole where the module says that all of a body is in the view. There are no frames and no events.
 * @param clip with states; frames are not needed
 */
export function measurementOfStates(clip: Clip, expectation: Expectation): Measurement {
  const { states, frameCount, bodyCount } = clip;
  const tracks = expectation.objects.map(({ name, area }, body) => {
    const column = (field: number) =>
      Float64Array.from({ length: frameCount }, (_, frame) => states[(frame * bodyCount + body) * 6 + field] as number);
    const visible = Array.from({ length: frameCount }, (_, frame) => clip.visible(frame, body));
    return {
      object: body,
      name,
      found: Int32Array.from(visible, (seen) => (seen === 'none' ? -1 : body)),
      x: column(0),
      y: column(1),
      angle: unwrapped(column(2)),
      area: Float64Array.from(visible, (seen) => (seen === 'full' ? area : NaN)),
      whole: Uint8Array.from(visible, (seen) => Number(seen === 'full')),
    };
  });
  return { size: { width: clip.width, height: clip.height, frames: frameCount }, frames: [], tracks, events: [] };
}

/** Angles without the jumps of a whole turn. */
function unwrapped(angles: Float64Array): Float64Array {
  for (let i = 1; i < angles.length; i++) {
    const [before, angle] = [angles[i - 1] as number, angles[i] as number];
    angles[i] = angle + 2 * Math.PI * Math.round((before - angle) / (2 * Math.PI));
  }
  return angles;
}
