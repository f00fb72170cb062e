// Sliding over seams of static shapes: only the normal of the surface, and still every real step and corner.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { type BodyRecord, box, type Contact, collide, type NeighboursRecord, type ShapeRecord } from './support.js';

const test = suite('seams');

/** The record of a box or segment: per covered edge, and per covered end [edge, end], a bit; ghosts by 'edge.end'. */
function record(edges: number, covered: number[], ends: [number, number][], ghosts: Record<string, number[]>) {
  let bits = 0;
  for (const i of covered) bits |= 1 << i;
  for (const [i, end] of ends) bits |= 1 << (8 + 2 * i + end);
  const list = Array.from({ length: edges }, (_, i) => [0, 1].flatMap((end) => ghosts[`${i}.${end}`] ?? [0, 0]));
  return { covered: bits, ends: list } satisfies NeighboursRecord;
}

// Edges of box(): 0 below, 1 right, 2 above, 3 left, counter-clockwise.
const right = { '0.1': [1, 0], '1.0': [1, 0], '1.1': [1, 0], '2.0': [1, 0] };
const left = { '0.0': [-1, 0], '2.1': [-1, 0], '3.0': [-1, 0], '3.1': [-1, 0] };
const endsOf = (i: number): [number, number][] => [
  [i, 0],
  [i, 1],
];
const both = record(4, [1, 3], [...endsOf(1), ...endsOf(3)], { ...right, ...left });
const onlyLeft = record(4, [3], endsOf(3), left);
const onlyRight = record(4, [1], endsOf(1), right);

type Placed = { shape: ShapeRecord; body: BodyRecord };

/** Boxes of width 1 and depth 1 from x = 0 on, their tops at y = 0. */
const tiles: Placed[] = Array.from({ length: 5 }, (_, i) => ({
  shape: { ...box(0.5, 0.5), neighbours: i === 0 ? onlyRight : i === 4 ? onlyLeft : both },
  body: { x: i + 0.5, y: -0.5, angle: 0 },
}));

/** A chain of segments from right to left, so that its right side is above. */
const chain: Placed[] = Array.from({ length: 5 }, (_, i) => ({
  shape: {
    vertices: [
      [0.5, 0],
      [-0.5, 0],
    ],
    radius: 0,
    neighbours: record(2, [], [], {
      ...(i < 4 && { '0.0': [1, 0], '1.1': [1, 0] }),
      ...(i > 0 && { '0.1': [-1, 0], '1.0': [-1, 0] }),
    }),
  },
  body: { x: i + 0.5, y: 0, angle: 0 },
}));

/** A deep box, a thin slab on its right flush with its top, and a deep box again. */
const slab: Placed[] = [
  {
    shape: { ...box(0.5, 0.5), neighbours: record(4, [], [[1, 1]], { '1.1': [1, 0], '2.0': [1, 0] }) },
    body: { x: 0.5, y: -0.5, angle: 0 },
  },
  {
    shape: { ...box(0.5, 0.1), neighbours: both },
    body: { x: 1.5, y: -0.1, angle: 0 },
  },
  {
    shape: { ...box(0.5, 0.5), neighbours: record(4, [], [[3, 0]], { '3.0': [-1, 0], '2.1': [-1, 0] }) },
    body: { x: 2.5, y: -0.5, angle: 0 },
  },
];

const capsule: ShapeRecord = {
  vertices: [
    [-0.3, 0],
    [0.3, 0],
  ],
  radius: 0.1,
};
const shapes: Record<string, ShapeRecord> = {
  box: box(0.2, 0.15),
  tall: box(0.05, 0.5),
  circle: { vertices: [[0, 0]], radius: 0.2 },
  capsule,
  rounded: box(0.2, 0.15, 0.05),
  pebble: { vertices: [[0, 0]], radius: 0.02 },
};

/** Puts the shape so that its lowest point lies `depth` below 0. */
function lay(shape: ShapeRecord, x: number, angle: number, depth: number): BodyRecord {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const lowest = Math.min(...shape.vertices.map(([u, v]) => s * u + c * v)) - shape.radius;
  return { x, y: -lowest - depth, angle };
}

/** Contacts with the floor, as normals out of it; half of the time the floor is b. */
function contacts(floor: Placed[], shape: ShapeRecord, body: BodyRecord, first: boolean): Contact[] {
  return floor
    .map((f) => (first ? collide(f.shape, f.body, shape, body, 0.005) : collide(shape, body, f.shape, f.body, 0.005)))
    .filter((c) => c.points.length)
    .map((c) => (first ? c : { ...c, normal: [-c.normal[0], -c.normal[1]] }));
}

const tilts = fc.oneof(fc.constantFrom(0, Math.PI / 2, Math.PI), number(-0.01, 0.01), number(-3, 3));
const near = (seam: number) => fc.oneof(number(-0.5, 0.5), number(-0.01, 0.01)).map((d) => seam + d);

