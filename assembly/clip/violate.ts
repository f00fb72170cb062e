// A clip that breaks its law (docs/violations.md): what it violates, from when on, and what that does to its frames.
//
// The lawful clip is made first: it keeps the rules of the split, and it says when contacts are. Then what moves otherwise is simulated again, the same up
// to the onset (breach.ts); what only looks otherwise is drawn otherwise. Onset: the number of steps after which the change is there.

import { List, World } from '../dynamics/world-record';
import { Body, Clip, Contact, Onset, Part, Rule, Shape, Violation, Visible } from '../memory/layout';
import { xxh64 } from '../memory/xxh64';
import { drawBody, drawParts } from '../raster/canvas';
import { planF64, planSeed, planU32 } from './plan';
import { Plan } from './plan-header';
import { SplitRow } from './plan-rows';
import { RuleRecord, hasRule, ruleOf } from './plan-rules';
import { drawEnd, drawValue } from './plan-violations';

/** Body of a rule that means the first dynamic one. */
const FIRST: u32 = 0xffffffff;

/** Violation of the clip in hand, 0 = none. */
export let violation: u32 = 0;
/** Its body, and the other one of the contact where it begins with one, else -1. */
export let violator: u32 = 0;
export let partner: i32 = -1;
/** In the unit of its kind. */
export let size: f64 = 0.0;
/** rad, direction of a Teleport. */
export let angle: f64 = 0.0;
/** Steps after which the change is there. */
export let onset: i32 = 0;

/** Steps (u32) and s (f32) to the onset, as a Contact has them. */
const MOMENT: usize = memory.data(8, 8);

let onsetFrame: u32 = 0;
/** First frame that is drawn as ever again. */
let endFrame: u32 = 0;
let color: u32 = 0;

/** Finds how a clip of this split breaks its law; `world` has made the lawful one, whose Body records stand at `bodies`. */
export function findViolation(row: usize, index: u32, world: usize, bodies: usize): void {
  violation = 0;
  if (!hasRule(row, Rule.Violation)) return;
  const rule = ruleOf(row, Rule.Violation);
  const found = bodyOf(load<u32>(rule, RuleRecord.b), bodies, load<u32>(world + World.bodies, List.count));
  if (found < 0) return;
  violator = <u32>found;
  const p = rule + RuleRecord.values;
  const own = <u32>xxh64(load<u32>(row, SplitRow.name), load<u32>(row, SplitRow.nameLength), 0);
  const seed = planSeed();
  const when = drawValue(p + 8, index, own, 0, seed);
  const sizes = drawEnd(p + 8);
  size = drawValue(sizes, index, own, 1, seed);
  const angles = drawEnd(sizes);
  angle = drawValue(angles, index, own, 2, seed);
  const first = <i32>planU32(Plan.firstFrameStep);
  const perFrame = <i32>planU32(Plan.stepsPerFrame);
  const what = <u32>load<f64>(p);
  let offset: f32 = 0;
  partner = -1;
  if (what == Onset.Contact) {
    const contact = contactOf(world, <u32>when);
    if (!contact) return;
    const a = load<u32>(contact, Contact.a);
    partner = <i32>(a == violator ? load<u32>(contact, Contact.b) : a);
    onset = load<i32>(contact, Contact.step) + 1;
    offset = load<f32>(contact, Contact.offset);
  } else if (what == Onset.Frame) onset = first + <i32>when * perFrame;
  else {
    const steps = ceil(when / planF64(Plan.step) - 1e-6);
    if (steps > 1e9) return;
    onset = max<i32>(1, <i32>steps);
  }
  const frames = planU32(Plan.frames);
  onsetFrame = <u32>max<i32>(0, (onset - first + perFrame - 1) / perFrame);
  if (onsetFrame >= frames) return;
  violation = load<u32>(rule, RuleRecord.a);
  endFrame = frames;
  const gone = violation == Violation.Vanish && size > 0.0;
  if (gone) endFrame = min<u32>(frames, onsetFrame + <u32>size);
  color = paint(load<u32>(bodies + <usize>violator * Body.SIZE, Body.color), load<f64>(drawEnd(angles)));
  store<u32>(MOMENT, <u32>onset - u32(what == Onset.Contact));
  store<f32>(MOMENT, offset, 4);
}

