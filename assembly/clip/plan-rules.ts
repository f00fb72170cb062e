// The rules of a split: what its clips must be, beside what their factors are drawn from (docs/formats.md, Rule).
//
// Boxes and holes are about factors (boxes.ts), constraints about what happens (constraints.ts); a clip that breaks one is drawn again. Placement
// fields of a split stand for those of the header. Twin and Violation say whose draws a split has, and how it breaks its law (violate.ts).

import { Rule } from '../memory/layout';
import { Collision, FactorKind, Parabola, Phyre, UniformMotion, greatestOf, kindOf, leastOf } from '../scenarios/catalogue';
import { setCleanStart, setPlacement } from '../scenarios/setting';
import { allowed } from './plan-distributions';
import { rightViolation } from './plan-violations';
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

/** Rules of a split, and values of one. */
export const MOST_RULES: u32 = 4096;
export const MOST_VALUES: u32 = 131072;

/** Bytes of a rule. */
export function ruleSize(rule: usize): usize {
  return RuleRecord.values + (<usize>load<u32>(rule, RuleRecord.count) << 3);
}

/** Whether a whole record is one that a plan of this scenario may hold, and stands behind `before` (0 = first). */
export function rightRule(rule: usize, before: usize, scenario: u32, factors: u32, frames: u32, splits: u32): bool {
  const kind = load<u32>(rule, RuleRecord.kind);
  const a = load<u32>(rule, RuleRecord.a);
  const b = load<u32>(rule, RuleRecord.b);
  const count = load<u32>(rule, RuleRecord.count);
  const many = kind == Rule.Box || kind == Rule.Hole;
  if (before && !(load<u32>(before, RuleRecord.kind) < kind || (many && isBehind(rule, before)))) return false;
  if (kind == Rule.InView) return a <= b && b < frames && count == 0;
  if (kind == Rule.Contact) return a < b && b < frames && count == 0;
  if (kind == Rule.Violation) return rightViolation(a, rule + RuleRecord.values, rule + ruleSize(rule), frames);
  if (b) return false;
  if (many) return a == 0 && rightBox(rule, scenario, factors);
  if (kind == Rule.MinDistance) return a == 0 && count == 1 && load<f64>(rule, RuleRecord.values) > 0.0 && load<f64>(rule, RuleRecord.values) <= 1e6;
  if (count) return false;
  if (kind == Rule.NoOverlap) return a == 0;
  if (kind == Rule.Twin) return a < splits;
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

/** Conditions by ascending factor: ordinal, n, and n ascending ranges of which no two could be one, and which are not all that there is. */
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
    const gap = kindOf(scenario, ordinal) == FactorKind.Real ? 0.0 : 1.0;
    let last = -Infinity;
    if (n == 1.0 && load<f64>(p) == leastOf(scenario, ordinal) && load<f64>(p, 8) == greatestOf(scenario, ordinal)) return false;
    for (let i: u32 = 0; i < <u32>n; i++, p += 16) {
      const low = load<f64>(p);
      const high = load<f64>(p, 8);
      if (!(low > last + gap && low <= high && allowed(scenario, ordinal, low) && allowed(scenario, ordinal, high))) return false;
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

/** The first rule of a kind, which stands there. */
export function ruleOf(split: usize, kind: u32): usize {
  let rule = <usize>load<u32>(split, SplitRow.rules);
  while (load<u32>(rule, RuleRecord.kind) != kind) rule += ruleSize(rule);
  return rule;
}
