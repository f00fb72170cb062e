// Which normals a static shape may answer with, so that nothing stumbles over the seams between static shapes.
//
// Static shapes that touch form one body, and only the boundary of their union can push. A normal out of one of them is admissible if it
// is the normal of an edge that is not covered by others, or if it lies at a vertex strictly inside the cone between the normals of
// the edge and of what continues the union's boundary there. Where the boundary goes on straight (within a degree) or turns inwards
// that cone is empty: there is no corner to catch on. This is what ghost vertices do for chains (Erin Catto, "Ghost collisions", 2020),
// done for any static polygons. Rejected: merging static shapes into chains, which loses the shapes that the user made; and smoothing
// normals afterwards, which cannot tell a seam from a corner.
//
// An edge may be covered in part (a thin slab beside a deep block; bit 8 + 2 edge + end of `covered` names such an end). There it is not
// on the boundary, yet its normal is
// admissible further down. A shape over the seam reaches below the neighbouring edge by its depth only, so an edge is not
// asked where the shape lies less than BURIED below the edge around the corner.

import { Neighbours } from './records';
import { next, previous } from './relative-hull';

/** sin 1 degree: a boundary that turns less is straight. */
const STRAIGHT: f32 = 0.0174524;
/** m; more than shapes sink in while they slide. */
const BURIED: f32 = 0.01;
/** m; how far beyond an end without a corner an edge still carries, against slits between neighbours. */
export const SLIT: f32 = 0.001;

// @ts-ignore: decorator
@inline
function cross(x1: f32, y1: f32, x2: f32, y2: f32): f32 {
  return x1 * y2 - y1 * x2;
}

/** True if d lies strictly inside the cone from n1 counter-clockwise to n2, where that is convex; opposite normals span half a turn. */
function inCone(x1: f32, y1: f32, x2: f32, y2: f32, dx: f32, dy: f32): bool {
  const turn: f32 = cross(x1, y1, x2, y2);
  if (turn > STRAIGHT) return cross(x1, y1, dx, dy) > 0 && cross(dx, dy, x2, y2) > 0;
  if (x1 * x2 + y1 * y2 >= 0 || turn < -STRAIGHT) return false;
  return cross(x1, y1, dx, dy) > 0;
}

/** Direction in which the boundary leaves an end of an edge, turned by (c, s); loadGhost() sets it and is false if there is none. */
let ghostX: f32 = 0;
let ghostY: f32 = 0;

// @ts-ignore: decorator
@inline
function loadGhost(record: usize, edge: u32, end: usize, c: f32, s: f32): bool {
  const at = record + (<usize>edge << 4) + (end << 3);
  const x = load<f32>(at, Neighbours.ends);
  const y = load<f32>(at, Neighbours.ends + 4);
  ghostX = c * x - s * y;
  ghostY = s * x + c * y;
  return x != 0 || y != 0;
}

/**
 * True if the direction (dx, dy) out of the static shape is admissible at its vertex i. normals: of the shape's edges; (c, s): rotation
 * from the shape's frame, which `record` is in, to the one that the normals and the direction are in.
 */
export function vertexAdmits(record: usize, normals: usize, count: u32, i: u32, c: f32, s: f32, dx: f32, dy: f32): bool {
  const covered = load<u32>(record, Neighbours.covered);
  const before = previous(i, count);
  const x1 = load<f32>(normals + (<usize>before << 3));
  const y1 = load<f32>(normals + (<usize>before << 3), 4);
  const x2 = load<f32>(normals + (<usize>i << 3));
  const y2 = load<f32>(normals + (<usize>i << 3), 4);
  const closed1 = (covered >> before) & 1;
  const closed2 = (covered >> i) & 1;
  // The normal on the right of the way: along the boundary counter-clockwise, out of the vertex by the first ghost, into it by the second.
  const ghost1 = loadGhost(record, before, 1, c, s);
  if (ghost1 && !closed1 && inCone(x1, y1, ghostY, -ghostX, dx, dy)) return true;
  const ghost2 = loadGhost(record, i, 0, c, s);
  if (ghost2) return !closed2 && inCone(-ghostY, ghostX, x2, y2, dx, dy);
  return !ghost1 && !closed1 && !closed2 && inCone(x1, y1, x2, y2, dx, dy);
}

