// Snapshots, clones, resets and what becomes of handles and names; scenes written from worlds; the end of a world.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { disc, floor, kinema, refused, scalar, square, thrown } from './world-support.js';

const test = suite('world keeping');

const scene = {
  world: { gravity: [0, -5] as [number, number], step: 0.01 },
  bodies: [
    floor,
    { name: 'ball', position: [0, 3] as [number, number], shapes: [{ ...disc, restitution: 0.5 }] },
    { name: 'box', position: [3, 0.5] as [number, number], shapes: [square] },
  ],
  joints: [{ name: 'tie', type: 'distance' as const, a: 'ball', b: 'box', max: 9 }],
};

test('restore: bit for bit, and handles and names of what is there go on', () => {
  const world = kinema.world(scene);
  const [ball, box, tie] = [world.body('ball'), world.body('box'), world.joint('tie')];
  const [shape] = ball.shapes;
  world.step(10);
  const kept = world.snapshot();
  const digest = world.digest();
  world.step(30);
  const later = world.digest();
  world.restore(kept);
  assert.equal([world.digest(), world.steps, world.stepLength], [digest, 10, 0.01]);
  assert.ok(world.body('ball') === ball && world.joint('tie') === tie && ball.shapes[0] === shape);
  world.step(30);
  assert.is(world.digest(), later);
  ball.remove();
  assert.equal([ball.alive, tie.alive, shape!.alive, box.alive], [false, false, false, true]);
  world.step(5);
  world.restore(kept);
  assert.equal([ball.alive, tie.alive, shape!.alive, box.alive], [true, true, true, true]);
  assert.ok(world.body('ball') === ball && world.joint('tie') === tie);
  world.step(30);
  assert.is(world.digest(), later);
});

test('restore brings back names that were given by calls, however long ago they went', () => {
  const world = kinema.world(scene);
  const late = world.addBody({ name: 'late', position: [5, 5], shapes: [disc] });
  const kept = world.snapshot();
  late.remove();
  world.step();
  world.step();
  world.step();
  world.addBody({ name: 'late', position: [7, 7] });
  world.restore(kept);
  assert.is(world.body('late'), late);
  assert.equal([late.alive, late.position], [true, [5, 5]]);
  assert.equal(world.bodyNames, ['floor', 'ball', 'box', 'late']);
});

test('a body of a past that was undone never stands for a new one', () => {
  const world = kinema.world(scene);
  const kept = world.snapshot();
  const undone = world.addBody({ name: 'undone', position: [5, 5], shapes: [disc] });
  const [shape] = undone.shapes;
  const link = world.addJoint({ name: 'link', type: 'weld', b: undone });
  const { id } = undone;
  world.restore(kept);
  assert.equal([undone.alive, shape!.alive, link.alive], [false, false, false]);
  refused(() => world.body('undone'), /there is no body "undone"/);
  const fresh = world.addBody({ name: 'fresh', position: [6, 6], shapes: [square] });
  const bond = world.addJoint({ name: 'bond', type: 'weld', b: fresh });
  assert.is(fresh.id, id);
  assert.equal([undone.alive, shape!.alive, link.alive], [false, false, false]);
  assert.equal([fresh.alive, fresh.name, bond.name, world.bodyNames[3]], [true, 'fresh', 'bond', 'fresh']);
  refused(() => undone.position, /body "undone" was removed/);
  refused(() => undone.remove(), /body "undone" was removed/);
  refused(() => shape!.set({ friction: 0 }), /was removed/);
  refused(() => link.remove(), /joint "link" was removed/);
  assert.ok(fresh.alive && bond.alive && fresh.shapes[0]!.alive);
});

test('reset goes back to the start, for worlds of scenes, compiled scenes, snapshots and clones', () => {
  const compiled = kinema.compileScene(scene);
  const snapshot = kinema.world(scene).snapshot();
  const names = ['floor', 'ball', 'box'];
  const worlds = [
    kinema.world(scene),
    kinema.world(compiled),
    kinema.restoreWorld(snapshot, { names }),
    kinema.world(scene).clone(),
  ];
  const start = worlds[0]!.digest();
  for (const world of worlds) {
    const ball = world.body('ball');
    world.step(20);
    world.set({ gravity: [1, 1], step: 0.02 });
    ball.remove();
    world.addBody({ name: 'other', position: [0, 0] });
    world.step(3);
    world.reset();
    assert.equal([world.digest(), world.steps, world.stepLength, world.rows], [start, 0, 0.01, 3]);
    assert.equal(world.settings.gravity, [0, -5]);
    assert.equal([world.body('ball') === ball, ball.alive], [true, true]);
    assert.equal(world.bodyNames, names);
    refused(() => world.body('other'), /there is no body "other"/);
    world.addBody({ name: 'other', position: [0, 9] });
  }
});

