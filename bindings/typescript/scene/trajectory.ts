// The trajectory JSON of docs/formats.md, made part by part: a frame is text as soon as it is stepped, so that the length of a
// run costs no memory. What a body at rest prints is kept from frame to frame.

import { shortestF32, tidy } from '../dataset/decimal.js';
import { digestText } from '../engine/clip.js';
import type { World } from '../engine/world.js';
import { contractVersions } from '../recipe/plan.js';
import type { BodyDefinition, SceneDefinitions } from './define.js';
import { visibility } from './visibility.js';

const json = JSON.stringify;

/** Steps a call of the module, so that a caller can stop between them. */
const chunk = 64;

/** How far to step, and which steps to write. */
export interface TrajectorySteps {
  /** Steps in all. */
  readonly steps: number;
  /** An entry after steps 1, 1 + every, 1 + 2 every, ... */
  readonly every: number;
}

/** A part of the text, and the steps that are done; the text may be empty. */
export interface TrajectoryPart {
  readonly text: string;
  readonly steps: number;
}

/** Steps a fresh world of a scene and hands out its trajectory: a line a frame, contact and field. */
export function* trajectoryParts(
  world: World,
  scene: SceneDefinitions,
  { steps, every }: TrajectorySteps,
): Generator<TrajectoryPart, void, void> {
  const head = {
    kinema: 1,
    contract: contractVersions,
    bodies: scene.bodies.map(({ name }) => name),
    step: world.stepLength,
  };
  const lines = Object.entries(head).map(([key, value]) => `  ${json(key)}: ${json(value)},\n`);
  yield { text: `{\n${lines.join('')}  "frames": [`, steps: 0 };
  const frames = new FrameText(scene);
  for (let done = 0, next = 1; done < steps; ) {
    const count = Math.min(chunk, Math.min(next, steps) - done);
    world.step(count);
    done += count;
    let text = '';
    if (done === next) {
      text = `${next === 1 ? '\n' : ',\n'}    ${frames.text(tidy(done * world.stepLength), world.states)}`;
      next += every;
    }
    yield { text, steps: done };
  }
  yield {
    text: `\n  ],\n  "contacts": ${contactsText(world)},\n  "digest": ${json(digestText(world.digest()))}\n}\n`,
    steps,
  };
}

function contactsText(world: World): string {
  const contacts = world.contacts.map(({ steps, offset, a, b, ...values }) => {
    const [x, y, nx, ny, impulse] = [values.x, values.y, values.nx, values.ny, values.impulse].map(shortestF32);
    return json({ time: tidy(steps * world.stepLength + shortestF32(offset)), a, b, x, y, nx, ny, impulse });
  });
  return contacts.length === 0 ? '[]' : `[\n    ${contacts.join(',\n    ')}\n  ]`;
}

/** Prints frames. */
class FrameText {
  readonly #scene: SceneDefinitions;
  readonly #last: Float32Array;
  readonly #texts: string[];

  constructor(scene: SceneDefinitions) {
    this.#scene = scene;
    this.#last = new Float32Array(scene.bodies.length * 6).fill(Number.NaN);
    this.#texts = scene.bodies.map(() => '');
  }

  text(time: number, states: Float32Array): string {
    this.#scene.bodies.forEach((body, i) => {
      const state = states.subarray(i * 6, i * 6 + 6);
      const last = this.#last.subarray(i * 6, i * 6 + 6);
      if (state.every((value, k) => value === last[k])) return;
      last.set(state);
      this.#texts[i] = this.#bodyText(body, state);
    });
    return `{"time":${time},"bodies":[${this.#texts.join(',')}]}`;
  }

  #bodyText(body: BodyDefinition, state: Float32Array): string {
    const [px, py, turned] = state as unknown as [number, number, number];
    const [x, y, angle, vx, vy, omega] = Array.from(state, shortestF32);
    const visible = visibility(body, px, py, turned, this.#scene.view);
    return json({ x, y, angle, vx, vy, omega, visible });
  }
}
