// Batches: world i has the bits that it has alone, whatever its neighbours do.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { KinemaError, loadKinema, type World } from '../../dist/node.js';

const test = suite('world batch');
const kinema = await loadKinema();
const scalar = await loadKinema({ build: 'scalar' });

/** A cart on a rail with a pole hinged to it, over a floor on which two balls roll. */
const scene = {
  bodies: [
    { name: 'rail', type: 'static', position: [0, 0], shapes: [{ box: { width: 20, height: 0.2 } }] },
    { name: 'cart', position: [0, 1], shapes: [{ box: { width: 1, height: 0.5 }, filter: { group: -1 } }] },
    {
      name: 'pole',
      position: [0, 2],
      angle: 0.05,
      shapes: [{ box: { width: 0.1, height: 2 }, filter: { group: -1 } }],
    },
    { name: 'ball', position: [-4, 0.5], velocity: [1, 0], shapes: [{ circle: { radius: 0.4 }, restitution: 0.6 }] },
    { name: 'lift', type: 'kinematic', position: [6, 1], shapes: [{ box: { width: 1, height: 0.2 } }] },
  ],
  joints: [
    { type: 'prismatic', name: 'slide', b: 'cart', axis: [1, 0], limits: { lower: -5, upper: 5 } },
    { type: 'revolute', name: 'hinge', a: 'cart', b: 'pole', anchor: [0, 1], motor: { speed: 0, maxTorque: 1 } },
  ],
};
const actions = [
  { body: 'cart', apply: 'force' },
  { body: 'ball', apply: 'impulse' },
  { body: 'ball', apply: 'torque' },
  { body: 'lift', apply: 'target' },
  { joint: 'hinge', set: 'motorSpeed' },
  { body: 'pole', apply: 'force', at: [0, 1] },
] as const;
const width = 2 + 2 + 1 + 3 + 1 + 2;

/** The same by the calls of a world. */
function act(world: World, row: ArrayLike<number>, steps: number): void {
  const [fx, fy, jx, jy, torque, x, y, angle, speed, px, py] = Array.from(row, Math.fround) as number[];
  for (let k = 0; k < steps; k++) {
    if (fx || fy) world.body('cart').applyForce([fx as number, fy as number]);
    if (k === 0 && (jx || jy)) world.body('ball').applyImpulse([jx as number, jy as number]);
    if (torque) world.body('ball').applyTorque(torque);
    if (k === 0) world.body('lift').moveTo([x as number, y as number], angle);
    if (k === 0 && world.joint('hinge').motorSpeed !== speed) world.joint('hinge').motorSpeed = speed as number;
    const pole = world.body('pole');
    if (px || py) pole.applyForce([px as number, py as number], pole.toWorld([0, 1]).map(Math.fround));
    world.step();
  }
}

const value = fc.double({ min: -3, max: 3, noNaN: true }).map(Math.fround);
const rowOf = fc.array(value, { minLength: width, maxLength: width });

/** Without the force at a point, which a host can only place to the last bit but one. */
const centralRow = rowOf.map((row) => [...row.slice(0, width - 2), 0, 0]);

test('world i of a batch is what a world by itself becomes by the same calls', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(centralRow, { minLength: 3, maxLength: 3 }), fc.integer({ min: 1, max: 4 })), {
        maxLength: 15,
      }),
      (rounds) => {
        const batch = kinema.batch(scene, 3, { actions });
        const worlds = [kinema, scalar, kinema].map((one) => one.world(scene));
        for (const [rows, steps] of rounds) {
          batch.step(Float32Array.from(rows.flat()), steps);
          worlds.forEach((world, i) => {
            act(world, rows[i] as number[], steps);
            assert.is(batch.digest(i), world.digest());
          });
        }
        for (const one of [batch, ...worlds]) one.dispose();
      },
    ),
    { numRuns: 40 },
  );
});

