// What an mp4 is encoded with. Part of a shard's identity: H.264 bytes depend on the encoder's build.

import { spawnSync } from 'node:child_process';
import type { ClipSource } from '../engine/source.js';
import { KinemaError } from '../errors.js';
import type { PlanInfo } from '../recipe/plan.js';
import { findFfmpeg } from './ffmpeg.js';

/**
 * `fast`: constant QP 18, one encoder a shard. `study`: CRF 25 and libx264's defaults, one encoder a clip, as the study's data was made.
 * `lossless`: the exact RGB frames.
 */
export type Mp4Preset = 'fast' | 'study' | 'lossless';

/** Presets of mp4. */
export const mp4Presets = ['fast', 'study', 'lossless'] as const satisfies readonly Mp4Preset[];

/** How the mp4s of a dataset are encoded. */
export interface VideoTerms {
  readonly preset: Mp4Preset;
  readonly codec: 'libx264' | 'libx264rgb';
  /** Of the encoder, as ffmpeg takes them. */
  readonly settings: string;
  /** What is fed to it. */
  readonly pixels: 'yuv420p' | 'rgb24';
  /** Tags of the stream: matrix, primaries, transfer, range, as ffmpeg names them. */
  readonly color: {
    readonly matrix: string;
    readonly primaries: string;
    readonly transfer: string;
    readonly range: string;
  };
  /** The first words of `ffmpeg -version`, and libx264's name for itself. */
  readonly encoder: string;
}

const srgb = { primaries: 'bt709', transfer: 'iec61966-2-1' };
const limited = { matrix: 'smpte170m', ...srgb, range: 'tv' };

const settingsOf: Record<Mp4Preset, Omit<VideoTerms, 'preset' | 'encoder'>> = {
  fast: { codec: 'libx264', settings: '-preset ultrafast -qp 18 -bf 0', pixels: 'yuv420p', color: limited },
  study: { codec: 'libx264', settings: '-crf 25 -pix_fmt yuv420p', pixels: 'rgb24', color: limited },
  lossless: {
    codec: 'libx264rgb',
    settings: '-preset ultrafast -qp 0 -bf 0',
    pixels: 'rgb24',
    color: { matrix: 'rgb', ...srgb, range: 'pc' },
  },
};

const names = new Map<string, string>();

/** ffmpeg's name and version, and libx264's, which stands in the first picture of a stream. */
function encoderName(command: string, version: string): string {
  let name = names.get(command);
  if (name === undefined) {
    const args = '-v error -f rawvideo -pix_fmt gray -s 16x16 -i pipe:0 -c:v libx264 -threads 1 -f h264 pipe:1'.split(
      ' ',
    );
    const { stdout } = spawnSync(command, args, { input: Buffer.alloc(256) });
    const core = / core (\d+)(?: (r\d+ [0-9a-f]+))? - /.exec(stdout?.toString('latin1') ?? '');
    if (!core)
      throw new KinemaError(
        'system',
        `ffmpeg: ${JSON.stringify(command)} has no libx264, which mp4 needs; install one that has (Debian: apt install ffmpeg) or name it in KINEMA_FFMPEG`,
        { field: 'ffmpeg' },
      );
    name = `ffmpeg ${version}, libx264 core ${[core[1], core[2]].filter(Boolean).join(' ')}`;
    names.set(command, name);
  }
  return name;
}

/**
 * The terms of a preset with the encoder of this machine.
 * @throws KinemaError of kind `system` without one, that says how to get it
 */
export function videoTerms(preset: Mp4Preset): VideoTerms {
  if (!mp4Presets.includes(preset))
    throw new KinemaError('usage', `mp4: ${JSON.stringify(preset)} is not one of ${mp4Presets.join(', ')}`, {
      field: 'mp4',
    });
  const { command, version } = findFfmpeg();
  return { preset, ...settingsOf[preset], encoder: encoderName(command, version) };
}

/** Refuses frames that 4:2:0 cannot hold. */
export function checkVideo(source: ClipSource, { preset }: VideoTerms): void {
  const [width, height] = source.plan.image.size;
  if (preset === 'lossless' || (width % 2 === 0 && height % 2 === 0)) return;
  throw new KinemaError(
    'usage',
    `image.size: ${width}x${height} has an odd side; mp4 ${preset} is YUV 4:2:0, which needs even ones (or use mp4 lossless)`,
    { field: 'image.size' },
  );
}

/** Frames a second, as a container states it. */
export function frameRate({ physics, timing }: PlanInfo): string {
  return String(Number((1 / (physics.step * timing.stepsPerFrame)).toPrecision(9)));
}
