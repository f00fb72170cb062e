// Recordings: played again they are the same on every build, and what was tampered with is found at its step and body.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeRecording, encodeRecording, type Recording } from '../../dist/engine/recording.js';
import { disc, floor, kinema, refused, scalar, square, thrown } from './world-support.js';

const test = suite('world recording');
const xxh64 = (bytes: Uint8Array) => kinema.xxh64(bytes);

/** A recording of everything that can be done to a world. */
function recorded(): { bytes: Uint8Array; digest: bigint } {
  const world = kinema.world({
    world: { step: 0.01 },
    bodies: [
      floor,
      { name: 'a', position: [0, 1], shapes: [disc] },
      { name: 'b', position: [2, 1], shapes: [square] },
      { name: 'lift', type: 'kinematic', position: [9, 9], shapes: [square] },
    ],
  });
  world.step(3);
  const recorder = world.record();
  world.step();
  const c = world.addBody({
    name: 'c',
    position: [0, 3],
    shapes: [square, { circle: { radius: 0.25, center: [1, 0] } }],
  });
  world.step(2);
  const joint = world.addJoint({ type: 'revolute', a: 'a', b: c, anchor: [0, 2], motor: { speed: 1, maxTorque: 5 } });
  c.applyForce([10, 0]);
  c.applyForce([0, 10], [0, 3]);
  c.applyTorque(2);
  world.body('a').applyImpulse([0.5, 0]);
  world.body('a').applyImpulse([0.5, 0], [0, 1]);
  world.body('lift').moveTo([8, 9], 0.5);
  world.step(5);
  joint.motorSpeed = -3;
  c.set({ gravityScale: 0.5 });
  c.shapes[1]!.set({ friction: 0.9 });
  world.body('b').position = [3, 2];
  world.body('b').velocity = [0, 1];
  world.set({ gravity: [1, -9] });
  const kept = world.snapshot();
  world.step(4);
  joint.remove();
  c.shapes[1]!.remove();
  c.addShape(disc);
  c.sleep();
  c.wake();
  world.step(1);
  world.restore(kept);
  world.step(2);
  world.body('b').remove();
  world.addBody({ name: 'd', position: [4, 4], shapes: [disc] });
  thrown(() => world.body('d').applyForce([1e300, 0]));
  world.step(10);
  world.reset();
  world.step(3);
  const bytes = recorder.finish();
  assert.is(recorder.finish(), bytes);
  world.step();
  return { bytes, digest: world.digest() };
}

const { bytes } = recorded();

/** The recording with a change, and its checksum made right again. */
function tampered(change: (recording: Recording) => void): Uint8Array {
  const recording = decodeRecording(bytes.slice(), xxh64);
  const calls = recording.calls.map((call) => ({ ...call, args: [...call.args], block: call.block.slice() }));
  const open = { ...recording, calls };
  change(open);
  return encodeRecording(open, xxh64);
}

test('it plays the same on both builds, step by step', () => {
  for (const player of [kinema, scalar]) {
    const seen: number[] = [];
    const result = player.replay(bytes, ({ step, states }) => {
      seen.push(step);
      assert.ok(states.length > 0);
    });
    assert.equal(result, { ok: true, steps: 28 });
    assert.equal(
      seen,
      Array.from({ length: 28 }, (_, i) => i + 1),
    );
  }
  assert.equal(recorded().bytes, bytes, 'and is the same bytes when it is made again');
});

test('encoded again it is the same bytes', () =>
  assert.equal(
    tampered(() => undefined),
    bytes,
  ));

test('a bit of a digest: the step, and the body where it is that of a row', () => {
  const steps = decodeRecording(bytes, xxh64).calls.flatMap((call, i) => (call.call === 'worldStep' ? [i] : []));
  // The third call of step() does steps 4 to 8 of the recording, with five rows: a digest, two words and six rows' words each.
  const third = steps[2] as number;
  const one = 16 + 4 * 6;
  const whole = tampered(({ calls }) => {
    calls[third]!.block[2 * one]! ^= 4;
  });
  const { ok, steps: done, difference } = kinema.replay(whole);
  assert.equal([ok, done, difference?.step, difference?.bodies], [false, 6, 6, []]);
  assert.is(difference!.time, 6 * 0.01);
  assert.match(difference!.expected, /^[0-9a-f]{16}$/);
  assert.is.not(difference!.expected, difference!.found);
  for (const [row, name] of ['floor', 'a', 'b', 'lift', 'c'].entries()) {
    const single = tampered(({ calls }) => {
      calls[third]!.block[one + 16 + 4 * row]! ^= 1;
    });
    const found = scalar.replay(single).difference;
    assert.equal([found?.step, found?.bodies], [5, [{ index: row, name }]]);
  }
});

