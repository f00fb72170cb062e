// A world through the bindings, on the module itself: defaults, stepping, contacts, snapshots, errors.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { BodyDef, ShapeDef, WorldDef } from '../../dist/engine/layout.js';
import { Views } from '../../dist/engine/views.js';
import { KinemaError, loadKinema, ModuleError } from '../../dist/index.js';
import { instance } from '../support/module.js';

const test = suite('world');
const builds = { simd: await loadKinema({ build: 'simd' }), scalar: await loadKinema({ build: 'scalar' }) };
const kinema = builds.simd;

/** Two balls that meet in free space after 0.5 s, and a floor. */
const meeting = {
  world: { gravity: [0, 0], step: 0.01 },
  bodies: [
    { name: 'floor', type: 'static', position: [0, -5], shapes: [{ box: { width: 40, height: 1 } }] },
    { position: [-1, 0], velocity: [1, 0], shapes: [{ circle: { radius: 0.5 }, restitution: 1, friction: 0 }] },
    { position: [1, 0], velocity: [-1, 0], shapes: [{ circle: { radius: 0.5 }, restitution: 1, friction: 0 }] },
  ],
};

/** Six boxes in a heap. */
const heap = {
  bodies: [
    { type: 'static', position: [0, 0], shapes: [{ segment: { a: [-20, 0], b: [20, 0] } }] },
    ...Array.from({ length: 6 }, (_, i) => ({
      position: [0.1 * i, 1 + 1.2 * i],
      shapes: [{ box: { width: 1, height: 1 } }],
    })),
  ],
};

/** What a call throws. */
function thrown(action: () => unknown): KinemaError {
  try {
    action();
  } catch (error) {
    assert.instance(error, KinemaError, String((error as Error).stack));
    return error as KinemaError;
  }
  throw new Error('nothing was thrown');
}

test('the defaults of a scene file: gravity, step, a shape of density 1', () => {
  const world = kinema.world({ bodies: [{ position: [5, 9], shapes: [{ circle: { radius: 0.5 } }] }] });
  assert.is(world.stepLength, 0.016666667);
  world.step(60);
  assert.is(world.steps, 60);
  assert.ok(Math.abs(world.time - 1) < 1e-6);
  const [x, y, angle, vx, vy, omega] = world.states;
  assert.equal([x, angle, vx, omega], [5, 0, 0, 0]);
  assert.ok(Math.abs(y! - (9 - 4.9)) < 1e-4, `y = ${y}`);
  assert.ok(Math.abs(vy! + 9.8) < 1e-4, `vy = ${vy}`);
});

test('the defaults that docs/formats.md lists are those that the module writes', () => {
  const raw = instance();
  raw.worldDefaults();
  raw.bodyDefaults();
  raw.shapeDefaults();
  const views = new Views(raw);
  const written = {
    ...views.read(ShapeDef, raw.shapeDefBlock()),
    ...views.read(BodyDef, raw.bodyDefBlock()),
    ...views.read(WorldDef, raw.worldDefBlock()),
  } as Record<string, number>;
  const text = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
  const section = text.slice(text.indexOf('## Scene file'), text.indexOf('## Trajectory'));
  const rows = [...section.matchAll(/^\| `(\w+)` \|[^|]*\|[^|]*\| ([^|]+) \|/gm)];
  const listed = rows.filter(
    ([, name]) => name! in written && name !== 'mass' && name !== 'integrator' && name !== 'type' && name !== 'events',
  );
  assert.ok(listed.length >= 20, String(listed.map(([, name]) => name)));
  for (const [, name, value] of listed) {
    const meant = value!.startsWith('`#') ? Number.parseInt(value!.slice(2), 16) : Number(JSON.parse(value!));
    assert.is(written[name!], Math.fround(meant), name);
  }
  assert.equal([written.gravityX, written.gravityY], [0, Math.fround(-9.8)]);
  assert.equal([written.integrator, written.overlaps, written.type, written.events], [0, 0, 2, 255]);
});

test('before any step the states are those of the scene', () => {
  const world = kinema.world(meeting);
  assert.is(world.bodyCount, 3);
  assert.equal(world.bodyNames, ['floor', 'body1', 'body2']);
  assert.is(world.steps, 0);
  assert.is(world.time, 0);
  assert.equal(world.contacts, []);
  assert.equal(Array.from(world.states), [0, -5, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, -1, 0, 0]);
});

