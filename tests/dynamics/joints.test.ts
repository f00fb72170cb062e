// Joints through the bare ABI: what each kind holds, how exactly at the default settings, and the contract of a world with joints.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { JointDef, JointKind, JointState, Output, WorldStats } from '../../bindings/typescript/engine/layout.js';
import { RawWorld } from '../support/raw-world.js';

const test = suite('joints');
const WORLD = 0xffffffff;
const G = 9.8;
const still = { gravityX: 0, gravityY: 0, sleeping: 0 };
const awake = { sleeping: 0 };
/** Of a ball of 0.2 m, kg; its moment of inertia is half m r^2. */
const ballMass = Math.PI * 0.2 ** 2;

const read = (w: RawWorld, joint: number) => {
  const pointer = w.exports.jointState(w.handle, joint);
  assert.ok(pointer, 'jointState');
  return w.views.read(JointState, pointer);
};
const stats = (w: RawWorld) => w.views.read(WorldStats, w.exports.worldStats(w.handle));
const near = (value: number, wanted: number, error: number, what: string) =>
  assert.ok(Math.abs(value - wanted) <= error, `${what}: ${value}, not ${wanted} within ${error}`);
const state = (w: RawWorld, id: number) => w.state(id) as [number, number, number, number, number, number];

/** Largest change of the energy of some bodies in `seconds`, J. */
function drift(w: RawWorld, bodies: { id: number; mass: number; inertia: number }[], seconds: number): number {
  const energy = () =>
    bodies.reduce((sum, { id, mass, inertia }) => {
      const [, y, , vx, vy, omega] = state(w, id);
      return sum + (mass * (vx * vx + vy * vy) + inertia * omega * omega) / 2 + mass * G * y;
    }, 0);
  const first = energy();
  let worst = 0;
  for (let k = 0; k < seconds * 60; k++) {
    w.step();
    worst = Math.max(worst, Math.abs(energy() - first));
  }
  return worst;
}

const ball = (w: RawWorld, x: number, y = 0) => ({
  id: w.ball(x, y, 0.2),
  mass: ballMass,
  inertia: (ballMass * 0.04) / 2,
});
const rod = (w: RawWorld, x: number) => ({
  id: w.box(x, 0, 0.5, 0.05, {}, { mask: 0 }),
  mass: 0.1,
  inertia: (0.1 * 1.01) / 12,
});

test('a pendulum keeps its energy for 10 s: within 0.1 % of m g l on a hinge or a rod, 1 % on a rope', () => {
  const kinds: [number, number, object][] = [
    [0.001, JointKind.Revolute, { anchorBX: -1 }],
    [0.001, JointKind.Distance, { length: 1 }],
    [0.01, JointKind.Distance, { limit: 1, lower: 0, upper: 1 }],
  ];
  for (const [limit, kind, fields] of kinds) {
    const w = new RawWorld(awake);
    const bob = ball(w, 1);
    const joint = w.joint(kind, { bodyA: WORLD, bodyB: bob.id, ...fields });
    const worst = drift(w, [bob], 10) / (ballMass * G);
    assert.ok(worst < limit, `kind ${kind}: ${worst}`);
    assert.ok(read(w, joint).error < 0.001);
  }
});

test('a double pendulum keeps its energy within 0.5 % for 10 s', () => {
  const balls = new RawWorld(awake);
  const bobs = [ball(balls, 1), ball(balls, 2)];
  for (const [i, { id }] of bobs.entries())
    balls.joint(JointKind.Revolute, { bodyA: i ? (bobs[0]?.id as number) : WORLD, bodyB: id, anchorBX: -1 });
  assert.ok(drift(balls, bobs, 10) < 0.005 * 3 * ballMass * G);

  const w = new RawWorld(awake);
  const rods = [rod(w, 0.5), rod(w, 1.5)];
  w.joint(JointKind.Revolute, { bodyA: WORLD, bodyB: rods[0]?.id, anchorBX: -0.5 });
  w.joint(JointKind.Revolute, { bodyA: rods[0]?.id, bodyB: rods[1]?.id, anchorAX: 0.5, anchorBX: -0.5 });
  assert.ok(drift(w, rods, 10) < 0.005 * 2 * 0.1 * G);
});

