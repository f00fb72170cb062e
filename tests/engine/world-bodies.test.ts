// Bodies and shapes by their handles: reading, moving, changing, adding and removing; what is refused, and in which words.
import { mat2d, vec2 } from 'gl-matrix';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { disc, floor, kinema, refused, square, thrown } from './world-support.js';

const test = suite('world bodies');
const near = (a: ArrayLike<number>, b: ArrayLike<number>, most = 1e-5) =>
  assert.ok(
    Array.from(a).every((value, i) => Math.abs(value - (b[i] as number)) <= most),
    `${Array.from(a)} is not ${Array.from(b)}`,
  );
const empty = () => kinema.world({ world: { gravity: [0, 0] } });

test('an empty world steps, and bodies, shapes and joints are added by calls', () => {
  const world = kinema.world();
  world.step(3);
  assert.equal([world.steps, world.rows, world.bodyCount, world.bodies, world.joints], [3, 0, 0, [], []]);
  assert.is(world.states.length, 0);
  assert.is(world.interpolate(0.5).length, 0);
  const body = world.addBody({ position: [1, 2] });
  assert.equal(
    [body.name, body.index, body.type, body.alive, body.world === world],
    ['body0', 0, 'dynamic', true, true],
  );
  assert.is(world.body(0), body);
  assert.is(world.body('body0'), body);
  assert.equal([body.mass, body.inertia], [1, 0]);
  const shape = body.addShape(square);
  assert.equal([body.shapes.length, body.shapes[0] === shape, shape.body === body], [1, true, true]);
  assert.is(body.mass, 1);
  assert.ok(body.inertia > 0.16 && body.inertia < 0.17);
});

test('what is set is what is read', () => {
  const world = empty();
  const body = world.addBody({
    name: 'ball',
    position: [1, 2],
    velocity: [3, 4],
    omega: 0.5,
    userId: 7,
    shapes: [disc],
  });
  assert.equal(body.position, [1, 2]);
  assert.equal(body.velocity, [3, 4]);
  assert.equal([body.angle, body.omega, body.userId, body.awake], [0, 0.5, 7, true]);
  assert.equal(body.center, [1, 2]);
  body.position = vec2.fromValues(5, 6);
  body.velocity = Float32Array.of(1, 0);
  body.omega = -2;
  body.angle = 1.5;
  assert.equal([body.position, body.velocity, body.omega, body.angle], [[5, 6], [1, 0], -2, 1.5]);
  assert.equal(Array.from(world.states), [5, 6, 1.5, 1, 0, -2]);
  body.setPose([0, 0], Math.PI / 2);
  near(body.toWorld([1, 0]), [0, 1]);
  near(body.toLocal([0, 1]), [1, 0]);
  body.setVelocity([1, 2], 3);
  near(body.velocityAt([0, 1]), [1 - 3, 2]);
  const matrix = body.transform();
  near(vec2.transformMat2d(vec2.create(), [1, 0], matrix), [0, 1]);
  const given = mat2d.create();
  assert.is(body.transform(given), given);
  const out = body.position;
  out[0] = 99;
  assert.is(body.position[0], 0);
});

test('forces act through one step, impulses at once, torques turn', () => {
  const world = kinema.world({ world: { gravity: [0, 0], step: 0.01 } });
  const body = world.addBody({ position: [0, 0], shapes: [square] });
  body.applyForce([100, 0]);
  assert.equal(body.velocity, [0, 0]);
  world.step();
  near(body.velocity, [1, 0]);
  world.step();
  near(body.velocity, [1, 0]);
  body.applyImpulse([0, 2]);
  near(body.velocity, [1, 2]);
  body.velocity = [0, 0];
  body.applyImpulse([1, 0], body.toWorld([0, 0.5]));
  near([body.velocity[0], body.omega], [1, -0.5 / body.inertia]);
  body.setVelocity([0, 0], 0);
  body.applyAngularImpulse(1);
  near([body.omega], [1 / body.inertia]);
  body.omega = 0;
  body.applyTorque(10);
  world.step();
  near([body.omega], [0.1 / body.inertia]);
  body.setVelocity([0, 0], 0);
  body.applyForce([0, 100], body.toWorld([0.5, 0]));
  world.step();
  assert.ok(body.omega > 0.1);
});

test('kinematic bodies are where they are told after the step, to the bit', () => {
  const world = empty();
  const lift = world.addBody({ name: 'lift', type: 'kinematic', position: [0, 0], shapes: [square] });
  lift.moveTo([0.3, 0.1], 0.25);
  world.step();
  assert.equal(lift.position, [Math.fround(0.3), Math.fround(0.1)]);
  near([lift.angle], [0.25]);
  world.step();
  assert.equal(lift.position, [Math.fround(0.3), Math.fround(0.1)]);
  assert.equal([lift.mass, lift.type], [0, 'kinematic']);
  const ball = world.addBody({ name: 'ball', position: [9, 9], shapes: [disc] });
  refused(() => ball.moveTo([0, 0]), /moveTo: body "ball" is dynamic; only kinematic/);
});

