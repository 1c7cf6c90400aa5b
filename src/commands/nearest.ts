import { closest, distance } from 'fastest-levenshtein';

/** `did you mean X?` for the nearest known word; nothing when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(word, known);
  return distance(word, found) <= Math.max(2, Math.ceil(word.length / 3)) ? `did you mean ${found}?` : undefined;
}
