// The record of a shape: its geometry about the body's centre of mass (what collision reads), then matter, filter, its place in
// the broad phase, and the vertices as the author gave them, from which geometry is made anew when the centre of mass moves.

import { Geometry } from '../geometry/records';

export namespace Shape {
  // @ts-ignore: decorator
  @inline export const body: usize = Geometry.SIZE; // u32, NONE = a free record
  // @ts-ignore: decorator
  @inline export const next: usize = 164; // u32, next shape of the body, NONE = last
  // @ts-ignore: decorator
  @inline export const density: usize = 168; // kg/m^2
  // @ts-ignore: decorator
  @inline export const friction: usize = 172;
  // @ts-ignore: decorator
  @inline export const restitution: usize = 176;
  // @ts-ignore: decorator
  @inline export const rollingResistance: usize = 180;
  // @ts-ignore: decorator
  @inline export const tangentSpeed: usize = 184; // m/s
  // @ts-ignore: decorator
  @inline export const category: usize = 188; // u32
  // @ts-ignore: decorator
  @inline export const mask: usize = 192; // u32
  // @ts-ignore: decorator
  @inline export const group: usize = 196; // i32
  // @ts-ignore: decorator
  @inline export const sensor: usize = 200; // u32
  // @ts-ignore: decorator
  @inline export const color: usize = 204; // u32
  // @ts-ignore: decorator
  @inline export const userId: usize = 208; // u32; of a free record the next free one
  // @ts-ignore: decorator
  @inline export const leaf: usize = 212; // u32, of the tree it lies in
  // @ts-ignore: decorator
  @inline export const bounds: usize = 216; // f32[4] x0 y0 x1 y1, fat
  // @ts-ignore: decorator
  @inline export const neighbours: usize = 232; // u32, number of its Neighbours record, NONE = none
  // @ts-ignore: decorator
  @inline export const count: usize = 236; // u32, authored vertices
  // @ts-ignore: decorator
  @inline export const vertices: usize = 240; // f32[8][2], authored, from the body's origin
  // @ts-ignore: decorator
  @inline export const moved: usize = 304; // u32, 1 = its fat bounds are new, so pairs are to be looked for
  // @ts-ignore: decorator
  @inline export const generation: usize = 308; // u32, of its id
  // @ts-ignore: decorator
  @inline export const oneWayX: usize = 312; // unit vector in the body's frame, or 0, 0
  // @ts-ignore: decorator
  @inline export const oneWayY: usize = 316;
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 320;
}
