// Peers' expectations of contacts, filters, sensors and the events of both: what begins also ends.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, floor, h, near, open, type Pair, space, wall } from './support.js';

const test = suite('peers: events');

type World = ReturnType<typeof open>;

/** How many events of a type there were, over n steps. */
function count(world: World, type: 'begin' | 'end' | 'hit' | 'sensorBegin' | 'sensorEnd', n = 1): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    world.step();
    sum += world.events.of(type).length;
  }
  return sum;
}

// Box2D 2.4, unit-test/world_test.cpp, begin contact
test('no touch 100 m apart; one, and its event, after a body is put against another', () => {
  const world = open();
  world.addBody(ball(0, 0, 5));
  const other = world.addBody(ball(100, 0, 5));
  assert.is(count(world, 'begin'), 0);
  assert.is(world.touching.length, 0);
  other.setPose([1, 0], 0);
  assert.is(count(world, 'begin'), 1);
  assert.is(world.touching.length, 1);
});

/** A ball that lies on a floor, its touch begun. */
function lying() {
  const world = open({ sleeping: false });
  const ground = world.addBody(floor());
  const body = world.addBody(ball(0, 0.5));
  assert.is(count(world, 'begin', 10), 1);
  return { world, ground, body };
}

/** What a host may do between two steps that ends a touch. Box2D, issue #828 and pull request #837, have the list. */
const endings: [string, (scene: ReturnType<typeof lying>) => void][] = [
  ['the body is removed', ({ body }) => body.remove()],
  ['the shape is removed', ({ body }) => body.shapes[0]?.remove()],
  ['the body is put elsewhere', ({ body }) => body.setPose([0, 20], 0)],
  ['a filter parts them', ({ body }) => body.shapes[0]?.set({ filter: { mask: 0 } })],
  ['the body becomes static', ({ body }) => body.set({ type: 'static' })],
  ['the shape becomes a sensor', ({ body }) => body.shapes[0]?.set({ sensor: true })],
  [
    'a joint joins them',
    ({ world, ground, body }) => void world.addJoint({ type: 'weld', a: ground, b: body, anchor: [0, 0] }),
  ],
];

// Box2D, issue #828 and pull request #837, Event bookend
for (const [what, end] of endings)
  test(`a touch ends with an event when ${what}`, () => {
    const scene = lying();
    end(scene);
    scene.world.step();
    assert.is(scene.world.events.of('end').length, 1);
    assert.is(scene.world.touching.length, 0);
    assert.is(count(scene.world, 'end', 10), 0, 'and once only');
  });

// Box2D, issues #55 and #58, Sensor contacts do not call EndContact upon destruction
test('a sensor tells the end when what is in it is removed, and when it is removed itself', () => {
  for (const which of ['body', 'sensor'] as const) {
    const world = space();
    const sensor = world.addBody(wall(0, 0, 1, 1, { sensor: true }));
    const body = world.addBody(ball(0, 0, 0.2));
    assert.is(count(world, 'sensorBegin', 3), 1);
    ({ body, sensor })[which].remove();
    assert.is(count(world, 'sensorEnd', 3), 1, which);
  }
});

// Box2D 3, test/test_world.c, TestSensor
// Box2D, issue #867, Sensor end event sometimes missing
test('a sensor that flies through a wall at 20 m/s begins and ends once', () => {
  const world = space();
  world.addBody(wall(1.5, 11, 0.5, 10));
  const bullet = world.addBody(ball(7.39814, 4, 0.1, { velocity: [-20, 0] }, { sensor: true }));
  let [begun, ended] = [0, 0];
  while (bullet.position[0] >= -1) {
    world.step();
    begun += world.events.of('sensorBegin').length;
    ended += world.events.of('sensorEnd').length;
  }
  assert.equal([begun, ended], [1, 1]);
});

// Rapier, crates/rapier2d/tests/ccd_semantics.rs, fast_body_through_sensor_emits_events
test('a ball of 400 m/s that crosses a thin sensor within a step is noticed', () => {
  const world = space();
  world.addBody(wall(0, 0, 0.1, 10, { sensor: true }));
  world.addBody(ball(-3, 0, 0.2, { velocity: [400, 0] }));
  let [begun, ended] = [0, 0];
  for (let i = 0; i < 3; i++) {
    world.step();
    begun += world.events.of('sensorBegin').length;
    ended += world.events.of('sensorEnd').length;
  }
  assert.equal([begun, ended], [1, 1]);
});

