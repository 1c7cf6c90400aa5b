import type { Result } from '../calculator/calculate.ts';
import type { Change } from '../calculator/compare.ts';
import { wilson } from '../calculator/interval.ts';
import type { Period } from '../calculator/period.ts';
import type { Comment, Findings, ThemeFound } from '../feedback/feedback.part.ts';
import { redactId } from '../feedback/personal.ts';
import type { Amount, Feedback, Precision, ThemeRow } from '../output/feedback.ts';
import { type Account, type Book, mrrAtClose } from '../records/account.ts';
import { decimalsOf } from '../records/money.ts';
import { BUCKETS } from '../records/remark.ts';

// What comments come to, in the shapes of an answer.

export const CONFIDENCE = 0.95;

interface About {
  /** What customers pay at the close; null where the exports do not say. */
  readonly mrrOf: ((customers: readonly string[]) => Amount[]) | null;
  /** The customers who are red at the close; null where there are no scores. */
  readonly reds: ReadonlySet<string> | null;
  readonly hasCustomers: boolean;
  readonly showPersonal: boolean;
  /** Of themes whose sample was labelled. */
  readonly precision: ReadonlyMap<string, Precision>;
  /** Comments without a day. */
  readonly undated: number;
}

/** What stands beside the rows. */
export function answerOf(found: Findings, about: About): Feedback {
  const { fates, suggestions, languages, sides } = found;
  const { matched, unmatched } = fates;
  const of = matched + unmatched;
  const interval = wilson(unmatched, of, CONFIDENCE);
  return {
    themes: found.themes.map((theme) => themeRow(theme, about)),
    words: found.words.map(({ text, side, z, delta, negative, positive, customers }) => ({
      word: text,
      side,
      z,
      delta,
      negative,
      positive,
      customers,
    })),
    sides,
    suggestions: [...suggestions],
    languages: languages.map(({ language, comments, isRead }) => ({ language, comments, read: isRead })),
    unmatched: {
      comments: unmatched,
      of,
      share: of === 0 ? null : unmatched / of,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    },
    buckets: BUCKETS.map((bucket) => ({
      bucket,
      comments: found.all.filter((each) => each.bucket === bucket).length,
    })),
    counts: { ...fates, undated: about.undated },
    commenters: customersOf(found, about),
  };
}

/** An id; one that is an address or a telephone number only where personal data are shown. */
const told = (id: string, { showPersonal }: About): string => (showPersonal ? id : redactId(id));

/** The amount, where there is one currency; of customers who pay nothing, 0. */
const only = (amounts: readonly Amount[] | null): number | null =>
  amounts === null || amounts.length > 1 ? null : (amounts[0]?.mrr ?? 0);

function themeRow(found: Findings['themes'][number], about: About): ThemeRow {
  const { theme, target, tone, now, before, interval, respondents, customers, buckets, quotes, verdict } = found;
  const share = shareOf(now);
  const previous = before && shareOf(before);
  const amounts = about.mrrOf?.(customers) ?? null;
  return {
    theme,
    target,
    tone,
    comments: now.hits,
    share,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    respondents,
    customers: about.hasCustomers ? customers.length : null,
    mrr: only(amounts),
    amounts: amounts ?? [],
    ...(about.hasCustomers && redOf(customers, about)),
    previous,
    change: share === null || previous === null ? null : share - previous,
    verdict,
    buckets,
    precision: about.precision.get(theme) ?? null,
    quotes: quotes.map(({ comment: { id, date, kind, score, customer, name, file, line }, text }) => ({
      id: id === null ? null : told(id, about),
      date,
      kind,
      score,
      customer: customer === null ? null : told(customer, about),
      name,
      text,
      file,
      line,
    })),
  };
}

const redOf = (customers: readonly string[], { reds }: About): Pick<ThemeRow, 'red'> =>
  reds === null ? {} : { red: customers.filter((each) => reds.has(each)).length };

const shareOf = ({ hits, of }: ThemeFound['now']): number | null => (of === 0 ? null : hits / of);

/** Themes by customer, those who pay most first. */
function customersOf({ themed }: Findings, about: About): Feedback['commenters'] {
  const byId = new Map<string, { comments: Comment[]; themes: Set<string> }>();
  for (const { comment, themes } of themed) {
    if (comment.customer === null) continue;
    const known = byId.get(comment.customer) ?? { comments: [], themes: new Set() };
    known.comments.push(comment);
    for (const theme of themes ?? []) known.themes.add(theme);
    byId.set(comment.customer, known);
  }
  return Array.from(byId, ([customer, { comments, themes }]) => {
    const amounts = about.mrrOf?.([customer]) ?? null;
    const row = {
      customer_id: told(customer, about),
      name: comments[0]?.name ?? null,
      mrr: only(amounts),
      amounts: amounts ?? [],
      comments: comments.length,
      themes: [...themes].toSorted(),
    };
    return { customer, row };
  })
    .toSorted((a, b) => {
      const byWorth = (b.row.mrr ?? 0) - (a.row.mrr ?? 0) || b.row.comments - a.row.comments;
      return byWorth || (a.customer < b.customer ? -1 : 1);
    })
    .map(({ row }) => row);
}

/** What customers pay at the close, in major units, by currency. Empty: nothing. */
export function mrrOf(customers: readonly string[], book: Book, period: Period): Amount[] {
  const cents = new Map<string | null, number>();
  const accounts = customers.flatMap((customer): Account[] => {
    const account = book.byCustomer.get(customer);
    return account === undefined ? [] : [account];
  });
  for (const ledger of accounts.flatMap(({ ledgers }) => ledgers)) {
    const amount = mrrAtClose(ledger, period);
    if (amount !== 0) cents.set(ledger.currency, (cents.get(ledger.currency) ?? 0) + amount);
  }
  return Array.from(cents, ([currency, sum]) => ({ currency, mrr: sum / 10 ** decimalsOf(currency) })).toSorted(
    (a, b) => ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1),
  );
}

const cellOf = ({ theme }: ThemeFound) => ({
  metric: 'theme_share',
  method: null,
  segment: theme,
  by: 'theme',
  currency: null,
});

/** The row of a theme. */
export function resultOf(found: ThemeFound, period: Period): Result {
  const { hits, of } = found.now;
  const isEmpty = of === 0;
  return {
    ...cellOf(found),
    period: period.label,
    value: isEmpty ? null : hits / of,
    numerator: isEmpty ? null : hits,
    denominator: isEmpty ? null : of,
    n: of,
    interval: found.interval,
    reason: isEmpty ? 'no_comments' : null,
  };
}

/** Its change. */
export function changeOf(found: ThemeFound): Change {
  const { now, before, verdict } = found;
  const previous = before === null || before.of === 0 ? null : before.hits / before.of;
  const delta = previous === null || now.of === 0 ? null : now.hits / now.of - previous;
  return { ...cellOf(found), previous, delta, deltaPct: null, verdict };
}
