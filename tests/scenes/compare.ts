// How far one simulator's run of a scene is from another's. Before a body's first contact there is only one right answer; after it
// small differences grow, so that then the measure is how many bodies are still near.
import { bodyDepth, type Pose, pixelShapes, shapesAt } from './overlap.js';
import { PHYRE, type Task } from './phyre.js';
import type { Run } from './run.js';

/** px: a body nearer than this is where it should be. */
export const NEAR = 3;
/** Steps after which the near bodies are counted. */
export const CHECKPOINTS = [10, 20, 30, 60, 120];

export interface BodyComparison {
  task: string;
  name: string;
  /** The first step in which it touches something, by the reference. */
  firstContact: number;
  /** px: largest error while the body has touched nothing in either run, and the step it is at. */
  free: number;
  freeStep: number;
  /** By checkpoint: px, and rad. */
  error: Record<number, number>;
  angle: Record<number, number>;
  /** px: deepest overlap with another body at the start; at most 0 if none. */
  overlap: number;
  /** px by checkpoint: what a tiny shift of the start does in the reference itself; undefined if that was not run. */
  sensitivity?: Record<number, number>;
}

/** Depth of each moving body's deepest overlap at the start, px. */
export function overlaps({ scene }: Task): number[] {
  const px = PHYRE.pixelsPerMetre;
  const shapes = pixelShapes(scene, px);
  const placed = scene.bodies.map(({ position: [x, y], angle }, i) =>
    shapesAt(shapes[i]!, [x * px, y * px, angle] as Pose),
  );
  return scene.bodies.flatMap(({ type }, i) =>
    type === 'dynamic'
      ? [Math.max(...placed.map((other, j) => (i === j ? -Infinity : bodyDepth(placed[i]!, other))))]
      : [],
  );
}

const position = (states: Float64Array, other: Float64Array, b: number) =>
  Math.hypot(states[3 * b]! - other[3 * b]!, states[3 * b + 1]! - other[3 * b + 1]!);

/** Angles may be wrapped or not. */
const turn = (states: Float64Array, other: Float64Array, b: number) => {
  const difference = states[3 * b + 2]! - other[3 * b + 2]!;
  return Math.abs(Math.atan2(Math.sin(difference), Math.cos(difference)));
};

/** Errors by checkpoint of one quantity; NaN counts as lost. */
function atCheckpoints(
  reference: Run,
  actual: Run,
  measure: (a: Float64Array, b: Float64Array) => number,
): Record<number, number> {
  const entries = CHECKPOINTS.flatMap((step) => {
    const [i, j] = [reference.steps.indexOf(step), actual.steps.indexOf(step)];
    if (i < 0 || j < 0) return [];
    const error = measure(reference.states[i]!, actual.states[j]!);
    return [[step, Number.isNaN(error) ? Infinity : error]];
  });
  return Object.fromEntries(entries);
}

/** px: a gap that counts as a touch in a run that records no contacts, a little over the fork's skin of 0.12 px. */
const TOUCH = 1;

/**
 * The first kept step after which each body is at another one, by geometry alone. A body may be hit earlier in one run than in the
 * other, by one whose way is already chaotic or because rounding decides in which step a contact is noticed: its error after
 * that says nothing about free flight.
 */
function firstTouch({ scene }: Task, run: Run): number[] {
  const px = PHYRE.pixelsPerMetre;
  const shapes = pixelShapes(scene, px);
  const reach = shapes.map((parts) =>
    Math.max(
      ...parts.map((s) => ('circle' in s ? s.circle : Math.max(...s.polygon.map(([x, y]) => Math.hypot(x, y))))),
    ),
  );
  const poses = scene.bodies.map(({ position: [x, y], angle }): Pose => [x * px, y * px, angle]);
  const first = run.bodies.map(() => Infinity);
  for (const [k, step] of run.steps.entries()) {
    const state = run.states[k]!;
    run.bodies.forEach((body, b) => {
      poses[body] = [state[3 * b]!, state[3 * b + 1]!, state[3 * b + 2]!];
    });
    run.bodies.forEach((body, b) => {
      if (first[b]! <= step) return;
      const [x, y] = poses[body]!;
      const mine = shapesAt(shapes[body]!, poses[body]!);
      const touches = poses.some(
        (pose, i) =>
          i !== body &&
          Math.hypot(pose[0] - x, pose[1] - y) < reach[i]! + reach[body]! + TOUCH &&
          bodyDepth(mine, shapesAt(shapes[i]!, pose)) > -TOUCH,
      );
      if (touches) first[b] = step;
    });
  }
  return first;
}

