// Blocks of constraints and records of motion: what the kernels of the solver read and write.
//
// A block holds the constants and impulses of sizeof<T>() / 4 contacts, field by field: one for T = f32, four of one colour for T = v128. The motion of
// a body is a record of 32 bytes: vx vy omega share | dx dy turned half, what it has moved since the start of the step, half = 0.5 where
// gravity acts in halves (joints/solve-joints.ts), and share = the part of the
// step that it has left after its last hit. Record 0 stands for all static bodies.

import { splat } from '../math/lanes';

/** Fields of a block, in units of sizeof<T>(). */
export namespace Block {
  // @ts-ignore: decorator
  @inline export const a: usize = 0; // u32, byte offset of the body's motion
  // @ts-ignore: decorator
  @inline export const b: usize = 1;
  // @ts-ignore: decorator
  @inline export const nx: usize = 2;
  // @ts-ignore: decorator
  @inline export const ny: usize = 3;
  // @ts-ignore: decorator
  @inline export const inverseMassA: usize = 4;
  // @ts-ignore: decorator
  @inline export const inverseMassB: usize = 5;
  // @ts-ignore: decorator
  @inline export const inverseInertiaA: usize = 6;
  // @ts-ignore: decorator
  @inline export const inverseInertiaB: usize = 7;
  // @ts-ignore: decorator
  @inline export const friction: usize = 8;
  // @ts-ignore: decorator
  @inline export const tangentSpeed: usize = 9;
  // @ts-ignore: decorator
  @inline export const rate: usize = 10; // 1/s
  // @ts-ignore: decorator
  @inline export const massScale: usize = 11;
  // @ts-ignore: decorator
  @inline export const impulseScale: usize = 12;
  // @ts-ignore: decorator
  @inline export const rollingLimit: usize = 13; // m
  // @ts-ignore: decorator
  @inline export const rollingMass: usize = 14;
  // @ts-ignore: decorator
  @inline export const rollingImpulse: usize = 15;
  /** Points follow, 9 fields each. */
  // @ts-ignore: decorator
  @inline export const points: usize = 16;
  // @ts-ignore: decorator
  @inline export const POINT: usize = 9;
}

/** Fields of a point in a block, after the first. */
export namespace Point {
  // @ts-ignore: decorator
  @inline export const na: usize = 0; // r_a x n
  // @ts-ignore: decorator
  @inline export const nb: usize = 1;
  // @ts-ignore: decorator
  @inline export const ta: usize = 2; // r_a x t
  // @ts-ignore: decorator
  @inline export const tb: usize = 3;
  // @ts-ignore: decorator
  @inline export const separation: usize = 4;
  // @ts-ignore: decorator
  @inline export const normalMass: usize = 5;
  // @ts-ignore: decorator
  @inline export const tangentMass: usize = 6;
  // @ts-ignore: decorator
  @inline export const normalImpulse: usize = 7;
  // @ts-ignore: decorator
  @inline export const tangentImpulse: usize = 8;
}

/** Bytes of a block with so many points. */
// @ts-ignore: decorator
@inline export function blockBytes<T>(points: u32): usize {
  return (Block.points + Block.POINT * <usize>points) * sizeof<T>();
}

// Components of a motion record, byte offsets.
// @ts-ignore: decorator
@inline export const VX: usize = 0;
// @ts-ignore: decorator
@inline export const VY: usize = 4;
// @ts-ignore: decorator
@inline export const OMEGA: usize = 8;
// @ts-ignore: decorator
@inline export const SHARE: usize = 12;
// @ts-ignore: decorator
@inline export const DX: usize = 16;
// @ts-ignore: decorator
@inline export const DY: usize = 20;
// @ts-ignore: decorator
@inline export const TURNED: usize = 24;
// @ts-ignore: decorator
@inline export const HALF: usize = 28;

// A body's record has two halves of 16 bytes. Four of them are read as rows and transposed in registers; a scalar reads what it asks for.

/** The half record of lane `lane`'s body; `half` is VX or DX. `who` points to the lanes' offsets. */
// @ts-ignore: decorator
@inline export function row<T>(who: usize, motion: usize, half: usize, lane: usize): T {
  if (isVector<T>()) return v128.load(motion + half + <usize>load<u32>(who + (lane << 2)));
  return splat<T>(0);
}

/** The first two components of two rows, [x0 x1 y0 y1]. */
// @ts-ignore: decorator
@inline export function low<T>(a: T, b: T): T {
  if (isVector<T>()) return v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  return a;
}

/** The last two components of two rows. */
// @ts-ignore: decorator
@inline export function high<T>(a: T, b: T): T {
  if (isVector<T>()) return v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  return a;
}

/** One component of four bodies: of two pairs of rows the first of low() or high(). A scalar loads it. */
// @ts-ignore: decorator
@inline export function one<T>(a: T, b: T, who: usize, motion: usize, component: usize): T {
  if (isVector<T>()) return v128.shuffle<i64>(a, b, 0, 2);
  return load<T>(motion + component + <usize>load<u32>(who));
}

/** The second of low() or high(). */
// @ts-ignore: decorator
@inline export function two<T>(a: T, b: T, who: usize, motion: usize, component: usize): T {
  if (isVector<T>()) return v128.shuffle<i64>(a, b, 1, 3);
  return load<T>(motion + component + <usize>load<u32>(who));
}

/**
 * Writes the first halves of records back. Lanes of one block share no dynamic body; of others the values do not change.
 * @param share what two() has read there; a scalar leaves it alone
 */
// @ts-ignore: decorator
@inline export function scatter<T>(who: usize, motion: usize, vx: T, vy: T, omega: T, share: T): void {
  if (isVector<T>()) {
    const a: v128 = v128.shuffle<i32>(vx, vy, 0, 4, 1, 5);
    const b: v128 = v128.shuffle<i32>(omega, share, 0, 4, 1, 5);
    const c: v128 = v128.shuffle<i32>(vx, vy, 2, 6, 3, 7);
    const d: v128 = v128.shuffle<i32>(omega, share, 2, 6, 3, 7);
    v128.store(motion + <usize>load<u32>(who), v128.shuffle<i64>(a, b, 0, 2));
    v128.store(motion + <usize>load<u32>(who, 4), v128.shuffle<i64>(a, b, 1, 3));
    v128.store(motion + <usize>load<u32>(who, 8), v128.shuffle<i64>(c, d, 0, 2));
    v128.store(motion + <usize>load<u32>(who, 12), v128.shuffle<i64>(c, d, 1, 3));
  } else {
    const m = motion + <usize>load<u32>(who);
    store<T>(m, vx, VX);
    store<T>(m, vy, VY);
    store<T>(m, omega, OMEGA);
  }
}
