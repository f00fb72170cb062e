// What a picture of a world shows beside its bodies: joints, as lines from the bodies over their anchors, and contact points.

import { JointDef, JointKind, WorldDef } from '../memory/layout';
import { Manifold, ManifoldPoint } from '../geometry/records';
import { Body, NONE } from '../dynamics/body';
import { Contact, bodyAt, contactAt, pointAt } from '../dynamics/contact';
import { Joint, jointAt } from '../dynamics/joints/joint';
import { List, World, settingF } from '../dynamics/world-record';
import { fillHull } from '../raster/draw-hull';
import { SHARES, setColor } from '../raster/paint';
import { isTouch } from './touches';

/** 0xRRGGBB */
// @ts-ignore: decorator
@inline const JOINT: u32 = 0x2f4858;
// @ts-ignore: decorator
@inline const ANCHOR: u32 = 0xf6c344;
// @ts-ignore: decorator
@inline const CONTACT: u32 = 0xd6295b;

/** Two points for a line; one for a dot. */
const ENDS: usize = memory.data(16, 8);

let edge: u32 = 0;
/** m */
let lineWidth: f32 = 0.0;
let pointRadius: f32 = 0.0;

/** Where `find` found an anchor, and the body's centre of mass. */
let anchorX: f32 = 0.0;
let anchorY: f32 = 0.0;
let centerX: f32 = 0.0;
let centerY: f32 = 0.0;

/** Takes the edge and the sizes of marks (m) in hand. */
export function openMarks(edgeKind: u32, line: f32, point: f32): void {
  edge = edgeKind;
  lineWidth = line;
  pointRadius = point;
}

/** Draws a line from (x, y) to (x + dx, y + dy), with round ends, in the colour in hand. All in m. */
export function drawLine(x: f32, y: f32, dx: f32, dy: f32, width: f32): void {
  store<u64>(ENDS, 0);
  store<f32>(ENDS, dx, 8);
  store<f32>(ENDS, dy, 12);
  fillHull(edge, ENDS, 2, x, y, 1.0, 0.0, width * 0.5, SHARES);
}

function drawPoint(x: f32, y: f32, radius: f32): void {
  store<u64>(ENDS, 0);
  fillHull(edge, ENDS, 1, x, y, 1.0, 0.0, radius, SHARES);
}

/** Draws every joint: from the centre of a over both anchors to the centre of b. */
export function drawJoints(world: usize): void {
  const count = load<u32>(world + World.joints, List.count);
  for (let i: u32 = 0; i < count; i++) {
    const joint = jointAt(world, i);
    if (load<u32>(joint, Joint.bodyB) == NONE) continue;
    drawJoint(world, joint, load<u32>(joint, JointDef.kind));
  }
}

function drawJoint(world: usize, joint: usize, kind: u32): void {
  find(world, load<u32>(joint, Joint.bodyA), joint + JointDef.anchorAX);
  let ax = anchorX;
  let ay = anchorY;
  const fromX = centerX;
  const fromY = centerY;
  if (kind == JointKind.Mouse) {
    ax = load<f32>(joint, JointDef.targetX);
    ay = load<f32>(joint, JointDef.targetY);
  }
  find(world, load<u32>(joint, Joint.bodyB), joint + JointDef.anchorBX);
  setColor(JOINT);
  // Springs, rods and pulls are what joins the anchors; other joints hold both bodies.
  const loose = kind == JointKind.Mouse || kind == JointKind.Distance;
  if (!loose) drawLine(fromX, fromY, ax - fromX, ay - fromY, lineWidth);
  if (!loose) drawLine(centerX, centerY, anchorX - centerX, anchorY - centerY, lineWidth);
  drawLine(ax, ay, anchorX - ax, anchorY - ay, lineWidth);
  drawAnchor(ax, ay);
  drawAnchor(anchorX, anchorY);
}

function drawAnchor(x: f32, y: f32): void {
  setColor(JOINT);
  drawPoint(x, y, pointRadius);
  setColor(ANCHOR);
  drawPoint(x, y, pointRadius * 0.6);
}

/** Finds an anchor f32[2] of a body, from its origin, in the world; the world itself (NONE) has its centre there. */
function find(world: usize, number: u32, anchor: usize): void {
  anchorX = load<f32>(anchor);
  anchorY = load<f32>(anchor, 4);
  centerX = anchorX;
  centerY = anchorY;
  if (number == NONE) return;
  const body = bodyAt(world, number);
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const x = anchorX - load<f32>(body, Body.centerX);
  const y = anchorY - load<f32>(body, Body.centerY);
  centerX = load<f32>(body, Body.x);
  centerY = load<f32>(body, Body.y);
  anchorX = centerX + (x * c - y * s);
  anchorY = centerY + (x * s + y * c);
}

/** Draws the points of contacts that touch: those that press, or are no further apart than the slop. */
export function drawContacts(world: usize): void {
  setColor(CONTACT);
  const slop = settingF(world, WorldDef.slop);
  const count = load<u32>(world + World.contacts, List.count);
  for (let i: u32 = 0; i < count; i++) {
    const contact = contactAt(world, i);
    if (!isTouch(contact)) continue;
    const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
    const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
    const points = load<u32>(contact, Contact.manifold + Manifold.count);
    for (let k: u32 = 0; k < points; k++) {
      const point = pointAt(contact, k);
      if (load<f32>(point, ManifoldPoint.normalImpulse) == 0.0 && load<f32>(point, ManifoldPoint.separation) > slop) continue;
      // Lever arms from both centres, as they were at the start of the step: midway between where they lead now.
      const x = (load<f32>(a, Body.x) + load<f32>(point, ManifoldPoint.ax) + (load<f32>(b, Body.x) + load<f32>(point, ManifoldPoint.bx))) * 0.5;
      const y = (load<f32>(a, Body.y) + load<f32>(point, ManifoldPoint.ay) + (load<f32>(b, Body.y) + load<f32>(point, ManifoldPoint.by))) * 0.5;
      drawPoint(x, y, pointRadius * 0.8);
    }
  }
}
