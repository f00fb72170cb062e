// Contact of two hulls: polygons, capsules, segments.
//
// As in Box2D (Erin Catto, "Contact Manifolds", GDC 2007; b2CollidePolygons): the incident edge is the edge of the other hull most
// anti-parallel to the reference face (reference-face.ts), clipped to the ends of that face. Where the cores are disjoint and no point of
// the incident edge before the face is as near as the separation, the closest features decide (closest-features.ts): two vertices
// give one point with the normal between them, an edge and a vertex make that edge the reference.

import { slack } from './admissible';
import { Nearest, featureA, featureB, findClosest, nearest, segmentsCross } from './closest-features';
import { EDGE, writeHead, writePoint } from './manifold-point';
import { Geometry, Manifold, ManifoldKind, Pose } from './records';
import { TOLERANCE, choose, chooseOpen, chosen, directionAdmits, edge, faceAdmits, largest, ofA, second, useFace } from './reference-face';
import { countA, countB, next, normalsA, normalsB, placeNormals, placeVertices, px, py, relate, verticesA, verticesB } from './relative-hull';

/** m; two segments that do not cross are disjoint from here on: their axes miss the gap between ends in line. */
const APART: f32 = 0.00001;
/** m; what rounding leaves between a separation and the height of the point that has it. */
const LEVEL: f32 = 0.00001;

// The incident edge clipped: positions along the reference edge, heights over it, ids; low end first.
let length: f32 = 0;
let lowAlong: f32 = 0;
let lowHeight: f32 = 0;
let lowId: u32 = 0;
let highAlong: f32 = 0;
let highHeight: f32 = 0;
let highId: u32 = 0;

/** The edge of a hull whose normal is most against (nx, ny). */
// @ts-ignore: decorator
@inline
function incidentEdge(normals: usize, count: u32, nx: f32, ny: f32): u32 {
  let least: f32 = Infinity;
  let found: usize = 0;
  for (let i: usize = 0, end: usize = <usize>count << 3; i < end; i += 8) {
    const d: f32 = nx * load<f32>(normals + i) + ny * load<f32>(normals + i, 4);
    if (d < least) {
      least = d;
      found = i;
    }
  }
  return <u32>(found >> 3);
}

/** Id of a vertex of the incident hull before the reference edge, or of a vertex of the reference hull before the incident edge. */
// @ts-ignore: decorator
@inline
function pack(reference: u32, incident: u32): u32 {
  return ofA ? reference | (incident << 8) : incident | (reference << 8);
}

/** Clips the incident edge to the reference edge, which reaches `first` and `last` (m) beyond its ends; false if nothing is left. */
function clip(first: f32, last: f32): bool {
  const vr = ofA ? verticesA : verticesB;
  const vi = ofA ? verticesB : verticesA;
  const countR = ofA ? countA : countB;
  const countI = ofA ? countB : countA;
  const n = (ofA ? normalsA : normalsB) + (<usize>edge << 3);
  const nx = load<f32>(n);
  const ny = load<f32>(n, 4);
  const v = vr + (<usize>edge << 3);
  const edgeEnd = next(edge, countR);
  const w = vr + (<usize>edgeEnd << 3);
  const x = load<f32>(v);
  const y = load<f32>(v, 4);
  length = nx * (load<f32>(w, 4) - y) - ny * (load<f32>(w) - x);
  const incident = incidentEdge(ofA ? normalsB : normalsA, countI, nx, ny);
  const incidentEnd = next(incident, countI);
  // The incident edge runs against the reference edge: its second vertex is the low end.
  const low = vi + (<usize>incidentEnd << 3);
  const high = vi + (<usize>incident << 3);
  const lx: f32 = load<f32>(low) - x;
  const ly: f32 = load<f32>(low, 4) - y;
  const hx: f32 = load<f32>(high) - x;
  const hy: f32 = load<f32>(high, 4) - y;
  const la: f32 = nx * ly - ny * lx;
  const lh: f32 = nx * lx + ny * ly;
  const ha: f32 = nx * hy - ny * hx;
  const hh: f32 = nx * hx + ny * hy;
  const from: f32 = -first;
  const to: f32 = length + last;
  lowAlong = la;
  lowHeight = lh;
  lowId = pack(edge | EDGE, incidentEnd);
  highAlong = ha;
  highHeight = hh;
  highId = pack(edge | EDGE, incident);
  if (la > to || ha < from || la < from && la >= ha || ha > to && la >= ha) return false;
  if (la < from) {
    lowAlong = from;
    lowHeight = lh + (hh - lh) * ((from - la) / (ha - la));
    lowId = pack(edge, incident | EDGE);
  }
  if (ha > to) {
    highAlong = to;
    highHeight = hh + (lh - hh) * ((ha - to) / (ha - la));
    highId = pack(edgeEnd, incident | EDGE);
  }
  return true;
}

