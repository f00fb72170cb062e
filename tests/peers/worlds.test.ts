// Peers' expectations of worlds as a whole: what comes, goes and stays valid.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, h, kinema, near, open, space, wall } from './support.js';

const test = suite('peers: worlds');

// Box2D 3, test/test_world.c, HelloWorld
test('a box that falls on the ground lies there 1.5 s later', () => {
  const world = open();
  world.addBody(wall(0, -10, 50, 10));
  const body = world.addBody(box(0, 4, 1, 1, {}, { friction: 0.3 }));
  world.step(90);
  near(body.position, [0, 1], 0.01);
  near(body.angle, 0, 0.01);
});

// planck, src/__test__/World.test.ts, simulates gravity
// Box2D 2.4, unit-test/hello_world.cpp, hello world
test('a box at rest has no skin between it and the ground', () => {
  const world = open();
  world.addBody(wall(0, -10, 50, 10));
  const body = world.addBody(box(0, 4, 1, 1, {}, { friction: 0.3 }));
  world.step(60);
  near(body.position, [0, 1], world.settings.slop);
  near(body.angle, 0, 1e-5);
});

// Box2D 3, test/test_world.c, EmptyWorld
test('an empty world can be stepped, and ended', () => {
  const world = open();
  world.step(60);
  assert.is(world.steps, 60);
  world.dispose();
  assert.throws(() => world.step(), /dispose|world/i);
});

// Box2D 3, test/test_world.c, DestroyAllBodiesWorld
test('bodies that come one a step on one spot, and go one a step, leave an empty world', () => {
  const world = open();
  const bodies: ReturnType<typeof world.addBody>[] = [];
  for (let i = 0; i < 10; i++) {
    bodies.push(world.addBody(box(0, 0)));
    world.step();
  }
  assert.is(world.bodies.length, 10);
  for (const body of bodies.reverse()) {
    body.remove();
    world.step();
  }
  assert.is(world.bodies.length, 0);
  assert.is(world.stats.contacts, 0);
});

// Box2D 3, test/test_world.c, TestIsValid
test('a body that was removed is no longer alive, the others are', () => {
  const world = open();
  const [first, second] = [world.addBody({ position: [0, 0] }), world.addBody({ position: [0, 0] })];
  assert.ok(first.alive && second.alive);
  first.remove();
  assert.ok(!first.alive && second.alive);
  assert.throws(() => first.position, /removed|no such body|body/i);
  const third = world.addBody({ position: [7, 0] });
  assert.ok(third.alive && !first.alive, 'what comes after is not taken for it');
  assert.throws(() => first.remove());
  assert.ok(third.alive);
});

// Box2D 3, test/test_world.c, TestWorldRecycle
test('64 worlds at a time come and go 20 times', () => {
  for (let round = 0; round < 20; round++) {
    const worlds = Array.from({ length: 64 }, () => open());
    for (const world of worlds) world.addBody({ position: [0, 0] });
    for (const world of worlds) world.step(10);
    for (const world of worlds.reverse()) world.dispose();
  }
});

// Box2D 3, test/test_world.c, TestWorldCoverage
test('settings can be set between steps, and are read back', () => {
  const world = open({ restitutionThreshold: 1 });
  world.set({ sleeping: true });
  world.set({
    sleeping: false,
    restitutionThreshold: 2,
    hitSpeed: 100,
    gravity: [1, 2],
    contactHertz: 10,
    contactDamping: 2,
    pushSpeed: 4,
  });
  const { sleeping, restitutionThreshold, hitSpeed, gravity, contactHertz, contactDamping, pushSpeed } = world.settings;
  assert.equal(
    { sleeping, restitutionThreshold, hitSpeed, gravity, contactHertz, contactDamping, pushSpeed },
    {
      sleeping: false,
      restitutionThreshold: 2,
      hitSpeed: 100,
      gravity: [1, 2],
      contactHertz: 10,
      contactDamping: 2,
      pushSpeed: 4,
    },
  );
  assert.is(world.stats.awake, 0);
  const body = world.addBody(ball(0, 0));
  world.step();
  near(body.velocity, [1 / 60, 2 / 60], 1e-6, 'the new gravity:');
});

