// Blocks of plain hinges: revolute joints without spring, motor or limits, which hold their anchors together and nothing else.
//
// As a block of contacts does (block.ts), one holds sizeof<T>() / 4 joints field by field: one for T = f32, four of one colour for T = v128. Nets and
// chains are made of them, so they have a kernel in lanes (hinges.ts); every other joint has a record of its own (joint-block.ts).

/** Fields of a block, in units of sizeof<T>(); f32 unless said otherwise. */
export namespace Hinge {
  // @ts-ignore: decorator
  @inline export const a: usize = 0; // u32, byte offset of the body's motion
  // @ts-ignore: decorator
  @inline export const b: usize = 1;
  // @ts-ignore: decorator
  @inline export const joint: usize = 2; // u32, its number
  // @ts-ignore: decorator
  @inline export const inverseMassA: usize = 3;
  // @ts-ignore: decorator
  @inline export const inverseMassB: usize = 4;
  // @ts-ignore: decorator
  @inline export const inverseInertiaA: usize = 5;
  // @ts-ignore: decorator
  @inline export const inverseInertiaB: usize = 6;
  // @ts-ignore: decorator
  @inline export const ax0: usize = 7; // arm of the anchor on a at the start of the step, m, world axes
  // @ts-ignore: decorator
  @inline export const ay0: usize = 8;
  // @ts-ignore: decorator
  @inline export const bx0: usize = 9;
  // @ts-ignore: decorator
  @inline export const by0: usize = 10;
  // @ts-ignore: decorator
  @inline export const x0: usize = 11; // centre of b from that of a at the start of the step, m
  // @ts-ignore: decorator
  @inline export const y0: usize = 12;
  // @ts-ignore: decorator
  @inline export const ax: usize = 13; // the arms now
  // @ts-ignore: decorator
  @inline export const ay: usize = 14;
  // @ts-ignore: decorator
  @inline export const bx: usize = 15;
  // @ts-ignore: decorator
  @inline export const by: usize = 16;
  // @ts-ignore: decorator
  @inline export const ex: usize = 17; // anchor on b from that on a now, m
  // @ts-ignore: decorator
  @inline export const ey: usize = 18;
  // @ts-ignore: decorator
  @inline export const i11: usize = 19; // inverse of the anchors' matrix, kg
  // @ts-ignore: decorator
  @inline export const i12: usize = 20;
  // @ts-ignore: decorator
  @inline export const i22: usize = 21;
  // @ts-ignore: decorator
  @inline export const rate: usize = 22; // 1/s
  // @ts-ignore: decorator
  @inline export const massScale: usize = 23;
  // @ts-ignore: decorator
  @inline export const impulseScale: usize = 24;
  // @ts-ignore: decorator
  @inline export const px: usize = 25; // N s
  // @ts-ignore: decorator
  @inline export const py: usize = 26;
  // @ts-ignore: decorator
  @inline export const sumX: usize = 27; // N s on b, over the sub-steps
  // @ts-ignore: decorator
  @inline export const sumY: usize = 28;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 29;
}
