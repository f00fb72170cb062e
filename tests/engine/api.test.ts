// The library as its users meet it: compile, open, clip i as views, iterate, abort, camera.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digestText, hasSimd, KinemaError, loadKinema, toPixel, toWorld } from '../../dist/index.js';
import { recipe } from '../support/module.js';

const kinema = await loadKinema();
const small = { image: { size: [32, 24], view: [0, 0, 8, 6] } };
const test = suite('api');

test('a recipe as object, JSON, YAML or plan text is the same plan', () => {
  const object = recipe('collision', small);
  const plan = kinema.compile(object);
  assert.is(kinema.compile(JSON.stringify(object)).sha256, plan.sha256);
  assert.is(kinema.compile(plan.text).sha256, plan.sha256);
  const yaml =
    'kinema: 1\nseed: 7\nscenario: collision\nimage: { size: [32, 24], view: [0, 0, 8, 6] }\nsplits:\n  train: { count: 1000 }\n';
  assert.is(kinema.compile(yaml).sha256, plan.sha256);
  assert.match(plan.sha256, /^[0-9a-f]{64}$/);
});

test('arrays have the documented shapes and are views without a copy', () => {
  const source = kinema.open(recipe('collision', { ...small, layers: ['mask'] }));
  const clip = source.clip(0, { stages: { frames: true, digests: true, png: true, maskPng: true, gzip: true } });
  assert.is(clip.frames.length, 32 * 24 * 32 * 3);
  assert.is(clip.mask?.length, 32 * 24 * 32);
  assert.is(clip.states.length, 32 * 2 * 6);
  assert.is(clip.factors.length, 11);
  assert.is(clip.frames.buffer, clip.states.buffer);
  assert.is(clip.bodies.length, 2);
  assert.equal([...clip.png.subarray(1, 4)], [80, 78, 71]);
  assert.equal([...clip.gzip.subarray(0, 2)], [31, 139]);
  assert.is(digestText(clip.stateDigest).length, 16);
});

test('what was not asked for is an error that says what to ask for', () => {
  const source = kinema.open(recipe('parabola', small));
  const clip = source.clip(0, { stages: {} });
  assert.throws(() => clip.frames, /made without frames/);
  assert.throws(() => clip.stateDigest, /made without digests/);
  assert.throws(() => source.clip(0, { stages: { maskPng: true } }), /layers: \[mask\]/);
});

test('iterating makes the clips of a range, and stops when aborted', () => {
  const source = kinema.open(recipe('uniform-motion', small));
  const alone = [3, 4, 5].map((i) => source.clip(i).frameDigest);
  assert.equal([...source.clips(3, 3)].length, 3);
  const seen: bigint[] = [];
  for (const clip of source.clips(3, 3)) seen.push(clip.frameDigest);
  assert.equal(seen, alone);
  const abort = new AbortController();
  let made = 0;
  for (const clip of source.clips(0, 1000, { signal: abort.signal })) {
    made++;
    if (clip.index === 9) abort.abort();
  }
  assert.is(made, 10);
});

test('wrong indices and splits are named', () => {
  const source = kinema.open(
    recipe('uniform-motion', { ...small, splits: { train: { factors: { v: { linspace: [1, 2, 5] } }, grid: ['v'] } } }),
  );
  assert.throws(() => source.clip(5), /index 5: split train has clips 0 to 4/);
  assert.throws(() => source.clip(-1), /index -1/);
  assert.throws(() => source.clip(0.5), /index 0.5/);
  assert.throws(() => source.clip(0, { split: 'trian' }), /trian/);
  assert.throws(
    () => kinema.compile({ ...recipe('collision'), scenario: 'colision' }),
    (error: unknown) => error instanceof KinemaError && error.kind === 'recipe' && /collision/.test(error.message),
  );
});

test('two sources do not disturb each other', () => {
  const a = kinema.open(recipe('collision', small));
  const b = kinema.open(recipe('parabola', small));
  const first = a.clip(0);
  const digest = first.frameDigest;
  const frames = first.frames;
  const sum = frames.reduce((x, y) => x + y, 0);
  b.clip(7);
  assert.is(
    frames.reduce((x, y) => x + y, 0),
    sum,
  );
  assert.is(a.clip(0).frameDigest, digest);
});

test('scalar and SIMD builds agree through the API', async () => {
  assert.ok(hasSimd());
  const scalar = (await loadKinema({ build: 'scalar' })).open(recipe('collision', { layers: ['mask'] }));
  const simd = (await loadKinema({ build: 'simd' })).open(recipe('collision', { layers: ['mask'] }));
  const stages = { frames: true, digests: true, png: true, maskPng: true, gzip: true };
  for (let i = 0; i < 10; i++) {
    const a = scalar.clip(i, { stages });
    const b = simd.clip(i, { stages });
    for (const key of ['states', 'frames', 'mask', 'png', 'maskPng', 'gzip'] as const)
      assert.ok(Buffer.from(a[key] as Uint8Array).equals(Buffer.from(b[key] as Uint8Array)), key);
    assert.is(a.stateDigest, b.stateDigest);
  }
});

test('the camera maps the world to pixels and back', () => {
  const source = kinema.open({ ...recipe('collision'), image: { size: [128, 128], supersample: 2, look: 'study' } });
  assert.equal(source.camera, { col: [12.75, -0.25], row: [-12.75, 127.25] });
  const [column, row] = toPixel(source.camera, [10, 0]);
  assert.ok(Math.abs((column as number) - 127.25) < 1e-5 && Math.abs((row as number) - 127.25) < 1e-5);
  const [x, y] = toWorld(source.camera, [column as number, row as number]);
  assert.ok(Math.abs((x as number) - 10) < 1e-5 && Math.abs(y as number) < 1e-5);
});

test.run();
