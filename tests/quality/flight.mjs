// Free flight: where a body is that meets nothing.
import { parabola, uniformMotion } from '../scenes/quality.mjs';
import { seconds, simulate, worst, X, Y } from './simulate.mjs';

/** Largest distance (m) of body 0 from x + v t + g t^2 / 2. */
function flightError(engine, scene, duration) {
  const [{ position, velocity }] = scene.bodies;
  const errors = [];
  simulate(engine, scene, seconds(duration), ([body], k) => {
    const t = k / 60;
    const [x, y] = [0, 1].map(
      (i) => position[i] + velocity[i] * t + ((scene.world.gravity ?? [0, -9.8])[i] * t * t) / 2,
    );
    errors.push(Math.hypot(body[X] - x, body[Y] - y));
  });
  return worst(errors);
}

export const flight = {
  name: 'free flight',
  tests: [
    {
      name: 'uniform motion, 10 s: largest position error',
      unit: 'm',
      atMost: 1e-3,
      measure: (engine) => flightError(engine, uniformMotion(), 10),
    },
    {
      name: 'parabola, 2 s: largest position error',
      unit: 'm',
      atMost: 1e-2,
      measure: (engine) => flightError(engine, parabola(), 2),
    },
  ],
};
