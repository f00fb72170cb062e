// What a clip says of each law, as signed deviations from the lawful clip: the numbers that a judge (judge.ts) calibrates and tests.

import { fitLaws } from '../measure/laws/index.js';
import type { Expectation, FitSegment, Measurement, Quantity } from '../measure/types.js';
import { breaksOf } from './exact.js';
import type { Truth } from './types.js';

/** Signed deviations from the lawful clip, by law; NaN, or absent, where a clip does not show the law. */
export type LawStatistics = Readonly<Record<string, number>>;

/** Frames that a piece of free motion must have for its velocity to count. */
const leastFrames = 3;

/** Where the lawful clip says nothing, nothing is known. */
const apart = ({ value, expected }: Quantity) => value - (expected ?? Number.NaN);

/** In standard errors: a short piece of motion says less than a long one. */
const inErrors = (difference: number, ...errors: readonly number[]) => {
  const error = Math.hypot(...errors);
  return error > 0 ? difference / error : Number.NaN;
};

/**
 * Deviations of a clip. Those of motion are in standard errors, which make a short piece of motion and a long one comparable:
 * - `along <body>`, `across <body>`: the velocity of its last piece of free motion between the lawful impacts, along and to the left of the lawful one;
 * - `bend x <body>`, `bend y <body>`: the acceleration of that piece;
 * - `energy`, `momentum`: kinetic energy, and momentum along x, after the first impact minus before it; `time`: of that impact.
 *
 * The others are as they are:
 * - `color`, `area`, `shape`, `permanence` with the body's name: levels, relative, relative, share of frames;
 * - `overlap`: m, the deepest one; `events`: number of appearances, losses, jumps and other events but entering and leaving the frame.
 * @param seen all frames of the clip, measured
 * @param states of the lawful clip ({@link measurementOfStates})
 * @param truth interval, s, and impacts of the lawful clip
 */
export function lawStatistics(
  seen: Measurement,
  expectation: Expectation,
  states: Measurement,
  truth: Pick<Truth, 'contacts' | 'interval'>,
): LawStatistics {
  const breaks = seen.tracks.map(({ object }) => breaksOf(truth, object, 0, seen.size.frames, expectation.firstTime));
  const laws = fitLaws(seen, expectation, { truth: states, breaks });
  const found: Record<string, number> = {};
  for (const { track, name, segments, permanence, color, area, shape } of laws.tracks) {
    const { object } = seen.tracks[track] as Measurement['tracks'][0];
    if (object < 0) continue;
    const last = segments.filter(({ count }) => count >= leastFrames).at(-1);
    if (expectation.objects[object]?.mass && last && last.from >= Math.max(0, ...(breaks[track] ?? [])))
      Object.assign(found, motionOf(name, last));
    for (const [law, quantity] of Object.entries({ permanence, color, area, shape }))
      found[`${law} ${name}`] = apart(quantity);
  }
  const [hit] = laws.contacts.filter(({ b }) => b >= 0);
  if (hit) {
    const { energyBefore: e, energyAfter: f, momentumBefore: p, momentumAfter: q, time } = hit;
    found.energy = inErrors(apart(f) - apart(e), e.standardError, f.standardError);
    if (p && q) found.momentum = inErrors(apart(q[0]) - apart(p[0]), p[0].standardError, q[0].standardError);
    found.time = inErrors(apart(time), time.standardError);
  }
  if (expectation.objects.length > 1) found.overlap = apart(laws.penetration);
  found.events = seen.events.filter(({ kind }) => kind !== 'enter' && kind !== 'leave').length;
  return found;
}

function motionOf(name: string, { vx, vy, ax, ay }: FitSegment): Record<string, number> {
  const [ex, ey] = [vx.expected ?? Number.NaN, vy.expected ?? Number.NaN];
  const speed = Math.hypot(ex, ey);
  // A body at rest has no direction of its own.
  const [nx, ny] = speed > 1e-6 ? [ex / speed, ey / speed] : [1, 0];
  const [dx, dy] = [apart(vx), apart(vy)];
  return {
    [`along ${name}`]: inErrors(dx * nx + dy * ny, nx * vx.standardError, ny * vy.standardError),
    [`across ${name}`]: inErrors(dy * nx - dx * ny, nx * vy.standardError, ny * vx.standardError),
    [`bend x ${name}`]: inErrors(apart(ax), ax.standardError),
    [`bend y ${name}`]: inErrors(apart(ay), ay.standardError),
  };
}
