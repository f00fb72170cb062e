// The scenario catalogue as the module exports it (assembly/scenarios/catalogue.json is its source).

import { KinemaError } from '../errors.js';
import { parseColor } from '../recipe/color.js';
import { nearest } from '../recipe/nearest.js';

interface FactorBase {
  readonly name: string;
  readonly doc: string;
}

/** A real number with a unit and the range that physics allows; its default is a distribution or `placed`. */
export interface NumberFactor extends FactorBase {
  readonly type: 'number';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: 'placed' | { readonly uniform: readonly [number, number] };
}

/** One of a list of names. */
export interface ChoiceFactor extends FactorBase {
  readonly type: 'choice';
  readonly values: readonly string[];
  readonly default: string;
}

/** A name or #rrggbb. */
export interface ColorFactor extends FactorBase {
  readonly type: 'color';
  readonly default: string;
}

export type CatalogueFactor = NumberFactor | ChoiceFactor | ColorFactor;

export interface CatalogueScenario {
  readonly name: string;
  readonly id: number;
  readonly title: string;
  readonly doc: string;
  readonly physics: {
    readonly gravity: readonly [number, number];
    readonly step: number;
    readonly integrator: 'exact' | 'symplectic-euler';
    readonly substeps: number;
    readonly restitutionThreshold: number;
    readonly resolveOverlaps: 'soft' | 'project';
  };
  readonly timing: {
    readonly frames: number;
    readonly stepsPerFrame: number;
    readonly firstFrameStep: number;
    readonly conditionFrames: number;
  };
  readonly bodies: readonly {
    readonly name: string;
    readonly radius: string;
    readonly shape: string;
    readonly color: string;
  }[];
  readonly factors: readonly CatalogueFactor[];
}

export interface Catalogue {
  readonly kinema: number;
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
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw wrong('a finite number');
  if (number < factor.min || number > factor.max)
    throw wrong(`between ${factor.min} and ${factor.max}${factor.unit ? ` ${factor.unit}` : ''}`);
  return number;
}
