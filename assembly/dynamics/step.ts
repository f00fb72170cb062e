// One step of a world.
//
//   start      where every awake body is and how it will fly; bounds, pairs
//   narrow     manifolds; impacts that are to come (narrow-phase.ts, events.ts)
//   impacts    in order of time
//   solve      what presses and what joints hold: colours, blocks, sub-steps (pressing.ts, solve-step.ts, constraints.ts, solver.ts, joints/)
//   finish     free bodies by their closed form, solved ones by what the solver moved; overlaps projected (project.ts); sleep
//
// While every body flies freely and nothing can meet, steps do nothing but count: `horizon` is the first step in which something might touch, and
// the states of free bodies are closed forms of their anchors, so the bits are those of stepping one by one.

import { BodyType, Integrator, Overlaps, WorldDef } from '../memory/layout';
import { Body, BodyFlag, NONE } from './body';
import { findPairs, updateBounds } from './broad-phase';
import { contain } from './contain';
import { bodyAt } from './contact';
import { clearEvents } from './event-queue';
import { partingIsDue, sortEvents, stepIsOver } from './event-list';
import { playEvents } from './events';
import { evaluate, setAnchor } from './flight';
import { endForces, pushX, pushY, stopArrived } from './forces';
import { govern } from './govern';
import { findHorizon } from './horizon';
import { breakJoints } from './joints/break';
import { findPulling, woken } from './joints/pulling';
import { narrowPhase } from './narrow-phase';
import { findPressing } from './pressing';
import { project } from './project';
import { sense } from './sensors';
import { fallAsleep, startStep } from './sleep';
import { prepareStep, solveStep, unload } from './solve-step';
import { Turn, turn } from './turn';
import { List, World, settingF, settingU, stepOf } from './world-record';

/** Does one step. False when memory is exhausted. */
export function stepWorld(world: usize): bool {
  if (idle(world)) return true;
  if (!approach(world)) return false;
  if (isHeld() && !(prepareStep(world) && solveStep(world))) return false;
  return finish(world);
}

/** Counts the step, and is done with it, where nothing can touch. */
export function idle(world: usize): bool {
  const step = load<i32>(world, World.step);
  if (step >= load<i32>(world, World.horizon)) return false;
  store<i32>(world, step + 1, World.step);
  store<u32>(world, 1, World.stale);
  store<u32>(world, 0, World.stepImpacts);
  return true;
}

/** Whether the step has something to solve. */
export function isHeld(): bool {
  return (load<u32>(turn, Turn.contacts) | load<u32>(turn, Turn.joints)) != 0;
}

/** The first half of a step, up to what is to be solved, which the turn notes. False when memory is exhausted. */
export function approach(world: usize): bool {
  refresh(world);
  store<usize>(turn, world, Turn.world);
  store<u32>(turn, load<u32>(world + World.events, List.count), Turn.events);
  if (load<u32>(world, World.forced)) stopArrived(world);
  start(world);
  clearEvents();
  store<u32>(world, 0, World.stepImpacts);
  if (!findPairs(world) || !narrowPhase(world) || !playEvents(world)) return false;
  let count = findPressing(world);
  let joints = findPulling(world);
  while (woken && count != NONE && joints != NONE) {
    // Who was woken by a joint may press.
    count = findPressing(world);
    joints = findPulling(world);
  }
  if (count == NONE || joints == NONE) return false;
  store<u32>(turn, count, Turn.contacts);
  store<u32>(turn, joints, Turn.joints);
  store<u32>(world, count, World.solved);
  store<u32>(world, 0, World.colors);
  store<u32>(world, 0, World.mostSubsteps);
  return true;
}

/** The second half of a step, when all is solved. False when memory is exhausted. */
export function finish(world: usize): bool {
  const count = load<u32>(turn, Turn.contacts);
  const joints = load<u32>(turn, Turn.joints);
  const held = (count | joints) != 0;
  const step = load<i32>(world, World.step);
  moveBodies(world, held);
  store<i32>(world, step + 1, World.step);
  const forced = load<u32>(world, World.forced) != 0;
  if (held && !govern(world)) return false;
  if (forced) endForces(world, settingU(world, WorldDef.integrator));
  if (count && settingU(world, WorldDef.overlaps) == Overlaps.Project) project(world, count);
  if ((held || load<u32>(world, World.stepImpacts)) && !contain(world)) return false;
  stepIsOver(true);
  if (load<u32>(world, World.sensors)) sense(world);
  if (held) {
    fallAsleep(world, turn + Turn.pressing);
  } else {
    store<i32>(world, forced || load<u32>(world, World.jointLive) || partingIsDue(world) ? step + 1 : findHorizon(world), World.horizon);
  }
  if (joints) breakJoints(world);
  stepIsOver(false);
  return sortEvents(world, load<u32>(turn, Turn.events));
}

