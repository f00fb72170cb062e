// Parts of the module compiled by themselves, for what no recipe and no scene reaches.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

function compile(entry: string, feature: '--enable' | '--disable') {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'kinema-raster-'));
  const file = join(folder, 'raster.wasm');
  const command = `--config none --runtime stub --use abort=assembly/memory/status/onAbort --noAssert ${feature} simd`;
  try {
    const asc = 'node_modules/assemblyscript/bin/asc.js';
    execFileSync(process.execPath, [asc, entry, ...command.split(' '), '-o', file], { cwd });
    return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file))).exports as any;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles an AssemblyScript file for both builds. */
export function compileBoth(entry: string) {
  return { simd: compile(entry, '--enable'), scalar: compile(entry, '--disable') };
}
