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
import { feasible } from '../scenarios/scenario';
import { factorCountOf } from '../scenarios/catalogue';
import { prepareRegions, refusal } from './boxes';
import { RANK_BITS, markFeasible } from './cells';
import { planSeed, planU32 } from './plan';
import { Plan } from './plan-header';
import { linspace } from './plan-distributions';
import { Axis, BlockRow, FactorRow, Order, SplitRow, blockRow, factorRow, splitRow } from './plan-rows';
import { takeSplit } from './plan-rules';

/** Stream of the draws that make a randomGrid axis. */
const AXIS_STREAM: u32 = 0xffffffff;

const MAX_CELLS: u64 = 0xffffffff;

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
    const code = prepareRegions(split, block, factors);
    if (code) return code;
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
    if (feasible(scenario, factors, placed) && !refusal(split, factors, count, block)) return true;
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
