// Shapes that are cast, overlaps and the nearest surface against distances in f64.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { anyShape, box, separatingAxis, type Vector } from '../geometry/support.js';
import { number } from '../support/numbers.js';
import { Asked, build, expected, gap, manyBodies, moved, type Placed, place, placed, point } from './query-world.js';

const test = suite('queries with shapes');

/** m: roundings of worlds of 10 m. */
const slack = 2e-5;

/** Whether gap() is right however deep they overlap. */
const isDeep = (a: Placed, b: Placed) => a.corners.length > 2 && b.corners.length > 2;

test('casts meet what they should, where they should, in order', () => {
  let met = 0;
  fc.assert(
    fc.property(manyBodies(12), anyShape, place(6), number(-12, 12), number(-12, 12), (bodies, shape, start, u, v) => {
      const { world, shapes } = build(bodies);
      const [dx, dy] = [Math.fround(u), Math.fround(v)];
      const length = Math.hypot(dx, dy);
      const mover = placed(shape, start);
      const hits = world.castAll(shape, start, dx, dy);
      for (const [i, other] of shapes.entries()) {
        const want = expected(other, mover, dx, dy, slack);
        const [hit, more] = hits.filter((h) => h.shape === i);
        assert.is(more, undefined, 'met once');
        if (!hit) {
          assert.not(want?.certain, `shape ${i} is not met at ${want?.from}`);
          continue;
        }
        assert.ok(want, `shape ${i} is met at ${hit.fraction}`);
        met++;
        assert.ok(hit.fraction >= want.from && hit.fraction <= want.to, `${hit.fraction}: ${want.from} to ${want.to}`);
        assert.ok(Math.abs(hit.distance - hit.fraction * length) < 1e-6 * length);
        assert.ok(Math.abs(Math.hypot(hit.nx, hit.ny) - 1) < 1e-6);
        assert.ok(Math.abs(gap(other, point(hit.x, hit.y))) < slack, 'the point is on the surface');
        const against = Math.hypot(hit.nx + dx / length, hit.ny + dy / length) < 1e-6;
        if (hit.fraction === 0 && gap(other, mover) <= 0 && against) continue;
        assert.not(hit.fraction === 0 && gap(other, mover) < -slack, 'begins inside');
        assert.ok(hit.nx * dx + hit.ny * dy <= 1e-5 * length, 'the normal is against the way');
        const there = moved(mover, hit.fraction * dx, hit.fraction * dy);
        assert.ok(Math.abs(gap(there, point(hit.x, hit.y))) < slack, 'the point is on the surface of the other');
        // Back along the normal they part as fast as they go.
        const apart = gap(other, moved(there, 0.01 * hit.nx, 0.01 * hit.ny));
        assert.ok(Math.abs(apart - 0.01) < 2 * slack, `parted by ${apart}`);
      }
      const order = hits.map((h) => [h.fraction, h.shape] as const);
      assert.equal(
        order,
        order.toSorted(([a, i], [b, j]) => a - b || i - j),
      );
      assert.equal(world.cast(shape, start, dx, dy), hits.slice(0, 1), 'the closest is the first of all');
    }),
    { numRuns: 200, endOnFailure: true },
  );
  assert.ok(met > 30, `${met} hits`);
});

