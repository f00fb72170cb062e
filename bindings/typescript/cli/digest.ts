// kinema digest: digests of a range of clips and the roots over them.

import type { Command } from 'commander';
import { digest } from '../dataset/digest.js';
import { digestText } from '../engine/clip.js';
import type { ClipDigests } from '../engine/source.js';
import { interruptible } from './interrupt.js';
import { examples, mostIndex, type OverrideFlags, overridesOf, recipeHelp, whole, withOverrides } from './options.js';
import { jsonLine, print, stream } from './output.js';
import { Progress } from './progress.js';

interface Flags extends OverrideFlags {
  split?: string;
  from?: number;
  count?: number;
  workers?: number;
  batch?: number;
  quiet?: boolean;
  json?: boolean;
}

/** Adds the command. */
export function addDigest(program: Command): void {
  const command = program
    .command('digest')
    .description('print the digests of clips, and the Merkle roots over them, without writing a file')
    .argument('<recipe>', recipeHelp)
    .option('--split <name>', "split (default: the recipe's first)")
    .option('--from <i>', 'index of the first clip (default: 0)', whole('--from', 0, mostIndex))
    .option(
      '--count <n>',
      "number of clips (default: to the end of the recipe's count or of the grid)",
      whole('--count', 1, mostIndex),
    )
    .option(
      '--workers <n>',
      'threads (default: one a core); the output does not depend on it',
      whole('--workers', 1, 256),
    )
    .option(
      '--batch <n>',
      'clips a call of the module (default: 256); the output does not depend on it',
      whole('--batch', 1, 65536),
    );
  withOverrides(command)
    .option('--quiet', 'no progress on stderr')
    .option('--json', 'a JSON object a line; progress and errors as JSON lines on stderr')
    .addHelpText(
      'after',
      `
Prints a line a clip: index, state digest, frame digest, and one more a layer; then root-states and root-frames of
the printed range.
${examples(
  ['kinema digest collision --count 10', 'the first ten clips'],
  ['kinema digest phyworld/uniform-30k --split train', 'a whole split'],
  ['kinema digest collision --from 1000000 --count 1', 'any clip, at once'],
)}`,
    )
    .action((recipe: string, flags: Flags) => run(recipe, flags));
}

async function run(recipe: string, flags: Flags): Promise<void> {
  const line = flags.json ? jsonDigests : textDigests;
  // Where the lines themselves run over the terminal, a bar would run through them.
  const mixed = process.stdout.isTTY && process.stderr.isTTY;
  const progress = new Progress(flags.quiet || mixed ? 'none' : flags.json ? 'json' : 'auto', 'clips');
  const { roots, ...rest } = await interruptible('stopped', async (signal) => {
    try {
      return await digest(recipe, {
        split: flags.split,
        from: flags.from,
        count: flags.count,
        workers: flags.workers,
        batch: flags.batch,
        overrides: overridesOf(flags),
        signal,
        onDigests: (digests) => stream(digests.map(line).join('')),
        onProgress: ({ clips, total }) => progress.update(clips, total, clips),
      });
    } finally {
      progress.stop();
    }
  });
  await print(flags.json ? jsonLine({ ...rest, roots }) : `root-states ${roots.states}\nroot-frames ${roots.frames}\n`);
}

function textDigests({ index, state, frames, mask }: ClipDigests): string {
  const drawn = [frames, mask].filter((digest) => digest !== null);
  return `${[index, ...[state, ...drawn].map(digestText)].join(' ')}\n`;
}

function jsonDigests({ index, state, frames, mask }: ClipDigests): string {
  const text = (digest: bigint | null) => (digest === null ? undefined : digestText(digest));
  return jsonLine({ index, state: text(state), frames: text(frames), mask: text(mask) });
}
