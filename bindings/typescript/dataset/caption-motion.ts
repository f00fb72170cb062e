// What a body does between two of its hits, in words: how it starts, what a hit makes of it, how it ends.

import type { Track } from './caption-track.js';
import { directionOf } from './caption-words.js';

/** rad: a body that turns less has not turned. */
const turned = 0.1;

/** Least height of a bounce and way of a roll, in steps of the track. */
const bounce = 2;
const roll = 3;

/** Cosine of 45 degrees, squared: what lies closer is the same direction. */
const sameWay = 0.5;

/** Whether it speeds up downwards and no other way, from frame 0 to `to`. */
export function falls(track: Track, to: number): boolean {
  const dx = track.vx(to) - track.vx(0);
  const dy = track.vy(to) - track.vy(0);
  return dy < -track.still && Math.abs(dx) <= -dy * 0.1;
}

/**
 * How it starts, up to frame `to`; nothing if it is at rest. `centre` is a body that it may circle.
 * @param round whether it may roll
 */
export function start(
  track: Track,
  to: number,
  round: boolean,
  centre?: { name: string; x: number; y: number },
): string[] {
  if (to < 0 || track.restsThroughout(0, to)) return [];
  const dx = track.x(to) - track.x(0);
  const dy = track.y(to) - track.y(0);
  if (to === 0) return [`moves ${directionOf(track.vx(0), track.vy(0))}`];
  if (centre !== undefined && track.circles(centre.x, centre.y, to)) return [`circles ${centre.name}`];
  if (track.swings(to)) return ['swings to and fro'];
  if (falls(track, to)) return thrown(track, to, dx);
  const half = to >> 1;
  const middle = change(track, 0, half);
  if (middle < 1 && change(track, 0, to) < 1) return [`moves ${directionOf(dx, dy)}`];
  const spin = Math.abs(track.omega(half)) > Math.abs(track.omega(to)) ? half : to;
  const omega = track.omega(spin);
  const across = dx < 0 ? 'left' : 'right';
  const down = dy <= -roll * track.step ? `down to the ${across}` : directionOf(dx, dy);
  if (Math.abs(omega) * to * track.interval < turned) return [`slides ${down}`];
  return [round && track.vx(spin) * omega < 0 ? `rolls ${down}` : `swings ${across}`];
}

/** How much the velocity changes between two frames, in squares of what is rest. */
function change(track: Track, from: number, to: number): number {
  const ax = (track.vx(to) - track.vx(from)) / track.still;
  const ay = (track.vy(to) - track.vy(from)) / track.still;
  return ax * ax + ay * ay;
}

function thrown(track: Track, to: number, dx: number): string[] {
  const sideways = Math.abs(dx) >= 5 * track.step;
  const up = track.vy(0) >= track.still;
  if (!sideways && !up) return ['falls'];
  const way = directionOf(sideways ? track.vx(0) : 0, up ? track.vy(0) : 0);
  if (track.vy(to) >= 0) return [`is thrown ${way}`];
  return [`is thrown ${way}`, up && !sideways ? 'falls back' : 'falls'];
}

/** A hit, seen by the body that is on its way. */
export interface Hit {
  /** First frame after it. */
  readonly frame: number;
  /** Upward part of the unit normal towards the body. */
  readonly up: number;
  /** Whether the body was at rest before. */
  readonly rested: boolean;
}

/**
 * What a hit makes of it, up to frame `to`.
 * @param heavy whether gravity pulls it down
 * @param round whether it may roll
 */
export function after(track: Track, hit: Hit, to: number, heavy: boolean, round: boolean): string[] {
  const from = hit.frame;
  if (from > to) return [];
  if (!heavy && !hit.rested && track.rests(from)) return ['stops'];
  const dx = track.x(to) - track.x(from);
  const dy = track.y(to) - track.y(from);
  const nowhere = dx * dx + dy * dy < (roll * track.step) ** 2;
  if (nowhere && track.rests(to)) return [];
  if (heavy && (hit.up > 0.7 || hit.rested)) return onGround(track, hit, to, round);
  const way = directionOf(track.vx(from), track.vy(from));
  if (hit.rested || from === 0) return [`moves ${way}`];
  return [deflected(track, from, way, heavy)];
}

/** What becomes of the velocity before a hit, in the frame after it. */
function deflected(track: Track, frame: number, way: string, heavy: boolean): string {
  const [vx, vy, ux, uy] = [track.vx(frame), track.vy(frame), track.vx(frame - 1), track.vy(frame - 1)];
  const dot = vx * ux + vy * uy;
  const near = dot * dot >= sameWay * (vx * vx + vy * vy) * (ux * ux + uy * uy);
  if (near && dot > 0) return heavy && way === 'down' ? 'falls on' : 'moves on';
  if (near) return 'bounces back';
  const off = way === 'left' || way === 'right' ? `off to the ${way}` : way;
  return `${dot < 0 ? 'bounces' : 'moves'} ${off}`;
}

function onGround(track: Track, hit: Hit, to: number, round: boolean): string[] {
  const from = hit.frame;
  const dx = track.x(to) - track.x(from);
  const dy = track.y(to) - track.y(from);
  const far = Math.abs(dx) >= roll * track.step;
  let top = track.y(from);
  for (let frame = from + 1; frame <= to; frame++) top = Math.max(top, track.y(frame));
  if (top - track.y(from) >= bounce * track.step) {
    if (!far) return ['bounces'];
    const on = from > 0 && track.vx(from - 1) * dx >= 0;
    return [`bounces ${on ? 'on' : 'off'} to the ${dx < 0 ? 'left' : 'right'}`];
  }
  const way = directionOf(dx, dy);
  if (way === 'down') return ['falls off'];
  return far ? [`${round ? 'rolls' : 'slides'} ${way}`] : [];
}
