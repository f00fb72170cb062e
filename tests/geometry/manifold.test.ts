// Contacts of all pairs of shapes against brute force in f64.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import {
  anyShape,
  type BodyRecord,
  box,
  type Contact,
  circle,
  collide,
  distanceOf,
  pose,
  rounded,
  type ShapeRecord,
  separatingAxis,
  sharp,
  type Vector,
  world,
} from './support.js';

const test = suite('manifold');
const runs = 4000;
const place = fc.record({ x: number(-1.2, 1.2), y: number(-1.2, 1.2), angle: number(-4, 4) });

const near = (got: number, expected: number, within: number, what: string) =>
  assert.ok(Math.abs(got - expected) <= within, `${what}: ${got}, expected ${expected}`);

const dot = ([a, b]: Vector, [c, d]: Vector) => a * c + b * d;

/** What holds for every contact. */
function lawful(c: Contact, a: ShapeRecord, ba: BodyRecord, b: ShapeRecord, bb: BodyRecord, margin: number) {
  for (const n of [...c.normal, ...c.points.flatMap((p) => [...p.a, ...p.b, p.separation])])
    assert.ok(Number.isFinite(n) || !c.points.length, 'finite');
  if (!c.points.length) return;
  near(Math.hypot(...c.normal), 1, 1e-6, 'length of the normal');
  const [wa, wb] = [world(a, ba), world(b, bb)];
  const top = Math.max(...wa.map((v) => dot(v, c.normal))) + a.radius;
  const bottom = Math.min(...wb.map((v) => dot(v, c.normal))) - b.radius;
  for (const p of c.points) {
    assert.ok(p.separation <= margin, 'within the margin');
    // Both lever arms lead to the same place.
    near(p.a[0] + Math.fround(ba.x), p.b[0] + Math.fround(bb.x), 2e-6, 'x of the point');
    near(p.a[1] + Math.fround(ba.y), p.b[1] + Math.fround(bb.y), 2e-6, 'y of the point');
    const m: Vector = [p.a[0] + Math.fround(ba.x), p.a[1] + Math.fround(ba.y)];
    // No point is deeper than the shapes along the normal; the point lies within half of that of both shapes.
    assert.ok(p.separation >= bottom - top - 3e-6, 'not deeper than the shapes');
    const off = Math.abs(p.separation) / 2 + 5e-6;
    assert.ok(distanceOf([m], wa) - a.radius <= off, `in or near a, ${distanceOf([m], wa) - a.radius} > ${off}`);
    assert.ok(distanceOf([m], wb) - b.radius <= off, `in or near b, ${distanceOf([m], wb) - b.radius} > ${off}`);
  }
  if (c.points.length === 2) assert.is.not(c.points[0]!.id, c.points[1]!.id);
}

test('all pairs: laws, and the true distance where cores are disjoint', () => {
  fc.assert(
    fc.property(anyShape, pose(0.1), anyShape, place, fc.constantFrom(0.02, 2), (a, ba, b, bb, margin) => {
      const c = collide(a, ba, b, bb, margin);
      lawful(c, a, ba, b, bb, margin);
      const [wa, wb] = [world(a, ba), world(b, bb)];
      const core = distanceOf(wa, wb);
      const separation = core - a.radius - b.radius;
      if (core > 0.006) {
        if (separation > margin + 1e-5) assert.is(c.points.length, 0, 'no contact beyond the margin');
        else if (separation < margin - 1e-5)
          near(Math.min(...c.points.map((p) => p.separation)), separation, 2e-5, 'separation');
      } else if (separation < margin - 0.01 && (a.radius || b.radius || separatingAxis(wa, wb) < -0.01))
        if (a.vertices.length > 2 || b.vertices.length > 2) assert.ok(c.points.length > 0, 'a contact');
    }),
    { numRuns: runs },
  );
});