// Rapier, crates/rapier2d/tests/ccd_semantics.rs, fast_sensor_origin_emits_events
test('a sensor of 400 m/s notices the thin wall that it crosses, and is not stopped', () => {
  const world = space();
  world.addBody(wall(0, 0, 0.1, 10));
  const body = world.addBody(ball(-3, 0, 0.2, { velocity: [400, 0] }, { sensor: true }));
  let [begun, ended] = [0, 0];
  for (let i = 0; i < 3; i++) {
    world.step();
    begun += world.events.of('sensorBegin').length;
    ended += world.events.of('sensorEnd').length;
  }
  near(body.position, [17, 0], 1e-3);
  assert.equal([begun, ended], [1, 1]);
});

// Box2D 3, test/test_restitution.c, NormalVelocityTest
test('a hit says how fast the bodies closed', () => {
  for (const restitution of [0, 0.5]) {
    const world = space();
    world.addBody(floor());
    world.addBody(ball(0, 0.9, 0.5, { velocity: [0, -5] }, { restitution }));
    let hit: { speed: number; normal: ArrayLike<number> } | undefined;
    for (let i = 0; i < 20 && !hit; i++) {
      world.step();
      hit = world.events.of('hit')[0];
    }
    assert.ok(hit);
    near(hit.speed, 5, 1e-3);
    near(Math.abs(hit.normal[1] as number), 1, 1e-6);
  }
});

// Rapier, src/pipeline/physics_pipeline/test.rs, contact_force_events_follow_runtime_active_events_flips
test('a resting touch says what it carries, without being asked to', () => {
  const { world, body } = lying();
  world.step(30);
  const [touch] = world.touching;
  assert.ok(touch);
  const impulse = touch.points.reduce((sum, { normalImpulse }) => sum + normalImpulse, 0);
  near(impulse / h, body.mass * 10, 0.02);
});

/** A disc and a box that overlap, of two filters. */
function overlapping(first: object, second: object) {
  const world = space();
  world.addBody(ball(0, 0, 1, {}, { filter: first }));
  const other = world.addBody(wall(0.5, 0.5, 2, 2, { filter: second }));
  return { world, shape: other.shapes[0] as NonNullable<(typeof other.shapes)[0]> };
}

const one = { category: 1, mask: 1 };
const two = { category: 2, mask: 2 };

// Rapier, crates/rapier2d/tests/issue_288_collision_groups_broad_phase.rs, group_none_colliders_produce_no_pairs
test('300 bodies on one spot that meet nobody make no pairs', () => {
  const world = open();
  for (let i = 0; i < 300; i++) world.addBody(ball(0, 10, 0.5, {}, { filter: { category: 0, mask: 0 } }));
  world.step(10);
  assert.is(world.stats.contacts, 0);
});

// Rapier, crates/rapier2d/tests/issue_288_collision_groups_broad_phase.rs, group_change_rediscovers_pair_without_motion
test('a filter that is opened makes a touch where nothing moved', () => {
  const { world, shape } = overlapping(one, two);
  world.step(3);
  assert.is(world.stats.contacts, 0);
  shape.set({ filter: one });
  world.step();
  assert.is(world.touching.length, 1);
});

// Rapier, crates/rapier2d/tests/issue_288_collision_groups_broad_phase.rs, group_change_rediscovers_pair_with_motion
test('a filter that is opened makes a touch where the body moved as well', () => {
  const { world, shape } = overlapping(one, two);
  world.step(3);
  shape.set({ filter: one });
  shape.body.setPose([0.4, 0.4], 0);
  world.step();
  assert.is(world.touching.length, 1);
});

// Rapier, crates/rapier2d/tests/issue_288_collision_groups_broad_phase.rs, group_change_removes_existing_contact
test('a filter that is closed ends the touch in the next step', () => {
  const { world, shape } = overlapping(one, one);
  world.step();
  assert.is(world.touching.length, 1);
  shape.set({ filter: two });
  world.step();
  assert.is(world.touching.length, 0);
});