test('what a member cannot do is refused: recording, being disposed, standing for a body of another scene', () => {
  const batch = kinema.batch(scene, 2, { actions: [{ body: kinema.world(scene).body('cart'), apply: 'force' }] });
  assert.throws(() => batch.world(0).record(), /record: this world belongs to a batch/);
  assert.throws(() => batch.world(0).dispose(), /belongs to a batch/);
  const other = kinema.world({ bodies: [{ name: 'stone', position: [0, 0], shapes: [{ circle: { radius: 1 } }] }] });
  assert.throws(
    () => kinema.batch(scene, 2, { actions: [{ body: other.body('stone'), apply: 'force' }] }),
    /batch\.actions\[0\]\.body: "stone" is no body of this scene/,
  );
});

test('actions mean what the calls of a world mean', () => {
  const batch = kinema.batch(scene, 3, { actions, observations: [{ body: 'ball', read: 'state' }] });
  const one = kinema.batch(scene, 1, { actions: actions.slice(0, 5) });
  const world = kinema.world(scene);
  assert.is(batch.actionNames.length, width);
  for (let i = 0; i < 60; i++) {
    const row = [Math.sin(i), 0, i % 7 ? 0 : 1, 0.5, 0.1, 6, 1 + i * 0.01, 0, Math.cos(i * 0.1)].map(Math.fround);
    act(world, [...row, 0, 0], 2);
    one.step(row, 2);
    assert.is(one.digest(0), world.digest(), `after ${i}`);
  }
});

test('world i is what it would be in a batch of its own, in any order, in both builds, through masked resets', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.array(rowOf, { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 15 })), {
        minLength: 1,
        maxLength: 12,
      }),
      (rounds) => {
        const all = kinema.batch(scene, 4, { actions });
        const alone = [0, 1, 2, 3].map((i) => (i % 2 ? scalar : kinema).batch(scene, 1, { actions }));
        for (const [rows, resets] of rounds) {
          const seen = all.step(Float32Array.from(rows.flat()), 3).slice();
          alone.forEach((batch, i) => {
            assert.equal(batch.step(rows[i] as number[], 3), seen.subarray(i * 30, i * 30 + 30));
            assert.is(all.digest(i), batch.digest(0));
          });
          const mask = [0, 1, 2, 3].map((i) => (resets >> i) & 1);
          all.reset(mask);
          alone.forEach((batch, i) => {
            if (mask[i]) batch.reset();
          });
        }
        for (const batch of [all, ...alone]) batch.dispose();
      },
    ),
    { numRuns: 40 },
  );
});

test('a world that is reset is the scene again', () => {
  const fresh = kinema.world(scene);
  fresh.step(20);
  const batch = kinema.batch(scene, 2);
  batch.step(undefined, 57);
  const before = batch.digest(0);
  const seen = batch.reset([false, true]);
  assert.equal(seen.subarray(30), kinema.world(scene).states);
  assert.is(batch.digest(0), before);
  batch.step(undefined, 20);
  assert.is(batch.digest(1), fresh.digest());
});