test('a chain of ten that falls from level gains no energy, loses at most 6 % in a tenth of a second, and keeps its links within 1 cm', () => {
  const w = new RawWorld(awake);
  const links = Array.from({ length: 10 }, (_, i) => rod(w, i + 0.5));
  const joints = links.map(({ id }, i) =>
    w.joint(JointKind.Revolute, {
      bodyA: i ? (links[i - 1]?.id as number) : WORLD,
      bodyB: id,
      anchorAX: i ? 0.5 : 0,
      anchorBX: -0.5,
    }),
  );
  let gap = 0;
  let worst = 0;
  for (let k = 0; k < 100; k++) {
    worst = Math.max(worst, drift(w, links, 0.1));
    for (const joint of joints) gap = Math.max(gap, read(w, joint).error);
  }
  assert.ok(gap < 0.01, `gap ${gap}`);
  assert.ok(worst < 0.06 * 10 * 0.1 * G * 5, `energy in a tenth of a second ${worst}`);
});

test('a taut bridge gives back no more than what fell on it: random planks, limits and loads, at most 2 cm of height gained', () => {
  fc.assert(
    fc.property(
      fc.record({
        planks: fc.integer({ min: 3, max: 14 }),
        density: fc.double({ min: 0.5, max: 4.5, noNaN: true }),
        middle: fc.oneof(fc.constant(1), fc.double({ min: 1, max: 7, noNaN: true })),
        limit: fc.boolean(),
        bothEnds: fc.boolean(),
        loads: fc.array(
          fc.record({
            at: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
            radius: fc.double({ min: 0.1, max: 0.6, noNaN: true }),
            round: fc.boolean(),
          }),
          { maxLength: 3 },
        ),
      }),
      ({ planks, density, middle, limit, bothEnds, loads }) => {
        const w = new RawWorld(awake);
        const bodies: { id: number; mass: number; inertia: number }[] = [];
        const hinge = { limit: limit ? 1 : 0, lower: -2.5, upper: 2.5 };
        let last = WORLD;
        for (let i = 0; i < planks; i++) {
          const share = density * (i === planks >> 1 ? middle : 1);
          const mass = 0.54 * 0.16 * share;
          const id = w.box((i + 0.5) * 0.575, 0, 0.27, 0.08, {}, { density: share });
          w.joint(JointKind.Revolute, {
            ...hinge,
            bodyA: last,
            bodyB: id,
            anchorAX: i ? 0.2875 : 0,
            anchorBX: -0.2875,
          });
          bodies.push({ id, mass, inertia: (mass * (0.54 ** 2 + 0.16 ** 2)) / 12 });
          last = id;
        }
        if (bothEnds)
          w.joint(JointKind.Revolute, {
            ...hinge,
            bodyA: WORLD,
            bodyB: last,
            anchorAX: planks * 0.575,
            anchorBX: 0.2875,
          });
        loads.forEach(({ at, radius, round }, k) => {
          const x = planks * 0.575 * at;
          const y = 0.7 + k * 1.3;
          const mass = (round ? Math.PI * radius * radius : 2 * radius * radius) * density;
          const inertia = round ? (mass * radius * radius) / 2 : (mass * (4 + 1) * radius * radius) / 12;
          const id = round ? w.ball(x, y, radius, {}, { density }) : w.box(x, y, radius, radius / 2, {}, { density });
          bodies.push({ id, mass, inertia });
        });
        const energy = () =>
          bodies.reduce((sum, { id, mass, inertia }) => {
            const [, y, , vx, vy, omega] = state(w, id);
            return sum + (mass * (vx * vx + vy * vy) + inertia * omega * omega) / 2 + mass * G * y;
          }, 0);
        const first = energy();
        const weight = bodies.reduce((sum, { mass }) => sum + mass * G, 0);
        for (let k = 0; k < 180; k++) {
          w.step();
          const gained = (energy() - first) / weight;
          assert.ok(gained < 0.02, `step ${k}: ${gained} m`);
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** A body that swings about `rest` by one of the springs, and what swings. */
type Swing = { w: RawWorld; value: () => number; off: number };
const springs: Record<string, (hertz: number, damping: number) => Swing> = {
  distance: (hertz, damping) => {
    const w = new RawWorld(still);
    const a = w.ball(-1, 0, 0.2);
    const b = w.ball(2, 0, 0.1);
    w.joint(JointKind.Distance, { bodyA: a, bodyB: b, length: 2, spring: 1, hertz, damping });
    return { w, value: () => state(w, b)[0] - state(w, a)[0] - 2, off: 1 };
  },
  prismatic: (hertz, damping) => {
    const w = new RawWorld(still);
    const b = w.box(0.6, 0.8, 0.2, 0.1);
    w.joint(JointKind.Prismatic, { bodyA: WORLD, bodyB: b, axisX: 3, axisY: 4, spring: 1, hertz, damping });
    return { w, value: () => state(w, b)[0] * 0.6 + state(w, b)[1] * 0.8, off: 1 };
  },
  wheel: (hertz, damping) => {
    const w = new RawWorld(still);
    const b = w.ball(0, 1, 0.2);
    w.joint(JointKind.Wheel, { bodyA: WORLD, bodyB: b, axisX: 0, axisY: 1, hertz, damping });
    return { w, value: () => state(w, b)[1], off: 1 };
  },
  'revolute, about a far hinge': (hertz, damping) => {
    const w = new RawWorld(still);
    const b = w.box(Math.cos(0.1), Math.sin(0.1), 0.2, 0.2, { angle: 0.1 });
    w.joint(JointKind.Revolute, { bodyA: WORLD, bodyB: b, anchorBX: -1, spring: 1, hertz, damping });
    return { w, value: () => state(w, b)[2], off: 0.1 };
  },
  'weld, angle': (hertz, damping) => {
    const w = new RawWorld(still);
    const b = w.box(1, 0, 0.2, 0.2);
    w.joint(JointKind.Weld, {
      bodyA: WORLD,
      bodyB: b,
      anchorAX: 0.7,
      anchorBX: -0.3,
      referenceAngle: -0.05,
      angularHertz: hertz,
      angularDamping: damping,
    });
    return { w, value: () => state(w, b)[2] + 0.05, off: 0.05 };
  },
  'weld, place': (hertz, damping) => {
    const w = new RawWorld(still);
    const b = w.box(1, 0, 0.2, 0.1);
    w.joint(JointKind.Weld, { bodyA: WORLD, bodyB: b, anchorAX: 0.3, anchorBX: 0.3, hertz, damping });
    return { w, value: () => state(w, b)[0], off: 1 };
  },
  mouse: (hertz, damping) => {
    const w = new RawWorld(still);
    const b = w.ball(1, 0, 0.2);
    w.joint(JointKind.Mouse, { bodyB: b, maxForce: 1e6, hertz, damping });
    return { w, value: () => state(w, b)[0], off: 1 };
  },
};

for (const [name, make] of Object.entries(springs))
  test(`a spring swings at its frequency and is damped as it says, within 1 %: ${name}`, () => {
    for (const hertz of [0.5, 2, 5, 10]) {
      const damping = 0.05;
      const { w, value } = make(hertz, damping);
      // Maxima of a parabola through three values, and zeros on the way up.
      const zeros: number[] = [];
      const peaks: number[] = [];
      let [before, now] = [value(), value()];
      for (let k = 1; zeros.length < 6 && k < 3000; k++) {
        w.step();
        const next = value();
        if (now < 0 && next >= 0) zeros.push((k - next / (next - now)) / 60);
        if (now > before && now >= next) peaks.push(now + (next - before) ** 2 / (8 * (2 * now - before - next)));
        [before, now] = [now, next];
      }
      const periods = zeros.length - 1;
      const frequency = periods / ((zeros[periods] as number) - (zeros[0] as number));
      near(frequency / (hertz * Math.sqrt(1 - damping ** 2)), 1, 0.01, `${hertz} Hz`);
      // Ten steps a period are too few to see its peaks.
      if (hertz > 2) continue;
      const decrement = Math.log((peaks[0] as number) / (peaks.at(-1) as number)) / (peaks.length - 1);
      const wanted = (2 * Math.PI * damping) / Math.sqrt(1 - damping ** 2);
      near(decrement / wanted, 1, 0.01, `decrement at ${hertz} Hz`);
    }
  });

test('a spring comes to rest where k x = m g', () => {
  for (const hertz of [1, 3, 8]) {
    const w = new RawWorld(awake);
    const b = w.box(0, 0, 0.5, 0.5);
    const joint = w.joint(JointKind.Prismatic, {
      bodyA: WORLD,
      bodyB: b,
      axisX: 0,
      axisY: 1,
      spring: 1,
      hertz,
      damping: 0.7,
    });
    w.step(600);
    near(state(w, b)[1] / (-G / (2 * Math.PI * hertz) ** 2), 1, 0.01, `${hertz} Hz`);
    near(read(w, joint).forceY, G, 0.01, 'force');
  }
});

test('a car stands on its suspension, and drives at the speed of its wheels', () => {
  const w = new RawWorld(awake);
  w.wall(100, -0.5, 200, 0.5);
  const chassis = w.box(0, 0.7, 1, 0.2, {}, { density: 2 });
  const wheels = [-0.8, 0.8].map((x) => w.ball(x, 0.3, 0.3, {}, { friction: 1 }));
  const joints = wheels.map((b, i) =>
    w.joint(JointKind.Wheel, {
      bodyA: chassis,
      bodyB: b,
      anchorAX: i ? 0.8 : -0.8,
      anchorAY: -0.4,
      axisX: 0,
      axisY: 1,
      hertz: 4,
      damping: 0.7,
    }),
  );
  w.step(300);
  for (const joint of joints) near(read(w, joint).forceY, (-1.6 * G) / 2, 0.02, 'half of the weight on each');
  near(state(w, chassis)[2], 0, 1e-3, 'level');
  for (const joint of joints) {
    assert.is(w.exports.jointGet(w.handle, joint), 0);
    w.views.write(JointDef, w.exports.jointDefBlock(), { motor: 1, motorSpeed: -10, maxMotor: 3 });
    assert.is(w.exports.jointSet(w.handle, joint), 0);
  }
  w.step(300);
  near(state(w, chassis)[3], 3, 0.03, 'speed');
});

test('a motor turns at its speed, starts with its torque, and stalls against more than it has', () => {
  const w = new RawWorld(still);
  const b = w.box(0, 0, 0.5, 0.5);
  const joint = w.joint(JointKind.Revolute, { bodyA: WORLD, bodyB: b, motor: 1, motorSpeed: 5, maxMotor: 0.5 });
  w.step(30);
  near(state(w, b)[5], 0.5 / (1 / 6) / 2, 1e-3, 'after half a second');
  near(read(w, joint).motor, 0.5, 1e-4, 'torque');
  w.step(90);
  near(state(w, b)[5], 5, 1e-4, 'speed');
  near(read(w, joint).motor, 0, 1e-4, 'nothing to do');

  // A lever of 1 m: its weight of 10 N asks for 10 N m.
  for (const [maxMotor, holds] of [
    [9.5, false],
    [10.5, true],
  ] as const) {
    const lever = new RawWorld({ gravityY: -10, sleeping: 0 });
    const weight = lever.box(1, 0, 0.5, 0.5);
    const hinge = { bodyA: WORLD, bodyB: weight, anchorBX: -1 };
    lever.joint(JointKind.Revolute, { ...hinge, motor: 1, motorSpeed: 0.2, maxMotor });
    lever.step(60);
    const angle = state(lever, weight)[2];
    assert.ok(holds ? angle > 0.08 : angle < 0, `${maxMotor} N m: ${angle}`);
  }
});

test('limits hold: 0.01 rad and 5 mm', () => {
  for (const half of [0.1, 0.5, 2]) {
    const w = new RawWorld(awake);
    const b = w.box(1, 0, half, 0.1);
    w.joint(JointKind.Revolute, { bodyA: WORLD, bodyB: b, anchorBX: -1, limit: 1, lower: -0.5, upper: 0.5 });
    let least = 0;
    for (let k = 0; k < 300; k++) {
      w.step();
      least = Math.min(least, state(w, b)[2]);
    }
    assert.ok(least > -0.51, `half a length of ${half}: ${least}`);
    near(state(w, b)[2], -0.5, 0.002, 'at rest');
  }
  const slide = new RawWorld(awake);
  const b = slide.box(0, 0, 0.5, 0.5);
  slide.joint(JointKind.Prismatic, { bodyA: WORLD, bodyB: b, axisX: 0, axisY: 1, limit: 1, lower: -1, upper: 1 });
  let least = 0;
  for (let k = 0; k < 300; k++) {
    slide.step();
    least = Math.min(least, state(slide, b)[1]);
  }
  assert.ok(least > -1.005, `slide ${least}`);
});

test('an angle counts its turns, and a limit may be many of them away', () => {
  const w = new RawWorld(still);
  const b = w.box(0, 0, 0.5, 0.5, { omega: 8 });
  const joint = w.joint(JointKind.Revolute, { bodyA: WORLD, bodyB: b, limit: 1, lower: -1, upper: 20 });
  w.step(60);
  near(read(w, joint).angle, 8, 1e-3, 'after a second');
  w.step(240);
  near(read(w, joint).angle, 20, 0.01, 'stopped');
});

test('a slack rope leaves its body in exact free flight until it is taut', () => {
  const w = new RawWorld(awake);
  const b = w.ball(0.5, 0, 0.2, { vx: 0.25 });
  const free = new RawWorld(awake);
  const twin = free.ball(0.5, 0, 0.2, { vx: 0.25 });
  w.joint(JointKind.Distance, { bodyA: WORLD, bodyB: b, limit: 1, lower: 0, upper: 2 });
  let farthest = 0;
  let flew = 0;
  for (let k = 1; k <= 300; k++) {
    w.step();
    free.step();
    const [x, y] = state(w, b);
    farthest = Math.max(farthest, Math.hypot(x, y));
    if (flew === k - 1 && w.state(b).join() === free.state(twin).join()) flew = k;
  }
  const taut = Array.from({ length: 60 }, (_, k) => k).find(
    (k) => Math.hypot(0.5 + (0.25 * k) / 60, (G * k * k) / 7200) > 2,
  ) as number;
  assert.ok(flew >= taut - 2, `flew ${flew} steps, taut in step ${taut}`);
  assert.ok(farthest < 2.005, `rope stretched to ${farthest}`);
});

test('welds hold a beam of six boxes', () => {
  const w = new RawWorld(awake);
  const boxes = Array.from({ length: 6 }, (_, i) => w.box(i + 0.5, 0, 0.5, 0.1));
  for (const [i, bodyB] of boxes.entries())
    w.joint(JointKind.Weld, {
      bodyA: i ? (boxes[i - 1] as number) : WORLD,
      bodyB,
      anchorAX: i ? 0.5 : 0,
      anchorBX: -0.5,
    });
  w.step(600);
  const [, y, angle, , vy] = state(w, boxes[5] as number);
  near(y, 0, 0.03, 'sag of the tip');
  near(angle, 0, 0.01, 'its angle');
  near(vy, 0, 0.01, 'it is still');
});

test('a motor joint brings its body to its place and angle against a load; a mouse its anchor to a point', () => {
  const w = new RawWorld(awake);
  const a = w.box(0, 0, 0.5, 0.5, { type: 0 });
  const b = w.box(0, 0, 0.3, 0.3);
  w.joint(JointKind.Motor, {
    bodyA: a,
    bodyB: b,
    targetX: 1,
    targetY: 1,
    targetAngle: 0.5,
    maxForce: 20,
    maxTorque: 5,
  });
  w.step(240);
  const [x, y, angle] = state(w, b);
  near(x, 1, 1e-3, 'x');
  near(y, 1, 1e-3, 'y');
  near(angle, 0.5, 1e-3, 'angle');

  const pulled = new RawWorld(still);
  const box = pulled.box(0, 0, 0.5, 0.5);
  const mouse = pulled.joint(JointKind.Mouse, {
    bodyB: box,
    targetX: 3,
    targetY: 2,
    maxForce: 100,
    damping: 1,
  });
  pulled.step(240);
  near(read(pulled, mouse).error, 0, 1e-4, 'mouse');
});

test('a joint breaks above its force or torque, and says so', () => {
  const load = (kind: number, fields: object, torque: boolean) => {
    const w = new RawWorld(still);
    const b = w.ball(1, 0, 0.2);
    const joint = w.joint(kind, { bodyA: WORLD, bodyB: b, anchorAX: kind === JointKind.Distance ? 0 : 1, ...fields });
    for (let k = 1; k < 400; k++) {
      const size = k * 0.05;
      w.exports.bodyApplyForce(w.handle, b, torque ? 0 : size, 0, torque ? size : 0);
      w.step();
      const [broken] = w.events().filter(({ name }) => name === 'JointBreak');
      if (!broken) continue;
      assert.is(broken.joint, joint);
      assert.is(broken.b, b);
      assert.is(w.exports.jointAt(w.handle, 0), -1);
      return size;
    }
    return 0;
  };
  near(load(JointKind.Revolute, { breakForce: 10 }, false), 10, 0.3, 'hinge');
  near(load(JointKind.Weld, { breakTorque: 10 }, true), 10, 0.3, 'weld');
  near(load(JointKind.Distance, { length: 1, breakForce: 10 }, false), 10, 0.3, 'rod');
});

test('bodies of a joint do not collide unless it says so; a filter never lets them', () => {
  for (const [kind, collide, meets] of [
    [JointKind.Filter, 0, false],
    [JointKind.Filter, 1, false],
    [JointKind.Distance, 0, false],
    [JointKind.Distance, 1, true],
  ] as const) {
    const w = new RawWorld(awake);
    const floor = w.wall(0, -0.5, 5, 0.5);
    const b = w.ball(0, 0.2, 0.2);
    w.step(10);
    near(state(w, b)[1], 0.2, 0.005, 'rests');
    const joint = w.joint(kind, { bodyA: floor, bodyB: b, collide, limit: 1, lower: 0, upper: 100 });
    w.step(30);
    assert.is(Math.abs(state(w, b)[1] - 0.2) < 0.01, meets, `kind ${kind}, collide ${collide}`);
    if (meets) continue;
    // A body that only a filter or a slack rope belongs to falls exactly.
    near(state(w, b)[1], 0.2 - (G * 0.25) / 2, 2e-3, 'falls');
    w.exports.bodySetPose(w.handle, b, 0, 1, 0);
    w.exports.bodySetVelocity(w.handle, b, 0, 0, 0);
    w.exports.jointRemove(w.handle, joint);
    w.step(120);
    near(state(w, b)[1], 0.2, 0.01, 'rests again');
  }
});

test('a chain that hangs still sleeps and wakes as a whole; a motor that runs keeps it awake', () => {
  const w = new RawWorld();
  const links = Array.from({ length: 4 }, (_, i) => w.box(0, -i - 0.5, 0.1, 0.5));
  for (const [i, bodyB] of links.entries())
    w.joint(JointKind.Revolute, {
      bodyA: i ? (links[i - 1] as number) : WORLD,
      bodyB,
      anchorAY: i ? -0.5 : 0,
      anchorBY: 0.5,
    });
  w.step(100);
  assert.is(stats(w).awake, 0);
  w.exports.bodyApplyImpulse(w.handle, links[3] as number, 0.05, 0, 0);
  w.step();
  assert.is(stats(w).awake, 4);
  w.joint(JointKind.Revolute, {
    bodyA: WORLD,
    bodyB: links[0] as number,
    anchorBY: 0.5,
    motor: 1,
    motorSpeed: 1e-3,
    maxMotor: 100,
  });
  w.step(900);
  assert.is(stats(w).awake, 4);
});

/**
 * A random heap of bodies above a floor with random joints, whose anchors are together at first; `wide`: anchors lie anywhere, many body lengths from
 * their bodies, and joints contradict each other.
 */
function randomWorld(seed: number, build: 'simd' | 'scalar', wide = false): RawWorld {
  let bits = seed >>> 0;
  const next = () => {
    bits = (Math.imul(1664525, bits) + 1013904223) >>> 0;
    return bits / 2 ** 32;
  };
  const w = new RawWorld({ sleepTime: 0.1 }, build);
  w.wall(0, -0.5, 20, 0.5);
  const bodies = [0];
  const poses: [number, number, number][] = [[0, -0.5, 0]];
  for (let i = 0; i < 14; i++) {
    const [x, y, size] = [next() * 8 - 4, 1 + next() * 6, 0.1 + next() * 0.4];
    const at = { vx: next() * 4 - 2, omega: next() * 6 - 3, angle: next() * 3 };
    poses.push([x, y, at.angle]);
    bodies.push(i % 2 ? w.ball(x, y, size, at) : w.box(x, y, size, size * 0.6, at));
  }
  for (let i = 0; i < 12; i++) {
    const kind = Math.floor(next() * 8);
    const a = Math.floor(next() * 16);
    const b = 1 + Math.floor(next() * 14);
    if (a === b) continue;
    const [poseA, poseB] = [a === 15 ? [0, 0, 0] : (poses[a] as number[]), poses[b] as number[]] as [
      number[],
      number[],
    ];
    // Arms many times longer than their body are a known limit: docs/engine/joints.md.
    if (
      !wide &&
      a > 0 &&
      a < 15 &&
      Math.hypot((poseA[0] as number) - (poseB[0] as number), (poseA[1] as number) - (poseB[1] as number)) > 2
    )
      continue;
    const reach = wide ? 8 : 1;
    const place = [
      (poseB[0] as number) + (next() - 0.5) * reach,
      (poseB[1] as number) + (next() - 0.5) * reach,
    ] as const;
    const local = ([x, y, angle]: number[]) => {
      const [dx, dy] = [place[0] - (x as number), place[1] - (y as number)];
      const [c, s] = [Math.cos(angle as number), Math.sin(angle as number)];
      return [c * dx + s * dy, c * dy - s * dx] as const;
    };
    const [anchorA, anchorB] = [local(poseA), local(poseB)];
    w.joint(kind, {
      bodyA: a === 15 ? WORLD : (bodies[a] as number),
      bodyB: bodies[b] as number,
      anchorAX: anchorA[0],
      anchorAY: anchorA[1],
      anchorBX: anchorB[0],
      anchorBY: anchorB[1],
      referenceAngle: (poseB[2] as number) - (poseA[2] as number),
      axisX: next() + 0.1,
      axisY: next(),
      collide: next() < 0.3 ? 1 : 0,
      limit: next() < 0.4 ? 1 : 0,
      lower: -next(),
      upper: next() * 2,
      motor: next() < 0.3 ? 1 : 0,
      motorSpeed: next() * 6 - 3,
      maxMotor: next() * 20,
      // A spring along a line many times longer than its bodies: docs/engine/joints.md.
      spring: (wide || kind !== JointKind.Prismatic) && next() < 0.4 ? 1 : 0,
      hertz: next() < 0.6 ? next() * 20 : 0,
      damping: next() * 2,
      angularHertz: next() < 0.3 ? next() * 10 : 0,
      length: next() * (wide ? 3 : 0.2),
      targetX: next() * 4 - 2,
      targetY: next() * 4,
      maxForce: next() * 50,
      maxTorque: next() * 10,
      breakForce: next() < 0.2 ? 20 + next() * 200 : 0,
    });
  }
  return w;
}

function restored(from: RawWorld, build: 'simd' | 'scalar'): RawWorld {
  assert.is(from.exports.worldSnapshot(from.handle), 0);
  const { pointer, length } = from.views.read(Output, from.exports.outputBlock());
  const bytes = new Uint8Array(from.exports.memory.buffer, pointer, length).slice();
  const to = new RawWorld({}, build);
  const at = to.exports.worldBuffer(length);
  new Uint8Array(to.exports.memory.buffer).set(bytes, at);
  to.handle = to.exports.worldRestore(to.handle, length);
  assert.ok(to.handle, 'restored');
  return to;
}

test('random joints: both builds and a snapshot give the same bits, and every number stays finite', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(90), (seed, before) => {
      const [one, other] = [randomWorld(seed, 'simd'), randomWorld(seed, 'scalar')];
      let copy: RawWorld | undefined;
      for (let k = 0; k < 150; k++) {
        if (k === before) copy = restored(one, 'scalar');
        for (const w of [one, other, copy]) w?.step();
        assert.is(other.digest(), one.digest(), `builds differ in step ${k}`);
        if (copy) assert.is(copy.digest(), one.digest(), `the copy differs in step ${k}`);
      }
      for (let i = 0; i < 15; i++)
        assert.ok(
          one.state(i).every((x) => Math.abs(x) < 1e4),
          `${one.state(i)}`,
        );
    }),
    { numRuns: 40 },
  );
});

test('joints that cannot be held: both builds give the same bits, and every number stays finite', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const [one, other] = [randomWorld(seed, 'simd', true), randomWorld(seed, 'scalar', true)];
      for (let k = 0; k < 150; k++) {
        one.step();
        other.step();
        assert.is(other.digest(), one.digest(), `builds differ in step ${k}`);
      }
      for (let i = 0; i < 15; i++) assert.ok(one.state(i).every(Number.isFinite), `${one.state(i)}`);
    }),
    { numRuns: 60 },
  );
});

test.run();
