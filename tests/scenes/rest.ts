// Whether a scene that was left alone comes to rest as it should: nothing that lies still penetrates anything, and nothing trembles.
//
// What is still is judged over the last second (60 steps), every one of whose states is looked at. A body's motion is followed at
// two material points, its origin and its outermost point, so that turning counts too.
//
//   resting    in that second neither point is ever more than 0.1 px from where it began
//   trembling  a point stays within 3 px, leaves the mean of its 11 nearest positions by more than 0.05 px (0.1 px from peak to
//              peak) and turns back, by more than a right angle between two steps, at least 8 times. Rolling and sliding, however
//              slow, do not turn back; what falls has no place it stays at; with a restitution of 0.2 a bounce is over after
//              two or three turns; rocking on an edge or in a jar is slower than 4 Hz here.
//   creeping   neither, and within 1 px: slow rolling, which is legitimate (nothing resists it), or a contact that slowly
//              gives way, which is not. Only the share can be compared with another solver's.
//   moving     the rest, bodies that fall beside the walls included
//
// The fork itself never quite rests: gravity adds 0.163 m/s a step, which is over its restitution threshold of 0.1 m/s, so that
// every resting contact bounces by 0.2 of it, 0.003 px a step, and nothing ever falls asleep. The sum of the ways would be no measure.
import { bodyDepth, type Pose, pixelShapes, shapesAt } from './overlap.js';
import { PHYRE, type Task } from './phyre.js';
import type { Run } from './run.js';

/** Steps of the last second. */
export const LAST = 60;
/** px */
export const STILL = 0.1;
const PLACE = 3;
const CREEP = 1;
const TURNS = 8;
/** Steps to either side of the mean that trembling is measured from. */
const SPAN = 5;

export type Motion = 'resting' | 'trembling' | 'creeping' | 'moving';

export interface RestReport {
  /** By moving body. */
  motion: Motion[];
  /** px: how far either point comes from where it began the last second, by moving body. */
  reach: number[];
  /** Pairs of bodies, by scene index, of which both rest (or are static), with their depth in px where it is over 0. */
  overlaps: { a: number; b: number; depth: number }[];
  awake: number;
}

/** The steps a run has to keep for this report. */
export const lastSecond = (steps: number) => Array.from({ length: LAST + 1 }, (_, i) => steps - LAST + i);

type Track = [x: number, y: number][];

const between = (a: readonly number[], b: readonly number[]) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);

function turns(track: Track): number {
  const ways = track.slice(1).map(([x, y], i) => [x - track[i]![0], y - track[i]![1]] as const);
  return ways.filter(([x, y], i) => i > 0 && x * ways[i - 1]![0] + y * ways[i - 1]![1] < 0).length;
}

/** Largest distance from the mean of the nearest positions. */
function wobble(track: Track): number {
  let most = 0;
  for (let i = SPAN; i < track.length - SPAN; i++) {
    const near = track.slice(i - SPAN, i + SPAN + 1);
    const mean = [0, 1].map((k) => near.reduce((sum, point) => sum + point[k]!, 0) / near.length);
    most = Math.max(most, between(track[i]!, mean));
  }
  return most;
}

function follow(track: Track): { motion: Motion; reach: number } {
  const reach = Math.max(...track.map((point) => between(point, track[0]!)));
  if (reach <= STILL) return { motion: 'resting', reach };
  if (reach <= PLACE && wobble(track) > STILL / 2 && turns(track) >= TURNS) return { motion: 'trembling', reach };
  return { motion: reach < CREEP ? 'creeping' : 'moving', reach };
}

/** Judges the end of a run that kept lastSecond(). */
export function restReport({ scene }: Task, run: Run): RestReport {
  const px = PHYRE.pixelsPerMetre;
  const shapes = pixelShapes(scene, px);
  const from = run.states.length - LAST - 1;
  const rank: Motion[] = ['resting', 'creeping', 'moving', 'trembling'];
  const judged = run.bodies.map((body, b) => {
    // The outermost point, body frame.
    let far: [number, number] = [0, 0];
    for (const shape of shapes[body]!)
      for (const [x, y] of 'circle' in shape ? ([[shape.circle, 0]] as [number, number][]) : shape.polygon)
        if (Math.hypot(x, y) > Math.hypot(...far)) far = [x, y];
    const poses = run.states.slice(from).map((s) => [s[3 * b]!, s[3 * b + 1]!, s[3 * b + 2]!] as const);
    const origin = follow(poses.map(([x, y]) => [x, y]));
    const rim = follow(
      poses.map(([x, y, a]) => [
        x + far[0] * Math.cos(a) - far[1] * Math.sin(a),
        y + far[0] * Math.sin(a) + far[1] * Math.cos(a),
      ]),
    );
    const motion = rank.indexOf(origin.motion) >= rank.indexOf(rim.motion) ? origin.motion : rim.motion;
    return { motion, reach: Math.max(origin.reach, rim.reach) };
  });

  const last = run.states.at(-1)!;
  const placed = scene.bodies.map(({ position: [x, y], angle }, i) => {
    const b = run.bodies.indexOf(i);
    const pose = b < 0 ? [x * px, y * px, angle] : [last[3 * b]!, last[3 * b + 1]!, last[3 * b + 2]!];
    return shapesAt(shapes[i]!, pose as Pose);
  });
  const rests = (i: number) => !run.bodies.includes(i) || judged[run.bodies.indexOf(i)]!.motion === 'resting';
  const overlaps: RestReport['overlaps'] = [];
  for (const a of run.bodies)
    for (let b = 0; b < scene.bodies.length; b++) {
      if (b === a || (run.bodies.includes(b) && b < a) || !rests(a) || !rests(b)) continue;
      const depth = bodyDepth(placed[a]!, placed[b]!);
      if (depth > 0) overlaps.push({ a, b, depth });
    }
  return {
    motion: judged.map(({ motion }) => motion),
    reach: judged.map(({ reach }) => reach),
    overlaps,
    awake: run.awake ?? 0,
  };
}
