// (plan, split, index) -> the factors of a clip.
//
// Cell of the grid first, then a draw for every factor that is not on an axis, then placement, then marks. An index is never dropped:
// without a grid an infeasible set of factors is drawn again whole on the next stream; in a grid, the factors off the axes are.
// Overrides replace factors before placement, which then runs for the unset ones; a half-set pair of placed factors is refused.

import { allocate } from '../memory/arena';
import { Distribution, Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { Collision, factorCountOf } from '../scenarios/catalogue';
import { beginDraws, between, draw } from '../scenarios/draw';
import { PLACEMENT_TRIES, feasible, overlapping, place } from '../scenarios/scenario';
import { foundBlock, foundCell, isCellOf, locate, setCell } from './grid';
import { Plan, planSeed, planU32 } from './plan';
import { BlockRow, FactorRow, SplitRow, allowed, blockRow, factorRow, splitRow } from './plan-splits';

/** Sets of factors that are drawn before an index is given up. */
const FACTOR_TRIES: u32 = 1024;

/** f64[factors] of the last clip. */
export let factors: usize = 0;
/** Bits of the last clip's block that are true. */
export let marks: u32 = 0;
/** The block that the last clip was drawn from. */
export let block: u32 = 0;
/** Placement tries before the one that succeeded. */
export let tries: u32 = 0;

let overrides: usize = 0;
/** Bit per overridden factor. */
export let overridden: u32 = 0;

/** Allocates for the open plan. */
export function openSampler(): i32 {
  const bytes = <usize>factorCountOf(planU32(Plan.scenario)) << 3;
  factors = allocate(bytes);
  overrides = allocate(bytes);
  overridden = 0;
  return factors && overrides ? 0 : Failure.OutOfMemory;
}

/** Sets a factor for all clips that follow. */
export function setOverride(ordinal: u32, value: f64): i32 {
  const scenario = planU32(Plan.scenario);
  if (ordinal >= factorCountOf(scenario)) return fail(Failure.FactorName, ordinal);
  if (!allowed(scenario, ordinal, value + 0.0)) return fail(Failure.FactorRange, ordinal, 0, value);
  store<f64>(overrides + (<usize>ordinal << 3), value + 0.0);
  overridden |= 1 << ordinal;
  return 0;
}

export function clearOverrides(): void {
  overridden = 0;
}

/** Samples the factors of a clip. Returns 0 or a Failure. */
export function sample(number: u32, index: u32): i32 {
  const scenario = planU32(Plan.scenario);
  const count = factorCountOf(scenario);
  const split = splitRow(number);
  locate(split, index);
  block = foundBlock;
  const row = blockRow(split, block);
  beginDraws(planSeed(), load<u32>(split, SplitRow.hash), index);
  setCell(row, count, foundCell, factors);
  const placed = placedFactors(row, count);
  const pair = pairBits(scenario);
  const set = overridden & pair;
  if (set && set != pair && (placed & pair) != 0) return fail(Failure.FactorPair, ctz(set));
  const open = placed & ~overridden;
  for (let stream: u32 = 0; ; stream++) {
    drawFactors(row, count, stream);
    applyOverrides(count);
    if (feasible(scenario, factors, open)) break;
    if (stream == FACTOR_TRIES) {
      if (!overridden) return fail(Failure.Exhausted, index, 0, 0.0, <f64>FACTOR_TRIES);
      return open & pair || !overlapping(scenario, factors) ? fail(Failure.NoPlacement, index) : overlapFailure(index);
    }
  }
  const stream = place(scenario, factors, open);
  if (stream < 0) return fail(Failure.NoPlacement, index, 0, 0.0, <f64>PLACEMENT_TRIES);
  tries = stream;
  readMarks(row);
  return 0;
}

/** x1 and x2 as bits, for a scenario that has them. */
function pairBits(scenario: u32): u32 {
  return scenario == Collision.ID ? (1 << Collision.x1) | (1 << Collision.x2) : 0;
}

function overlapFailure(index: u32): i32 {
  const apart = load<f64>(factors + (<usize>Collision.x2 << 3)) - load<f64>(factors + (<usize>Collision.x1 << 3));
  const reach = load<f64>(factors + (<usize>Collision.r1 << 3)) + load<f64>(factors + (<usize>Collision.r2 << 3));
  return fail(Failure.Overlap, index, 0, apart, reach);
}

/** Puts the overridden values in place. */
function applyOverrides(count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    if (overridden & (1 << i)) store<f64>(factors + (<usize>i << 3), load<f64>(overrides + (<usize>i << 3)));
  }
}

function placedFactors(row: usize, count: u32): u32 {
  let placed: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    if (load<u32>(factorRow(row, i), FactorRow.kind) == Distribution.Placed) placed |= 1 << i;
  }
  return placed;
}

/** Draws every factor that is neither placed nor on an axis, each under its own ordinal. */
function drawFactors(row: usize, count: u32, stream: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const factor = factorRow(row, i);
    const kind = load<u32>(factor, FactorRow.kind);
    if (load<u32>(factor, FactorRow.axis)) continue;
    const p = <usize>load<u32>(factor, FactorRow.parameters);
    let value: f64 = 0.0;
    if (kind == Distribution.Constant) value = load<f64>(p);
    else if (kind != Distribution.Placed) value = drawOne(factor, kind, p, draw(stream, i));
    store<f64>(factors + (<usize>i << 3), value);
  }
}

/** The value that a uniform number in [0, 1) stands for. */
function drawOne(factor: usize, kind: u32, p: usize, u: f64): f64 {
  const count = load<u32>(factor, FactorRow.count);
  if (kind == Distribution.Uniform) return between(load<f64>(p), load<f64>(p, 8), u);
  if (kind == Distribution.Union) return drawUnion(p, count, u);
  if (kind == Distribution.Choice) {
    let i: u32 = 0;
    for (let sum: f64 = 0.0; i < count - 2; i += 2) {
      sum += load<f64>(p + (<usize>i << 3), 8);
      if (u < sum) break;
    }
    return load<f64>(p + (<usize>i << 3));
  }
  const n = load<u32>(factor, FactorRow.valueCount);
  return load<f64>(<usize>load<u32>(factor, FactorRow.values) + (<usize>min<u32>(<u32>(u * <f64>n), n - 1) << 3));
}

/** Intervals weighted by their lengths: walks u times the total length. */
function drawUnion(p: usize, count: u32, u: f64): f64 {
  let total: f64 = 0.0;
  for (let i: u32 = 0; i < count; i += 2) total += load<f64>(p + (<usize>i << 3), 8) - load<f64>(p + (<usize>i << 3));
  let way = u * total;
  let i: u32 = 0;
  for (; i < count - 2; i += 2) {
    const length = load<f64>(p + (<usize>i << 3), 8) - load<f64>(p + (<usize>i << 3));
    if (way < length) break;
    way -= length;
  }
  return min(load<f64>(p + (<usize>i << 3)) + way, load<f64>(p + (<usize>i << 3), 8));
}

function readMarks(row: usize): void {
  marks = 0;
  for (let i: u32 = 0; i < load<u32>(row, BlockRow.marks); i++) {
    const target = load<u32>(<usize>load<u32>(row, BlockRow.markSplits) + (<usize>i << 2));
    if (isCellOf(splitRow(target), factors)) marks |= 1 << i;
  }
}
