// The bundled recipes: all compile, and those of the study hold the study's grids. Cells are counted here from the recipe
// files alone, without the compiler.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { recipeJsonSchema } from '../../bindings/typescript/recipe/json-schema.js';
import { bundledRecipes, loadRecipe } from '../../bindings/typescript/recipe/load.js';
import { catalogue, compile, info, type Loose, text } from './setup.js';

type Form =
  | number
  | { linspace: [number, number, number]; without?: number[] }
  | { randomGrid: [number, number, number] };
interface Part {
  factors: Record<string, Form>;
  tags?: { level: string };
}
interface FileSplit extends Part {
  count?: number;
  grid?: string[];
  grids?: Part[];
  markIn?: Record<string, string>;
}
interface File {
  name: string;
  description: string;
  image: Loose;
  physics: Loose;
  timing: Loose;
  layers: string[];
  splits: Record<string, FileSplit>;
}

const laws = ['uniform', 'parabola', 'collision'] as const;
const sizes = ['30k', '300k', '3m'] as const;
const file = (name: string): File =>
  JSON.parse(readFileSync(new URL(`../../recipes/${name}.json`, import.meta.url), 'utf8'));

/** The values of an axis; those of a randomGrid stand for themselves by rank. */
function values(form: Form): number[] {
  if (typeof form === 'number') return [form];
  const [a, b, n] = 'linspace' in form ? form.linspace : form.randomGrid;
  const all = Array.from({ length: n }, (_, i) => a + ((b - a) * i) / (n - 1));
  return all.filter((value) => !('without' in form && form.without?.some((gone) => Math.abs(gone - value) < 1e-9)));
}

/** Calls `visit` with the factors of every feasible cell, names in the order of `names`; returns how many there are. */
function cells(part: Part, names: readonly string[], visit?: (cell: number[]) => void): number {
  const axes = names.map((name) => values(part.factors[name] as Form));
  let count = 0;
  const cell = names.map(() => 0);
  const descend = (depth: number): void => {
    if (depth < axes.length) {
      for (const value of axes[depth] as number[]) {
        cell[depth] = value;
        descend(depth + 1);
      }
      return;
    }
    const [r1 = 0, r2 = 0, v1 = 0, v2 = 0] = cell;
    if (names.length === 4 && 0.8 * (v1 + v2) + 2 * (r1 + r2) > 10 + 1e-9) return;
    count++;
    visit?.(cell);
  };
  descend(0);
  return count;
}

const names = (law: string) => (law === 'collision' ? ['r1', 'r2', 'v1', 'v2'] : ['r', 'v']);

/** Sizes in the order of the splits eval_id, eval_r_ood, eval_v_ood, eval_rv_ood, eval_v_zero. */
const evaluation: Record<string, number[]> = {
  uniform: [160, 192, 280, 496, 24],
  parabola: [160, 160, 220, 496, 20],
  collision: [225, 350, 309, 455, 310],
};
const training: Record<string, number[]> = {
  uniform: [30_000, 300_000, 3_000_000],
  parabola: [30_000, 300_000, 3_000_000],
  collision: [26_066, 306_782, 3_189_021],
};

for (const law of laws) {
  test(`phyworld/${law}: evaluation splits are disjoint, of the study's sizes, with levels`, () => {
    const { splits } = file(`phyworld/${law}-30k`);
    assert.equal(Object.keys(splits), ['train', 'eval_id', 'eval_r_ood', 'eval_v_ood', 'eval_rv_ood', 'eval_v_zero']);
    const seen = new Set<string>();
    const counts = Object.entries(splits)
      .slice(1)
      .map(([name, split]) => {
        const parts = split.grids as Part[];
        for (const part of parts)
          assert.match(part.tags?.level ?? '', name === 'eval_id' ? /^id$/ : /^(lo-L|xl-L|cross-)[1-6]$/);
        assert.equal(split.markIn, law === 'collision' ? { in_train_grid: 'train' } : undefined);
        return parts.reduce(
          (sum, part) =>
            sum +
            cells(part, names(law), (cell) => {
              const key = cell.map((value) => Math.round(value * 1e9)).join();
              assert.not.ok(seen.has(key), `${name}: ${cell} stands twice`);
              seen.add(key);
              const speeds = law === 'collision' ? cell.slice(2) : cell.slice(1);
              const radii = law === 'collision' ? cell.slice(0, 2) : cell.slice(0, 1);
              assert.is(groupOf(law, radii, speeds), name);
            }),
          0,
        );
      });
    assert.equal(counts, evaluation[law]);
  });

  test(`phyworld/${law}: train in three sizes, evaluation the same in all`, () => {
    const files = sizes.map((size) => file(`phyworld/${law}-${size}`));
    assert.equal(
      files.map(({ splits }) => cells(splits.train as Part, names(law))),
      training[law],
    );
    const [first, ...others] = files.map(
      ({ splits: { train: _, ...rest }, name: _name, description: _description, ...header }) => ({
        ...header,
        ...rest,
      }),
    );
    for (const other of others) assert.equal(other, first);
    for (const recipe of files) {
      assert.equal(recipe.image, { size: [128, 128], supersample: 2, look: 'study' });
      assert.equal(recipe.physics, { integrator: 'symplectic-euler' });
      assert.equal(recipe.timing, { frames: 32, stepsPerFrame: 10, firstFrameStep: 1, conditionFrames: 3 });
      assert.equal(recipe.layers, []);
    }
  });
}

