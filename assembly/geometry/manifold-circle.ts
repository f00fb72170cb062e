// Contact of a circle with a circle, and with a hull (polygon, capsule, segment).
//
// The normal is that of the closest point of the hull's core to the circle's centre, found by Voronoi regions (Ericson, 5.1.2; as Box2D's
// b2CollidePolygonAndCircle): the edge of the largest separation is the closest edge, or adjoins the closest vertex. A centre inside a
// polygon is pushed out through the face of least depth.

import { SLIT, openEdges, vertexAdmits } from './admissible';
import { EDGE, writeHead, writePoint } from './manifold-point';
import { Geometry, Manifold, ManifoldKind, Pose } from './records';
import { next, twoNormals } from './relative-hull';

/** m; nearer to a vertex than this a direction is no longer known. */
const TOUCHING: f32 = 1e-6;

// Two normals of a hull of two vertices, and separations along all edges.
const two: usize = memory.data(16, 16);
const separations: usize = memory.data(32, 16);

export function collideCircles(ga: usize, a: usize, gb: usize, b: usize, margin: f32, out: usize): u32 {
  const ax = load<f32>(ga, Geometry.vertices);
  const ay = load<f32>(ga, Geometry.vertices + 4);
  const bx = load<f32>(gb, Geometry.vertices);
  const by = load<f32>(gb, Geometry.vertices + 4);
  const ca = load<f32>(a, Pose.c);
  const sa = load<f32>(a, Pose.s);
  const cb = load<f32>(b, Pose.c);
  const sb = load<f32>(b, Pose.s);
  // Circle's centre relative to its body's centre of mass; b's centre of mass relative to a's.
  const ux: f32 = ca * ax - sa * ay;
  const uy: f32 = sa * ax + ca * ay;
  const px: f32 = load<f32>(b, Pose.x) - load<f32>(a, Pose.x);
  const py: f32 = load<f32>(b, Pose.y) - load<f32>(a, Pose.y);
  const dx: f32 = px + (cb * bx - sb * by) - ux;
  const dy: f32 = py + (sb * bx + cb * by) - uy;
  const ra = load<f32>(ga, Geometry.radius);
  const rb = load<f32>(gb, Geometry.radius);
  const reach: f32 = ra + rb + margin;
  const square: f32 = dx * dx + dy * dy;
  if (square > reach * reach) {
    store<u32>(out, 0, Manifold.count);
    return 0;
  }
  const distance: f32 = sqrt<f32>(square);
  let nx: f32 = 1;
  let ny: f32 = 0;
  if (distance > TOUCHING) {
    nx = dx / distance;
    ny = dy / distance;
  }
  writeHead(out, 1, 0, nx, ny, 1, ManifoldKind.Centers);
  const along: f32 = (distance + ra - rb) * <f32>0.5;
  writePoint(out, 0, true, 1, 0, ux + nx * along, uy + ny * along, px, py, distance - ra - rb, 0);
  return 1;
}

