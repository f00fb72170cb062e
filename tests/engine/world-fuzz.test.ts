// Random programs on the API, right and wrong: nothing but KinemaErrors is thrown, states stay finite, copies and recordings agree.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Body, type Joint, KinemaError, type Shape, type World } from '../../dist/index.js';
import { floor, kinema, scalar } from './world-support.js';

const test = suite('world fuzz');

/** Numbers as programs have them: mostly sensible, some at the edges, some no numbers at all. */
const sane = fc.double({ min: -20, max: 20, noNaN: true });
const wild: fc.Arbitrary<any> = fc.constantFrom(
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e6,
  -1e6,
  1e12,
  1e300,
  1e-300,
  -0,
  5e-324,
  -1,
  2 ** 32,
  0.5,
  '1',
  null,
  undefined,
  {},
  [],
  true,
  3n,
  Symbol('wild'),
);
const number: fc.Arbitrary<any> = fc.oneof({ weight: 300, arbitrary: sane }, { weight: 1, arbitrary: wild });
const small = fc.double({ min: 0.05, max: 2, noNaN: true });
const size: fc.Arbitrary<any> = fc.oneof({ weight: 300, arbitrary: small }, { weight: 1, arbitrary: wild });
const vector: fc.Arbitrary<any> = fc.oneof(
  { weight: 200, arbitrary: fc.tuple(number, number) },
  { weight: 40, arbitrary: fc.tuple(sane, sane).map((pair) => Float32Array.from(pair)) },
  { weight: 1, arbitrary: wild },
);
/** A setting that is left out, right or wrong. */
const maybe = (value: fc.Arbitrary<any>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Mostly right. */
const often = (right: fc.Arbitrary<any>, wrong: fc.Arbitrary<any> = wild): fc.Arbitrary<any> =>
  fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: wrong });
const flag = fc.oneof({ weight: 100, arbitrary: fc.boolean() }, { weight: 1, arbitrary: wild });

const material = {
  density: maybe(size),
  friction: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  restitution: maybe(share),
  sensor: maybe(flag),
  filter: maybe(fc.record({ category: fc.nat(7), mask: fc.nat(7), group: fc.integer({ min: -2, max: 2 }) })),
  oneWay: maybe(vector),
  color: maybe(often(fc.constantFrom('red', '#123456'), fc.constantFrom<any>('none', 7))),
};
/** Corners on a circle. */
const ring = fc
  .tuple(fc.integer({ min: 3, max: 8 }), small)
  .map(([n, r]) =>
    Array.from({ length: n }, (_, i) => [r * Math.cos((2 * Math.PI * i) / n), r * Math.sin((2 * Math.PI * i) / n)]),
  );
const shape: fc.Arbitrary<any> = often(
  fc.oneof(
    fc.record({
      circle: fc.record({ radius: size, center: maybe(vector) }),
      restitution: maybe(fc.constantFrom(0, 0.5, 1)),
    }),
    fc.record({ box: fc.record({ width: size, height: size, angle: maybe(number) }), radius: maybe(size) }),
    fc.record({ capsule: fc.record({ a: vector, b: vector, radius: size }), ...material }),
    fc.record({ segment: fc.record({ a: vector, b: vector }), ...material }),
    fc.record({ chain: fc.record({ points: fc.array(vector, { minLength: 1, maxLength: 5 }), loop: flag }) }),
    fc.record({ polygon: often(ring, fc.array(vector, { maxLength: 9 })), ...material }),
  ),
);
const bodyFields = {
  type: maybe(fc.constantFrom('static', 'kinematic', 'dynamic', 'dynamic')),
  angle: maybe(number),
  velocity: maybe(vector),
  omega: maybe(number),
  linearDamping: maybe(size),
  gravityScale: maybe(number),
  fixedRotation: maybe(flag),
  canSleep: maybe(flag),
  awake: maybe(flag),
  mass: maybe(maybe(fc.record({ mass: size, inertia: size, center: maybe(vector) }))),
};
const name = maybe(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'body1', ''));
const body: fc.Arbitrary<any> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.record({ name, position: vector, ...bodyFields, shapes: maybe(fc.array(shape, { maxLength: 2 })) }),
  },
  { weight: 20, arbitrary: fc.record({ position: fc.tuple(sane, sane), shapes: fc.tuple(shape) }) },
  { weight: 1, arbitrary: wild },
);
const soft = fc.record({ hertz: size, damping: maybe(size) });
const limits = fc
  .tuple(number, size)
  .map(([lower, most]) => ({ lower, upper: typeof lower === 'number' ? lower + 1 : most }));
