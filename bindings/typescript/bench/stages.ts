// A clip's time by stage, on one core. What the module makes of a clip is asked for in ever larger parts, over the same clips in
// the same round; a stage's time is what it adds. Rounds follow one another until the time is up, and their median counts.

import { setImmediate as turnOfEvents } from 'node:timers/promises';
import { SampleMaker } from '../dataset/sample.js';
import { makeShard, type Run } from '../dataset/shard-writer.js';
import type { Stages } from '../engine/source.js';
import { removeShard, type Subject, subjectShard } from './subject.js';
import { cpuTime, median, wallSeconds } from './timing.js';

/** Stages of a clip on its way to the disk, in their order. */
export const stageNames = ['simulate', 'draw', 'digest', 'encode', 'write'] as const;
/** `write` is all that is not the module's: names, JSON, states, the tar, its sha-256 and the file. */
export type StageName = (typeof stageNames)[number];

/** What one core does. */
export interface StageTimes {
  /** us of CPU time a clip. */
  readonly microseconds: Readonly<Record<StageName, number>>;
  /** The sum of the stages: 1e6 / it are the clips a second. */
  readonly total: number;
  /** Bytes on disk a clip, tar and sidecar. */
  readonly bytesPerClip: number;
  /** Clips a shard of a round. */
  readonly clipsPerRound: number;
  readonly rounds: number;
}

/** Shards, and part of the time, that the engine has to compile and optimise. */
const untimedShards = 3;
const untimedPart = 0.2;
const clipsPerUntimedShard = 8;
/** CPU time that making the clips of one shard should take, s: far above what a clock resolves. */
const shardSeconds = 0.06;
const mostClipsPerRound = 1000;

/**
 * Measures for about `seconds` of wall time, and at least one round.
 * @param dir folder for the shards, which do not stay
 */
export async function measureStages(
  subject: Subject,
  dir: string,
  seconds: number,
  signal?: AbortSignal,
): Promise<StageTimes> {
  const { source, plan, split, masked, terms } = subject;
  const begun = wallSeconds();
  const passed = () => wallSeconds() - begun;
  const maker = new SampleMaker(source, plan.sha256, split, 'png');
  const parts: Stages[] = [{}, { frames: true }, { frames: true, digests: true }];
  parts.push({ frames: true, digests: true, png: true, maskPng: masked });
  const run: Run = { tick: () => undefined, stopped: () => false };
  let bytes = 0;
  const shardTime = async (number: number, count: number): Promise<number> => {
    const shard = subjectShard(subject, number, count);
    const time = await cpuTime(async () => {
      const { tar, sidecar } = await makeShard(dir, shard, terms, maker, run);
      bytes += tar.bytes + sidecar.bytes;
    });
    removeShard(dir, shard);
    return time / shard.count;
  };

  // What the last of these takes says how many clips make a round.
  let each = 0;
  for (let i = 0; i < untimedShards || passed() < untimedPart * seconds; i++) {
    signal?.throwIfAborted();
    each = await shardTime(i, clipsPerUntimedShard);
    await turnOfEvents();
  }
  const wanted = Math.ceil(shardSeconds / Math.max(each, 1e-6));
  const count = Math.min(wanted, mostClipsPerRound, subject.clips);
  bytes = 0;
  const rows: number[][] = [];
  for (let round = 0; round === 0 || passed() < seconds; round++) {
    // Ctrl-C is heard between rounds only: nothing in a round waits.
    await turnOfEvents();
    signal?.throwIfAborted();
    const { first, count: clips } = subjectShard(subject, round, count);
    const row: number[] = [];
    for (const stages of parts) {
      const time = await cpuTime(() => {
        for (let i = first; i < first + clips; i++) source.clip(i, { split, stages });
      });
      row.push(time / clips);
    }
    row.push(await shardTime(round, count));
    rows.push(row);
  }
  const microseconds = Object.fromEntries(stageNames.map((name, i) => [name, added(rows, i)])) as Record<
    StageName,
    number
  >;
  return {
    microseconds,
    total: stageNames.reduce((sum, name) => sum + microseconds[name], 0),
    bytesPerClip: bytes / (rows.length * count),
    clipsPerRound: count,
    rounds: rows.length,
  };
}

/** us that the i-th part adds to the one before it; not below 0, where the noise is larger than the stage. */
function added(rows: readonly (readonly number[])[], i: number): number {
  const differences = rows.map((row) => (row[i] as number) - (i === 0 ? 0 : (row[i - 1] as number)));
  return Math.max(0, median(differences) * 1e6);
}
