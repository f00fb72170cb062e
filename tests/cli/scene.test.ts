// kinema scene: a trajectory as the library steps it, whole files, plain errors.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digestText, loadKinema, loadScene, trajectory } from '../../dist/node.js';
import { freshPath, run } from '../dataset/folders.js';

const test = suite('cli scene');
const kinema = await loadKinema();
const examples = fileURLToPath(new URL('../../examples/scenes/', import.meta.url));

/** Two balls that meet on a floor. */
const scene = {
  world: { view: [0, 0, 10, 10], step: 0.01 },
  bodies: [
    { type: 'static', position: [5, 0], shapes: [{ box: { width: 20, height: 1 } }] },
    { name: 'left', position: [2, 5], velocity: [3, 0], shapes: [{ circle: { radius: 0.5 }, restitution: 1 }] },
    { name: 'right', position: [8, 5], velocity: [-3, 0], shapes: [{ circle: { radius: 0.5 }, restitution: 1 }] },
  ],
};
const file = freshPath('scene.json');
writeFileSync(file, JSON.stringify(scene));

async function succeeds(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await run('scene', ...args);
  assert.is(code, 0, stderr);
  return { stdout: stdout.toString(), stderr };
}

test('entries after steps 1, 1 + K, 1 + 2K, ... as the library gives them', async () => {
  const out = freshPath('run.json');
  const { stdout, stderr } = await succeeds(file, '--steps', '250', '--every', '100', '--out', out);
  assert.is(stdout, '');
  assert.match(stderr, /run\.json: 3 frames/);
  const text = readFileSync(out, 'utf8');
  const told = JSON.parse(text);
  assert.equal(Object.keys(told), ['kinema', 'contract', 'bodies', 'step', 'frames', 'contacts', 'digest']);
  assert.is(told.kinema, 1);
  assert.equal(Object.keys(told.contract), ['physics', 'pixels', 'sampling', 'encoding']);
  assert.equal(told.bodies, ['body0', 'left', 'right']);
  assert.is(told.step, 0.01);
  assert.equal(
    told.frames.map((frame: any) => frame.time),
    [0.01, 1.01, 2.01],
  );
  const world = kinema.world(scene);
  for (const [i, steps] of [1, 100, 100].entries()) {
    world.step(steps);
    const shown = told.frames[i].bodies.flatMap(({ x, y, angle, vx, vy, omega }: any) => [x, y, angle, vx, vy, omega]);
    assert.equal(shown.map(Math.fround), Array.from(world.states));
  }
  world.step(49);
  assert.is(told.digest, digestText(world.digest()));
  assert.is(told.contacts.length, world.contacts.length);
  const [hit] = told.contacts;
  assert.equal([hit.a, hit.b], [1, 2]);
  assert.ok(Math.abs(hit.time - 5 / 6) < 1e-4 && Math.abs(hit.x - 5) < 1e-4, JSON.stringify(hit));
  assert.ok(Math.abs(Math.abs(hit.nx) - 1) < 1e-5 && hit.impulse > 0);
});

test('visible, by the true shape against the view', async () => {
  const told = JSON.parse((await succeeds(file, '--steps', '1', '--out', '-')).stdout);
  assert.equal(
    told.frames[0].bodies.map((body: any) => body.visible),
    ['partial', 'full', 'full'],
  );
});

test('printed and written text are the same bytes; YAML too; --quiet and --json', async () => {
  const out = freshPath('run.json');
  const { stdout } = await succeeds(file, '--steps', '20', '--every', '7', '--out', '-');
  const { stderr } = await succeeds(file, '--steps', '20', '--every', '7', '--out', out, '--quiet');
  assert.is(stderr, '');
  assert.is(readFileSync(out, 'utf8'), stdout);
  const yaml = freshPath('scene.yaml');
  writeFileSync(yaml, `world: ${JSON.stringify(scene.world)}\nbodies: ${JSON.stringify(scene.bodies)}\n`);
  assert.is((await succeeds(yaml, '--steps', '20', '--every', '7', '--out', '-')).stdout, stdout);
  const done = JSON.parse((await succeeds(file, '--steps', '20', '--every', '7', '--out', out, '--json')).stdout);
  const { digest } = JSON.parse(stdout);
  assert.equal(done, {
    event: 'done',
    out,
    steps: 20,
    frames: 3,
    bodies: 3,
    contacts: 0,
    digest,
    bytes: Buffer.byteLength(stdout),
  });
});

test('--snapshot: a world that goes on from there', async () => {
  const [out, snapshot] = [freshPath('run.json'), freshPath('end.bin')];
  await succeeds(file, '--steps', '120', '--out', out, '--snapshot', snapshot);
  const restored = kinema.restoreWorld(readFileSync(snapshot), { names: ['floor', 'left'] });
  assert.equal(restored.bodyNames, ['floor', 'left', 'body2']);
  assert.is(restored.steps, 120);
  assert.is(restored.stepLength, 0.01);
  assert.is(digestText(restored.digest()), JSON.parse(readFileSync(out, 'utf8')).digest);
  const world = kinema.world(scene);
  world.step(200);
  restored.step(80);
  assert.is(restored.digest(), world.digest());
});

