// What lies round the end of an edge: the sectors of directions that another solid fills, seen from there. For neighbours.ts, which
// says why; the frames and the edge that are looked at are module state, set by face() and seeEdge().
//
// Directions are angles phi from the edge seen from its end p (0) through its outward normal (pi / 2) to straight on (pi) and round. At
// the second vertex of an edge they run counter-clockwise, at the first clockwise. Around p another solid fills
//   a corner's sector     p is its vertex: all directions d with n.d <= 0 for the normals n of both edges there
//   half a turn           p lies on its edge: the same with one normal
//   everything            p is inside
//   one or two rays       p is an end or the middle of a segment: a sector of width 0
// Which it is follows from the signed distances of p to the lines of the solid's edges: none above the tolerance, and those within
// that p is also beside are the edges that p lies on. Positions are tolerant, but directions are those of the edges themselves, so that a seam with a step of
// half a millimetre goes on exactly straight.
//
// In f64 from f32 records (one of the reviewed rooms: set-up, not the step).

import { Geometry, Pose } from './records';

/** rad: how far a solid may lean over an edge and still lie along it, not over it; for shapes that meet at small angles. */
const LEAN: f64 = 0.05;
/** The angle of an end that has a solid right before it. */
export const COVERED: f64 = 0.0;
export const ROUND: f64 = 2.0 * Math.PI;

/** m: how far apart shapes may be and still be looked at. */
const REACH: f64 = 2e-3;

// The other shape seen from its own frame: p there = R (relC, relS) p here + (relX, relY).
let relC: f64 = 1.0;
let relS: f64 = 0.0;
let relX: f64 = 0.0;
let relY: f64 = 0.0;

// An edge in the frame of the other shape: first vertex, unit direction, length; its outward normal is (edgeY, -edgeX).
let startX: f64 = 0.0;
let startY: f64 = 0.0;
let edgeX: f64 = 0.0;
let edgeY: f64 = 0.0;
export let edgeLength: f64 = 0.0;

/** Set by look(): the least angle at which a sector begins, and its direction in the frame of the shape that was looked from. */
export let ghost: f64 = 0.0;
export let ghostX: f64 = 0.0;
export let ghostY: f64 = 0.0;

/** The stretch of the edge before a solid, set by stretch(). */
export let from: f64 = 0.0;
export let to: f64 = 0.0;

// @ts-ignore: decorator
@inline
export function vx(g: usize, i: u32): f64 {
  return <f64>load<f32>(g + (<usize>i << 3), Geometry.vertices);
}

// @ts-ignore: decorator
@inline
export function vy(g: usize, i: u32): f64 {
  return <f64>load<f32>(g + (<usize>i << 3), Geometry.vertices + 4);
}

// @ts-ignore: decorator
@inline
export function nx(g: usize, i: u32): f64 {
  return <f64>load<f32>(g + (<usize>i << 3), Geometry.normals);
}

// @ts-ignore: decorator
@inline
export function ny(g: usize, i: u32): f64 {
  return <f64>load<f32>(g + (<usize>i << 3), Geometry.normals + 4);
}

/** Sets the relative pose for looking at the shape itself. */
export function faceSelf(): void {
  relC = 1.0;
  relS = 0.0;
  relX = 0.0;
  relY = 0.0;
}

/** Sets the relative pose; false if the shapes are too far apart to touch. */
export function face(self: usize, pose: usize, other: usize, otherPose: usize): bool {
  const dx = <f64>load<f32>(pose, Pose.x) - <f64>load<f32>(otherPose, Pose.x);
  const dy = <f64>load<f32>(pose, Pose.y) - <f64>load<f32>(otherPose, Pose.y);
  const reach = <f64>load<f32>(self, Geometry.extent) + <f64>load<f32>(other, Geometry.extent) + REACH;
  if (dx * dx + dy * dy > reach * reach) return false;
  const ca = <f64>load<f32>(pose, Pose.c);
  const sa = <f64>load<f32>(pose, Pose.s);
  const cb = <f64>load<f32>(otherPose, Pose.c);
  const sb = <f64>load<f32>(otherPose, Pose.s);
  relC = ca * cb + sa * sb;
  relS = sa * cb - ca * sb;
  relX = cb * dx + sb * dy;
  relY = cb * dy - sb * dx;
  return true;
}

/** Sets the edge of the shape, seen from the other. */
export function seeEdge(self: usize, i: u32): void {
  const j = i + 1 < load<u32>(self, Geometry.count) ? i + 1 : 0;
  const ax = vx(self, i);
  const ay = vy(self, i);
  const ex = vx(self, j) - ax;
  const ey = vy(self, j) - ay;
  edgeLength = sqrt(ex * ex + ey * ey);
  startX = relC * ax - relS * ay + relX;
  startY = relS * ax + relC * ay + relY;
  edgeX = (relC * ex - relS * ey) / edgeLength;
  edgeY = (relS * ex + relC * ey) / edgeLength;
}

