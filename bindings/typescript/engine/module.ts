// Finding, compiling and instantiating the WebAssembly module. The only file that knows about @assemblyscript/loader,
// which instantiates it; the module has no imports, no managed objects and no strings, so the loader adds nothing else.

import { instantiateSync } from '@assemblyscript/loader';
import { KinemaError } from '../errors.js';
import type { Exports } from './exports.js';
import { ABI } from './layout.js';

export type { Exports } from './exports.js';

/** Which build of the module to run: they give the same bits. `auto` takes SIMD where the engine has it. */
export type Build = 'auto' | 'simd' | 'scalar';

// A function that returns v128.const splatted: valid only where SIMD is.
const simdProbe = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** Whether this engine runs WebAssembly SIMD. */
export function hasSimd(): boolean {
  return WebAssembly.validate(simdProbe);
}

/** The file of a build, beside the bindings. */
export function moduleUrl(build: Build): URL {
  const simd = build === 'simd' || (build === 'auto' && hasSimd());
  return simd
    ? new URL('../../build/kinema.wasm', import.meta.url)
    : new URL('../../build/kinema.scalar.wasm', import.meta.url);
}

const fileSystem: string = 'node:fs/promises';

/** Reads a module's bytes: from disk under Node, Bun and Deno, else by fetch. */
export async function moduleBytes(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  if (url.protocol === 'file:') {
    // By its name in a variable, and ignored: no bundler then looks for a file system in browsers.
    const files: typeof import('node:fs/promises') = await import(
      /* @vite-ignore */ /* webpackIgnore: true */ fileSystem
    );
    return new Uint8Array(await files.readFile(url));
  }
  const response = await fetch(url);
  if (!response.ok) throw new KinemaError('system', `cannot fetch ${url}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** A fresh instance with a memory of its own. */
export function instantiate(module: WebAssembly.Module): Exports {
  // The instance's own exports: the loader's wrap every call to count its arguments, which this module never asks.
  const instance = instantiateSync(module, {}).instance.exports as unknown as Exports;
  if (instance.abi?.() !== ABI)
    throw new KinemaError(
      'internal',
      `the module speaks ABI ${instance.abi?.()}, these bindings speak ${ABI}: rebuild both`,
    );
  return instance;
}
