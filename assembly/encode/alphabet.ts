// The alphabets of deflate (RFC 1951, section 3.2.5): how lengths and distances become symbols and extra bits.

export const LENGTH_SYMBOL: usize = memory.data(272, 16); // u8[259]: by length, less 257
// By symbol less 257: the shortest length, and the number of extra bits (RFC 1951, section 3.2.5).
export const LENGTH_BASE: usize = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]);
export const LENGTH_EXTRA: usize = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]);

/** Makes the table by length. */
export function alphabetOpen(): void {
  let symbol: usize = 0;
  for (let length: usize = 3; length <= 258; length++) {
    while (symbol < 28 && <usize>load<u16>(LENGTH_BASE + 2 * symbol, 2) <= length) symbol++;
    store<u8>(LENGTH_SYMBOL + length, symbol);
  }
}

// Distance codes (RFC 1951, section 3.2.5): two symbols for each power of two, from 4 on with extra bits.
export function distanceExtra(distance: u32): u32 {
  return distance <= 4 ? 0 : 30 - clz<u32>(distance - 1);
}

export function distanceSymbol(distance: u32): u32 {
  const extra = distanceExtra(distance);
  return 2 * extra + ((distance - 1) >> extra);
}

export function distanceBits(distance: u32): u64 {
  return (distance - 1) & ((<u32>1 << distanceExtra(distance)) - 1);
}
