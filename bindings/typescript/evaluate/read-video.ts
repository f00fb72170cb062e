// Decodes videos with ffmpeg to planes and converts them in the module. Several files share a process, as starting one costs as much as decoding
// a clip; where one of them fails each is decoded alone, so that only the damaged one is lost.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ffmpeg, findFfmpeg } from '../dataset/ffmpeg.js';
import type { Kinema } from '../engine/kinema.js';
import { planesLength, type YuvFormat, type YuvMatrix } from '../engine/yuv.js';
import type { RgbFrames } from './types.js';

/** How videos are read. */
export interface VideoOptions {
  /** Matrix of the colours, instead of the stream's tag; without either BT.601. */
  matrix?: YuvMatrix;
}

/** A decoded video, or why there is none. */
export type DecodedVideo = { frames: RgbFrames; notes: string[] } | { problem: string };

interface Stream {
  format: string;
  width: number;
  height: number;
  rate: number | null;
  tags: string[];
}

/** Chroma shifts of the planar formats that are converted in the module. */
const planar: Record<string, [0 | 1, 0 | 1]> = {
  yuv420p: [1, 1],
  yuvj420p: [1, 1],
  yuv422p: [1, 0],
  yuvj422p: [1, 0],
  yuv444p: [0, 0],
  yuvj444p: [0, 0],
};

const matrixTags: Record<string, YuvMatrix> = {
  bt709: 'bt709',
  bt470bg: 'bt601',
  smpte170m: 'bt601',
  bt2020nc: 'bt2020',
};

/** Decodes videos, in one process where none is damaged. */
export async function decodeVideos(
  kinema: Kinema,
  paths: readonly string[],
  options: VideoOptions = {},
): Promise<DecodedVideo[]> {
  const ffmpeg = findFfmpeg();
  const folder = mkdtempSync(join(tmpdir(), 'kinema-video-'));
  try {
    const { log, ok } = await run(ffmpeg, folder, paths);
    if (ok) return paths.map((_, i) => convert(kinema, log, i, folder, options));
    if (paths.length === 1) return [{ problem: lastError(log) }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const results: DecodedVideo[] = [];
  for (const path of paths) results.push(...(await decodeVideos(kinema, [path], options)));
  return results;
}

/**
 * Every stored frame once, whatever its time stamp says: -fps_mode since ffmpeg 5.1 (builds between releases: N-107000), -vsync before, which 9 has no more.
 */
function everyFrame({ version }: Ffmpeg): string[] {
  const [, build, release] = /^(?:N-(\d+)|n?(\d+\.\d+))/.exec(version) ?? [];
  const isOld = build === undefined ? Number(release ?? 9) < 5.1 : Number(build) < 107000;
  return isOld ? ['-vsync', '0'] : ['-fps_mode', 'passthrough'];
}

function run(ffmpeg: Ffmpeg, folder: string, paths: readonly string[]): Promise<{ log: string; ok: boolean }> {
  const args = [
    ...['-nostdin', '-hide_banner', '-xerror', '-y'],
    ...paths.flatMap((path) => ['-threads', '1', '-noautorotate', '-err_detect', 'explode', '-i', `file:${path}`]),
    ...paths.flatMap((_, i) => ['-map', `${i}:v:0`, ...everyFrame(ffmpeg), '-f', 'rawvideo', join(folder, `${i}.raw`)]),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg.command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    child.stderr.on('data', (data) => (log += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ log, ok: code === 0 }));
  });
}

/** What ffmpeg said went wrong. */
function lastError(log: string): string {
  const lines = log
    .split('\n')
    .filter((line) => /invalid|error|not found|no such|damaged|corrupt|matches no/i.test(line));
  const text = (lines[0] ?? log.trim().split('\n').at(-1) ?? '').replace(/^\[[^\]]*\] */, '').trim();
  return `ffmpeg cannot decode it: ${text || 'no reason is given'}`;
}

/** What ffmpeg says of the video that it wrote for an input. */
function streamOf(log: string, input: number): Stream | undefined {
  const outputs = log.slice(log.indexOf('Stream mapping:'));
  const line = new RegExp(`^  Stream #${input}:0.*?: Video: rawvideo.*$`, 'm').exec(outputs)?.[0];
  const match = line && /\), ([a-z0-9]+)(?:\(([^)]*)\))?, (\d+)x(\d+)/.exec(line);
  if (!match) return undefined;
  const [, format, tags, width, height] = match as unknown as [string, string, string | undefined, string, string];
  const rate = /, ([\d.]+) fps/.exec(line)?.[1];
  return {
    format,
    width: Number(width),
    height: Number(height),
    rate: rate === undefined ? null : Number(rate),
    tags: (tags ?? '').split(/[,/]\s*/),
  };
}

function convert(kinema: Kinema, log: string, input: number, folder: string, options: VideoOptions): DecodedVideo {
  const stream = streamOf(log, input);
  if (!stream) return { problem: 'ffmpeg names no video stream in it' };
  const { width, height, rate } = stream;
  const data = readFileSync(join(folder, `${input}.raw`));
  const notes: string[] = [];
  const done = (pixels: Uint8Array, count: number) => ({ frames: { pixels, width, height, count, rate }, notes });
  if (stream.format === 'gbrp') return done(fromPlanes(data, width * height), data.length / (3 * width * height));
  const shifts = planar[stream.format];
  if (!shifts) return { problem: `its pixels are ${stream.format}; 8-bit YUV or RGB is read, such as yuv420p` };
  const tagged = stream.tags.map((tag) => matrixTags[tag]).find((matrix) => matrix !== undefined);
  const isFull = stream.format.startsWith('yuvj') || stream.tags.includes('pc');
  const one = {
    ...{ width, height, frames: 1, shiftX: shifts[0], shiftY: shifts[1] },
    ...{ matrix: options.matrix ?? tagged ?? 'bt601', range: isFull ? 'full' : 'limited' },
  } as YuvFormat;
  const frames = data.length / planesLength(one);
  return done(kinema.yuvToRgb(data, { ...one, frames }).slice(), frames);
}

/** Planes in the order green, blue, red, as lossless RGB is stored. */
function fromPlanes(data: Uint8Array, area: number): Uint8Array {
  const pixels = new Uint8Array(data.length);
  for (let frame = 0; frame < data.length; frame += 3 * area)
    for (let i = 0; i < area; i++) {
      pixels[frame + 3 * i] = data[frame + 2 * area + i] as number;
      pixels[frame + 3 * i + 1] = data[frame + i] as number;
      pixels[frame + 3 * i + 2] = data[frame + area + i] as number;
    }
  return pixels;
}
