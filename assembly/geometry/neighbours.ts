// How the union of all static shapes goes on where the edges of one of them end, so that nothing trips over flush seams.
//
// A floor of boxes is smooth, but each box alone has corners, and what slides over a seam can be pushed by the hidden side of the next
// box or by a corner that is none. Collision needs two things of an edge: is it buried (then it pushes nobody), and in which direction
// does the surface go on at its ends (the ghost: only normals between the edge's own and the continuation's are real).
//
// Method: look round the end p of an edge (around.ts). Directions are angles phi from the edge seen from p (0) through its outward normal
// (pi / 2) to straight on (pi) and on to the next edge of the shape itself (own > pi; 2 pi for a segment); every other solid at p
// fills a sector of them. The free space of the edge at p begins at phi = 0 and ends where the first sector begins:
//   phi ~ 0, or a sector that wraps past 0    the space right next to the edge is taken: the end is covered
//   phi < pi   an inner corner: only the face normal is real
//   phi = pi   flush
//   phi > pi   an outer corner, blunter than the shape's own
//   phi >= own the shape's own corner: no ghost
// A covered end gets the edge's outward normal for a ghost, as if a wall stood there: it points into the space before the edge, hence
// only the face normal is real. So a reader need know one rule: a ghost g with g.normal > 0 is concave. Whether such an end is covered, so
// that not even the face is open near it, bit 8 + 2 edge + end of `covered` tells.
// An edge is buried (bit edge of `covered`) if both ends are covered and the stretches of it that have a solid before them add up to all of it,
// but for the tolerance at the ends and between stretches. "Before" looks 1.5 tolerances outwards, so that a solid that touches face
// to face counts with a gap up to the tolerance and a solid whose surface runs along the edge on the same side does not.
// Segments bury nothing, as they have no inside: a box's side along a segment pushes the same way as the segment.
//
// Directions in the record are in the frame of the shape's own body, like its vertices. Computed in f64 (a reviewed room: set-up).
// Rejected: merging coplanar edges into chains first (fails at T-junctions and overlaps), and matching vertices with vertices (same).
// Limits: a seam is judged at the ends of edges only; where the surface of another shape crosses the middle of an edge, as a box on a
// floor, both are solid and meet in an inner corner, which needs no ghost. Circles, capsules and rounded polygons are not seen.

import { ShapeKind } from '../memory/layout';
import { angleOf, COVERED, edgeLength, face, faceSelf, from, ghost, ghostX, ghostY, look, nx, ny, ROUND, seeEdge, stretch, to, vx, vy } from './around';
import { Geometry, Neighbours } from './records';

/** m: gaps and steps up to here are flush. Small shapes lower it to a quarter of their core, or of a segment's length. */
const FLUSH: f64 = 1e-3;
/** rad: a ghost as close as this to the shape's own next edge is that edge. */
const SAME: f64 = 1e-3;

// Scratch: per edge and end, f64[8][2][3]: the angle of the ghost, and the ghost.
const best: usize = memory.data(384, 8);

// @ts-ignore: decorator
@inline
function ending(edge: u32, end: u32): usize {
  return best + <usize>(edge * 2 + end) * 24;
}

/** Whether a shape takes part. */
function counts(g: usize): bool {
  const kind = load<u32>(g, Geometry.kind);
  return kind == ShapeKind.Segment || (kind == ShapeKind.Polygon && load<f32>(g, Geometry.radius) == 0);
}

function tolerance(g: usize): f64 {
  let scale = <f64>load<f32>(g, Geometry.core);
  if (load<u32>(g, Geometry.kind) == ShapeKind.Segment) {
    const x = vx(g, 1) - vx(g, 0);
    const y = vy(g, 1) - vy(g, 0);
    scale = sqrt(x * x + y * y);
  }
  return min(FLUSH, scale * 0.25);
}

/** Looks at the end of every edge of the shape, and keeps the first direction in which it meets the other. */
function lookAt(self: usize, other: usize, edges: u32, slack: f64): void {
  const segment = load<u32>(other, Geometry.kind) == ShapeKind.Segment;
  for (let i: u32 = 0; i < edges; i++) {
    seeEdge(self, i);
    for (let end: u32 = 0; end < 2; end++) {
      const at = ending(i, end);
      const known = load<f64>(at);
      if (known == COVERED) continue;
      look(other, segment, end, slack, known);
      if (ghost == known) continue;
      store<f64>(at, ghost);
      store<f64>(at, ghostX, 8);
      store<f64>(at, ghostY, 16);
    }
  }
}

