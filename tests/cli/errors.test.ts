// Bad input: the exit code, one clear line, no stack trace, and nothing left under a final name.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freshPath, run, start, tiny } from '../dataset/folders.js';

const test = suite('cli errors');
const recipe = freshPath('tiny.json');
writeFileSync(recipe, JSON.stringify(tiny()));
const broken = freshPath('broken.yaml');
writeFileSync(
  broken,
  'kinema: 1\nscenario: collision\nsplits: { train: { count: 3, factors: { r1: { uniform: [1.4, 0.7] } } } }\n',
);
const unclosed = freshPath('unclosed.json');
writeFileSync(unclosed, '{ "kinema": 1, ');
const file = freshPath('file');
writeFileSync(file, 'a file');
const out = freshPath('out');

const wide = freshPath('wide.json');
writeFileSync(
  wide,
  JSON.stringify({
    kinema: 1,
    scenario: 'uniform-motion',
    image: { size: [32, 32] },
    timing: { frames: 31_251 },
    splits: { train: { count: 1 } },
  }),
);
const infeasible = freshPath('infeasible.json');
writeFileSync(infeasible, JSON.stringify(tiny({ scenario: 'collision', factors: { r1: 5 } })));

const cases: [number, string[], RegExp][] = [
  // What cannot be made is refused before there is a folder.
  [2, ['generate', wide, '--out', out], /1000032 columns .*use npy instead of png/],
  [
    2,
    ['generate', wide, '--out', out, '--frames', 'npy', '--layers', 'mask'],
    /layers: .*1000032 columns.*--layers none/,
  ],
  [2, ['generate', infeasible, '--out', out], /no combination of its factors is feasible/],
  [2, ['generate', 'phyworld/uniform-30k', '--out', out, '--count', '30001'], /count: 30001 is above the 30000/],
  // Commands and flags.
  [2, ['genrate'], /unknown command 'genrate'; did you mean generate\?/],
  [2, ['generate', recipe, '--ot', out], /unknown option '--ot'; did you mean --out\?/],
  [2, ['generate', recipe], /--out: is needed/],
  [2, ['generate'], /missing required argument 'recipe'/],
  [2, ['clip', recipe], /--out: is needed/],
  [2, ['clip', recipe, recipe, '--out', out], /too many arguments/],
  // Numbers.
  [
    2,
    ['generate', recipe, '--out', out, '--count', '12abc'],
    /--count: "12abc" is not a whole number from 1 to 4294967295/,
  ],
  [2, ['generate', recipe, '--out', out, '--count', '1e999'], /--count: "1e999" is not/],
  [2, ['generate', recipe, '--out', out, '--count', '-1'], /--count: "-1" is not/],
  [2, ['generate', recipe, '--out', out, '--count', '1.5'], /--count: "1.5" is not/],
  [2, ['generate', recipe, '--out', out, '--count', ''], /--count: "" is not/],
  [2, ['generate', recipe, '--out', out, '--count', '0x10'], /--count: "0x10" is not/],
  [2, ['generate', recipe, '--out', out, '--count', '99999999999999999999'], /--count: "9+" is not/],
  [2, ['generate', recipe, '--out', out, '--workers', '0'], /--workers: "0" is not a whole number from 1 to 256/],
  [2, ['generate', recipe, '--out', out, '--shard-size', '100001'], /--shard-size: .* from 1 to 100000/],
  [2, ['generate', recipe, '--out', out, '--shards', '3'], /--shards: "3" is not a range A\.\.B/],
  [2, ['generate', recipe, '--out', out, '--shards', '3..3'], /--shards: "3\.\.3" is not a range/],
  [2, ['generate', recipe, '--out', out, '--shards', '0..9'], /shards: 0\.\.9 is wrong; these splits have 2 shards/],
  [
    2,
    ['generate', recipe, '--out', out, '--frames', 'mp4', '--mp4', 'best'],
    /--mp4: "best" is not one of fast, study, lossless/,
  ],
  [2, ['generate', recipe, '--out', out, '--frames', 'jpg'], /--frames: "jpg" is not one of png, npy, mp4, none/],
  [2, ['generate', recipe, '--out', out, '--size', '128'], /--size: "128" is not WxH/],
  [2, ['generate', recipe, '--out', out, '--size', '8x8'], /--size: "8x8" is not WxH with sides from 16 to 1024/],
  [2, ['generate', recipe, '--out', out, '--supersample', '9'], /--supersample: "9"/],
  [2, ['generate', recipe, '--out', out, '--layers', 'depth'], /--layers: "depth" is not one of mask, none/],
  [2, ['generate', recipe, '--out', out, '--layers', ''], /--layers: "" is not one of mask, none/],
  [2, ['help', 'genrate'], /unknown command 'genrate'; did you mean "generate"\?/],
  [2, ['digest', recipe, '--batch', '65537'], /--batch: "65537"/],
  [2, ['digest', recipe, '--from', '25'], /from = 25/],
  [2, ['stream', recipe], /--as: is needed, such as --as tar/],
  [2, ['stream', recipe, '--as', 'zip'], /--as: "zip" is not one of tar, rgb24/],
  [2, ['stream', recipe, '--as', 'tar', '--frames', 'gif'], /--frames: "gif" is not one of png, npy, none/],
  [2, ['stream', recipe, '--as', 'rgb24', '--frames', 'png'], /frames: "png" is for as = tar/],
  [
    2,
    ['stream', recipe, '--as', 'tar', '--split', 'grid', '--from', '12'],
    /from: 12 is not a whole number from 0 to 11/,
  ],
  [
    2,
    ['stream', recipe, '--as', 'tar', '--split', 'grid', '--count', '13'],
    /count: 13 is not a whole number from 1 to 12/,
  ],
  [2, ['verify', out, '--sample', 'many'], /--sample: "many"/],
  [2, ['verify', out, '--all', '--sample', '3'], /--sample: stands beside --all/],
  // Recipes.
  [
    2,
    ['generate', 'colision', '--out', out],
    /colision: no such file and no bundled recipe; did you mean "collision"\?/,
  ],
  [2, ['plan', freshPath('none.yaml')], /none\.yaml: no such file/],
  [2, ['generate', broken, '--out', out], /r1\.uniform: \[1\.4, 0\.7\]/],
  [2, ['plan', unclosed], /recipe: line 1, column/],
  [2, ['plan', 'kinema1:AAAA'], /plan/],
  [2, ['plan', 'kinema9:AAAA'], /format version 9/],
  [2, ['generate', recipe, '--out', out, '--split', 'trian'], /split: there is no "trian"; did you mean "train"\?/],
  [
    2,
    ['generate', recipe, '--out', out, '--split', 'grid', '--count', '13'],
    /count: 13 is above the 12 feasible cells of split grid/,
  ],
  [2, ['scenarios', 'colision'], /did you mean "collision"\?/],
  [2, ['recipes', 'colision'], /did you mean "collision"\?/],
  // Clips.
  [2, ['clip', recipe, '--out', `${out}.avi`], /\.avi is not a kind of file that kinema clip makes; use .*or \.mp4/],
  [2, ['clip', recipe, '--out', `${out}.xyz`], /\.xyz is not a kind of file/],
  [2, ['clip', recipe, '--out', out], /has no ending/],
  [2, ['clip', recipe, '--out', '-'], /--as: is needed/],
  [2, ['clip', recipe, '--as', 'jpg', '--out', `${out}.jpg`], /--as: "jpg" is not one of/],
  [
    2,
    ['clip', recipe, '--out', `${out}.json`, '--split', 'grid', '--index', '12'],
    /index: 12 is not a whole number from 0 to 11/,
  ],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'v1'], /--set: "v1" is not name=value/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'v1=1', '--set', 'v1=2'], /--set: v1 is set twice/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'w=1'], /w: scenario collision has no such factor/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'v1=fast'], /v1: "fast" is not a finite number/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'v1=0x2'], /v1: "0x2" is not a finite number/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'v1= 2'], /v1: " 2" is not a finite number/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'v1='], /v1: "" is not a finite number/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'v1=1e999'], /v1: "1e999" is not a finite number/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'r1=-1'], /r1: .* is not between/],
  [2, ['clip', recipe, '--out', `${out}.json`, '--set', 'x1=5'], /x1 and x2 are set together/],
  // The world around.
  [2, ['generate', recipe, '--out', file], /out: .*file is a file; name a folder/],
  [1, ['generate', recipe, '--out', join(file, 'below')], /a part of the path is a file, not a folder/],
  ...(existsSync('/proc/self')
    ? [
        [1, ['generate', recipe, '--out', '/proc/kinema'], /\/proc\/kinema: no such file or folder/] as [
          number,
          string[],
          RegExp,
        ],
      ]
    : []),
  [1, ['clip', recipe, '--out', join(file, 'below.json')], /a part of the path is a file, not a folder/],
  [1, ['clip', recipe, '--out', join(freshPath('none'), 'clip.json')], /no such file or folder/],
  [1, ['plan', recipe, '--out', join(freshPath('none'), 'mine.plan')], /no such file or folder/],
  [1, ['verify', freshPath('none')], /is not a folder/],
  [1, ['clip', recipe, '--as', 'png', '--out', '/dev/full'], /\/dev\/full: no space is left on the device/],
];

