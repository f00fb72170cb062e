// How far tracks are from the truth, and whether they are nearer to a training clip than to it.

import type { MetricInfo, Tracks, Truth } from './types.js';

export const trackMetrics: MetricInfo[] = [
  { name: 'ade', label: 'mean distance from the true place (ADE)', unit: 'm', better: 'lower' },
  { name: 'fde', label: 'distance in the last frame in view (FDE)', unit: 'm', better: 'lower' },
  { name: 'divergence_time', label: 'time until half a radius off', unit: 's', better: 'higher' },
  { name: 'case_index', label: 'case-based index (0.5: as near to the training case)', unit: '', better: 'lower' },
];

/** A body has left its true place when it is this share of its radius off it. */
const divergedAt = 0.5;

/** The distance of a body from its true place; NaN where it was not found or the truth is not wholly in view. */
function distance(tracks: Tracks, truth: Truth, frame: number, body: number): number {
  const bodies = truth.bodies.length;
  if (truth.inView[frame * bodies + body] !== 1) return Number.NaN;
  const at = ((frame - tracks.first) * bodies + body) * 2;
  const state = (frame * bodies + body) * 6;
  const [x, y] = [tracks.places[at] as number, tracks.places[at + 1] as number];
  return Math.hypot(x - (truth.states[state] as number), y - (truth.states[state + 1] as number));
}

/** By frame of the recipe: mean distance of the bodies that move; NaN where nothing is known. */
export function errorByFrame(tracks: Tracks, truth: Truth, firstScored: number): Float64Array {
  const errors = new Float64Array(truth.frames).fill(Number.NaN);
  for (let frame = Math.max(firstScored, tracks.first); frame < tracks.first + tracks.count; frame++) {
    let [sum, count] = [0, 0];
    truth.bodies.forEach((body, b) => {
      const apart = body.mass > 0 ? distance(tracks, truth, frame, b) : Number.NaN;
      if (Number.isNaN(apart)) return;
      sum += apart;
      count++;
    });
    if (count > 0) errors[frame] = sum / count;
  }
  return errors;
}

/** ADE, FDE and the time until a body has left its true place, from the first scored frame; of a clip in which none does, the scored time. */
export function trackScores(tracks: Tracks, truth: Truth, firstScored: number): Record<string, number> {
  const errors = errorByFrame(tracks, truth, firstScored);
  const known = [...errors].filter((error) => !Number.isNaN(error));
  const from = Math.max(firstScored, tracks.first);
  const to = tracks.first + tracks.count;
  let diverged = to;
  for (let frame = from; frame < to && diverged === to; frame++)
    truth.bodies.forEach(({ radius, mass }, b) => {
      if (mass > 0 && radius > 0 && distance(tracks, truth, frame, b) > divergedAt * radius) diverged = frame;
    });
  return {
    ade: known.reduce((sum, error) => sum + error, 0) / known.length,
    fde: known.at(-1) ?? Number.NaN,
    divergence_time: known.length === 0 ? Number.NaN : (diverged - from) * truth.interval,
  };
}

/**
 * d / (d + c): d is the root mean square difference between the output's and the true displacement since the last given frame, c that between the
 * output's and the training clip's. Above 0.5 the output is nearer to the training case than to the truth. Displacements, since the case begins elsewhere.
 * @param caseStates f32 (T, B, 6) of the nearest training clip
 */
export function caseIndex(tracks: Tracks, truth: Truth, caseStates: Float32Array, firstScored: number): number {
  const bodies = truth.bodies.length;
  if (caseStates.length !== truth.states.length) return Number.NaN;
  const origin = Math.max(0, firstScored - 1);
  let [toTruth, toCase] = [0, 0];
  for (let frame = Math.max(firstScored, tracks.first); frame < tracks.first + tracks.count; frame++)
    for (let body = 0; body < bodies; body++) {
      if (Number.isNaN(distance(tracks, truth, frame, body))) continue;
      for (let axis = 0; axis < 2; axis++) {
        const [at, start] = [(frame * bodies + body) * 6 + axis, (origin * bodies + body) * 6 + axis];
        const since = (states: Float32Array) => (states[at] as number) - (states[start] as number);
        const place = tracks.places[((frame - tracks.first) * bodies + body) * 2 + axis] as number;
        const moved = place - (truth.states[start] as number);
        toTruth += (moved - since(truth.states)) ** 2;
        toCase += (moved - since(caseStates)) ** 2;
      }
    }
  const [d, c] = [Math.sqrt(toTruth), Math.sqrt(toCase)];
  return d + c === 0 ? Number.NaN : d / (d + c);
}
