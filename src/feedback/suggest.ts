import type { Gram } from './grams.ts';

/** A word or some in a row that many comments without a theme share. */
export interface Suggestion {
  readonly text: string;
  /** How many respondents say it in comments without a theme. */
  readonly respondents: number;
  /** Class-based tf-idf: how much it is of these comments, and not of the others. */
  readonly weight: number;
}

/** A comment as it is counted here. */
export interface Said {
  readonly author: string;
  readonly grams: readonly Gram[];
}

/** METRICS.md 7.2: said by so many. */
const FEWEST = 3;
/** Of two that the same people say, the longer one. */
const SAME = 0.75;

/**
 * Frequent runs of words in comments without a theme, ranked by class-based tf-idf: tf * ln(1 + A / f), with f the
 * respondents who say it anywhere and A the mean size of the two classes.
 */
export function suggestionsFrom(unmatched: readonly Said[], matched: readonly Said[], most: number): Suggestion[] {
  const own = authorsBy(unmatched);
  const others = authorsBy(matched);
  const texts = commonest(unmatched);
  const sizes = [own, others].map((counts) => [...counts.values()].reduce((sum, authors) => sum + authors.size, 0));
  const mean = ((sizes[0] ?? 0) + (sizes[1] ?? 0)) / 2;
  const ranked = [...own]
    .filter(([, authors]) => authors.size >= FEWEST)
    .map(([key, authors]) => {
      const everywhere = authors.size + (others.get(key)?.size ?? 0);
      const length = key.split(' ').length;
      const weight = authors.size * Math.log(1 + mean / everywhere);
      return { key, authors, length, weight, text: texts.get(key) ?? key };
    })
    .toSorted((a, b) => b.weight * b.length - a.weight * a.length || (a.key < b.key ? -1 : 1));
  const kept: typeof ranked = [];
  for (const each of ranked) {
    if (kept.length === most) break;
    if (!kept.some((other) => isPartOf(each, other))) kept.push(each);
  }
  return kept.map(({ text, authors, weight }) => ({ text, respondents: authors.size, weight }));
}

/** Whether two runs share words and most of the people who say them. */
function isPartOf(a: Ranked, b: Ranked): boolean {
  const words = new Set(b.key.split(' '));
  if (!a.key.split(' ').some((word) => words.has(word))) return false;
  let shared = 0;
  for (const author of a.authors) if (b.authors.has(author)) shared++;
  return shared >= SAME * Math.min(a.authors.size, b.authors.size);
}

interface Ranked {
  readonly key: string;
  readonly authors: ReadonlySet<string>;
}

function authorsBy(comments: readonly Said[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { author, grams } of comments) {
    for (const { key } of grams) {
      const authors = found.get(key);
      if (authors) authors.add(author);
      else found.set(key, new Set([author]));
    }
  }
  return found;
}

/** How each run is mostly written; of two alike, the first by code point. */
export function commonest(comments: readonly Said[]): Map<string, string> {
  const forms = new Map<string, Map<string, number>>();
  for (const { grams } of comments) {
    for (const { key, text } of grams) {
      let own = forms.get(key);
      if (own === undefined) forms.set(key, (own = new Map<string, number>()));
      own.set(text, (own.get(text) ?? 0) + 1);
    }
  }
  const best = (own: ReadonlyMap<string, number>): string =>
    [...own].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? '';
  return new Map([...forms].map(([key, own]) => [key, best(own)]));
}
