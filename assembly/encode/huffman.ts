// Length-limited Huffman codes for deflate (RFC 1951, section 3.2.2).
//
// Lengths: Moffat and Katajainen, "In-place calculation of minimum-redundancy codes" (1995), on the sorted counts.
// Where a code would be longer than the limit, it is cut to the limit and the code made complete again by moving
// shorter codes down a level; package-merge would be optimal there but it happens only with Fibonacci-like counts.
// A code is always complete and of at least two symbols: some inflaters refuse anything else.

// @ts-ignore: decorator
@inline const MOST: usize = 288;

const KEYS: usize = memory.data(2304, 16); // u64[MOST]: count << 9 | symbol, ascending
const TREE: usize = memory.data(1152, 16); // u32[MOST]: weights, then parents, then depths
const LEVELS: usize = memory.data(256, 16); // u32[64]: number of codes of each length

/**
 * Writes the code lengths (u8[symbols], 0 = unused) for the counts (u32[symbols]); symbols <= 288.
 * Raises counts of the first symbols from 0 to 1 where fewer than two symbols occur.
 */
export function codeLengths(counts: usize, symbols: u32, limit: u32, lengths: usize): void {
  memory.fill(lengths, 0, symbols);
  let used = collect(counts, symbols);
  for (let symbol: usize = 0; used < 2; symbol++) {
    if (load<u32>(counts + (symbol << 2)) != 0) continue;
    store<u32>(counts + (symbol << 2), 1);
    used = collect(counts, symbols);
  }
  sort(used);
  depths(used);
  limitLevels(used, limit);
  // The rarest symbols come first and get the longest codes.
  let key = KEYS;
  for (let length = limit; length > 0; length--) {
    for (let n = load<u32>(LEVELS + (<usize>length << 2)); n > 0; n--, key += 8) {
      store<u8>(lengths + (<usize>load<u64>(key) & 511), length);
    }
  }
}

function collect(counts: usize, symbols: u32): u32 {
  let used: u32 = 0;
  for (let i: u32 = 0; i < symbols; i++) {
    const count = <u64>load<u32>(counts + (<usize>i << 2));
    if (count == 0) continue;
    store<u64>(KEYS + (<usize>used << 3), (count << 9) | i);
    used++;
  }
  return used;
}

// Shell sort, steps of Ciura: at most 288 keys, all different, so the order is unique.
function sort(used: u32): void {
  sortStep(used, 132);
  sortStep(used, 57);
  sortStep(used, 23);
  sortStep(used, 10);
  sortStep(used, 4);
  sortStep(used, 1);
}

function sortStep(used: u32, step: u32): void {
  const end = KEYS + (<usize>used << 3);
  const back = <usize>step << 3;
  for (let i = KEYS + back; i < end; i += 8) {
    const key = load<u64>(i);
    let at = i;
    while (at >= KEYS + back && load<u64>(at - back) > key) {
      store<u64>(at, load<u64>(at - back));
      at -= back;
    }
    store<u64>(at, key);
  }
}

// @ts-ignore: decorator
@inline function tree(i: i32): u32 {
  return load<u32>(TREE + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline function setTree(i: i32, value: u32): void {
  store<u32>(TREE + (<usize>i << 2), value);
}

/** Moffat and Katajainen's three passes; leaves the depth of the i-th rarest symbol in TREE[i]. */
function depths(used: u32): void {
  const n = <i32>used;
  for (let i = 0; i < n; i++) setTree(i, <u32>(load<u64>(KEYS + (<usize>i << 3)) >> 9));
  // 1: join the two lightest of leaves and inner nodes; an inner node's slot then holds its parent.
  let leaf = 2;
  let root = 0;
  setTree(0, tree(0) + tree(1));
  for (let next = 1; next < n - 1; next++) {
    let weight: u32 = 0;
    for (let side = 0; side < 2; side++) {
      if (leaf >= n || (root < next && tree(root) < tree(leaf))) {
        weight += tree(root);
        setTree(root++, next);
      } else {
        weight += tree(leaf++);
      }
    }
    setTree(next, weight);
  }
  // 2: parents become depths of the inner nodes.
  setTree(n - 2, 0);
  for (let i = n - 3; i >= 0; i--) setTree(i, tree(tree(i)) + 1);
  // 3: what a level does not use for inner nodes are leaves.
  let available = 1;
  let depth: u32 = 0;
  root = n - 2;
  let at = n - 1;
  while (available > 0) {
    let inner = 0;
    while (root >= 0 && tree(root) == depth) {
      inner++;
      root--;
    }
    for (let leaves = available - inner; leaves > 0; leaves--) setTree(at--, depth);
    available = 2 * inner;
    depth++;
  }
}

/** Counts the depths by level and makes no level deeper than `limit`. */
function limitLevels(used: u32, limit: u32): void {
  memory.fill(LEVELS, 0, 256);
  let space: u32 = 0; // of codes, in units of the longest one
  for (let i: i32 = 0; i < <i32>used; i++) {
    const depth = min(tree(i), limit);
    space += <u32>1 << (limit - depth);
    const level = LEVELS + (<usize>depth << 2);
    store<u32>(level, load<u32>(level) + 1);
  }
  const longest = LEVELS + (<usize>limit << 2);
  for (; space > <u32>1 << limit; space--) {
    // A code of the longest level goes beside the deepest shorter one, one level below where that stood.
    let level = longest - 4;
    while (load<u32>(level) == 0) level -= 4;
    store<u32>(level, load<u32>(level) - 1);
    store<u32>(level, load<u32>(level, 4) + 2, 4);
    store<u32>(longest, load<u32>(longest) - 1);
  }
}

/**
 * Writes the canonical codes for the lengths: u32[symbols] = code, first bit lowest, | length << 16.
 */
export function canonicalCodes(lengths: usize, symbols: u32, codes: usize): void {
  memory.fill(LEVELS, 0, 256);
  for (let i: u32 = 0; i < symbols; i++) {
    const level = LEVELS + (<usize>load<u8>(lengths + i) << 2);
    store<u32>(level, load<u32>(level) + 1);
  }
  store<u32>(LEVELS, 0);
  // Each level's first code replaces its number.
  let code: u32 = 0;
  for (let length: usize = 1; length <= 15; length++) {
    const level = LEVELS + (length << 2);
    const number = load<u32>(level);
    code <<= 1;
    store<u32>(level, code);
    code += number;
  }
  for (let i: u32 = 0; i < symbols; i++) {
    const length = <u32>load<u8>(lengths + i);
    if (length == 0) {
      store<u32>(codes + (<usize>i << 2), 0);
      continue;
    }
    const level = LEVELS + (<usize>length << 2);
    const next = load<u32>(level);
    store<u32>(level, next + 1);
    store<u32>(codes + (<usize>i << 2), reverse(next, length) | (length << 16));
  }
}

function reverse(code: u32, length: u32): u32 {
  code = ((code >> 1) & 0x5555) | ((code & 0x5555) << 1);
  code = ((code >> 2) & 0x3333) | ((code & 0x3333) << 2);
  code = ((code >> 4) & 0x0f0f) | ((code & 0x0f0f) << 4);
  code = ((code >> 8) & 0x00ff) | ((code & 0x00ff) << 8);
  return code >> (16 - length);
}
