// Fits of one track: its pieces, each with a fit of x, y and the angle, and one noise for all of them.

import type { Expectation, FitSegment, Track } from '../types.js';
import { timeOf } from '../world.js';
import { Fit, type FitAt, quantity } from './fit.js';
import { cutPath, leastNoise, noiseOf, type Path } from './pieces.js';

/** A stretch of free motion. */
export interface Piece {
  readonly frames: readonly number[];
  readonly x: Fit;
  readonly y: Fit;
  readonly angle: Fit | undefined;
  /** Whether there are points enough to tell an error: one more than the fit uses up. */
  readonly usable: boolean;
  /** m^2 a unit of the fits' variances: of places and of velocities. */
  noise: { position: number; velocity: number };
}

/** A track's pieces. */
export interface Motion {
  readonly pieces: readonly Piece[];
  /** m^2, variance of x and y about their fits, from all pieces together; NaN without a degree of freedom. */
  readonly variance: number;
  /** rad^2, the same of the angle. */
  readonly angleVariance: number;
}

/** Order of free motion in x and y: a parabola where gravity acts on the body. */
export function degreesOf(track: Track, { gravity, objects }: Expectation): [number, number] {
  const falls = objects[track.object]?.mass !== 0;
  return [falls && gravity[0] ? 2 : 1, falls && gravity[1] ? 2 : 1];
}

/** The frames in which all of a track's body is seen. */
export function pathOf(track: Track, expectation: Expectation): Path {
  const frames = Array.from(track.whole.keys()).filter((frame) => track.whole[frame] === 1);
  return {
    frames,
    times: frames.map((frame) => timeOf(expectation, frame)),
    x: frames.map((frame) => track.x[frame] as number),
    y: frames.map((frame) => track.y[frame] as number),
  };
}

/**
 * Cuts and fits a track.
 * @param first frames that surely begin a piece; undefined to let the data say where pieces begin
 */
export function motionOf(track: Track, expectation: Expectation, first?: readonly number[]): Motion {
  const path = pathOf(track, expectation);
  const degrees = degreesOf(track, expectation);
  const pointAt = (frame: number) => path.frames.findIndex((f) => f >= frame);
  const points = (frames: readonly number[]) => frames.map(pointAt).filter((point) => point > 0);
  const least = leastOf(track, expectation);
  const noise = noiseOf(path, degrees, least);
  const starts = first ? [...new Set([0, ...points(first)])].sort((a, b) => a - b) : cutPath(path, degrees, noise);
  const pieces = (path.frames.length ? starts : []).map((start, i) =>
    pieceOf(track, path, start, starts[i + 1] ?? path.frames.length, degrees),
  );
  let [squares, freedom, angleSquares, angleFreedom] = [0, 0, 0, 0];
  for (const { x, y, angle, usable } of pieces) {
    if (!usable) continue;
    squares += x.squares + y.squares;
    freedom += x.freedom + y.freedom;
    if (angle) {
      angleSquares += angle.squares;
      angleFreedom += angle.freedom;
    }
  }
  const variance = squares / freedom;
  for (const piece of pieces) piece.noise = noiseIn(piece, variance, least, expectation);
  return { pieces, variance, angleVariance: angleSquares / angleFreedom };
}

/** m, the least noise of a track's places. */
function leastOf(track: Track, { camera, objects, samples = 1 }: Expectation): number {
  const area = objects[track.object]?.area ?? track.area.find((value) => value > 0) ?? 1;
  return leastNoise(area * samples * samples) / Math.abs(camera.col[0] * samples);
}

/** Samples of the grid's phase over which the error of a centroid stays alike. */
const alikePixels = 0.25;

/**
 * The noise of a piece. An edge on a grid of pixels puts a centroid off by a smooth function of its phase, the place modulo a pixel. A body
 * that stands, or moves by nearly a whole pixel a frame, or a half or a third of one, meets few phases: its errors come again, its residuals
 * say too little, and so many frames count for fewer. Places feel it all, velocities only as far as the phase drifts.
 */
function noiseIn(
  { frames, x, y }: Piece,
  variance: number,
  least: number,
  { camera, frameInterval, samples = 1 }: Expectation,
): Piece['noise'] {
  const n = frames.length;
  /** Samples a frame from the nearest multiple of 1 / k; gravity meets all phases. */
  const drift = (fit: Fit, scale: number, k: number) => {
    const steps = fit.at(fit.middle).velocity * frameInterval * scale * samples * k;
    return fit.degree > 1 ? 1 : Math.abs(steps - Math.round(steps)) / k;
  };
  let [distinct, phases] = [n, Infinity];
  for (let k = 1; k <= 3; k++) {
    const drifts = (n * Math.hypot(drift(x, camera.col[0], k), drift(y, camera.row[0], k))) / alikePixels;
    if (k * (1 + drifts) < distinct) [distinct, phases] = [k * (1 + drifts), drifts];
  }
  if (distinct === n) return { position: variance, velocity: variance };
  const floor = Math.max(variance, least * least);
  return {
    position: (floor * n) / distinct,
    velocity: Math.max(variance, ((floor * n) / distinct) * Math.min(1, phases * phases)),
  };
}

