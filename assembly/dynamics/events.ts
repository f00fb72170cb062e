// Impacts in order of time.
//
// Every moving body flies freely from its clock, where its state holds. The earliest impact moves its two bodies to the moment of touch and
// exchanges the impulse there (meet.ts, carry-out.ts); what both may hit next is looked for anew: event-driven simulation (B. Mirtich,
// "Timewarp Rigid Body Simulation", SIGGRAPH 2000) within the step. Touching chains pass an impulse on at zero time, pair by pair, so a Newton's
// cradle does what it should. What is an impact says closing.ts; after twice `maxImpacts` of one body in one step the solver takes over.
// Times are s within the step.

import { NONE as NEVER } from '../geometry/disc';
import { Geometry, Manifold } from '../geometry/records';
import { WorldDef } from '../memory/layout';
import { Body, NONE } from './body';
import { findPairsOf, updateBounds } from './broad-phase';
import { carryOut } from './carry-out';
import { acceleration, closing, sight } from './closing';
import { Contact, ContactFlag, bodyAt, contactAt, nextEdge, shapeAt } from './contact';
import { Event, clearEvents, popEvent, pushEvent } from './event-queue';
import { fallAlike, meet, meetShapes } from './meet';
import { settingU, stepOf } from './world-record';

/** Looks for the next impact of a contact and puts it into the queue. False when memory is exhausted. */
export function consider(world: usize, i: u32): bool {
  const contact = contactAt(world, i);
  const flags = load<u32>(contact, Contact.flags);
  if (flags & (ContactFlag.Sensor | ContactFlag.Passing)) return true;
  const a = bodyAt(world, load<u32>(contact, Contact.bodyA));
  const b = bodyAt(world, load<u32>(contact, Contact.bodyB));
  const limit = settingU(world, WorldDef.maxImpacts) << 1;
  if (max<u32>(load<u32>(a, Body.impacts), load<u32>(b, Body.impacts)) >= limit) return true;
  const h = stepOf(world);
  const e = load<f32>(contact, Contact.restitution);
  const clock: f32 = max<f32>(load<f32>(a, Body.clock), load<f32>(b, Body.clock));
  const speed = closing(a, b);
  const way: f32 = speed * (h - clock) + acceleration(a, b) * h * h;
  const points = load<u32>(contact, Contact.manifold + Manifold.count);
  // What is slow for its size and does not bounce is the solver's. Of what is fast, it sees contacts too late or with the wrong normal.
  const unseen = way > sight(world, a, b, speed * h);
  if (!unseen && (e == 0 || (points == 0 && clock == 0))) return true;

  let time: f32 = NEVER;
  if (flags & ContactFlag.Discs && fallAlike(a, b)) {
    const shapeA = shapeAt(world, load<u32>(contact, Contact.shapeA));
    const shapeB = shapeAt(world, load<u32>(contact, Contact.shapeB));
    time = meet(a, b, load<f32>(shapeA, Geometry.radius) + load<f32>(shapeB, Geometry.radius), h);
  } else {
    time = meetShapes(world, contact, a, b, clock, way);
  }
  if (time == NEVER) return true;
  const version = load<u32>(a, Body.version) + load<u32>(b, Body.version);
  return pushEvent(time, load<u32>(contact, Contact.bodyA), load<u32>(contact, Contact.bodyB), i, version);
}

/** Carries out all impacts of the step. False when memory is exhausted. */
export function playEvents(world: usize): bool {
  let event = popEvent();
  for (; event; event = popEvent()) {
    const number = load<u32>(event, Event.contact);
    const contact = contactAt(world, number);
    const a = bodyAt(world, load<u32>(event, Event.bodyA));
    const b = bodyAt(world, load<u32>(event, Event.bodyB));
    if (load<u32>(a, Body.version) + load<u32>(b, Body.version) != load<u32>(event, Event.version)) continue;
    if (!carryOut(world, contact, a, b, load<f32>(event, Event.time))) continue;
    if (!goOn(world, a) || !goOn(world, b)) {
      clearEvents();
      return false;
    }
  }
  return true;
}

/** After its hit: looks for what a body meets next. */
function goOn(world: usize, body: usize): bool {
  if (load<f32>(body, Body.inverseMass) == 0) return true;
  const left: f32 = stepOf(world) - load<f32>(body, Body.clock);
  const half: f32 = left * left * <f32>0.5;
  updateBounds(
    world, body, load<f32>(body, Body.vx) * left + load<f32>(body, Body.ax) * half,
    load<f32>(body, Body.vy) * left + load<f32>(body, Body.ay) * half,
    abs<f32>(load<f32>(body, Body.omega)) * load<f32>(body, Body.extent) * left,
  );
  if (!findPairsOf(world, body)) return false;
  for (let edge = load<u32>(body, Body.firstEdge); edge != NONE; edge = nextEdge(world, edge)) {
    if (!consider(world, edge >> 1)) return false;
  }
  return true;
}
