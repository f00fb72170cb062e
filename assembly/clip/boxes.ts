// Boxes and holes of a split: which factors its clips may have.
//
// A clip lies in one of the boxes, if there are any, and in no hole. What axes and constants decide is decided for whole cells when a split is opened,
// and so are conditions that all of a drawn factor's distribution meets, or nothing of it; all else is decided clip by clip, when it is drawn.

import { allocate } from '../memory/arena';
import { Distribution, Failure, Rule } from '../memory/layout';
import { factor } from '../scenarios/factors';
import { Axis, BlockRow, FactorRow, SplitRow, factorRow } from './plan-rows';
import { RuleRecord, hasRule, ruleSize } from './plan-rules';

/** Slack of every test whether a value lies in a range. */
const TIE: f64 = 1e-9;

// What is known of a condition, or of a box.
const NEVER: u8 = 0;
const MAYBE: u8 = 1;
const ALWAYS: u8 = 2;
/** The value of a cell decides. */
const CELL: u8 = 3;

/** Whether a split has boxes or holes. */
export function hasRegions(split: usize): bool {
  return hasRule(split, Rule.Box) || hasRule(split, Rule.Hole);
}

/** Writes down what the distributions of a block say about each condition: u8[rules][factors]. Returns 0 or a Failure. */
export function prepareRegions(split: usize, block: usize, factors: u32): i32 {
  if (!hasRegions(split)) return 0;
  const count = load<u32>(split, SplitRow.ruleCount);
  const table = allocate(<usize>count * factors);
  if (!table) return Failure.OutOfMemory;
  store<u32>(block, <u32>table, BlockRow.conditions);
  let rule = <usize>load<u32>(split, SplitRow.rules);
  for (let i: u32 = 0; i < count; i++, rule += ruleSize(rule)) {
    const kind = load<u32>(rule, RuleRecord.kind);
    if (kind != Rule.Box && kind != Rule.Hole) continue;
    for (let p = rule + RuleRecord.values; p < rule + ruleSize(rule); p = behind(p)) {
      const ordinal = <u32>load<f64>(p);
      store<u8>(table + <usize>i * factors + ordinal, said(factorRow(block, ordinal), p));
    }
  }
  return 0;
}

/**
 * The rule that refuses factors: Hole, Box where they lie in none, or 0. With a `block` of the split only what is known of all clips of a cell counts: the
 * factors of its axes and constants are looked at, of all others what their distributions say. Without (0) all factors are looked at.
 */
export function refusal(split: usize, factors: usize, factorCount: u32, block: usize): i32 {
  let boxed = !hasRule(split, Rule.Box);
  let rule = <usize>load<u32>(split, SplitRow.rules);
  let said = block ? <usize>load<u32>(block, BlockRow.conditions) : 0;
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.ruleCount); i++, rule += ruleSize(rule)) {
    const kind = load<u32>(rule, RuleRecord.kind);
    if (kind == Rule.Hole && holds(rule, factors, said) == ALWAYS) return <i32>Rule.Hole;
    if (kind == Rule.Box && !boxed) boxed = holds(rule, factors, said) != NEVER;
    if (said) said += factorCount;
  }
  return boxed ? 0 : <i32>Rule.Box;
}

/** Whether a box holds factors; `said`: what is known of its conditions, 0 = all factors are. */
export function holds(rule: usize, factors: usize, said: usize): u8 {
  let found = ALWAYS;
  for (let p = rule + RuleRecord.values; p < rule + ruleSize(rule); p = behind(p)) {
    const ordinal = <u32>load<f64>(p);
    let known = said ? load<u8>(said + ordinal) : CELL;
    if (known == CELL) known = isWithin(p, factor(factors, ordinal)) ? ALWAYS : NEVER;
    if (known == NEVER) return NEVER;
    found = min(found, known);
  }
  return found;
}

/** The condition of a box on a factor, 0 if it has none. */
export function conditionOn(rule: usize, ordinal: u32): usize {
  for (let p = rule + RuleRecord.values; p < rule + ruleSize(rule); p = behind(p)) if (<u32>load<f64>(p) == ordinal) return p;
  return 0;
}

/** Where the next condition stands. */
function behind(condition: usize): usize {
  return condition + 16 + (<usize>load<f64>(condition, 8) << 4);
}

function isWithin(condition: usize, value: f64): bool {
  const end = behind(condition);
  for (let p = condition + 16; p < end; p += 16) if (value >= load<f64>(p) - TIE && value <= load<f64>(p, 8) + TIE) return true;
  return false;
}

/** What the distribution of a factor says about a condition on it. */
function said(row: usize, condition: usize): u8 {
  const kind = load<u32>(row, FactorRow.kind);
  if (load<u32>(row, FactorRow.axis) != Axis.None || kind == Distribution.Constant) return CELL;
  if (kind == Distribution.Placed) return MAYBE;
  let some = false;
  let all = true;
  for (let i: u32 = 0; i < valueCount(row); i += isBetween(row) ? 2 : 1) {
    const value = valueAt(row, i);
    const met = isBetween(row) ? ofInterval(condition, value, valueAt(row, i + 1)) : isWithin(condition, value) ? ALWAYS : NEVER;
    some = some || met != NEVER;
    all = all && met == ALWAYS;
  }
  return all ? ALWAYS : some ? MAYBE : NEVER;
}

/** Of a number that is drawn between a and b. */
function ofInterval(condition: usize, a: f64, b: f64): u8 {
  let found = NEVER;
  const end = behind(condition);
  for (let p = condition + 16; p < end; p += 16) {
    if (load<f64>(p) <= a + TIE && load<f64>(p, 8) >= b - TIE) return ALWAYS;
    if (load<f64>(p) < b && load<f64>(p, 8) > a) found = MAYBE;
  }
  return found;
}

/** Whether a distribution draws between numbers, instead of from values. */
function isBetween(row: usize): bool {
  const kind = load<u32>(row, FactorRow.kind);
  return kind == Distribution.Uniform || kind == Distribution.Union;
}

/** Numbers that a distribution lists: its values, or the ends of its intervals. */
function valueCount(row: usize): u32 {
  if (load<u32>(row, FactorRow.values)) return load<u32>(row, FactorRow.valueCount);
  return load<u32>(row, FactorRow.count) >>> u32(load<u32>(row, FactorRow.kind) == Distribution.Choice);
}

function valueAt(row: usize, i: u32): f64 {
  const table = <usize>load<u32>(row, FactorRow.values);
  const p = table ? table : <usize>load<u32>(row, FactorRow.parameters);
  return load<f64>(p + (<usize>i << (load<u32>(row, FactorRow.kind) == Distribution.Choice ? 4 : 3)));
}

/** The least or greatest value of a factor's distribution, of those that meet a condition where it is not 0; 0 where there is none. */
export function extreme(row: usize, greatest: bool, condition: usize): f64 {
  if (load<u32>(row, FactorRow.kind) == Distribution.Placed) return 0.0;
  let found = greatest ? -Infinity : Infinity;
  for (let i: u32 = 0; i < valueCount(row); i++) {
    const value = valueAt(row, i);
    if (!condition || isWithin(condition, value)) found = greatest ? max(found, value) : min(found, value);
    if (!condition || !isBetween(row) || i & 1) continue;
    const end = behind(condition);
    for (let p = condition + 16; p < end; p += 16) {
      const edge = load<f64>(p + (greatest ? 8 : 0));
      if (edge > value && edge < valueAt(row, i + 1)) found = greatest ? max(found, edge) : min(found, edge);
    }
  }
  return abs(found) == Infinity ? 0.0 : found;
}
