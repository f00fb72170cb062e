// Free flight, impacts and walls: laws that hold exactly, checked in f64 outside the module.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyDef, ShapeDef, ShapeKind, WorldDef } from '../../bindings/typescript/engine/layout.js';
import { Views } from '../../bindings/typescript/engine/views.js';
import { loadKinema } from '../../dist/index.js';
import { instance } from '../support/module.js';
import { number } from '../support/numbers.js';

const kinema = await loadKinema();
const test = suite('world');

interface Disc {
  x: number;
  y: number;
  vx: number;
  vy: number;
  r: number;
  e?: number;
  mu?: number;
  omega?: number;
  density?: number;
}

/** A wall: n x + m y >= d is free; restitution 1 and friction 0 unless given. */
type Wall = [n: number, m: number, d: number, e?: number, mu?: number];

/** Half the length of a wall, m. */
const reach = 50;

/** Discs in the order given, then walls, as static segments. */
function world(
  discs: Disc[],
  options: {
    g?: [number, number];
    h?: number;
    integrator?: 'exact' | 'symplectic-euler';
    walls?: Wall[];
    threshold?: number;
  } = {},
) {
  const h = options.h ?? 0.01;
  const opened = kinema.world({
    world: {
      gravity: options.g ?? [0, 0],
      step: h,
      integrator: options.integrator ?? 'exact',
      restitutionThreshold: options.threshold ?? 0,
    },
    bodies: [
      ...discs.map(({ x, y, vx, vy, r, e = 1, mu = 0, omega = 0, density = 1 }) => ({
        position: [x, y],
        velocity: [vx, vy],
        omega,
        shapes: [{ circle: { radius: r }, density, restitution: e, friction: mu }],
      })),
      ...(options.walls ?? []).map(([nx, ny, d, e = 1, mu = 0]) => ({
        type: 'static',
        position: [nx * d, ny * d],
        shapes: [
          {
            segment: { a: [-ny * reach, nx * reach], b: [ny * reach, -nx * reach] },
            restitution: e,
            friction: mu,
          },
        ],
      })),
    ],
  });
  const masses = discs.map((d) => Math.fround(Math.PI * d.r * d.r));
  const state = (i: number) => opened.states.subarray(6 * i, 6 * i + 6);
  return {
    masses,
    step: (n: number) => opened.step(n),
    state,
    contactCount: () => opened.contactCount,
    contact: (i: number) => {
      const { steps, offset, ...rest } = opened.contacts[i]!;
      return { ...rest, time: steps * Math.fround(h) + offset };
    },
    energy: () =>
      masses.reduce((sum, m, i) => {
        const [, , , vx, vy] = state(i);
        return sum + 0.5 * m * (vx! ** 2 + vy! ** 2);
      }, 0),
    momentum: () =>
      masses.reduce(
        (sum, m, i) => {
          const [, , , vx, vy] = state(i);
          return [sum[0] + m * vx!, sum[1] + m * vy!] as [number, number];
        },
        [0, 0] as [number, number],
      ),
  };
}

test('uniform motion for 10 s within 1 um/m', () => {
  const w = world([{ x: 1, y: 2, vx: 0.37, vy: -0.11, r: 0.5 }]);
  for (let n = 1; n <= 1000; n++) {
    w.step(1);
    const s = w.state(0);
    assert.ok(Math.abs((s[0] as number) - (1 + 0.37 * 0.01 * n)) < 2e-6, `x after ${n} steps`);
    assert.ok(Math.abs((s[1] as number) - (2 - 0.11 * 0.01 * n)) < 2e-6);
  }
});

test('parabola: exact is x0 + v t + g t^2/2, symplectic Euler the closed sum', () => {
  for (const integrator of ['exact', 'symplectic-euler'] as const) {
    const w = world([{ x: 1, y: 2, vx: 2.5, vy: 6, r: 0.5 }], { g: [0, -9.8], h: 1 / 60, integrator });
    for (let n = 1; n <= 120; n++) {
      w.step(1);
      const t = n / 60;
      const fall = integrator === 'exact' ? (-9.8 * t * t) / 2 : (-9.8 * n * (n + 1)) / 2 / 3600;
      assert.ok(Math.abs((w.state(0)[1] as number) - (2 + 6 * t + fall)) < 1e-5, `step ${n}`);
    }
  }
});

