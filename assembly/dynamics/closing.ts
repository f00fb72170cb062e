// When an approach of two bodies is an impact, and with which restitution; what is none is the solver's.
//
// A touch is an impact if its approach speed x e is at least |relative normal acceleration| x step: less is below what a step resolves, and
// belongs to the resting contacts (solver.ts). Also any touch that comes so fast that the solver, which looks at a contact from `speculation`
// on, might not see it: so nothing tunnels. Such hits, those below `restitutionThreshold` (as in Box2D, E. Catto: slow contacts do not
// bounce), and those after `maxImpacts` of one body in one step have e = 0. Bodies that rest on others do not fall in the meantime: for them the acceleration
// is that of gravity along the normal, and approaches below a hundredth of a step's gravity do not count. Where a contact was held or hit in the step before,
// it is that of gravity, whichever way the contact faces: the load of a pile presses from all sides, and a contact that bounced in every step would hold
// nothing up, so that its bodies sink into each other until they are thrown out.

import { Manifold } from '../geometry/records';
import { WorldDef } from '../memory/layout';
import { Body, isFree } from './body';
import { Contact, ContactFlag } from './contact';
import { fastestApproach } from './impact';
import { World, settingF, settingU, stepOf } from './world-record';

/** Surfaces nearer than this share of the slop touch. */
const TOUCH: f32 = 0.1;
/** Approaches of supported bodies below this share of a step's gravity do not count. */
const NOISE: f32 = 0.01;

/** The gap up to which surfaces touch, m. */
export function touchGap(world: usize): f32 {
  return settingF(world, WorldDef.slop) * TOUCH;
}

/** Fastest that points of two bodies can close, m/s, without acceleration. */
export function closing(a: usize, b: usize): f32 {
  const vx: f32 = load<f32>(b, Body.vx) - load<f32>(a, Body.vx);
  const vy: f32 = load<f32>(b, Body.vy) - load<f32>(a, Body.vy);
  return (
    sqrt<f32>(vx * vx + vy * vy) + abs<f32>(load<f32>(a, Body.omega)) * load<f32>(a, Body.extent) +
    abs<f32>(load<f32>(b, Body.omega)) * load<f32>(b, Body.extent)
  );
}

/** Size of the relative acceleration in flight. */
export function acceleration(a: usize, b: usize): f32 {
  return abs<f32>(load<f32>(b, Body.ax) - load<f32>(a, Body.ax)) + abs<f32>(load<f32>(b, Body.ay) - load<f32>(a, Body.ay));
}

/** The gap from which on the solver looks at a pair that closes by `way` m in a step. */
export function sight(world: usize, a: usize, b: usize, way: f32): f32 {
  const core: f32 = min<f32>(load<f32>(a, Body.core), load<f32>(b, Body.core));
  return settingF(world, WorldDef.speculation) + min<f32>(way, core);
}

/** Approach speed that does not count: set by restingSpeed(). */
let noise: f32 = 0;

/** |relative acceleration along n| x step, below which an approach x e is resting. */
function restingSpeed(world: usize, contact: usize, a: usize, b: usize, nx: f32, ny: f32): f32 {
  const h = stepOf(world);
  const gx: f32 = settingF(world, WorldDef.gravityX) * h;
  const gy: f32 = settingF(world, WorldDef.gravityY) * h;
  const ga = load<f32>(a, Body.gravityScale);
  const gb = load<f32>(b, Body.gravityScale);
  noise = 0;
  if (isFree(a) && isFree(b)) return abs<f32>((gx * nx + gy * ny) * (gb - ga));
  const scale: f32 = max<f32>(abs<f32>(ga), abs<f32>(gb));
  noise = (abs<f32>(gx) + abs<f32>(gy)) * scale * NOISE;
  const held = load<u32>(contact, Contact.flags) & ContactFlag.Solved || load<i32>(contact, Contact.hit) == load<i32>(world, World.step);
  if (held) return sqrt<f32>(gx * gx + gy * gy) * scale;
  return abs<f32>(gx * nx + gy * ny) * scale;
}

/** Restitution of the touch that bounces() found, and its approach speed. */
export let bounce: f32 = 0;
export let approaching: f32 = 0;

/** Whether bodies that touch as the manifold says hit each other, rather than rest; sets `bounce`. */
export function bounces(world: usize, contact: usize, a: usize, b: usize, manifold: usize, touch: f32): bool {
  const nx = load<f32>(manifold, Manifold.nx);
  const ny = load<f32>(manifold, Manifold.ny);
  approaching = fastestApproach(a, b, manifold, touch);
  return isHit(world, contact, a, b, nx, ny, approaching);
}

/** Whether an approach along n hits rather than rests; sets `bounce` and `noise`. */
export function isHit(world: usize, contact: usize, a: usize, b: usize, nx: f32, ny: f32, approach: f32): bool {
  const rest = restingSpeed(world, contact, a, b, nx, ny);
  bounce = 0;
  if (approach <= noise) return false;
  const e = load<f32>(contact, Contact.restitution);
  const hits = max<u32>(load<u32>(a, Body.impacts), load<u32>(b, Body.impacts));
  bounce = e;
  if (approach * e < rest || approach < settingF(world, WorldDef.restitutionThreshold) || hits >= settingU(world, WorldDef.maxImpacts)) {
    bounce = 0;
  }
  if (bounce > 0) return true;
  // Without a bounce it is an impact only where the solver would come too late, or where both fly freely and nothing presses.
  return approach * stepOf(world) > settingF(world, WorldDef.speculation) || (rest == 0 && noise == 0);
}

/** Whether an approach along n is one that bounces: not the solver's, though the touch may come only in the next step. */
export function willBounce(world: usize, contact: usize, a: usize, b: usize, nx: f32, ny: f32, approach: f32): bool {
  if (load<f32>(contact, Contact.restitution) == 0) return false;
  isHit(world, contact, a, b, nx, ny, approach);
  return bounce > 0 && approach > noise;
}
