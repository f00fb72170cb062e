// One deflate block (RFC 1951): literals and matches are collected, then written with the codes that suit them.
//
// Collected as sequences: so many literals (their bytes stand in one buffer), then one match of any length at one
// of two distances. A run over a thousand background pixels is one sequence and becomes its 258-byte matches only
// when written. Collecting first makes real Huffman codes possible: on clips half of the bits are the grey levels
// of soft edges and the colours of the bodies, which no fixed table can know; building them costs 10 us.
// A block is written with the fixed codes where those are shorter (tiny pictures). They bound the size as well:
// literals cost at most 9 bits, and matches, which are of 4 bytes at least, 31. Stored blocks are not needed.

import { allocate } from '../memory/arena';
import {
  LENGTH_BASE, LENGTH_EXTRA, LENGTH_SYMBOL, alphabetOpen, distanceBits, distanceExtra, distanceSymbol,
} from './alphabet';
import { bitsBegin, bitsEnd, bitsPending, bitsPut, bitsResume, bitsTo, bitsWaiting } from './bits';
import { headerPrepare, headerWrite } from './header';
import { canonicalCodes, codeLengths } from './huffman';

// @ts-ignore: decorator
@inline const LITERALS: usize = 65536; // per block
// @ts-ignore: decorator
@inline const SEQUENCES: usize = 16384; // per block

let literals: usize = 0; // u8[LITERALS + 16]
let sequences: usize = 0; // u32[SEQUENCES][2]: literals << 1 | far, length of the match (0: none)

let literal: usize = 0; // the first literal of the open sequence
let literalEnd: usize = 0; // where the next literal goes
let sequence: usize = 0; // where the next sequence goes

// Distances of this stream. Each: symbol, number of extra bits, extra bits.
let nearSymbol: u32 = 0;
let nearExtra: u32 = 0;
let nearBits: u64 = 0;
let farSymbol: u32 = 0;
let farExtra: u32 = 0;
let farBits: u64 = 0;

// @ts-ignore: decorator
@inline const END: usize = 256;

// Counts by quarter, so that equal bytes in a row do not wait for one another's store.
const QUARTERS: usize = memory.data(4096, 16); // u32[4][256]
const LITERAL_COUNTS: usize = memory.data(1152, 16); // u32[288]
const DISTANCE_COUNTS: usize = memory.data(128, 16); // u32[32]
const LENGTHS: usize = memory.data(320, 16); // u8[288 + 32]: of literal and length codes, then distance codes
const FIXED_LENGTHS: usize = memory.data(320, 16);
const LITERAL_CODES: usize = memory.data(1152, 16); // u32[288]
const DISTANCE_CODES: usize = memory.data(128, 16); // u32[32]

/** Makes buffers and tables. Returns false, with the status set, when memory cannot grow. */
export function blockOpen(): bool {
  literals = allocate(LITERALS + 16);
  sequences = allocate(SEQUENCES << 3);
  if (literals == 0 || sequences == 0) return false;
  alphabetOpen();
  memory.fill(FIXED_LENGTHS, 8, 144);
  memory.fill(FIXED_LENGTHS + 144, 9, 112);
  memory.fill(FIXED_LENGTHS + 256, 7, 24);
  memory.fill(FIXED_LENGTHS + 280, 8, 8);
  memory.fill(FIXED_LENGTHS + 288, 5, 32);
  return true;
}

/** Begins a stream at `out`. Matches are of distance `near` or `far` (0: never used), both <= 32768. */
export function blockBegin(out: usize, near: u32, far: u32): void {
  literal = literals;
  literalEnd = literals;
  sequence = sequences;
  nearSymbol = distanceSymbol(near);
  nearExtra = distanceExtra(near);
  nearBits = distanceBits(near);
  farSymbol = distanceSymbol(max(far, 1));
  farExtra = distanceExtra(max(far, 1));
  farBits = distanceBits(max(far, 1));
  bitsBegin(out);
}

/** Writes what is left as the last block; returns the end of the stream. */
export function blockEnd(): usize {
  if (literalEnd != literal) addSequence(literalEnd, 0, 0);
  write(1);
  return bitsEnd();
}

/** Where the next literal is to be stored, and the end of the room for literals. */
export function literalAt(): usize {
  return literalEnd;
}

