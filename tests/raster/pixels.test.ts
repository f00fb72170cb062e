// Frames and masks are those of docs/pixels.md, byte for byte, in both builds.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import { camera, draw, type Picture } from './reference.js';
import { bodiesAt, builds, colorName, difference, metres, type Near, near, picture, recipe } from './scenes.js';

const test = suite('pixels');

/** Makes a clip in both builds and compares all its frames and masks with the reference. */
function compare(p: Picture, scenario: string, factors: Record<string, string | number>): void {
  for (const [build, kinema] of Object.entries(builds)) {
    const source = kinema.open(recipe(p, scenario));
    source.override(factors);
    const clip = source.clip(3);
    const { frames, mask, width, frameCount } = clip;
    assert.equal(source.camera, camera(p));
    const pixels = width * clip.height;
    for (let k = 0; k < frameCount; k++) {
      const bodies = bodiesAt(clip, k);
      const expected = draw(p, bodies);
      const where = `${build}, frame ${k}, ${JSON.stringify(p)}, ${JSON.stringify(bodies)}: `;
      const wrong = difference(frames.subarray(3 * k * pixels, 3 * (k + 1) * pixels), expected.frame, width, 3);
      assert.is(wrong, null, `frame differs, ${where}${wrong}`);
      const masked = (mask as Uint8Array).subarray(k * pixels, (k + 1) * pixels);
      const hidden = difference(masked, expected.mask, width, 1);
      assert.is(hidden, null, `mask differs, ${where}${hidden}`);
    }
  }
}

function one(p: Picture, body: Near, v: number): void {
  const { x, y, r } = metres(p, body);
  compare(p, 'parabola', { r, v, x, y, shape: body.shape, color: colorName(body.color) });
}

test('one body in any look', () => {
  fc.assert(fc.property(picture(80), near, number(0, 4), one), { numRuns: 90 });
});

test('two bodies that meet in any look', () => {
  fc.assert(
    fc.property(picture(48), near, near, number(0, 4), fc.oneof(fc.constant(0), number(0, 0.1)), (p, a, b, v, gap) => {
      const one = metres(p, a);
      const other = metres(p, b);
      // Squares of touching discs overlap at their corners.
      const x2 = one.x + (one.r + other.r) * 1.00001 + gap;
      if (Math.abs(x2) > 1e4) return;
      compare(p, 'collision', {
        r1: one.r,
        r2: other.r,
        v1: v,
        v2: v / 2,
        x1: one.x,
        x2,
        y: one.y,
        shape1: a.shape,
        shape2: b.shape,
        color1: colorName(a.color),
        color2: colorName(b.color),
      });
    }),
    { numRuns: 90 },
  );
});

test('the named looks', () => {
  const base = {
    width: 64,
    height: 64,
    view: [0, 0, 10, 10] as [number, number, number, number],
    background: 0xffffff,
  };
  const looks: Record<string, Picture> = {
    study: { ...base, supersample: 2, edge: 'study', samples: 'corners', rounding: 'truncate', softness: 0.03 },
    clean: { ...base, supersample: 1, edge: 'coverage', samples: 'centers', rounding: 'nearest', softness: 0 },
    phyre: { ...base, supersample: 1, edge: 'hard', samples: 'centers', rounding: 'nearest', softness: 0 },
  };
  for (const [look, p] of Object.entries(looks)) {
    const image = { size: [64, 64], supersample: p.supersample, look };
    for (const kinema of Object.values(builds)) {
      const source = kinema.open({ kinema: 1, scenario: 'collision', image, splits: { train: { count: 9 } } });
      const clip = source.clip(5);
      assert.is(clip.mask, null);
      for (const k of [0, 9, 31])
        assert.equal(
          clip.frames.subarray(k * 64 * 64 * 3, (k + 1) * 64 * 64 * 3),
          draw(p, bodiesAt(clip, k)).frame,
          `${look}, frame ${k}`,
        );
    }
  }
});

test.run();
