// Where the fields of a plan's header stand (docs/formats.md).

/** Offsets of the header. */
export namespace Plan {
  // @ts-ignore: decorator
  @inline export const contract: usize = 8;
  // @ts-ignore: decorator
  @inline export const length: usize = 12;
  // @ts-ignore: decorator
  @inline export const seed: usize = 16;
  // @ts-ignore: decorator
  @inline export const scenario: usize = 24;
  // @ts-ignore: decorator
  @inline export const splits: usize = 28;
  // @ts-ignore: decorator
  @inline export const gravity: usize = 32;
  // @ts-ignore: decorator
  @inline export const step: usize = 48;
  // @ts-ignore: decorator
  @inline export const threshold: usize = 56;
  // @ts-ignore: decorator
  @inline export const integrator: usize = 64;
  // @ts-ignore: decorator
  @inline export const substeps: usize = 68;
  // @ts-ignore: decorator
  @inline export const overlaps: usize = 72;
  // @ts-ignore: decorator
  @inline export const frames: usize = 80;
  // @ts-ignore: decorator
  @inline export const stepsPerFrame: usize = 84;
  // @ts-ignore: decorator
  @inline export const firstFrameStep: usize = 88;
  // @ts-ignore: decorator
  @inline export const conditionFrames: usize = 92;
  // @ts-ignore: decorator
  @inline export const width: usize = 96;
  // @ts-ignore: decorator
  @inline export const height: usize = 100;
  // @ts-ignore: decorator
  @inline export const supersample: usize = 104;
  // @ts-ignore: decorator
  @inline export const layers: usize = 108;
  // @ts-ignore: decorator
  @inline export const view: usize = 112;
  // @ts-ignore: decorator
  @inline export const edge: usize = 144;
  // @ts-ignore: decorator
  @inline export const samples: usize = 148;
  // @ts-ignore: decorator
  @inline export const rounding: usize = 152;
  // @ts-ignore: decorator
  @inline export const background: usize = 156;
  // @ts-ignore: decorator
  @inline export const softness: usize = 160;
  // @ts-ignore: decorator
  @inline export const minPre: usize = 168;
  // @ts-ignore: decorator
  @inline export const minPost: usize = 172;
  // @ts-ignore: decorator
  @inline export const minVisible: usize = 176;
  // @ts-ignore: decorator
  @inline export const cleanStart: usize = 180;
  // @ts-ignore: decorator
  @inline export const HEADER: usize = 184;
}
