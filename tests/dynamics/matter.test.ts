// What shapes and bodies are made of: every field of theirs against a closed form, through the World API.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema, type World } from '../../dist/index.js';

const kinema = await loadKinema();
const test = suite('matter');

const g = 9.8;
const h = 1 / 60;

/** A world without gravity that never sleeps, unless the settings say otherwise. */
const open = (bodies: object[], settings: object = {}) =>
  kinema.world({ world: { gravity: [0, 0], step: h, sleeping: false, ...settings }, bodies });

/** x, y, angle, vx, vy, omega. */
const state = (world: World, i: number) =>
  [...world.states.subarray(6 * i, 6 * i + 6)] as [number, number, number, number, number, number];

const down = { gravity: [0, -g] };

/** A static floor whose top is y = 0. */
const floor = (shape: object = {}, body: object = {}) => ({
  type: 'static',
  position: [0, -0.5],
  shapes: [{ box: { width: 200, height: 1 }, ...shape }],
  ...body,
});

const ball = (x: number, y: number, body: object = {}, shape: object = {}) => ({
  position: [x, y],
  shapes: [{ circle: { radius: 0.5 }, friction: 0, ...shape }],
  ...body,
});

const box = (x: number, y: number, body: object = {}, shape: object = {}) => ({
  position: [x, y],
  shapes: [{ box: { width: 1, height: 1 }, friction: 0, ...shape }],
  ...body,
});

