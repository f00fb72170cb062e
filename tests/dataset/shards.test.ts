// Tars and sidecars as other readers see them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodePng } from '../../dist/dataset/png-reader.js';
import { digestText, generate, loadKinema, type Sidecar } from '../../dist/node.js';
import { freshPath, tiny } from './folders.js';

const test = suite('shards');
const kinema = await loadKinema();
const masked = tiny({ layers: ['mask'] });

interface Entry {
  readonly name: string;
  readonly header: any;
  readonly bytes: Buffer;
}

async function entries(path: string): Promise<Entry[]> {
  const found: Entry[] = [];
  const unpack = extract();
  unpack.on('entry', (header, stream, next) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      found.push({ name: header.name, header, bytes: Buffer.concat(chunks) });
      next();
    });
  });
  await new Promise((resolve, reject) => {
    unpack.on('finish', resolve);
    unpack.on('error', reject);
    Readable.from(readFileSync(path)).pipe(unpack);
  });
  return found;
}

async function make(frames: 'png' | 'npy' | 'none', recipe = masked): Promise<string> {
  const out = freshPath();
  await generate(recipe, { out, frames, shardSize: 10, workers: 1, kinema });
  return out;
}

const members = {
  png: ['png', 'states.npy', 'json', 'mask.png'],
  npy: ['npy.gz', 'states.npy', 'json', 'mask.png'],
  none: ['states.npy', 'json'],
} as const;

for (const frames of ['png', 'npy', 'none'] as const) {
  test(`${frames}: members of a clip are adjacent, in order, with fixed headers`, async () => {
    const out = await make(frames);
    const found = await entries(join(out, 'train/train-000001.tar'));
    const expected = Array.from({ length: 10 }, (_, i) =>
      members[frames].map((ending) => `train-00000000${10 + i}.${ending}`),
    ).flat();
    assert.equal(
      found.map(({ name }) => name),
      expected,
    );
    for (const { header } of found)
      assert.equal(
        [header.mode, header.uid, header.gid, header.mtime.getTime(), header.type, header.uname, header.gname],
        [0o644, 0, 0, 0, 'file', '', ''],
      );
  });

  test(`${frames}: the sidecar points at every member and repeats the digests`, async () => {
    const out = await make(frames);
    const tar = readFileSync(join(out, 'train/train-000002.tar'));
    const sidecar: Sidecar = JSON.parse(readFileSync(join(out, 'train/train-000002.json'), 'utf8'));
    assert.equal([sidecar.first, sidecar.count, sidecar.tar.bytes, sidecar.frames], [20, 5, tar.length, frames]);
    const source = kinema.open(masked);
    const found = await entries(join(out, 'train/train-000002.tar'));
    for (const [i, sample] of sidecar.samples.entries()) {
      assert.equal(Object.keys(sample.members), members[frames]);
      for (const [k, ending] of members[frames].entries()) {
        const [offset, length] = sample.members[ending] as [number, number];
        assert.ok(tar.subarray(offset, offset + length).equals(found[i * members[frames].length + k]?.bytes as Buffer));
      }
      const clip = source.clip(20 + i, { split: 'train', stages: { frames: true, digests: true } });
      const drawn = { frames: digestText(clip.frameDigest), mask: digestText(clip.maskDigest as bigint) };
      assert.equal(sample.digest, { state: digestText(clip.stateDigest), ...(frames === 'none' ? {} : drawn) });
    }
  });
}

test('members hold the clip: frames, states, masks', async () => {
  const source = kinema.open(masked);
  const { frames, states, mask } = source.clip(3, { split: 'train', stages: { frames: true } });
  const [png, npy] = await Promise.all([make('png'), make('npy')]);
  const find = async (out: string, ending: string) =>
    (await entries(join(out, 'train/train-000000.tar'))).find(({ name }) => name === `train-0000000003.${ending}`)
      ?.bytes as Buffer;
  const strip = decodePng(await find(png, 'png'));
  assert.equal([strip.width, strip.height], [8 * 24, 16]);
  const grey = decodePng(await find(png, 'mask.png'));
  const raw = gunzipSync(await find(npy, 'npy.gz')).subarray(128);
  for (let t = 0; t < 8; t++)
    for (let y = 0; y < 16; y++)
      for (let x = 0; x < 24; x++) {
        const at = (t * 16 + y) * 24 + x;
        const side = y * 8 * 24 + t * 24 + x;
        assert.is(grey.pixels[side], mask?.[at]);
        for (let c = 0; c < 3; c++) {
          assert.is(strip.pixels[side * 3 + c], frames[at * 3 + c]);
          assert.is(raw[at * 3 + c], frames[at * 3 + c]);
        }
      }
  const stored = await find(png, 'states.npy');
  assert.equal(
    Array.from({ length: states.length }, (_, i) => stored.readFloatLE(128 + i * 4)),
    Array.from(states),
  );
});

test('GNU tar reads it, and finds nothing to complain of', async () => {
  const out = await make('png');
  const listed = execFileSync('tar', ['tvf', join(out, 'grid/grid-000001.tar'), '--numeric-owner', '--utc'], {
    encoding: 'utf8',
  });
  const lines = listed.trim().split('\n');
  assert.is(lines.length, 2 * 4);
  for (const line of lines) assert.match(line, /^-rw-r--r-- 0\/0 +\d+ 1970-01-01 00:00 grid-00000000\d\d\./);
});

test.run();
