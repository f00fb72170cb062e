// Joints by their handles: each type added, read, changed, written as a scene and read back; names, breaking and removal.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JointInput, World } from '../../dist/index.js';
import { disc, floor, kinema, refused, square } from './world-support.js';

const test = suite('world joints');

/** Two boxes in free space, the second turned. */
function pair(): World {
  return kinema.world({
    world: { gravity: [0, 0] },
    bodies: [
      { name: 'a', position: [0, 0], angle: 0.25, shapes: [square] },
      { name: 'b', position: [2, 0.5], angle: -0.5, shapes: [square] },
    ],
  });
}

const all: Record<string, JointInput> = {
  revolute: {
    type: 'revolute',
    a: 'a',
    b: 'b',
    anchor: [1, 0.25],
    limits: { lower: -1, upper: 2 },
    motor: { speed: 3, maxTorque: 5 },
    spring: { hertz: 2, damping: 0.5, target: 0.25 },
    userId: 4,
  },
  prismatic: {
    type: 'prismatic',
    a: 'a',
    b: 'b',
    axis: [1, 1],
    limits: { lower: -1, upper: 1 },
    motor: { speed: -2, maxForce: 9 },
    spring: { hertz: 1, target: 0.5 },
  },
  distance: { type: 'distance', a: 'a', b: 'b', anchorB: [0.5, 0], length: 2, spring: { hertz: 3, damping: 0.25 } },
  rope: { type: 'distance', a: 'a', b: 'b', min: 1, max: 3, motor: { speed: 1, maxForce: 2 } },
  weld: { type: 'weld', a: 'a', b: 'b', linear: { hertz: 4 }, angular: { hertz: 5, damping: 0.5 }, breakForce: 1e5 },
  wheel: {
    type: 'wheel',
    a: 'a',
    b: 'b',
    axis: [0, 1],
    spring: { hertz: 4, damping: 0.6 },
    limits: { lower: -0.5, upper: 0.5 },
    motor: { speed: 10, maxTorque: 20 },
    collide: true,
  },
  motor: {
    type: 'motor',
    a: 'a',
    b: 'b',
    offset: [1, 2],
    angle: 0.5,
    maxForce: 100,
    maxTorque: 50,
    linear: { hertz: 2 },
    angular: { hertz: 3, damping: 2 },
  },
  'motor as they are': { type: 'motor', a: 'a', b: 'b', maxForce: 100, maxTorque: 50 },
  mouse: { type: 'mouse', b: 'b', anchor: [2, 1], target: [3, 3], maxForce: 70, hertz: 4, damping: 0.5 },
  filter: { type: 'filter', a: 'a', b: 'b', userId: 3 },
  'to the world': { type: 'revolute', b: 'a', anchor: [0, 1], breakTorque: 1e6 },
};

for (const [name, definition] of Object.entries(all)) {
  test(`${name}: all that it was given is in its definition, and a world of that scene says the same`, () => {
    const world = pair();
    const joint = world.addJoint({ name, ...definition });
    assert.equal([joint.type, joint.name, joint.alive], [definition.type, name, true]);
    assert.is(joint.b.name, definition.b);
    assert.is(joint.a?.name, 'a' in definition ? definition.a : undefined);
    assert.is(world.joint(name), joint);
    assert.is(world.joint(0), joint);
    assert.ok(joint.b.joints.includes(joint));
    const told = joint.definition as any;
    for (const [key, value] of Object.entries(definition)) {
      if (key === 'axis' || key === 'anchor') continue;
      if (typeof value === 'object' && !Array.isArray(value))
        for (const [part, inner] of Object.entries(value as object))
          assert.is(told[key][part], inner, `${key}.${part}`);
      else if (key === 'angle') assert.ok(Math.abs(told.angle - (value as number)) < 1e-6, String(told.angle));
      else assert.equal(told[key], value, key);
    }
    world.step(5);
    const scene = world.toScene();
    const again = kinema.world(scene);
    near(again.toScene(), scene);
    assert.equal(again.digest(), kinema.world(JSON.stringify(scene)).digest());
  });
}

