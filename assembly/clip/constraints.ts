// The rules about what happens in a clip, each looked at as soon as it can be decided.

import { Body, Contact, Rule, Visible } from '../memory/layout';
import { List, World } from '../dynamics/world-record';
import { worldGap } from '../scenarios/gap';
import { planU32 } from './plan';
import { Plan } from './plan-header';
import { RuleRecord, hasRule, ruleOf } from './plan-rules';

/** m; bodies that begin in touch may be this deep in each other by rounding. */
const TOUCH: f32 = 0.00001;

/** The rule that a world breaks before its first step, or 0. */
export function brokenAtStart(split: usize, world: usize): i32 {
  const apart = hasRule(split, Rule.MinDistance);
  if (!apart && !hasRule(split, Rule.NoOverlap)) return 0;
  const gap = worldGap(world);
  if (gap < -TOUCH) return <i32>(hasRule(split, Rule.NoOverlap) ? Rule.NoOverlap : Rule.MinDistance);
  if (apart && gap < <f32>load<f64>(ruleOf(split, Rule.MinDistance), RuleRecord.values) - TOUCH) return <i32>Rule.MinDistance;
  return 0;
}

/** The rule that is broken once frame k is there, or 0. `visible`: u8 a body, of that frame. */
export function brokenAt(split: usize, world: usize, k: u32, visible: usize, records: usize): i32 {
  if (hasRule(split, Rule.InView)) {
    const rule = ruleOf(split, Rule.InView);
    if (k >= load<u32>(rule, RuleRecord.a) && k <= load<u32>(rule, RuleRecord.b)) {
      const bodies = load<u32>(world + World.bodies, List.count);
      for (let i: u32 = 0; i < bodies; i++) {
        const moves = load<u32>(records + <usize>i * Body.SIZE, Body.dynamic) != 0;
        if (moves && load<u8>(visible + i) != Visible.Full) return <i32>Rule.InView;
      }
    }
  }
  if (hasRule(split, Rule.Contact)) {
    const rule = ruleOf(split, Rule.Contact);
    if (k == load<u32>(rule, RuleRecord.b) && !touched(world, stepOf(load<u32>(rule, RuleRecord.a)), stepOf(k))) return <i32>Rule.Contact;
  }
  return 0;
}

/** Steps done when a frame is taken. */
function stepOf(frame: u32): u32 {
  return planU32(Plan.firstFrameStep) + frame * planU32(Plan.stepsPerFrame);
}

/** Whether there was an impact in a step from `from` on and before `to`. */
function touched(world: usize, from: u32, to: u32): bool {
  const count = load<u32>(world + World.impacts, List.count);
  const contacts = load<usize>(world, World.impacts);
  for (let i: u32 = 0; i < count; i++) {
    const step = load<u32>(contacts + <usize>i * Contact.SIZE, Contact.step);
    if (step >= from && step < to) return true;
  }
  return false;
}

/** Frames after which all rules of a split are decided. */
export function decidedAfter(split: usize): u32 {
  let frames: u32 = 0;
  if (hasRule(split, Rule.InView)) frames = load<u32>(ruleOf(split, Rule.InView), RuleRecord.b) + 1;
  if (hasRule(split, Rule.Contact)) frames = max(frames, load<u32>(ruleOf(split, Rule.Contact), RuleRecord.b) + 1);
  return frames;
}