test('sleep and wake', () => {
  const world = kinema.world({ bodies: [floor, { name: 'box', position: [0, 0.5], shapes: [square] }] });
  world.step(120);
  const box = world.body('box');
  assert.not.ok(box.awake);
  assert.is(world.stats.awake, 0);
  box.wake();
  assert.ok(box.awake);
  box.sleep();
  assert.not.ok(box.awake);
  box.awake = true;
  assert.ok(box.awake);
  box.awake = false;
  box.applyImpulse([0, 1]);
  assert.ok(box.awake, 'an impulse wakes');
});

test('set() changes what is named and nothing else', () => {
  const world = empty();
  const body = world.addBody({
    name: 'box',
    position: [0.1, 0.2],
    angle: 0.3,
    velocity: [1, 2],
    omega: 3,
    linearDamping: 0.5,
    shapes: [square],
  });
  const before = body.definition;
  const bits = Array.from(world.states);
  body.set({ gravityScale: 0.5, userId: 9 });
  assert.equal(body.definition, { ...before, gravityScale: 0.5, userId: 9 });
  near(world.states, bits, 1e-6);
  body.set({ velocity: [5, 5] });
  assert.equal(body.definition, { ...before, gravityScale: 0.5, userId: 9, velocity: [5, 5] });
  body.set({ type: 'static' });
  assert.equal([body.type, body.velocity, body.omega, body.mass], ['static', [0, 0], 0, 0]);
  body.set({ type: 'dynamic', mass: { mass: 4, inertia: 2, center: [0.5, 0] } });
  assert.equal([body.type, body.mass, body.inertia], ['dynamic', 4, 2]);
  near(body.center, body.toWorld([0.5, 0]));
  body.set({ fixedRotation: true, canSleep: false, angularDamping: 1 });
  assert.equal([body.definition.fixedRotation, body.definition.canSleep, body.definition.mass?.mass], [true, false, 4]);
});

test('a body that flew beyond 1e6 m is read, and brought back by a pose; set() says why not', () => {
  const world = empty();
  const body = world.addBody({ position: [999_000, 0], velocity: [900_000, 0], shapes: [disc] });
  world.step(2);
  assert.ok(body.position[0] > 1e6);
  refused(() => body.set({ userId: 3 }), /body\.position\[0\]: 1029000 is out of range, the limit is 1000000/);
  body.set({ position: [0, 0], userId: 3 });
  assert.equal([body.position, body.userId], [[0, 0], 3]);
});

test('set() refuses what it cannot change, and what is wrong, by name', () => {
  const world = empty();
  const body = world.addBody({ name: 'box', position: [0, 0], shapes: [square] });
  refused(() => body.set({ name: 'other' } as any), /body\.set: name cannot be changed/);
  refused(() => body.set({ shapes: [disc] } as any), /body\.set: shapes cannot be changed/);
  refused(() => body.set({ linearDamping: -1 }), /body\.linearDamping: -1 is not a number of at least 0/);
  refused(() => body.set({ gravityscale: 1 } as any), /body\.gravityscale.*gravityScale/);
  refused(() => body.set({ position: [Number.NaN, 0] }), /body\.position\[0\]: NaN/);
  refused(() => body.set({ type: 'static', velocity: [1, 0] }), /body\.velocity: \[1, 0\] of a static body/);
  refused(
    () => body.set({ type: 'kinematic', mass: { mass: 1, inertia: 1 } }),
    /body\.mass: a kinematic body has none/,
  );
  for (const wrong of [null, 3, 'x', undefined]) refused(() => body.set(wrong as any));
  assert.equal(body.definition.linearDamping, 0);
});

