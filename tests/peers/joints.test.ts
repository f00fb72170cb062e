// Peers' expectations of joints: what they hold, with what force, how far they let go, and whom they wake.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, floor, h, near, open, type Pair, space, wall } from './support.js';

const test = suite('peers: joints');

type World = ReturnType<typeof open>;
type Body = World['bodies'][number];

const away = { filter: { mask: 0 } };

// Box2D 2.4, unit-test/joint_test.cpp, joint reactions
for (const [what, join] of [
  ['distance', (world: World, b: Body) => world.addJoint({ type: 'distance', b, anchorA: [-2, 7], anchorB: [0, 0] })],
  ['prismatic', (world: World, b: Body) => world.addJoint({ type: 'prismatic', b, anchor: [-2, 3], axis: [1, 0] })],
  ['revolute', (world: World, b: Body) => world.addJoint({ type: 'revolute', b, anchor: [-2, 3] })],
] as const)
  test(`a ${what} joint carries the weight of what hangs on it, and says so from the third step on`, () => {
    const world = open();
    const body = world.addBody(ball(-2, 3, 1, {}, away));
    const joint = join(world, body);
    const weight = body.mass * 10;
    world.step();
    near(joint.force, [0, weight], 0.15 * weight);
    near(body.velocity, [0, 0], 1e-5);
    near(joint.torque, 0, 1e-5);
    world.step(2);
    near(joint.force, [0, weight], weight * 2e-3);
    world.step(60);
    near(joint.force, [0, weight], weight * 1e-4);
    near(body.position, [-2, 3], 1e-4);
  });

/** A disc and a box 10 m apart, joined at (1, 0) and (9, -1). */
function apart() {
  const world = space({ step: 0.1 });
  const a = world.addBody(ball(0, 0, 1));
  const b = world.addBody(box(10, 0, 1, 1));
  const joint = world.addJoint({ type: 'distance', a, b, anchorA: [1, 0], anchorB: [-1, -1] });
  return { world, a, b, joint };
}

// planck, src/dynamics/joint/__test__/DistanceJoint.test.ts, calculates local anchors from global
test('a distance joint is as long as its anchors are apart when it is added', () => {
  const { world, joint, a, b } = apart();
  world.step();
  near(joint.length, Math.hypot(8, 1), 1e-5);
  assert.is(joint.a, a);
  assert.is(joint.b, b);
  near(a.position, [0, 0], 1e-6);
});

// planck, src/dynamics/joint/__test__/DistanceJoint.test.ts, moves attached body
test('a force on one end of a distance joint moves both by the same', () => {
  const { world, a, b } = apart();
  b.applyForce([500, 0]);
  world.step(10);
  const [left, right] = [a.position[0], b.position[0] - 10];
  assert.ok(left > 1 && right > 1);
  const momentum = a.mass * a.velocity[0] + b.mass * b.velocity[0];
  near(momentum, 50, 0.05);
  near(
    Math.hypot(b.toWorld([-1, -1])[0] - a.toWorld([1, 0])[0], b.toWorld([-1, -1])[1] - a.toWorld([1, 0])[1]),
    Math.hypot(8, 1),
    0.01,
  );
});

/** The angle, counted on over whole turns, at which a revolute joint of limits in degrees comes to rest when it is pushed. */
function pushed(limits: Pair, sign: number, drive: 'motor' | 'torque'): number {
  const world = space();
  const body = world.addBody({
    position: [1, 0],
    angularDamping: 3,
    canSleep: false,
    shapes: [{ box: { width: 1, height: 0.2 } }],
  });
  const [lower, upper] = limits.map((degrees) => (degrees * Math.PI) / 180) as Pair;
  world.addJoint({
    type: 'revolute',
    b: body,
    anchor: [0, 0],
    limits: { lower, upper },
    ...(drive === 'motor' && { motor: { speed: sign * 5, maxTorque: 20 } }),
  });
  let [sum, last] = [0, 0];
  for (let i = 0; i < 400; i++) {
    if (drive === 'torque') body.applyTorque(sign * 0.2);
    world.step();
    let turn = body.angle - last;
    if (turn > Math.PI) turn -= 2 * Math.PI;
    if (turn < -Math.PI) turn += 2 * Math.PI;
    sum += turn;
    last = body.angle;
  }
  return (sum * 180) / Math.PI;
}

