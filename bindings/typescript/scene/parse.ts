// From text, or a plain object, to a scene whose fields are right one by one.

import { RecipeError, SceneError } from '../errors.js';
import { explain } from '../recipe/explain.js';
import { parseRecipe } from '../recipe/parse.js';
import { Problems } from '../recipe/problems.js';
import { show } from '../recipe/show.js';
import { sceneSchema } from './schema.js';
import type { Scene } from './types.js';

/**
 * Reads JSON or YAML text as plain values, for {@link validateScene}.
 * @throws SceneError with line and column
 */
export function parseScene(text: string): unknown {
  try {
    return parseRecipe(text);
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error;
    throw new SceneError(
      error.problems.map((problem) => ({ field: 'scene', text: problem.text })),
      { cause: error },
    );
  }
}

/**
 * Checks fields, types and ranges of a scene.
 * @param value what `parseScene` gave, or a plain object
 * @throws SceneError with up to 10 lines, each naming a field, its value and what would be right
 */
export function validateScene(value: unknown): Scene {
  const problems = new Problems('scene');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add('scene', `${show(value)} is not an object with bodies`);
    throw problems.error();
  }
  const { joints, ...rest } = value as Record<string, unknown>;
  if (joints !== undefined && !(Array.isArray(joints) && joints.length === 0))
    problems.add('scene.joints', 'joints are not available yet; leave them out');
  if (typeof rest.kinema === 'number' && rest.kinema !== 1)
    problems.add('scene.kinema', `${show(rest.kinema)} is a version that is not understood; this is version 1`);
  problems.throwIfAny();
  const result = sceneSchema.safeParse(rest);
  if (!result.success) explain(result.error.issues, rest, [], problems);
  problems.throwIfAny();
  return value as Scene;
}