/** Equal but for the rounding of angles, and of axes and velocities that turn with them. */
function near(found: unknown, wanted: unknown, path = 'scene'): void {
  if (typeof wanted === 'number') {
    assert.ok(
      Math.abs((found as number) - wanted) <= 2e-6 * Math.max(1, Math.abs(wanted)),
      `${path}: ${found}, ${wanted}`,
    );
  } else if (typeof wanted === 'object' && wanted !== null) {
    assert.equal(Object.keys(found as object), Object.keys(wanted), path);
    for (const [key, value] of Object.entries(wanted)) near((found as any)[key], value, `${path}.${key}`);
  } else assert.is(found, wanted, path);
}

test('a wheel whose spring was switched off has none in a scene', () => {
  const world = pair();
  world.addJoint({ name: 'wheel', type: 'wheel', a: 'a', b: 'b', axis: [0, 1] }).set({ spring: null });
  const again = kinema.world(world.toScene());
  for (const one of [world, again]) one.step(30);
  assert.equal(again.states, world.states);
});

test('a hinge that has turned keeps its angle, limits and spring in a scene', () => {
  const world = pair();
  const hinge = world.addJoint({
    name: 'hinge',
    type: 'revolute',
    a: 'a',
    b: 'b',
    anchor: [1, 0],
    motor: { speed: 2, maxTorque: 50 },
  });
  world.step(20);
  assert.ok(hinge.angle > 0.3, String(hinge.angle));
  const again = kinema.world(world.toScene());
  assert.ok(Math.abs(again.joint('hinge').angle - hinge.angle) < 1e-5);
});

test('what a joint does is read', () => {
  const world = kinema.world({
    bodies: [{ name: 'bob', position: [1, 0], shapes: [disc] }],
    joints: [{ name: 'rod', type: 'revolute', b: 'bob', anchor: [0, 0] }],
  });
  const rod = world.joint('rod');
  world.step(10);
  assert.is(rod.a, null);
  assert.ok(rod.angle < -0.05, String(rod.angle));
  assert.ok(Math.abs(rod.speed - world.body('bob').omega) < 1e-4);
  assert.ok(rod.force[1] > 0, String(rod.force));
  assert.ok(rod.error < 1e-3 && Number.isFinite(rod.torque) && rod.motorForce === 0);
  const rope = world.addJoint({ type: 'distance', b: 'bob', anchorA: [0, 3], max: 9 });
  assert.ok(
    Math.abs(rope.length - Math.hypot(world.body('bob').position[0], 3 - world.body('bob').position[1])) < 1e-5,
  );
});

test('bodies are given by name, by number or themselves', () => {
  const world = pair();
  const [a, b] = world.bodies;
  for (const [from, to] of [
    ['a', 'b'],
    [0, 1],
    [a, b],
    ['a', b],
  ] as const) {
    const joint = world.addJoint({ type: 'weld', a: from, b: to } as JointInput);
    assert.is(joint.a, a);
    assert.is(joint.b, b);
  }
  assert.equal(
    world.joints.map(({ name }) => name),
    ['joint0', 'joint1', 'joint2', 'joint3'],
  );
});

test('set() changes what is named; null switches off', () => {
  const world = pair();
  const joint = world.addJoint({ name: 'j', ...all.revolute! } as JointInput);
  const before = joint.definition as any;
  joint.set({ motor: null });
  assert.is((joint.definition as any).motor, undefined);
  assert.equal((joint.definition as any).limits, before.limits);
  joint.set({ limits: null, spring: null });
  assert.equal([(joint.definition as any).limits, (joint.definition as any).spring], [undefined, undefined]);
  joint.set({ motor: { speed: -1, maxTorque: 2 }, limits: { lower: 0, upper: 1 }, spring: { hertz: 9 } });
  const after = joint.definition as any;
  assert.equal(
    [after.motor, after.limits],
    [
      { speed: -1, maxTorque: 2 },
      { lower: 0, upper: 1 },
    ],
  );
  assert.equal(after.spring, { hertz: 9, damping: 1, target: 0 }, 'a spring is given whole');
  joint.motorSpeed = 6;
  joint.target = 0.5;
  assert.equal([joint.motorSpeed, joint.target], [6, 0.5]);
  joint.set({ userId: 8, collide: true, breakForce: 10 });
  assert.equal(joint.definition, { ...joint.definition, userId: 8, collide: true, breakForce: 10 });
  assert.is((joint.definition as any).anchorA[0], before.anchorA[0]);
});

