// Nothing passes through what is static: the last look at a step.
//
// Impacts are found along the true flight, and the solver stops what it sees; but a body may be hit in the middle of the step, whirl, or be squeezed
// harder than a few passes can hold. So for every shape of a body that moved far, or that is pressed deep, a disc of half its inscribed radius
// about its centroid is swept from where it was to where it is against the static shapes in between (time of impact, toi.ts). If it meets one, the
// body stays where that happens, and its velocity into the surface is gone. As long as the disc stays outside, the rest is pushed out
// by the contact. The idea of a core that must not pass is Box2D's (E. Catto, "Continuous Collision", GDC 2013).

import { Geometry, Manifold, Pose } from '../geometry/records';
import { distance, normalX, normalY } from '../geometry/distance';
import { NONE as NEVER } from '../geometry/disc';
import { collide } from '../geometry/manifold';
import { timeOfImpact } from '../geometry/toi';
import { BodyType, ShapeKind, WorldDef } from '../memory/layout';
import { Body, BodyFlag, NONE, isFree } from './body';
import { mayTouch } from './broad-phase';
import { touchGap } from './closing';
import { Contact, ContactFlag, bodyAt, contactAt, isOneWay, leastSeparation, nextEdge, shapeAt } from './contact';
import { setAnchor } from './flight';
import { fastestApproach, strike } from './impact';
import { Shape } from './shape';
import { queryInto } from './tree-query';
import { List, World, settingF, stepOf } from './world-record';

/** Share of the inscribed radius that a body may move in a step, or be deep, without being looked at. */
const FAR: f32 = 0.25;

const found: usize = memory.data(8, 8);
const disc: usize = memory.data(160, 16);
const moving: usize = memory.data(240, 16);
const manifold: usize = memory.data(80, 16);

/** Forgets scratch memory; called when the heap is reset. */
export function forgetContain(): void {
  store<u64>(found, 0);
}

/** Holds back what has passed into static shapes in the step that has just been done. False when memory is exhausted. */
export function contain(world: usize): bool {
  const bodies = load<u32>(world + World.bodies, List.count);
  for (let i: u32 = 0; i < bodies; i++) {
    const body = bodyAt(world, i);
    const flags = load<u32>(body, Body.flags);
    if (!(flags & BodyFlag.Awake) || load<f32>(body, Body.inverseMass) == 0) continue;
    // Free flight without a hit has been followed exactly, unless it whirls too fast to be followed.
    const whirl: f32 = abs<f32>(load<f32>(body, Body.omega)) * stepOf(world);
    if (flags & BodyFlag.Free && load<u32>(body, Body.impacts) == 0 && whirl < 1) continue;
    const dx: f32 = load<f32>(body, Body.x) - load<f32>(body, Body.x0);
    const dy: f32 = load<f32>(body, Body.y) - load<f32>(body, Body.y0);
    const far: f32 = load<f32>(body, Body.core) * FAR;
    if (dx * dx + dy * dy <= far * far && !deep(world, body, -far)) continue;
    if (!hold(world, body)) return false;
    lift(world, body);
  }
  return true;
}

/** Depth that a body may have reached in a step, in slops. */
const DEEPEST: f32 = 2;

/**
 * Takes back what a body has sunk into static shapes in this step beyond DEEPEST slops, and its velocity into them. What was deep before stays
 * so: that is for the contacts to push out, no faster than they may.
 */
function lift(world: usize, body: usize): void {
  const most: f32 = settingF(world, WorldDef.slop) * DEEPEST;
  for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) {
    const contact = contactAt(world, edge >> 1);
    const flags = load<u32>(contact, Contact.flags);
    if (flags & (ContactFlag.Sensor | ContactFlag.Dynamic | ContactFlag.OneWay)) continue;
    const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
    const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
    if (load<u32>(a, Body.type) == BodyType.Kinematic || load<u32>(b, Body.type) == BodyType.Kinematic) continue;
    const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
    const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
    if (collide(shapeA, a, shapeB, b, 0, manifold) == 0) continue;
    const depth: f32 = -leastSeparation(manifold);
    const before: f32 = max<f32>(most, -leastSeparation(contact + Contact.manifold));
    if (depth <= before) continue;
    const way: f32 = (depth - before) * (body == b ? <f32>1 : <f32>-1);
    store<f32>(body, load<f32>(body, Body.x) + load<f32>(manifold, Manifold.nx) * way, Body.x);
    store<f32>(body, load<f32>(body, Body.y) + load<f32>(manifold, Manifold.ny) * way, Body.y);
    // Every point of a manifold made with margin 0 touches.
    if (fastestApproach(a, b, manifold, 0) > 0) strike(a, b, manifold, 0, 0, 0, 0);
    if (isFree(body)) setAnchor(body, load<i32>(world, World.step), 0);
  }
}

