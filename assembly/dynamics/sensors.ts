// Sensors: shapes that notice what overlaps them and never push.
//
// Looked at when the step is over and everything is where it is. Whoever overlaps then and did not before has entered, whoever did and does not has left. One that
// went in and out within the step is found by the time of impact of the straight motion through it (geometry/toi.ts), which also gives the time of
// entry. Two sensors do not notice each other, and sleepers neither enter nor leave.

import { distance } from '../geometry/distance';
import { NONE as NEVER } from '../geometry/disc';
import { timeOfImpact } from '../geometry/toi';
import { Body, BodyFlag, NONE } from './body';
import { touchGap } from './closing';
import { Contact, ContactFlag, bodyAt, contactAt, shapeAt } from './contact';
import { noteEntry, noteParting } from './event-list';
import { Shape } from './shape';
import { List, World, stepOf } from './world-record';

const movingA: usize = memory.data(240, 16);
const movingB: usize = memory.data(240, 16);

/** Notes who has entered and left the sensors of a world in the step that is over. */
export function sense(world: usize): void {
  const count = load<u32>(world + World.contacts, List.count);
  for (let i: u32 = 0; i < count; i++) {
    const contact = contactAt(world, i);
    if (load<u32>(contact, Contact.bodyA) == NONE || !(load<u32>(contact, Contact.flags) & ContactFlag.Sensor)) continue;
    const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
    const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
    if (!((load<u32>(a, Body.flags) | load<u32>(b, Body.flags)) & BodyFlag.Awake)) continue;
    const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
    const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
    if (load<u32>(shapeA, Shape.sensor) & load<u32>(shapeB, Shape.sensor)) continue;
    const inside = distance(shapeA, a, shapeB, b) <= 0;
    const was = (load<u32>(contact, Contact.flags) & ContactFlag.Touching) != 0;
    if (inside && was) continue;
    const h = stepOf(world);
    if (was) {
      noteParting(world, contact, h);
      continue;
    }
    // Where both were at the start of the step, moving straight to where they are.
    rewind(a, movingA, h);
    rewind(b, movingB, h);
    const time = timeOfImpact(shapeA, movingA, shapeB, movingB, h, touchGap(world), 0);
    if (!inside && time == NEVER) continue;
    noteEntry(world, contact, time == NEVER ? 0 : min<f32>(time, h));
    if (!inside) noteParting(world, contact, h);
  }
}

/** A copy of a body at the start of the step, with the even motion that brings it to where it is. */
function rewind(body: usize, copy: usize, h: f32): void {
  memory.copy(copy, body, Body.SIZE);
  store<f32>(copy, 0, Body.clock);
  store<f32>(copy, 0, Body.ax);
  store<f32>(copy, 0, Body.ay);
  // Sleepers are at rest where they are.
  if (!(load<u32>(body, Body.flags) & BodyFlag.Awake)) return;
  memory.copy(copy + Body.x, body + Body.x0, 16);
  store<f32>(copy, (load<f32>(body, Body.x) - load<f32>(body, Body.x0)) / h, Body.vx);
  store<f32>(copy, (load<f32>(body, Body.y) - load<f32>(body, Body.y0)) / h, Body.vy);
  const c0 = load<f32>(body, Body.c0);
  const s0 = load<f32>(body, Body.s0);
  const c = load<f32>(body, Body.c);
  const s = load<f32>(body, Body.s);
  const sine: f32 = s * c0 - c * s0;
  store<f32>(copy, sine == 0 ? 0 : NativeMathf.atan2(sine, c * c0 + s * s0) / h, Body.omega);
}