test('wrong arguments are named, and change nothing', () => {
  const world = kinema.world({ bodies: [floor] });
  const body = world.addBody({ name: 'ball', position: [0, 5], shapes: [disc] });
  const digest = world.digest();
  refused(
    () => body.applyForce([Number.NaN, 0]),
    /applyForce: force \[NaN, 0\] is not a pair of finite numbers.*\(N\)/,
  );
  refused(() => body.applyForce([1] as any), /applyForce: force \[1\]/);
  refused(() => body.applyForce([1, 2, 3]), /applyForce: force \[1, 2, 3\]/);
  refused(() => body.applyForce(undefined as any), /applyForce: force undefined/);
  refused(() => body.applyForce([1e300, 0]), /applyForce: force \[1e\+300, 0\] is not a pair/);
  refused(() => body.applyImpulse([0, 0], [Number.POSITIVE_INFINITY, 0]), /applyImpulse: point/);
  refused(() => body.applyTorque('1' as any), /applyTorque: torque "1" is not a finite number \(N m\)/);
  refused(() => body.setPose([0, 0], Number.NaN), /setPose: angle NaN/);
  refused(() => body.setPose([1e9, 0]), /setPose of body "ball": 1000000000 is out of range/);
  refused(() => body.setPose([0, 0], 1e300), /setPose: angle 1e\+300/);
  refused(() => body.setVelocity([0, 1e30]), /setVelocity of body "ball"/);
  refused(() => {
    body.omega = Symbol('x') as any;
  }, /omega Symbol\(x\)/);
  const ground = world.body('floor');
  refused(
    () => ground.setVelocity([1, 0]),
    /setVelocity of body "floor": a static body never moves; make it kinematic/,
  );
  refused(() => ground.applyForce([1, 0]), /a static body never moves/);
  assert.is(world.digest(), digest);
});

test('a body with something wrong is not added', () => {
  const world = kinema.world({ bodies: [floor] });
  const digest = world.digest();
  const cases: [unknown, RegExp][] = [
    [{ position: [0, 0], shapes: [disc, { circle: { radius: -1 } }] }, /body\.shapes\[1\]\.circle\.radius: -1/],
    [{ shapes: [] }, /body\.position: is missing/],
    [{ position: [0, 0], shapes: [{}] }, /body\.shapes\[0\]: has no outline/],
    [{ position: [0, 0], shapes: 3 }, /body\.shapes/],
    [{ position: [0, 0], type: 'statik' }, /body\.type: "statik"/],
    [{ position: [0, Number.NaN] }, /body\.position\[1\]: NaN/],
    [{ position: [0, 0], name: 3 }, /body\.name: 3/],
    [{ position: [0, 0], name: 'floor' }, /body\.name: "floor" is the name of another/],
    [{ position: [0, 0], type: 'static', velocity: [1, 0] }, /body\.velocity/],
    [
      {
        position: [0, 0],
        shapes: [
          {
            polygon: [
              [0, 0],
              [1, 0],
              [1, 1e-9],
            ],
          },
        ],
      },
      /body\.shapes\[0\]\.polygon/,
    ],
    [null, /body: /],
    [undefined, /body: /],
    [7, /body: 7/],
  ];
  for (const [definition, message] of cases) refused(() => world.addBody(definition as any), message);
  assert.equal([world.rows, world.bodyCount, world.stats.shapes, world.digest()], [1, 1, 1, digest]);
  assert.is(world.addBody({ position: [0, 3] }).name, 'body1');
});

test('shapes: what they are made of, added, changed and removed', () => {
  const world = empty();
  const body = world.addBody({ position: [0, 0], shapes: [square] });
  const wheel = body.addShape({
    circle: { radius: 0.5, center: [1, 0] },
    density: 2,
    friction: 0.5,
    restitution: 0.25,
    filter: { category: 2, mask: 6, group: -3 },
    color: 'red',
    userId: 5,
  });
  assert.equal(
    [wheel.density, wheel.friction, wheel.restitution, wheel.sensor, wheel.userId, wheel.color, wheel.alive],
    [2, 0.5, 0.25, false, 5, '#ff0000', true],
  );
  assert.equal(wheel.filter, { category: 2, mask: 6, group: -3 });
  near([body.mass], [1 + 2 * Math.PI * 0.25]);
  const before = wheel.definition;
  wheel.set({ friction: 0, sensor: true });
  assert.equal(wheel.definition, { ...before, friction: 0, sensor: true });
  wheel.set({ density: 1 });
  near([body.mass], [1 + Math.PI * 0.25]);
  wheel.set({ oneWay: [0, 1], filter: { group: 4 } });
  assert.equal([wheel.definition.oneWay, wheel.filter], [[0, 1], { category: 2, mask: 6, group: 4 }]);
  refused(() => wheel.set({ friction: -1 }), /shape\.friction: -1/);
  refused(() => wheel.set({ color: 'reddd' }), /shape\.color: "reddd" is not a colour/);
  refused(() => wheel.set({ circle: { radius: 2 } } as any), /shape\.circle: cannot be changed/);
  refused(() => wheel.set({ polygon: [] } as any), /shape\.polygon/);
  refused(() => wheel.set(null as any));
  wheel.remove();
  assert.not.ok(wheel.alive);
  near([body.mass], [1]);
  for (const use of [() => wheel.remove(), () => wheel.body, () => wheel.friction, () => wheel.set({})])
    refused(use, /shape \d+ was removed/);
  refused(() => body.addShape({ circle: { radius: 0 } }), /shape\.circle\.radius: 0 is not a number above 0/);
  refused(() => body.addShape(null as any), /shape: /);
  assert.is(body.shapes.length, 1);
});

