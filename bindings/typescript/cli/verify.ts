// kinema verify: proves a dataset against its manifest.

import { join } from 'node:path';
import type { Command } from 'commander';
import { readSmall } from '../dataset/files.js';
import { manifestName, parseManifest } from '../dataset/manifest.js';
import { type VerifyResult, verify } from '../dataset/verify.js';
import { KinemaError } from '../errors.js';
import { interruptible } from './interrupt.js';
import { examples, mostIndex, whole } from './options.js';
import { jsonLine, print } from './output.js';
import { Progress } from './progress.js';
import { bold, dim, duration, plural } from './style.js';

interface Flags {
  sample?: number;
  all?: boolean;
  workers?: number;
  quiet?: boolean;
  json?: boolean;
}

const mostShown = 50;

/** Adds the command. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('prove a dataset against its manifest: every file by its sha-256, clips by making them again')
    .argument('<dir>', 'folder of the dataset')
    .option('--sample <k>', 'make k clips again, spread evenly (default: 16)', whole('--sample', 0, mostIndex))
    .option('--all', 'make every clip again')
    .option('--workers <n>', 'threads (default: one a core)', whole('--workers', 1, 256))
    .option('--quiet', 'print nothing but what differs')
    .option('--json', 'the result as one JSON object; progress and errors as JSON lines on stderr')
    .addHelpText(
      'after',
      `
Prints a line for each thing that differs: its path in the folder, the clip, and what differs. Exits 1 if anything does.
${examples(['kinema verify data/collision', 'all files, 16 clips'], ['kinema verify data/collision --all', 'every clip as well'])}`,
    )
    .action((dir: string, flags: Flags) => run(dir, flags));
}

async function run(dir: string, flags: Flags): Promise<void> {
  const { sample, all, workers, quiet, json } = flags;
  if (all && sample !== undefined) throw new KinemaError('usage', '--sample: stands beside --all; give one of them');
  const clipsInAll = all ? manifestClips(dir) : undefined;
  const noun = clipsInAll === undefined ? 'shards' : 'clips';
  const progress = new Progress(quiet ? 'none' : json ? 'json' : 'auto', noun);
  const started = performance.now();
  const result = await interruptible('stopped; nothing is proved', async (signal) => {
    try {
      return await verify(dir, {
        sample,
        all,
        workers,
        signal,
        onProgress: ({ clips, shards, total }) =>
          clipsInAll === undefined ? progress.update(shards, total, shards) : progress.update(clips, clipsInAll, clips),
      });
    } finally {
      progress.stop();
    }
  });
  const seconds = (performance.now() - started) / 1000;
  if (json) await print(jsonLine({ event: 'done', dir, ...result, seconds: Number(seconds.toFixed(3)) }));
  else await print(text(dir, result, seconds, quiet));
  if (!result.ok)
    throw new KinemaError(
      'data',
      `${dir}: ${plural(result.problems.length, 'thing')} ${result.problems.length === 1 ? 'differs' : 'differ'}`,
    );
}

/** How many clips a dataset has, for the progress; undefined where its manifest cannot be read, which `verify` tells. */
function manifestClips(dir: string): number | undefined {
  try {
    const bytes = readSmall(join(dir, manifestName));
    const parsed = bytes && parseManifest(bytes.toString('utf8'));
    if (!parsed || 'problem' in parsed) return undefined;
    return parsed.manifest.splits.reduce((sum, { count }) => sum + count, 0);
  } catch {
    return undefined;
  }
}

function text(dir: string, result: VerifyResult, seconds: number, quiet: boolean | undefined): string {
  const { ok, problems, shards, clips, clipsMade, splits, notes } = result;
  const lines = problems.slice(0, mostShown);
  if (problems.length > mostShown) lines.push(`... and ${problems.length - mostShown} more`);
  if (ok && !quiet) {
    lines.push(
      `${bold(dir)} is proved: ${plural(shards, 'shard')} of ${plural(clips, 'clip')}, ${plural(clipsMade, 'clip')} made again, ${duration(seconds)}`,
    );
    for (const { name, roots } of splits) {
      lines.push(`  ${bold(name)}`, `    root-states ${dim(roots.states)}`);
      if (roots.frames) lines.push(`    root-frames ${dim(roots.frames)}`);
    }
    lines.push(...notes);
  }
  return lines.map((line) => `${line}\n`).join('');
}
