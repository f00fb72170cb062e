// Videos in datasets: what other programs read from them, what is proved of them, and what is refused.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findFfmpeg } from '../../dist/dataset/ffmpeg.js';
import { mp4FrameCount } from '../../dist/dataset/mp4-frames.js';
import {
  generate,
  KinemaError,
  loadKinema,
  type Mp4Preset,
  type Sidecar,
  streamClips,
  verify,
} from '../../dist/node.js';
import { ffmpegMissing } from '../support/ffmpeg.mjs';
import { freshPath, run, snapshot, start, tiny } from './folders.js';

const test = suite('mp4');
const kinema = await loadKinema();
const missing = ffmpegMissing();
const command = missing ? '' : findFfmpeg().command;
const recipe = tiny({
  image: { size: [64, 48], view: [0, 0, 12, 9] },
  splits: { train: { count: 7 } },
});
const plan = kinema.compile(recipe);
const source = kinema.open(plan);
const frameBytes = 64 * 48 * 3;

async function make(mp4: Mp4Preset, workers = 1): Promise<string> {
  const out = freshPath(mp4);
  await generate(recipe, { out, frames: 'mp4', mp4, shardSize: 4, workers, kinema });
  return out;
}

/** The mp4s of a dataset, in order. */
function videos(out: string): Buffer[] {
  return [0, 1].flatMap((number) => {
    const tar = readFileSync(join(out, `train/train-00000${number}.tar`));
    const sidecar = JSON.parse(readFileSync(join(out, `train/train-00000${number}.json`), 'utf8')) as Sidecar;
    return sidecar.samples.map(({ members }) => {
      const [offset, length] = members.mp4 as readonly [number, number];
      return tar.subarray(offset, offset + length);
    });
  });
}

/** RGB frames of a video, by ffmpeg. */
function decode(video: Buffer): Buffer {
  const path = freshPath('clip.mp4');
  writeFileSync(path, video);
  return execFileSync(command, ['-v', 'error', '-i', path, '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1']);
}

/** dB, of 8-bit values. */
function psnr(a: Uint8Array, b: Uint8Array): number {
  assert.is(a.length, b.length);
  const sum = a.reduce((sum, value, i) => sum + (value - (b[i] as number)) ** 2, 0);
  return 10 * Math.log10((255 ** 2 * a.length) / sum);
}

async function refused(action: Promise<unknown>, kind: string, text: RegExp): Promise<void> {
  try {
    await action;
  } catch (error) {
    assert.instance(error, KinemaError);
    assert.is((error as KinemaError).kind, kind);
    assert.match((error as Error).message, text);
    return;
  }
  assert.unreachable(`not refused: ${text}`);
}

const [fast, lossless] = missing ? ['', ''] : [await make('fast'), await make('lossless')];

test('every clip has an mp4 of all its frames, near its pictures', () => {
  const found = videos(fast);
  assert.is(found.length, 7);
  found.forEach((video, index) => {
    assert.is(mp4FrameCount(video), 8);
    const { frames } = source.clip(index, { split: 'train', stages: { frames: true } });
    const decoded = decode(video);
    assert.is(decoded.length, 8 * frameBytes);
    const quality = psnr(decoded, frames);
    assert.ok(quality > 30, `clip ${index}: ${quality} dB`);
  });
});

test('lossless gives the exact frames', () => {
  videos(lossless).forEach((video, index) => {
    const { frames } = source.clip(index, { split: 'train', stages: { frames: true } });
    assert.ok(decode(video).equals(frames), `clip ${index}`);
  });
});

test('study is one encoder a clip: equal clips, equal bytes', async () => {
  const found = videos(await make('study'));
  const path = freshPath('clip.mp4');
  const file = freshPath('recipe.json');
  writeFileSync(file, JSON.stringify(recipe));
  const { code, stderr } = await run('clip', file, '--index', '5', '--mp4', 'study', '--out', path);
  assert.is(code, 0, stderr);
  assert.ok(readFileSync(path).equals(found[5] as Buffer));
  assert.is(mp4FrameCount(found[5] as Buffer), 8);
});

test('two workers or one, the same bytes, and nothing else stays', async () => {
  assert.equal(snapshot(await make('fast', 2)), snapshot(fast));
  assert.equal(
    readdirSync(join(fast, 'train')).sort(),
    [0, 1].flatMap((n) => [`train-00000${n}.json`, `train-00000${n}.tar`]),
  );
});

test('the manifest names encoder, preset and settings, and the stream its colours', () => {
  const { video, frames } = JSON.parse(readFileSync(join(fast, 'manifest.json'), 'utf8'));
  assert.is(frames, 'mp4');
  assert.is(video.preset, 'fast');
  assert.match(video.encoder, /^ffmpeg \S+, libx264 core \d+/);
  assert.match(video.settings, /-qp 18/);
  // ISO/IEC 23091-2 codes in the colr box: primaries 1 (BT.709), transfer 13 (sRGB), matrix 6 (SMPTE 170M), range not full.
  const bytes = videos(fast)[0] as Buffer;
  const at = bytes.indexOf('colrnclx');
  assert.equal([...bytes.subarray(at + 8, at + 15)], [0, 1, 0, 13, 0, 6, 0]);
});

