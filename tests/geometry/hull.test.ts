// Geometry records: what is stored of a shape, and what is refused.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { clockwise, convex, type Kind, make, massOf, type Point, read, status } from './hull-module.js';

const test = suite('hull');
const near = (a: number, b: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(a - b) <= tolerance, `${what}: ${a}, expected ${b} within ${tolerance}`);
const square: Point[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

test('circle, capsule, segment and box', () => {
  assert.is(make('Circle', 0.5, [[3, 4]]), null);
  const circle = read();
  assert.equal([circle.kind, circle.count, circle.radius, circle.core], [0, 1, 0.5, 0.5]);
  assert.equal([circle.center, circle.extent, circle.neighbours], [[3, 4], 5.5, 0]);

  const ends: Point[] = [
    [-1, 0],
    [3, 0],
  ];
  assert.is(make('Capsule', 0.25, ends, [1, 0]), null);
  const capsule = read();
  assert.equal(capsule.vertices, [
    [-2, 0],
    [2, 0],
  ]);
  assert.equal([capsule.center, capsule.core, capsule.extent], [[0, 0], 0.25, 2.25]);

  assert.is(make('Segment', 0, ends), null);
  const segment = read();
  assert.equal([segment.kind, segment.count, segment.core, segment.extent, segment.center], [3, 2, 0, 3, [1, 0]]);
  assert.equal(
    segment.normals.map((n) => n.map((v) => v + 0)),
    [
      [0, -1],
      [0, 1],
    ],
  );

  assert.is(make('Polygon', 0.5, square, [1, 1]), null);
  const box = read();
  assert.equal(box.vertices, [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]);
  assert.equal(
    box.normals.map((n) => n.map((v) => v + 0)),
    [
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ],
  );
  assert.equal([box.center, box.core, box.radius], [[0, 0], 1.5, 0.5]);
  near(box.extent, Math.SQRT2 + 0.5, 2e-7, 'extent');
});

test('either winding gives the same record, the first vertex stays first, and vertices are rounded once', () => {
  fc.assert(
    fc.property(convex, number(0, 1), number(-3, 3), number(-3, 3), (points, rounding, ox, oy) => {
      const size = Math.max(...points.map(([x, y]) => Math.hypot(x - points[0]![0], y - points[0]![1])));
      const radius = Math.fround(rounding * size);
      const offset: Point = [ox * size, oy * size];
      assert.is(make('Polygon', radius, points, offset), null);
      const a = read();
      assert.is(make('Polygon', radius, clockwise(points), offset), null);
      const b = read();
      // Sums run in another order from the other side.
      assert.equal([a.vertices, a.normals, a.count], [b.vertices, b.normals, b.count]);
      const moved = points.map(([x, y]) => [x - offset[0], y - offset[1]] as const);
      assert.equal(
        a.vertices,
        moved.map((p) => p.map(Math.fround)),
      );

      let core = Number.POSITIVE_INFINITY;
      let extent = 0;
      const mass = massOf('Polygon', 0, points);
      const [cx, cy] = [mass.x - offset[0], mass.y - offset[1]];
      for (const [i, [x, y]] of moved.entries()) {
        const [ex, ey] = moved[(i + 1) % moved.length]!;
        const length = Math.hypot(ex - x, ey - y);
        near(a.normals[i]![0], (ey - y) / length, 1e-7, 'normal x');
        near(a.normals[i]![1], (x - ex) / length, 1e-7, 'normal y');
        core = Math.min(core, ((x - cx) * (ey - y) + (y - cy) * (x - ex)) / length);
        extent = Math.max(extent, Math.hypot(...a.vertices[i]!));
      }
      const slack = 1e-6 * Math.hypot(...offset, ...points.flat());
      near(a.center[0], cx, slack, 'centroid x');
      near(a.center[1], cy, slack, 'centroid y');
      near(a.core, core + radius, slack, 'core');
      assert.ok(a.core <= core + radius + slack * 1e-7);
      near(a.extent, extent + radius, slack, 'extent');
      assert.ok(a.extent >= extent + radius - 1e-12 * extent);
    }),
    { numRuns: 200 },
  );
});

test('vertices on a line are dropped, wherever they stand', () => {
  const cases: [Point[], Point[]][] = [
    [
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [2, 2],
        [0, 2],
      ],
      square,
    ],
    [
      [
        [1, 0],
        [2, 0],
        [2, 2],
        [0, 2],
        [0, 0],
      ],
      [
        [2, 0],
        [2, 2],
        [0, 2],
        [0, 0],
      ],
    ],
    [
      [
        [0, 0],
        [0.5, 0],
        [1, 0],
        [2, 0],
        [2, 1],
        [2, 2],
        [0, 2],
        [0, 1],
      ],
      square,
    ],
    [
      [
        [0, 0],
        [0, 1],
        [0, 2],
        [2, 2],
        [2, 0],
      ],
      square,
    ],
  ];
  for (const [points, expected] of cases) {
    assert.is(make('Polygon', 0, points), null);
    assert.equal(read().vertices, expected);
  }
  // A point on a slanted side is off by the rounding of f32, to either side.
  fc.assert(
    fc.property(convex, fc.nat(7), number(0.1, 0.9), fc.constantFrom(0, 100), (points, k, t, away) => {
      // Far away from the origin, rounding alone bends a side.
      const size = Math.max(...points.map(([x, y]) => Math.hypot(x - points[0]![0], y - points[0]![1])));
      const list = points.slice(0, 7).map(([x, y]): Point => [Math.fround(x + away * size), y]);
      const i = k % list.length;
      const [a, b] = [list[i]!, list[(i + 1) % list.length]!];
      const on: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
      assert.is(make('Polygon', 0, [...list.slice(0, i + 1), on, ...list.slice(i + 1)]), null);
      assert.equal(read().vertices, list);
    }),
    { numRuns: 200 },
  );
});

