// The chain of static balls against the study's rule, simulated here with other random numbers: the same distributions over 10,000 chains.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { stars } from '../../scenes/phyre-objects.js';
import { Random } from '../../scenes/random.js';
import type { Point } from '../../scenes/scene.js';
import { alike, sameShares } from '../../support/statistics.js';
import { kindOf, layout, openLayouts, things } from './layouts.js';

const test = suite('phyre chain');
const N = 10_000;
const S = 512;

/** Templates 1236, 0123, 0126, 2367, 0236 and 1256 have a chain. */
const source = openLayouts({ template: { list: ['10021', '10023', '10054', '10016', '10049', '10019'] } }, { seed: 3 });
const drawn = Array.from({ length: N }, (_, i) =>
  things(layout(source, i))
    .filter(({ name }) => kindOf(name) === 'dot')
    .map(({ x, y }): Point => [x / S, y / S]),
);
const random = new Random(5);
const reference = Array.from({ length: N }, () => stars(random));

/** A number of each chain that has it. */
const column = (chains: Point[][], of: (chain: Point[]) => number) => chains.map(of).filter(Number.isFinite);

function agree(what: string, of: (chain: Point[]) => number): void {
  const p = alike(column(drawn, of), column(reference, of));
  assert.ok(p > 1e-3, `${what}: p = ${p}`);
}

const at = (chain: Point[], i: number): Point => chain.at(i) ?? [Number.NaN, Number.NaN];
const step = (chain: Point[], i: number) =>
  Math.hypot(at(chain, i)[0] - at(chain, i - 1)[0], at(chain, i)[1] - at(chain, i - 1)[1]);
const way = (chain: Point[], i: number) =>
  Math.atan2(at(chain, i)[1] - at(chain, i - 1)[1], at(chain, i)[0] - at(chain, i - 1)[0]);
/** How often a later ball lies where an earlier one does: a jump. */
const again = (chain: Point[]) =>
  chain.filter(([x, y], i) => chain.slice(0, i).some(([u, v]) => Math.hypot(x - u, y - v) < 1e-6)).length;

test('every chain begins at (0.4, 0.55) and goes on below the middle, in the scene', () => {
  for (const chain of drawn) {
    assert.ok(Math.hypot(chain[0]![0] - 0.4, chain[0]![1] - 0.55) < 1e-6);
    for (const [x, y] of chain.slice(1)) assert.ok(x >= 0 && x <= 1 && y >= 0 && y < 0.5 + 1e-6, `${x}, ${y}`);
  }
});

test('counts and jumps are as frequent: 3 to 7 balls', () => {
  for (const of of [(chain: Point[]) => chain.length, again]) {
    const count = (chains: Point[][]) => Array.from({ length: 8 }, (_, n) => chains.filter((c) => of(c) === n).length);
    const p = sameShares(count(drawn), count(reference));
    assert.ok(p > 1e-3, `p = ${p}: ${count(drawn)} and ${count(reference)}`);
  }
  assert.is(Math.min(...drawn.map(({ length }) => length)), 3);
  assert.is(Math.max(...drawn.map(({ length }) => length)), 7);
  assert.ok(drawn.some((chain) => again(chain) > 0));
});

for (const i of [1, 2, 3, 4, 6, -1])
  test(`places, steps and directions of ball ${i}`, () => {
    agree('x', (chain) => at(chain, i)[0]);
    agree('y', (chain) => at(chain, i)[1]);
    if (i < 0) return;
    agree('step', (chain) => step(chain, i));
    agree('direction', (chain) => way(chain, i));
    agree('turn', (chain) => Math.cos(way(chain, i) - way(chain, i - 1)));
  });

test.run();
