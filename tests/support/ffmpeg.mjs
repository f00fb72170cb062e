// The encoder of videos, which is no dependency: Debian's, installed under CI where a machine has none.
import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.mjs';

const command = process.env.KINEMA_FFMPEG || 'ffmpeg';
const runs = () => spawnSync(command, ['-version']).status === 0;

/** Why there is no ffmpeg; undefined if there is one. */
export function ffmpegMissing() {
  if (runs()) return undefined;
  if (process.env.CI !== 'true') return 'mp4: ffmpeg is not installed (Debian: apt install ffmpeg)';
  const problem = aptInstall(['ffmpeg']);
  return problem || !runs() ? `mp4: apt-get install ffmpeg failed:\n${problem ?? 'it brought no ffmpeg'}` : undefined;
}
