// What a worker makes of a range of clips for a stream: a piece of a tar, or frames in shared memory.

import type { ClipSource } from '../engine/source.js';
import type { FramesTask, PiecesTask } from './job.js';
import type { SampleMaker } from './sample.js';
import { goOn, type Run } from './shard-writer.js';
import { TarPacker } from './tar.js';

/** Bytes that are gathered, in memory that grows and is used again. */
class Gathered {
  #bytes = new Uint8Array(1 << 20);
  #length = 0;

  add(part: Uint8Array): void {
    const length = this.#length + part.length;
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(part, this.#length);
    this.#length = length;
  }

  /** A copy of what was added, and nothing is left. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return bytes;
  }
}

const gathered = new Gathered();

/** The members of consecutive samples as they stand in a tar, without its end. */
export async function tarPiece(
  { from, count }: PiecesTask,
  maker: SampleMaker,
  run: Run,
): Promise<Uint8Array<ArrayBuffer>> {
  gathered.take();
  const packer = new TarPacker((chunk) => gathered.add(chunk));
  for (let i = 0; i < count; i++) {
    goOn(run);
    await packer.add(maker.make(from + i).members);
    run.tick();
  }
  return gathered.take();
}

/** Draws consecutive clips into the task's memory. @returns a view of what was filled */
export function framesInto(
  { split, from, count, into }: FramesTask,
  source: ClipSource,
  run: Run,
): Uint8Array<SharedArrayBuffer> {
  const bytes = new Uint8Array(into);
  const request = { split, stages: { frames: true } };
  let at = 0;
  for (let i = 0; i < count; i++) {
    goOn(run);
    const { frames } = source.clip(from + i, request);
    bytes.set(frames, at);
    at += frames.length;
    run.tick();
  }
  return bytes.subarray(0, at);
}
