// What predictions may be, and what is said of those that are not right.
import { zipSync } from 'fflate';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { npyFile } from '../../dist/dataset/npy.js';
import { folderOf, keyOf, kinema, npy, run, shape, trueFrames } from './support.js';

const test = suite('evaluate: inputs');
const key = keyOf('eval_id', 0);
const frames = trueFrames('eval_id', 0);
const perfect = (result: Awaited<ReturnType<typeof run>>, count = 1) => {
  assert.is(result.clips.length, count);
  for (const { metrics } of result.clips) {
    assert.is(metrics.psnr, 100);
    assert.is(metrics.ssim, 1);
    assert.is(metrics.iou, 1);
    assert.ok((metrics.velocity_error as number) < 5e-3, String(metrics.velocity_error));
  }
};
const refused = async (attempt: Promise<unknown>, pattern: RegExp) => {
  try {
    await attempt;
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, pattern);
  }
};

test('npy of bytes and floats, npz, and folders of PNG files are the same frames', async () => {
  const floats = Float32Array.from(frames, (level) => level / 255);
  const signed = Float32Array.from(frames, (level) => level / 127.5 - 1);
  const area = 64 * 64 * 3;
  const pngs = Object.fromEntries(
    Array.from({ length: 16 }, (_, i) => [
      `frame${i}.png`,
      kinema.encodePng(frames.subarray(i * area, (i + 1) * area), 64, 64, 3),
    ]),
  );
  perfect(await run(folderOf({ [`${key}.npy`]: npy(frames) })));
  perfect(await run(folderOf({ [`${key}.npy`]: npy(floats) })));
  perfect(await run(folderOf({ [`${key}.npy`]: npy(signed) }), { range: '-1..1' }));
  perfect(await run(folderOf({ [`${key}.npz`]: zipSync({ 'frames.npy': npy(frames) }) })));
  perfect(await run(folderOf({ [key]: pngs })));
});

test('channels first only where it is said', async () => {
  const first = new Uint8Array(frames.length);
  for (let t = 0; t < 16; t++)
    for (let c = 0; c < 3; c++)
      for (let i = 0; i < 4096; i++) first[(t * 3 + c) * 4096 + i] = frames[(t * 4096 + i) * 3 + c] as number;
  const folder = folderOf({ [`${key}.npy`]: npy(first, [16, 3, 64, 64]) });
  perfect(await run(folder, { layout: 'tchw' }));
  const { damaged } = (await run(folder)).inputs;
  assert.match(damaged[0]?.reason as string, /\(16, 3, 64, 64\), not thwc; --layout tchw would fit/);
});

test('an array of many clips with their names', async () => {
  const both = new Uint8Array(frames.length * 2);
  both.set(frames);
  both.set(trueFrames('eval_v_ood', 1), frames.length);
  const keys = npyFile([key, keyOf('eval_v_ood', 1)], [2]);
  perfect(await run(folderOf({ 'all.npz': zipSync({ 'frames.npy': npy(both, [2, ...shape]), 'keys.npy': keys }) })), 2);
});

test('samples of a clip: mean, deviation and the best', async () => {
  const white = frames.slice().fill(255);
  const result = await run(folderOf({ [`${key}.sample0.npy`]: npy(frames), [`${key}.sample1.npy`]: npy(white) }));
  const [clip] = result.clips;
  assert.is(clip?.samples, 2);
  assert.is(clip?.best.psnr, 100);
  assert.ok((clip?.metrics.psnr as number) < 99 && (clip?.deviations.psnr as number) > 1);
});

test('a map names files of other names', async () => {
  const folder = folderOf({ '00000-00000.npy': npy(frames) });
  perfect(await run(folder, { map: `name,split,index\n00000-00000.npy,eval_id,0\n` }));
  perfect(await run(folder, { map: `name,key\n"00000-00000.npy",${key}\n` }));
  await refused(run(folder, { map: 'file\nx' }), /--map: line 1 .* name,key or name,split,index/);
  await refused(run(folder, { map: 'name,key\nx,y' }), /--map: line 2 has the key "y"/);
});

