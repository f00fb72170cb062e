// Objects of frames: sub-pixel places, sizes, shapes and colours of what was drawn without the rasteriser.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Expectation, type FoundObject, loadKinema, measure } from '../../dist/index.js';
import '../support/seed.mjs';
import { blurFrames, noiseFrames, random, recolorFrames } from '../support/spoil.mjs';
import { type Drawn, drawFrame } from './draw.js';

const simd = await loadKinema({ build: 'simd' });
const scalar = await loadKinema({ build: 'scalar' });

const red = [255, 0, 0] as const;
const blue = [0, 0, 255] as const;
const text = (color: readonly number[]) => `#${color.map((level) => level.toString(16).padStart(2, '0')).join('')}`;

const areaOf = ({ shape = 'disc', radius }: Drawn) =>
  shape === 'square' ? 4 * radius ** 2 : Math.PI * radius ** 2 * (shape === 'ring' ? 0.64 : 1);

/** A camera of one pixel a metre, row 0 on top. */
function expect(shapes: readonly Drawn[], more: Partial<Expectation> = {}): Expectation {
  return {
    background: '#ffffff',
    objects: shapes.map((drawn, i) => ({
      name: `ball${i + 1}`,
      shape: drawn.shape ?? 'disc',
      color: text(drawn.color),
      radius: drawn.radius,
      mass: 1,
      area: areaOf(drawn),
    })),
    camera: { col: [1, 0], row: [-1, 0] },
    firstTime: 0,
    frameInterval: 1,
    gravity: [0, 0],
    ...more,
  };
}

function look(shapes: readonly Drawn[], side = 64, spoil = (frames: Uint8Array) => frames): FoundObject[] {
  const frames = spoil(drawFrame(side, side, shapes));
  const seen = measure(simd, frames, { width: side, height: side, frames: 1 }, expect(shapes));
  return [...(seen.frames[0]?.objects ?? [])];
}

const off = (found: FoundObject | undefined, { column, row }: Drawn) =>
  found ? Math.hypot(found.column - column, found.row - row) : Infinity;

const blobs = suite('blobs');

blobs('discs anywhere are found to 0.01 pixels and their areas to 0.5 %', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 3, max: 20, noNaN: true }),
      fc.double({ min: 26, max: 38, noNaN: true }),
      fc.double({ min: 26, max: 38, noNaN: true }),
      (radius, column, row) => {
        const disc = { radius, column, row, color: red };
        const found = look([disc]);
        assert.is(found.length, 1);
        assert.ok(off(found[0], disc) < 0.01, `${off(found[0], disc)}`);
        assert.ok(Math.abs((found[0]?.area as number) / areaOf(disc) - 1) < 0.005);
        // A pixel is a square: its own variance of 1/12 adds to the disc's.
        for (const axis of (found[0] as FoundObject).axes)
          assert.ok(Math.abs(axis ** 2 - radius ** 2 / 4 - 1 / 12) < 0.05);
        assert.equal(found[0]?.color, [255, 0, 0]);
        assert.not(found[0]?.border);
      },
    ),
    { numRuns: 40 },
  );
});

blobs('a square shows the angle of its sides, a ring its hole', () => {
  for (const angle of [0, 0.2, 0.7, -0.6]) {
    const square: Drawn = { shape: 'square', radius: 12, column: 31.3125, row: 30.8125, angle, color: blue };
    const [found] = look([square]);
    assert.ok(off(found, square) < 0.01);
    // Rows count downwards, angles counter-clockwise.
    const turn = ((found?.angle as number) + angle) / (Math.PI / 2);
    assert.ok(Math.abs(turn - Math.round(turn)) < 0.01, `${found?.angle} for ${angle}`);
  }
  const ring: Drawn = { shape: 'ring', radius: 14, column: 30.6, row: 33.2, color: blue };
  const [found] = look([ring]);
  assert.ok(off(found, ring) < 0.01);
  assert.ok(Math.abs((found?.area as number) / areaOf(ring) - 1) < 0.01);
  const { cc, rr } = (found as FoundObject).moments;
  assert.ok(Math.abs(cc + rr - (14 ** 2 * 1.36) / 2) < 1);
});

blobs('two colours that touch are told apart, in the pixels they share as well', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 6, max: 12, noNaN: true }),
      fc.double({ min: 6, max: 12, noNaN: true }),
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      (r1, r2, angle) => {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const a = { radius: r1, column: 32 - r1 * c, row: 32 - r1 * s, color: red };
        const b = { radius: r2, column: 32 + r2 * c, row: 32 + r2 * s, color: blue };
        const found = look([a, b]);
        assert.is(found.length, 2);
        for (const disc of [a, b]) {
          const nearest = Math.min(...found.map((object) => off(object, disc)));
          // What is drawn later hides a part of the earlier one's opacity in the pixels that they share.
          assert.ok(nearest < 0.06, `${nearest} at radii ${r1}, ${r2}`);
        }
      },
    ),
    { numRuns: 25 },
  );
});