test('what is no shape is refused, with the number at fault', () => {
  const box = (x: number, y: number, w: number, h: number): Point[] => [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ];
  const star = [0, 2, 4, 1, 3].map((k): Point => [Math.sin(k * 1.2566), Math.cos(k * 1.2566)]);
  const line: Point[] = [
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
  ];
  const dented: Point[] = [...square.slice(0, 3), [1.5, 1]];
  const bow: Point[] = [square[0]!, square[2]!, square[1]!, square[3]!];
  const spike: Point[] = [
    [0, 0],
    [2, 0],
    [1, 0],
    [1, 1],
  ];
  type Case = [string, Kind, number, Point[], number | null, Point?];
  const cases: Case[] = [
    ['PolygonConcave', 'Polygon', 0, dented, 3],
    ['PolygonConcave', 'Polygon', 0, clockwise(dented), 1],
    ['PolygonConcave', 'Polygon', 0, star, null],
    ['PolygonConcave', 'Polygon', 0, bow, null],
    ['PolygonConcave', 'Polygon', 0, spike, null],
    ['PolygonConcave', 'Polygon', 0, [...square.slice(0, 3), ...square.slice(0, 3)], null],
    ['PolygonDegenerate', 'Polygon', 0, line, 4],
    ['PolygonDegenerate', 'Polygon', 0, line.slice(0, 3), 3],
    ['PolygonDegenerate', 'Polygon', 0, [...square, [0, 1e-6]], 0],
    ['PolygonDegenerate', 'Polygon', 0, [square[0]!, square[1]!, square[1]!, square[2]!], 2],
    ['PolygonDegenerate', 'Polygon', 0, [square[0]!, square[0]!, square[0]!], 1],
    ['PolygonDegenerate', 'Polygon', 0, box(0, 0, 100, 1e-4), null],
    ['PolygonDegenerate', 'Polygon', 0, box(0, 0, 0.001, 0.001), null, [9e5, 0]],
    [
      'ShapeDegenerate',
      'Capsule',
      1,
      [
        [1, 1],
        [1, 1],
      ],
      1,
    ],
    [
      'ShapeDegenerate',
      'Segment',
      0,
      [
        [1, 1],
        [1, 1 + 2 ** -23],
      ],
      1,
    ],
    [
      'ShapeDegenerate',
      'Segment',
      0,
      [
        [1, 1],
        [1, 1.001],
      ],
      1,
      [9e5, 9e5],
    ],
    ['ShapeValue', 'Segment', 0.1, square.slice(0, 2), null],
    ['ShapeValue', 'Segment', 0, square.slice(0, 1), 1],
    ['ShapeValue', 'Capsule', 1, square.slice(0, 3), 3],
    ['ShapeValue', 'Capsule', 0, square.slice(0, 2), null],
    ['ShapeValue', 'Circle', 0.9e-6, [[0, 0]], null],
    ['ShapeValue', 'Circle', -1, [[0, 0]], null],
    ['ShapeValue', 'Circle', Number.NaN, [[0, 0]], null],
    ['ShapeValue', 'Circle', Number.POSITIVE_INFINITY, [[0, 0]], null],
    ['ShapeValue', 'Circle', 1, [], 0],
    ['ShapeValue', 'Circle', 1, [[0, -1e6]], 0],
    ['ShapeValue', 'Polygon', -1e-9, square, null],
    ['ShapeValue', 'Polygon', 0, square.slice(0, 2), 2],
    ['ShapeValue', 'Polygon', 0, [...square, ...square, ...square], 12],
    ['ShapeValue', 'Polygon', 0, [...square.slice(0, 2), [Number.NaN, 0]], 2],
    ['ShapeValue', 'Polygon', 0, [square[0]!, [0, Number.NEGATIVE_INFINITY], square[2]!], 1],
  ];
  for (const [name, kind, radius, points, item, offset] of cases) {
    const what = `${kind} ${radius} ${JSON.stringify(points)}`;
    assert.is(make(kind, radius, points, offset), name, what);
    if (item !== null) assert.is(status().item, item, what);
    if (name === 'PolygonConcave') assert.is(status().value, status().item, what);
    if (name.endsWith('Degenerate')) assert.ok(status().value < status().limit * 1.5, what);
  }
  assert.is(make('Circle', 1e-6, [[0, 0]]), null);
  assert.is(make('Polygon', 0, box(0, 0, 100, 2e-3)), null);
});