test('an elastic impact: when, where, how hard', () => {
  const world = kinema.world(meeting);
  world.step(100);
  assert.is(world.contactCount, 1);
  const [{ time, a, b, x, y, nx, ny, impulse }] = world.contacts as any;
  assert.equal([a, b, ny], [1, 2, 0]);
  assert.ok(Math.abs(time - 0.5) < 1e-5, `time ${time}`);
  assert.ok(Math.abs(x) < 1e-5 && Math.abs(y) < 1e-5 && Math.abs(nx - 1) < 1e-6);
  assert.ok(Math.abs(impulse - 2 * Math.PI * 0.25) < 1e-4, `impulse ${impulse}`);
  const states = world.states;
  assert.ok(Math.abs(states[9]! + 1) < 1e-5 && Math.abs(states[15]! - 1) < 1e-5);
  const { bodies, shapes, steps } = world.stats;
  assert.equal([bodies, shapes, steps], [3, 3, 100]);
});

test('calls of one step and of many give the same bits, in both builds', () => {
  const [one, many, scalar] = [kinema.world(heap), kinema.world(heap), builds.scalar.world(heap)];
  for (let i = 0; i < 120; i++) one.step();
  many.step(100);
  many.step(0);
  many.step(20);
  scalar.step(120);
  assert.is(one.digest(), many.digest());
  assert.is(one.digest(), scalar.digest());
  assert.equal(one.states, many.states);
  assert.is(one.steps, 120);
});

test('worlds do not touch one another', () => {
  const [a, b] = [kinema.world(heap), kinema.world(meeting)];
  a.step(10);
  const digest = a.digest();
  b.step(10);
  assert.is(a.digest(), digest);
});

test('a snapshot goes on bit for bit, in the same world, in another, and alone', () => {
  const world = kinema.world(heap);
  world.step(60);
  const bytes = world.snapshot();
  assert.is(bytes.length, world.stats.snapshotBytes);
  world.step(60);
  const digest = world.digest();
  world.restore(bytes);
  assert.is(world.steps, 60);
  assert.equal(world.snapshot(), bytes);
  const [other, alone] = [kinema.world(meeting), builds.scalar.restoreWorld(bytes)];
  other.restore(bytes);
  for (const restored of [world, other, alone]) {
    assert.is(restored.bodyCount, 7);
    assert.is(restored.stepLength, 0.016666667);
    restored.step(60);
    assert.is(restored.digest(), digest);
    assert.is(restored.steps, 120);
  }
  assert.equal(other.bodyNames.slice(0, 2), ['floor', 'body1']);
  assert.equal(alone.bodyNames[1], 'body1');
});

test('a compiled scene opens worlds that are those of its definition', () => {
  for (const [definition, count] of [
    [heap, 7],
    [meeting, 3],
  ] as const) {
    const scene = kinema.compileScene(definition);
    const plain = kinema.world(definition);
    assert.equal(scene.bodyNames, plain.bodyNames);
    assert.equal(scene.view, [0, 0, 10, 10]);
    assert.equal(scene.snapshot, plain.snapshot());
    plain.step(120);
    for (const world of [kinema.world(scene), kinema.world(scene), builds.scalar.world(scene)]) {
      assert.is(world.bodyCount, count);
      assert.is(world.stepLength, scene.stepLength);
      assert.is(world.steps, 0);
      world.step(120);
      assert.is(world.digest(), plain.digest());
      assert.equal(world.contacts, plain.contacts);
    }
  }
});

test('reset goes back to the start of the scene, or to the snapshot that a world was made from', () => {
  const world = kinema.world(meeting);
  const start = Array.from(world.states);
  world.step(120);
  const digest = world.digest();
  const half = world.snapshot();
  world.restore(kinema.world(heap).snapshot());
  assert.is(world.bodyCount, 7);
  assert.is(world.stepLength, 0.016666667);
  world.reset();
  assert.equal([world.steps, world.contactCount, world.bodyCount, world.stepLength], [0, 0, 3, 0.01]);
  assert.equal(Array.from(world.states), start);
  world.step(120);
  assert.is(world.digest(), digest);
  assert.is(world.contactCount, 1);
  const later = kinema.restoreWorld(half, { names: ['floor'] });
  half.fill(0);
  later.step(10);
  later.reset();
  assert.is(later.steps, 120);
  assert.is(later.digest(), digest);
  assert.is(later.stepLength, 0.01);
  assert.equal(later.bodyNames, ['floor', 'body1', 'body2']);
});

