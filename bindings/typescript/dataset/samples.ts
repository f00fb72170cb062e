// The samples of consecutive clips, in order. Those with an mp4 come when their encoder has done them: a few clips late, and whole.

import { KinemaError } from '../errors.js';
import { Mp4Encoder, type VideoShape } from './mp4-encoder.js';
import { mp4FrameCount } from './mp4-frames.js';
import type { Sample, SampleMaker } from './sample.js';
import { goOn, type Run } from './shard-writer.js';
import type { VideoTerms } from './video-terms.js';

/** Extension of the member that holds a video. */
export const videoExtension = 'mp4';

/** How and where a shard's videos are encoded. */
export interface Encoding {
  readonly terms: VideoTerms;
  /** A folder that does not exist yet; it is gone when the last sample was made. */
  readonly folder: string;
}

/** Makes samples `first` to `first + count - 1`. A sample is valid until the next one is asked for. */
export async function* makeSamples(
  maker: SampleMaker,
  first: number,
  count: number,
  run: Pick<Run, 'stopped'>,
  encoding?: Encoding,
): AsyncGenerator<Sample, void, void> {
  if (encoding?.terms.preset === 'study') {
    for (let i = 0; i < count; i++) yield* encoded(maker, first + i, 1, run, encoding);
  } else if (encoding) yield* encoded(maker, first, count, run, encoding);
  else
    for (let i = 0; i < count; i++) {
      goOn(run);
      yield maker.make(first + i);
    }
}

async function* encoded(
  maker: SampleMaker,
  first: number,
  count: number,
  run: Pick<Run, 'stopped'>,
  { terms, folder }: Encoding,
): AsyncGenerator<Sample, void, void> {
  const encoder = new Mp4Encoder(terms, maker.videoShape, folder);
  const waiting: Sample[] = [];
  const finished = function* () {
    for (const file of encoder.files()) {
      const sample = waiting.shift();
      if (!sample)
        throw new KinemaError('system', `ffmpeg: more videos than clips after clip ${first}`, { field: 'ffmpeg' });
      yield withVideo(sample, checked(file, sample, maker.videoShape));
    }
  };
  try {
    for (let i = 0; i < count; i++) {
      goOn(run);
      const sample = maker.make(first + i);
      await encoder.write(picturesOf(sample, terms));
      waiting.push(kept(sample));
      yield* finished();
    }
    await encoder.end();
    yield* finished();
    const missing = waiting[0];
    if (missing)
      throw new KinemaError('system', `clip ${missing.key}: ffmpeg made no video of it`, { field: 'ffmpeg' });
  } finally {
    await encoder.close();
  }
}

/**
 * The mp4 of one clip as it stands at `position` of a shard: that of an even or of an odd one (see mp4-encoder.ts).
 * @param sample just made
 */
export async function encodeAlone(
  sample: Sample,
  shape: VideoShape,
  { terms, folder }: Encoding,
  position = 0,
): Promise<Uint8Array> {
  const copies = terms.preset === 'study' ? 1 : 1 + (position % 2);
  const encoder = new Mp4Encoder(terms, shape, folder);
  try {
    const pictures = picturesOf(sample, terms);
    for (let i = 0; i < copies; i++) await encoder.write(pictures);
    await encoder.end();
    return checked([...encoder.files()][copies - 1], sample, shape);
  } finally {
    await encoder.close();
  }
}

function picturesOf({ clip }: Sample, { pixels }: VideoTerms): Uint8Array {
  return pixels === 'yuv420p' ? clip.yuv : clip.frames;
}

/** Refuses a video that has not all frames of its clip. */
function checked(file: Buffer | undefined, { key }: Sample, { frames }: VideoShape): Buffer {
  const found = file && mp4FrameCount(file);
  if (file && found === frames) return file;
  throw new KinemaError(
    'system',
    `clip ${key}: ffmpeg made a video of ${found ?? 'no'} frames, it should have ${frames}`,
    {
      field: 'ffmpeg',
    },
  );
}

/** A sample that stays valid when the next one is made. */
function kept(sample: Sample): Sample {
  return { ...sample, members: sample.members.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })) };
}

/** A sample with its video. */
export function withVideo(sample: Sample, video: Uint8Array): Sample {
  const members = sample.members.map(({ name, bytes }) => ({
    name,
    bytes: name.endsWith(`.${videoExtension}`) ? video : bytes,
  }));
  return { ...sample, members };
}
