// The index space of a split: a clip's index -> block and cell, in constant time.
//
// A grid split is the row of its blocks' cells (each the product of its axes, the last axis fastest). Infeasible cells are taken out,
// the rest is shuffled by a keyed permutation: index -> rank among the feasible cells -> cell. Feasible cells are a bitmap with a rank
// every 512 bits; where all are feasible there is none. Preparing 3.4 M cells takes some 50 ms, once; a clip then costs the same
// wherever it lies. A split without a grid has one block and 2^32 indices.

import { allocate } from '../memory/arena';
import { Distribution, Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { uniform } from '../math/philox';
import { permutationOpen, permute } from '../math/permutation';
import { feasible, lessIsBetter } from '../scenarios/scenario';
import { factorCountOf } from '../scenarios/catalogue';
import { planSeed, planU32 } from './plan';
import { Plan } from './plan-header';
import { linspace } from './plan-distributions';
import { Axis, BlockRow, FactorRow, Order, SplitRow, blockRow, factorRow, splitRow } from './plan-rows';
import { admits, hasRegions, takeSplit } from './plan-rules';

/** Stream of the draws that make a randomGrid axis. */
const AXIS_STREAM: u32 = 0xffffffff;

const MAX_CELLS: u64 = 0xffffffff;
const MAX_BITMAP_CELLS: u64 = 1 << 28;
/** Bits between two ranks. */
const RANK_BITS: u32 = 512;

/** Clips that a split without a grid can give. */
const ENDLESS: u64 = 1 << 32;

// Found by locate().
export let foundBlock: u32 = 0;
export let foundCell: u64 = 0;

/** Prepares a split: the values of its factors, its cells and which of them are feasible. Idempotent. */
export function openSplit(number: u32): i32 {
  const split = splitRow(number);
  if (load<u32>(split, SplitRow.opened)) return 0;
  const scenario = planU32(Plan.scenario);
  const factors = factorCountOf(scenario);
  const grid = load<u32>(split, SplitRow.grid);
  let cells: u64 = 0;
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.blockCount); i++) {
    const block = blockRow(split, i);
    let product: u64 = 1;
    let rows = false;
    for (let k: u32 = 0; k < factors; k++) {
      const row = factorRow(block, k);
      const code = prepareValues(row, k, load<u32>(split, SplitRow.hash));
      if (code) return code;
      const axis = load<u32>(row, FactorRow.axis);
      if (axis == Axis.Own || (axis == Axis.Row && !rows)) {
        rows = rows || axis == Axis.Row;
        product *= load<u32>(row, FactorRow.valueCount);
        if (product > MAX_CELLS) return fail(Failure.GridTooLarge, number, 0, <f64>product, <f64>MAX_CELLS);
      }
    }
    store<u64>(block, product, BlockRow.cells);
    cells += product;
    if (cells > MAX_CELLS) return fail(Failure.GridTooLarge, number, 0, <f64>cells, <f64>MAX_CELLS);
  }
  store<u64>(split, cells, SplitRow.cells);
  store<u64>(split, grid ? cells : ENDLESS, SplitRow.size);
  if (grid) {
    takeSplit(split);
    const code = markFeasible(number, split, scenario, factors, cells);
    if (code) return code;
  }
  permutationOpen(split + SplitRow.key, planSeed(), load<u32>(split, SplitRow.hash));
  store<u32>(split, 1, SplitRow.opened);
  return openMarked(split);
}

/** Marks compare with the cells of other splits: those are prepared with it, so that making a clip allocates nothing. */
function openMarked(split: usize): i32 {
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.blockCount); i++) {
    const block = blockRow(split, i);
    for (let k: u32 = 0; k < load<u32>(block, BlockRow.marks); k++) {
      const code = openSplit(load<u32>(<usize>load<u32>(block, BlockRow.markSplits) + (<usize>k << 2)));
      if (code) return code;
    }
  }
  return 0;
}

/** Makes the table of values of a factor that has one. */
function prepareValues(row: usize, ordinal: u32, hash: u32): i32 {
  const kind = load<u32>(row, FactorRow.kind);
  const p = <usize>load<u32>(row, FactorRow.parameters);
  const count = load<u32>(row, FactorRow.count);
  if (load<u32>(row, FactorRow.values)) return 0;
  if (kind == Distribution.List) {
    store<u32>(row, <u32>p, FactorRow.values);
    store<u32>(row, count, FactorRow.valueCount);
    return 0;
  }
  if (kind != Distribution.Linspace && kind != Distribution.RandomGrid) return 0;
  const a = load<f64>(p);
  const b = load<f64>(p, 8);
  const n = load<f64>(p, 16);
  const table = allocate(<usize>n << 3);
  if (!table) return Failure.OutOfMemory;
  for (let i: u32 = 0; i < <u32>n; i++) {
    if (kind == Distribution.Linspace) store<f64>(table + (<usize>i << 3), linspace(a, b, n, <f64>i));
    else insertSorted(table, i, a + (b - a) * uniform(i, hash, AXIS_STREAM, ordinal, planSeed()));
  }
  store<u32>(row, <u32>table, FactorRow.values);
  store<u32>(row, <u32>n, FactorRow.valueCount);
  return 0;
}

