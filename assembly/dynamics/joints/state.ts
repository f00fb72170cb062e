// What a joint does now, for its host: angles, lengths and speeds from the poses as they are, forces of the last step.

import { JointDef, JointKind, JointState } from '../../memory/layout';
import { Body } from '../body';
import { bodyAt } from '../contact';
import { Joint } from './joint';
import { bodyOf } from './pulling';
import { angleOf } from './set-up';

// Place and velocity of an anchor, and the body's turn.
let px: f32 = 0;
let py: f32 = 0;
let ux: f32 = 0;
let uy: f32 = 0;
let c: f32 = 1;
let s: f32 = 0;
let omega: f32 = 0;

function find(body: usize, lx: f32, ly: f32): void {
  px = lx;
  py = ly;
  ux = 0;
  uy = 0;
  c = 1;
  s = 0;
  omega = 0;
  if (!body) return;
  c = load<f32>(body, Body.c);
  s = load<f32>(body, Body.s);
  omega = load<f32>(body, Body.omega);
  const x: f32 = lx - load<f32>(body, Body.centerX);
  const y: f32 = ly - load<f32>(body, Body.centerY);
  const rx: f32 = c * x - s * y;
  const ry: f32 = s * x + c * y;
  px = load<f32>(body, Body.x) + rx;
  py = load<f32>(body, Body.y) + ry;
  ux = load<f32>(body, Body.vx) - omega * ry;
  uy = load<f32>(body, Body.vy) + omega * rx;
}

/** Fills a JointState but for its ids; bodies are up to date. */
export function writeJointState(world: usize, joint: usize, out: usize): void {
  const zero: f32 = 0;
  const kind = load<u32>(joint, JointDef.kind);
  const mouse = kind == JointKind.Mouse;
  const motor = kind == JointKind.Motor;
  let lx = load<f32>(joint + (mouse ? JointDef.targetX : JointDef.anchorAX));
  let ly = load<f32>(joint + (mouse ? JointDef.targetY : JointDef.anchorAY));
  if (motor) {
    lx += load<f32>(joint, JointDef.targetX);
    ly += load<f32>(joint, JointDef.targetY);
  }
  find(mouse ? 0 : bodyOf(world, load<u32>(joint, Joint.bodyA)), lx, ly);
  const ax = px;
  const ay = py;
  const vx = ux;
  const vy = uy;
  const ca = c;
  const sa = s;
  const turnA = omega;
  find(bodyAt(world, load<u32>(joint, Joint.bodyB)), load<f32>(joint, JointDef.anchorBX), load<f32>(joint, JointDef.anchorBY));
  const ex: f32 = px - ax;
  const ey: f32 = py - ay;
  const length: f32 = sqrt<f32>(ex * ex + ey * ey);
  let angle: f32 = angleOf(joint, ca, sa, c, s);
  if (motor) angle += load<f32>(joint, JointDef.targetAngle);
  let translation: f32 = 0;
  let speed: f32 = omega - turnA;
  let error: f32 = length;
  if (kind == JointKind.Prismatic || kind == JointKind.Wheel) {
    const x = load<f32>(joint, JointDef.axisX);
    const y = load<f32>(joint, JointDef.axisY);
    const size = sqrt<f32>(x * x + y * y);
    const nx: f32 = (ca * x - sa * y) / size;
    const ny: f32 = (sa * x + ca * y) / size;
    translation = nx * ex + ny * ey;
    error = abs<f32>(nx * ey - ny * ex);
    if (kind == JointKind.Prismatic) speed = nx * (ux - vx) + ny * (uy - vy) + turnA * (nx * ey - ny * ex);
  } else if (kind == JointKind.Distance) {
    translation = length;
    speed = length > 0 ? ((ux - vx) * ex + (uy - vy) * ey) / length : 0;
    const rigid = !(load<u32>(joint, JointDef.spring) | load<u32>(joint, JointDef.limit) | load<u32>(joint, JointDef.motor));
    const over: f32 = max<f32>(length - load<f32>(joint, JointDef.upper), load<f32>(joint, JointDef.lower) - length);
    error = rigid ? abs<f32>(length - load<f32>(joint, JointDef.length)) : load<u32>(joint, JointDef.limit) ? max<f32>(over, 0) : 0;
  } else if (kind == JointKind.Filter) {
    error = 0;
  }
  store<u32>(out, kind, JointState.kind);
  store<f32>(out, angle + zero, JointState.angle);
  store<f32>(out, translation + zero, JointState.translation);
  store<f32>(out, speed + zero, JointState.speed);
  store<f32>(out, load<f32>(joint, Joint.forceX) + zero, JointState.forceX);
  store<f32>(out, load<f32>(joint, Joint.forceY) + zero, JointState.forceY);
  store<f32>(out, load<f32>(joint, Joint.torque) + zero, JointState.torque);
  store<f32>(out, load<f32>(joint, Joint.motor) + zero, JointState.motor);
  store<f32>(out, error + zero, JointState.error);
  store<u32>(out, load<u32>(joint, JointDef.userId), JointState.userId);
}
