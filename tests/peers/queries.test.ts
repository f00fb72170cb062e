// Peers' expectations of rays, casts, points and distances.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, near, type Pair, space, wall } from './support.js';

const test = suite('peers: queries');

/** A world with a static box of half sides 1 about the origin. */
const withBox = () => {
  const world = space();
  world.addBody(wall(0, 0, 1, 1));
  return world;
};

// Box2D 3, test/test_collision.c, AABBRayCastTest
test('a ray from each of four sides meets the side of a box that faces it', () => {
  const world = withBox();
  for (const [x, y] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as Pair[]) {
    const hit = world.rayCast([3 * x, 3 * y], [-3 * x, -3 * y]);
    assert.ok(hit);
    near(hit.fraction, 1 / 3, 1e-7);
    near(hit.normal, [x, y], 1e-7);
    near(hit.point, [x, y], 1e-6);
  }
});

// Box2D 3, test/test_collision.c, AABBRayCastTest
test('rays beside a box miss it', () => {
  const world = withBox();
  assert.is(world.rayCast([-3, 2], [3, 2]), null);
  assert.is(world.rayCast([2, -3], [2, 3]), null);
  assert.is(world.rayCast([-2, 1.5], [2, 1.5]), null);
});

// Box2D 3, test/test_dynamic_tree.c, TreeRayCastTest
test('a ray that starts inside a box finds it at once', () => {
  const hit = withBox().rayCast([0, 0], [2, 0]);
  assert.ok(hit);
  assert.is(hit.fraction, 0);
  near(hit.normal, [-1, 0], 1e-7, 'against the ray:');
});

// Box2D 3, test/test_collision.c, AABBRayCastTest
test('a ray into a corner meets it a quarter of the way', () => {
  const hit = withBox().rayCast([-2, -2], [2, 2]);
  assert.ok(hit);
  near(hit.fraction, 0.25, 1e-6);
  const [x, y] = hit.normal;
  near(Math.hypot(x, y), 1, 1e-6);
  assert.ok(x <= 0 && y <= 0);
});

// Box2D 3, test/test_collision.c, AABBRayCastTest
test('a ray along the very edge of a box meets it where it begins', () => {
  const hit = withBox().rayCast([-2, 1], [2, 1]);
  assert.ok(hit);
  near(hit.fraction, 0.25, 1e-6);
});

// Box2D 3, test/test_collision.c, AABBRayCastTest
test('a ray that stops short of a box misses, one that ends on it hits', () => {
  const world = withBox();
  assert.is(world.rayCast([-3, 0], [-2.5, 0]), null);
  const hit = world.rayCast([-2, 0], [-1, 0]);
  assert.ok(hit);
  near(hit.fraction, 1, 1e-6);
  near(hit.normal, [-1, 0], 1e-7);
});

// Box2D 3, test/test_dynamic_tree.c, TreeRayCastTest
test('a ray of no length finds what it stands in, and nothing else', () => {
  const world = withBox();
  assert.is(world.rayCastAll([0, 0], [0, 0]).length, 1);
  assert.is(world.rayCastAll([3, 0], [3, 0]).length, 0);
});

// Box2D 3, test/test_collision.c, AABBRayCastTest
test('a box that is not about the origin is met where it is', () => {
  const world = space();
  world.addBody(wall(3, 4, 1, 1));
  const hit = world.rayCast([0, 4], [6, 4]);
  assert.ok(hit);
  near(hit.fraction, 1 / 3, 1e-6);
  near(hit.point, [2, 4], 1e-6);
  near(hit.normal, [-1, 0], 1e-7);
});

