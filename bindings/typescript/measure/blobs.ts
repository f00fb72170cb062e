// The module's records of blobs as plain objects, and blobs of two touching bodies of one colour as two.

import type { MeasuredBlob, SeenFrame } from '../engine/measure.js';
import type { ExpectedObject, FoundObject, MeasuredFrame } from './types.js';

/** Channels of `#rrggbb`, 0 to 255. */
export function channels(color: string): [number, number, number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Euclidean distance of two colours, levels. */
export function colorDistance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((level, i) => level - (b[i] as number)));
}

/** The moment of inertia over that of a disc of the same area: 1 of a disc, 1.05 of a square, 2.1 of a ring; more of what is long. */
export function spread(found: Pick<FoundObject, 'area' | 'moments'>): number {
  return ((found.moments.cc + found.moments.rr) * 2 * Math.PI) / found.area;
}

/** Half lengths of both axes and the angle of the longer one, in columns and rows. */
function principal(cc: number, cr: number, rr: number): { long: number; short: number; angle: number } {
  const mean = (cc + rr) / 2;
  const apart = Math.hypot((cc - rr) / 2, cr);
  return { long: mean + apart, short: Math.max(mean - apart, 0), angle: Math.atan2(2 * cr, cc - rr) / 2 };
}

/** A square has equal moments of second order about all axes; those of fourth order show its sides: the mean of z^4 is -c e^(4 i angle). */
function sideAngle(blob: MeasuredBlob): number {
  return Math.atan2(-blob.fourthIm, -blob.fourthRe) / 4;
}

/** Whether the angle of the longer axis means something: 2 % longer. */
const leastElongation = 1.02;

function plain(blob: MeasuredBlob): FoundObject {
  const { long, short, angle } = principal(blob.cc, blob.cr, blob.rr);
  // Rows count downwards, angles counter-clockwise.
  const shown = long > short * leastElongation ** 2 ? -angle : -sideAngle(blob);
  return {
    column: blob.column,
    row: blob.row,
    area: blob.area,
    moments: { cc: blob.cc, cr: blob.cr, rr: blob.rr },
    axes: [Math.sqrt(long), Math.sqrt(short)],
    angle: shown,
    color: [blob.red, blob.green, blob.blue],
    bounds: [blob.least, blob.top, blob.greatest, blob.bottom],
    border: blob.border === 1,
    split: false,
  };
}

/**
 * Two discs of known areas A and B that touch or lie near each other, from the moments of both together. Along the line of centres the
 * variance exceeds that across by A B / (A + B)^2 d^2, d their distance; the sign of the third moment says on which side the larger is.
 */
function splitPair(blob: MeasuredBlob, areas: readonly [number, number]): [FoundObject, FoundObject] {
  const whole = plain(blob);
  const { long, short, angle } = principal(blob.cc, blob.cr, blob.rr);
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const third = ux ** 3 * blob.ccc + 3 * ux * ux * uy * blob.ccr + 3 * ux * uy * uy * blob.crr + uy ** 3 * blob.rrr;
  const total = areas[0] + areas[1];
  const distance = (Math.sqrt(long - short) * total) / Math.sqrt(areas[0] * areas[1]);
  const [large, small] = [Math.max(...areas), Math.min(...areas)];
  // The small one lies further out, and its side is the longer tail.
  const sign = third >= 0 ? 1 : -1;
  const part = (along: number, area: number): FoundObject => {
    const radius = Math.sqrt(area / Math.PI);
    const [column, row] = [blob.column + ux * along, blob.row + uy * along];
    const square = area / Math.PI / 4;
    return {
      ...whole,
      column,
      row,
      area: (blob.area * area) / total,
      moments: { cc: square, cr: 0, rr: square },
      axes: [radius / 2, radius / 2],
      angle: 0,
      bounds: [column - radius, row - radius, column + radius, row + radius].map(Math.round) as never,
      split: true,
    };
  };
  return [part((-sign * distance * small) / total, large), part((sign * distance * large) / total, small)];
}

/** How far a blob's area may be from the sum of two for it to be both of them, and how much longer than wide it must be. */
const pairTolerance = 0.12;
const pairElongation = 1.15;

/** Two of the expected discs that a blob may be: of its colour, whose areas add up to it. */
function pairOf(blob: MeasuredBlob, expected: readonly ExpectedObject[]): [number, number] | undefined {
  const { long, short } = principal(blob.cc, blob.cr, blob.rr);
  if (blob.border || Math.sqrt(long) < pairElongation * Math.sqrt(short)) return undefined;
  let best: [number, number] | undefined;
  let least = pairTolerance;
  for (let i = 0; i < expected.length; i++)
    for (let k = i + 1; k < expected.length; k++) {
      const [a, b] = [(expected[i] as ExpectedObject).area, (expected[k] as ExpectedObject).area];
      const off = Math.abs(blob.area / (a + b) - 1);
      if (off < least) [least, best] = [off, [a, b]];
    }
  return best;
}

/** One frame of the module's records. `colors` are those that the module was given. */
export function frameOf(
  seen: SeenFrame,
  blobs: readonly MeasuredBlob[],
  objects: readonly ExpectedObject[],
  colors: readonly string[],
): MeasuredFrame {
  const found = blobs.flatMap((blob) => {
    const same = objects.filter(({ shape, color }) => shape === 'disc' && color === colors[blob.color]);
    const alike = blobs.filter(({ color }) => color === blob.color).length;
    const pair = same.length > alike ? pairOf(blob, same) : undefined;
    return pair ? splitPair(blob, pair) : [plain(blob)];
  });
  return {
    objects: found,
    background: [seen.red, seen.green, seen.blue],
    noise: seen.noise,
    readable: seen.readable === 1,
  };
}
