// Scenes in Kinema, in the form that runs of all simulators are compared in.
import { loadKinema } from '../../dist/index.js';
import { PHYRE } from './phyre.js';
import type { Run } from './run.js';
import { dynamicBodies, type Scene } from './scene.js';

const kinema = await loadKinema();

/** Steps a scene and keeps the states after the given numbers of steps (ascending). */
export function runKinema(scene: Scene, steps: number[]): Run {
  const px = PHYRE.pixelsPerMetre;
  const world = kinema.world(scene);
  const bodies = dynamicBodies(scene);
  let done = 0;
  const states = steps.map((until) => {
    if (until > done) world.step(until - done);
    done = until;
    const all = world.states;
    return Float64Array.from(bodies.flatMap((i) => [all[6 * i]! * px, all[6 * i + 1]! * px, all[6 * i + 2]!]));
  });
  const { awake } = world.stats;
  world.dispose();
  return { bodies, steps, states, awake };
}
