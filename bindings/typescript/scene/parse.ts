// From text, or a plain object, to a scene whose fields are right one by one.

import type { z } from 'zod';
import { RecipeError, SceneError } from '../errors.js';
import { explain } from '../recipe/explain.js';
import { maxRecipeBytes, parseRecipe } from '../recipe/parse.js';
import { Problems } from '../recipe/problems.js';
import { show } from '../recipe/show.js';
import { bodySchema, jointSchema, sceneSchema, shapeSchema, worldSchema } from './schema.js';
import type { Scene } from './types.js';

/**
 * Reads JSON or YAML text as plain values, for {@link validateScene}.
 * @throws SceneError with line and column
 */
export function parseScene(text: string): unknown {
  const quick = quickJson(text);
  if (quick !== undefined) return quick;
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

/** Deepest nesting that the quick way follows; a scene needs 9. */
const maxDepth = 64;

/**
 * JSON in which nothing is odd, read by JSON.parse: a hundred times as fast as the reader of YAML, which takes seconds for
 * tens of thousands of bodies. undefined for anything else, which then is read, or refused with line and column, the
 * thorough way. JSON.parse drops repeated keys silently, so keys are counted in the text and in what was read.
 */
function quickJson(text: string): unknown {
  if (text.length > maxRecipeBytes || text.includes('__proto__')) return undefined;
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  let keys = countKeys(text);
  const open = [{ value: root, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > maxDepth) return undefined;
    const items = Object.values(value);
    if (!Array.isArray(value)) keys -= items.length;
    for (const item of items) if (typeof item === 'object') open.push({ value: item, depth: depth + 1 });
  }
  return keys === 0 ? root : undefined;
}

/** Keys in a text that is JSON: strings before a colon. No regular expression, whose stack a long string can exhaust. */
function countKeys(text: string): number {
  let keys = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at++;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at++;
    while (/\s/.test(text[at] ?? '')) at++;
    if (text[at] === ':') keys++;
  }
  return keys;
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
  const rest = value as Record<string, unknown>;
  if (typeof rest.kinema === 'number' && rest.kinema !== 1)
    problems.add('scene.kinema', `${show(rest.kinema)} is a version that is not understood; this is version 1`);
  problems.throwIfAny();
  check(sceneSchema, rest, problems);
  return value as Scene;
}

const parts = { body: bodySchema, shape: shapeSchema, joint: jointSchema, world: worldSchema } as const;

/**
 * Checks a part of a scene that is given by itself.
 * @param part what it is, and what paths in messages begin with
 * @returns problems, none yet, for what is to be checked next
 * @throws SceneError as validateScene does
 */
export function validatePart(part: keyof typeof parts, value: unknown): Problems {
  const problems = new Problems(part);
  check(parts[part], value, problems);
  return problems;
}

function check(schema: z.ZodType, value: unknown, problems: Problems): void {
  const result = schema.safeParse(value);
  if (!result.success) explain(result.error.issues, value, [], problems);
  problems.throwIfAny();
}