/** Writes the clip's fields about its violation. */
export function describeViolation(clip: usize): void {
  store<u32>(clip, violation, Clip.violation);
  if (!violation) return;
  store<u32>(clip, violator, Clip.violationBody);
  store<u32>(clip, onsetFrame, Clip.violationFrame);
  store<u32>(clip, load<u32>(MOMENT), Clip.violationStep);
  store<f32>(clip, load<f32>(MOMENT, 4), Clip.violationOffset);
  store<u32>(clip, color, Clip.violationColor);
  store<f64>(clip, size, Clip.violationSize);
  store<f64>(clip, angle, Clip.violationAngle);
}

/** The body that a rule names by its kind and number, -1 if this clip has none such. */
function bodyOf(named: u32, bodies: usize, count: u32): i32 {
  for (let i: u32 = 0; i < count; i++) {
    const record = bodies + <usize>i * Body.SIZE;
    if (named == FIRST ? load<u32>(record, Body.dynamic) != 0 : (load<u32>(record, Body.kind) | (load<u32>(record, Body.number) << 16)) == named) {
      return <i32>i;
    }
  }
  return -1;
}

/** The violator's contact of a number, from 1 on; 0 if the lawful clip has not so many. */
function contactOf(world: usize, number: u32): usize {
  let contact = load<usize>(world, World.impacts);
  for (let i = load<u32>(world + World.impacts, List.count); i; i--, contact += Contact.SIZE) {
    if (load<u32>(contact, Contact.a) != violator && load<u32>(contact, Contact.b) != violator) continue;
    if (--number == 0) return contact;
  }
  return 0;
}

/** A colour on its way to another by the share `size`, channel by channel, rounded; -1: to the one that is opposite. */
function paint(from: u32, to: f64): u32 {
  const target: u32 = to < 0.0 ? ~from : <u32>to;
  let mixed: u32 = 0;
  for (let shift: u32 = 0; shift < 24; shift += 8) {
    const a = <f64>((from >> shift) & 255);
    const b = <f64>((target >> shift) & 255);
    mixed |= <u32>floor(a + (b - a) * size + 0.5) << shift;
  }
  return mixed;
}

/** Whether the violation changes how bodies move, so that they have to be simulated again. */
export function moves(): bool {
  if (violation == Violation.Vanish) return size == 0.0;
  return violation != 0 && violation != Violation.Recolor && violation != Violation.Resize;
}

/** Whether the violation changes how body i is drawn in frame k. */
export function changes(i: u32, k: u32): bool {
  if (violation != Violation.Vanish && violation != Violation.Recolor && violation != Violation.Resize) return false;
  return i == violator && k >= onsetFrame && k < endFrame;
}

const PART: usize = memory.data(<i32>Part.SIZE, 8);
const POINTS: usize = memory.data(64, 8);

/** Draws the violator where its look is changed: not at all, in another colour, or larger about its origin. */
export function drawChanged(record: usize, x: f32, y: f32, turned: f32, id: u32): void {
  if (violation == Violation.Vanish) return;
  const recolored = violation == Violation.Recolor;
  const hue = recolored ? color : load<u32>(record, Body.color);
  const scale = recolored ? 1.0 : size + 1.0;
  const shape = load<u32>(record, Body.shape);
  if (shape != Shape.Polygons) return drawBody(shape, hue, x, y, turned, <f32>(load<f64>(record, Body.radius) * scale), id);
  let part = <usize>load<u32>(record, Body.parts);
  for (let i = load<u32>(record, Body.partCount); i; i--, part += Part.SIZE) {
    memory.copy(PART, part, Part.SIZE);
    const points = <usize>load<u32>(part, Part.points);
    for (let k: usize = 0; k < <usize>load<u32>(part, Part.count) << 3; k += 4) {
      store<f32>(POINTS + k, load<f32>(points + k) * <f32>scale);
    }
    store<u32>(PART, <u32>POINTS, Part.points);
    store<f32>(PART, load<f32>(part, Part.radius) * <f32>scale, Part.radius);
    drawParts(PART, 1, hue, x, y, turned, id);
  }
}

/** Notes that the violator is not to be seen where it is gone: u8[T][B]. */
export function hide(visible: usize, bodies: u32): void {
  if (violation != Violation.Vanish) return;
  for (let k = onsetFrame; k < endFrame; k++) store<u8>(visible + <usize>k * bodies + violator, <u8>Visible.None);
}
