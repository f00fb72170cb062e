// What a random scene is made of, in the words by which failures are counted.
import { massOf, outlineOf } from './measure.js';
import type { BoxScene } from './random-scene.js';

const atLeast = (value: number, edges: number[]) => edges.filter((edge) => value >= edge).pop() ?? 0;

/** Feature by feature, the class that a scene is in. */
export function featuresOf({ scene, overlap, wall }: BoxScene): Record<string, string> {
  const bodies = scene.bodies.filter(({ type = 'dynamic' }) => type === 'dynamic');
  const shapes = bodies.flatMap((body) => body.shapes);
  const masses = bodies.map((body) => massOf(body).mass);
  const sizes = shapes.map((shape) => {
    const { points, radius } = outlineOf(shape);
    const [[x, y]] = points as [[number, number]];
    return radius + Math.max(...points.map(([u, v]) => Math.hypot(u - x, v - y))) / 2;
  });
  const ratio = (values: number[]) => (values.length ? Math.max(...values) / Math.min(...values) : 1);
  const range = (values: number[]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low === high ? (low === 0 || low === 1 ? `${low}` : 'between') : 'varied';
  };
  const {
    gravity: [gx, gy] = [0, -9.8],
    integrator = 'exact',
    resolveOverlaps = 'soft',
    step,
    substeps = 4,
  } = scene.world ?? {};
  const every = [...shapes, ...scene.bodies.slice(0, 4).flatMap((body) => body.shapes)];
  const kinds = new Set(
    bodies.map((body) => {
      const [first] = body.shapes;
      if (body.shapes.length > 1) return 'compound';
      if (first?.circle) return 'circle';
      if (first?.capsule) return 'capsule';
      const kind = first?.box ? 'box' : 'polygon';
      return first?.radius ? `rounded ${kind}` : kind;
    }),
  );
  const has = (kind: string) => (kinds.has(kind) ? 'yes' : 'no');
  return {
    bodies: `>= ${atLeast(bodies.length, [1, 2, 3, 6, 20])}`,
    'mass ratio': `>= ${atLeast(ratio(masses), [1, 10, 100, 1000, 10_000])}`,
    'size ratio': `>= ${atLeast(ratio(sizes), [1, 3, 10, 30])}`,
    smallest: `>= ${atLeast(Math.min(...sizes), [0.005, 0.02, 0.05, 0.1, 0.5])} m`,
    speed: `>= ${atLeast(Math.max(...bodies.map(({ velocity: [x, y] = [0, 0] }) => Math.hypot(x, y))), [0, 0.1, 1, 10, 50])} m/s`,
    omega: `>= ${atLeast(Math.max(...bodies.map(({ omega = 0 }) => Math.abs(omega))), [0, 0.1, 3, 15])} rad/s`,
    gravity: gx === 0 && gy === 0 ? 'none' : gx === 0 ? 'down' : 'any',
    e: range(every.map(({ restitution = 0 }) => restitution)),
    mu: range(every.map(({ friction = 0 }) => friction)),
    rolling: shapes.some(({ rollingResistance = 0 }) => rollingResistance > 0) ? 'yes' : 'no',
    damping: bodies.some(({ linearDamping = 0 }) => linearDamping > 0) ? 'yes' : 'no',
    circles: has('circle'),
    boxes: has('box'),
    capsules: has('capsule'),
    polygons: has('polygon'),
    'rounded boxes': has('rounded box'),
    'rounded polygons': has('rounded polygon'),
    compounds: has('compound'),
    bars: scene.bodies.some(({ type }) => type === 'kinematic') ? 'yes' : 'no',
    overlap: overlap ? 'yes' : 'no',
    resolve: resolveOverlaps,
    integrator,
    step: `${step ?? 'usual'}`,
    substeps: `${substeps}`,
    wall: `>= ${atLeast(wall, [0.2, 0.4, 0.7])} m`,
  };
}
