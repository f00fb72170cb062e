// The adapters of bench/peers: each engine does what a scene says, so that what is timed is the same everywhere.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { engines, loadEngine } from '../../bench/peers/index.mjs';
import { timeScene } from '../../bench/peers/timing.mjs';
import { benchScenes } from './bench.mjs';

const test = suite('peers: engines that are timed');
const loaded = new Map<string, any>();
for (const name of Object.keys(engines)) loaded.set(name, await loadEngine(name as never, { build: 'simd' }));

/** States of a scene's bodies after `steps`. */
function after(engine: any, name: keyof typeof benchScenes, steps: number): number[] {
  const world = engine.world(benchScenes[name].layouts()[0]);
  world.step(steps);
  const states = [...world.states()] as number[];
  const poses = [...world.poses()].slice(0, 3);
  for (const [i, value] of poses.entries()) assert.is(value, states[i], `${engine.name}: poses and states`);
  world.free();
  return states;
}

for (const [name, engine] of loaded) {
  test(`${name}: a ball flies as its velocity and gravity say`, () => {
    const straight = after(engine, 'uniform', 192);
    assert.ok(Math.abs((straight[0] as number) - 8.4) < 1e-3, `${straight[0]}`);
    const thrown = after(engine, 'projectile', 60);
    // Steps of 1/60 s are off by at most g t dt / 2, 0.08 m in a second.
    assert.ok(Math.abs((thrown[0] as number) - 3.5) < 1e-3, `${thrown[0]}`);
    assert.ok(Math.abs((thrown[1] as number) - (2 + 6 - 4.9)) < 0.1, `${thrown[1]}`);
    assert.ok(Math.abs((thrown[4] as number) - (6 - 9.8)) < 0.2, `${thrown[4]}`);
  });

  test(`${name}: two balls part with the velocities of an elastic impact`, () => {
    const states = after(engine, 'collision', 192);
    const [m1, m2] = [0.49, 1];
    const middle = (m1 * 2 - m2 * 1.5) / (m1 + m2);
    for (const [index, speed] of [
      [3, 2 * middle - 2],
      [9, 2 * middle + 1.5],
    ] as const)
      assert.ok(Math.abs((states[index] as number) - speed) < 0.05, `${states[index]}, not ${speed}`);
  });

  test(`${name}: bodies of a pile and a net stay where they are held`, () => {
    const pile = after(engine, 'pile-10', 192);
    for (let i = 0; i < 10; i++) {
      const [x, y] = pile.slice(6 * i, 6 * i + 2) as [number, number];
      assert.ok(x > 0.4 && x < 4.02 && y > 0.4 && y < 3, `disc ${i} at ${x}, ${y}`);
    }
    const drum = after(engine, 'tumbler-2025', 10);
    assert.ok(Math.abs((drum[2] as number) - (10 * 25 * Math.PI) / 180 / 60) < 1e-3, `the drum turned by ${drum[2]}`);
    const net = after(engine, 'joint-grid-30', 10);
    for (let i = 0; i < net.length; i += 6)
      assert.ok(Math.hypot((net[i] as number) - Math.floor(i / 180), (net[i + 1] as number) + ((i / 6) % 30)) < 1);
  });
}

test('an engine that cannot do a scene has a note instead of figures', () => {
  const rival = loaded.get('planck');
  const few = { ...rival, worldsAtOnce: 3 };
  const layout = benchScenes['pile-10'].layouts()[0];
  const odd = { ...layout, bodies: [{ position: [0, 0], shapes: [{ star: {} }] }] };
  const time = (engine: any, layouts: any[]) =>
    timeScene(
      [engine],
      { kind: 'batch', worlds: 4, steps: 6, every: 6, layouts: () => layouts } as never,
      {
        seconds: 0.001,
        rounds: 2,
      } as never,
    ).results.get('planck');
  assert.equal(time(few, [layout]), { steps: 6, values: [], note: 'holds 3 worlds at most' });
  assert.equal(time(rival, [odd]), { steps: 6, values: [], note: 'planck has no star' });
  const fine = time(rival, [layout]);
  assert.is(fine.values.length, 2);
  assert.ok(fine.values.every((value: number) => value > 0));
  assert.is(fine.note, undefined);
});

test.run();
