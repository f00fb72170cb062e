// placement.cleanStart: layouts in which bodies begin in each other are drawn again, whole, until one is clean; nothing else changes. Overlaps are
// found by separating axes in f64 here.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { alike } from '../../support/statistics.js';
import { deepest, layout, openLayouts, templates, things } from './layouts.js';
import { type Parameters, parametersOf } from './parameters.js';

const test = suite('phyre clean start');

/** px: what is f32 in metres may touch by that much. */
const TOUCH = 1e-4;

/** Layouts that are tried in search of a clean one, as assembly/scenarios/phyre/layout.ts has it. */
const TRIES = 4096;

const isClean = (all: ReturnType<typeof things>) => deepest(all) <= TOUCH;

test('no two bodies begin in each other: 50 layouts of every template', () => {
  for (const template of templates) {
    const source = openLayouts({ template }, { cleanStart: true });
    for (let i = 0; i < 50; i++) {
      const depth = deepest(things(layout(source, i)));
      assert.ok(depth <= TOUCH, `template ${template}, clip ${i}: ${depth} px deep`);
    }
  }
});

test('every template has clean layouts enough: not finding one is less likely than 1e-12', () => {
  let worst = 1;
  let sum = 0;
  const N = 100;
  for (const template of templates) {
    const source = openLayouts({ template }, { seed: 21 });
    let clean = 0;
    for (let i = 0; i < N; i++) if (isClean(things(layout(source, i)).slice(0, -1))) clean++;
    worst = Math.min(worst, clean / N);
    sum += clean;
  }
  // 0.15 and 0.39 of 2,000 layouts each.
  assert.ok(worst > 0.05, `of one template ${worst} are clean`);
  assert.ok((1 - worst) ** TRIES < 1e-12);
  const share = sum / N / templates.length;
  assert.ok(share > 0.35 && share < 0.43, `${share} of all layouts are clean`);
});

test('a layout that is clean already stays, the others are drawn anew', () => {
  const [plain, clean] = [openLayouts(), openLayouts({}, { cleanStart: true })];
  let same = 0;
  const N = 1000;
  for (let i = 0; i < N; i++) {
    const before = things(layout(plain, i));
    const after = things(layout(clean, i));
    const stays = isClean(before.slice(0, -1));
    if (stays) same++;
    assert.is(JSON.stringify(before) === JSON.stringify(after), stays, `clip ${i}`);
  }
  assert.ok(same > 0.3 * N && same < 0.5 * N, `${same} of ${N}`);
});

// 2367, 0145, 0235 and 3456: every family is in one of them.
for (const template of ['10016', '10024', '10046', '10044'])
  test(`template ${template}: clean layouts are distributed as the clean ones among all`, () => {
    const [plain, clean] = [
      openLayouts({ template }, { seed: 22 }),
      openLayouts({ template }, { seed: 23, cleanStart: true }),
    ];
    const chosen: Parameters[] = [];
    for (let i = 0; i < 3000; i++) {
      const all = things(layout(plain, i));
      if (isClean(all.slice(0, -1))) chosen.push(parametersOf(all, 512));
    }
    const drawn = Array.from({ length: 1500 }, (_, i) => parametersOf(things(layout(clean, i)), 512));
    for (const [family, names] of Object.entries(chosen[0]!))
      for (const name of Object.keys(names)) {
        // The distances of a single standing bar from the next, and that bars stand.
        if (['apart', 'tilt'].includes(name) || (family === 'standing' && name === 'bottom')) continue;
        const of = (rows: Parameters[]) => rows.map((row) => row[family]![name]!);
        const p = alike(of(chosen), of(drawn));
        assert.ok(p > 1e-3, `${family}.${name}: p = ${p}`);
      }
  });

test.run();
