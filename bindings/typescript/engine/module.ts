// Finding, compiling and instantiating the WebAssembly module. The only file that knows about @assemblyscript/loader,
// which instantiates it; the module has no imports, no managed objects and no strings, so the loader adds nothing else.

import { instantiateSync } from '@assemblyscript/loader';
import { KinemaError } from '../errors.js';
import { ABI } from './layout.js';

/** What the module exports: assembly/index.ts. Numbers in, numbers out; pointers are byte addresses in `memory`. */
export interface Exports {
  readonly memory: WebAssembly.Memory;
  abi(): number;
  statusBlock(): number;
  catalogue(): number;
  catalogueLength(): number;
  reserve(length: number): number;
  planOpen(pointer: number, length: number): number;
  splitCount(): number;
  splitName(split: number): number;
  splitNameLength(split: number): number;
  splitOpen(split: number): number;
  splitSize(split: number): number;
  overrideFactor(ordinal: number, value: number): number;
  overrideClear(): void;
  clip(split: number, index: number, stages: number): number;
  clipBlock(): number;
  cameraColumnScale(): number;
  cameraColumn0(): number;
  cameraRowScale(): number;
  cameraRow0(): number;
  digests(split: number, from: number, count: number, stages: number): number;
  digestTable(): number;
  pngEncode(pointer: number, width: number, height: number, channels: number): number;
  outputBlock(): number;
  worldDefBlock(): number;
  worldDefaults(): void;
  worldOpen(): number;
  worldClose(world: number): number;
  worldReset(world: number): number;
  worldGet(world: number): number;
  worldSet(world: number): number;
  worldClone(world: number): number;
  worldCopy(to: number, from: number): number;
  worldStep(world: number, count: number): number;
  worldBodyCount(world: number): number;
  worldStates(world: number): number;
  worldInterpolated(world: number, alpha: number): number;
  worldDigest(world: number): bigint;
  worldContactCount(world: number): number;
  worldContacts(world: number): number;
  worldEventCount(world: number): number;
  worldEvents(world: number): number;
  worldTrace(world: number, on: number): number;
  worldTraced(world: number): number;
  worldTouching(world: number): number;
  worldTouches(): number;
  worldStats(world: number): number;
  worldSnapshot(world: number): number;
  worldBuffer(length: number): number;
  worldRestore(world: number, length: number): number;
  bodyDefBlock(): number;
  bodyDefaults(): void;
  worldAddBody(world: number): number;
  bodyRemove(world: number, body: number): number;
  bodyGet(world: number, body: number): number;
  bodySet(world: number, body: number): number;
  bodySetPose(world: number, body: number, x: number, y: number, angle: number): number;
  bodySetVelocity(world: number, body: number, vx: number, vy: number, omega: number): number;
  bodyApplyForce(world: number, body: number, fx: number, fy: number, torque: number): number;
  bodyApplyForceAt(world: number, body: number, fx: number, fy: number, px: number, py: number): number;
  bodyApplyImpulse(world: number, body: number, jx: number, jy: number, angular: number): number;
  bodyApplyImpulseAt(world: number, body: number, jx: number, jy: number, px: number, py: number): number;
  bodySetTarget(world: number, body: number, x: number, y: number, angle: number): number;
  bodyWake(world: number, body: number, awake: number): number;
  bodyState(world: number, body: number): number;
  bodyAt(world: number, row: number): number;
  bodyShape(world: number, body: number, after: number): number;
  bodyJoint(world: number, body: number, after: number): number;
  shapeDefBlock(): number;
  shapeDefaults(): void;
  worldAddShape(world: number, body: number): number;
  shapeRemove(world: number, shape: number): number;
  shapeGet(world: number, shape: number): number;
  shapeSet(world: number, shape: number): number;
  jointDefBlock(): number;
  jointDefaults(kind: number): void;
  worldAddJoint(world: number): number;
  jointRemove(world: number, joint: number): number;
  jointGet(world: number, joint: number): number;
  jointSet(world: number, joint: number): number;
  jointAt(world: number, row: number): number;
  worldJointCount(world: number): number;
  xxh64(pointer: number, length: number, seed: bigint): bigint;
  philox(counter: number, key: number, out: number): void;
}

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