/** True if others cover the edge where its end (0 first, 1 second vertex) is. */
// @ts-ignore: decorator
@inline
function endCovered(covered: u32, edge: u32, end: u32): bool {
  return ((covered >> (8 + edge * 2 + end)) & 1) != 0;
}

/**
 * Of the sides of a segment that are open, those that the other shape may be before. Where another static surface goes out in front of a side
 * (an inner corner), a shape beyond that surface, which rests on its far side, is not before this one, however little it has sunk in: it
 * would stumble over the end of a chain's next segment. vertices, normals: of the segment; (c, s): rotation from its frame to theirs;
 * points: vertices of the other shape, whose centre is (x, y).
 */
export function openSides(
  record: usize, open: u32, vertices: usize, normals: usize, c: f32, s: f32, points: usize, count: u32, x: f32, y: f32,
): u32 {
  const covered = load<u32>(record, Neighbours.covered);
  for (let k: u32 = 0; k < 4; k++) {
    const side = k >> 1;
    const end = k & 1;
    if (!((open >> side) & 1) || endCovered(covered, side, end) || !loadGhost(record, side, end, c, s)) continue;
    const n = normals + (<usize>side << 3);
    if (ghostX * load<f32>(n) + ghostY * load<f32>(n, 4) <= STRAIGHT) continue;
    const at = vertices + (<usize>((side + end) & 1) << 3);
    const away = vertices + (<usize>((side + end + 1) & 1) << 3);
    const px = load<f32>(at);
    const py = load<f32>(at, 4);
    const tx: f32 = load<f32>(away) - px;
    const ty: f32 = load<f32>(away, 4) - py;
    if (cross(ghostX, ghostY, tx, ty) * cross(ghostX, ghostY, x - px, y - py) >= 0) continue;
    let reach: f32 = -Infinity;
    for (let i: u32 = 0; i < count; i++) {
      const v = points + (<usize>i << 3);
      reach = max<f32>(reach, (load<f32>(v) - px) * tx + (load<f32>(v, 4) - py) * ty);
    }
    if (reach < BURIED * sqrt<f32>(tx * tx + ty * ty)) open &= ~(1 << side);
  }
  return open;
}

/**
 * The edges of the static shape that may be reference faces, as bits. separations: f32 of the other shape along each edge's normal,
 * radii not yet subtracted.
 */
export function openEdges(record: usize, count: u32, separations: usize, radii: f32): u32 {
  const covered = load<u32>(record, Neighbours.covered);
  let open = ~covered & ((1 << count) - 1);
  if (count == 2) return open;
  const near: f32 = radii - BURIED;
  for (let i: u32 = 0; i < count; i++) {
    if (!((open >> i) & 1)) continue;
    const before = previous(i, count);
    const after = next(i, count);
    if (
      (load<f32>(separations + (<usize>before << 2)) > near && endCovered(covered, i, 0)) ||
      (load<f32>(separations + (<usize>after << 2)) > near && endCovered(covered, i, 1))
    )
      open &= ~(1 << i);
  }
  return open;
}

/** SLIT where the edge's end (0 first, 1 second vertex) is no corner of the shape's own, else 0. */
export function slack(record: usize, count: u32, edge: u32, end: usize): f32 {
  const other = end ? next(edge, count) : previous(edge, count);
  const ghost = loadGhost(record, edge, end, 1, 0) || (load<u32>(record, Neighbours.covered) >> other) & 1;
  return ghost ? SLIT : 0;
}