/** Says that literals have been stored up to `end`. */
export function keepLiterals(end: usize): void {
  literalEnd = end;
}

export function literalLimit(): usize {
  return literals + LITERALS;
}

/**
 * Appends a sequence: the literals that were stored since the last one, up to `end`, then a match. length: at
 * least 4 and, beyond 258, neither 1 nor 2 more than a multiple of 258; or 0, no match. Returns literalAt().
 */
export function addSequence(end: usize, length: u32, far: u32): usize {
  store<u32>(sequence, <u32>((end - literal) << 1) | far);
  store<u32>(sequence, length, 4);
  sequence += 8;
  literal = end;
  literalEnd = end;
  if (end == literals + LITERALS || sequence == sequences + (SEQUENCES << 3)) write(0);
  return literalEnd;
}

// @ts-ignore: decorator
@inline function count(counts: usize, symbol: usize, number: u32): void {
  const at = counts + (symbol << 2);
  store<u32>(at, load<u32>(at) + number);
}

function countLiterals(): void {
  memory.fill(QUARTERS, 0, 4096);
  let from = literals;
  for (; from + 4 <= literal; from += 4) {
    count(QUARTERS, load<u8>(from), 1);
    count(QUARTERS + 1024, load<u8>(from, 1), 1);
    count(QUARTERS + 2048, load<u8>(from, 2), 1);
    count(QUARTERS + 3072, load<u8>(from, 3), 1);
  }
  for (; from < literal; from++) count(QUARTERS, load<u8>(from), 1);
  for (let i: usize = 0; i < 1024; i += 4) {
    const at = QUARTERS + i;
    store<u32>(LITERAL_COUNTS + i, load<u32>(at) + load<u32>(at, 1024) + load<u32>(at, 2048) + load<u32>(at, 3072));
  }
  memory.fill(LITERAL_COUNTS + 1024, 0, 128);
  count(LITERAL_COUNTS, END, 1);
}

/** Counts the symbols of the matches. */
function countMatches(): void {
  memory.fill(DISTANCE_COUNTS, 0, 128);
  let near: u32 = 0;
  let far: u32 = 0;
  let maximal: u32 = 0;
  for (let from = sequences; from < sequence; from += 8) {
    const length = load<u32>(from, 4);
    if (length == 0) continue;
    const whole = length / 258;
    const rest = length - whole * 258;
    let matches = whole;
    maximal += whole;
    if (rest != 0) {
      count(LITERAL_COUNTS, <usize>load<u8>(LENGTH_SYMBOL + rest) + 257, 1);
      matches++;
    }
    if ((load<u32>(from) & 1) != 0) far += matches;
    else near += matches;
  }
  count(LITERAL_COUNTS, 285, maximal);
  count(DISTANCE_COUNTS, nearSymbol, near);
  count(DISTANCE_COUNTS, farSymbol, far);
}

/** Bits of all counted symbols with the code lengths at `lengths`, extra bits not included. */
function cost(lengths: usize): u64 {
  let bits: u64 = 0;
  for (let i: usize = 0; i < 286; i++) bits += <u64>load<u32>(LITERAL_COUNTS + (i << 2)) * load<u8>(lengths + i);
  for (let i: usize = 0; i < 30; i++) bits += <u64>load<u32>(DISTANCE_COUNTS + (i << 2)) * load<u8>(lengths + i, 288);
  return bits;
}

// @ts-ignore: decorator
@inline function codeOf(codes: usize, symbol: usize): u32 {
  return load<u32>(codes + (symbol << 2));
}

