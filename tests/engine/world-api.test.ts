// Worlds as their users build, change, read, ask, keep and record them.
import { vec2 } from 'gl-matrix';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Body, Joint, KinemaError, loadKinema, Shape, type World } from '../../dist/node.js';

const test = suite('world api');
const kinema = await loadKinema();
const scalar = await loadKinema({ build: 'scalar' });

const disc = { circle: { radius: 0.5 } };
const floor = {
  name: 'floor',
  type: 'static',
  position: [0, -0.5],
  shapes: [{ box: { width: 20, height: 1 } }],
} as const;

function fails(make: () => unknown, text: RegExp, kind = 'usage'): void {
  let made: unknown;
  try {
    made = make();
  } catch (error) {
    assert.instance(error, KinemaError, String((error as Error).stack));
    assert.match((error as Error).message, text);
    assert.is((error as KinemaError).kind, kind, (error as Error).message);
    return;
  }
  assert.unreachable(`no error that matches ${text}, but ${made}`);
}

const near = (found: ArrayLike<number> | number, wanted: ArrayLike<number> | number, by = 1e-5) => {
  const [a, b] = [found, wanted].map((x) => (typeof x === 'number' ? [x] : Array.from(x))) as [number[], number[]];
  assert.is(a.length, b.length);
  for (const [i, x] of a.entries()) assert.ok(Math.abs(x - (b[i] as number)) <= by, `${a} is not ${b}`);
};

test('a world grows call by call, and is what the same scene is', () => {
  const scene = {
    world: { gravity: [0, -5] },
    bodies: [floor, { name: 'ball', position: [0, 3], velocity: [1, 0], shapes: [disc] }],
    joints: [{ name: 'rope', type: 'distance', a: 'floor', b: 'ball', max: 4 }],
  };
  const world = kinema.world({ world: { gravity: [0, -5] } });
  const ground = world.addBody({ ...floor, shapes: [...floor.shapes] });
  const ball = world.addBody({ name: 'ball', position: [0, 3], velocity: [1, 0] });
  ball.addShape(disc);
  world.addJoint({ name: 'rope', type: 'distance', a: ground, b: 'ball', max: 4 });
  const other = kinema.world(scene);
  for (const w of [world, other]) w.step(100);
  assert.is(world.digest(), other.digest());
  assert.equal(world.bodyNames, ['floor', 'ball']);
  assert.is(world.body('ball'), ball);
  assert.is(world.body(1), ball);
  assert.is(world.joint('rope').b, ball);
  assert.is(world.joint(0).a, ground);
  assert.equal(world.bodies, [ground, ball]);
});

test('a body is read and set, by values or by what defines it', () => {
  const world = kinema.world({ world: { gravity: [0, 0] } });
  const body = world.addBody({ position: [1, 2], angle: 0.5, shapes: [{ box: { width: 2, height: 1 }, density: 3 }] });
  near(body.position, [1, 2]);
  near(body.angle, 0.5);
  near(body.mass, 6);
  near(body.inertia, (6 * 5) / 12);
  body.position = vec2.fromValues(3, 4);
  body.velocity = [1, -1];
  body.omega = 2;
  near([...body.position, ...body.velocity, body.omega], [3, 4, 1, -1, 2]);
  near(body.velocityAt([4, 4]), [1, 1]);
  near(body.toLocal(body.toWorld([0.3, 0.7])), [0.3, 0.7]);
  body.set({ gravityScale: 0.5, linearDamping: 1, userId: 7 });
  assert.is(body.definition.gravityScale, 0.5);
  assert.is(body.userId, 7);
  near(body.velocity, [1, -1]);
  body.set({ type: 'static' });
  assert.is(body.type, 'static');
  near(body.velocity, [0, 0]);
  body.set({ type: 'dynamic', mass: { mass: 2, inertia: 1, center: [0.1, 0] } });
  assert.is(body.mass, 2);
  assert.is(body.type, 'dynamic');
});

