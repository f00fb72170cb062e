// Levels of sub-steps: an island takes substeps << level of them (constraints.ts, joints/islands.ts).

import { WorldDef } from '../memory/layout';
import { settingU } from './world-record';

/** Number of levels. */
// @ts-ignore: decorator
@inline export const LEVELS: u32 = 4;

/** Sub-steps of a level. */
export function substepsOf(world: usize, level: u32): u32 {
  return settingU(world, WorldDef.substeps) << level;
}

/** Level of a quantity for which `least` is still good enough, twice as much wants twice the sub-steps, and so on. */
export function levelOf(value: f32, least: f32): u32 {
  return value <= least ? 0 : value <= least * 2 ? 1 : value <= least * 4 ? 2 : 3;
}