/** Whether polygons before it add up to the whole edge: the covered part grows from the first vertex for as long as some stretch adds. */
function buried(self: usize, pose: usize, edge: u32, others: usize, poses: usize, n: u32): bool {
  const own = tolerance(self);
  let reached: f64 = 0.0;
  while (true) {
    let farthest = reached;
    for (let k: u32 = 0; k < n; k++) {
      const other = <usize>load<u32>(others + (<usize>k << 2));
      if (other == self || !counts(other) || load<u32>(other, Geometry.kind) == ShapeKind.Segment) continue;
      if (!face(self, pose, other, <usize>load<u32>(poses + (<usize>k << 2)))) continue;
      seeEdge(self, edge);
      if (stretch(other, min(own, tolerance(other))) && from <= reached + own) farthest = max(farthest, to);
    }
    if (farthest <= reached) break;
    reached = farthest;
  }
  seeEdge(self, edge);
  return reached >= edgeLength - own;
}

/**
 * Fills the Neighbours record at `out` for the static shape `self` among n static shapes: u32 addresses of Geometry at `others`, of body
 * records at `poses`; `self` itself among them is passed over. Returns false, and writes nothing, if the shape stands free.
 */
export function findNeighbours(self: usize, pose: usize, others: usize, poses: usize, n: u32, out: usize): bool {
  if (!counts(self)) return false;
  const segment = load<u32>(self, Geometry.kind) == ShapeKind.Segment;
  const edges = load<u32>(self, Geometry.count);
  // At the start the first thing met is the shape itself: its next edge, as seen from its own frame.
  faceSelf();
  for (let i: u32 = 0; i < edges; i++) {
    seeEdge(self, i);
    const before = i > 0 ? i - 1 : edges - 1;
    const after = i + 1 < edges ? i + 1 : 0;
    const a = segment ? ROUND : angleOf(ny(self, before), -nx(self, before), 0) - SAME;
    const b = segment ? ROUND : angleOf(-ny(self, after), nx(self, after), 1) - SAME;
    for (let end: u32 = 0; end < 2; end++) {
      store<f64>(ending(i, end), end ? b : a);
      store<f64>(ending(i, end), 0.0, 8);
      store<f64>(ending(i, end), 0.0, 16);
    }
  }
  const own = tolerance(self);
  for (let k: u32 = 0; k < n; k++) {
    const other = <usize>load<u32>(others + (<usize>k << 2));
    if (other == self || !counts(other)) continue;
    if (!face(self, pose, other, <usize>load<u32>(poses + (<usize>k << 2)))) continue;
    lookAt(self, other, edges, min(own, tolerance(other)));
  }
  let covered: u32 = 0;
  let touched = false;
  for (let i: u32 = 0; i < edges; i++) {
    const closed = load<f64>(ending(i, 0)) == COVERED && load<f64>(ending(i, 1)) == COVERED;
    if (closed && buried(self, pose, i, others, poses, n)) covered |= 1 << i;
    for (let end: u32 = 0; end < 2; end++) {
      const at = ending(i, end);
      if (load<f64>(at) == COVERED) {
        store<f64>(at, nx(self, i), 8);
        store<f64>(at, ny(self, i), 16);
        covered |= 1 << (8 + i * 2 + end);
      }
      if (load<f64>(at, 8) != 0.0 || load<f64>(at, 16) != 0.0) touched = true;
    }
  }
  if (!touched) return false;
  memory.fill(out, 0, Neighbours.SIZE);
  store<u32>(out, covered, Neighbours.covered);
  for (let i: u32 = 0; i < edges * 2; i++) {
    const at = best + <usize>i * 24;
    store<f32>(out + (<usize>i << 3), <f32>load<f64>(at, 8), Neighbours.ends);
    store<f32>(out + (<usize>i << 3), <f32>load<f64>(at, 16), Neighbours.ends + 4);
  }
  return true;
}
