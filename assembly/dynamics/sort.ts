// Sorting u64 keys in ascending order: contacts by their pair, events by their time.
//
// Few keys: insertion. Many: radix sort by bytes from the lowest up (LSD), two passes over the data for each byte
// in which any two keys differ; pairs of small shape numbers differ in 4 of 8. Equal keys are equal bits, so that the result is
// a function of the set of keys alone.

// @ts-ignore: decorator
@inline const FEW: u32 = 32;

/** u32[256]: where the keys of each value of a byte go. */
const PLACES: usize = memory.data(1024, 16);

function insertionSort(keys: usize, end: usize): void {
  for (let p = keys + 8; p < end; p += 8) {
    const key = load<u64>(p);
    let q = p;
    while (q > keys) {
      const before = load<u64>(q - 8);
      if (before <= key) break;
      store<u64>(q, before);
      q -= 8;
    }
    store<u64>(q, key);
  }
}

/** Sorts keys u64[count] in place; scratch: u64[count], overwritten; not read or written below 32 keys. */
export function sortU64(keys: usize, count: u32, scratch: usize): void {
  if (count < 2) return;
  const bytes = (<usize>count) << 3;
  const end = keys + bytes;
  if (count < FEW) {
    insertionSort(keys, end);
    return;
  }

  // The bits in which any two keys differ, and whether there is anything to do.
  const first = load<u64>(keys);
  let different: u64 = 0;
  let before = first;
  let sorted: u32 = 1;
  for (let p = keys; p < end; p += 8) {
    const key = load<u64>(p);
    different |= key ^ first;
    sorted &= u32(before <= key);
    before = key;
  }
  if (sorted != 0) return;

  let from = keys;
  let to = scratch;
  for (let shift: u64 = 0; shift < 64; shift += 8) {
    if (((different >> shift) & 255) == 0) continue;
    memory.fill(PLACES, 0, 1024);
    for (let p = from, stop = from + bytes; p < stop; p += 8) {
      const place = PLACES + ((<usize>((load<u64>(p) >> shift) & 255)) << 2);
      store<u32>(place, load<u32>(place) + 8);
    }
    let next = <u32>to;
    for (let place = PLACES; place < PLACES + 1024; place += 4) {
      const size = load<u32>(place);
      store<u32>(place, next);
      next += size;
    }
    for (let p = from, stop = from + bytes; p < stop; p += 8) {
      const key = load<u64>(p);
      const place = PLACES + ((<usize>((key >> shift) & 255)) << 2);
      const at = load<u32>(place);
      store<u64>(<usize>at, key);
      store<u32>(place, at + 8);
    }
    const other = from;
    from = to;
    to = other;
  }
  if (from != keys) memory.copy(keys, from, bytes);
}
