// The header of a deflate block with dynamic codes (RFC 1951, section 3.2.7): the code lengths of both alphabets,
// run-length coded in an alphabet of 19 symbols with a Huffman code of its own.

import { bitsPut } from './bits';
import { canonicalCodes, codeLengths } from './huffman';

const ITEMS: usize = memory.data(640, 16); // u8[320][2]: symbol, value of its extra bits
const COUNTS: usize = memory.data(80, 16); // u32[19]
const LENGTHS: usize = memory.data(32, 16); // u8[19]
const CODES: usize = memory.data(80, 16); // u32[19]
const ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

let itemsEnd: usize = 0;
let literalSymbols: u32 = 0;
let distanceSymbols: u32 = 0;
let lengthSymbols: u32 = 0;

/**
 * Prepares the header for the lengths u8[286] and u8[30] and returns its size in bits, the 3 bits of the block's
 * type not included.
 */
export function headerPrepare(literalLengths: usize, distanceLengths: usize): u32 {
  literalSymbols = 286;
  while (load<u8>(literalLengths + literalSymbols - 1) == 0) literalSymbols--;
  distanceSymbols = 30;
  while (load<u8>(distanceLengths + distanceSymbols - 1) == 0) distanceSymbols--;
  itemsEnd = ITEMS;
  memory.fill(COUNTS, 0, 80);
  runs(literalLengths, literalLengths + literalSymbols);
  runs(distanceLengths, distanceLengths + distanceSymbols);
  codeLengths(COUNTS, 19, 7, LENGTHS);
  canonicalCodes(LENGTHS, 19, CODES);
  lengthSymbols = 19;
  while (load<u8>(LENGTHS + load<u8>(ORDER + lengthSymbols - 1)) == 0) lengthSymbols--;
  let size: u32 = 14 + 3 * lengthSymbols;
  for (let item = ITEMS; item < itemsEnd; item += 2) {
    const symbol = <u32>load<u8>(item);
    size += <u32>load<u8>(LENGTHS + symbol) + extraBits(symbol);
  }
  return size;
}

/** Writes the header last prepared. */
export function headerWrite(): void {
  bitsPut((literalSymbols - 257) | ((distanceSymbols - 1) << 5) | ((lengthSymbols - 4) << 10), 14);
  for (let i: u32 = 0; i < lengthSymbols; i++) bitsPut(load<u8>(LENGTHS + load<u8>(ORDER + i)), 3);
  for (let item = ITEMS; item < itemsEnd; item += 2) {
    const symbol = <u32>load<u8>(item);
    const code = load<u32>(CODES + (<usize>symbol << 2));
    const length = code >> 16;
    bitsPut((code & 0xffff) | (<u32>load<u8>(item, 1) << length), length + extraBits(symbol));
  }
}

// @ts-ignore: decorator
@inline function extraBits(symbol: u32): u32 {
  return symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
}

function add(symbol: u32, extra: u32): void {
  store<u8>(itemsEnd, symbol);
  store<u8>(itemsEnd, extra, 1);
  itemsEnd += 2;
  const count = COUNTS + (<usize>symbol << 2);
  store<u32>(count, load<u32>(count) + 1);
}

// 16 repeats the length before 3 to 6 times, 17 and 18 are 3 to 10 and 11 to 138 zeros.
function runs(from: usize, end: usize): void {
  while (from < end) {
    const length = <u32>load<u8>(from);
    let run: u32 = 1;
    while (from + run < end && load<u8>(from + run) == length) run++;
    from += run;
    if (length != 0) {
      add(length, 0);
      run--;
      for (; run >= 3; run -= min(run, 6)) add(16, min(run, 6) - 3);
    } else {
      for (; run >= 11; run -= min(run, 138)) add(18, min(run, 138) - 11);
      if (run >= 3) {
        add(17, run - 3);
        run = 0;
      }
    }
    for (; run > 0; run--) add(length, 0);
  }
}
