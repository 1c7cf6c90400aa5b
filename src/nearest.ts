import { closest, distance } from 'fastest-levenshtein';

/** `did you mean X?` for the nearest known word; nothing when none is near: of a short word one letter may be wrong. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(word, known);
  const near = Math.max(word.length > 3 ? 2 : 1, Math.ceil(word.length / 3));
  return distance(word, found) <= near ? `did you mean ${found}?` : undefined;
}
