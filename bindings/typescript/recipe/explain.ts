// Turns zod's issues into sentences: the field, the value that stands there, what would be right.

import type { z } from 'zod';
import { nearest } from './nearest.js';
import { fieldPath, type Problems } from './problems.js';
import { forms } from './schema.js';
import { show } from './show.js';

type Issue = z.core.$ZodIssue;

/** Fields that a person may well put in the wrong place. */
const belongs: Readonly<Record<string, string>> = {
  without: 'works with linspace only',
  weights: 'works with choice only',
};

/** Adds one problem for each thing that the issues name. `root` is the value that was checked. */
export function explain(issues: readonly Issue[], root: unknown, base: readonly PropertyKey[], problems: Problems): void {
  for (const issue of issues) {
    const path = [...base, ...issue.path];
    const found = valueAt(root, path);
    if (issue.code === 'unrecognized_keys') unknownKeys(issue, path, problems);
    else if (issue.code === 'invalid_union') explainUnion(issue, found, root, path, problems);
    else if (issue.code === 'invalid_key')
      problems.add(fieldPath(path), `${show(path.at(-1))} is not ${issue.issues[0]?.message ?? 'a valid name'}`);
    else problems.add(fieldPath(path), sentence(found, issue));
  }
}

function unknownKeys(issue: Issue & { code: 'unrecognized_keys' }, path: readonly PropertyKey[], problems: Problems): void {
  const known = issue.message.split(', ');
  for (const key of issue.keys) problems.add(fieldPath([...path, key]), belongs[key] ?? `unknown field${nearest(key, known)}`);
}

function sentence(found: unknown, issue: Issue): string {
  const right = issue.message;
  if (found === undefined) return `is missing; it must be ${right}`;
  if (typeof found === 'number' && !Number.isFinite(found)) return `${show(found)} must be a finite number`;
  const near = issue.code === 'invalid_value' && typeof found === 'string' ? nearest(found, issue.values.map(String)) : '';
  return `${show(found)} is not ${right}${near.startsWith('; did') ? near : ''}`;
}

/** Goes on with the alternative that fits best; where none does, says what the alternatives are. */
function explainUnion(issue: Issue & { code: 'invalid_union' }, found: unknown, root: unknown, path: readonly PropertyKey[], problems: Problems): void {
  const inner = issue.errors
    .filter((errors) => errors.length > 0 && !(errors[0]?.path.length === 0 && ['invalid_type', 'invalid_value', 'invalid_union'].includes(errors[0].code)))
    .sort((a, b) => a.length - b.length)[0];
  const absent = inner?.find((error) => error.path.length === 1 && isAbsent(found, error.path[0] as PropertyKey));
  if (!inner || typeof found !== 'object') problems.add(fieldPath(path), sentence(found, issue));
  else if (absent) problems.add(fieldPath(path), wrongForm(found as object));
  else explain(inner, root, path, problems);
}

function isAbsent(found: unknown, key: PropertyKey): boolean {
  return typeof found === 'object' && found !== null && !(key in found);
}

/** An object that is no distribution: a misspelled key, several keys, or none. */
function wrongForm(found: object): string {
  const known = Object.keys(forms);
  const keys = Object.keys(found);
  const matched = keys.filter((key) => known.includes(key));
  if (matched.length > 1) return `has ${matched.join(' and ')}; it takes one of them`;
  const key = keys[0];
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
