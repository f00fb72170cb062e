// kinema generate: makes or completes a dataset.

import { join } from 'node:path';
import type { Command } from 'commander';
import { type GenerateOptions, type GenerateResult, generate } from '../dataset/generate.js';
import { type FramesFormat, framesFormats, shardName } from '../dataset/shard.js';
import { type Mp4Preset, mp4Presets } from '../dataset/video-terms.js';
import { arrayShard } from './array-index.js';
import { interruptible } from './interrupt.js';
import {
  examples,
  mostIndex,
  mp4Help,
  type OverrideFlags,
  oneOf,
  overridesOf,
  range,
  recipeHelp,
  required,
  whole,
  withOverrides,
} from './options.js';
import { jsonLine, note, print } from './output.js';
import { Progress } from './progress.js';
import { bold, byteSize, count, dim, duration, plural, shellPath, shellWord } from './style.js';

interface Flags extends OverrideFlags {
  out?: string;
  split?: string;
  count?: number;
  shards?: { from: number; to: number };
  shardSize?: number;
  frames?: FramesFormat;
  mp4?: Mp4Preset;
  workers?: number;
  quiet?: boolean;
  json?: boolean;
}

/** Adds the command. */
export function addGenerate(program: Command): void {
  const command = program
    .command('generate')
    .description('make a dataset, or complete one: shards, manifest, card and previews')
    .argument('<recipe>', recipeHelp)
    .option('--out <dir>', 'folder of the dataset; run again, what stands there is verified and completed')
    .option('--split <name>', 'one split (default: all)')
    .option('--count <n>', 'at most n clips of each split', whole('--count', 1, mostIndex))
    .option(
      '--shards <A..B>',
      'only shards A to B-1, counted through the splits (manifest and card are left to a run without)',
      range('--shards'),
    )
    .option('--shard-size <n>', 'clips a shard (default: 1000)', whole('--shard-size', 1, 100_000))
    .option(
      '--frames <format>',
      'png (frames side by side), npy (uint8 arrays, gzip), mp4 (H.264, needs ffmpeg) or none (states only) (default: png)',
      oneOf('--frames', framesFormats),
    )
    .option('--mp4 <preset>', mp4Help, oneOf('--mp4', mp4Presets))
    .option('--workers <n>', 'threads (default: one a core)', whole('--workers', 1, 256));
  withOverrides(command)
    .option('--quiet', 'say nothing but errors')
    .option('--json', 'events as JSON lines: progress and errors on stderr, the result on stdout')
    .addHelpText(
      'after',
      `${examples(
        ['kinema generate collision --out data/collision', 'a small dataset to start with'],
        ['kinema generate phyworld/uniform-30k --out data/u --workers 8', "the study's, on 8 cores"],
        ['kinema generate mine.yaml --out data/mine --shards 0..4', 'the first four shards'],
      )}

In a job array (JOB_COMPLETION_INDEX, SLURM_ARRAY_TASK_ID, AWS_BATCH_JOB_ARRAY_INDEX) each job makes the shard of
its number. When all are done, unset the variable and run once more without a range to complete the dataset.
--shards comes before the variable.`,
    )
    .action((recipe: string, flags: Flags) => run(recipe, flags));
}

