// The red ball: its action in pixels, that it is free, and that it is placed as the study places it (section 3.4 of its protocol).
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ClipSource } from '../../../dist/index.js';
import { bodyDepth, shapesAt } from '../../scenes/overlap.js';
import { userBall } from '../../scenes/phyre.js';
import type { PixelBody } from '../../scenes/phyre-objects.js';
import { Random } from '../../scenes/random.js';
import { evenOdds, fitsEven } from '../../support/statistics.js';
import { kindOf, layout, openLayouts, type Thing, things } from './layouts.js';

const test = suite('phyre red ball');

interface Placed {
  S: number;
  factors: Record<string, number>;
  objects: Thing[];
  ball: Thing;
}

function placed(source: ClipSource, i: number, S = 512): Placed {
  const clip = layout(source, i);
  const all = things(clip);
  return {
    S,
    factors: source.namedFactors(clip) as Record<string, number>,
    ball: all.pop()!,
    objects: all,
  };
}

/** Python's round(): half to even. */
function round(x: number): number {
  const whole = Math.floor(x);
  return x - whole === 0.5 ? whole + (whole % 2) : Math.round(x);
}

const near = (a: number, b: number) => Math.abs(a - b) < 1e-4;

for (const S of [512, 256])
  test(`${S} px: the action's pixels and radius, in the scene, apart from everything`, () => {
    const source = openLayouts({}, { size: S, seed: 11 });
    for (let i = 0; i < 3000; i++) {
      const { factors, objects, ball } = placed(source, i, S);
      const { x, y, r } = factors as { x: number; y: number; r: number };
      assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1 && r >= 0 && r <= 1, `${x} ${y} ${r}`);
      const radius = ball.diameter / 2;
      assert.ok(near(ball.x, Math.trunc(x * (S - 1))) && near(ball.y, Math.trunc(y * (S - 1))), `${ball.x} ${ball.y}`);
      assert.ok(near(radius, round(2 + r * (S / 8 - 2))), `${radius} of ${r}`);
      assert.ok(Math.min(ball.x, ball.y, S - ball.x, S - ball.y) >= radius - 1e-4, 'in the scene');
      const shape = shapesAt(ball.shapes, [ball.x, ball.y, 0]);
      for (const other of objects) {
        const depth = bodyDepth(shapesAt(other.shapes, [other.x, other.y, other.angle]), shape);
        assert.ok(depth < 1e-4, `clip ${i}: ${depth} px deep in ${other.name}`);
      }
    }
  });

const RANKS = 20;
type Measure = (ball: [number, number, number], objects: PixelBody[]) => number;

/**
 * Where the scenario's ball comes among 20, the other 19 of which the reference places in the same layout: counts by place, by measure. Where both
 * place alike every place is as likely.
 */
function ranks<Name extends string>(
  layouts: Iterable<Placed>,
  measures: Record<Name, Measure>,
  seen = (all: PixelBody[]) => all,
) {
  const random = new Random(12);
  const names = Object.keys(measures) as Name[];
  const counts = Object.fromEntries(names.map((name) => [name, new Array(RANKS).fill(0)])) as Record<Name, number[]>;
  for (const { S, objects, ball } of layouts) {
    const own: [number, number, number] = [Math.round(ball.x), Math.round(ball.y), Math.round(ball.diameter / 2)];
    const others = Array.from({ length: RANKS - 1 }, () => userBall(S, seen(objects), random));
    for (const name of names) {
      const value = measures[name](own, objects);
      const all = others.map((other) => measures[name](other, objects));
      // Those that are the same are in any order.
      const same = all.filter((x) => x === value).length;
      counts[name][all.filter((x) => x < value).length + random.integer(0, same + 1)]!++;
    }
  }
  return counts;
}

const way = ([x, y]: [number, number, number], to: PixelBody) => Math.hypot(to.x - x, to.y - y);

test('its place and radius are distributed as the study says, relative to each layout', () => {
  const source = openLayouts({}, { seed: 12 });
  const layouts = Array.from({ length: 4000 }, (_, i) => placed(source, i));
  const counts = ranks(layouts, {
    x: ([x]) => x,
    y: ([, y]) => y,
    r: ([, , r]) => r,
    'way to the nearest': (ball, objects) => Math.min(...objects.slice(4).map((o) => way(ball, o))),
    'way to the first': (ball, objects) => way(ball, objects[4]!),
    'way to the last': (ball, objects) => way(ball, objects.at(-1)!),
  });
  for (const [name, own] of Object.entries(counts)) {
    const p = fitsEven(own);
    assert.ok(p > 1e-3, `${name}: p = ${p}, ${own}`);
  }
});

test('nothing is placed beside a bar that lies level, or a little left up', () => {
  // Template 3456: a bar and a static bar, of which one in four or five layouts has one that is turned by 0 to 18 degrees.
  const source = openLayouts({ template: '10044' }, { seed: 13 });
  const level = ({ kind, angle }: PixelBody) => kind === 'bar' && angle >= 0 && angle / (2 * Math.PI) < 0.05;
  const layouts = Array.from({ length: 4000 }, (_, i) => placed(source, i)).filter(({ objects }) =>
    objects.some(level),
  );
  assert.ok(layouts.length > 800, `${layouts.length} layouts with a level bar`);
  const measures: Record<'beside', Measure> = { beside: ([x], objects) => Math.abs(x - objects.find(level)!.x) };
  const halves = (own: number[]) => {
    const nearer = own.slice(0, RANKS / 2).reduce((sum, n) => sum + n, 0);
    return evenOdds(nearer, layouts.length - nearer);
  };
  const p = halves(ranks(layouts, measures).beside);
  assert.ok(p > 1e-3, `p = ${p}`);
  // The same reference with level bars among those that a ball is placed beside is seen to be another.
  const all = (objects: PixelBody[]) => objects.map((o) => (level(o) ? { ...o, kind: 'sticks' as const } : o));
  assert.ok(halves(ranks(layouts, measures, all).beside) < 1e-4);
});

test('x, y and r that are given stay, the others are placed around them', () => {
  for (const given of [{ x: 0.31 }, { y: 0.92 }, { r: 0.5 }, { x: 0.123, y: 0.95 }, { x: 0.9, r: 0 }, { r: 1 }]) {
    const source = openLayouts(given, { seed: 14 });
    for (let i = 0; i < 100; i++) {
      const { factors } = placed(source, i);
      for (const [name, value] of Object.entries(given)) assert.is(factors[name], value);
      for (const name of ['x', 'y', 'r']) assert.ok(factors[name]! >= 0 && factors[name]! <= 1, name);
    }
  }
  const source = openLayouts({ x: 0.7, y: 0.9, r: 0.25 });
  for (let i = 0; i < 50; i++) {
    const { ball } = placed(source, i);
    assert.ok(near(ball.x, 357) && near(ball.y, 459) && near(ball.diameter / 2, round(17.5)), JSON.stringify(ball));
    assert.is(kindOf(ball.name), 'red-ball');
  }
});

test.run();
