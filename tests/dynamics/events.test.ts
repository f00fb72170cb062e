// Events of the engine: who touches, hits, enters, sleeps, when and how hard.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyType, EventKind } from '../../bindings/typescript/engine/layout.js';
import { RawWorld } from '../support/raw-world.js';

const test = suite('events');

const near = (value: number, wanted: number, by: number, what: string) =>
  assert.ok(Math.abs(value - wanted) <= by, `${what}: ${value}, wanted ${wanted} +- ${by}`);

/** Steps one at a time and gathers all events. */
function gather(world: RawWorld, steps: number) {
  const all = [];
  for (let i = 0; i < steps; i++) {
    world.step();
    all.push(...world.events());
  }
  return all;
}

test('a bounce: begin and hit at the time of touch, with place, normal, impulse and speed, then the end', () => {
  const world = new RawWorld({ gravityY: 0 });
  const ball = world.ball(0, 3, 0.5, { vy: -4 }, { restitution: 1, density: 2 });
  const wall = world.wall(0, -0.5, 5, 0.5);
  const events = gather(world, 60);
  assert.equal(
    events.map(({ name }) => name),
    ['Begin', 'Hit', 'End'],
  );
  const [begin, hit, end] = events as any[];
  for (const event of [begin, hit]) {
    near(event.step / 60 + event.offset, 2.5 / 4, 1e-5, 'time');
    assert.equal([event.a, event.b], [ball, wall]);
    near(event.x, 0, 1e-5, 'x');
    near(event.y, 0, 1e-3, 'y');
    near(event.nx, 0, 1e-5, 'nx');
    near(event.ny, -1, 1e-5, 'ny');
    near(event.speed, 4, 1e-4, 'speed');
    near(event.impulse, 2 * 4 * Math.PI * 0.25 * 2, 1e-3, 'impulse');
  }
  assert.ok(end.step > begin.step && end.step <= begin.step + 2);
});

test('a box that lands without bouncing begins to touch once, with the impulse that stopped it, and never ends', () => {
  for (const speed of [0.9, 4]) {
    const world = new RawWorld({ hitSpeed: 0.5 });
    world.box(0, 0.6, 0.5, 0.5, { vy: -speed });
    world.wall(0, -0.5, 5, 0.5);
    const events = gather(world, 120).filter(({ kind }) => kind !== EventKind.Sleep);
    assert.equal(
      events.map(({ name }) => name),
      ['Begin', 'Hit'],
      `${speed} m/s`,
    );
    const impact = Math.sqrt(speed ** 2 + 2 * 9.8 * 0.1);
    near(events[1]?.speed ?? 0, impact, 0.35, 'speed');
    near(events[1]?.impulse ?? 0, impact, 0.4, 'impulse of 1 kg');
  }
});

test('slow touches are no hits', () => {
  const world = new RawWorld({ gravityY: 0 });
  world.ball(0, 1, 0.5, { vy: -0.5 }, { restitution: 1 });
  world.wall(0, -0.5, 5, 0.5);
  assert.equal(
    gather(world, 120).map(({ name }) => name),
    ['Begin', 'End'],
  );
});

test('kinds that are not asked for are not noted', () => {
  const world = new RawWorld({ gravityY: 0, events: 1 << EventKind.Hit });
  world.ball(0, 3, 0.5, { vy: -4 }, { restitution: 1 });
  world.wall(0, -0.5, 5, 0.5);
  assert.equal(
    gather(world, 60).map(({ name }) => name),
    ['Hit'],
  );
});

test('one call of many steps reports all of them, in order of time', () => {
  const make = () => {
    const world = new RawWorld({ gravityY: 0 });
    for (let i = 0; i < 6; i++) world.ball(i * 2, 3 + i * 0.37, 0.5, { vy: -4 - i }, { restitution: 1 });
    world.wall(5, -0.5, 20, 0.5);
    world.wall(5, 8, 20, 0.5);
    return world;
  };
  const one = make();
  one.step(200);
  const all = one.events();
  assert.ok(all.length > 30);
  const times = all.map(({ step, offset }) => step / 60 + offset);
  assert.ok(times.every((time, i) => i === 0 || time >= (times[i - 1] as number) - 1e-7));
  assert.equal(gather(make(), 200), all, 'stepwise');
  const scalar = new RawWorld({ gravityY: 0 }, 'scalar');
  for (let i = 0; i < 6; i++) scalar.ball(i * 2, 3 + i * 0.37, 0.5, { vy: -4 - i }, { restitution: 1 });
  scalar.wall(5, -0.5, 20, 0.5);
  scalar.wall(5, 8, 20, 0.5);
  scalar.step(200);
  assert.equal(scalar.events(), all, 'scalar build');
});