async function run(recipe: string, flags: Flags): Promise<void> {
  const { quiet, json } = flags;
  const talk = (event: object, text: string) =>
    void (quiet || (json ? process.stderr.write(jsonLine(event)) : note(text)));
  const array = flags.shards ? undefined : arrayShard(process.env);
  const shards = flags.shards ?? (array && { from: array.from, to: array.to });
  if (array)
    talk({ event: 'range', variable: array.name, ...shards }, `making shard ${array.from}, as ${array.name} says`);
  const progress = new Progress(quiet ? 'none' : json ? 'json' : 'auto', 'clips');
  const started = performance.now();
  const options: GenerateOptions = {
    out: required('--out', flags.out, 'data/mine'),
    split: flags.split,
    count: flags.count,
    shards,
    shardSize: flags.shardSize,
    frames: flags.frames,
    mp4: flags.mp4,
    workers: flags.workers,
    overrides: overridesOf(flags),
    onProgress: ({ clips, total, made }) => progress.update(clips, total, made),
    onShard: (shard) => void (json && !quiet && process.stderr.write(jsonLine({ event: 'shard', ...shard }))),
  };
  const result = await interruptible('stopped; run the same command again to go on', async (signal) => {
    try {
      return await generate(recipe, { ...options, signal });
    } finally {
      progress.stop();
    }
  });
  const seconds = (performance.now() - started) / 1000;
  const made = flags.split === undefined ? undefined : result.splits?.find(({ name }) => name === flags.split);
  if (made && flags.count !== undefined && made.count < flags.count)
    talk(
      { event: 'capped', split: made.name, count: made.count },
      `split ${made.name} has ${count(made.count)} clips in its recipe; --count only caps them`,
    );
  for (const name of result.left)
    talk(
      { event: 'left', split: name },
      `split ${name} stands in part and is not in the manifest; run without --split to complete it`,
    );
  for (const note of result.notes) talk({ event: 'note', text: note }, note);
  if (json) await print(jsonLine(event(result, seconds)));
  else if (!quiet) await print(summary(result, seconds, array?.name));
}

function event(result: GenerateResult, seconds: number): object {
  const { plan, ...rest } = result;
  return { event: 'done', ...rest, plan: plan.sha256, seconds: Number(seconds.toFixed(3)) };
}

/** @param variable that of the job array which named the shard */
function summary(result: GenerateResult, seconds: number, variable?: string): string {
  const { out, splits, clips, shards, madeClips, madeShards, bytes } = result;
  const rate = madeClips > 0 ? `, ${count(madeClips / seconds)} clips/s` : '';
  const kept =
    madeShards < shards
      ? `${plural(madeShards, 'shard')} made, ${count(shards - madeShards)} kept`
      : plural(shards, 'shard');
  const lines = [
    `${bold(out)}${splits ? ' is complete' : ''}`,
    `${plural(clips, 'clip')} in ${kept}, ${byteSize(bytes)}, ${duration(seconds)}${rate}`,
    '',
  ];
  if (!splits) return `${lines.join('\n')}${dim(advice(variable))}\n`;
  for (const split of splits) {
    lines.push(`  ${bold(split.name)}  ${plural(split.count, 'clip')}, ${plural(split.shards, 'shard')}`);
    lines.push(`    root-states ${dim(split.roots.states)}`);
    if (split.roots.frames) lines.push(`    root-frames ${dim(split.roots.frames)}`);
  }
  const first = splits[0] as NonNullable<typeof splits>[number];
  const open = { darwin: 'open', win32: 'start' }[process.platform as string] ?? 'xdg-open';
  lines.push(
    '',
    `look    ${open} ${shellPath(join(out, 'preview.png'))}`,
    `verify  npx kinema verify ${shellPath(out)}`,
    `read    cd ${shellPath(out)} && python3 -c ${shellWord(`import webdataset; print(next(iter(webdataset.WebDataset("${urls(first)}", shardshuffle=False))).keys())`)}`,
  );
  return `${lines.join('\n')}\n`;
}

function advice(variable: string | undefined): string {
  if (variable === undefined) return 'when all shards are made, run without a range to complete the dataset';
  return `when all shards are made, unset ${variable} and run the same command without a range to complete the dataset\n(with ${variable} set, only --shards A..B makes other shards than this one)`;
}

/** Relative names: WebDataset reads braces, brackets and `::` in a folder's name as patterns. */
function urls({ name, shards }: { name: string; shards: number }): string {
  const file =
    shards === 1 ? shardName(name, 0) : `${name}-{000000..${shardName(name, shards - 1).slice(name.length + 1)}}`;
  return `${name}/${file}.tar`;
}
