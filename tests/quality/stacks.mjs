// Stacks that should stand: each once awake all the time and once with sleeping on.
import { heavyOnLight, pyramid, tower } from '../scenes/quality.mjs';
import { seconds, simulate, worst, X, Y } from './simulate.mjs';

/** Largest distance (m) of a body from where it began, at any step of 20 s. */
function displacement(engine, scene) {
  let largest = 0;
  simulate(engine, scene, seconds(20), (states) => {
    const moved = states.map((body, i) =>
      Math.hypot(body[X] - scene.bodies[i].position[0], body[Y] - scene.bodies[i].position[1]),
    );
    largest = worst([largest, ...moved]);
  });
  return largest;
}

/** How far (m) body 0 is from where it began in height, the largest of 20 s. */
function sink(engine, scene) {
  let largest = 0;
  simulate(engine, scene, seconds(20), ([heavy]) => {
    largest = worst([largest, Math.abs(heavy[Y] - scene.bodies[0].position[1])]);
  });
  return largest;
}

const stacks20s = [
  ['pyramid of 10 rows, 20 s: worst displacement', 0.2, (engine, world) => displacement(engine, pyramid(10, world))],
  ['pyramid of 20 rows, 20 s: worst displacement', 0.2, (engine, world) => displacement(engine, pyramid(20, world))],
  ['tower of 30 boxes, 20 s: worst displacement', 0.5, (engine, world) => displacement(engine, tower(30, world))],
  ['heavy on light, 10:1, 20 s: sink', 0.1, (engine, world) => sink(engine, heavyOnLight(10, world))],
  ['heavy on light, 100:1, 20 s: sink', 0.1, (engine, world) => sink(engine, heavyOnLight(100, world))],
];

export const stacks = {
  name: 'stacks',
  tests: [false, true].flatMap((sleeping) =>
    stacks20s.map(([name, atMost, measure]) => ({
      name: sleeping ? `${name}, sleeping on` : name,
      unit: 'm',
      atMost,
      measure: (engine) => measure(engine, { sleeping }),
    })),
  ),
};
