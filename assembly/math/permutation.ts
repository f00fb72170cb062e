// A keyed permutation of 0 .. n-1 in constant time and memory: the order of a shuffled grid.
//
// A balanced Feistel network permutes the smallest square of a power of two that holds n; values beyond n are sent
// through again until they fall inside (cycle walking: J. Black, P. Rogaway, "Ciphers with arbitrary finite domains",
// CT-RSA 2002). The domain is below 4 n, so a value walks fewer than four times on average. Eight rounds; the round
// function is the finaliser of MurmurHash3 (A. Appleby) on the half xor a round key from Philox.
// Rejected: a shuffled table (4 bytes a cell, seconds to make for 3 M cells, and it must be made before clip 0).

import { philoxWord } from './philox';

const ROUNDS: u32 = 8;

/** Philox stream that the round keys are drawn from. */
const KEY_STREAM: u32 = 0xfffffffe;

/** Bytes of a prepared key. */
export const PERMUTATION_SIZE: usize = 32;

/** Draws the round keys of a split's permutation. */
export function permutationOpen(key: usize, seed: u64, split: u32): void {
  for (let i: u32 = 0; i < ROUNDS; i++) store<u32>(key + (<usize>i << 2), philoxWord(i, split, KEY_STREAM, 0, seed));
}

/** Where the permutation of 0 .. n-1 under `key` sends `index` < n; n <= 2^32 - 1. */
export function permute(key: usize, index: u32, n: u32): u32 {
  if (n < 2) return 0;
  const bits = <u32>(32 - clz(n - 1));
  const half = (bits + 1) >> 1;
  const low = <u32>((<u64>1 << half) - 1);
  let value = index;
  do {
    let left = value >>> half;
    let right = value & low;
    for (let i: u32 = 0; i < ROUNDS; i++) {
      const next = left ^ (mix(right ^ load<u32>(key + (<usize>i << 2))) & low);
      left = right;
      right = next;
    }
    value = (left << half) | right;
  } while (value >= n);
  return value;
}

// @ts-ignore: decorator
@inline
function mix(h: u32): u32 {
  h ^= h >>> 16;
  h *= 0x85ebca6b;
  h ^= h >>> 13;
  h *= 0xc2b2ae35;
  return h ^ (h >>> 16);
}
