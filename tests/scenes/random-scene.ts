// Scenes drawn by seed for fuzzing: up to 40 bodies of every shape in a closed box, with all that a solver finds hard (mass ratios to
// 1,000, size ratios to 100, 100 m/s, 30 rad/s), so that laws can be checked which hold whatever happens inside.
import type { Pair, Scene, SceneBody, SceneShape, SceneWorld } from '../../bindings/typescript/scene/types.js';
import { boundsOf, type Outline, outlineOf, outlinesAt } from './measure.js';
import { bodyDepth } from './overlap.js';
import { Random } from './random.js';

/** A scene in a closed box whose inside is [0, width] x [0, height], m. Bodies 0 to 3 are its walls. */
export interface BoxScene {
  seed: number;
  scene: Scene;
  width: number;
  height: number;
  /** m, of the walls. */
  wall: number;
  /** Whether bodies may overlap at the start. They never overlap the walls. */
  overlap: boolean;
}

type Material = Pick<SceneShape, 'density' | 'friction' | 'restitution' | 'rollingResistance'>;

/** Four decimals: what a scene file would hold. */
const round = (x: number) => Math.round(x * 1e4) / 1e4 + 0;
const chance = (random: Random, p: number) => random.unit() < p;
const logUniform = (random: Random, a: number, b: number) => a * (b / a) ** random.unit();

/** 0, 1 or between, each as often as the others. */
const mixture = (random: Random) => round(random.pick([0, 1, random.unit()]));

/** Corners on an ellipse, so convex; rounded to what a file holds only as far as they stay so. */
function polygon(random: Random, size: number): Pair[] {
  const n = random.integer(3, 9);
  const squash = random.uniform(0.3, 1);
  const first = random.uniform(0, 2 * Math.PI);
  return Array.from({ length: n }, (_, i): Pair => {
    const angle = first + ((i + random.uniform(-0.35, 0.35)) * 2 * Math.PI) / n;
    return [Math.fround(size * Math.cos(angle)), Math.fround(size * squash * Math.sin(angle))];
  });
}

/** A shape that reaches about `size` m from its middle. */
function shape(random: Random, size: number, center: Pair, material: Material): SceneShape {
  const radius = chance(random, 0.3) ? Math.fround(size * random.uniform(0.02, 0.4)) : 0;
  const core = size - radius;
  const rounding = radius > 0 ? { radius } : {};
  const [x, y] = center;
  switch (random.pick(['circle', 'box', 'capsule', 'polygon'] as const)) {
    case 'circle':
      return { circle: { radius: size, center }, ...material };
    case 'box': {
      const angle = random.uniform(0.05, 1.5);
      const box = { width: 2 * core * Math.cos(angle), height: 2 * core * Math.sin(angle), center };
      return {
        box: { ...box, angle: chance(random, 0.2) ? round(random.uniform(-3, 3)) : 0 },
        ...rounding,
        ...material,
      };
    }
    case 'capsule': {
      const thick = size * random.uniform(0.1, 0.6);
      const [u, v] = [size - thick, random.uniform(0, 2 * Math.PI)];
      const [dx, dy] = [u * Math.cos(v), u * Math.sin(v)];
      return { capsule: { a: [x - dx, y - dy], b: [x + dx, y + dy], radius: thick }, ...material };
    }
    case 'polygon':
      return { polygon: polygon(random, core).map(([u, v]): Pair => [x + u, y + v]), ...rounding, ...material };
  }
}

function shapes(random: Random, size: number, material: Material): SceneShape[] {
  if (!chance(random, 0.15)) return [shape(random, size, chance(random, 0.1) ? [round(size), 0] : [0, 0], material)];
  const count = random.integer(2, 4);
  const part = size * 0.55;
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return shape(random, part, [0.45 * size * Math.cos(angle), 0.45 * size * Math.sin(angle)], material);
  });
}

function walls(width: number, height: number, t: number, material: Material): SceneBody[] {
  const wall = (name: string, x: number, y: number, w: number, h: number): SceneBody => ({
    name,
    type: 'static',
    position: [x, y],
    shapes: [{ box: { width: w, height: h }, ...material }],
  });
  return [
    wall('left', -t / 2, height / 2, t, height + 2 * t),
    wall('right', width + t / 2, height / 2, t, height + 2 * t),
    wall('floor', width / 2, -t / 2, width + 2 * t, t),
    wall('ceiling', width / 2, height + t / 2, width + 2 * t, t),
  ];
}

function settings(random: Random, width: number, height: number): SceneWorld {
  const gravity: Pair = random.pick<Pair>([
    [0, 0],
    [0, -9.8],
    [0, -9.8],
    [round(random.uniform(-10, 10)), round(random.uniform(-10, 10))],
  ]);
  const world: SceneWorld = { view: [0, 0, width, height], gravity, resolveOverlaps: random.pick(['soft', 'project']) };
  world.integrator = chance(random, 0.7) ? 'exact' : 'symplectic-euler';
  if (chance(random, 0.2)) world.restitutionThreshold = round(random.uniform(0, 2));
  if (chance(random, 0.2)) world.step = random.pick([0.01, 0.005, 0.033333335]);
  if (chance(random, 0.2)) world.substeps = random.pick([1, 2, 8]);
  if (chance(random, 0.3)) world.sleeping = false;
  return world;
}

