// Events, touches, queries, pictures and numbers of a world, through the API.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { disc, floor, kinema, refused, square } from './world-support.js';

const test = suite('world events');

/** A ball that falls through a sensor onto the floor. */
const falling = {
  world: { step: 0.01 },
  bodies: [
    floor,
    { name: 'ball', position: [0, 2] as [number, number], shapes: [{ ...disc, userId: 5 }] },
    {
      name: 'gate',
      type: 'static' as const,
      position: [0, 1] as [number, number],
      shapes: [{ box: { width: 2, height: 0.25 }, sensor: true }],
    },
  ],
};

test('what happens to a falling ball, in order of time, as objects and as records', () => {
  const world = kinema.world(falling);
  assert.is(world.events.count, 0);
  world.step(300);
  const told = [...world.events].map((event) => [event.type, event.a?.name, 'b' in event ? event.b.name : undefined]);
  const words = told.map(([type]) => type);
  for (const type of ['sensorBegin', 'begin', 'hit', 'sleep']) assert.ok(words.includes(type!), `${type} of ${words}`);
  assert.equal(told[0], ['sensorBegin', 'gate', 'ball']);
  const times = [...world.events].map(({ time }) => time);
  assert.ok(
    times.every((time, i) => i === 0 || time >= times[i - 1]!),
    String(times),
  );
  assert.is(world.events.count, told.length);
  const [hit] = world.events.of('hit');
  assert.ok(Math.abs(hit!.time - Math.sqrt((2 * 1.5) / 9.8)) < 0.02, String(hit!.time));
  assert.ok(Math.abs(hit!.speed - 5.4) < 0.1 && hit!.impulse > 3, `${hit!.speed} ${hit!.impulse}`);
  assert.ok(hit!.a === world.body('floor') && hit!.b === world.body('ball'));
  assert.ok(hit!.shapeB === world.body('ball').shapes[0] && hit!.shapeB.userId === 5);
  assert.ok(hit!.normal[1] > 0.99 && Math.abs(hit!.point[1]) < 0.01);
  assert.is(world.events.of('hit', 'begin').length, words.filter((word) => word === 'hit' || word === 'begin').length);
  assert.equal(world.events.of('jointBreak'), []);
  const { words: raw, floats } = world.events.raw;
  assert.equal([raw.length, floats.length], [16 * told.length, 16 * told.length]);
  assert.is(raw[0], 3, 'sensorBegin');
  assert.is(world.bodyOf(raw[3]!), world.body('gate'));
  world.step(0);
  assert.is(world.events.count, 0);
});

test('a later call numbers time on', () => {
  const world = kinema.world(falling);
  let hits: number[] = [];
  for (let i = 0; i < 300 && hits.length === 0; i++) {
    world.step();
    hits = world.events.of('hit').map(({ time }) => time);
  }
  const whole = kinema.world(falling);
  whole.step(300);
  assert.is(hits[0], whole.events.of('hit')[0]!.time);
  assert.ok(hits[0]! <= world.time + 1e-9 && hits[0]! > world.time - 0.0101, `${hits[0]} ${world.time}`);
});

test('events of bodies that were removed still name them', () => {
  const world = kinema.world(falling);
  const ball = world.addBody({ name: 'late', position: [5, 0.5], velocity: [0, -3], shapes: [disc] });
  world.step(2);
  const [event] = world.events.of('begin');
  ball.remove();
  assert.is(world.events.of('begin')[0]!.b.name, 'late');
  assert.is(event!.b.name, 'late');
  world.step();
  const [end] = world.events.of('end');
  assert.is(end!.b.name, 'late', 'the end of the touch, noted in the step after');
  assert.not.ok(end!.b.alive);
});

test('events that were not asked for are not noted', () => {
  const world = kinema.world({ ...falling, world: { step: 0.01, events: ['hit'] } });
  world.step(300);
  assert.equal([...new Set([...world.events].map(({ type }) => type))], ['hit']);
  world.set({ events: false });
  world.body('ball').applyImpulse([0, 5]);
  world.step(300);
  assert.is(world.events.count, 0);
});