test('a disposed world is an error, and what it leaves behind changes nothing', () => {
  const digests = [heap, meeting, heap].map((scene) => {
    const world = kinema.world(scene);
    const other = kinema.world(meeting);
    world.step(90);
    other.step(1);
    other.dispose();
    const digest = world.digest();
    world.dispose();
    world.dispose();
    for (const use of [
      () => world.step(),
      () => world.reset(),
      () => world.states,
      () => world.bodyCount,
      () => world.bodyNames,
      () => world.contacts,
      () => world.stats,
      () => world.settings,
      () => world.time,
      () => world.digest(),
      () => world.snapshot(),
      () => world.restore(new Uint8Array(8)),
    ]) {
      const error = thrown(use);
      assert.is(error.kind, 'usage');
      assert.match(error.message, /^this world was disposed/);
    }
    return digest;
  });
  assert.is(digests[0], digests[2]);
  assert.is.not(digests[0], digests[1]);
  assert.type((kinema.world(meeting) as any)[(Symbol as any).dispose], 'function');
});

test('states are one view while memory stands still', () => {
  const world = kinema.world(heap);
  const before = world.states;
  world.step(10);
  assert.is(world.states, before);
  world.restore(kinema.world(meeting).snapshot());
  assert.is(world.states.length, 18);
  const crowd = Array.from({ length: 5000 }, (_, i) => ({ position: [3 * i, 0], shapes: [{ circle: { radius: 1 } }] }));
  world.restore(kinema.world({ bodies: crowd }).snapshot());
  assert.is(world.states.length, 30_000);
  assert.is(world.states[6], 3);
});

test('settings are those of the scene file, and the defaults of all that it leaves out', () => {
  const world = kinema.world({
    ...meeting,
    world: {
      gravity: [0.1, -2],
      integrator: 'symplectic-euler',
      resolveOverlaps: 'project',
      sleeping: false,
      step: 0.01,
    },
  });
  const { gravity, integrator, resolveOverlaps, sleeping, step, substeps, slop, maxImpacts } = world.settings;
  assert.equal(
    { gravity, integrator, resolveOverlaps, sleeping, step },
    {
      gravity: [0.1, -2],
      integrator: 'symplectic-euler',
      resolveOverlaps: 'project',
      sleeping: false,
      step: 0.01,
    },
  );
  assert.equal([substeps, slop, maxImpacts], [4, 0.005, 32]);
  const { projection, projectionLimit, ...settings } = kinema.world(heap).settings;
  assert.ok(projection > 0 && projectionLimit > 0);
  assert.is(settings.step, 0.016666667);
  assert.equal(kinema.world({ ...heap, world: settings }).snapshot(), kinema.world(heap).snapshot());
});

test('damaged, cut and foreign snapshots are refused', () => {
  const world = kinema.world(meeting);
  const bytes = world.snapshot();
  const flipped = bytes.slice();
  flipped[flipped.length >> 1]! ^= 1;
  for (const wrong of [flipped, bytes.subarray(0, -8), new Uint8Array(64), new Uint8Array(0)]) {
    const error = thrown(() => kinema.restoreWorld(wrong));
    assert.instance(error, ModuleError);
    assert.is(error.kind, 'data', error.message);
  }
});

test('what the module alone can refuse names its field', () => {
  // Above 0, as a scene file asks, and too small for the module's f32.
  const slack = thrown(() => kinema.world({ ...meeting, world: { contactHertz: 1e-7 } }));
  assert.is(slack.kind, 'scene');
  assert.is(slack.message, 'scene.world.contactHertz: 1e-7 is out of range, the limit is 0.000001');
  assert.is(kinema.world(meeting).bodyCount, 3, 'the instance that refused is used again');
});

test('step refuses what is no number of steps', () => {
  const world = kinema.world(meeting);
  for (const wrong of [-1, 1.5, Number.NaN, 2 ** 32])
    assert.is(thrown(() => world.step(wrong)).message, `step: ${wrong} is not a whole number from 0 to 4294967295`);
});

test.run();
