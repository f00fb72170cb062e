// Separation of two convex hulls along the normals of one of them (the separating-axis theorem; C. Ericson, Real-Time Collision
// Detection, 5.2.1; the choice of a reference face by the largest separation is Erin Catto's, Box2D).
//
// The separation along the normal n of edge i of hull 1 is min over w in hull 2 of n . (w - v_i), v_i a vertex of the edge. Where
// the largest of them over both hulls is negative the hulls overlap, and it is minus the shortest way out. Where it is positive it is
// a lower bound of the distance, and the distance itself if the deepest vertex lies before the edge.
//
// Every pair of 3 to 8 vertices is at most 128 dot products: looking at all of them is faster than climbing.

/** The edge of the largest separation that maxSeparation() found. */
export let bestEdge: u32 = 0;

/**
 * The largest separation of hull 2 along the normals of hull 1; the first edge that has it is bestEdge. Stops early with what it has if
 * that exceeds `enough`.
 */
export function maxSeparation(v1: usize, n1: usize, count1: u32, v2: usize, count2: u32, enough: f32): f32 {
  const end1: usize = <usize>count1 << 3;
  const end2: usize = v2 + (<usize>count2 << 3);
  let best: f32 = -Infinity;
  let edge: usize = 0;
  for (let i: usize = 0; i < end1; i += 8) {
    const nx = load<f32>(n1 + i);
    const ny = load<f32>(n1 + i, 4);
    let least: f32 = nx * load<f32>(v2) + ny * load<f32>(v2, 4);
    for (let w: usize = v2 + 8; w < end2; w += 8) least = min<f32>(least, nx * load<f32>(w) + ny * load<f32>(w, 4));
    const separation: f32 = least - (nx * load<f32>(v1 + i) + ny * load<f32>(v1 + i, 4));
    if (separation > best) {
      best = separation;
      edge = i;
      if (best > enough) break;
    }
  }
  bestEdge = <u32>(edge >> 3);
  return best;
}

/** Writes the separations of hull 2 along all normals of hull 1 as f32 to `out`, and the vertices of hull 2 that have them as u32 to out + 32. */
export function allSeparations(v1: usize, n1: usize, count1: u32, v2: usize, count2: u32, out: usize): void {
  for (let i: u32 = 0; i < count1; i++) {
    const at: usize = <usize>i << 3;
    const nx = load<f32>(n1 + at);
    const ny = load<f32>(n1 + at, 4);
    let least: f32 = Infinity;
    let vertex: u32 = 0;
    for (let j: u32 = 0; j < count2; j++) {
      const w: usize = v2 + (<usize>j << 3);
      const height: f32 = nx * load<f32>(w) + ny * load<f32>(w, 4);
      if (height < least) {
        least = height;
        vertex = j;
      }
    }
    store<f32>(out + (<usize>i << 2), least - (nx * load<f32>(v1 + at) + ny * load<f32>(v1 + at, 4)));
    store<u32>(out + (<usize>i << 2), vertex, 32);
  }
}
