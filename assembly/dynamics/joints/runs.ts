// Runs of joints that may be solved at once: where the joints of a step lie, and in which order they are solved.
//
// Order: level, then joints between bodies that can be moved, then those with what cannot (they win), colour. Joints of one colour share no body that
// can be moved, so their order does not matter: plain hinges stand in blocks of lanes (hinge-block.ts), the others in records of their own
// (joint-block.ts), in order of their numbers. The last colour holds what found no other; its joints are solved one by one.

import { LEVELS } from '../levels';
import { Hinge } from './hinge-block';
import { JointBlock } from './joint-block';

/** Hinges that are solved at once. */
// @ts-ignore: decorator
@inline export const LANES: u32 = ASC_FEATURE_SIMD ? 4 : 1;

/** The colour of joints that find no other. */
// @ts-ignore: decorator
@inline export const OVERFLOW: u32 = 31;

/** Kinds of joints in a run. */
export namespace Run {
  // @ts-ignore: decorator
  @inline export const Any: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Hinges: u32 = 1;
  /** Hinges of islands in which gravity acts in halves (solve-joints.ts). */
  // @ts-ignore: decorator
  @inline export const Halved: u32 = 2;
}

/** Buckets: level x 256 + (with what cannot be moved ? 128 : 0) + colour x 4 + kind. */
const BUCKETS: u32 = LEVELS * 256;

// Per bucket: joints, address of the first, joints placed so far.
const counts: usize = memory.data(4096, 16);
const starts: usize = memory.data(4096, 16);
const placed: usize = memory.data(4096, 16);
// Buckets that hold joints, ascending, and where those of each level begin.
const used: usize = memory.data(4096, 16);
const firsts: usize = memory.data(20, 4);

/** Whether gravity acts in halves on what asks for it: not where impulses are those of the whole step. */
export let halving: bool = false;

// @ts-ignore: decorator
@inline
function at(list: usize, i: u32): usize {
  return list + (<usize>i << 2);
}

export function clearRuns(): void {
  memory.fill(counts, 0, <usize>BUCKETS << 2);
}

/** Counts a joint of a bucket. */
// @ts-ignore: decorator
@inline
export function count(bucket: u32): void {
  store<u32>(at(counts, bucket), load<u32>(at(counts, bucket)) + 1);
}

/** Lays out what has been counted; returns its bytes. Starts are offsets until openRuns(). */
export function layOut(levels: u32, halves: bool): usize {
  halving = halves;
  let bytes: usize = 0;
  let runs: u32 = 0;
  for (let level: u32 = 0; level < LEVELS; level++) {
    store<u32>(at(firsts, level), runs);
    if (!(levels & (1 << level))) continue;
    for (let bucket = level << 8; bucket < (level + 1) << 8; bucket++) {
      const n = load<u32>(at(counts, bucket));
      if (n == 0) continue;
      store<u32>(at(used, runs), bucket);
      runs++;
      store<u32>(at(placed, bucket), 0);
      store<u32>(at(starts, bucket), <u32>bytes);
      bytes += bucket & 3 ? <usize>blocksOf(n) * BLOCK : <usize>n * JointBlock.SIZE;
    }
  }
  store<u32>(at(firsts, LEVELS), runs);
  return bytes;
}

/** Bytes of a block of hinges, and between its fields. */
// @ts-ignore: decorator
@inline export const STRIDE: usize = <usize>LANES << 2;
// @ts-ignore: decorator
@inline const BLOCK: usize = Hinge.SIZE * STRIDE;

// @ts-ignore: decorator
@inline
export function blocksOf(n: u32): u32 {
  return (n + LANES - 1) / LANES;
}

/** Makes the starts of runs addresses, and fills lanes without a hinge: of mass 1 between two at rest in record 0, which they leave as it is. */
export function openRuns(base: usize): void {
  const runs = load<u32>(at(firsts, LEVELS));
  for (let i: u32 = 0; i < runs; i++) {
    const bucket = load<u32>(at(used, i));
    const start = base + load<u32>(at(starts, bucket));
    store<u32>(at(starts, bucket), <u32>start);
    const n = load<u32>(at(counts, bucket));
    if (!(bucket & 3) || n % LANES == 0) continue;
    const last = start + <usize>(n / LANES) * BLOCK;
    memory.fill(last, 0, BLOCK);
    for (let lane: usize = 0; lane < STRIDE; lane += 4) store<f32>(last + Hinge.inverseMassA * STRIDE + lane, 1);
  }
}

/** Where the next joint of a bucket goes: its record, or its lane of a block. */
// @ts-ignore: decorator
@inline
export function place(bucket: u32): usize {
  const n = load<u32>(at(placed, bucket));
  store<u32>(at(placed, bucket), n + 1);
  const start = <usize>load<u32>(at(starts, bucket));
  return bucket & 3 ? start + <usize>(n / LANES) * BLOCK + (<usize>(n % LANES) << 2) : start + <usize>n * JointBlock.SIZE;
}

/** The first run of a level; its end is the first of the next. */
// @ts-ignore: decorator
@inline export function firstRun(level: u32): u32 {
  return load<u32>(at(firsts, level));
}

/** Run.. of the i-th run, its first address, and how many joints it has. */
// @ts-ignore: decorator
@inline export function kindOf(i: u32): u32 {
  return load<u32>(at(used, i)) & 3;
}

// @ts-ignore: decorator
@inline export function startOf(i: u32): usize {
  return <usize>load<u32>(at(starts, load<u32>(at(used, i))));
}

// @ts-ignore: decorator
@inline export function sizeOf(i: u32): u32 {
  return load<u32>(at(counts, load<u32>(at(used, i))));
}
