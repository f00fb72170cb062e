// Steps a scene in a closed box and checks the laws that hold whatever happens inside: every number is finite, nobody leaves,
// energy does not grow.
//
// Energy. Without initial overlaps, kinematic bodies and conveyors nothing may add energy, so it never exceeds its start by more than 1e-3
// of it, plus what lifting all bodies by 1 mm costs (a resting body sinks and is pushed back within the slop). Symplectic Euler is off
// by g h v in itself, so with that integrator the law is checked without gravity only.
// With overlaps, parting bodies may each gain pushSpeed: the energy is bounded by that of the start with every speed raised by
// pushSpeed, and every surface speed of the rotation too, |omega| + pushSpeed / k with k the radius of gyration. The same bound
// holds for the speed of each body, v <= sqrt(2 E / m), which is weaker and not checked.
import type { Kinema } from '../../dist/index.js';
import {
  boundsOf,
  centerAt,
  energyOf,
  firstState,
  type Mass,
  massOf,
  outlineOf,
  outlinesAt,
  type State,
} from './measure.js';
import type { BoxScene } from './random-scene.js';

/** What went wrong. Amounts: left, deep in m beyond the wall's inner face; energy as a share of the start's. */
export interface Failure {
  kind: 'trap' | 'not finite' | 'left' | 'deep' | 'energy' | 'energy of overlap';
  /** Steps after which it was first seen. */
  step: number;
  /** The greatest seen; that of `trap` and `not finite` is 0. */
  amount: number;
  detail: string;
}

/** Penetration of a wall that is reported, m. */
const DEEP = 0.01;
const ENERGY = 1e-3;

/** Checks after every `every` steps, from the first on. */
export function judge(kinema: Kinema, box: BoxScene, steps: number, every = 1): Failure[] {
  const found = new Map<Failure['kind'], Failure>();
  const note = (kind: Failure['kind'], step: number, amount: number, detail: string) => {
    const known = found.get(kind);
    if (!known) found.set(kind, { kind, step, amount, detail });
    else known.amount = Math.max(known.amount, amount);
  };
  const { bodies } = box.scene;
  const dynamic = bodies.flatMap(({ type = 'dynamic' }, i) => (type === 'dynamic' ? [i] : []));
  const outlines = bodies.map(({ shapes }) => shapes.map(outlineOf));
  const masses: Mass[] = bodies.map(massOf);
  const [limit, law] = energyLimit(box, masses);

  let done = 0;
  try {
    const world = kinema.world(box.scene);
    while (done < steps) {
      const next = Math.min(every, steps - done);
      world.step(next);
      done += next;
      const all = world.states;
      const states: State[] = bodies.map((_, i) => Array.from(all.subarray(6 * i, 6 * i + 6)) as unknown as State);
      const bad = states.findIndex((state) => !state.every(Number.isFinite));
      if (bad >= 0) {
        note('not finite', done, 0, `body ${bad}`);
        break;
      }
      let [deepest, who] = [0, -1];
      for (const i of dynamic) {
        const [x, y, angle] = states[i] as State;
        const [x0, y0, x1, y1] = boundsOf(outlinesAt(outlines[i] ?? [], x, y, angle));
        const beyond = Math.max(-x0, -y0, x1 - box.width, y1 - box.height);
        if (beyond > deepest) [deepest, who] = [beyond, i];
      }
      if (deepest > box.wall / 2) note('left', done, deepest, `body ${who}`);
      if (deepest > DEEP) note('deep', done, deepest, `body ${who}`);
      if (law) {
        const energy = energyOf(box.scene, masses, states, [box.width, box.height]);
        if (energy > limit.most) note(law, done, (energy - limit.start) / Math.max(limit.start, 1e-12), `${energy} J`);
      }
    }
  } catch (error) {
    note('trap', done, 0, String(error));
  }
  return [...found.values()];
}

/** The energy of the start, what it may become, and the law that says so; no law where none holds. */
function energyLimit(box: BoxScene, masses: Mass[]): [{ start: number; most: number }, Failure['kind'] | undefined] {
  const { scene } = box;
  const { gravity: [gx, gy] = [0, -9.8], integrator = 'exact', pushSpeed = 3 } = scene.world ?? {};
  const g = Math.hypot(gx, gy);
  const moved = scene.bodies.some(
    ({ type, shapes }) => type === 'kinematic' || shapes.some(({ tangentSpeed = 0 }) => tangentSpeed !== 0),
  );
  const states = scene.bodies.map(firstState);
  const start = energyOf(scene, masses, states, [box.width, box.height]);
  let [weight, pushed] = [0, 0];
  scene.bodies.forEach((body, i) => {
    if ((body.type ?? 'dynamic') !== 'dynamic') return;
    const [mass, state] = [masses[i] as Mass, states[i] as State];
    weight += mass.mass * g;
    const [rx, ry] = centerAt({ ...mass, center: mass.center }, [0, 0, state[2], 0, 0, 0]);
    const speed = Math.hypot(state[3] - state[5] * ry, state[4] + state[5] * rx);
    const spin = mass.inertia > 0 ? pushSpeed / Math.sqrt(mass.inertia / mass.mass) : 0;
    pushed +=
      0.5 * mass.mass * ((speed + pushSpeed) ** 2 - speed ** 2) +
      0.5 * mass.inertia * ((Math.abs(state[5]) + spin) ** 2 - state[5] ** 2);
  });
  if (moved || (integrator !== 'exact' && g > 0)) return [{ start, most: Infinity }, undefined];
  const most = start * (1 + ENERGY) + weight * 1e-3 + 1e-9;
  return box.overlap ? [{ start, most: most + pushed }, 'energy of overlap'] : [{ start, most }, 'energy'];
}
