// The reference face of two hulls: the face of the largest separation, a's unless b's is larger by a tolerance, so that it does not
// change sides by rounding (Erin Catto, "Contact Manifolds", GDC 2007; b2CollidePolygons).
//
// A static shape with neighbours answers with admissible normals only (admissible.ts): inadmissible axes still prove that shapes are
// apart, but are not chosen. Works on the hulls that relative-hull.ts holds.

import { openEdges, openSides, vertexAdmits } from './admissible';
import { Geometry } from './records';
import { countA, countB, normalsA, normalsB, previous, px, py, qc, qs, verticesA, verticesB } from './relative-hull';
import { allSeparations, bestEdge, maxSeparation } from './separating-axis';

/** m; a tenth of Box2D's linear slop: b's face must be better by this, and cores farther apart are disjoint. */
// @ts-ignore: decorator
@inline export const TOLERANCE: f32 = 0.0005;

/** cos 3.6 degrees. */
const PARALLEL: f32 = 0.998;

// Separations and supporting vertices of chooseOpen(): static's edges, then the other's.
const own: usize = memory.data(64, 16);
const others: usize = memory.data(64, 16);

/** The reference that was chosen: its edge, whether it is a's, its separation, and the largest one of all. */
export let edge: u32 = 0;
export let ofA: bool = true;
export let chosen: f32 = 0;
export let largest: f32 = 0;

/** The edge of b that is better than the chosen one of a, but not by the tolerance; -1 if there is none. Set by choose(). */
export let second: i32 = -1;

/** Edges of the static shape that may be the reference, as bits; set by chooseOpen(). */
let open: u32 = 0;

/** Makes edge i of a (or of b) the reference. */
export function useFace(a: bool, i: u32): void {
  ofA = a;
  edge = i;
}

/** Chooses the reference among the faces of both hulls; false if they are farther apart than `limit`. */
// @ts-ignore: decorator
@inline
export function choose(limit: f32): bool {
  const a = maxSeparation(verticesA, normalsA, countA, verticesB, countB, limit);
  edge = bestEdge;
  ofA = true;
  chosen = a;
  if (a > limit) return false;
  const b = maxSeparation(verticesB, normalsB, countB, verticesA, countA, limit);
  if (b > a + TOLERANCE) {
    edge = bestEdge;
    ofA = false;
    chosen = b;
    if (b > limit) return false;
  }
  largest = max<f32>(a, b);
  second = b > a && ofA ? <i32>bestEdge : -1;
  return true;
}

/** False if edge i, not open, is parallel to the other shape's face with the normal at `n` (within 3.6 degrees). */
// @ts-ignore: decorator
@inline
function openAlong(normals: usize, i: u32, n: usize): bool {
  if ((open >> i) & 1) return true;
  const m = normals + (<usize>i << 3);
  return load<f32>(m) * load<f32>(n) + load<f32>(m, 4) * load<f32>(n, 4) > -PARALLEL;
}

/** True if the normal of edge i of the shape that is not static is admissible at the vertex that supports the static shape there. */
function otherAdmits(record: usize, staticA: bool, i: u32, vertex: u32): bool {
  const n = (staticA ? normalsB : normalsA) + (<usize>i << 3);
  const normals = staticA ? normalsA : normalsB;
  // All but along an edge that is not open it would speak for that edge, whichever end supports it.
  if (!openAlong(normals, previous(vertex, staticA ? countA : countB), n) || !openAlong(normals, vertex, n)) return false;
  return directionAdmits(record, staticA, vertex, -load<f32>(n), -load<f32>(n, 4));
}

export function directionAdmits(record: usize, staticA: bool, vertex: u32, dx: f32, dy: f32): bool {
  if (staticA) return vertexAdmits(record, normalsA, countA, vertex, 1, 0, dx, dy);
  return vertexAdmits(record, normalsB, countB, vertex, qc, qs, dx, dy);
}

/** choose() among admissible faces; false also if there is none, or if the only way out leads through the static shape. */
export function chooseOpen(record: usize, gs: usize, go: usize, staticA: bool, radii: f32, limit: f32): bool {
  const vs = staticA ? verticesA : verticesB;
  const vo = staticA ? verticesB : verticesA;
  const ns = staticA ? normalsA : normalsB;
  const no = staticA ? normalsB : normalsA;
  const count = staticA ? countA : countB;
  const countOther = staticA ? countB : countA;
  allSeparations(vs, ns, count, vo, countOther, own);
  let best: f32 = -Infinity;
  let bestOf: u32 = 0;
  largest = -Infinity;
  open = openEdges(record, count, own, radii);
  if (count == 2) {
    const x = load<f32>(go, Geometry.centerX);
    const y = load<f32>(go, Geometry.centerY);
    open = staticA
      ? openSides(record, open, vs, ns, 1, 0, vo, countOther, px + (qc * x - qs * y), py + (qs * x + qc * y))
      : openSides(record, open, vs, ns, qc, qs, vo, countOther, x, y);
  }
  for (let i: u32 = 0; i < count; i++) {
    const separation = load<f32>(own + (<usize>i << 2));
    if (separation > limit) return false;
    largest = max<f32>(largest, separation);
    if (separation > best && (open >> i) & 1) {
      best = separation;
      bestOf = i;
    }
  }
  edge = bestOf;
  ofA = staticA;
  allSeparations(vo, no, countOther, vs, count, others);
  let bestOther: f32 = -Infinity;
  for (let i: u32 = 0; i < countOther; i++) {
    const separation = load<f32>(others + (<usize>i << 2));
    if (separation > limit) return false;
    largest = max<f32>(largest, separation);
    // The static shape's faces come first here, whether it is a or b: they do not change from step to step.
    if (separation <= bestOther || separation <= best + TOLERANCE) continue;
    if (!otherAdmits(record, staticA, i, load<u32>(others + (<usize>i << 2), 32))) continue;
    bestOther = separation;
    edge = i;
    ofA = !staticA;
  }
  chosen = max<f32>(best, bestOther);
  if (chosen == -Infinity) return false;
  if (chosen >= largest - TOLERANCE) return true;
  const n = (ofA ? normalsA : normalsB) + (<usize>edge << 3);
  const ax = load<f32>(staticA ? gs : go, Geometry.centerX);
  const ay = load<f32>(staticA ? gs : go, Geometry.centerY);
  const bx = load<f32>(staticA ? go : gs, Geometry.centerX);
  const by = load<f32>(staticA ? go : gs, Geometry.centerY);
  const dx: f32 = px + (qc * bx - qs * by) - ax;
  const dy: f32 = py + (qs * bx + qc * by) - ay;
  const side: f32 = load<f32>(n) * dx + load<f32>(n, 4) * dy;
  return ofA ? side >= 0 : side <= 0;
}

/** True if edge i of a (or of b), to which vertex j of the other hull is closest, may be the reference. */
export function faceAdmits(record: usize, staticA: bool, a: bool, i: u32, j: u32): bool {
  if (a == staticA) return ((open >> i) & 1) != 0;
  return otherAdmits(record, staticA, i, j);
}
