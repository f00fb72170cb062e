// Philox4x32-10: the counter-based random number generator behind every draw.
//
// Why counter-based: a draw is a pure function of (seed, index, split, stream, factor), so any clip can be made alone,
// in any order, and adding a factor or a split shifts nothing. Method and constants: J. Salmon, M. Moraes, R. Dror,
// D. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Rejected: splitmix/xoshiro streams (no random
// access without a seek per draw), hashing the counter with xxh64 (no published statistical tests as a generator).

const M0: u64 = 0xd2511f53;
const M1: u64 = 0xcd9e8d57;
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;

const OUT: usize = memory.data(16, 16);

/** Writes the four output words of counter (c0..c3) under key (k0, k1) at `out`: u32[4]. */
export function philox4x32(c0: u32, c1: u32, c2: u32, c3: u32, k0: u32, k1: u32, out: usize): void {
  for (let round = 0; round < 10; round++) {
    const p0 = M0 * <u64>c0;
    const p1 = M1 * <u64>c2;
    c0 = <u32>(p1 >> 32) ^ c1 ^ k0;
    c1 = <u32>p1;
    c2 = <u32>(p0 >> 32) ^ c3 ^ k1;
    c3 = <u32>p0;
    k0 += W0;
    k1 += W1;
  }
  store<u32>(out, c0, 0);
  store<u32>(out, c1, 4);
  store<u32>(out, c2, 8);
  store<u32>(out, c3, 12);
}

/** One word of a counter's output: word 0. */
export function philoxWord(c0: u32, c1: u32, c2: u32, c3: u32, seed: u64): u32 {
  philox4x32(c0, c1, c2, c3, <u32>seed, <u32>(seed >> 32), OUT);
  return load<u32>(OUT);
}

/** Second uniform of the last uniform() call, from words 2 and 3. */
export let second: f64 = 0.0;

/**
 * A double in [0, 1) with 53 random bits, from words 0 and 1 of the counter's output:
 * (floor(w0 / 2^5) * 2^26 + floor(w1 / 2^6)) / 2^53. `second` is set likewise from words 2 and 3.
 */
export function uniform(index: u32, split: u32, stream: u32, draw: u32, seed: u64): f64 {
  philox4x32(index, split, stream, draw, <u32>seed, <u32>(seed >> 32), OUT);
  second = unit(load<u32>(OUT, 8), load<u32>(OUT, 12));
  return unit(load<u32>(OUT), load<u32>(OUT, 4));
}

function unit(high: u32, low: u32): f64 {
  return (<f64>(high >>> 5) * 67108864.0 + <f64>(low >>> 6)) * (1.0 / 9007199254740992.0);
}