test('forces, impulses and targets do what they say', () => {
  const world = kinema.world({ world: { gravity: [0, 0], step: 0.01 } });
  const body = world.addBody({ position: [0, 0], shapes: [disc] });
  const m = body.mass;
  body.applyImpulse([m, 0]);
  near(body.velocity, [1, 0]);
  body.applyForce([0, m]);
  world.step();
  near(body.velocity, [1, 0.01]);
  near(body.position, [0.01, 0.00005], 1e-7);
  body.applyImpulse([0, m], [body.center[0] + 0.2, body.center[1]]);
  near(body.omega, (0.2 * m) / body.inertia, 1e-4);
  body.applyAngularImpulse(-body.omega * body.inertia);
  near(body.omega, 0, 1e-5);
  body.applyTorque(body.inertia);
  world.step();
  near(body.omega, 0.01);
  const lift = world.addBody({ type: 'kinematic', position: [5, 0], shapes: [disc] });
  lift.moveTo([5, 0.2], 0.1);
  world.step();
  near([...lift.position, lift.angle], [5, 0.2, 0.1], 1e-7);
  world.step(10);
  near(lift.position, [5, 0.2], 1e-7);
});

test('shapes and joints are handles too', () => {
  const world = kinema.world();
  const body = world.addBody({ position: [0, 0], shapes: [disc] });
  const shape = body.addShape({ box: { width: 1, height: 1 }, friction: 0.7, filter: { category: 4 }, oneWay: [0, 2] });
  assert.instance(shape, Shape);
  assert.is(body.shapes.length, 2);
  assert.is(body.shapes[1], shape);
  assert.is(shape.body, body);
  assert.equal(shape.definition.oneWay, [0, 1]);
  shape.set({ friction: 0.1, sensor: true, density: 0 });
  assert.equal(
    [shape.friction, shape.sensor, shape.density, shape.definition.filter?.category],
    [Math.fround(0.1), true, 0, 4],
  );
  near(body.mass, Math.PI / 4);
  const hinge = world.addJoint({ type: 'revolute', b: body, motor: { speed: 1, maxTorque: 50 } });
  assert.instance(hinge, Joint);
  world.step(60);
  near(hinge.speed, 1, 1e-2);
  hinge.motorSpeed = -2;
  world.step(60);
  near(hinge.speed, -2, 1e-2);
  hinge.set({ motor: null, limits: { lower: -0.5, upper: 0.5 } });
  assert.equal(hinge.definition.type, 'revolute');
  assert.equal(body.joints, [hinge]);
  shape.remove();
  assert.not(shape.alive);
  fails(() => shape.friction, /shape \d+ was removed/);
  hinge.remove();
  fails(() => hinge.angle, /joint "joint0" was removed, or broke/);
  fails(() => world.joint('joint0'), /there is no joint "joint0"/);
});

test('handles that are stale or of another world are refused by name', () => {
  const [world, other] = [kinema.world(), kinema.world()];
  const ball = world.addBody({ name: 'ball', position: [0, 0], shapes: [disc] });
  const box = other.addBody({ name: 'box', position: [0, 0], shapes: [disc] });
  ball.remove();
  for (const use of [
    () => ball.position,
    () => ball.applyForce([1, 0]),
    () => ball.set({ angle: 1 }),
    () => ball.addShape(disc),
    () => ball.remove(),
    () => world.addJoint({ type: 'weld', b: ball }),
  ])
    fails(use, /body "ball" was removed/);
  fails(() => world.addJoint({ type: 'weld', b: box }), /body "box" belongs to another world/);
  fails(() => world.rayCast([0, 0], [1, 0], { ignore: box }), /body "box" of another world/);
  const again = world.addBody({ name: 'ball', position: [2, 2], shapes: [disc] });
  assert.is(again.index, 0);
  assert.not(ball.alive);
  assert.ok(again.alive);
  near(world.body('ball').position, [2, 2]);
});

