// Queries in worlds that move, change and end: filters, refusals, what is removed, and that nothing but an answer comes of a query.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyDef, BodyType, failures, Hit, Output, QueryDef, ShapeKind } from '../../bindings/typescript/engine/layout.js';
import { anyShape, box, type ShapeRecord, type Vector } from '../geometry/support.js';
import { number } from '../support/numbers.js';
import { Asked, type BodySpec, gap, manyBodies, type Place, placed, point } from './query-world.js';

const test = suite('queries of worlds');

const disc = (radius: number): ShapeRecord => ({ vertices: [[0, 0]], radius });
const ids = (hits: { shape: number }[]) => hits.map((hit) => hit.shape);
const none = 0xffffffff;

/** Each kind of query once, along the x axis from -10 to 10. */
const kinds: Record<string, (world: Asked) => { shape: number; body: number }[]> = {
  ray: (w) => w.ray(-10, 0, 20, 0),
  rayAll: (w) => w.rayAll(-10, 0, 20, 0),
  point: (w) => w.point(0, 0),
  box: (w) => w.box(-10, -1, 10, 1),
  overlap: (w) => w.overlap(box(10, 0.1), { x: 0, y: 0, angle: 0 }),
  cast: (w) => w.cast(disc(0.25), { x: -10, y: 0, angle: 0 }, 20, 0),
  castAll: (w) => w.castAll(disc(0.25), { x: -10, y: 0, angle: 0 }, 20, 0),
  closest: (w) => w.closest(-10, 0, 100),
};

/** A disc about the origin with a filter, in a world of its own; whether each kind of query finds it. */
function finds(spec: Partial<BodySpec>, where: object, expectation: boolean): void {
  const world = new Asked();
  world.add({ x: 0, y: 0, angle: 0, shapes: [disc(1)], ...spec });
  for (const [kind, ask] of Object.entries(kinds))
    assert.is(ask(world.where(where)).length, Number(expectation), `${kind} of ${JSON.stringify(where)}`);
}

test('category and mask, both ways', () => {
  finds({ category: 4, mask: 8 }, { category: 8, mask: 4 }, true);
  finds({ category: 4, mask: 8 }, { category: 8, mask: 3 }, false);
  finds({ category: 4, mask: 8 }, { category: 4, mask: 4 }, false);
  finds({ category: 4, mask: 8 }, {}, true);
  finds({ category: 0x80000000, mask: none }, { mask: 0x80000000 }, true);
  finds({ category: 1, mask: 0 }, {}, false);
  finds({}, { mask: 0 }, false);
});

test('types of bodies, sensors, the ignored body', () => {
  for (const type of [BodyType.Static, BodyType.Kinematic, BodyType.Dynamic])
    for (let types = 0; types < 8; types++) finds({ type }, { types }, ((types >> type) & 1) === 1);
  finds({ sensor: 1 }, {}, false);
  finds({ sensor: 1 }, { sensors: 1 }, true);
  finds({}, { sensors: 1 }, true);
  finds({}, { ignore: 0 }, false);
});

/** Ten discs in a row, of bodies that were added in another order. */
function row(): Asked {
  const world = new Asked();
  for (let k = 0; k < 10; k++) world.add({ x: ((k * 7) % 10) - 4.5, y: 0, angle: 0, shapes: [disc(0.25)] });
  return world;
}

test('hits are in order of (fraction, shape), and `most` keeps the first', () => {
  const order = Array.from({ length: 10 }, (_, x) => (x * 3) % 10);
  const sorted = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  for (const most of [0, 1, 3, 10, 11]) {
    const world = row().where({ most });
    const first = (list: number[]) => (most ? list.slice(0, most) : list);
    assert.equal(ids(kinds.rayAll!(world)), first(order));
    assert.equal(ids(kinds.castAll!(world)), first(order));
    assert.equal(ids(kinds.box!(world)), first(sorted));
    assert.equal(ids(kinds.overlap!(world)), first(sorted));
    assert.equal(ids(kinds.ray!(world)), [0]);
  }
  const same = new Asked();
  for (let k = 0; k < 40; k++) same.add({ x: 0, y: 0, angle: 0, type: k % 3, shapes: [disc(1)] });
  assert.equal(ids(same.where({ most: 0 }).rayAll(-3, 0, 4, 0)), ids(same.point(0, 0)));
  assert.equal(ids(same.point(0, 0)), Array.from(same.shapes));
  assert.equal(ids(same.ray(-3, 0, 4, 0)), [0], 'of several the smallest number');
  assert.equal(ids(same.closest(-3, 0, 4)), [0]);
});

