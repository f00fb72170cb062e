// What npm packs, what an installation without compilers does, and what the entry points export.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KinemaError, loadKinema, RecipeError } from '../../dist/index.js';
import { freshPath } from '../dataset/folders.js';

const test = suite('package');
const root = fileURLToPath(new URL('../..', import.meta.url));

test('of build/, the package has two modules and the schemas, whatever else was built', () => {
  if (spawnSync('npm', ['--version']).error) return; // No npm here.
  mkdirSync(join(root, 'build/check'), { recursive: true });
  const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const [{ files }] = JSON.parse(text) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  assert.equal(paths.filter((path) => path.startsWith('build/')).sort(), [
    'build/kinema.scalar.wasm',
    'build/kinema.wasm',
    'build/recipe.schema.json',
    'build/scene.schema.json',
  ]);
  for (const path of ['dist/cli/main.js', 'dist/node.d.ts', 'recipes/collision.json', 'package.json'])
    assert.ok(paths.includes(path), path);
});

test('a build without compilers changes nothing, says so in one line, and succeeds', () => {
  const copy = freshPath('copy');
  cpSync(join(root, 'tools'), join(copy, 'tools'), { recursive: true });
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }');
  const build = () => execFileSync(process.execPath, ['tools/build.mjs'], { cwd: copy, encoding: 'utf8' });
  assert.match(build(), /^kinema: assemblyscript and typescript not installed, .* run npm ci with .*\n$/);
  assert.not.ok(existsSync(join(copy, 'build')));
  for (const path of [
    'build/kinema.wasm',
    'build/kinema.scalar.wasm',
    'build/recipe.schema.json',
    'build/scene.schema.json',
    'dist/cli/main.js',
  ]) {
    mkdirSync(join(copy, path, '..'), { recursive: true });
    writeFileSync(join(copy, path), '');
  }
  assert.match(build(), /^kinema: .*: what was built before is used\n$/);
});

test('a program can tell what is wrong with a recipe', async () => {
  const kinema = await loadKinema();
  try {
    kinema.compile({ kinema: 1, scenario: 'collision', name: '<b>', splits: { train: { count: 0 } } });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, RecipeError);
    assert.instance(error, KinemaError);
    assert.equal(
      (error as RecipeError).problems.map(({ field }) => field),
      ['recipe.name', 'recipe.splits.train.count'],
    );
  }
});

test.run();
