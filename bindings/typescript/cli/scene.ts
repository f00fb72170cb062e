// kinema scene: steps a scene file and writes its trajectory.

import type { Command } from 'commander';
import { writeWhole } from '../dataset/files.js';
import { mostSteps, type TrajectoryOptions, trajectory, trajectoryFile } from '../dataset/trajectory.js';
import { interruptible } from './interrupt.js';
import { examples, required, whole } from './options.js';
import { jsonLine, note, print, stream } from './output.js';
import { Progress } from './progress.js';
import { byteSize, count } from './style.js';

interface Flags {
  steps?: number;
  every: number;
  out?: string;
  snapshot?: string;
  quiet?: boolean;
  json?: boolean;
}

/** Adds the command. */
export function addScene(program: Command): void {
  program
    .command('scene')
    .description('step a scene file and write its trajectory as JSON')
    .argument('<file>', 'a scene file (.json, .yaml); docs/formats.md lists its fields')
    .option('--steps <n>', 'steps in all', whole('--steps', 1, mostSteps))
    .option('--every <k>', 'an entry after steps 1, 1+k, 1+2k, ...', whole('--every', 1, mostSteps), 1)
    .option('--out <file>', 'FILE.json; - is standard output')
    .option('--snapshot <file>', 'also write a snapshot of the world after the last step')
    .option('--quiet', 'say nothing but errors')
    .option(
      '--json',
      'what was written as one JSON object on stdout (none with --out -); progress and errors as JSON lines on stderr',
    )
    .addHelpText(
      'after',
      examples(
        ['kinema scene tower.json --steps 600 --out tower-run.json', 'every step'],
        ['kinema scene slope.yaml --steps 600 --every 6 --out -', 'every sixth, printed'],
        ['kinema scene billiard.json --steps 300 --out run.json --snapshot end.bin', 'and the last state'],
      ),
    )
    .action((file: string, flags: Flags) => run(file, flags));
}

async function run(file: string, flags: Flags): Promise<void> {
  const steps = Number(required('--steps', flags.steps === undefined ? undefined : String(flags.steps), '600'));
  const out = required('--out', flags.out, 'run.json');
  const printed = out === '-';
  // Where the text itself runs over the terminal, a bar would run through it.
  const mixed = printed && process.stdout.isTTY && process.stderr.isTTY;
  const progress = new Progress(flags.quiet || mixed ? 'none' : flags.json ? 'json' : 'auto', 'steps');
  const advice = printed ? 'stopped' : 'stopped; nothing was written';
  const result = await interruptible(advice, async (signal) => {
    const options: TrajectoryOptions = {
      steps,
      every: flags.every,
      signal,
      onProgress: ({ steps: done, total }) => progress.update(done, total, done),
    };
    try {
      return await (printed ? trajectory(file, stream, options) : trajectoryFile(file, out, options));
    } finally {
      progress.stop();
    }
  });
  if (flags.snapshot !== undefined) writeWhole(flags.snapshot, result.world.snapshot());
  if (printed) return;
  const { frames, digest, bytes, world } = result;
  if (flags.json) {
    const contacts = world.contactCount;
    const { snapshot } = flags;
    const done = { event: 'done', out, steps, frames, bodies: world.bodyCount, contacts, digest, bytes, snapshot };
    return print(jsonLine(done));
  }
  if (!flags.quiet) note(`${out}: ${count(frames)} frames, ${byteSize(bytes)}; digest ${digest}`);
}
