// Blocks of constraints and records of motion: what the kernels of the solver read and write.
//
// A block holds the constants and impulses of sizeof<T>() / 4 contacts, field by field: one for T = f32, four of one colour for T = v128. The motion of
// a body is a record of 32 bytes: vx vy omega share | dx dy turned half, what it has moved since the start of the step, half = 0.5 where
// gravity acts in halves (joints/solve-joints.ts), and share = the part of the
// step that it has left after its last hit. Record 0 stands for all static bodies.

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
@inline export const DX: usize = 16;
// @ts-ignore: decorator
@inline export const DY: usize = 20;
// @ts-ignore: decorator
@inline export const TURNED: usize = 24;
// @ts-ignore: decorator
@inline export const HALF: usize = 28;

/** One component of the motion of the bodies whose offsets stand at `who`. */
// @ts-ignore: decorator
@inline export function gather<T>(who: usize, motion: usize, component: usize): T {
  if (isVector<T>()) {
    let v = v128.load32_splat(motion + component + <usize>load<u32>(who));
    v = v128.load_lane<f32>(motion + component + <usize>load<u32>(who, 4), v, 1);
    v = v128.load_lane<f32>(motion + component + <usize>load<u32>(who, 8), v, 2);
    return v128.load_lane<f32>(motion + component + <usize>load<u32>(who, 12), v, 3);
  }
  return load<T>(motion + component + <usize>load<u32>(who));
}

/** Writes one component back. Lanes of one block share no dynamic body; of others the value does not change. */
// @ts-ignore: decorator
@inline export function scatter<T>(who: usize, motion: usize, component: usize, value: T): void {
  if (isVector<T>()) {
    v128.store_lane<f32>(motion + component + <usize>load<u32>(who), value, 0);
    v128.store_lane<f32>(motion + component + <usize>load<u32>(who, 4), value, 1);
    v128.store_lane<f32>(motion + component + <usize>load<u32>(who, 8), value, 2);
    v128.store_lane<f32>(motion + component + <usize>load<u32>(who, 12), value, 3);
  } else {
    store<T>(motion + component + <usize>load<u32>(who), value);
  }
}
