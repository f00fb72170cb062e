// Which joints act in this step, and how many sub-steps they ask for.
//
// All do whose bodies are not both asleep or unmovable, but for filters and ropes that stay slack: bodies on a rope that cannot become taut within the
// step fly freely, and exactly. A rope is a distance joint with limits and nothing else. Between two steps its anchors move
// almost straight against each other, so the longest they get is at one of the ends; turning bodies may add the height of their arcs.

import { JointDef, JointKind, WorldDef } from '../../memory/layout';
import { Body, BodyFlag, NONE } from '../body';
import { bodyAt } from '../contact';
import { pushX, pushY } from '../forces';
import { levelOf } from '../levels';
import { wake } from '../sleep';
import { List, World, listReserve, settingF, settingU, stepOf } from '../world-record';
import { Joint, JointFlag, jointAt } from './joint';
import { Part } from './joint-block';
import { partsOf } from './set-up';

/** Numbers of the joints that act, in order. */
export const pulling: usize = memory.data(12, 8);

/** Turns of a step (rad) above which an island takes 2, 4 and 8 times the sub-steps. */
const TURN: f32 = 0.1;
/**
 * Frequency times sub-step of a spring above which its island takes more of them: up to here its equilibrium is right to 1 %, and what else the
 * joint holds is stiff enough not to slow it by more than 1 %.
 */
const SPRING: f32 = 0.03;
/** Arms shorter than this share of a body's extent do not count as arms. */
const SHORT: f32 = 0.1;

/** Number of the k-th joint that acts. */
// @ts-ignore: decorator
@inline export function pullingAt(k: u32): u32 {
  return load<u32>(load<usize>(pulling) + (<usize>k << 2));
}

/** Forgets its memory; called when the heap is reset. */
export function forgetPulling(): void {
  memory.fill(pulling, 0, List.SIZE);
}

/** A body of a joint; 0 for the world itself. */
// @ts-ignore: decorator
@inline export function bodyOf(world: usize, number: u32): usize {
  return number == NONE ? 0 : bodyAt(world, number);
}

// @ts-ignore: decorator
@inline
export function movable(body: usize): bool {
  return body != 0 && load<f32>(body, Body.inverseMass) > 0;
}

/** Whether a body is awake and dynamic, or kinematic and moves. */
function stirs(body: usize): bool {
  if (!body || !(load<u32>(body, Body.flags) & BodyFlag.Awake)) return false;
  return (
    load<f32>(body, Body.inverseMass) > 0 || load<f32>(body, Body.vx) != 0 || load<f32>(body, Body.vy) != 0 || load<f32>(body, Body.omega) != 0
  );
}

/** Finds the joints that act; `woken` tells whether that woke somebody. Returns how many, or NONE when memory is exhausted. */
export function findPulling(world: usize): u32 {
  woken = false;
  let again = true;
  while (again) {
    again = false;
    store<u32>(pulling, 0, List.count);
    const joints = load<u32>(world + World.joints, List.count);
    for (let i: u32 = 0; i < joints; i++) {
      const joint = jointAt(world, i);
      if (load<u32>(joint, Joint.bodyB) == NONE) continue;
      const a = bodyOf(world, load<u32>(joint, Joint.bodyA));
      const b = bodyAt(world, load<u32>(joint, Joint.bodyB));
      if ((!movable(a) && !movable(b)) || (!stirs(a) && !stirs(b))) continue;
      const parts = partsOf(joint);
      if (!parts || (isRope(parts) && slack(world, joint, a, b))) {
        store<u32>(joint, load<u32>(joint, Joint.flags) & ~JointFlag.Solved, Joint.flags);
        memory.fill(joint + Joint.impulses, 0, 32);
        memory.fill(joint + Joint.forceX, 0, 16);
        continue;
      }
      if (rouse(world, a) || rouse(world, b)) again = true;
      const count = load<u32>(pulling, List.count);
      if (!listReserve(pulling, count + 1, 4)) return NONE;
      store<u32>(load<usize>(pulling) + (<usize>count << 2), i);
      store<u32>(pulling, count + 1, List.count);
    }
    woken = woken || again;
  }
  return load<u32>(pulling, List.count);
}

/** Whether the last findPulling() woke somebody. */
export let woken: bool = false;

function rouse(world: usize, body: usize): bool {
  if (!movable(body) || load<u32>(body, Body.flags) & BodyFlag.Awake) return false;
  wake(world, body);
  return true;
}

/** A distance joint that only limits. */
// @ts-ignore: decorator
@inline
function isRope(parts: u32): bool {
  return parts == (Part.Span | Part.Limit);
}

// Motion of an anchor within the step: where it is, how far it gets, and the height of its arc.
let px: f32 = 0;
let py: f32 = 0;
let wayX: f32 = 0;
let wayY: f32 = 0;
let arc: f32 = 0;

