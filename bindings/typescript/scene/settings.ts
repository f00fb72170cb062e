// The settings that a world runs with, in the words of a scene file.

import { shortestF32 } from '../dataset/decimal.js';
import { Integrator, Overlaps, type WorldDef } from '../engine/layout.js';
import type { Fields } from '../engine/views.js';
import type { SceneWorld } from './types.js';

/** Numbers of the layout table by the words of a scene file. */
export const integrators = { exact: Integrator.Exact, 'symplectic-euler': Integrator.SymplecticEuler } as const;
export const overlapWays = { soft: Overlaps.Soft, project: Overlaps.Project } as const;

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
  ...numbers
}: Fields<typeof WorldDef>): WorldSettings {
  const decimals = Object.entries(numbers).map(([name, value]) => [name, shortestF32(value)] as const);
  return {
    gravity: [shortestF32(gravityX), shortestF32(gravityY)],
    integrator: wordOf(integrators, integrator),
    resolveOverlaps: wordOf(overlapWays, overlaps),
    sleeping: sleeping !== 0,
    ...(Object.fromEntries(decimals) as typeof numbers),
  };
}

function wordOf<Word extends string>(numbers: Readonly<Record<Word, number>>, number: number): Word {
  return (Object.keys(numbers) as Word[]).find((word) => numbers[word] === number) as Word;
}
