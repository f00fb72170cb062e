// Worlds that change between steps: bodies, shapes and joints come and go, snapshots and clones go on bit for bit, and stale ids are known.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  BodyDef,
  failures,
  JointKind,
  Output,
  ShapeKind,
  WorldStats,
} from '../../bindings/typescript/engine/layout.js';
import { RawWorld } from '../support/raw-world.js';

const test = suite('changes');

/** Codes by name. */
const Failure = Object.fromEntries(Object.entries(failures).map(([code, { name }]) => [name, Number(code)]));

type Op = { op: number; pick: number; x: number; y: number; size: number };

const op: fc.Arbitrary<Op> = fc.record({
  op: fc.integer({ min: 0, max: 15 }),
  pick: fc.nat(1000),
  x: fc.double({ min: -4, max: 4, noNaN: true }),
  y: fc.double({ min: 0, max: 8, noNaN: true }),
  size: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
});

/** A world with a floor to which random things are done. */
class Subject {
  readonly world: RawWorld;
  readonly bodies: number[] = [];
  readonly shapes: number[] = [];
  readonly joints: number[] = [];

  constructor(build: 'simd' | 'scalar') {
    this.world = new RawWorld({}, build);
    this.world.wall(0, -0.5, 8, 0.5);
  }

  do({ op: kind, pick, x, y, size }: Op): void {
    const { world, bodies, shapes, joints } = this;
    const { exports } = world;
    const body = bodies.length ? (bodies[pick % bodies.length] as number) : -1;
    if (kind <= 2) {
      const id = world.body({ x, y, type: pick % 7 === 0 ? 0 : 2, vx: x, omega: y });
      bodies.push(id);
      shapes.push(world.shape(id, { radius: size, restitution: size / 2, sensor: pick % 11 === 0 ? 1 : 0 }));
    } else if (kind === 3 && body >= 0) {
      shapes.push(world.shape(body, { kind: ShapeKind.Polygon }, [-size, 0, size, 0, size, size, -size, size]));
    } else if (kind === 4 && body >= 0) {
      exports.bodyRemove(this.world.handle, body);
      bodies.splice(pick % bodies.length, 1);
    } else if (kind === 5 && shapes.length) {
      exports.shapeRemove(this.world.handle, shapes.splice(pick % shapes.length, 1)[0] as number);
    } else if (kind === 6 && body >= 0) {
      exports.bodySetPose(this.world.handle, body, x, y, x);
    } else if (kind === 7 && body >= 0) {
      exports.bodyApplyImpulseAt(this.world.handle, body, x, y, y, x);
    } else if (kind === 8 && body >= 0) {
      exports.bodyApplyForce(this.world.handle, body, x * 9, y * 9, size);
    } else if (kind === 9 && bodies.length > 1) {
      const bodyA = bodies[(pick + 1) % bodies.length] as number;
      joints.push(world.joint(JointKind.Filter, { bodyA, bodyB: body }));
    } else if (kind === 10 && joints.length) {
      exports.jointRemove(this.world.handle, joints.splice(pick % joints.length, 1)[0] as number);
    } else if (kind === 11 && body >= 0) {
      exports.bodyGet(this.world.handle, body);
      world.views.write(BodyDef, exports.bodyDefBlock(), {
        type: pick % 3,
        vx: 0,
        vy: 0,
        omega: 0,
        gravityScale: size,
      });
      exports.bodySet(this.world.handle, body);
    } else if (kind === 12 && body >= 0) {
      exports.bodyWake(this.world.handle, body, pick & 1);
    } else world.exports.worldStep(this.world.handle, 1 + (pick % 8));
  }

  digest(): string {
    return `${this.world.exports.worldDigest(this.world.handle)} ${this.snapshot().length}`;
  }

  snapshot(): Uint8Array {
    const { exports, views } = this.world;
    assert.is(exports.worldSnapshot(this.world.handle), 0);
    const { pointer, length } = views.read(Output, exports.outputBlock());
    return views.bytes(pointer, length).slice();
  }

  /** Goes on in a world made of a snapshot. */
  restore(bytes: Uint8Array): void {
    const { exports, views } = this.world;
    const pointer = exports.worldBuffer(bytes.length);
    views.bytes(pointer, bytes.length).set(bytes);
    const handle = exports.worldRestore(0, bytes.length);
    assert.is.not(handle, 0, `restored: ${views.failure()}`);
    exports.worldClose(this.world.handle);
    this.world.handle = handle;
  }

  /** Goes on in a clone. */
  clone(): void {
    const handle = this.world.exports.worldClone(this.world.handle);
    assert.is.not(handle, 0);
    this.world.exports.worldClose(this.world.handle);
    this.world.handle = handle;
  }
}

test('the same changes give the same bits, in both builds, through snapshots and through clones', () => {
  fc.assert(
    fc.property(fc.array(op, { minLength: 5, maxLength: 60 }), fc.nat(59), (ops, at) => {
      const plain = new Subject('simd');
      const others = [new Subject('scalar'), new Subject('simd'), new Subject('scalar')] as const;
      ops.forEach((next, i) => {
        if (i === at % ops.length) {
          others[1].restore(plain.snapshot());
          others[2].clone();
        }
        plain.do(next);
        const wanted = plain.digest();
        for (const other of others) {
          other.do(next);
          assert.is(other.digest(), wanted, `after ${i}: ${JSON.stringify(next)}`);
        }
      });
      for (const value of plain.world.state(0)) assert.ok(Number.isFinite(value));
      assert.equal(others[1].snapshot(), plain.snapshot(), 'snapshots of both');
    }),
    { numRuns: 150 },
  );
});

