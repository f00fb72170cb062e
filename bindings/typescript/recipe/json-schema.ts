// The recipe's JSON Schema (draft 2020-12), for editors: completion, ranges and descriptions. It is made from the zod
// schema; scenarios and factors come from the catalogue.

import { z } from 'zod';
import type { Catalogue } from '../engine/catalogue.js';
import { maxSeed, recipeSchema, seedSchema } from './schema.js';

type Schema = Record<string, unknown>;

/** JSON Schema of a recipe as an editor needs it. What it accepts may still fail against its scenario when compiled. */
export function recipeJsonSchema(catalogue: Catalogue): Schema {
  const schema = z.toJSONSchema(recipeSchema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === seedSchema) Object.assign(jsonSchema, seed());
    },
  }) as Schema;
  const { scenario } = schema.properties as { scenario: Schema };
  scenario.oneOf = catalogue.scenarios.map(({ name, doc }) => ({ const: name, description: doc }));
  const defs = schema.$defs as Record<string, Schema>;
  for (const [name, property] of [
    ['Factors', { $ref: '#/$defs/Distribution' }],
    ['Box', defs.Box?.additionalProperties],
    ['Rows', defs.Rows?.additionalProperties],
  ] as const) {
    const { description } = defs[name] as { description?: string };
    defs[name] = { ...(description && { description }), ...factors(catalogue, property as Schema) };
  }
  return { ...schema, title: 'Kinema recipe', description: 'What to generate: a scenario, its factors, and splits.' };
}

/** JSON has integers beyond 2^53; a bigint of JavaScript is not JSON. */
function seed(): Schema {
  return {
    anyOf: [
      { type: 'integer', minimum: 0, maximum: Number(maxSeed) },
      { type: 'string', pattern: '^[0-9]{1,20}$' },
    ],
  };
}

/** An object of every factor of every scenario, each with its unit and what it means where. @param property what it may be */
function factors(catalogue: Catalogue, property: Schema): Schema {
  const properties = new Map<string, Schema>();
  for (const { name: scenario, factors: list } of catalogue.scenarios)
    for (const factor of list) {
      const unit =
        factor.type === 'number'
          ? ` (${factor.unit})`
          : factor.type === 'choice'
            ? ` (${factor.values.join(', ')})`
            : '';
      const line = `${scenario}: ${factor.doc}${unit}`;
      const before = properties.get(factor.name)?.description;
      properties.set(factor.name, { ...property, description: before ? `${before}\n${line}` : line });
    }
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}
