// The eight families of objects of the PHYRE fork: their shapes (px, local frame, counter-clockwise) and the ranges they
// are drawn from. S is the side of the scene in px; placements are in fractions of S.
import type { Random } from './random.js';
import type { Point } from './scene.js';

export interface PixelBody {
  kind: 'wall' | 'ball' | 'bar' | 'jar' | 'sticks';
  dynamic: boolean;
  /** px, of the body's origin */
  x: number;
  y: number;
  /** rad */
  angle: number;
  /** px */
  diameter: number;
  shapes: ({ circle: number } | { polygon: Point[] })[];
}

const rectangle = (w: number, h: number, turn = 0): Point[] => {
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return (
    [
      [w / 2, h / 2],
      [-w / 2, h / 2],
      [-w / 2, -h / 2],
      [w / 2, -h / 2],
    ] as Point[]
  ).map(([x, y]) => [x * c - y * s, x * s + y * c]);
};

const body = (kind: PixelBody['kind'], diameter: number, shapes: PixelBody['shapes'], dynamic = true): PixelBody => ({
  kind,
  dynamic,
  x: 0,
  y: 0,
  angle: 0,
  diameter,
  shapes,
});

export function ball(S: number, scale: number, dynamic = true): PixelBody {
  const radius = Math.floor((scale * S) / 2) + 0.5;
  return body('ball', 2 * radius, [{ circle: radius }], dynamic);
}

export function bar(S: number, scale: number, dynamic = true): PixelBody {
  const [w, h] = [scale * S, S / 50];
  return body('bar', Math.hypot(w, h), [{ polygon: rectangle(w, h) }], dynamic);
}

/** Two thin bars that cross at their centres. */
export function sticks(S: number, scale: number): PixelBody {
  const [w, h] = [scale * S, S / 50];
  const turn = (77.5 * Math.PI) / 180;
  const shapes = [-turn, turn].map((angle) => ({ polygon: rectangle((2 * w) / 3, (2 * h) / 3, angle) }));
  return body('sticks', Math.hypot(w, h), shapes);
}

/** A base and two leaning walls; the origin is the base's centre, not the centre of mass. */
export function jar(S: number, scale: number): PixelBody {
  const H = scale * S;
  const W = H / 1.2;
  const B = 0.8 * W;
  const t = ((Math.log(H) / Math.log(0.3 * S)) * S) / 50;
  const b = (W - B) / 2;
  const hyp = Math.hypot(H, b);
  const dx = (t * H) / hyp;
  const dxt = (t * hyp) / H;
  const dy = (t * b) / hyp;
  const right: Point[] = [
    [W / 2, H - t / 2],
    [W / 2 - dxt, H - t / 2],
    [B / 2 - dx, dy - t / 2],
    [B / 2, -t / 2],
  ];
  const left = right.map(([x, y]): Point => [-x, y]).reverse();
  const shapes = [rectangle(B, t), left, right].map((polygon) => ({ polygon }));
  return body('jar', Math.hypot(0.9 * W, H), shapes);
}

/** The four boxes just outside the scene, which leave its corners open. */
export function walls(S: number): PixelBody[] {
  const wall = (x: number, y: number, w: number, h: number): PixelBody => ({
    ...body('wall', Math.hypot(w, h), [{ polygon: rectangle(w, h) }], false),
    x,
    y,
  });
  return [wall(S / 2, -2.5, S, 5), wall(-2.5, S / 2, 5, S), wall(S / 2, S + 2.5, S, 5), wall(S + 2.5, S / 2, 5, S)];
}

/** Centre of mass of a body in the scene, where parts overlap counted twice. */
export function massCentre({ shapes, x, y, angle }: PixelBody): Point {
  let [area, mx, my] = [0, 0, 0];
  for (const shape of shapes) {
    if ('circle' in shape) return [x, y];
    shape.polygon.forEach(([ax, ay], i, all) => {
      const [bx, by] = all[(i + 1) % all.length] as Point;
      const double = ax * by - bx * ay;
      area += double;
      mx += (double * (ax + bx)) / 3;
      my += (double * (ay + by)) / 3;
    });
  }
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [x + (mx * c - my * s) / area, y + (mx * s + my * c) / area];
}

/** Extents over the turned vertices, relative to the origin. */
export function extents({ shapes, angle }: PixelBody) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, bottom] = [Infinity, -Infinity, Infinity];
  for (const shape of shapes) {
    const points =
      'circle' in shape
        ? [
            [-shape.circle, -shape.circle],
            [shape.circle, shape.circle],
          ]
        : shape.polygon.map(([x, y]) => [x * c - y * s, x * s + y * c]);
    for (const [x, y] of points as Point[]) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = Math.min(bottom, y);
    }
  }
  return { left, right, bottom };
}

