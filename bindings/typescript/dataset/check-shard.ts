// Proves a shard by making its clips again. Runs in a worker.
//
// A shard whose files have the hashes of the manifest is sampled: a few clips, found through the sidecar. Where a hash is
// wrong, every clip is made again, which gives the true tar and the true sidecar, and so tells which file is at fault.
// Where a file is missing, nothing is made: the shard is to be completed first.

import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clipDifference } from './clip-difference.js';
import { differenceText, firstDifference } from './difference.js';
import { hashFile, readSmall, sha256, touching } from './files.js';
import type { CheckTask } from './job.js';
import { mp4FrameCount } from './mp4-frames.js';
import type { Sample, SampleMaker } from './sample.js';
import { encodeAlone, makeSamples, videoExtension, withVideo } from './samples.js';
import { sampleKey, sidecarPath, tarPath } from './shard.js';
import { goOn, type Run } from './shard-writer.js';
import {
  isCanonical,
  parseSidecar,
  type Sidecar,
  sampleLine,
  sidecarDigests,
  sidecarHead,
  sidecarText,
} from './sidecar.js';
import { TarPacker, tarDataOffset, tarEndLength, tarLength, tarMemberLength, tarMemberName } from './tar.js';
import { temporaryName } from './temporary.js';

/** Clips named in each shard; how many more differ is told as a number. */
const mostNamed = 3;
/** Longest mp4 that is read from a tar that may be damaged, bytes. */
const mostVideo = 2 ** 30;

/** What is true of a shard. */
export interface ShardReport {
  readonly problems: readonly string[];
  /** What the manifest should say. */
  readonly tar: { readonly bytes: number; readonly sha256: string };
  readonly sidecar: { readonly bytes: number; readonly sha256: string };
  /** Row by row; null where a file is missing. */
  readonly digests: BigUint64Array<ArrayBuffer> | null;
  /** Clips made again. */
  readonly clips: number;
}

/** Checks a shard's files against the manifest and the plan. */
export async function checkShard(task: CheckTask, maker: SampleMaker, run: Run): Promise<ShardReport> {
  const { dir, shard } = task;
  const bytes = readSmall(join(dir, sidecarPath(shard)));
  const tar = hashFile(join(dir, tarPath(shard)), () => goOn(run));
  if (!bytes || !tar) return incomplete(task, bytes, tar);
  const sidecar = parseSidecar(bytes);
  const module = /^[0-9a-f]{64}$/.test(sidecar?.module ?? '') ? (sidecar as Sidecar).module : task.terms.module;
  const digests = sidecar && sidecarDigests(sidecar, maker.digestNames);
  const sound =
    sidecar !== undefined &&
    digests !== undefined &&
    sha256(bytes) === task.sidecar.sha256 &&
    tar.sha256 === task.tar.sha256 &&
    isCanonical(bytes, sidecar, shard, { ...task.terms, module }, maker);
  if (!sound || task.clips === null) {
    const terms = task.anyModule ? { ...task.terms, module } : task.terms;
    return new WholeShard({ ...task, terms }, maker, run).check(bytes, tar);
  }

  const problems: string[] = [];
  if (module !== task.terms.module && !task.anyModule) {
    const difference = { path: 'module', found: module, right: task.terms.module };
    problems.push(`${sidecarPath(shard)}: ${differenceText(difference)}`);
  }
  const path = join(dir, tarPath(shard));
  const file = touching(path, () => openSync(path, 'r'));
  try {
    for (const index of task.clips) {
      goOn(run);
      const number = index - shard.first;
      const at = firstByte(sidecar, number);
      const sample = await withItsVideo(task, maker, maker.make(index), file, at);
      const { text, expected } = await packed(sample, maker, at);
      const found = read(file, at, expected.length);
      const difference = clipDifference(sample, maker, expected, found);
      if (difference) problems.push(`${tarPath(shard)}: clip ${sampleKey(shard.split, index)}: ${difference}`);
      const line = firstDifference(sidecar.samples[number], JSON.parse(text));
      if (line) problems.push(`${sidecarPath(shard)}: samples[${number}].${differenceText(line)}`);
      run.tick();
    }
  } finally {
    closeSync(file);
  }
  const found = { bytes: bytes.length, sha256: sha256(bytes) };
  return { problems, tar, sidecar: found, digests, clips: task.clips.length };
}

/** A shard of which a file is missing: what stands is compared with the manifest, and no more. */
function incomplete(task: CheckTask, bytes: Buffer | null, tar: { sha256: string } | null): ShardReport {
  const { shard } = task;
  const problems: string[] = [];
  const say = (path: string, found: string | undefined, right: string) => {
    if (found === undefined)
      problems.push(`${path}: is missing (the roots of ${shard.split} and the clips of this shard are not compared)`);
    else if (found !== right) problems.push(`${path}: is not the file that the manifest names`);
  };
  say(tarPath(shard), tar?.sha256, task.tar.sha256);
  say(sidecarPath(shard), bytes ? sha256(bytes) : undefined, task.sidecar.sha256);
  return { problems, tar: task.tar, sidecar: task.sidecar, digests: null, clips: 0 };
}

/**
 * A sample with its mp4: encoded anew where the shard's encoder is here, else that of the tar, of which nothing but its place and its number of
 * frames is proved then.
 */
async function withItsVideo(
  task: CheckTask,
  maker: SampleMaker,
  sample: Sample,
  file: number,
  at: number,
): Promise<Sample> {
  const { terms, shard, encodes } = task;
  if (!terms.video) return sample;
  if (encodes) {
    const encoding = { terms: terms.video, folder: scratchFolder() };
    return withVideo(sample, await encodeAlone(sample, maker.videoShape, encoding, sample.index - shard.first));
  }
  return withVideo(sample, storedVideo(sample, maker, file, at));
}

