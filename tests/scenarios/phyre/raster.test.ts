// Pictures of puzzles against the study's raster: its rule, and pictures that the study's own code drew, where they lie beside the checkout.
import { existsSync, readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pixelShapes } from '../../scenes/overlap.js';
import { PHYRE, recordedTasks, recordingsMissing } from '../../scenes/phyre.js';
import type { PixelBody } from '../../scenes/phyre-objects.js';
import { dynamicBodies, type Scene } from '../../scenes/scene.js';
import { kinema, openLayouts, PIXELS, things } from './layouts.js';
import { codesOfPicture, different, studyRaster } from './study-raster.js';

const test = suite('phyre raster');

/** Pixels of a frame that may differ: poses are rounded, and a centre that lies on an edge is on either side of it. */
const MOST = 4;
const codes: Record<string, number> = { '#f34f46': 1, '#b9cad2': 5, '#000000': 6 };

for (const S of [512, 256])
  test(`frames of clips of ${S} px are the study's rule, before and after they moved`, () => {
    const source = openLayouts({}, {
      size: S,
      seed: 31,
      timing: { frames: 3, firstFrameStep: 1, stepsPerFrame: 60 },
    } as object);
    let total = 0;
    for (let i = 0; i < 40; i++) {
      const clip = source.clip(i);
      const bodies = things(clip);
      const colors = clip.bodies.map(({ color }) => codes[color]!);
      const states = clip.states;
      for (let frame = 0; frame < 3; frame++) {
        const posed = bodies.map((body, b) => {
          const at = (frame * bodies.length + b) * 6;
          return { ...body, x: states[at]! * PIXELS, y: states[at + 1]! * PIXELS, angle: states[at + 2]! };
        });
        const picture = clip.frames.subarray(frame * S * S * 3, (frame + 1) * S * S * 3);
        const count = different(
          codesOfPicture(S, picture, 3),
          studyRaster(S, posed, (b) => colors[b]!),
        );
        assert.ok(count <= MOST, `clip ${i}, frame ${frame}: ${count} pixels`);
        total += count;
      }
    }
    assert.ok(total <= 60, `${total} pixels of 120 frames`);
  });

const tasks = recordedTasks();
if (!tasks) console.log(`skipped: ${recordingsMissing}`);
/** The frames of a recorded picture, as steps. */
const FRAMES = [0, 3, 10, 25, 49].map((frame) => PHYRE.stride * frame + 1);

/** The file of a task's pictures: u8 (5, S, S). */
function recordedCodes(id: string, S: number): Uint8Array | undefined {
  const file = new URL(`../../../../shared/study/oracle/phyre${S}_raster_${id.replace(':', '_')}.npz`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const npy = unzipSync(readFileSync(file))['codes.npy']!;
  return npy.subarray(npy.length - FRAMES.length * S * S);
}

/** A scene whose bodies stand where they stood after a step. */
function posed(scene: Scene, row: ArrayLike<number>): Scene {
  const bodies = scene.bodies.map((body) => ({ ...body }));
  dynamicBodies(scene).forEach((i, b) => {
    const body = bodies[i]!;
    body.position = [row[3 * b]! / PIXELS, row[3 * b + 1]! / PIXELS];
    body.angle = row[3 * b + 2]!;
  });
  return { ...scene, bodies };
}

if (tasks)
  test("recorded poses are drawn as the study's own code drew them", () => {
    let seen = 0;
    for (const { id, size: S, scene, recording } of tasks) {
      const all = recordedCodes(id, S);
      if (!all) continue;
      FRAMES.forEach((step, frame) => {
        const row = recording.states[recording.steps.indexOf(step)]!;
        const now = posed(scene, row);
        const expected = all.subarray(frame * S * S, (frame + 1) * S * S);
        const world = kinema.world(now as never);
        const { data } = world.draw({ size: [S, S], edge: 'hard', outlines: false });
        world.dispose();
        const count = different(codesOfPicture(S, data, 4), expected);
        assert.ok(count <= MOST, `${id}, step ${step}: ${count} pixels`);
        const shapes = pixelShapes(now, PIXELS);
        const bodies = now.bodies.map(
          ({ position: [x, y], angle }, i) =>
            ({ x: x * PIXELS, y: y * PIXELS, angle, shapes: shapes[i]! }) as PixelBody,
        );
        const rule = studyRaster(S, bodies, (i) => codes[now.bodies[i]!.shapes[0]!.color!]!);
        assert.ok(different(rule, expected) <= MOST, `${id}, step ${step}: the rule itself`);
        if (process.env.VERBOSE) console.log(id, step, count, different(rule, expected));
        seen++;
      });
    }
    assert.ok(seen >= 15, `${seen} pictures`);
  });

test.run();
