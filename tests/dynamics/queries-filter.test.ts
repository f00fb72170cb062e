// What queries let through: filters, order, `most`, refusals, and what was removed.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyType, failures, QueryDef, ShapeKind } from '../../bindings/typescript/engine/layout.js';
import { box, type ShapeRecord } from '../geometry/support.js';
import { Asked, type BodySpec } from './query-world.js';

const test = suite('filters of queries');

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
      for (const bad of [
        Number.NaN,
        Number.POSITIVE_INFINITY,
        -Infinity,
        1.1e6,
        ...(name === 'queryClosest' && k === 2 ? [-1] : []),
      ]) {
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
  world.putShape(
    {
      vertices: [
        [0, 0],
        [1, 0],
        [2, 1],
        [1, 0.2],
      ],
      radius: 0,
    },
    { kind: ShapeKind.Polygon },
  );
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

test.run();
