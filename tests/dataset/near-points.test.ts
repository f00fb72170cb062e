// The tree of evaluation clips against comparing with every point.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { NearPoints } from '../../bindings/typescript/dataset/near-points.js';

const tie = 1e-18;
/** Few values, so that points coincide and share coordinates, some apart by less than the tie. */
const coordinate = fc.oneof(
  fc.constantFrom(0, 0.25, 0.5, 0.5 + 1e-13, 0.5 - 4e-10, 0.75, 1),
  fc.double({ min: -1, max: 2, noNaN: true }),
);
const cases = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    points: fc.array(fc.array(coordinate, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 120 }),
    queries: fc.array(fc.array(coordinate, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    base: fc.constantFrom(0, 1, 2),
  }),
);

test('the nearest point and all that coincide, whatever the limit', () => {
  fc.assert(
    fc.property(cases, fc.constantFrom(Number.POSITIVE_INFINITY, 2, 0.3, 0), ({ points, queries, base }, limit) => {
      const width = (queries[0] as number[]).length;
      const tree = new NearPoints(Float64Array.from(points.flat()), width, points.length);
      for (const query of queries) {
        const distances = points.map((point) =>
          point.reduce((sum, value, d) => sum + (value - (query[d] as number)) ** 2, base),
        );
        const told: number[] = [];
        const found = tree.search(Float64Array.from(query), base, limit, tie, (point) => told.push(point));
        const least = Math.min(...distances);
        assert.ok(found === limit || found === distances[tree.nearest]);
        assert.ok(Math.abs(Math.min(found, 20) - Math.min(least, limit, 20)) <= 1e-12);
        assert.equal(
          told.sort((a, b) => a - b),
          distances.flatMap((distance, i) => (distance <= tie ? [i] : [])),
        );
      }
    }),
  );
});

test('a thousand points that are one', () => {
  const tree = new NearPoints(new Float64Array(2000).fill(0.5), 2, 1000);
  let told = 0;
  assert.is(
    tree.search(Float64Array.of(0.5, 0.5), 0, Number.POSITIVE_INFINITY, tie, () => told++),
    0,
  );
  assert.is(told, 1000);
});

test.run();