test('one end of a rope alone, the angle of a motor joint, the target of a mouse joint', () => {
  const world = pair();
  const rope = world.addJoint({ type: 'distance', a: 'a', b: 'b', min: 1, max: 3 });
  rope.set({ max: 5 });
  assert.equal([(rope.definition as any).min, (rope.definition as any).max], [1, 5]);
  rope.set({ min: 2 });
  assert.equal([(rope.definition as any).min, (rope.definition as any).max], [2, 5]);
  refused(() => rope.set({ min: 6 }), /joint\.min: 6 is above max 5/);
  const motor = world.addJoint({ type: 'motor', a: 'a', b: 'b', maxForce: 1e4, maxTorque: 1e4 });
  motor.set({ angle: 1.25 });
  assert.ok(Math.abs((motor.definition as any).angle - 1.25) < 1e-6);
  const alone = pair();
  const servo = alone.addJoint({ type: 'motor', a: 'a', b: 'b', maxForce: 1e5, maxTorque: 1e5 });
  servo.set({ angle: 1 });
  alone.step(200);
  const turned = alone.body('b').angle - alone.body('a').angle;
  assert.ok(Math.abs(turned - 1) < 1e-2, String(turned));
  const mouse = alone.addJoint({ type: 'mouse', b: 'b', maxForce: 1e4 });
  mouse.moveTo([4, 4]);
  assert.equal((mouse.definition as any).target, [4, 4]);
  servo.remove();
  alone.step(300);
  const [x, y] = alone.body('b').position;
  assert.ok(Math.hypot(x - 4, y - 4) < 0.05, `${x}, ${y}`);
  refused(() => motor.moveTo([0, 0]), /moveTo: joint "joint1" is no mouse joint/);
  refused(() => mouse.moveTo([0] as any), /moveTo: point \[0\]/);
});

test('set() refuses what does not belong to the joint', () => {
  const world = pair();
  const hinge = world.addJoint({ type: 'revolute', a: 'a', b: 'b' });
  const before = hinge.definition;
  const cases: [unknown, RegExp][] = [
    [{ length: 2 }, /joint\.length: cannot be changed; of a revolute joint can userId, collide/],
    [{ type: 'weld' }, /joint\.type: cannot be changed/],
    [{ a: 'b' }, /joint\.a: cannot be changed/],
    [{ name: 'x' }, /joint\.name: cannot be changed/],
    [{ anchor: [0, 0] }, /joint\.anchor: cannot be changed/],
    [{ motor: { speed: 1 } }, /joint\.motor\.maxTorque: is missing/],
    [{ motor: { speed: 1, maxForce: 1 } }, /joint\.motor\.maxForce/],
    [{ limits: { lower: 1, upper: 0 } }, /joint\.limits: lower 1 is above upper 0/],
    [{ spring: { hertz: -1 } }, /joint\.spring\.hertz: -1/],
    [{ breakForce: 0 }, /joint\.breakForce: 0/],
    [{ collide: null }, /joint\.collide/],
    [{ linear: null }, /joint\.linear/],
    [null, /joint\.set: changes nothing/],
    [5, /joint\.set: changes 5 is not an object/],
  ];
  for (const [changes, message] of cases) refused(() => hinge.set(changes as any), message);
  refused(() => {
    hinge.motorSpeed = Number.NaN;
  }, /motorSpeed: speed NaN/);
  assert.equal(hinge.definition, before);
});

