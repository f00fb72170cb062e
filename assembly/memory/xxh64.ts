// xxHash, 64-bit variant: the hash behind every digest of the contract.
//
// Source: the xxHash specification by Yann Collet (doc/xxhash_spec.md, XXH64). Four lanes take 8 bytes each of
// every 32, are merged, then the rest is taken by 8, 4 and 1 bytes and the bits are avalanched. It guards
// against accidents, not against people. All arithmetic is on wrapping 64-bit integers and all reads are
// little-endian, so there is nothing in it that a host could do differently. The lanes are bound by the 64-bit
// multiplier, which wasm's vectors do not have: a SIMD version would be slower.

// @ts-ignore: decorator
@inline const P1: u64 = 0x9e3779b185ebca87;
// @ts-ignore: decorator
@inline const P2: u64 = 0xc2b2ae3d27d4eb4f;
// @ts-ignore: decorator
@inline const P3: u64 = 0x165667b19e3779f9;
// @ts-ignore: decorator
@inline const P4: u64 = 0x85ebca77c2b2ae63;
// @ts-ignore: decorator
@inline const P5: u64 = 0x27d4eb2f165667c5;

// @ts-ignore: decorator
@inline function round(lane: u64, input: u64): u64 {
  return rotl<u64>(lane + input * P2, 31) * P1;
}

// @ts-ignore: decorator
@inline function merge(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * P1 + P4;
}

/** The XXH64 of `length` bytes at `pointer`. Reads only those bytes; no alignment is needed. */
export function xxh64(pointer: usize, length: usize, seed: u64): u64 {
  const end = pointer + length;
  let hash: u64;
  if (length >= 32) {
    const last = end - 32;
    let a = seed + P1 + P2;
    let b = seed + P2;
    let c = seed;
    let d = seed - P1;
    do {
      a = round(a, load<u64>(pointer));
      b = round(b, load<u64>(pointer, 8));
      c = round(c, load<u64>(pointer, 16));
      d = round(d, load<u64>(pointer, 24));
      pointer += 32;
    } while (pointer <= last);
    hash = rotl<u64>(a, 1) + rotl<u64>(b, 7) + rotl<u64>(c, 12) + rotl<u64>(d, 18);
    hash = merge(merge(merge(merge(hash, a), b), c), d);
  } else {
    hash = seed + P5;
  }
  hash += <u64>length;
  while (pointer + 8 <= end) {
    hash = rotl<u64>(hash ^ round(0, load<u64>(pointer)), 27) * P1 + P4;
    pointer += 8;
  }
  if (pointer + 4 <= end) {
    hash = rotl<u64>(hash ^ (<u64>load<u32>(pointer) * P1), 23) * P2 + P3;
    pointer += 4;
  }
  while (pointer < end) {
    hash = rotl<u64>(hash ^ (<u64>load<u8>(pointer) * P5), 11) * P1;
    pointer++;
  }
  hash = (hash ^ (hash >> 33)) * P2;
  hash = (hash ^ (hash >> 29)) * P3;
  return hash ^ (hash >> 32);
}
