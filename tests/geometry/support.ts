// Geometry compiled by itself, the records it reads, and oracles in f64.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { number } from '../support/numbers.js';

function compile() {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'kinema-geometry-'));
  const file = join(folder, 'geometry.wasm');
  const asc = 'node_modules/assemblyscript/bin/asc.js';
  const flags = '--config none --runtime stub --noAssert -O2 --enable simd'.split(' ');
  try {
    execFileSync(process.execPath, [asc, 'tests/geometry/entry.ts', ...flags, '-o', file], { cwd });
    return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file))).exports as any;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const geometry = compile();

export type Vector = [number, number];
export type ShapeRecord = { vertices: Vector[]; radius: number; neighbours?: NeighboursRecord };
export type NeighboursRecord = { covered: number; ends: number[][] };
export type BodyRecord = {
  x: number;
  y: number;
  angle: number;
  vx?: number;
  vy?: number;
  omega?: number;
  clock?: number;
  ax?: number;
  ay?: number;
};
export type Point = { a: Vector; b: Vector; separation: number; id: number };
export type Contact = { normal: Vector; kind: number; points: Point[] };

const room = geometry.room.value as number;
export const at = {
  shapes: [room, room + 160],
  bodies: [room + 320, room + 448],
  neighbours: [room + 576, room + 720],
  manifold: room + 864,
  end: room + 960,
} as const;
const view = new DataView(geometry.memory.buffer);
export const f32 = (address: number) => view.getFloat32(address, true);
const put = (address: number, values: number[]) => {
  for (const [i, value] of values.entries()) view.setFloat32(address + 4 * i, value, true);
};

/** Outward unit normals of a counter-clockwise hull. */
export function normalsOf(vertices: Vector[]): Vector[] {
  if (vertices.length < 2) return [];
  return vertices.map(([x, y], i) => {
    const [u, v] = vertices[(i + 1) % vertices.length]!;
    const length = Math.hypot(u - x, v - y);
    return [(v - y) / length, -(u - x) / length];
  });
}

export function putShape(slot: 0 | 1, shape: ShapeRecord): number {
  const p = at.shapes[slot];
  const { vertices, radius } = shape;
  const kinds = [0, 0, radius ? 1 : 3];
  view.setUint32(p, kinds[vertices.length] ?? 2, true);
  view.setUint32(p + 4, vertices.length, true);
  const mean = [0, 1].map((k) => vertices.reduce((sum, v) => sum + v[k]!, 0) / vertices.length) as Vector;
  const extent = Math.max(...vertices.map(([x, y]) => Math.hypot(x, y))) + radius;
  put(p + 8, [radius, 0, ...mean, 0, extent * 1.000001]);
  view.setUint32(p + 12, shape.neighbours ? at.neighbours[slot] : 0, true);
  put(p + 32, vertices.flat());
  // A hull of two vertices must not need normals.
  put(p + 96, vertices.length < 3 ? Array(16).fill(9) : normalsOf(vertices).flat());
  if (shape.neighbours) {
    view.setUint32(at.neighbours[slot], shape.neighbours.covered, true);
    put(at.neighbours[slot] + 16, shape.neighbours.ends.flat());
  }
  return p;
}

export function putBody(slot: 0 | 1, body: BodyRecord): number {
  const p = at.bodies[slot];
  const { x, y, angle, vx = 0, vy = 0, omega = 0, clock = 0, ax = 0, ay = 0 } = body;
  put(p, [vx, vy, omega, clock, x, y, Math.cos(angle), Math.sin(angle)]);
  put(p + 96, [ax, ay]);
  return p;
}

export function collide(a: ShapeRecord, ba: BodyRecord, b: ShapeRecord, bb: BodyRecord, margin: number): Contact {
  const m = at.manifold;
  const ga = putShape(0, a);
  const gb = putShape(1, b);
  const count = geometry.collide(ga, putBody(0, ba), gb, putBody(1, bb), margin, m);
  if (count !== view.getUint32(m + 8, true)) throw new Error('the record has another count');
  const points = Array.from({ length: count }, (_, i): Point => {
    const p = m + 16 + 32 * i;
    const [a, b] = [p, p + 8].map((q): Vector => [f32(q), f32(q + 4)]);
    return { a: a!, b: b!, separation: f32(p + 16), id: view.getUint32(p + 28, true) };
  });
  return { normal: [f32(m), f32(m + 4)], kind: view.getUint32(m + 12, true), points };
}

