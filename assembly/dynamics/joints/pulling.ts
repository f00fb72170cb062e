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
import { isDriven, partsOf } from './set-up';

/** The joints that act, in order: records of Pull. */
export const pulling: usize = memory.data(12, 8);

/** What a step needs to know of a joint that acts. */
export namespace Pull {
  // @ts-ignore: decorator
  @inline export const joint: usize = 0; // u32, its number
  // @ts-ignore: decorator
  @inline export const parts: usize = 4; // u32, Part, and Trait
  // @ts-ignore: decorator
  @inline export const a: usize = 8; // u32, number of its body, NONE = the world itself
  // @ts-ignore: decorator
  @inline export const b: usize = 12;
  // @ts-ignore: decorator
  @inline export const level: usize = 16; // u32, the level that it asks its island to take
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 20;
}

/** Bits of Pull.parts beside those of Part. */
export namespace Trait {
  // @ts-ignore: decorator
  @inline export const MovesA: u32 = 1 << 16; // its body a can be moved
  // @ts-ignore: decorator
  @inline export const MovesB: u32 = 1 << 17;
  // @ts-ignore: decorator
  @inline export const Driven: u32 = 1 << 18; // it may give energy to what it holds
  // @ts-ignore: decorator
  @inline export const Hinge: u32 = 1 << 19; // revolute, without spring, motor or limits
}

/** Whether some joint that acts asks for more sub-steps, or is such that gravity may not act in halves on its island. */
export let demanding: bool = false;

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
  return load<u32>(pullAt(k));
}

/** The k-th record of Pull. */
// @ts-ignore: decorator
@inline export function pullAt(k: u32): usize {
  return load<usize>(pulling) + <usize>k * Pull.SIZE;
}

/** Number of a body of a joint that can be moved. */
// @ts-ignore: decorator
@inline export function movableOf(pull: usize): u32 {
  return load<u32>(pull + (load<u32>(pull, Pull.parts) & Trait.MovesA ? Pull.a : Pull.b));
}

/** Whether both bodies of a joint can be moved. */
// @ts-ignore: decorator
@inline export function connects(pull: usize): bool {
  return (load<u32>(pull, Pull.parts) & (Trait.MovesA | Trait.MovesB)) == (Trait.MovesA | Trait.MovesB);
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
// @ts-ignore: decorator
@inline
function stirs(body: usize): bool {
  if (!body || !(load<u32>(body, Body.flags) & BodyFlag.Awake)) return false;
  return (
    load<f32>(body, Body.inverseMass) > 0 || load<f32>(body, Body.vx) != 0 || load<f32>(body, Body.vy) != 0 || load<f32>(body, Body.omega) != 0
  );
}

/** Finds the joints that act; `woken` tells whether that woke somebody. Returns how many, or NONE when memory is exhausted. */
export function findPulling(world: usize): u32 {
  woken = false;
  const joints = load<u32>(world + World.joints, List.count);
  if (joints && !listReserve(pulling, joints, Pull.SIZE)) return NONE;
  let again = true;
  while (again) {
    again = false;
    demanding = false;
    let pull = load<usize>(pulling);
    let count: u32 = 0;
    for (let i: u32 = 0; i < joints; i++) {
      const joint = jointAt(world, i);
      const numberB = load<u32>(joint, Joint.bodyB);
      if (numberB == NONE) continue;
      const numberA = load<u32>(joint, Joint.bodyA);
      const a = bodyOf(world, numberA);
      const b = bodyAt(world, numberB);
      const moves: u32 = (movable(a) ? Trait.MovesA : 0) | (movable(b) ? Trait.MovesB : 0);
      if (!moves || (!stirs(a) && !stirs(b))) continue;
      const hinge = isHinge(joint);
      const parts: u32 = hinge ? Part.Anchors : partsOf(joint);
      if (!parts || (isRope(parts) && slack(world, joint, a, b))) {
        store<u32>(joint, load<u32>(joint, Joint.flags) & ~JointFlag.Solved, Joint.flags);
        memory.fill(joint + Joint.impulses, 0, 32);
        memory.fill(joint + Joint.forceX, 0, 16);
        continue;
      }
      if (rouse(world, a) || rouse(world, b)) again = true;
      const driven = !hinge && isDriven(joint);
      const level = levelOfJoint(world, joint, parts, a, b);
      store<u32>(pull, i, Pull.joint);
      store<u32>(pull, parts | moves | (hinge ? Trait.Hinge : 0) | (driven ? Trait.Driven : 0), Pull.parts);
      store<u32>(pull, numberA, Pull.a);
      store<u32>(pull, numberB, Pull.b);
      store<u32>(pull, level, Pull.level);
      if (level || driven || parts & Part.Limit) demanding = true;
      pull += Pull.SIZE;
      count++;
    }
    store<u32>(pulling, count, List.count);
    woken = woken || again;
  }
  return load<u32>(pulling, List.count);
}

/** Whether a joint is a revolute one without spring, motor or limits. */
// @ts-ignore: decorator
@inline
function isHinge(joint: usize): bool {
  return (
    load<u32>(joint, JointDef.kind) == JointKind.Revolute &&
    (load<u32>(joint, JointDef.spring) | load<u32>(joint, JointDef.motor) | load<u32>(joint, JointDef.limit)) == 0
  );
}

/** Whether the last findPulling() woke somebody. */
export let woken: bool = false;

// @ts-ignore: decorator
@inline
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

/** How far a body with an anchor turns in the step, if that is far and the anchor is not at its centre. */
// @ts-ignore: decorator
@inline
function turnOf(world: usize, body: usize, lx: f32, ly: f32): f32 {
  if (!movable(body)) return 0;
  const turn: f32 = abs<f32>(load<f32>(body, Body.omega)) * stepOf(world);
  if (turn <= TURN) return 0;
  const x: f32 = lx - load<f32>(body, Body.centerX);
  const y: f32 = ly - load<f32>(body, Body.centerY);
  const short: f32 = load<f32>(body, Body.extent) * SHORT;
  return x * x + y * y > short * short ? turn : 0;
}

/** The level that a joint asks its island to take: for bodies of very different mass, fast swings, large errors, and stiff springs. */
// @ts-ignore: decorator
@inline
function levelOfJoint(world: usize, joint: usize, parts: u32, a: usize, b: usize): u32 {
  const kind = load<u32>(joint, JointDef.kind);
  let level = load<u32>(joint, Joint.asked);
  if (movable(a) && movable(b)) {
    const ma = load<f32>(a, Body.mass);
    const mb = load<f32>(b, Body.mass);
    level = max<u32>(level, levelOf(max<f32>(ma, mb) / min<f32>(ma, mb), settingF(world, WorldDef.massRatio)));
  }
  if (kind != JointKind.Wheel && kind != JointKind.Mouse && kind != JointKind.Motor) {
    const turn: f32 = max<f32>(
      turnOf(world, a, load<f32>(joint, JointDef.anchorAX), load<f32>(joint, JointDef.anchorAY)),
      turnOf(world, b, load<f32>(joint, JointDef.anchorBX), load<f32>(joint, JointDef.anchorBY)),
    );
    level = max<u32>(level, levelOf(turn, TURN));
  }
  return parts == Part.Anchors ? level : max<u32>(level, levelOfParts(world, joint, parts, a, b));
}

/** What the span and the springs of a joint ask for. */
function levelOfParts(world: usize, joint: usize, parts: u32, a: usize, b: usize): u32 {
  let level: u32 = 0;
  if (load<u32>(joint, JointDef.kind) == JointKind.Distance) level = levelOf(swingOf(world, a, b, joint), TURN);
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
