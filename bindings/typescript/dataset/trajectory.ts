// A scene's trajectory as a stream of text or a file. Node only.

import { setImmediate } from 'node:timers/promises';
import { digestText } from '../engine/clip.js';
import { type Kinema, loadKinema } from '../engine/kinema.js';
import type { World } from '../engine/world.js';
import { defineScene } from '../scene/define.js';
import { loadScene } from '../scene/load.js';
import { validateScene } from '../scene/parse.js';
import { trajectoryParts } from '../scene/trajectory.js';
import type { Scene } from '../scene/types.js';
import { wholeNumber } from './counts.js';
import { wholeFile } from './files.js';

/** Most steps of a trajectory. */
export const mostSteps = 1_000_000_000;

/** How long steps run before other work of the process has its turn, ms. */
const turn = 50;

/** How far to step, and who is told. */
export interface TrajectoryOptions {
  /** Steps in all, 1 to 10^9. */
  steps: number;
  /** An entry after steps 1, 1 + every, 1 + 2 every, ...; default 1. */
  every?: number;
  /** A loaded module; default: loaded anew. */
  kinema?: Kinema;
  /** Stops the run when it aborts. */
  signal?: AbortSignal;
  /** Called now and then. */
  onProgress?(progress: { steps: number; total: number }): void;
}

/** What was made. */
export interface TrajectoryResult {
  /** The world after its last step. */
  readonly world: World;
  /** Entries written. */
  readonly frames: number;
  /** Digest of the last state, 16 hex digits. */
  readonly digest: string;
  /** Bytes of text. */
  readonly bytes: number;
}

/**
 * Steps a scene and hands out its trajectory JSON (docs/formats.md) in parts.
 * @param source a scene, or the path of its file
 * @param write called with each part; the run goes on when it resolves
 */
export async function trajectory(
  source: Scene | string,
  write: (text: string) => void | Promise<void>,
  options: TrajectoryOptions,
): Promise<TrajectoryResult> {
  const steps = wholeNumber('steps', options.steps, 1, mostSteps);
  const every = wholeNumber('every', options.every ?? 1, 1, mostSteps);
  const scene = typeof source === 'string' ? loadScene(source) : validateScene(source);
  const kinema = options.kinema ?? (await loadKinema());
  const world = kinema.world(scene);
  let bytes = 0;
  let rested = performance.now();
  for (const { text, steps: done } of trajectoryParts(world, defineScene(scene), { steps, every })) {
    bytes += Buffer.byteLength(text);
    if (text !== '') await write(text);
    if (performance.now() - rested < turn) continue;
    options.onProgress?.({ steps: done, total: steps });
    await setImmediate();
    options.signal?.throwIfAborted();
    rested = performance.now();
  }
  options.onProgress?.({ steps, total: steps });
  return { world, frames: Math.ceil(steps / every), digest: digestText(world.digest()), bytes };
}

/** Writes a scene's trajectory to a file, whole or not at all. */
export async function trajectoryFile(
  source: Scene | string,
  path: string,
  options: TrajectoryOptions,
): Promise<TrajectoryResult> {
  const file = wholeFile(path);
  try {
    const result = await trajectory(source, (text) => file.write(Buffer.from(text)), options);
    file.commit();
    return result;
  } catch (error) {
    file.discard();
    throw error;
  }
}
