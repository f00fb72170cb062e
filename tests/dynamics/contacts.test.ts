// Contacts that went wrong once, or would if something were: each a small scene with a law, through the World API.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema, type World } from '../../dist/index.js';

const kinema = await loadKinema();
const test = suite('contacts');
const h = 1 / 60;

const open = (bodies: object[], settings: object = {}) =>
  kinema.world({ world: { step: h, sleeping: false, ...settings }, bodies });
const state = (world: World, i: number) =>
  [...world.states.subarray(6 * i, 6 * i + 6)] as [number, number, number, number, number, number];
const still = { gravity: [0, 0] };
const wall = (x: number, y: number, width: number, height: number, shape: object = {}) => ({
  type: 'static',
  position: [x, y],
  shapes: [{ box: { width, height }, ...shape }],
});
const box = (x: number, y: number, body: object = {}, shape: object = {}) => ({
  position: [x, y],
  shapes: [{ box: { width: 1, height: 1 }, ...shape }],
  ...body,
});

test('a triangle in a closed box, e = 1, stays inside and keeps its energy', () => {
  const polygon = [
    [0.1, 0.3],
    [-0.3, -0.2],
    [0.2, -0.3],
  ] as const;
  const slick = { friction: 0 };
  const world = open(
    [
      wall(-0.5, 2.95, 1, 7.9, slick),
      wall(8.7, 2.95, 1, 7.9, slick),
      wall(4.1, -0.5, 10.2, 1, slick),
      wall(4.1, 6.4, 10.2, 1, slick),
      {
        position: [5.7, 3.7],
        velocity: [-8.8, -2.3],
        angle: 2.7,
        shapes: [{ polygon, ...slick, restitution: 1 }],
      },
    ],
    still,
  );
  // Centroid, and inertia per mass about it, of a triangle.
  const c = [0, -0.2 / 3] as const;
  const squares = polygon.reduce((sum, [x, y]) => sum + (x - c[0]) ** 2 + (y - c[1]) ** 2, 0);
  const energy = () => {
    const [, , angle, vx, vy, omega] = state(world, 4);
    const cx = c[0] * Math.cos(angle) - c[1] * Math.sin(angle);
    const cy = c[0] * Math.sin(angle) + c[1] * Math.cos(angle);
    return ((vx - omega * cy) ** 2 + (vy + omega * cx) ** 2 + (omega ** 2 * squares) / 12) / 2;
  };
  const start = energy();
  for (let n = 1; n <= 2000; n++) {
    world.step();
    const [x, y, angle] = state(world, 4);
    for (const [px, py] of polygon) {
      const cx = x + px * Math.cos(angle) - py * Math.sin(angle);
      const cy = y + px * Math.sin(angle) + py * Math.cos(angle);
      assert.ok(cx > -0.01 && cx < 8.21 && cy > -0.01 && cy < 5.91, `step ${n}: a corner at ${cx}, ${cy}`);
    }
    const gain = energy() / start - 1;
    assert.ok(Math.abs(gain) < 1e-3, `step ${n}: energy changed by ${gain}`);
  }
  assert.ok(world.contactCount > 50, 'it bounced');
});

test('a box dropped flat bounces flat, to e^2 of its height', () => {
  const world = open([wall(0, -0.5, 20, 1), box(0, 2.5, {}, { restitution: 0.5 })]);
  let apex = 0;
  let bounced = false;
  for (let n = 1; n <= 77; n++) {
    world.step();
    const [x, y, angle, , vy] = state(world, 1);
    bounced ||= vy > 1;
    if (bounced) apex = Math.max(apex, y - 0.5);
    assert.ok(Math.abs(angle) < 1e-4, `step ${n}: angle ${angle}`);
    assert.ok(Math.abs(x) < 1e-4, `step ${n}: x ${x}`);
  }
  assert.ok(Math.abs(apex - 0.5) < 0.01, `apex ${apex}`);
});

for (const pushSpeed of [0.5, 3])
  test(`soft: boxes that overlap at the start part no faster than pushSpeed ${pushSpeed}`, () => {
    const world = open([box(0, 0), box(0.6, 0)], { ...still, pushSpeed });
    let fastest = 0;
    let gap = -0.4;
    for (let n = 1; n <= 120; n++) {
      world.step();
      const [x0, , , v0] = state(world, 0);
      const [x1, , , v1] = state(world, 1);
      fastest = Math.max(fastest, Math.abs(v0), Math.abs(v1), (x1 - x0 - 1 - gap) / h);
      gap = x1 - x0 - 1;
    }
    assert.ok(fastest <= pushSpeed * 1.0001, `${fastest} m/s`);
    assert.ok(gap > -0.0051, `gap ${gap}`);
  });

