// Scores, groups, floors, the report, and the colours of videos.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { contrast, summarize } from '../../dist/evaluate/statistics.js';
import {
  type Evaluation,
  evaluationCsv,
  evaluationJson,
  evaluationPage,
  PageClips,
  yuvMatrices,
} from '../../dist/node.js';
import { folderOf, keyOf, kinema, npy, run, source } from './support.js';

const test = suite('evaluate: scores');
const splits = ['eval_id', 'eval_v_ood'];

/** A model that knows nothing above 2 m/s. */
function pulled(): string {
  const files: Record<string, Uint8Array> = {};
  for (const split of splits)
    for (let index = 0; index < 4; index++) {
      const { v, r, x, y } = source.namedFactors(source.clip(index, { split, stages: {} })) as Record<string, number>;
      source.override({ v: Math.min(v as number, 2), r: r as number, x: x as number, y: y as number });
      files[`${keyOf(split, index)}.npy`] = npy(source.clip(index, { split, stages: { frames: true } }).frames.slice());
      source.override({});
    }
  return folderOf(files);
}

const folder = pulled();
const pages = new PageClips();
const result: Evaluation = await run(folder, { floors: ['raw'], onClip: (clip) => pages.offer(clip) });

test('what is out of distribution is worse, by as much as the model is wrong', () => {
  const [inside, outside] = result.groups as [Evaluation['groups'][0], Evaluation['groups'][0]];
  const wrong = [0, 1, 2, 3].map(
    (index) => (source.namedFactors(source.clip(index, { split: 'eval_v_ood', stages: {} })).v as number) - 2,
  );
  const mean = wrong.reduce((sum, value) => sum + value, 0) / 4;
  assert.ok(Math.abs((outside.metrics.velocity_error?.mean as number) - mean) < 5e-3);
  assert.ok((inside.metrics.velocity_error?.mean as number) < 5e-3);
  assert.ok((result.contrasts.velocity_error?.ratioInterval[0] as number) > 10);
  for (const clip of result.clips.filter(({ split }) => split === 'eval_v_ood')) {
    assert.ok((clip.metrics.case_index as number) > 0.7, 'nearer to the nearest training clip than to the truth');
    assert.is(clip.nearest?.split, 'train');
  }
});

test('the nearest training clip is the nearest of all', () => {
  const rows = (split: string, count: number) =>
    Array.from({ length: count }, (_, i) => source.clip(i, { split, stages: {} }).factors.slice());
  const train = rows('train', 50);
  const held = source.scenario.factors.map((_, i) => i);
  const all = [...train, ...rows('eval_id', 4), ...rows('eval_v_ood', 4)];
  const width = held.map(
    (i) => Math.max(...all.map((row) => row[i] as number)) - Math.min(...all.map((row) => row[i] as number)),
  );
  for (const clip of result.clips) {
    const own = source.clip(clip.index, { split: clip.split, stages: {} }).factors.slice();
    const distances = train.map((row) =>
      Math.sqrt(
        held.reduce(
          (sum, i) =>
            sum +
            ((width[i] as number) > 0 ? (((row[i] as number) - (own[i] as number)) / (width[i] as number)) ** 2 : 0),
          0,
        ),
      ),
    );
    assert.is(clip.nearest?.index, distances.indexOf(Math.min(...distances)));
  }
});

test('the floor of ground truth is far below any law', () => {
  const [floor] = result.floors;
  assert.is(floor?.name, 'raw');
  for (const group of floor?.groups ?? []) {
    assert.ok((group.metrics.velocity_error?.mean as number) < 5e-3);
    assert.is(group.metrics.psnr?.mean, 100);
    assert.is(group.metrics.events?.mean, 0);
  }
});

test('the same predictions give the same bytes', async () => {
  const again = await run(folder, { floors: ['raw'] });
  assert.is(evaluationJson(again), evaluationJson(result));
  const csv = evaluationCsv(result).trim().split('\n');
  assert.is(csv.length, 9);
  assert.is(new Set(csv.map((line) => line.split(',').length)).size, 1);
});

