// What the dataset and command line tests share: folders that vanish, a recipe of tiny clips, the compiled command line.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../dist/dataset/files.js';

const root = mkdtempSync(join(tmpdir(), 'kinema-test-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
let made = 0;

/** A path below a folder that vanishes when the tests end; nothing stands there. */
export function freshPath(name = 'data'): string {
  return join(root, `${++made}-${name}`);
}

/** Two splits of tiny clips: 25 random ones, and the 12 cells of a grid. */
export function tiny(changes: Record<string, unknown> = {}): any {
  return {
    kinema: 1,
    name: 'tiny',
    seed: 5,
    scenario: 'collision',
    timing: { frames: 8 },
    image: { size: [24, 16], view: [0, 0, 12, 8] },
    splits: {
      train: { count: 25, tags: { level: 'easy' } },
      grid: {
        grid: ['r1', 'r2'],
        factors: { r1: { linspace: [0.5, 1, 4] }, r2: { list: [0.5, 0.75, 1] } },
        markIn: { cell: 'grid' },
      },
    },
    ...changes,
  };
}

/** All files below a folder with their sha-256, by path. */
export function snapshot(dir: string): Record<string, string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const pairs = entries.map((entry) => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    return [path.slice(dir.length + 1), sha256(readFileSync(path))] as const;
  });
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The compiled command line. */
export const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Starts `kinema`; `finished` resolves when it ends. */
export function start(
  args: readonly string[],
  options: { env?: Record<string, string>; cwd?: string } = {},
): { child: ChildProcess; finished: Promise<Finished> } {
  const env: NodeJS.ProcessEnv = { ...process.env, KINEMA_DEBUG: '', ...options.env };
  const child = spawn(process.execPath, [main, ...args], { env, cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => stdout.push(data));
  child.stderr.on('data', (data: Buffer) => (stderr += data));
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout: Buffer.concat(stdout), stderr }));
  });
  return { child, finished };
}

/** Runs `kinema` to its end. */
export function run(...args: string[]): Promise<Finished> {
  return start(args).finished;
}
