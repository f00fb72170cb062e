// Elastic impacts: of two discs against the exact solution, through a touching row, and with walls and floor.
import { ballInBox, cradle, discPair, drop } from '../scenes/quality.mjs';
import { energyOfDiscs, massOf, seconds, simulate, VX, VY, worst, Y } from './simulate.mjs';

/**
 * Velocities after the elastic, frictionless hit of two discs in free flight. They touch where |p + v t| = r1 + r2, the smaller
 * root; there the impulse along the line of centres is 2 m1 m2 / (m1 + m2) times the closing speed.
 */
function exactImpact([a, b]) {
  const p = [0, 1].map((i) => b.position[i] - a.position[i]);
  const v = [0, 1].map((i) => b.velocity[i] - a.velocity[i]);
  const reach = a.shapes[0].circle.radius + b.shapes[0].circle.radius;
  const dot = (u, w) => u[0] * w[0] + u[1] * w[1];
  const half = dot(p, v);
  const t = (-half - Math.sqrt(half * half - dot(v, v) * (dot(p, p) - reach * reach))) / dot(v, v);
  const n = [0, 1].map((i) => (p[i] + v[i] * t) / reach);
  const [ma, mb] = [massOf(a), massOf(b)];
  const impulse = ((2 * ma * mb) / (ma + mb)) * -dot(v, n);
  return [0, 1]
    .map((i) => a.velocity[i] - (impulse * n[i]) / ma)
    .concat([0, 1].map((i) => b.velocity[i] + (impulse * n[i]) / mb));
}

/** The largest error of a velocity after the hit, relative to the closing speed. */
function impactError(engine, pair, duration) {
  const scene = discPair(pair);
  const [a, b] = simulate(engine, scene, seconds(duration));
  const exact = exactImpact(scene.bodies);
  return worst([a[VX], a[VY], b[VX], b[VY]].map((v, i) => Math.abs(v - exact[i]))) / (pair.v1 + pair.v2);
}

const obliquePairs = [0.2, 0.6, 1, 1.4, 1.65].flatMap((offset) =>
  [1, 1.013, 1.031].map((gap) => ({ v1: 2, v2: 1.5, gap, offset })),
);

/** Share of the hitting ball's speed that the last ball of the row has when half a second has passed after the hit. */
function cradleShare(engine, options) {
  const speed = 2;
  const scene = cradle({ speed, ...options });
  const states = simulate(engine, scene, seconds(1));
  return states[5][VX] / speed;
}

function boxDrift(engine, options) {
  const scene = ballInBox(options);
  let first;
  let largest = 0;
  simulate(engine, scene, seconds(20), (states) => {
    const energy = energyOfDiscs(scene, states);
    first ??= energy;
    largest = Math.max(largest, Math.abs(energy / first - 1));
  });
  return largest;
}

/** How far the first apex after a fall from 1 m is from e^2 (m). The fall takes t, the way up e t. */
function apexError(engine, e) {
  const fall = Math.sqrt(2 / 9.8);
  let apex = Number.NEGATIVE_INFINITY;
  simulate(engine, drop(e), seconds(fall * (1 + 1.6 * e)), ([ball], k) => {
    if (k / 60 > fall * (1 + 0.5 * e)) apex = Math.max(apex, ball[Y] - 0.5);
  });
  return Math.abs(apex - e * e);
}

const headOn = (name, pair, duration) => ({
  name: `elastic head-on hit, ${name}: velocity error`,
  unit: 'of closing speed',
  atMost: 1e-3,
  measure: (engine) => impactError(engine, pair, duration),
});

const inRow = (name, options) => ({
  name: `Newton's cradle, ${name}: share of the speed in the last ball`,
  unit: 'of the first',
  atLeast: 0.9,
  measure: (engine) => cradleShare(engine, options),
});

export const impacts = {
  name: 'impacts',
  tests: [
    headOn('fast, 3.5 m/s', { v1: 2, v2: 1.5, gap: 1 }, 1),
    headOn('slow, 0.5 m/s', { v1: 0.3, v2: 0.2, gap: 0.2 }, 2),
    headOn('crawl, 0.01 m/s', { v1: 0.006, v2: 0.004, gap: 0.01 }, 3),
    {
      name: 'elastic oblique hits, 15 of them: velocity error',
      unit: 'of closing speed',
      atMost: 1e-3,
      measure: (engine) => worst(obliquePairs.map((pair) => impactError(engine, pair, 1.5))),
    },
    inRow('r = 0.5', { radius: 0.5 }),
    inRow('r = 0.3', { radius: 0.3 }),
    inRow('r = 0.5, on a floor', { radius: 0.5, floor: true }),
    {
      name: 'ball in a box, e = 1, 20 s: energy drift',
      unit: 'relative',
      atMost: 1e-3,
      measure: (engine) => boxDrift(engine),
    },
    {
      name: 'ball in a box under gravity, e = 1, 20 s: energy drift',
      unit: 'relative',
      measure: (engine) => boxDrift(engine, { gravity: [0, -9.8] }),
    },
    ...[0.25, 0.5, 0.8, 1].map((e) => ({
      name: `drop from 1 m, e = ${e}: apex error against e^2`,
      unit: 'm',
      atMost: 0.03,
      measure: (engine) => apexError(engine, e),
    })),
  ],
};
