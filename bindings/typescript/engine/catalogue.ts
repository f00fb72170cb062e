// The scenario catalogue as the module exports it (assembly/scenarios/catalogue.json is its source).

import { KinemaError } from '../errors.js';
import { parseColor } from '../recipe/color.js';
import { nearest } from '../recipe/nearest.js';
import type { LookName } from '../recipe/types.js';

interface FactorBase {
  /** As recipes write it, e.g. `r1`. */
  readonly name: string;
  /** What it means in its scenario. */
  readonly doc: string;
}

/** A real number with a unit and the range that physics allows; its default is a value, a distribution or `placed`. */
export interface NumberFactor extends FactorBase {
  readonly type: 'number';
  /** Whether it must be a whole number. */
  readonly whole?: boolean;
  /** `m`, `m/s`; empty where there is none. */
  readonly unit: string;
  /** Least value that physics allows. */
  readonly min: number;
  /** Largest value that physics allows. */
  readonly max: number;
  /** What a recipe that does not name it gets. */
  readonly default:
    | 'placed'
    | number
    | { readonly uniform: readonly [number, number] }
    | { readonly linspace: readonly [number, number, number] };
}

/** One of a list of names. */
export interface ChoiceFactor extends FactorBase {
  readonly type: 'choice';
  /** The names, in the order of their numbers. */
  readonly values: readonly string[];
  /** What a recipe that does not name it gets: one of them, or `any` of them, equally likely. */
  readonly default: string;
}

/** A name or #rrggbb. */
export interface ColorFactor extends FactorBase {
  readonly type: 'color';
  /** What a recipe that does not name it gets. */
  readonly default: string;
}

/** A factor of a scenario: what a recipe may draw or set. */
export type CatalogueFactor = NumberFactor | ChoiceFactor | ColorFactor;

/** A scenario: its factors, and what a recipe that says nothing else gets. */
export interface CatalogueScenario {
  /** As recipes write it, e.g. `collision`. */
  readonly name: string;
  /** Its number in plans. */
  readonly id: number;
  /** Its name for people. */
  readonly title: string;
  /** What happens in it. */
  readonly doc: string;
  /** The law that its clips show, in a few words. */
  readonly law: string;
  /** Defaults of a recipe's `physics`, in its units. */
  readonly physics: {
    readonly gravity: readonly [number, number];
    readonly step: number;
    readonly integrator: 'exact' | 'symplectic-euler';
    readonly substeps: number;
    readonly restitutionThreshold: number;
    readonly resolveOverlaps: 'soft' | 'project';
  };
  /** Defaults of a recipe's `timing`. */
  readonly timing: {
    readonly frames: number;
    readonly stepsPerFrame: number;
    readonly firstFrameStep: number;
    readonly conditionFrames: number;
  };
  /** What a recipe that does not say it shows, where that is not the square of 10 m in 128 x 128 pixels, clean. */
  readonly image?: {
    readonly size: readonly [number, number];
    readonly view: readonly [number, number, number, number];
    readonly look: LookName;
  };
  /** Whether the number of bodies differs from clip to clip: then {@link bodies} are kinds, and each clip says what it has. */
  readonly varying?: boolean;
  /** Its bodies in the order of states and masks; each part is the name of the factor that gives it, where one does. */
  readonly bodies: readonly {
    readonly name: string;
    readonly radius?: string;
    readonly shape?: string;
    readonly color?: string;
  }[];
  /** Its factors; the position of each is its ordinal. */
  readonly factors: readonly CatalogueFactor[];
}

/** All scenarios, as the module describes them. */
export interface Catalogue {
  /** Version of the recipe format. */
  readonly kinema: number;
  /** In the order of their ids. */
  readonly scenarios: readonly CatalogueScenario[];
}

/** Ordinal of a factor and the number that stands for a value of it: choices by position, colours as 0xRRGGBB. */
export function factorNumber(scenario: CatalogueScenario, name: string, value: string | number): [number, number] {
  const ordinal = scenario.factors.findIndex((factor) => factor.name === name);
  const factor = scenario.factors[ordinal];
  if (!factor)
    throw new KinemaError(
      'usage',
      `${name}: scenario ${scenario.name} has no such factor${nearest(
        name,
        scenario.factors.map((f) => f.name),
      )}`,
    );
  return [ordinal, valueNumber(factor, value)];
}

/** A number as people and JSON write it: no hex, no spaces. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function valueNumber(factor: CatalogueFactor, value: string | number): number {
  const wrong = (right: string) => new KinemaError('usage', `${factor.name}: ${JSON.stringify(value)} is not ${right}`);
  if (factor.type === 'color') {
    const color = typeof value === 'string' ? parseColor(value) : undefined;
    if (color === undefined) throw wrong('a colour: use a name such as red, or #rrggbb');
    return color;
  }
  if (factor.type === 'choice') {
    const position = factor.values.indexOf(String(value));
    if (position < 0) throw wrong(`one of ${factor.values.join(', ')}`);
    return position;
  }
  const number = typeof value === 'number' || decimal.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) throw wrong('a finite number');
  if (factor.whole && !Number.isInteger(number)) throw wrong('a whole number');
  if (number < factor.min || number > factor.max)
    throw wrong(`between ${factor.min} and ${factor.max}${factor.unit ? ` ${factor.unit}` : ''}`);
  return number;
}