for (const [name, floor, seams] of [
  ['boxes edge to edge', tiles, [1, 2, 3, 4]],
  ['a chain of segments', chain, [1, 2, 3, 4]],
  ['a slab between deep boxes', slab, [1, 2]],
] as const)
  test(`over ${name} every normal is that of the surface`, () => {
    const where = fc.constantFrom(...seams).chain(near);
    const names = fc.constantFrom(...Object.keys(shapes));
    fc.assert(
      fc.property(
        names,
        where,
        tilts,
        number(1e-4, 5e-3),
        number(0, 0.6),
        fc.boolean(),
        (key, x, angle, d, dx, first) => {
          const shape = shapes[key]!;
          // Corners of the shape come near the seam as well.
          for (const at of [x, x + dx, x - dx]) {
            if (at < 0.6 || at > floor.length - 0.6) continue;
            const list = contacts(floor, shape, lay(shape, at, angle, d), first);
            assert.ok(list.length > 0, `${key} falls through at ${at}`);
            for (const { normal } of list)
              assert.ok(Math.abs(normal[0]) < 1e-5 && normal[1] > 0.9, `${key} at ${at}: ${normal}`);
            const depth = Math.min(...list.flatMap((c) => c.points.map((p) => p.separation)));
            assert.ok(depth < -d + 2e-5 && depth > -d - 2e-5, `${key} at ${at}: ${depth}, not ${-d}`);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

test('a box that stands on the floor is a step', () => {
  // Its lower side is covered; at its lower corners the floor goes on.
  const step: Placed = {
    shape: {
      ...box(0.5, 0.2),
      neighbours: record(4, [0], endsOf(0), {
        '0.0': [0, -1],
        '0.1': [0, -1],
        '1.0': [1, 0],
        '3.1': [-1, 0],
      }),
    },
    body: { x: 2.5, y: 0.2, angle: 0 },
  };
  for (const [key, shape] of Object.entries(shapes))
    for (const depth of [-0.001, 0.001, 0.01])
      for (const sink of [0, 0.001, 0.005])
        for (const angle of [0, 1e-3, -1e-3]) {
          const body = lay(shape, 0, angle, sink);
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const front = Math.max(...shape.vertices.map(([u, v]) => c * u - s * v)) + shape.radius;
          const list = contacts([step], shape, { ...body, x: 2 - front + depth }, true);
          assert.is(list.length, 1, `${key} ${depth} ${sink} ${angle}`);
          // Only the corner of the step lets the front of a tilted shape decide.
          assert.ok(list[0]!.normal[0] < -0.999, `${key} ${depth} ${sink} ${angle}: ${list[0]!.normal}`);
        }
});

test('outer corners are corners', () => {
  const last = tiles[4]!;
  const ball = shapes.circle!;
  const at = (d: number) => contacts([last], ball, { x: 5 + d, y: d, angle: 0 }, true)[0]!;
  const c = at(0.141);
  assert.ok(Math.abs(c.normal[0] - Math.SQRT1_2) < 1e-5 && Math.abs(c.normal[1] - Math.SQRT1_2) < 1e-5);
  // A plank on edge there answers with its own face.
  const plank = box(1, 0.05);
  const n = contacts([last], plank, { x: 5 + 0.05 * Math.SQRT1_2, y: 0.049 * Math.SQRT1_2, angle: -Math.PI / 4 }, true);
  assert.ok(Math.abs(n[0]!.normal[0] - Math.SQRT1_2) < 1e-5, `${n[0]!.normal}`);
  // And a ball at the side of the last one is pushed aside.
  assert.ok(contacts([last], ball, { x: 5.199, y: -0.3, angle: 0 }, true)[0]!.normal[0] > 0.9999);
});

test('over a hill of segments a ball has the normals between neighbours', () => {
  // Two segments that meet at (0, 0) with a bend of 0.2 rad downwards on either side of the top.
  const [c, s] = [Math.cos(0.1), Math.sin(0.1)];
  const rightOne: ShapeRecord = {
    vertices: [
      [c, -s],
      [0, 0],
    ],
    radius: 0,
    neighbours: record(2, [], [], { '0.1': [-c, -s], '1.0': [-c, -s] }),
  };
  const o = { x: 0, y: 0, angle: 0 };
  const ball = shapes.circle!;
  const top = collide(rightOne, o, ball, { x: 0.005, y: 0.199, angle: 0 }, 0.01);
  assert.is(top.points.length, 1);
  assert.ok(top.normal[1] > 0.999);
  // Beyond the cone it is the neighbour's.
  assert.is(collide(rightOne, o, ball, { x: -0.03, y: 0.19, angle: 0 }, 0.01).points.length, 0);
  // From below, in the valley, there is no corner.
  assert.is(collide(rightOne, o, ball, { x: -0.03, y: -0.19, angle: 0 }, 0.01).points.length, 0);
});

test.run();