test('what touches now', () => {
  const world = kinema.world({ bodies: [floor, { name: 'box', position: [0, 0.5], shapes: [square] }] });
  assert.equal(world.touching, []);
  world.step(20);
  const [touch, more] = world.touching;
  assert.is(more, undefined);
  assert.equal([touch!.a.name, touch!.b.name, touch!.points.length], ['floor', 'box', 2]);
  assert.ok(touch!.shapeA === world.body('floor').shapes[0]);
  assert.ok(touch!.normal[1] > 0.999);
  const carried = touch!.points.reduce((sum, { normalImpulse }) => sum + normalImpulse, 0);
  assert.ok(Math.abs(carried - 9.8 / 60) < 1e-2, String(carried));
});

/** Three discs in a row, and a sensor. */
const row = {
  world: { gravity: [0, 0] as [number, number] },
  bodies: [
    { name: 'one', type: 'static' as const, position: [2, 0] as [number, number], shapes: [disc] },
    { name: 'two', type: 'kinematic' as const, position: [4, 0] as [number, number], shapes: [disc] },
    { name: 'three', position: [6, 0] as [number, number], shapes: [{ ...disc, filter: { category: 2 } }] },
    {
      name: 'gate',
      type: 'static' as const,
      position: [1, 0] as [number, number],
      shapes: [{ circle: { radius: 0.25 }, sensor: true }],
    },
  ],
};

test('rays', () => {
  const world = kinema.world(row);
  const hit = world.rayCast([0, 0], [10, 0])!;
  assert.ok(hit.body === world.body('one') && hit.shape === hit.body.shapes[0]);
  assert.ok(Math.abs(hit.fraction - 0.15) < 1e-6 && Math.abs(hit.point[0] - 1.5) < 1e-5 && hit.normal[0] < -0.999);
  const names = (filter = {}) => world.rayCastAll([0, 0], Float64Array.of(10, 0), filter).map(({ body }) => body.name);
  assert.equal(names(), ['one', 'two', 'three']);
  assert.equal(names({ types: ['dynamic', 'kinematic'] }), ['two', 'three']);
  assert.equal(names({ sensors: true }), ['gate', 'one', 'two', 'three']);
  assert.equal(names({ mask: 2 }), ['three']);
  assert.equal(names({ ignore: world.body('two') }), ['one', 'three']);
  assert.equal(names({ most: 2 }).length, 2);
  assert.is(world.rayCast([0, 5], [10, 5]), null);
  assert.is(world.rayCast([0, 0], [0, 0]), null);
});

test('shapes, boxes, points and the nearest', () => {
  const world = kinema.world(row);
  const names = (shapes: { body: { name: string } }[]) => shapes.map(({ body }) => body.name);
  assert.is(world.shapeCast(square, { position: [0, 0] }, [10, 0])!.body.name, 'one');
  assert.equal(names(world.shapeCastAll(disc, { position: [0, 0], angle: 1 }, [10, 0])), ['one', 'two', 'three']);
  assert.is(world.shapeCast(disc, { position: [0, 3] }, [10, 0]), null);
  assert.equal(names(world.overlapShape({ box: { width: 3, height: 1 } }, { position: [5, 0] })), ['two', 'three']);
  assert.equal(names(world.overlapBox([1, -1, 3, 1])), ['one']);
  assert.equal(names(world.pointTest([4.2, 0.1])), ['two']);
  assert.equal(names(world.pointTest([4.2, 3])), []);
  const nearest = world.closestPoint([2, 2])!;
  assert.is(nearest.body.name, 'one');
  assert.ok(
    Math.abs(nearest.distance - 1.5) < 1e-5 && Math.abs(nearest.point[1] - 0.5) < 1e-5 && nearest.normal[1] > 0.999,
  );
  assert.is(world.closestPoint([2, 2], 1), null);
});

