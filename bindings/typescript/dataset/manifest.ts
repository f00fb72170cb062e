// manifest.json: what a dataset says of itself. A pure function of the plan, the recipe and the files; no time, host or path.

import { z } from 'zod';
import type { Plan } from '../engine/kinema.js';
import { moduleBytes, moduleUrl } from '../engine/module.js';
import { contractVersions } from '../recipe/plan.js';
import { sha256 } from './files.js';
import { mostClipsOfShard } from './limits.js';
import { type FramesFormat, framesFormats, type Shard, shardAt, shardCount, sidecarPath, tarPath } from './shard.js';
import { mp4Presets, type VideoTerms } from './video-terms.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is not a sha-256 in hex');
const natural = z.number().int().min(0);
const file = z.strictObject({ file: z.string(), bytes: natural, sha256: hash });
const version = natural.max(255);

const manifestSchema = z.strictObject({
  kinema: z.literal(1),
  contract: z.strictObject({ physics: version, pixels: version, sampling: version, encoding: version }),
  plan: z.strictObject({ sha256: hash, text: z.string() }),
  recipe: z.record(z.string(), z.unknown()).nullable(),
  overrides: z.record(z.string(), z.unknown()),
  module: z.strictObject({ sha256: hash }),
  frames: z.enum(framesFormats),
  video: z
    .strictObject({
      preset: z.enum(mp4Presets),
      codec: z.enum(['libx264', 'libx264rgb']),
      settings: z.string(),
      pixels: z.enum(['yuv420p', 'rgb24']),
      color: z.strictObject({ matrix: z.string(), primaries: z.string(), transfer: z.string(), range: z.string() }),
      encoder: z.string(),
    })
    .optional(),
  splits: z
    .array(
      z.strictObject({
        name: z.string().regex(/^\w+$/),
        count: natural.min(1),
        shardSize: natural.min(1),
        roots: z.strictObject({ states: hash, frames: hash.nullable() }),
        shards: z.array(z.strictObject({ first: natural, count: natural.min(1), tar: file, sidecar: file })),
      }),
    )
    .min(1),
  previews: z.array(file),
});

/** A file and what it holds. */
export type ManifestFile = z.infer<typeof file>;
/** A dataset's manifest. */
export type Manifest = z.infer<typeof manifestSchema>;
/** A split in a manifest. */
export type ManifestSplit = Manifest['splits'][number];
/** A shard in a manifest. */
export type ManifestShard = ManifestSplit['shards'][number];

/** Name of the manifest in its folder. */
export const manifestName = 'manifest.json';

/**
 * Where the shards that a manifest lists for split `i` are not those that its count and shard size make, in words.
 * @returns undefined if they are
 */
export function shardListProblem({ name, count, shardSize, shards }: ManifestSplit, i: number): string | undefined {
  const at = `splits[${i}]`;
  if (shardSize > mostClipsOfShard) return `${at}.shardSize is ${shardSize}, above ${mostClipsOfShard}`;
  const right = shardCount(count, shardSize);
  for (const [number, said] of shards.slice(0, right).entries()) {
    const shard = shardAt({ name, count }, number, shardSize);
    for (const field of ['first', 'count'] as const)
      if (said[field] !== shard[field])
        return `${at}.shards[${number}].${field} is ${said[field]}, should be ${shard[field]}`;
  }
  const made = `${count} clips in shards of ${shardSize} are ${right} shards`;
  if (shards.length > right) return `${at}.shards[${right}] does not belong there: ${made}`;
  return shards.length < right ? `${at}.shards[${shards.length}] is missing: ${made}` : undefined;
}

/** What the manifest says of a shard. */
export function manifestShard(
  shard: Shard,
  tar: { bytes: number; sha256: string },
  sidecar: { bytes: number; sha256: string },
): ManifestShard {
  return {
    first: shard.first,
    count: shard.count,
    tar: { file: tarPath(shard), bytes: tar.bytes, sha256: tar.sha256 },
    sidecar: { file: sidecarPath(shard), bytes: sidecar.bytes, sha256: sidecar.sha256 },
  };
}

/** Puts a manifest together. */
export function buildManifest(
  plan: Plan,
  parts: {
    module: string;
    frames: FramesFormat;
    video?: VideoTerms | undefined;
    splits: ManifestSplit[];
    previews: ManifestFile[];
  },
): Manifest {
  const { size, supersample, layers, look } = plan.overrides;
  const manifest = {
    kinema: 1 as const,
    contract: { ...contractVersions },
    plan: { sha256: plan.sha256, text: plan.text },
    recipe: plan.recipe,
    overrides: { size, supersample, layers, look },
    module: { sha256: parts.module },
    frames: parts.frames,
    ...(parts.video ? { video: parts.video } : {}),
    splits: parts.splits,
    previews: parts.previews,
  };
  return JSON.parse(manifestText(manifest)) as Manifest;
}

/** The bytes of manifest.json. A seed beyond 2^53 prints as text, which recipes accept. */
export function manifestText(manifest: unknown): string {
  return `${JSON.stringify(manifest, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;
}

/**
 * Reads a manifest's text.
 * @returns the manifest, or what is wrong with it
 */
export function parseManifest(text: string): { manifest: Manifest } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `is not JSON: ${(error as Error).message}` };
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return { manifest: value as Manifest };
  const issue = result.error.issues[0];
  const path = issue?.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('') ?? '';
  return { problem: `${path.replace(/^\./, '')}: ${issue?.message ?? 'is wrong'}` };
}

let moduleHash: Promise<string> | undefined;

/** sha-256 of the SIMD module, whichever build runs. */
export function moduleSha256(): Promise<string> {
  moduleHash ??= moduleBytes(moduleUrl('simd')).then(sha256);
  return moduleHash;
}
