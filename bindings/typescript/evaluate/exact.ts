// Exact mode: objects by sub-pixel measuring, motion by fits with standard errors (bindings/typescript/measure). None of the study's quirks.

import type { Camera } from '../engine/camera.js';
import type { Clip } from '../engine/clip.js';
import type { Kinema } from '../engine/kinema.js';
import type { ClipSource } from '../engine/source.js';
import {
  expectationOf,
  fitLaws,
  type Measurement,
  measure,
  measurementOfStates,
  type Quantity,
} from '../measure/index.js';
import type { AlignedFrames, MetricInfo, Reading, Truth } from './types.js';

/** Frames that a piece of free motion must have for its velocity to count. */
const leastFrames = 6;
const quietEvents: readonly string[] = ['enter', 'leave'];

/** Numbers that exact mode gives. */
export const exactMetrics: MetricInfo[] = [
  { name: 'velocity_error', label: 'velocity error along x, after the last true impact', unit: 'm/s', better: 'lower' },
  { name: 'vy_error', label: 'velocity error along y', unit: 'm/s', better: 'lower' },
  { name: 'gravity_error', label: '|gravity - true gravity|', unit: 'm/s^2', better: 'lower' },
  { name: 'momentum_error', label: 'change of momentum in collisions', unit: 'kg m/s', better: 'lower' },
  { name: 'energy_error', label: 'relative change of kinetic energy in collisions', unit: '', better: 'lower' },
  { name: 'contact_time_error', label: '|time of the first impact - true time|', unit: 's', better: 'lower' },
  { name: 'penetration', label: 'deepest overlap of two bodies', unit: 'm', better: 'lower' },
  { name: 'permanence', label: 'share of frames in which bodies are seen that should be', unit: '', better: 'higher' },
  { name: 'color_change', label: 'change of colour', unit: 'levels', better: 'lower' },
  { name: 'area_change', label: 'relative change of area', unit: '', better: 'lower' },
  { name: 'shape_change', label: 'relative change of shape', unit: '', better: 'lower' },
  { name: 'events', label: 'appearances, losses, jumps and other events', unit: '', better: 'lower' },
];

const mean = (values: readonly number[]) => {
  const known = values.filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};
const apart = (quantity: Quantity | undefined) =>
  quantity?.expected === undefined ? Number.NaN : Math.abs(quantity.value - quantity.expected);

/**
 * Measures the frames after those that were given to the model.
 * @param camera of the frames
 */
export function exactReading(
  kinema: Kinema,
  source: ClipSource,
  clip: Clip,
  truth: Truth,
  frames: AlignedFrames,
  camera: Camera,
  firstScored: number,
): Reading & { velocities: [number, number][]; events: { frame: number; kind: string; body: string }[] } {
  const first = Math.max(firstScored, frames.first);
  const count = Math.max(0, frames.first + frames.count - first);
  const { width, height } = frames;
  const base = expectationOf(source, clip, { camera });
  const expectation = { ...base, firstTime: base.firstTime + first * base.frameInterval };
  const pixels = frames.pixels.subarray((first - frames.first) * width * height * 3);
  const seen = measure(kinema, pixels, { width, height, frames: count }, expectation);
  const states = part(measurementOfStates(clip, base), first, count);
  const laws = fitLaws(seen, expectation, { truth: states });
  const cut = fitLaws(seen, expectation, {
    truth: states,
    breaks: seen.tracks.map(({ object }) => breaksOf(truth, object, first, count, expectation.firstTime)),
  });
  const own = cut.tracks.filter(({ track }) => (expectation.objects[seen.tracks[track]?.object ?? -1]?.mass ?? 0) > 0);
  const last = own.map(({ segments }) =>
    segments.filter((piece) => piece.count >= leastFrames && afterContacts(piece.from + first, truth)).at(-1),
  );
  const expected = laws.tracks.filter(({ track }) => (seen.tracks[track]?.object ?? -1) >= 0);
  const [hit] = laws.contacts.filter(({ b }) => b >= 0);
  const bodies = truth.bodies.length;
  const places = new Float64Array(count * bodies * 2).fill(Number.NaN);
  for (const track of seen.tracks) {
    if (track.object < 0) continue;
    for (let frame = 0; frame < count; frame++) {
      if (track.whole[frame] !== 1) continue;
      places[(frame * bodies + track.object) * 2] = track.x[frame] as number;
      places[(frame * bodies + track.object) * 2 + 1] = track.y[frame] as number;
    }
  }
  const loud = seen.events.filter(({ kind }) => !quietEvents.includes(kind));
  const momentum = hit?.momentumBefore?.map(({ value }, i) => (hit.momentumAfter?.[i]?.value ?? Number.NaN) - value);
  return {
    tracks: { first, count, places },
    metrics: {
      velocity_error: mean(last.map((piece) => apart(piece?.vx))),
      vy_error: mean(last.map((piece) => apart(piece?.vy))),
      gravity_error: mean(own.map(({ gravity }) => apart(gravity?.[1]))),
      momentum_error: momentum ? Math.hypot(...momentum) : Number.NaN,
      energy_error: hit ? Math.abs(hit.energyAfter.value / hit.energyBefore.value - 1) : Number.NaN,
      contact_time_error: apart(hit?.time),
      penetration: bodies > 1 ? laws.penetration.value : Number.NaN,
      permanence: mean(expected.map(({ permanence }) => permanence.value)),
      color_change: mean(expected.map(({ color }) => Math.abs(color.value))),
      area_change: mean(expected.map(({ area }) => Math.abs(area.value))),
      shape_change: mean(expected.map(({ shape }) => Math.abs(shape.value))),
      events: loud.length,
    },
    velocities: last.map((piece): [number, number] => [
      piece?.vx.expected ?? Number.NaN,
      piece?.vx.value ?? Number.NaN,
    ]),
    events: loud.map(({ frame, kind, track }) => ({
      frame: frame + first,
      kind,
      body: seen.tracks[track]?.name ?? '',
    })),
  };
}

/** Frames first to first + count - 1 of a measurement of true states. */
function part(measurement: Measurement, first: number, count: number): Measurement {
  const end = first + count;
  return {
    ...measurement,
    size: { ...measurement.size, frames: count },
    tracks: measurement.tracks.map((track) => ({
      ...track,
      ...{
        found: track.found.slice(first, end),
        whole: track.whole.slice(first, end),
        area: track.area.slice(first, end),
      },
      ...{ x: track.x.slice(first, end), y: track.y.slice(first, end), angle: track.angle.slice(first, end) },
    })),
  };
}

/** First frames after the true impacts of a body, counted from the first that is measured. */
export function breaksOf(
  truth: Pick<Truth, 'contacts' | 'interval'>,
  body: number,
  first: number,
  count: number,
  firstTime: number,
): number[] {
  const frames = truth.contacts
    .filter(({ a, b }) => a === body || b === body)
    .map(({ time }) => Math.ceil((time - firstTime) / truth.interval - 1e-9))
    .filter((frame) => frame > 0 && frame < count);
  return first < 0 ? [] : [...new Set(frames)];
}

/** Whether a recipe frame lies after all true impacts. */
function afterContacts(frame: number, truth: Truth): boolean {
  const last = truth.contacts.at(-1);
  return (
    last === undefined ||
    truth.firstTime + frame * truth.interval >= last.time ||
    last.time > truth.firstTime + (truth.frames - 1) * truth.interval
  );
}
