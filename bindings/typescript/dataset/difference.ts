// Where two JSON values differ first, in words that name the field.

/** A field that is not what it should be. */
export interface Difference {
  /** `splits[0].roots.states`; empty for the whole. */
  readonly path: string;
  readonly found: unknown;
  readonly right: unknown;
}

/** The first field, in order, in which `found` is not `right`. */
export function firstDifference(found: unknown, right: unknown, path = ''): Difference | undefined {
  if (Object.is(found, right)) return undefined;
  if (!isObject(found) || !isObject(right) || Array.isArray(found) !== Array.isArray(right))
    return { path, found, right };
  const list = Array.isArray(right);
  const keys = [...new Set([...Object.keys(right), ...Object.keys(found)])];
  for (const key of keys) {
    const difference = firstDifference(
      found[key],
      right[key],
      list ? `${path}[${key}]` : path ? `${path}.${key}` : key,
    );
    if (difference) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** `factors.r1 is 0.7, should be 0.8`. */
export function differenceText({ path, found, right }: Difference): string {
  if (found === undefined) return `${path} is missing`;
  if (right === undefined) return `${path} does not belong there`;
  return `${path || 'it'} is ${short(found)}, should be ${short(right)}`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
