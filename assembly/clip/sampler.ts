// (plan, split, index) -> the factors of a clip.
//
// Cell of the grid first, then a draw for every factor that is not on an axis, then placement, then marks. An index is never dropped:
// without a grid an infeasible set of factors is drawn again whole on the next stream; in a grid, the factors off the axes are. After 1,024
// sets the last one is settled (see there).
// Overrides replace factors before placement, which then runs for the unset ones; a half-set pair of placed factors is refused.

import { allocate } from '../memory/arena';
import { Distribution, Failure } from '../memory/layout';
import { fail } from '../memory/status';
import { Collision, FactorKind, factorCountOf, kindOf } from '../scenarios/catalogue';
import { ballsFit } from '../scenarios/collision';
import { factor, setFactor } from '../scenarios/factors';
import { beginDraws, draw } from '../scenarios/draw';
import { unfit } from '../scenarios/program';
import { FIRST_PROGRAM } from '../scenarios/programs';
import { feasible, lessIsBetter, overlapping, place } from '../scenarios/scenario';
import { extreme } from './boxes';
import { setCell } from './cells';
import { drawn, oneOf } from './drawn';
import { foundBlock, foundCell, isCellOf, locate } from './grid';
import { planSeed, planU32 } from './plan';
import { Plan } from './plan-header';
import { allowed } from './plan-distributions';
import { BlockRow, FactorRow, SplitRow, blockRow, factorRow, splitRow } from './plan-rows';
import { takeSplit } from './plan-rules';

/** Sets of factors that are drawn before the last one is settled. */
const FACTOR_TRIES: u32 = 1024;

/** Halvings after which nothing is left of what was drawn. */
const HALVINGS: u32 = 1100;

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
  setFactor(overrides, ordinal, value + 0.0);
  overridden |= 1 << ordinal;
  return 0;
}

export function clearOverrides(): void {
  overridden = 0;
}

/** Samples the factors of a clip for the attempt-th time; a clip whose split has no rules is the first. Returns 0 or a Failure. */
export function sample(number: u32, index: u32, attempt: u32): i32 {
  const scenario = planU32(Plan.scenario);
  const count = factorCountOf(scenario);
  const split = splitRow(number);
  locate(split, index);
  block = foundBlock;
  const row = blockRow(split, block);
  takeSplit(split);
  beginDraws(planSeed(), load<u32>(split, SplitRow.hash), index, attempt);
  setCell(row, count, foundCell, factors);
  const placed = placedFactors(row, count);
  const pair = pairBits(scenario);
  const set = overridden & pair;
  if (set && set != pair && (placed & pair) != 0) return fail(Failure.FactorPair, ctz(set));
  const open = placed & ~overridden;
  let fits = false;
  for (let stream: u32 = 0; !fits && stream < FACTOR_TRIES; stream++) {
    drawFactors(row, count, stream);
    applyOverrides(count);
    fits = feasible(scenario, factors, open);
  }
  for (let i: u32 = 0; !fits && i < HALVINGS; i++) {
    settle(scenario, row, count);
    fits = feasible(scenario, factors, open);
  }
  if (!fits && !overridden) return fail(Failure.NothingFeasible, number);
  if (!fits) return overlapping(scenario, factors) && !(open & pair) ? overlapFailure(index) : placementFailure(scenario, index, open);
  const stream = place(scenario, factors, open);
  if (stream < 0) return placementFailure(scenario, index, open);
  tries = stream;
  readMarks(row);
  takeSplit(split);
  return 0;
}

/**
 * Moves every drawn number halfway to the value that is most likely feasible. What was drawn 1,024 times without luck becomes feasible
 * in this way wherever anything is, so no index of a split that can give clips is without one. Overridden factors stay as they are.
 */
function settle(scenario: u32, row: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    const rowOf = factorRow(row, i);
    if (load<u32>(rowOf, FactorRow.axis) || overridden & (1 << i)) continue;
    if (load<u32>(rowOf, FactorRow.kind) == Distribution.Placed || kindOf(scenario, i) != FactorKind.Real) continue;
    const best = extreme(rowOf, !lessIsBetter(scenario, i), 0);
    const halfway = best + (factor(factors, i) - best) * 0.5;
    setFactor(factors, i, load<u32>(rowOf, FactorRow.kind) == Distribution.Uniform ? halfway : best);
  }
}

/** x1 and x2 as bits, for a scenario that has them. */
function pairBits(scenario: u32): u32 {
  return scenario == Collision.ID ? (1 << Collision.x1) | (1 << Collision.x2) : 0;
}

function overlapFailure(index: u32): i32 {
  const apart = factor(factors, Collision.x2) - factor(factors, Collision.x1);
  return fail(Failure.Overlap, index, 0, apart, factor(factors, Collision.r1) + factor(factors, Collision.r2));
}

/** value = bits of the factors that cannot be placed. */
function placementFailure(scenario: u32, index: u32, open: u32): i32 {
  if (scenario >= FIRST_PROGRAM) return fail(Failure.Unfit, index, 0, <f64>unfit);
  const pair = open & pairBits(scenario);
  const rest = open & ~pair;
  let stuck: u32 = 0;
  if (pair && !feasible(scenario, factors, pair)) stuck |= pair;
  if (rest && (scenario != Collision.ID || !ballsFit(factors, rest))) stuck |= rest;
  return fail(Failure.NoPlacement, index, 0, <f64>(stuck ? stuck : open));
}

/** Puts the overridden values in place. */
function applyOverrides(count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    if (overridden & (1 << i)) setFactor(factors, i, factor(overrides, i));
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
    const rowOf = factorRow(row, i);
    const kind = load<u32>(rowOf, FactorRow.kind);
    if (load<u32>(rowOf, FactorRow.axis)) continue;
    const p = <usize>load<u32>(rowOf, FactorRow.parameters);
    let value: f64 = 0.0;
    if (kind == Distribution.Constant) value = load<f64>(p);
    else if (kind != Distribution.Placed) value = drawOne(rowOf, kind, p, draw(stream, i));
    setFactor(factors, i, value);
  }
}

/** The value that a uniform number in [0, 1) stands for. */
function drawOne(row: usize, kind: u32, p: usize, u: f64): f64 {
  if (kind != Distribution.Linspace && kind != Distribution.RandomGrid) return drawn(kind, p, load<u32>(row, FactorRow.count), u);
  return oneOf(<usize>load<u32>(row, FactorRow.values), load<u32>(row, FactorRow.valueCount), u);
}

function readMarks(row: usize): void {
  marks = 0;
  for (let i: u32 = 0; i < load<u32>(row, BlockRow.marks); i++) {
    const target = load<u32>(<usize>load<u32>(row, BlockRow.markSplits) + (<usize>i << 2));
    if (isCellOf(splitRow(target), factors)) marks |= 1 << i;
  }
}
