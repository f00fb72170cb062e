// A fixed mass that attracts every moving body, for scenes that have one: acceleration mu / d^2 towards it.
//
// Half of a step's kick before the step and half after it, with free flight between: the second-order symplectic scheme (Verlet), which keeps
// energy and angular momentum over any number of turns.

import { bodyAt } from '../dynamics/contact';
import { Body } from '../dynamics/body';
import { setVelocity } from '../dynamics/bodies';
import { refresh } from '../dynamics/step';
import { List, World, stepOf } from '../dynamics/world-record';
import { BodyType } from '../memory/layout';

/** Where it is (m) and how strong (m^3/s^2); 0 = there is none. */
export let centerX: f64 = 0.0;
export let centerY: f64 = 0.0;
export let strength: f64 = 0.0;

export function attractTo(x: f64, y: f64, mu: f64): void {
  centerX = x;
  centerY = y;
  strength = mu;
}

/** Gives every moving body half of a step's attraction; its origin must be its centre of mass. */
export function attract(world: usize): void {
  refresh(world);
  const half: f32 = stepOf(world) * <f32>0.5;
  const mu: f32 = <f32>strength * half;
  const x: f32 = <f32>centerX;
  const y: f32 = <f32>centerY;
  for (let i: u32 = 0; i < load<u32>(world + World.bodies, List.count); i++) {
    const body = bodyAt(world, i);
    if (load<u32>(body, Body.type) != BodyType.Dynamic) continue;
    const dx: f32 = x - load<f32>(body, Body.x);
    const dy: f32 = y - load<f32>(body, Body.y);
    const square: f32 = dx * dx + dy * dy;
    const pull: f32 = mu / (square * sqrt<f32>(square));
    setVelocity(world, body, load<f32>(body, Body.vx) + dx * pull, load<f32>(body, Body.vy) + dy * pull, load<f32>(body, Body.omega));
  }
}