// planck, src/__test__/Basic.test.ts, World
test('a body knows its world, and two that touch and push each other alike stay', () => {
  const world = space({ step: 1 / 20 });
  const [a, b] = [world.addBody(ball(0, 0, 1)), world.addBody(ball(2, 0, 1))];
  assert.is(a.world, world);
  assert.equal(world.bodies, [a, b]);
  a.applyForce([1, 0]);
  b.applyForce([-1, 0]);
  world.step();
  near(a.position, [0, 0], 1e-3);
  near(b.position, [2, 0], 1e-3);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, kinematic_and_fixed_contact_crash
test('a kinematic body may stand in a static one', () => {
  const world = space();
  const fixed = world.addBody(ball(0, 0, 10, { type: 'static' }));
  const told = world.addBody(ball(0, 0, 10, { type: 'kinematic' }));
  world.step();
  near([...fixed.position, ...told.position], [0, 0, 0, 0], 0);
  assert.is(world.touching.length, 0);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, rigid_body_removal_before_step
test('bodies of every type may be removed before the first step', () => {
  const world = space();
  const types = ['dynamic', 'dynamic', 'kinematic', 'static'] as const;
  for (const body of types.map((type) => world.addBody({ position: [0, 0], type }))) body.remove();
  world.step();
  assert.equal(world.bodies, []);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, collider_removal_before_step
test('a shape and then its body may be removed before the first step', () => {
  const world = open();
  const body = world.addBody(ball(0, 0, 1));
  body.shapes[0]?.remove();
  body.remove();
  world.step(10);
  assert.is(world.stats.shapes, 0);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, rigid_body_removal_snapshot_handle_determinism
test('bodies added after removals get the same ids in a world and in its restored copy', () => {
  const world = open();
  const [a, b, c] = [0, 1, 2].map(() => world.addBody({ position: [0, 0] }));
  for (const body of [a, c, b]) body?.remove();
  const copy = kinema.restoreWorld(world.snapshot());
  for (let i = 0; i < 3; i++) assert.is(world.addBody({ position: [0, 0] }).id, copy.addBody({ position: [0, 0] }).id);
});

// Rapier, crates/rapier2d/tests/issue_593_mass_collider_removal.rs, removing_many_colliders_across_regions_does_not_panic
test('hundreds of far static bodies may go while others fall and one is put elsewhere', () => {
  const world = open();
  const fixed = Array.from({ length: 400 }, (_, i) =>
    world.addBody(wall((i % 20) * 50 - 500, Math.floor(i / 20) * 50 - 500, 0.5, 0.5)),
  );
  const falling = Array.from({ length: 10 }, (_, i) => world.addBody(ball(i * 40 - 200, 100, 1)));
  world.step(10);
  for (const body of fixed.filter((_, i) => i % 2 === 0)) body.remove();
  falling[0]?.setPose([0, -10], 0);
  world.step(10);
  for (const body of fixed) if (body.alive) body.remove();
  for (const body of falling.slice(0, 5)) body.remove();
  world.step(10);
  assert.equal(world.bodies, falling.slice(5));
  for (const body of falling.slice(6)) near(body.position[1], 100 - 5 * (30 * h) ** 2, 1e-3);
});

// Rapier, crates/rapier2d/tests/issue_629_large_ground_stability.rs, stack_rests_on_1e4_ground, stack_rests_on_1e6_ground
test('three boxes stand on a ground of 20 km and on one of 1,000 km, the widest box there is', () => {
  for (const half of [1e4, 5e5]) {
    const world = open();
    world.addBody(wall(0, -10, half, 10));
    const boxes = [0, 1, 2].map((i) => world.addBody(box(0, 0.5 + i * 1.01)));
    for (let i = 0; i < 50; i++) {
      world.step(10);
      for (const { velocity } of boxes) assert.ok(Math.hypot(velocity[0], velocity[1]) < 10);
    }
    boxes.forEach(({ position, velocity }, i) => {
      near(position, [0, 0.5 + i], 0.1);
      near(velocity, [0, 0], 0.1);
    });
  }
});

// Box2D 3, test/test_large_world.c, LargeWorldPyramidTest
test('a stepped pyramid falls asleep where it was built', () => {
  const world = open();
  world.addBody(wall(0, 0, 10, 0.5));
  const places = [
    [-2, 1],
    [-1, 1],
    [0, 1],
    [1, 1],
    [2, 1],
    [-1, 2],
    [0, 2],
    [1, 2],
    [0, 3],
  ] as const;
  const boxes = places.map(([x, y]) => world.addBody(box(x, y)));
  world.step(250);
  assert.is(world.stats.awake, 0);
  for (const [i, { position }] of boxes.entries()) near(position, places[i] ?? [], 0.01);
});

// planck, src/serializer/__test__/Serialize.test.ts, saves and loads to JSON
test('a world written as a scene and opened again is written the same', () => {
  const world = open();
  const a = world.addBody(ball(0, 0, 1));
  const b = world.addBody(box(2, 0, 1, 1));
  world.addJoint({ type: 'distance', a, b, anchorA: [6, 0], anchorB: [0, -1] });
  const scene = world.toScene();
  assert.equal(kinema.world(scene).toScene(), scene);
  assert.equal(kinema.world(JSON.parse(JSON.stringify(scene))).toScene(), scene);
});

// planck, src/__test__/Collision.test.ts, BroadPhase
test('pairs: none apart, two with a third between that touches both, one when it moves on', () => {
  const world = space();
  const pairs = () => {
    world.step();
    return world.touching.map(({ a, b }) => [a.index, b.index]);
  };
  world.addBody(box(0.5, 0.5, 0.5, 0.5, { type: 'kinematic' }));
  world.addBody(box(2.5, 2.5, 0.5, 0.5, { type: 'kinematic' }));
  assert.equal(pairs(), []);
  const third = world.addBody(box(1.5, 1.5, 0.52, 0.52, { mass: { mass: 1, inertia: 1 } }));
  assert.is(pairs().length, 2);
  third.setPose([1.2, 1.2], 0);
  third.setVelocity([0, 0], 0);
  assert.equal(pairs(), [[0, 2]]);
});

test.run();
