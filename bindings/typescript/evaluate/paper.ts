// The study's evaluator (Kang et al. 2024, evaluate.py of phyworld), its quirks kept: docs/evaluate.md lists them. Positions come from masks of
// pixels that are nearly pure red or blue, and a column counts 10 / W metres although the picture's W columns are W - 1 steps apart.

import { KinemaError } from '../errors.js';
import type { PlanInfo } from '../recipe/plan-reader.js';
import type { AlignedFrames, MetricInfo, Reading, Truth } from './types.js';

const worldSize = 10;
/** Frame from which on is scored, whatever is given to the model. */
export const paperFirstScored = 3;

/** Numbers that paper mode gives of one ball. */
const ballMetrics: MetricInfo[] = [
  { name: 'velocity_error', label: 'velocity error', unit: 'm/s', better: 'lower' },
  { name: 'x_error', label: 'mean |x - x true|', unit: 'm', better: 'lower' },
  { name: 'y_error', label: 'mean |y - y true|', unit: 'm', better: 'lower' },
  { name: 'x_velocity_error', label: 'mean |vx - vx true|, frame by frame', unit: 'm/s', better: 'lower' },
  { name: 'radius_change', label: 'largest - least radius', unit: 'm', better: 'lower' },
];

const phases: [string, string][] = [
  ['post', 'after'],
  ['pre', 'before'],
];
const collisionMetrics: MetricInfo[] = [
  { name: 'velocity_error', label: 'velocity error after the collision', unit: 'm/s', better: 'lower' },
  { name: 'pre_velocity_error', label: 'velocity error before the collision', unit: 'm/s', better: 'lower' },
  ...phases.flatMap(([key, when]): MetricInfo[] => [
    { name: `${key}_x_error`, label: `mean |x - x true| ${when}`, unit: 'm', better: 'lower' },
    {
      name: `${key}_frame_velocity_error`,
      label: `mean |vx - vx true| ${when}, frame by frame`,
      unit: 'm/s',
      better: 'lower',
    },
    { name: `${key}_momentum_error`, label: `momentum error ${when} (mass r^2)`, unit: 'm^2 m/s', better: 'lower' },
    { name: `${key}_energy_error`, label: `energy error ${when} (mass r^2)`, unit: 'm^2 m^2/s^2', better: 'lower' },
  ]),
  { name: 'radius_change', label: 'largest - least radius of 5 frames', unit: 'm', better: 'lower' },
];

/** What paper mode gives for a scenario. @throws KinemaError where the study's evaluator does not know it */
export function paperMetrics({ scenario, image }: PlanInfo): MetricInfo[] {
  const refuse = (text: string): never => {
    throw new KinemaError('usage', `--mode paper: ${text}; use --mode exact`, { field: '--mode' });
  };
  if (!['uniform-motion', 'parabola', 'collision'].includes(scenario))
    refuse(`the study's evaluator knows uniform-motion, parabola and collision, not ${scenario}`);
  if (image.view.some((side, i) => side !== [0, 0, worldSize, worldSize][i]) || image.size[0] !== image.size[1])
    refuse(
      `the study's evaluator knows square pictures of 10 x 10 m, not ${image.size.join('x')} of ${image.view.join(', ')}`,
    );
  return scenario === 'collision' ? collisionMetrics : ballMetrics;
}

/** Why the study leaves a clip out, or undefined: it calls small balls `disappearing`. */
export function paperFilter({ bodies }: Truth): string | undefined {
  const radii = bodies.map(({ radius }) => radius);
  if (radii.length === 1) return (radii[0] as number) < Math.fround(0.6) ? 'r < 0.6' : undefined;
  return radii.some((radius) => radius <= 0.5) ? 'a radius <= 0.5' : undefined;
}

/** Centres and radii by frame, m. */
interface Parsed {
  readonly x: Float64Array[];
  readonly y: Float64Array[];
  readonly r: Float64Array[];
}

/**
 * Reads a prediction as the study does.
 * @param lastFrame of the recipe that is scored: of 32 the study drops the last one
 */
