// A worker thread: an instance of the module with one plan open, and the tasks that piscina hands it by name.

import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import { Kinema } from '../engine/kinema.js';
import { KinemaError } from '../errors.js';
import { checkShard, type ShardReport } from './check-shard.js';
import {
  type CheckTask,
  clipsWord,
  type DigestTask,
  type FramesTask,
  type MakeTask,
  type Outcome,
  type PiecesTask,
  stopWord,
  type WorkerSetup,
} from './job.js';
import { framesInto, tarPiece } from './pieces.js';
import { SampleMaker } from './sample.js';
import type { FramesFormat } from './shard.js';
import { goOn, makeShard, type Run, type ShardFiles, Stopped, standingShard } from './shard-writer.js';

const { module, plan: planText, control } = workerData as WorkerSetup;
const kinema = new Kinema(module);
const plan = kinema.compile(planText);
const source = kinema.open(plan);
const makers = new Map<string, SampleMaker>();

function makerOf(split: string, frames: FramesFormat): SampleMaker {
  const key = `${split} ${frames}`;
  let maker = makers.get(key);
  if (!maker) {
    maker = new SampleMaker(source, plan.sha256, split, frames);
    makers.set(key, maker);
  }
  return maker;
}

const run: Run = {
  tick: () => Atomics.add(control, clipsWord, 1),
  stopped: () => Atomics.load(control, stopWord) !== 0,
};

async function outcome<R>(action: () => R | Promise<R>): Promise<Outcome<R>> {
  try {
    goOn(run);
    return { done: await action() };
  } catch (error) {
    if (error instanceof Stopped) return { stopped: true };
    const { message, stack } = error as Error;
    return {
      failed: { kind: error instanceof KinemaError ? error.kind : 'internal', message, ...(stack ? { stack } : {}) },
    };
  }
}

/** Keeps a shard that stands whole, else makes it. */
export function make({ dir, shard, terms }: MakeTask): Promise<Outcome<ShardFiles>> {
  return outcome(() => {
    const maker = makerOf(shard.split, terms.frames);
    return standingShard(dir, shard, terms, maker, run) ?? makeShard(dir, shard, terms, maker, run);
  });
}

/** Digests of a range: a row a clip. */
export function digest({ split, from, count, batch }: DigestTask): Promise<Outcome<BigUint64Array<ArrayBuffer>>> {
  return outcome(() => {
    const rows: bigint[] = [];
    for (let at = 0; at < count; at += batch) {
      goOn(run);
      for (const { state, frames, mask } of source.digests(from + at, Math.min(batch, count - at), { split })) {
        rows.push(state, frames as bigint);
        if (mask !== null) rows.push(mask);
      }
    }
    return BigUint64Array.from(rows);
  });
}

/** Proves a shard. */
export function check(task: CheckTask): Promise<Outcome<ShardReport>> {
  return outcome(() => checkShard(task, makerOf(task.shard.split, task.terms.frames), run));
}

/** A piece of a tar; its memory changes owner. */
export async function pieces(task: PiecesTask): Promise<ReturnType<typeof move>> {
  const result = await outcome(() => tarPiece(task, makerOf(task.split, task.frames), run));
  const moved = 'done' in result ? [result.done.buffer] : [];
  return move({ [transferableSymbol]: moved, [valueSymbol]: result } as unknown as Parameters<typeof move>[0]);
}

/** Frames in the task's memory. */
export function frames(task: FramesTask): Promise<Outcome<Uint8Array<SharedArrayBuffer>>> {
  return outcome(() => framesInto(task, source, run));
}
