// kinema recipes NAME --coverage: what it prints, as text and as JSON, and what it refuses.
import { writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { coverage, loadKinema } from '../../dist/node.js';
import { freshPath, run } from '../dataset/folders.js';

const test = suite('cli coverage');
const kinema = await loadKinema();

const mine = {
  kinema: 1,
  scenario: 'uniform-motion',
  splits: {
    train: {
      grid: ['v', 'r'],
      factors: { v: { linspace: [1, 4, 31] }, r: { linspace: [0.7, 1.4, 8] }, color: 'blue' },
      holes: [{ v: [2, 3] }],
    },
    eval_hole: { grid: ['v'], factors: { v: { linspace: [2, 3, 3] }, r: 0.7, color: 'blue' } },
    eval_drawn: { count: 2000, factors: { color: { list: ['red', 'blue'] } } },
    eval_seen: { grid: ['v'], factors: { v: { list: [1, 9] }, r: 1.4, color: 'blue' } },
  },
};
const file = freshPath('mine.json');
writeFileSync(file, JSON.stringify(mine));

async function succeeds(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('recipes', ...args);
  assert.is(code, 0, stderr);
  assert.is(stderr, '');
  return stdout.toString();
}

test('the report as people read it', async () => {
  const text = await succeeds(file, '--coverage');
  const [, ...lines] = text.split('\n');
  assert.is(text.split('\n')[0], `${file}: uniform-motion, 4 splits`);
  const expected = `the same in every clip: shape disc, direction right

train: 160 clips, of 248 combinations in its grid
  factor  draw  values  covers
  r       grid       8  0.7..1.4 m
  v       grid      20  1..1.9, 3.1..4 m/s
  constant: color #0000ff
  placed: x, y

eval_hole: 3 clips, all cells of its grid
  factor  draw  values  covers
  v       grid       3  2..3 m/s
  constant: r 0.7, color #0000ff
  placed: x, y
`;
  assert.is(lines.slice(0, expected.split('\n').length - 1).join('\n'), expected.slice(0, -1));
  assert.match(text, /\neval_drawn: 2,000 clips, drawn one by one\n/);
  assert.match(text, /\n {2}v {7}uniform 1\.\.4 +[\d.]+ m\/s\n/);
  assert.match(text, /\n {2}color {3}list +2 {2}#0000ff, #ff0000\n/);
  assert.match(text, /\n {2}placed: x, y\n {2}as seen in 1,024 clips of 2,000: r, v, color\n/);
  assert.match(text, /\neval_hole +train +3 x 160 +0\.0333 +PASS\n/);
  assert.match(text, /\neval_drawn +train +1,024 x 160 \* +[\d.]+ +PASS\n/);
  assert.match(text, /\neval_seen +train +2 x 160 +0 +1 of 2 equal a training clip\n/);
  assert.match(text, /\n\* a sample; --samples N takes more\n/);
  assert.match(text, /\neval_seen \d equals train \d+: r 1\.4, v 1\n/);
  assert.match(text, /\nleft out, since it is drawn clip by clip in a grid: x, y\n$/);
  for (const line of lines) assert.ok(line.length <= 100, line);
});

test('--json is what the library says, and the recipe', async () => {
  const found = JSON.parse(await succeeds(file, '--coverage', '--json', '--samples', '50'));
  assert.equal(found, { recipe: file, ...(await coverage(mine as any, { kinema, samples: 50 })) });
  assert.is(found.leakage[1].evaluationClips, 50);
});

test('a bundled recipe, a plan’s text, one split', async () => {
  assert.match(
    await succeeds('phyworld/uniform-30k', '--coverage'),
    /^phyworld\/uniform-30k: uniform-motion, 6 splits\n/,
  );
  const one = { ...mine, splits: { all: { count: 5 } } };
  const { text } = kinema.compile(one);
  const report = await succeeds(text, '--coverage');
  assert.match(report, /^plan: uniform-motion, 1 split\n/);
  assert.match(report, /\nall: any number of clips, drawn one by one\n/);
  assert.match(report, /\nThere is no evaluation split to compare with training\.\n$/);
});

test('what it refuses', async () => {
  const cases: [string[], RegExp][] = [
    [['--coverage'], /^kinema: NAME: is needed, such as NAME phyworld\/collision-30k\n$/],
    [
      ['colision', '--coverage'],
      /^kinema: colision: no such file and no bundled recipe; did you mean "collision"\?\n$/,
    ],
    [['collision', '--samples', '9'], /^kinema: --samples: works with --coverage only\n$/],
    [
      ['collision', '--coverage', '--samples', '0'],
      /^kinema: --samples: "0" is not a whole number from 1 to 1048576\n$/,
    ],
  ];
  for (const [args, message] of cases) {
    const { code, stdout, stderr } = await run('recipes', ...args);
    assert.is(code, 2);
    assert.is(stdout.toString(), '');
    assert.match(stderr, message);
  }
});

test.run();
