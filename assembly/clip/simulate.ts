// Steps the world of a clip and records each frame: states, and how much of a body the view shows.

import { worldDefaults } from '../dynamics/build';
import { bodyAt } from '../dynamics/contact';
import { writeState } from '../dynamics/flight';
import { refresh, stepWorld } from '../dynamics/step';
import { List, World } from '../dynamics/world-record';
import { Body, WorldDef } from '../memory/layout';
import { attract, strength } from '../scenarios/attraction';
import { sleeps } from '../scenarios/scenario';
import { afterStep, beforeStep, breaching, fillVanished } from './breach';
import { brokenAt } from './constraints';
import { planF64, planU32 } from './plan';
import { Plan } from './plan-header';
import { openView, visibility } from './visibility';

/**
 * Fills f32[T][B][6] and u8[T][B] from a world that was just built, its bodies in `records`, for the first `frames` frames. Frame k is the world
 * after firstFrameStep + k stepsPerFrame steps. Stops at the first rule of `split` (0 = none) that is broken and returns it; 0 if none is, -1 when
 * memory is exhausted.
 */
export function simulate(world: usize, records: usize, states: usize, visible: usize, frames: u32, split: usize): i32 {
  const bodies = load<u32>(world + World.bodies, List.count);
  openView();
  let steps = planU32(Plan.firstFrameStep);
  const perFrame = planU32(Plan.stepsPerFrame);
  for (let k: u32 = 0; k < frames; k++) {
    for (; steps; steps--) {
      if (breaching) beforeStep(world);
      if (strength != 0.0) attract(world);
      if (!stepWorld(world)) return -1;
      if (strength != 0.0) attract(world);
      if (breaching) afterStep(world);
    }
    refresh(world);
    for (let i: u32 = 0; i < bodies; i++, states += 24, visible++) {
      const body = bodyAt(world, i);
      writeState(body, states);
      store<u8>(visible, <u8>visibility(body, records + <usize>i * Body.SIZE, states));
    }
    if (breaching) fillVanished(world, states - <usize>bodies * 24);
    const broken = split ? brokenAt(split, world, k, visible - bodies, states - <usize>bodies * 24, records) : 0;
    if (broken) return broken;
    steps = perFrame;
  }
  return 0;
}

const DEF: usize = memory.data(<i32>WorldDef.SIZE, 8);

/** The settings that the open plan gives its worlds, as a WorldDef. */
export function planWorld(): usize {
  worldDefaults(DEF);
  store<f32>(DEF, <f32>planF64(Plan.gravity), WorldDef.gravityX);
  store<f32>(DEF, <f32>planF64(Plan.gravity + 8), WorldDef.gravityY);
  store<f32>(DEF, <f32>planF64(Plan.step), WorldDef.step);
  store<u32>(DEF, planU32(Plan.integrator), WorldDef.integrator);
  store<f32>(DEF, <f32>planF64(Plan.threshold), WorldDef.restitutionThreshold);
  store<u32>(DEF, planU32(Plan.substeps), WorldDef.substeps);
  store<u32>(DEF, planU32(Plan.overlaps), WorldDef.overlaps);
  store<u32>(DEF, u32(sleeps(planU32(Plan.scenario))), WorldDef.sleeping);
  store<u32>(DEF, 0, WorldDef.events);
  return DEF;
}
