// Weights of a choice in canonical form: ascending values, equal ones merged, weights that sum to 1.

/**
 * Weights are kept to 12 significant digits, so that [1, 2] and [0.1, 0.2] are the same choice although 0.1 + 0.2 is
 * not 0.3 in binary. Their sum is 1 within 1e-11.
 */
const digits = 12;

/**
 * @param pairs value and weight, each weight above 0
 * @returns undefined if a weight is 0 beside the others
 */
export function normalizedChoice(pairs: readonly (readonly [number, number])[]): [number, number][] | undefined {
  const largest = pairs.reduce((most, [, weight]) => Math.max(most, weight), 0);
  const merged = new Map<number, number>();
  // In one order whatever the spelling, because a floating-point sum depends on it.
  for (const [value, weight] of [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
    merged.set(value, (merged.get(value) ?? 0) + weight / largest);
  const total = [...merged.values()].reduce((sum, weight) => sum + weight, 0);
  const normalized = [...merged].map(([value, weight]): [number, number] => [
    value,
    Number((weight / total).toPrecision(digits)),
  ]);
  return normalized.every(([, weight]) => weight > 0) ? normalized : undefined;
}
