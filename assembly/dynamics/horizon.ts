// How long nothing can touch: the first step in which two shapes might.
//
// Bodies in free flight stay inside discs about their centres of mass however they turn. Along each axis the gap between two such discs
// (or the bounds of a static shape) closes by at most c T + b T^2 / 2 in T seconds, c the closing speed, b the relative acceleration; two shapes
// stay apart while one axis does. The horizon is the least such T over all pairs, counted in whole steps, less one for rounding.
// Worth it in worlds of few shapes: a clip of one or two balls then costs its impacts and its frames, not its steps.

import { BodyType, Integrator, WorldDef } from '../memory/layout';
import { Body, NONE, isFree } from './body';
import { bodyAt, shapeAt } from './contact';
import { boundsOf } from './broad-phase';
import { Shape } from './shape';
import { List, World, settingF, settingU, stepOf } from './world-record';

/** Worlds of more shapes than this are not looked at. */
const FEW: u32 = 24;
/** Longest horizon, in steps. */
const FAR: i32 = 1 << 20;

const bounds: usize = memory.data(16, 8);

/** The first step in which something might happen; the next one where that is not known. All bodies are free and up to date. */
export function findHorizon(world: usize): i32 {
  const step = load<i32>(world, World.step);
  const shapes = load<u32>(world + World.shapes, List.count);
  if (shapes > FEW || load<u32>(world, World.damped)) return step;
  const bodies = load<u32>(world + World.bodies, List.count);
  // A body that has been kinematic or asleep all along is no exception: both are closed forms.
  let time: f32 = f32.MAX_VALUE;
  for (let i: u32 = 0; i < bodies; i++) {
    const a = bodyAt(world, i);
    if (load<u32>(a, Body.type) == BodyType.Static) continue;
    if (!isFree(a)) return step;
    const extent = load<f32>(a, Body.extent);
    for (let k: u32 = 0; k < bodies; k++) {
      const b = bodyAt(world, k);
      if (load<u32>(b, Body.type) == BodyType.Static) {
        if (load<u32>(a, Body.type) != BodyType.Dynamic) continue;
        for (let j = load<u32>(b, Body.firstShape); j != NONE; j = load<u32>(shapeAt(world, j), Shape.next)) {
          boundsOf(world, j, bounds);
          time = min<f32>(time, apart(world, a, extent, b));
        }
      } else if (k > i && (load<u32>(a, Body.type) == BodyType.Dynamic || load<u32>(b, Body.type) == BodyType.Dynamic)) {
        const r = load<f32>(b, Body.extent);
        store<f32>(bounds, load<f32>(b, Body.x) - r, 0);
        store<f32>(bounds, load<f32>(b, Body.y) - r, 4);
        store<f32>(bounds, load<f32>(b, Body.x) + r, 8);
        store<f32>(bounds, load<f32>(b, Body.y) + r, 12);
        time = min<f32>(time, apart(world, a, extent, b));
      }
      if (time == 0) return step;
    }
  }
  const steps: f32 = time / stepOf(world) - 1;
  if (!(steps > 1)) return step;
  return step + (steps < <f32>FAR ? <i32>steps : FAR);
}

/** Seconds for which disc a stays clear of `bounds`, which move with b. */
function apart(world: usize, a: usize, extent: f32, b: usize): f32 {
  const margin = settingF(world, WorldDef.speculation);
  const g: f32 = load<f32>(a, Body.gravityScale) - load<f32>(b, Body.gravityScale);
  // Symplectic Euler falls a little farther: as if g h / 2 faster from the start.
  const lead: f32 = settingU(world, WorldDef.integrator) == Integrator.Exact ? 0 : stepOf(world);
  const ax: f32 = settingF(world, WorldDef.gravityX) * g;
  const ay: f32 = settingF(world, WorldDef.gravityY) * g;
  const x = load<f32>(a, Body.x);
  const y = load<f32>(a, Body.y);
  const vx: f32 = load<f32>(a, Body.vx) - load<f32>(b, Body.vx);
  const vy: f32 = load<f32>(a, Body.vy) - load<f32>(b, Body.vy);
  const rx: f32 = extent + margin;
  return max<f32>(
    max<f32>(until(load<f32>(bounds, 0) - x - rx, vx, ax, lead), until(x - rx - load<f32>(bounds, 8), -vx, -ax, lead)),
    max<f32>(until(load<f32>(bounds, 4) - y - rx, vy, ay, lead), until(y - rx - load<f32>(bounds, 12), -vy, -ay, lead)),
  );
}

/** Seconds until a gap that closes at `speed`, accelerated by `acceleration`, may be closed; 0 if it is. */
function until(gap: f32, speed: f32, acceleration: f32, lead: f32): f32 {
  if (gap <= 0) return 0;
  const v: f32 = max<f32>(speed, 0) + max<f32>(acceleration, 0) * lead;
  const a: f32 = max<f32>(acceleration, 0);
  const d: f32 = sqrt<f32>(v * v + a * gap * 2);
  // 2 gap / (v + sqrt(v^2 + 2 a gap)): no cancellation.
  return v + d > 0 ? (gap + gap) / (v + d) : f32.MAX_VALUE;
}