/** A bar that turns about its middle, or about its end, whatever it meets. */
function bar(random: Random, least: number): SceneBody {
  const length = least * random.uniform(0.1, 0.25);
  return {
    type: 'kinematic',
    position: [0, 0],
    omega: round(random.uniform(-5, 5)),
    shapes: [{ box: { width: 2 * length, height: length * random.uniform(0.05, 0.3) }, friction: 0.5 }],
  };
}

/** How a scene is drawn. */
export interface RandomSceneOptions {
  /** Whether bodies may overlap each other at the start. Default: one seed in four. */
  overlap?: boolean;
  /** Whether some scenes have kinematic bars. Default true. */
  kinematic?: boolean;
}

/** The scene of a seed: the same on every machine. */
export function randomScene(seed: number, options: RandomSceneOptions = {}): BoxScene {
  const random = new Random(seed);
  const overlap = options.overlap ?? seed % 4 === 3;
  const width = round(logUniform(random, 1, 20));
  const height = round(Math.min(40, Math.max(1, width * random.uniform(0.5, 2))));
  const wall = round(random.uniform(0.2, 1));
  const least = Math.min(width, height);
  const wanted = random.pick([1, 2, 3, random.integer(1, 41), random.integer(1, 41), 40]);
  // Sizes: the largest that can be placed, and up to 100 times smaller.
  const largest = least * Math.min(0.22, (overlap ? 0.6 : 0.35) / Math.sqrt(wanted)) * random.uniform(0.5, 1);
  const smallest = Math.max(0.005, largest / random.pick([1, 3, 10, 100]));
  const masses = random.pick([1, 1, 10, 100, 1000]);
  const [speed, spin] = [random.pick([0, 1, 10, 100]), random.pick([0, 3, 30])];
  const [friction, restitution] = [random.pick([0, mixture(random)]), random.pick([0, 1, mixture(random)])];
  const varied = chance(random, 0.5);
  const rolling = chance(random, 0.15) ? round(random.unit() * 0.3) : 0;
  const damping = chance(random, 0.15);
  const material = (): Material => ({
    density: round(logUniform(random, 1, masses)),
    friction: varied ? mixture(random) : friction,
    restitution: varied ? mixture(random) : restitution,
    ...(rolling ? { rollingResistance: rolling } : {}),
  });
  const world = settings(random, width, height);
  const bodies = walls(width, height, wall, material());
  const bars = options.kinematic !== false && chance(random, 0.1) ? random.integer(1, 3) : 0;
  const placed: Outline[][] = [];

  const place = (body: SceneBody, apart: boolean): boolean => {
    const outlines = body.shapes.map(outlineOf);
    for (let attempt = 0; attempt < 40; attempt++) {
      const angle = round(random.uniform(-Math.PI, Math.PI));
      const [x0, y0, x1, y1] = boundsOf(outlinesAt(outlines, 0, 0, angle));
      const margin = 1e-3;
      if (x1 - x0 > width - 2 * margin || y1 - y0 > height - 2 * margin) return false;
      const x = random.uniform(margin - x0, width - margin - x1);
      const y = random.uniform(margin - y0, height - margin - y1);
      const there = outlinesAt(outlines, x, y, angle);
      if (apart && placed.some((other) => mayTouch(other, there) && bodyDepth(other, there) > -1e-4)) continue;
      placed.push(there);
      bodies.push({ ...body, position: [x, y], angle });
      return true;
    }
    return false;
  };

  for (let i = 0; i < bars; i++) place(bar(random, least), true);
  for (let i = 0; i < wanted; i++) {
    const size = logUniform(random, smallest, largest);
    const [v, direction] = [random.unit() * speed, random.uniform(0, 2 * Math.PI)];
    const body: SceneBody = { position: [0, 0], shapes: shapes(random, size, material()) };
    body.velocity = [round(v * Math.cos(direction)), round(v * Math.sin(direction))];
    body.omega = round(random.uniform(-spin, spin));
    if (damping) [body.linearDamping, body.angularDamping] = [round(random.unit()), round(random.unit())];
    if (chance(random, 0.03)) body.fixedRotation = true;
    place(body, !overlap);
  }
  return { seed, scene: { kinema: 1, world, bodies }, width, height, wall, overlap };
}

/** Whether bounds meet, with a margin. */
function mayTouch(a: Outline[], b: Outline[]): boolean {
  const [p, q] = [boundsOf(a), boundsOf(b)];
  return p[0] < q[2] + 1e-3 && q[0] < p[2] + 1e-3 && p[1] < q[3] + 1e-3 && q[1] < p[3] + 1e-3;
}