for (const [code, args, text] of cases) {
  test(`${args.join(' ').replaceAll(/\/\S*\//g, '')} exits ${code}`, async () => {
    const result = await run(...args);
    assert.is(result.code, code, result.stderr);
    assert.match(result.stderr, text);
    assert.match(result.stderr, /^(kinema: .+\n)$/, 'one line');
    assert.not.match(result.stderr, /\n {4}at |node:internal/);
    assert.is(result.stdout.length, 0);
    for (const ending of ['', '.json', '.mp4', '.xyz', '.jpg'])
      assert.not.ok(existsSync(out + ending), `${out}${ending} was left`);
  });
}

test('--json: an error is one JSON object, of every command', async () => {
  const errors: [number, string[], RegExp, string?][] = [
    [2, ['generate', recipe], /--out: is needed/, '--out'],
    [2, ['generate', recipe, '--ot', out], /unknown option/],
    [2, ['generate', broken, '--out', out], /r1\.uniform/, 'recipe.splits.train.factors.r1.uniform'],
    [2, ['clip', recipe, '--out', `${out}.json`, '--index', 'x'], /--index: "x"/, '--index'],
    [2, ['digest', recipe, '--split', 'trian'], /split: there is no "trian"/],
    [2, ['plan', 'colision'], /did you mean/],
    [2, ['scenarios', 'colision'], /did you mean/],
    [2, ['recipes', 'colision'], /did you mean/],
    [1, ['verify', freshPath('none')], /is not a folder/],
  ];
  for (const [code, args, text, field] of errors) {
    const result = await run(...args, '--json');
    assert.is(result.code, code, args.join(' '));
    const error = JSON.parse(result.stderr);
    assert.match(error.error, text);
    assert.is(error.field, field, args.join(' '));
  }
});

