// The scene's JSON Schema (draft 2020-12), for editors: completion, ranges and descriptions, made from the zod schema.

import { z } from 'zod';
import { geometries, sceneSchema, shapeSchema } from './schema.js';

/** JSON Schema of a scene as an editor needs it. What it accepts may still fail when compiled: a concave polygon, a name used twice. */
export function sceneJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(sceneSchema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === shapeSchema) jsonSchema.oneOf = Object.keys(geometries).map((name) => ({ required: [name] }));
    },
  });
  return {
    ...schema,
    title: 'Kinema scene',
    description: 'A world of rigid bodies: what it holds and how it is stepped.',
  };
}
