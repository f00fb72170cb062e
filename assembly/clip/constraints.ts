// The rules about what happens in a clip, each looked at as soon as it can be decided.

import { Body, Rule, Visible } from '../memory/layout';
import { bodyAt } from '../dynamics/contact';
import { List, World } from '../dynamics/world-record';
import { worldGap } from '../scenarios/gap';
import { sleeps } from '../scenarios/scenario';
import { planU32 } from './plan';
import { Plan } from './plan-header';
import { RuleRecord, hasRule, ruleOf } from './plan-rules';
import { openView, visibility } from './visibility';

/** m; bodies that begin in touch may be this deep in each other by rounding. */
const TOUCH: f32 = 0.00001;

/** m; how far bodies that rest on walls, or hit them, reach into them. */
const REST: f32 = 0.05;

/** Impacts before the frame from which on one is asked for. */
let impactsBefore: u32 = 0;

/** The rule that a world breaks before its first step, or 0. */
export function brokenAtStart(split: usize, world: usize): i32 {
  const apart = hasRule(split, Rule.MinDistance);
  if (!apart && !hasRule(split, Rule.NoOverlap)) return 0;
  const gap = worldGap(world);
  if (gap < -TOUCH) return <i32>(hasRule(split, Rule.NoOverlap) ? Rule.NoOverlap : Rule.MinDistance);
  if (apart && gap < <f32>load<f64>(ruleOf(split, Rule.MinDistance), RuleRecord.values) - TOUCH) return <i32>Rule.MinDistance;
  return 0;
}

/** The rule that is broken once frame k is there, or 0. `visible`: u8 a body, `states`: f32[6] a body, of that frame. */
export function brokenAt(split: usize, world: usize, k: u32, visible: usize, states: usize, records: usize): i32 {
  if (hasRule(split, Rule.InView)) {
    const rule = ruleOf(split, Rule.InView);
    if (k >= load<u32>(rule, RuleRecord.a) && k <= load<u32>(rule, RuleRecord.b)) {
      const bodies = load<u32>(world + World.bodies, List.count);
      for (let i: u32 = 0; i < bodies; i++) {
        const record = records + <usize>i * Body.SIZE;
        if (!load<u32>(record, Body.dynamic) || load<u8>(visible + i) == Visible.Full) continue;
        if (!leans(bodyAt(world, i), record, states + <usize>i * 24)) return <i32>Rule.InView;
      }
    }
  }
  if (hasRule(split, Rule.Contact)) {
    const rule = ruleOf(split, Rule.Contact);
    const impacts = load<u32>(world, World.impactCount);
    if (k == load<u32>(rule, RuleRecord.a)) impactsBefore = impacts;
    if (k == load<u32>(rule, RuleRecord.b) && impacts == impactsBefore) return <i32>Rule.Contact;
  }
  return 0;
}

/** Whether a body is out of view by no more than it rests in walls, where such stand around the view. */
function leans(body: usize, record: usize, state: usize): bool {
  if (!sleeps(planU32(Plan.scenario))) return false;
  openView(REST);
  const full = visibility(body, record, state) == Visible.Full;
  openView();
  return full;
}

/** Frames after which all rules of a split are decided. */
export function decidedAfter(split: usize): u32 {
  let frames: u32 = 0;
  if (hasRule(split, Rule.InView)) frames = load<u32>(ruleOf(split, Rule.InView), RuleRecord.b) + 1;
  if (hasRule(split, Rule.Contact)) frames = max(frames, load<u32>(ruleOf(split, Rule.Contact), RuleRecord.b) + 1);
  return frames;
}
