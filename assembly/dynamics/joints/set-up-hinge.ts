// Plain hinges at the start and the end of a step: what set-up.ts does for other joints, a lane of a block at a time (hinge-block.ts).

import { JointDef, WorldDef } from '../../memory/layout';
import { Body, NONE } from '../body';
import { TURNED } from '../block';
import { bodyAt } from '../contact';
import { harden, impulseScale, massScale, rate, soften } from '../softness';
import { settingF } from '../world-record';
import { Hinge } from './hinge-block';
import { Joint, JointFlag, jointAt } from './joint';
import { STRIDE } from './runs';
import { angleOf, hertzOf } from './set-up';

// The softness that was found last: of which frequency and sub-step.
let softHertz: f32 = 0;
let softStep: f32 = 0;
let softRate: f32 = 0;
let softMass: f32 = 0;
let softImpulse: f32 = 0;

/** Forgets the softness of another step. */
export function startHinges(): void {
  softHertz = 0;
}

/** Fills a lane with joint number i: `hs` s a sub-step of `level`, `unit` s of which its impulses are. */
export function setUpHinge(world: usize, i: u32, joint: usize, lane: usize, level: u32, hs: f32, unit: f32): void {
  const one: f32 = 1;
  const b = bodyAt(world, load<u32>(joint, Joint.bodyB));
  let ax = load<f32>(joint, JointDef.anchorAX);
  let ay = load<f32>(joint, JointDef.anchorAY);
  // The world itself is record 0, about its origin.
  let ca: f32 = 1;
  let sa: f32 = 0;
  let xa: f32 = ax;
  let ya: f32 = ay;
  let ima: f32 = 0;
  let iia: f32 = 0;
  let ax0: f32 = 0;
  let ay0: f32 = 0;
  let record: u32 = 0;
  if (load<u32>(joint, Joint.bodyA) != NONE) {
    const a = bodyAt(world, load<u32>(joint, Joint.bodyA));
    ca = load<f32>(a, Body.c0);
    sa = load<f32>(a, Body.s0);
    xa = load<f32>(a, Body.x0);
    ya = load<f32>(a, Body.y0);
    record = load<u32>(a, Body.solverIndex);
    ax -= load<f32>(a, Body.centerX);
    ay -= load<f32>(a, Body.centerY);
    ima = load<f32>(a, Body.inverseMass);
    iia = load<f32>(a, Body.inverseInertia);
    ax0 = ca * ax - sa * ay;
    ay0 = sa * ax + ca * ay;
  }
  const cb = load<f32>(b, Body.c0);
  const sb = load<f32>(b, Body.s0);
  const bx: f32 = load<f32>(joint, JointDef.anchorBX) - load<f32>(b, Body.centerX);
  const by: f32 = load<f32>(joint, JointDef.anchorBY) - load<f32>(b, Body.centerY);
  const imb = load<f32>(b, Body.inverseMass);
  const iib = load<f32>(b, Body.inverseInertia);
  store<u32>(lane, record << 5, Hinge.a * STRIDE);
  store<u32>(lane, load<u32>(b, Body.solverIndex) << 5, Hinge.b * STRIDE);
  store<u32>(lane, i, Hinge.joint * STRIDE);
  store<f32>(lane, ima, Hinge.inverseMassA * STRIDE);
  store<f32>(lane, imb, Hinge.inverseMassB * STRIDE);
  store<f32>(lane, iia, Hinge.inverseInertiaA * STRIDE);
  store<f32>(lane, iib, Hinge.inverseInertiaB * STRIDE);
  store<f32>(lane, ax0, Hinge.ax0 * STRIDE);
  store<f32>(lane, ay0, Hinge.ay0 * STRIDE);
  store<f32>(lane, cb * bx - sb * by, Hinge.bx0 * STRIDE);
  store<f32>(lane, sb * bx + cb * by, Hinge.by0 * STRIDE);
  store<f32>(lane, load<f32>(b, Body.x0) - xa, Hinge.x0 * STRIDE);
  store<f32>(lane, load<f32>(b, Body.y0) - ya, Hinge.y0 * STRIDE);
  store<f32>(lane, load<f32>(joint, Joint.impulses), Hinge.px * STRIDE);
  store<f32>(lane, load<f32>(joint, Joint.impulses + 4), Hinge.py * STRIDE);
  store<f32>(lane, 0, Hinge.sumX * STRIDE);
  store<f32>(lane, 0, Hinge.sumY * STRIDE);
  store<f32>(joint, angleOf(joint, ca, sa, cb, sb), Joint.angle);

  // What its springs would swing (set-up.ts).
  const sum: f32 = ima + imb + (iia + iib);
  if (load<f32>(joint, Joint.weighed) != sum) {
    const mass: f32 = iia + iib > 0 ? one / (iia + iib) : 0;
    store<f32>(joint, sum, Joint.weighed);
    store<f32>(joint, mass, Joint.springMass);
    store<f32>(joint, mass, Joint.turnMass);
    store<f32>(joint, 1, Joint.stiffness);
  }
  const hertz = hertzOf(world, joint, level, hs);
  if (hertz != softHertz || hs != softStep) {
    soften(hertz, settingF(world, WorldDef.jointDamping), hs);
    if (unit != hs) harden();
    softHertz = hertz;
    softStep = hs;
    softRate = rate;
    softMass = massScale;
    softImpulse = impulseScale;
  }
  store<f32>(lane, softRate, Hinge.rate * STRIDE);
  store<f32>(lane, softMass, Hinge.massScale * STRIDE);
  store<f32>(lane, softImpulse, Hinge.impulseScale * STRIDE);
}

/** Keeps impulses, angle and force of a lane, by 1 / step; returns its error, m. */
export function keepHinge(world: usize, lane: usize, motion: usize, perStep: f32): f32 {
  const joint = jointAt(world, load<u32>(lane, Hinge.joint * STRIDE));
  let x = load<f32>(lane, Hinge.sumX * STRIDE);
  let y = load<f32>(lane, Hinge.sumY * STRIDE);
  store<f32>(joint, load<f32>(lane, Hinge.px * STRIDE), Joint.impulses);
  store<f32>(joint, load<f32>(lane, Hinge.py * STRIDE), Joint.impulses + 4);
  if (!isFinite<f32>(x + y)) {
    // What it asks for cannot be had; it begins anew.
    memory.fill(joint + Joint.impulses, 0, 32);
    x = 0;
    y = 0;
  }
  const turned: f32 =
    load<f32>(motion + load<u32>(lane, Hinge.b * STRIDE), TURNED) - load<f32>(motion + load<u32>(lane, Hinge.a * STRIDE), TURNED);
  store<f32>(joint, load<f32>(joint, Joint.angle) + turned, Joint.angle);
  store<f32>(joint, x * perStep, Joint.forceX);
  store<f32>(joint, y * perStep, Joint.forceY);
  store<f32>(joint, 0, Joint.torque);
  store<f32>(joint, 0, Joint.motor);
  store<u32>(joint, JointFlag.Solved, Joint.flags);
  const ex = load<f32>(lane, Hinge.ex * STRIDE);
  const ey = load<f32>(lane, Hinge.ey * STRIDE);
  return sqrt<f32>(ex * ex + ey * ey);
}
