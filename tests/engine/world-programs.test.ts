// Random programs against the API: whatever is called in whatever order with whatever arguments, there is a right result or a typed error, never a trap;
// a clone that is driven alike has the same bits, and a recording plays again in both builds.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Body, type Joint, KinemaError, loadKinema, type Shape, type World } from '../../dist/node.js';

const test = suite('world programs');
const kinema = await loadKinema();
const scalar = await loadKinema({ build: 'scalar' });

/** Mostly numbers that mean something, now and then such that do not. */
const number = fc.oneof(
  { weight: 30, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e9, 1e300, 0, '7' as never, null as never),
  },
);
const pair = fc.oneof(
  { weight: 30, arbitrary: fc.tuple(number, number) },
  { weight: 1, arbitrary: fc.constantFrom([1] as never, null as never, 'ab' as never, [1, 2, 3] as never) },
);
const size = fc.oneof(
  { weight: 30, arbitrary: fc.double({ min: 0.1, max: 1, noNaN: true }) },
  { weight: 1, arbitrary: number },
);

const step = fc.record({
  what: fc.nat(27),
  pick: fc.nat(100),
  other: fc.nat(100),
  p: pair,
  q: pair,
  x: number,
  size,
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A world and the handles that its program has seen, dead ones included. */
class Program {
  world: World;
  readonly bodies: Body[] = [];
  readonly shapes: Shape[] = [];
  readonly joints: Joint[] = [];
  snapshot: Uint8Array | undefined;

  constructor(world: World) {
    this.world = world;
  }

  /** The outcome as text: of a right result, or of a typed error. Anything else is thrown on. */
  run(one: Step): string {
    try {
      return String(this.#do(one) ?? '');
    } catch (error) {
      if (error instanceof KinemaError) return error.message;
      throw error;
    }
  }

  #do({ what, pick, other, p, q, x, size }: Step): unknown {
    const { world } = this;
    const body = this.bodies[pick % Math.max(1, this.bodies.length)];
    const second = this.bodies[other % Math.max(1, this.bodies.length)];
    const shape = this.shapes[pick % Math.max(1, this.shapes.length)];
    const joint = this.joints[pick % Math.max(1, this.joints.length)];
    if (what <= 4) {
      const type = (['dynamic', 'dynamic', 'kinematic', 'static'] as const)[pick % 4] as 'dynamic';
      const shapes = [
        pick % 3 ? { circle: { radius: size } } : { box: { width: size, height: 0.5 }, sensor: pick % 5 === 0 },
      ];
      this.bodies.push(world.addBody({ type, position: p, angle: x, shapes }));
      return this.bodies.at(-1)?.name;
    }
    if (what <= 8) return world.step(pick % 7);
    if (what === 9) return world.rayCast(p, q)?.fraction;
    if (what === 10) return world.closestPoint(p, x)?.distance;
    if (what === 11) return world.overlapShape({ circle: { radius: size } }, { position: p }).length;
    if (what === 12) {
      this.snapshot ??= world.snapshot();
      return this.snapshot.length;
    }
    if (what === 13) return this.snapshot && world.restore(this.snapshot);
    if (what === 14) return world.set({ gravity: p });
    if (!body || !second) return 'nobody';
    if (what === 15) return body.applyForce(p, pick % 2 ? q : undefined);
    if (what === 16) return body.applyImpulse(p, pick % 2 ? q : undefined);
    if (what === 17) return body.setVelocity(p, x);
    if (what === 18) return body.setPose(p, x);
    if (what === 19) return body.moveTo(p, x);
    if (what === 20)
      return pick % 4 ? body.set({ gravityScale: x }) : body.set({ type: 'dynamic', angularDamping: size });
    if (what === 21) return pick % 3 ? body.position : body.remove();
    if (what === 22) {
      this.shapes.push(body.addShape({ capsule: { a: [0, 0], b: [size, 0], radius: 0.2 }, friction: size }));
      return this.shapes.at(-1)?.id;
    }
    if (what === 23)
      return shape && (pick % 3 ? shape.set({ restitution: x, sensor: pick % 2 === 0 }) : shape.remove());
    if (what === 24) {
      const limits = { lower: -size, upper: size };
      const kinds = [
        { type: 'revolute', anchor: p, limits },
        { type: 'prismatic', axis: q },
        { type: 'distance', max: size * 3 },
        { type: 'weld', linear: { hertz: 3 } },
        { type: 'wheel', axis: [0, 1], motor: { speed: x, maxTorque: 3 } },
        { type: 'mouse', maxForce: 50, target: p },
        { type: 'motor', maxForce: 20, maxTorque: 5 },
        { type: 'filter' },
      ] as const;
      const kind = kinds[other % kinds.length] as { type: string };
      const a = kind.type === 'mouse' || pick % 4 === 0 ? {} : { a: body };
      this.joints.push(world.addJoint({ ...kind, ...a, b: second } as never));
      return this.joints.at(-1)?.name;
    }
    if (what === 25) return joint && (pick % 4 ? [joint.error < 1e9, joint.type] : joint.remove());
    if (what === 26) return pick % 2 ? body.wake() : body.sleep();
    return world.events.count;
  }
}

test('a thousand random programs: right results or typed errors, and clones and recordings agree', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (program) => {
      const subject = new Program(kinema.world());
      const mirror = new Program(scalar.world());
      const recorder = subject.world.record();
      for (const [i, one] of program.entries()) {
        const said = subject.run(one);
        assert.is(mirror.run(one), said, JSON.stringify(one));
        assert.is(mirror.world.digest(), subject.world.digest(), `after ${i}: ${JSON.stringify(one)}`);
      }
      assert.ok(subject.world.states.every(Number.isFinite), 'finite');
      const clone = subject.world.clone();
      clone.step(5);
      subject.world.step(5);
      assert.is(clone.digest(), subject.world.digest(), 'clone');
      const bytes = recorder.finish();
      for (const player of [kinema, scalar]) {
        const { ok, difference } = player.replay(bytes);
        assert.ok(ok, JSON.stringify(difference));
      }
      for (const { world } of [subject, mirror]) world.dispose();
      clone.dispose();
    }),
    { numRuns: 1000 },
  );
});

test('what is changed in a recording is found at its step, with the body', () => {
  const world = kinema.world({ world: { gravity: [0, 0] } });
  const recorder = world.record();
  const [one, two] = [-2, 2].map((x, i) =>
    world.addBody({ name: ['one', 'two'][i], position: [x, 0], shapes: [{ circle: { radius: 0.5 } }] }),
  ) as [Body, Body];
  world.step(7);
  two.applyImpulse([0, 1]);
  world.step(5);
  const bytes = recorder.finish();
  // The impulse is the one argument 1 among the calls: make it 2, and seal the recording again.
  const view = new DataView(bytes.buffer);
  let found = 0;
  for (let at = bytes.length - 16; at > 0 && !found; at -= 8)
    if (view.getFloat64(at, true) === 1 && view.getFloat64(at - 8, true) === 0) found = at;
  assert.ok(found);
  view.setFloat64(found, 2, true);
  view.setBigUint64(bytes.length - 8, kinema.xxh64(bytes.subarray(0, bytes.length - 8)), true);
  const { ok, steps, difference } = kinema.replay(bytes);
  assert.not(ok);
  assert.is(steps, 8);
  assert.is(difference?.step, 8);
  assert.equal(difference?.bodies, [{ index: two.index, name: 'two' }]);
  assert.is.not(difference?.expected, difference?.found);
  assert.ok(one.alive);
});

test.run();
