// Friction on a slope: how a box slides and how it holds.
import { slope } from '../scenes/quality.mjs';
import { seconds, simulate, VX, VY, X, Y } from './simulate.mjs';

/** Error of the acceleration between 0.5 s and 2 s, relative to g (sin a - mu cos a). */
function slideError(engine, options) {
  const { angle, friction } = options;
  const along = [Math.cos(angle), -Math.sin(angle)];
  const speeds = [];
  simulate(engine, slope(options), seconds(2), ([body], k) => {
    if (k === seconds(0.5) || k === seconds(2)) speeds.push(body[VX] * along[0] + body[VY] * along[1]);
  });
  const exact = 9.8 * (Math.sin(angle) - friction * Math.cos(angle));
  return Math.abs((speeds[1] - speeds[0]) / 1.5 / exact - 1);
}

/** Way (m) that a box has crept between 1 s and 20 s. */
function creep(engine, options) {
  let start;
  const [end] = simulate(engine, slope(options), seconds(20), ([body], k) => {
    if (k === seconds(1)) start = body;
  });
  return Math.hypot(end[X] - start[X], end[Y] - start[Y]);
}

const angle = Math.PI / 6;

export const friction = {
  name: 'friction',
  tests: [
    ...[0, 0.2, 0.4].map((mu) => ({
      name: `sliding on a slope of 30 degrees, mu = ${mu}: acceleration error`,
      unit: 'relative',
      atMost: 0.01,
      measure: (engine) => slideError(engine, { angle, friction: mu }),
    })),
    {
      name: 'holding on a slope of 30 degrees, mu = 0.7: creep in 19 s',
      unit: 'm',
      atMost: 0.01,
      measure: (engine) => creep(engine, { angle, friction: 0.7 }),
    },
  ],
};
