// How a split breaks its law, to the rule of a plan (docs/formats.md, Violation): kinds, units, ranges and defaults, and what contradicts the scenario.

import type { CatalogueScenario, NumberFactor } from '../engine/catalogue.js';
import { Violation as Code, Onset } from '../engine/layout.js';
import { parseColor } from './color.js';
import { canonicalFactor, linspaceValues } from './distributions.js';
import { nearest } from './nearest.js';
import { codes, type PlanFactor, type PlanInfo, type PlanRule } from './plan.js';
import type { Problems } from './problems.js';
import { show } from './show.js';
import type { Distribution, Violation, ViolationKind } from './types.js';

/** What the size of a kind is, and when the kind begins where nothing is said. */
interface Kind {
  readonly code: number;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
  /** Where it may be left out. */
  readonly size?: number;
  /** Begins with a contact: by default, or always. */
  readonly contact?: 'default' | 'only';
}

const kinds: Readonly<Record<ViolationKind, Kind>> = {
  energyGain: { code: Code.EnergyGain, unit: 'of the kinetic energy', min: -1, max: 10, contact: 'default' },
  momentumLeak: { code: Code.MomentumLeak, unit: 'of the momentum', min: -1, max: 2, contact: 'default' },
  gravityChange: { code: Code.GravityChange, unit: 'of gravity', min: -2, max: 10 },
  teleport: { code: Code.Teleport, unit: 'm', min: 0, max: 1000 },
  passThrough: { code: Code.PassThrough, unit: '', min: 0, max: 0, size: 0, contact: 'only' },
  vanish: { code: Code.Vanish, unit: 'frames', min: 0, max: 65535, whole: true, size: 0 },
  recolor: { code: Code.Recolor, unit: 'of the way', min: 0, max: 1, size: 1 },
  resize: { code: Code.Resize, unit: 'of the radius', min: -0.9, max: 10 },
  delayedBounce: { code: Code.DelayedBounce, unit: 'frames', min: 1, max: 65535, whole: true, contact: 'only' },
  curvedFlight: { code: Code.CurvedFlight, unit: 'm/s^2', min: -1000, max: 1000 },
};

/** Names of the kinds, in the order of their numbers. */
export const violationKinds = Object.keys(kinds) as [ViolationKind, ...ViolationKind[]];

/** Scenarios of a single ball, which never touches anything. */
const alone: readonly string[] = ['uniform-motion', 'parabola'];

/** Scenarios whose gravity is the recipe's alone. */
const weightless: readonly string[] = ['uniform-motion', 'parabola', 'collision'];

const turn = 2 * Math.PI;
/** Body of the plan that is the first dynamic one. */
const firstDynamic = 0xffffffff;

/** Name of a violation's number in the module; undefined of 0. */
export function violationName(code: number): ViolationKind | undefined {
  return violationKinds[code - 1];
}

/**
 * A violation to its rule.
 * @param field where it is written, for messages
 */
export function violationRule(
  written: Violation,
  scenario: CatalogueScenario,
  plan: Pick<PlanInfo, 'physics' | 'timing'>,
  field: string,
  problems: Problems,
): PlanRule[] {
  const { kind, body, angle, color } = written;
  const what = kinds[kind];
  const still = scenario.physics.gravity.every((g) => g === 0) && plan.physics.gravity.every((g) => g === 0);
  if (kind === 'gravityChange' && still && weightless.includes(scenario.name))
    problems.add(`${field}.kind`, 'gravityChange changes nothing where gravity is [0, 0]; set physics.gravity');
  if (angle !== undefined && kind !== 'teleport')
    problems.add(`${field}.angle`, `belongs to teleport; ${kind} has none`);
  if (color !== undefined && kind !== 'recolor') problems.add(`${field}.color`, `belongs to recolor; ${kind} has none`);
  if (written.size !== undefined && kind === 'passThrough')
    problems.add(`${field}.size`, 'passThrough has no size: two bodies touch or do not');
  const draw = (name: string, form: Distribution, limits: Omit<NumberFactor, 'name' | 'type' | 'default' | 'doc'>) =>
    drawValues(
      canonicalFactor({ name, type: 'number', doc: '', default: 0, ...limits }, form, `${field}.${name}`, problems),
      `${field}.${name}`,
      problems,
    );
  const onset = onsetValues(written, what, scenario, plan.timing, field, problems, draw);
  if (written.size === undefined && what.size === undefined)
    problems.add(`${field}.size`, `is missing; ${kind} needs a number from ${what.min} to ${what.max} (${what.unit})`);
  const size = draw('size', (kind === 'passThrough' ? undefined : written.size) ?? what.size ?? what.max, what);
  if (what.size !== 0 && size?.[0] === codes.kind.constant && size[2] === 0)
    problems.add(`${field}.size`, `0 ${what.unit} is no violation`);
  const direction = draw('angle', angle ?? 0, { unit: 'rad', min: -turn, max: turn });
  const target = color === undefined ? -1 : parseColor(color);
  if (target === undefined)
    problems.add(
      `${field}.color`,
      `${show(color)} is not a colour: a name such as red, or #rrggbb (in quotes in YAML)`,
    );
  const named = body === undefined ? firstDynamic : bodyCode(body, scenario, `${field}.body`, problems);
  if (!onset || !size || !direction || target === undefined || named === undefined) return [];
  return [{ kind: 'violation', a: what.code, b: named, values: [...onset, ...size, ...direction, target] }];
}