test('a joint with something wrong is not added', () => {
  const world = pair();
  const cases: [unknown, RegExp][] = [
    [null, /addJoint: definition nothing \(null\) is not an object/],
    [{}, /joint\.type/],
    [{ type: 'revolute' }, /joint\.b: is missing/],
    [{ type: 'revolut', b: 'a' }, /joint\.type: "revolut"/],
    [{ type: 'revolute', a: 'c', b: 'a' }, /there is no body "c"/],
    [{ type: 'revolute', a: 9, b: 'a' }, /there is no body 9/],
    [{ type: 'revolute', a: null, b: 'a' }, /addJoint: nothing \(null\) is no body/],
    [{ type: 'revolute', a: 'a', b: 'a' }, /joint\.b: is body a as well/],
    [{ type: 'prismatic', a: 'a', b: 'b' }, /joint\.axis: is missing/],
    [{ type: 'prismatic', a: 'a', b: 'b', axis: [0, 0] }, /joint\.axis: \[0, 0\] is no direction/],
    [{ type: 'weld', a: 'a', b: 'b', length: 1 }, /joint\.length: does not belong to a weld joint/],
    [{ type: 'weld', a: 'a', b: 'b', anchor: [0, 0], anchorA: [0, 0] }, /joint\.anchor: stands beside/],
    [{ type: 'mouse', b: 'b' }, /joint\.maxForce: is missing/],
    [{ type: 'mouse', a: 'a', b: 'b', maxForce: 1 }, /joint\.a: does not belong to a mouse joint/],
    [{ type: 'filter', b: 'b' }, /joint\.a: is missing/],
  ];
  for (const [definition, message] of cases) refused(() => world.addJoint(definition as any), message);
  assert.equal([world.joints.length, world.stats.joints], [0, 0]);
});

test('joints go with their bodies, and their names are free then', () => {
  const world = pair();
  const joint = world.addJoint({ name: 'tie', type: 'weld', a: 'a', b: 'b' });
  refused(
    () => world.addJoint({ name: 'tie', type: 'weld', a: 'a', b: 'b' }),
    /joint\.name: "tie" is the name of another/,
  );
  world.body('a').remove();
  assert.not.ok(joint.alive);
  assert.equal(world.joints, []);
  for (const use of [
    () => joint.angle,
    () => joint.type,
    () => joint.definition,
    () => joint.a,
    () => joint.remove(),
    () => joint.set({}),
  ])
    refused(use, /joint "tie" was removed, or broke/);
  refused(() => world.joint('tie'), /there is no joint "tie"/);
  refused(() => world.joint(0), /there is no joint 0/);
  const other = world.addJoint({ name: 'tie', type: 'weld', b: 'b' });
  assert.is(world.joint('tie'), other);
  other.remove();
  assert.not.ok(other.alive);
  assert.is(world.addJoint({ name: 'tie', type: 'weld', b: 'b' }).name, 'tie');
});

test('a joint that breaks is named by the event, and gone', () => {
  const world = kinema.world({
    bodies: [floor, { name: 'load', position: [0, 5], shapes: [{ ...square, density: 100 }] }],
    joints: [{ name: 'thread', type: 'weld', b: 'load', breakForce: 10 }],
  });
  const thread = world.joint('thread');
  world.step(3);
  const [event, more] = world.events.of('jointBreak');
  assert.is(more, undefined);
  assert.is(event!.joint, thread);
  assert.equal([event!.joint.name, event!.a, event!.b.name, thread.alive], ['thread', null, 'load', false]);
  assert.ok(event!.impulse > 0);
  refused(() => world.joint('thread'), /there is no joint "thread"/);
  assert.is(world.addJoint({ name: 'thread', type: 'weld', b: 'load' }).alive, true);
  assert.is(world.joints.length, 1);
});

test.run();
