// The tags of a clip: what the recipe says, what holds for every clip, and whose word counts where the names meet.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { ClipJson } from '../../dist/dataset/clip-json.js';
import { clipFile, generate, loadKinema } from '../../dist/node.js';
import { freshPath, run, tiny } from './folders.js';

const test = suite('tags');
const kinema = await loadKinema();
const read = async (recipe: any, options: object = {}) =>
  JSON.parse(Buffer.from(await clipFile(recipe, { format: 'json', kinema, ...options })).toString());

/** Members `.json` of a shard, as text; headers and other members are skipped. */
function lines(tar: Buffer): string[] {
  const found: string[] = [];
  for (let at = 0; tar[at] !== 0; ) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8);
    if (
      tar
        .toString('latin1', at, at + 100)
        .replace(/\0+$/, '')
        .endsWith('.json')
    )
      found.push(tar.toString('utf8', at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

test('what every clip has, after what the recipe says', async () => {
  const clip = await read(tiny(), { set: { v1: 4, v2: 4, x1: 4, x2: 8, r1: 1, r2: 1 } });
  assert.equal(clip.tags, {
    level: 'easy',
    split: 'train',
    scenario: 'collision',
    law: 'elastic collision',
    contacts: 1,
    firstContact: clip.contacts[0].time,
  });
  assert.ok(Math.abs(clip.tags.firstContact - 0.25) < 1e-6);
  const grid = await read(tiny(), { split: 'grid' });
  assert.equal([Object.keys(grid.tags)[0], grid.tags.cell, grid.tags.split], ['cell', true, 'grid']);
});

test('where a split breaks its law every clip says whether it does, and such clips say how', async () => {
  const violate = { kind: 'energyGain', size: 0.5, body: 'ball2' };
  const recipe = tiny({ splits: { train: { count: 2 }, bad: { twinOf: 'train', violate } } });
  const [lawful, broken] = [await read(recipe), await read(recipe, { split: 'bad' })];
  assert.is(lawful.tags.violation, null);
  assert.not.ok('violation' in lawful);
  assert.is(broken.tags.violation, 'energyGain');
  const { time } = lawful.contacts[0];
  const frame = broken.frames.findIndex((one: { time: number }) => one.time >= time);
  assert.equal(broken.violation, { kind: 'energyGain', body: 'ball2', onset: { frame, time }, size: 0.5 });
  const late = { ...violate, onset: { contact: 9 } };
  const none = await read(tiny({ splits: { train: { count: 2, violate: late } } }));
  assert.is(none.violation, null);
  assert.equal(none.digest, lawful.digest);
});

test('without an impact there is no first one', async () => {
  const { tags } = await read(tiny({ scenario: 'parabola', splits: { all: { count: 1 } } }));
  assert.equal(tags, { split: 'all', scenario: 'parabola', law: 'projectile motion', contacts: 0, firstContact: null });
});

test('only what happens up to the last frame counts', async () => {
  const set = { v1: 1, v2: 1, x1: 3, x2: 7, r1: 1, r2: 1 };
  const frames = async (count: number) => (await read(tiny({ timing: { frames: count } }), { set })).tags;
  assert.equal((await frames(10)).contacts, 0);
  assert.equal((await frames(10)).firstContact, null);
  assert.equal((await frames(12)).contacts, 1);
  assert.equal((await frames(12)).firstContact, 1);
});

test("a name that the recipe uses is the recipe's in all of its splits", async () => {
  const recipe = tiny({
    splits: { a: { count: 2, tags: { contacts: 'many', law: true } }, b: { count: 2, tags: { level: 'x' } } },
  });
  const [a, b] = await Promise.all(['a', 'b'].map((split) => read(recipe, { split })));
  assert.equal(a.tags, {
    contacts: 'many',
    law: true,
    split: 'a',
    scenario: 'collision',
    firstContact: a.tags.firstContact,
  });
  assert.equal(Object.keys(b.tags), ['level', 'split', 'scenario', 'firstContact']);
});

test('a puzzle says its template, and counts impacts that are not listed', async () => {
  const recipe = {
    kinema: 1,
    seed: 2,
    scenario: 'phyre',
    splits: { all: { count: 5, factors: { template: '10003' } } },
  };
  const source = kinema.open(recipe as any);
  const json = new ClipJson(source, 'x', 'all');
  for (let index = 0; index < 5; index++) {
    const clip = source.clip(index, { split: 'all', stages: { digests: true } });
    const { tags, contacts } = JSON.parse(json.line(clip));
    assert.equal([tags.template, tags.law, tags.contacts], ['10003', 'rigid bodies under gravity', clip.contactTotal]);
    const least = Math.min(...contacts.map(({ time }: { time: number }) => time));
    assert.is(tags.firstContact, contacts.length > 0 ? least : null);
  }
});

test('every scenario of the catalogue has a law', () => {
  for (const { name, law } of kinema.catalogue.scenarios) assert.match(law, /^[a-z][a-z -]+$/, name);
});

test('a shard has the tags and captions that the command line shows, and the card their types', async () => {
  const out = freshPath();
  const recipe = tiny({ layers: ['mask'] });
  await generate(recipe, { out, shardSize: 25, workers: 1, kinema });
  const found = lines(readFileSync(join(out, 'train/train-000000.tar'))).map((line) => JSON.parse(line));
  assert.is(found.length, 25);
  const plan = kinema.compile(recipe).text;
  for (const index of [0, 7, 24]) {
    const { stdout } = await run(
      'clip',
      plan,
      '--split',
      'train',
      '--index',
      String(index),
      '--as',
      'json',
      '--out',
      '-',
    );
    const { frames: _, ...shown } = JSON.parse(stdout.toString());
    assert.equal(found[index], shown);
    assert.is(typeof shown.caption, 'string');
  }
  const [, front] = readFileSync(join(out, 'README.md'), 'utf8').split('---\n') as [string, string];
  const { struct } = parse(front).dataset_info.features.find(({ name }: any) => name === 'json');
  assert.equal(struct.find(({ name }: any) => name === 'tags').struct, [
    { name: 'cell', dtype: 'bool' },
    { name: 'level', dtype: 'string' },
    { name: 'split', dtype: 'string' },
    { name: 'scenario', dtype: 'string' },
    { name: 'law', dtype: 'string' },
    { name: 'contacts', dtype: 'int64' },
    { name: 'firstContact', dtype: 'float64' },
  ]);
  assert.is(struct.find(({ name }: any) => name === 'caption').dtype, 'string');
});

test.run();