// Box2D 3, test/test_shape.c, RayCastShapeTest
test('a ray meets a disc, a box and a segment at the exact fraction', () => {
  const shapes: [object, number][] = [
    [{ circle: { radius: 1, center: [1, 0] } }, 0.5],
    [{ box: { width: 2, height: 2 } }, 3 / 8],
    [{ segment: { a: [0, 1], b: [0, -1] } }, 0.5],
  ];
  for (const [shape, fraction] of shapes) {
    const world = space();
    world.addBody({ position: [0, 0], type: 'static', shapes: [shape] });
    const hit = world.rayCast([-4, 0], [4, 0]);
    assert.ok(hit, JSON.stringify(shape));
    near(hit.fraction, fraction, 1e-6);
    near(hit.normal, [-1, 0], 1e-6);
  }
});

// Box2D 3, test/test_shape.c, PointInShapeTest
test('a point is in a disc and in a box, or outside of both', () => {
  for (const shape of [{ circle: { radius: 1, center: [1, 0] as Pair } }, { box: { width: 2, height: 2 } }]) {
    const world = space();
    const body = world.addBody({ position: [0, 0], type: 'static', shapes: [shape] });
    assert.equal(world.pointTest([0.5, 0.5]), body.shapes);
    assert.equal(world.pointTest([4, -4]), []);
  }
});

// Box2D 3, test/test_distance.c, SegmentDistanceTest
test('two segments across each other are 2 m apart, nearest at an end and a middle', () => {
  const world = space();
  world.addBody({ position: [0, 0], type: 'static', shapes: [{ segment: { a: [-1, -1], b: [-1, 1] } }] });
  const end = world.closestPoint([1, 0], 10);
  assert.ok(end);
  near(end.distance, 2, 1e-6);
  near(end.point, [-1, 0], 1e-6);
  const cast = world.shapeCast({ segment: { a: [2, 0], b: [1, 0] } }, { position: [0, 0] }, [-4, 0]);
  assert.ok(cast);
  near(cast.fraction * 4, 2, 5e-3);
  near(cast.point, [-1, 0], 5e-3);
});

// Box2D 3, test/test_distance.c, ShapeDistanceTest
// Box2D 2.4, unit-test/collision_test.cpp, distance box to segment
test('a box and a segment beside it are 1 m apart', () => {
  const world = withBox();
  for (const y of [-1, 0, 1]) {
    const nearest = world.closestPoint([2, y], 10);
    assert.ok(nearest);
    near(nearest.distance, 1, 1e-6);
    near(nearest.normal, [1, 0], 1e-6);
  }
  assert.is(world.closestPoint([2, 0], 0.99), null);
});

// Box2D 3, test/test_distance.c, ShapeCastTest
test('a segment that is cast at a box meets it half-way', () => {
  const hit = withBox().shapeCast({ segment: { a: [2, -1], b: [2, 1] } }, { position: [0, 0] }, [-2, 0]);
  assert.ok(hit);
  near(hit.fraction, 0.5, 5e-3);
});

// Box2D 3, test/test_distance.c, ShapeDistanceShortEdgeTest
test('a point half a centimetre off the end of a plank 3.2 mm thick is not taken to be inside', () => {
  const world = space();
  world.addBody(wall(0, 0, 0.5, 0.0016));
  const nearest = world.closestPoint([0.505, 0], 1);
  assert.ok(nearest);
  near(nearest.distance, 0.005, 1e-6);
  near(nearest.normal, [1, 0], 1e-5);
});

// Box2D 3, test/test_distance.c, ShapeCastShortEdgeTest
test('a point cast past the end of a plank 0.4 mm thick misses, or has a unit normal', () => {
  const world = space();
  world.addBody(wall(0, 0, 0.5, 0.0002));
  const hit = world.shapeCast({ circle: { radius: 1e-4 } }, { position: [0.506, 0.0035] }, [-0.01, -0.5]);
  if (hit) near(Math.hypot(hit.normal[0], hit.normal[1]), 1, 1e-5);
  const ray = world.rayCast([0.506, 0.0035], [0.496, -0.4965]);
  assert.is(ray, null, 'at y = 0 the point is still 5.9 mm beside the end');
});