test('removing a body ends its touches in the next report, and wakes what rested on it', () => {
  const world = new RawWorld();
  const shelf = world.wall(0, 0, 2, 0.5);
  const box = world.box(0, 1, 0.5, 0.5);
  world.step(120);
  assert.ok(world.events().some(({ name, a }) => name === 'Sleep' && a === box));
  assert.is(world.exports.bodyRemove(world.handle, shelf), 0);
  world.step();
  assert.equal(
    world.events().map(({ name, a, b }) => [name, a, b === 0xffffffff ? null : b]),
    [
      ['Wake', box, null],
      ['End', shelf, box],
    ],
  );
  world.step(60);
  assert.ok((world.state(1)[1] as number) < -2, 'falls');
  assert.equal(world.state(0), [0, 0, 0, 0, 0, 0], 'the removed row');
});

test('a sensor notices who comes, passes within one step, rests in it and leaves, and pushes nobody', () => {
  const world = new RawWorld({ gravityY: 0 });
  const sensor = world.wall(0, 0, 0.1, 5, { sensor: 1 });
  const slow = world.ball(-2, 0, 0.5, { vx: 2 });
  const bullet = world.ball(-2, 2, 0.2, { vx: 300 });
  const events = gather(world, 120);
  assert.ok(events.every(({ a }) => a === sensor));
  const of = (body: number) => events.filter(({ b }) => b === body).map(({ name }) => name);
  assert.equal(of(slow), ['SensorBegin', 'SensorEnd']);
  assert.equal(of(bullet), ['SensorBegin', 'SensorEnd']);
  const entry = events.find(({ b, name }) => b === bullet && name === 'SensorBegin');
  near((entry?.step ?? 0) / 60 + (entry?.offset ?? 0), 1.7 / 300, 1e-4, 'entry of the bullet');
  const in2 = events.find(({ b, name }) => b === slow && name === 'SensorBegin');
  near((in2?.step ?? 0) / 60 + (in2?.offset ?? 0), 1.4 / 2, 2e-3, 'entry of the ball');
  near(world.state(1)[3] as number, 2, 1e-6, 'its speed');
});

test('a moving sensor notices what stands still', () => {
  const world = new RawWorld({ gravityY: 0 });
  const eye = world.body({ x: -3, vx: 3 });
  world.shape(eye, { radius: 0.5, sensor: 1 });
  const wall = world.wall(0, 0, 0.2, 2);
  assert.equal(
    gather(world, 120).map(({ name, a, b }) => [name, a, b]),
    [
      ['SensorBegin', eye, wall],
      ['SensorEnd', eye, wall],
    ],
  );
  near(world.state(0)[0] as number, 3, 1e-5, 'x');
});

test('islands fall asleep body by body, and wake together', () => {
  const world = new RawWorld();
  world.wall(0, -0.5, 5, 0.5);
  const boxes = [0, 1, 2].map((i) => world.box(0, 0.5 + i, 0.5, 0.5));
  const slept = gather(world, 200).filter(({ name }) => name === 'Sleep');
  assert.equal(
    slept.map(({ a }) => a),
    boxes,
  );
  assert.ok(slept.every(({ step }) => step === slept[0]?.step));
  world.ball(0.2, 6, 0.3, { vy: -3 });
  assert.equal(
    gather(world, 60)
      .filter(({ name }) => name === 'Wake')
      .map(({ a }) => a)
      .sort(),
    boxes,
  );
});

