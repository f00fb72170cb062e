// Which cells of a grid are feasible: a placement exists there, and the boxes and holes of the split leave them.

import { allocate } from '../memory/arena';
import { Distribution, Failure, Rule } from '../memory/layout';
import { fail } from '../memory/status';
import { feasible, lessIsBetter } from '../scenarios/scenario';
import { conditionOn, extreme, hasRegions, holds, refusal } from './boxes';
import { Axis, BlockRow, FactorRow, SplitRow, blockRow, factorRow } from './plan-rows';
import { RuleRecord, ruleSize } from './plan-rules';

const MAX_BITMAP_CELLS: u64 = 1 << 28;
/** Bits between two ranks. */
export const RANK_BITS: u32 = 512;

/** Finds the feasible cells; leaves the bitmap out where that is all of them. */
export function markFeasible(number: u32, split: usize, scenario: u32, factors: u32, cells: u64): i32 {
  const boxes = boxCount(split);
  const scratch = allocate((<usize>factors << 3) * max(boxes, 1));
  if (!scratch) return Failure.OutOfMemory;
  let all = !hasRegions(split);
  for (let i: u32 = 0; all && i < load<u32>(split, SplitRow.blockCount); i++) {
    const placed = setExtremes(blockRow(split, i), scenario, factors, true, 0, scratch);
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
    const placed = setCorners(split, block, scenario, factors, scratch);
    for (let cell: u64 = 0; cell < load<u64>(block, BlockRow.cells); cell++, bit++) {
      if (!isFeasible(split, block, scenario, factors, placed, cell, scratch, boxes)) continue;
      const word = bitmap + (<usize>(bit >> 6) << 3);
      store<u64>(word, load<u64>(word) | (<u64>1 << (bit & 63)));
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

function boxCount(split: usize): u32 {
  let count: u32 = 0;
  let rule = <usize>load<u32>(split, SplitRow.rules);
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.ruleCount); i++, rule += ruleSize(rule)) {
    count += u32(load<u32>(rule, RuleRecord.kind) == Rule.Box);
  }
  return count;
}

/**
 * Sets the drawn factors of a block to the values that are most likely feasible: for each box of the split those within it, f64[boxes][factors], and
 * without boxes those of all. Returns which factors are placed, as bits.
 */
function setCorners(split: usize, block: usize, scenario: u32, factors: u32, scratch: usize): u32 {
  const placed = setExtremes(block, scenario, factors, false, 0, scratch);
  let rule = <usize>load<u32>(split, SplitRow.rules);
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.ruleCount); i++, rule += ruleSize(rule)) {
    if (load<u32>(rule, RuleRecord.kind) != Rule.Box) continue;
    setExtremes(block, scenario, factors, false, rule, scratch);
    scratch += <usize>factors << 3;
  }
  return placed;
}

/** Whether a cell is in no hole, and feasible within a box that may hold it. */
function isFeasible(split: usize, block: usize, scenario: u32, factors: u32, placed: u32, cell: u64, scratch: usize, boxes: u32): bool {
  setCell(block, factors, cell, scratch);
  if (refusal(split, scratch, factors, block)) return false;
  if (!boxes) return feasible(scenario, scratch, placed);
  let rule = <usize>load<u32>(split, SplitRow.rules);
  let said = <usize>load<u32>(block, BlockRow.conditions);
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.ruleCount); i++, rule += ruleSize(rule), said += factors) {
    if (load<u32>(rule, RuleRecord.kind) != Rule.Box) continue;
    setCell(block, factors, cell, scratch);
    if (holds(rule, scratch, said) && feasible(scenario, scratch, placed)) return true;
    scratch += <usize>factors << 3;
  }
  return false;
}

/**
 * Sets every factor to the end of its range that is most likely feasible, or with `worst` every axis to the other end; ranges within `box`
 * where it is not 0. Feasibility is monotone in each factor, so a block whose worst corner is feasible is feasible in every cell.
 * Returns which factors are placed, as bits.
 */
function setExtremes(block: usize, scenario: u32, factors: u32, worst: bool, box: usize, out: usize): u32 {
  let placed: u32 = 0;
  for (let i: u32 = 0; i < factors; i++) {
    const row = factorRow(block, i);
    if (load<u32>(row, FactorRow.kind) == Distribution.Placed) placed |= 1 << i;
    const toWorst = worst && load<u32>(row, FactorRow.axis) != 0;
    store<f64>(out + (<usize>i << 3), extreme(row, toWorst == lessIsBetter(scenario, i), box ? conditionOn(box, i) : 0));
  }
  return placed;
}

/** Sets the axes of a block to those of one of its cells. Columns that go together are one axis, in the place of the last of them. */
export function setCell(block: usize, factors: u32, cell: u64, out: usize): void {
  let joint: i64 = -1;
  for (let i = <i32>factors - 1; i >= 0; i--) {
    const row = factorRow(block, i);
    const axis = load<u32>(row, FactorRow.axis);
    if (axis == Axis.None) continue;
    let k = joint;
    if (axis == Axis.Own || joint < 0) {
      const n = <u64>load<u32>(row, FactorRow.valueCount);
      k = <i64>(cell % n);
      cell /= n;
      if (axis == Axis.Row) joint = k;
    }
    store<f64>(out + (<usize>i << 3), load<f64>(<usize>load<u32>(row, FactorRow.values) + (<usize>k << 3)));
  }
}
