// A clip as it stands in a shard: adjacent members with one key. The one place that decides what they are.

import type { Clip } from '../engine/clip.js';
import { Layer } from '../engine/layout.js';
import type { ClipSource, Stages } from '../engine/source.js';
import { ClipJson } from './clip-json.js';
import type { VideoShape } from './mp4-encoder.js';
import { littleEndianBytes, npyHeader } from './npy.js';
import { type FramesFormat, sampleKey } from './shard.js';
import type { TarMember } from './tar.js';
import { frameRate } from './video-terms.js';

/** A clip and its members in the order of the tar. */
export interface Sample {
  readonly index: number;
  /** What the names of its members begin with. */
  readonly key: string;
  readonly clip: Clip;
  /** Name = key, a dot, and one of `SampleMaker.extensions`; valid until the next sample is made. */
  readonly members: readonly TarMember[];
  /** State digest; then, where frames were drawn, that of the frames and of each layer. */
  readonly digests: readonly bigint[];
}

const noBytes = new Uint8Array(0);

/** The `.states.npy` of clips, one after the other in the same bytes while they have as many bodies. */
class StatesFile {
  readonly #frames: number;
  #bodies = -1;
  #start = 0;
  #bytes = new Uint8Array(0);

  constructor(frames: number) {
    this.#frames = frames;
  }

  /** Valid until the next one is made. */
  of(clip: Clip): Uint8Array {
    if (clip.bodyCount !== this.#bodies) {
      this.#bodies = clip.bodyCount;
      const header = npyHeader('<f4', [this.#frames, this.#bodies, 6]);
      this.#start = header.length;
      this.#bytes = new Uint8Array(header.length + this.#frames * this.#bodies * 24);
      this.#bytes.set(header);
    }
    this.#bytes.set(littleEndianBytes(clip.states), this.#start);
    return this.#bytes;
  }
}

/** Makes the samples of one split. */
export class SampleMaker {
  /** What the members' names end with, in the order of the tar. */
  readonly extensions: readonly string[];
  /** What the digests of a sample are called, in their order. */
  readonly digestNames: readonly string[];
  readonly #source: ClipSource;
  readonly #split: string;
  readonly #json: ClipJson;
  readonly #request: { split: string; stages: Stages };
  readonly #states: StatesFile;

  constructor(source: ClipSource, sha256: string, split: string, frames: FramesFormat) {
    const masked = frames !== 'none' && (source.plan.layers & Layer.Mask) !== 0;
    this.#source = source;
    this.#split = split;
    this.#json = new ClipJson(source, sha256, split);
    this.#request = {
      split,
      stages: {
        digests: true,
        frames: frames === 'mp4',
        png: frames === 'png',
        gzip: frames === 'npy',
        maskPng: masked,
      },
    };
    this.#states = new StatesFile(source.plan.timing.frames);
    const drawn = { png: ['png'], npy: ['npy.gz'], mp4: ['mp4'], none: [] }[frames];
    this.extensions = [...drawn, 'states.npy', 'json', ...(masked ? ['mask.png'] : [])];
    this.digestNames = ['state', ...(frames === 'none' ? [] : ['frames']), ...(masked ? ['mask'] : [])];
  }

  /** What a video of a clip is like. */
  get videoShape(): VideoShape {
    const [width, height] = this.#source.plan.image.size;
    const { frames } = this.#source.plan.timing;
    return { width, height, frames, rate: frameRate(this.#source.plan) };
  }

  /** Makes the sample of a clip. Its video, where it has one, is for an encoder to make (samples.ts): it has no bytes yet. */
  make(index: number): Sample {
    const clip = this.#source.clip(index, this.#request);
    const key = sampleKey(this.#split, index);
    const members = this.extensions.map((extension) => ({
      name: `${key}.${extension}`,
      bytes: this.#bytes(clip, extension),
    }));
    return { index, key, clip, members, digests: this.#digests(clip) };
  }

  #bytes(clip: Clip, extension: string): Uint8Array {
    switch (extension) {
      case 'png':
        return clip.png;
      case 'npy.gz':
        return clip.gzip;
      case 'mp4':
        return noBytes;
      case 'mask.png':
        return clip.maskPng;
      case 'json':
        return Buffer.from(this.#json.line(clip));
      default:
        return this.#states.of(clip);
    }
  }

  #digests(clip: Clip): bigint[] {
    const digests = [clip.stateDigest];
    if (this.digestNames.length > 1) digests.push(clip.frameDigest);
    if (this.digestNames.length > 2) digests.push(clip.maskDigest as bigint);
    return digests;
  }
}