test('another argument, another definition: the step after it, and the body', () => {
  const pushed = tampered(({ calls }) => {
    const call = calls.find(({ call }) => call === 'bodyApplyImpulse')!;
    (call.args as number[])[1]! += 0.25;
  });
  const found = kinema.replay(pushed).difference!;
  assert.is(found.step, 4);
  assert.ok(
    found.bodies.some(({ name }) => name === 'a'),
    JSON.stringify(found),
  );
  const defined = tampered(({ calls }) => {
    const call = calls.find(({ call }) => call === 'worldAddBody')!;
    new DataView(call.block.buffer).setFloat32(8, 1, true);
  });
  const other = kinema.replay(defined);
  assert.ok(!other.ok, JSON.stringify(other));
  const answered = tampered(({ calls }) => {
    const call = calls.find(({ call }) => call === 'bodyRemove')! as { args: number[] };
    call.args[0] = 77;
  });
  assert.equal(
    [kinema.replay(answered).difference!.call, kinema.replay(answered).difference!.bodies],
    ['bodyRemove', []],
  );
});

test('damaged bytes are refused, sealed or not', () => {
  for (const at of [0, 4, 20, bytes.length >> 1, bytes.length - 1]) {
    const bad = bytes.slice();
    bad[at]! ^= 1;
    assert.is(thrown(() => kinema.replay(bad)).kind, 'data');
  }
  for (const length of [0, 3, 16, 32, 1000, bytes.length - 8])
    assert.is(thrown(() => kinema.replay(bytes.subarray(0, length))).kind, 'data');
  const seal = (change: (view: DataView) => void) => {
    const bad = bytes.slice();
    const view = new DataView(bad.buffer);
    change(view);
    view.setBigUint64(bad.length - 8, xxh64(bad.subarray(0, -8)), true);
    return bad;
  };
  const header = new DataView(bytes.buffer).getUint32(8, true);
  const snapshotAt = 16 + 8 * Math.ceil(header / 8);
  const cases: ((view: DataView) => void)[] = [
    (view) => view.setUint32(8, 0xffffffff, true),
    (view) => view.setUint32(8, 5, true),
    (view) => view.setUint32(12, 0xffffffff, true),
    (view) => view.setUint32(snapshotAt, 0xfffffff9, true),
    (view) => view.setUint32(snapshotAt, 64, true),
    (view) => view.setUint8(17, 0),
    (view) => view.setUint32(4, 2, true),
  ];
  for (const change of cases) assert.is(thrown(() => kinema.replay(seal(change))).kind, 'data', String(change));
  const odd: ((recording: any) => void)[] = [
    (r) => (r.calls[0].call = 'worldClose'),
    (r) => (r.calls[0].call = '__proto__'),
    (r) => (r.calls[0].block = new Uint8Array(8)),
    (r) => (r.calls[0].args = [1e9]),
    (r) => new DataView(r.calls[0].block.buffer).setUint32(8, 0xffffffff, true),
    (r) => (r.names = null),
    (r) => (r.abi = 'x'),
    (r) => (r.physics = 99),
  ];
  for (const change of odd) assert.is(thrown(() => kinema.replay(tampered(change))).kind, 'data', String(change));
});

test('one recording at a time; clones are not recorded', () => {
  const world = kinema.world({ bodies: [floor] });
  const recorder = world.record();
  refused(() => world.record(), /record: this world is being recorded already/);
  const clone = world.clone();
  clone.step(3);
  clone.record().finish();
  assert.is(recorder.length, 0);
  world.step(2);
  assert.is(recorder.length, 1);
  const first = recorder.finish();
  const second = world.record();
  world.step(3);
  assert.equal([kinema.replay(first).steps, kinema.replay(second.finish()).steps], [2, 3]);
});

test.run();