const motor = (most: string) =>
  often(fc.record({ speed: number, [most]: size }), fc.record({ speed: number, maxForce: size }));
const jointFields = {
  limits: maybe(limits),
  spring: maybe(soft),
  collide: maybe(flag),
  breakForce: maybe(often(fc.constantFrom(1, 100, 1e4), fc.constant(-1))),
};
const typed: Record<string, Record<string, fc.Arbitrary<any>>> = {
  revolute: { anchor: maybe(vector), motor: maybe(motor('maxTorque')), ...jointFields },
  prismatic: { axis: vector, motor: maybe(motor('maxForce')), ...jointFields },
  distance: { length: maybe(size), min: maybe(size), max: maybe(size), spring: maybe(soft) },
  weld: { anchorA: maybe(vector), linear: maybe(soft), angular: maybe(soft) },
  wheel: { axis: vector, motor: maybe(motor('maxTorque')), ...jointFields },
  motor: { offset: maybe(vector), angle: maybe(number), maxForce: size, maxTorque: size, linear: maybe(soft) },
  mouse: { anchor: maybe(vector), target: maybe(vector), maxForce: fc.constantFrom(1, 1e3, 1e9), hertz: maybe(size) },
  filter: {},
};
const joint: fc.Arbitrary<any> = fc.oneof(
  ...Object.entries(typed).map(([type, fields]) => fc.record({ type: fc.constant(type), name, ...fields })),
  wild,
);

/** One call: what it does to a world and what there is to choose from. */
interface Hands {
  world: World;
  bodies: Body[];
  shapes: Shape[];
  joints: Joint[];
  kept: Uint8Array[];
}
type Call = [string, (hands: Hands) => void];
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T;
const stranger = kinema.world({ bodies: [floor] });

const who = fc.nat(40);
/** A call on one of the bodies, alive or not, sometimes one of another world. */
const onBody =
  (label: string, act: (body: Body, hands: Hands) => unknown) =>
  (i: number): Call => [
    label,
    (hands) => {
      if (hands.bodies.length) act(pick(hands.bodies, i), hands);
    },
  ];