test('stepping by ten equals ten steps by one, bit for bit', () => {
  const scene: Disc[] = [
    { x: 1, y: 1, vx: 3, vy: 1, r: 0.5, mu: 0.2 },
    { x: 4, y: 1.3, vx: -1, vy: 0.2, r: 0.7, mu: 0.2 },
    { x: 6, y: 3, vx: -2, vy: -1, r: 0.4, mu: 0.2 },
  ];
  const walls: Wall[] = [
    [1, 0, 0],
    [-1, 0, -8],
    [0, 1, 0],
    [0, -1, -5],
  ];
  const one = world(scene, { walls });
  const ten = world(scene, { walls });
  for (let k = 0; k < 40; k++) {
    ten.step(10);
    for (let n = 0; n < 10; n++) one.step(1);
    for (let i = 0; i < 3; i++) assert.equal([...one.state(i)], [...ten.state(i)]);
  }
});

test('head-on elastic hits at any speed: exact velocities, time and place of the impact', () => {
  fc.assert(
    fc.property(number(0.1, 2), number(0.1, 2), number(-4, 2), number(0.05, 3), (r1, r2, logSpeed, gap) => {
      const v = 10 ** logSpeed;
      const h = Math.min(0.01, gap / v / 50);
      const w = world(
        [
          { x: 0, y: 0, vx: v, vy: 0, r: r1 },
          { x: r1 + r2 + gap, y: 0, vx: -v / 3, vy: 0, r: r2 },
        ],
        { h },
      );
      const time = gap / (v + v / 3);
      w.step(Math.ceil((2 * time) / h));
      const m1 = r1 * r1;
      const m2 = r2 * r2;
      const u1 = ((m1 - m2) * v + 2 * m2 * (-v / 3)) / (m1 + m2);
      const u2 = ((m2 - m1) * (-v / 3) + 2 * m1 * v) / (m1 + m2);
      assert.ok(Math.abs((w.state(0)[3] as number) - u1) < 2e-6 * v, `u1 ${w.state(0)[3]} ${u1}`);
      assert.ok(Math.abs((w.state(1)[3] as number) - u2) < 2e-6 * v);
      const c = w.contact(0);
      assert.ok(Math.abs(c.time - time) < 1e-4 * time + 3e-6 / v, `time ${c.time} ${time}`);
      assert.is(c.nx, 1);
    }),
    { numRuns: 300 },
  );
});

test('an oblique hit uses the normal of the moment of touch', () => {
  fc.assert(
    fc.property(number(-0.9, 0.9), number(1, 8), (offset, v) => {
      const w = world([
        { x: 0, y: 0, vx: v, vy: 0, r: 0.5 },
        { x: 3, y: offset, vx: 0, vy: 0, r: 0.5 },
      ]);
      w.step(Math.ceil(3 / v / 0.01) + 5);
      // At touch the centres are 1 apart: the normal is (sqrt(1 - offset^2), offset).
      const nx = Math.sqrt(1 - offset * offset);
      const s = w.state(1);
      assert.ok(Math.abs((s[3] as number) - v * nx * nx) < 1e-4 * v, `${s[3]} ${v * nx * nx}`);
      assert.ok(Math.abs((s[4] as number) - v * nx * offset) < 1e-4 * v);
    }),
    { numRuns: 200 },
  );
});

test("Newton's cradle: touching balls hand the speed to the last one", () => {
  const discs = Array.from({ length: 5 }, (_, i) => ({ x: i, y: 0, vx: 0, vy: 0, r: 0.5 }));
  const w = world([{ x: -2, y: 0, vx: 2, vy: 0, r: 0.5 }, ...discs]);
  w.step(80);
  assert.ok((w.state(5)[3] as number) > 1.999, `last ball moves at ${w.state(5)[3]}`);
  for (let i = 0; i < 5; i++) assert.ok(Math.abs(w.state(i)[3] as number) < 1e-3);
});

test('2 to 20 discs in a box, e = 1: energy 1e-4 over 1,000 hits, momentum 1e-6 at each hit, nobody leaves', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 20 }), fc.array(number(0, 1), { minLength: 60, maxLength: 60 }), (n, u) => {
      const discs = Array.from({ length: n }, (_, i) => ({
        x: 1 + (i % 5) * 2,
        y: 1 + Math.floor(i / 5) * 2,
        vx: 8 * (u[3 * i] as number) - 4,
        vy: 8 * (u[3 * i + 1] as number) - 4,
        r: 0.3 + 0.6 * (u[3 * i + 2] as number),
      }));
      const w = world(discs, {
        walls: [
          [1, 0, 0],
          [-1, 0, -10],
          [0, 1, 0],
          [0, -1, -10],
        ],
      });
      const start = w.energy();
      for (let k = 0; k < 4000 && w.contactCount() < 1000; k++) {
        const before = w.contactCount();
        const p = w.momentum();
        w.step(1);
        const hits = w.contactCount() - before;
        let walls = false;
        for (let i = 0; i < hits; i++) walls ||= w.contact(before + i).b >= n;
        const q = w.momentum();
        const scale = Math.sqrt(2 * start * w.masses.reduce((a, b) => a + b, 0));
        if (!walls) assert.ok(Math.hypot(q[0] - p[0], q[1] - p[1]) <= 1e-6 * scale * Math.max(1, hits), 'momentum');
        for (let i = 0; i < n; i++) {
          const s = w.state(i);
          const r = (discs[i] as Disc).r;
          assert.ok((s[0] as number) > r - 1e-4 && (s[0] as number) < 10 - r + 1e-4, `disc ${i} left: ${s[0]}`);
          assert.ok((s[1] as number) > r - 1e-4 && (s[1] as number) < 10 - r + 1e-4);
        }
      }
      assert.ok(Math.abs(w.energy() - start) <= 1e-4 * start, `energy drift ${(w.energy() - start) / start}`);
    }),
    { numRuns: 30 },
  );
});

