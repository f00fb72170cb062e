// What stands where in a dataset's folder, and what does not belong there.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { touching } from './files.js';
import { manifestName } from './manifest.js';
import { type SplitCount, shardCount, shardName } from './shard.js';

/** Names of the files beside the splits' folders. */
export const cardName = 'README.md';
export const previewNames = ['preview.png', 'preview.gif'] as const;
export const topNames: readonly string[] = [manifestName, cardName, ...previewNames];

/** What systems, git and dataset hubs put beside files; not part of a dataset, and tolerated in it. */
export const foreignNames: readonly string[] = [
  '.DS_Store',
  'Thumbs.db',
  '.git',
  '.gitattributes',
  '.gitignore',
  '.huggingface',
  '.cache',
];

/** An entry of a folder; a link is what it leads to. */
export interface Entry {
  readonly name: string;
  readonly folder: boolean;
}

/** What a folder holds, by name, without what is tolerated. */
export function entriesOf(dir: string): Entry[] {
  return touching(dir, () =>
    readdirSync(dir)
      .filter((name) => !foreignNames.includes(name))
      .sort()
      .map((name) => ({
        name,
        folder: statSync(join(dir, name), { throwIfNoEntry: false })?.isDirectory() ?? false,
      })),
  );
}

const shardFile = /^(\w+)-(\d{6,10})\.(tar|json)$/;

/** The file of a shard of `split` that bears this name, if there is one. */
export function shardFileOf(split: string, name: string): { number: number; type: 'tar' | 'json' } | undefined {
  const match = shardFile.exec(name);
  const number = Number(match?.[2]);
  if (match?.[1] !== split || !name.startsWith(`${shardName(split, number)}.`)) return undefined;
  return { number, type: match[3] as 'tar' | 'json' };
}

/** A split of a finished dataset. */
export interface SplitPlace extends SplitCount {
  readonly shardSize: number;
}

/**
 * Paths of what stands in a finished dataset's folder and does not belong there. A split without a count is not looked
 * into.
 */
export function* strangers(
  dir: string,
  splits: readonly (SplitPlace | { readonly name: string; readonly count: null })[],
): Generator<string, void, void> {
  for (const { name, folder } of entriesOf(dir)) {
    const split = splits.find((split) => split.name === name);
    if (!folder || !split) {
      if (folder || !topNames.includes(name)) yield name;
    } else if (split.count !== null) {
      const shards = shardCount(split.count, split.shardSize);
      for (const entry of entriesOf(join(dir, name))) {
        const file = shardFileOf(name, entry.name);
        if (!file || file.number >= shards || entry.folder) yield `${name}/${entry.name}`;
      }
    }
  }
}
