// Encodes frames as the study did: libx264, CRF 25, yuv420p, 10 frames a second, one encode a clip (imageio's default quality).

import { spawn } from 'node:child_process';
import { findFfmpeg } from '../dataset/ffmpeg.js';
import { KinemaError } from '../errors.js';
import type { RgbFrames } from './types.js';

/** Writes an mp4. */
export function encodeStudyVideo(frames: Pick<RgbFrames, 'pixels' | 'width' | 'height'>, path: string): Promise<void> {
  const { command } = findFfmpeg();
  const args = [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24'],
    ...['-s', `${frames.width}x${frames.height}`, '-r', '10', '-i', '-', '-an'],
    ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '25', `file:${path}`],
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    let log = '';
    child.stderr.on('data', (data) => (log += data));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new KinemaError('system', `ffmpeg cannot encode ${path}: ${log.trim()}`)),
    );
    child.stdin.end(frames.pixels);
  });
}