test('overlapped polygons: the depth is the shortest way out', () => {
  fc.assert(
    fc.property(sharp, pose(0.1), sharp, pose(0.5), (a, ba, b, bb) => {
      const depth = separatingAxis(world(a, ba), world(b, bb));
      if (depth > 0) return;
      const c = collide(a, ba, b, bb, 0.02);
      // b's face must be better by the tolerance to be chosen.
      assert.ok(c.points.length > 0);
      const least = Math.min(...c.points.map((p) => p.separation));
      assert.ok(least >= depth - 0.00051 && least <= depth + 1e-5, `depth ${least}, expected ${depth}`);
    }),
    { numRuns: runs },
  );
});

test('a circle deep inside a polygon leaves by the nearest face', () => {
  fc.assert(
    fc.property(sharp, pose(0.1), circle, pose(0.4), (a, ba, b, bb) => {
      const [wa, wb] = [world(a, ba), world(b, bb)];
      if (distanceOf(wa, wb) > 0) return;
      const [x, y] = wb[0]!;
      const depth = separatingAxis(wa, [
        [x, y],
        [x, y],
      ]);
      if (!(depth < 0)) return;
      near(collide(a, ba, b, bb, 0).points[0]!.separation, depth - b.radius, 1e-5, 'depth');
      near(collide(b, bb, a, ba, 0).points[0]!.separation, depth - b.radius, 1e-5, 'depth, swapped');
    }),
    { numRuns: runs },
  );
});

test('swapped shapes have the mirrored contact', () => {
  fc.assert(
    fc.property(anyShape, pose(0.1), anyShape, place, (a, ba, b, bb) => {
      const c = collide(a, ba, b, bb, 0.1);
      const d = collide(b, bb, a, ba, 0.1);
      // Two faces that differ by less than the tolerance are chosen by order.
      if (c.points.length !== d.points.length || dot(c.normal, d.normal) > -0.999999) {
        const [s, t] = [c, d].map((m) => Math.min(0.1, ...m.points.map((p) => p.separation)));
        assert.ok(Math.abs(s! - t!) < 0.0011, JSON.stringify([c, d]));
        return;
      }
      for (const p of c.points) {
        const q = d.points.find((q) => q.id === ((p.id >> 8) | ((p.id & 255) << 8)));
        if (!q) continue;
        near(q.separation, p.separation, 3e-5, 'separation');
        for (const k of [0, 1]) near(q.b[k]!, p.a[k]!, 0.002, 'arm');
      }
    }),
    { numRuns: runs },
  );
});

test('a rigid motion of both moves the contact with them', () => {
  const motion = fc.record({ x: number(-20, 20), y: number(-20, 20), angle: number(-4, 4) });
  fc.assert(
    fc.property(anyShape, pose(0.1), anyShape, place, motion, (a, ba, b, bb, g) => {
      const [c, s] = [Math.cos(g.angle), Math.sin(g.angle)];
      const move = (p: { x: number; y: number; angle: number }) => ({
        x: g.x + c * p.x - s * p.y,
        y: g.y + s * p.x + c * p.y,
        angle: p.angle + g.angle,
      });
      const one = collide(a, ba, b, bb, 0.05);
      const two = collide(a, move(ba), b, move(bb), 0.05);
      const turned: Vector = [c * one.normal[0] - s * one.normal[1], s * one.normal[0] + c * one.normal[1]];
      if (!one.points.length || !two.points.length || dot(turned, two.normal) < 0.9999) {
        const [u, v] = [one, two].map((m) => Math.min(0.05, ...m.points.map((p) => p.separation)));
        assert.ok(Math.abs(u! - v!) < 0.0011, JSON.stringify([one, two]));
        return;
      }
      const ids = two.points.map((p) => p.id);
      for (const p of one.points) {
        const q = two.points[ids.indexOf(p.id)];
        if (q) near(q.separation, p.separation, 1e-4, 'separation');
      }
    }),
    { numRuns: runs },
  );
});

