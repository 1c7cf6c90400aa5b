import type { Hit, Theme, Tone } from './dictionary.ts';
import { chooseQuotes, quoteOf } from './quotes.ts';
import type { Comment, ReadComment } from './read.ts';

/** A comment as it is quoted. */
export interface Quote {
  readonly comment: Comment;
  readonly text: string;
}

interface Choice {
  /** Quotes of each theme. */
  readonly quotes: number;
  readonly showPersonal: boolean;
}

/** What finding a pattern says of a comment: the rarer it is, and the more words it has, the more. */
function weightsOf(matched: readonly ReadComment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { hits } of matched)
    for (const { pattern } of [...hits.values()].flat()) counts.set(pattern.text, (counts.get(pattern.text) ?? 0) + 1);
  return new Map(
    Array.from(counts, ([text, count]) => [
      text,
      Math.log(1 + matched.length / count) * Math.sqrt(text.split(/\s+/).length),
    ]),
  );
}

/** The side whose words fit a theme best: a complaint reads best from somebody who complains. */
const AGREES: Readonly<Record<Tone, string | null>> = { complaint: 'negative', praise: 'positive', either: null };
const AGREEMENT = 1.25;
/** What is quoted for one theme already says less for another. */
const AGAIN = 0.5;

/** The quotes of each theme, in the order of the themes. */
export function quotesOf(
  themes: readonly Theme[],
  comments: readonly ReadComment[],
  { quotes, showPersonal }: Choice,
): Quote[][] {
  const matched = comments.filter(({ hits }) => hits.size > 0);
  const weights = weightsOf(matched);
  const quoted = new Set<Comment>();
  // Of two that say as much, the later one.
  const latestFirst = matched.toReversed();
  return themes.map((theme) => {
    const candidates = latestFirst.flatMap((each) => {
      const hits = each.hits.get(theme);
      if (hits === undefined) return [];
      const { comment, original, clean, tokens } = each;
      const sum = hits.reduce((all, { pattern }) => all + (weights.get(pattern.text) ?? 0), 0);
      const fits = comment.bucket === AGREES[theme.tone] ? AGREEMENT : 1;
      const weight = sum * fits * (quoted.has(comment) ? AGAIN : 1);
      const words = new Set(tokens.map(({ stem }) => stem));
      return [{ comment, original, clean, ...placeOf(each, hits), weight, words }];
    });
    return chooseQuotes(candidates, quotes).map((each) => {
      quoted.add(each.comment);
      return { comment: each.comment, text: quoteOf(each, showPersonal) };
    });
  });
}

function placeOf({ tokens }: ReadComment, hits: readonly Hit[]): { start: number; end: number } {
  const [first] = hits.toSorted((a, b) => a.from - b.from);
  return { start: tokens[first?.from ?? 0]?.start ?? 0, end: tokens[first?.to ?? 0]?.end ?? 0 };
}
