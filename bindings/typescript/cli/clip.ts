// kinema clip: one clip as a file.

import { extname } from 'node:path';
import type { Command } from 'commander';
import { type ClipFormat, clipFile, clipFormats } from '../dataset/clip-file.js';
import { writeWhole } from '../dataset/files.js';
import { type Mp4Preset, mp4Presets } from '../dataset/video-terms.js';
import { KinemaError } from '../errors.js';
import {
  examples,
  mostIndex,
  mp4Help,
  type OverrideFlags,
  oneOf,
  overridesOf,
  recipeHelp,
  refuse,
  required,
  whole,
  withOverrides,
} from './options.js';
import { jsonLine, note, print } from './output.js';
import { byteSize } from './style.js';

interface Flags extends OverrideFlags {
  out?: string;
  as?: ClipFormat;
  mp4?: Mp4Preset;
  split?: string;
  index: number;
  set: Record<string, string>;
  quiet?: boolean;
  json?: boolean;
}

const readFormat = oneOf('--as', clipFormats);

/** Adds the command. */
export function addClip(program: Command): void {
  const command = program
    .command('clip')
    .description('make one clip: its numbers as JSON, its frames as PNG, npy, npz, GIF or mp4')
    .argument('<recipe>', recipeHelp)
    .option('--out <file>', 'FILE.json, .png, .npy, .npz, .gif or .mp4; - is standard output, with --as')
    .option('--as <format>', 'json, png, npy, npz, gif or mp4 (default: by the ending of --out)', readFormat)
    .option('--mp4 <preset>', mp4Help, oneOf('--mp4', mp4Presets))
    .option('--split <name>', "split (default: the recipe's first)")
    .option('--index <i>', 'index of the clip', whole('--index', 0, mostIndex), 0)
    .option(
      '--set <name=value>',
      'set a factor by hand, past its distribution and constraints; may be repeated',
      setFactor,
      {},
    );
  withOverrides(command)
    .option('--quiet', 'say nothing but errors')
    .option('--json', 'what was written as one JSON object on stdout (none with --out -); errors too, on stderr')
    .addHelpText(
      'after',
      examples(
        ['kinema clip collision --out clip.gif', 'to look at'],
        ['kinema clip collision --index 17 --as json --out -', 'its numbers, printed'],
        ['kinema clip collision --set v1=3 --set v2=0 --out hit.npz', 'a clip of your own for NumPy'],
      ),
    )
    .action((recipe: string, flags: Flags) => run(recipe, flags));
}

function setFactor(text: string, previous: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) return refuse('--set', text, 'name=value, such as v1=3');
  const name = text.slice(0, at);
  if (Object.hasOwn(previous, name)) throw new KinemaError('usage', `--set: ${name} is set twice`);
  return { ...previous, [name]: text.slice(at + 1) };
}

async function run(recipe: string, flags: Flags): Promise<void> {
  const { split, index, set, mp4 } = flags;
  const out = required('--out', flags.out, 'clip.png');
  const format = flags.as ?? formatOf(out);
  if (out === '-' && format !== 'json' && process.stdout.isTTY)
    throw new KinemaError('usage', `--out: ${format} is no text for a terminal; name a file, or pipe it on`);
  const bytes = await clipFile(recipe, { format, mp4, split, index, set, overrides: overridesOf(flags) });
  if (out === '-') return print(bytes);
  writeWhole(out, bytes);
  if (flags.json) return print(jsonLine({ event: 'done', out, format, bytes: bytes.length }));
  if (!flags.quiet) note(`${out}: ${byteSize(bytes.length)}`);
}

function formatOf(out: string): ClipFormat {
  if (out === '-') throw new KinemaError('usage', '--as: is needed with --out -, such as --as json');
  const ending = extname(out).slice(1).toLowerCase();
  if (ending === '')
    throw new KinemaError(
      'usage',
      `--out: ${JSON.stringify(out)} has no ending; end it in .json, .png, .npy, .npz, .gif or .mp4, or give --as`,
    );
  if ((clipFormats as readonly string[]).includes(ending)) return ending as ClipFormat;
  throw new KinemaError(
    'usage',
    `--out: .${ending} is not a kind of file that kinema clip makes; use .json, .png, .npy, .npz, .gif or .mp4`,
  );
}
