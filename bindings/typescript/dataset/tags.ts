// The tags of a clip's JSON: what the recipe says of its split, and what holds for every clip.
//
// A tag of a clip that goes by a name which the recipe uses itself, for a tag or a mark of any split, is the recipe's throughout: so
// a name means the same in all splits.

import type { CatalogueScenario } from '../engine/catalogue.js';
import type { Clip, ClipContact } from '../engine/clip.js';
import type { ClipSource } from '../engine/source.js';
import type { PlanInfo, PlanSplit } from '../recipe/plan.js';
import { shortestF32, tidy } from './decimal.js';

const json = JSON.stringify;

/** Types of the tags that every clip has, in their order and in the notation of dataset hubs. */
const automatic = {
  split: 'string',
  scenario: 'string',
  law: 'string',
  template: 'string',
  contacts: 'int64',
  firstContact: 'float64',
  violation: 'string',
} as const;

type Name = keyof typeof automatic;

/** The tags that a recipe names itself, in any split, with their types. */
function ownTypes(plan: PlanInfo): Map<string, string> {
  const types = new Map<string, string>();
  for (const { blocks } of plan.splits)
    for (const { tags, marks } of blocks) {
      for (const [key, value] of Object.entries(tags))
        types.set(key, typeof value === 'string' ? 'string' : (types.get(key) ?? 'bool'));
      for (const { key } of marks) types.set(key, types.get(key) ?? 'bool');
    }
  return types;
}

/** Which of the tags that every clip has stand in the JSON of these. */
function namesOf(plan: PlanInfo, scenario: CatalogueScenario, own: Map<string, string>): Name[] {
  const present = {
    template: scenario.factors.some(({ name }) => name === 'template'),
    violation: plan.splits.some(violates),
  };
  const names = Object.keys(automatic) as Name[];
  return names.filter((name) => !own.has(name) && (!(name in present) || present[name as keyof typeof present]));
}

/** All tags of a dataset's clips with their types, in their order. */
export function tagTypes(plan: PlanInfo, scenario: CatalogueScenario): [name: string, type: string][] {
  const own = ownTypes(plan);
  return [...own, ...namesOf(plan, scenario, own).map((name) => [name, automatic[name]] as [string, string])];
}

/** Whether the clips of a split of a plan break their law. */
export function violates(split: PlanSplit | undefined): boolean {
  return split?.rules.some(({ kind }) => kind === 'violation') ?? false;
}

/** Time of an impact, s since the start of the clip, without the noise of binary fractions. */
export function contactTime({ steps, offset }: Pick<ClipContact, 'steps' | 'offset'>, step: number): number {
  return tidy(steps * step + shortestF32(offset));
}

/** Prints the tags of one split's clips. */
export class TagsText {
  readonly #source: ClipSource;
  readonly #split: string;
  readonly #names: ReadonlySet<Name>;
  readonly #template: number;
  readonly #starts = new Map<string, string>();

  constructor(source: ClipSource, split: string) {
    const { plan, scenario } = source;
    this.#source = source;
    this.#split = split;
    this.#names = new Set(namesOf(plan, scenario, ownTypes(plan)));
    this.#template = scenario.factors.findIndex(({ name }) => name === 'template');
  }

  /** A JSON object. `contacts` are the clip's. */
  of(clip: Clip, contacts: readonly ClipContact[]): string {
    const names = this.#names;
    const parts = [this.#start(clip)];
    if (names.has('template')) {
      const value = this.#source.factorText(this.#template, clip.factors[this.#template] as number);
      parts.push(`"template":${json(String(value))}`);
    }
    if (names.has('contacts')) parts.push(`"contacts":${clip.contactTotal}`);
    const [first] = contacts;
    if (names.has('firstContact'))
      parts.push(`"firstContact":${first ? contactTime(first, this.#source.plan.physics.step) : null}`);
    if (names.has('violation')) parts.push(`"violation":${json(clip.violation?.kind ?? null)}`);
    return `{${parts.filter((part) => part !== '').join(',')}}`;
  }

  /** What is the same for all clips of a block with the same marks. */
  #start(clip: Clip): string {
    const key = `${clip.block} ${clip.marks}`;
    let text = this.#starts.get(key);
    if (text === undefined) {
      const { name, law } = this.#source.scenario;
      const same = Object.entries({ split: this.#split, scenario: name, law });
      const given = same.filter(([tag]) => this.#names.has(tag as Name));
      text = json({ ...this.#source.tags(this.#split, clip), ...Object.fromEntries(given) }).slice(1, -1);
      this.#starts.set(key, text);
    }
    return text;
  }
}