test('the page asks nothing of any server and shows the worst clips', async () => {
  const page = await evaluationPage(result, pages);
  assert.not.match(page, /(?:src|href)="?(?!data:)[a-z]+:|@import|url\(/);
  assert.is(page.match(/data:image\/png;base64/g)?.length, 12);
  assert.is(pages.worst[0]?.key.startsWith('eval_v_ood'), true);
  assert.ok(page.length < 1_000_000);
});

test('2,000 clips make a page below 3 MB', async () => {
  const many = Array.from({ length: 2000 }, (_, i) => ({
    ...(result.clips[i % 8] as Evaluation['clips'][0]),
    key: keyOf('eval_id', i),
  }));
  const page = await evaluationPage({ ...result, clips: many }, pages);
  assert.ok(Buffer.byteLength(page) < 3_000_000, String(page.length));
});

test('means, medians and standard errors', () => {
  const summary = summarize([1, 2, 3, 6, Number.NaN]);
  assert.is(summary?.n, 4);
  assert.is(summary?.mean, 3);
  assert.is(summary?.median, 2.5);
  assert.ok(Math.abs((summary?.standardError as number) - Math.sqrt(14 / 3) / 2) < 1e-12);
  assert.is(summarize([Number.NaN]), undefined);
});

test('bootstrap intervals of a mean cover it in about 95 of 100 sets', () => {
  let state = 12345;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  let covered = 0;
  for (let set = 0; set < 200; set++) {
    const [low, high] = (summarize(Array.from({ length: 60 }, uniform)) as { interval: [number, number] }).interval;
    if (low <= 0.5 && high >= 0.5) covered++;
  }
  assert.ok(covered >= 180 && covered <= 199, String(covered));
  const { ratioInterval } = contrast([1, 1.1, 0.9], [2, 2.1, 1.9]) as { ratioInterval: [number, number] };
  assert.ok(ratioInterval[0] > 1.6 && ratioInterval[1] < 2.4);
});

test('YUV to RGB is the formula of the standards to half a level, for every size of chroma', () => {
  const weights: Record<string, [number, number]> = {
    bt601: [0.299, 0.114],
    bt709: [0.2126, 0.0722],
    bt2020: [0.2627, 0.0593],
  };
  for (const matrix of yuvMatrices)
    for (const range of ['limited', 'full'] as const)
      for (const [shiftX, shiftY] of [
        [1, 1],
        [1, 0],
        [0, 0],
      ] as [0 | 1, 0 | 1][]) {
        const [width, height, frames] = [5, 3, 2];
        const [cw, ch] = [(width + shiftX) >> shiftX, (height + shiftY) >> shiftY];
        const size = width * height + 2 * cw * ch;
        const planes = Uint8Array.from({ length: size * frames }, (_, i) => (i * 2654435761) >>> 24);
        const rgb = kinema.yuvToRgb(planes, { width, height, frames, shiftX, shiftY, matrix, range });
        const [kr, kb] = weights[matrix] as [number, number];
        const [ly, lc, offset] = range === 'limited' ? [255 / 219, 255 / 224, 16] : [1, 1, 0];
        for (let f = 0; f < frames; f++)
          for (let row = 0; row < height; row++)
            for (let column = 0; column < width; column++) {
              const at = f * size + width * height + (row >> shiftY) * cw + (column >> shiftX);
              const y = ly * ((planes[f * size + row * width + column] as number) - offset);
              const [u, v] = [lc * ((planes[at] as number) - 128), lc * ((planes[at + cw * ch] as number) - 128)];
              const [r, b] = [y + 2 * (1 - kr) * v, y + 2 * (1 - kb) * u];
              const g = (y - kr * r - kb * b) / (1 - kr - kb);
              [r, g, b].forEach((level, c) => {
                const found = rgb[((f * height + row) * width + column) * 3 + c] as number;
                assert.ok(
                  Math.abs(found - Math.min(255, Math.max(0, level))) < 0.51,
                  `${matrix} ${range} ${found} ${level}`,
                );
              });
            }
      }
});

test.run();
