// States between two steps, for pictures drawn more often than the world is stepped.
//
// A body in free flight whose anchor lies before is where its closed form has it at that time, to rounding: x - v t + g t^2 / 2, t seconds before the last
// step. Any other moves straight from where it was at the start of the step, and turns evenly by the shorter way. Velocities are those after the step.

import { BodyType, Integrator, WorldDef } from '../memory/layout';
import { Body, BodyFlag, isFree } from './body';
import { bodyAt } from './contact';
import { writeState } from './flight';
import { List, World, settingF, settingU, stepOf } from './world-record';

const between: usize = memory.data(240, 16);
const state: usize = memory.data(24, 8);

/** Moves the state records at `out`, which are those after the last step, to `alpha` in [0, 1] of the way from the step before. */
export function interpolate(world: usize, alpha: f32, out: usize): void {
  const one: f32 = 1;
  const back: f32 = one - alpha;
  const step = load<i32>(world, World.step);
  if (back == 0 || step == 0) return;
  const t: f32 = back * stepOf(world);
  const exact = settingU(world, WorldDef.integrator) == Integrator.Exact;
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++, out += 24) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake) || load<u32>(body, Body.type) == BodyType.Static) continue;
    memory.copy(between, body, Body.SIZE);
    const x = load<f32>(body, Body.x);
    const y = load<f32>(body, Body.y);
    let angle: f32 = load<f32>(body, Body.omega) * t;
    if (isFree(body) && load<i32>(body, Body.n0) < step - 1) {
      const half: f32 = exact ? t * t * <f32>0.5 * load<f32>(body, Body.gravityScale) : 0;
      store<f32>(between, x - load<f32>(body, Body.vx) * t + settingF(world, WorldDef.gravityX) * half, Body.x);
      store<f32>(between, y - load<f32>(body, Body.vy) * t + settingF(world, WorldDef.gravityY) * half, Body.y);
    } else {
      const c0 = load<f32>(body, Body.c0);
      const s0 = load<f32>(body, Body.s0);
      const c = load<f32>(body, Body.c);
      const s = load<f32>(body, Body.s);
      const sine: f32 = s * c0 - c * s0;
      angle = sine == 0 ? 0 : NativeMathf.atan2(sine, c * c0 + s * s0) * back;
      store<f32>(between, x - (x - load<f32>(body, Body.x0)) * back, Body.x);
      store<f32>(between, y - (y - load<f32>(body, Body.y0)) * back, Body.y);
    }
    if (angle != 0) {
      const dc: f32 = NativeMathf.cos(angle);
      const ds: f32 = NativeMathf.sin(angle);
      const c = load<f32>(body, Body.c);
      const s = load<f32>(body, Body.s);
      store<f32>(between, c * dc + s * ds, Body.c);
      store<f32>(between, s * dc - c * ds, Body.s);
    }
    // The velocities, which stand there already, are those after the step.
    writeState(between, state);
    memory.copy(out, state, 12);
  }
}
