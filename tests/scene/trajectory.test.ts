// The trajectory's text and file, with a world of straight lines in the place of the module's.
import { existsSync, readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { trajectory, trajectoryFile } from '../../bindings/typescript/dataset/trajectory.js';
import { defineScene } from '../../bindings/typescript/scene/define.js';
import { freshPath } from '../dataset/folders.js';

const test = suite('trajectory');
const f = Math.fround;

/** One disc that moves by exactly 1/64 m a step. */
const scene: any = {
  world: { step: 0.1, view: [0, 0, 4, 4] },
  bodies: [{ name: 'disc', position: [1, 2], velocity: [0.15625, 0], shapes: [{ circle: { radius: 1 } }] }],
};

/** Stands in for a module, and notes how it was stepped. */
function straight(calls: number[] = []): any {
  const world = (source: any) => {
    const { bodies } = defineScene(source);
    let steps = 0;
    return {
      stepLength: 0.1,
      bodyCount: 1,
      step(n: number) {
        calls.push(n);
        steps += n;
      },
      get states() {
        return Float32Array.of(bodies[0]!.fields.x! + steps / 64, 2, 0, f(0.15625), 0, f(-0.1));
      },
      contacts: [{ steps: 3, offset: f(0.05), a: 0, b: 1, x: f(0.1), y: 0, nx: 1, ny: 0, impulse: f(1.3) }],
      digest: () => BigInt(steps),
    };
  };
  return { world };
}

async function text(options: any, calls?: number[]): Promise<string> {
  let whole = '';
  const write = (part: string) => {
    whole += part;
  };
  const result = await trajectory(scene, write, { kinema: straight(calls), ...options });
  assert.is(result.bytes, Buffer.byteLength(whole));
  assert.is(result.frames, JSON.parse(whole).frames.length);
  return whole;
}

test('the whole text', async () => {
  assert.is(
    await text({ steps: 4, every: 3 }),
    `{
  "kinema": 1,
  "contract": {"physics":0,"pixels":0,"sampling":0,"encoding":0},
  "bodies": ["disc"],
  "step": 0.1,
  "frames": [
    {"time":0.1,"bodies":[{"x":1.015625,"y":2,"angle":0,"vx":0.15625,"vy":0,"omega":-0.1,"visible":"full"}]},
    {"time":0.4,"bodies":[{"x":1.0625,"y":2,"angle":0,"vx":0.15625,"vy":0,"omega":-0.1,"visible":"full"}]}
  ],
  "contacts": [
    {"time":0.35,"a":0,"b":1,"x":0.1,"y":0,"nx":1,"ny":0,"impulse":1.3}
  ],
  "digest": "0000000000000004"
}
`,
  );
});

test('all steps are done, whatever the entries', async () => {
  for (const [steps, every, frames] of [
    [1, 1, 1],
    [1, 1000, 1],
    [10, 3, 4],
    [200, 199, 2],
    [200, 200, 1],
    [1000, 1, 1000],
  ] as const) {
    const calls: number[] = [];
    const told = JSON.parse(await text({ steps, every }, calls));
    assert.is(told.frames.length, frames);
    assert.is(told.frames.at(-1).time, Number((0.1 * (1 + (frames - 1) * every)).toPrecision(12)));
    assert.is(BigInt(`0x${told.digest}`), BigInt(steps));
    assert.is(
      calls.reduce((a, b) => a + b),
      steps,
    );
    assert.ok(Math.max(...calls) <= 64);
  }
});

test('a file is there whole or not at all', async () => {
  const path = freshPath('run.json');
  const controller = new AbortController();
  const options = { kinema: straight(), steps: 1_000_000, signal: controller.signal };
  const stop = { ...options, onProgress: () => controller.abort(new Error('enough')) };
  try {
    await trajectoryFile(scene, path, stop);
    assert.unreachable();
  } catch (error) {
    assert.is((error as Error).message, 'enough');
  }
  assert.not.ok(existsSync(path));
  const { bytes } = await trajectoryFile(scene, path, { kinema: straight(), steps: 10 });
  assert.is(readFileSync(path).length, bytes);
});

test('steps and entries out of range', async () => {
  for (const [options, message] of [
    [{ steps: 0 }, 'steps: 0 is not a whole number from 1 to 1000000000'],
    [{ steps: 1, every: 0.5 }, 'every: 0.5 is not a whole number from 1 to 1000000000'],
  ] as const)
    try {
      await text(options);
      assert.unreachable();
    } catch (error) {
      assert.is((error as Error).message, message);
    }
});

test.run();