test('the example scenes run', async () => {
  for (const name of readdirSync(examples)) {
    const { frames } = await trajectory(loadScene(examples + name), () => undefined, { steps: 300, every: 50, kinema });
    assert.is(frames, 6, name);
  }
});

test('joints: bodies by name, and the bridge carries its cart across', async () => {
  const told = JSON.parse(
    (await succeeds(`${examples}bridge.json`, '--steps', '601', '--every', '300', '--out', '-')).stdout,
  );
  const at = (frame: number, name: string) => told.frames[frame].bodies[told.bodies.indexOf(name)];
  assert.is(told.frames.length, 3);
  assert.ok(Math.abs(at(1, 'cart').x) < 2 && at(2, 'cart').x > 5, `${at(1, 'cart').x} ${at(2, 'cart').x}`);
  for (let i = 1; i < 12; i++) {
    const [a, b] = [at(2, `plank${i}`), at(2, `plank${i + 1}`)];
    assert.ok(Math.abs(Math.hypot(b.x - a.x, b.y - a.y) - 1) < 0.05, `planks ${i} and ${i + 1}`);
  }
  const world = kinema.world(loadScene(`${examples}bridge.json`));
  world.step(601);
  assert.is(told.digest, digestText(world.digest()));
});

test('joints that cannot be are errors of the scene, by field', async () => {
  const cases: [object, RegExp][] = [
    [{ type: 'weld', a: 'lft', b: 'right' }, /scene\.joints\[0\]\.a: "lft" is no body of the scene.*left/],
    [{ type: 'weld', a: 7, b: 'right' }, /scene\.joints\[0\]\.a: 7 is no body of the scene; there are 3 bodies/],
    [{ type: 'weld', a: 'left', b: 'left' }, /scene\.joints\[0\]\.b: "left" is a as well/],
    [{ type: 'slider', b: 'left' }, /scene\.joints\[0\]\.type: "slider" is not one of revolute/],
    [{ type: 'wheel', b: 'left' }, /scene\.joints\[0\]\.axis: is missing/],
    [{ type: 'weld', b: 'left', axis: [1, 0] }, /scene\.joints\[0\]\.axis: does not belong to a weld joint/],
  ];
  for (const [joint, message] of cases) {
    const bad = freshPath('joint.json');
    writeFileSync(bad, JSON.stringify({ ...scene, joints: [joint] }));
    const { code, stderr, stdout } = await run('scene', bad, '--steps', '1', '--out', '-');
    assert.equal([code, stdout.length], [2, 0], stderr);
    assert.match(stderr, message);
  }
});

test('memory does not grow with the length of a run', async () => {
  let bytes = 0;
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const write = (text: string) => {
    bytes += text.length;
  };
  const result = await trajectory(scene as any, write, { steps: 20_000, kinema });
  assert.is(result.frames, 20_000);
  assert.is(result.bytes, bytes);
  assert.ok(heap() - before < 64e6, `${(heap() - before) / 1e6} MB`);
});

test('errors: usage and scene 2, nothing is written', async () => {
  const out = freshPath('run.json');
  const bad = freshPath('bad.json');
  writeFileSync(bad, JSON.stringify({ bodies: [{ position: [0, 0], shapes: [{ circle: { radius: -1 } }] }] }));
  const broken = freshPath('broken.json');
  writeFileSync(broken, '{ "bodies": [ ');
  const cases: [string[], number, RegExp][] = [
    [
      [bad, '--steps', '1', '--out', out],
      2,
      /scene\.bodies\[0\]\.shapes\[0\]\.circle\.radius: -1 is not a number above 0/,
    ],
    [[broken, '--steps', '1', '--out', out], 2, /scene: line 1, column/],
    [[`${bad}.no`, '--steps', '1', '--out', out], 2, /no such file/],
    [[file, '--out', out], 2, /--steps: is needed/],
    [[file, '--steps', '1'], 2, /--out: is needed/],
    [[file, '--steps', '0', '--out', out], 2, /--steps: "0" is not a whole number from 1/],
    [[file, '--steps', '1', '--every', '0', '--out', out], 2, /--every: "0" is not/],
    [[file, '--steps', '1', '--evry', '2', '--out', out], 2, /unknown option '--evry'.*--every/],
    [[file, '--steps', '1', '--out', `${freshPath()}/no/run.json`], 1, /no such file or folder/],
  ];
  for (const [args, expected, message] of cases) {
    const { code, stderr, stdout } = await run('scene', ...args);
    assert.is(code, expected, stderr);
    assert.match(stderr, message);
    assert.is(stdout.length, 0);
  }
  assert.not.ok(existsSync(out));
  const { stderr } = await run('scene', bad, '--steps', '1', '--out', out, '--json');
  assert.is(JSON.parse(stderr).field, 'scene.bodies[0].shapes[0].circle.radius');
});

test.run();