/** Writes the clipped points. */
// @ts-ignore: decorator
@inline
function emit(ga: usize, a: usize, gb: usize, margin: f32, out: usize): u32 {
  const c = load<f32>(a, Pose.c);
  const s = load<f32>(a, Pose.s);
  const n = (ofA ? normalsA : normalsB) + (<usize>edge << 3);
  const v = (ofA ? verticesA : verticesB) + (<usize>edge << 3);
  const nx = load<f32>(n);
  const ny = load<f32>(n, 4);
  const x = load<f32>(v);
  const y = load<f32>(v, 4);
  const reference = load<f32>(ofA ? ga : gb, Geometry.radius);
  const incident = load<f32>(ofA ? gb : ga, Geometry.radius);
  const radii: f32 = reference + incident;
  const limit: f32 = margin + radii;
  const difference: f32 = reference - incident;
  let count: u32 = 0;
  if (lowHeight <= limit) {
    const up: f32 = (lowHeight + difference) * <f32>0.5;
    const mx: f32 = x - ny * lowAlong + nx * up;
    const my: f32 = y + nx * lowAlong + ny * up;
    writePoint(out, 0, true, c, s, mx, my, px, py, lowHeight - radii, lowId);
    count = 1;
  }
  if (highHeight <= limit) {
    const up: f32 = (highHeight + difference) * <f32>0.5;
    const mx: f32 = x - ny * highAlong + nx * up;
    const my: f32 = y + nx * highAlong + ny * up;
    writePoint(out, count, true, c, s, mx, my, px, py, highHeight - radii, highId);
    count++;
  }
  writeHead(out, c, s, ofA ? nx : -nx, ofA ? ny : -ny, count, ofA ? ManifoldKind.FaceA : ManifoldKind.FaceB);
  return count;
}

/** Writes the point between two vertices, if its normal is admissible; 2 = it is not. */
function emitVertices(ga: usize, a: usize, gb: usize, record: usize, staticA: bool, margin: f32, out: usize): u32 {
  const v = verticesA + (<usize>featureA << 3);
  const w = verticesB + (<usize>featureB << 3);
  const x = load<f32>(v);
  const y = load<f32>(v, 4);
  const dx: f32 = load<f32>(w) - x;
  const dy: f32 = load<f32>(w, 4) - y;
  const distance: f32 = sqrt<f32>(dx * dx + dy * dy);
  if (!(distance > 0)) return 2;
  const nx: f32 = dx / distance;
  const ny: f32 = dy / distance;
  if (record && !directionAdmits(record, staticA, staticA ? featureA : featureB, staticA ? nx : -nx, staticA ? ny : -ny))
    return 2;
  const c = load<f32>(a, Pose.c);
  const s = load<f32>(a, Pose.s);
  const ra = load<f32>(ga, Geometry.radius);
  const rb = load<f32>(gb, Geometry.radius);
  const separation: f32 = distance - ra - rb;
  if (separation > margin) return 0;
  const along: f32 = (distance + ra - rb) * <f32>0.5;
  writeHead(out, c, s, nx, ny, 1, ManifoldKind.Centers);
  writePoint(out, 0, true, c, s, x + nx * along, y + ny * along, px, py, separation, featureA | (featureB << 8));
  return 1;
}

export function collideHulls(ga: usize, a: usize, gb: usize, b: usize, margin: f32, out: usize): u32 {
  store<u32>(out, 0, Manifold.count);
  relate(a, b);
  const far: f32 = load<f32>(ga, Geometry.extent) + load<f32>(gb, Geometry.extent) + margin;
  if (px * px + py * py > far * far) return 0;
  placeVertices(ga, gb);
  placeNormals(ga, gb);
  const radii: f32 = load<f32>(ga, Geometry.radius) + load<f32>(gb, Geometry.radius);
  const limit: f32 = margin + radii;

  const staticA = load<u32>(ga, Geometry.neighbours) != 0;
  const record = <usize>load<u32>(staticA ? ga : gb, Geometry.neighbours);
  let first: f32 = 0;
  let last: f32 = 0;
  if (record) {
    if (!chooseOpen(record, staticA ? ga : gb, staticA ? gb : ga, staticA, radii, limit)) return 0;
    if (ofA == staticA) {
      const count = staticA ? countA : countB;
      first = slack(record, count, edge, 0);
      last = slack(record, count, edge, 1);
    }
  } else if (!choose(limit)) return 0;

  let any = clip(first, last);
  if (!any && !record && second >= 0) {
    // Corners that barely overlap may lie before the better face only.
    useFace(false, <u32>second);
    any = clip(0, 0);
  }
  const segments = countA == 2 && countB == 2;
  const disjoint = largest > TOLERANCE || (segments && !segmentsCross());
  if (disjoint && !(any && chosen >= largest - TOLERANCE && min<f32>(lowHeight, highHeight) <= largest + LEVEL)) {
    const distance = findClosest();
    if (distance > limit) return 0;
    if (distance > (segments ? APART : TOLERANCE)) {
      if (nearest == Nearest.Vertices) {
        const written = emitVertices(ga, a, gb, record, staticA, margin, out);
        if (written < 2) return written;
      } else {
        const faceOfA = nearest == Nearest.EdgeA;
        const i = faceOfA ? featureA : featureB;
        if (!record || faceAdmits(record, staticA, faceOfA, i, faceOfA ? featureB : featureA)) {
          useFace(faceOfA, i);
          any = clip(0, 0);
        }
      }
    }
  }
  return any ? emit(ga, a, gb, margin, out) : 0;
}
