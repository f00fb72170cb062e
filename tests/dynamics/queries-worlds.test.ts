// Queries in worlds that move, change and end: everything is found where it is, and nothing but an answer comes of a query.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyDef, BodyType, Hit, Output } from '../../bindings/typescript/engine/layout.js';
import { anyShape, box, type ShapeRecord, type Vector } from '../geometry/support.js';
import { number } from '../support/numbers.js';
import { Asked, gap, manyBodies, type Place, placed, point } from './query-world.js';

const test = suite('queries of worlds');

const disc = (radius: number): ShapeRecord => ({ vertices: [[0, 0]], radius });
const ids = (hits: { shape: number }[]) => hits.map((hit) => hit.shape);

/** Queries of all kinds at random places; their Hit records as bytes. */
function askAround(world: Asked, [x, y, dx, dy]: Vector4): string {
  const { raw } = world;
  const shape = box(0.4, 0.3, 0.1);
  world.putShape(shape);
  world.where({ x, y, angle: dx, sensors: 1 });
  const calls: [string, ...number[]][] = [
    ['queryRay', x, y, dx, dy],
    ['queryRayAll', x, y, dx, dy],
    ['queryPoint', x, y],
    ['queryBox', x, y, x + dx, y + dy],
    ['queryOverlap'],
    ['queryCast', dx, dy],
    ['queryCastAll', dx, dy],
    ['queryClosest', x, y, 5],
  ];
  return calls
    .map(([name, ...values]) => {
      const count = raw[name](world.world, ...values);
      assert.ok(count >= 0);
      const bytes = world.views.bytes(raw.queryHits(), count * Hit.size);
      return `${name} ${Buffer.from(bytes).toString('hex')}`;
    })
    .join('\n');
}
type Vector4 = [number, number, number, number];

const fast = fc.record({
  where: fc.record({ x: number(-4, 4), y: number(0, 8), angle: number(-3, 3) }),
  v: fc.tuple(number(-30, 30), number(-30, 30)),
});
const scene = fc.array(
  fc.record({
    body: fast,
    shapes: fc.array(anyShape, { minLength: 1, maxLength: 2 }),
    type: fc.constantFrom(1, 2, 2, 2, 2),
  }),
  { minLength: 1, maxLength: 14, size: 'max' },
);
type Drawn = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** Bodies that fly about in a box of four walls. */
function inBox(bodies: Drawn, build: 'simd' | 'scalar' = 'simd', settings: object = {}) {
  const world = new Asked(build, settings);
  const walls: [number, number, ShapeRecord][] = [
    [0, -1, box(8, 0.5)],
    [0, 10, box(8, 0.5)],
    [-6, 5, box(0.5, 8)],
    [6, 5, box(0.5, 8)],
  ];
  for (const [x, y, wall] of walls) world.add({ x, y, angle: 0, shapes: [wall] });
  for (const { body, shapes, type } of bodies) world.add({ ...body.where, type, shapes, velocity: body.v });
  return world;
}

const snapshot = (world: Asked) => {
  assert.is(world.raw.worldSnapshot(world.world), 0);
  const { pointer, length } = world.views.read(Output, world.raw.outputBlock());
  return Buffer.from(world.views.bytes(pointer, length)).toString('hex');
};
const somewhere: fc.Arbitrary<Vector4> = fc.tuple(number(-7, 7), number(-2, 11), number(-9, 9), number(-9, 9));