// Box2D 3, test/test_distance.c, TimeOfImpactTest
test('a bar at 2 m/s that is 1 m off hits half a second later', () => {
  const world = space({ step: 1, hitSpeed: 0 });
  world.addBody(wall(0, 0, 1, 1));
  const bar = world.addBody(box(2.05, 0, 0.05, 1, { velocity: [-2, 0] }));
  world.step();
  const [hit] = world.events.of('hit');
  assert.ok(hit);
  near(hit.time, 0.5, 5e-3);
  near(bar.position, [1.05, 0], 0.01);
});

// planck, src/__test__/CCD.test.ts, Distance
test('discs 1.9 m apart overlap, discs 2.1 m apart are 0.1 m from each other', () => {
  const world = space();
  world.addBody(ball(0, 0, 1, { type: 'static' }));
  const disc = { circle: { radius: 1 } };
  assert.is(world.overlapShape(disc, { position: [1.9, 0] }).length, 1);
  assert.is(world.overlapShape(disc, { position: [2.1, 0] }).length, 0);
  const gap = world.closestPoint([2.1, 0], 5);
  assert.ok(gap);
  near(gap.distance - 1, 0.1, 1e-6);
});

// Box2D 3, test/test_large_world.c, LargeWorldRayCastTest
test('a ray to a box of half sides 0.5 ends on its face, near the origin and 10 km away', () => {
  for (const [x, tolerance] of [
    [0, 1e-6],
    [10_000, 2e-3],
  ] as const) {
    const world = space();
    world.addBody(wall(x, 0, 0.5, 0.5));
    const hit = world.rayCast([x - 5, 0], [x + 5, 0]);
    assert.ok(hit);
    near(hit.point, [x - 0.5, 0], tolerance);
  }
});

// Box2D 3, test/test_large_world.c, LargeWorldOriginQueryTest
test('overlap, cast, point and ray agree on one box', () => {
  const world = space();
  const { shapes } = world.addBody(wall(0, 0, 0.5, 0.5));
  const disc = { circle: { radius: 0.1 } };
  assert.equal(world.overlapShape(disc, { position: [0, 0] }), shapes);
  const cast = world.shapeCast(disc, { position: [-5, 0] }, [10, 0]);
  assert.ok(cast);
  near(cast.fraction, 0.44, 1e-3);
  near(cast.point, [-0.5, 0], 1e-3);
  assert.equal(world.pointTest([0, 0]), shapes);
  near(world.rayCast([-5, 0], [5, 0])?.point ?? [], [-0.5, 0], 1e-6);
});

// Box2D 3, test/test_dynamic_tree.c, TreeMultipleProxiesTest
test('shapes keep their user numbers and category bits, and queries go by them', () => {
  const world = space();
  const shapes = [-4, 0, 4].map((x, i) => {
    const body = world.addBody(box(x, 0, 1, 1, {}, { userId: 42 + i, filter: { category: 1 << i } }));
    return body.shapes[0];
  });
  shapes.forEach((shape, i) => {
    assert.is(shape?.userId, 42 + i);
    assert.is(shape?.definition.filter?.category, 1 << i);
    assert.equal(world.overlapBox([-10, -10, 10, 10], { mask: 1 << i }), [shape]);
  });
});

// Box2D 3, test/test_dynamic_tree.c, TreeQueryTest
test('a query box finds what it overlaps and not what stands beside it', () => {
  const world = space();
  const [, middle] = [-4, 0, 4].map((x) => world.addBody(box(x, 0, 1, 1)));
  assert.equal(world.overlapBox([-2, -2, 2, 2]), middle?.shapes);
});

// Box2D 3, test/test_dynamic_tree.c, TreeMoveAndEnlargeTest
// planck, src/__test__/Collision.test.ts, DynamicTree
test('a body that is moved is found where it is, no longer where it was', () => {
  const world = space();
  const body = world.addBody(box(0.5, 0.5, 0.5, 0.5));
  world.step();
  body.setPose([10.5, 10.5], 0);
  assert.equal(world.overlapBox([10, 10, 11, 11]), body.shapes);
  assert.equal(world.overlapBox([0, 0, 1, 1]), []);
});

test.run();
