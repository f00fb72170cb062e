// What elastic, frictionless hits of discs keep: energy over 1,000 of them, and momentum at each.
//
// A hit shows as a step in which a disc's velocity changes. Two discs share a hit and a wall's hit changes one, so that half the
// changes, rounded up, is a count of hits that is never too high.
import { gas, implosion } from '../scenes/quality.mjs';
import { energyOfDiscs, massOf, simulate, VX, VY, worst } from './simulate.mjs';

const HITS = 1000;
const LONGEST = 200_000;

/** Discs whose velocity changed from one look to the next. */
const changed = (scene, before, after) =>
  scene.bodies.flatMap((body, i) =>
    body.shapes[0].circle && (before[i][VX] !== after[i][VX] || before[i][VY] !== after[i][VY]) ? [i] : [],
  );

/** Runs until `hits` hits are seen or the steps are over; returns the hits and the largest energy and momentum errors. */
function watch(engine, scene, { hits: wanted, steps }) {
  let before;
  let first;
  const result = { hits: 0, energy: 0, momentum: 0 };
  simulate(engine, scene, steps, (states, k) => {
    const energy = energyOfDiscs(scene, states);
    first ??= energy;
    result.energy = Math.max(result.energy, Math.abs(energy / first - 1));
    if (k > 0) {
      const hit = changed(scene, before, states);
      result.hits += Math.ceil(hit.length / 2);
      result.momentum = Math.max(result.momentum, exchangeError(scene, hit, before, states));
    }
    before = states;
    return result.hits < wanted;
  });
  return result;
}

/**
 * |sum of m dv| over the discs that hit in a step, relative to the sum of their |m v|. Not to what they exchanged: in a grazing hit
 * that is less than the rounding of the velocities themselves.
 */
function exchangeError(scene, hit, before, after) {
  let [px, py, all] = [0, 0, 0];
  for (const i of hit) {
    const mass = massOf(scene.bodies[i]);
    px += mass * (after[i][VX] - before[i][VX]);
    py += mass * (after[i][VY] - before[i][VY]);
    all += mass * Math.hypot(before[i][VX], before[i][VY]);
  }
  return hit.length ? Math.hypot(px, py) / all : 0;
}

function energyInRoom(engine, count) {
  const { hits, energy } = watch(engine, gas(count, count), { hits: HITS, steps: LONGEST });
  if (hits < HITS) throw new Error(`only ${hits} hits in ${LONGEST} steps`);
  return energy;
}

/** Clouds of 2 to 20 discs, one after the other, until 1,000 hits are seen: the worst of `what`. */
function inFreeSpace(engine, what) {
  let hits = 0;
  const values = [];
  for (let seed = 1; hits < HITS; seed++) {
    if (seed > HITS) throw new Error(`only ${hits} hits in ${HITS} clouds`);
    const seen = watch(engine, implosion(2 + (seed % 19), seed), { hits: HITS, steps: 180 });
    hits += seen.hits;
    values.push(seen[what]);
  }
  return worst(values);
}

export const conservation = {
  name: 'conservation over 1,000 elastic hits of discs',
  tests: [
    ...[2, 3, 5, 10, 20].map((count) => ({
      name: `${count} discs in a room: energy error`,
      unit: 'relative',
      atMost: 1e-4,
      measure: (engine) => energyInRoom(engine, count),
    })),
    {
      name: 'clouds of 2 to 20 discs in free space: energy error',
      unit: 'relative',
      atMost: 1e-4,
      measure: (engine) => inFreeSpace(engine, 'energy'),
    },
    {
      name: 'clouds of 2 to 20 discs in free space: momentum error of a hit',
      unit: 'relative',
      atMost: 1e-6,
      measure: (engine) => inFreeSpace(engine, 'momentum'),
    },
  ],
};
