// What golden.json holds and is made from: plans compiled and worlds packed once with the library, as inputs.json for all drivers.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packWorlds } from './worlds.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const goldenPath = fileURLToPath(new URL('golden.json', import.meta.url));
export const inputsPath = `${root}build/runtimes/inputs.json`;
export const builds = { simd: `${root}build/kinema.wasm`, scalar: `${root}build/kinema.scalar.wasm` };

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/**
 * Writes inputs.json.
 * @returns its text, and the checksum of each plan and each world's definitions by name
 */
export async function makeInputs() {
  const { loadKinema } = await import('../../dist/index.js');
  const kinema = await loadKinema();
  const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));
  const sums = {};
  const plans = cases.map(({ name, recipe, layers, split, first, count }) => {
    const source = typeof recipe === 'string' ? readFileSync(`${root}recipes/${recipe}.json`, 'utf8') : recipe;
    const plan = kinema.compile(source, { layers });
    sums[name] = plan.sha256;
    const number = plan.info.splits.findIndex((row) => row.name === split);
    return { name, plan: Buffer.from(plan.bytes).toString('base64'), split: number, first, count };
  });
  const worlds = await packWorlds(builds.simd);
  for (const { name, calls } of worlds) sums[name] = sha256(JSON.stringify(calls));
  const text = JSON.stringify({ plans, worlds });
  mkdirSync(`${root}build/runtimes`, { recursive: true });
  writeFileSync(inputsPath, text);
  return { text, sums };
}

/** { inputs: checksums, digests: lines of each case, everywhere: lines of examples/everywhere }. */
export function readGolden() {
  if (!existsSync(goldenPath)) return { inputs: {}, digests: {}, everywhere: [] };
  return JSON.parse(readFileSync(goldenPath, 'utf8'));
}

export function writeGolden(golden) {
  writeFileSync(goldenPath, `${JSON.stringify(golden, null, 2)}\n`);
}

/** What differs between two tables of lines, one sentence a case. */
export function differences(found, golden) {
  const names = new Set([...Object.keys(golden), ...Object.keys(found)]);
  return [...names].flatMap((name) => {
    const lines = found[name] ?? [];
    const wanted = golden[name] ?? [];
    const at = Array.from({ length: Math.max(lines.length, wanted.length) }, (_, i) => i).filter(
      (i) => lines[i] !== wanted[i],
    );
    if (at.length === 0) return [];
    const i = at[0];
    return [
      `${name}: ${at.length} of ${wanted.length} differ, first\n      is     ${lines[i]}\n      golden ${wanted[i]}`,
    ];
  });
}

/** The cases that are not what the golden digests were made from, one sentence each. */
export function changedInputs(sums, golden) {
  return Object.entries(sums)
    .filter(([name, sum]) => golden.inputs[name] !== sum)
    .map(
      ([name, sum]) =>
        `${name}: sha-256 of the plan or the definitions\n      is     ${sum}\n      golden ${golden.inputs[name]}`,
    );
}
