// The bit stream of deflate: first bit lowest, through a 64-bit accumulator (RFC 1951, section 3.1.1).
//
// Between calls fewer than 8 bits wait, so up to 56 may be added before the next flush. A flush stores 8 bytes and
// moves on by the whole ones among them: up to 8 bytes behind the end of the stream are overwritten.

let to: usize = 0;
let bits: u64 = 0;
let waiting: u64 = 0;

export function bitsBegin(out: usize): void {
  to = out;
  bits = 0;
  waiting = 0;
}

/** Appends the low `count` <= 56 bits of `value`; the others are 0. */
export function bitsPut(value: u64, count: u64): void {
  bits |= value << waiting;
  waiting += count;
  store<u64>(to, bits);
  to += <usize>(waiting >> 3);
  bits >>= waiting & 56;
  waiting &= 7;
}

/** Pads the last byte with zeros; returns the end of the stream. */
export function bitsEnd(): usize {
  store<u8>(to, bits);
  return to + (waiting != 0 ? 1 : 0);
}

// A loop that writes many symbols keeps these three in locals and hands them back.
export function bitsTo(): usize {
  return to;
}

export function bitsPending(): u64 {
  return bits;
}

export function bitsWaiting(): u64 {
  return waiting;
}

export function bitsResume(out: usize, pending: u64, count: u64): void {
  to = out;
  bits = pending;
  waiting = count;
}
