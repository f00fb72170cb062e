// Rays, points and boxes against distances in f64, and what the documentation says of borders.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyType } from '../../bindings/typescript/engine/layout.js';
import { box, type ShapeRecord, type Vector } from '../geometry/support.js';
import { number } from '../support/numbers.js';
import { Asked, build, expected, gap, manyBodies, point } from './query-world.js';

const test = suite('queries');

/** m: roundings of worlds of 10 m. */
const slack = 1e-5;

const ray = fc.tuple(number(-8, 8), number(-8, 8), number(-12, 12), number(-12, 12));

test('rays meet what they should, where they should, in order', () => {
  let met = 0;
  fc.assert(
    fc.property(manyBodies(12), fc.array(ray, { minLength: 4, maxLength: 4 }), (bodies, rays) => {
      const { world, shapes } = build(bodies);
      for (const r of rays) {
        const [x, y, dx, dy] = r.map(Math.fround) as [number, number, number, number];
        const length = Math.hypot(dx, dy);
        const hits = world.rayAll(x, y, dx, dy);
        for (const [i, shape] of shapes.entries()) {
          const want = expected(shape, point(x, y), dx, dy, slack);
          const [hit, more] = hits.filter((h) => h.shape === i);
          assert.is(more, undefined, 'met once');
          if (!hit) {
            assert.not(want?.certain, `shape ${i} is not met at ${want?.from}`);
            continue;
          }
          assert.ok(want, `shape ${i} is met at ${hit.fraction}`);
          met++;
          assert.ok(
            hit.fraction >= want.from && hit.fraction <= want.to,
            `${hit.fraction}: ${want.from} to ${want.to}`,
          );
          assert.ok(Math.abs(hit.distance - hit.fraction * length) < 1e-6 * length);
          assert.ok(Math.abs(Math.hypot(hit.nx, hit.ny) - 1) < 1e-6);
          const against = Math.hypot(hit.nx + dx / length, hit.ny + dy / length) < 1e-6;
          if (hit.fraction === 0 && gap(shape, point(x, y)) <= 0 && against) {
            assert.equal([hit.x, hit.y], [x, y]);
            continue;
          }
          assert.not(hit.fraction === 0 && gap(shape, point(x, y)) < -slack, 'begins inside');
          assert.ok(hit.nx * dx + hit.ny * dy <= 1e-5 * length, 'the normal is against the ray');
          assert.ok(Math.abs(gap(shape, point(hit.x, hit.y))) < slack, 'the point is on the surface');
          // Out along the normal the distance grows as the way.
          const out = gap(shape, point(hit.x + 0.01 * hit.nx, hit.y + 0.01 * hit.ny));
          assert.ok(Math.abs(out - 0.01) < slack, `outwards: ${out}`);
        }
        const order = hits.map((h) => [h.fraction, h.shape] as const);
        assert.equal(
          order,
          order.toSorted(([a, i], [b, j]) => a - b || i - j),
        );
        assert.equal(world.ray(x, y, dx, dy), hits.slice(0, 1), 'the closest is the first of all');
      }
    }),
    { numRuns: 150, endOnFailure: true },
  );
  assert.ok(met > 40, `${met} hits`);
});

test('points and boxes', () => {
  fc.assert(
    fc.property(manyBodies(12, 3), number(-4, 4), number(-4, 4), number(0, 2), number(0, 2), (bodies, u, v, w, h) => {
      const { world, shapes } = build(bodies);
      const [x, y, x1, y1] = [u, v, u + w, v + h].map(Math.fround) as [number, number, number, number];
      const inside = world.point(x, y);
      for (const [i, shape] of shapes.entries()) {
        const away = gap(shape, point(x, y));
        const hit = inside.find((found) => found.shape === i);
        if (shape.radius === 0 && shape.corners.length < 3) assert.not(hit);
        else if (away < -slack) assert.ok(hit, `shape ${i}`);
        else if (away > slack) assert.not(hit, `shape ${i}`);
        if (!hit) continue;
        assert.ok(Math.abs(hit.distance - away) < slack, `depth ${hit.distance}, ${away}`);
        assert.ok(Math.abs(gap(shape, point(hit.x, hit.y))) < slack, 'the point is on the surface');
      }
      const touched = world.box(x1, y, x, y1).map((found) => found.shape);
      assert.equal(
        touched,
        touched.toSorted((a, b) => a - b),
      );
      for (const [i, { corners, radius }] of shapes.entries()) {
        const reach = (k: 0 | 1, sign: number) => Math.max(...corners.map((c) => sign * c[k])) + radius;
        const apart = Math.max(x - reach(0, 1), y - reach(1, 1), -reach(0, -1) - x1, -reach(1, -1) - y1);
        if (Math.abs(apart) > slack) assert.is(touched.includes(i), apart < 0, `shape ${i}, ${apart} apart`);
      }
    }),
    { numRuns: 300, endOnFailure: true },
  );
});

