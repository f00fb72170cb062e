// The rules of a split: what its clips must be, beside what their factors are drawn from (docs/formats.md, Rule).
//
// Boxes and holes are about factors: every clip lies in one of the boxes, if there are any, and in no hole. What a grid decides by its axes and
// constants alone takes cells out of it; all else is decided clip by clip, by drawing again.

import { Rule } from '../memory/layout';
import { Collision, Parabola, Phyre, UniformMotion, greatestOf, leastOf } from '../scenarios/catalogue';
import { factor } from '../scenarios/factors';
import { setCleanStart, setPlacement } from '../scenarios/setting';
import { SplitRow } from './plan-rows';

/** A rule in the plan: kind, two numbers, and values. */
export namespace RuleRecord {
  // @ts-ignore: decorator
  @inline export const kind: usize = 0;
  // @ts-ignore: decorator
  @inline export const a: usize = 4;
  // @ts-ignore: decorator
  @inline export const b: usize = 8;
  // @ts-ignore: decorator
  @inline export const count: usize = 12;
  // @ts-ignore: decorator
  @inline export const values: usize = 16;
}

/** Slack of every test whether a value lies in a range. */
const TIE: f64 = 1e-9;

/** Rules of a split, and values of one. */
export const MOST_RULES: u32 = 4096;
export const MOST_VALUES: u32 = 131072;

/** Bytes of a rule. */
export function ruleSize(rule: usize): usize {
  return RuleRecord.values + (<usize>load<u32>(rule, RuleRecord.count) << 3);
}

/** Whether a whole record is one that a plan of this scenario may hold, and stands behind `before` (0 = first). */
export function rightRule(rule: usize, before: usize, scenario: u32, factors: u32, frames: u32): bool {
  const kind = load<u32>(rule, RuleRecord.kind);
  const a = load<u32>(rule, RuleRecord.a);
  const b = load<u32>(rule, RuleRecord.b);
  const count = load<u32>(rule, RuleRecord.count);
  if (before && !(load<u32>(before, RuleRecord.kind) < kind || (kind >= Rule.Box && isBehind(rule, before)))) return false;
  if (kind == Rule.InView) return a <= b && b < frames && count == 0;
  if (kind == Rule.Contact) return a < b && b < frames && count == 0;
  if (b) return false;
  if (kind == Rule.Box || kind == Rule.Hole) return a == 0 && rightBox(rule, scenario, factors);
  if (kind == Rule.MinDistance) return a == 0 && count == 1 && load<f64>(rule, RuleRecord.values) > 0.0 && load<f64>(rule, RuleRecord.values) <= 1e6;
  if (count) return false;
  if (kind == Rule.NoOverlap) return a == 0;
  if (kind == Rule.MinPre || kind == Rule.MinPost) return scenario == Collision.ID && a <= frames;
  if (kind == Rule.MinVisible) return (scenario == UniformMotion.ID || scenario == Parabola.ID) && a <= frames;
  return kind == Rule.CleanStart && scenario == Phyre.ID && a <= 1;
}

/** Whether a box stands behind another of its kind: by its first value that differs, a shorter one first. */
function isBehind(rule: usize, before: usize): bool {
  if (load<u32>(before, RuleRecord.kind) != load<u32>(rule, RuleRecord.kind)) return false;
  const count = load<u32>(rule, RuleRecord.count);
  const other = load<u32>(before, RuleRecord.count);
  for (let i: u32 = 0; i < min(count, other); i++) {
    const x = load<f64>(rule + RuleRecord.values + (<usize>i << 3));
    const y = load<f64>(before + RuleRecord.values + (<usize>i << 3));
    if (x != y) return x > y;
  }
  return count > other;
}

/** Conditions by ascending factor: ordinal, n, and n ascending ranges that do not touch. */
function rightBox(rule: usize, scenario: u32, factors: u32): bool {
  let p = rule + RuleRecord.values;
  const end = rule + ruleSize(rule);
  if (p == end) return false;
  for (let next: u32 = 0; p < end; ) {
    if (end - p < 32) return false;
    const o = load<f64>(p);
    const n = load<f64>(p, 8);
    if (!(o >= <f64>next && o < <f64>factors && o == trunc(o) && n >= 1.0 && n == trunc(n) && n * 16.0 <= <f64>(end - p - 16))) return false;
    p += 16;
    const ordinal = <u32>o;
    next = ordinal + 1;
    let last = -Infinity;
    for (let i: u32 = 0; i < <u32>n; i++, p += 16) {
      const low = load<f64>(p);
      const high = load<f64>(p, 8);
      if (!(low > last && low <= high && low >= leastOf(scenario, ordinal) && high <= greatestOf(scenario, ordinal))) return false;
      last = high;
    }
  }
  return true;
}

/** Makes what a split asks of placement, else the plan, what holds. */
export function takeSplit(split: usize): void {
  setPlacement(load<u32>(split, SplitRow.minPre), load<u32>(split, SplitRow.minPost), load<u32>(split, SplitRow.minVisible));
  setCleanStart(load<u32>(split, SplitRow.cleanStart) != 0);
}

/** Whether a split has a rule of a kind. */
export function hasRule(split: usize, kind: u32): bool {
  return (load<u32>(split, SplitRow.present) & (1 << kind)) != 0;
}

/** Whether a split has boxes or holes. */
export function hasRegions(split: usize): bool {
  return hasRule(split, Rule.Box) || hasRule(split, Rule.Hole);
}

/** The first rule of a kind, which stands there. */
export function ruleOf(split: usize, kind: u32): usize {
  let rule = <usize>load<u32>(split, SplitRow.rules);
  while (load<u32>(rule, RuleRecord.kind) != kind) rule += ruleSize(rule);
  return rule;
}

/** Whether factors may lie in one of the boxes and in no hole, as far as those that are `known` (bits) decide it. */
export function admits(split: usize, factors: usize, known: u32): bool {
  let rule = <usize>load<u32>(split, SplitRow.rules);
  let inBox = !hasRule(split, Rule.Box);
  for (let i: u32 = 0; i < load<u32>(split, SplitRow.ruleCount); i++, rule += ruleSize(rule)) {
    const kind = load<u32>(rule, RuleRecord.kind);
    if (kind == Rule.Hole && liesIn(rule, factors, known, false)) return false;
    if (kind == Rule.Box && !inBox) inBox = liesIn(rule, factors, known, true);
  }
  return inBox;
}

/** Whether factors lie in a box; `unknown`: what is said of a condition on a factor that is not known. */
function liesIn(rule: usize, factors: usize, known: u32, unknown: bool): bool {
  const end = rule + ruleSize(rule);
  for (let p = rule + RuleRecord.values; p < end; ) {
    const ordinal = <u32>load<f64>(p);
    const n = <usize>load<f64>(p, 8);
    p += 16;
    if (!(known & (1 << ordinal))) {
      if (!unknown) return false;
    } else if (!isWithin(p, n, factor(factors, ordinal))) return false;
    p += n << 4;
  }
  return true;
}

function isWithin(ranges: usize, n: usize, value: f64): bool {
  for (let i: usize = 0; i < n; i++, ranges += 16) {
    if (value >= load<f64>(ranges) - TIE && value <= load<f64>(ranges, 8) + TIE) return true;
  }
  return false;
}
