// Joints that contradict themselves, or whose anchors lie many body lengths from their bodies, can ask for impulses that feed each other. What one
// joint does to its bodies in a pass stands only while their velocities stay within what a sub-step can follow; else they are as they were, and the joint begins anew from
// no impulses. So no number leaves what f32 can hold, and records of what cannot be moved stay as they are.

import { OMEGA, VX, VY } from '../block';
import { JointBlock } from './joint-block';

/** Farthest that a body may go (m) and turn (rad) in a sub-step by one joint. */
export const LEAP: f32 = 40;
export const WHIRL: f32 = 8;

const before: usize = memory.data(28, 8);

/** Notes the velocities of both bodies. */
// @ts-ignore: decorator
@inline
export function watch(block: usize): void {
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  // Not memory.copy(), which is a call: this is done in every pass.
  store<u64>(before, load<u64>(a));
  store<u32>(before, load<u32>(a, 8), 8);
  store<u64>(before, load<u64>(b), 16);
  store<u32>(before, load<u32>(b, 8), 24);
}

/** Takes back what a joint has done since watch() if it is out of bounds; `inverse` is 1 / hs. */
// @ts-ignore: decorator
@inline
export function judge(block: usize, inverse: f32): void {
  const a = load<usize>(block, JointBlock.a);
  const b = load<usize>(block, JointBlock.b);
  if (isSane(a, inverse) && isSane(b, inverse)) return;
  memory.copy(a, before, 12);
  memory.copy(b, before + 16, 12);
  memory.fill(block + JointBlock.px, 0, 16);
  store<f32>(block, 0, JointBlock.spring);
  store<f32>(block, 0, JointBlock.motor);
  memory.fill(block + JointBlock.lowerImpulse, 0, 8);
}

/** No comparison holds for what is no number. */
// @ts-ignore: decorator
@inline
function isSane(record: usize, inverse: f32): bool {
  const leap: f32 = inverse * LEAP;
  return abs<f32>(load<f32>(record, VX)) <= leap && abs<f32>(load<f32>(record, VY)) <= leap && abs<f32>(load<f32>(record, OMEGA)) <= inverse * WHIRL;
}
