// Peers' expectations of determinism, snapshots and recordings.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { loadKinema } from '../../dist/index.js';
import { ball, box, floor, h, kinema, open, type Pair, wall } from './support.js';

const test = suite('peers: repeat');

type World = ReturnType<typeof open>;

/** A pile of boxes with some that keep moving. */
function pile(world = open(), sleepy = true): World {
  world.addBody(wall(0, -0.5, 20, 0.5));
  for (let i = 0; i < 6; i++)
    for (let j = 0; j < 4; j++)
      world.addBody(
        box(i * 1.05 - 5 + ((i * 0.013 + j * 0.017) % 0.05), j * 1.05 + 0.55, 0.5, 0.5, { canSleep: sleepy }),
      );
  for (let i = 0; i < 3; i++)
    world.addBody(ball(-9 + i * 0.7, 3.4 + i, 0.4, { velocity: [4, 0.3 * i], canSleep: false }));
  return world;
}

/** A chain of revolute joints that swings through a sensor, and one joint of most other types. */
function jointed(world = pile()): World {
  let last = world.addBody({ type: 'static', position: [0, 7] });
  for (let i = 0; i < 4; i++) {
    const body = world.addBody(ball(0.6 * (i + 1), 7, 0.25, { canSleep: false }));
    world.addJoint({ type: 'revolute', a: last, b: body, anchorA: [0.3, 0], anchorB: [-0.3, 0] });
    last = body;
  }
  world.addBody(wall(0, 4, 3, 0.5, { sensor: true }));
  const row = [0, 1, 2, 3].map((i) => world.addBody(box(8 + i, 2, 0.3, 0.3)));
  const at = { anchorA: [0.5, 0] as Pair, anchorB: [-0.5, 0] as Pair };
  world.addJoint({
    type: 'prismatic',
    a: row[0],
    b: row[1],
    axis: [1, 0],
    limits: { lower: -0.5, upper: 0.5 },
    ...at,
  });
  world.addJoint({ type: 'distance', a: row[1], b: row[2], length: 1, ...at });
  world.addJoint({ type: 'weld', a: row[2], b: row[3], linear: { hertz: 5, damping: 0.7 }, ...at });
  return world;
}

/** A world and its copy from bytes step on alike, snapshots included. */
function goesOn(
  world: World,
  before: number,
  after: number,
  edit: (world: World, step: number) => void = () => {},
): void {
  for (let step = 0; step < before; step++) {
    edit(world, step);
    world.step();
  }
  const copy = kinema.restoreWorld(world.snapshot());
  assert.is(copy.digest(), world.digest());
  for (let step = before; step < before + after; step++) {
    for (const each of [world, copy]) {
      edit(each, step);
      each.step();
    }
    assert.is(copy.digest(), world.digest(), `step ${step}`);
  }
  assert.equal(copy.snapshot(), world.snapshot());
}

// Rapier, crates/rapier2d/tests/snapshot_roundtrip.rs, awake_pile
test('a pile that is awake goes on bit for bit from its snapshot', () => goesOn(pile(open(), false), 60, 100));

// Rapier, crates/rapier2d/tests/snapshot_roundtrip.rs, sleeping_pile
test('a pile that sleeps goes on bit for bit from its snapshot', () => goesOn(pile(), 120, 60));

// Rapier, crates/rapier2d/tests/snapshot_roundtrip.rs, ccd_bodies
test('fast bodies go on bit for bit from a snapshot', () => {
  const world = pile();
  for (let i = 0; i < 8; i++) world.addBody(ball(-6 + i * 1.5, 4 + i * 0.3, 0.15, { velocity: [90, -45 + 3 * i] }));
  goesOn(world, 20, 60);
});

// Rapier, crates/rapier2d/tests/snapshot_roundtrip.rs, joints_and_sensor
test('joints and sensors go on bit for bit from a snapshot', () => goesOn(jointed(), 60, 100));

// Rapier, crates/rapier2d/tests/snapshot_roundtrip.rs, structural_changes
test('bodies may come and go on both sides of a snapshot', () => {
  const added = new Map<World, number[]>();
  goesOn(jointed(), 60, 100, (world, step) => {
    // What the first world added is also in its copy.
    const mine = added.get(world) ?? [...([...added.values()][0] ?? [])];
    added.set(world, mine);
    if (step % 17 === 0) mine.push(world.addBody(ball((step % 5) - 2, 6 + (step % 3), 0.45)).index);
    if (step % 23 === 0 && mine.length) world.body(mine.shift() as number).remove();
  });
});

