// The ends of the factors' ranges, and buffers that are used again: a clip is the same whatever was made before it, and
// digests, made from the touched rows alone, are those of all rows.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { xxh64 } from '../recipe/xxh64.js';
import { number } from '../support/numbers.js';
import { draw, type Picture } from './reference.js';
import { bodiesAt, builds, colorName, difference, metres, near, picture, recipe } from './scenes.js';

const test = suite('torture');

const base: Picture = {
  ...{ width: 33, height: 20, supersample: 1, view: [0, 0, 10, 6], edge: 'coverage', samples: 'centers' },
  ...{ rounding: 'nearest', softness: 0, background: 0xffffff },
};
const looks: Picture[] = [
  base,
  { ...base, supersample: 3, rounding: 'truncate' },
  { ...base, edge: 'study', samples: 'corners', softness: 0.03 },
  { ...base, edge: 'study', supersample: 2, softness: 1e-6, background: 0x102030 },
  { ...base, edge: 'study', supersample: 2, softness: 1, rounding: 'truncate' },
  { ...base, edge: 'hard', supersample: 2 },
];

/** Frames and masks of a clip, compared with the reference. */
function compare(p: Picture, clip: ReturnType<ReturnType<typeof builds.simd.open>['clip']>, what: string): void {
  const pixels = p.width * p.height;
  for (let k = 0; k < clip.frameCount; k++) {
    const expected = draw(p, bodiesAt(clip, k));
    const wrong = difference(clip.frames.subarray(3 * k * pixels, 3 * (k + 1) * pixels), expected.frame, p.width, 3);
    assert.is(wrong, null, `${what}, frame ${k}: ${wrong}`);
    const masked = (clip.mask as Uint8Array).subarray(k * pixels, (k + 1) * pixels);
    const hidden = difference(masked, expected.mask, p.width, 1);
    assert.is(hidden, null, `${what}, mask of frame ${k}: ${hidden}`);
  }
}

test('largest and smallest bodies, far and near', () => {
  const short = { timing: { frames: 1 } };
  for (const p of looks)
    for (const [build, kinema] of Object.entries(builds)) {
      const source = kinema.open(recipe(p, 'uniform-motion', short));
      for (const shape of ['disc', 'square', 'ring'])
        for (const r of [0.001, 0.1, 1000])
          for (const x of [-1e4, -995, 0, 5, 1005, 1e4])
            for (const y of [-1e4, 3, 1003]) {
              source.override({ shape, r, x, y, v: 0 });
              compare(p, source.clip(0), `${build}, ${JSON.stringify(p)}, ${shape} of ${r} at ${x}, ${y}`);
            }
    }
});

test('at the top speed through the view and away', () => {
  for (const p of looks)
    for (const kinema of Object.values(builds)) {
      const source = kinema.open(recipe(p, 'parabola', { timing: { frames: 4, stepsPerFrame: 1000 } }));
      for (const v of [0, 5, 1e4]) {
        source.override({ r: 1, x: 5, y: 3, v });
        compare(p, source.clip(0), `v = ${v}`);
      }
    }
});

/** xxh64 over the row hashes. */
function digest(bytes: Uint8Array, rowBytes: number): bigint {
  const rows = bytes.length / rowBytes;
  const hashes = new BigUint64Array(rows);
  for (let i = 0; i < rows; i++) hashes[i] = xxh64(bytes.subarray(i * rowBytes, (i + 1) * rowBytes));
  return xxh64(new Uint8Array(hashes.buffer));
}

const throws = fc.array(
  fc.record({
    body: near,
    v: number(0, 20),
    index: fc.integer({ min: 0, max: 99 }),
    frames: fc.boolean(),
    set: fc.boolean(),
  }),
  { minLength: 2, maxLength: 6 },
);

test('a clip after others is the clip of a fresh instance, and its digests are those of its rows', () => {
  fc.assert(
    fc.property(picture(40), throws, (p, list) => {
      const used = { simd: builds.simd.open(recipe(p, 'parabola')), scalar: builds.scalar.open(recipe(p, 'parabola')) };
      for (const { body, v, index, frames, set } of list) {
        const { x, y, r } = metres(p, body);
        const factors = { r, x, y, v, shape: body.shape, color: colorName(body.color) };
        const make = (source: typeof used.simd, stages: object) => {
          source.override(set ? factors : { r, x, y, v });
          return source.clip(index, { stages });
        };
        if (!frames) {
          make(used.simd, { digests: true });
          continue;
        }
        const fresh = make(builds.simd.open(recipe(p, 'parabola')), { frames: true, digests: true });
        const expected = { frames: digest(fresh.frames, p.width * 3), mask: digest(fresh.mask as Uint8Array, p.width) };
        assert.is(fresh.stateDigest, xxh64(new Uint8Array(fresh.states.slice().buffer)));
        for (const source of Object.values(used)) {
          const clip = make(source, { frames: true, digests: true });
          assert.is(difference(clip.frames, fresh.frames, p.width, 3), null);
          assert.is(difference(clip.mask as Uint8Array, fresh.mask as Uint8Array, p.width, 1), null);
          assert.is(clip.frameDigest, expected.frames);
          assert.is(clip.maskDigest, expected.mask);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('digests of a range are those of its clips, whatever was set before', () => {
  const p = { ...base, width: 24, height: 16 };
  const source = builds.simd.open(recipe(p, 'collision'));
  source.override({ r1: 0.3 });
  source.clip(7);
  source.override({});
  for (const { index, frames, mask, state } of source.digests(20, 12)) {
    const clip = builds.scalar.open(recipe(p, 'collision')).clip(index);
    assert.equal([frames, mask, state], [clip.frameDigest, clip.maskDigest, clip.stateDigest]);
    assert.is(frames, digest(clip.frames, p.width * 3));
  }
});

test.run();