const calls: fc.Arbitrary<Call> = fc.oneof(
  {
    weight: 8,
    arbitrary: body.map(
      (definition): Call => ['addBody', ({ world, bodies }) => bodies.push(world.addBody(definition))],
    ),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(joint, who, who, fc.nat(9)).map(
      ([definition, a, b, odd]): Call => [
        'addJoint',
        ({ world, bodies, joints }) => {
          const ends = [...bodies, ...(odd === 0 ? [stranger.body(0), 'nobody', 99] : [])];
          const whole = typeof definition === 'object' && definition !== null && !Array.isArray(definition);
          const loose = definition?.type === 'mouse' || odd === 1 ? {} : { a: pick(ends, a) };
          joints.push(world.addJoint(whole ? { ...definition, ...loose, b: pick(ends, b) } : definition));
        },
      ],
    ),
  },
  {
    weight: 10,
    arbitrary: fc
      .oneof(
        { weight: 20, arbitrary: fc.integer({ min: 0, max: 8 }) },
        { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, '2', null) },
      )
      .map((n): Call => ['step', ({ world }) => world.step(n as any)]),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(who, shape)
      .map(([i, s]) => onBody('addShape', (b, { shapes }) => shapes.push(b.addShape(s)))(i)),
  },
  { weight: 2, arbitrary: who.map(onBody('body.remove', (b) => b.remove())) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(who, vector, maybe(vector))
      .map(([i, f, p]) => onBody('applyForce', (b) => b.applyForce(f, p))(i)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(who, vector, maybe(vector))
      .map(([i, f, p]) => onBody('applyImpulse', (b) => b.applyImpulse(f, p))(i)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(who, number).map(([i, t]) =>
      onBody('torque', (b, { world }) => {
        b.applyTorque(t);
        if (world.steps % 2) b.applyAngularImpulse(t);
      })(i),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(who, vector, maybe(number)).map(([i, p, a]) => onBody('setPose', (b) => b.setPose(p, a))(i)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(who, vector, maybe(number))
      .map(([i, v, w]) => onBody('setVelocity', (b) => b.setVelocity(v, w))(i)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(who, vector, maybe(number)).map(([i, p, a]) => onBody('moveTo', (b) => b.moveTo(p, a))(i)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(who, flag).map(([i, on]) =>
      onBody('awake', (b) => {
        b.awake = on;
      })(i),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(who, fc.oneof(fc.record(bodyFields), wild))
      .map(([i, c]) => onBody('body.set', (b) => b.set(c))(i)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(who, fc.oneof(fc.record(material), wild))
      .map(([i, c]): Call => ['shape.set', ({ shapes }) => shapes.length && pick(shapes, i).set(c)]),
  },
  {
    weight: 1,
    arbitrary: who.map((i): Call => ['shape.remove', ({ shapes }) => shapes.length && pick(shapes, i).remove()]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        who,
        fc.oneof(
          fc.record(
            {
              limits: maybe(fc.constantFrom(null, { lower: -1, upper: 1 })),
              motor: maybe(fc.constantFrom(null, { speed: 3, maxTorque: 9 })),
              spring: maybe(fc.constantFrom(null, { hertz: 2 })),
              collide: maybe(flag),
              max: maybe(size),
              target: maybe(vector),
            },
            { requiredKeys: [] },
          ),
          wild,
        ),
      )
      .map(([i, c]): Call => ['joint.set', ({ joints }) => joints.length && pick(joints, i).set(c)]),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(who, number, vector).map(
      ([i, x, p]): Call => [
        'joint',
        ({ joints }) => {
          if (!joints.length) return;
          const chosen = pick(joints, i);
          if (chosen.type === 'mouse') chosen.moveTo(p);
          else chosen.motorSpeed = x;
          for (const value of [chosen.angle, chosen.length, chosen.speed, ...chosen.force, chosen.torque, chosen.error])
            finite(value);
        },
      ],
    ),
  },
  {
    weight: 1,
    arbitrary: who.map((i): Call => ['joint.remove', ({ joints }) => joints.length && pick(joints, i).remove()]),
  },
  {
    weight: 1,
    arbitrary: fc
      .record(
        {
          gravity: maybe(vector),
          substeps: maybe(number),
          sleeping: maybe(flag),
          events: maybe(fc.boolean()),
          step: maybe(size),
        },
        { requiredKeys: [] },
      )
      .map((settings): Call => ['set', ({ world }) => world.set(settings)]),
  },
  { weight: 2, arbitrary: fc.constant<Call>(['snapshot', ({ world, kept }) => kept.push(world.snapshot())]) },
  {
    weight: 2,
    arbitrary: who.map((i): Call => ['restore', ({ world, kept }) => kept.length && world.restore(pick(kept, i))]),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(who, fc.nat()).map(
      ([i, at]): Call => [
        'restore damaged',
        ({ world, kept }) => {
          if (!kept.length) return;
          const bad = pick(kept, i).slice();
          bad[at % bad.length]! ^= 1 << (at % 8);
          world.restore(bad);
        },
      ],
    ),
  },
  { weight: 1, arbitrary: fc.constant<Call>(['reset', ({ world }) => world.reset()]) },
  {
    weight: 4,
    arbitrary: fc.tuple(vector, vector, shape, number).map(
      ([p, q, s, x]): Call => [
        'queries',
        ({ world }) => {
          const asks = [
            () => world.rayCastAll(p, q, { sensors: true }),
            () => world.rayCast(p, q, { most: x }),
            () => world.pointTest(p),
            () => world.overlapBox([p?.[0], p?.[1], q?.[0], q?.[1]]),
            () => world.closestPoint(p, x),
            () => world.overlapShape(s, { position: p, angle: x }),
            () => world.shapeCastAll(s, { position: p }, q),
          ];
          for (const ask of asks) tolerated(ask);
        },
      ],
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constant<Call>([
      'read',
      ({ world, bodies }) => {
        for (const event of world.events) assert.ok(event.type && (event.a === null || event.a.name !== ''));
        for (const { points, normal } of world.touching)
          for (const value of [...normal, ...points.flatMap(({ point }) => point)]) finite(value);
        for (const b of bodies)
          if (b.alive)
            for (const value of [...b.position, ...b.center, ...b.velocity, b.mass, b.inertia]) finite(value);
        for (const value of world.interpolate(0.25)) finite(value);
        assert.equal(
          world.bodies.map((b) => world.body(b.name) === b),
          world.bodies.map(() => true),
        );
        assert.equal(
          world.joints.map((j) => world.joint(j.name) === j),
          world.joints.map(() => true),
        );
        assert.is(world.bodyCount, world.bodies.length);
      },
    ]),
  },
);

function finite(value: number): void {
  assert.ok(Number.isFinite(value), String(value));
}

/** Whether a call went well; anything but a KinemaError goes on up. */
function tolerated(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if (!(error instanceof KinemaError) || error.kind === 'internal') throw error;
    assert.ok(error.message.length > 0);
    return false;
  }
}

const scene = {
  bodies: [
    floor,
    { name: 'a', position: [0, 2] as [number, number], shapes: [{ circle: { radius: 0.5 } }] },
    {
      name: 'lift',
      type: 'kinematic' as const,
      position: [3, 1] as [number, number],
      shapes: [{ box: { width: 2, height: 1 } }],
    },
  ],
  joints: [{ name: 'pin', type: 'revolute' as const, b: 'a', anchor: [1, 2] as [number, number] }],
};

function hands(world: World): Hands {
  return { world, bodies: world.bodies, shapes: world.bodies.flatMap((b) => b.shapes), joints: world.joints, kept: [] };
}

function run(program: readonly Call[], at: Hands): void {
  for (const [label, act] of program) {
    try {
      tolerated(() => act(at));
    } catch (error) {
      throw new Error(`${label}: ${(error as Error).stack}`);
    }
    for (const value of at.world.states) finite(value);
  }
}

test('1,000 programs: clear errors only, finite states, clones and recordings that agree', () => {
  fc.assert(
    fc.property(
      fc.array(calls, { maxLength: 40, size: 'max' }),
      fc.array(calls, { maxLength: 40, size: 'max' }),
      fc.integer({ min: 0, max: 5 }),
      (before, after, steps) => {
        const world = kinema.world(scene);
        const [first, other] = [hands(world), scalar.world(scene)];
        run(before, first);
        const clone = world.clone();
        const recorder = world.record();
        assert.is(clone.digest(), world.digest());
        run(after, first);
        world.step(steps);
        const bytes = recorder.finish();
        clone.step(steps);
        for (const value of clone.states) finite(value);
        const again = clone.clone();
        again.step(3);
        clone.step(3);
        assert.is(again.digest(), clone.digest());
        for (const player of [kinema, scalar]) {
          const result = player.replay(bytes);
          assert.ok(result.ok, JSON.stringify(result));
        }
        for (const end of [world, clone, again, other]) end.dispose();
        assert.not.ok(tolerated(() => world.step()));
      },
    ),
    { numRuns: 1000 },
  );
});

test('a clone that is driven the same way has the same digests', () => {
  fc.assert(
    fc.property(fc.array(calls, { minLength: 1, maxLength: 40, size: 'max' }), (program) => {
      const world = kinema.world(scene);
      const clone = world.clone();
      const twin = scalar.world(scene);
      for (const each of [world, clone, twin]) run(program, hands(each));
      assert.is(clone.digest(), world.digest());
      assert.is(twin.digest(), world.digest());
      for (const each of [world, clone, twin]) each.dispose();
    }),
    { numRuns: 300 },
  );
});

test.run();