// Rapier, crates/rapier2d/tests/snapshot_roundtrip.rs, restoring_into_a_live_pipeline
test('a snapshot restored into the world that went on from it leads the same way again', () => {
  const world = pile();
  world.step(60);
  const snapshot = world.snapshot();
  const way = () =>
    Array.from({ length: 60 }, () => {
      world.step();
      return world.digest();
    });
  const first = way();
  world.restore(snapshot);
  assert.equal(way(), first);
});

// Box2D 3, test/test_snapshot.c, SnapshotTest
test('handles held across a restore go on working; one made after the snapshot is refused', () => {
  const world = jointed();
  world.step(120);
  const [body, joint] = [world.bodies[5] as World['bodies'][0], world.joints[0] as World['joints'][0]];
  const [shape] = body.shapes;
  const snapshot = world.snapshot();
  const digest = world.digest();
  body.setVelocity([3, 6]);
  const late = world.addBody(ball(20, 20));
  world.step(30);
  assert.is.not(world.digest(), digest);
  world.restore(snapshot);
  assert.is(world.digest(), digest);
  assert.ok(body.alive && joint.alive && shape?.alive);
  assert.not.ok(late.alive);
  assert.throws(() => late.position);
});

// Box2D 3, test/test_snapshot.c, SnapshotTest
test('a damaged snapshot is refused, and the world stays as it was', () => {
  const world = pile();
  world.step(30);
  const snapshot = world.snapshot();
  const digest = world.digest();
  const broken = snapshot.slice();
  broken[0] = (broken[0] as number) ^ 0xff;
  for (const bytes of [new Uint8Array(0), broken, snapshot.subarray(0, snapshot.length >> 1)]) {
    assert.throws(() => world.restore(bytes));
    assert.is(world.digest(), digest);
  }
  for (let i = 0; i < 3; i++) world.restore(snapshot);
  assert.is(world.digest(), digest);
});

// Box2D 3, test/test_snapshot.c, SnapshotTest
test('a world from a snapshot taken in mid-flight has the future of the first', () => {
  const world = jointed();
  world.step(20);
  const snapshot = world.snapshot();
  const way = (of: World) =>
    Array.from({ length: 90 }, () => {
      of.step();
      return of.digest();
    });
  assert.equal(way(kinema.restoreWorld(snapshot)), way(world));
});

/** Rows of boxes on hinges that fall on a floor with steps and come to rest. */
function hinges(of: typeof kinema): World {
  const world = of.world({ world: { gravity: [0, -10], step: h } });
  world.addBody(floor());
  for (let column = 0; column < 4; column++) {
    let last: World['bodies'][0] | undefined;
    for (let i = 0; i < 8; i++) {
      const body = world.addBody(
        box(
          column * 2 - 3 + (i % 2) * 0.3,
          1 + i * 0.55,
          0.25,
          0.25,
          { angle: (column - 1.5) * 0.1 },
          { radius: 0.02 },
        ),
      );
      if (i % 2 && last)
        world.addJoint({
          type: 'revolute',
          a: last,
          b: body,
          anchorA: [0.15, 0.27],
          anchorB: [-0.15, -0.27],
          limits: { lower: -0.3, upper: 0.6 },
          spring: { hertz: 0.5, damping: 0.5 },
        });
      last = body;
    }
  }
  return world;
}

// Box2D 3, test/test_determinism.c, CrossPlatformTest, MultithreadingTest
test('falling hinges fall asleep in the same step with the same bits, with and without SIMD', async () => {
  const runs = [];
  for (const build of ['simd', 'scalar', 'simd'] as const) {
    const world = hinges(await loadKinema({ build }));
    while (world.stats.awake > 0 && world.steps < 1500) world.step();
    runs.push([world.steps, world.digest()]);
    assert.is(world.stats.awake, 0);
  }
  assert.equal(runs[1], runs[0]);
  assert.equal(runs[2], runs[0]);
});

