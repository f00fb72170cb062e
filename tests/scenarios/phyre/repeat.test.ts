// A layout is its number: the same in every split, recipe and order, and in nothing else.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Clip } from '../../../dist/index.js';
import { layout, openLayouts, type Thing, things } from './layouts.js';

const test = suite('phyre numbers');

/** The layout of a clip: all but the red ball. */
const objects = (clip: Clip): Thing[] => things(clip).slice(0, -1);
const ball = (clip: Clip): Thing => things(clip).at(-1)!;

const numbered = (template: string, number: number, more: object = {}) => ({
  template,
  layout: number,
  trial: { list: [0, 1, 2, 3] },
  ...more,
});

test('layout L of template T is the same in any split, recipe and order', () => {
  const recipes = [
    openLayouts(numbered('10014', 42)),
    openLayouts(numbered('10014', 42), { splits: { other: { count: 50, factors: numbered('10014', 42) } } } as object),
    openLayouts({}, {
      splits: {
        a: {
          count: 9,
          factors: { template: { list: ['10014', '10003'] }, layout: { list: [41, 42] } },
          grid: ['template', 'layout'],
        },
      },
    } as object),
  ];
  const first = objects(layout(recipes[0]!, 0));
  for (const i of [7, 3, 49, 0]) {
    assert.equal(objects(layout(recipes[0]!, i)), first);
    assert.equal(objects(layout(recipes[1]!, i, 'other')), first);
  }
  const grid = recipes[2]!;
  const cells = Array.from({ length: grid.split('a').size }, (_, i) => layout(grid, i, 'a')).map((clip) => ({
    named: grid.namedFactors(clip),
    objects: objects(clip),
  }));
  assert.is(cells.length, 4);
  for (const { named, objects } of cells)
    assert.is(JSON.stringify(objects) === JSON.stringify(first), named.template === '10014' && named.layout === 42);
});

test('other numbers, templates and seeds are other layouts; families that two templates share are drawn anew', () => {
  const places = (number: number, template = '10014', seed = 7) =>
    objects(layout(openLayouts(numbered(template, number), { seed }), 0)).slice(4);
  const all = [places(0), places(1), places(2 ** 32), places(2 ** 32 + 1), places(2 ** 53 - 1), places(0, '10014', 8)];
  // 2346, 0346 and 2345 share the bar.
  for (const template of ['10012', '10005']) all.push(places(0, template));
  const bars = all.map((things) => things.find(({ name }) => name === 'bar')!);
  assert.is(new Set(bars.map(({ x }) => x)).size, all.length);
  assert.is(new Set(bars.map(({ angle }) => angle)).size, all.length);
});

test('trials of a layout share it and differ in the ball; a trial is the same everywhere', () => {
  const source = openLayouts({ template: '10036', layout: 5, trial: { linspace: [0, 99, 100] } }, {
    splits: {
      train: { factors: { template: '10036', layout: 5, trial: { linspace: [0, 99, 100] } }, grid: ['trial'] },
    },
  } as object);
  const clips = Array.from({ length: 100 }, (_, i) => {
    const clip = layout(source, i);
    return { trial: source.namedFactors(clip).trial, objects: objects(clip), ball: ball(clip) };
  });
  for (const clip of clips) assert.equal(clip.objects, clips[0]!.objects);
  assert.is(new Set(clips.map(({ ball: { x, y, diameter } }) => `${x} ${y} ${diameter}`)).size, 100);
  for (const { trial, ball: expected } of clips.slice(0, 10)) {
    const alone = openLayouts({ template: '10036', layout: 5, trial: trial as number });
    for (const i of [0, 11]) assert.equal(ball(layout(alone, i)), expected);
  }
});

test('the numbers that a clip says give it back', () => {
  for (const cleanStart of [false, true]) {
    const source = openLayouts({}, { cleanStart });
    const again = openLayouts({ template: '10000' }, { cleanStart, splits: { test: { count: 1 } } } as object);
    for (let i = 0; i < 50; i++) {
      const clip = layout(source, i);
      const expected = things(clip);
      const named = source.namedFactors(clip);
      const { template, layout: number, trial } = JSON.parse(JSON.stringify(named));
      // The ball by its trial, and by its action.
      again.override({ template, layout: number, trial });
      assert.equal(things(layout(again, 0)), expected);
      again.override(JSON.parse(JSON.stringify(named)));
      assert.equal(things(layout(again, 0)), expected);
    }
  }
});

test('a clip does not change with those made before it', () => {
  const [source, other] = [openLayouts({}, { cleanStart: true }), openLayouts({}, { cleanStart: true })];
  const forward = Array.from({ length: 100 }, (_, i) => things(layout(source, i)));
  for (let i = 99; i >= 0; i--) assert.equal(things(layout(other, i)), forward[i]);
});

test('where nothing is named, layouts and trials are of all numbers, evenly', () => {
  const source = openLayouts();
  const numbers = Array.from({ length: 2000 }, (_, i) => Array.from(layout(source, i).factors.slice(1, 3))).flat();
  for (const number of numbers) assert.ok(Number.isSafeInteger(number) && number >= 0);
  assert.is(new Set(numbers).size, numbers.length);
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length / 2 ** 53;
  assert.ok(Math.abs(mean - 0.5) < 4 / Math.sqrt(12 * numbers.length), `${mean}`);
});

test.run();
