// What the command line calls RECIPE: a file, the name of a bundled recipe, or a plan's text. Node only.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { KinemaError } from '../errors.js';
import { nearest } from './nearest.js';
import { maxRecipeBytes, parseRecipe } from './parse.js';
import { isPlanText } from './plan-text.js';

/** A recipe that was found. */
export interface LoadedRecipe {
  /** Plain values for `validateRecipe`, not checked yet; null for a plan's text. */
  readonly recipe: unknown;
  /** The text as written. */
  readonly text: string;
  /** The plan's text, where it was one. */
  readonly planText?: string;
}

/** A recipe that comes with the package. */
export interface BundledRecipe {
  /** Path below recipes/ without its ending, e.g. `phyworld/collision-30k`. */
  readonly name: string;
  /** Where its file is. */
  readonly path: string;
}

/** The folder of bundled recipes: two levels up from dist/recipe, three from bindings/typescript/recipe. */
function recipesFolder(): string {
  for (const up of ['../../recipes/', '../../../recipes/']) {
    const folder = fileURLToPath(new URL(up, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  throw new KinemaError('system', 'the folder of bundled recipes (recipes/) is missing from this installation');
}

/** All bundled recipes, by name. */
export function bundledRecipes(): BundledRecipe[] {
  const folder = recipesFolder();
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: file.slice(0, -'.json'.length), path: folder + file }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Finds and reads a recipe.
 * @param source a path ending in .json, .yaml or .yml, a bundled name, or a plan's text
 * @throws KinemaError of kind `usage` if there is none, `recipe` if it is not JSON or YAML
 */
export function loadRecipe(source: string): LoadedRecipe {
  if (isPlanText(source)) return loaded(source);
  const bundled = bundledRecipes();
  const isFile = /\.(json|ya?ml)$/i.test(source);
  const found = isFile ? undefined : bundled.find(({ name }) => name === source);
  if (found) return loaded(readText(found.path));
  if (isFile || existsSync(source)) return loaded(readText(source));
  const names = bundled.map(({ name }) => name);
  throw new KinemaError('usage', `${source}: no such file and no bundled recipe${nearest(source, names)}`);
}

function loaded(text: string): LoadedRecipe {
  return isPlanText(text) ? { recipe: null, text, planText: text.trim() } : { recipe: parseRecipe(text), text };
}

/**
 * Reads a file that a person wrote.
 * @param what it is to be, for the messages
 */
export function readText(path: string, what: 'recipe' | 'scene' = 'recipe'): string {
  try {
    const { size } = statSync(path);
    if (size > maxRecipeBytes)
      throw new KinemaError(what, `${path}: has ${size} bytes; a ${what} has at most ${maxRecipeBytes}`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof KinemaError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reasons: Record<string, string> = {
      ENOENT: 'no such file',
      ENOTDIR: 'no such file',
      EISDIR: `is a folder; name a ${what} file in it`,
      EACCES: 'may not be read (permission denied)',
      ERR_ENCODING_INVALID_ENCODED_DATA: 'is not UTF-8 text',
    };
    const text = reasons[code] ?? `cannot be read (${code || String(error)})`;
    const missing = code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
    throw new KinemaError(missing ? 'usage' : code.startsWith('ERR_ENC') ? what : 'system', `${path}: ${text}`, {
      cause: error,
    });
  }
}
