// Distances and times of impact of all pairs of shapes against brute force and dense sampling in f64.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { number } from '../support/numbers.js';
import {
  anyShape,
  at,
  type BodyRecord,
  box,
  distanceOf,
  f32,
  geometry,
  pose,
  putBody,
  putShape,
  type ShapeRecord,
  separatingAxis,
  world,
} from './support.js';

const test = suite('distance and time of impact');
const place = fc.record({ x: number(-2, 2), y: number(-2, 2), angle: number(-4, 4) });

test('distance of all pairs, and its witness', () => {
  fc.assert(
    fc.property(anyShape, pose(0.1), anyShape, place, (a, ba, b, bb) => {
      const got = geometry.distance(putShape(0, a), putBody(0, ba), putShape(1, b), putBody(1, bb));
      const [wa, wb] = [world(a, ba), world(b, bb)];
      const core = distanceOf(wa, wb);
      const expected = core - a.radius - b.radius;
      if (core < 1e-5) {
        assert.ok(got <= 1e-5 - a.radius - b.radius, `overlap: ${got}`);
        return;
      }
      assert.ok(Math.abs(got - expected) < 2e-6, `${got}, expected ${expected}`);
      const g = geometry;
      const n = [g.normalX.value, g.normalY.value] as const;
      assert.ok(Math.abs(Math.hypot(...n) - 1) < 1e-6);
      const along = (list: [number, number][], pick: (...n: number[]) => number) =>
        pick(...list.map(([x, y]) => x * n[0] + y * n[1]));
      const gap = along(wb, Math.min) - along(wa, Math.max);
      assert.ok(Math.abs(gap - core) < 3e-6, `along the normal ${gap}, ${core}`);
      const off = (p: [number, number], list: [number, number][], radius: number) =>
        Math.abs(distanceOf([p], list) - radius);
      assert.ok(off([g.pointAX.value, g.pointAY.value], wa, a.radius) < 1e-5, 'point of a');
      assert.ok(off([g.pointBX.value, g.pointBY.value], wb, b.radius) < 1e-5, 'point of b');
    }),
    { numRuns: 4000 },
  );
});

const round = Math.fround;

/** The body at the time t, in f64 from what its record holds. */
function flown(body: BodyRecord, t: number): BodyRecord {
  const { x, y, angle, vx = 0, vy = 0, omega = 0, clock = 0, ax = 0, ay = 0 } = body;
  const d = t - round(clock);
  return {
    x: round(x) + round(vx) * d + (round(ax) * d * d) / 2,
    y: round(y) + round(vy) * d + (round(ay) * d * d) / 2,
    angle: angle + round(omega) * d,
  };
}

function gapAt(a: ShapeRecord, ba: BodyRecord, b: ShapeRecord, bb: BodyRecord, t: number): number {
  const exact = (shape: ShapeRecord, body: BodyRecord) => {
    const { x, y, angle } = flown(body, t);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return shape.vertices.map(([u, v]): [number, number] => [x + c * u - s * v, y + s * u + c * v]);
  };
  const [wa, wb] = [exact(a, ba), exact(b, bb)];
  const core = distanceOf(wa, wb);
  return (core > 0 || wa.length + wb.length < 5 ? core : separatingAxis(wa, wb)) - a.radius - b.radius;
}

const toi = (a: ShapeRecord, ba: BodyRecord, b: ShapeRecord, bb: BodyRecord, until: number, tolerance: number) =>
  geometry.timeOfImpact(putShape(0, a), putBody(0, ba), putShape(1, b), putBody(1, bb), until, tolerance, 0) as number;

const flight = (speed: number, spin: number) =>
  fc.record({
    x: number(-2, 2),
    y: number(-2, 2),
    angle: number(-4, 4),
    vx: number(-speed, speed),
    vy: number(-speed, speed),
    omega: fc.oneof(number(-spin, spin), fc.constant(0)),
    clock: number(0, 0.02),
    ax: fc.constantFrom(0, 3),
    ay: fc.constantFrom(0, -9.81),
  });

