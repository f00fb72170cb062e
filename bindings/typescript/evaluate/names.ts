// Which file of a folder is a prediction of which clip: by its name, by the keys in an array of many clips, or by a map that a person wrote.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { touching } from '../dataset/files.js';
import { sampleKey } from '../dataset/shard.js';
import { KinemaError } from '../errors.js';
import { framesOf, parseNpz, textsOf } from './read-array.js';
import type { PredictionFile } from './types.js';

/** What is in a folder of predictions. */
export interface FoundPredictions {
  /** By key, then sample. */
  readonly files: readonly PredictionFile[];
  /** Names that are no predictions of the plan's clips, and why. */
  readonly extra: readonly { readonly name: string; readonly reason: string }[];
}

const extensions: Record<string, PredictionFile['kind']> = { mp4: 'video', webm: 'video', npy: 'npy', npz: 'npz' };
const keyPattern = /^(\w+)-(\d{10})$/;

/** The split and index of a key; undefined of any other text. */
export function parseKey(key: string): { split: string; index: number } | undefined {
  const match = keyPattern.exec(key);
  return match ? { split: match[1] as string, index: Number(match[2]) } : undefined;
}

/**
 * Looks through a folder.
 * @param map text of a CSV file with a head: name, key (or split and index), and sample where a clip has several
 */
export function findPredictions(folder: string, map?: string): FoundPredictions {
  const names = touching(folder, () => readdirSync(folder)).sort();
  const extra: { name: string; reason: string }[] = [];
  const files: PredictionFile[] = [];
  const mapped = map === undefined ? undefined : readMap(map);
  const seen = new Map<string, string>();
  const add = (name: string, file: PredictionFile) => {
    const place = `${file.key}.sample${file.sample}`;
    const other = seen.get(place);
    if (other !== undefined) extra.push({ name, reason: `${other} is already sample ${file.sample} of ${file.key}` });
    else {
      seen.set(place, name);
      files.push(file);
    }
  };
  for (const name of mapped ? mapped.keys() : names) {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) {
      extra.push({ name, reason: 'the map names it, and it is not there' });
      continue;
    }
    const kind = stat.isDirectory() ? 'png' : extensions[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
    if (kind === undefined) {
      extra.push({ name, reason: 'its name ends with none of .mp4, .webm, .npy, .npz' });
      continue;
    }
    const known = mapped?.get(name) ?? ofName(kind === 'png' ? name : name.replace(/\.\w+$/, ''));
    if (known) add(name, { ...known, path, kind, row: null });
    else if (kind === 'npz') for (const file of ofArray(path, name, extra)) add(`${name}[${file.row}]`, file);
    else extra.push({ name, reason: 'its name is no <split>-<index, 10 digits>; see --map' });
  }
  files.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.sample - b.sample));
  return { files, extra };
}

type Place = Pick<PredictionFile, 'key' | 'split' | 'index' | 'sample'>;

function ofName(stem: string): Place | undefined {
  const match = /^(.*?)(?:\.sample(\d{1,6}))?$/.exec(stem);
  const parsed = parseKey(match?.[1] ?? '');
  return parsed && { key: match?.[1] as string, ...parsed, sample: Number(match?.[2] ?? 0) };
}

/** The clips of an array of many: `frames` (N, T, H, W, 3) and `keys` (N). */
function ofArray(path: string, name: string, extra: { name: string; reason: string }[]): PredictionFile[] {
  try {
    const arrays = parseNpz(readFileSync(path));
    const keys = arrays.get('keys');
    if (!keys) throw new Error(`its name is no key and it holds no array 'keys' with the names of its clips`);
    const texts = textsOf(keys);
    const { shape } = framesOf(arrays);
    if (shape.length !== 5 || shape[0] !== texts.length)
      throw new Error(
        `it has ${texts.length} keys and frames of shape (${shape.join(', ')}); (N, T, H, W, 3) is right`,
      );
    return texts.map((text, row) => {
      const place = ofName(text);
      if (!place) throw new Error(`its key ${row}, ${JSON.stringify(text)}, is no <split>-<index, 10 digits>`);
      return { ...place, path, kind: 'npz', row };
    });
  } catch (error) {
    extra.push({ name, reason: (error as Error).message });
    return [];
  }
}

function readMap(text: string): Map<string, Place> {
  const [head, ...rows] = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(cells);
  const column = (name: string) => head?.indexOf(name) ?? -1;
  const [name, key, split, index, sample] = ['name', 'key', 'split', 'index', 'sample'].map(column) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const refuse = (line: number, what: string): never => {
    throw new KinemaError('usage', `--map: line ${line} ${what}`, { field: '--map' });
  };
  if (name < 0 || (key < 0 && (split < 0 || index < 0)))
    refuse(
      1,
      `is ${JSON.stringify(head?.join(',') ?? '')}; it names the columns: name,key or name,split,index, and sample if there are several`,
    );
  const places = new Map<string, Place>();
  for (const [i, row] of rows.entries()) {
    const wanted = key >= 0 ? (row[key] ?? '') : sampleKey(row[split] ?? '', Number(row[index]));
    const parsed = parseKey(wanted);
    if (!parsed) refuse(i + 2, `has the key ${JSON.stringify(wanted)}; <split>-<index, 10 digits> is right`);
    const number = sample < 0 ? 0 : Number(row[sample] || 0);
    if (!Number.isInteger(number) || number < 0)
      refuse(i + 2, `has the sample ${JSON.stringify(row[sample])}; a whole number is right`);
    places.set(row[name] as string, { key: wanted, ...(parsed as { split: string; index: number }), sample: number });
  }
  return places;
}

/** Cells of a line of CSV (RFC 4180, without line breaks in cells). */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain as string).trim() : quoted.replaceAll('""', '"'),
  );
}