test('an id that is stale, of another kind, or nobody, is refused, and nothing changes', () => {
  const world = new RawWorld();
  const { exports, views, handle } = world;
  const first = world.ball(0, 0, 1);
  const second = world.ball(5, 0, 1);
  const joint = world.joint(JointKind.Filter, { bodyA: first, bodyB: second });
  assert.is(exports.bodyRemove(handle, first), 0);
  const before = world.digest();
  const codes = Object.fromEntries(
    Object.entries({
      bodyRemove: [first],
      bodySetPose: [first, 1, 1, 0],
      bodySetVelocity: [first, 1, 1, 0],
      bodyApplyForce: [first, 1, 1, 0],
      bodyApplyForceAt: [first, 1, 1, 0, 0],
      bodyApplyImpulse: [first, 1, 1, 0],
      bodyApplyImpulseAt: [first, 1, 1, 0, 0],
      bodySetTarget: [first, 1, 1, 0],
      bodyWake: [first, 1],
      bodyGet: [first],
      bodySet: [first],
      shapeRemove: [0],
      shapeSet: [0],
      jointRemove: [joint],
      jointGet: [joint],
      jointSet: [joint],
    }).map(([name, args]) => [name, (exports as any)[name](handle, ...args)]),
  );
  for (const [name, code] of Object.entries(codes)) {
    const wanted = name.startsWith('body')
      ? Failure.NoBody
      : name.startsWith('shape')
        ? Failure.NoShape
        : Failure.NoJoint;
    assert.is(code, wanted, name);
  }
  for (const id of [0xffffffff, 7, 2 ** 31, first + 2 ** 22])
    assert.is(exports.bodyRemove(handle, id), Failure.NoBody, `${id}`);
  assert.is(exports.bodyState(handle, first), 0);
  assert.is(exports.bodyAt(handle, 0), -1);
  assert.is(world.shape(first, { radius: 1 }), -1);
  assert.is(world.joint(JointKind.Weld, { bodyA: first, bodyB: second }), -1);
  assert.is(views.failure(), Failure.NoBody);
  assert.is(world.digest(), before);
  // The record is used again, under another id.
  const third = world.ball(1, 1, 1);
  assert.is(third & (2 ** 21 - 1), 0);
  assert.is.not(third, first);
  assert.is(exports.bodyRemove(handle, first), Failure.NoBody);
  assert.is(exports.bodyAt(handle, 0), third);
});

test('handles of closed worlds are refused, by every call', () => {
  const world = new RawWorld();
  const { exports, handle } = world;
  const body = world.ball(0, 0, 1);
  assert.is(exports.worldClose(handle), 0);
  const another = exports.worldOpen();
  assert.is.not(another, handle);
  assert.is(exports.worldStep(handle, 1), Failure.NoWorld);
  assert.is(exports.worldClose(handle), Failure.NoWorld);
  assert.is(exports.worldStates(handle), 0);
  assert.is(exports.worldSnapshot(handle), Failure.NoWorld);
  assert.is(exports.worldClone(handle), 0);
  assert.is(exports.bodySetPose(handle, body, 0, 0, 0), Failure.NoWorld);
  assert.is(exports.worldStep(another, 1), 0);
  // The arena's end is the worlds' end.
  exports.reserve(64);
  assert.is(exports.worldStep(another, 1), Failure.NoWorld);
  const fresh = exports.worldOpen();
  assert.is.not(fresh, another);
  assert.is.not(fresh, handle);
});

test('ten thousand worlds made, filled and freed, and ten thousand bodies in one world, take no more memory than one', () => {
  const world = new RawWorld();
  const { exports, views } = world;
  const used = () => views.field(WorldStats, 'bytes', exports.worldStats(world.handle));
  const inner = (count: number) => {
    for (let i = 0; i < count; i++) {
      const handle = exports.worldOpen();
      for (let k = 0; k < 3; k++) {
        exports.bodyDefaults();
        views.write(BodyDef, exports.bodyDefBlock(), { x: k * 0.7, y: k });
        const body = exports.worldAddBody(handle);
        exports.shapeDefaults();
        views.writeFloats(exports.shapeDefBlock() + 8, Float32Array.of(0.5));
        exports.worldAddShape(handle, body);
      }
      exports.worldStep(handle, 3);
      exports.worldStates(handle);
      exports.worldClose(handle);
    }
  };
  inner(10);
  const before = used();
  const bytes = exports.memory.buffer.byteLength;
  inner(10_000);
  assert.is(used(), before);
  assert.is(exports.memory.buffer.byteLength, bytes);
  for (let i = 0; i < 10_000; i++) assert.is(exports.bodyRemove(world.handle, world.ball(0, 0, 1)), 0);
  // A record is used a thousand times, then another one.
  assert.ok(exports.worldBodyCount(world.handle) <= 10);
});

test.run();
