// The record of a body: 240 bytes, found by number, never by address, so that a snapshot is a copy of words.
//
//   state    vx vy omega clock | x y c s     clock = time within the current step at which this state holds (s)
//   anchor   the same, of the moment from which free flight is computed (flight.ts)
// x, y, vx, vy are those of the centre of mass; (c, s) = (cos, sin) of the angle. Units: m, s, kg, rad.

export namespace Body {
  // @ts-ignore: decorator
  @inline export const vx: usize = 0;
  // @ts-ignore: decorator
  @inline export const vy: usize = 4;
  // @ts-ignore: decorator
  @inline export const omega: usize = 8;
  // @ts-ignore: decorator
  @inline export const clock: usize = 12;
  // @ts-ignore: decorator
  @inline export const x: usize = 16;
  // @ts-ignore: decorator
  @inline export const y: usize = 20;
  // @ts-ignore: decorator
  @inline export const c: usize = 24;
  // @ts-ignore: decorator
  @inline export const s: usize = 28;
  // @ts-ignore: decorator
  @inline export const anchor: usize = 32;
  // @ts-ignore: decorator
  @inline export const n0: usize = 64; // i32, step of the anchor
  // @ts-ignore: decorator
  @inline export const kicked: usize = 68; // i32, 1 = the anchor's step has given its kick of gravity already
  // @ts-ignore: decorator
  @inline export const impacts: usize = 72; // u32, in this step
  // @ts-ignore: decorator
  @inline export const flags: usize = 76; // u32, BodyFlag
  // @ts-ignore: decorator
  @inline export const mass: usize = 80;
  // @ts-ignore: decorator
  @inline export const inverseMass: usize = 84; // 0 = cannot be moved
  // @ts-ignore: decorator
  @inline export const inverseInertia: usize = 88;
  // @ts-ignore: decorator
  @inline export const extent: usize = 92; // farthest point of its shapes from the centre of mass
  // @ts-ignore: decorator
  @inline export const ax: usize = 96; // acceleration of its flight inside this step
  // @ts-ignore: decorator
  @inline export const ay: usize = 100;
  // @ts-ignore: decorator
  @inline export const gravityScale: usize = 104;
  // @ts-ignore: decorator
  @inline export const core: usize = 108; // smallest inscribed radius of its shapes
  // @ts-ignore: decorator
  @inline export const linearDamping: usize = 112; // 1/s
  // @ts-ignore: decorator
  @inline export const angularDamping: usize = 116;
  // @ts-ignore: decorator
  @inline export const centerX: usize = 120; // centre of mass from the origin, body frame
  // @ts-ignore: decorator
  @inline export const centerY: usize = 124;
  // @ts-ignore: decorator
  @inline export const type: usize = 128; // u32, BodyType
  // @ts-ignore: decorator
  @inline export const firstShape: usize = 132; // u32, NONE = none
  // @ts-ignore: decorator
  @inline export const firstEdge: usize = 136; // u32, contact x 2 + side; NONE = none
  // @ts-ignore: decorator
  @inline export const solverIndex: usize = 140; // u32, 0 = not in the solver
  // @ts-ignore: decorator
  @inline export const sleepTime: usize = 144; // s for which it has been slow
  // @ts-ignore: decorator
  @inline export const parent: usize = 148; // u32, union-find
  // @ts-ignore: decorator
  @inline export const colors: usize = 152; // u32, colours taken by contacts with dynamic bodies
  // @ts-ignore: decorator
  @inline export const colorsFixed: usize = 156; // u32, colours taken by contacts with static and kinematic bodies
  // @ts-ignore: decorator
  @inline export const x0: usize = 160; // pose at the start of the step
  // @ts-ignore: decorator
  @inline export const y0: usize = 164;
  // @ts-ignore: decorator
  @inline export const c0: usize = 168;
  // @ts-ignore: decorator
  @inline export const s0: usize = 172;
  // @ts-ignore: decorator
  @inline export const inertia: usize = 176;
  // @ts-ignore: decorator
  @inline export const degree: usize = 180; // u32, contacts that are solved in this step
  // @ts-ignore: decorator
  @inline export const version: usize = 184; // u32, changes with every impact
  // @ts-ignore: decorator
  @inline export const turned: usize = 188; // rad, turned since the start of the step, by flight to its clock
  // @ts-ignore: decorator
  @inline export const level: usize = 192; // u32, how many times its island doubles the sub-steps
  // @ts-ignore: decorator
  @inline export const generation: usize = 196; // u32, of its id
  // @ts-ignore: decorator
  @inline export const firstJoint: usize = 200; // u32, joint x 2 + side; NONE = none
  // @ts-ignore: decorator
  @inline export const userId: usize = 204; // u32; of a free record the next free one
  // @ts-ignore: decorator
  @inline export const forceX: usize = 208; // N, at the centre of mass, in the next step only; of a kinematic body with a target: x
  // @ts-ignore: decorator
  @inline export const forceY: usize = 212;
  // @ts-ignore: decorator
  @inline export const torque: usize = 216; // N m
  // @ts-ignore: decorator
  @inline export const targetC: usize = 220; // rotation of a kinematic body's target
  // @ts-ignore: decorator
  @inline export const targetS: usize = 224;
  // @ts-ignore: decorator
  @inline export const setScale: usize = 228; // gravityScale and dampings as they were set; they hold while the body is dynamic
  // @ts-ignore: decorator
  @inline export const setLinear: usize = 232;
  // @ts-ignore: decorator
  @inline export const setAngular: usize = 236;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 240;
}

/** Bits of Body.flags. */
export namespace BodyFlag {
  // @ts-ignore: decorator
  @inline export const Awake: u32 = 1;
  // @ts-ignore: decorator
  @inline export const FixedRotation: u32 = 2;
  // @ts-ignore: decorator
  @inline export const CanSleep: u32 = 4;
  // @ts-ignore: decorator
  @inline export const MassSet: u32 = 8;
  /** in free flight: its state is a closed form of its anchor */
  // @ts-ignore: decorator
  @inline export const Free: u32 = 16;
  /** the step's kick of gravity (symplectic Euler) is in its velocity */
  // @ts-ignore: decorator
  @inline export const Kicked: u32 = 32;
  /** a record without a body */
  // @ts-ignore: decorator
  @inline export const Removed: u32 = 64;
  /** kinematic: is to be at its target after the next step */
  // @ts-ignore: decorator
  @inline export const Target: u32 = 128;
  /** kinematic: stands at its target, and moves no further unless told */
  // @ts-ignore: decorator
  @inline export const Arrived: u32 = 256;
  /** a force acts on it in the next step */
  // @ts-ignore: decorator
  @inline export const Forced: u32 = 512;
}

/** No number. */
export const NONE: u32 = 0xffffffff;

/** Whether a body is in free flight. */
// @ts-ignore: decorator
@inline export function isFree(body: usize): bool {
  return (load<u32>(body, Body.flags) & BodyFlag.Free) != 0;
}