function pieceOf(track: Track, path: Path, from: number, to: number, degrees: readonly [number, number]): Piece {
  const frames = path.frames.slice(from, to);
  const times = path.times.slice(from, to);
  const angles = frames.map((frame) => track.angle[frame] as number);
  const turns = angles.length > 1 && !angles.some(Number.isNaN);
  const [x, y] = [
    new Fit(times, path.x.slice(from, to), degrees[0]),
    new Fit(times, path.y.slice(from, to), degrees[1]),
  ];
  return {
    frames,
    x,
    y,
    angle: turns ? new Fit(times, angles, 1) : undefined,
    usable: frames.length >= Math.max(...degrees) + 2,
    noise: { position: NaN, velocity: NaN },
  };
}

/** Place and velocity of a piece at a time, x and y, with variances in m^2 and m^2/s^2. */
export function pieceAt({ x, y, noise }: Piece, time: number): readonly [FitAt, FitAt] {
  const scaled = (fit: Fit): FitAt => {
    const at = fit.at(time);
    return {
      ...at,
      positionVariance: at.positionVariance * noise.position,
      velocityVariance: at.velocityVariance * noise.velocity,
    };
  };
  return [scaled(x), scaled(y)];
}

/** A piece as what people read. `truth`: the same frames of the true track, fitted in the same way. */
export function segmentOf(
  track: Track,
  piece: Piece,
  motion: Motion,
  expectation: Expectation,
  truth?: Track,
): FitSegment {
  const { frames, x, y, angle } = piece;
  const time = x.middle;
  const [ax, ay] = (['x', 'y'] as const).map((k) => accelerationOf(track, piece, k, expectation));
  const [px, py] = pieceAt(piece, time);
  const true_ = truth && trueFits(truth, frames, expectation, piece);
  const [qx, qy] = [true_?.x.at(time), true_?.y.at(time)];
  // Across its way a body keeps its phase: that error is the same in all frames.
  const alike = (leastOf(track, expectation) / 2) ** 2;
  return {
    from: frames[0] as number,
    to: frames[frames.length - 1] as number,
    count: frames.length,
    time,
    x: quantity(px.position, px.positionVariance + alike, qx?.position),
    y: quantity(py.position, py.positionVariance + alike, qy?.position),
    vx: quantity(px.velocity, px.velocityVariance, qx?.velocity),
    vy: quantity(py.velocity, py.velocityVariance, qy?.velocity),
    ax: quantity(ax?.value as number, ax?.variance as number, expectation.gravity[0]),
    ay: quantity(ay?.value as number, ay?.variance as number, expectation.gravity[1]),
    omega: angle
      ? quantity(
          angle.at(time).velocity,
          motion.angleVariance * angle.at(time).velocityVariance,
          true_?.angle?.at(time).velocity,
        )
      : quantity(NaN, NaN),
    residual: Math.sqrt((x.squares + y.squares) / (2 * frames.length)),
  };
}

/** Degrees of freedom from which residuals tell a noise by themselves. */
const fairFreedom = 8;

/**
 * Acceleration of a piece along x or y, by a parabola also where a line is the law: then it must be 0. Residuals of a line that should be a
 * parabola are too large for its error, so the parabola's own count, where they are smaller and
 * enough.
 */
function accelerationOf(
  track: Track,
  { frames, x, y, noise }: Piece,
  k: 'x' | 'y',
  expectation: Expectation,
): { value: number; variance: number } {
  const own = k === 'x' ? x : y;
  if (frames.length < 3) return { value: NaN, variance: NaN };
  if (own.degree === 2) return { value: own.acceleration.value, variance: own.acceleration.variance * noise.velocity };
  const times = frames.map((frame) => timeOf(expectation, frame));
  const curve = new Fit(
    times,
    frames.map((frame) => track[k][frame] as number),
    2,
  );
  const smaller =
    curve.freedom >= fairFreedom && own.squares > 0
      ? Math.min(curve.squares / curve.freedom / (own.squares / own.freedom), 1)
      : 1;
  return { value: curve.acceleration.value, variance: curve.acceleration.variance * noise.velocity * smaller };
}

/** Fits of the true states over the frames of a piece; undefined where the truth has not all of them. */
function trueFits(truth: Track, frames: readonly number[], expectation: Expectation, { x, y }: Piece) {
  if (frames.some((frame) => Number.isNaN(truth.x[frame] as number))) return undefined;
  const times = frames.map((frame) => timeOf(expectation, frame));
  const fit = (values: Float64Array, degree: number) =>
    new Fit(
      times,
      frames.map((frame) => values[frame] as number),
      degree,
    );
  return {
    x: fit(truth.x, x.degree),
    y: fit(truth.y, y.degree),
    angle: frames.length > 1 ? fit(truth.angle, 1) : undefined,
  };
}
