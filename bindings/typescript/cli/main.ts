#!/usr/bin/env node
// The command line. Exit codes: 0 success; 2 a usage, recipe, scene or plan error; 1 anything else; 130 Ctrl-C.

import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { KinemaError } from '../errors.js';
import { nearest } from '../recipe/nearest.js';
import { addBench } from './bench.js';
import { addClip } from './clip.js';
import { addDigest } from './digest.js';
import { addEvaluate } from './evaluate.js';
import { addGenerate } from './generate.js';
import { Interrupted } from './interrupt.js';
import { jsonLine, ReaderLeft, watchStreams } from './output.js';
import { addPlan } from './plan.js';
import { addRecipes } from './recipes.js';
import { addScenarios } from './scenarios.js';
import { addScene } from './scene.js';
import { addStream } from './stream.js';
import { addVerify } from './verify.js';

const usageKinds: readonly string[] = ['usage', 'recipe', 'scene', 'plan'];

function version(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}

function build(): Command {
  const program = new Command('kinema')
    .description('Deterministic 2D physics clips from a recipe: the same bytes everywhere.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .addHelpText(
      'after',
      '\nEvery command has examples: kinema generate --help\nWith --json an error is one JSON object on stderr: {"error": message, "field": where known}',
    );
  addGenerate(program);
  addClip(program);
  addDigest(program);
  addStream(program);
  addVerify(program);
  addEvaluate(program);
  addPlan(program);
  addScene(program);
  addScenarios(program);
  addRecipes(program);
  addBench(program);
  addHelp(program);
  return program;
}

function addHelp(program: Command): void {
  program
    .command('help')
    .description('show this help, or that of a command')
    .argument('[command]')
    .action((name: string | undefined) => {
      if (name === undefined) return program.outputHelp();
      const command = program.commands.find((candidate) => candidate.name() === name);
      if (command) return command.outputHelp();
      const names = program.commands.map((candidate) => candidate.name());
      throw new KinemaError('usage', `unknown command '${name}'${nearest(name, names)} (see kinema --help)`);
    });
}

/** Says what went wrong in plain words, and gives the exit code. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help')
      say(
        `${error.message.replace(/^error: /, '').replace(/\n\(Did you mean (.*)\?\)$/s, '; did you mean $1?')} (see kinema --help)`,
      );
    return 2;
  }
  if (error instanceof ReaderLeft) return 0;
  if (process.env.KINEMA_DEBUG === '1') console.error(error);
  if (error instanceof Interrupted) {
    say(error.message);
    return error.exitCode;
  }
  say(error instanceof Error ? error.message : String(error), error instanceof KinemaError ? error.field : undefined);
  return error instanceof KinemaError && usageKinds.includes(error.kind) ? 2 : 1;
}

/** Whether --json was given: the error may be that the flags could not be read. */
function wantsJson(): boolean {
  const args = process.argv.slice(2);
  const end = args.indexOf('--');
  return args.slice(0, end < 0 ? undefined : end).includes('--json');
}

function say(message: string, field?: string): void {
  if (wantsJson()) {
    process.stderr.write(jsonLine({ error: message, field }));
    return;
  }
  process.stderr.write(
    message
      .split('\n')
      .map((line) => `kinema: ${line}\n`)
      .join(''),
  );
}

watchStreams(explain);
try {
  await build().parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}
