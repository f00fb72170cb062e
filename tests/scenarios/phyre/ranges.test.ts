// Places, sizes and angles of every family over 20,000 layouts, half of which have it, against the study's ranges: Kolmogorov-Smirnov where they
// are even, chi-squared where they are counts. The seed is fixed: p is over 0.001 or the ranges are others.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fitsEven, fitsShares, fitsUniform, unrelated } from '../../support/statistics.js';
import { layout, openLayouts, things } from './layouts.js';
import { type Parameters, parametersOf } from './parameters.js';

const test = suite('phyre ranges');
const S = 512;
const N = 20_000;
const source = openLayouts({}, { seed: 20_241_104 });
const drawn: Parameters[] = Array.from({ length: N }, (_, i) => parametersOf(things(layout(source, i)), S));

/** All of one parameter; of those alone that `of` admits. */
function column(family: string, name: string, of: (own: Record<string, number>) => boolean = () => true): number[] {
  return drawn.flatMap(({ [family]: own }) => (own && of(own) ? [own[name]!] : []));
}

function likely(p: number, what: string): void {
  assert.ok(p > 1e-3, `${what}: p = ${p}`);
}

/** f32 in metres: what lies at the end of a range may be rounded beyond it. */
const within = (values: number[], a: number, b: number, what: string) => {
  const slack = 1e-6 * Math.max(1, Math.abs(b));
  assert.ok(Math.min(...values) >= a - slack && Math.max(...values) <= b + slack, `${what} leaves ${a} to ${b}`);
};

const even: [family: string, name: string, a: number, b: number][] = [
  ['ball1', 'x', 0.3, 0.6],
  ['ball1', 'bottom', 0.4, 0.85],
  ['ball2', 'x', 0.3, 0.6],
  ['ball2', 'bottom', 0.4, 0.85],
  ['bar', 'scale', 0.15, 0.5],
  ['bar', 'x', 0.3, 0.6],
  ['bar', 'bottom', 0.2, 0.8],
  ['bar', 'angle', -90, 90],
  ['staticBar', 'scale', 0.2, 0.5],
  ['staticBar', 'bottom', 0.1, 0.5],
  ['staticBar', 'angle', -60, 60],
  ['staticBar', 'right', 0.3, 0.4],
  ['jar', 'scale', 0.08, 0.3],
  ['jar', 'x', 0.3, 0.6],
  ['sticks', 'scale', 0.3, 0.6],
  ['sticks', 'x', 0.3, 0.6],
];

for (const [family, name, a, b] of even)
  test(`${family}: ${name} is even over ${a} to ${b}`, () => {
    const values = column(family, name);
    assert.ok(values.length > 0.48 * N);
    within(values, a, b, name);
    likely(fitsUniform(values, a, b), name);
  });

test('radii of balls: floor(U(0.06, 0.12) S / 2) + 0.5', () => {
  const [low, high] = [0.03 * S, 0.06 * S];
  const radii = Array.from({ length: 16 }, (_, i) => 15 + i);
  const shares = radii.map((r) => (Math.min(r + 1, high) - Math.max(r, low)) / (high - low));
  for (const family of ['ball1', 'ball2']) {
    const values = column(family, 'radius');
    const counts = radii.map((r) => values.filter((value) => Math.abs(value - r - 0.5) < 1e-4).length);
    assert.is(
      counts.reduce((sum, n) => sum + n),
      values.length,
    );
    likely(fitsShares(counts, shares), family);
  }
});

