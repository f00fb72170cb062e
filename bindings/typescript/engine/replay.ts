// Plays a recording again and compares every step: with it, a difference between two builds, machines or versions has a step and a name.

import { KinemaError } from '../errors.js';
import { contractVersions } from '../recipe/plan.js';
import { digestText } from './clip.js';
import { type Instance, xxh64 } from './instance.js';
import { ABI, BodyDef, JointDef, Output, ShapeDef, WorldDef } from './layout.js';
import type { Exports } from './module.js';
import { decodeRecording, type RecordedCall, type Recording } from './recording.js';
import { check } from './views.js';

/** A body whose state is not what was recorded. */
export interface DifferentBody {
  /** Its row in `states`. */
  readonly index: number;
  /** Its name when it was recorded. */
  readonly name: string;
}

/** Where a replay first differs from its recording. */
export interface Difference {
  /** Steps done since the recording began. */
  readonly step: number;
  /** s since then. */
  readonly time: number;
  /** The bodies that differ after that step, by index; none where a call answered differently. */
  readonly bodies: readonly DifferentBody[];
  /** The call that answered differently, if it was one. */
  readonly call?: string;
  /** Digest of all states, or the answer, as recorded and as found. */
  readonly expected: string;
  readonly found: string;
}

/** What a replay found. */
export interface ReplayResult {
  /** Whether every step and every answer is as recorded. */
  readonly ok: boolean;
  /** Steps that were compared. */
  readonly steps: number;
  /** The first difference; the replay ends there. */
  readonly difference?: Difference;
}

/** What can be watched while a recording is played. */
export interface ReplayStep {
  /** Steps done since the recording began. */
  readonly step: number;
  /** f32 (rows, 6), as `world.states`: a view, valid until the next step. */
  readonly states: Float32Array<ArrayBuffer>;
}

/** Which block a call reads, and how long it is. */
const blocks: Readonly<Record<string, { at: (exports: Exports) => number; length: number }>> = {
  worldSet: { at: (exports) => exports.worldDefBlock(), length: WorldDef.size },
  worldAddBody: { at: (exports) => exports.bodyDefBlock(), length: BodyDef.size },
  bodySet: { at: (exports) => exports.bodyDefBlock(), length: BodyDef.size },
  worldAddShape: { at: (exports) => exports.shapeDefBlock(), length: ShapeDef.size + 64 },
  shapeSet: { at: (exports) => exports.shapeDefBlock(), length: ShapeDef.size + 64 },
  worldAddJoint: { at: (exports) => exports.jointDefBlock(), length: JointDef.size },
  jointSet: { at: (exports) => exports.jointDefBlock(), length: JointDef.size },
};

/** Calls without a block that a recording may hold. */
const plain = new Set([
  'bodyRemove',
  'bodySetPose',
  'bodySetVelocity',
  'bodyApplyForce',
  'bodyApplyForceAt',
  'bodyApplyImpulse',
  'bodyApplyImpulseAt',
  'bodySetTarget',
  'bodyWake',
  'shapeRemove',
  'jointRemove',
]);

/**
 * The block that a call reads now, as bytes; empty for calls that read none.
 * @param call name of an export
 */
export function blockOf({ exports, views }: Instance, call: string): Uint8Array {
  const block = blocks[call];
  return block ? views.bytes(block.at(exports), block.length) : new Uint8Array(0);
}

/** Replays a recording in a world of its own in an instance. */
export function replay(instance: Instance, bytes: Uint8Array, watch?: (step: ReplayStep) => void): ReplayResult {
  const { physics } = contractVersions;
  const recording = decodeRecording(bytes, (data) => xxh64(instance, data));
  if (recording.abi !== ABI || recording.physics !== physics)
    throw new KinemaError(
      'data',
      `recording: of ABI ${recording.abi} and physics ${recording.physics}, this module has ABI ${ABI} and physics ${physics}`,
    );
  const player = new Player(instance, recording);
  try {
    return player.play(watch);
  } finally {
    player.close();
  }
}

/** Bytes of a step's trace before its rows, and in all. */
const traceHead = 16;
function traceBytes(rows: number): number {
  return traceHead + 8 * Math.ceil(rows / 2);
}

class Player {
  readonly #instance: Instance;
  readonly #recording: Recording;
  #handle: number;
  #step = 0;