// Box2D 3, docs/simulation.md, Filtering
test('groups come before categories: equal positive ones meet, equal negative ones never', () => {
  for (const [group, meets] of [
    [3, 1],
    [-3, 0],
  ] as const) {
    const { world } = overlapping(
      { category: 1, mask: meets ? 0 : 0xffffffff, group },
      { category: 1, mask: meets ? 0 : 0xffffffff, group },
    );
    world.step();
    assert.is(world.touching.length, meets, `group ${group}`);
  }
});

// Rapier, src/geometry/narrow_phase/test.rs, collider_set_parent_no_self_intersection
test('shapes of one body never touch each other', () => {
  const world = space();
  const body = world.addBody({ position: [0, 0], shapes: [{ circle: { radius: 0.5 } }, { circle: { radius: 0.5 } }] });
  world.step(10);
  assert.is(world.stats.contacts, 0);
  near(body.position, [0, 0], 0);
});

// Rapier, src/geometry/narrow_phase/test.rs, collider_set_parent_depenetration
test('two bodies on one spot are pushed apart', () => {
  const world = space();
  const [a, b] = [world.addBody(ball(0, 0)), world.addBody(ball(0, 0))];
  world.step(200);
  assert.ok(Math.hypot(a.position[0] - b.position[0], a.position[1] - b.position[1]) >= 0.9);
});

// Rapier, crates/rapier2d/tests/issue_752_oneway_platform_normal.rs, oneway_platform_with_custom_normal
test('a ball flies up through a one-way platform and lands on it', () => {
  const world = open();
  world.addBody(wall(0, 0, 2, 0.1, { oneWay: [0, 1] }));
  const body = world.addBody(ball(0, -3, 0.25, { velocity: [0, 12] }));
  let top = -3;
  for (let i = 0; i < 300; i++) {
    world.step();
    top = Math.max(top, body.position[1]);
  }
  assert.ok(top > 1);
  near(body.position, [0, 0.35], 0.01);
});

// Rapier, crates/rapier2d/tests/issue_818_nan_tangent_impulse.rs, capsule_on_tilted_cuboid_reports_finite_impulses
test('a capsule that cannot turn holds on a slope of 45 degrees by friction, with finite impulses', () => {
  const world = open();
  world.addBody({
    type: 'static',
    position: [0, -3],
    angle: Math.PI / 4,
    shapes: [{ box: { width: 40, height: 2 }, friction: 0.9 }],
  });
  world.addBody({
    position: [0, 4],
    fixedRotation: true,
    shapes: [{ capsule: { a: [0, -2], b: [0, 2], radius: 1 }, friction: 0.9 }],
  });
  let most = 0;
  for (let i = 0; i < 500; i++) {
    world.step();
    for (const { points } of world.touching)
      for (const { normalImpulse, tangentImpulse } of points) {
        assert.ok(Number.isFinite(normalImpulse) && Number.isFinite(tangentImpulse));
        most = Math.max(most, Math.abs(tangentImpulse));
      }
  }
  assert.ok(most > 0.1);
});

/** A slider that cannot turn, driven at 2 m/s over some ground: where it is after each step. */
function drive(world: World, slider: ReturnType<World['addBody']>, steps: number): number[] {
  let last = slider.position[0];
  const heights: number[] = [];
  for (let i = 0; i < steps; i++) {
    slider.setVelocity([2, slider.velocity[1]], 0);
    world.step();
    const [x, y] = slider.position;
    assert.ok(x >= last - 1e-6, `pushed back at ${x}, ${y}`);
    last = x;
    heights.push(y);
  }
  return heights;
}

// Rapier, crates/rapier2d/tests/issue_669_polyline_ghost_collisions.rs, cuboid_slides_across_polyline_joints_without_snagging
test('a box slides over 30 joints of a chain without a bump', () => {
  const world = open();
  const points = Array.from({ length: 41 }, (_, i) => [i - 2, 0] as [number, number]);
  world.addBody({ type: 'static', position: [0, 0], shapes: [{ chain: { points }, friction: 0 }] });
  const slider = world.addBody(box(0, 0.21, 0.2, 0.2, { fixedRotation: true }, { friction: 0 }));
  world.step(60);
  const [x, y] = slider.position;
  for (const height of drive(world, slider, 1000)) near(height, y, 1e-3);
  near(slider.position[0] - x, 2000 * h, 0.01);
});

