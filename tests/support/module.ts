// The raw module under test: the shipped builds, without the bindings.
import { readFileSync } from 'node:fs';

export type Raw = Record<string, (...args: never[]) => number> & { memory: WebAssembly.Memory };

const compiled = new Map<string, WebAssembly.Module>();

/** A fresh instance of a build. */
export function instance(build: 'simd' | 'scalar' = 'simd'): any {
  const file = build === 'simd' ? 'kinema.wasm' : 'kinema.scalar.wasm';
  let module = compiled.get(file);
  if (!module) {
    module = new WebAssembly.Module(readFileSync(new URL(`../../build/${file}`, import.meta.url)));
    compiled.set(file, module);
  }
  return new WebAssembly.Instance(module).exports;
}

/** Puts bytes at reserve()'s address and returns it. */
export function put(raw: any, bytes: Uint8Array): number {
  const pointer = raw.reserve(bytes.length) as number;
  new Uint8Array(raw.memory.buffer).set(bytes, pointer);
  return pointer;
}

/** Recipes used all over the tests: one of each scenario. */
export function recipe(scenario: string, more: Record<string, unknown> = {}): any {
  return { kinema: 1, seed: 7, scenario, splits: { train: { count: 1000 } }, ...more };
}