  constructor(instance: Instance, recording: Recording) {
    this.#instance = instance;
    this.#recording = recording;
    this.#handle = this.#restore(0, recording.snapshot);
    instance.exports.worldTrace(this.#handle, 1);
  }

  close(): void {
    this.#instance.exports.worldClose(this.#handle);
  }

  #restore(handle: number, snapshot: Uint8Array): number {
    const { exports, views } = this.#instance;
    const pointer = exports.worldBuffer(snapshot.length);
    if (pointer === 0) throw new KinemaError('system', `no memory for a snapshot of ${snapshot.length} bytes`);
    views.bytes(pointer, snapshot.length).set(snapshot);
    const restored = exports.worldRestore(handle, snapshot.length);
    if (restored === 0) check(exports, views, views.failure());
    return restored;
  }

  play(watch?: (step: ReplayStep) => void): ReplayResult {
    for (const recorded of this.#recording.calls) {
      const difference = recorded.call === 'worldStep' ? this.#steps(recorded, watch) : this.#change(recorded);
      if (difference) return { ok: false, steps: this.#step, difference };
    }
    return { ok: true, steps: this.#step };
  }

  /** Makes a change again; what it answers must be what it answered. */
  #change({ call, args, result, block }: RecordedCall): Difference | undefined {
    const { exports, views } = this.#instance;
    if (call === 'worldRestore') {
      this.#handle = this.#restore(this.#handle, block);
      exports.worldTrace(this.#handle, 1);
      return undefined;
    }
    const reads = blocks[call];
    if (reads) {
      if (block.length !== reads.length) throw new KinemaError('data', `recording: ${call} with ${block.length} bytes`);
      views.bytes(reads.at(exports), reads.length).set(block);
    } else if (!plain.has(call)) throw new KinemaError('data', `recording: unknown call ${call}`);
    const made = exports[call as keyof Exports] as unknown as (...args: number[]) => number;
    const found = made(this.#handle, ...args);
    if (found === result) return undefined;
    const { stepLength } = this.#recording;
    return {
      step: this.#step,
      time: this.#step * stepLength,
      bodies: [],
      call,
      expected: String(result),
      found: String(found),
    };
  }

  /** Does the steps of one call, one by one, and compares their traces. */
  #steps({ args: [count = 0], block }: RecordedCall, watch?: (step: ReplayStep) => void): Difference | undefined {
    const { exports, views } = this.#instance;
    const recorded = new DataView(block.buffer, block.byteOffset, block.byteLength);
    let at = 0;
    for (let i = 0; i < count; i++) {
      check(exports, views, exports.worldStep(this.#handle, 1));
      check(exports, views, exports.worldTraced(this.#handle));
      const output = views.read(Output, exports.outputBlock());
      const bytes = views.bytes(output.pointer, output.length).slice();
      this.#step++;
      const difference = this.#compare(recorded, at, new DataView(bytes.buffer));
      if (difference) return difference;
      at += bytes.length;
      if (!watch) continue;
      const rows = exports.worldBodyCount(this.#handle);
      watch({ step: this.#step, states: views.floats(exports.worldStates(this.#handle), rows * 6) });
    }
    return undefined;
  }

  /** A step's trace as it was recorded, from `at` on, against that of now (assembly/host/trace.ts). */
  #compare(recorded: DataView, at: number, now: DataView): Difference | undefined {
    const left = recorded.byteLength - at;
    if (left < traceHead || left < traceBytes(recorded.getUint32(at + 8, true)))
      throw new KinemaError('data', `recording: the trace of step ${this.#step} is cut short`);
    const expected = recorded.getBigUint64(at, true);
    const found = now.getBigUint64(0, true);
    const rows = Math.max(recorded.getUint32(at + 8, true), now.getUint32(8, true));
    const row = (view: DataView, from: number, i: number) =>
      i < view.getUint32(from + 8, true) ? view.getUint32(from + traceHead + 4 * i, true) : undefined;
    const different: number[] = [];
    for (let i = 0; i < rows; i++) if (row(recorded, at, i) !== row(now, 0, i)) different.push(i);
    if (expected === found && different.length === 0) return undefined;
    const { names, stepLength } = this.#recording;
    return {
      step: this.#step,
      time: this.#step * stepLength,
      bodies: different.map((index) => ({
        index,
        name: names[this.#instance.exports.bodyAt(this.#handle, index)] ?? `body${index}`,
      })),
      expected: digestText(expected),
      found: digestText(found),
    };
  }
}