test('queries refuse what they cannot understand, by name', () => {
  const world = kinema.world(row);
  const gone = world.addBody({ name: 'gone', position: [9, 9] });
  gone.remove();
  const cases: [() => unknown, RegExp][] = [
    [() => world.rayCast([0, Number.NaN], [1, 1]), /rayCast: from \[0, NaN\]/],
    [() => world.rayCast([0, 0], null as any), /rayCast: to nothing/],
    [() => world.rayCast([0, 0], [1e300, 0]), /rayCast/],
    [() => world.rayCast([0, 0], [1, 0], null as any), /rayCast: filter nothing \(null\) is not an object/],
    [() => world.rayCastAll([0, 0], [1, 0], { types: 'static' } as any), /rayCastAll: types "static" is no list/],
    [() => world.rayCast([0, 0], [1, 0], { types: ['solid'] } as any), /rayCast: types has "solid"/],
    [() => world.rayCast([0, 0], [1, 0], { types: [Symbol('x')] } as any), /rayCast: types has Symbol/],
    [() => world.rayCast([0, 0], [1, 0], { mask: -1 }), /rayCast: mask -1 is not a whole number from 0/],
    [() => world.rayCast([0, 0], [1, 0], { category: Number.NaN }), /rayCast: category NaN/],
    [() => world.rayCast([0, 0], [1, 0], { most: 0 }), /rayCast: most 0 is not a whole number from 1/],
    [() => world.rayCast([0, 0], [1, 0], { ignore: gone }), /ignore is body "gone", which was removed/],
    [() => world.rayCast([0, 0], [1, 0], { ignore: 'one' } as any), /rayCast: ignore "one" is no body/],
    [() => world.shapeCast({} as any, {}, [1, 0]), /shape: has no outline/],
    [
      () =>
        world.shapeCast(
          {
            chain: {
              points: [
                [0, 0],
                [1, 0],
                [2, 0],
              ],
            },
          },
          {},
          [1, 0],
        ),
      /shape\.chain: a query asks with one shape/,
    ],
    [() => world.shapeCast(disc, null as any, [1, 0]), /shapeCast: pose nothing/],
    [() => world.shapeCast(disc, { angle: Number.NaN }, [1, 0]), /shapeCast: angle NaN/],
    [() => world.overlapShape(disc, { position: [0] as any }), /overlapShape: position \[0\]/],
    [() => world.overlapShape(null as any), /shape: /],
    [() => world.overlapBox(null as any), /overlapBox: box nothing/],
    [() => world.overlapBox([0, 0, 1]), /overlapBox: box \[0, 0, 1\] is not \[x0, y0, x1, y1\]/],
    [() => world.overlapBox([0, 0, Number.NaN, 1]), /overlapBox: box\[2\.\.3\]/],
    [() => world.pointTest('ab' as any), /pointTest: point "ab"/],
    [() => world.closestPoint([0, 0], Number.NaN), /closestPoint: maxDistance NaN/],
    [() => world.closestPoint([0, 0], -1), /closestPoint/],
  ];
  for (const [call, message] of cases) refused(call, message);
});

test('a picture is of pixels, and its options are checked', () => {
  const world = kinema.world({ ...row, world: { view: [0, -2, 8, 2] } });
  const { data, width, height } = world.draw({ size: [80, 40], background: '#102030', outlines: false });
  assert.equal([width, height, data.length], [80, 40, 80 * 40 * 4]);
  assert.equal(Array.from(data.subarray(0, 4)), [0x10, 0x20, 0x30, 255]);
  const middle = 4 * (20 * 80 + 40);
  assert.equal(Array.from(data.subarray(middle, middle + 3)), [128, 128, 128]);
  assert.equal([world.draw().width, world.draw().height], [512, 256]);
  refused(() => world.draw(null as any), /draw: options nothing \(null\)/);
  refused(() => world.draw({ size: [0, 1] }), /draw\.size: \[0, 1\]/);
  refused(() => world.draw({ sise: [1, 1] } as any), /draw\.sise.*size/);
});

test('interpolate goes from the step before to the last one', () => {
  const world = kinema.world({
    world: { gravity: [0, 0], step: 0.5 },
    bodies: [{ position: [0, 0], velocity: [2, 0] }],
  });
  world.step(2);
  const at = (alpha: number) => world.interpolate(alpha)[0]!;
  assert.equal([at(0), at(0.5), at(1)], [1, 1.5, 2]);
  assert.is(world.states[0], 2);
});

test('statistics count what is there and what a step did', () => {
  const world = kinema.world(falling);
  world.addJoint({ type: 'weld', a: 'ball', b: 'gate' });
  world.step(2);
  const { bodies, shapes, joints, steps, awake, bytes, snapshotBytes } = world.stats;
  assert.equal([bodies, shapes, joints, steps, awake], [3, 3, 1, 2, 1]);
  assert.is(snapshotBytes, world.snapshot().length);
  assert.ok(bytes > 0);
  assert.equal([world.contactCount, world.contacts], [0, []]);
});

test.run();
