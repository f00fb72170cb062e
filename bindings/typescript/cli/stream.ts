// kinema stream: clips on standard output, as fast as they are read.

import type { Command } from 'commander';
import type { FramesFormat } from '../dataset/shard.js';
import { type StreamFormat, streamClips, streamFormats, streamFrames } from '../dataset/stream.js';
import { KinemaError } from '../errors.js';
import { interruptible } from './interrupt.js';
import {
  examples,
  mostIndex,
  type OverrideFlags,
  oneOf,
  overridesOf,
  quietHelp,
  recipeHelp,
  required,
  whole,
  withOverrides,
} from './options.js';
import { streamBytes } from './output.js';

interface Flags extends OverrideFlags {
  as?: StreamFormat;
  split?: string;
  from?: number;
  count?: number;
  frames?: FramesFormat;
  workers?: number;
}

/** Adds the command. */
export function addStream(program: Command): void {
  const command = program
    .command('stream')
    .description('clips on standard output, one after the other: a WebDataset tar, or bare frames')
    .argument('<recipe>', recipeHelp)
    .option(
      '--as <form>',
      'tar (samples as in the shards of a dataset) or rgb24 (T x H x W x 3 bytes a clip, nothing between clips)',
      oneOf('--as', streamFormats),
    )
    .option('--split <name>', "split (default: the recipe's first)")
    .option('--from <i>', 'index of the first clip (default: 0)', whole('--from', 0, mostIndex))
    .option(
      '--count <n>',
      'number of clips (default: to the end of a grid, else for as long as someone reads)',
      whole('--count', 1, mostIndex),
    )
    .option(
      '--frames <format>',
      'in a tar: png (frames side by side), npy (uint8 arrays, gzip) or none (states only) (default: png)',
      oneOf('--frames', streamFrames),
    )
    .option(
      '--workers <n>',
      'threads (default: one a core); the output does not depend on it',
      whole('--workers', 1, 256),
    );
  withOverrides(command)
    .option('--quiet', quietHelp)
    .option('--json', 'errors as JSON lines on stderr')
    .addHelpText(
      'after',
      `${examples(
        ['kinema stream collision --as tar --count 1000 > clips.tar', 'a shard of your own'],
        ['kinema stream phyworld/uniform-30k --as tar | tar -tv | head', 'the reader may leave at any time'],
        ['kinema stream collision --as rgb24 | head -c 1572864 > clip.rgb', 'one clip of 32 frames of 128x128'],
      )}

In Python, without a file in between:
  webdataset.WebDataset("pipe:npx kinema stream collision --as tar", shardshuffle=False)
  np.frombuffer(pipe.read(T * H * W * 3), np.uint8).reshape(T, H, W, 3)`,
    )
    .action((recipe: string, flags: Flags) => run(recipe, flags));
}

async function run(recipe: string, flags: Flags): Promise<void> {
  const { split, from, count, frames, workers } = flags;
  const as = required('--as', flags.as, 'tar') as StreamFormat;
  if (process.stdout.isTTY)
    throw new KinemaError('usage', `--as: ${as} is no text for a terminal; pipe it on, or write it to a file with >`, {
      field: '--as',
    });
  await interruptible('stopped', (signal) =>
    streamClips(recipe, {
      as,
      split,
      from,
      count,
      frames,
      workers,
      overrides: overridesOf(flags),
      signal,
      onBytes: streamBytes,
    }),
  );
}
