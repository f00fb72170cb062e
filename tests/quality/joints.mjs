// Joints: what swings keeps its energy, and chains stay together.
import { chain, doublePendulum, pendulum } from '../scenes/quality.mjs';
import { ANGLE, energyOfDiscs, massOf, seconds, simulate, worst, X, Y } from './simulate.mjs';

/** Largest change of the energy over 10 s, of m g l of one ball on 1 m. */
function drift(engine, scene) {
  const weight = massOf(scene.bodies[0]) * 9.8;
  const start = { ...scene, world: { gravity: [0, -9.8], ...scene.world } };
  const seen = [];
  let first;
  simulate(engine, start, seconds(10), (states, k) => {
    const energy = energyOfDiscs(start, states);
    if (k === 0) first = energy;
    seen.push(Math.abs(energy - first) / weight);
  });
  return worst(seen);
}

/** Where the end of a link of 1 m is: side -1 or 1. */
const end = (state, side) => [
  state[X] + (side / 2) * Math.cos(state[ANGLE]),
  state[Y] + (side / 2) * Math.sin(state[ANGLE]),
];

/** Largest distance of two ends that are hinged, over 10 s. */
function gap(engine, scene) {
  const seen = [];
  simulate(engine, scene, seconds(10), (states) => {
    states.forEach((state, i) => {
      const [x, y] = i ? end(states[i - 1], 1) : [0, 0];
      const [u, v] = end(state, -1);
      seen.push(Math.hypot(u - x, v - y));
    });
  });
  return worst(seen);
}

export const joints = {
  name: 'joints, falling from level, 10 s',
  tests: [
    {
      name: 'pendulum: energy drift',
      unit: 'm g l',
      atMost: 0.05,
      measure: (engine) => drift(engine, pendulum()),
    },
    {
      name: 'double pendulum: energy drift',
      unit: 'm g l',
      atMost: 0.01,
      measure: (engine) => drift(engine, doublePendulum()),
    },
    {
      name: 'chain of 10 links with a 100 times heavier one: worst gap',
      unit: 'm',
      atMost: 0.1,
      measure: (engine) => gap(engine, chain(10, 100)),
    },
    {
      name: 'light chain of 10 links: worst gap',
      unit: 'm',
      atMost: 0.05,
      measure: (engine) => gap(engine, chain(10)),
    },
    {
      name: 'light chain of 40 links: worst gap',
      unit: 'm',
      atMost: 0.05,
      measure: (engine) => gap(engine, chain(40)),
    },
  ],
};