test('a wrong value is named with what would be right, and nothing is half done', () => {
  const world = kinema.world({ bodies: [floor] });
  fails(
    () => world.addBody({ position: [0, Number.NaN], shapes: [disc] }),
    /body\.position\[1\]: NaN must be a finite number/,
    'scene',
  );
  fails(
    () => world.addBody({ position: [0, 0], shapes: [disc, { circle: { radius: -1 } }] }),
    /body\.shapes\[1\]\.circle\.radius: -1/,
    'scene',
  );
  fails(
    () =>
      world.addBody({
        position: [0, 0],
        shapes: [
          disc,
          {
            polygon: [
              [0, 0],
              [1, 0],
              [2, 0],
            ],
          },
        ],
      }),
    /body\.shapes\[1\]\.polygon/,
    'scene',
  );
  fails(() => world.addBody({ position: [0, 0], shapes: [disc], name: 'floor' }), /"floor" is the name of another/);
  assert.is(world.bodyCount, 1);
  const body = world.addBody({ position: [0, 5], shapes: [disc] });
  fails(() => body.applyForce([Number.NaN, 0]), /applyForce: force \[NaN, 0\] is not a pair of finite numbers/);
  fails(() => body.applyForce([1, 0], [0] as never), /applyForce: point \[0\] is not a pair/);
  fails(() => body.applyForce([1e20, 0]), /applyForce of body "body1": .* is out of range/);
  fails(() => body.moveTo([0, 0]), /body "body1" is dynamic; only kinematic/);
  fails(() => world.body('floor').setVelocity([1, 0]), /a static body never moves/);
  fails(() => world.set({ gravity: [0, 1e9] }), /world\.gravity\[1\]: 1000000000/, 'scene');
  fails(() => world.set({ substeps: 0 }), /world\.substeps: 0 is not a whole number from 1 to 64/, 'scene');
  fails(() => body.set({ type: 'solid' as never }), /body\.type: "solid" is not one of/, 'scene');
  fails(() => world.addJoint({ type: 'prismatic', b: body } as never), /joint\.axis: is missing/, 'scene');
  fails(() => world.addJoint({ type: 'weld', a: 'flor', b: body }), /there is no body "flor"; did you mean "floor"/);
  fails(() => world.interpolate(2), /alpha 2 is not from 0 to 1/);
  fails(() => world.body(9), /there is no body 9; rows are 0 to 1/);
  const points: [number, number][] = [
    [0, 0],
    [1, 0],
    [2, 1],
  ];
  fails(() => world.overlapShape({ chain: { points } }), /shape\.chain: a query asks with one shape/, 'scene');
});

test('events name who, where, when and how hard, also of those who are gone', () => {
  const world = kinema.world({ world: { gravity: [0, 0] }, bodies: [floor] });
  const ball = world.addBody({
    name: 'ball',
    position: [0, 2],
    velocity: [0, -4],
    shapes: [{ ...disc, restitution: 1 }],
  });
  const seen: string[] = [];
  for (let i = 0; i < 60; i++) {
    world.step();
    for (const event of world.events) seen.push(event.type);
    for (const hit of world.events.of('hit')) {
      near(hit.time, 1.5 / 4);
      near([...hit.point, ...hit.normal], [0, 0, 0, 1], 1e-3);
      near([hit.speed, hit.impulse], [4, 8 * ball.mass], 1e-3);
      assert.equal([hit.a.name, hit.b], ['floor', ball]);
    }
  }
  assert.equal(seen, ['begin', 'hit', 'end']);
  const rest = kinema.world({ bodies: [floor] });
  const box = rest.addBody({ name: 'box', position: [0, 0.5], shapes: [disc] });
  rest.step(90);
  box.remove();
  rest.step();
  const [end] = rest.events.of('end');
  assert.is(end?.b, box);
  assert.is(end?.b.name, 'box');
  assert.is(rest.events.raw.words.length, rest.events.count * 16);
});