const round = Math.fround;

/** The vertices in the world, of a body as the record holds it. */
export function world(shape: ShapeRecord, body: BodyRecord): Vector[] {
  const [c, s] = [round(Math.cos(body.angle)), round(Math.sin(body.angle))];
  const [x0, y0] = [round(body.x), round(body.y)];
  return shape.vertices.map(([x, y]): Vector => {
    const [u, v] = [round(x), round(y)];
    return [x0 + c * u - s * v, y0 + s * u + c * v];
  });
}

function pointSegment([px, py]: Vector, [ax, ay]: Vector, [bx, by]: Vector): number {
  const [ex, ey] = [bx - ax, by - ay];
  const square = ex * ex + ey * ey;
  const t = square > 0 ? Math.min(1, Math.max(0, ((px - ax) * ex + (py - ay) * ey) / square)) : 0;
  return Math.hypot(px - ax - ex * t, py - ay - ey * t);
}

/** The largest separation along the normals of both hulls; negative: the depth. */
export function separatingAxis(a: Vector[], b: Vector[]): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const [p, q] of [
    [a, b],
    [b, a],
  ] as const)
    for (const [i, [nx, ny]] of normalsOf(p).entries()) {
      const [x, y] = p[i]!;
      best = Math.max(best, Math.min(...q.map(([u, v]) => nx * (u - x) + ny * (v - y))));
    }
  return best;
}

/** Distance of two convex hulls of 1 to 8 vertices, 0 if they overlap: all vertices against all edges, by brute force. */
export function distanceOf(a: Vector[], b: Vector[]): number {
  if (a.length + b.length > 2 && overlap(a, b)) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (const [p, q] of [
    [a, b],
    [b, a],
  ] as const)
    for (const [i, v] of p.entries())
      for (const w of q) best = Math.min(best, pointSegment(w, v, p[(i + 1) % p.length]!));
  return best;
}

/** True if they overlap: no axis across an edge, or along one of a segment, separates them. */
function overlap(a: Vector[], b: Vector[]): boolean {
  const axes = [...normalsOf(a), ...normalsOf(b)];
  axes.push(...axes.map(([x, y]): Vector => [-y, x]));
  return axes.every(([x, y]) => {
    const [p, q] = [a, b].map((list) => list.map(([u, v]) => x * u + y * v));
    return Math.max(...p!) >= Math.min(...q!) && Math.max(...q!) >= Math.min(...p!);
  });
}

/** Convex hulls with corners on an ellipse about a centre that is not the centre of mass. */
export function polygon(count: fc.Arbitrary<number>, radius: fc.Arbitrary<number>): fc.Arbitrary<ShapeRecord> {
  return fc
    .record({
      count,
      gaps: fc.array(number(0.5, 1), { minLength: 8, maxLength: 8 }),
      start: number(0, 6),
      size: fc.tuple(number(0.2, 1), number(0.2, 1)),
      center: fc.tuple(number(-0.3, 0.3), number(-0.3, 0.3)),
      radius,
    })
    .map(({ count, gaps, start, size, center, radius }) => {
      const used = gaps.slice(0, count);
      const sum = used.reduce((a, b) => a + b, 0);
      let angle = start;
      const vertices = used.map((gap): Vector => {
        angle += (2 * Math.PI * gap) / sum;
        return [center[0] + size[0] * Math.cos(angle), center[1] + size[1] * Math.sin(angle)];
      });
      return { vertices, radius };
    });
}

const some = number(0.01, 0.4);
export const circle = polygon(fc.constant(1), some);
export const capsule = polygon(fc.constant(2), some);
export const segment = polygon(fc.constant(2), fc.constant(0));
export const sharp = polygon(fc.integer({ min: 3, max: 8 }), fc.constant(0));
export const rounded = polygon(fc.integer({ min: 3, max: 8 }), some);
export const anyShape = fc.oneof(circle, capsule, segment, sharp, rounded);
export const pose = (reach: number) =>
  fc.record({ x: number(-reach, reach), y: number(-reach, reach), angle: number(-4, 4) });

/** A box centred on its centre of mass. */
export const box = (halfWidth: number, halfHeight: number, radius = 0): ShapeRecord => ({
  vertices: [
    [-halfWidth, -halfHeight],
    [halfWidth, -halfHeight],
    [halfWidth, halfHeight],
    [-halfWidth, halfHeight],
  ],
  radius,
});