test('a world that is asked is the same as one that is not, and both builds answer alike, bit for bit', () => {
  fc.assert(
    fc.property(scene, fc.array(somewhere, { minLength: 3, maxLength: 3 }), fc.boolean(), (bodies, places, gravity) => {
      const settings = gravity ? {} : { gravityY: 0 };
      const asked = inBox(bodies, 'simd', settings);
      const other = inBox(bodies, 'scalar', settings);
      const silent = inBox(bodies, 'simd', settings);
      for (let n = 0; n < 12; n++) {
        for (const p of places) assert.is(askAround(asked, p), askAround(other, p), `step ${n}`);
        assert.is(asked.raw.worldDigest(asked.world), silent.raw.worldDigest(silent.world));
        if (n % 4 === 0) assert.is(snapshot(asked), snapshot(silent), `snapshot at step ${n}`);
        for (const world of [asked, other, silent]) assert.is(world.raw.worldStep(world.world, 1 + (n % 3)), 0);
      }
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

/** Every shape, where the states say that it is. */
function placesOf(world: Asked, specs: { shapes: ShapeRecord[] }[]) {
  const states = world.views.floats(world.raw.worldStates(world.world), 6 * world.bodies.length);
  return specs.flatMap(({ shapes }, i) => {
    const [x, y, angle] = states.subarray(6 * i, 6 * i + 3) as unknown as [number, number, number];
    return shapes.map((shape) => placed(shape, { x, y, angle } as Place));
  });
}

test('after any step everything is found where it is', () => {
  fc.assert(
    fc.property(
      scene,
      fc.array(somewhere, { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 1, max: 40 }),
      (bodies, places, steps) => {
        const world = inBox(bodies);
        for (let n = 0; n < 10; n++) {
          world.raw.worldStep(world.world, steps);
          const shapes = placesOf(world, [...Array.from({ length: 4 }, () => ({ shapes: [] })), ...bodies]);
          for (const [x, y] of places) {
            const [u, v] = [Math.fround(x), Math.fround(y)];
            const found = ids(world.point(u, v)).map((id) => id - 4);
            for (const [i, shape] of shapes.entries()) {
              const away = gap(shape, point(u, v));
              if (shape.radius > 0 || shape.corners.length > 2)
                if (Math.abs(away) > 1e-4) assert.is(found.includes(i), away < 0, `shape ${i}, ${away}`);
            }
          }
          for (const [i, { corners }] of shapes.entries()) {
            const middle = [0, 1].map((k) => corners.reduce((sum, c) => sum + c[k]!, 0) / corners.length) as Vector;
            assert.ok(ids(world.closest(...middle, 10)).length === 1);
            assert.ok(
              ids(world.box(...middle, ...middle)).includes(i + 4),
              `shape ${i} after ${(n + 1) * steps} steps`,
            );
          }
        }
      },
    ),
    { numRuns: 40, endOnFailure: true },
  );
});

test('bodies that flew on while steps only counted are found, as are those put elsewhere, and those of another world', () => {
  const world = new Asked('simd', { gravityY: 0 });
  const body = world.add({ x: 0, y: 0, angle: 0, type: BodyType.Dynamic, shapes: [disc(0.5)], velocity: [3, 0] });
  world.add({ x: 0, y: 500, angle: 0, type: BodyType.Dynamic, shapes: [disc(0.5)] });
  const { raw } = world;
  const at = (x: number, y = 0) => ids(world.point(x, y));
  for (let n = 0; n < 5; n++) {
    raw.worldStep(world.world, 60);
    assert.equal(at(3 * (n + 1)), [0]);
    assert.equal(at(3 * n), []);
    assert.equal(ids(world.rayAll(3 * n + 4, -2, 0, 4)), []);
    assert.equal(ids(world.rayAll(3 * n + 3, -2, 0, 4)), [0]);
    assert.equal(ids(world.closest(100, 0, 1000)), [0]);
  }
  raw.bodySetPose(world.world, body, -40, 7, 0);
  assert.equal([at(15), at(-40, 7)], [[], [0]]);
  raw.worldStep(world.world, 60);
  assert.equal([at(-40, 7), at(-37, 7)], [[], [0]]);

  // Another world at the same step, in the place of this one.
  const second = raw.worldClone(world.world);
  raw.bodySetPose(second, body, 0, 0, 0);
  raw.worldStep(world.world, 60);
  raw.worldStep(second, 60);
  assert.equal([at(-34, 7), at(3)], [[0], []]);
  assert.is(raw.worldCopy(world.world, second), 0);
  assert.equal([at(-34, 7), at(3)], [[], [0]]);
  raw.worldSnapshot(second);
  const { pointer, length } = world.views.read(Output, raw.outputBlock());
  const bytes = world.views.bytes(pointer, length).slice();
  raw.worldReset(world.world);
  assert.equal([at(-34, 7), at(3)], [[], []]);
  world.views.bytes(raw.worldBuffer(length), length).set(bytes);
  assert.is(raw.worldRestore(world.world, length), world.world);
  assert.equal([at(-34, 7), at(3)], [[], [0]]);
  raw.worldClose(second);
  const third = raw.worldOpen();
  raw.queryDefaults();
  assert.is(raw.queryPoint(third, 3, 0), 0);
  assert.is(raw.queryPoint(second, 3, 0), -1);
});

test('a world that becomes another at the same step is asked anew', () => {
  const world = new Asked('simd', { gravityY: 0 });
  const { raw } = world;
  const speeds: Vector[] = [
    [3, 0],
    [0, 0],
  ];
  const fly = (handle: number, order: number[]) => {
    const bodies = order.map((k) =>
      Object.assign(world, { world: handle }).add({
        x: 0,
        y: 5 * k,
        angle: 0,
        type: BodyType.Dynamic,
        shapes: [disc(0.5)],
        velocity: speeds[k]!,
      }),
    );
    assert.equal(bodies, [0, 1]);
    raw.worldStep(handle, 120);
  };
  const first = world.world;
  const second = raw.worldOpen();
  fly(first, [0, 1]);
  fly(second, [1, 0]);
  const found = (handle: number) => ids(Object.assign(world, { world: handle }).point(6, 0));
  assert.equal(found(first), [0]);
  raw.worldSnapshot(first);
  const { pointer, length } = world.views.read(Output, raw.outputBlock());
  const bytes = world.views.bytes(pointer, length).slice();
  assert.is(raw.worldCopy(first, second), 0);
  assert.equal(found(first), [1]);
  world.views.bytes(raw.worldBuffer(length), length).set(bytes);
  raw.worldRestore(first, length);
  assert.equal(found(first), [0]);
  raw.worldClose(first);
  const third = raw.worldOpen();
  fly(third, [1, 0]);
  assert.equal(found(third), [1]);
});

test('a body whose shapes were changed between steps is found as it is', () => {
  const world = new Asked('simd', { gravityY: 0 });
  const body = world.add({ x: 0, y: 0, angle: 0, type: BodyType.Dynamic, shapes: [disc(0.5)], velocity: [3, 0] });
  const { raw, views } = world;
  raw.worldStep(world.world, 100);
  assert.equal(ids(world.point(5, 0)), [0]);
  world.putShape({
    vertices: [
      [2, -1],
      [4, -1],
      [4, 1],
      [2, 1],
    ],
    radius: 0,
  });
  const shape = raw.worldAddShape(world.world, body);
  assert.equal([ids(world.point(8, 0)), ids(world.point(5, 0))], [[shape], [0]]);
  raw.bodyGet(world.world, body);
  views.write(BodyDef, raw.bodyDefBlock(), { type: BodyType.Static, x: 50 });
  assert.is(raw.bodySet(world.world, body), 0);
  assert.equal([ids(world.point(8, 0)), ids(world.point(53, 0))], [[], [shape]]);
});

test('memory goes back with the arena, and a thousand hits are a list', () => {
  const world = new Asked();
  const bodies = fc.sample(manyBodies(10), { numRuns: 1, seed: 5 })[0]!;
  for (let round = 0; round < 3; round++) {
    world.raw.worldDefaults();
    const handle = world.raw.worldOpen();
    Object.assign(world, { world: handle });
    world.bodies.length = 0;
    world.shapes.length = 0;
    for (let k = 0; k < 1000; k++) world.add({ x: 0.001 * k, y: 0, angle: 0, type: k % 3, shapes: [disc(2)] });
    for (const body of bodies) world.add(body);
    const hits = world.rayAll(-100, 0, 200, 0);
    assert.ok(hits.length >= 1000);
    assert.equal(
      ids(hits).slice(0, 1000),
      Array.from({ length: 1000 }, (_, k) => k),
    );
    world.raw.reserve(0);
    assert.is(world.raw.queryPoint(handle, 0, 0), -1);
  }
});

test.run();
