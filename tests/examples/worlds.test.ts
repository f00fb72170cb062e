// What must be true of the worlds in examples/worlds, in both builds of the module; and that they start from the command line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Kinema, KinemaError, loadKinema } from '../../dist/index.js';
import { writeGif } from '../../dist/node.js';

const folder = fileURLToPath(new URL('../../examples/worlds/', import.meta.url));
const simd = await loadKinema({ build: 'simd' });
const scalar = await loadKinema({ build: 'scalar' });
const test = suite('worlds');

const load = async (name: string): Promise<(kinema: Kinema) => any> =>
  (await import(new URL(`../../examples/worlds/${name}.mjs`, import.meta.url).href)).default;

/** What must be true of each. */
const claims: Record<string, (result: any) => void> = {
  cradle: ({ arrived, left, blows }) => {
    assert.ok(arrived > 3.3 && arrived < 3.5, `2 m rod, 45 degrees: 3.39 m/s; it is ${arrived}`);
    assert.ok(left >= 0.9 * arrived, `${left} of ${arrived} m/s`);
    assert.ok(blows >= 4);
  },
  car: ({ reached, tilt }) => {
    assert.ok(reached !== null, 'the car did not reach the finish');
    assert.ok(Math.abs(tilt) < 0.5, `it lies at ${tilt} rad`);
  },
  ragdoll: ({ worst, rest, fallen }) => {
    assert.ok(worst < 0.02, `a joint is apart by ${worst} m`);
    assert.ok(rest, 'it does not come to rest');
    assert.ok(fallen > 2, `it fell ${fallen} m`);
  },
  bridge: ({ underCrates, carried, landed, broke, boulderFell }) => {
    assert.is(underCrates, 0);
    assert.ok(carried, 'a crate fell');
    assert.ok(landed !== null && broke !== null && broke >= landed, `landed ${landed}, broke ${broke}`);
    assert.ok(boulderFell);
  },
  breakout: ({ total, hit, left, gone, inside }) => {
    assert.is(hit + left, total);
    assert.is(left, 0);
    assert.ok(gone, 'a brick that was hit is still there');
    assert.ok(inside, 'the ball left');
  },
  platformer: ({ flagAt, visited, ride, crate }) => {
    assert.ok(flagAt !== null, 'the runner did not reach the flag');
    for (const name of ['platform 2', 'platform 4', 'lift'])
      assert.ok(visited.includes(name), `never stood on ${name}`);
    assert.ok(ride < 0.05, `${ride} m from the lift`);
    assert.ok(Math.abs(crate - 4.25) < 0.02, `the crate is at ${crate} m, not on the platform`);
  },
  pinball: ({ score, flips, back, hits, drained }) => {
    assert.ok(score > 0);
    assert.ok(flips > 0);
    assert.is(back, 0, 'a ball came back through the gate');
    assert.is(drained.length, 3);
    let last = 0;
    for (const { time, speed, impulse, point, normal } of hits) {
      assert.ok(time >= last, 'events are in order of time');
      last = time;
      assert.ok(speed >= 0.3 && speed < 30, `speed ${speed}`);
      assert.ok(impulse >= 0 && impulse < 30, `impulse ${impulse}`);
      assert.ok(Math.abs(Math.hypot(...(normal as [number, number])) - 1) < 1e-4);
      assert.ok(point[0] > -0.1 && point[0] < 6.1 && point[1] > -0.1 && point[1] < 10.1, `point ${point}`);
    }
  },
};

for (const [name, claim] of Object.entries(claims))
  test(`${name}: what it shows is true, and both builds give the same digest`, async () => {
    const run = await load(name);
    const result = run(simd);
    claim(result);
    const other = run(scalar);
    assert.is(other.digest, result.digest);
    result.world.dispose();
    other.world.dispose();
  });

test('an example started from the command line prints its digest and writes a GIF', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'kinema-examples-'));
  try {
    const out = join(temporary, 'cradle.gif');
    const { status, stdout, stderr } = spawnSync(process.execPath, [`${folder}cradle.mjs`, '--out', out], {
      encoding: 'utf8',
    });
    assert.is(status, 0, stderr);
    assert.match(stdout, /digest [0-9a-f]{16}/);
    const gif = readFileSync(out);
    assert.is(gif.subarray(0, 6).toString('latin1'), 'GIF89a');
    assert.equal([gif.readUInt16LE(6), gif.readUInt16LE(8)], [480, 270]);
  } finally {
    rmSync(temporary, { recursive: true });
  }
});

test('writeGif refuses no frames, frames of two sizes and rates that GIF cannot keep', () => {
  const frame = (width: number) => ({ data: new Uint8ClampedArray(width * 8), width, height: 2 });
  const refuse = (frames: any[], fps: number, message: RegExp) =>
    assert.throws(
      () => writeGif('/nowhere/x.gif', frames, fps),
      (error: unknown) => error instanceof KinemaError && error.kind === 'usage' && message.test(error.message),
    );
  refuse([], 30, /frames is empty/);
  refuse([frame(2), frame(3)], 30, /frame 1 is 3 x 2 pixels, frame 0 is 2 x 2/);
  refuse([frame(2)], 60, /fps 60/);
});

test.run();