// Box2D 3, test/test_restitution.c, WorkerParityTest
test('twenty bouncing balls give the same bits in every build', async () => {
  const digests = [];
  for (const build of ['simd', 'scalar'] as const) {
    const world = (await loadKinema({ build })).world({ world: { gravity: [0, -10], step: h, sleeping: false } });
    world.addBody(floor({ restitution: 0.6, friction: 0 }));
    for (let i = 0; i < 20; i++)
      world.addBody(ball(-10 + 1.05 * i, 3 + 0.13 * i, 0.5, {}, { restitution: 0.6, friction: 0 }));
    world.step(200);
    digests.push(world.digest());
  }
  assert.is(digests[0], digests[1]);
});

/** A session with a call of every kind, recorded. */
function session(): Uint8Array {
  const world = open();
  const recorder = world.record();
  const ground = world.addBody({ type: 'static', position: [0, -10], shapes: [{ circle: { radius: 10 } }] });
  ground.addShape({ segment: { a: [-20, 0], b: [20, 0] } });
  const body = world.addBody(ball(0, 4, 0.5, { name: 'a body with a rather long name' }));
  const plate = body.addShape({ box: { width: 0.5, height: 0.5 }, density: 2 });
  const capsule = world.addBody({
    position: [2, 6],
    shapes: [{ capsule: { a: [-0.5, 0], b: [0.5, 0], radius: 0.25 } }],
  });
  plate.set({ friction: 0.3, density: 3, filter: { category: 2 } });
  capsule.addShape({ circle: { radius: 0.1 } }).remove();
  const told = world.addBody(ball(-3, 5, 0.3, { type: 'kinematic' }));
  body.setPose([1, 5], 0);
  body.setVelocity([0.5, 0], 0.25);
  body.set({ linearDamping: 0.1, gravityScale: 0.9, mass: { mass: 2, inertia: 0.5 } });
  capsule.set({ type: 'kinematic' });
  capsule.set({ type: 'dynamic' });
  const rope = world.addJoint({ type: 'distance', a: body, b: capsule, max: 3 });
  const hinge = world.addJoint({ type: 'revolute', b: capsule, anchor: [2, 8] });
  for (let i = 0; i < 60; i++) {
    if (i === 5) body.applyForce([0, 50], [1, 5]);
    if (i === 6) body.applyTorque(1);
    if (i === 7) body.applyImpulse([0.1, 0]);
    if (i === 8) told.moveTo([-2, 5]);
    if (i === 20) world.set({ gravity: [1, -9] });
    if (i === 25) hinge.set({ motor: { speed: 2, maxTorque: 20 } });
    if (i === 30) rope.remove();
    if (i === 40) told.remove();
    world.rayCast([0, 10], [0, -10]);
    world.step();
  }
  return recorder.finish();
}

// Box2D 3, test/test_recording.c, RecordingTest
test('a recorded session of every kind of call replays to the last bit', () => {
  const { ok, steps } = kinema.replay(session());
  assert.is(ok, true);
  assert.is(steps, 60);
});

// Box2D 3, test/test_snapshot.c, SnapshotTest
test('a recording begun in mid-flight replays, as often as one likes', () => {
  const world = jointed();
  world.step(20);
  const recorder = world.record();
  world.step(60);
  const bytes = recorder.finish();
  for (let i = 0; i < 2; i++) {
    const { ok, steps } = kinema.replay(bytes);
    assert.equal([ok, steps], [true, 60]);
  }
});

// Box2D 3, test/test_invalid_input.c, RecordReplayTest
test('calls that were refused do not disturb a recording', () => {
  const world = open();
  const recorder = world.record();
  world.addBody({ type: 'static', position: [0, 0], shapes: [{ segment: { a: [-20, 0], b: [20, 0] } }] });
  const body = world.addBody(box(0, 4));
  for (let i = 0; i < 30; i++) {
    const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][i % 3] as number;
    assert.throws(() => body.applyForce([bad, 0]));
    assert.throws(() => body.setVelocity([0, 0], bad));
    assert.throws(() => body.addShape({ circle: { radius: 0.5 }, density: bad }));
    body.applyForce([0, 1]);
    world.step();
  }
  assert.is(kinema.replay(recorder.finish()).ok, true);
  assert.is(body.shapes.length, 1);
});

test.run();
