// How far a point is from the surface of a rounded hull, and where that is nearest: negative inside.
//
// The hull of `count` vertices, counter-clockwise, with the outward unit normals of its edges, grown by a radius: as in a Geometry record
// (records.ts; hull.ts writes the normals of two vertices, there and back, too). Outside, the nearest point of a convex polygon is on an edge that
// faces the point, between its ends or at one (Ericson, "Real-Time Collision Detection", 5.1.2). Inside, the nearest way out is across the edge
// of the largest separation, and a radius farther.

/** What is nearest, or was met: a vertex, or the edge from it to the next. */
export namespace Feature {
  // @ts-ignore: decorator
  @inline export const Vertex: u32 = 0;
  // @ts-ignore: decorator
  @inline export const Edge: u32 = 1;
}

/** Witness of nearest(): the feature, and the unit normal out of the hull there. */
export let kind: u32 = 0;
export let index: u32 = 0;
export let normalX: f32 = 1;
export let normalY: f32 = 0;

/** Length of a vector, without overflow or underflow. */
export function lengthOf(x: f32, y: f32): f32 {
  const square: f32 = x * x + y * y;
  if (square > <f32>1e-30 && square < <f32>1e30) return sqrt<f32>(square);
  const most: f32 = max<f32>(abs<f32>(x), abs<f32>(y));
  if (most == 0) return 0;
  const u: f32 = x / most;
  const v: f32 = y / most;
  return most * sqrt<f32>(u * u + v * v);
}

// @ts-ignore: decorator
@inline
function see(what: u32, number: u32, x: f32, y: f32): void {
  kind = what;
  index = number;
  normalX = x;
  normalY = y;
}

/** Signed distance in m of the point (px, py) from the surface. In the middle of a disc, where all ways are equal, the normal is (1, 0). */
export function nearest(vertices: usize, normals: usize, count: u32, radius: f32, px: f32, py: f32): f32 {
  // The edge of the largest separation, and the nearest point on an edge that faces the point.
  let most: f32 = -Infinity;
  let face: u32 = 0;
  let least: f32 = Infinity;
  let corner: u32 = 0;
  let cornerX: f32 = px - load<f32>(vertices);
  let cornerY: f32 = py - load<f32>(vertices, 4);
  if (count == 1) least = lengthOf(cornerX, cornerY);
  let onEdge = false;
  for (let i: u32 = 0; i < count && count > 1; i++) {
    const at = <usize>i << 3;
    const k: u32 = i + 1 == count ? 0 : i + 1;
    const x: f32 = px - load<f32>(vertices + at);
    const y: f32 = py - load<f32>(vertices + at, 4);
    const nx = load<f32>(normals + at);
    const ny = load<f32>(normals + at, 4);
    const height: f32 = nx * x + ny * y;
    if (height > most) {
      most = height;
      face = i;
    }
    if (height < 0 || height >= least) continue;
    const end = vertices + (<usize>k << 3);
    const fx: f32 = px - load<f32>(end);
    const fy: f32 = py - load<f32>(end, 4);
    if (nx * y - ny * x < 0) {
      const far = lengthOf(x, y);
      if (far >= least) continue;
      least = far;
      corner = i;
      cornerX = x;
      cornerY = y;
      onEdge = false;
    } else if (nx * fy - ny * fx > 0) {
      const far = lengthOf(fx, fy);
      if (far >= least) continue;
      least = far;
      corner = k;
      cornerX = fx;
      cornerY = fy;
      onEdge = false;
    } else {
      least = height;
      corner = i;
      onEdge = true;
    }
  }
  if (count > 2 && most <= 0) {
    const n = normals + (<usize>face << 3);
    see(Feature.Edge, face, load<f32>(n), load<f32>(n, 4));
    return most - radius;
  }
  if (onEdge) {
    const n = normals + (<usize>corner << 3);
    see(Feature.Edge, corner, load<f32>(n), load<f32>(n, 4));
  } else if (least > 0) {
    see(Feature.Vertex, corner, cornerX / least, cornerY / least);
  } else {
    see(Feature.Vertex, corner, 1, 0);
  }
  return least - radius;
}
