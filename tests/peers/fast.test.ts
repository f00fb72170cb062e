// Peers' expectations of fast bodies: nothing passes through anything, and what is fast changes no other rule.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, near, open, space, wall } from './support.js';

const test = suite('peers: fast bodies');

/** Where a ball of a speed ends that flies from x = -3 against a wall about x = 0. */
function fired(shapes: object[], speed: number): number {
  const world = space();
  world.addBody({ type: 'static', position: [0, 0], shapes: shapes });
  const body = world.addBody(ball(-3, 0, 0.2, { velocity: [speed, 0] }));
  world.step(120);
  return body.position[0];
}

// Rapier, crates/rapier2d/tests/ccd_oriented_wall.rs, ccd_catches_fast_ball_cuboid_control
test('a ball of 400 m/s stops at a wall of 10 cm', () => {
  near(fired([{ box: { width: 0.1, height: 10 } }], 400), -0.25, 0.01);
});

// Rapier, crates/rapier2d/tests/ccd_oriented_wall.rs, ccd_catches_fast_ball_plain_polyline, ccd_catches_fast_ball_oriented_polyline
test('a ball of 400 m/s stops at a chain without thickness, from either side', () => {
  for (const points of [
    [
      [0, 5],
      [0, -5],
    ],
    [
      [0, -5],
      [0, 5],
    ],
  ])
    near(fired([{ chain: { points } }], 400), -0.2, 0.01);
});

// Rapier, crates/rapier2d/tests/ccd_semantics.rs, multi_ccd_substeps_no_tunnel
test('a ball of 400 m/s stops at a thin wall with any number of sub-steps', () => {
  for (const substeps of [1, 4, 16]) {
    const world = space({ substeps });
    world.addBody(wall(0, 0, 0.1, 10));
    const body = world.addBody(ball(-3, 0, 0.2, { velocity: [400, 0] }));
    world.step(10);
    near(body.position[0], -0.3, 0.01);
  }
});

// Rapier, crates/rapier2d/tests/ccd_semantics.rs, clamp_preserves_velocity
test('a fast ball is hit in the step in which it arrives: it stops or bounces there, not a step later', () => {
  for (const restitution of [0, 1]) {
    const world = space();
    world.addBody(wall(0, 0, 0.1, 10));
    const body = world.addBody(ball(-3, 0, 0.2, { velocity: [400, 0] }, { restitution }));
    world.step();
    near(body.velocity[0], restitution ? -400 : 0, 1e-3);
    // 2.7 m there, and the rest of 6.67 m back.
    near(body.position[0], restitution ? -0.3 - (400 / 60 - 2.7) : -0.3, 2e-3);
  }
});

// Rapier, crates/rapier2d/tests/ccd_semantics.rs, bullet_ignores_other_bullet
test('two balls of 400 m/s hit each other', () => {
  const world = space();
  const left = world.addBody(ball(-3, 0, 0.2, { velocity: [400, 0] }, { restitution: 1 }));
  const right = world.addBody(ball(3, 0, 0.2, { velocity: [-400, 0] }, { restitution: 1 }));
  world.step(3);
  near(left.velocity, [-400, 0], 1e-2);
  near(right.velocity, [400, 0], 1e-2);
});

// Box2D 3, test/test_large_world.c, LargeWorldBulletTest
test('a bullet of 200 m/s rests at the near face of a wall of 10 cm', () => {
  const world = open();
  world.addBody(wall(0, 0, 0.05, 5));
  const bullet = world.addBody(ball(10, 0, 0.1, { velocity: [-200, 0], gravityScale: 0 }));
  world.step(30);
  near(bullet.position[0], 0.15, 0.01);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, ccd_respects_filter_contact_pair_hook
test('a fast ball flies through what its filter lets it through', () => {
  const world = space();
  world.addBody(ball(0, 0, 0.5, { type: 'static' }, { filter: { category: 2 } }));
  const body = world.addBody(ball(-5, 0, 0.5, { velocity: [200, 0] }, { filter: { mask: 1 } }));
  world.step(5);
  near(body.position[0], -5 + 200 * (5 / 60), 1e-3);
});

// planck, issue #167, Bug? Continuous collision detection does not work after bodies are created
test('a body just made is hit by a fast one in its first step', () => {
  const world = space();
  const player = world.addBody(ball(-2, 0, 0.1));
  world.step(10);
  const target = world.addBody(box(0, 0, 0.05, 1));
  player.applyImpulse([player.mass * 300, 0]);
  world.step(2);
  assert.ok(target.velocity[0] > 0);
  assert.ok(player.position[0] < target.position[0]);
});

// Rapier, crates/rapier2d/tests/issue_985_ccd_stale_fixed_target.rs, fixed_target_removed_without_active_ccd_is_not_reused_by_later_sweep
test('a wall that was removed stops nobody', () => {
  const world = open();
  world.addBody(wall(0, -0.5, 50, 0.5));
  const post = world.addBody(wall(10, 5, 1, 1));
  world.addBody(ball(-10, 10, 0.25, { velocity: [0, -30] }));
  world.step(120);
  post.remove();
  world.step();
  const late = world.addBody(ball(10, 25, 0.25, { velocity: [0, -200] }));
  world.step(10);
  near(late.position, [10, 0.25], 0.01);
});

// Rapier, crates/rapier2d/tests/spinner_containment.rs, spinner_keeps_bodies_contained
test('a motor that stirs 120 small bodies in a round chain throws none out', () => {
  const world = open();
  const points = Array.from({ length: 90 }, (_, i): [number, number] => [
    8 * Math.cos((i * Math.PI) / 45),
    8 * Math.sin((i * Math.PI) / 45),
  ]);
  world.addBody({ type: 'static', position: [0, 0], shapes: [{ chain: { points, loop: true }, friction: 0.1 }] });
  const arm = world.addBody({
    position: [0, -4],
    canSleep: false,
    shapes: [{ box: { width: 0.4, height: 7 }, radius: 0.1, friction: 0 }],
  });
  world.addJoint({ type: 'revolute', b: arm, anchor: [0, -4], motor: { speed: 5, maxTorque: 4e4 } });
  const outlines = [
    { capsule: { a: [-0.15, 0], b: [0.15, 0], radius: 0.15 } },
    { circle: { radius: 0.2 } },
    { box: { width: 0.4, height: 0.4 } },
  ];
  const small = Array.from({ length: 120 }, (_, i) =>
    world.addBody({
      position: [-5 + (i % 20) * 0.5, 0.5 + Math.floor(i / 20) * 0.5],
      shapes: [{ ...(outlines[i % 3] as object), density: 0.25, friction: 0.1, restitution: 0.1 }],
    }),
  );
  for (let i = 0; i < 30; i++) {
    world.step(10);
    for (const { position } of small) assert.ok(Math.hypot(...position) < 8);
  }
});

test.run();