/** The mp4 that stands in the tar at `at`; none where something else does, or a video of another length. */
function storedVideo({ key }: Sample, { videoShape }: SampleMaker, file: number, at: number): Uint8Array {
  const header = read(file, at, tarDataOffset);
  if (header.length < tarDataOffset || tarMemberName(header) !== `${key}.${videoExtension}`) return new Uint8Array(0);
  const video = read(file, at + tarDataOffset, Math.min(tarMemberLength(header) || 0, mostVideo));
  return mp4FrameCount(video) === videoShape.frames ? video : new Uint8Array(0);
}

/** A name for a folder of an encoder that is not a part of the dataset, which may be read-only. */
function scratchFolder(): string {
  return temporaryName(join(tmpdir(), 'kinema'));
}

function firstByte(sidecar: Sidecar, number: number): number {
  return Math.min(...Object.values(sidecar.samples[number]?.members ?? {}).map(([offset]) => offset)) - tarDataOffset;
}

function read(file: number, at: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  for (let n = -1; filled < length && n !== 0; filled += n)
    n = readSync(file, buffer, filled, length - filled, at + filled);
  return buffer.subarray(0, filled);
}

/** A sample's bytes in the tar, and its line in the sidecar if they begin at `at`. */
async function packed(sample: Sample, maker: SampleMaker, at: number): Promise<{ expected: Buffer; text: string }> {
  const chunks: Buffer[] = [];
  const packer = new TarPacker((chunk) => chunks.push(Buffer.from(chunk)));
  await packer.add(sample.members);
  let offset = at;
  const places = sample.members.map(({ bytes }, i) => {
    const place = [maker.extensions[i] as string, offset + tarDataOffset, bytes.length] as const;
    offset += tarLength(bytes.length);
    return place;
  });
  const text = sampleLine(
    sample.index,
    places,
    maker.digestNames.map((name, i) => [name, sample.digests[i] as bigint]),
  );
  return { expected: Buffer.concat(chunks), text };
}

/** Makes a whole shard again and compares both its files. */
class WholeShard {
  readonly #task: CheckTask;
  readonly #maker: SampleMaker;
  readonly #run: Run;
  readonly #problems: string[] = [];
  readonly #lines: string[] = [];
  readonly #hash = createHash('sha256');
  readonly #digests: BigUint64Array<ArrayBuffer>;
  #at = 0;
  #differing = 0;

  constructor(task: CheckTask, maker: SampleMaker, run: Run) {
    this.#task = task;
    this.#maker = maker;
    this.#run = run;
    this.#digests = new BigUint64Array(task.shard.count * maker.digestNames.length);
  }

  async check(sidecar: Buffer, tar: { bytes: number; sha256: string }): Promise<ShardReport> {
    const { dir, shard, terms } = this.#task;
    const path = tarPath(shard);
    const file = touching(path, () => openSync(join(dir, path), 'r'));
    const { video } = terms;
    const encoding = video && this.#task.encodes ? { terms: video, folder: scratchFolder() } : undefined;
    try {
      for await (const made of makeSamples(this.#maker, shard.first, shard.count, this.#run, encoding))
        await this.#clip(
          encoding ? made : await withItsVideo(this.#task, this.#maker, made, file, this.#at),
          file,
          tar.bytes,
        );
    } finally {
      closeSync(file);
    }
    const end = Buffer.alloc(tarEndLength);
    this.#hash.update(end);
    const truth = { bytes: this.#at + end.length, sha256: this.#hash.digest('hex') };
    if (this.#differing > mostNamed) this.#problems.push(`${path}: ${this.#differing - mostNamed} more clips differ`);
    if (tar.bytes < truth.bytes) this.#problems.push(`${path}: is cut short, ${tar.bytes} of ${truth.bytes} bytes`);
    else if (tar.bytes > truth.bytes)
      this.#problems.push(`${path}: is too long, ${tar.bytes} bytes instead of ${truth.bytes}`);
    else if (tar.sha256 !== truth.sha256 && this.#differing === 0)
      this.#problems.push(`${path}: differs after its last clip`);
    const text = sidecarText(sidecarHead(shard, terms, truth), this.#lines);
    this.#compareSidecar(sidecar, text);
    const sidecarTruth = { bytes: Buffer.byteLength(text), sha256: sha256(text) };
    return { problems: this.#problems, tar: truth, sidecar: sidecarTruth, digests: this.#digests, clips: shard.count };
  }

  async #clip(sample: Sample, file: number, length: number): Promise<void> {
    const { shard } = this.#task;
    const number = sample.index - shard.first;
    const { expected, text } = await packed(sample, this.#maker, this.#at);
    this.#hash.update(expected);
    this.#lines.push(text);
    this.#digests.set(sample.digests, number * this.#maker.digestNames.length);
    if (this.#at < length) {
      const difference = clipDifference(sample, this.#maker, expected, read(file, this.#at, expected.length));
      if (difference && ++this.#differing <= mostNamed)
        this.#problems.push(`${tarPath(shard)}: clip ${sampleKey(shard.split, sample.index)}: ${difference}`);
    }
    this.#at += expected.length;
    this.#run.tick();
  }

  #compareSidecar(found: Buffer, text: string): void {
    const path = sidecarPath(this.#task.shard);
    if (!found.equals(Buffer.from(text))) {
      const parsed = parseSidecar(found);
      const difference = parsed && firstDifference(parsed, JSON.parse(text));
      const words = difference
        ? differenceText(difference)
        : parsed
          ? 'is not written as Kinema writes it'
          : 'is damaged: it is no sidecar';
      this.#problems.push(`${path}: ${words}`);
    }
  }
}
