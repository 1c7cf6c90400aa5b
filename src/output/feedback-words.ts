import { format } from '../calculator/unit.ts';
import { shorten, surveyName, visible } from '../text.ts';
import type { Amount, Feedback, ThemeRow } from './feedback.ts';
import { plural } from './issues.ts';

// What is said of comments, the same in a terminal and on a page.

/** METRICS.md 7.1: what no counting of words can tell. */
export const LIMITS =
  'Themes are counted by the words of the dictionary. Sarcasm, mixed feelings in one sentence and why things are so cannot be told; the scores say who is happy. Names of people in quotes are not masked.';

export const BUCKET_NAMES: Readonly<Record<string, string>> = {
  positive: 'Happy: promoters, satisfied, easy',
  neutral: 'Between',
  negative: 'Unhappy: detractors, dissatisfied, hard',
  unscored: 'Without a score',
};

/** What customers pay, currency by currency. */
export function amountsText(
  amounts: readonly Amount[],
  report: { decimalsOf(currency: string | null): number },
): string {
  return amounts
    .map(({ currency, mrr }) => {
      const decimals = report.decimalsOf(currency);
      return `${format.money(Math.round(mrr * 10 ** decimals), decimals)}${currency === null ? '' : ` ${currency}`}`;
    })
    .join(' + ');
}

/** What a quote is of: its day, its score, and who wrote it. */
export function sourceOf({ date, kind, score, name, customer }: ThemeRow['quotes'][number]): string[] {
  const answer = score === null ? (kind === 'other' ? [] : [kind]) : [`${surveyName(kind)} ${score}`];
  const who = name ?? customer;
  return [date, ...answer, ...(who === null ? [] : [shorten(visible(who), 40)])];
}

/** What became of every comment. */
export function accounts({ counts, languages, unmatched }: Feedback): string[] {
  const { comments, duplicates, wordless, unreadable, matched } = counts;
  if (comments === 0) return [];
  const share = unmatched.share === null ? '' : ` (${format.ratio(unmatched.share, 0)} of those read)`;
  const parts = [
    `${matched} with a theme`,
    `${unmatched.comments} without one${share}`,
    ...(unreadable > 0 ? [`${unreadable} in languages the dictionary is not in`] : []),
    ...(duplicates > 0 ? [`${duplicates} said before`] : []),
    ...(wordless > 0 ? [`${wordless} without words`] : []),
  ];
  const tongues = languages.map(
    ({ language, comments: count, read }) => `${language ?? 'not to be told'} ${count}${read ? '' : ' (not read)'}`,
  );
  return [`${plural(comments, 'comment')}: ${parts.join(', ')}.`, `Languages, as guessed: ${tongues.join(', ')}.`];
}

/** Words that one side says more than the other. */
export function words({ words: all, sides }: Feedback): string[] {
  const said = (side: 'negative' | 'positive', who: string): string => {
    const own = all.filter((each) => each.side === side);
    if (own.length === 0) return '';
    const [of, others] = side === 'negative' ? [sides.negative, sides.positive] : [sides.positive, sides.negative];
    const list = own.map(
      (each) => `${label(each.word)} ${each[side]}:${side === 'negative' ? each.positive : each.negative}`,
    );
    return `Said more by the ${who} (of ${plural(of, 'respondent')} : of ${others}): ${list.join(', ')}`;
  };
  return [said('negative', 'unhappy'), said('positive', 'happy')].filter((line) => line !== '');
}

/** What may be a theme and is none yet. */
export function suggestions({ suggestions: all }: Feedback): string[] {
  if (all.length === 0) return [];
  const list = all.map(({ text, respondents }) => `"${label(text)}" ${respondents}`);
  return [`Perhaps themes (words without one, and how many respondents share them): ${list.join(', ')}`];
}

/** A name from data: never what a terminal or a CI log would obey. */
export function label(name: string): string {
  const text = shorten(visible(name), 40);
  return /^\s*(::|##\[)/.test(text) ? `"${text}"` : text;
}
