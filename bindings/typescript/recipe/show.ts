// How an offending value is printed in a message: short, on one line, whatever it is.

const longest = 60;
const deepest = 4;

/** `[1.4, 0.7]`, `"red"`, `Infinity`: a value as a person wrote it, cut to 60 characters. */
export function show(value: unknown): string {
  const text = printed(value, 0);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

/** JSON leaves line separators and marks of direction as they are; a terminal acts on them. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (found) => `\\u{${(found.codePointAt(0) as number).toString(16)}}`,
  );
}

function printed(value: unknown, depth: number): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return quoted(value.slice(0, longest));
  if (value === null) return 'nothing (null)';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) {
    if (value.some((item) => typeof item === 'object' && item !== null && !Array.isArray(item))) return 'a list';
    if (depth === deepest) return '[...]';
    return `[${value
      .slice(0, longest)
      .map((item) => printed(item, depth + 1))
      .join(', ')}]`;
  }
  const keys = Object.keys(value);
  return keys.length === 0 ? '{}' : `an object of ${keys.slice(0, 8).join(', ')}`;
}