// Rapier, crates/rapier2d/tests/issue_499_angular_limits.rs, angular_limits_within_half_a_turn_are_reached
test('a revolute joint turns to its limits and no further, within half a turn', () => {
  for (const limits of [
    [-45, 45],
    [-135, 135],
    [0, 90],
    [-170, 0],
  ] as Pair[])
    for (const drive of ['motor', 'torque'] as const) {
      near(pushed(limits, 1, drive), limits[1], 1, `${limits} ${drive}:`);
      near(pushed(limits, -1, drive), limits[0], 1, `${limits} ${drive}:`);
    }
});

// Rapier, crates/rapier2d/tests/issue_499_angular_limits.rs, angular_limits_past_half_a_turn_are_reached, angular_limits_straddling_half_a_turn_are_reached
test('a revolute joint turns to limits beyond half a turn', () => {
  for (const limits of [
    [0, 270],
    [-270, 0],
    [-90, 200],
    [-350, 0],
  ] as Pair[]) {
    near(pushed(limits, 1, 'motor'), limits[1], 1, `${limits}:`);
    near(pushed(limits, -1, 'motor'), limits[0], 1, `${limits}:`);
  }
});

// Rapier, crates/rapier2d/tests/issue_499_angular_limits.rs, angular_limits_wider_than_a_turn_leave_the_joint_free
test('limits wider than a turn are limits all the same', () => {
  for (const degrees of [200, 350]) near(pushed([-degrees, degrees], 1, 'motor'), degrees, 1);
});

// Rapier, crates/rapier2d/tests/issue_952_simd_joint_offset_com.rs, simd_joints_respect_offset_center_of_mass
test('128 pendulums whose centre of mass is not their origin turn about their origin', () => {
  const world = open();
  const bodies = Array.from({ length: 128 }, (_, i) => {
    const body = world.addBody({
      position: [i * 20, 0],
      canSleep: false,
      shapes: [{ capsule: { a: [0, 0], b: [2, 0], radius: 0.2 } }],
    });
    world.addJoint({ type: 'revolute', b: body, anchor: [i * 20, 0] });
    return body;
  });
  for (let i = 0; i < 120; i++) {
    world.step();
    for (const [k, { position }] of bodies.entries()) near(position, [k * 20, 0], 0.01);
  }
  near(bodies[127]?.angle as number, bodies[0]?.angle as number, 1e-3, 'all alike:');
});

// Rapier, crates/rapier2d/tests/joint_stability.rs, prismatic_limit_chains_remain_stable
test('chains of limited slides swing and do not blow up', () => {
  const world = open();
  for (let chain = 0; chain < 3; chain++) {
    let above = world.addBody(wall(chain * 4, 0, 0.4, 0.4));
    for (let i = 0; i < 10; i++) {
      const body = world.addBody(box(chain * 4, -(i + 1), 0.4, 0.4, { canSleep: false }));
      world.addJoint({
        type: 'prismatic',
        a: above,
        b: body,
        anchorA: [0, 0],
        anchorB: [0, 1],
        axis: [i % 2 ? -1 : 1, 1],
        limits: { lower: -1.5, upper: 1.5 },
      });
      above = body;
    }
  }
  for (let i = 0; i < 20; i++) {
    world.step(60);
    for (const { position, velocity } of world.bodies) {
      assert.ok(Math.hypot(...position) < 200);
      assert.ok(Math.hypot(...velocity) < 100);
    }
  }
});

// Rapier, crates/rapier2d/tests/joint_stability.rs, joint_net_remains_stable
test('a pinned net of 144 bodies swings out and gains no speed', () => {
  const world = open();
  const n = 12;
  const grid = Array.from({ length: n * n }, (_, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    const pinned = i === 0 && (j % 4 === 0 || j === n - 1);
    return world.addBody(ball(j, -i, 0.4, pinned ? { type: 'static' } : { canSleep: false }));
  });
  const join = (a: number, b: number, anchorA: Pair, anchorB: Pair) =>
    world.addJoint({ type: 'revolute', a: grid[a], b: grid[b], anchorA, anchorB });
  for (let k = 0; k < n * n; k++) {
    if (k >= n) join(k - n, k, [0, -0.5], [0, 0.5]);
    if (k % n) join(k - 1, k, [0.5, 0], [-0.5, 0]);
  }
  for (let i = 0; i < 20; i++) {
    world.step(30);
    for (const { position, velocity } of grid) {
      assert.ok(Math.hypot(...position) < 40);
      assert.ok(Math.hypot(...velocity) < 40);
    }
  }
});

