// The heap, the tree, the set of pairs and the sort by themselves (tree-entry.ts), compiled once for all their tests, with and without SIMD.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

function compile(feature: '--enable' | '--disable') {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'kinema-tree-'));
  const file = join(folder, 'tree.wasm');
  const text = join(folder, 'tree.wat');
  const command = `--config none --runtime stub --use abort=assembly/memory/status/onAbort --noAssert --pedantic ${feature} simd`;
  const flags = [...command.split(' '), '-o', file, '-t', text];
  try {
    const asc = 'node_modules/assemblyscript/bin/asc.js';
    const output = execFileSync(process.execPath, [asc, 'tests/dynamics/tree-entry.ts', ...flags], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (output.trim()) throw new Error(output);
    return { module: new WebAssembly.Module(readFileSync(file)), text: readFileSync(text, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const builds = { simd: compile('--enable'), scalar: compile('--disable') };

export type Build = keyof typeof builds;

export const both = ['simd', 'scalar'] as const;

/** A fresh instance. */
export function instance(build: Build): any {
  return new WebAssembly.Instance(builds[build].module).exports;
}

/** `count` words at an address that the module returned, which may be negative. */
export function words(m: any, pointer: number, count: number): Uint32Array {
  return new Uint32Array(m.memory.buffer, pointer >>> 0, count);
}