function writeSymbols(): void {
  let to = bitsTo();
  let bits = bitsPending();
  let waiting = bitsWaiting();
  const maximal = codeOf(LITERAL_CODES, 285);
  const maximalCount = <u64>(maximal >> 16);
  const near = codeOf(DISTANCE_CODES, nearSymbol);
  const nearCount = <u64>(near >> 16);
  const nearCode = <u64>(near & 0xffff) | (nearBits << nearCount);
  const far = codeOf(DISTANCE_CODES, farSymbol);
  const farCount = <u64>(far >> 16);
  const farCode = <u64>(far & 0xffff) | (farBits << farCount);
  // Background is thousands of maximal near matches: where eight of them fit one flush, they go together.
  const single = <u64>(maximal & 0xffff) | (nearCode << maximalCount);
  const singleCount = maximalCount + nearCount + nearExtra;
  let eight: u64 = 0;
  for (let i: u64 = 0; i < 8; i++) eight |= single << (i * singleCount);
  const together = singleCount <= 7;

  let from = literals;
  for (let at = sequences; at < sequence; at += 8) {
    const first = load<u32>(at);
    const end = from + <usize>(first >> 1);
    while (from < end) {
      // Three codes of at most 15 bits; beyond the end of the sequence they are void.
      const a = codeOf(LITERAL_CODES, load<u8>(from));
      const b = select<u32>(codeOf(LITERAL_CODES, load<u8>(from, 1)), 0, from + 1 < end);
      const c = select<u32>(codeOf(LITERAL_CODES, load<u8>(from, 2)), 0, from + 2 < end);
      bits |= <u64>(a & 0xffff) << waiting;
      waiting += a >> 16;
      bits |= <u64>(b & 0xffff) << waiting;
      waiting += b >> 16;
      bits |= <u64>(c & 0xffff) << waiting;
      waiting += c >> 16;
      store<u64>(to, bits);
      to += <usize>(waiting >> 3);
      bits >>= waiting & 56;
      waiting &= 7;
      from += 3;
    }
    from = end;
    const length = load<u32>(at, 4);
    if (length == 0) continue;
    const isFar = (first & 1) != 0;
    const distance = isFar ? farCode : nearCode;
    const distanceCount = isFar ? farCount + farExtra : nearCount + nearExtra;
    const pair = <u64>(maximal & 0xffff) | (distance << maximalCount);
    const pairCount = maximalCount + distanceCount;
    let whole = length / 258;
    const rest = length - whole * 258;
    if (together && !isFar) {
      while (whole > 0) {
        const now = min(whole, 8);
        const count = now * singleCount;
        bits |= (eight & ((<u64>1 << count) - 1)) << waiting;
        waiting += count;
        store<u64>(to, bits);
        to += <usize>(waiting >> 3);
        bits >>= waiting & 56;
        waiting &= 7;
        whole -= now;
      }
    }
    for (; whole > 0; whole--) {
      bits |= pair << waiting;
      waiting += pairCount;
      store<u64>(to, bits);
      to += <usize>(waiting >> 3);
      bits >>= waiting & 56;
      waiting &= 7;
    }
    if (rest == 0) continue;
    // At most 15 + 5 + 15 + 13 bits.
    const symbol = <usize>load<u8>(LENGTH_SYMBOL + rest);
    const code = codeOf(LITERAL_CODES, symbol + 257);
    bits |= <u64>(code & 0xffff) << waiting;
    waiting += code >> 16;
    bits |= <u64>(rest - load<u16>(LENGTH_BASE + 2 * symbol)) << waiting;
    waiting += load<u8>(LENGTH_EXTRA + symbol);
    bits |= distance << waiting;
    waiting += distanceCount;
    store<u64>(to, bits);
    to += <usize>(waiting >> 3);
    bits >>= waiting & 56;
    waiting &= 7;
  }
  bitsResume(to, bits, waiting);
  const end = codeOf(LITERAL_CODES, END);
  bitsPut(end & 0xffff, end >> 16);
}

/** Writes the block that has been collected, and begins another. */
function write(last: u32): void {
  countLiterals();
  countMatches();
  const fixed = cost(FIXED_LENGTHS);
  codeLengths(LITERAL_COUNTS, 286, 15, LENGTHS);
  codeLengths(DISTANCE_COUNTS, 30, 15, LENGTHS + 288);
  const header = headerPrepare(LENGTHS, LENGTHS + 288);
  let lengths = LENGTHS;
  if (cost(LENGTHS) + header < fixed) {
    bitsPut(last | 4, 3);
    headerWrite();
  } else {
    bitsPut(last | 2, 3);
    lengths = FIXED_LENGTHS;
  }
  canonicalCodes(lengths, 288, LITERAL_CODES);
  canonicalCodes(lengths + 288, 32, DISTANCE_CODES);
  writeSymbols();
  literal = literals;
  literalEnd = literals;
  sequence = sequences;
}
