// Steps the world of a clip and records each frame: states, and how much of a body the view shows.

import { Body } from '../dynamics/body';
import { resetWorld, worldDefaults } from '../dynamics/build';
import { bodyAt } from '../dynamics/contact';
import { writeState } from '../dynamics/flight';
import { refresh, stepWorld } from '../dynamics/step';
import { Shape, Visible, WorldDef } from '../memory/layout';
import { HOLE } from '../raster/ring';
import { factor } from '../scenarios/factors';
import { bodyCountOf, build, shapeFactor } from '../scenarios/scenario';
import { planF64, planU32 } from './plan';
import { Plan } from './plan-header';
import { factors } from './sampler';

/**
 * Fills f32[T][B][6] and u8[T][B] from the factors of the last sample(). Frame k is the world after firstFrameStep + k stepsPerFrame steps.
 * False when memory is exhausted.
 */
export function simulate(world: usize, states: usize, visible: usize): bool {
  const scenario = planU32(Plan.scenario);
  const bodies = bodyCountOf(scenario);
  resetWorld(world, planWorld());
  build(scenario, world, factors);
  let steps = planU32(Plan.firstFrameStep);
  const perFrame = planU32(Plan.stepsPerFrame);
  for (let k: u32 = 0; k < planU32(Plan.frames); k++) {
    for (; steps; steps--) if (!stepWorld(world)) return false;
    refresh(world);
    for (let i: u32 = 0; i < bodies; i++, states += 24, visible++) {
      const body = bodyAt(world, i);
      writeState(body, states);
      store<u8>(visible, <u8>visibility(body, <u32>factor(factors, shapeFactor(scenario, i))));
    }
    steps = perFrame;
  }
  return true;
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
  store<u32>(DEF, 0, WorldDef.sleeping);
  store<u32>(DEF, 0, WorldDef.events);
  return DEF;
}

/** By the true shape against the view: wholly inside, overlapping, or apart. A square has the extent of its turned corners. */
function visibility(body: usize, shape: u32): u32 {
  const x = load<f32>(body, Body.x);
  const y = load<f32>(body, Body.y);
  const r = load<f32>(body, Body.extent);
  const x0 = <f32>planF64(Plan.view);
  const y0 = <f32>planF64(Plan.view + 8);
  const x1 = <f32>planF64(Plan.view + 16);
  const y1 = <f32>planF64(Plan.view + 24);
  const extent: f32 = shape == Shape.Square ? r * (abs<f32>(load<f32>(body, Body.c)) + abs<f32>(load<f32>(body, Body.s))) : r;
  if (x - extent >= x0 && x + extent <= x1 && y - extent >= y0 && y + extent <= y1) return Visible.Full;
  // The view's point nearest to the centre.
  const dx: f32 = x - max<f32>(x0, min<f32>(x1, x));
  const dy: f32 = y - max<f32>(y0, min<f32>(y1, y));
  if (shape == Shape.Ring) {
    // The view may lie in the hole: then its farthest corner does.
    const fx: f32 = max<f32>(abs<f32>(x - x0), abs<f32>(x - x1));
    const fy: f32 = max<f32>(abs<f32>(y - y0), abs<f32>(y - y1));
    const hole: f32 = r * HOLE;
    if (fx * fx + fy * fy <= hole * hole) return Visible.None;
  }
  const apart = shape == Shape.Square ? abs<f32>(dx) >= extent || abs<f32>(dy) >= extent : dx * dx + dy * dy >= r * r;
  return apart ? Visible.None : Visible.Partial;
}
