// Makes a shard: the tar, then its sidecar. A sidecar under its final name means that its tar was whole.

import { closeSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AtomicFile, hashFile, makeFolder, readSmall, sha256, touching, writeWhole } from './files.js';
import type { SampleMaker } from './sample.js';
import { makeSamples } from './samples.js';
import { type Shard, sidecarPath, tarPath } from './shard.js';
import {
  isCanonical,
  parseSidecar,
  type SampleShape,
  type ShardTerms,
  type Sidecar,
  sampleLine,
  sidecarDigests,
  sidecarHead,
  sidecarText,
} from './sidecar.js';
import { TarPacker, tarDataOffset, tarLength, tarMemberLength } from './tar.js';
import { temporaryName } from './temporary.js';

/** A shard that stands in its folder. */
export interface ShardFiles {
  /** `made` now, or `kept` from before. */
  readonly state: 'made' | 'kept';
  readonly tar: { readonly bytes: number; readonly sha256: string };
  readonly sidecar: { readonly bytes: number; readonly sha256: string };
  /** Digests of the samples, row by row. */
  readonly digests: BigUint64Array<ArrayBuffer>;
}

/** Hooks of a long run. */
export interface Run {
  /** Called after each clip. */
  tick(): void;
  /** Asked before each clip. */
  stopped(): boolean;
}

/** Thrown where a run was asked to stop; nothing half-made stays. */
export class Stopped extends Error {}

/** Throws `Stopped` if the run was asked to stop. */
export function goOn(run: Pick<Run, 'stopped'>): void {
  if (run.stopped()) throw new Stopped();
}

/**
 * The shard's files if they stand whole and belong to this dataset. The tar is read and hashed, and lengths and
 * digests of the sidecar are compared with those in the tar, so that no bit of either file is taken on trust.
 */
export function standingShard(
  dir: string,
  shard: Shard,
  terms: ShardTerms,
  shape: SampleShape,
  run: Run,
): ShardFiles | null {
  const bytes = readSmall(join(dir, sidecarPath(shard)));
  const sidecar = parseSidecar(bytes);
  if (!bytes || !sidecar || !isCanonical(bytes, sidecar, shard, terms, shape)) return null;
  const path = join(dir, tarPath(shard));
  const tar = hashFile(path, () => goOn(run));
  if (tar?.sha256 !== sidecar.tar.sha256 || tar.bytes !== sidecar.tar.bytes) return null;
  const digests = sidecarDigests(sidecar, shape.digestNames);
  if (!digests || !agrees(path, sidecar, run)) return null;
  return { state: 'kept', tar, sidecar: { bytes: bytes.length, sha256: sha256(bytes) }, digests };
}

/** Whether lengths and digests of a sidecar are those in the tar: in the members' headers, and in the samples' JSON. */
function agrees(path: string, sidecar: Sidecar, run: Run): boolean {
  return touching(path, () => {
    const file = openSync(path, 'r');
    const read = (offset: number, length: number): Buffer => {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, offset);
      return bytes;
    };
    try {
      return sidecar.samples.every(({ members, digest }) => {
        goOn(run);
        const lengths = Object.values(members).every(
          ([offset, length]) => tarMemberLength(read(offset - tarDataOffset, tarDataOffset)) === length,
        );
        const [offset, length] = members.json as readonly [number, number];
        return lengths && read(offset, length).includes(`"digest":${JSON.stringify(digest)}}`);
      });
    } finally {
      closeSync(file);
    }
  });
}

/** Makes a shard's files, in place of what stands there. */
export async function makeShard(
  dir: string,
  shard: Shard,
  terms: ShardTerms,
  maker: SampleMaker,
  run: Run,
): Promise<ShardFiles> {
  const path = join(dir, tarPath(shard));
  makeFolder(dirname(path));
  const file = new AtomicFile(path);
  try {
    const packer = new TarPacker((chunk) => file.write(chunk));
    const digests = new BigUint64Array(shard.count * maker.digestNames.length);
    const lines: string[] = [];
    let at = 0;
    const encoding = terms.video && { terms: terms.video, folder: temporaryName(path) };
    for await (const sample of makeSamples(maker, shard.first, shard.count, run, encoding)) {
      const places = sample.members.map(({ bytes }, k) => {
        const place = [maker.extensions[k] as string, at + tarDataOffset, bytes.length] as const;
        at += tarLength(bytes.length);
        return place;
      });
      digests.set(sample.digests, (sample.index - shard.first) * maker.digestNames.length);
      lines.push(
        sampleLine(
          sample.index,
          places,
          maker.digestNames.map((name, k) => [name, sample.digests[k] as bigint]),
        ),
      );
      await packer.add(sample.members);
      run.tick();
    }
    await packer.end();
    const tar = { bytes: file.bytes, sha256: file.commit() };
    const text = sidecarText(sidecarHead(shard, terms, tar), lines);
    const sidecar = { bytes: Buffer.byteLength(text), sha256: writeWhole(join(dir, sidecarPath(shard)), text) };
    return { state: 'made', tar, sidecar, digests };
  } catch (error) {
    file.discard();
    throw error;
  }
}