test('panels: one of several, and an error without it', async () => {
  const wide = new Uint8Array(frames.length * 3).fill(255);
  for (let row = 0; row < 16 * 64; row++) wide.set(frames.subarray(row * 192, (row + 1) * 192), row * 576 + 384);
  const folder = folderOf({ [`${key}.npy`]: npy(wide, [16, 64, 192, 3]) });
  perfect(await run(folder, { panels: 3, panel: 3 }));
  await refused(run(folder), /is 192x64, the recipe is 64x64; it looks like 3 panels side by side: give --panels 3/);
});

test('what is missing, extra, damaged and short is listed, and short clips are scored over what is there', async () => {
  const area = 64 * 64 * 3;
  const result = await run(
    folderOf({
      [`${key}.npy`]: npy(frames),
      [`${keyOf('eval_id', 1)}.npy`]: npy(trueFrames('eval_id', 1).subarray(0, 10 * area), [10, 64, 64, 3]),
      [`${keyOf('eval_id', 2)}.npy`]: npy(frames).subarray(0, 5000),
      [`${keyOf('eval_id', 9)}.npy`]: npy(frames),
      'notes.txt': new Uint8Array(3),
    }),
  );
  const { missing, extra, damaged, short, scored } = result.inputs;
  assert.equal(missing, [keyOf('eval_id', 3)]);
  assert.is(extra.length, 2);
  assert.match(damaged[0]?.reason as string, /ends after \d+ of 196608 bytes/);
  assert.match(short[0]?.reason as string, /it ends with frame 9 of 15; 7 frames are scored/);
  assert.is(scored, 2);
  assert.is(result.groups[0]?.scored, 2);
  assert.is(result.clips[1]?.metrics.psnr, 100);
});

test('predictions that begin after the frames that were given', async () => {
  const rest = frames.subarray(3 * 64 * 64 * 3);
  perfect(await run(folderOf({ [`${key}.npy`]: npy(rest, [13, 64, 64, 3]) }), { firstFrame: 3 }));
});

test('frames of half the size are area averages of the recipe, or drawn at that size', async () => {
  const half = new Uint8Array(16 * 32 * 32 * 3);
  for (let t = 0; t < 16; t++)
    for (let i = 0; i < 32; i++)
      for (let j = 0; j < 32; j++)
        for (let c = 0; c < 3; c++) {
          const at = (row: number, column: number) => frames[((t * 64 + row) * 64 + column) * 3 + c] as number;
          const sum = at(2 * i, 2 * j) + at(2 * i, 2 * j + 1) + at(2 * i + 1, 2 * j) + at(2 * i + 1, 2 * j + 1);
          half[((t * 32 + i) * 32 + j) * 3 + c] = Math.floor(sum / 4 + 0.5);
        }
  const folder = folderOf({ [`${key}.npy`]: npy(half, [16, 32, 32, 3]) });
  const [resized] = (await run(folder)).clips;
  assert.is(resized?.metrics.psnr, 100);
  assert.ok((resized?.metrics.ade as number) < 0.01);
  const [native] = (await run(folder, { camera: 'native' })).clips;
  // The same canvas, averaged once instead of twice: some levels are rounded otherwise.
  assert.ok((native?.metrics.psnr as number) > 45 && (native?.metrics.psnr as number) < 100);
  assert.ok((native?.metrics.ade as number) < 0.01);
});

test('pure noise gives no body and no crash', async () => {
  const noise = frames.map((_, i) => (i * 2654435761) >>> 24);
  for (const mode of ['exact', 'paper'] as const) {
    const [clip] = (await run(folderOf({ [`${key}.npy`]: npy(noise) }), { mode })).clips;
    assert.ok((clip?.metrics.psnr as number) < 15);
    if (mode === 'exact') assert.ok(!((clip?.metrics.permanence as number) > 0.5));
  }
});

test('a folder without predictions is an error', async () => {
  await refused(
    run(folderOf({ 'a.txt': new Uint8Array(1) }), { splits: ['eval_id'] }),
    /has no prediction of eval_id; a.txt/,
  );
  await refused(run(folderOf({ [`${key}.npy`]: npy(frames) }), { splits: ['eval_i'] }), /there is no "eval_i"/);
});

test.run();