export function paperReading(
  frames: AlignedFrames,
  truth: Truth,
  firstScored: number,
  lastFrame: number,
): Reading & { velocities: [number, number][] } {
  const parsed = parse(frames, truth);
  const valid: number[] = [];
  for (
    let frame = Math.max(firstScored, frames.first);
    frame <= Math.min(lastFrame, frames.first + frames.count - 1);
    frame++
  )
    if (isValid(truth, frame)) valid.push(frame);
  const places = new Float64Array(frames.count * truth.bodies.length * 2);
  for (let i = 0; i < frames.count; i++)
    truth.bodies.forEach((_, b) => {
      places[(i * truth.bodies.length + b) * 2] = (parsed.x[b] as Float64Array)[i] as number;
      places[(i * truth.bodies.length + b) * 2 + 1] = (parsed.y[b] as Float64Array)[i] as number;
    });
  const score = truth.bodies.length === 1 ? scoreBall : scoreCollision;
  return { tracks: { first: frames.first, count: frames.count, places }, ...score(parsed, truth, valid, frames.first) };
}

/** Masks, their mean place and their area. Rows count from below. */
function parse({ pixels, width, height, count }: AlignedFrames, { bodies }: Truth): Parsed {
  const scale = worldSize / width;
  const lists = () => bodies.map(() => new Float64Array(count));
  const [x, y, r] = [lists(), lists(), lists()];
  const missing = bodies.length === 1 ? [10] : [0, 10];
  for (const [b, { color }] of bodies.entries()) {
    const isBlue = color === '#0000ff';
    for (let frame = 0; frame < count; frame++) {
      let [area, columns, rows] = [0, 0, 0];
      for (let row = 0, at = frame * width * height * 3; row < height; row++)
        for (let column = 0; column < width; column++, at += 3) {
          const [red, green, blue] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
          if (green >= 127 || (isBlue ? red >= 127 || blue <= 127 : blue >= 127 || red <= 127)) continue;
          area++;
          columns += column;
          rows += height - 1 - row;
        }
      const [xs, ys, rs] = [x[b], y[b], r[b]] as [Float64Array, Float64Array, Float64Array];
      if (area > 0) {
        xs[frame] = (columns / area) * scale;
        ys[frame] = (rows / area) * scale;
        rs[frame] = Math.sqrt(area / Math.PI) * scale;
      } else {
        xs[frame] = missing[b] as number;
        // In a collision both balls take the height that ball 1 had.
        ys[frame] = frame === 0 ? Number.NaN : ((b === 0 ? ys : (y[0] as Float64Array))[frame - 1] as number);
        rs[frame] = frame === 0 ? Number.NaN : (rs[frame - 1] as number);
      }
    }
  }
  return { x, y, r };
}

const trueState = ({ states, bodies }: Truth, frame: number, body: number, field: number) =>
  states[(frame * bodies.length + body) * 6 + field] as number;

