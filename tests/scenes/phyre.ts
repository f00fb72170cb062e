// Scenes of the study's combinatorial data (its fork of PHYRE), as scene files: the recorded tasks, where the recordings lie
// beside the checkout, and layouts of our own drawn from the same ranges. None of the published layouts is used.
import { existsSync, readFileSync } from 'node:fs';
import { bodyDepth, type Pose, shapesAt } from './overlap.js';
import { families, massCentre, type PixelBody, walls } from './phyre-objects.js';
import { Random } from './random.js';
import type { Run } from './run.js';
import type { Point, Scene } from './scene.js';

/** The fork's simulation. `stride`: a video frame is stored after steps 1, 1 + stride, ... */
export const PHYRE = {
  pixelsPerMetre: 6,
  gravity: -9.8,
  step: 1 / 60,
  velocityIterations: 15,
  positionIterations: 20,
  density: 0.25,
  friction: 0.5,
  restitution: 0.2,
  restitutionThreshold: 0.1,
  angularDamping: 0.01,
  steps: 1000,
  stride: 20,
};

const recordings = new URL('../../../shared/study/oracle/phyre_trajectories.json', import.meta.url);

/** The steps that a comparison keeps: all that its checkpoints span. */
export const COMPARED = Array.from({ length: 120 }, (_, i) => i + 1);

/** Why recordedTasks() returns nothing, in words that the test runner knows. */
export const recordingsMissing = 'oracle: ../shared/study/oracle/phyre_trajectories.json is not beside the checkout';

export interface Task {
  id: string;
  /** px */
  size: number;
  scene: Scene;
}

const colors = { static: '#000000', dynamic: '#b9cad2', user: '#f34f46' };
const wallNames = ['bottom', 'left', 'top', 'right'];

/** A scene file; the user's ball comes last. */
function sceneOf(size: number, bodies: PixelBody[], [ux, uy, ur]: [number, number, number]): Scene {
  const metres = (px: number) => px / PHYRE.pixelsPerMetre;
  const user: PixelBody = {
    kind: 'ball',
    dynamic: true,
    x: ux,
    y: uy,
    angle: 0,
    diameter: 2 * ur,
    shapes: [{ circle: ur }],
  };
  const all = [...bodies, user];
  return {
    kinema: 1,
    world: {
      view: [0, 0, metres(size), metres(size)],
      gravity: [0, PHYRE.gravity],
      step: PHYRE.step,
      substeps: 4,
      integrator: 'symplectic-euler',
      restitutionThreshold: PHYRE.restitutionThreshold,
      resolveOverlaps: 'project',
    },
    bodies: all.map((b, i) => ({
      name: b === user ? 'user' : b.kind === 'wall' ? (wallNames[i] as string) : `${b.kind}${i}`,
      type: b.dynamic ? 'dynamic' : 'static',
      position: [metres(b.x), metres(b.y)],
      angle: b.angle,
      ...(b.dynamic ? { angularDamping: PHYRE.angularDamping } : {}),
      shapes: b.shapes.map((shape) => ({
        ...('circle' in shape
          ? { circle: { radius: metres(shape.circle) } }
          : { polygon: shape.polygon.map(([x, y]): Point => [metres(x), metres(y)]) }),
        ...(b.dynamic ? { density: PHYRE.density } : {}),
        friction: PHYRE.friction,
        restitution: PHYRE.restitution,
        color: b === user ? colors.user : b.dynamic ? colors.dynamic : colors.static,
      })),
    })),
  };
}

/** The recorded tasks with what the original simulator made of them; undefined where the recordings are not at hand. */
export function recordedTasks(): (Task & { recording: Run })[] | undefined {
  if (!existsSync(recordings)) return undefined;
  const { tasks } = JSON.parse(readFileSync(recordings, 'utf8'));
  return tasks.map((task: any) => {
    const bodies = task.bodies.map(
      (b: any, i: number): PixelBody => ({
        kind: i < 4 ? 'wall' : b.shape === 'standingsticks' ? 'sticks' : b.shape,
        dynamic: b.dyn,
        x: b.pos[0],
        y: b.pos[1],
        angle: b.ang,
        diameter: b.diam,
        shapes: b.shapes.map((s: any) => (s.poly ? { polygon: s.poly } : { circle: s.circle })),
      }),
    );
    const scene = sceneOf(task.size, bodies, task.user_ball);
    return {
      id: task.id,
      size: task.size,
      scene,
      recording: {
        bodies: [...task.dyn_index, bodies.length],
        // An entry's number counts from 0 and its state is the one after that step.
        steps: task.steps.map((k: number) => k + 1),
        states: task.traj.map((row: number[]) => Float64Array.from(row)),
      },
    };
  });
}

/** Where the user's ball may go: beside some object, overlapping nothing. Px, whole numbers as the fork rounds them. */
export function userBall(S: number, bodies: PixelBody[], random: Random): [number, number, number] {
  const objects = bodies.filter(({ kind }) => kind !== 'wall');
  const radii = objects.flatMap(({ kind, diameter }) => (kind === 'ball' ? [diameter / 2 / S] : []));
  const least = radii.length ? Math.max(Math.min(...radii) / 2, 0.02) : 0.02;
  const most = radii.length ? Math.min(4 * Math.max(...radii), 0.2) : 0.2;
  const turns = ({ angle }: PixelBody) => (angle / (2 * Math.PI) + 1) % 1;
  const candidates = objects.filter((b) => b.kind !== 'bar' || turns(b) >= 0.05);
  const placed = bodies.map((b) => shapesAt(b.shapes, [b.x, b.y, b.angle] as Pose));
  for (let tries = 0; ; tries++) {
    const rho = random.uniform(least, most);
    let [ax, ay] = [random.unit(), random.unit()];
    if (tries < 100 && candidates.length) {
      const object = random.pick(candidates);
      const R = object.diameter / 2 / S;
      const dx = random.uniform(-0.8, 0.8) * (R + rho);
      const [x, y] = massCentre(object).map((px) => px / S) as Point;
      ax = x + dx;
      ay = random.unit() < 0.5 ? random.uniform(y + 0.9 * dx, 1 - R - 0.05) : random.uniform(R + 0.05, y - 0.9 * dx);
    }
    const ar = 5 * rho;
    if (ax < 0 || ax > 1 || ay < 0 || ay > 1 || ar > 1) continue;
    const [x, y] = [Math.trunc(ax * (S - 1)), Math.trunc(ay * (S - 1))];
    const r = Math.round(2 + ar * (S / 8 - 2));
    if (x - r < 0 || x + r > S || y - r < 0 || y + r > S) continue;
    const shape = shapesAt([{ circle: r }], [x, y, 0]);
    if (placed.every((other) => bodyDepth(other, shape) < -1e-5)) return [x, y, r];
  }
}

/** A layout of our own: four families of the eight, 512 px for even seeds and 256 px for odd ones. */
export function randomLayout(seed: number): Task {
  const random = new Random(seed);
  const size = seed % 2 ? 256 : 512;
  const chosen = families.map((_, i) => i);
  while (chosen.length > 4) chosen.splice(random.integer(0, chosen.length), 1);
  const bodies = [...walls(size), ...chosen.flatMap((i) => (families[i] as (typeof families)[0])(size, random))];
  return {
    id: `${String(seed).padStart(4, '0')}:${chosen.join('')}`,
    size,
    scene: sceneOf(size, bodies, userBall(size, bodies, random)),
  };
}