test('a dataset is proved, sampled and whole', async () => {
  for (const out of [fast, lossless]) {
    const sampled = await verify(out, { kinema, workers: 1, sample: 3 });
    assert.equal([sampled.problems, sampled.notes, sampled.clipsMade], [[], [], 3]);
    const all = await verify(out, { kinema, workers: 1, all: true });
    assert.equal([all.problems, all.notes, all.clipsMade], [[], [], 7]);
  }
});

test('run again, all is kept; another preset is refused', async () => {
  const again = await generate(recipe, { out: fast, frames: 'mp4', shardSize: 4, workers: 1, kinema });
  assert.is(again.madeShards, 0);
  await refused(
    generate(recipe, { out: fast, frames: 'mp4', mp4: 'lossless', shardSize: 4, workers: 1, kinema }),
    'usage',
    /made with mp4 fast, not lossless; use --mp4 fast/,
  );
});

test('a changed picture is found', async () => {
  const out = await make('fast');
  const path = join(out, 'train/train-000000.tar');
  const tar = readFileSync(path);
  const video = videos(out)[2] as Buffer;
  const at = tar.indexOf(video) + video.indexOf('mdat') + 60;
  tar[at] = (tar[at] as number) ^ 1;
  writeFileSync(path, tar);
  const { problems } = await verify(out, { kinema, workers: 1, sample: 0 });
  assert.ok(
    problems.some((problem) =>
      /train-000000\.tar: clip train-0000000002: its mp4 is not what its encoder makes/.test(problem),
    ),
    problems.join('\n'),
  );
});

test('without the encoder, generate says how to get it and verify what it does not compare', async () => {
  const file = freshPath('recipe.json');
  writeFileSync(file, JSON.stringify(recipe));
  const env = { KINEMA_FFMPEG: join(freshPath(), 'no-ffmpeg') };
  const out = freshPath();
  const made = await start(['generate', file, '--frames', 'mp4', '--out', out], { env }).finished;
  assert.is.not(made.code, 0);
  assert.match(made.stderr, /no-ffmpeg.*does not run.*apt install ffmpeg.*KINEMA_FFMPEG/);
  assert.not.ok(existsSync(out));
  for (const how of [['--sample', '3'], ['--all']]) {
    const proved = await start(['verify', fast, ...how], { env }).finished;
    assert.is(proved.code, 0, proved.stderr);
    assert.match(
      proved.stdout.toString(),
      /mp4: the pictures of the videos are not compared.*libx264.*here is no encoder/,
    );
  }
});

test('an encoder that ends too early is an error, and nothing stays', async () => {
  const fake = freshPath('ffmpeg');
  const script = `#!/bin/sh\ncase "$*" in *segment*) echo "no room" >&2; exit 3;; esac\nexec ${command} "$@"\n`;
  writeFileSync(fake, script, { mode: 0o755 });
  const file = freshPath('recipe.json');
  writeFileSync(file, JSON.stringify(recipe));
  const out = freshPath();
  const args = ['generate', file, '--frames', 'mp4', '--out', out, '--workers', '1'];
  const made = await start(args, { env: { KINEMA_FFMPEG: fake } }).finished;
  assert.is.not(made.code, 0);
  assert.match(made.stderr, /ffmpeg: no room/);
  assert.equal(readdirSync(join(out, 'train')), []);
});

test('what mp4 cannot be is refused', async () => {
  const options = { out: freshPath(), frames: 'mp4', kinema, workers: 1 } as const;
  await refused(
    generate(recipe, { ...options, overrides: { size: [65, 48] } }),
    'usage',
    /^image\.size: 65x48 has an odd side/,
  );
  await refused(
    generate(recipe, { ...options, mp4: 'best' as Mp4Preset }),
    'usage',
    /^mp4: "best" is not one of fast, study, lossless/,
  );
  await refused(
    generate(recipe, { ...options, frames: 'png', mp4: 'fast' }),
    'usage',
    /^mp4: "fast" is for frames = mp4/,
  );
  await refused(
    streamClips(recipe, { as: 'tar', frames: 'mp4', kinema, workers: 1, onBytes: () => undefined }),
    'usage',
    /^frames: mp4 is for datasets on disk/,
  );
});

test('a truncated or foreign file has no frames', () => {
  const video = videos(fast)[0] as Buffer;
  for (const bytes of [Buffer.alloc(0), Buffer.from('not an mp4 at all'), video.subarray(0, 200)])
    assert.is(mp4FrameCount(bytes), undefined);
});

if (missing) console.log(`skipped: ${missing}`);
else test.run();
