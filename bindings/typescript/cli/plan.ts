// kinema plan: a recipe's plan, the text that people share.

import type { Command } from 'commander';
import { writeWhole } from '../dataset/files.js';
import { resolvePlan } from '../dataset/plan-source.js';
import { examples, type OverrideFlags, overridesOf, quietHelp, recipeHelp, withOverrides } from './options.js';
import { jsonLine, print } from './output.js';

interface Flags extends OverrideFlags {
  out?: string;
  json?: boolean;
}

/** Adds the command. */
export function addPlan(program: Command): void {
  const command = program
    .command('plan')
    .description("print a recipe's plan: its sha-256, which is the identity of the dataset, and its text")
    .argument('<recipe>', recipeHelp)
    .option('--out <file>', "write the plan's text to a file; only its sha-256 is printed");
  withOverrides(command)
    .option('--quiet', quietHelp)
    .option('--json', 'one JSON object; errors too, on stderr')
    .addHelpText(
      'after',
      examples(
        ['kinema plan collision', 'sha-256 and text'],
        ['kinema plan mine.yaml --out mine.plan', 'a file to share'],
        ['kinema generate mine.plan --out data/mine --count 100', 'made from it'],
      ),
    )
    .action((recipe: string, flags: Flags) => run(recipe, flags));
}

async function run(recipe: string, flags: Flags): Promise<void> {
  const { plan } = await resolvePlan(recipe, { overrides: overridesOf(flags) });
  const { sha256, text } = plan;
  if (flags.out !== undefined) writeWhole(flags.out, `${text}\n`);
  if (flags.json) await print(jsonLine({ sha256, text }));
  else await print(flags.out === undefined ? `${sha256}\n${text}\n` : `${sha256}\n`);
}
