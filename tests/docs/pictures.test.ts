// The pictures of the docs are what tools/draw-docs.mjs draws, byte for byte in both builds, small, and each is shown somewhere.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';
import { pictures } from '../../tools/draw-docs.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const test = suite('pictures of the docs');

for (const build of ['simd', 'scalar'] as const) {
  test(`are up to date (${build}): else run node tools/draw-docs.mjs`, async () => {
    const kinema = await loadKinema({ build });
    for (const [name, bytes] of Object.entries(pictures(kinema) as Record<string, Uint8Array>)) {
      const kept = readFileSync(`${root}docs/images/${name}.png`);
      assert.ok(Buffer.from(bytes).equals(kept), `docs/images/${name}.png`);
      assert.ok(kept.length <= 30_000, `docs/images/${name}.png has ${kept.length} bytes`);
    }
  });
}

test('stand on the page of their concept', () => {
  const pages = readdirSync(`${root}docs/engine`).map((file) => readFileSync(`${root}docs/engine/${file}`, 'utf8'));
  for (const name of ['impact', 'contact', 'joints', 'sleeping', 'queries', 'events', 'worlds', 'drawing', 'batches'])
    assert.ok(
      pages.some((text) => text.includes(`../images/${name}.png`)),
      name,
    );
});

test.run();
