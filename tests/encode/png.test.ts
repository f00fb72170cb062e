// What the encoder writes reads back as what was drawn, by node:zlib and a PNG reader of its own, and is the same in
// both builds.
import { gunzipSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Clip, loadKinema } from '../../dist/index.js';

const simd = await loadKinema({ build: 'simd' });
const scalar = await loadKinema({ build: 'scalar' });

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (table[(c ^ byte) & 255] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

interface Image {
  width: number;
  height: number;
  channels: number;
  pixels: Uint8Array;
}

/** Reads an 8-bit grey or RGB PNG file whose rows are not filtered, and checks all of its structure. */
function decode(png: Uint8Array): Image {
  const file = Buffer.from(png);
  assert.is(file.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    assert.is(file.readUInt32BE(at + 8 + length), crc32(file.subarray(at + 4, at + 8 + length)), `CRC of ${type}`);
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  const types = chunks.map(({ type }) => type).join(' ');
  assert.ok(/^IHDR( IDAT)+ IEND$/.test(types), types);
  const header = chunks[0]?.data as Buffer;
  assert.is(header.length, 13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 2 ? 3 : 1;
  assert.equal([...header.subarray(8)], [8, channels === 3 ? 2 : 0, 0, 0, 0]);
  const data = inflateSync(Buffer.concat(chunks.slice(1, -1).map((chunk) => chunk.data)));
  const rowBytes = width * channels;
  assert.is(data.length, height * (rowBytes + 1));
  const pixels = new Uint8Array(height * rowBytes);
  for (let i = 0; i < height; i++) {
    const row = data.subarray(i * (rowBytes + 1), (i + 1) * (rowBytes + 1));
    assert.is(row[0], 0, 'filter');
    pixels.set(row.subarray(1), i * rowBytes);
  }
  return { width, height, channels, pixels };
}

/** Frames of a clip (or its masks) side by side. */
function strip(bytes: Uint8Array, { frameCount, width, height }: Clip, channels: number): Uint8Array {
  const row = width * channels;
  const out = new Uint8Array(bytes.length);
  for (let k = 0; k < frameCount; k++)
    for (let i = 0; i < height; i++) {
      const from = (k * height + i) * row;
      out.set(bytes.subarray(from, from + row), (i * frameCount + k) * row);
    }
  return out;
}

/** The bytes of a .npy file of uint8 in C order, and its shape. */
function parseNpy(file: Buffer): { shape: number[]; bytes: Buffer } {
  assert.is(file.toString('latin1', 0, 8), '\x93NUMPY\x01\x00');
  const length = file.readUInt16LE(8);
  assert.is((10 + length) % 64, 0);
  const header = file.toString('latin1', 10, 10 + length);
  const match = /^\{'descr': '\|u1', 'fortran_order': False, 'shape': \(([\d, ]+)\), \} *\n$/.exec(header);
  assert.ok(match, header);
  return {
    shape: (match as RegExpExecArray)[1]?.split(', ').map(Number) as number[],
    bytes: file.subarray(10 + length),
  };
}

const equal = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Both builds' files of a clip, which are decoded and compared with its frames. */
function check(recipe: object, index: number): void {
  const stages = { frames: true, png: true, maskPng: true, gzip: true };
  const clip = simd.open(recipe).clip(index, { stages });
  const other = scalar.open(recipe).clip(index, { stages });
  for (const kind of ['png', 'maskPng', 'gzip'] as const)
    assert.ok(equal(clip[kind], other[kind]), `${kind}: SIMD = scalar`);
  const { width, height, frameCount, frames } = clip;
  const mask = clip.mask as Uint8Array;
  const image = decode(clip.png);
  assert.equal([image.width, image.height, image.channels], [width * frameCount, height, 3]);
  assert.ok(equal(image.pixels, strip(frames, clip, 3)), 'pixels of the PNG');
  const grey = decode(clip.maskPng);
  assert.equal([grey.width, grey.height, grey.channels], [width * frameCount, height, 1]);
  assert.ok(equal(grey.pixels, strip(mask, clip, 1)), 'pixels of the mask');
  const gzip = Buffer.from(clip.gzip);
  // Deflate, no flags, time 0, system unknown.
  assert.equal([...gzip.subarray(0, 8)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
  assert.is(gzip[9], 255);
  const { shape, bytes } = parseNpy(gunzipSync(gzip));
  assert.equal(shape, [frameCount, height, width, 3]);
  assert.ok(equal(bytes, frames), 'array of the gzip');
}

const test = suite('png');

const scenarios = ['uniform-motion', 'parabola', 'collision'] as const;
const looks = ['study', 'clean', 'phyre', { edge: 'study', softness: 1, background: '#203040' }] as const;

test('clips: .png, .mask.png and .npy.gz hold the frames', () => {
  const side = fc.integer({ min: 16, max: 80 });
  fc.assert(
    fc.property(
      fc.tuple(side, side),
      fc.constantFrom(...scenarios),
      fc.constantFrom(...looks),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 999 }),
      (size, scenario, look, frames, index) => {
        const image = { size, supersample: 1 + (index % 2), look };
        check(
          { kinema: 1, scenario, image, timing: { frames }, layers: ['mask'], splits: { train: { count: 1000 } } },
          index,
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('clips of the usual and of a large size', () => {
  const splits = { train: { count: 10 } };
  for (const scenario of scenarios) check({ kinema: 1, scenario, layers: ['mask'], splits }, 4);
  check({ kinema: 1, scenario: 'collision', image: { size: [512, 256], supersample: 1 }, layers: ['mask'], splits }, 1);
});

test('one source encodes clip after clip as fresh ones do', () => {
  const recipe = {
    kinema: 1,
    scenario: 'collision',
    image: { size: [32, 24] },
    layers: ['mask'],
    splits: { train: { count: 99 } },
  };
  const source = simd.open(recipe);
  for (const index of [3, 50, 3, 7]) {
    const stages = { frames: true, png: true, gzip: true };
    const clip = source.clip(index, { stages });
    const fresh = scalar.open(recipe).clip(index, { stages });
    assert.ok(equal(clip.png, fresh.png) && equal(clip.gzip, fresh.gzip), `clip ${index}`);
  }
});

/** Round trip of an image in both builds; returns the file's length. */
function roundTrip(pixels: Uint8Array, width: number, height: number, channels: 1 | 3): number {
  const png = simd.encodePng(pixels, width, height, channels);
  const what = `${width} x ${height} x ${channels}`;
  assert.ok(equal(png, scalar.encodePng(pixels, width, height, channels)), `${what}: SIMD = scalar`);
  const image = decode(png);
  assert.equal([image.width, image.height, image.channels], [width, height, channels], what);
  assert.ok(equal(image.pixels, pixels), `${what}: pixels`);
  return png.length;
}

/** Bytes from a simple generator; `kinds` distinct levels. */
function noise(count: number, seed: number, kinds: number): Uint8Array {
  let state = (seed * 2654435761 + 1) >>> 0;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state >>> 24) * kinds) >> 8;
  });
}

test('images of any content and size', () => {
  const side = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 300 }));
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(1 as const, 3 as const),
      fc.constantFrom(1, 2, 3, 17, 256),
      fc.integer({ min: 0, max: 2 ** 31 }),
      (width, height, channels, kinds, seed) => {
        roundTrip(noise(width * height * channels, seed, kinds), width, height, channels);
      },
    ),
    { numRuns: 150 },
  );
});