/** The hull gh of body h and the circle gc of body d; hullFirst: the hull is a. */
export function collideCircleHull(gh: usize, h: usize, gc: usize, d: usize, margin: f32, out: usize, hullFirst: bool): u32 {
  const c = load<f32>(h, Pose.c);
  const s = load<f32>(h, Pose.s);
  const cd = load<f32>(d, Pose.c);
  const sd = load<f32>(d, Pose.s);
  const vx = load<f32>(gc, Geometry.vertices);
  const vy = load<f32>(gc, Geometry.vertices + 4);
  const wx: f32 = load<f32>(d, Pose.x) - load<f32>(h, Pose.x);
  const wy: f32 = load<f32>(d, Pose.y) - load<f32>(h, Pose.y);
  const ux: f32 = wx + (cd * vx - sd * vy);
  const uy: f32 = wy + (sd * vx + cd * vy);
  // The circle's centre in the hull's frame.
  const x: f32 = c * ux + s * uy;
  const y: f32 = c * uy - s * ux;
  const count = load<u32>(gh, Geometry.count);
  const rh = load<f32>(gh, Geometry.radius);
  const rc = load<f32>(gc, Geometry.radius);
  const reach: f32 = rh + rc + margin;
  const vertices = gh + Geometry.vertices;
  const record = <usize>load<u32>(gh, Geometry.neighbours);
  store<u32>(out, 0, Manifold.count);

  let normals = gh + Geometry.normals;
  let edge: u32 = 0;
  let separation: f32 = -Infinity;
  if (count == 2) {
    normals = two;
    twoNormals(vertices, two);
    const height: f32 =
      load<f32>(two) * (x - load<f32>(vertices)) + load<f32>(two, 4) * (y - load<f32>(vertices, 4));
    edge = height >= 0 ? 0 : 1;
    separation = abs<f32>(height);
    if (separation > reach) return 0;
  } else {
    for (let i: u32 = 0; i < count; i++) {
      const at = gh + (<usize>i << 3);
      const height: f32 =
        load<f32>(at, Geometry.normals) * (x - load<f32>(at, Geometry.vertices)) +
        load<f32>(at, Geometry.normals + 4) * (y - load<f32>(at, Geometry.vertices + 4));
      if (record) store<f32>(separations + (<usize>i << 2), height);
      if (height > separation) {
        if (height > reach) return 0;
        separation = height;
        edge = i;
      }
    }
  }

  const inside = count > 2 && separation < TOUCHING;
  let open: u32 = ~0;
  if (record) {
    open = openEdges(record, count, separations, rh + rc);
    if (inside && !((open >> edge) & 1)) {
      // Out through the best admissible face, if it is on the circle's side of the hull at all.
      separation = -Infinity;
      for (let i: u32 = 0; i < count; i++) {
        const height = load<f32>(separations + (<usize>i << 2));
        if (((open >> i) & 1) && height > separation) {
          separation = height;
          edge = i;
        }
      }
      if (separation == -Infinity) return 0;
      const n = normals + (<usize>edge << 3);
      const side: f32 =
        load<f32>(n) * (x - load<f32>(gh, Geometry.centerX)) + load<f32>(n, 4) * (y - load<f32>(gh, Geometry.centerY));
      if (side < 0) return 0;
    }
  }

  const n = normals + (<usize>edge << 3);
  let nx = load<f32>(n);
  let ny = load<f32>(n, 4);
  let feature: u32 = edge | EDGE;
  let kind: u32 = hullFirst ? ManifoldKind.FaceA : ManifoldKind.FaceB;
  if (!inside) {
    const last = next(edge, count);
    const v = vertices + (<usize>edge << 3);
    const w = vertices + (<usize>last << 3);
    const dx: f32 = x - load<f32>(v);
    const dy: f32 = y - load<f32>(v, 4);
    const length: f32 = nx * (load<f32>(w, 4) - load<f32>(v, 4)) - ny * (load<f32>(w) - load<f32>(v));
    const along: f32 = nx * dy - ny * dx;
    const beyond: f32 = along > length ? along - length : -along;
    if (beyond > 0) {
      const vertex = along > length ? last : edge;
      const at = vertices + (<usize>vertex << 3);
      let fx: f32 = x - load<f32>(at);
      let fy: f32 = y - load<f32>(at, 4);
      const distance: f32 = sqrt<f32>(fx * fx + fy * fy);
      if (distance > reach) return 0;
      fx = distance > TOUCHING ? fx / distance : nx;
      fy = distance > TOUCHING ? fy / distance : ny;
      if (!record || vertexAdmits(record, normals, count, vertex, 1, 0, fx, fy)) {
        nx = fx;
        ny = fy;
        separation = distance;
        feature = vertex;
        if (count == 2) kind = ManifoldKind.Centers;
      } else if (beyond > SLIT || !((open >> edge) & 1)) return 0;
    } else if (!((open >> edge) & 1)) return 0;
  }

  const px: f32 = c * wx + s * wy;
  const py: f32 = c * wy - s * wx;
  // From the circle's centre back to the midpoint of its surface and the hull's.
  const back: f32 = (separation + rc - rh) * <f32>0.5;
  const id: u32 = hullFirst ? feature : feature << 8;
  writeHead(out, c, s, hullFirst ? nx : -nx, hullFirst ? ny : -ny, 1, kind);
  writePoint(out, 0, hullFirst, c, s, x - nx * back, y - ny * back, px, py, separation - rh - rc, id);
  return 1;
}