test('the name of a recipe is one line that a card can bear', async () => {
  const named = freshPath('named.json');
  for (const [name, good] of [
    ['Kugeln, 2 Stück [test] 球', true],
    ['x'.repeat(100), true],
    ['x'.repeat(101), false],
    ['', false],
    [' ', false],
    ['two\nlines', false],
    ['a\u0000b', false],
    ['a\u001bb', false],
    ['a\u2028b', false],
    ['<script>', false],
  ] as const) {
    writeFileSync(named, JSON.stringify(tiny({ name })));
    const { code, stderr } = await run('plan', named);
    assert.is(code, good ? 0 : 2, JSON.stringify(name));
    if (!good) assert.match(stderr, /^kinema: recipe\.name: .* is not one line of 1 to 100 characters, without < /);
  }
});

test('a folder of something else is left alone', async () => {
  const dir = freshPath();
  mkdirSync(dir);
  writeFileSync(join(dir, 'mine.txt'), 'mine');
  const result = await run('generate', recipe, '--out', dir);
  assert.is(result.code, 2);
  assert.match(result.stderr, /holds no Kinema dataset/);
  assert.equal(readdirSync(dir), ['mine.txt']);
});

test('KINEMA_DEBUG=1 shows where it happened', async () => {
  const { finished } = start(['plan', 'nowhere'], { env: { KINEMA_DEBUG: '1' } });
  const { stderr, code } = await finished;
  assert.is(code, 2);
  assert.match(stderr, /\n {4}at /);
});

test.run();
