// Mass properties against closed forms, and against outlines of thousands of corners.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { clockwise, convex, type Kind, type Mass, massOf, type Point } from './hull-module.js';

const test = suite('mass');

function same(found: Mass, expected: Mass, size: number, tolerance: number, what: string) {
  const scale = { area: expected.area, x: size, y: size, inertia: expected.inertia };
  for (const key of ['area', 'x', 'y', 'inertia'] as const)
    assert.ok(
      Math.abs(found[key] - expected[key]) <= tolerance * scale[key],
      `${what}: ${key} ${found[key]}, expected ${expected[key]}`,
    );
}

/** Of an outline, counter-clockwise, in triangles from its first corner; the moment of each about its own centroid. */
function outline(points: readonly Point[]): Mass {
  const [ox, oy] = points[0]!;
  const parts: Mass[] = [];
  for (let i = 1; i + 1 < points.length; i++) {
    const [ax, ay, bx, by] = [points[i]![0] - ox, points[i]![1] - oy, points[i + 1]![0] - ox, points[i + 1]![1] - oy];
    const area = (ax * by - ay * bx) / 2;
    const squares = ax * ax + ay * ay + bx * bx + by * by + (ax - bx) ** 2 + (ay - by) ** 2;
    parts.push({ area, x: (ax + bx) / 3, y: (ay + by) / 3, inertia: (area * squares) / 36 });
  }
  const area = parts.reduce((sum, p) => sum + p.area, 0);
  const x = parts.reduce((sum, p) => sum + p.area * p.x, 0) / area;
  const y = parts.reduce((sum, p) => sum + p.area * p.y, 0) / area;
  const inertia = parts.reduce((sum, p) => sum + p.inertia + p.area * ((p.x - x) ** 2 + (p.y - y) ** 2), 0);
  return { area, x: ox + x, y: oy + y, inertia };
}

/** A hull grown by r, every corner an arc of n chords. */
function grown(points: readonly Point[], r: number, n: number): Point[] {
  return points.flatMap(([x, y], i) => {
    const [px, py] = points[(i + points.length - 1) % points.length]!;
    const [qx, qy] = points[(i + 1) % points.length]!;
    const from = Math.atan2(px - x, y - py);
    const turn = points.length === 1 ? 2 * Math.PI : (Math.atan2(x - qx, qy - y) - from + 4 * Math.PI) % (2 * Math.PI);
    return Array.from({ length: n + 1 }, (_, k): Point => {
      const angle = from + (turn * k) / n;
      return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    });
  });
}

/** The limit of finer and finer arcs: the error is of order n^-2. */
function limit(points: readonly Point[], r: number): Mass {
  const [a, b] = [outline(grown(points, r, 100)), outline(grown(points, r, 200))];
  const extrapolate = (key: keyof Mass) => b[key] + (b[key] - a[key]) / 3;
  return { area: extrapolate('area'), x: extrapolate('x'), y: extrapolate('y'), inertia: extrapolate('inertia') };
}

test('closed forms', () => {
  const cases: [Kind, number, Point[], Mass][] = [
    ['Circle', 2, [[3, -1]], { area: 4 * Math.PI, x: 3, y: -1, inertia: 8 * Math.PI }],
    [
      'Segment',
      0,
      [
        [0, 0],
        [2, 4],
      ],
      { area: 0, x: 1, y: 2, inertia: 0 },
    ],
    [
      'Polygon',
      0,
      [
        [1, 1],
        [5, 1],
        [5, 3],
        [1, 3],
      ],
      { area: 8, x: 3, y: 2, inertia: (8 * (16 + 4)) / 12 },
    ],
    [
      'Polygon',
      0,
      [
        [0, 0],
        [3, 0],
        [0, 3],
      ],
      { area: 4.5, x: 1, y: 1, inertia: (4.5 * 36) / 36 },
    ],
  ];
  for (const [kind, radius, points, expected] of cases)
    same(massOf(kind, radius, points), expected, 1, 1e-15, `${kind} ${JSON.stringify(points)}`);
});

test('capsules', () => {
  fc.assert(
    fc.property(
      number(-5, 5),
      number(-5, 5),
      number(0, 7),
      number(0.01, 3),
      number(0.01, 3),
      (x, y, t, length, radius) => {
        const ends = [
          [x, y],
          [x + length * Math.cos(t), y + length * Math.sin(t)],
        ].map((p) => p.map(Math.fround) as [number, number]);
        const r = Math.fround(radius);
        const found = massOf('Capsule', r, ends);
        same(found, limit(ends, r), length + r, 1e-7, JSON.stringify([ends, r]));
        same(massOf('Capsule', r, [...ends].reverse()), found, length + r, 1e-15, 'the other way round');
      },
    ),
    { numRuns: 100 },
  );
});

test('polygons and rounded polygons of either winding', () => {
  fc.assert(
    fc.property(convex, fc.constantFrom(0, 1e-3, 0.1, 1, 10), (points, rounding) => {
      const size = Math.max(...points.map(([x, y]) => Math.hypot(x - points[0]![0], y - points[0]![1])));
      const r = Math.fround(rounding * size);
      const what = JSON.stringify([points, r]);
      const found = massOf('Polygon', r, points);
      same(found, r ? limit(points, r) : outline(points), size + r, r ? 1e-7 : 1e-12, what);
      same(massOf('Polygon', r, clockwise(points)), found, size + r, 1e-12, what);
      if (!r) return;
      // Steiner.
      const perimeter = points.reduce((sum, [x, y], i) => {
        const [nx, ny] = points[(i + 1) % points.length]!;
        return sum + Math.hypot(nx - x, ny - y);
      }, 0);
      const area = outline(points).area + perimeter * r + Math.PI * r * r;
      assert.ok(Math.abs(found.area - area) < 1e-12 * area, what);
    }),
    { numRuns: 150 },
  );
});

test('a rounded polygon goes over into its neighbours: a needle into a capsule, a point into a circle', () => {
  const needle: Point[] = [
    [-1, 0],
    [1, -(2 ** -30)],
    [1, 2 ** -30],
  ];
  const ends: Point[] = [
    [-1, 0],
    [1, 0],
  ];
  same(massOf('Polygon', 0.5, needle), massOf('Capsule', 0.5, ends), 1, 1e-8, 'needle');
  const dot = needle.map(([x, y]): Point => [x * 2 ** -30, y * 2 ** 10]);
  same(massOf('Polygon', 0.5, dot), massOf('Circle', 0.5, [[0, 0]]), 1, 1e-5, 'dot');
});

test('no mass of what has no area, and finite numbers', () => {
  const value = fc.constantFrom(0, -0, 1, -1, 1e-30, 1e-3, 999999);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 8 }),
      fc.constantFrom(0, 1),
      (points, r) => {
        const found = massOf('Polygon', r, points);
        for (const number of Object.values(found)) assert.ok(Number.isFinite(number), JSON.stringify(points));
        assert.ok(found.inertia >= 0);
      },
    ),
    { numRuns: 300 },
  );
  const line: Point[] = [
    [0, 0],
    [1, 1],
    [2, 2],
  ];
  assert.equal(massOf('Polygon', 0, line), { area: 0, x: 1, y: 1, inertia: 0 });
});

test.run();
