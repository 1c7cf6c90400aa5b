import { eld } from 'eld/extrasmall';

/** A guess on fewer characters is none (METRICS.md 7.2). */
const SHORTEST = 20;
/** Nor is one on fewer words, where there are spaces between them: a name of a place or a product decides it. */
const FEWEST_WORDS = 4;

/** The language that dictionaries, stems and stop words are of. */
export const ENGLISH = 'en';

/** The ISO 639-1 code of the language a text is in; null where that cannot be told. */
export function languageOf(text: string): string | null {
  const letters = text.replaceAll(/\s+/g, ' ').trim();
  const isTold = letters.split(' ').length >= FEWEST_WORDS || !/\p{Script=Latin}/u.test(letters);
  if (letters.length < SHORTEST || !isTold) return null;
  const found = eld.detect(letters);
  return found.language === '' || !found.isReliable() ? null : found.language;
}
