// kinema bench: how fast is this machine, stage by stage.

import type { Command } from 'commander';
import {
  type BenchRecipe,
  type BenchResult,
  bench,
  defaultRecipes,
  defaultSeconds,
  type Estimate,
} from '../bench/bench.js';
import { stageNames } from '../bench/stages.js';
import { interruptible } from './interrupt.js';
import { examples, type OverrideFlags, overridesOf, refuse, whole, withOverrides } from './options.js';
import { jsonLine, note, print } from './output.js';
import { bold, byteSize, count, dim, duration, plural, table } from './style.js';

interface Flags extends OverrideFlags {
  recipe?: string[];
  seconds?: number;
  workers?: number;
  dir?: string;
  quiet?: boolean;
  json?: boolean;
}

/** Adds the command. */
export function addBench(program: Command): void {
  const command = program
    .command('bench')
    .description('measure how fast this machine makes clips, stage by stage, on one core and on all')
    .option(
      '--recipe <recipe>',
      'a recipe to measure, instead of one of each scenario of the study; may stand several times',
      (recipe: string, before: string[] = []) => [...before, recipe],
    )
    .option('--seconds <s>', `how long it takes, all recipes together (default: ${defaultSeconds})`, secondsOf)
    .option('--workers <n>', 'threads of "all cores" (default: one a core)', whole('--workers', 1, 256))
    .option('--dir <folder>', "a folder to write to; nothing stays there (default: the system's temporary folder)");
  withOverrides(command)
    .option('--quiet', 'the result only')
    .option('--json', 'the result as one JSON object; progress and errors as JSON lines on stderr')
    .addHelpText(
      'after',
      `
The clips are those of each recipe's first split, made and written as kinema generate does, PNG frames and all.
simulate  factors, placement, steps, events          encode  the PNG
draw      the frames, and masks if there are any     write   states, JSON, tar, its sha-256, the file
digest    of states and frames
A stage's time is the median of what it adds over the same clips, as CPU time of one core, so other work on the
machine counts little. Clips/s of all cores are by the wall, where other work does count; "cores" says how many were had.
${examples(
  ['kinema bench', "the study's laws and puzzles"],
  ['kinema bench --recipe collision --recipe mine.yaml', 'these recipes'],
  ['kinema bench --recipe collision --size 256x256 --workers 8', 'larger frames, eight threads'],
  ['kinema bench --dir /mnt/data --json', 'the disk that will hold the data; for a program'],
)}`,
    )
    .action(run);
}

/** A number of seconds; `bench` has the limits. */
function secondsOf(text: string): number {
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return value >= 0.1 && value <= 3600 ? value : refuse('--seconds', text, 'a number from 0.1 to 3600');
}

async function run(flags: Flags): Promise<void> {
  const { quiet, json, seconds, workers, dir } = flags;
  const result = await interruptible('stopped; nothing was left behind', (signal) =>
    bench({
      recipes: (flags.recipe ?? defaultRecipes).map((recipe) => ({ name: nameOf(recipe), source: recipe })),
      seconds,
      workers,
      dir,
      overrides: overridesOf(flags),
      signal,
      onRecipe: (recipe) => {
        if (!quiet) json ? process.stderr.write(jsonLine({ event: 'recipe', recipe })) : note(`measuring ${recipe}`);
      },
    }),
  );
  await print(json ? jsonLine(result) : text(result));
}

/** What stands for a recipe in the table: a plan's text is long. */
function nameOf(recipe: string): string {
  return recipe.length > 40 ? `${recipe.slice(0, 37)}...` : recipe;
}

function text({ machine, recipes }: BenchResult): string {
  const { processor, cores, platform, node, build } = machine;
  const head = ['recipe', 'frames', ...stageNames, 'sum', 'clips/s'];
  const rows = recipes.map(({ recipe, size, frames, oneCore }) => [
    recipe,
    `${frames} of ${size.join('x')}`,
    ...stageNames.map((name) => microseconds(oneCore.microseconds[name])),
    microseconds(oneCore.total),
    count(oneCore.clipsPerSecond),
  ]);
  const allHead = ['recipe', 'workers', 'cores', 'clips/s', 'a clip'];
  const allRows = recipes.map(({ recipe, oneCore, allCores }) => [
    recipe,
    String(allCores.workers),
    allCores.coresUsed.toFixed(1),
    count(allCores.clipsPerSecond),
    byteSize(Math.round(oneCore.bytesPerClip)),
  ]);
  const last = recipes.at(-1) as BenchRecipe;
  return [
    `${dim(`${processor}, ${cores} cores, ${platform}, Node ${node}, ${build} build`)}\n\n`,
    `${bold('One core')}: us of CPU time a clip\n`,
    table(head, rows, head.slice(1)),
    `\n${bold('All cores')}: to disk, by the wall\n`,
    table(allHead, allRows, allHead.slice(1)),
    ...(last.estimate ? [`\n${estimateText(last.recipe, last.estimate, last.allCores.coresUsed)}\n`] : []),
  ].join('');
}

function microseconds(value: number): string {
  return value < 10 ? value.toFixed(1) : count(value);
}

/** Below this part of the undisturbed rate the closing lines say what a quiet machine would do. */
const busy = 0.8;

function estimateText(recipe: string, estimate: Estimate, cores: number): string {
  const { clips, seconds, undisturbedSeconds, bytes } = estimate;
  const many = clips >= 1e6 ? `${Number((clips / 1e6).toFixed(2))}M clips` : plural(clips, 'clip');
  const quiet =
    undisturbedSeconds < busy * seconds
      ? `the workers had ${cores.toFixed(1)} cores: undisturbed it would be ${minutes(undisturbedSeconds)}\n`
      : '';
  return `${quiet}${many} of ${recipe} take ${minutes(seconds)} and ${byteSize(bytes)} here`;
}

function minutes(seconds: number): string {
  return seconds < 60 || seconds >= 7200 ? duration(seconds) : `${count(seconds / 60)} minutes`;
}
