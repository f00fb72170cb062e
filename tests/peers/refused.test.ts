// Peers' expectations of bad input: it is turned away, and what was there stays as it was.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ball, box, kinema, open, type Pair, space, wall } from './support.js';

const test = suite('peers: refused');

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** That a call throws one of Kinema's errors, not a trap. */
function refuses(what: string, call: () => unknown): void {
  assert.throws(
    call,
    (error: Error & { kind?: string }) => error.kind !== undefined && error.kind !== 'internal',
    `${what} is refused`,
  );
}

// Box2D 3, test/test_invalid_input.c, WorldInputTest
test('settings that are no numbers or negative are refused, and the old ones stay', () => {
  const world = open();
  const { settings } = world;
  for (const value of bad) {
    refuses('gravity x', () => world.set({ gravity: [value, 0] }));
    refuses('gravity y', () => world.set({ gravity: [0, value] }));
    for (const name of [
      'restitutionThreshold',
      'hitSpeed',
      'contactHertz',
      'contactDamping',
      'pushSpeed',
      'step',
      'slop',
    ] as const)
      refuses(name, () => world.set({ [name]: value }));
    refuses('steps', () => world.step(value));
  }
  refuses('a negative maxImpacts', () => world.set({ maxImpacts: -1 }));
  refuses('a step of no length', () => world.set({ step: 0 }));
  assert.equal(world.settings, settings);
  world.step();
});

// Box2D 3, test/test_invalid_input.c, BodyInputTest
test('whatever is no number is refused by every call of a body, which stays as it was', () => {
  const world = open();
  const body = world.addBody(box(0, 0));
  const told = world.addBody(box(9, 0, 1, 1, { type: 'kinematic' }));
  const state = () => [...world.states];
  const before = state();
  for (const value of bad) {
    const pair: Pair = [value, 0];
    const calls: Record<string, () => void> = {
      setVelocity: () => body.setVelocity(pair),
      omega: () => body.setVelocity([0, 0], value),
      setPose: () => body.setPose(pair, 0),
      angle: () => body.setPose([0, 0], value),
      moveTo: () => told.moveTo(pair),
      'moveTo angle': () => told.moveTo([0, 0], value),
      applyForce: () => body.applyForce(pair),
      'applyForce at': () => body.applyForce([0, 0], pair),
      applyTorque: () => body.applyTorque(value),
      applyImpulse: () => body.applyImpulse(pair),
      'applyImpulse at': () => body.applyImpulse([0, 0], pair),
      applyAngularImpulse: () => body.applyAngularImpulse(value),
      mass: () => body.set({ mass: { mass: value, inertia: 1 } }),
      inertia: () => body.set({ mass: { mass: 1, inertia: value } }),
      center: () => body.set({ mass: { mass: 1, inertia: 1, center: pair } }),
      linearDamping: () => body.set({ linearDamping: value }),
      angularDamping: () => body.set({ angularDamping: value }),
      gravityScale: () => body.set({ gravityScale: value }),
    };
    for (const [name, call] of Object.entries(calls)) refuses(name, call);
  }
  refuses('negative damping', () => body.set({ linearDamping: -1 }));
  refuses('negative damping', () => body.set({ angularDamping: -1 }));
  assert.equal(state(), before);
  body.setVelocity([1, 2]);
  body.applyForce([0, 10]);
  world.step(30);
  for (const value of world.states) assert.ok(Number.isFinite(value));
});

// Box2D 3, test/test_invalid_input.c, ShapeInputTest
test('materials that are no numbers are refused, and the shape stays as it was', () => {
  const world = open();
  const body = world.addBody(box(0, 0));
  const shape = body.shapes[0] as NonNullable<(typeof body.shapes)[0]>;
  const before = shape.definition;
  for (const value of bad)
    for (const name of ['density', 'friction', 'restitution', 'rollingResistance', 'tangentSpeed'] as const)
      refuses(name, () => shape.set({ [name]: value }));
  refuses('a negative density', () => shape.set({ density: -1 }));
  assert.equal(shape.definition, before);
  shape.set({ friction: 0.5 });
  world.step(10);
  assert.is(shape.friction, 0.5);
});