// Rapier, crates/rapier2d/tests/issue_258_sleeping_jointed_to_fixed.rs, sleeping_jointed_body_set_fixed_does_not_panic
// Rapier, crates/rapier2d/tests/issue_858_set_fixed_with_joint.rs, set_body_type_fixed_with_joint_does_not_panic
test('a jointed body may become static, asleep or awake', () => {
  for (const sleep of [true, false]) {
    const world = open();
    const [a, b] = [world.addBody(ball(0, 0)), world.addBody(ball(2, 0))];
    const joint = world.addJoint({ type: 'revolute', a, b, anchor: [2, 0] });
    world.step(5);
    if (sleep) for (const body of [a, b]) body.sleep();
    b.set({ type: 'static' });
    a.wake();
    const { position } = b;
    world.step(60);
    assert.ok(joint.alive);
    near(b.position, position, 0);
    near(Math.hypot(a.position[0] - position[0], a.position[1] - position[1]), 2, 0.02, 'it swings on it:');
  }
});

// Rapier, crates/rapier2d/tests/issue_918_joint_sleep_wake_stress.rs, joint_sleep_wake_stress_does_not_panic
test('jointed bodies may be put to sleep and woken at any time', () => {
  const world = open();
  const [a, b] = [world.addBody(ball(0, 0)), world.addBody(ball(2, 0))];
  world.addJoint({ type: 'revolute', a, b, anchor: [2, 0] });
  a.sleep();
  b.sleep();
  world.step(5);
  assert.ok(!a.awake && !b.awake);
  near(a.position, [0, 0], 0);
  for (let i = 0; i < 500; i++) {
    if (i % 40 === 10) for (const body of [a, b]) body.sleep();
    if (i % 40 === 20) a.wake();
    if (i % 40 === 30) b.sleep();
    if (i % 40 === 35) b.wake();
    world.step();
  }
  near(Math.hypot(a.position[0] - b.position[0], a.position[1] - b.position[1]), 2, 0.02);
});

/** A ball on a hinge under the world, hung up and asleep. */
function hanging(more: object = {}) {
  const world = open();
  const body = world.addBody(ball(0, 0));
  const joint = world.addJoint({ type: 'revolute', b: body, anchor: [0, 1], ...more });
  for (let i = 0; i < 300 && body.awake; i++) world.step();
  assert.not.ok(body.awake);
  return { world, body, joint };
}

// Rapier.js, issue #142, Joint removal does not wake up attached body
test('a body wakes and falls when the joint that holds it is removed', () => {
  const { world, body, joint } = hanging();
  joint.remove();
  assert.not.ok(joint.alive);
  world.step(30);
  assert.ok(body.position[1] < -1);
});

// Rapier, pull request #328, fixed dynamic bodies not waking when their joint motor changed
test('a body wakes when the motor of its joint is changed', () => {
  const { world, body, joint } = hanging();
  joint.set({ motor: { speed: 3, maxTorque: 1000 } });
  world.step(30);
  assert.ok(body.awake);
  assert.ok(Math.abs(body.angle) > 0.5);
});

// Rapier, issue #352, ImpulseJointSet::insert not waking bodies
test('a body wakes when a joint is added to it', () => {
  const world = open();
  world.addBody(floor());
  const body = world.addBody(box(0, 0.5));
  world.step(120);
  assert.not.ok(body.awake);
  world.addJoint({ type: 'mouse', b: body, anchor: [0, 0.5], target: [0, 3], maxForce: 1000 });
  world.step(120);
  assert.ok(body.position[1] > 2);
});

// Rapier, issues #287 and #692, Kinematic bodies do not wake up dynamic bodies connected via impulse joints
test('a sleeping body follows the kinematic one that it is joined to', () => {
  const world = open();
  const hand = world.addBody(box(0, 2, 0.2, 0.2, { type: 'kinematic' }));
  const limb = world.addBody(ball(0, 1, 0.3));
  world.addJoint({ type: 'revolute', a: hand, b: limb, anchor: [0, 2] });
  for (let i = 0; i < 300 && limb.awake; i++) world.step();
  hand.setVelocity([2, 0]);
  world.step(60);
  assert.ok(limb.awake);
  near(hand.position, [2, 2], 1e-5);
  near(Math.hypot(limb.position[0] - 2, limb.position[1] - 2), 1, 0.02);
});