function follow(world: usize, body: usize, lx: f32, ly: f32): void {
  px = lx;
  py = ly;
  wayX = 0;
  wayY = 0;
  arc = 0;
  if (!body) return;
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const x: f32 = lx - load<f32>(body, Body.centerX);
  const y: f32 = ly - load<f32>(body, Body.centerY);
  const rx: f32 = c * x - s * y;
  const ry: f32 = s * x + c * y;
  px = load<f32>(body, Body.x) + rx;
  py = load<f32>(body, Body.y) + ry;
  if (!(load<u32>(body, Body.flags) & BodyFlag.Awake)) return;
  const h: f32 = stepOf(world) - load<f32>(body, Body.clock);
  const omega = load<f32>(body, Body.omega);
  wayX = (load<f32>(body, Body.vx) - omega * ry) * h;
  wayY = (load<f32>(body, Body.vy) + omega * rx) * h;
  const turn: f32 = omega * h;
  arc = turn * turn * sqrt<f32>(rx * rx + ry * ry) * <f32>0.5;
  if (load<f32>(body, Body.inverseMass) == 0 || load<u32>(body, Body.flags) & BodyFlag.Kicked) return;
  // Half of this for a free body, all of it for one that the solver holds.
  const scale = load<f32>(body, Body.gravityScale);
  wayX += (settingF(world, WorldDef.gravityX) * scale + pushX(body)) * h * h;
  wayY += (settingF(world, WorldDef.gravityY) * scale + pushY(body)) * h * h;
}

/** Whether a rope can reach neither of its limits within the step. */
function slack(world: usize, joint: usize, a: usize, b: usize): bool {
  const slop = settingF(world, WorldDef.slop);
  follow(world, a, load<f32>(joint, JointDef.anchorAX), load<f32>(joint, JointDef.anchorAY));
  let x: f32 = -px;
  let y: f32 = -py;
  let dx: f32 = -wayX;
  let dy: f32 = -wayY;
  let more: f32 = arc + slop;
  follow(world, b, load<f32>(joint, JointDef.anchorBX), load<f32>(joint, JointDef.anchorBY));
  x += px;
  y += py;
  dx += wayX;
  dy += wayY;
  more += arc;
  const now: f32 = sqrt<f32>(x * x + y * y);
  const then: f32 = sqrt<f32>((x + dx) * (x + dx) + (y + dy) * (y + dy));
  if (max<f32>(now, then) + more >= load<f32>(joint, JointDef.upper)) return false;
  const lower = load<f32>(joint, JointDef.lower);
  return lower <= 0 || now - sqrt<f32>(dx * dx + dy * dy) - more > lower;
}

/** How far a body with an anchor turns in the step, if the anchor is not at its centre. */
function turnOf(world: usize, body: usize, lx: f32, ly: f32): f32 {
  if (!movable(body)) return 0;
  const x: f32 = lx - load<f32>(body, Body.centerX);
  const y: f32 = ly - load<f32>(body, Body.centerY);
  const short: f32 = load<f32>(body, Body.extent) * SHORT;
  return x * x + y * y > short * short ? abs<f32>(load<f32>(body, Body.omega)) * stepOf(world) : 0;
}

/** The level that a joint asks its island to take: for bodies of very different mass, fast swings, large errors, and stiff springs. */
export function levelOfJoint(world: usize, joint: usize): u32 {
  const a = bodyOf(world, load<u32>(joint, Joint.bodyA));
  const b = bodyAt(world, load<u32>(joint, Joint.bodyB));
  const kind = load<u32>(joint, JointDef.kind);
  let level: u32 = 0;
  if (movable(a) && movable(b)) {
    const ma = load<f32>(a, Body.mass);
    const mb = load<f32>(b, Body.mass);
    level = levelOf(max<f32>(ma, mb) / min<f32>(ma, mb), settingF(world, WorldDef.massRatio));
  }
  if (kind != JointKind.Wheel && kind != JointKind.Mouse && kind != JointKind.Motor) {
    const turn: f32 = max<f32>(
      turnOf(world, a, load<f32>(joint, JointDef.anchorAX), load<f32>(joint, JointDef.anchorAY)),
      turnOf(world, b, load<f32>(joint, JointDef.anchorBX), load<f32>(joint, JointDef.anchorBY)),
    );
    level = max<u32>(level, levelOf(turn, TURN));
    if (kind == JointKind.Distance) level = max<u32>(level, levelOf(swingOf(world, a, b, joint), TURN));
  }
  level = max<u32>(level, load<u32>(joint, Joint.asked));
  const parts = partsOf(joint);
  const hs: f32 = stepOf(world) / <f32>settingU(world, WorldDef.substeps);
  const quick: f32 = max<f32>(load<f32>(joint, Joint.stiffness), 1) * hs;
  if (parts & (Part.Spring | Part.SoftAnchors)) level = max<u32>(level, levelOf(load<f32>(joint, JointDef.hertz) * quick, SPRING));
  if (parts & Part.SoftAngle) level = max<u32>(level, levelOf(load<f32>(joint, JointDef.angularHertz) * quick, SPRING));
  return level;
}

/** How far a distance joint turns in the step. */
function swingOf(world: usize, a: usize, b: usize, joint: usize): f32 {
  follow(world, a, load<f32>(joint, JointDef.anchorAX), load<f32>(joint, JointDef.anchorAY));
  let x: f32 = -px;
  let y: f32 = -py;
  let dx: f32 = -wayX;
  let dy: f32 = -wayY;
  follow(world, b, load<f32>(joint, JointDef.anchorBX), load<f32>(joint, JointDef.anchorBY));
  x += px;
  y += py;
  dx += wayX;
  dy += wayY;
  const square: f32 = x * x + y * y;
  return square > 0 ? abs<f32>(x * dy - y * dx) / square : 0;
}
