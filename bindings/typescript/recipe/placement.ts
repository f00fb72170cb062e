// What placement keeps: the fields that a scenario has, with their defaults.

import type { CatalogueScenario } from '../engine/catalogue.js';
import { given } from './looks.js';
import type { PlanInfo } from './plan.js';
import type { Problems } from './problems.js';
import type { Placement } from './types.js';

/** Which placement fields a scenario uses, by its name. */
const placementFields: Readonly<Record<string, readonly (keyof PlanInfo['placement'])[]>> = {
  'uniform-motion': ['minVisible'],
  parabola: ['minVisible'],
  collision: ['minPre', 'minPost'],
  phyre: ['cleanStart'],
};

/** What placement keeps, of a recipe or of one of its splits. */
export function resolvePlacement(
  placement: Placement | undefined,
  scenario: CatalogueScenario,
  frames: number,
  at: string,
  problems: Problems,
): PlanInfo['placement'] {
  const used = placementFields[scenario.name] ?? [];
  const written = given(placement);
  for (const field of Object.keys(written) as (keyof typeof written)[]) {
    if (used.includes(field)) continue;
    const owners = Object.keys(placementFields).filter((name) => placementFields[name]?.includes(field));
    problems.add(
      `${at}.${field}`,
      `belongs to ${owners.join(' and ')}; ${scenario.name} has ${used.join(' and ') || 'none'}`,
    );
  }
  const around = Math.min(8, Math.floor(frames / 4));
  const defaults = { minPre: around, minPost: around, minVisible: Math.floor(0.75 * frames), cleanStart: false };
  const none = { minPre: 0, minPost: 0, minVisible: 0, cleanStart: false };
  const own = Object.fromEntries(used.map((field) => [field, written[field] ?? defaults[field]]));
  const resolved: PlanInfo['placement'] = { ...none, ...own };
  const { minPre, minPost, minVisible } = resolved;
  if (minPre + minPost > frames)
    problems.add(at, `minPre ${minPre} and minPost ${minPost} are more than the ${frames} frames of a clip`);
  if (minVisible > frames)
    problems.add(`${at}.minVisible`, `${minVisible} is more than the ${frames} frames of a clip`);
  return resolved;
}