blobs('two touching discs of one colour are split by their known sizes', () => {
  for (const [r1, r2] of [
    [8, 8],
    [10, 6],
    [5, 9],
  ] as const)
    for (const angle of [0.1, 1.2, 2.9]) {
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      // As close as not to overlap by more than a hair: the pixels between are more than half covered.
      const a = { radius: r1, column: 32 - (r1 - 0.2) * c, row: 32 - (r1 - 0.2) * s, color: red };
      const b = { radius: r2, column: 32 + (r2 - 0.2) * c, row: 32 + (r2 - 0.2) * s, color: red };
      const found = look([a, b]);
      assert.is(found.length, 2);
      for (const disc of [a, b]) assert.ok(Math.min(...found.map((object) => off(object, disc))) < 0.15);
      assert.ok(Math.abs(Math.max(...found.map(({ area }) => area)) / (Math.PI * Math.max(r1, r2) ** 2) - 1) < 0.05);
    }
});

blobs('blur, noise and other levels move no centroid far', () => {
  const disc = { radius: 10.3, column: 30.37, row: 33.71, color: red };
  const spoilers: [string, (frames: Uint8Array) => Uint8Array, number][] = [
    ['blur', (frames) => blurFrames(frames, 64, 64, 1), 0.01],
    ['levels', (frames) => recolorFrames(frames, 20), 0.01],
    ['noise', (frames) => noiseFrames(frames, 10, 3), 0.05],
  ];
  for (const [name, spoil, most] of spoilers) {
    const found = look([disc], 64, spoil);
    assert.is(found.length, 1, name);
    assert.ok(off(found[0], disc) < most, `${name}: ${off(found[0], disc)}`);
    assert.ok(Math.abs((found[0]?.area as number) / areaOf(disc) - 1) < 0.03, `${name}: area`);
  }
});

blobs('what is cut off by the border says so', () => {
  const cut = look([{ radius: 8, column: 3, row: 30, color: red }]);
  assert.is(cut.length, 1);
  assert.ok(cut[0]?.border);
  assert.not(look([{ radius: 8, column: 10.6, row: 30, color: red }])[0]?.border);
});

blobs('noise holds no object, nor does a frame of one colour', () => {
  const next = random(5);
  for (const [background, count] of [
    ['#ffffff', 32],
    ['#808080', 32],
    ['#000000', 32],
  ] as const) {
    const frames = Uint8Array.from({ length: 64 * 64 * 3 * count }, () => Math.floor(next() * 256));
    const seen = measure(
      simd,
      frames,
      { width: 64, height: 64, frames: count },
      expect([{ radius: 5, column: 0, row: 0, color: red }], { background }),
    );
    assert.ok(
      seen.frames.every(({ objects, readable }) => objects.length === 0 && !readable),
      background,
    );
    assert.is(seen.tracks.length, 1);
  }
  const plain = new Uint8Array(64 * 64 * 3).fill(255);
  const seen = measure(
    simd,
    plain,
    { width: 64, height: 64, frames: 1 },
    expect([{ radius: 5, column: 0, row: 0, color: red }]),
  );
  assert.ok(seen.frames[0]?.readable);
  assert.is(seen.frames[0]?.objects.length, 0);
});

blobs('both builds give the same bits, of pictures and of noise', () => {
  const next = random(11);
  const colors = [0xff0000, 0x0000ff, 0x000000];
  for (let k = 0; k < 60; k++) {
    const [width, height] = [17 + Math.floor(next() * 60), 9 + Math.floor(next() * 40)];
    const shapes = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, i) => ({
      radius: 2 + next() * 8,
      column: next() * width,
      row: next() * height,
      color: [red, blue, [0, 0, 0] as const][i] as Drawn['color'],
    }));
    const clean = drawFrame(width, height, shapes);
    const frame = k % 3 === 0 ? clean : noiseFrames(clean, k % 3 === 1 ? 8 : 60, k);
    const size = { width, height, frames: 1 };
    const [a, b] = [simd, scalar].map((kinema) => kinema.findBlobs(frame, size, 0xffffff, colors));
    assert.equal(a, b);
  }
});

blobs('wrong sizes are refused by name', () => {
  const frames = new Uint8Array(10);
  const ask = (size: object, colors: number[] = []) => simd.findBlobs(frames, size as never, 0, colors);
  assert.throws(() => ask({ width: 0, height: 1, frames: 1 }), /width: 0 must be a whole number/);
  assert.throws(() => ask({ width: 2, height: 2, frames: 1 }), /frames: 10 bytes, 1 frames of 2 x 2 x 3 need 12/);
  assert.throws(
    () => simd.findBlobs(new Uint8Array(3), { width: 1, height: 1, frames: 1 }, 0, new Array(9).fill(0)),
    /colors: 9 colours/,
  );
});

blobs('frames as small as one pixel are measured', () => {
  for (const [width, height] of [
    [1, 1],
    [1, 5],
    [3, 2],
  ] as const) {
    const frames = new Uint8Array(width * height * 3);
    const [seen] = simd.findBlobs(frames, { width, height, frames: 1 }, 0xffffff, [0]);
    assert.is(seen?.blobs.length, 0);
  }
});

blobs.run();