/** Places a body; `angle` first, since extents follow the turned shape. Lengths are fractions of S. */
function place(
  S: number,
  b: PixelBody,
  at: { angle?: number; left?: number; right?: number; bottom?: number; x?: number },
): PixelBody {
  if (at.angle !== undefined) b.angle = (at.angle * Math.PI) / 180;
  const e = extents(b);
  if (at.left !== undefined) b.x = at.left * S - e.left;
  if (at.right !== undefined) b.x = at.right * S - e.right;
  if (at.bottom !== undefined) b.y = at.bottom * S - e.bottom;
  if (at.x !== undefined) b.x = at.x * S;
  return b;
}

/** Points of a wandering, branching path below the middle of the scene, as fractions of it. */
export function stars(random: Random): Point[] {
  const wanted = random.integer(2, 7);
  const path: Point[] = [[0.4, 0.55]];
  const newTurn = () => (random.unit() * 2 * Math.PI) / 10;
  let angle = random.uniform(0, 2 * Math.PI);
  let turn = newTurn();
  let [counter, valid] = [1, 0];
  for (let tries = 0; valid < wanted && tries < 10_000; tries++) {
    let [x, y] = path.at(-1) as Point;
    if (counter >= 3 && random.unit() < 0.2) {
      [x, y] = random.pick(path);
      angle = random.uniform(0, 2 * Math.PI);
      turn = newTurn();
      counter = 1;
    } else {
      counter++;
      const step = random.uniform(0.05, 0.2);
      angle += turn;
      x += step * Math.cos(angle);
      y += step * Math.sin(angle);
    }
    if (y >= 0.5) continue;
    path.push([x, y]);
    if (x > 0 && x < 1 && y > 0 && y < 1) valid++;
  }
  return path.filter(([x, y]) => x >= 0 && x <= 1 && y >= 0 && y <= 1);
}

/** Static balls on such a path. */
function chain(S: number, random: Random): PixelBody[] {
  return stars(random).map(([x, y]) => ({ ...ball(S, 0.04, false), x: x * S, y: y * S }));
}

function dynamicBall(S: number, random: Random): PixelBody[] {
  return [
    place(S, ball(S, random.uniform(0.06, 0.12)), { x: random.uniform(0.3, 0.6), bottom: random.uniform(0.4, 0.85) }),
  ];
}

function dynamicBar(S: number, random: Random): PixelBody[] {
  const b = bar(S, random.uniform(0.15, 0.5));
  place(S, b, { x: random.uniform(0.3, 0.6), bottom: random.uniform(0.2, 0.8) });
  return [place(S, b, { angle: random.uniform(-90, 90) })];
}

function standingBars(S: number, random: Random): PixelBody[] {
  let offset = random.uniform(0.45, 0.6);
  let spacing = 0.15;
  if (random.unit() < 0.5) [spacing, offset] = [-0.15, 1 - offset];
  const n = random.integer(1, 5);
  return Array.from({ length: n }, (_, i) =>
    place(S, bar(S, 0.2 + 0.05 * i), {
      angle: 90,
      bottom: 0,
      left: offset + spacing * (Math.floor(-n / 2) + i),
    }),
  );
}

function staticBar(S: number, random: Random): PixelBody[] {
  const b = bar(S, random.uniform(0.2, 0.5), false);
  const bottom = random.uniform(0.1, 0.5);
  const angle = random.uniform(-60, 60);
  place(S, b, { right: random.uniform(0.3, 0.4), bottom });
  return [place(S, b, { angle })];
}

function dynamicJar(S: number, random: Random): PixelBody[] {
  const b = jar(S, random.uniform(0.08, 0.3));
  const [x, bottom, angle] = [random.uniform(0.3, 0.6), random.uniform(0.2, 0.8), random.uniform(-45, 45)];
  return [place(S, b, random.unit() < 0.7 ? { angle, bottom, x } : { angle: 0, bottom: 0, x })];
}

function standingSticks(S: number, random: Random): PixelBody[] {
  const b = sticks(S, random.uniform(0.3, 0.6));
  const [x, bottom, angle] = [random.uniform(0.3, 0.6), random.uniform(0.2, 0.5), random.uniform(-90, 90)];
  return [place(S, b, random.unit() < 0.3 ? { angle: 0, bottom: 0, x } : { angle, bottom, x })];
}

/** By the study's type number 0..7. */
export const families = [
  dynamicBall,
  dynamicBall,
  chain,
  dynamicBar,
  standingBars,
  staticBar,
  dynamicJar,
  standingSticks,
];
