// Turns zod's issues into sentences: the field, the value that stands there, what would be right.

import type { z } from 'zod';
import { nearest } from './nearest.js';
import { fieldPath, type Problems, type Root } from './problems.js';
import { forms } from './schema.js';
import { show } from './show.js';

type Issue = z.core.$ZodIssue;

/** Fields that a person may well put in the wrong place. */
const belongs: Readonly<Record<string, string>> = {
  without: 'works with linspace only',
  weights: 'works with choice only',
};

/** Adds one problem for each thing that the issues name. `root` is the value that was checked. */
export function explain(
  issues: readonly Issue[],
  root: unknown,
  base: readonly PropertyKey[],
  problems: Problems,
): void {
  for (const issue of issues) {
    const path = [...base, ...issue.path];
    const found = valueAt(root, path);
    if (issue.code === 'unrecognized_keys') unknownKeys(issue, path, problems);
    else if (issue.code === 'invalid_union') explainUnion(issue, found, root, path, problems);
    else if (issue.code === 'invalid_key')
      problems.add(
        fieldPath(path, problems.root),
        `${show(path.at(-1))} is not ${issue.issues[0]?.message ?? 'a valid name'}`,
      );
    else problems.add(fieldPath(path, problems.root), sentence(found, issue, path.at(-1), problems.root));
  }
}

function unknownKeys(
  issue: Issue & { code: 'unrecognized_keys' },
  path: readonly PropertyKey[],
  problems: Problems,
): void {
  const known = issue.message.split(', ');
  const form = known.find((key) => Object.hasOwn(forms, key));
  for (const key of issue.keys) {
    const second =
      form !== undefined && Object.hasOwn(forms, key)
        ? `stands beside ${form}; a factor has one distribution`
        : undefined;
    problems.add(
      fieldPath([...path, key], problems.root),
      second ?? (Object.hasOwn(belongs, key) ? (belongs[key] as string) : `unknown field${nearest(key, known)}`),
    );
  }
}

function sentence(found: unknown, issue: Issue, key: PropertyKey | undefined, root: Root): string {
  const right = issue.message;
  if (found === undefined) return `is missing; it must be ${right}`;
  if (typeof found === 'number' && !Number.isFinite(found)) return `${show(found)} must be a finite number`;
  if (found === null && /color|background/.test(String(key)))
    return 'is empty; it must be a colour, in quotes if it begins with # (which begins a comment in YAML)';
  if (root === 'scene' && typeof found === 'string' && issue.code === 'invalid_type' && isNumeric(issue.expected))
    return `${show(found)} is not ${right}; names of factors are not available yet`;
  const words = issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : [];
  const near = typeof found === 'string' ? nearest(found, words) : '';
  return `${show(found)} is not ${right}${near.startsWith('; did') ? near : ''}`;
}

function isNumeric(expected: string): boolean {
  return expected === 'number' || expected === 'int';
}

/** Goes on with the alternative that fits best; where none does, says what the alternatives are. */
function explainUnion(
  issue: Issue & { code: 'invalid_union' },
  found: unknown,
  root: unknown,
  path: readonly PropertyKey[],
  problems: Problems,
): void {
  const inner = issue.errors
    .filter(
      (errors) =>
        errors.length > 0 &&
        !(errors[0]?.path.length === 0 && ['invalid_type', 'invalid_value', 'invalid_union'].includes(errors[0].code)),
    )
    .sort((a, b) => Number(misses(a, found)) - Number(misses(b, found)) || a.length - b.length)[0];
  if (!inner || typeof found !== 'object')
    problems.add(fieldPath(path, problems.root), sentence(found, issue, path.at(-1), problems.root));
  else if (misses(inner, found)) problems.add(fieldPath(path, problems.root), wrongForm(found as object));
  else explain(inner, root, path, problems);
}

/** Whether an alternative fails because its own key is not there. */
function misses(errors: readonly Issue[], found: unknown): boolean {
  const isMissing = (key: unknown) =>
    typeof found === 'object' && found !== null && !Object.hasOwn(found, key as PropertyKey);
  return errors.some((error) => error.path.length === 1 && isMissing(error.path[0]));
}

/** An object that is no distribution: a misspelled key, or none. */
function wrongForm(found: object): string {
  const known = Object.keys(forms);
  const key = Object.keys(found)[0];
  if (key === undefined) return `{} is not a value or one of ${known.join(', ')}`;
  return `unknown distribution ${show(key)}${nearest(key, known)}`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