test('values out of range are refused and named; no value of a refused query counts', () => {
  const world = row();
  const { raw } = world;
  const code = Number(Object.entries(failures).find(([, { name }]) => name === 'QueryValue')?.[0]);
  const calls: [string, number][] = [
    ['queryRay', 4],
    ['queryRayAll', 4],
    ['queryBox', 4],
    ['queryPoint', 2],
    ['queryClosest', 3],
    ['queryCast', 2],
    ['queryCastAll', 2],
  ];
  world.putShape(disc(0.5));
  for (const [name, count] of calls)
    for (let k = 0; k < count; k++)
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -Infinity, 1.1e6, ...(name === 'queryClosest' && k === 2 ? [-1] : [])]) {
        const list = Array(count).fill(1);
        assert.ok(raw[name](world.world, ...list) >= 0);
        list[k] = bad;
        assert.is(raw[name](world.world, ...list), -1, `${name} ${list}`);
        const { code: got, item, value } = world.status();
        assert.equal([got, item, value], [code, k + 1, Math.fround(bad)]);
      }
  for (const [field, bad] of [
    ['x', Number.NaN],
    ['y', 2e6],
    ['angle', Number.NaN],
    ['angle', 1e10],
    ['types', 8],
    ['sensors', 2],
  ] as const) {
    raw.queryDefaults();
    world.where({ [field]: bad });
    for (const ask of [() => raw.queryOverlap(world.world), () => raw.queryCast(world.world, 1, 0)]) {
      assert.is(ask(), -1, field);
      const { code: got, item, offset } = world.status();
      assert.equal([got, item, offset], [code, 0, QueryDef.fields[field].offset]);
    }
  }
  raw.queryDefaults();
  world.putShape(disc(0.5), { radius: 0 });
  assert.is(raw.queryOverlap(world.world), -1);
  assert.is(failures[world.status().code]?.name, 'ShapeValue');
  world.putShape({ vertices: [[0, 0], [1, 0], [2, 1], [1, 0.2]], radius: 0 }, { kind: ShapeKind.Polygon });
  assert.is(raw.queryCast(world.world, 1, 0), -1);
  assert.is(failures[world.status().code]?.name, 'PolygonConcave');
  raw.queryDefaults();
  world.where({ ignore: 10 });
  assert.is(raw.queryPoint(world.world, 0, 0), -1);
  assert.is(failures[world.status().code]?.name, 'NoBody');
  raw.queryDefaults();
  assert.is(raw.queryPoint(world.world + 1, 0, 0), -1);
  assert.is(failures[world.status().code]?.name, 'NoWorld');
  assert.is(raw.queryPoint(world.world, 0, 0), 0);
});

test('what is removed is not found, and who comes after it has an id of its own', () => {
  const world = row();
  const { raw } = world;
  assert.is(raw.bodyRemove(world.world, 3), 0);
  assert.is(raw.shapeRemove(world.world, 6), 0);
  const left = [0, 1, 2, 4, 5, 7, 8, 9];
  assert.equal(ids(kinds.box!(world)), left);
  const body = world.add({ x: 0, y: 0.1, angle: 0, type: BodyType.Dynamic, shapes: [disc(0.2)] });
  const [hit] = world.point(0, 0);
  assert.ok(hit && body !== 3 && hit.body === body && hit.shape === world.shapes.at(-1) && hit.shape > 10);
  assert.equal(kinds.rayAll!(world.where({ ignore: body })).length, 8);
  raw.bodyRemove(world.world, body);
  assert.is(raw.queryPoint(world.world, 0, 0), -1, 'the ignored body is gone');
  assert.equal(ids(kinds.box!(world.where({ ignore: none }))), left);
});

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

const fast = fc.record({ where: fc.record({ x: number(-4, 4), y: number(0, 8), angle: number(-3, 3) }), v: fc.tuple(number(-30, 30), number(-30, 30)) });
const scene = fc.array(
  fc.record({ body: fast, shapes: fc.array(anyShape, { minLength: 1, maxLength: 2 }), type: fc.constantFrom(1, 2, 2, 2, 2) }),
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
    fc.property(scene, fc.array(somewhere, { minLength: 4, maxLength: 4 }), fc.integer({ min: 1, max: 40 }), (bodies, places, steps) => {
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
          assert.ok(ids(world.box(...middle, ...middle)).includes(i + 4), `shape ${i} after ${(n + 1) * steps} steps`);
        }
      }
    }),
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

test('a body whose shapes were changed between steps is found as it is', () => {
  const world = new Asked('simd', { gravityY: 0 });
  const body = world.add({ x: 0, y: 0, angle: 0, type: BodyType.Dynamic, shapes: [disc(0.5)], velocity: [3, 0] });
  const { raw, views } = world;
  raw.worldStep(world.world, 100);
  assert.equal(ids(world.point(5, 0)), [0]);
  world.putShape({ vertices: [[2, -1], [4, -1], [4, 1], [2, 1]], radius: 0 });
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
    (world as { world: number }).world = handle;
    world.bodies.length = 0;
    world.shapes.length = 0;
    for (let k = 0; k < 1000; k++) world.add({ x: 0.001 * k, y: 0, angle: 0, type: k % 3, shapes: [disc(2)] });
    for (const body of bodies) world.add(body);
    const hits = world.rayAll(-100, 0, 200, 0);
    assert.ok(hits.length >= 1000);
    assert.equal(ids(hits).slice(0, 1000), Array.from({ length: 1000 }, (_, k) => k));
    world.raw.reserve(0);
    assert.is(world.raw.queryPoint(handle, 0, 0), -1);
  }
});

test.run();