test('overlaps, how deep and which way out', () => {
  let deep = 0;
  fc.assert(
    fc.property(manyBodies(12, 3), anyShape, place(3), (bodies, shape, start) => {
      const { world, shapes } = build(bodies);
      const mover = placed(shape, start);
      const hits = world.overlap(shape, start);
      assert.equal(hits, world.castAll(shape, start, 0, 0), 'a cast without a way is an overlap');
      assert.equal(
        hits.map((h) => h.shape),
        hits.map((h) => h.shape).toSorted((a, b) => a - b),
      );
      for (const [i, other] of shapes.entries()) {
        const away = gap(other, mover);
        const hit = hits.find((found) => found.shape === i);
        if (away > slack) assert.not(hit, `shape ${i}, ${away} apart`);
        else if (away < -slack) assert.ok(hit, `shape ${i}, ${away} apart`);
        if (!hit) continue;
        assert.is(hit.fraction, 0);
        assert.ok(hit.distance <= 0);
        assert.ok(Math.abs(Math.hypot(hit.nx, hit.ny) - 1) < 1e-6);
        assert.ok(Math.abs(gap(other, point(hit.x, hit.y))) < slack, 'the point is on the surface');
        // Moved out by the depth they just touch.
        const out = moved(mover, -hit.distance * hit.nx, -hit.distance * hit.ny);
        assert.ok(Math.abs(gap(other, out)) < 2 * slack, `${gap(other, out)} apart when moved out by ${-hit.distance}`);
        if (!isDeep(other, mover)) continue;
        deep++;
        assert.ok(Math.abs(hit.distance - away) < slack, `depth ${hit.distance}, ${away}`);
      }
    }),
    { numRuns: 500, endOnFailure: true },
  );
  assert.ok(deep > 30, `${deep} overlaps`);
});

test('the nearest surface, from outside and inside', () => {
  fc.assert(
    fc.property(manyBodies(12), number(-8, 8), number(-8, 8), number(0, 6), (bodies, u, v, w) => {
      const { world, shapes } = build(bodies);
      const [x, y, most] = [u, v, w].map(Math.fround) as [number, number, number];
      const all = shapes.map((shape) => gap(shape, point(x, y)));
      const least = Math.min(...all);
      const [hit] = world.closest(x, y, most);
      if (!hit) {
        assert.ok(least > most - slack, `${least} is not found within ${most}`);
        return;
      }
      assert.ok(Math.abs(hit.distance - least) < slack, `${hit.distance}, ${least}`);
      assert.ok(Math.abs(all[hit.shape]! - least) < slack);
      assert.ok(least < most + slack);
      assert.ok(Math.abs(gap(shapes[hit.shape]!, point(hit.x, hit.y))) < slack, 'the point is on the surface');
      assert.ok(Math.hypot(hit.x + hit.distance * hit.nx - x, hit.y + hit.distance * hit.ny - y) < slack);
      assert.is(hit.fraction, 0);
    }),
    { numRuns: 400, endOnFailure: true },
  );
});

const disc = (radius: number) => ({ vertices: [[0, 0]] as Vector[], radius });
const brief = (hits: { fraction: number; x: number; y: number; nx: number; ny: number }[]) =>
  hits.map((h) => [h.fraction, h.x, h.y, h.nx, h.ny]);
const origin = { x: 0, y: 0, angle: 0 };

test('a box that falls flat on another touches in the middle of what they share', () => {
  const world = new Asked();
  world.add({ ...origin, shapes: [box(2, 1)] });
  const fall = (x: number, half = 1) => world.cast(box(half, 1), { x, y: 4, angle: 0 }, 0, -4);
  assert.equal(brief(fall(0)), [[0.5, 0, 1, 0, 1]]);
  assert.equal(brief(fall(2)), [[0.5, 1.5, 1, 0, 1]], 'half of it beyond the edge');
  assert.equal(brief(fall(-2.5)), [[0.5, -1.75, 1, 0, 1]]);
  assert.equal(brief(fall(0, 8)), [[0.5, 0, 1, 0, 1]], 'wider than what it falls on');
  assert.equal(fall(3.001), []);
  assert.equal(fall(3).length, 1, 'past it, touching');
});