test('project: boxes that overlap at the start part without velocity', () => {
  const world = open([box(0, 0), box(0.6, 0)], { ...still, resolveOverlaps: 'project' });
  for (let n = 1; n <= 120; n++) {
    world.step();
    for (const i of [0, 1]) for (const v of state(world, i).slice(3)) assert.ok(Math.abs(v) < 1e-6, `velocity ${v}`);
  }
  const gap = state(world, 1)[0] - state(world, 0)[0] - 1;
  assert.ok(gap > -0.0151 && gap < 0.001, `gap ${gap}`);
});

test('a tower of 30 boxes, shifted by 2 mm in turns, stands for 20 s', () => {
  const world = open([
    wall(0, -0.5, 20, 1),
    ...Array.from({ length: 30 }, (_, i) => box(i % 2 ? 0.002 : -0.002, 0.5 + i)),
  ]);
  world.step(1200);
  for (let i = 0; i < 30; i++) {
    const [x, y, angle] = state(world, i + 1);
    assert.ok(Math.abs(x) < 0.05 && Math.abs(angle) < 0.02, `box ${i} at ${x}, turned by ${angle}`);
    assert.ok(Math.abs(y - 0.5 - i) < 0.01 * (i + 1), `box ${i} at the height ${y}`);
  }
});

for (const omega of [0, 7, -20])
  test(`a box at 40 m/s, spinning at ${omega}, stays on its side of a segment and of a corner of a chain`, () => {
    const segment = open(
      [
        { type: 'static', position: [0, 0], shapes: [{ segment: { a: [0, -50], b: [0, 50] } }] },
        box(-5, 0.3, { velocity: [40, 0], omega, angle: 0.2 }, { box: { width: 0.4, height: 0.4 } }),
      ],
      still,
    );
    const points = [
      [-50, 50],
      [0, 0],
      [50, 50],
    ] as const;
    const chain = open(
      [
        { type: 'static', position: [0, 0], shapes: [{ chain: { points } }] },
        box(0.1, 5, { velocity: [0, -40], omega, angle: 0.2 }, { box: { width: 0.4, height: 0.4 } }),
      ],
      still,
    );
    for (let n = 1; n <= 120; n++) {
      segment.step();
      chain.step();
      assert.ok(state(segment, 1)[0] < 0, `segment, step ${n}: x ${state(segment, 1)[0]}`);
      const [x, y] = state(chain, 1);
      assert.ok(y > Math.abs(x), `chain, step ${n}: ${x}, ${y}`);
    }
    assert.ok(state(segment, 1)[3] < 1 && state(chain, 1)[4] > -1, 'they hit');
  });

test('a box slides over seams of static boxes without a bump, and bounces off the one that stands in its way', () => {
  const slick = { friction: 0, restitution: 0.5 };
  const world = open([
    ...[-4, -2, 0, 2, 4].map((x) => wall(x, -0.5, 2, 1, { friction: 0 })),
    wall(4.5, 0.5, 1, 1, slick),
    box(-4, 0.5, { velocity: [3, 0] }, { friction: 0 }),
  ]);
  // It touches with its centre at x = 3.5.
  const touch = 7.5 / 3;
  for (let n = 1; n <= 240; n++) {
    world.step();
    const [, y, angle, vx, vy] = state(world, 6);
    const t = n * h;
    assert.ok(Math.abs(y - 0.5) < 6e-3, `step ${n}: height ${y}`);
    assert.ok(Math.abs(angle) < 5e-3, `step ${n}: angle ${angle}`);
    assert.ok(Math.abs(vy) < 0.05, `step ${n}: vy ${vy}`);
    if (t < touch - h) assert.ok(Math.abs(vx - 3) < 1e-3, `step ${n}: vx ${vx}`);
    if (t > touch + h) assert.ok(Math.abs(vx + 1.5) < 1e-2, `step ${n}: vx ${vx} after the wall`);
  }
});

test('a box that slides over seams hands its speed to one that stands over a seam', () => {
  const world = open([
    ...[-4, -2, 0, 2, 4, 6, 8].map((x) => wall(x, -0.5, 2, 1, { friction: 0 })),
    box(-4, 0.5, { velocity: [3, 0] }, { friction: 0, restitution: 1 }),
    box(1, 0.5, {}, { friction: 0 }),
  ]);
  world.step(120);
  for (const [i, speed, x] of [
    [7, 0, 0],
    [8, 3, 1 + 3 * (2 - 4 / 3)],
  ] as const) {
    const s = state(world, i);
    assert.ok(Math.abs(s[3] - speed) < 0.01, `body ${i}: vx ${s[3]}`);
    assert.ok(Math.abs(s[0] - x) < 0.02, `body ${i}: x ${s[0]}`);
    assert.ok(Math.abs(s[1] - 0.5) < 6e-3 && Math.abs(s[2]) < 5e-3, `body ${i}: y ${s[1]}, angle ${s[2]}`);
  }
});

test.run();