test('a ball bouncing on a floor under gravity comes back to its height', () => {
  const w = world([{ x: 0, y: 2, vx: 0, vy: 0, r: 0.5 }], { g: [0, -9.8], h: 1 / 60, walls: [[0, 1, 0]] });
  let apex = 0;
  for (let n = 0; n < 1200; n++) {
    w.step(1);
    if (n > 1100) apex = Math.max(apex, w.state(0)[1] as number);
  }
  assert.ok(Math.abs(apex - 2) < 0.03, `apex ${apex}`);
});

test('200 m/s does not tunnel, and a slow restitution threshold is a field', () => {
  const fast = world(
    [
      { x: 0, y: 0, vx: 200, vy: 0, r: 0.05 },
      { x: 5, y: 0, vx: 0, vy: 0, r: 0.05 },
    ],
    { h: 1 / 60 },
  );
  fast.step(10);
  assert.ok((fast.state(1)[3] as number) > 199.9);
  const slow = world(
    [
      { x: 0, y: 0, vx: 0.1, vy: 0, r: 0.5 },
      { x: 1.01, y: 0, vx: 0, vy: 0, r: 0.5 },
    ],
    { threshold: 0.2 },
  );
  slow.step(50);
  assert.ok(Math.abs((slow.state(0)[3] as number) - 0.05) < 1e-6);
});

test('friction spins what slides, and never adds energy', () => {
  const density = 1 / (Math.PI * 0.25);
  const w = world([{ x: 0, y: 1, vx: 3, vy: -2, r: 0.5, e: 0.8, mu: 0.3, density }], { walls: [[0, 1, 0, 0, 0.3]] });
  w.step(60);
  const s = w.state(0);
  // Impulse 3.6, friction at most 0.3 x 3.6 = 1.08; sticking would need 1.0 (m v / 3): it sticks, v = 2, omega = -4.
  assert.ok(Math.abs((s[4] as number) - 1.6) < 1e-5);
  assert.ok(Math.abs((s[3] as number) - 2) < 1e-5, `vx ${s[3]}`);
  assert.ok(Math.abs((s[5] as number) + 4) < 1e-4, `omega ${s[5]}`);
});

test('refuses what would make a NaN, and goes on', () => {
  const raw = instance();
  const views = new Views(raw);
  const open = (fields: object) => {
    raw.worldDefaults();
    views.write(WorldDef, raw.worldDefBlock(), fields);
    return raw.worldOpen();
  };
  const body = (fields: object) => {
    raw.bodyDefaults();
    views.write(BodyDef, raw.bodyDefBlock(), fields);
    return raw.worldAddBody(1);
  };
  const shape = (of: number, fields: object, vertices = [0, 0]) => {
    raw.shapeDefaults();
    views.write(ShapeDef, raw.shapeDefBlock(), fields);
    views.writeFloats(raw.shapeDefBlock() + ShapeDef.size, Float32Array.from(vertices));
    return raw.worldAddShape(1, of);
  };
  assert.is.not(raw.worldStep(1, 1), 0, 'no world is open');
  assert.is(open({ gravityX: Number.NaN }), 0);
  assert.is(open({ step: 0 }), 0);
  assert.is(open({}), 1);
  assert.is(body({ x: Number.NaN }), -1);
  assert.is(body({ angle: Number.POSITIVE_INFINITY }), -1);
  assert.is(body({}), 0);
  assert.is(shape(0, { radius: 0 }), -1);
  assert.is(shape(0, { radius: 1 }, [Number.NaN, 0]), -1);
  assert.is(shape(0, { radius: 1, density: Number.NaN }), -1);
  assert.is(shape(0, { kind: ShapeKind.Segment, count: 2 }, [1, 1, 1, 1]), -1);
  assert.is(shape(1, { radius: 1 }), -1, 'no such body');
  assert.is(shape(0, { radius: 1 }), 0);
  assert.is(raw.worldStep(1, 10), 0);
  assert.is(raw.worldBodyCount(1), 1);
});

test.run();
