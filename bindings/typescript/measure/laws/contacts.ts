// What happens between two pieces of free motion: when, and what an impact did to velocities, momentum and energy.
//
// All is read at the time of contact, where the fits before and after it meet along the normal. Errors follow from the fits' own to first
// order. Velocities before and after come from different frames, so they are independent.

import type { Expectation, FitContact, Quantity, Track } from '../types.js';
import { timeOf } from '../world.js';
import { type FitAt, quantity } from './fit.js';
import { type Motion, type Piece, pieceAt } from './motion.js';

/** A change of velocity that is less than this in standard errors is none: the piece between was a glitch. */
const leastChange = 4;
/** m beyond the sum of the radii, as a share of it, that two bodies are apart at most when they touch. */
const touchReach = 0.25;

/** A change of velocity between two pieces. */
export interface Break {
  readonly track: number;
  /** Numbers of the usable pieces before and after. */
  readonly before: number;
  readonly after: number;
  /** Last frame before, first after. */
  readonly last: number;
  readonly next: number;
  /** Change of velocity in standard errors. */
  readonly change: number;
}

/** Where a track's velocity changes between usable pieces. */
export function breaksOf(track: number, motion: Motion, expectation: Expectation): Break[] {
  const usable = motion.pieces.flatMap((piece, i) => (piece.usable ? [i] : []));
  const breaks: Break[] = [];
  for (let k = 1; k < usable.length; k++) {
    const [before, after] = [usable[k - 1] as number, usable[k] as number];
    const [p, q] = [motion.pieces[before] as Piece, motion.pieces[after] as Piece];
    const [last, next] = [p.frames[p.frames.length - 1] as number, q.frames[0] as number];
    const time = (timeOf(expectation, last) + timeOf(expectation, next)) / 2;
    const changes = ([0, 1] as const).map((axis) => {
      const [a, b] = [pieceAt(p, time)[axis], pieceAt(q, time)[axis]];
      return Math.abs(a.velocity - b.velocity) / Math.sqrt(a.velocityVariance + b.velocityVariance);
    });
    const change = Math.max(...changes);
    if (change >= leastChange) breaks.push({ track, before, after, last, next, change });
  }
  return breaks;
}

/** m between the outlines of two discs in a frame or between frames; NaN where either is not seen. */
function gapBetween(a: Track, b: Track, expectation: Expectation, frame: number): number {
  const radius = (track: Track) => expectation.objects[track.object]?.radius ?? 0;
  return (
    Math.hypot((a.x[frame] as number) - (b.x[frame] as number), (a.y[frame] as number) - (b.y[frame] as number)) -
    radius(a) -
    radius(b)
  );
}

/** Whether two tracks touch between two frames: near each other before or after. */
export function touching(a: Track, b: Track, expectation: Expectation, last: number, next: number): boolean {
  const radii = [a, b].reduce((sum, track) => sum + (expectation.objects[track.object]?.radius ?? 0), 0);
  // Between frames they move on: what the relative motion covers in a frame counts as near.
  const step =
    Math.abs(gapBetween(a, b, expectation, last) - gapBetween(a, b, expectation, Math.max(last - 1, 0))) || 0;
  const gap = Math.min(
    ...[last, next].map((frame) => gapBetween(a, b, expectation, frame)).filter((g) => !Number.isNaN(g)),
  );
  return gap < radii * touchReach + step * (next - last);
}

/** Place and velocity of one body on one side of a contact, x and y. */
type Side = readonly [FitAt, FitAt];

/** Component along a direction, and its variance. */
function along(
  side: Side,
  n: readonly [number, number],
  field: 'position' | 'velocity',
): { value: number; variance: number } {
  return {
    value: n[0] * side[0][field] + n[1] * side[1][field],
    variance: n[0] ** 2 * side[0][`${field}Variance`] + n[1] ** 2 * side[1][`${field}Variance`],
  };
}

function difference(a: { value: number; variance: number }, b: { value: number; variance: number }) {
  return { value: a.value - b.value, variance: a.variance + b.variance };
}

/** a / b of independent numbers. */
function ratio(a: { value: number; variance: number }, b: { value: number; variance: number }): Quantity {
  const value = a.value / b.value;
  return quantity(value, (a.variance + value * value * b.variance) / (b.value * b.value));
}

