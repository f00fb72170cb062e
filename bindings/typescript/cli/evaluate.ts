// kinema evaluate: does this video obey the law?

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { makeFolder, touching, writeWhole } from '../dataset/files.js';
import { type YuvMatrix, yuvMatrices } from '../engine/yuv.js';
import { KinemaError } from '../errors.js';
import type { Evaluation, GroupResult } from '../evaluate/evaluation.js';
import { evaluate } from '../evaluate/index.js';
import { evaluationPage, PageClips } from '../evaluate/page.js';
import { type ArrayLayout, type ArrayRange, arrayLayouts, arrayRanges } from '../evaluate/read-array.js';
import { type CameraMode, cameras, type Mode, modes } from '../evaluate/scorer.js';
import { evaluationCsv, evaluationJson } from '../evaluate/text.js';
import {
  examples,
  mostIndex,
  type OverrideFlags,
  oneOf,
  overridesOf,
  recipeHelp,
  required,
  whole,
  withOverrides,
} from './options.js';
import { note, print } from './output.js';
import { Progress } from './progress.js';
import { bold, count, plural, table } from './style.js';

interface Flags extends OverrideFlags {
  split?: string;
  predictions?: string;
  mode?: Mode;
  out?: string;
  count?: number;
  map?: string;
  firstFrame?: number;
  condition?: number;
  allFrames?: boolean;
  panels?: number;
  panel?: number;
  camera?: CameraMode;
  layout?: ArrayLayout;
  range?: ArrayRange;
  matrix?: YuvMatrix;
  floors?: string;
  floorClips?: number;
  quiet?: boolean;
  json?: boolean;
}

/** Adds the command. */
export function addEvaluate(program: Command): void {
  const command = program
    .command('evaluate')
    .description('score predicted videos against the laws of their recipe')
    .argument('<recipe>', recipeHelp)
    .option(
      '--predictions <dir>',
      'folder with <split>-<index, 10 digits>[.sample<k>].{mp4,webm,npy,npz}, or a folder of .png files of that name',
    )
    .option('--split <names>', 'splits, with commas (default: those that the names name)')
    .option(
      '--mode <mode>',
      "exact: sub-pixel measuring and fits; paper: the study's evaluator with its quirks (default: exact)",
      oneOf('--mode', modes),
    )
    .option('--out <dir>', 'write evaluation.json, clips.csv and report.html there')
    .option('--count <n>', 'only the first n clips of each split', whole('--count', 1, mostIndex))
    .option('--map <file>', 'a CSV file with a head, name,key or name,split,index, for files of other names')
    .option(
      '--first-frame <k>',
      'frame of the recipe that predictions begin with (default: 0)',
      whole('--first-frame', 0, 65535),
    )
    .option(
      '--condition <n>',
      "frames that the model was given: scoring begins after them (default: the recipe's; paper: 3)",
      whole('--condition', 0, 65535),
    )
    .option('--all-frames', 'paper mode: score the last frame too, as the study does of its gap and attribute sets')
    .option('--panels <n>', 'frames are n panels side by side (default: 1)', whole('--panels', 1, 9))
    .option('--panel <n>', 'the one that is scored, from 1 (default: 1)', whole('--panel', 1, 9))
    .option(
      '--camera <mode>',
      "what frames of another size are: resize, the recipe's averaged; native, drawn at that size (default: resize)",
      oneOf('--camera', cameras),
    )
    .option(
      '--layout <order>',
      `order of an array's dimensions: ${arrayLayouts.join(', ')} (default: thwc)`,
      oneOf('--layout', arrayLayouts),
    )
    .option(
      '--range <range>',
      `what an array's floats mean: ${arrayRanges.join(', ')} (default: 0..1)`,
      oneOf('--range', arrayRanges),
    )
    .option(
      '--matrix <name>',
      `colours of videos: ${yuvMatrices.join(', ')} (default: the stream's tag, else bt601)`,
      oneOf('--matrix', yuvMatrices),
    )
    .option(
      '--floors <list>',
      'ground truth through the same pipeline: raw, mp4, mp4@256, mp4@256/2 (averaged after it), with commas, or none (default: raw, and mp4 where predictions are videos)',
    )
    .option(
      '--floor-clips <n>',
      'clips of each split that floors are made of (default: 200)',
      whole('--floor-clips', 1, mostIndex),
    )
    .option('--quiet', 'print the result and nothing else')
    .option('--json', 'print evaluation.json instead of tables; progress and errors as JSON lines on stderr');
  withOverrides(command)
    .addHelpText(
      'after',
      `
Without --predictions only the floors of --split are told. Files that are missing, extra, damaged or short are listed and counted; scores are over what is
there. Exits 0 whatever the scores are, and 1 where a file is damaged. Videos need ffmpeg, on PATH or named by KINEMA_FFMPEG.
${examples(
  ['kinema evaluate phyworld/uniform-30k --split eval_id --predictions out --out report', 'scores and a page to open'],
  ['kinema evaluate phyworld/collision-30k --predictions out --mode paper', "the study's numbers"],
  ['kinema evaluate phyworld/uniform-30k --predictions out --panels 3 --panel 3', 'the third of three panels'],
  [
    'kinema evaluate phyworld/uniform-30k --split eval_id --mode paper --floors raw@256,mp4@256,mp4@256/2',
    'error floors alone',
  ],
)}`,
    )
    .action((recipe: string, flags: Flags) => run(recipe, flags));
}