test('a chain is as many shapes as it has segments; addShape answers the last', () => {
  const world = empty();
  const body = world.addBody({ type: 'static', position: [0, 0] });
  const last = body.addShape({
    chain: {
      points: [
        [0, 0],
        [1, 0],
        [2, 1],
        [3, 1],
      ],
    },
  });
  assert.is(body.shapes.length, 3);
  assert.is(body.shapes[2], last);
  assert.equal(last.definition.segment, { a: [2, 1], b: [3, 1] });
  refused(
    () =>
      body.addShape({
        chain: {
          points: [
            [0, 0],
            [1, 0],
            [1, 0],
          ],
        },
      }),
    /shape\.chain\.points\[1\]/,
  );
  assert.is(body.shapes.length, 3);
  const loop = world.addBody({
    type: 'static',
    position: [0, 0],
    shapes: [
      {
        chain: {
          points: [
            [0, 0],
            [1, 0],
            [0, 1],
          ],
          loop: true,
        },
      },
    ],
  });
  assert.is(loop.shapes.length, 3);
});

test('a body is found by its name only while it is there; then the name is free', () => {
  const world = empty();
  const first = world.addBody({ name: 'ball', position: [0, 0], shapes: [disc] });
  refused(() => world.addBody({ name: 'ball', position: [0, 0] }), /"ball" is the name of another/);
  first.remove();
  assert.not.ok(first.alive);
  refused(() => world.body('ball'), /there is no body "ball"/);
  refused(() => world.body(0), /there is no body 0/);
  assert.equal([world.rows, world.bodyCount, world.bodyNames], [1, 0, ['']]);
  assert.equal(Array.from(world.states), [0, 0, 0, 0, 0, 0]);
  const second = world.addBody({ name: 'ball', position: [1, 0] });
  assert.is.not(second, first);
  assert.is(world.body('ball'), second);
  assert.equal([second.index, second.id === first.id, first.alive, second.alive], [0, false, false, true]);
  for (const wrong of ['', 'bal', 7, -1, 0.5, Number.NaN, null, undefined, {}, Symbol('x')])
    refused(() => world.body(wrong as any), /there is no body/);
  assert.match(thrown(() => world.body('bal')).message, /ball/);
});

test('a removed body is named by everything that is asked of it', () => {
  const world = empty();
  const ball = world.addBody({ name: 'ball', position: [0, 0], shapes: [disc] });
  const [shape] = ball.shapes;
  ball.remove();
  const uses: Record<string, () => unknown> = {
    position: () => ball.position,
    velocity: () => ball.velocity,
    angle: () => ball.angle,
    omega: () => ball.omega,
    mass: () => ball.mass,
    type: () => ball.type,
    awake: () => ball.awake,
    shapes: () => ball.shapes,
    joints: () => ball.joints,
    definition: () => ball.definition,
    transform: () => ball.transform(),
    setPose: () => ball.setPose([0, 0]),
    setVelocity: () => ball.setVelocity([0, 0]),
    applyForce: () => ball.applyForce([0, 0]),
    applyImpulse: () => ball.applyImpulse([0, 0]),
    applyTorque: () => ball.applyTorque(1),
    moveTo: () => ball.moveTo([0, 0], 0),
    wake: () => ball.wake(),
    sleep: () => ball.sleep(),
    set: () => ball.set({}),
    addShape: () => ball.addShape(disc),
    toWorld: () => ball.toWorld([0, 0]),
    velocityAt: () => ball.velocityAt([0, 0]),
    remove: () => ball.remove(),
  };
  for (const [name, use] of Object.entries(uses)) {
    const error = thrown(use);
    assert.is(error.kind, 'usage', name);
    assert.match(error.message, /body "ball" was removed/, name);
  }
  assert.not.ok(shape!.alive);
});

test('bodies of other worlds are strangers, by name', () => {
  const [world, other] = [empty(), empty()];
  const stranger = other.addBody({ name: 'stranger', position: [0, 0], shapes: [disc] });
  const own = world.addBody({ name: 'own', position: [2, 0], shapes: [disc] });
  const words = /body "stranger".*another world/;
  refused(() => world.addShape(stranger, disc), words);
  refused(() => world.addJoint({ type: 'weld', a: own, b: stranger }), words);
  refused(() => world.rayCast([0, 0], [1, 0], { ignore: stranger }), /another world/);
  refused(() => world.addShape({} as any, disc), /addShape: \{\} is no body/);
  assert.is(world.stats.shapes, 1);
});

test.run();
