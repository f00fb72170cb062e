// What a scene's bodies weigh, how far they reach and how much energy they hold: in f64 and independent of the module, from the scene
// and the states of the origins alone.
//
// A shape is the hull of its points grown by a disc (a Minkowski sum). Its mass is that of the polygon in which every corner's arc stands as
// chords whose radius makes the full circle's area exact; second moments are then right to 1e-4.
import { cosSin } from '../../bindings/typescript/scene/rotation.js';
import type { Pair, Scene, SceneBody, SceneShape } from '../../bindings/typescript/scene/types.js';

/** Points in the body's frame, counter-clockwise, and the radius that they are grown by. */
export interface Outline {
  points: Pair[];
  radius: number;
}

/** kg, kg m^2 about the centre of mass, and where that is in the body's frame. */
export interface Mass {
  mass: number;
  inertia: number;
  center: Pair;
}

const CHORDS = 96;
const CHORD_RADIUS = Math.sqrt((2 * Math.PI) / CHORDS / Math.sin((2 * Math.PI) / CHORDS));

function turned([x, y]: Pair, angle: number, [px, py]: Pair = [0, 0]): Pair {
  const [c, s] = cosSin(angle);
  return [px + c * x - s * y, py + s * x + c * y];
}

function doubleArea(points: Pair[]): number {
  let sum = 0;
  points.forEach(([x, y], i) => {
    const [u, v] = points[(i + 1) % points.length] as Pair;
    sum += x * v - y * u;
  });
  return sum;
}

/** The outline of a circle, box, capsule or polygon. */
export function outlineOf({ circle, box, capsule, polygon, radius = 0 }: SceneShape): Outline {
  if (circle) return { points: [circle.center ?? [0, 0]], radius: circle.radius };
  if (capsule) return { points: [capsule.a, capsule.b], radius: capsule.radius };
  if (box) {
    const [w, h] = [box.width / 2, box.height / 2];
    const corners: Pair[] = [
      [-w, -h],
      [w, -h],
      [w, h],
      [-w, h],
    ];
    return { points: corners.map((corner) => turned(corner, box.angle ?? 0, box.center)), radius };
  }
  if (!polygon) throw new Error('outlineOf: this shape has no inside');
  return { points: doubleArea(polygon) < 0 ? [...polygon].reverse() : polygon, radius };
}

/** Outlines of a body in the scene's frame. */
export function outlinesAt(outlines: Outline[], x: number, y: number, angle: number): Outline[] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return outlines.map(({ points, radius }) => ({
    points: points.map(([u, v]): Pair => [x + c * u - s * v, y + s * u + c * v]),
    radius,
  }));
}

/** The outline as one polygon. */
function filled({ points, radius }: Outline): Pair[] {
  if (radius === 0) return points;
  const n = points.length;
  const r = radius * CHORD_RADIUS;
  const angles = points.map(([x, y], i) => {
    const [u, v] = points[(i + 1) % n] as Pair;
    return n === 1 ? 0 : Math.atan2(-(u - x), v - y);
  });
  return points.flatMap(([x, y], i) => {
    const from = n === 1 ? 0 : (angles[(i + n - 1) % n] as number);
    let turn = n === 1 ? 2 * Math.PI : (angles[i] as number) - from;
    if (n > 1) turn -= 2 * Math.PI * Math.floor(turn / (2 * Math.PI));
    const steps = Math.max(1, Math.round((turn / (2 * Math.PI)) * CHORDS));
    const count = n === 1 ? steps : steps + 1;
    return Array.from({ length: count }, (_, k): Pair => {
      const angle = from + (turn * k) / steps;
      return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    });
  });
}

/** Mass of a body: of its shapes' areas, overlaps counted twice. */
export function massOf(body: SceneBody): Mass {
  let [mass, mx, my, polar] = [0, 0, 0, 0];
  for (const shape of body.shapes) {
    const points = filled(outlineOf(shape));
    const density = shape.density ?? 1;
    points.forEach(([x, y], i) => {
      const [u, v] = points[(i + 1) % points.length] as Pair;
      const k = density * (x * v - y * u);
      mass += k / 2;
      mx += (k * (x + u)) / 6;
      my += (k * (y + v)) / 6;
      polar += (k * (x * x + x * u + u * u + y * y + y * v + v * v)) / 12;
    });
  }
  const center: Pair = [mx / mass, my / mass];
  const inertia = body.fixedRotation ? 0 : polar - mass * (center[0] ** 2 + center[1] ** 2);
  return { mass, inertia, center };
}

/** x0, y0, x1, y1 of placed outlines. */
export function boundsOf(outlines: Outline[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { points, radius } of outlines)
    for (const [x, y] of points) {
      box[0] = Math.min(box[0], x - radius);
      box[1] = Math.min(box[1], y - radius);
      box[2] = Math.max(box[2], x + radius);
      box[3] = Math.max(box[3], y + radius);
    }
  return box;
}

/** The state of a body's origin, as `states` of a world has it. */
export type State = readonly [x: number, y: number, angle: number, vx: number, vy: number, omega: number];

/** Kinetic energy, J. */
export function kinetic({ mass, inertia, center }: Mass, [, , angle, vx, vy, omega]: State): number {
  const [rx, ry] = turned(center, angle);
  return 0.5 * mass * ((vx - omega * ry) ** 2 + (vy + omega * rx) ** 2) + 0.5 * inertia * omega ** 2;
}

/** Where the centre of mass is. */
export function centerAt({ center }: Mass, [x, y, angle]: State): Pair {
  return turned(center, angle, [x, y]);
}

/** The state that a scene gives a body; one that never turns has no omega, whatever its scene says. */
export function firstState({ position: [x, y], angle = 0, velocity: [vx, vy] = [0, 0], ...rest }: SceneBody): State {
  return [x, y, angle, vx, vy, rest.fixedRotation ? 0 : (rest.omega ?? 0)];
}

/** Energy of all dynamic bodies, J: the potential is 0 in that corner of the box to which gravity pulls. */
export function energyOf(scene: Scene, masses: Mass[], states: State[], inner: readonly [number, number]): number {
  const [gx, gy] = scene.world?.gravity ?? [0, -9.8];
  const corner: Pair = [gx > 0 ? inner[0] : 0, gy > 0 ? inner[1] : 0];
  let sum = 0;
  scene.bodies.forEach((body, i) => {
    if ((body.type ?? 'dynamic') !== 'dynamic') return;
    const [mass, state] = [masses[i] as Mass, states[i] as State];
    const [x, y] = centerAt(mass, state);
    sum += kinetic(mass, state) - mass.mass * (body.gravityScale ?? 1) * (gx * (x - corner[0]) + gy * (y - corner[1]));
  });
  return sum;
}