const one = (shape: ShapeRecord, x = 0, y = 0) => {
  const world = new Asked();
  world.add({ x, y, angle: 0, shapes: [shape] });
  return world;
};
const disc = (radius: number): ShapeRecord => ({ vertices: [[0, 0]], radius });
const segment = (a: Vector, b: Vector): ShapeRecord => ({ vertices: [a, b], radius: 0 });
const brief = (hits: { fraction: number; nx: number; ny: number }[]) => hits.map((h) => [h.fraction, h.nx, h.ny]);

test('a ray into a face, exactly', () => {
  const crate = one(box(1, 1));
  const [hit] = crate.ray(-3, 0.5, 4, 0);
  assert.equal({ ...hit }, { shape: 0, body: 0, fraction: 0.5, x: -1, y: 0.5, nx: -1, ny: 0, distance: 2 });
  assert.equal(brief(crate.ray(-3, 0, 2, 0)), [[1, -1, 0]], 'at its very end');
  assert.equal(crate.ray(-3, 0, 1.9999, 0), []);
  assert.equal(crate.ray(-3, 0, -5, 0), [], 'behind it');
});

test('a ray through a corner, along an edge, and past both', () => {
  const crate = one(box(1, 1));
  assert.equal(brief(crate.ray(-2, 0, 2, 2)), [[0.5, -1, 0]], 'touches a corner');
  assert.equal(crate.ray(-2, 0.001, 2, 2).length, 0);
  assert.equal(brief(crate.ray(-3, 1, 4, 0)), [[0.5, -1, 0]], 'along the upper edge: meets the corner where it begins');
  assert.equal(crate.ray(-3, 1.00001, 4, 0), []);
  assert.equal(brief(crate.ray(-2, -2, 4, 4)), [[0.25, 0, -1]], 'into a corner: the first of its edges counts');
});

test('a ray down the seam of two flush boxes finds the floor', () => {
  const world = new Asked();
  for (let i = 0; i < 4; i++) world.add({ x: 2 * i, y: 0, angle: 0, shapes: [box(1, 1)] });
  for (const x of [1, 3, 5]) assert.equal(brief(world.ray(x, 3, 0, -5)), [[Math.fround(0.4), 0, 1]]);
  const chain = new Asked();
  const points = Array.from({ length: 9 }, (_, i): Vector => [i + 0.1 * Math.sin(9 * i), Math.sin(i)]);
  chain.add({ x: 0.3, y: 0.7, angle: 0.4, shapes: points.slice(1).map((p, i) => segment(points[i]!, p)) });
  const [c, s] = [Math.cos(0.4), Math.sin(0.4)];
  for (const [x, y] of points.slice(1, -1))
    for (let k = 0; k < 100; k++) {
      // From far above straight at a joint, whichever way it is rounded.
      const [u, v] = [0.3 + c * x - s * y, 0.7 + s * x + c * y].map(Math.fround) as Vector;
      const [du, dv] = [Math.sin(k), 3 + Math.cos(k)];
      assert.is(chain.ray(u + du, v + dv, -2 * du, -2 * dv).length, 1, `joint at ${u}, ${v}, ray ${k}`);
    }
});

test('a ray that touches a disc, passes it, or begins on it', () => {
  const ball = one(disc(1));
  assert.equal(brief(ball.ray(-2, 1, 4, 0)), [[0.5, 0, 1]], 'touches');
  assert.equal(ball.ray(-2, 1.00001, 4, 0), []);
  assert.equal(brief(ball.ray(1, 0, -1, 0)), [[0, 1, 0]], 'goes in where it begins');
  assert.equal(ball.ray(1, 0, 1, 0), [], 'leaves at once');
  const crate = one(box(1, 1));
  assert.equal(brief(crate.ray(1, 0, -1, 0)), [[0, 1, 0]]);
  assert.equal(crate.ray(1, 0, 1, 0), []);
});

