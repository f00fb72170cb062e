// Keeps what is done to a world, for kinema.replay().

import { contractVersions } from '../recipe/plan.js';
import { type Instance, xxh64 } from './instance.js';
import { ABI, Output } from './layout.js';
import { encodeRecording, type RecordedCall } from './recording.js';
import { check } from './views.js';

/** What a recorder needs of its world. */
export interface Recordable {
  readonly instance: Instance;
  readonly handle: number;
  readonly stepLength: number;
  snapshot(): Uint8Array;
  /** Names of all bodies that there are or have been, by id. */
  names(): Record<number, string>;
  /** Ends the recording. */
  stopped(): void;
}

const nothing = new Uint8Array(0);

/**
 * A recording in the making: the world as it was when `world.record()` was called, and every change and step since, with a
 * digest after each step. It ends with `finish()`, or with the world.
 */
export class Recorder {
  readonly #world: Recordable;
  readonly #calls: RecordedCall[] = [];
  readonly #snapshot: Uint8Array;
  #bytes: Uint8Array<ArrayBuffer> | undefined;

  /** Made by `world.record()`. */
  constructor(world: Recordable) {
    this.#world = world;
    this.#snapshot = world.snapshot();
    const { exports, views } = world.instance;
    check(exports, views, exports.worldTrace(world.handle, 1));
  }

  /** Number of changes and calls of `step` so far. */
  get length(): number {
    return this.#calls.length;
  }

  /** Keeps a call that has been made. For the world that is recorded. */
  note(call: string, args: readonly number[], result: number, block: Uint8Array = nothing): void {
    if (this.#bytes) return;
    const trace = call === 'worldStep' ? this.#trace() : block.slice();
    this.#calls.push({ call, args: [...args], result, block: trace });
  }

  #trace(): Uint8Array {
    const { exports, views } = this.#world.instance;
    check(exports, views, exports.worldTraced(this.#world.handle));
    const { pointer, length } = views.read(Output, exports.outputBlock());
    return views.bytes(pointer, length).slice();
  }

  /** Ends the recording. Its bytes (docs/formats.md, "Recording"), for `kinema.replay`; the same at every later call. */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#bytes) return this.#bytes;
    const { instance, handle, stepLength } = this.#world;
    instance.exports.worldTrace(handle, 0);
    const recording = {
      abi: ABI,
      physics: contractVersions.physics,
      stepLength,
      names: this.#world.names(),
      snapshot: this.#snapshot,
      calls: this.#calls,
    };
    this.#bytes = encodeRecording(recording, (bytes) => xxh64(instance, bytes));
    this.#world.stopped();
    return this.#bytes;
  }
}
