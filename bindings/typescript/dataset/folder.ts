// What stands in a dataset's folder before a run, and whether this run may go on with it.

import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { makeFolder, readSmall, touching } from './files.js';
import { type Manifest, manifestName, parseManifest } from './manifest.js';
import { entriesOf, shardFileOf, topNames } from './places.js';
import { type SplitCount, sampleKey, shardCount, shardName } from './shard.js';
import { parseSidecar, type ShardTerms, type Sidecar } from './sidecar.js';
import { tarDataOffset, tarMemberName } from './tar.js';
import { finalName, isAbandoned } from './temporary.js';
import type { VideoTerms } from './video-terms.js';

/** A split as it stands. */
interface StandingSplit {
  /** Clips up to the end of the last shard that has a sidecar. */
  readonly end: number;
  /** Whether every shard up to there has a sidecar. */
  readonly whole: boolean;
}

/** What stands in a folder. */
export interface Standing {
  readonly manifest: Manifest | null;
  readonly splits: ReadonlyMap<string, StandingSplit>;
}

function refuse(dir: string, text: string): never {
  throw new KinemaError('usage', `out: ${dir} ${text}`, { field: 'out' });
}

/**
 * Looks at a folder, which need not exist.
 * @throws KinemaError of kind `usage` if it holds another dataset or something else
 */
export function inspectFolder(dir: string, plan: Plan, terms: ShardTerms): Standing {
  const present = touching(dir, () => statSync(dir, { throwIfNoEntry: false }));
  if (!present) return { manifest: null, splits: new Map() };
  if (!present.isDirectory()) refuse(dir, 'is a file; name a folder');

  const text = readSmall(join(dir, manifestName))?.toString('utf8');
  const parsed = text === undefined ? undefined : parseManifest(text);
  const manifest = parsed && 'manifest' in parsed ? parsed.manifest : null;
  for (const { shardSize } of manifest?.splits ?? [])
    sameTerms(
      dir,
      {
        plan: manifest?.plan.sha256 as string,
        frames: manifest?.frames as string,
        shardSize,
        video: manifest?.video,
      },
      terms,
    );

  const splits = new Map<string, StandingSplit>();
  const unknown: string[] = [];
  const top: string[] = [];
  for (const { name, folder } of entriesOf(dir)) {
    if (!folder) (topNames.includes(finalName(name)) ? top : unknown).push(name);
    else {
      const numbers = lookInto(dir, name, plan, unknown);
      const standing = standingSplit(dir, name, numbers, terms);
      if (standing) splits.set(name, standing);
      else if (numbers.length > 0) unknown.push(`${name}/${shardName(name, numbers[0] as number)}.json`);
    }
  }
  if (manifest || splits.size > 0) return { manifest, splits };
  for (const split of plan.order) unknown.push(...foreignTars(dir, split, terms.shardSize));
  if (unknown.length > 0)
    refuse(dir, `is not empty and holds no Kinema dataset (${unknown[0]} stands there); name a new or empty folder`);
  const stray = top.find((name) => topNames.includes(name));
  if (stray) refuse(dir, `holds a ${stray} but no Kinema dataset; name a new or empty folder`);
  return { manifest, splits };
}

function sameTerms(
  dir: string,
  found: { plan: string; frames: string; shardSize: number; video?: VideoTerms | undefined },
  terms: ShardTerms,
): void {
  if (found.plan !== terms.sha256)
    refuse(
      dir,
      `holds a dataset of another plan (${found.plan.slice(0, 12)}..., this is ${terms.sha256.slice(0, 12)}...); name another folder`,
    );
  if (found.frames !== terms.frames)
    refuse(
      dir,
      `was made with frames ${found.frames}, not ${terms.frames}; use --frames ${found.frames} or name another folder`,
    );
  if (found.video?.preset !== terms.video?.preset)
    refuse(
      dir,
      `was made with mp4 ${found.video?.preset}, not ${terms.video?.preset}; use --mp4 ${found.video?.preset} or name another folder`,
    );
  if (found.shardSize !== terms.shardSize)
    refuse(
      dir,
      `was made with a shard size of ${found.shardSize}, not ${terms.shardSize}; use --shard-size ${found.shardSize} or name another folder`,
    );
}

/** Numbers of the shards that have a sidecar, ascending. Names that no run of this plan leaves go to `unknown`. */
function lookInto(dir: string, split: string, plan: Plan, unknown: string[]): number[] {
  const numbers: number[] = [];
  for (const { name, folder } of entriesOf(join(dir, split))) {
    const file = folder ? undefined : shardFileOf(split, finalName(name));
    if (!file || !plan.order.includes(split)) unknown.push(`${split}/${name}`);
    if (file?.type === 'json' && finalName(name) === name) numbers.push(file.number);
  }
  return numbers.sort((a, b) => a - b);
}