// Box2D 3, docs/simulation.md, Joint Definition
test('joined bodies pass through each other, unless they are told to collide', () => {
  for (const collide of [false, true]) {
    const world = space();
    const [a, b] = [world.addBody(ball(0, 0)), world.addBody(ball(0.5, 0))];
    if (!collide) world.addJoint({ type: 'filter', a, b });
    const other = world.addBody(ball(5, 0));
    const rope = world.addBody(ball(5.5, 0));
    world.addJoint({ type: 'distance', a: other, b: rope, max: 3, collide });
    world.step(60);
    const gap = rope.position[0] - other.position[0];
    near(gap, collide ? 1 : 0.5, 0.05, `collide ${collide}:`);
    if (!collide) near(b.position[0] - a.position[0], 0.5, 1e-5);
  }
});

// Box2D 3, docs/simulation.md, Joint Lifetime
test('a joint goes with either of its bodies', () => {
  for (const which of [0, 1]) {
    const world = open();
    const bodies = [world.addBody(ball(0, 0)), world.addBody(ball(2, 0))] as const;
    const joint = world.addJoint({ type: 'weld', a: bodies[0], b: bodies[1], anchor: [1, 0] });
    world.step();
    bodies[which]?.remove();
    assert.not.ok(joint.alive);
    assert.equal(world.joints, []);
    world.step(10);
    near(bodies[1 - which]?.velocity[1] as number, -(11 / 6), 1e-3);
  }
});

// Box2D 3, docs/simulation.md, Using Joints
test('a joint that carries more than it can breaks, once, and says so', () => {
  const world = open();
  const body = world.addBody(ball(0, 0));
  const joint = world.addJoint({ type: 'revolute', b: body, anchor: [0, 0], breakForce: body.mass * 10 * 2 });
  world.step(60);
  assert.ok(joint.alive);
  body.applyForce([0, -body.mass * 10 * 3]);
  world.step();
  assert.is(world.events.of('jointBreak').length, 1);
  assert.not.ok(joint.alive);
  world.step(30);
  assert.ok(body.position[1] < -1);
});

// Box2D 3, docs/simulation.md, Prismatic Joint
test('a slide keeps its angle and its line; its motor brings it to the limit', () => {
  const world = space();
  const body = world.addBody(box(0, 0));
  const joint = world.addJoint({
    type: 'prismatic',
    b: body,
    anchor: [0, 0],
    axis: [1, 0],
    limits: { lower: -1, upper: 2 },
    motor: { speed: 1, maxForce: 100 },
  });
  body.applyImpulse([0, 5], [0.4, 0]);
  world.step(240);
  near(joint.translation, 2, 0.01);
  near(body.position, [2, 0], 0.01);
  near(body.angle, 0, 0.01);
});

// Box2D 3, docs/simulation.md, Wheel Joint
test('a wheel turns as its motor says and its spring carries the load', () => {
  const world = open();
  world.addBody(floor({ friction: 0.9 }));
  const car = world.addBody(box(0, 1, 1, 0.2));
  const wheels = [-0.8, 0.8].map((x) => world.addBody(ball(x, 0.4, 0.4, {}, { friction: 0.9 })));
  for (const wheel of wheels)
    world.addJoint({
      type: 'wheel',
      a: car,
      b: wheel,
      anchor: wheel.position,
      axis: [0, 1],
      spring: { hertz: 5, damping: 0.7 },
      motor: { speed: -5, maxTorque: 20 },
    });
  world.step(240);
  near(car.velocity[0], 2, 0.05, '5 rad/s x 0.4 m:');
  for (const wheel of wheels) near(wheel.omega, -5, 0.1);
  assert.ok(car.position[1] > 0.8 && car.position[1] < 1.05);
});

// Box2D 3, docs/simulation.md, Distance Joint
test('a rope lets its bodies come closer, never farther apart', () => {
  const world = open();
  const body = world.addBody(ball(1, 3, 0.2));
  world.addJoint({ type: 'distance', b: body, anchorA: [0, 3], anchorB: [0, 0], max: 2 });
  let farthest = 0;
  for (let i = 0; i < 300; i++) {
    world.step();
    farthest = Math.max(farthest, Math.hypot(body.position[0], body.position[1] - 3));
  }
  near(farthest, 2, 0.02);
});

// Box2D 3, docs/simulation.md, Weld Joint
test('two welded boxes move as one', () => {
  const world = open();
  world.addBody(floor());
  const [a, b] = [world.addBody(box(0, 3)), world.addBody(box(1, 3))];
  world.addJoint({ type: 'weld', a, b, anchor: [0.5, 3] });
  a.applyImpulse([0, 2], [-0.5, 3]);
  for (let i = 0; i < 180; i++) {
    world.step();
    near(a.toLocal(b.position), [1, 0], 0.03);
    near(b.angle - a.angle, 0, 0.03);
  }
  near(h * 180, 3, 1e-9);
});

test.run();
