// Where a scenario gets its random numbers: one draw is (seed, index, split, stream, factor ordinal) through Philox.
// Factors are drawn on stream 0 and, where a set of factors was infeasible, on 1, 2, ...; joint placement on stream 1 + try, under
// the ordinals of the factors that it places, so the two never meet.

import { second as secondUniform, uniform } from '../math/philox';

let seed: u64 = 0;
let index: u32 = 0;
let split: u32 = 0;

/** Which attempt at the clip the draws are for: each has 4,096 streams of its own. */
export let attempt: u32 = 0;

/** Names the clip, and the attempt at it, whose draws follow; `hash` is the low half of xxh64 of the split's name. */
export function beginDraws(planSeed: u64, splitHash: u32, clipIndex: u32, number: u32): void {
  seed = planSeed;
  split = splitHash;
  index = clipIndex;
  attempt = number;
}

/** Uniform in [0, 1) for a factor on a stream. */
export function draw(stream: u32, factor: u32): f64 {
  return uniform(index, split, stream + (attempt << 12), factor, seed);
}

/** A second, independent uniform of the last draw(). */
export function second(): f64 {
  return secondUniform;
}

/** a + u (b - a), the study's U(a, b); b may be less than a. */
export function between(a: f64, b: f64, u: f64): f64 {
  return a + u * (b - a);
}