/** Angle of d at an end of the edge: 0 back along the edge, pi / 2 outwards, in [0, 2 pi). */
export function angleOf(dx: f64, dy: f64, end: u32): f64 {
  const along = dx * edgeX + dy * edgeY;
  const angle = Math.atan2(dx * edgeY - dy * edgeX, end ? -along : along);
  return angle < 0.0 ? angle + ROUND : angle;
}

/** A sector begins at d: is it the first? */
function begin(angle: f64, dx: f64, dy: f64): void {
  if (angle >= ghost) return;
  ghost = angle;
  ghostX = dx;
  ghostY = dy;
}

/** A ray; along the edge itself it is no wall. */
function ray(dx: f64, dy: f64, end: u32): void {
  const angle = angleOf(dx, dy, end);
  if (angle > LEAN && angle < ROUND - LEAN) begin(angle, dx, dy);
}

function aroundSegment(other: usize, px: f64, py: f64, end: u32, slack: f64): void {
  const ax = vx(other, 0);
  const ay = vy(other, 0);
  let ux = vx(other, 1) - ax;
  let uy = vy(other, 1) - ay;
  const length = sqrt(ux * ux + uy * uy);
  ux /= length;
  uy /= length;
  const along = (px - ax) * ux + (py - ay) * uy;
  const off = abs((px - ax) * uy - (py - ay) * ux);
  if (off > slack || along < -slack || along > length + slack) return;
  if (along < length - slack) ray(ux, uy, end);
  if (along > slack) ray(-ux, -uy, end);
}

function aroundPolygon(other: usize, px: f64, py: f64, end: u32, slack: f64): void {
  const count = load<u32>(other, Geometry.count);
  let on: u32 = 0;
  let inside = true;
  for (let i: u32 = 0; i < count; i++) {
    const j = i + 1 < count ? i + 1 : 0;
    const mx = nx(other, i);
    const my = ny(other, i);
    const rx = px - vx(other, i);
    const ry = py - vy(other, i);
    const d = mx * rx + my * ry;
    if (d > slack) return;
    if (d < -slack) continue;
    inside = false;
    // Near the line, but is it beside the edge? Past a corner of 175 degrees the line stays within 1 mm for 1 cm.
    if (mx * ry - my * rx >= -slack && mx * (py - vy(other, j)) - my * (px - vx(other, j)) <= slack) on |= 1 << i;
  }
  if (inside) ghost = COVERED;
  if (on == 0) return;
  // The run of edges that p lies on, first to last counter-clockwise. More than two: p is at a bevel shorter than the tolerance.
  let first: u32 = 0;
  while (first < count && !((on >> first) & 1 && !((on >> (first > 0 ? first - 1 : count - 1)) & 1))) first++;
  if (first == count) return;
  let last = first;
  for (;;) {
    const next = last + 1 < count ? last + 1 : 0;
    if (!((on >> next) & 1)) break;
    last = next;
  }
  const fx = nx(other, first);
  const fy = ny(other, first);
  const lx = nx(other, last);
  const ly = ny(other, last);
  // The solid's directions run counter-clockwise from along the last edge to back along the first. At the first end of an edge
  // angles run clockwise.
  const width = max(Math.PI - abs(Math.atan2(fx * ly - fy * lx, fx * lx + fy * ly)), 0.0);
  const dx = end ? -ly : fy;
  const dy = end ? lx : -fx;
  const angle = angleOf(dx, dy, end);
  // What begins along the edge takes the space before it if it is more than a needle; else it is no more than a ray there.
  const along = angle <= LEAN || angle >= ROUND - LEAN;
  if (angle + width > (angle <= LEAN ? LEAN : ROUND + LEAN)) {
    ghost = COVERED;
  } else if (!along) {
    begin(angle, dx, dy);
  }
}

/** Looks round an end of the edge (0: first vertex): how far is the space before it free of the other shape? At most `known`. */
export function look(other: usize, segment: bool, end: u32, slack: f64, known: f64): void {
  const px = startX + (end ? edgeX * edgeLength : 0.0);
  const py = startY + (end ? edgeY * edgeLength : 0.0);
  ghost = known;
  if (segment) aroundSegment(other, px, py, end, slack);
  else aroundPolygon(other, px, py, end, slack);
  if (ghost == known) return;
  const x = ghostX;
  ghostX = relC * x + relS * ghostY;
  ghostY = relC * ghostY - relS * x;
}

/** The stretch [from, to] of the edge that has the polygon before it; false if none. */
export function stretch(other: usize, slack: f64): bool {
  from = 0.0;
  to = edgeLength;
  const count = load<u32>(other, Geometry.count);
  for (let k: u32 = 0; k < count; k++) {
    const mx = nx(other, k);
    const my = ny(other, k);
    const slope = mx * edgeX + my * edgeY;
    const facing = mx * edgeY - my * edgeX;
    let d = mx * (startX - vx(other, k)) + my * (startY - vy(other, k));
    // Along the edge, look outwards; across it, where they cross.
    if (abs(slope) < LEAN) d += facing * slack * 1.5;
    if (abs(slope) < 1e-9) {
      if (d > 0.0) return false;
    } else if (slope > 0.0) {
      to = min(to, -d / slope);
    } else {
      from = max(from, -d / slope);
    }
  }
  return from < to;
}
