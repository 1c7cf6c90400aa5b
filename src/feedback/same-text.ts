import { clean } from './clean.ts';
import { LONG } from './duplicates.ts';
import type { Comment } from './read.ts';
import { tokensOf } from './tokens.ts';

/** So many people do not come upon the same long sentence by themselves. */
const FEWEST = 3;

/** Comments of so many words that three people or more wrote word for word, in groups. Who is not known counts as nobody else. */
export function sameTexts<Own extends Comment>(comments: readonly Own[]): Own[][] {
  const groups = new Map<string, Own[]>();
  for (const comment of comments) {
    const words = tokensOf(clean(comment.text).clean).map(({ word }) => word);
    if (new Set(words).size < LONG) continue;
    const key = words.join(' ');
    const known = groups.get(key);
    if (known) known.push(comment);
    else groups.set(key, [comment]);
  }
  const authorsOf = (own: readonly Own[]): number =>
    new Set(own.flatMap(({ respondent, customer }) => respondent ?? customer ?? [])).size;
  return [...groups.values()].filter((own) => authorsOf(own) >= FEWEST);
}