test('of any numbers comes a record of finite numbers or a failure, and a convex outline only', () => {
  const value = fc.oneof(fc.integer({ min: -3, max: 3 }), number(-1, 1), fc.constantFrom(1e-30, -1e-7, 999999, 1e5));
  const pair = fc.tuple(value, value);
  let good = 0;
  fc.assert(
    fc.property(fc.array(pair, { minLength: 3, maxLength: 8 }), pair, (points, offset) => {
      if (make('Polygon', 0.1, points, offset)) return;
      good++;
      const g = read();
      for (const number of [...g.center, g.core, g.extent, ...g.vertices.flat(), ...g.normals.flat()])
        assert.ok(Number.isFinite(number));
      const reach = Math.max(...g.vertices.flat().map(Math.abs));
      for (const [i, [nx, ny]] of g.normals.entries()) {
        near(nx * nx + ny * ny, 1, 1e-6, 'normal');
        for (const [x, y] of g.vertices) {
          const d = nx * (x - g.vertices[i]![0]) + ny * (y - g.vertices[i]![1]);
          assert.ok(d <= 1e-5 * reach, `${JSON.stringify(points)}: ${d}`);
        }
      }
    }),
    { numRuns: 2000 },
  );
  assert.ok(good > 50, `only ${good} outlines were good`);
});

test.run();