function energyOf(sides: readonly Side[], masses: readonly number[]): Quantity {
  let [value, variance] = [0, 0];
  sides.forEach((side, i) => {
    const m = masses[i] as number;
    for (const { velocity, velocityVariance } of side) {
      value += (m * velocity * velocity) / 2;
      variance += (m * velocity) ** 2 * velocityVariance;
    }
  });
  return quantity(value, variance);
}

function momentumOf(sides: readonly Side[], masses: readonly number[]): [Quantity, Quantity] {
  return ([0, 1] as const).map((axis) => {
    let [value, variance] = [0, 0];
    sides.forEach((side, i) => {
      const m = masses[i] as number;
      value += m * side[axis].velocity;
      variance += m * m * side[axis].velocityVariance;
    });
    return quantity(value, variance);
  }) as [Quantity, Quantity];
}

/** A contact between a break of one track and that of another; b undefined of a body that meets something that does not move. */
export function contactOf(
  tracks: readonly Track[],
  motions: readonly Motion[],
  expectation: Expectation,
  a: Break,
  b: Break | undefined,
): FitContact {
  const bodies = b ? [a, b] : [a];
  const masses = bodies.map(({ track }) => expectation.objects[(tracks[track] as Track).object]?.mass ?? 0);
  const start = (timeOf(expectation, a.last) + timeOf(expectation, a.next)) / 2;
  const sides = (which: 'before' | 'after', time: number) =>
    bodies.map((body): Side => pieceAt((motions[body.track] as Motion).pieces[body[which]] as Piece, time));
  /** Place of a body, or of b seen from a, along the normal. */
  const relative = (list: readonly Side[], n: readonly [number, number], field: 'position' | 'velocity') =>
    list[1] ? difference(along(list[1], n, field), along(list[0] as Side, n, field)) : along(list[0] as Side, n, field);

  let time = start;
  let n: readonly [number, number] = [1, 0];
  let [place, change] = [
    { value: 0, variance: 0 },
    { value: 1, variance: 0 },
  ];
  for (let round = 0; round < 6; round++) {
    const [before, after] = [sides('before', time), sides('after', time)];
    n = normalOf(before, after);
    place = difference(relative(after, n, 'position'), relative(before, n, 'position'));
    change = difference(relative(after, n, 'velocity'), relative(before, n, 'velocity'));
    const step = -place.value / change.value;
    const limit = expectation.frameInterval;
    time = Math.min(Math.max(time + step, start - 2 * limit), start + 2 * limit);
    if (Math.abs(step) < 1e-12) break;
  }
  const [before, after] = [sides('before', time), sides('after', time)];
  const [vBefore, vAfter] = [relative(before, n, 'velocity'), relative(after, n, 'velocity')];
  const base = {
    a: a.track,
    b: b?.track ?? -1,
    segmentA: a.before,
    segmentB: b?.before ?? -1,
    frame: a.last,
    time: quantity(time, place.variance / change.value ** 2),
    restitution: ratio({ value: -vAfter.value, variance: vAfter.variance }, vBefore),
    energyBefore: energyOf(before, masses),
    energyAfter: energyOf(after, masses),
  };
  if (!b) return base;
  const gain = (i: number) =>
    difference(along(after[i] as Side, n, 'velocity'), along(before[i] as Side, n, 'velocity'));
  const [ga, gb] = [gain(0), gain(1)];
  return {
    ...base,
    massRatio: ratio({ value: -ga.value, variance: ga.variance }, gb),
    momentumBefore: momentumOf(before, masses),
    momentumAfter: momentumOf(after, masses),
  };
}

/** Direction of the impulse: of two bodies the line of their centres, else that of the change of velocity. */
function normalOf(before: readonly Side[], after: readonly Side[]): [number, number] {
  const [a, b] = before;
  const [dx, dy] = ([0, 1] as const).map((axis) =>
    b ? b[axis].position - (a as Side)[axis].position : (after[0] as Side)[axis].velocity - (a as Side)[axis].velocity,
  ) as [number, number];
  const length = Math.hypot(dx, dy);
  return length > 0 ? [dx / length, dy / length] : [1, 0];
}
