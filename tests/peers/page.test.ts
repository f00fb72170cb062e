// docs/engine/peers.md against the tests of this folder: every check with its sources, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('peers: page');

const page = readFileSync(new URL('../../docs/engine/peers.md', import.meta.url), 'utf8');

interface Check {
  readonly title: string;
  /** `engine, file, name`, as the comment has it. */
  readonly sources: string[];
}

/** The checks of a test file: the comments right above each, and its title, whose variable parts are an ellipsis. */
function checksOf(file: string): Check[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n');
  let sources: string[] = [];
  const checks: Check[] = [];
  for (const [i, line] of lines.entries()) {
    if (/^\/\/ (Box2D|planck|Rapier|nphysics|Jolt|Chipmunk)/.test(line)) {
      if (!/^\/\/ (Box2D|planck|Rapier)/.test(lines[i - 1] ?? '')) sources = [];
      sources.push(line.slice(3));
    }
    const title = /^\s*test\(\s*(['"`])(.*?)\1,/.exec(`${line}${lines[i + 1]?.trim() ?? ''}`)?.[2];
    if (title === undefined || !/^\s*test\(/.test(line)) continue;
    checks.push({ title: title.replaceAll(/\$\{\w+\}/g, '…'), sources });
  }
  return checks;
}

/** Rows of the page's tables of checks: title, sources, result. */
const rows = page
  .split('\n')
  .filter((line) => /^\| [^|]+ \| (Box2D|planck|Rapier|nphysics|Jolt|Chipmunk)[^|]*, /.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => /^(?!page).*\.test\.ts$/.test(name));

for (const file of files)
  test(`${file}: each check stands on the page with where it comes from`, () => {
    for (const { title, sources } of checksOf(file)) {
      assert.ok(sources.length > 0, `${title} says whose expectation it is`);
      const row = rows.find(([cell]) => cell === title);
      assert.ok(row, `${title} is on the page`);
      assert.is(row[1], sources.join('; '), title);
      assert.match(row[2] as string, /^(holds|differs)/, title);
    }
  });

test('the page has no other checks, and counts them right', () => {
  const titles = new Set(files.flatMap((file) => checksOf(file).map(({ title }) => title)));
  for (const [title] of rows) assert.ok(titles.has(title as string), `${title} is tested`);
  assert.is(rows.length, titles.size);
  const [, checks, holds, differs] = /\*\*(\d+) checks: (\d+) hold, (\d+) differ/.exec(page) ?? [];
  assert.is(Number(checks), rows.length);
  assert.is(Number(holds), rows.filter(([, , result]) => result?.startsWith('holds')).length);
  assert.is(Number(differs), rows.filter(([, , result]) => result?.startsWith('differs')).length);
});

test.run();
