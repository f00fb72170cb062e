// Random clips of a scenario, their factors by name and their states by body.
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';

export const kinema = await loadKinema();

type Clip = ReturnType<ReturnType<typeof kinema.open>['clip']>;

/** A state record: m, rad, m/s, rad/s. */
export interface State {
  x: number;
  y: number;
  angle: number;
  vx: number;
  vy: number;
  omega: number;
}

export interface Seen {
  /** Factors by name: numbers as they are, choices as their position. */
  f: Record<string, number>;
  clip: Clip;
  /** State of body b at frame k. */
  at: (k: number, b: number) => State;
  /** s, time of frame k. */
  time: (k: number) => number;
  /** Frames of the clip. */
  frames: number;
}

/** Calls `check` for the first `count` clips of a scenario with its default factors, or those of a recipe's split. */
export function each(scenario: string, count: number, check: (seen: Seen) => void, factors: object = {}): void {
  const source = kinema.open({ kinema: 1, seed: 11, scenario, splits: { train: { count, factors } } } as never);
  const names = source.scenario.factors.map(({ name }) => name);
  const { physics, timing } = source.plan;
  for (let index = 0; index < count; index++) {
    const clip = source.clip(index, { stages: {} });
    const f = Object.fromEntries(names.map((name, i) => [name, clip.factors[i] as number]));
    const { states, bodyCount } = clip;
    const at = (k: number, b: number) => {
      const [x, y, angle, vx, vy, omega] = states.subarray((k * bodyCount + b) * 6, (k * bodyCount + b + 1) * 6);
      return { x, y, angle, vx, vy, omega } as State;
    };
    const time = (k: number) => (timing.firstFrameStep + k * timing.stepsPerFrame) * physics.step;
    try {
      check({ f, clip, at, time, frames: clip.frameCount });
    } catch (error) {
      (error as Error).message += ` (clip ${index}: ${JSON.stringify(f)})`;
      throw error;
    }
  }
}

/** Largest deviations by name, for `close` to note; printed by the tests of tests/scenarios with KINEMA_FIGURES set. */
const figures = new Map<string, number>();

/** `value` is `expected` to within `tolerance`. */
export function close(value: number, expected: number, tolerance: number, what: string): void {
  const off = Math.abs(value - expected);
  figures.set(what, Math.max(figures.get(what) ?? 0, off));
  assert.ok(off <= tolerance, `${what}: ${value}, expected ${expected} +- ${tolerance}`);
}

process.on('exit', () => {
  if (process.env.KINEMA_FIGURES)
    for (const [what, off] of figures) console.log(`${what}: off by ${off.toExponential(1)}`);
});

/** x reduced to (-pi, pi]. */
export function wrapped(x: number): number {
  return x - 2 * Math.PI * Math.round(x / (2 * Math.PI));
}

/** dx/dt = derivative(x) over `time`, by the classical scheme of fourth order. */
export function integrate(x: number[], time: number, steps: number, derivative: (x: number[]) => number[]): number[] {
  const h = time / steps;
  const add = (a: number[], b: number[], t: number) => a.map((value, i) => value + t * (b[i] as number));
  let state = x;
  for (let i = 0; i < steps; i++) {
    const k1 = derivative(state);
    const k2 = derivative(add(state, k1, h / 2));
    const k3 = derivative(add(state, k2, h / 2));
    const k4 = derivative(add(state, k3, h));
    state = state.map(
      (value, j) =>
        value + (h / 6) * ((k1[j] as number) + 2 * (k2[j] as number) + 2 * (k3[j] as number) + (k4[j] as number)),
    );
  }
  return state;
}
