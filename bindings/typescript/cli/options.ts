// Flags that several commands share, and strict reading of their values.

import type { Command } from 'commander';
import { KinemaError } from '../errors.js';
import type { LayerName, Overrides } from '../recipe/recipe.js';

/** What a flag said, or an error that names the flag, its value and what would be right. */
export function refuse(flag: string, text: string, right: string): never {
  throw new KinemaError('usage', `${flag}: ${JSON.stringify(text)} is not ${right}`, { field: flag });
}

/** A parser of whole numbers: digits only, within a range. */
export function whole(flag: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    return refuse(flag, text, `a whole number from ${least} to ${most}`);
  };
}

/** Help of `--mp4`. */
export const mp4Help =
  'how mp4 is encoded: fast (QP 18), study (CRF 25, an encoder a clip) or lossless (exact RGB) (default: fast)';

/** Largest index of a clip. */
export const mostIndex = 2 ** 32 - 1;

/** A parser of one of a few words. */
export function oneOf<Word extends string>(flag: string, words: readonly Word[]): (text: string) => Word {
  return (text) => {
    if ((words as readonly string[]).includes(text)) return text as Word;
    return refuse(flag, text, `one of ${words.join(', ')}`);
  };
}

/** `A..B`, half open. */
export function range(flag: string): (text: string) => { from: number; to: number } {
  return (text) => {
    const match = /^(\d{1,10})\.\.(\d{1,10})$/.exec(text);
    const [from, to] = [Number(match?.[1]), Number(match?.[2])];
    return match && from < to
      ? { from, to }
      : refuse(flag, text, 'a range A..B with A < B, such as 0..4 for the first four');
  };
}

function size(text: string): [number, number] {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  const fits = (side: number) => side >= 16 && side <= 1024;
  return match && fits(width) && fits(height)
    ? [width, height]
    : refuse('--size', text, 'WxH with sides from 16 to 1024, such as 128x128');
}

function layers(text: string): LayerName[] {
  if (text === 'none') return [];
  return text.split(',').map((name) => (name === 'mask' ? name : refuse('--layers', text, 'one of mask, none')));
}

/** What the flags of `withOverrides` say. */
export interface OverrideFlags {
  size?: [number, number];
  supersample?: number;
  layers?: LayerName[];
}

/** Adds the flags that override the recipe, and so change the plan. */
export function withOverrides(command: Command): Command {
  return command
    .option('--size <WxH>', "size of a frame in pixels, instead of the recipe's", size)
    .option('--supersample <n>', 'draw n times larger and average, 1 to 8', whole('--supersample', 1, 8))
    .option('--layers <names>', 'layers beside the frames: mask, or none', layers);
}

/** The overrides that the flags name. */
export function overridesOf({ size, supersample, layers }: OverrideFlags): Overrides {
  return {
    ...(size ? { size } : {}),
    ...(supersample === undefined ? {} : { supersample }),
    ...(layers ? { layers } : {}),
  };
}

/** A flag that must be given. Commander's own check would come before that of unknown flags, and hide a misspelt one. */
export function required(flag: string, value: string | undefined, example: string): string {
  if (value !== undefined && value !== '') return value;
  throw new KinemaError('usage', `${flag}: is needed, such as ${flag} ${example}`, { field: flag });
}

/** `--quiet` of a command that prints a result and nothing else. */
export const quietHelp = 'nothing but the result and errors (as without it)';

/** What RECIPE may be, for the help of every command that takes one. */
export const recipeHelp = "a recipe file (.json, .yaml), the name of a bundled recipe, or a plan's text";

/** Examples below a command's help. */
export function examples(...lines: [command: string, meaning: string][]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, meaning]) => `  $ ${command.padEnd(width)}   ${meaning}`).join('\n')}`;
}