/** The study's groups (2.2 of its protocol), zero speeds first. */
function groupOf(law: string, radii: number[], speeds: number[]): string {
  const [min, max] = law === 'collision' ? [0.5, 1.5] : [0.7, 1.4];
  const outside = (value: number, a: number, b: number) => value < a - 1e-9 || value > b + 1e-9;
  if (speeds.includes(0)) return 'eval_v_zero';
  const r = radii.some((value) => outside(value, min, max));
  const v = speeds.some((value) => outside(value, 1, 4));
  return r && v ? 'eval_rv_ood' : r ? 'eval_r_ood' : v ? 'eval_v_ood' : 'eval_id';
}

test('every bundled recipe compiles, bears its own name, and begins with train where it has one', () => {
  const bundled = bundledRecipes();
  const known = bundled.map(({ name }) => name);
  assert.equal(known, [...known].sort());
  for (const law of laws) for (const size of sizes) assert.ok(known.includes(`phyworld/${law}-${size}`));
  const plans = bundled.map(({ name }) => {
    const { recipe } = loadRecipe(name) as { recipe: File };
    assert.is(recipe.name, name);
    // The tasks on ambiguity are for evaluation alone.
    assert.is(Object.keys(recipe.splits)[0], name === 'phyworld/ambiguity' ? 'task_20000' : 'train');
    if (name.startsWith('phyworld/')) assert.is(info(recipe as unknown as Loose).seed, 42n);
    return text(recipe as unknown as Loose);
  });
  assert.is(new Set(plans).size, plans.length);
});

test('our own collision recipe is small', () => {
  const { splits } = file('collision');
  const total = Object.values(splits).reduce((sum, split) => sum + (split.count ?? Number.NaN), 0);
  assert.ok(total <= 2000, String(total));
});

test('recipes are found as files, by name, as plan text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kinema-'));
  const path = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const refusal = (source: string) => {
    try {
      loadRecipe(source);
    } catch (error) {
      return `${(error as { kind?: string }).kind}: ${(error as Error).message.replaceAll(folder, 'DIR')}`;
    }
    return 'accepted';
  };
  try {
    const written = 'kinema: 1 # a comment\n';
    assert.equal(loadRecipe(path('a.yaml', written)), { recipe: { kinema: 1 }, text: written });
    const plan = text(loadRecipe('collision').recipe as Loose);
    assert.equal(loadRecipe(`  ${plan}\n`).planText, plan);
    assert.equal(loadRecipe(path('plan.txt', `${plan}\n`)), { recipe: null, text: `${plan}\n`, planText: plan });
    assert.equal(
      compile(loadRecipe('phyworld/collision-30k').text),
      compile(loadRecipe('phyworld/collision-30k').recipe as Loose),
    );
    assert.is(
      refusal('phyworld/colision-30k'),
      'usage: phyworld/colision-30k: no such file and no bundled recipe; did you mean "phyworld/collision-30k"?',
    );
    assert.is(refusal(join(folder, 'none.json')), 'usage: DIR/none.json: no such file');
    assert.is(refusal(folder), 'usage: DIR: is a folder; name a recipe file in it');
    assert.is(refusal(path('bad.json', new Uint8Array([0x7b, 0xff, 0x7d]))), 'recipe: DIR/bad.json: is not UTF-8 text');
    assert.is(
      refusal('../package'),
      `usage: ../package: no such file and no bundled recipe; there are ${bundledRecipes()
        .slice(0, 20)
        .map(({ name }) => name)
        .join(', ')}, ...`,
    );
  } finally {
    rmSync(folder, { recursive: true });
    assert.not.ok(existsSync(folder));
  }
});

test('the JSON Schema knows scenarios and factors', () => {
  const schema = recipeJsonSchema(catalogue) as { [key: string]: Loose };
  assert.is(schema.$schema as unknown, 'https://json-schema.org/draft/2020-12/schema');
  assert.equal(schema.required as unknown, ['kinema', 'scenario', 'splits']);
  const { scenario, splits, seed } = schema.properties as unknown as {
    scenario: { oneOf: { const: string }[] };
    splits: { propertyNames: Loose };
    seed: Loose;
  };
  assert.equal(
    scenario.oneOf.map((one) => one.const),
    catalogue.scenarios.map(({ name }) => name),
  );
  assert.is(splits.propertyNames.pattern, '^(?!\\d+$)\\w{1,64}$');
  assert.is((seed.anyOf as unknown[]).length, 2);
  const factors = (
    schema.$defs as unknown as {
      Factors: { properties: Record<string, { description: string }>; additionalProperties: boolean };
    }
  ).Factors;
  assert.equal(Object.keys(factors.properties), [
    ...new Set(catalogue.scenarios.flatMap((s) => s.factors.map((f) => f.name))),
  ]);
  assert.match(factors.properties.v1?.description ?? '', /^collision: speed of the left ball, to the right \(m\/s\)$/m);
  assert.is(factors.additionalProperties, false);
  const { Box, Rows } = schema.$defs as unknown as Record<'Box' | 'Rows', { properties: Record<string, object> }>;
  assert.equal(Object.keys(Box.properties), Object.keys(factors.properties));
  assert.equal(Object.keys(Rows.properties), Object.keys(factors.properties));
  assert.is(JSON.stringify(schema).includes('{}'), false);
});

test.run();
