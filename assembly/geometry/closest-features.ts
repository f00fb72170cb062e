// The closest features of two disjoint hulls in a's frame: every vertex of each against every edge of the other that faces it.
//
// The nearest pair of two disjoint convex polygons always has a vertex in it. A vertex outside a hull is nearest to an edge that faces
// it, and there to the edge's inside or one of its ends (Ericson, 5.1.2). Exact and without iteration; for collide() it is rare, since
// a vertex before a face is found by the separating axis already.

import { countA, countB, next, normalsA, normalsB, verticesA, verticesB } from './relative-hull';

/** What is nearest: a vertex of each, or an edge of a or of b (and a vertex of the other). */
export namespace Nearest {
  // @ts-ignore: decorator
  @inline export const Vertices: u32 = 0;
  // @ts-ignore: decorator
  @inline export const EdgeA: u32 = 1;
  // @ts-ignore: decorator
  @inline export const EdgeB: u32 = 2;
}

/** The features that findClosest() found: index of the vertex or edge. */
export let nearest: u32 = 0;
export let featureA: u32 = 0;
export let featureB: u32 = 0;
let bestSquare: f32 = 0;

// @ts-ignore: decorator
@inline
function scan(v1: usize, n1: usize, count1: u32, v2: usize, count2: u32, edgeOf: u32): void {
  for (let i: u32 = 0; i < count1; i++) {
    const k = next(i, count1);
    const v = v1 + (<usize>i << 3);
    const x = load<f32>(v);
    const y = load<f32>(v, 4);
    const nx = load<f32>(n1 + (<usize>i << 3));
    const ny = load<f32>(n1 + (<usize>i << 3), 4);
    const end = v1 + (<usize>k << 3);
    const length: f32 = nx * (load<f32>(end, 4) - y) - ny * (load<f32>(end) - x);
    for (let j: u32 = 0; j < count2; j++) {
      const w = v2 + (<usize>j << 3);
      const dx: f32 = load<f32>(w) - x;
      const dy: f32 = load<f32>(w, 4) - y;
      const height: f32 = nx * dx + ny * dy;
      if (height < 0 || height * height >= bestSquare) continue;
      const along: f32 = nx * dy - ny * dx;
      let square: f32 = height * height;
      let vertex = i;
      let kind = edgeOf;
      if (along < 0) {
        square += along * along;
        kind = Nearest.Vertices;
      } else if (along > length) {
        square += (along - length) * (along - length);
        kind = Nearest.Vertices;
        vertex = k;
      }
      if (square < bestSquare) {
        bestSquare = square;
        nearest = kind;
        if (edgeOf == Nearest.EdgeA) {
          featureA = vertex;
          featureB = j;
        } else {
          featureB = vertex;
          featureA = j;
        }
      }
    }
  }
}

/** Finds the closest features of the hulls that relative-hull.ts holds; they must be disjoint. Returns the distance. */
export function findClosest(): f32 {
  bestSquare = Infinity;
  nearest = Nearest.Vertices;
  featureA = 0;
  featureB = 0;
  scan(verticesA, normalsA, countA, verticesB, countB, Nearest.EdgeA);
  scan(verticesB, normalsB, countB, verticesA, countA, Nearest.EdgeB);
  return sqrt<f32>(bestSquare);
}

/** True if the segments that two hulls of two vertices are cross each other. */
export function segmentsCross(): bool {
  const x0 = load<f32>(verticesA);
  const y0 = load<f32>(verticesA, 4);
  const nx = load<f32>(normalsA);
  const ny = load<f32>(normalsA, 4);
  const b0: f32 = nx * (load<f32>(verticesB) - x0) + ny * (load<f32>(verticesB, 4) - y0);
  const b1: f32 = nx * (load<f32>(verticesB, 8) - x0) + ny * (load<f32>(verticesB, 12) - y0);
  if (b0 * b1 >= 0) return false;
  const mx = load<f32>(normalsB);
  const my = load<f32>(normalsB, 4);
  const z0 = load<f32>(verticesB);
  const w0 = load<f32>(verticesB, 4);
  const a0: f32 = mx * (x0 - z0) + my * (y0 - w0);
  const a1: f32 = mx * (load<f32>(verticesA, 8) - z0) + my * (load<f32>(verticesA, 12) - w0);
  return a0 * a1 < 0;
}