test('time of impact: never after the first touch, and close there', () => {
  const tolerance = 0.001;
  let hits = 0;
  fc.assert(
    fc.property(anyShape, flight(20, 15), anyShape, flight(20, 15), (a, ba, b, bb) => {
      const start = Math.max(round(ba.clock), round(bb.clock));
      if (gapAt(a, ba, b, bb, start) < 0.01) return;
      const until = 0.3;
      const t = toi(a, ba, b, bb, until, tolerance);
      const end = t === -1 ? until : t;
      for (let k = 0; k <= 60; k++) {
        const time = start + ((end - start) * k) / 60;
        const gap = gapAt(a, ba, b, bb, time);
        // A disc touches exactly.
        assert.ok(gap > -2e-5, `gap ${gap} at ${time}, before ${t}`);
      }
      if (t === -1) return;
      hits++;
      assert.ok(t >= start && t < until);
      assert.ok(gapAt(a, ba, b, bb, t) < 2 * tolerance, `gap ${gapAt(a, ba, b, bb, t)} at ${t}`);
      // Where they turn, the nearest point may part while another within the tolerance comes.
      if (ba.omega === 0 && bb.omega === 0)
        assert.ok(gapAt(a, ba, b, bb, t + 1e-5) <= gapAt(a, ba, b, bb, t) + 1e-6, 'approaching');
    }),
    { numRuns: 1500 },
  );
  assert.ok(hits > 100, `only ${hits} hits`);
});

test('shapes that touch: at once when they approach, never when they part, later when they fall back', () => {
  const floor = box(5, 0.5);
  const o = { x: 0, y: -0.5, angle: 0 };
  const crate = box(0.5, 0.5);
  const rest = { x: 0, y: 0.5005, angle: 0, clock: 0.125 };
  assert.is(toi(floor, o, crate, { ...rest, vy: -1 }, 1, 0.001), 0.125);
  assert.is(toi(floor, o, crate, { ...rest, vy: 1 }, 1, 0.001), -1);
  assert.is(toi(floor, o, crate, { ...rest, vx: 3 }, 1, 0.001), -1);
  const back = toi(floor, o, crate, { ...rest, vy: 1, ay: -10 }, 1, 0.001);
  assert.ok(Math.abs(back - 0.325) < 0.001, `${back}`);
  // One corner leaves, the other comes.
  assert.is(toi(floor, o, crate, { ...rest, vy: 0.1, omega: 1 }, 1, 0.001), 0.125);
  // It leaves as a whole, but turns onto its corner.
  const corner = toi(floor, o, crate, { ...rest, vy: 0.6, omega: 1, ay: -2 }, 1, 0.001);
  assert.ok(corner > 0.13 && corner < 0.9, `${corner}`);
});

test('a body that flies past or waits far off is turned away', () => {
  const ball = { vertices: [[0, 0]] as [number, number][], radius: 0.5 };
  const o = { x: 0, y: 0, angle: 0 };
  assert.is(toi(ball, o, ball, { x: 5, y: 1.1, angle: 0, vx: -100 }, 1, 0.001), -1);
  assert.ok(Math.abs(toi(ball, o, ball, { x: 5, y: 0, angle: 0, vx: -100 }, 1, 0.001) - 0.04) < 1e-6);
  assert.is(toi(ball, o, ball, { x: 5, y: 0, angle: 0, vx: -1 }, 1, 0.001), -1);
  // Too fast to be seen by samples.
  const wall: ShapeRecord = {
    vertices: [
      [0, -5],
      [0, 5],
    ],
    radius: 0,
  };
  const t = toi(wall, o, box(0.1, 0.1), { x: -3, y: 0, angle: 0.3, vx: 1000, omega: 50 }, 0.02, 0.001);
  assert.ok(t > 0.0028 && t < 0.003, `${t}`);
});

test('flyTo: exact rotation when nothing turns', () => {
  const body = putBody(0, { x: 1, y: 2, angle: 0, vx: 1, vy: -2, ay: -10, clock: 0.5 });
  geometry.flyTo(body, 1, at.end);
  assert.equal(
    [16, 20, 24, 28].map((k) => f32(at.end + k)),
    [1.5, -0.25, 1, 0],
  );
  fc.assert(
    fc.property(number(-50, 50), number(0, 0.1), (omega, t) => {
      geometry.flyTo(putBody(0, { x: 0, y: 0, angle: 0.3, omega }), t, at.end);
      const angle = 0.3 + round(omega) * round(t);
      assert.ok(Math.abs(f32(at.end + 24) - Math.cos(angle)) < 1e-6);
      assert.ok(Math.abs(f32(at.end + 28) - Math.sin(angle)) < 1e-6);
    }),
  );
});

test.run();
