// A wrong name is answered with the right one. Wraps fastest-levenshtein, the only place that knows it.

import { closest, distance } from 'fastest-levenshtein';

const longestCompared = 64;
const longestListed = 20;

/**
 * What to append to `... is unknown`: `; did you mean "gravity"?` where a known name is near (a third of its letters
 * may differ), else the names that there are.
 */
export function nearest(name: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  if (name.length <= longestCompared) {
    const lower = name.toLowerCase();
    const lowered = known.map((word) => word.toLowerCase());
    const best = closest(lower, lowered);
    const word = known[lowered.indexOf(best)] as string;
    const apart = distance(lower, best);
    if (apart < lower.length && apart <= Math.ceil(word.length / 3)) return `; did you mean ${JSON.stringify(word)}?`;
  }
  const listed = known.slice(0, longestListed).join(', ');
  return `; there ${known.length === 1 ? 'is' : 'are'} ${listed}${known.length > longestListed ? ', ...' : ''}`;
}
