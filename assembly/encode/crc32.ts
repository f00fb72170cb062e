// CRC-32 of PNG chunks and gzip members (RFC 1952, section 8; PNG specification, annex D).
//
// Bytes: slicing by 16 (after Kounavis and Berry, "A systematic approach to building high performance
// software-based CRC generators", 2005): 16 look-ups, independent of one another, for 16 bytes.
//
// Repeated background: the register is a polynomial over GF(2) modulo P, bit 31 being x^0. Appending bytes B to a
// register s gives   s x^(8|B|) + crc0(B),   crc0 starting from 0. For k pixels of one colour the factor and
// the summand follow from those of 1, 2, 4, ... pixels, so any stretch of background costs about log2(k) products
// and the 1.5 MB of a clip's raw pixels need not be read. A product takes the multiplicand by 4 bits (Horner).

// @ts-ignore: decorator
@inline const POLYNOMIAL: u32 = 0xedb88320;
// @ts-ignore: decorator
@inline const ONE: u32 = 0x80000000;

// u32[16][256]: row k is the effect of a byte that has k more bytes behind it.
const TABLE: usize = memory.data(16384, 16);

const REDUCTION: usize = memory.data(64, 16); // u32[16]: the effect of shifting out 4 bits
const FACTOR: usize = memory.data(64, 16); // u32[16]: 4-bit polynomials times the present factor
const POWERS: usize = memory.data(256, 16); // u32[32][2]: factor and summand of 2^i pixels

let flatSummand: u32 = 0; // of the number of pixels last chosen; FACTOR holds its factor

/** Builds the tables. */
export function crcOpen(): void {
  for (let i: u32 = 0; i < 256; i++) {
    let r = i;
    for (let bit = 0; bit < 8; bit++) {
      if (bit == 4 && i < 16) store<u32>(REDUCTION + (<usize>i << 2), r);
      r = (r >> 1) ^ (POLYNOMIAL & (0 - (r & 1)));
    }
    store<u32>(TABLE + (<usize>i << 2), r);
  }
  for (let i: usize = 0; i < 15 * 1024; i += 4) {
    const r = load<u32>(TABLE + i);
    store<u32>(TABLE + i, (r >> 8) ^ load<u32>(TABLE + (<usize>(r & 255) << 2)), 1024);
  }
}

/** What the four bytes of `word` are worth with the bytes of `rows` / 1024 more behind them. */
// @ts-ignore: decorator
@inline function slice(word: u32, rows: usize): u32 {
  const at = TABLE + rows;
  return load<u32>(at + (<usize>(word & 255) << 2), 3072)
    ^ load<u32>(at + (<usize>((word >> 8) & 255) << 2), 2048)
    ^ load<u32>(at + (<usize>((word >> 16) & 255) << 2), 1024)
    ^ load<u32>(at + (<usize>(word >> 24) << 2));
}

/** Appends the bytes [pointer, end) to the register. A checksum starts from ~0 and ends inverted. */
export function crcBytes(register: u32, pointer: usize, end: usize): u32 {
  while (pointer + 16 <= end) {
    register = slice(load<u32>(pointer) ^ register, 12288) ^ slice(load<u32>(pointer, 4), 8192)
      ^ slice(load<u32>(pointer, 8), 4096) ^ slice(load<u32>(pointer, 12), 0);
    pointer += 16;
  }
  while (pointer < end) {
    register = (register >> 8) ^ load<u32>(TABLE + (<usize>((register ^ load<u8>(pointer)) & 255) << 2));
    pointer++;
  }
  return register;
}

/** Makes `factor` the one that `times` multiplies by. */
function setFactor(factor: u32): void {
  let power = factor; // bit 3 of the 4 is x^0, bit 0 is x^3
  store<u32>(FACTOR, 0);
  for (let bit: usize = 8; bit > 0; bit >>= 1) {
    store<u32>(FACTOR + (bit << 2), power);
    power = (power >> 1) ^ (POLYNOMIAL & (0 - (power & 1)));
  }
  for (let i: usize = 2; i < 16; i++) {
    const lowest = i & (0 - i);
    if (i == lowest) continue;
    const others = load<u32>(FACTOR + ((i ^ lowest) << 2));
    store<u32>(FACTOR + (i << 2), load<u32>(FACTOR + (lowest << 2)) ^ others);
  }
}

/** The product of `value` and the present factor. */
function times(value: u32): u32 {
  let product: u32 = 0;
  for (let nibble = 0; nibble < 8; nibble++) {
    const reduced = (product >> 4) ^ load<u32>(REDUCTION + (<usize>(product & 15) << 2));
    product = reduced ^ load<u32>(FACTOR + (<usize>(value & 15) << 2));
    value >>= 4;
  }
  return product;
}

/** Prepares `crcFlat` for pixels of the colour at `pixel`. */
export function crcFlatOpen(pixel: usize, channels: u32): void {
  let factor = ONE >> (channels << 3);
  let summand = crcBytes(0, pixel, pixel + channels);
  for (let i: usize = 0; i < 32; i++) {
    store<u32>(POWERS + (i << 3), factor);
    store<u32>(POWERS + (i << 3), summand, 4);
    setFactor(factor);
    summand ^= times(summand);
    factor = times(factor);
  }
  crcFlatLength(0);
}

/** Chooses how many pixels `crcFlat` appends. */
export function crcFlatLength(count: u32): void {
  let factor = ONE;
  flatSummand = 0;
  for (let i: usize = 0; count != 0; i++, count >>= 1) {
    if ((count & 1) == 0) continue;
    setFactor(load<u32>(POWERS + (i << 3)));
    factor = times(factor);
    flatSummand = times(flatSummand) ^ load<u32>(POWERS + (i << 3), 4);
  }
  setFactor(factor);
}

/** Appends the chosen number of pixels to the register. */
export function crcFlat(register: u32): u32 {
  return times(register) ^ flatSummand;
}
