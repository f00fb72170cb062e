// The clip JSON: its fields in order, its numbers, and that a shard's line says the same.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ClipJson } from '../../dist/dataset/clip-json.js';
import { clipFile, digestText, loadKinema } from '../../dist/node.js';
import { tiny } from './folders.js';

const test = suite('clip json');
const kinema = await loadKinema();
const read = async (options: object = {}) =>
  JSON.parse(Buffer.from(await clipFile(tiny(), { format: 'json', kinema, ...options })).toString());

const fields =
  'plan split index scenario contract factors bodies fps firstTime frameInterval conditionFrames camera frames contacts conservation tags caption overrides digest';

test('fields in the documented order', async () => {
  const clip = await read({ index: 3 });
  assert.is(Object.keys(clip).join(' '), fields);
  assert.is(clip.plan, kinema.compile(tiny()).sha256);
  assert.is(clip.split, 'train');
  assert.is(clip.index, 3);
  assert.equal(Object.keys(clip.contract), ['physics', 'pixels', 'sampling', 'encoding']);
  assert.equal(Object.keys(clip.bodies[0]), ['name', 'shape', 'radius', 'color', 'dynamic']);
  assert.is(clip.frames.length, 8);
  assert.equal(Object.keys(clip.frames[0].bodies[0]), ['x', 'y', 'angle', 'vx', 'vy', 'omega', 'visible']);
  assert.equal(Object.keys(clip.tags), ['level', 'split', 'scenario', 'law', 'contacts', 'firstContact']);
  assert.is(clip.caption, 'A red ball moves right, hits a blue ball and bounces back');
  assert.equal(clip.overrides, {});
  assert.match(clip.digest.state, /^[0-9a-f]{16}$/);
  assert.equal(Object.keys(clip.digest), ['state', 'frames']);
});

test('times are counted in steps, without noise', async () => {
  const clip = await read();
  assert.equal(
    clip.frames.map((frame: { time: number }) => frame.time),
    [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7],
  );
  assert.is(clip.fps, 10);
  assert.is(clip.frameInterval, 0.1);
});

test('numbers read back as the f32 of the states', async () => {
  const source = kinema.open(tiny());
  for (let index = 0; index < 10; index++) {
    const clip = await read({ index });
    const { states } = source.clip(index, { split: 'train', stages: {} });
    const shown = clip.frames.flatMap(({ bodies }: any) =>
      bodies.flatMap(({ x, y, angle, vx, vy, omega }: any) => [x, y, angle, vx, vy, omega]),
    );
    assert.equal(shown.map(Math.fround), Array.from(states));
  }
});

test('a contact has its bodies, place, normal and impulse', async () => {
  const clip = await read({ set: { v1: 4, v2: 4, x1: 4, x2: 8 } });
  assert.is(clip.contacts.length, 1);
  assert.equal(Object.keys(clip.contacts[0]), ['time', 'a', 'b', 'x', 'y', 'nx', 'ny', 'impulse']);
  assert.equal([clip.contacts[0].a, clip.contacts[0].b, clip.contacts[0].nx], [0, 1, 1]);
});

test('what was set by hand stands under overrides', async () => {
  const clip = await read({ set: { v1: '3', color1: 'red' } });
  assert.equal(clip.overrides, { v1: 3, color1: '#ff0000' });
  assert.is(clip.factors.v1, 3);
});

test('a layer adds its digest, a mark its tag', async () => {
  const clip = await read({ overrides: { layers: ['mask'] }, split: 'grid' });
  assert.equal(Object.keys(clip.digest), ['state', 'frames', 'mask']);
  assert.is(clip.tags.cell, true);
});

test("a shard's line is the same without frames", async () => {
  const plan = kinema.compile(tiny({ layers: ['mask'] }));
  const source = kinema.open(plan);
  const json = new ClipJson(source, plan.sha256, 'train');
  for (let index = 0; index < 25; index++) {
    const clip = source.clip(index, { split: 'train', stages: { frames: true, digests: true } });
    const line = json.line(clip);
    const { frames: _, ...rest } = JSON.parse(json.text(clip));
    assert.is(line, `${JSON.stringify(rest)}\n`);
    assert.is(JSON.parse(line).digest.state, digestText(clip.stateDigest));
  }
});

test.run();
