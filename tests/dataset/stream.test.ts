// Streams: the bytes of shards and of clips, whatever the number of workers, and no more of them than are read.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { generate, loadKinema, type StreamOptions, streamClips } from '../../dist/node.js';
import { freshPath, start, tiny } from './folders.js';

const test = suite('stream');
const kinema = await loadKinema();

async function streamed(recipe: unknown, options: Omit<StreamOptions, 'onBytes'>): Promise<Buffer> {
  const parts: Buffer[] = [];
  // A copy: the memory of frames is used again.
  const onBytes = (bytes: Uint8Array) => void parts.push(Buffer.from(bytes));
  const { bytes } = await streamClips(recipe as never, { ...options, kinema, onBytes });
  const all = Buffer.concat(parts);
  assert.is(all.length, bytes);
  return all;
}

for (const frames of ['png', 'npy', 'none'] as const) {
  test(`a tar has the bytes of the shard: ${frames}`, async () => {
    const recipe = tiny({ layers: ['mask'] });
    const out = freshPath();
    await generate(recipe, { out, frames, workers: 1, kinema });
    for (const split of ['train', 'grid']) {
      const shard = readFileSync(join(out, split, `${split}-000000.tar`));
      const count = split === 'train' ? 25 : undefined;
      for (const workers of [1, 2])
        assert.ok(shard.equals(await streamed(recipe, { as: 'tar', split, count, frames, workers })), split);
    }
  });
}

test('rgb24 is the frames of the clips, one after the other', async () => {
  const recipe = tiny({ timing: { frames: 60 }, image: { size: [128, 96], view: [0, 0, 12, 9] } });
  const source = kinema.open(kinema.compile(recipe));
  // A clip's frames are gone when the next is made.
  const frames: Buffer[] = [];
  for (const clip of source.clips(3, 9, { split: 'train', stages: { frames: true } }))
    frames.push(Buffer.from(clip.frames));
  for (const workers of [1, 3]) {
    const bytes = await streamed(recipe, { as: 'rgb24', from: 3, count: 9, workers });
    assert.ok(bytes.equals(Buffer.concat(frames)), `${workers} workers`);
  }
});

test('without a count it goes on beyond that of the recipe, and a grid ends', async () => {
  let parts = 0;
  const enough = new Error('enough');
  const onBytes = () => {
    if (++parts === 3) throw enough;
  };
  try {
    await streamClips(tiny(), { as: 'tar', workers: 2, kinema, onBytes });
    assert.unreachable();
  } catch (error) {
    assert.is(error, enough);
  }
  const grid = await streamed(tiny(), { as: 'rgb24', split: 'grid', from: 2 });
  assert.is(grid.length, 10 * 8 * 24 * 16 * 3);
});

test('a reader that does not read holds the clips up', async () => {
  const { child, finished } = start(['stream', 'collision', '--as', 'rgb24', '--workers', '2']);
  const cpu = () => {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  };
  child.stdout?.pause();
  const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  // Until it has filled the pipe it works; from then on it must stand still.
  let before = -1;
  for (let i = 0; i < 60 && (before < 30 || cpu() > before); i++) {
    before = cpu();
    await settle(500);
  }
  const pages = () => Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1]);
  const memory = pages();
  const at = cpu();
  await settle(1000);
  assert.ok(cpu() - at <= 2, `${cpu() - at} ticks while nobody read`);
  assert.ok(pages() - memory < 256, `${pages() - memory} pages more while nobody read`);
  child.kill('SIGKILL');
  await finished;
});

test.run();