/** Whether a contact is deeper than `depth` (negative). */
function deep(world: usize, body: usize, depth: f32): bool {
  for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) {
    if (leastSeparation(contactAt(world, edge >> 1) + Contact.manifold) < depth) return true;
  }
  return false;
}

/** Sweeps the discs of a body's shapes; the earliest touch holds it back. */
function hold(world: usize, body: usize): bool {
  const h = stepOf(world);
  let first: f32 = h;
  let nx: f32 = 0;
  let ny: f32 = 0;
  for (let i = load<u32>(body, Body.firstShape); i != NONE; i = load<u32>(shapeAt(world, i), Shape.next)) {
    const shape = shapeAt(world, i);
    if (load<u32>(shape, Shape.sensor) || isOneWay(shape)) continue;
    const radius: f32 = load<f32>(shape, Geometry.core) * <f32>0.5;
    const lx = load<f32>(shape, Geometry.centerX);
    const ly = load<f32>(shape, Geometry.centerY);
    const x0: f32 = load<f32>(body, Body.x0) + load<f32>(body, Body.c0) * lx - load<f32>(body, Body.s0) * ly;
    const y0: f32 = load<f32>(body, Body.y0) + load<f32>(body, Body.s0) * lx + load<f32>(body, Body.c0) * ly;
    const x1: f32 = load<f32>(body, Body.x) + load<f32>(body, Body.c) * lx - load<f32>(body, Body.s) * ly;
    const y1: f32 = load<f32>(body, Body.y) + load<f32>(body, Body.s) * lx + load<f32>(body, Body.c) * ly;
    const count = queryInto(
      world + World.staticTree, min<f32>(x0, x1) - radius, min<f32>(y0, y1) - radius, max<f32>(x0, x1) + radius, max<f32>(y0, y1) + radius, found,
    );
    if (count == NONE) return false;
    if (count == 0) continue;
    store<u32>(disc, ShapeKind.Circle, Geometry.kind);
    store<u32>(disc, 1, Geometry.count);
    store<f32>(disc, radius, Geometry.radius);
    store<f32>(disc, radius, Geometry.extent);
    store<f32>(moving, (x1 - x0) / h, Pose.vx);
    store<f32>(moving, (y1 - y0) / h, Pose.vy);
    store<f32>(moving, 1, Pose.c);
    const tolerance: f32 = min<f32>(touchGap(world), radius * <f32>0.1);
    for (let k: u32 = 0; k < count; k++) {
      const other = shapeAt(world, load<u32>(load<usize>(found) + (<usize>k << 2)));
      if (load<u32>(other, Shape.sensor) || isOneWay(other) || !mayTouch(world, shape, other)) continue;
      const wall = bodyAt(world, load<u32>(other, Shape.body));
      store<f32>(moving, x0, Pose.x);
      store<f32>(moving, y0, Pose.y);
      // What began inside is for the contacts to push out.
      if (distance(other, wall, disc, moving) <= 0) continue;
      const time = timeOfImpact(other, wall, disc, moving, first, tolerance, 0);
      if (time == NEVER) continue;
      store<f32>(moving, x0 + (x1 - x0) * (time / h), Pose.x);
      store<f32>(moving, y0 + (y1 - y0) * (time / h), Pose.y);
      distance(other, wall, disc, moving);
      first = time;
      nx = normalX;
      ny = normalY;
    }
  }
  if (first < h) stay(world, body, first / h, nx, ny);
  return true;
}

/** Puts a body where it was after `share` of its way, without the velocity against n. */
function stay(world: usize, body: usize, share: f32, nx: f32, ny: f32): void {
  store<f32>(body, load<f32>(body, Body.x0) + (load<f32>(body, Body.x) - load<f32>(body, Body.x0)) * share, Body.x);
  store<f32>(body, load<f32>(body, Body.y0) + (load<f32>(body, Body.y) - load<f32>(body, Body.y0)) * share, Body.y);
  const w: f32 = load<f32>(body, Body.vx) * nx + load<f32>(body, Body.vy) * ny;
  if (w < 0) {
    store<f32>(body, load<f32>(body, Body.vx) - nx * w, Body.vx);
    store<f32>(body, load<f32>(body, Body.vy) - ny * w, Body.vy);
  }
  if (isFree(body)) setAnchor(body, load<i32>(world, World.step), 0);
}