test('boxes face to face: two points, exact, with ids that last', () => {
  const a = box(1, 0.5);
  const b = box(0.4, 0.3);
  const at = (x: number, depth: number) =>
    collide(a, { x: 0, y: 0, angle: 0 }, b, { x, y: 0.8 - depth, angle: 0 }, 0.02);
  const c = at(0.1, 0.01);
  assert.equal(c.normal, [0, 1]);
  assert.is(c.kind, 1);
  assert.is(c.points.length, 2);
  for (const p of c.points) near(p.separation, -0.01, 1e-6, 'depth');
  assert.equal(c.points.map((p) => p.a[0].toFixed(4)).sort(), ['-0.3000', '0.5000']);
  for (const depth of [-0.01, 0, 0.001, 0.02])
    assert.equal(
      at(0.2, depth).points.map((p) => p.id),
      c.points.map((p) => p.id),
    );
  // Overhanging: one point is clipped at the face's end.
  assert.equal(
    at(0.9, 0.01)
      .points.map((p) => p.a[0].toFixed(4))
      .sort(),
    ['0.5000', '1.0000'],
  );
});

test('capsules: two points side by side and on a face, one end to end', () => {
  const capsule: ShapeRecord = {
    vertices: [
      [-0.5, 0],
      [0.5, 0],
    ],
    radius: 0.1,
  };
  const o = { x: 0, y: 0, angle: 0 };
  for (const angle of [0, Math.PI]) {
    const c = collide(capsule, o, capsule, { x: 0.3, y: 0.199, angle }, 0.02);
    assert.is(c.points.length, 2);
    for (const p of c.points) near(p.separation, -0.001, 1e-6, 'depth');
    near(c.normal[1], 1, 1e-6, 'up');
  }
  const face = collide(box(1, 0.5), o, capsule, { x: 0.2, y: 0.6, angle: 0 }, 0.02);
  assert.is(face.points.length, 2);
  const ends = collide(capsule, o, capsule, { x: 1.199, y: 0, angle: 0 }, 0.02);
  assert.is(ends.points.length, 1);
  assert.is(ends.kind, 0);
  near(ends.normal[0], 1, 1e-6, 'along');
  near(ends.points[0]!.separation, -0.001, 1e-6, 'depth');
});

test('nothing is not a number: shapes on top of each other, without length, far away', () => {
  const dots: ShapeRecord[] = [
    { vertices: [[0, 0]], radius: 0.1 },
    {
      vertices: [
        [0.1, 0.1],
        [0.1, 0.1],
      ],
      radius: 0.1,
    },
    box(0.5, 0.5),
    box(0.5, 0.5, 0.1),
    {
      vertices: [
        [-1, 0],
        [1, 0],
      ],
      radius: 0,
    },
  ];
  const places = [0, 0.1, 0.5, 1, 1e-20, 1e6].flatMap((x) => [0, 1e-7, 1].map((angle) => ({ x, y: 0, angle })));
  for (const a of dots)
    for (const b of dots)
      for (const bb of places) {
        const c = collide(a, { x: 0, y: 0, angle: 0 }, b, bb, 0.02);
        for (const n of c.points.length
          ? [...c.normal, ...c.points.flatMap((p) => [...p.a, ...p.b, p.separation])]
          : [])
          assert.ok(Number.isFinite(n), JSON.stringify([a, b, bb, c]));
      }
});

test('rounded polygons corner to corner have the normal between corners', () => {
  fc.assert(
    fc.property(rounded, pose(0.1), rounded, place, (a, ba, b, bb) => {
      const c = collide(a, ba, b, bb, 0.1);
      if (c.kind !== 0 || !c.points.length) return;
      const core = distanceOf(world(a, ba), world(b, bb));
      near(c.points[0]!.separation, core - a.radius - b.radius, 1e-5, 'separation');
      assert.is(c.points.length, 1);
    }),
    { numRuns: 1000 },
  );
});

test.run();
