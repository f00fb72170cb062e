// How well a clip keeps energy and momentum, from its state records.
//
// Computed in f64 (one of the few rooms where f32 is promoted): the check must not add its own rounding to what it measures.
// Energy: sum of m v^2 / 2 + I omega^2 / 2 - m (g . x) - m mu / d to what attracts, as a change relative to frame 0; momentum: the change of the vector sum of m v,
// relative to the sum of |m v| in frame 0. Energy is not conserved by symplectic Euler under gravity nor with a restitution threshold, momentum not
// by gravity. The zero of g . x is the world's origin.

import { Body as WorldBody } from '../dynamics/body';
import { bodyAt } from '../dynamics/contact';
import { centerX, centerY, strength } from '../scenarios/attraction';
import { Body, Integrator } from '../memory/layout';

/** Set by measure(): largest relative changes over the clip. */
export let energyDrift: f64 = 0.0;
export let momentumDrift: f64 = 0.0;
/** Bit 0: the law conserves energy, bit 1: momentum. */
export let conserved: u32 = 0;

let energy: f64 = 0.0;
let momentumX: f64 = 0.0;
let momentumY: f64 = 0.0;
let scale: f64 = 0.0;

/** Fills mass and inertia of the Body records from the world, where the scenario has not given them. */
export function weigh(world: usize, records: usize, bodies: u32): void {
  for (let i: u32 = 0; i < bodies; i++) {
    const record = records + <usize>i * Body.SIZE;
    if (!load<u32>(record, Body.dynamic) || load<f64>(record, Body.mass) > 0.0) continue;
    store<f64>(record, <f64>load<f32>(bodyAt(world, i), WorldBody.mass), Body.mass);
    store<f64>(record, <f64>load<f32>(bodyAt(world, i), WorldBody.inertia), Body.inertia);
  }
}

/** Reads f32[frames][bodies][6] and the Body records. `law`: what the scenario conserves, as bits of `conserved`. */
export function measure(
  states: usize, frames: u32, bodies: u32, records: usize, law: u32, gx: f64, gy: f64, integrator: u32, threshold: f64,
): void {
  const free = gx == 0.0 && gy == 0.0;
  conserved = law & ((threshold == 0.0 && (free || integrator == Integrator.Exact) ? 1 : 0) | (free ? 2 : 0));
  energyDrift = 0.0;
  momentumDrift = 0.0;
  const stride = <usize>bodies * 24;
  sum(states, bodies, records, gx, gy);
  const energy0 = energy;
  const x0 = momentumX;
  const y0 = momentumY;
  const scale0 = scale;
  for (let k: u32 = 1; k < frames; k++) {
    sum(states + <usize>k * stride, bodies, records, gx, gy);
    energyDrift = max(energyDrift, abs(energy - energy0));
    const dx = momentumX - x0;
    const dy = momentumY - y0;
    momentumDrift = max(momentumDrift, sqrt(dx * dx + dy * dy));
  }
  // A change relative to nothing says nothing: reported as not conserved.
  if (energy0 == 0.0 && energyDrift != 0.0) conserved &= ~1;
  else if (energyDrift != 0.0) energyDrift /= abs(energy0);
  if (scale0 == 0.0 && momentumDrift != 0.0) conserved &= ~2;
  else if (momentumDrift != 0.0) momentumDrift /= scale0;
}

function sum(state: usize, bodies: u32, records: usize, gx: f64, gy: f64): void {
  energy = 0.0;
  momentumX = 0.0;
  momentumY = 0.0;
  scale = 0.0;
  for (let i: u32 = 0; i < bodies; i++) {
    const p = state + <usize>i * 24;
    const record = records + <usize>i * Body.SIZE;
    const m = load<f64>(record, Body.mass);
    const inertia = load<f64>(record, Body.inertia);
    const x = <f64>load<f32>(p);
    const y = <f64>load<f32>(p, 4);
    const vx = <f64>load<f32>(p, 12);
    const vy = <f64>load<f32>(p, 16);
    const omega = <f64>load<f32>(p, 20);
    energy += m * ((vx * vx + vy * vy) * 0.5 - gx * x - gy * y) + inertia * omega * omega * 0.5;
    if (strength != 0.0 && m > 0.0) energy -= m * strength / sqrt((x - centerX) * (x - centerX) + (y - centerY) * (y - centerY));
    momentumX += m * vx;
    momentumY += m * vy;
    scale += m * sqrt(vx * vx + vy * vy);
  }
}