async function run(recipe: string, flags: Flags): Promise<void> {
  const { predictions, split, out, map, floors, quiet, json, count: most, ...rest } = flags;
  if (predictions === undefined && (split === undefined || floors === undefined))
    required('--predictions', predictions, 'out');
  const progress = new Progress(quiet ? 'none' : json ? 'json' : 'auto', 'predictions');
  const pictures = new PageClips();
  let result: Evaluation;
  try {
    result = await evaluate(recipe, {
      ...rest,
      overrides: overridesOf(flags),
      ...{ predictions, count: most },
      splits: split?.split(','),
      map: map === undefined ? undefined : touching(map, () => readFileSync(map, 'utf8')),
      floors: floors === 'none' ? [] : floors?.split(','),
      onProgress: (done, total) => progress.update(done, total, done),
      ...(out === undefined ? {} : { onClip: (clip) => pictures.offer(clip) }),
    });
  } finally {
    progress.stop();
  }
  if (out !== undefined) {
    makeFolder(out);
    writeWhole(join(out, 'evaluation.json'), evaluationJson(result));
    writeWhole(join(out, 'clips.csv'), evaluationCsv(result));
    writeWhole(join(out, 'report.html'), await evaluationPage(result, pictures));
    if (!quiet)
      note(`written: ${['evaluation.json', 'clips.csv', 'report.html'].map((name) => join(out, name)).join(', ')}`);
  }
  await print(json ? evaluationJson(result) : text(result));
  const { damaged } = result.inputs;
  if (damaged.length > 0)
    throw new KinemaError(
      'data',
      `${plural(damaged.length, 'prediction')} cannot be read and ${damaged.length === 1 ? 'is' : 'are'} not scored`,
    );
}

const mostListed = 5;

function text(result: Evaluation): string {
  const { inputs, groups, floors } = result;
  const parts = [
    `${bold(result.recipe)}: ${result.scenario}, ${result.mode} mode, frames ${result.firstScored} to ${result.lastScored} are scored\n`,
  ];
  if (groups.length > 0) {
    parts.push(`${plural(inputs.files, 'prediction')}, ${count(inputs.scored)} scored\n`);
    if (inputs.missing.length > 0) parts.push(`missing: ${listed(inputs.missing)}\n`);
    for (const kind of ['extra', 'damaged', 'short', 'notes'] as const)
      if (inputs[kind].length > 0)
        parts.push(
          `${kind}: ${listed(
            inputs[kind].map(({ name, reason }) => `${name}: ${reason}`),
            '; ',
          )}\n`,
        );
    parts.push('\n', groupsText(result, groups));
    const compared = Object.entries(result.contrasts).slice(0, 1);
    for (const [
      name,
      {
        ratio,
        ratioInterval: [a, b],
      },
    ] of compared)
      parts.push(
        `\n${name}: out of distribution ${figure(ratio)} times in distribution (95 %: ${figure(a)} to ${figure(b)})\n`,
      );
  }
  for (const floor of floors)
    parts.push(
      `\n${bold(`floor ${floor.name}`)}: ground truth through the same pipeline\n`,
      groupsText(result, floor.groups),
    );
  return parts.join('');
}

function listed(items: readonly string[], between = ', '): string {
  const more = items.length - mostListed;
  return `${count(items.length)}: ${items.slice(0, mostListed).join(between)}${more > 0 ? `${between}and ${count(more)} more` : ''}`;
}

function groupsText({ metrics }: Evaluation, groups: readonly GroupResult[]): string {
  const rows = metrics.flatMap(({ name, unit }) =>
    groups.flatMap((group) => {
      const summary = group.metrics[name];
      if (!summary) return [];
      const { n, mean, standardError, median, interval } = summary;
      return [
        [
          name,
          unit,
          group.name,
          `${count(n)} of ${count(group.scored)}`,
          figure(mean),
          figure(standardError),
          `${figure(interval[0])}..${figure(interval[1])}`,
          figure(median),
        ],
      ];
    }),
  );
  return table(['metric', 'unit', 'split', 'clips', 'mean', 's.e.', '95 %', 'median'], rows, [
    'clips',
    'mean',
    's.e.',
    'median',
  ]);
}

function figure(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '-';
}