test('a clone goes its own way, with the same names', () => {
  const world = kinema.world(scene);
  const gone = world.addBody({ name: 'gone', position: [9, 9] });
  world.addBody({ name: 'late', position: [5, 5], shapes: [disc] });
  gone.remove();
  world.step(10);
  const clone = world.clone();
  assert.equal(clone.bodyNames, world.bodyNames);
  assert.equal(
    clone.joints.map(({ name }) => name),
    ['tie'],
  );
  assert.equal([clone.time, clone.digest(), clone.stepLength], [world.time, world.digest(), 0.01]);
  assert.is.not(clone.body('late'), world.body('late'));
  assert.is(clone.body('late').world, clone);
  refused(() => clone.body('gone'), /there is no body "gone"/);
  assert.is(clone.addBody({ name: 'gone', position: [8, 8] }).name, 'gone');
  clone.body('gone').remove();
  const digest = world.digest();
  clone.body('ball').applyImpulse([1, 0]);
  clone.step(10);
  assert.is(world.digest(), digest);
  assert.is.not(clone.digest(), digest);
  clone.dispose();
  world.step();
});

test('names of removed bodies in a clone are free', () => {
  const world = kinema.world(scene);
  world.body('ball').remove();
  const clone = world.clone();
  refused(() => clone.body('ball'), /there is no body "ball"/);
  assert.is(clone.addBody({ name: 'ball', position: [0, 0] }).name, 'ball');
});

test('damaged snapshots are refused and leave the world as it was', () => {
  const world = kinema.world(scene);
  world.step(7);
  const good = world.snapshot();
  const digest = world.digest();
  for (const at of [0, 8, 40, good.length >> 1, good.length - 1]) {
    const bad = good.slice();
    bad[at]! ^= 1;
    assert.is(thrown(() => world.restore(bad)).kind, 'data', `byte ${at}`);
    assert.is(thrown(() => kinema.restoreWorld(bad)).kind, 'data', `byte ${at}`);
  }
  for (const bad of [new Uint8Array(0), good.subarray(0, 100), good.subarray(0, good.length - 8)])
    assert.is(thrown(() => world.restore(bad)).kind, 'data');
  for (const bad of [null, undefined, 3, 'x', [1, 2], good.buffer]) {
    refused(() => world.restore(bad as any), /restore: .* is no Uint8Array/);
    refused(() => kinema.restoreWorld(bad as any), /restoreWorld: .* is no Uint8Array/);
    refused(() => kinema.replay(bad as any), /replay: .* is no Uint8Array/);
  }
  assert.is(world.digest(), digest);
  world.restore(good);
  assert.is(world.digest(), digest);
});

test('a snapshot of one build goes on in the other', () => {
  const world = kinema.world(scene);
  world.step(50);
  const other = scalar.restoreWorld(world.snapshot());
  world.step(100);
  other.step(100);
  assert.is(other.digest(), world.digest());
  assert.is(other.stepLength, 0.01);
});

test('toScene says all that holds, filters and one-way shapes included', () => {
  const rich = {
    kinema: 1,
    world: {
      view: [-5, -5, 5, 5],
      gravity: [0.5, -3],
      step: 0.02,
      substeps: 6,
      integrator: 'symplectic-euler',
      resolveOverlaps: 'project',
      sleeping: false,
      hitSpeed: 2,
      jointHertz: 30,
      jointDamping: 3,
      events: ['hit', 'sensor'],
    },
    bodies: [
      {
        name: 'ledge',
        type: 'static',
        position: [0, 0],
        shapes: [{ segment: { a: [-1, 0], b: [1, 0] }, oneWay: [0, 1] }],
      },
      { name: 'lift', type: 'kinematic', position: [3, 0], velocity: [0, 1], omega: 0.5, shapes: [square] },
      {
        name: 'puck',
        position: [0, 3],
        angle: 0,
        linearDamping: 0.5,
        angularDamping: 0.25,
        gravityScale: 0.5,
        fixedRotation: true,
        canSleep: false,
        userId: 12,
        mass: { mass: 2, inertia: 0, center: [0.25, 0] },
        shapes: [
          {
            capsule: { a: [-1, 0], b: [1, 0], radius: 0.25 },
            density: 3,
            friction: 0.75,
            restitution: 0.5,
            rollingResistance: 0.125,
            tangentSpeed: -2,
            filter: { category: 4, mask: 3, group: -2 },
            sensor: true,
            color: '#123456',
            userId: 6,
          },
          {
            polygon: [
              [0, 0],
              [1, 0],
              [0, 1],
            ],
            radius: 0.0625,
          },
        ],
      },
      {
        name: 'chain',
        type: 'static',
        position: [0, -2],
        shapes: [
          {
            chain: {
              points: [
                [-2, 0],
                [0, 0],
                [2, 0.5],
              ],
            },
          },
        ],
      },
    ],
  };
  const world = kinema.world(rich);
  const told = world.toScene();
  for (const [key, value] of Object.entries(rich.world)) assert.equal((told.world as any)[key], value, key);
  rich.bodies.slice(0, 3).forEach((body, i) => {
    for (const [key, value] of Object.entries(body))
      if (key !== 'shapes') assert.equal((told.bodies[i] as any)[key], value, `${body.name}.${key}`);
  });
  assert.equal(told.bodies[0]!.shapes[0]!.oneWay, [0, 1]);
  const [capsule] = rich.bodies[2]!.shapes;
  for (const [key, value] of Object.entries(capsule!))
    assert.equal((told.bodies[2]!.shapes[0] as any)[key], value, key);
  assert.is(told.bodies[2]!.shapes[1]!.radius, 0.0625);
  assert.is(told.bodies[3]!.shapes.length, 2);
  const again = kinema.world(told);
  assert.equal(again.toScene(), told);
  assert.is(again.digest(), world.digest());
  again.step(50);
  world.step(50);
  assert.is(again.digest(), world.digest(), 'and it goes on the same way');
});

