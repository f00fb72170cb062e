// What joints ask of the islands that they belong to: sub-steps, and how gravity is to act.
//
// Levels (constraints.ts) are those of the joint that asks most. An island without contacts whose joints are all rigid, without limits and motors, is stepped
// by the halves of gravity that solve-joints.ts explains; the root of every other island is marked as `mixed`.

import { Body } from '../body';
import { Contact, bodyAt, contactAt } from '../contact';
import { pressingAt } from '../pressing';
import { rootOf } from '../sleep';
import { List, World, scratch } from '../world-record';
import { Part } from './joint-block';
import { Pull, Trait, demanding, movable, movableOf, pullAt, pulling } from './pulling';

const mixed: usize = memory.data(8, 8);

/** Whether nothing tells islands apart: no contacts, and joints that ask for nothing. Islands need not be found then. */
export let alike: bool = false;

/** Forgets scratch memory; called when the heap is reset. */
export function forgetIslands(): void {
  store<u64>(mixed, 0);
}

/** Decides whether islands need be found for joints and so many contacts that press. False when memory is exhausted. */
export function askLevels(world: usize, contacts: u32): bool {
  alike = contacts == 0 && !demanding;
  return alike || scratch(mixed, load<u32>(world + World.bodies, List.count)) != 0;
}

/** Gives the roots of islands what their joints ask for, and marks those that are mixed; `contacts` press. */
export function giveLevels(world: usize, contacts: u32): void {
  const marks = load<usize>(mixed);
  memory.fill(marks, 0, load<u32>(world + World.bodies, List.count));
  for (let k: u32 = 0; k < contacts; k++) {
    const contact = contactAt(world, pressingAt(k));
    const a = load<u32>(contact, Contact.bodyA);
    const b = load<u32>(contact, Contact.bodyB);
    if (movable(bodyAt(world, a))) store<u8>(marks + <usize>rootOf(world, a), 1);
    if (movable(bodyAt(world, b))) store<u8>(marks + <usize>rootOf(world, b), 1);
  }
  const count = load<u32>(pulling, List.count);
  for (let k: u32 = 0; k < count; k++) {
    const pull = pullAt(k);
    const number = rootOf(world, movableOf(pull));
    const root = bodyAt(world, number);
    store<u32>(root, max<u32>(load<u32>(root, Body.level), load<u32>(pull, Pull.level)), Body.level);
    if (load<u32>(pull, Pull.parts) & (Trait.Driven | Part.Limit)) store<u8>(marks + <usize>number, 1);
  }
}

/** Whether gravity acts in halves on a body that joints hold. */
export function isVerlet(world: usize, i: u32): bool {
  return alike || load<u8>(load<usize>(mixed) + <usize>rootOf(world, i)) == 0;
}
