// What comes of a layout in 1,000 steps, by the scenario itself and by planck from the same start, in the words that both are compared in.
import type { Clip, ClipSource } from '../../../dist/index.js';
import { bodyDepth, type Pose, pixelShapes, shapesAt } from '../../scenes/overlap.js';
import { PHYRE } from '../../scenes/phyre.js';
import { runPlanck } from '../../scenes/planck.js';
import { dynamicBodies, type Scene } from '../../scenes/scene.js';
import { alike, evenOdds, sameShares } from '../../support/statistics.js';
import { openLayouts, PIXELS } from './layouts.js';

export interface Outcome {
  /** The step after which nothing leaves the place where it is in the end by more than a pixel. */
  rest: number;
  /** Whether the red ball ever touches an object of the layout: not a wall. */
  touched: boolean;
  /** px, in the end: of the red ball, and the mean of the other bodies that move. */
  ball: number;
  others: number;
}

/** px */
const PLACE = 1;
/** px: what is this near touches. */
const TOUCH = 0.1;
/** A clip that moves in its last second is not at rest. */
export const RESTLESS = PHYRE.steps - 60;

/** A source of clips of a state after every step. */
export const openRuns = (cleanStart: boolean, seed = 7): ClipSource =>
  openLayouts({}, {
    seed,
    cleanStart,
    timing: { frames: PHYRE.steps + 1, firstFrameStep: 0, stepsPerFrame: 1 },
  } as object);

/** The start of a clip as a scene file. */
export function sceneOf(clip: Clip): Scene {
  const states = clip.states;
  const size = 512 / PIXELS;
  return {
    kinema: 1,
    world: {
      view: [0, 0, size, size],
      gravity: [0, PHYRE.gravity],
      step: PHYRE.step,
      substeps: 4,
      integrator: 'symplectic-euler',
      restitutionThreshold: PHYRE.restitutionThreshold,
      resolveOverlaps: 'project',
    },
    bodies: clip.bodies.map(({ name, dynamic, shape, radius, parts, color }, i) => {
      const material = {
        ...(dynamic ? { density: PHYRE.density } : {}),
        friction: PHYRE.friction,
        restitution: PHYRE.restitution,
        color,
      };
      return {
        name,
        type: dynamic ? 'dynamic' : 'static',
        position: [states[6 * i]!, states[6 * i + 1]!],
        angle: states[6 * i + 2]!,
        ...(dynamic ? { angularDamping: PHYRE.angularDamping } : {}),
        shapes:
          shape === 'disc'
            ? [{ circle: { radius }, ...material }]
            : parts.map(({ points }) => ({ polygon: points.map(([x, y]): [number, number] => [x, y]), ...material })),
      };
    }),
  };
}

/** Both outcomes of a clip of openRuns(). `threshold`: planck's restitution threshold, m/s. */
export function outcomes(clip: Clip, threshold = PHYRE.restitutionThreshold): { kinema: Outcome; planck: Outcome } {
  const scene = sceneOf(clip);
  const moving = dynamicBodies(scene);
  const user = scene.bodies.length - 1;
  const impacts = clip.contacts.some(({ a, b }) => b === user && a >= 4);
  const all = clip.states;
  const rows = Array.from({ length: clip.frameCount }, (_, frame) =>
    Float64Array.from(
      moving.flatMap((i) => {
        const at = (frame * clip.bodyCount + i) * 6;
        return [all[at]! * PIXELS, all[at + 1]! * PIXELS, all[at + 2]!];
      }),
    ),
  );
  const steps = rows.map((_, step) => step);
  const run = runPlanck({ ...scene, world: { ...scene.world, restitutionThreshold: threshold } }, steps);
  const met = run.pairs!.some(([a, b]) => b === user && a >= 4);
  return {
    kinema: outcome(scene, moving, rows, impacts || comesNear(scene, moving, rows)),
    planck: outcome(scene, moving, run.states, met),
  };
}

function outcome(scene: Scene, moving: number[], rows: Float64Array[], touched: boolean): Outcome {
  const last = rows.at(-1)!;
  const far = farthest(scene, moving);
  let rest = rows.length - 1;
  for (; rest > 0; rest--) if (moving.some((_, b) => away(rows[rest - 1]!, last, b, far[b]!) > PLACE)) break;
  const heights = moving.map((_, b) => last[3 * b + 1]!);
  const ball = heights.pop()!;
  return { rest, touched, ball, others: heights.reduce((sum, y) => sum + y, 0) / Math.max(heights.length, 1) };
}

