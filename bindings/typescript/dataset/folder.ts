// What stands in a dataset's folder before a run, and whether this run may go on with it.

import { type Dirent, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { makeFolder, readSmall, temporaryName, touching } from './files.js';
import { type Manifest, manifestName, parseManifest } from './manifest.js';
import { type SplitCount, shardCount, shardName } from './shard.js';
import { parseSidecar, type ShardTerms, type Sidecar } from './sidecar.js';

/** Names of the files beside the splits' folders. */
export const cardName = 'README.md';
export const previewNames = ['preview.png', 'preview.gif'] as const;
const topNames: readonly string[] = [manifestName, cardName, ...previewNames];

/** What git and dataset hubs put beside a dataset; not part of it. */
export const foreignNames: readonly string[] = ['.git', '.gitattributes', '.cache'];

const shardFile = /^(\w+)-(\d{6,10})\.(tar|json)(\.tmp)?$/;

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

function list(dir: string): Dirent[] {
  return touching(dir, () => readdirSync(dir, { withFileTypes: true }));
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
    sameTerms(dir, { plan: manifest?.plan.sha256 as string, frames: manifest?.frames as string, shardSize }, terms);

  const splits = new Map<string, StandingSplit>();
  const unknown: string[] = [];
  for (const entry of list(dir)) {
    const { name } = entry;
    if (topNames.includes(name.replace(/\.tmp$/, '')) || foreignNames.includes(name)) continue;
    if (!entry.isDirectory()) unknown.push(name);
    else {
      const numbers = shardNumbers(dir, name, plan, unknown);
      const standing = standingSplit(dir, name, numbers, terms);
      if (standing) splits.set(name, standing);
    }
  }
  if (!manifest && splits.size === 0 && unknown.length > 0)
    refuse(dir, `is not empty and holds no Kinema dataset (${unknown[0]} stands there); name a new or empty folder`);
  if (!manifest && splits.size === 0 && list(dir).some(({ name }) => name === cardName))
    refuse(dir, `holds a ${cardName} but no Kinema dataset; name a new or empty folder`);
  return { manifest, splits };
}

function sameTerms(dir: string, found: { plan: string; frames: string; shardSize: number }, terms: ShardTerms): void {
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
  if (found.shardSize !== terms.shardSize)
    refuse(
      dir,
      `was made with a shard size of ${found.shardSize}, not ${terms.shardSize}; use --shard-size ${found.shardSize} or name another folder`,
    );
}

/** Numbers of the shards that have a sidecar, ascending. Files that belong to no shard go to `unknown`. */
function shardNumbers(dir: string, split: string, plan: Plan, unknown: string[]): number[] {
  const numbers: number[] = [];
  for (const { name } of list(join(dir, split))) {
    const match = shardFile.exec(name);
    if (match?.[1] !== split || !plan.order.includes(split)) unknown.push(`${split}/${name}`);
    if (match?.[1] === split && match[3] === 'json' && !match[4]) numbers.push(Number(match[2]));
  }
  return numbers.sort((a, b) => a - b);
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
 * @throws KinemaError if more clips of a chosen split stand there than are asked for
 */
export function wholeDataset(dir: string, plan: Plan, chosen: readonly SplitCount[], standing: Standing): SplitCount[] {
  const counts = new Map(chosen.map(({ name, count }) => [name, count]));
  for (const { name, count } of chosen) {
    const stands = Math.max(standing.splits.get(name)?.end ?? 0, manifestCount(standing, name));
    if (stands > count)
      refuse(
        dir,
        `holds ${stands} clips of ${name}, and ${count} are asked for; ask for ${stands} or more, or name another folder`,
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

/** Removes the manifest of a dataset that is about to grow: from then on the folder is an unfinished one. */
export function dropOutdatedManifest(dir: string, splits: readonly SplitCount[], manifest: Manifest | null): void {
  if (!manifest) return;
  const counts = ({ name, count }: SplitCount) => `${name} ${count}`;
  if (manifest.splits.map(counts).join() !== splits.map(counts).join())
    rmSync(join(dir, manifestName), { force: true });
}

/** Removes what a whole run must not leave: temporary files of dead runs, and tars without a sidecar past the end. */
export function prepareFolder(dir: string, splits: readonly SplitCount[], shardSize: number): void {
  makeFolder(dir);
  for (const name of topNames) rmSync(join(dir, temporaryName(name)), { force: true });
  for (const { name, count } of splits) {
    const folder = join(dir, name);
    makeFolder(folder);
    for (const entry of list(folder)) {
      const match = shardFile.exec(entry.name);
      if (match?.[1] !== name) continue;
      const stray = match[3] === 'tar' && Number(match[2]) >= shardCount(count, shardSize);
      if (match[4] || stray) rmSync(join(folder, entry.name), { force: true });
    }
  }
}
