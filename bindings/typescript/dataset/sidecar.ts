// The JSON beside a shard: whose it is, its sha-256, and where each sample's members lie in it. A line a sample.

import { digestText } from '../engine/clip.js';
import { type FramesFormat, type Shard, shardName } from './shard.js';
import { tarDataOffset, tarEndLength, tarLength } from './tar.js';
import type { VideoTerms } from './video-terms.js';

/** A sample of a shard. */
export interface SidecarSample {
  readonly index: number;
  /** By the members' extensions: where in the tar the data begins, and its length in bytes. */
  readonly members: Readonly<Record<string, readonly [number, number]>>;
  /** By name (state, frames, mask): 16 hex digits. */
  readonly digest: Readonly<Record<string, string>>;
}

/** What a sidecar says before its samples. */
export interface SidecarHead {
  readonly kinema: 1;
  /** sha-256 of the plan. */
  readonly plan: string;
  /** sha-256 of the SIMD module of the build that made the shard, as in the manifest. */
  readonly module: string;
  readonly split: string;
  readonly shard: number;
  /** Clips a full shard of this dataset has. */
  readonly shardSize: number;
  /** Index of the first clip. */
  readonly first: number;
  readonly count: number;
  readonly frames: FramesFormat;
  /** How the mp4s are encoded; only with frames `mp4`. */
  readonly video?: VideoTerms;
  readonly tar: { readonly file: string; readonly bytes: number; readonly sha256: string };
}

/** A sidecar, read. */
export interface Sidecar extends SidecarHead {
  readonly samples: readonly SidecarSample[];
}

/** What all shards of a dataset share. */
export interface ShardTerms {
  /** sha-256 of the plan. */
  readonly sha256: string;
  /** sha-256 of the SIMD module. */
  readonly module: string;
  readonly shardSize: number;
  readonly frames: FramesFormat;
  /** With frames `mp4`. */
  readonly video?: VideoTerms | undefined;
}

/** The head of a shard's sidecar. */
export function sidecarHead(shard: Shard, terms: ShardTerms, tar: { bytes: number; sha256: string }): SidecarHead {
  return {
    kinema: 1,
    plan: terms.sha256,
    module: terms.module,
    split: shard.split,
    shard: shard.number,
    shardSize: terms.shardSize,
    first: shard.first,
    count: shard.count,
    frames: terms.frames,
    ...(terms.video ? { video: terms.video } : {}),
    tar: { file: `${shardName(shard.split, shard.number)}.tar`, bytes: tar.bytes, sha256: tar.sha256 },
  };
}

/** A sample as a line of the sidecar. */
export function sampleLine(
  index: number,
  members: readonly (readonly [extension: string, offset: number, length: number])[],
  digests: readonly (readonly [name: string, digest: bigint])[],
): string {
  const places = members.map(([extension, offset, length]) => `"${extension}":[${offset},${length}]`);
  const values = digests.map(([name, digest]) => `"${name}":"${digestText(digest)}"`);
  return `{"index":${index},"members":{${places.join(',')}},"digest":{${values.join(',')}}}`;
}

/** A sidecar's text, of its head and the lines of its samples. */
export function sidecarText(head: SidecarHead, lines: readonly string[]): string {
  const fields = Object.entries(head).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`);
  return `{\n${fields.join('')}  "samples": [\n    ${lines.join(',\n    ')}\n  ]\n}\n`;
}

/** Reads a sidecar; undefined if the bytes are none. What it says is not checked against its shard. */
export function parseSidecar(bytes: Uint8Array | null): Sidecar | undefined {
  if (bytes === null) return undefined;
  try {
    const value = JSON.parse(Buffer.from(bytes).toString('utf8')) as Sidecar;
    if (value?.kinema !== 1 || !Array.isArray(value.samples) || typeof value.tar?.sha256 !== 'string') return undefined;
    if (typeof value.plan !== 'string' || typeof value.frames !== 'string') return undefined;
    return [value.shardSize, value.first, value.count].every(Number.isSafeInteger) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What the samples of a dataset are made of: names of their members and of their digests. */
export interface SampleShape {
  readonly extensions: readonly string[];
  readonly digestNames: readonly string[];
}

/**
 * Whether a sidecar is, byte for byte, one that Kinema writes for this shard: head, order, offsets. Its lengths, digests
 * and the tar's sha-256 are its own.
 */
export function isCanonical(
  bytes: Buffer,
  sidecar: Sidecar,
  shard: Shard,
  terms: ShardTerms,
  shape: SampleShape,
): boolean {
  const digests = sidecarDigests(sidecar, shape.digestNames);
  if (!digests || sidecar.samples.length !== shard.count) return false;
  let at = 0;
  const lines = sidecar.samples.map((sample, row) => {
    const places = shape.extensions.map((extension) => {
      const length = sample.members?.[extension]?.[1] ?? 0;
      const place = [extension, at + tarDataOffset, length] as const;
      at += tarLength(length);
      return place;
    });
    const named = shape.digestNames.map(
      (name, i) => [name, digests[row * shape.digestNames.length + i] as bigint] as const,
    );
    return sampleLine(shard.first + row, places, named);
  });
  if (at + tarEndLength !== sidecar.tar.bytes) return false;
  return bytes.equals(Buffer.from(sidecarText(sidecarHead(shard, terms, sidecar.tar), lines)));
}

/** Digests of a sidecar's samples in their order, row by row; undefined where one is missing or no number. */
export function sidecarDigests(sidecar: Sidecar, names: readonly string[]): BigUint64Array<ArrayBuffer> | undefined {
  const digests = new BigUint64Array(sidecar.samples.length * names.length);
  for (const [row, sample] of sidecar.samples.entries()) {
    for (const [column, name] of names.entries()) {
      const text = sample?.digest?.[name];
      if (typeof text !== 'string' || !/^[0-9a-f]{16}$/.test(text)) return undefined;
      digests[row * names.length + column] = BigInt(`0x${text}`);
    }
  }
  return digests;
}
