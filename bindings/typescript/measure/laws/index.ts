// The laws of a measurement: pieces of free motion, contacts, and what must not change, each with its standard error.

import type { Expectation, FitContact, Laws, Measurement, Quantity, Track, TrackLaws } from '../types.js';
import { timeOf } from '../world.js';
import { constancyOf } from './constancy.js';
import { type Break, breaksOf, contactOf, touching } from './contacts.js';
import { quantity } from './fit.js';
import { degreesOf, type Motion, motionOf, type Piece, pieceAt, segmentOf } from './motion.js';

/** What is known beside the frames. */
export interface LawOptions {
  /** The true states ({@link measurementOfStates}): what the same fits of them give is what is expected. */
  readonly truth?: Measurement;
  /**
   * Frames that begin a new piece, a list for each track: those after the true contacts, say. Without it the data say where pieces begin.
   */
  readonly breaks?: readonly (readonly number[])[];
}

/**
 * Fits the laws of motion to what was measured.
 * @param expectation the one that was measured with
 *
 * @example
 * const laws = fitLaws(seen, expectation, { truth: measurementOfStates(clip, expectation) });
 * const { value, standardError, expected } = laws.tracks[0].segments[0].vx; // m/s
 */
export function fitLaws(measurement: Measurement, expectation: Expectation, options: LawOptions = {}): Laws {
  const { tracks } = measurement;
  const motions = tracks.map((track, i) => motionOf(track, expectation, options.breaks?.[i]));
  if (!options.breaks) shareBreaks(tracks, motions, expectation);
  const contacts = contactsOf(tracks, motions, expectation);
  const truthOf = (track: Track) => options.truth?.tracks.find(({ object }) => object === track.object && object >= 0);
  const laws = fitContacts(contacts, tracks, motions, expectation, options.truth);
  return {
    tracks: tracks.map((track, i) => lawsOf(track, i, motions[i] as Motion, measurement, expectation, truthOf(track))),
    contacts: laws,
    penetration: penetrationOf(tracks, motions, expectation, options.truth),
  };
}

function lawsOf(
  track: Track,
  number: number,
  motion: Motion,
  measurement: Measurement,
  expectation: Expectation,
  truth: Track | undefined,
): TrackLaws {
  const gravity = gravityOf(track, motion, expectation);
  return {
    track: number,
    name: track.name,
    segments: motion.pieces.map((piece) => segmentOf(track, piece, motion, expectation, truth)),
    ...(gravity ? { gravity } : {}),
    ...constancyOf(track, measurement, expectation),
  };
}

/** Gravity from all parabolas of a track, weighted by their errors. */
function gravityOf(track: Track, motion: Motion, expectation: Expectation): [Quantity, Quantity] | undefined {
  const degrees = degreesOf(track, expectation);
  if (Math.max(...degrees) < 2) return undefined;
  return (['x', 'y'] as const).map((k, axis) => {
    let [sum, weight] = [0, 0];
    for (const piece of motion.pieces) {
      const { value, variance } = piece[k].acceleration;
      if (!piece.usable || !(variance > 0)) continue;
      sum += value / variance;
      weight += 1 / variance;
    }
    const expected = expectation.gravity[axis] as number;
    // Along an axis without gravity the law is a line, and there is nothing to estimate.
    return degrees[axis] === 2
      ? quantity(sum / weight, motion.variance / weight, expected)
      : quantity(NaN, NaN, expected);
  }) as [Quantity, Quantity];
}

/**
 * Where one of two touching tracks breaks, so does the other, in the same frame: its own change may be too small to be seen alone, or to say
 * on which side of a frame it was. The track whose break explains more decides.
 */
function shareBreaks(tracks: readonly Track[], motions: Motion[], expectation: Expectation): void {
  const all = tracks
    .flatMap((_, i) => breaksOf(i, motions[i] as Motion, expectation))
    .sort((a, b) => b.change - a.change);
  const starts = motions.map(({ pieces }) => pieces.map(({ frames }) => frames[0] as number));
  const settled = tracks.map(() => new Set<number>());
  const changed = new Set<number>();
  for (const { track, last, next } of all) {
    settled[track]?.add(next);
    tracks.forEach((other, b) => {
      const moves = other.object >= 0 && expectation.objects[other.object]?.mass !== 0;
      if (b === track || !moves || !touching(tracks[track] as Track, other, expectation, last, next)) return;
      const own = starts[b] as number[];
      const near = own.findIndex((frame, k) => k > 0 && Math.abs(frame - next) <= 1);
      if (own[near] === next || settled[b]?.has(own[near] as number)) return;
      if (near >= 0) own[near] = next;
      else own.push(next);
      settled[b]?.add(next);
      changed.add(b);
    });
  }
  for (const b of changed) motions[b] = motionOf(tracks[b] as Track, expectation, starts[b]);
}

type Pair = readonly [Break, Break | undefined];

