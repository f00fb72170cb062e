// Building a world: its settings, opening, emptying and ending it. What is in it: bodies.ts, shapes.ts, joints/.
//
// Values are checked where a wrong one could break memory, make a NaN or hide a mistake; what is refused leaves the world as it was.

import { Neighbours } from '../geometry/records';
import { heapAllocate, heapFree } from '../memory/heap';
import { Contact as ContactRecord, Event, Failure, Integrator, WorldDef } from '../memory/layout';
import { Body, NONE } from './body';
import { Contact } from './contact';
import { Joint } from './joints/joint';
import { pairsClear, pairsClose, pairsOpen } from './pair-set';
import { forgetStrays } from './query-strays';
import { Shape } from './shape';
import { treeClear, treeClose, treeOpen } from './tree';
import { withinAll, withinAllU } from './values';
import { List, World, listClose } from './world-record';

/** Writes the defaults of a WorldDef. */
export function worldDefaults(def: usize): void {
  memory.fill(def, 0, WorldDef.SIZE);
  store<f32>(def, -9.8, WorldDef.gravityY);
  store<f32>(def, <f32>(1.0 / 60.0), WorldDef.step);
  store<f32>(def, 0.005, WorldDef.slop);
  store<f32>(def, 0.02, WorldDef.speculation);
  store<f32>(def, 3, WorldDef.pushSpeed);
  store<f32>(def, 60, WorldDef.contactHertz);
  store<f32>(def, 10, WorldDef.contactDamping);
  store<f32>(def, 0.05, WorldDef.sleepSpeed);
  store<f32>(def, 0.5, WorldDef.sleepTime);
  store<f32>(def, 20, WorldDef.massRatio);
  store<u32>(def, 4, WorldDef.substeps);
  store<u32>(def, Integrator.Exact, WorldDef.integrator);
  store<f32>(def, 0.2, WorldDef.projection);
  store<f32>(def, 0.2, WorldDef.projectionLimit);
  store<u32>(def, 20, WorldDef.positionIterations);
  store<u32>(def, 32, WorldDef.maxImpacts);
  store<u32>(def, 1, WorldDef.sleeping);
  store<u32>(def, 255, WorldDef.events);
  store<f32>(def, 1, WorldDef.hitSpeed);
  store<f32>(def, 60, WorldDef.jointHertz);
  store<f32>(def, 2, WorldDef.jointDamping);
}

// Offset, least, most of each field that is a number, and of each that is a choice or a count.
const NUMBERS: usize = memory.data<f32>([
  <f32>WorldDef.gravityX, -1e6, 1e6,
  <f32>WorldDef.gravityY, -1e6, 1e6,
  <f32>WorldDef.step, 1e-6, 1,
  <f32>WorldDef.restitutionThreshold, 0, 1e6,
  <f32>WorldDef.slop, 0, 1000,
  <f32>WorldDef.speculation, 0, 1000,
  <f32>WorldDef.pushSpeed, 0, 1e6,
  <f32>WorldDef.contactHertz, 1e-6, 1e6,
  <f32>WorldDef.contactDamping, 0, 1e6,
  <f32>WorldDef.sleepSpeed, 0, 1e6,
  <f32>WorldDef.sleepTime, 0, 1e6,
  <f32>WorldDef.massRatio, 1, 1e6,
  <f32>WorldDef.projection, 0, 1,
  <f32>WorldDef.projectionLimit, 0, 1e6,
  <f32>WorldDef.hitSpeed, 0, 1e6,
  <f32>WorldDef.jointHertz, 1e-6, 1e6,
  <f32>WorldDef.jointDamping, 0, 1e6,
]);
const CHOICES: usize = memory.data<u32>([
  <u32>WorldDef.substeps, 1, 64,
  <u32>WorldDef.integrator, 0, 1,
  <u32>WorldDef.overlaps, 0, 1,
  <u32>WorldDef.positionIterations, 0, 100,
  <u32>WorldDef.maxImpacts, 1, 1024,
  <u32>WorldDef.sleeping, 0, 1,
  <u32>WorldDef.events, 0, 255,
]);

/** Whether the values of a WorldDef are in range. */
export function checkWorld(def: usize): bool {
  return withinAll(def, NUMBERS, 17, Failure.WorldValue, 0) && withinAllU(def, CHOICES, 7, Failure.WorldValue, 0);
}

/** Makes an empty world of a WorldDef, keeping up to `impacts` impact records; 0 with the status set where it cannot. */
export function createWorld(def: usize, impacts: u32): usize {
  if (!checkWorld(def)) return 0;
  const world = heapAllocate(World.SIZE);
  if (!world) return 0;
  memory.fill(world, 0, World.SIZE);
  if (!treeOpen(world + World.staticTree) || !treeOpen(world + World.movingTree) || !pairsOpen(world + World.pairs)) {
    destroyWorld(world);
    return 0;
  }
  store<u32>(world, impacts, World.impactsKept);
  resetWorld(world, def);
  return world;
}

/** Empties a world and gives it the settings of a WorldDef that was checked. Keeps its memory. */
export function resetWorld(world: usize, def: usize): void {
  memory.copy(world + World.def, def, WorldDef.SIZE);
  memory.fill(world + World.step, 0, World.bodies - World.step);
  store<u32>(world, NONE, World.contactFree);
  store<u32>(world, NONE, World.bodyFree);
  store<u32>(world, NONE, World.shapeFree);
  store<u32>(world, NONE, World.jointFree);
  store<u32>(world + World.bodies, 0, List.count);
  store<u32>(world + World.shapes, 0, List.count);
  store<u32>(world + World.contacts, 0, List.count);
  store<u32>(world + World.neighbours, 0, List.count);
  store<u32>(world + World.joints, 0, List.count);
  forgetOutput(world);
  treeClear(world + World.staticTree);
  treeClear(world + World.movingTree);
  pairsClear(world + World.pairs);
}

/** Forgets the records of what has happened: a world that is another from now on has seen nothing yet. */
export function forgetOutput(world: usize): void {
  store<u32>(world + World.impacts, 0, List.count);
  store<u32>(world, 0, World.impactCount);
  store<u32>(world + World.events, 0, List.count);
  store<u32>(world, 0, World.eventsSeen);
  store<u32>(world, 0, World.eventsLost);
  store<u32>(world + World.trace, 0, List.count);
  forgetStrays();
}

/** Gives a world other settings, which were checked, and goes on. */
export function setWorld(world: usize, def: usize): void {
  memory.copy(world + World.def, def, WorldDef.SIZE);
  store<i32>(world, 0, World.horizon);
}

/** Gives back all memory of a world. */
export function destroyWorld(world: usize): void {
  listClose(world + World.bodies, Body.SIZE);
  listClose(world + World.shapes, Shape.SIZE);
  listClose(world + World.contacts, Contact.SIZE);
  listClose(world + World.neighbours, Neighbours.SIZE);
  listClose(world + World.joints, Joint.SIZE);
  listClose(world + World.impacts, ContactRecord.SIZE);
  listClose(world + World.events, Event.SIZE);
  listClose(world + World.trace, 1);
  treeClose(world + World.staticTree);
  treeClose(world + World.movingTree);
  pairsClose(world + World.pairs);
  heapFree(load<usize>(world, World.states), <usize>load<u32>(world, World.states + 4));
  heapFree(world, World.SIZE);
}
