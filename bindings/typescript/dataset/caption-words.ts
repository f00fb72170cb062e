// What captions call things: bodies by what they are and their colour, directions by the eighth of the circle that they lie in.

import type { ClipBody } from '../engine/clip.js';
import { colorWord } from '../recipe/color.js';

/** Bodies that stand for themselves, without a colour. */
const places: Readonly<Record<string, string>> = {
  bottom: 'the floor',
  floor: 'the floor',
  left: 'the left wall',
  right: 'the right wall',
  top: 'the ceiling',
  wall: 'the wall',
  slope: 'the slope',
};

/** Bodies whose name in the catalogue says less than this. */
const nouns: Readonly<Record<string, string>> = {
  'standing-bar': 'bar',
  'static-bar': 'bar',
  sticks: 'pair of crossed sticks',
};

/** Bodies that are called by how they are drawn. */
const drawn: ReadonlySet<string> = new Set(['ball', 'red-ball', 'disc', 'square', 'ring']);
const shapes = { disc: 'ball', square: 'square', ring: 'ring', polygons: 'ball' } as const;

/** Name of a body without the number that it has among its kind. */
function kindOf(name: string): string {
  let end = name.length;
  while (end > 0 && name.charCodeAt(end - 1) >= 48 && name.charCodeAt(end - 1) <= 57) end--;
  return name.slice(0, end);
}

/** Whether a body is a floor, a wall or the like. */
export function isPlace({ name }: ClipBody): boolean {
  return kindOf(name) in places;
}

/** A body without its article: `red ball`; undefined of floors, walls and the like. */
function plainName({ name, shape, color }: ClipBody): string | undefined {
  const kind = kindOf(name);
  if (kind in places) return undefined;
  const noun = drawn.has(kind) ? shapes[shape] : (nouns[kind] ?? kind.replaceAll('-', ' '));
  return `${wordOf(color)} ${noun}`;
}

/** `a red ball`, `the floor`; `another red ball` where one of those named before reads the same. */
export function nameOf(body: ClipBody, before: readonly ClipBody[] = []): string {
  const name = plainName(body);
  if (name === undefined) return places[kindOf(body.name)] as string;
  if (before.some((one) => plainName(one) === name)) return `another ${name}`;
  return `${'aeiou'.includes(name.charAt(0)) ? 'an' : 'a'} ${name}`;
}

const words = new Map<string, string>();

function wordOf(color: string): string {
  let word = words.get(color);
  if (word === undefined) {
    word = colorWord(Number.parseInt(color.slice(1), 16));
    if (words.size < 4096) words.set(color, word);
  }
  return word;
}

/** tan(22.5 deg): what is flatter is along an axis. */
const eighth = 0.41421356;

/** `right`, `up`, `down to the left`. */
export function directionOf(x: number, y: number): string {
  const across = x < 0 ? 'left' : 'right';
  const along = y < 0 ? 'down' : 'up';
  if (Math.abs(y) <= Math.abs(x) * eighth) return across;
  return Math.abs(x) <= Math.abs(y) * eighth ? along : `${along} to the ${across}`;
}

/** `a, b and c`. */
export function listOf(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