/** Whether the truth is in the picture: of a collision the outer edges only. */
function isValid(truth: Truth, frame: number): boolean {
  const edges = truth.bodies.map(({ radius }, b) => {
    const [x, y] = [trueState(truth, frame, b, 0), trueState(truth, frame, b, 1)];
    return { left: x - radius, right: x + radius, bottom: y - radius, top: y + radius };
  });
  const [first, last] = [edges[0], edges.at(-1)] as [(typeof edges)[0], (typeof edges)[0]];
  if (first.left < 0 || last.right > worldSize) return false;
  return edges.length > 1 || (first.right <= worldSize && first.bottom >= 0 && first.top <= worldSize);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanApart = (a: readonly number[], b: readonly number[]) =>
  mean(a.map((value, i) => Math.abs(value - (b[i] as number))));
const differences = (values: readonly number[], interval: number) =>
  values.slice(1).map((value, i) => (value - (values[i] as number)) / interval);
const range = (values: readonly number[]) => Math.max(...values) - Math.min(...values);

interface Motion {
  readonly x: number[];
  readonly trueX: number[];
  readonly velocity: number[];
  readonly trueVelocity: number[];
  readonly radii: number[];
}

function motionOf(parsed: Parsed, truth: Truth, valid: readonly number[], first: number, body: number): Motion {
  const x = valid.map((frame) => parsed.x[body]?.[frame - first] as number);
  const trueX = valid.map((frame) => trueState(truth, frame, body, 0));
  const { interval } = truth;
  return {
    ...{ x, trueX, velocity: differences(x, interval), trueVelocity: differences(trueX, interval) },
    radii: valid.map((frame) => parsed.r[body]?.[frame - first] as number),
  };
}

type Scored = Pick<Reading, 'metrics'> & { velocities: [number, number][] };

function scoreBall(parsed: Parsed, truth: Truth, valid: readonly number[], first: number): Scored {
  const { x, trueX, velocity, trueVelocity, radii } = motionOf(parsed, truth, valid, first, 0);
  const speed = trueState(truth, 0, 0, 3);
  const y = valid.map((frame) => parsed.y[0]?.[frame - first] as number);
  const trueY = valid.map((frame) => trueState(truth, frame, 0, 1));
  return {
    metrics: {
      velocity_error: Math.abs(mean(velocity) - speed),
      x_error: meanApart(x, trueX),
      y_error: meanApart(y, trueY),
      x_velocity_error: meanApart(velocity, trueVelocity),
      radius_change: valid.length ? range(radii) : Number.NaN,
    },
    velocities: [[speed, mean(velocity)]],
  };
}

function scoreCollision(parsed: Parsed, truth: Truth, valid: readonly number[], first: number): Scored {
  const balls = truth.bodies.map((_, b) => motionOf(parsed, truth, valid, first, b));
  const steps = Math.max(0, valid.length - 1);
  let hit = steps - 1;
  for (let i = 1; i < steps; i++) {
    const jumps = balls.some(({ trueVelocity: v }) => Math.abs((v[i] as number) - (v[i - 1] as number)) > 0.1);
    if (!jumps) continue;
    hit = i;
    break;
  }
  const masses = truth.bodies.map(({ radius }) => radius * radius);
  const speeds = truth.bodies.map((_, b) => trueState(truth, 0, b, 3));
  const momentum = (velocities: readonly number[]) =>
    velocities.reduce((sum, v, b) => sum + (masses[b] as number) * v, 0);
  const energy = (velocities: readonly number[]) =>
    velocities.reduce((sum, v, b) => sum + 0.5 * (masses[b] as number) * v * v, 0);
  const phase = (from: number, to: number) => {
    const cut = balls.map((ball) => ({
      x: ball.x.slice(from, to),
      trueX: ball.trueX.slice(from, to),
      velocity: ball.velocity.slice(from, to),
      trueVelocity: ball.trueVelocity.slice(from, to),
    }));
    const together = cut[0]?.velocity.map((_, i) => cut.map(({ velocity }) => velocity[i] as number)) ?? [];
    return {
      means: cut.map(({ velocity, trueVelocity }): [number, number] => [mean(trueVelocity), mean(velocity)]),
      velocity_error: mean(cut.map(({ velocity, trueVelocity }) => Math.abs(mean(velocity) - mean(trueVelocity)))),
      x_error: mean(cut.map(({ x, trueX }) => meanApart(x, trueX))),
      frame_velocity_error: mean(cut.map(({ velocity, trueVelocity }) => meanApart(velocity, trueVelocity))),
      momentum_error: mean(together.map((v) => Math.abs(momentum(v) - momentum(speeds)))),
      energy_error: mean(together.map((v) => Math.abs(energy(v) - energy(speeds)))),
    };
  };
  const [pre, post] = [phase(0, Math.max(0, hit)), phase(hit + 1, steps)];
  const metrics: Record<string, number> = {
    velocity_error: post.velocity_error,
    pre_velocity_error: pre.velocity_error,
  };
  for (const [key, values] of [
    ['post', post],
    ['pre', pre],
  ] as const)
    for (const name of ['x_error', 'frame_velocity_error', 'momentum_error', 'energy_error'] as const)
      metrics[`${key}_${name}`] = values[name];
  metrics.radius_change = valid.length ? Math.max(...balls.map(({ radii }) => range(radii.slice(0, 5)))) : Number.NaN;
  return { metrics, velocities: post.means };
}