// Rapier, crates/rapier2d/tests/issue_643_polyline_corner_stuck.rs, cuboid_crosses_closed_chain_corner_without_sticking
test('a box slides over the corner of a closed chain, falls off and goes on', () => {
  const world = open();
  world.addBody(wall(0, -0.1, 10, 0.1, { friction: 0 }));
  world.addBody({
    type: 'static',
    position: [0, 0],
    shapes: [
      {
        chain: {
          points: [
            [0, 0],
            [2, 0],
            [2, 2],
            [0, 2],
          ],
          loop: true,
        },
        friction: 0,
      },
    ],
  });
  const slider = world.addBody(box(0.5, 3, 0.5, 0.5, { fixedRotation: true }, { friction: 0 }));
  world.step(120);
  near(slider.position[1], 2.5, 0.02);
  drive(world, slider, 250);
  assert.ok(slider.position[0] > 4);
  near(slider.position[1], 0.5, 0.02);
});

// Rapier, crates/rapier2d/tests/issue_643_polyline_corner_stuck.rs, cuboid_crosses_closed_chain_corner_without_sticking
test('the corners of a closed chain hold what is inside it, small or large, pressed into any of them', () => {
  for (const half of [0.4, 0.05, 0.004])
    for (const x of [-7, 7])
      for (const y of [-7, 7]) {
        const world = open({ gravity: [x, y] });
        const points: Pair[] = [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
        ];
        world.addBody({ type: 'static', position: [0, 0], shapes: [{ chain: { points, loop: true } }] });
        const body = world.addBody(box(0, 0, half, half));
        world.step(180);
        near(body.position, [Math.sign(x) * (1 - half), Math.sign(y) * (1 - half)], 0.006, `half side ${half}:`);
      }
});

// Box2D 3, test/test_chain.c, SegmentCountTest
test('a chain is one shape a side: n - 1 of n points, n in a loop', () => {
  const world = open();
  const sides = (n: number, loop: boolean): number => {
    const points = Array.from({ length: n }, (_, i): Pair => [4 * Math.cos((6 * i) / n), 4 * Math.sin((6 * i) / n)]);
    return world.addBody({ type: 'static', position: [0, 0], shapes: [{ chain: { points, loop } }] }).shapes.length;
  };
  assert.equal([sides(3, true), sides(4, true), sides(2, false), sides(6, false)], [3, 4, 1, 5]);
});

// Box2D 3, test/test_chain.c, LoopMaterialTest, OpenMaterialTest, SingleMaterialTest
test('each side of a chain has a material of its own', () => {
  const world = open();
  const { shapes } = world.addBody({
    type: 'static',
    position: [0, 0],
    shapes: [
      {
        chain: {
          points: [
            [0, 0],
            [2, 1],
            [4, 1],
            [6, 0],
          ],
        },
        friction: 0.25,
      },
    ],
  });
  assert.equal(
    shapes.map(({ friction }) => friction),
    [0.25, 0.25, 0.25],
  );
  shapes[1]?.set({ friction: 0.75 });
  assert.equal(
    shapes.map(({ friction }) => friction),
    [0.25, 0.75, 0.25],
  );
});

// Box2D 3, test/test_world.c, ChainSegmentShapeTest
test('a disc lies on one segment', () => {
  const world = open();
  world.addBody({ type: 'static', position: [0, 0], shapes: [{ segment: { a: [1, 0], b: [-1, 0] } }] });
  const disc = world.addBody(ball(0, 2));
  world.step(120);
  near(disc.position, [0, 0.5], 0.01);
});

// Box2D 3, test/test_world.c, DestroyOwnedChainSegmentTest
test('one side of a chain may be removed, and leaves a hole', () => {
  const world = open();
  const ground = world.addBody({
    type: 'static',
    position: [0, 0],
    shapes: [
      {
        chain: {
          points: [
            [-4, 0],
            [-2, 0],
            [0, 0],
            [2, 0],
            [4, 0],
          ],
        },
      },
    ],
  });
  const [above, beside] = [world.addBody(ball(-3, 0.4, 0.3)), world.addBody(ball(3, 0.4, 0.3))];
  ground.shapes[0]?.remove();
  assert.is(ground.shapes.length, 3);
  world.step(60);
  assert.ok(above.position[1] < -2);
  near(beside.position[1], 0.3, 0.01);
});

test.run();