/** Files of a split that are called as its tars are, and hold something else. */
function foreignTars(dir: string, split: string, shardSize: number): string[] {
  const folder = join(dir, split);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return entriesOf(folder)
    .filter(({ name }) => {
      const file = shardFileOf(split, name);
      return file?.type === 'tar' && !isShardTar(join(folder, name), split, file.number * shardSize);
    })
    .map(({ name }) => `${split}/${name}`);
}

/** Whether a file begins as the tar of a shard does: with a member of the shard's first clip. */
function isShardTar(path: string, split: string, first: number): boolean {
  return touching(path, () => {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
    const file = openSync(path, 'r');
    try {
      const header = Buffer.alloc(tarDataOffset);
      readSync(file, header);
      return tarMemberName(header).startsWith(`${sampleKey(split, first)}.`);
    } finally {
      closeSync(file);
    }
  });
}

function standingSplit(dir: string, split: string, numbers: number[], terms: ShardTerms): StandingSplit | undefined {
  const readable = (number: number): Sidecar | undefined =>
    parseSidecar(readSmall(join(dir, split, `${shardName(split, number)}.json`)));
  for (let i = numbers.length - 1; i >= 0; i--) {
    const sidecar = readable(numbers[i] as number);
    if (!sidecar) continue;
    sameTerms(dir, sidecar, terms);
    return { end: sidecar.first + sidecar.count, whole: numbers.length === (numbers.at(-1) as number) + 1 };
  }
  return undefined;
}

/**
 * The splits that a finished folder will have: the chosen ones, and those that stand there already.
 * @param asker who asks for the counts, in words
 * @throws KinemaError if more clips of a chosen split stand there than are asked for
 */
export function wholeDataset(
  dir: string,
  plan: Plan,
  chosen: readonly SplitCount[],
  standing: Standing,
  asker = 'the recipe now',
): SplitCount[] {
  const counts = new Map(chosen.map(({ name, count }) => [name, count]));
  for (const { name, count } of chosen) {
    const stands = Math.max(standing.splits.get(name)?.end ?? 0, manifestCount(standing, name));
    if (stands > count)
      throw new KinemaError(
        'usage',
        `out: ${dir}: the folder has ${stands} clips of split ${name}, ${asker} asks for ${count}; a dataset only grows: name another folder or raise the count`,
        { field: 'out' },
      );
  }
  for (const name of plan.order) {
    if (counts.has(name)) continue;
    const split = standing.splits.get(name);
    const count = manifestCount(standing, name) || (split?.whole ? split.end : 0);
    if (count > 0) counts.set(name, count);
  }
  return plan.order.filter((name) => counts.has(name)).map((name) => ({ name, count: counts.get(name) as number }));
}

function manifestCount(standing: Standing, name: string): number {
  return standing.manifest?.splits.find((split) => split.name === name)?.count ?? 0;
}

/** Removes a manifest that the shards are about to contradict: from then on the folder is an unfinished dataset. */
export function dropOutdatedManifest(
  dir: string,
  splits: readonly SplitCount[],
  terms: ShardTerms,
  manifest: Manifest | null,
): void {
  if (!manifest) return;
  const counts = ({ name, count }: SplitCount) => `${name} ${count}`;
  const same = manifest.splits.map(counts).join() === splits.map(counts).join();
  const video = JSON.stringify(manifest.video) === JSON.stringify(terms.video);
  if (!same || !video || manifest.module.sha256 !== terms.module) rmSync(join(dir, manifestName), { force: true });
}

/** Removes what a whole run must not leave: temporary files of dead runs, and tars without a sidecar past the end. */
export function prepareFolder(dir: string, splits: readonly SplitCount[], shardSize: number): void {
  makeFolder(dir);
  for (const { name } of splits) makeFolder(join(dir, name));
  removeTemporary(dir, splits, isAbandoned);
  for (const { name, count } of splits)
    for (const entry of entriesOf(join(dir, name))) {
      const file = shardFileOf(name, entry.name);
      if (file?.type !== 'tar' || file.number < shardCount(count, shardSize)) continue;
      const path = join(dir, name, entry.name);
      if (isShardTar(path, name, file.number * shardSize)) touching(path, () => rmSync(path, { force: true }));
    }
}

/** Removes the dataset's temporary files of which `chosen` is true. */
export function removeTemporary(dir: string, splits: readonly SplitCount[], chosen: (path: string) => boolean): void {
  const remove = (folder: string, belongs: (name: string) => boolean) => {
    for (const { name } of entriesOf(folder)) {
      const path = join(folder, name);
      if (finalName(name) !== name && belongs(finalName(name)) && chosen(path))
        touching(path, () => rmSync(path, { recursive: true, force: true }));
    }
  };
  remove(dir, (name) => topNames.includes(name));
  for (const { name } of splits)
    if (statSync(join(dir, name), { throwIfNoEntry: false })?.isDirectory())
      remove(join(dir, name), (file) => shardFileOf(name, file) !== undefined);
}
