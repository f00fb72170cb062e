// Peers' expectations of bodies: their types, forces on them, sleeping and waking.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, floor, h, near, open, space, wall } from './support.js';

const test = suite('peers: bodies');

type World = ReturnType<typeof open>;

/** Steps until nothing is awake. */
function settle(world: World, most = 600): void {
  for (let i = 0; i < most && world.stats.awake > 0; i++) world.step();
  assert.is(world.stats.awake, 0, 'all asleep');
}

/** A box asleep on a floor. */
function asleep() {
  const world = open();
  const ground = world.addBody(floor());
  const body = world.addBody(box(0, 0.5));
  settle(world);
  return { world, ground, body };
}

// Box2D 3, test/test_world.c, EnableSleepFlagSyncTest
test('whether a body may sleep can be changed, and is read back', () => {
  const world = open();
  world.addBody(floor());
  const body = world.addBody(box(0, 0.5, 0.5, 0.5, { canSleep: false }));
  assert.is(body.definition.canSleep, false);
  world.step(120);
  assert.ok(body.awake);
  body.set({ canSleep: true });
  assert.is(body.definition.canSleep, true);
  settle(world);
});

// Box2D 3, test/test_world.c, SetBulletDriftTest
test('one property of a body that is set leaves the others as they are', () => {
  const body = space().addBody(ball(0, 0, 0.5, { linearDamping: 0.25, canSleep: false }));
  body.set({ fixedRotation: true });
  assert.is(body.definition.fixedRotation, true);
  assert.is(body.definition.linearDamping, 0.25);
  assert.is(body.definition.canSleep, false);
  body.set({ linearDamping: 0 });
  assert.is(body.definition.fixedRotation, true);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, rigid_body_type_changed_dynamic_is_in_active_set
test('a kinematic body that becomes dynamic falls, and is awake', () => {
  const world = open();
  const body = world.addBody(ball(0, 0, 0.5, { type: 'kinematic' }));
  world.step();
  near(body.position, [0, 0], 0);
  body.set({ type: 'dynamic' });
  world.step();
  assert.ok(body.position[1] < 0);
  assert.ok(body.awake);
  near(body.mass, Math.PI / 4, 1e-6);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, rigid_body_type_changed_dynamic_is_in_active_set
test('a body that is static or kinematic for a while is the same afterwards', () => {
  const world = open();
  const body = world.addBody(ball(0, 0, 0.5, { gravityScale: 0.5, linearDamping: 2, angularDamping: 3 }));
  for (const type of ['static', 'kinematic', 'dynamic'] as const) {
    body.set({ type });
    world.step();
  }
  const { gravityScale, linearDamping, angularDamping } = body.definition;
  assert.equal([gravityScale, linearDamping, angularDamping], [0.5, 2, 3]);
  near(body.velocity[1], -5 / 60 / (1 + 2 / 60), 1e-6);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, user_force_persists_across_steps
test('a force acts through one step, and is gone in the next', () => {
  const world = space();
  const body = world.addBody(ball(0, 0, 0.5, { mass: { mass: 1, inertia: 1 } }));
  body.applyForce([1, 0]);
  world.step();
  near(body.velocity, [h, 0], 1e-7);
  world.step();
  near(body.velocity, [h, 0], 1e-7);
});

// Box2D 2.4, include/box2d/b2_body.h, ApplyForce, ApplyLinearImpulse, ApplyAngularImpulse
test('a force off the centre also turns; an impulse acts at once', () => {
  const world = space();
  const body = world.addBody(box(0, 0, 0.5, 0.5));
  body.applyForce([0, 6], [0.5, 0]);
  world.step();
  near(body.velocity, [0, 0.1], 1e-6);
  near(body.omega, (3 / body.inertia) * h, 1e-6);
  body.applyImpulse([1, 0]);
  body.applyAngularImpulse(-body.inertia * body.omega);
  near(body.velocity, [1, 0.1], 1e-6);
  near(body.omega, 0, 1e-6);
});

// Box2D 2.4, include/box2d/b2_body.h, b2BodyType
test('nothing moves a static body, and only its velocity moves a kinematic one', () => {
  const world = open();
  const fixed = world.addBody(wall(0, 0, 1, 1));
  const told = world.addBody(box(5, 0, 1, 1, { type: 'kinematic', velocity: [1, 0] }));
  const heavy = world.addBody(box(0, 1.6, 0.5, 0.5, { velocity: [0, -50] }, { density: 1000 }));
  const other = world.addBody(box(9, 0, 0.5, 0.5, { velocity: [-50, 0] }, { density: 1000 }));
  for (const body of [fixed, told]) {
    try {
      body.applyForce([1e6, 1e6]);
      body.applyImpulse([1e6, 1e6]);
    } catch (error) {
      assert.match((error as Error).message, /static|kinematic|dynamic/);
    }
  }
  world.step(60);
  near([...fixed.position, fixed.angle, ...fixed.velocity], [0, 0, 0, 0, 0], 0);
  near([...told.position, told.angle, ...told.velocity], [6, 0, 0, 1, 0], 1e-6);
  assert.ok(heavy.position[1] > 1 && other.position[0] > 6);
});

// Rapier, crates/rapier2d/tests/issue_448_manual_sleep_honored.rs, manual_sleep_after_reposition_is_honored
test('a falling body that is put elsewhere and to sleep stays there', () => {
  const world = open();
  const body = world.addBody(ball(0, 10));
  world.step(10);
  assert.ok(body.velocity[1] < -0.1);
  body.setPose([0, 20], 0);
  body.sleep();
  for (let i = 0; i < 10; i++) {
    world.step();
    assert.not.ok(body.awake);
    near(body.position, [0, 20], 0);
  }
});

// Rapier, crates/rapier2d/tests/issue_477_body_type_toggle_stress.rs, body_type_and_enabled_toggle_stress_does_not_panic
test('bodies in contact may change type and filter at every step', () => {
  const world = open();
  world.addBody(wall(0, -0.5, 10, 0.5));
  const [a, b] = [world.addBody(box(0, 0.5)), world.addBody(box(0, 1.4))];
  const turns = [
    () => a.set({ type: 'static' }),
    () => b.shapes[0]?.set({ filter: { mask: 0 } }),
    () => a.set({ type: 'dynamic' }),
    () => b.shapes[0]?.set({ filter: { mask: 0xffffffff } }),
  ];
  for (let i = 0; i < 100; i++) {
    turns[i % 4]?.();
    world.step();
  }
  for (const value of world.states) assert.ok(Number.isFinite(value));
  world.step(240);
  near(a.position, [0, 0.5], 0.02, 'left alone:');
});

// Rapier, crates/rapier2d/tests/issue_783_disable_and_remove_bodies.rs, disable_body_and_remove_overlapping_body_does_not_panic
test('bodies with sensors may go out of the game while those in them are removed', () => {
  const world = space();
  const pairs = Array.from({ length: 10 }, (_, i) => {
    const position: [number, number] = [i * 1000, 0];
    const player = world.addBody({
      position,
      shapes: [{ circle: { radius: 0.5 } }, { circle: { radius: 1 }, sensor: true }],
    });
    const shot = world.addBody({
      position,
      shapes: [{ circle: { radius: 0.2 } }, { circle: { radius: 0.4 }, sensor: true }],
    });
    return [player, shot] as const;
  });
  world.step(5);
  for (const [player, shot] of pairs) {
    for (const shape of player.shapes) shape.set({ filter: { category: 0, mask: 0 } });
    shot.remove();
    world.step();
  }
  for (const [player] of pairs) {
    for (const shape of player.shapes) shape.set({ filter: { category: 1, mask: 0xffffffff } });
    world.step();
    player.remove();
    world.step();
  }
  assert.is(world.stats.bodies, 0);
});

// nphysics, issue #154, Sleeping bodies aren't woken up when contacting collider is removed
test('a sleeping body wakes and falls when what it lies on is removed', () => {
  const { world, ground, body } = asleep();
  ground.remove();
  world.step(30);
  assert.ok(body.awake);
  assert.ok(body.position[1] < 0);
});

// Jolt, issue #267, Actors don't wake up when touching actor gets removed
test('a sleeping body wakes when a shape of what it lies on is removed', () => {
  const { world, ground, body } = asleep();
  ground.shapes[0]?.remove();
  world.step(30);
  assert.ok(body.position[1] < 0);
});

// Chipmunk, issue #18, Possible issue with cpSpaceRemoveStatic() not waking up bodies resting on it
test('a sleeping body wakes when what it lies on is put elsewhere', () => {
  const { world, ground, body } = asleep();
  ground.setPose([0, -20], 0);
  world.step(30);
  assert.ok(body.position[1] < 0);
});

// Box2D, issue #227, Static body creation does not wake up overlapping bodies
test('a static body that is added onto a sleeping one touches it', () => {
  const { world, body } = asleep();
  const post = world.addBody(wall(0.7, 0.5, 0.3, 0.5));
  world.step(2);
  assert.ok(world.touching.some(({ a, b }) => (a === post && b === body) || (a === body && b === post)));
  assert.ok(body.position[0] < 0, 'and pushes it');
});

// Box2D, issue #547, Shouldn't we only wake bodies up when isTouching is true and not just when their aabb collide?
test('a body that passes a centimetre above another neither wakes it nor is pushed aside', () => {
  for (const speed of [2, 6, 12]) {
    const { world, body } = asleep();
    const flyer = world.addBody(ball(-3, 1.31, 0.3, { velocity: [speed, 0], gravityScale: 0 }));
    for (let i = 0; i < 180; i++) {
      world.step();
      assert.not.ok(body.awake);
    }
    near(flyer.velocity, [speed, 0], 1e-6);
  }
});

// Box2D, issue #450, Static body with contact, does not go to sleep after contacted dynamic body is destroyed
test('a static body never keeps a world awake', () => {
  const world = open();
  world.addBody(floor());
  const body = world.addBody(ball(0, 0.5, 0.5, { velocity: [2, 0] }));
  world.step(10);
  body.remove();
  world.step();
  assert.is(world.stats.awake, 0);
});

// Rapier, pull request #885, fix regressions with sleeping behavior of kinematic bodies
test('a kinematic body that moves slowly never sleeps', () => {
  const world = open();
  const body = world.addBody(box(0, 0, 0.5, 0.5, { type: 'kinematic', velocity: [0.001, 0] }));
  world.step(600);
  near(body.position, [0.01, 0], 1e-6);
  assert.ok(body.awake);
});

// Rapier.js, pull request #356, kinematic bodies would not wake up when setting its velocity
test('a kinematic body that stood still moves when it is given a velocity', () => {
  const world = open();
  const body = world.addBody(box(0, 0, 0.5, 0.5, { type: 'kinematic' }));
  world.step(200);
  body.setVelocity([1, 0]);
  world.step(60);
  near(body.position, [1, 0], 1e-6);
});

// Box2D 3, docs/simulation.md, Position and Velocity
test('a kinematic body that is told where to be is there after the step, and pushes on its way', () => {
  const world = space();
  const body = world.addBody(box(0, 0, 0.5, 0.5, { type: 'kinematic' }));
  const other = world.addBody(ball(1.05, 0, 0.5));
  body.moveTo([0.25, 0], 0.1);
  world.step();
  near([...body.position, body.angle], [0.25, 0, 0.1], 1e-6);
  assert.ok(other.position[0] > 1.2, 'it pushed');
  world.step(10);
  near([...body.position, body.angle], [0.25, 0, 0.1], 1e-6, 'it stands unless told again:');
});

// Box2D 3, test/test_math.c, MathTest
test('a body that is set at any angle has that angle, in (-pi, pi]', () => {
  const body = space().addBody(ball(0, 0));
  for (let t = -10; t < 10; t += 0.01) {
    const angle = Math.PI * t;
    body.setPose([0, 0], angle);
    const wrapped = Math.atan2(Math.sin(angle), Math.cos(angle));
    const off = Math.abs(body.angle - wrapped);
    assert.ok(Math.min(off, 2 * Math.PI - off) < 4e-7, `${angle}: ${body.angle}`);
    near(body.toWorld([1, 0]), [Math.cos(angle), Math.sin(angle)], 3e-7);
  }
});

// Box2D 3, test/test_math.c, MathTest
test('a point taken to the world and back is where it was', () => {
  const body = space().addBody({ position: [-2, 3], angle: 1 });
  near(body.toLocal(body.toWorld([2, 2])), [2, 2], 1e-6);
  const [x, y] = body.toWorld([2, 2]);
  near([x, y], [-2 + 2 * Math.cos(1) - 2 * Math.sin(1), 3 + 2 * Math.sin(1) + 2 * Math.cos(1)], 1e-6);
});

test.run();