// Box2D 3, test/test_invalid_input.c, JointInputTest
test('values of a joint that are no numbers are refused, and it holds as before', () => {
  const world = open();
  const body = world.addBody(box(0, -1));
  const joint = world.addJoint({ type: 'revolute', b: body, anchor: [0, 0] });
  const before = joint.definition;
  for (const value of bad) {
    const calls: Record<string, () => void> = {
      hertz: () => joint.set({ spring: { hertz: value } }),
      damping: () => joint.set({ spring: { hertz: 1, damping: value } }),
      target: () => joint.set({ spring: { hertz: 1, target: value } }),
      lower: () => joint.set({ limits: { lower: value, upper: 1 } }),
      upper: () => joint.set({ limits: { lower: -1, upper: value } }),
      speed: () => joint.set({ motor: { speed: value, maxTorque: 1 } }),
      maxTorque: () => joint.set({ motor: { speed: 1, maxTorque: value } }),
      breakForce: () => joint.set({ breakForce: value }),
      breakTorque: () => joint.set({ breakTorque: value }),
      motorSpeed: () => {
        joint.motorSpeed = value;
      },
    };
    for (const [name, call] of Object.entries(calls)) refuses(name, call);
  }
  assert.equal(joint.definition, before);
  joint.set({ motor: { speed: 2, maxTorque: 5 } });
  world.step(30);
  for (const value of world.states) assert.ok(Number.isFinite(value));
});

// Box2D 3, test/test_invalid_input.c, CreateInputTest
test('nothing is made of definitions that are no numbers', () => {
  const world = open();
  const body = world.addBody(box(0, 0));
  const { shapes, bodies } = world.stats;
  for (const value of bad) {
    refuses('a world', () => kinema.world({ world: { gravity: [value, 0] } }));
    refuses('a body', () => world.addBody({ position: [value, 0] }));
    refuses('a body by its shape', () => world.addBody(ball(0, 0, 0.5, {}, { density: value })));
    refuses('a density', () => body.addShape({ circle: { radius: 1 }, density: value }));
    refuses('a disc', () => body.addShape({ circle: { radius: 1, center: [value, 0] } }));
    refuses('a capsule', () => body.addShape({ capsule: { a: [-0.5, 0], b: [0.5, 0], radius: value } }));
    refuses('a segment', () => body.addShape({ segment: { a: [value, 0], b: [1, 0] } }));
    refuses('a box', () => body.addShape({ box: { width: 1, height: 1 }, radius: value }));
    refuses('a chain', () =>
      body.addShape({
        chain: {
          points: [
            [-4, 0],
            [0, 0],
            [value, 0],
            [8, 0],
          ],
        },
      }),
    );
    refuses('a joint', () => world.addJoint({ type: 'revolute', b: body, anchor: [0, 0], spring: { hertz: value } }));
  }
  assert.equal([world.stats.shapes, world.stats.bodies, world.joints.length], [shapes, bodies, 0]);
  world.step(10);
  for (const value of world.states) assert.ok(Number.isFinite(value));
});

// Box2D 2.4, include/box2d/b2_body.h, b2BodyType
test('a static body is not given a velocity', () => {
  const world = space();
  const body = world.addBody(wall(0, 0, 1, 1));
  refuses('a velocity', () => body.setVelocity([1, 0]));
  world.step(10);
  assert.equal([...world.states], [0, 0, 0, 0, 0, 0]);
});

// Rapier, src/pipeline/physics_pipeline/test.rs, joint_step_delta_time_0
// Rapier, crates/rapier2d/tests/zero_dt_step.rs, zero_dt_step_detects_collisions_without_moving_bodies
test('no steps change nothing, a jointed world included', () => {
  const world = open();
  const body = world.addBody(ball(1, 0, 0.5, { velocity: [1, 2] }));
  world.addJoint({ type: 'revolute', b: body, anchor: [0, 0] });
  const before = world.digest();
  world.step(0);
  assert.is(world.digest(), before);
  assert.is(world.steps, 0);
});

test.run();