test('observations show what the world shows', () => {
  const batch = kinema.batch(scene, 2, {
    observations: [
      { body: 'ball', read: 'position' },
      { body: 'ball', read: 'velocity' },
      { body: 'pole', read: 'rotation' },
      { body: 'pole', read: 'angle' },
      { body: 'pole', read: 'omega' },
      { from: 'cart', to: 'ball' },
      { joint: 'hinge' },
      { joint: 'slide' },
      { touching: 'ball' },
      { touching: 'ball', with: 'cart' },
      'impacts',
      'time',
    ],
  });
  assert.is(batch.observationNames.length, 2 + 2 + 2 + 1 + 1 + 4 + 2 + 2 + 1 + 1 + 1 + 1);
  assert.equal(batch.observationNames.slice(0, 4), ['ball.x', 'ball.y', 'ball.vx', 'ball.vy']);
  batch.step(undefined, 30);
  const seen = batch.step(undefined, 15);
  const world = kinema.world(scene);
  world.step(30);
  const impacts = world.contactCount;
  world.step(15);
  const { position, velocity } = world.body('ball');
  const [pole, cart] = [world.body('pole'), world.body('cart')];
  const expected = [
    ...position,
    ...velocity,
    Math.cos(pole.angle),
    Math.sin(pole.angle),
    pole.angle,
    pole.omega,
    position[0] - cart.position[0],
    position[1] - cart.position[1],
    velocity[0] - cart.velocity[0],
    velocity[1] - cart.velocity[1],
    world.joint('hinge').angle,
    world.joint('hinge').speed,
    world.joint('slide').translation,
    world.joint('slide').speed,
    world.touching.some(({ a, b }) => a.name === 'ball' || b.name === 'ball') ? 1 : 0,
    0,
    world.contactCount - impacts,
    world.time,
  ];
  expected.forEach((wanted, i) => {
    for (const row of [0, 1]) {
      const found = seen[row * expected.length + i] as number;
      assert.ok(Math.abs(found - wanted) < 1e-5, `${batch.observationNames[i]}: ${found}, wanted ${wanted}`);
    }
  });
});

test('a member is a world: it can be looked at, drawn and changed, and goes its own way', () => {
  const batch = kinema.batch(scene, 2);
  const world = batch.world(1);
  world.body('ball').setVelocity([0, 3]);
  batch.step(undefined, 5);
  assert.ok((world.body('ball').velocity[1] ?? 0) > 1);
  assert.is.not(batch.digest(0), batch.digest(1));
  assert.is(world.draw({ size: [32, 32] }).width, 32);
  assert.throws(() => world.dispose(), /belongs to a batch/);
});

test('what cannot be is refused, naming what and where, and nobody is stepped', () => {
  const fails = (make: () => unknown, text: RegExp) => {
    try {
      make();
    } catch (error) {
      assert.instance(error, KinemaError, String((error as Error).stack));
      assert.match((error as Error).message, text);
      return;
    }
    assert.unreachable(`no error that matches ${text}`);
  };
  const make = (options: object) => () => kinema.batch(scene, 2, options);
  fails(() => kinema.batch(scene, 0), /count 0 is not a whole number/);
  fails(
    make({ actions: [{ body: 'crt', apply: 'force' }] }),
    /actions\[0\]\.body: there is no body "crt"; did you mean "cart"/,
  );
  fails(
    make({ actions: [{ body: 'cart', apply: 'push' }] }),
    /actions\[0\]\.apply: "push" is not one of force, torque/,
  );
  fails(make({ actions: [{ body: 'rail', apply: 'force' }] }), /actions\[0\]: rail is static/);
  fails(make({ actions: [{ body: 'cart', apply: 'target' }] }), /actions\[0\]: cart is not kinematic/);
  fails(make({ actions: [{ joint: 'hinge', set: 'mouseTarget' }] }), /actions\[0\]: hinge is no mouse joint/);
  fails(make({ actions: [{ body: 'cart', apply: 'torque', at: [1, 0] }] }), /actions\[0\]\.at: belongs to force/);
  fails(make({ observations: [{ body: 'cart', read: 'speed' }] }), /observations\[0\]\.read: "speed" is not one of/);
  fails(make({ observations: ['tim'] }), /observations\[0\]: "tim" is not an observation/);
  fails(make({ observations: {} }), /observations: \{\} is not a list/);
  const batch = kinema.batch(scene, 3, { actions: [{ body: 'cart', apply: 'force' }] });
  const before = [0, 1, 2].map((i) => batch.digest(i));
  fails(() => batch.step([0, 0, 0, Number.NaN, 0, 0]), /action cart\.forceY of world 1 is NaN/);
  fails(
    () => batch.step([0, 0, 0, 0, 1e30, 0]),
    /action cart\.forceX of world 2 is 1e\+30|action cart\.forceX of world 2/,
  );
  fails(() => batch.step([0, 0]), /2 actions, 3 worlds x 2 columns need 6/);
  fails(() => batch.step(undefined, -1), /n -1 is not a whole number/);
  fails(() => batch.reset([1]), /a mask of 1, there are 3 worlds/);
  fails(() => batch.world(3), /there is no world 3; worlds are 0 to 2/);
  assert.equal(
    [0, 1, 2].map((i) => batch.digest(i)),
    before,
  );
  batch.world(1).body('cart').remove();
  fails(() => batch.step(new Float32Array(6)), /world 1 has lost body/);
  for (const one of [
    { body: 'ball', read: 'state' },
    { touching: 'ball' },
    { from: 'cart', to: 'ball' },
    { touching: 'cart', with: 'ball' },
  ] as const) {
    const watched = kinema.batch(scene, 3, { observations: ['time', one] });
    const ball = watched.world(1).body('ball');
    ball.remove();
    fails(() => watched.step(), new RegExp(`world 1 has lost body ${ball.id},`));
    assert.equal(
      [0, 1, 2].map((i) => watched.world(i).steps),
      [0, 0, 0],
    );
    watched.reset([0, 1, 0]);
    watched.step();
    assert.equal(
      [0, 1, 2].map((i) => watched.world(i).steps),
      [1, 1, 1],
    );
    watched.dispose();
  }
  batch.dispose();
  fails(() => batch.step(), /was disposed/);
  batch.dispose();
});