type Draw = (
  name: string,
  form: Distribution,
  limits: Omit<NumberFactor, 'name' | 'type' | 'default' | 'doc'>,
) => number[] | undefined;

function onsetValues(
  { kind, onset }: Violation,
  { contact }: Kind,
  scenario: CatalogueScenario,
  timing: PlanInfo['timing'],
  field: string,
  problems: Problems,
  draw: Draw,
): number[] | undefined {
  const last = timing.frames - 1;
  const given = onset ?? (contact && { contact: 1 });
  const example = `{ frame: ${Math.max(1, Math.floor(timing.frames / 2))} }`;
  if (!given) return problems.add(`${field}.onset`, `is missing; say when ${kind} begins, such as ${example}`);
  const keys = Object.keys(given) as (keyof typeof given)[];
  const [key] = keys;
  if (key === undefined || keys.length > 1)
    return problems.add(`${field}.onset`, `says ${keys.join(' and ') || 'nothing'}; say one of frame, time, contact`);
  if (contact === 'only' && key !== 'contact')
    return problems.add(`${field}.onset`, `is a ${key}; ${kind} begins with a contact: { contact: 1 }`);
  if (key === 'contact' && alone.includes(scenario.name)) {
    const instead = contact === 'only' ? 'choose another kind' : `say another onset, such as ${example}`;
    const where = onset ? `${field}.onset` : field;
    return problems.add(where, `${scenario.name} has one body, which touches nothing; ${instead}`);
  }
  const form = given[key] as Distribution;
  const limits = {
    frame: { unit: 'frames', min: 1, max: last, whole: true, code: Onset.Frame },
    time: { unit: 's', min: 0, max: 1e9, code: Onset.Time },
    contact: { unit: 'contacts', min: 1, max: 4096, whole: true, code: Onset.Contact },
  }[key];
  const values = draw(`onset.${key}`, form, limits);
  return values && [limits.code, ...values];
}

/** A distribution as a violation holds it: its kind, how many parameters, and these. */
function drawValues(factor: PlanFactor | undefined, field: string, problems: Problems): number[] | undefined {
  if (!factor) return undefined;
  const { kind, parameters } = factor;
  if (kind === 'randomGrid') return problems.add(`${field}.randomGrid`, 'is for axes of grids; use uniform or list');
  // A linspace is a list of its values here.
  const [a, b, n] = parameters as [number, number, number];
  const listed = kind === 'linspace' ? linspaceValues(a, b, n).map((x) => x + 0) : parameters;
  return [codes.kind[kind === 'linspace' ? 'list' : kind], listed.length, ...listed];
}

/** Kind and number of a body by its name in the clip JSON. */
function bodyCode(name: string, scenario: CatalogueScenario, field: string, problems: Problems): number | undefined {
  const names = scenario.bodies.map((body) => body.name);
  if (names.includes(name)) return names.indexOf(name);
  const [, stem = '', digits = ''] = /^(.*?)(\d{1,4})$/.exec(name) ?? [];
  if (names.includes(stem) && Number(digits) > 0) return names.indexOf(stem) + Number(digits) * 65536;
  return problems.add(field, `${show(name)} is not a body of ${scenario.name}${nearest(name, names)}`);
}
