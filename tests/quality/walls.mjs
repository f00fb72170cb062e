// Tunnelling: a ball of 0.1 m at 200 m/s, which moves 3.3 m a step, against a wall 0.1 m thick.
import { bullet } from '../scenes/quality.mjs';
import { ANGLE, seconds, simulate, worst, X, Y } from './simulate.mjs';

/** Ten starts spread over the way of a step, so that the hit falls on every part of it. */
const distances = Array.from({ length: 10 }, (_, i) => 5 + i / 3);

/** How far (m) the ball's centre came past the wall's middle plane, the largest of a second; negative: it stayed on its side. */
function furthest(engine, wall) {
  return worst(
    distances.map((distance) => {
      const seen = [];
      simulate(engine, bullet({ wall, distance }), seconds(1), ([ball, plate]) => {
        const [dx, dy] = [ball[X] - plate[X], ball[Y] - plate[Y]];
        seen.push(dx * Math.cos(plate[ANGLE]) + dy * Math.sin(plate[ANGLE]));
      });
      return worst(seen);
    }),
  );
}

export const walls = {
  name: 'fast bodies',
  tests: ['static', 'dynamic'].map((wall) => ({
    name: `ball of 200 m/s against a ${wall} wall of 0.1 m: way past its middle`,
    unit: 'm',
    atMost: 0,
    measure: (engine) => furthest(engine, wall),
  })),
};