/** Insertion by binary search and one move: n values in n moves, 3,000 values in about a millisecond. */
function insertSorted(table: usize, count: u32, value: f64): void {
  let low: u32 = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (load<f64>(table + (<usize>middle << 3)) <= value) low = middle + 1;
    else high = middle;
  }
  const place = table + (<usize>low << 3);
  memory.copy(place + 8, place, <usize>(count - low) << 3);
  store<f64>(place, value);
}

/** The value of a factor's distribution that makes a set of factors most (or least) likely to be feasible. */
export function extreme(row: usize, greatest: bool): f64 {
  const kind = load<u32>(row, FactorRow.kind);
  if (kind == Distribution.Placed) return 0.0;
  const table = <usize>load<u32>(row, FactorRow.values);
  const p = table ? table : <usize>load<u32>(row, FactorRow.parameters);
  const pairs = kind == Distribution.Choice;
  const count: u32 = table ? load<u32>(row, FactorRow.valueCount) : load<u32>(row, FactorRow.count) >>> (pairs ? 1 : 0);
  let found = load<f64>(p);
  for (let i: u32 = 1; i < count; i++) {
    const value = load<f64>(p + <usize>i * (pairs ? 16 : 8));
    found = greatest ? max(found, value) : min(found, value);
  }
  return found;
}

/** Finds the feasible cells; leaves the bitmap out where that is all of them. */
function markFeasible(number: u32, split: usize, scenario: u32, factors: u32, cells: u64): i32 {
  const scratch = allocate(<usize>factors << 3);
  if (!scratch) return Failure.OutOfMemory;
  const regions = hasRegions(split);
  let all = !regions;
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.blockCount); i++) {
    const placed = setExtremes(blockRow(split, i), scenario, factors, true, scratch);
    if (!feasible(scenario, scratch, placed)) all = false;
  }
  if (all) return 0;
  if (cells > MAX_BITMAP_CELLS) return fail(Failure.GridTooLarge, number, 0, <f64>cells, <f64>MAX_BITMAP_CELLS);

  const words = <usize>((cells + RANK_BITS - 1) / RANK_BITS) * (RANK_BITS / 64);
  const bitmap = allocate(words << 3);
  const ranks = allocate((words / (RANK_BITS / 64)) << 2);
  if (!bitmap || !ranks) return Failure.OutOfMemory;
  memory.fill(bitmap, 0, words << 3);
  let bit: u64 = 0;
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.blockCount); i++) {
    const block = blockRow(split, i);
    const placed = setExtremes(block, scenario, factors, false, scratch);
    const known = knownFactors(block, factors);
    for (let cell: u64 = 0; cell < load<u64>(block, BlockRow.cells); cell++, bit++) {
      setCell(block, factors, cell, scratch);
      if (feasible(scenario, scratch, placed) && (!regions || admits(split, scratch, known))) {
        const word = bitmap + (<usize>(bit >> 6) << 3);
        store<u64>(word, load<u64>(word) | (<u64>1 << (bit & 63)));
      }
    }
  }
  let rank: u32 = 0;
  for (let i: usize = 0; i < words; i++) {
    if (i % (RANK_BITS / 64) == 0) store<u32>(ranks + ((i / (RANK_BITS / 64)) << 2), rank);
    rank += <u32>popcnt(load<u64>(bitmap + (i << 3)));
  }
  if (rank == 0) return fail(Failure.NothingFeasible, number);
  store<u32>(split, <u32>bitmap, SplitRow.bitmap);
  store<u32>(split, <u32>ranks, SplitRow.ranks);
  store<u64>(split, rank, SplitRow.size);
  return 0;
}

/**
 * Sets every factor to the end of its range that is most likely feasible, or with `worst` every axis to the other end.
 * Feasibility is monotone in each factor, so a block whose worst corner is feasible is feasible in every cell.
 * Returns which factors are placed, as bits.
 */
function setExtremes(block: usize, scenario: u32, factors: u32, worst: bool, out: usize): u32 {
  let placed: u32 = 0;
  for (let i: u32 = 0; i < factors; i++) {
    const row = factorRow(block, i);
    if (load<u32>(row, FactorRow.kind) == Distribution.Placed) placed |= 1 << i;
    const toWorst = worst && load<u32>(row, FactorRow.axis) != 0;
    store<f64>(out + (<usize>i << 3), extreme(row, toWorst == lessIsBetter(scenario, i)));
  }
  return placed;
}

/** The factors that a cell of a block says, as bits: axes and constants. */
function knownFactors(block: usize, factors: u32): u32 {
  let known: u32 = 0;
  for (let i: u32 = 0; i < factors; i++) {
    const row = factorRow(block, i);
    if (load<u32>(row, FactorRow.axis) || load<u32>(row, FactorRow.kind) == Distribution.Constant) known |= 1 << i;
  }
  return known;
}