/** Evaluates the states of free bodies after steps that only counted. */
export function refresh(world: usize): void {
  if (!load<u32>(world, World.stale)) return;
  store<u32>(world, 0, World.stale);
  const step = load<i32>(world, World.step);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    if (load<u32>(body, Body.flags) & BodyFlag.Free && load<u32>(body, Body.flags) & BodyFlag.Awake) toStep(world, body, step);
  }
}

/** A free body's state after `step` steps. */
function toStep(world: usize, body: usize, step: i32): void {
  const scale = load<f32>(body, Body.gravityScale);
  evaluate(
    body, step, stepOf(world), settingF(world, WorldDef.gravityX) * scale, settingF(world, WorldDef.gravityY) * scale,
    settingU(world, WorldDef.integrator),
  );
}

/** Notes where bodies start, gives them the acceleration of their flight, and widens their bounds. */
function start(world: usize): void {
  const h = stepOf(world);
  const half: f32 = h * h * <f32>0.5;
  const gx = settingF(world, WorldDef.gravityX);
  const gy = settingF(world, WorldDef.gravityY);
  const exact = settingU(world, WorldDef.integrator) == Integrator.Exact;
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    let flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake)) continue;
    startStep(body);
    const scale = load<f32>(body, Body.gravityScale);
    let ax: f32 = 0;
    let ay: f32 = 0;
    flags &= ~BodyFlag.Kicked;
    if (flags & BodyFlag.Free && load<u32>(body, Body.type) == BodyType.Dynamic) {
      ax = gx * scale;
      ay = gy * scale;
      if (flags & BodyFlag.Forced) {
        ax += pushX(body);
        ay += pushY(body);
      }
      if (!exact) {
        store<f32>(body, load<f32>(body, Body.vx) + ax * h, Body.vx);
        store<f32>(body, load<f32>(body, Body.vy) + ay * h, Body.vy);
        ax = 0;
        ay = 0;
        flags |= BodyFlag.Kicked;
      }
    }
    store<u32>(body, flags, Body.flags);
    store<f32>(body, ax, Body.ax);
    store<f32>(body, ay, Body.ay);
    updateBounds(
      world, body, load<f32>(body, Body.vx) * h + ax * half, load<f32>(body, Body.vy) * h + ay * half,
      abs<f32>(load<f32>(body, Body.omega)) * load<f32>(body, Body.extent) * h,
    );
  }
}

/** Takes all bodies to the end of the step: solved ones where the solver has moved them, the others in free flight. */
function moveBodies(world: usize, held: bool): void {
  const step = load<i32>(world, World.step);
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake)) continue;
    if (held && load<u32>(body, Body.degree) && load<f32>(body, Body.inverseMass) > 0) {
      unload(body);
      store<u32>(body, flags & ~(BodyFlag.Free | BodyFlag.Kicked), Body.flags);
      continue;
    }
    if (!(flags & BodyFlag.Free)) {
      // It leaves what it touched: from here on it flies.
      setAnchor(body, step, 0);
      store<u32>(body, flags | BodyFlag.Free, Body.flags);
    }
    toStep(world, body, step + 1);
    if (load<u32>(world, World.damped)) damp(world, body, step + 1);
  }
}

/** Slows a free body by its damping, v / (1 + h c), and lets it fly on from there. */
function damp(world: usize, body: usize, step: i32): void {
  const linear = load<f32>(body, Body.linearDamping);
  const angular = load<f32>(body, Body.angularDamping);
  if (linear == 0 && angular == 0) return;
  const h = stepOf(world);
  store<f32>(body, load<f32>(body, Body.vx) / (h * linear + 1), Body.vx);
  store<f32>(body, load<f32>(body, Body.vy) / (h * linear + 1), Body.vy);
  store<f32>(body, load<f32>(body, Body.omega) / (h * angular + 1), Body.omega);
  setAnchor(body, step, 0);
}
