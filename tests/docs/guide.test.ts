// The guide, the README and the pages on worlds, events and drawing say what happens: every ```js block of a page is run, in order and in one
// module scope, and what it prints is what the comments `// ->` beside it say, line by line. A page that prints without a comment fails as well.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'kinema-guide-'));
const test = suite('guide');

/** The blocks of a page between ```js and ```. */
function blocksOf(text: string): string[] {
  return [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code as string);
}

/** What comments say will be printed. */
function promised(code: string): string[] {
  return [...code.matchAll(/\/\/ -> ?(.*)$/gm)].map(([, line]) => (line as string).trimEnd());
}

/** Enough of a browser for the page's loop: a canvas that counts pictures, frames that come every 20 ms, three of them. */
function browser() {
  const pictures: { data: Uint8ClampedArray; width: number; height: number }[] = [];
  const frames: ((now: number) => void)[] = [];
  const canvas = { width: 0, height: 0, getContext: () => ({ putImageData: (p: never) => pictures.push(p) }) };
  return {
    pictures,
    globals: {
      document: { querySelector: () => canvas },
      requestAnimationFrame: (draw: (now: number) => void) => frames.push(draw),
    },
    play() {
      for (let now = 0; now < 60; now += 20) frames.shift()?.(now);
    },
  };
}

/** Runs a page and returns what it printed. */
async function run(name: string, code: string, globals: Record<string, unknown>): Promise<string[]> {
  const lines: string[] = [];
  const given = {
    console: { log: (...values: unknown[]) => lines.push(...format(...values).split('\n')) },
    writeFileSync: (file: string, bytes: Uint8Array) => writeFileSync(join(home, file), bytes),
    ...globals,
  };
  const key = `kinema guide ${name}`;
  (globalThis as Record<string, unknown>)[key] = given;
  const library = (path: string) => JSON.stringify(pathToFileURL(root + path).href);
  const head = `const { ${Object.keys(given).join(', ')} } = globalThis[${JSON.stringify(key)}];\n`;
  const body = code
    .replace(/from 'kinema';/g, `from ${library('dist/index.js')};`)
    .replace(/^import { writeFileSync } from 'node:fs';$/gm, '');
  const file = join(home, `${name}.mjs`);
  writeFileSync(
    file,
    head + (/from 'kinema'/.test(code) ? '' : `import { loadKinema } from ${library('dist/index.js')};\n`) + body,
  );
  await import(pathToFileURL(file).href);
  return lines;
}

/** Runs the blocks of a page and compares. */
async function check(path: string, pick: (text: string) => string = (text) => text) {
  const code = blocksOf(pick(readFileSync(root + path, 'utf8'))).join('\n');
  assert.ok(code.length > 0, `${path} has blocks`);
  const page = browser();
  const lines = await run(path.replaceAll(/\W/g, '-'), code, page.globals);
  assert.equal(lines, promised(code), path);
  return page;
}

const guide = readdirSync(`${root}docs/guide`).filter((file) => /^\d.*\.md$/.test(file));

test('has a page for every step, and the index names each', () => {
  assert.is(guide.length, 9);
  const index = readFileSync(`${root}docs/guide/README.md`, 'utf8');
  for (const file of guide) assert.ok(index.includes(`(${file})`), file);
});

for (const file of guide) {
  test(`${file} does what it says`, async () => {
    const page = await check(`docs/guide/${file}`);
    page.play();
    if (!file.startsWith('9')) return;
    assert.is(page.pictures.length, 3);
    const [first, , third] = page.pictures as [ImageData, ImageData, ImageData];
    assert.is(first.data.length, first.width * first.height * 4);
    assert.not.equal(first.data, third.data);
  });
}

for (const file of ['events.md', 'worlds.md', 'drawing.md'])
  test(`docs/engine/${file} does what it says`, () => check(`docs/engine/${file}`));

test('the world of the README does what it says', () =>
  check('README.md', (text) => /^## A world of your own\n([\s\S]*?)^## /m.exec(text)?.[1] ?? ''));

test('links between the pages lead somewhere', () => {
  const pages = [...readdirSync(`${root}docs/guide`).map((f) => `docs/guide/${f}`), 'README.md'];
  for (const f of readdirSync(`${root}docs/engine`)) pages.push(`docs/engine/${f}`);
  for (const path of pages.filter((p) => p.endsWith('.md'))) {
    const text = readFileSync(root + path, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)) {
      const to = new URL(target as string, pathToFileURL(root + path));
      assert.ok(readable(fileURLToPath(to)), `${path} links to ${target}`);
    }
  }
});

function readable(path: string): boolean {
  try {
    return path.endsWith('/') ? readdirSync(path).length > 0 : readFileSync(path).length >= 0;
  } catch {
    return false;
  }
}

test.after(() => rmSync(home, { recursive: true, force: true }));

test.run();
