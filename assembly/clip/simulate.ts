// Steps the world of a clip and records each frame: states, and how much of a body the view shows.

import { bodyRecord, resetWorld, stepWorld } from '../dynamics/world';
import { Hot, writeState } from '../dynamics/motion';
import { Shape, Visible } from '../memory/layout';
import { HOLE } from '../raster/ring';
import { factor } from '../scenarios/factors';
import { bodyCountOf, build, shapeFactor } from '../scenarios/scenario';
import { planF64, planU32 } from './plan';
import { Plan } from './plan-header';
import { factors } from './sampler';

/** Fills f32[T][B][6] and u8[T][B] from the factors of the last sample(). Frame k is the world after firstFrameStep + k stepsPerFrame steps. */
export function simulate(world: usize, states: usize, visible: usize): void {
  const scenario = planU32(Plan.scenario);
  const bodies = bodyCountOf(scenario);
  resetWorld(
    world,
    <f32>planF64(Plan.gravity),
    <f32>planF64(Plan.gravity + 8),
    <f32>planF64(Plan.step),
    planU32(Plan.integrator),
    <f32>planF64(Plan.threshold),
  );
  build(scenario, world, factors);
  let steps = planU32(Plan.firstFrameStep);
  const perFrame = planU32(Plan.stepsPerFrame);
  for (let k: u32 = 0; k < planU32(Plan.frames); k++) {
    for (; steps; steps--) stepWorld(world);
    for (let i: u32 = 0; i < bodies; i++, states += 24, visible++) {
      const body = bodyRecord(world, i);
      writeState(body, states);
      store<u8>(visible, <u8>visibility(body, <u32>factor(factors, shapeFactor(scenario, i))));
    }
    steps = perFrame;
  }
}

/** By the true shape against the view: wholly inside, overlapping, or apart. A square has the extent of its turned corners. */
function visibility(body: usize, shape: u32): u32 {
  const x = load<f32>(body, Hot.x);
  const y = load<f32>(body, Hot.y);
  const r = load<f32>(body, Hot.radius);
  const x0 = <f32>planF64(Plan.view);
  const y0 = <f32>planF64(Plan.view + 8);
  const x1 = <f32>planF64(Plan.view + 16);
  const y1 = <f32>planF64(Plan.view + 24);
  const extent: f32 = shape == Shape.Square ? r * (abs<f32>(load<f32>(body, Hot.c)) + abs<f32>(load<f32>(body, Hot.s))) : r;
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
