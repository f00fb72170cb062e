// Joints that break: at the end of a step, those whose mean force or torque in it was more than they bear are removed, in order of their numbers.

import { noteBreak } from '../event-list';
import { List, stepOf } from '../world-record';
import { removeJoint } from './build';
import { jointAt } from './joint';
import { forceOf, isOverloaded } from './joints';
import { pulling, pullingAt } from './pulling';

/** Breaks what is overloaded; its bodies wake and may touch again. */
export function breakJoints(world: usize): void {
  const count = load<u32>(pulling, List.count);
  for (let k: u32 = 0; k < count; k++) {
    const i = pullingAt(k);
    const joint = jointAt(world, i);
    if (!isOverloaded(joint)) continue;
    noteBreak(world, i, forceOf(joint) * stepOf(world));
    removeJoint(world, i);
  }
}
