// Looks by name, and spelled out: two that mean the same are the same look.

import { parseColor } from './color.js';
import type { PlanLook } from './plan.js';
import type { Problems } from './problems.js';
import { show } from './show.js';
import type { LookName, LookObject } from './types.js';

/** Ramp of a study edge where none is given: the study's renderer, as a share of the squared radius. */
const studySoftness = 0.03;

/** Smallest ramp of a study edge; without a ramp the edge is `hard`. */
const leastSoftness = 1e-6;

/** The named looks. `study` is the renderer of phyworld, `phyre` the raster of PHYRE, `clean` exact coverage. */
export const looks: Readonly<Record<LookName, PlanLook>> = {
  study: { background: 0xffffff, edge: 'study', samples: 'corners', rounding: 'truncate', softness: studySoftness },
  clean: { background: 0xffffff, edge: 'coverage', samples: 'centers', rounding: 'nearest', softness: 0 },
  phyre: { background: 0xffffff, edge: 'hard', samples: 'centers', rounding: 'nearest', softness: 0 },
};

/** A look as the plan has it; what an object does not name is that of `clean`. */
export function resolveLook(look: LookName | LookObject = 'clean', field: string, problems: Problems): PlanLook {
  if (typeof look === 'string') return looks[look];
  const { background, ...rest } = look;
  const merged = { ...looks.clean, ...given(rest) };
  const color = background === undefined ? looks.clean.background : parseColor(background);
  if (color === undefined)
    problems.add(`${field}.background`, `${show(background)} is not a colour: a name such as white, or #rrggbb`);
  if (merged.edge === 'study') {
    const softness = look.softness ?? studySoftness;
    if (softness < leastSoftness)
      problems.add(`${field}.softness`, `${show(softness)} is no ramp; use ${leastSoftness} to 1, or edge: hard`);
    return { ...merged, softness, background: color ?? 0 };
  }
  if (merged.softness !== 0)
    problems.add(
      `${field}.softness`,
      `${show(merged.softness)} works with edge: study only; this edge is ${merged.edge}`,
    );
  return { ...merged, background: color ?? 0 };
}

/** An object without its undefined fields. */
export function given<Fields extends object>(
  fields: Fields | undefined,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)) as Fields;
}
