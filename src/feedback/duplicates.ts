/** What is compared of a comment. */
export interface Comparable {
  /** Its words, in order. */
  readonly words: readonly string[];
  /** The respondent who wrote it; null where nobody knows. */
  readonly author: string | null;
  /** The day it was written. */
  readonly date: string;
}

/** METRICS.md 7.2: texts of which so much is the same are one. */
const LIKENESS = 0.9;
/** Two people, and one on another day, may well say "too expensive" again; texts with so many different words are pasted. */
export const LONG = 10;

/**
 * For each comment, in the order given, whether an earlier one says the same: an author the same again on one day, or
 * anybody a long text that shares nine tenths of its different words (token Jaccard).
 */
export function duplicatesIn(comments: readonly Comparable[]): boolean[] {
  const said = new Set<string>();
  const sets = comments.map(({ words }) => new Set(words));
  const counts = new Map<string, number>();
  for (const set of sets) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1);
  /** Long comments that count, by each of their rarest words and their number of words. */
  const byWord = new Map<string, number[]>();
  const place = (word: string, size: number): string => `${size} ${word}`;
  return comments.map(({ words, author, date }, i) => {
    const set = sets[i] ?? new Set<string>();
    const own = author === null ? null : JSON.stringify([author, date, words.join(' ')]);
    if (own !== null && said.has(own)) return true;
    if (own !== null) said.add(own);
    if (set.size < LONG) return false;
    const rare = rarest(set, counts);
    const compared = new Set<number>();
    // Sets of other sizes cannot share so much.
    for (let size = Math.ceil(LIKENESS * set.size); size * LIKENESS <= set.size; size++) {
      for (const word of rare) {
        for (const other of byWord.get(place(word, size)) ?? []) {
          if (compared.has(other)) continue;
          compared.add(other);
          if (jaccard(set, sets[other] ?? set) >= LIKENESS) return true;
        }
      }
    }
    for (const word of rare) {
      const own = byWord.get(place(word, set.size));
      if (own) own.push(i);
      else byWord.set(place(word, set.size), [i]);
    }
    return false;
  });
}

/** Two sets that share nine tenths share one of these: so many more than a tenth of the words, the rarest first. */
function rarest(set: ReadonlySet<string>, counts: ReadonlyMap<string, number>): string[] {
  const size = set.size - Math.ceil(LIKENESS * set.size) + 1;
  const order = (word: string): number => counts.get(word) ?? 0;
  return [...set].toSorted((a, b) => order(a) - order(b) || (a < b ? -1 : 1)).slice(0, size);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}