/** Sets the axes of a block to those of one of its cells. Columns that go together are one axis, in the place of the last of them. */
export function setCell(block: usize, factors: u32, cell: u64, out: usize): void {
  let found = false;
  let together: usize = 0;
  for (let i = <i32>factors - 1; i >= 0; i--) {
    const row = factorRow(block, i);
    const axis = load<u32>(row, FactorRow.axis);
    if (axis == Axis.None) continue;
    const n = <u64>load<u32>(row, FactorRow.valueCount);
    let k = together;
    if (axis == Axis.Own || !found) {
      k = <usize>(cell % n);
      cell /= n;
    }
    if (axis == Axis.Row) {
      found = true;
      together = k;
    }
    store<f64>(out + (<usize>i << 3), load<f64>(<usize>load<u32>(row, FactorRow.values) + (k << 3)));
  }
}

/** Finds block and cell of a clip; index < size of the split. */
export function locate(split: usize, index: u32): void {
  foundBlock = 0;
  foundCell = 0;
  if (!load<u32>(split, SplitRow.grid)) return;
  const given = load<u32>(split, SplitRow.grid) == Order.Given;
  const rank = given ? index : permute(split + SplitRow.key, index, <u32>load<u64>(split, SplitRow.size));
  let cell: u64 = load<u32>(split, SplitRow.bitmap) ? select(split, rank) : <u64>rank;
  let block: u32 = 0;
  while (cell >= load<u64>(blockRow(split, block), BlockRow.cells)) {
    cell -= load<u64>(blockRow(split, block), BlockRow.cells);
    block++;
  }
  foundBlock = block;
  foundCell = cell;
}

/** Number of the cell with `rank` feasible cells before it. */
function select(split: usize, rank: u32): u64 {
  const ranks = <usize>load<u32>(split, SplitRow.ranks);
  const bitmap = <usize>load<u32>(split, SplitRow.bitmap);
  let low: u32 = 0;
  let high = <u32>((load<u64>(split, SplitRow.cells) + RANK_BITS - 1) / RANK_BITS);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (load<u32>(ranks + (<usize>middle << 2)) <= rank) low = middle;
    else high = middle;
  }
  let rest = rank - load<u32>(ranks + (<usize>low << 2));
  let word = <usize>low * (RANK_BITS / 64);
  let bits = load<u64>(bitmap + (word << 3));
  while (<u32>popcnt(bits) <= rest) {
    rest -= <u32>popcnt(bits);
    word++;
    bits = load<u64>(bitmap + (word << 3));
  }
  for (; rest; rest--) bits &= bits - 1;
  return (<u64>word << 6) + ctz(bits);
}

/**
 * Whether the factors equal a cell of a grid split within 1e-9: on all of a block's axes and constants, and feasible there. Takes that split in
 * hand (takeSplit).
 */
export function isCellOf(split: usize, factors: usize): bool {
  takeSplit(split);
  const scenario = planU32(Plan.scenario);
  const count = factorCountOf(scenario);
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.blockCount); i++) {
    const block = blockRow(split, i);
    let equal = true;
    let placed: u32 = 0;
    for (let k: u32 = 0; equal && k < count; k++) {
      const row = factorRow(block, k);
      const kind = load<u32>(row, FactorRow.kind);
      const value = load<f64>(factors + (<usize>k << 3));
      if (kind == Distribution.Placed) placed |= 1 << k;
      else if (load<u32>(row, FactorRow.axis) == Axis.Own) equal = isOnAxis(row, value);
      else if (kind == Distribution.Constant) {
        equal = abs(load<f64>(<usize>load<u32>(row, FactorRow.parameters)) - value) <= 1e-9;
      }
    }
    if (!equal || !isRowOf(block, count, factors)) continue;
    if (feasible(scenario, factors, placed) && admits(split, factors, knownFactors(block, count))) return true;
  }
  return false;
}

/** Whether all columns that go together have the factors in one row. */
function isRowOf(block: usize, count: u32, factors: usize): bool {
  let rows: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    if (load<u32>(factorRow(block, i), FactorRow.axis) == Axis.Row) rows = load<u32>(factorRow(block, i), FactorRow.valueCount);
  }
  if (!rows) return true;
  for (let k: u32 = 0; k < rows; k++) {
    let equal = true;
    for (let i: u32 = 0; equal && i < count; i++) {
      const row = factorRow(block, i);
      if (load<u32>(row, FactorRow.axis) != Axis.Row) continue;
      const value = load<f64>(<usize>load<u32>(row, FactorRow.values) + (<usize>k << 3));
      equal = abs(value - load<f64>(factors + (<usize>i << 3))) <= 1e-9;
    }
    if (equal) return true;
  }
  return false;
}

function isOnAxis(row: usize, value: f64): bool {
  const values = <usize>load<u32>(row, FactorRow.values);
  for (let i: u32 = 0; i < load<u32>(row, FactorRow.valueCount); i++) {
    if (abs(load<f64>(values + (<usize>i << 3)) - value) <= 1e-9) return true;
  }
  return false;
}