function near(actual: number, expected: number, tolerance: number, what = 'value') {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual}, not ${expected} (+-${tolerance})`);
}

/** A body at rest on a plane inclined by `angle` that rises to the right: how far down it has gone and how fast it is. */
function slide(angle: number, shape: object, plane: object, seconds: number) {
  const away = [-Math.sin(angle) / 2, Math.cos(angle) / 2] as const;
  const world = open(
    [
      { type: 'static', position: [-away[0], -away[1]], angle, shapes: [{ box: { width: 200, height: 1 }, ...plane }] },
      { position: away, angle, shapes: [shape] },
    ],
    down,
  );
  world.step(Math.round(seconds / h));
  const [x, y, , vx, vy, omega] = state(world, 1);
  return { way: Math.hypot(x - away[0], y - away[1]), speed: -(vx * Math.cos(angle) + vy * Math.sin(angle)), omega };
}

const square = { box: { width: 1, height: 1 } };
const disc = { circle: { radius: 0.5 } };

for (const [f1, f2] of [
  [0.2, 0.8],
  [0.8, 0.2],
  [0.4, 0.4],
  [0.1, 0.9],
] as const)
  test(`frictions ${f1} and ${f2} hold below the slope sqrt(f1 f2) and slide above it`, () => {
    const mu = Math.sqrt(f1 * f2);
    const held = slide(Math.atan(0.97 * mu), { ...square, friction: f1 }, { friction: f2 }, 2);
    assert.ok(held.way < 2e-3, `held, it went ${held.way} m`);
    assert.ok(Math.abs(held.speed) < 1e-3, `held, it moves at ${held.speed} m/s`);
    const angle = Math.atan(1.1 * mu);
    const loose = slide(angle, { ...square, friction: f1 }, { friction: f2 }, 2);
    const speed = g * (Math.sin(angle) - mu * Math.cos(angle)) * 2;
    // Friction may come a sub-step late.
    near(loose.speed, speed, 0.005 * speed + (mu * g * h) / 4, 'speed');
  });

test('a friction of 0 makes the pair slip', () => {
  const angle = 0.3;
  near(slide(angle, { ...square, friction: 0 }, { friction: 5 }, 1).speed, g * Math.sin(angle), 1e-3, 'speed');
  const rolled = slide(angle, { ...disc, friction: 0 }, { friction: 5 }, 1);
  near(rolled.speed, g * Math.sin(angle), 1e-3, 'speed of a ball');
  near(rolled.omega, 0, 1e-5, 'omega');
});

for (const [e1, e2] of [
  [0, 0],
  [0, 0.7],
  [0.7, 0.3],
  [0.5, 0.5],
  [1, 0],
  [0.2, 1],
] as const)
  test(`restitutions ${e1} and ${e2} bounce as the larger`, () => {
    const world = open([
      floor({ restitution: e2, friction: 0 }),
      ball(0, 1, { velocity: [0, -2] }, { restitution: e1 }),
    ]);
    world.step(60);
    near(state(world, 1)[4], 2 * Math.max(e1, e2), 2e-6, 'vy');
  });

const r = 0.2;
const halfRoot = 0.8660254037844386;
for (const [name, shape, area, reach] of [
  ['circle', { circle: { radius: 0.8 } }, Math.PI * 0.64, 0.8],
  ['box', { box: { width: 2, height: 1 } }, 2, 1],
  ['rounded box', { box: { width: 2, height: 1 }, radius: r }, 2 + 2 * 3 * r + Math.PI * r * r, 1 + r],
  ['capsule', { capsule: { a: [0, -1], b: [0, 1], radius: 0.3 } }, 0.6 * 2 + Math.PI * 0.09, 0.3],
  [
    'hexagon',
    {
      polygon: [
        [1, 0],
        [0.5, halfRoot],
        [-0.5, halfRoot],
        [-1, 0],
        [-0.5, -halfRoot],
        [0.5, -halfRoot],
      ],
    },
    3 * halfRoot,
    1,
  ],
] as const)
  test(`mass of a ${name} is its area times its density`, () => {
    for (const density of [0.5, 3]) {
      const world = open([
        ball(-3, 0, { velocity: [4, 0] }, { restitution: 1 }),
        { position: [reach, 0], shapes: [{ ...shape, density, friction: 0 }] },
      ]);
      world.step(60);
      const m = Math.PI * 0.25;
      const M = area * density;
      near(state(world, 0)[3], (4 * (m - M)) / (m + M), 1e-4, 'speed of the ball');
      near(state(world, 1)[3], (4 * 2 * m) / (m + M), 1e-4, 'speed of what it hit');
    }
  });

test('a rolling ball goes on without rolling resistance, and stops with it after v / (2/3 k g)', () => {
  const rolling = (k: number) =>
    open(
      [floor({ friction: 1 }), ball(0, 0.5, { velocity: [2, 0], omega: -4 }, { friction: 1, rollingResistance: k })],
      down,
    );
  const free = rolling(0);
  free.step(600);
  near(state(free, 1)[3], 2, 1e-3, 'speed after 10 s');
  near(state(free, 1)[0], 20, 1e-2, 'way after 10 s');
  for (const k of [0.05, 0.1]) {
    // Torque T = k r N about the point of touch, where the inertia is 3/2 m r^2: a = T r / (3/2 m r^2).
    const a = (2 / 3) * k * g;
    const world = rolling(k);
    let last = 2;
    for (let n = 1; n <= 600; n++) {
      world.step();
      const [, , , vx, , omega] = state(world, 1);
      assert.ok(last - vx <= 1.05 * a * h + 1e-5, `step ${n} takes ${last - vx} m/s, more than ${a * h}`);
      // It may overshoot its rest by what friction gives in a sub-step.
      assert.ok(vx > (-k * g * h) / 4, `it goes back at ${vx}`);
      near(vx, Math.max(0, 2 - a * n * h), 0.02, `speed at step ${n}`);
      near(omega, -vx / 0.5, 0.02, `omega at step ${n}`);
      last = vx;
    }
    near(state(world, 1)[0], 4 / (2 * a), 0.02 * (4 / (2 * a)), 'way');
  }
});

test('rolling resistance k holds a ball on a slope up to k, and slows it beyond', () => {
  const k = 0.2;
  const shape = { ...disc, friction: 1, rollingResistance: k };
  const held = slide(Math.atan(0.95 * k), shape, { friction: 1 }, 2);
  assert.ok(held.way < 5e-3, `held, it went ${held.way} m`);
  const angle = Math.atan(1.5 * k);
  const speed = (2 / 3) * g * (Math.sin(angle) - k * Math.cos(angle)) * 2;
  near(slide(angle, shape, { friction: 1 }, 2).speed, speed, 0.01 * speed, 'speed');
});

test('a spinning ball in the air feels no rolling resistance', () => {
  const world = open([ball(0, 5, { omega: 3 }, { rollingResistance: 1 })]);
  world.step(300);
  assert.is(state(world, 0)[5], 3);
});

for (const [order, first] of [
  ['first', true],
  ['second', false],
] as const)
  test(`a conveyor that is the ${order} body takes a box to its speed by mu g t, and no further`, () => {
    for (const speed of [2, -2]) {
      const belt = floor({ friction: 0.5, tangentSpeed: speed });
      const load = box(0, 0.5, {}, { friction: 0.5 });
      const world = open(first ? [belt, load] : [load, belt], down);
      const i = first ? 1 : 0;
      for (let n = 1; n <= 90; n++) {
        world.step();
        const [, y, angle, vx] = state(world, i);
        // A surface runs counter-clockwise round its shape: its top to the left.
        const want = -Math.sign(speed) * Math.min(0.5 * g * n * h, 2);
        near(vx, want, 0.02, `speed at step ${n}`);
        // No faster but for the sub-step in which it gets there.
        assert.ok(Math.abs(vx) <= 2 + (0.5 * g * h) / 4, `faster than the belt: ${vx}`);
        near(y, 0.5, 6e-3, 'height');
        near(angle, 0, 1e-2, 'angle');
      }
      near(state(world, i)[3], -speed, 1e-3, 'speed in the end');
      assert.equal(state(world, 1 - i), [0, -0.5, 0, 0, 0, 0]);
    }
  });

test('a box with a running surface drives itself over a floor', () => {
  const world = open([floor({ friction: 1 }), box(0, 0.5, {}, { friction: 0.25, tangentSpeed: 1.5 })], down);
  world.step(12);
  near(state(world, 1)[3], -0.5 * g * 12 * h, 0.02, 'speed at 0.2 s');
  world.step(60);
  near(state(world, 1)[3], -1.5, 1e-3, 'speed in the end');
});

test('damping divides the velocity of what flies by 1 + h c in every step, to the bit', () => {
  const world = open([
    ball(0, 0, { velocity: [3, -2], omega: 5, linearDamping: 0.7, angularDamping: 2.5 }),
    ball(0, 20, { velocity: [3, -2], omega: 5, linearDamping: 4 }),
    ball(0, 40, { velocity: [3, -2], omega: 5, angularDamping: 4 }),
  ]);
  const f = Math.fround;
  const step = f(h);
  const by = (v: number, c: number) => f(v / f(f(step * f(c)) + 1));
  let [v, u, w] = [3, -2, 5];
  let [v1, w2] = [3, 5];
  for (let n = 0; n < 240; n++) {
    world.step();
    v = by(v, 0.7);
    u = by(u, 0.7);
    w = by(w, 2.5);
    v1 = by(v1, 4);
    w2 = by(w2, 4);
    assert.equal(state(world, 0).slice(3), [v, u, w]);
    assert.is(state(world, 1)[3], v1);
    assert.is(state(world, 1)[5], 5);
    assert.equal(state(world, 2).slice(3), [3, -2, w2]);
  }
  // A step goes at the velocity that it begins with: the ways are a geometric series.
  const q = 1 / (1 + h * 4);
  near(state(world, 1)[0], (3 * h * (1 - q ** 240)) / (1 - q), 1e-4, 'way');
});

test('what falls with damping c ends at g / c', () => {
  for (const integrator of ['exact', 'symplectic-euler']) {
    const world = open([ball(0, 0, { linearDamping: 4 })], { ...down, integrator });
    world.step(600);
    near(state(world, 0)[4], -g / 4, 1e-4, `speed, ${integrator}`);
  }
});

test('damping slows what slides by 1 + h c in every sub-step', () => {
  const world = open([floor(), box(0, 0.5, { velocity: [3, 0], linearDamping: 0.8 })], down);
  world.step(120);
  near(state(world, 1)[3], 3 / (1 + (h / 4) * 0.8) ** 480, 1e-3, 'speed');
});

test('gravityScale scales the fall', () => {
  for (const integrator of ['exact', 'symplectic-euler']) {
    const scales = [1, 0, -0.5, 2.5];
    const world = open(
      scales.map((gravityScale, i) => ball(10 * i, 0, { gravityScale })),
      { gravity: [1, -g], integrator },
    );
    world.step(60);
    for (const [i, s] of scales.entries()) {
      const t2 = integrator === 'exact' ? 0.5 : (60 * 61) / 2 / 3600;
      near(state(world, i)[0], 10 * i + s * t2, 2e-5, 'x');
      near(state(world, i)[1], -s * g * t2, 2e-5, 'y');
      near(state(world, i)[4], -s * g, 2e-5, 'vy');
    }
  }
});

test('gravityScale scales weight on a floor: -1 falls off it, and 0 stays where it is', () => {
  const world = open([floor(), box(0, 0.5, { gravityScale: -1 }), box(5, 0.5, { gravityScale: 0 })], down);
  world.step(60);
  near(state(world, 1)[1], 0.5 + g / 2, 0.1, 'height');
  assert.equal(state(world, 2), [5, 0.5, 0, 0, 0, 0]);
});

/** A ball of 1 kg at 3 m/s against the left side of a body at rest; the impact is central or off by `y`. */
function hit(body: object, y: number, left = -0.5) {
  const world = open([
    ball(left - 1, y, { velocity: [3, 0], mass: { mass: 1, inertia: 0.1 } }, { restitution: 1 }),
    body,
  ]);
  world.step(20);
  return { ball: state(world, 0), body: state(world, 1), world };
}

/** Impulse of that, without friction, at a lever y of a body of mass m and inertia i. */
const impulse = (m: number, i: number, y: number) => (2 * 3) / (1 + 1 / m + (i ? (y * y) / i : 0));

test('a body with fixedRotation is pushed but never turns', () => {
  const { ball: b, body } = hit(box(0, 0, { fixedRotation: true }), 0.3);
  const j = impulse(1, 0, 0.3);
  near(b[3], 3 - j, 1e-5, 'speed of the ball');
  near(body[3], j, 1e-5, 'speed of the body');
  assert.is(body[2], 0);
  assert.is(body[5], 0);
  const turning = open([box(0, 0, { fixedRotation: true, angle: 0.5, omega: 3 })]);
  turning.step(60);
  near(state(turning, 0)[2], 0.5, 1e-6, 'angle');
  assert.is(state(turning, 0)[5], 0);
});

test('mass of one kind, inertia of another: a body takes what it is given', () => {
  const { ball: b, body } = hit(box(0, 0, { mass: { mass: 3, inertia: 0.7 } }), 0.3);
  const j = impulse(3, 0.7, 0.3);
  near(b[3], 3 - j, 1e-5, 'speed of the ball');
  near(body[3], j / 3, 1e-5, 'speed of the body');
  near(body[5], (-0.3 * j) / 0.7, 1e-5, 'omega');
});

test('an inertia of 0 never turns', () => {
  const { body } = hit(box(0, 0, { mass: { mass: 3, inertia: 0 } }), 0.3);
  near(body[3], impulse(3, 0, 0.3) / 3, 1e-5, 'speed');
  assert.equal([body[2], body[5]], [0, 0]);
});

test('a box has the inertia m (w^2 + h^2) / 12', () => {
  const { body } = hit(box(0, 0), 0.3);
  const j = impulse(1, 1 / 6, 0.3);
  near(body[3], j, 1e-5, 'speed');
  near(body[5], -0.3 * j * 6, 2e-5, 'omega');
});

test('a given centre of mass is where levers are measured from and what the body turns about', () => {
  const center: [number, number] = [0.2, -0.1];
  const { body, ball: b } = hit(box(0, 0, { mass: { mass: 2, inertia: 0.4, center } }), 0.3);
  const j = impulse(2, 0.4, 0.4);
  near(b[3], 3 - j, 1e-5, 'speed of the ball');
  const omega = (-0.4 * j) / 0.4;
  near(body[5], omega, 2e-5, 'omega');
  // The velocity of the origin is that of the centre less omega x (centre - origin).
  const [cx, cy] = turned(center, body[2]);
  near(body[3], j / 2 + omega * cy, 2e-5, 'vx of the origin');
  near(body[4], -omega * cx, 2e-5, 'vy of the origin');
});

const turned = ([x, y]: readonly [number, number], angle: number) =>
  [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)] as const;

/** Two discs of radius 0.3 at x = -1 and 1, the right one three times as heavy: their centre of mass is x = 0.5. */
const dumbbell = {
  position: [2, 1],
  angle: 0.4,
  shapes: [
    { circle: { radius: 0.3, center: [-1, 0] }, density: 1 },
    { circle: { radius: 0.3, center: [1, 0] }, density: 3 },
  ],
};

for (const [name, body, center] of [
  ['dumbbell', dumbbell, [0.5, 0]],
  [
    'body with a given centre',
    { ...box(2, 1), angle: 0.4, mass: { mass: 3, inertia: 1, center: [0.3, 0.2] } },
    [0.3, 0.2],
  ],
  ['segment without mass', { position: [2, 1], angle: 0.4, shapes: [{ segment: { a: [1, 0], b: [2, 0] } }] }, [0, 0]],
] as [string, object, [number, number]][])
  test(`the centre of mass of a spinning ${name} flies along a parabola, its origin round it`, () => {
    const turns = name.startsWith('segment') ? 0 : 2.2;
    const world = open([{ ...body, velocity: [0.7, 3], omega: turns }], down);
    const start = turned(center, 0.4);
    const v = [0.7 - turns * start[1], 3 + turns * start[0]] as const;
    for (let n = 1; n <= 120; n++) {
      world.step();
      const t = n * h;
      const arm = turned(center, 0.4 + turns * t);
      const [x, y, , vx, vy] = state(world, 0);
      near(x, 2 + start[0] + v[0] * t - arm[0], 2e-5, `x at step ${n}`);
      near(y, 1 + start[1] + v[1] * t - (g * t * t) / 2 - arm[1], 4e-5, `y at step ${n}`);
      near(vx, v[0] + turns * arm[1], 4e-5, `vx at step ${n}`);
      near(vy, v[1] - g * t - turns * arm[0], 4e-5, `vy at step ${n}`);
    }
  });

test('a compound body has the mass of its shapes and their inertia by Steiner', () => {
  // Boxes of 1 x 1 one above the other, the upper one of density 2: centre at y = 2/3 from the lower one's, hit from the left.
  const shapes = [
    { box: { width: 1, height: 1 }, friction: 0 },
    { box: { width: 1, height: 1, center: [0, 1] }, density: 2, friction: 0 },
  ];
  const m = 3;
  const cy = 2 / 3;
  const inertia = 1 / 6 + cy ** 2 + 2 * (1 / 6 + (1 - cy) ** 2);
  for (const y of [0, 0.2, 1.2]) {
    const { ball: b, body } = hit({ position: [0, 0], shapes }, y);
    const lever = y - cy;
    const j = impulse(m, inertia, lever);
    near(b[3], 3 - j, 2e-5, 'speed of the ball');
    near(body[5], (-lever * j) / inertia, 2e-5, 'omega');
  }
});

const all = 0xffffffff;
for (const [a, b, meets] of [
  [{}, {}, true],
  [{ category: 2 }, {}, true],
  [{ category: 2 }, { mask: 2 }, true],
  [{ category: 2 }, { mask: 1 }, false],
  [{ mask: 1 }, { category: 2 }, false],
  [{ category: 2, mask: 4 }, { category: 4, mask: 2 }, true],
  [{ category: 2, mask: 4 }, { category: 4, mask: 8 }, false],
  [{ category: 6, mask: 4 }, { category: 12, mask: 2 }, true],
  [{ mask: 0 }, {}, false],
  [{ category: 0x80000000 }, { mask: 0x80000000 }, true],
  [{ mask: 0, group: 3 }, { mask: 0, group: 3 }, true],
  [{ group: -3 }, { group: -3 }, false],
  [{ group: 3 }, { group: 4 }, true],
  [{ group: -3 }, { group: -4 }, true],
  [{ group: -3 }, { group: 3 }, true],
  [{ mask: 2, group: 3 }, { group: 4 }, false],
  [{ mask: all, group: 0 }, { mask: 0, group: 0 }, false],
] as [object, object, boolean][])
  test(`filters ${JSON.stringify(a)} and ${JSON.stringify(b)} ${meets ? 'meet' : 'pass'}`, () => {
    for (const [first, second] of [
      [a, b],
      [b, a],
    ]) {
      const world = open([
        ball(0, 0, { velocity: [2, 0] }, { restitution: 1, filter: first }),
        ball(3, 0, {}, { filter: second }),
        // Slow ones that overlap: the solver asks as the impacts do.
        box(0, 5, {}, { filter: first }),
        box(0.8, 5, {}, { filter: second }),
      ]);
      world.step(120);
      assert.is(world.contactCount, meets ? 1 : 0);
      assert.is(state(world, 1)[0] > 3.1, meets);
      assert.is(state(world, 3)[0] > 0.88, meets);
    }
  });

test('a filter is of a shape, not of its body', () => {
  const world = open([
    {
      position: [0, 0],
      velocity: [2, 0],
      shapes: [
        { circle: { radius: 0.5 }, filter: { mask: 2 }, restitution: 1 },
        { circle: { radius: 0.2, center: [0, 0] }, filter: { category: 4 }, restitution: 1 },
      ],
    },
    ball(3, 0),
  ]);
  let touch = 0;
  for (; world.contactCount === 0 && touch < 200; touch++) world.step();
  // Radii 0.2 and 0.5 meet after 2.3 m, not 0.5 and 0.5 after 2 m.
  near(world.contacts[0]!.time, 1.15, 1e-4, 'time of the impact');
});

test('sensors never push: what flies through one flies as if it were not there, to the bit', () => {
  const bodies = [floor(), ball(-3, 2, { velocity: [3, 1] }, { restitution: 0.5 }), box(4, 0.5)];
  const sensors = [
    { type: 'static', position: [0, 1], shapes: [{ box: { width: 3, height: 3 }, sensor: true }] },
    { type: 'kinematic', position: [4, 0.5], omega: 1, shapes: [{ box: { width: 3, height: 0.5 }, sensor: true }] },
  ];
  const plain = open(bodies, down);
  const world = open([...bodies, ...sensors], down);
  for (let n = 0; n < 240; n++) {
    plain.step();
    world.step();
    assert.equal([...world.states.subarray(0, 18)], [...plain.states.subarray(0, 18)]);
  }
  assert.is(world.contactCount, plain.contactCount);
  assert.ok(state(world, 1)[0] > 3, 'it went through');
});

test('a sensor that falls is held by nothing, but by the solid shapes of its body', () => {
  const world = open([floor(), ball(0, 2, {}, { sensor: true }), ball(5, 2, {}, { sensor: true })], down);
  world.step(120);
  near(state(world, 1)[1], 2 - g * 2, 1e-4, 'height');
  assert.is(world.contactCount, 0);
  const mixed = open(
    [
      floor(),
      {
        position: [0, 2],
        shapes: [{ circle: { radius: 1 }, sensor: true, density: 0 }, { circle: { radius: 0.5 } }],
      },
    ],
    down,
  );
  mixed.step(120);
  near(state(mixed, 1)[1], 0.5, 6e-3, 'height');
});

test('a moving floor carries what lies on it, and is not slowed', () => {
  const world = open(
    [
      { ...floor({ friction: 0.5 }), type: 'kinematic', velocity: [1.5, 0] },
      box(0, 0.5, {}, { friction: 0.5, density: 1000 }),
    ],
    down,
  );
  for (let n = 1; n <= 120; n++) {
    world.step();
    near(state(world, 1)[3], Math.min(0.5 * g * n * h, 1.5), 0.02, `speed at step ${n}`);
    near(state(world, 0)[0], 1.5 * n * h, 1e-5, 'way of the floor');
    assert.equal(state(world, 0).slice(3), [1.5, 0, 0]);
  }
  near(state(world, 1)[3], 1.5, 1e-3, 'speed in the end');
});

test('a lift carries what stands on it up and down', () => {
  for (const speed of [1, -1]) {
    const world = open(
      [{ ...floor(), type: 'kinematic', velocity: [0, speed] }, box(0, 0.5, { velocity: [0, speed] })],
      down,
    );
    for (let n = 1; n <= 120; n++) {
      world.step();
      near(state(world, 1)[1], 0.5 + speed * n * h, 7e-3, `height at step ${n}`);
    }
    near(state(world, 1)[4], speed, 1e-2, 'vy');
  }
});

test('a kinematic wall pushes a heavy box to its own speed', () => {
  const world = open([
    { type: 'kinematic', position: [0, 0], velocity: [2, 0], shapes: [{ box: { width: 1, height: 3 }, friction: 0 }] },
    box(2, 0, {}, { density: 1e5 }),
  ]);
  world.step(120);
  near(state(world, 1)[3], 2, 1e-3, 'speed');
  near(state(world, 1)[0], 5, 0.02, 'place');
  near(state(world, 0)[0], 4, 1e-5, 'place of the wall');
});

test('a turning bar bats a ball with twice its speed where it hits, and turns on', () => {
  const omega = 2;
  const world = open([
    { type: 'kinematic', position: [0, 0], omega, shapes: [{ box: { width: 4, height: 0.2 }, friction: 0 }] },
    ball(1.5, 1, {}, { circle: { radius: 0.25 }, restitution: 1, density: 1e4 }),
  ]);
  // The ball is touched when 1 cos a - 1.5 sin a = 0.35, at the lever 1.5 cos a + 1 sin a.
  const reach = Math.hypot(1, 1.5);
  const a = Math.acos(0.35 / reach) - Math.atan2(1.5, 1);
  const lever = 1.5 * Math.cos(a) + Math.sin(a);
  world.step(30);
  assert.is(world.contactCount, 1);
  near(world.contacts[0]!.time, a / omega, 2e-3, 'time of the impact');
  near(state(world, 1)[3], -2 * omega * lever * Math.sin(a), 0.02, 'vx');
  near(state(world, 1)[4], 2 * omega * lever * Math.cos(a), 0.02, 'vy');
  near(state(world, 0)[2], omega * 30 * h, 1e-5, 'angle of the bar');
  assert.equal(state(world, 0).slice(3), [0, 0, omega]);
});

test('kinematic and static bodies pass through each other', () => {
  const world = open([
    floor(),
    { ...box(0, 2), type: 'kinematic', velocity: [0, -1] },
    { ...box(0.5, 2), type: 'kinematic', velocity: [0, -2] },
  ]);
  world.step(180);
  near(state(world, 1)[1], -1, 1e-5, 'first');
  near(state(world, 2)[1], -4, 1e-5, 'second');
  assert.is(world.contactCount, 0);
});

test('static bodies never move, whatever hits and lies on them', () => {
  const pillar = { type: 'static', position: [0.123, 1.3], angle: 0.3, shapes: [{ box: { width: 0.2, height: 0.3 } }] };
  const world = open(
    [
      floor(),
      pillar,
      ball(-5, 1.3, { velocity: [50, 0] }, { density: 1e4, restitution: 1 }),
      box(0.2, 4, { velocity: [0, -20], omega: 5 }, { density: 1e4, friction: 1 }),
    ],
    down,
  );
  const before = [...world.states.subarray(0, 12)];
  for (let n = 0; n < 120; n++) {
    world.step();
    assert.equal([...world.states.subarray(0, 12)], before);
  }
  assert.ok(world.contactCount >= 2, 'it was hit');
});

test.run();
