// Determinism within a process: the same run twice, with another world made, stepped and freed in between.
import { heap, pyramid } from '../scenes/quality.mjs';
import { seconds, simulate, worst } from './simulate.mjs';

function record(engine, scene) {
  const values = [];
  simulate(engine, scene, seconds(10), (states) => {
    values.push(...states.flat());
  });
  return values;
}

/** Largest difference of any number of any step; a digest that differs counts as 1. */
function difference(engine, scene) {
  const first = record(engine, scene);
  simulate(engine, pyramid(4), 10);
  const second = record(engine, scene);
  const digests = [0, 1].map(() => {
    const world = engine.world(scene);
    world.step(seconds(10));
    const digest = world.digest();
    world.free();
    return digest;
  });
  let largest = digests[0] === digests[1] ? 0 : 1;
  for (let i = 0; i < first.length; i++) largest = worst([largest, Math.abs(first[i] - second[i])]);
  return largest;
}

export const repeat = {
  name: 'the same run twice',
  tests: [
    {
      name: 'heap of 40 balls and boxes, 10 s: difference',
      unit: '',
      atMost: 0,
      measure: (engine) => difference(engine, heap()),
    },
    {
      name: 'pyramid of 10 rows, 10 s: difference',
      unit: '',
      atMost: 0,
      measure: (engine) => difference(engine, pyramid(10)),
    },
  ],
};