test('questions are answered with handles', () => {
  const world = kinema.world({ bodies: [floor] });
  const ball = world.addBody({ position: [0, 2], shapes: [disc] });
  const hit = world.rayCast([0, 9], [0, -9]);
  assert.is(hit?.body, ball);
  near([...(hit?.point ?? []), ...(hit?.normal ?? [])], [0, 2.5, 0, 1]);
  assert.equal(
    world.rayCastAll(vec2.fromValues(0, 9), [0, -9]).map(({ body }) => body.name),
    ['body1', 'floor'],
  );
  assert.is(world.rayCast([0, 9], [0, -9], { types: ['static'] })?.body.name, 'floor');
  assert.is(world.rayCast([0, 9], [0, -9], { ignore: ball })?.body.name, 'floor');
  assert.is(world.rayCast([5, 9], [5, 8]), null);
  near(world.shapeCast({ box: { width: 1, height: 1 } }, { position: [0, 8] }, [0, -10])?.fraction ?? 0, 0.5);
  assert.equal(world.pointTest([0, 2]), ball.shapes);
  assert.equal(world.overlapBox([-1, 1, 1, 3]), ball.shapes);
  assert.equal(world.overlapShape(disc, { position: [0.8, 2] }), ball.shapes);
  near(world.closestPoint([0, 4])?.distance ?? 0, 1.5);
  assert.is(world.closestPoint([0, 9], 1), null);
});

test('copies go their own way, and come back to the bit', () => {
  const world = kinema.world({ bodies: [floor] });
  const ball = world.addBody({ name: 'ball', position: [0, 3], omega: 2, shapes: [{ ...disc, restitution: 0.4 }] });
  world.step(20);
  const bytes = world.snapshot();
  const clone = world.clone();
  world.step(50);
  clone.body('ball').applyImpulse([1, 0]);
  clone.step(50);
  assert.is.not(clone.digest(), world.digest());
  const digest = world.digest();
  world.restore(bytes);
  assert.ok(ball.alive);
  world.step(50);
  assert.is(world.digest(), digest);
  const restored = kinema.restoreWorld(bytes, { names: ['floor', 'ball'] });
  restored.step(50);
  assert.is(restored.digest(), digest);
  world.reset();
  assert.is(world.bodyCount, 1);
  fails(() => ball.position, /body "ball" was removed/);
  const scene = clone.toScene();
  const again = kinema.world(scene);
  assert.equal(again.toScene(), scene);
});

test('between steps there are states as well', () => {
  const world = kinema.world({ bodies: [{ position: [0, 0], velocity: [6, 0], omega: 3, shapes: [disc] }] });
  world.step(10);
  const [x, y, angle] = world.states;
  const half = world.interpolate(0.5);
  near([half[0] as number, half[2] as number], [(x as number) - 0.05, (angle as number) - 0.025], 1e-5);
  assert.ok((half[1] as number) > (y as number));
  near(world.interpolate(1), world.states);
});

test('a recording is played again, in both builds, and a difference has a step and a name', () => {
  const world = kinema.world({ bodies: [floor] });
  const ball = world.addBody({ name: 'ball', position: [0, 3], shapes: [disc] });
  const recorder = world.record();
  world.step(10);
  const box = world.addBody({ name: 'box', position: [2, 4], shapes: [{ box: { width: 1, height: 1 } }] });
  world.addJoint({ type: 'distance', a: ball, b: box, max: 2.5 });
  for (let i = 0; i < 20; i++) {
    box.applyForce([3, 1]);
    world.step(2);
  }
  box.set({ gravityScale: 0.5 });
  world.set({ gravity: [1, -9] });
  world.step(30);
  ball.remove();
  world.step(5);
  world.reset();
  world.step(3);
  const bytes = recorder.finish();
  const expected = { ok: true, steps: 10 + 40 + 30 + 5 + 3 };
  assert.equal(kinema.replay(bytes), expected);
  assert.equal(scalar.replay(bytes), expected);
  const watched: number[] = [];
  kinema.replay(bytes, ({ step, states }) => watched.push(step, states.length));
  assert.is(watched.length, 2 * expected.steps);
  const changed = bytes.slice();
  changed[200] = (changed[200] as number) ^ 1;
  fails(() => kinema.replay(changed), /recording: cut short or damaged/, 'data');
  fails(() => kinema.replay(bytes.subarray(0, 40)), /recording/, 'data');
  fails(() => kinema.replay(new Uint8Array(64)), /recording: these bytes are none/, 'data');
});

test('a world that has ended says so', () => {
  const world = kinema.world({ bodies: [floor] });
  const body = world.body('floor');
  world.dispose();
  world.dispose();
  for (const use of [() => world.step(), () => world.states, () => body.position, () => world.rayCast([0, 0], [1, 1])])
    fails(use, /this world was disposed/);
});