const families = {
  jar: { turned: 0.7, angle: 45, bottom: [0.2, 0.8] },
  sticks: { turned: 0.7, angle: 90, bottom: [0.2, 0.5] },
};
for (const [family, { turned, angle, bottom }] of Object.entries(families))
  test(`${family}: 30 % stand upright on the floor, the others are turned and in the air`, () => {
    const upright = (own: Record<string, number>) => own.angle === 0 && Math.abs(own.bottom!) < 1e-6;
    const [stand, fly] = [column(family, 'x', upright), column(family, 'bottom', (own) => !upright(own))];
    likely(fitsShares([stand.length, fly.length], [1 - turned, turned]), 'upright');
    within(fly, bottom[0]!, bottom[1]!, 'bottom');
    likely(fitsUniform(fly, bottom[0]!, bottom[1]!), 'bottom');
    const angles = column(family, 'angle', (own) => !upright(own));
    within(angles, -angle, angle, 'angle');
    likely(fitsUniform(angles, -angle, angle), 'angle');
  });

test('standing bars: 1 to 4 of them, 0.15 apart either way, the first at floor(-n / 2)', () => {
  const all = drawn.flatMap(({ standing }) => (standing ? [standing] : []));
  likely(fitsEven([1, 2, 3, 4].map((n) => all.filter((own) => own.n === n).length)), 'n');
  const several = all.filter(({ n }) => n! > 1);
  for (const { apart, n, left, last } of several) {
    assert.ok(Math.abs(Math.abs(apart!) - 0.15) < 1e-5, `${apart} apart`);
    assert.ok(Math.abs(last! - left! - (n! - 1) * apart!) < 1e-5);
  }
  for (const { bottom, tilt } of all) assert.ok(bottom! < 1e-3 && tilt! < 1e-4, 'upright on the floor');
  const right = several.filter(({ apart }) => apart! > 0);
  likely(fitsEven([right.length, several.length - right.length]), 'direction');
  const offset = ({ left, n, apart }: Record<string, number>) => left! - Math.floor(-n! / 2) * Math.sign(apart!) * 0.15;
  likely(fitsUniform(right.map(offset), 0.45, 0.6), 'offset to the right');
  likely(fitsUniform(several.filter(({ apart }) => apart! < 0).map(offset), 0.4, 0.55), 'offset to the left');
  // Of a single bar the direction is not seen: its left edge is at offset - 0.15, or 0.15 right of 1 - offset.
  const single = all.filter(({ n }) => n === 1).map(({ left }) => left!);
  within(
    single.filter((x) => x < 0.5),
    0.3,
    0.45,
    'a bar alone',
  );
  within(
    single.filter((x) => x >= 0.5),
    0.55,
    0.7,
    'a bar alone',
  );
  likely(fitsEven([single.filter((x) => x < 0.5).length, single.filter((x) => x >= 0.5).length]), 'direction of one');
});

test('no draw is used twice: parameters of a layout do not go together', () => {
  const of = ({ n, left }: Record<string, number>) => ({ n: n!, left: left! });
  const table = drawn.map(({ chain, standing, ...rest }) => ({
    ...rest,
    ...(standing && { standing: of(standing) }),
    ...(chain && { chain: { count: chain.count! } }),
  })) as Parameters[];
  const names = [...new Set(table.flatMap((row) => Object.keys(row)))].sort();
  const keys = names.flatMap((family) => {
    const row = table.find((own) => own[family])!;
    return Object.keys(row[family]!).map((name) => [family, name] as const);
  });
  let least = 1;
  let tests = 0;
  for (const [i, [fa, a]] of keys.entries())
    for (const [fb, b] of keys.slice(i + 1)) {
      // Upright jars and sticks have the bottom and angle 0 together; where bars stand depends on how many they are.
      if (fa === fb && ((a === 'bottom' && b === 'angle') || (a === 'angle' && b === 'bottom') || fa === 'standing'))
        continue;
      const rows = table.filter((row) => row[fa] && row[fb]);
      const p = unrelated(
        rows.map((row) => row[fa]![a]!),
        rows.map((row) => row[fb]![b]!),
      );
      assert.ok(p > 1e-6, `${fa}.${a} and ${fb}.${b}: p = ${p}`);
      least = Math.min(least, p);
      tests++;
    }
  assert.ok(least > 0.01 / tests, `the least of ${tests} p is ${least}`);
});

test.run();