/** Compares two runs of one scene, body by body; only steps that both have count. `firstContact` is of the reference. */
export function compare(
  task: Task,
  reference: Run,
  actual: Run,
  firstContact: number[],
  shifted?: Run,
): BodyComparison[] {
  const overlap = overlaps(task);
  const touched = firstTouch(task, actual);
  return reference.bodies.map((body, b) => {
    const first = firstContact[b]!;
    let [free, freeStep] = [0, 0];
    reference.steps.forEach((step, i) => {
      const j = actual.steps.indexOf(step);
      if (j < 0 || step >= Math.min(first, touched[b]!)) return;
      const distance = position(reference.states[i]!, actual.states[j]!, b);
      const error = Number.isNaN(distance) ? Infinity : distance;
      if (error > free) [free, freeStep] = [error, step];
    });
    return {
      task: task.id,
      name: task.scene.bodies[body]!.name,
      firstContact: first,
      free,
      freeStep,
      error: atCheckpoints(reference, actual, (a, c) => position(a, c, b)),
      angle: atCheckpoints(reference, actual, (a, c) => turn(a, c, b)),
      overlap: overlap[b]!,
      ...(shifted ? { sensitivity: atCheckpoints(reference, shifted, (a, c) => position(a, c, b)) } : {}),
    };
  });
}

export interface Summary {
  bodies: number;
  /** px, over all bodies and all their free steps. */
  free: number;
  /** By checkpoint: share of the bodies that are near, and median and largest error of their angles (rad). */
  near: Record<number, number>;
  angle: Record<number, { median: number; most: number }>;
}

export function summarize(all: BodyComparison[]): Summary {
  const steps = CHECKPOINTS.filter((step) => all.some(({ error }) => step in error));
  const by = <T>(value: (step: number) => T) => Object.fromEntries(steps.map((step) => [step, value(step)]));
  return {
    bodies: all.length,
    free: Math.max(0, ...all.map(({ free }) => free)),
    near: by((step) => all.filter(({ error }) => error[step]! <= NEAR).length / all.length),
    angle: by((step) => {
      const angles = all.map(({ angle }) => angle[step]!).sort((a, b) => a - b);
      return { median: angles[angles.length >> 1]!, most: angles.at(-1)! };
    }),
  };
}

/** Why a body may be far off at a checkpoint; the likeliest first. */
export function reason({ free, firstContact, error, overlap, sensitivity }: BodyComparison, step: number): string {
  if (free > 0.1) return 'wrong before any contact';
  if (firstContact > step) return 'never touched anything';
  if ((sensitivity?.[step] ?? 0) > NEAR)
    return `chaotic: a tiny shift moves the reference ${sensitivity![step]!.toFixed(1)} px`;
  const early = CHECKPOINTS.find((at) => (error[at] ?? 0) > NEAR);
  const since = early === undefined || early >= step ? '' : `, off since ${early}`;
  if (overlap > 1) return `overlaps by ${overlap.toFixed(1)} px at the start${since}`;
  return `contact from step ${firstContact}${since}`;
}

/** The bodies that are farthest off at a checkpoint. */
export function offenders(all: BodyComparison[], step = 60): BodyComparison[] {
  return all.filter(({ error }) => error[step]! > NEAR).sort((a, b) => b.error[step]! - a.error[step]!);
}