test('ten thousand worlds come and go through the api, and take no more memory than a few', () => {
  const keeper = kinema.world();
  const round = (w: World) => {
    w.addBody({ position: [0, 1], shapes: [disc] });
    w.step(2);
    w.states;
    w.dispose();
  };
  for (let i = 0; i < 20; i++) round(kinema.world({ bodies: [floor] }));
  const { bytes } = keeper.stats;
  for (let i = 0; i < 10_000; i++) round(kinema.world({ bodies: [floor] }));
  // A slot of the table of handles serves 4,095 worlds.
  assert.ok(keeper.stats.bytes - bytes < 1024, `${keeper.stats.bytes - bytes} bytes`);
});

test('after a restore or reset, handles and names are those of who is there', () => {
  const world = kinema.world({ bodies: [floor] });
  const a = world.addBody({ name: 'a', position: [0, 5], shapes: [disc] });
  const bytes = world.snapshot();
  a.remove();
  world.step(3);
  fails(() => world.body('a'), /there is no body "a"/);
  world.restore(bytes);
  assert.is(world.body('a'), a);
  assert.ok(a.alive);
  world.reset();
  assert.not(a.alive);
  fails(() => world.body('a'), /there is no body "a"/);
  const b = world.addBody({ name: 'b', position: [0, 7], shapes: [disc] });
  assert.is.not(b, a);
  assert.is(b.name, 'b');
  assert.not(a.alive);
  fails(() => a.position, /body "a" was removed/);
  world.addBody({ name: 'a', position: [3, 7], shapes: [disc] });
});

test('names of joints that broke, or went with their bodies, are free', () => {
  const world = kinema.world();
  const ball = world.addBody({ position: [0, 0], shapes: [disc] });
  const rod = { name: 'rod', type: 'revolute', b: ball, anchor: [1, 0], breakForce: 0.01 } as const;
  const first = world.addJoint(rod as never);
  world.step(2);
  assert.not(first.alive);
  const second = world.addJoint({ ...rod, breakForce: 1e6 } as never);
  assert.is(world.joint('rod'), second);
  ball.remove();
  fails(() => world.joint('rod'), /there is no joint "rod"/);
});

test('what is no object, list or number is refused as such', () => {
  const world = kinema.world({ bodies: [floor] });
  const wrong = (value: unknown) => value as never;
  fails(() => world.rayCast([0, 0], [1, 0], wrong(null)), /filter nothing \(null\) is not an object/);
  fails(() => world.rayCast([0, 0], [1, 0], { types: wrong(3) }), /types 3 is no list/);
  fails(() => world.rayCast([0, 0], [1, 0], { ignore: wrong(3) }), /ignore 3 is no body/);
  fails(() => world.rayCast([0, 0], [1, 0], { mask: -1 }), /mask -1 is not a whole number/);
  fails(() => world.rayCast([0, 0], [1e30, 0]), /rayCast: .* is out of range/);
  fails(() => world.closestPoint([0, 0], -1), /closestPoint: -1 is out of range/);
  fails(() => world.overlapBox(wrong(null)), /box nothing \(null\) is not/);
  fails(() => world.overlapShape(disc, wrong(null)), /pose nothing \(null\) is not an object/);
  fails(() => world.restore(wrong(null)), /nothing \(null\) is no Uint8Array/);
  fails(() => world.addJoint(wrong(null)), /definition nothing \(null\) is not an object/);
  fails(() => world.body(0).shapes[0]?.set(wrong(null)), /changes nothing \(null\) is not an object/);
  fails(() => world.body(0).set(wrong(null)), /changes nothing \(null\) is not an object/);
  fails(() => world.body(0).set(wrong({ name: 'x' })), /name cannot be changed/);
  fails(() => world.draw(wrong(null)), /options nothing \(null\) is not an object/);
  fails(() => world.bodyOf(wrong('x')), /id "x" is not a whole number/);
  fails(() => world.body(0).setPose([1e300, 0]), /position \[1e\+300, 0\] is not a pair of finite numbers/);
});

test('bodies are of the class that is exported', () => {
  assert.instance(kinema.world({ bodies: [floor] }).body(0), Body);
});

test.run();