test('images of odd shapes', () => {
  for (const channels of [1, 3] as const)
    for (const [width, height] of [
      [1, 1],
      [1, 300],
      [300, 1],
      [300, 7],
      [7, 300],
      [2, 2],
      [85, 1],
      [86, 3],
      [4096, 2],
      [1, 5000],
    ] as const)
      for (const kinds of [1, 2, 256])
        roundTrip(noise(width * height * channels, width + height, kinds), width, height, channels);
});

test('runs and repeats of every length', () => {
  // Row i: a run of i equal bytes, i distinct bytes, and both again, so that matches of every length occur.
  const width = 1200;
  const height = 300;
  const pixels = new Uint8Array(width * height);
  for (let i = 0; i < height; i++) {
    const part = [...new Uint8Array(i).fill(i), ...noise(i, i, 256)];
    pixels.set([...part, ...part], i * width);
  }
  roundTrip(pixels, width, height, 1);
});

test('several IDAT chunks, and noise costs at most 0.2 % more than it has', () => {
  const width = 1500;
  const height = 1100;
  const bytes = width * height * 3;
  const length = roundTrip(noise(bytes, 5, 256), width, height, 3);
  assert.ok(length < bytes * 1.002, `${length} of ${bytes} bytes`);
  assert.ok(roundTrip(new Uint8Array(bytes), width, height, 3) < bytes / 200);
});

test.run();