test('a platform lets through from below what it carries from above', () => {
  for (const shape of ['ball', 'box'] as const) {
    const world = new RawWorld();
    world.wall(0, 2, 2, 0.1, { oneWayY: 1 });
    const jumper = shape === 'ball' ? world.ball(0, 0.5, 0.3, { vy: 9 }) : world.box(0, 0.5, 0.3, 0.3, { vy: 9 });
    world.wall(0, -0.5, 5, 0.5);
    let top = 0;
    for (let i = 0; i < 240; i++) {
      world.step();
      top = Math.max(top, world.state(jumper)[1] as number);
    }
    near(top, 0.5 + 81 / 19.6, 0.02, `${shape}: apex, as if nothing were there`);
    near(world.state(jumper)[1] as number, 2.4, 0.01, `${shape}: rests on top`);
  }
});

test('a platform lets fast balls through from below and stops them from above', () => {
  for (const [from, to] of [
    [-20, 1],
    [20, -1],
  ] as const) {
    const world = new RawWorld({ gravityY: 0 });
    world.wall(0, 0, 3, 0.05, { oneWayY: 1 });
    const ball = world.ball(0, from, 0.1, { vy: -from * 10 });
    world.step(30);
    const y = world.state(ball)[1] as number;
    if (to > 0) near(y, 80, 1e-2, 'through');
    else assert.ok(y > 0.1, `stopped at ${y}`);
  }
});

test('forces: exact in free flight, and a force through the centre holds a body against gravity', () => {
  const world = new RawWorld();
  const m = 2;
  const free = world.box(0, 10, 0.5, 0.5, {}, { density: m });
  const held = world.box(5, 10, 0.5, 0.5, {}, { density: m });
  const spun = world.box(10, 10, 0.5, 0.5, { gravityScale: 0 }, { density: m });
  for (let i = 0; i < 60; i++) {
    assert.is(world.exports.bodyApplyForce(world.handle, free, 3, 0, 0), 0);
    assert.is(world.exports.bodyApplyForceAt(world.handle, held, 0, 9.8 * m, 5, 3), 0);
    assert.is(world.exports.bodyApplyForce(world.handle, spun, 0, 0, 0.5), 0);
    world.step();
  }
  const [x, y, , vx] = world.state(free) as [number, number, number, number];
  near(x, (3 / m) * 0.5, 1e-4, 'x');
  near(vx, 3 / m, 1e-4, 'vx');
  near(y, 10 - 4.9, 1e-4, 'y');
  near(world.state(held)[1] as number, 10, 1e-4, 'held');
  const inertia = (m * 2) / 12;
  near(world.state(spun)[5] as number, 0.5 / inertia, 1e-3, 'omega');
  near(world.state(spun)[2] as number, (0.5 / inertia) * 0.5, 2e-3, 'angle');
  world.step(60);
  near(world.state(free)[3] as number, 3 / m, 1e-4, 'no force after its step');
});

test('forces act on bodies at rest: a push below friction moves nothing, one above it slides the box', () => {
  const pushed = (force: number) => {
    const world = new RawWorld();
    world.wall(0, -0.5, 50, 0.5, { friction: 0.5 });
    const box = world.box(0, 0.5, 0.5, 0.5, {}, { friction: 0.5 });
    for (let i = 0; i < 120; i++) {
      world.exports.bodyApplyForce(world.handle, box, force, 0, 0);
      world.step();
    }
    return world.state(box)[0] as number;
  };
  near(pushed(4), 0, 2e-3, 'below mu m g = 4.9 N');
  near(pushed(6.9), ((6.9 - 4.9) / 2) * 4, 0.1, 'above');
});

test('a kinematic body is at its target after the next step, to the bit, and stands there', () => {
  const world = new RawWorld();
  const lift = world.box(0, 0, 1, 0.25, { type: BodyType.Kinematic });
  const box = world.box(0, 0.75, 0.5, 0.5);
  for (let i = 1; i <= 60; i++) {
    assert.is(world.exports.bodySetTarget(world.handle, lift, 0, i * 0.02, 0), 0);
    world.step();
    assert.is(world.state(lift)[1], Math.fround(i * 0.02));
  }
  near(world.state(box)[1] as number, 0.75 + 1.2, 0.02, 'the box rides');
  world.step(60);
  assert.is(world.state(lift)[1], Math.fround(1.2));
  assert.is(world.state(lift)[4], 0);
  near(world.state(box)[1] as number, 1.95, 0.02, 'and rests');
});

test.run();
