// Peers' expectations of what shapes weigh and where their bounds are.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, near, open, type Pair, space } from './support.js';

const test = suite('peers: mass and bounds');

// Box2D 3, test/test_shape.c, ShapeMassTest
test('a disc off its origin weighs pi r^2, about its own centre', () => {
  const disc = space().addBody({ position: [0, 0], shapes: [{ circle: { radius: 1, center: [1, 0] } }] });
  near(disc.mass, Math.PI, 1e-6);
  near(disc.center, [1, 0], 0);
  near(disc.inertia, Math.PI / 2, 1e-6);
});

// Box2D 3, test/test_shape.c, ShapeMassTest
test('a capsule weighs more than a polygon inside it and less than a box about it', () => {
  const world = space();
  const corners = (x: number, from: number) =>
    [0, 1, 2, 3].map((i): Pair => {
      const angle = from + (i * Math.PI) / 3;
      return [x + Math.cos(angle), Math.sin(angle)];
    });
  const inner = world.addBody({
    position: [0, 0],
    shapes: [{ polygon: [...corners(1, -Math.PI / 2), ...corners(-1, Math.PI / 2)] }],
  });
  const capsule = world.addBody({ position: [0, 5], shapes: [{ capsule: { a: [-1, 0], b: [1, 0], radius: 1 } }] });
  const outer = world.addBody(box(0, 10, 1, 2));
  assert.ok(inner.mass < capsule.mass && capsule.mass < outer.mass);
  assert.ok(inner.inertia < capsule.inertia && capsule.inertia < outer.inertia);
});

// Box2D 3, test/test_shape.c, ShapeMassTest
test('a box of half sides 1 weighs 4 kg and has 8/3 kg m^2', () => {
  const body = space().addBody(box(0, 0, 1, 1));
  near(body.mass, 4, 5e-7);
  near(body.center, [0, 0], 1e-7);
  near(body.inertia, 8 / 3, 1e-6);
});

// Box2D 2.4, unit-test/collision_test.cpp, polygon mass data
test('a box 100 m from its origin has its centre and mass to two parts in 10 million', () => {
  const [x, y, hx, hy] = [100, -50, 0.5, 1.5];
  const mass = 4 * hx * hy;
  for (const angle of [0.25, 0]) {
    const outline = { width: 2 * hx, height: 2 * hy, center: [x, y] as Pair, angle };
    const body = space().addBody({ position: [0, 0], shapes: [{ box: outline }] });
    near(body.center, [x, y], 2.4e-7 * (1 + 100));
    near(body.mass, mass, 5e-6 * mass);
    near(body.inertia, (mass / 3) * (hx * hx + hy * hy), 1e-4, 'about the centre of mass, not the origin:');
  }
});

// Box2D 2.4, unit-test/collision_test.cpp, polygon mass data
test('corners that are in no order are refused, not sorted', () => {
  const zigzag: Pair[] = [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ];
  assert.throws(() => space().addBody({ position: [0, 0], shapes: [{ polygon: zigzag }] }), /crosses itself/);
});

// Box2D 3, test/test_world.c, DeferredMassFlagSyncTest
test('the mass of a body follows its shapes, added and removed', () => {
  const world = open();
  const body = world.addBody({ position: [0, 0] });
  body.addShape({ circle: { radius: 0.5 } });
  near(body.mass, Math.PI / 4, 1e-6);
  const arm = body.addShape({ box: { width: 2, height: 1, center: [2, 0] } });
  near(body.mass, Math.PI / 4 + 2, 1e-6);
  near(body.center, [4 / (Math.PI / 4 + 2), 0], 1e-6, 'of both');
  arm.remove();
  near(body.mass, Math.PI / 4, 1e-6);
  near(body.center, [0, 0], 1e-6);
  world.step();
  near(body.velocity, [0, -1 / 6], 1e-6);
});

/** Whether a query box about a point finds anything: how far bounds reach. */
const reaches = (world: ReturnType<typeof space>, [x, y]: Pair) =>
  world.overlapBox([x - 1e-4, y - 1e-4, x + 1e-4, y + 1e-4]).length > 0;

// Box2D 3, test/test_shape.c, ShapeAABBTest
test('bounds of a disc, a box and a segment are tight', () => {
  const bounds: [object, [number, number, number, number]][] = [
    [{ circle: { radius: 1, center: [1, 0] } }, [0, -1, 2, 1]],
    [{ box: { width: 2, height: 2 } }, [-1, -1, 1, 1]],
    [{ segment: { a: [0, 1], b: [0, -1] } }, [0, -1, 0, 1]],
  ];
  for (const [shape, [x0, y0, x1, y1]] of bounds) {
    const world = space();
    world.addBody({ position: [0, 0], type: 'static', shapes: [shape] });
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const sides: [Pair, Pair][] = [
      [
        [x0, y],
        [-1, 0],
      ],
      [
        [x1, y],
        [1, 0],
      ],
      [
        [x, y0],
        [0, -1],
      ],
      [
        [x, y1],
        [0, 1],
      ],
    ];
    for (const [[px, py], [nx, ny]] of sides) {
      assert.ok(reaches(world, [px, py]), `${JSON.stringify(shape)} at ${px}, ${py}`);
      assert.not.ok(reaches(world, [px + nx * 1e-3, py + ny * 1e-3]), `${JSON.stringify(shape)} beyond ${px}, ${py}`);
    }
  }
});

// Box2D 3, test/test_collision.c, LargeWorldAABBTest
test('bounds of a rounded box stand out by its radius', () => {
  const world = space();
  world.addBody({ position: [0, 0], type: 'static', shapes: [{ box: { width: 1, height: 1 }, radius: 0.1 }] });
  for (const sign of [-1, 1])
    for (const axis of [0, 1]) {
      const at = (d: number): Pair => (axis ? [0, sign * d] : [sign * d, 0]);
      assert.ok(reaches(world, at(0.6)));
      assert.not.ok(reaches(world, at(0.601)));
    }
});

// Box2D 3, test/test_collision.c, AABBTest
test('the corners of a query box may be given either way round', () => {
  const world = space();
  world.addBody(ball(-1.5, -1.5, 0.1, { type: 'static' }));
  assert.is(world.overlapBox([-1, -1, -2, -2]).length, 1);
  assert.is(world.overlapBox([-2, -2, -1, -1]).length, 1);
  assert.is(world.overlapBox([2, 2, 4, 4]).length, 0);
});

test.run();
