// Sleeping: who falls asleep, who does not, and who wakes, through the World API.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema, type World } from '../../dist/index.js';

const kinema = await loadKinema();
const test = suite('sleep');
const h = 1 / 60;

const open = (bodies: object[], settings: object = {}) => kinema.world({ world: { step: h, ...settings }, bodies });
const state = (world: World, i: number) => [...world.states.subarray(6 * i, 6 * i + 6)] as number[];
const floor = (shape: object = {}) => ({
  type: 'static',
  position: [0, -0.5],
  shapes: [{ box: { width: 200, height: 1 }, ...shape }],
});
const box = (x: number, y: number, body: object = {}, shape: object = {}) => ({
  position: [x, y],
  shapes: [{ box: { width: 1, height: 1 }, ...shape }],
  ...body,
});
const stack = (x: number, n: number, top: object = {}) =>
  Array.from({ length: n }, (_, i) => box(x, 0.5 + i, i === n - 1 ? top : {}));

/** Bodies 1 to 3 and 4 to 6 are stacks; body 7 flies without weight against the first. */
const twoStacks = () =>
  open([
    floor(),
    ...stack(0, 3),
    ...stack(5, 3),
    { position: [-8, 1.5], velocity: [3, 0], gravityScale: 0, shapes: [{ circle: { radius: 0.4 } }] },
  ]);

test('a stack at rest sleeps within 1.5 s, then costs no contacts and keeps its bits', () => {
  const world = open([floor(), ...stack(0, 5)]);
  world.step(10);
  assert.is(world.stats.awake, 5);
  world.step(80);
  assert.is(world.stats.awake, 0);
  world.step();
  assert.is(world.stats.touching, 0);
  assert.is(world.stats.colors, 0);
  const before = [...world.states];
  world.step(600);
  assert.equal([...world.states], before);
});

test('nobody sleeps with sleeping off', () => {
  const world = open([floor(), ...stack(0, 5)], { sleeping: false });
  world.step(900);
  assert.is(world.stats.awake, 5);
  assert.ok(world.stats.touching >= 5);
});

test('a hit wakes the whole of an island, and no other', () => {
  const world = twoStacks();
  world.step(100);
  assert.is(world.stats.awake, 1, 'the ball alone');
  const before = [...world.states.subarray(6, 42)];
  while (state(world, 7)[3] === 3 && world.steps < 400) {
    assert.equal([...world.states.subarray(6, 42)], before);
    world.step();
  }
  assert.is(world.stats.awake, 4, 'the ball and its stack');
  assert.ok(state(world, 2)[3]! > 0.1, 'the box that was hit moves');
  for (let n = 0; n < 30; n++) {
    world.step();
    assert.equal([...world.states.subarray(24, 42)], before.slice(18), 'the neighbours sleep');
  }
});

test('a kinematic body that touches wakes and pushes', () => {
  const wall = { type: 'kinematic', position: [-6, 1], velocity: [2, 0], shapes: [{ box: { width: 1, height: 1.5 } }] };
  const world = open([floor(), box(0, 0.5), wall]);
  world.step(100);
  assert.is(world.stats.awake, 1, 'the wall alone');
  const before = state(world, 1);
  world.step(40);
  assert.equal(state(world, 1), before);
  world.step(100);
  assert.is(world.stats.awake, 2);
  // The wall's face has come from -5.5 to 2.5.
  assert.ok(Math.abs(state(world, 1)[0]! - 3) < 0.02, `box at ${state(world, 1)[0]}`);
  assert.ok(Math.abs(state(world, 1)[3]! - 2) < 0.02, `box moves at ${state(world, 1)[3]}`);
});

test('canSleep false keeps its island awake, and no other', () => {
  const world = open([floor(), ...stack(0, 3, { canSleep: false }), ...stack(5, 3)]);
  world.step(600);
  assert.is(world.stats.awake, 3);
});

test('a body that drifts at 1 mm/s in free space never sleeps and moves exactly; a pair neither', () => {
  const slow = { velocity: [0.001, 0] };
  const world = open([box(0, 0, slow), box(5, 0, slow), box(6, 0, slow)], { gravity: [0, 0] });
  for (let n = 1; n <= 1200; n++) {
    world.step();
    if (n % 60) continue;
    assert.is(world.stats.awake, 3);
    for (const [i, x] of [0, 5, 6].entries()) {
      const error = state(world, i)[0]! - (x + 0.001 * n * h);
      // The two that touch are solved: their ways are sums of f32.
      assert.ok(Math.abs(error) < (i === 0 ? 1e-6 : 1e-4), `body ${i} at step ${n}: off by ${error}`);
    }
  }
});

test('sleep and waking are the same bits, however steps are divided and from any snapshot', () => {
  const one = twoStacks();
  const many = twoStacks();
  const copies: World[] = [];
  for (let n = 0; n < 40; n++) {
    many.step(10);
    for (let k = 0; k < 10; k++) one.step();
    for (const copy of copies) copy.step(10);
    for (const other of [many, ...copies]) assert.is(other.digest(), one.digest(), `step ${one.steps}`);
    if (n === 5 || n === 11 || n === 13) copies.push(kinema.restoreWorld(one.snapshot()));
  }
});

test('what slides slowly, above sleepSpeed, does not sleep', () => {
  const world = open([floor({ friction: 0 }), box(0, 0.5, { velocity: [0.06, 0] }, { friction: 0 })]);
  world.step(600);
  assert.is(world.stats.awake, 1);
  assert.ok(Math.abs(state(world, 1)[0]! - 0.6) < 1e-3, `x ${state(world, 1)[0]}`);
});

test('a box that leans falls on its face before it sleeps', () => {
  const angle = Math.PI / 4 - 0.02;
  const world = open([floor({ friction: 1 }), box(0, Math.SQRT1_2, { angle }, { friction: 1 })]);
  world.step(600);
  assert.is(world.stats.awake, 0);
  const turns = state(world, 1)[2]! / (Math.PI / 2);
  assert.ok(Math.abs(turns - Math.round(turns)) < 1e-2, `angle ${state(world, 1)[2]}`);
});

test('a box on a slow conveyor is carried on and does not sleep', () => {
  const world = open([floor({ friction: 0.5, tangentSpeed: 0.04 }), box(0, 0.5, {}, { friction: 0.5 })]);
  world.step(600);
  assert.is(world.stats.awake, 1);
  assert.ok(Math.abs((state(world, 1)[0] as number) + 0.4) < 2e-3, `x ${state(world, 1)[0]}`);
});

test.run();
