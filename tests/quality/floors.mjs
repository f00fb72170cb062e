// Ghost bumps: a body that slides over a flush floor of several pieces must not notice where one ends and the next begins.
import { flushFloor } from '../scenes/quality.mjs';
import { simulate, VX, worst, Y } from './simulate.mjs';

const speeds = [2, 5, 10];

/** The largest over all speeds of look(body, scene's body), over 40 m of way. */
function slide(engine, options, look) {
  return worst(
    speeds.map((speed) => {
      const scene = flushFloor({ speed, ...options });
      const seen = [];
      simulate(engine, scene, Math.round((40 / speed) * 60), ([body]) => {
        seen.push(look(body, scene.bodies[0]));
      });
      return worst(seen);
    }),
  );
}

const floorNames = { boxes: 'flush static boxes', segments: 'a chain of segments' };

export const floors = {
  name: 'flush floors, no friction, 2, 5 and 10 m/s',
  tests: Object.entries(floorNames).flatMap(([floor, floorName]) =>
    ['box', 'ball', 'capsule'].flatMap((slider) => [
      {
        name: `${slider} over ${floorName}: highest bump`,
        unit: 'm',
        atMost: 0.01,
        measure: (engine) => slide(engine, { slider, floor }, (body, start) => body[Y] - start.position[1]),
      },
      {
        name: `${slider} over ${floorName}: loss of speed`,
        unit: 'relative',
        atMost: 1e-3,
        measure: (engine) => slide(engine, { slider, floor }, (body, start) => 1 - body[VX] / start.velocity[0]),
      },
    ]),
  ),
};