test('a joint that breaks in a world shows zeros there, is acted on no more, and holds up nobody', () => {
  const hung = {
    bodies: [
      { name: 'hook', type: 'static', position: [0, 10], shapes: [{ box: { width: 1, height: 1 } }] },
      { name: 'load', position: [0.5, 8], shapes: [{ circle: { radius: 0.3 } }] },
    ],
    joints: [{ type: 'revolute', name: 'rope', a: 'hook', b: 'load', anchor: [0, 10], breakForce: 50 }],
  };
  const options = {
    actions: [
      { body: 'load', apply: 'force' },
      { joint: 'rope', set: 'motorSpeed' },
    ],
    observations: [{ joint: 'rope' }, 'time'],
  } as const;
  const batch = kinema.batch(hung, 3, options);
  const alone = kinema.batch(hung, 1, options);
  const pull = [0, -5000, 0];
  for (let i = 1; i <= 3; i++) {
    const seen = batch.step([0, 0, 1, ...pull, 0, 0, 1], 2);
    assert.equal(
      [0, 1, 2].map((k) => batch.world(k).steps),
      [2 * i, 2 * i, 2 * i],
    );
    assert.equal([...seen.subarray(3, 5)], [0, 0]);
    assert.equal(alone.step([0, 0, 1], 2), seen.subarray(0, 3));
    assert.equal(seen.subarray(6), seen.subarray(0, 3));
    assert.is.not(seen[0], 0);
    assert.is(batch.digest(2), alone.digest(0));
  }
  assert.is(batch.world(1).joints.length, 0);
  batch.reset([0, 1, 0]);
  alone.reset();
  assert.equal(batch.step([0, 0, 1, 0, 0, 1, 0, 0, 1]).subarray(3, 6), alone.step([0, 0, 1]));
  assert.is(batch.digest(1), alone.digest(0));
});

test('a thousand batches come and go, and take no more memory than one', () => {
  const compiled = kinema.compileScene(scene);
  const keeper = kinema.world(compiled);
  const round = () => {
    const batch = kinema.batch(compiled, 8, { actions });
    batch.step(undefined, 2);
    batch.dispose();
  };
  for (let i = 0; i < 10; i++) round();
  const { bytes } = keeper.stats;
  for (let i = 0; i < 1000; i++) round();
  assert.is(keeper.stats.bytes, bytes);
});

test.run();
