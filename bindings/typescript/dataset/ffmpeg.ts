// Finds ffmpeg: $KINEMA_FFMPEG, else what PATH has. It is no dependency: only videos need it.

import { spawnSync } from 'node:child_process';
import { KinemaError } from '../errors.js';

/** An ffmpeg that answers. */
export interface Ffmpeg {
  readonly command: string;
  /** As it names it itself, e.g. `7.1.1`. */
  readonly version: string;
}

const found = new Map<string, Ffmpeg>();

/**
 * @param path of the program; default: the environment's KINEMA_FFMPEG, else `ffmpeg` on PATH
 * @throws KinemaError that says how to get one
 */
export function findFfmpeg(path?: string): Ffmpeg {
  const command = path ?? (process.env.KINEMA_FFMPEG || 'ffmpeg');
  const known = found.get(command);
  if (known) return known;
  const { stdout, error } = spawnSync(command, ['-hide_banner', '-version'], { encoding: 'utf8' });
  const version = /^ffmpeg version (\S+)/.exec(stdout ?? '')?.[1];
  if (error || version === undefined)
    throw new KinemaError(
      'system',
      `ffmpeg: ${JSON.stringify(command)} does not run; videos need it: install it (Debian: apt install ffmpeg) or name one in KINEMA_FFMPEG`,
      { field: 'ffmpeg' },
    );
  const ffmpeg = { command, version };
  found.set(command, ffmpeg);
  return ffmpeg;
}
