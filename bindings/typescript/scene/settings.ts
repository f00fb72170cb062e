// The settings that a world runs with, in the words of a scene file.

import { shortestF32 } from '../dataset/decimal.js';
import { EventKind, Integrator, Overlaps, type WorldDef } from '../engine/layout.js';
import type { Fields } from '../engine/views.js';
import type { EventWord, SceneWorld } from './types.js';

/** Numbers of the layout table by the words of a scene file. */
export const integrators = { exact: Integrator.Exact, 'symplectic-euler': Integrator.SymplecticEuler } as const;
export const overlapWays = { soft: Overlaps.Soft, project: Overlaps.Project } as const;

/** Events by the words of a scene file: bits of WorldDef.events. */
const eventKinds: Readonly<Record<EventWord, readonly number[]>> = {
  begin: [EventKind.Begin],
  end: [EventKind.End],
  hit: [EventKind.Hit],
  sensor: [EventKind.SensorBegin, EventKind.SensorEnd],
  sleep: [EventKind.Sleep, EventKind.Wake],
  joint: [EventKind.JointBreak],
};
const allEvents = Object.values(eventKinds)
  .flat()
  .reduce((bits, kind) => bits | (1 << kind), 0);

/** Bits of the events that a scene asks for. */
export function eventBits(events: boolean | readonly EventWord[]): number {
  if (typeof events === 'boolean') return events ? allEvents : 0;
  return events.flatMap((word) => eventKinds[word]).reduce((bits, kind) => bits | (1 << kind), 0);
}

function eventWords(bits: number): boolean | EventWord[] {
  if (bits === allEvents || bits === 0) return bits !== 0;
  return (Object.keys(eventKinds) as EventWord[]).filter((word) => eventKinds[word].some((kind) => bits & (1 << kind)));
}

/** All that a scene can set of its world but the view, and what is set for it. */
export interface WorldSettings extends Required<Omit<SceneWorld, 'view'>> {
  /** Share of an overlap that a round of projection takes out, 0 to 1. */
  projection: number;
  /** m, most that a round of projection moves two bodies apart. */
  projectionLimit: number;
}

/** A WorldDef as a scene file writes it; f32 as their shortest decimals. */
export function worldSettings({
  gravityX,
  gravityY,
  integrator,
  overlaps,
  sleeping,
  events,
  ...numbers
}: Fields<typeof WorldDef>): WorldSettings {
  const decimals = Object.entries(numbers).map(([name, value]) => [name, shortestF32(value)] as const);
  return {
    gravity: [shortestF32(gravityX), shortestF32(gravityY)],
    integrator: wordOf(integrators, integrator),
    resolveOverlaps: wordOf(overlapWays, overlaps),
    sleeping: sleeping !== 0,
    events: eventWords(events),
    ...(Object.fromEntries(decimals) as typeof numbers),
  };
}

function wordOf<Word extends string>(numbers: Readonly<Record<Word, number>>, number: number): Word {
  return (Object.keys(numbers) as Word[]).find((word) => numbers[word] === number) as Word;
}
