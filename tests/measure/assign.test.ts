// The assignment is the best of all, by trying all.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assign } from '../../dist/measure/assign.js';
import '../support/seed.mjs';

/** Least sum of costs over all ways to give each row (or column, if there are fewer) one of its own. */
function least(
  costs: readonly (readonly number[])[],
  row = 0,
  used = 0,
  skips = Math.max(0, costs.length - (costs[0]?.length ?? 0)),
): number {
  if (row === costs.length) return 0;
  let best = skips > 0 ? least(costs, row + 1, used, skips - 1) : Infinity;
  costs[row]?.forEach((cost, k) => {
    if (!(used & (1 << k))) best = Math.min(best, cost + least(costs, row + 1, used | (1 << k), skips));
  });
  return best;
}

const assignment = suite('assign');

assignment('no other assignment costs less', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }));
  const costs = sizes.chain(([rows, columns]) =>
    fc.array(fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(costs, (table) => {
      const columns = assign(table);
      const taken = columns.filter((k) => k >= 0);
      assert.is(new Set(taken).size, taken.length);
      assert.is(taken.length, Math.min(table.length, (table[0] as number[]).length));
      const sum = columns.reduce((total, k, i) => total + (k < 0 ? 0 : ((table[i] as number[])[k] as number)), 0);
      assert.ok(Math.abs(sum - least(table)) < 1e-9);
    }),
  );
});

assignment('nothing to assign is nothing', () => {
  assert.equal(assign([]), []);
  assert.equal(assign([[], []]), [-1, -1]);
});

assignment.run();
