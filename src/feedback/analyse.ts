import type { Theme, ThemeEntry } from './dictionary.ts';
import { duplicatesIn } from './duplicates.ts';
import { type Quote, quotesOf } from './choose.ts';
import { foundOf, type ThemeFound } from './found.ts';
import { gramsOf } from './grams.ts';
import { canRead, type Comment, isEnglish, read, type ReadComment } from './read.ts';
import { STARTER } from './starter.ts';
import { type Said, type Suggestion, suggestionsFrom } from './suggest.ts';
import { type Sides, type Word, wordsOf } from './telling.ts';

/** How the comments are to be read. */
export interface Reading {
  readonly themes: readonly Theme[];
  /** Quotes of each theme. */
  readonly quotes: number;
  /** Whether personal data are shown in them. */
  readonly showPersonal: boolean;
  readonly confidence: number;
}

/** A comment with the names of its themes; null for one that cannot be read. */
interface Themed<Own extends Comment> {
  readonly comment: Own;
  readonly themes: readonly string[] | null;
}

/** What became of each comment: duplicates + wordless + unreadable + matched + unmatched. */
interface Fates {
  readonly comments: number;
  readonly duplicates: number;
  /** Without a letter or a digit of the customer's own. */
  readonly wordless: number;
  /** In a language that no theme is in. */
  readonly unreadable: number;
  readonly matched: number;
  readonly unmatched: number;
}

/** What comments say. */
export interface Findings<Own extends Comment = Comment> {
  /** All of them, in an order of their own. */
  readonly all: readonly Own[];
  readonly fates: Fates;
  /** The most frequent first. */
  readonly themes: readonly (ThemeFound & { readonly quotes: readonly Quote[] })[];
  readonly words: readonly Word[];
  readonly suggestions: readonly Suggestion[];
  /** Comments by language, the most frequent first; null: it cannot be told. Duplicates are not among them. */
  readonly languages: readonly {
    readonly language: string | null;
    readonly comments: number;
    readonly isRead: boolean;
  }[];
  /** Comments that count. */
  readonly themed: readonly Themed<Own>[];
  /** Those of the period it is compared with. */
  readonly themedBefore: readonly Themed<Own>[];
  /** Distinct respondents who wrote what was read, by side: what the words are counted among. */
  readonly sides: Sides;
}

/** The dictionary of a run: the user's themes, before those of the starter that they do not replace by name. */
export function dictionaryOf(own: readonly ThemeEntry[] = [], extend = true): ThemeEntry[] {
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...(extend ? STARTER.filter(({ name }) => !names.has(name)) : [])];
}

/** Reads the comments of a period, and those of the period it is compared with. The order of either changes nothing. */
export function analyse<Own extends Comment>(
  now: readonly Own[],
  before: readonly Own[] | null,
  reading: Reading,
): Findings<Own> {
  const { themes, confidence } = reading;
  const current = distinct(now, themes);
  const earlier = before && distinct(before, themes).counted;
  const { counted } = current;
  const readable = counted.filter((each) => isReadable(each, themes));
  const matched = readable.filter(({ hits }) => hits.size > 0);
  const unmatched = readable.filter(({ hits }) => hits.size === 0);
  const english = (some: readonly ReadComment<Own>[]): Said[] =>
    some.filter(isEnglish).map(({ author, tokens }) => ({ author, grams: gramsOf(tokens) }));
  const found = themes
    .map((theme) => ({ theme, found: foundOf(theme, { counted, earlier, confidence }) }))
    .toSorted((a, b) => b.found.now.hits - a.found.now.hits);
  const quotes = quotesOf(
    found.map(({ theme }) => theme),
    counted,
    reading,
  );
  return {
    all: current.all,
    fates: {
      comments: now.length,
      duplicates: current.duplicates,
      wordless: current.wordless,
      unreadable: counted.length - readable.length,
      matched: matched.length,
      unmatched: unmatched.length,
    },
    themes: found.map((each, i) => Object.assign(each.found, { quotes: quotes[i] ?? [] })),
    ...wordsOf(counted.filter(isEnglish)),
    suggestions: suggestionsFrom(english(unmatched), english(matched), MOST_SUGGESTIONS),
    languages: languagesOf(counted, themes),
    themed: counted.map((each) => themedOf(each, themes)),
    themedBefore: (earlier ?? []).map((each) => themedOf(each, themes)),
  };
}

const MOST_SUGGESTIONS = 10;

const isReadable = (comment: ReadComment, themes: readonly Theme[]): boolean =>
  themes.some((theme) => canRead(theme, comment));

const themedOf = <Own extends Comment>(each: ReadComment<Own>, themes: readonly Theme[]): Themed<Own> => ({
  comment: each.comment,
  themes: isReadable(each, themes) ? Array.from(each.hits.keys(), ({ name }) => name) : null,
});

/** Comments with words in them, each once, in an order of their own. */
export function distinct<Own extends Comment>(comments: readonly Own[], themes: readonly Theme[]) {
  const all = comments.toSorted(byPlace).map((comment, i) => read(comment, themes, i));
  const worded = all.filter(({ tokens }) => tokens.length > 0);
  const isAgain = duplicatesIn(
    worded.map(({ tokens, comment: { respondent, date } }) => ({
      words: tokens.map(({ word }) => word),
      // METRICS.md 9.28: who has no name stands for itself, whichever customer it is of.
      author: respondent,
      date,
    })),
  );
  const counted = worded.filter((_, i) => !isAgain[i]);
  const own = all.map(({ comment }) => comment);
  return { all: own, counted, duplicates: worded.length - counted.length, wordless: all.length - worded.length };
}

/** By day, id and text: never by where they stand in a file. */
function byPlace(a: Comment, b: Comment): number {
  const order = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
  return (
    order(a.date, b.date) ||
    order(a.id ?? '', b.id ?? '') ||
    order(a.text, b.text) ||
    order(a.respondent ?? '', b.respondent ?? '') ||
    order(a.customer ?? '', b.customer ?? '')
  );
}

function languagesOf(comments: readonly ReadComment[], themes: readonly Theme[]): Findings['languages'] {
  const counts = new Map<string | null, number>();
  for (const { language } of comments) counts.set(language, (counts.get(language) ?? 0) + 1);
  return Array.from(counts, ([language, count]) => ({
    language,
    comments: count,
    isRead: themes.some((theme) => canRead(theme, { language })),
  })).toSorted((a, b) => b.comments - a.comments || ((a.language ?? '') < (b.language ?? '') ? -1 : 1));
}