/** Breaks of two tracks at one time are one contact. */
function contactsOf(tracks: readonly Track[], motions: readonly Motion[], expectation: Expectation): Pair[] {
  const all = tracks.flatMap((_, i) => breaksOf(i, motions[i] as Motion, expectation));
  const pairs: Pair[] = [];
  const used = new Set<Break>();
  for (const one of all) {
    if (used.has(one)) continue;
    const [track, motion] = [tracks[one.track] as Track, motions] as const;
    const partner = (other: number): Break | undefined =>
      all.find((b) => b.track === other && Math.abs(b.next - one.next) <= 1 && !used.has(b)) ??
      quiet(other, motion[other] as Motion, one.next);
    const other = tracks.findIndex(
      (candidate, i) =>
        i !== one.track &&
        candidate.object >= 0 &&
        touching(track, candidate, expectation, one.last, one.next) &&
        partner(i) !== undefined,
    );
    const second = other < 0 ? undefined : partner(other);
    used.add(one);
    if (second) used.add(second);
    pairs.push(second && second.track < one.track ? [second, one] : [one, second]);
  }
  return pairs.sort((a, b) => a[0].last - b[0].last || a[0].track - b[0].track);
}

/** A break that the data alone would not show: between the usable pieces around a frame. */
function quiet(track: number, { pieces }: Motion, next: number): Break | undefined {
  const after = pieces.findIndex(({ frames, usable }) => usable && Math.abs((frames[0] as number) - next) <= 1);
  const before = after - 1;
  const [p, q] = [pieces[before], pieces[after]] as (Piece | undefined)[];
  if (!p?.usable || !q) return undefined;
  return {
    track,
    before,
    after,
    last: p.frames[p.frames.length - 1] as number,
    next: q.frames[0] as number,
    change: 0,
  };
}

/** Contacts with what the same fits of the true states give. */
function fitContacts(
  pairs: readonly Pair[],
  tracks: readonly Track[],
  motions: readonly Motion[],
  expectation: Expectation,
  truth: Measurement | undefined,
): FitContact[] {
  return pairs.map(([a, b]) => {
    const contact = contactOf(tracks, motions, expectation, a, b);
    if (!truth) return contact;
    const bodies = b ? [a, b] : [a];
    const same = bodies.map(({ track }) =>
      truth.tracks.find(({ object }) => object === tracks[track]?.object && object >= 0),
    );
    if (same.some((track) => track === undefined)) return contact;
    const trueTracks = tracks.map((track) => truth.tracks.find(({ object }) => object === track.object) ?? track);
    const trueMotions = trueTracks.map((track, i) =>
      motionOf(
        { ...track, whole: (tracks[i] as Track).whole },
        expectation,
        (motions[i] as Motion).pieces.map(({ frames }) => frames[0] as number),
      ),
    );
    return withExpected(contact, contactOf(trueTracks, trueMotions, expectation, a, b));
  });
}

/** Values of the second become what is expected of the first. */
function withExpected<T extends object>(contact: T, truth: T): T {
  const isQuantity = (v: unknown): v is Quantity => typeof v === 'object' && v !== null && 'standardError' in v;
  const join = (own: unknown, other: unknown): unknown => {
    if (isQuantity(own) && isQuantity(other)) return { ...own, expected: other.value };
    if (Array.isArray(own) && Array.isArray(other)) return own.map((v, i) => join(v, other[i]));
    return own;
  };
  return Object.fromEntries(
    Object.entries(contact).map(([key, value]) => [key, join(value, truth[key as keyof T])]),
  ) as T;
}

/** Where a track's body is in a frame: where it was seen whole, else where a piece that spans the frame says, else nowhere (NaN). */
function placeOf(track: Track, motion: Motion, expectation: Expectation, frame: number): readonly [number, number] {
  if (track.whole[frame]) return [track.x[frame] as number, track.y[frame] as number];
  const around = motion.pieces.find(
    ({ frames, usable }) => usable && (frames[0] as number) < frame && frame < (frames[frames.length - 1] as number),
  );
  if (!around) return [NaN, NaN];
  const [x, y] = pieceAt(around, timeOf(expectation, frame));
  return [x.position, y.position];
}

/** The deepest overlap of two tracks, frame by frame, and the variance of the distance there. */
function deepest(
  tracks: readonly Track[],
  motions: readonly Motion[],
  expectation: Expectation,
): { depth: number; variance: number } {
  let [depth, variance] = [0, NaN];
  const known = tracks.flatMap((track, i) => (track.object < 0 ? [] : [i]));
  for (const i of known)
    for (const k of known) {
      if (k <= i) continue;
      const noise = (motions[i] as Motion).variance + (motions[k] as Motion).variance;
      const [a, b] = [i, k].map(
        (n) => (frame: number) => placeOf(tracks[n] as Track, motions[n] as Motion, expectation, frame),
      );
      const radii = [i, k].reduce((sum, n) => sum + (expectation.objects[(tracks[n] as Track).object]?.radius ?? 0), 0);
      for (let frame = 0; a && b && frame < (tracks[i] as Track).whole.length; frame++) {
        const [[ax, ay], [bx, by]] = [a(frame), b(frame)];
        const overlap = radii - Math.hypot(ax - bx, ay - by);
        if (Number.isNaN(overlap)) continue;
        if (overlap > depth || Number.isNaN(variance)) [depth, variance] = [Math.max(overlap, depth), noise];
      }
    }
  return { depth, variance };
}

function penetrationOf(
  tracks: readonly Track[],
  motions: readonly Motion[],
  expectation: Expectation,
  truth: Measurement | undefined,
): Quantity {
  const { depth, variance } = deepest(tracks, motions, expectation);
  const still = truth?.tracks.map((): Motion => ({ pieces: [], variance: 0, angleVariance: 0 }));
  return quantity(depth, variance, truth && still ? deepest(truth.tracks, still, expectation).depth : 0);
}