test('a box on its corner, a disc on a corner, a segment end on', () => {
  const world = new Asked();
  world.add({ ...origin, shapes: [box(2, 1)] });
  const [tip] = world.cast(box(1, 1), { x: 0.5, y: 4, angle: Math.PI / 4 }, 0, -4);
  assert.ok(tip && Math.abs(tip.distance - (3 - Math.SQRT2)) < 1e-6, `${tip?.distance}`);
  assert.ok(Math.abs(tip.x - 0.5) < 1e-6 && tip.y === 1 && tip.ny === 1);
  const [edge] = world.cast(disc(1), { x: 2.6, y: 4, angle: 0 }, 0, -4);
  assert.ok(edge && Math.abs(edge.distance - (3 - 0.8)) < 1e-6);
  assert.ok(Math.abs(edge.nx - 0.6) < 1e-6 && Math.abs(edge.ny - 0.8) < 1e-6);
  assert.ok(Math.hypot(edge.x - 2, edge.y - 1) < 1e-6);
  const line = {
    vertices: [
      [-1, 0],
      [1, 0],
    ] as Vector[],
    radius: 0,
  };
  assert.equal(brief(world.cast(line, { x: -5, y: 0.5, angle: 0 }, 4, 0)), [[0.5, -2, 0.5, -1, 0]]);
  const other = new Asked();
  other.add({ ...origin, shapes: [line] });
  assert.equal(brief(other.cast(line, { x: -4, y: 0, angle: 0 }, 4, 0)), [[0.5, -1, 0, -1, 0]], 'in line, end to end');
  assert.equal(brief(other.cast(line, { x: 0.5, y: 2, angle: 0 }, 0, -4)), [[0.5, 0.25, 0, 0, 1]], 'flat');
});

test('a cast that begins in an overlap meets it at once, against its way; one that begins touching only where it goes in', () => {
  const world = new Asked();
  world.add({ ...origin, shapes: [box(1, 1)] });
  const [hit] = world.cast(box(0.5, 0.5), { x: 1.25, y: 0, angle: 0 }, 3, 4);
  assert.ok(hit && hit.fraction === 0 && hit.distance === 0);
  assert.ok(Math.abs(hit.nx + 0.6) < 1e-6 && Math.abs(hit.ny + 0.8) < 1e-6);
  assert.is(separatingAxis([[1, 0]], [[hit.x, 0]]), Number.NEGATIVE_INFINITY);
  const beside = { x: 1.5, y: 0, angle: 0 };
  assert.equal(world.cast(box(0.5, 0.5), beside, 1, 0), [], 'leaves');
  assert.equal(brief(world.cast(box(0.5, 0.5), beside, -1, 0)), [[0, 1, 0, 1, 0]]);
  assert.equal(world.overlap(box(0.5, 0.5), beside).length, 1, 'touching is an overlap');
});

test('huge and tiny shapes', () => {
  const world = new Asked();
  world.add({ x: 0, y: -1000, angle: 0, shapes: [box(10_000, 1000)] });
  const [grain] = world.cast(disc(1e-5), { x: 3, y: 1, angle: 0 }, 0, -2);
  assert.ok(grain && Math.abs(grain.distance - 1) < 1e-4, `${grain?.distance}`);
  const [plank] = world.cast(box(9000, 0.5), { x: -500, y: 2, angle: 0 }, 0, -3);
  assert.ok(plank && Math.abs(plank.distance - 1.5) < 1e-3, `${plank?.distance}`);
  assert.ok(Math.abs(plank.x + 500) < 1 && Math.abs(plank.y) < 1e-3, `${plank.x}`);
});

test('in the middle of a disc all ways are equal: the normal is that of its body', () => {
  const world = new Asked();
  world.add({ x: 2, y: 3, angle: Math.PI / 2, shapes: [disc(0.5)] });
  const [hit] = world.closest(2, 3, 1);
  assert.ok(hit && hit.distance === -0.5 && Math.abs(hit.ny - 1) < 1e-6);
  const line = new Asked();
  line.add({
    ...origin,
    shapes: [
      {
        vertices: [
          [-1, 0],
          [1, 0],
        ],
        radius: 0,
      },
    ],
  });
  assert.equal(line.closest(0.5, 0, 0).length, 1, 'on a segment the distance is 0');
});

test.run();