test('toScene of a world from which bodies were removed is a scene', () => {
  const world = kinema.world(scene);
  world.body('ball').remove();
  world.addBody({ position: [1, 1] });
  world.addBody({ position: [2, 2] });
  const again = kinema.world(world.toScene());
  assert.equal([...again.bodyNames].sort(), [...world.bodyNames].sort());
});

test('settings are read and set one by one', () => {
  const world = kinema.world(scene);
  const before = world.settings;
  world.set({ gravity: [1, 2], hitSpeed: 3 });
  assert.equal(world.settings, { ...before, gravity: [1, 2], hitSpeed: 3 });
  world.set({ events: false });
  assert.is(world.settings.events, false);
  world.set({ events: ['begin', 'joint'], step: 0.02 });
  assert.equal([world.settings.events, world.stepLength, world.settings.step], [['begin', 'joint'], 0.02, 0.02]);
  const now = world.settings;
  const cases: [unknown, RegExp][] = [
    [{ gravity: [Number.NaN, 0] }, /world\.gravity\[0\]: NaN/],
    [{ gravity: 9.8 }, /world\.gravity: 9\.8/],
    [{ step: 0 }, /world\.step: 0 is not a number from 1e-?0?6 to 1|world\.step: 0/],
    [{ substeps: 65 }, /world\.substeps: 65 is not a whole number from 1 to 64/],
    [{ gravty: [0, 0] }, /world\.gravty.*gravity/],
    [{ events: ['bang'] }, /world\.events/],
    [{ view: [0, 0, 1, 1] }, /world\.view/],
    [null, /world: /],
  ];
  for (const [changes, message] of cases) refused(() => world.set(changes as any), message);
  assert.equal(world.settings, now);
});

test('after dispose every use is an error that says so; dispose twice is none', () => {
  const world = kinema.world(scene);
  const [ball, tie] = [world.body('ball'), world.joint('tie')];
  const [shape] = ball.shapes;
  const { events } = world;
  const recorder = world.record();
  world.step();
  world.dispose();
  world.dispose();
  assert.ok(kinema.replay(recorder.finish()).ok, 'the recording ended with the world');
  const uses: (() => unknown)[] = [
    () => world.step(),
    () => world.states,
    () => world.interpolate(0),
    () => world.bodies,
    () => world.joints,
    () => world.body('ball'),
    () => world.body(0),
    () => world.joint('tie'),
    () => world.joint(0),
    () => world.addBody({ position: [0, 0] }),
    () => world.addJoint({ type: 'weld', b: 0 }),
    () => world.addShape('ball', disc),
    () => world.set({}),
    () => world.settings,
    () => world.stats,
    () => world.time,
    () => world.steps,
    () => world.rows,
    () => world.bodyCount,
    () => world.bodyNames,
    () => world.contacts,
    () => world.touching,
    () => world.digest(),
    () => world.snapshot(),
    () => world.restore(new Uint8Array(8)),
    () => world.reset(),
    () => world.clone(),
    () => world.record(),
    () => world.toScene(),
    () => world.draw(),
    () => world.rayCast([0, 0], [1, 1]),
    () => world.overlapBox([0, 0, 1, 1]),
    () => world.pointTest([0, 0]),
    () => world.closestPoint([0, 0]),
    () => events.count,
    () => events.raw,
    () => [...events],
    () => ball.position,
    () => ball.alive,
    () => ball.applyForce([0, 0]),
    () => ball.remove(),
    () => tie.angle,
    () => tie.set({}),
    () => shape!.friction,
    () => shape!.remove(),
  ];
  for (const use of uses) {
    const error = thrown(use);
    assert.is(error.kind, 'usage', String(use));
    assert.match(error.message, /this world was disposed/, String(use));
  }
});

test('`using` ends a world where the runtime knows it', () => {
  if (!Symbol.dispose) return;
  const world = kinema.world(scene);
  world[Symbol.dispose]();
  refused(() => world.step(), /disposed/);
});

test('steps are whole numbers', () => {
  const world = kinema.world(scene);
  for (const wrong of [-1, 0.5, Number.NaN, 2 ** 32, Number.POSITIVE_INFINITY, '3', null, {}, Symbol('n'), 3n])
    refused(() => world.step(wrong as any), /step: .* is not a whole number from 0 to 4294967295/);
  assert.is(world.steps, 0);
  for (const wrong of [-0.1, 1.1, Number.NaN, '0.5', null, Symbol('n')])
    refused(() => world.interpolate(wrong as any), /interpolate: alpha .* is not from 0 to 1/);
});

test.run();
