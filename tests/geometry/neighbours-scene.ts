// Scenes of static shapes, and what their Neighbours records say.
//
// The ghost of an end is read as an angle in degrees from the edge itself through its outward normal: 180 is straight on, less is an inner
// corner (90 also stands for an end that is covered), more an outer one, null no ghost.
import * as assert from 'uvu/assert';
import { GEOMETRY, hull, type Kind, make, type Point, putFloats, putWords, read, room } from './hull-module.js';

export interface Static {
  kind: Kind;
  points: Point[];
  radius?: number;
  x?: number;
  y?: number;
  angle?: number;
}

export interface Found {
  covered: boolean[];
  /** Per edge and end: something stands right before it. */
  closed: boolean[][];
  /** Per edge, at its first and its second vertex. */
  ends: (number | null)[][];
}

const BODY = 128;
const RECORD = room;

/** The record of shape k of a scene, which is moved as a whole. */
export function neighbours(scene: Static[], k: number, motion: [number, number, number] = [0, 0, 0]): Found | null {
  const geometry = (i: number) => room + 1024 + i * GEOMETRY;
  const body = (i: number) => room + 16384 + i * BODY;
  const [mx, my, turn] = motion;
  for (const [i, s] of scene.entries()) {
    assert.is(make(s.kind, s.radius ?? 0, s.points, [0, 0], geometry(i)), null);
    const [x, y, angle] = [s.x ?? 0, s.y ?? 0, (s.angle ?? 0) + turn];
    const [c, sn] = [Math.cos(turn), Math.sin(turn)];
    putFloats(body(i) + 16, [mx + c * x - sn * y, my + sn * x + c * y, Math.cos(angle), Math.sin(angle)]);
  }
  const others = room + 49152;
  const poses = room + 53248;
  putWords(
    others,
    scene.map((_, i) => geometry(i)),
  );
  putWords(
    poses,
    scene.map((_, i) => body(i)),
  );
  const found = hull.findNeighbours(geometry(k), body(k), others, poses, scene.length, RECORD);
  if (!found) return null;
  const { vertices, count } = read(geometry(k));
  const view = new DataView(hull.memory.buffer);
  const bits = view.getUint32(RECORD, true);
  const ends = vertices.map((a, e) => {
    const b = vertices[(e + 1) % count]!;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    return [0, 1].map((end) => {
      const at = RECORD + 16 + 16 * e + 8 * end;
      const [gx, gy] = [view.getFloat32(at, true), view.getFloat32(at + 4, true)];
      if (!gx && !gy) return null;
      assert.ok(Math.abs(Math.hypot(gx, gy) - 1) < 1e-6, 'a ghost is a unit vector');
      const along = gx * ux + gy * uy;
      const angle = (Math.atan2(gx * uy - gy * ux, end ? -along : along) * 180) / Math.PI;
      return Math.round((angle < 0 ? angle + 360 : angle) * 100) / 100;
    });
  });
  const closed = vertices.map((_, e) => [0, 1].map((end) => Boolean((bits >> (8 + 2 * e + end)) & 1)));
  for (const [e, list] of closed.entries())
    for (const [end, is] of list.entries()) assert.ok(!is || ends[e]![end] === 90, 'a covered end is concave');
  return { covered: vertices.map((_, e) => Boolean((bits >> e) & 1)), closed, ends };
}

/** Edges of a box: bottom, right, top, left. */
export const [BOTTOM, RIGHT, TOP, LEFT] = [0, 1, 2, 3] as const;

export const box = (x: number, y: number, w: number, h: number): Static => ({
  kind: 'Polygon',
  points: [
    [-w / 2, -h / 2],
    [w / 2, -h / 2],
    [w / 2, h / 2],
    [-w / 2, h / 2],
  ],
  x: x + w / 2,
  y: y + h / 2,
});

export const segment = (...points: [Point, Point]): Static => ({ kind: 'Segment', points });
