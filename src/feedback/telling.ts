import type { Bucket } from '../records/remark.ts';
import { gramsOf } from './grams.ts';
import type { ReadComment } from './read.ts';
import { commonest, type Said } from './suggest.ts';
import { logOdds } from './words.ts';

/** A word that one side says more than the other. */
export interface Word {
  readonly text: string;
  readonly side: 'negative' | 'positive';
  readonly z: number;
  readonly delta: number;
  /** Respondents of each side who say it. */
  readonly negative: number;
  readonly positive: number;
  /** Customers of its side; respondents where no customer is named. */
  readonly customers: number;
}

/** Distinct respondents of each side. */
export interface Sides {
  readonly negative: number;
  readonly positive: number;
}

const MOST = 10;
/** METRICS.md 7.2: a word tells the sides apart with this z, and when so many customers say it. */
const TELLING = 1.96;
const FEWEST = 3;

/** What tells those who are unhappy from those who are happy. */
export function wordsOf(comments: readonly ReadComment[]): { readonly words: readonly Word[]; readonly sides: Sides } {
  const side = (bucket: Bucket): Side => {
    const own = comments.filter(({ comment }) => comment.bucket === bucket);
    const said = own.map(({ author, tokens }) => ({ author, grams: gramsOf(tokens, 1) }));
    return {
      own,
      said,
      authors: new Set(own.map(({ author }) => author)).size,
      counts: countsOf(said),
      customers: customersBy({ own, said }),
    };
  };
  const [negative, positive] = [side('negative'), side('positive')];
  const sides = { negative: negative.authors, positive: positive.authors };
  if (negative.authors === 0 || positive.authors === 0) return { words: [], sides };
  const texts = commonest([...negative.said, ...positive.said]);
  const words = logOdds(negative.counts, positive.counts).flatMap(({ word, delta, z }): Word[] => {
    const which = z > 0 ? 'negative' : 'positive';
    const customers = (z > 0 ? negative : positive).customers.get(word)?.size ?? 0;
    if (Math.abs(z) < TELLING || customers < FEWEST) return [];
    const counts = { negative: negative.counts.get(word) ?? 0, positive: positive.counts.get(word) ?? 0 };
    return [{ text: texts.get(word) ?? word, side: which, z, delta, ...counts, customers }];
  });
  const best = (which: Word['side']): Word[] =>
    words
      .filter((each) => each.side === which)
      .toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.text < b.text ? -1 : 1))
      .slice(0, MOST);
  return { words: [...best('negative'), ...best('positive')], sides };
}

interface Side {
  readonly own: readonly ReadComment[];
  readonly said: readonly Said[];
  readonly authors: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly customers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** How many respondents say each word. */
function countsOf(said: readonly Said[]): Map<string, number> {
  const authors = new Map<string, Set<string>>();
  for (const { author, grams } of said)
    for (const { key } of grams) authors.set(key, (authors.get(key) ?? new Set()).add(author));
  return new Map(Array.from(authors, ([key, all]) => [key, all.size]));
}

/** Who says each word: customers, respondents where none is named. */
function customersBy({ own, said }: Pick<Side, 'own' | 'said'>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [i, { comment, author }] of own.entries()) {
    for (const { key } of said[i]?.grams ?? []) {
      const known = found.get(key);
      if (known) known.add(comment.customer ?? author);
      else found.set(key, new Set([comment.customer ?? author]));
    }
  }
  return found;
}