/** The outermost point of each moving body in its own frame, px. */
function farthest(scene: Scene, moving: number[]): [number, number][] {
  const shapes = pixelShapes(scene, PIXELS);
  return moving.map((i) => {
    const points = shapes[i]!.flatMap((s): [number, number][] => ('circle' in s ? [[s.circle, 0]] : s.polygon));
    const lengths = points.map(([x, y]) => Math.hypot(x, y));
    return points[lengths.indexOf(Math.max(...lengths))]!;
  });
}

/** How far a body's origin or outermost point is from where it is in the end. */
function away(row: Float64Array, last: Float64Array, b: number, [px, py]: [number, number]): number {
  const dx = row[3 * b]! - last[3 * b]!;
  const dy = row[3 * b + 1]! - last[3 * b + 1]!;
  const [c, s] = [Math.cos(row[3 * b + 2]!), Math.sin(row[3 * b + 2]!)];
  const [lc, ls] = [Math.cos(last[3 * b + 2]!), Math.sin(last[3 * b + 2]!)];
  const rx = dx + px * (c - lc) - py * (s - ls);
  const ry = dy + px * (s - ls) + py * (c - lc);
  return Math.max(Math.hypot(dx, dy), Math.hypot(rx, ry));
}

/** Whether the red ball, the last body that moves, comes near an object in any state. */
function comesNear(scene: Scene, moving: number[], rows: Float64Array[]): boolean {
  const shapes = pixelShapes(scene, PIXELS);
  const still = scene.bodies.map(({ position: [x, y], angle }, i) =>
    shapesAt(shapes[i]!, [x * PIXELS, y * PIXELS, angle] as Pose),
  );
  const sizes = farthest(scene, moving).map((point) => Math.hypot(...point));
  const b = moving.length - 1;
  const radius = sizes[b]!;
  const statics = scene.bodies.flatMap(({ type }, i) => (type === 'static' && i >= 4 ? [i] : []));
  for (const row of rows) {
    const [x, y] = [row[3 * b]!, row[3 * b + 1]!];
    const ball = shapesAt([{ circle: radius }], [x, y, 0]);
    if (statics.some((i) => bodyDepth(still[i]!, ball) > -TOUCH)) return true;
    for (let k = 0; k < b; k++) {
      const pose = [row[3 * k]!, row[3 * k + 1]!, row[3 * k + 2]!] as const;
      if (Math.hypot(pose[0] - x, pose[1] - y) > sizes[k]! + radius + 1) continue;
      if (bodyDepth(shapesAt(shapes[moving[k]!]!, pose as unknown as Pose), ball) > -TOUCH) return true;
    }
  }
  return false;
}

export interface Comparison {
  what: string;
  kinema: number;
  planck: number;
  /** How likely so large a difference is by chance: of two samples, and of the pairs. */
  p: number;
  paired: number;
}

const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Compares outcomes of the same layouts; pairs that differ by less than a tenth of a second or a pixel are the same. */
export function compareOutcomes(all: { kinema: Outcome; planck: Outcome }[]): Comparison[] {
  const numbers = (what: string, least: number, of: (o: Outcome) => number): Comparison => {
    const [k, p] = [all.map(({ kinema }) => of(kinema)), all.map(({ planck }) => of(planck))];
    const more = k.filter((x, i) => x > p[i]! + least).length;
    const less = k.filter((x, i) => x < p[i]! - least).length;
    return { what, kinema: mean(k), planck: mean(p), p: alike(k, p), paired: evenOdds(more, less) };
  };
  const shares = (what: string, of: (o: Outcome) => boolean): Comparison => {
    const [k, p] = [all.map(({ kinema }) => of(kinema)), all.map(({ planck }) => of(planck))];
    const count = (values: boolean[]) => values.filter(Boolean).length;
    const p2 = sameShares([count(k), all.length - count(k)], [count(p), all.length - count(p)]);
    const more = count(k.map((x, i) => x && !p[i]));
    const less = count(k.map((x, i) => !x && p[i]!));
    return {
      what,
      kinema: count(k) / all.length,
      planck: count(p) / all.length,
      p: p2,
      paired: evenOdds(more, less),
    };
  };
  return [
    shares('at rest before the last second', ({ rest }) => rest < RESTLESS),
    numbers('steps to rest', 6, ({ rest }) => rest),
    shares('red ball touches an object', ({ touched }) => touched),
    numbers('final height of the red ball, px', PLACE, ({ ball }) => ball),
    numbers('mean final height of the others, px', PLACE, ({ others }) => others),
  ];
}
