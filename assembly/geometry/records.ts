// The records that geometry works on. All numbers are f32, lengths in m; byte offsets.
//
// Geometry   a convex shape in the frame of its body, relative to the body's centre of mass: the hull of `count` vertices, grown by
//            `radius`. Circle: 1 vertex; capsule: 2; segment: 2 with radius 0; polygon: 3 to 8, counter-clockwise, normals[i] the outward
//            unit normal of edge i from vertex i to vertex i + 1.
// Pose       x, y of the centre of mass and the rotation (c, s) = (cos, sin) stand at +16 of a body record (dynamics/body.ts);
//            velocities and clock before them.
// Neighbours of a static polygon or segment: how the union of all static shapes goes on where its edges end (neighbours.ts).
// Manifold   up to two points between shapes a and b, in world orientation: the unit normal from a to b, and per point the
//            lever arms from both centres of mass to the point midway between the surfaces.

export namespace Geometry {
  // @ts-ignore: decorator
  @inline export const kind: usize = 0; // u32 ShapeKind
  // @ts-ignore: decorator
  @inline export const count: usize = 4; // u32 vertices
  // @ts-ignore: decorator
  @inline export const radius: usize = 8;
  // @ts-ignore: decorator
  @inline export const neighbours: usize = 12; // u32 address of a Neighbours record, 0 = none
  // @ts-ignore: decorator
  @inline export const centerX: usize = 16; // centroid
  // @ts-ignore: decorator
  @inline export const centerY: usize = 20;
  // @ts-ignore: decorator
  @inline export const core: usize = 24; // radius of a disc about the centroid that fits inside; 0 for a segment
  // @ts-ignore: decorator
  @inline export const extent: usize = 28; // farthest point from the centre of mass
  // @ts-ignore: decorator
  @inline export const vertices: usize = 32; // f32[8][2]
  // @ts-ignore: decorator
  @inline export const normals: usize = 96; // f32[8][2]
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 160;
}

/** Most corners of a polygon. */
export const MAX_VERTICES: u32 = 8;

/** Offsets in a body record that geometry reads. */
export namespace Pose {
  // @ts-ignore: decorator
  @inline export const vx: usize = 0;
  // @ts-ignore: decorator
  @inline export const vy: usize = 4;
  // @ts-ignore: decorator
  @inline export const omega: usize = 8;
  // @ts-ignore: decorator
  @inline export const clock: usize = 12; // s, time within the step at which the pose and velocities hold
  // @ts-ignore: decorator
  @inline export const x: usize = 16;
  // @ts-ignore: decorator
  @inline export const y: usize = 20;
  // @ts-ignore: decorator
  @inline export const c: usize = 24;
  // @ts-ignore: decorator
  @inline export const s: usize = 28;
  // @ts-ignore: decorator
  @inline export const ax: usize = 96; // m/s^2, constant acceleration of flight inside this step
  // @ts-ignore: decorator
  @inline export const ay: usize = 100;
}

export namespace Neighbours {
  // @ts-ignore: decorator
  @inline export const covered: usize = 0; // u32, bit i: edge i lies wholly against or inside other static shapes
  // Per edge i: unit direction in which the union's boundary leaves the edge's first vertex, then its second; (0, 0) = no
  // other static shape there, the shape's own next edge counts. A segment has edge 0 (first to second vertex, normal to the right)
  // and edge 1 (back, normal to the left).
  // @ts-ignore: decorator
  @inline export const ends: usize = 16; // f32[8][4]
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 144;
}

export namespace Manifold {
  // @ts-ignore: decorator
  @inline export const nx: usize = 0;
  // @ts-ignore: decorator
  @inline export const ny: usize = 4;
  // @ts-ignore: decorator
  @inline export const count: usize = 8; // u32 points
  // @ts-ignore: decorator
  @inline export const kind: usize = 12; // u32 ManifoldKind
  // @ts-ignore: decorator
  @inline export const points: usize = 16; // ManifoldPoint[2]
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 80;
}

/** What the normal turns with. */
export namespace ManifoldKind {
  /** the line between two round centres */
  // @ts-ignore: decorator
  @inline export const Centers: u32 = 0;
  /** a face of a */
  // @ts-ignore: decorator
  @inline export const FaceA: u32 = 1;
  /** a face of b */
  // @ts-ignore: decorator
  @inline export const FaceB: u32 = 2;
}

export namespace ManifoldPoint {
  // @ts-ignore: decorator
  @inline export const ax: usize = 0; // lever arm from a's centre of mass
  // @ts-ignore: decorator
  @inline export const ay: usize = 4;
  // @ts-ignore: decorator
  @inline export const bx: usize = 8; // lever arm from b's centre of mass
  // @ts-ignore: decorator
  @inline export const by: usize = 12;
  // @ts-ignore: decorator
  @inline export const separation: usize = 16; // negative = depth
  // @ts-ignore: decorator
  @inline export const normalImpulse: usize = 20; // N s, kept by dynamics; collision does not touch it
  // @ts-ignore: decorator
  @inline export const tangentImpulse: usize = 24;
  // @ts-ignore: decorator
  @inline export const id: usize = 28; // u32, the features that meet
  // @ts-ignore: decorator
  @inline export const SIZE: usize = 32;
}
