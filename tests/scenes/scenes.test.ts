// The scenes themselves: plain data, the same each time, of the size that their names say.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { benchScenes } from './bench.mjs';

const test = suite('scenes');

test('bench scenes are plain data, made the same each time', () => {
  for (const [name, { layouts }] of Object.entries(benchScenes)) {
    const made = layouts();
    assert.equal(JSON.parse(JSON.stringify(made)), made, name);
    assert.equal(layouts(), made, name);
  }
});

test('bench scenes have the bodies that the tables of results speak of', () => {
  const dynamic = (name: keyof typeof benchScenes) =>
    benchScenes[name].layouts().map(({ bodies }: any) => bodies.filter((body: any) => body.type === 'dynamic').length);
  assert.equal(dynamic('phyre'), Array(8).fill(7));
  assert.equal(dynamic('phyre-batch'), Array(8).fill(7));
  assert.equal(dynamic('pile-10'), [10]);
  assert.equal(dynamic('pyramid-40'), [820]);
  assert.equal(dynamic('many-pyramids-5x5'), [1375]);
  assert.equal(dynamic('tumbler-2025'), [2025]);
  assert.equal(dynamic('pit-2000'), [2000]);
});

test('scenes sleep where their names say so, and nowhere else', () => {
  for (const [name, { layouts }] of Object.entries(benchScenes))
    for (const { world } of layouts() as any[]) assert.is(world.sleeping, name.endsWith('sleeping'), name);
});

test.run();
