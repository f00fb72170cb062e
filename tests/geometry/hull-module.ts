// The set-up of shapes, compiled by itself (hull-entry.ts), and ways to call it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { failures, ShapeKind, Status } from '../../bindings/typescript/engine/layout.js';
import { number } from '../support/numbers.js';

function compile() {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'kinema-hull-'));
  const file = join(folder, 'hull.wasm');
  const flags = '--config none --runtime stub --use abort=assembly/memory/status/onAbort --noAssert --pedantic'.split(
    ' ',
  );
  try {
    const asc = 'node_modules/assemblyscript/bin/asc.js';
    execFileSync(process.execPath, [asc, 'tests/geometry/hull-entry.ts', ...flags, '-o', file], { cwd });
    return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file))).exports as any;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const hull = compile();
export const room: number = hull.room.value;
const memory = () => new DataView(hull.memory.buffer);

export type Point = readonly [number, number];
export type Kind = keyof typeof ShapeKind;

export interface Geometry {
  kind: number;
  count: number;
  radius: number;
  neighbours: number;
  center: Point;
  core: number;
  extent: number;
  vertices: Point[];
  normals: Point[];
}

export const GEOMETRY = 160;

/** The failing call's status block. */
export function status() {
  const at: number = hull.STATUS.value;
  return {
    code: memory().getInt32(at + Status.fields.code.offset, true),
    item: memory().getUint32(at + Status.fields.item.offset, true),
    value: memory().getFloat64(at + Status.fields.value.offset, true),
    limit: memory().getFloat64(at + Status.fields.limit.offset, true),
  };
}

export function putFloats(at: number, list: readonly number[]) {
  for (const [i, value] of list.entries()) memory().setFloat32(at + 4 * i, value, true);
}

export function putWords(at: number, list: readonly number[]) {
  for (const [i, value] of list.entries()) memory().setUint32(at + 4 * i, value, true);
}

/** Writes a record at `out`; returns the name of the failure, or null. */
export function make(
  kind: Kind,
  radius: number,
  points: readonly Point[],
  offset: Point = [0, 0],
  out = room,
): string | null {
  const vertices = room + 65000;
  putFloats(vertices, points.flat());
  const code = hull.makeGeometry(ShapeKind[kind], radius, vertices, points.length, offset[0], offset[1], out) as number;
  if (!code) return null;
  return failures[code]?.name ?? String(code);
}

export function read(at = room): Geometry {
  const view = memory();
  const word = (offset: number) => view.getUint32(at + offset, true);
  const float = (offset: number) => view.getFloat32(at + offset, true);
  const count = word(4);
  const pairs = (from: number): Point[] =>
    Array.from({ length: count }, (_, i) => [float(from + 8 * i), float(from + 8 * i + 4)]);
  return {
    ...{ kind: word(0), count, radius: float(8), neighbours: word(12), center: [float(16), float(20)] },
    ...{ core: float(24), extent: float(28), vertices: pairs(32), normals: pairs(96) },
  };
}

export interface Mass {
  area: number;
  x: number;
  y: number;
  inertia: number;
}

export function massOf(kind: Kind, radius: number, points: readonly Point[]): Mass {
  putFloats(room, points.flat());
  hull.massOf(ShapeKind[kind], radius, room, points.length);
  const { massArea, massX, massY, massInertia } = hull;
  return { area: massArea.value, x: massX.value, y: massY.value, inertia: massInertia.value };
}

/** Corners of convex polygons, counter-clockwise, of any size and place, in f32. */
export const convex: fc.Arbitrary<Point[]> = fc
  .record({
    steps: fc.array(number(0.2, 1), { minLength: 3, maxLength: 8 }),
    turn: number(0, 7),
    flat: number(0.1, 1),
    size: number(-2, 2).map((e) => 10 ** e),
    place: fc.tuple(number(-5, 5), number(-5, 5)),
  })
  .map(({ steps, turn, flat, size, place }) => {
    const total = steps.reduce((a, b) => a + b, 0);
    let angle = 0;
    return steps.map((step): Point => {
      angle += (step / total) * 2 * Math.PI;
      const [x, y] = [Math.cos(angle), Math.sin(angle) * flat];
      return [
        Math.fround(size * (place[0] + x * Math.cos(turn) - y * Math.sin(turn))),
        Math.fround(size * (place[1] + x * Math.sin(turn) + y * Math.cos(turn))),
      ];
    });
  });

/** The same outline clockwise, from the same first corner. */
export const clockwise = (points: readonly Point[]): Point[] => [points[0]!, ...points.slice(1).reverse()];