test('a ray that begins inside what has an area meets it at once, against its direction', () => {
  for (const shape of [
    disc(1),
    box(1, 1),
    box(1, 1, 0.2),
    {
      vertices: [
        [-1, 0],
        [1, 0],
      ] as Vector[],
      radius: 0.5,
    },
  ]) {
    const world = one(shape, 3, 4);
    const [hit] = world.ray(3.25, 4.125, 3, 4);
    assert.ok(hit);
    assert.equal([hit.fraction, hit.x, hit.y, hit.distance], [0, 3.25, 4.125, 0]);
    assert.ok(Math.abs(hit.nx + 0.6) < 1e-6 && Math.abs(hit.ny + 0.8) < 1e-6);
  }
});

test('segments are met from both sides, along themselves, and where a ray begins on them', () => {
  const line = one(segment([-1, 0], [1, 0]));
  assert.equal(brief(line.ray(0, 1, 0, -2)), [[0.5, 0, 1]]);
  assert.equal(brief(line.ray(0, -1, 0, 2)), [[0.5, 0, -1]]);
  assert.equal(brief(line.ray(1, 1, 0, -2)), [[0.5, 0, 1]], 'an end counts');
  assert.equal(line.ray(1.0001, 1, 0, -2), []);
  assert.equal(brief(line.ray(-3, 0, 4, 0)), [[0.5, -1, 0]], 'along: its nearer end');
  assert.equal(brief(line.ray(0, 0, 0, 2)), [[0, 0, -1]], 'from on it');
  assert.equal(line.ray(2, 0, 4, 0), []);
});

test('a ray without a length is a point', () => {
  const world = new Asked();
  world.add({ x: 0, y: 0, angle: 0, shapes: [box(1, 1), disc(0.5), segment([-1, 0], [1, 0])] });
  assert.equal(world.rayAll(0.25, 0, 0, 0), world.point(0.25, 0));
  assert.equal(
    world.point(0.25, 0).map(({ shape, distance, nx, ny }) => [shape, distance, nx, ny]),
    [
      [0, -0.75, 1, 0],
      [1, -0.25, 1, 0],
    ],
  );
  assert.equal(world.ray(3, 0, 0, 0), []);
});

test('huge and tiny, near and far', () => {
  const world = new Asked();
  world.add({ x: 0, y: -50_000, angle: 0, shapes: [box(100_000, 50_000)] });
  world.add({ x: 40, y: 10, angle: 0, shapes: [disc(2e-6)] });
  world.add({ x: 90_000, y: 0.5, angle: 0, type: BodyType.Dynamic, shapes: [box(0.5, 0.5)] });
  const floor = world.ray(12.5, 1e6, 0, -1e6)[0]!;
  assert.equal([floor.shape, floor.fraction, floor.x, floor.y, floor.ny], [0, 1, 12.5, 0, 1]);
  const grain = world.ray(40, 11, 0, -2)[0]!;
  assert.is(grain.shape, 1);
  assert.ok(Math.abs(grain.distance - 0.999998) < 1e-6, `${grain.distance}`);
  const far = world.ray(-1e5, 0.5, 1e6, 0)[0]!;
  assert.is(far.shape, 2);
  assert.ok(Math.abs(far.distance - 189_999.5) < 0.05, `${far.distance}`);
  assert.ok(Math.abs(far.x - 89_999.5) < 0.01, `${far.x}`);
  const short = one(disc(2e-6)).ray(0, 1e-5, 0, -1e-5)[0]!;
  assert.ok(Math.abs(short.fraction - 0.8) < 1e-6, `${short.fraction}`);
  const least = one(disc(1)).ray(0, 0, 3e-39, 4e-39)[0]!;
  assert.ok(least.fraction === 0 && Math.abs(least.nx + 0.6) < 1e-5 && Math.abs(least.ny + 0.8) < 1e-5);
});

test.run();
