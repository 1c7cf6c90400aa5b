import { type Day, endOfMonth, formatDay } from '../calculator/calendar.ts';
import type { Result } from '../calculator/calculate.ts';
import { lengthOf, type Period } from '../calculator/period.ts';
import { type Issue, type Level, notice } from '../errors.ts';
import { plural } from '../output/issues.ts';
import type { FileReport } from '../input/read.ts';
import type { Book } from '../records/account.ts';
import type { Kind } from '../records/dataset.ts';
import type { Settings } from '../records/settings.ts';
import type { Subscription } from '../records/row.ts';

/** What a reader of a caveat is told: the rows it applies to, and what that means. */
const CAVEATS: Readonly<Record<string, readonly [Level, string, string]>> = {
  'fcr/stated': ['note', 'ticket', 'by what first_contact_resolved says, which goes before replies and reopenings'],
  'survey/effort': ['note', 'answer', 'asked as effort, where low is good'],
  'fcr/open': ['note', 'ticket', 'of the period not solved yet: FCR can still rise'],
  'fcr/immature': [
    'warning',
    'ticket',
    'solved in the {window} days up to the as-of day (immature): a reopening may still come',
  ],
  'fcr/repeatable': [
    'warning',
    'ticket',
    'created in the {window} days up to the as-of day (immature): another may still come',
  ],
  'fcr/no-topic': ['warning', 'ticket', 'without a customer or a topic: nobody can tell whether it was repeated'],
  'fcr/unknown-thankyou': [
    'warning',
    'reopened ticket',
    'without the replies of agents before its first solve, or in all: a thank-you cannot be told, it counts as reopened',
  ],
  'survey/off-scale': ['warning', 'answer', 'on a scale that --satisfied-min is not on: in the mean, not in the share'],
  'survey/no-customer': ['warning', 'answer', 'without a customer: not in NPS by account'],
  'survey/no-mrr': ['warning', 'answer', 'of nobody who pays at the close: not in NPS weighted by MRR'],
  'support/no-solve-date': [
    'warning',
    'ticket',
    'solved by the status, and no day of it: neither solved nor in the backlog',
  ],
  'support/date-only': ['warning', 'ticket', 'with dates and no times of day: not in the hours'],
  'support/open-again': ['note', 'ticket', 'solved and open again: not in the resolution time'],
  'survey/no-cut': ['warning', 'answer', 'on a scale without an agreed cut: in the mean, not in the share'],
  'survey/seed-cut': ['warning', 'answer', 'on 1-10: 6 and more count as satisfied; other sources say 9'],
  'mrr/hindsight': [
    'note',
    'customer',
    'began or ended something after the close and by the as-of day: CMRR counts it as known at the close',
  ],
  'renewal/pending': ['warning', 'contract', 'due and not decided as of today: in neither number'],
  'renewal/month-to-month': ['note', 'contract', 'due whose term is a month at most: not counted'],
  'renewal/ran-on': ['note', 'contract', 'that went on past the day due, was not renewed and ended: lost'],
  'renewal/no-amount': [
    'warning',
    'contract',
    'renewed for an amount that is not in the export, or in another currency: not in the MRR rates',
  ],
  'growth/static': [
    'warning',
    'customer',
    'with values of no date: they hold for the as-of day, not for the close of the period',
  ],
  'growth/stale': ['note', 'customer', 'whose newest values are more than 12 months old: without an index'],
  'growth/zero-baseline': ['note', 'customer', 'who had 0 of what is measured when they bought: without an index'],
  'fcr/unknown-replies': ['warning', 'solved ticket', 'without a number of replies: not counted as first contact'],
};

export function caveatIssues(counts: ReadonlyMap<string, number>, { reopenWindow }: Settings): Issue[] {
  return [...counts].flatMap(([code, count]) => {
    const [level, row, text] = CAVEATS[code] ?? [];
    return level === undefined || row === undefined || text === undefined
      ? []
      : [notice(code, level, `${plural(count, row)} ${text.replace('{window}', String(reopenWindow))}`)];
  });
}

/** METRICS.md 9.13: an export that stops well before the period does. */
export function endsEarly(last: Day | null, period: Period): Issue[] {
  if (last === null || last >= period.closeDay || last < period.firstDay) return [];
  if (period.closeDay - last <= lengthOf(period) / 4) return [];
  const message = `the last row is of ${formatDay(last)}, the period ends ${formatDay(period.closeDay)}: is the export complete?`;
  return [notice('data/ends-early', 'warning', message)];
}

/** As `endsEarly`, of the events that tell who was active at the start and at the end of a period. */
export function usageGaps(covered: { first: Day; last: Day } | null, period: Period, activeDays: number): Issue[] {
  if (covered === null || !Number.isFinite(period.firstDay)) return [];
  const [from, to] = [period.firstDay - activeDays, period.closeDay];
  const slack = activeDays / 4;
  if (covered.first - from <= slack && to - covered.last <= slack) return [];
  const message = `the events of use are of ${formatDay(covered.first)}..${formatDay(covered.last)}, and ${formatDay(from)}..${formatDay(to)} is asked: is the export complete?`;
  return [notice('usage/incomplete', 'warning', message)];
}

/** Nothing in the period: the file covers another time, or has no rows at all. */
export function noRows(covered: { first: Day; last: Day } | null, period: Period): Issue[] {
  if (covered === null) return [notice('data/no-rows', 'warning', 'the exports have a header and no rows')];
  if (covered.last >= period.firstDay && covered.first <= period.closeDay) return [];
  const range = `${formatDay(covered.first)}..${formatDay(covered.last)}`;
  return [notice('data/no-rows', 'warning', `no rows in ${period.label}; the data cover ${range}`)];
}

/** A run that follows a config says so. */
export const configUsed = ({ name }: { readonly name: string }): Issue => ({
  ...notice('config/used', 'note', 'settings are read from here'),
  file: name,
});

/** Over how many months the method `trailing` is, which has no column of its own. */
export function trailingMonths(asks: readonly { readonly method: string | null }[], months: number): Issue[] {
  if (!asks.some(({ method }) => method === 'trailing')) return [];
  const message = `trailing: NRR and GRR are over the ${plural(months, 'month')} up to the end of the period`;
  return [notice('retention/trailing', 'note', message)];
}

/** Which columns of each file the config says. */
export function configColumns(reports: readonly FileReport[]): Issue[] {
  return reports.flatMap(({ file, headers, mapping }) => {
    const said = [...(mapping?.fields ?? [])].filter(([, { found }]) => found === 'config');
    if (said.length === 0) return [];
    const pairs = said.map(([field, { index }]) => `${field} is ${headers[index]}`).join(', ');
    return [{ ...notice('config/columns', 'note', `by the config: ${pairs}`), file }];
  });
}

/** A handful of answers is no trend. */
export function smallSample(results: readonly Result[]): Issue[] {
  const few = results.filter(({ interval, segment, n }) => interval !== null && segment === null && n > 0 && n < 5);
  const [first] = few;
  return first === undefined
    ? []
    : [
        notice(
          'data/small-sample',
          'note',
          `${few.map(({ metric, n }) => `${metric} (n=${n})`).join(', ')}: very few to build on`,
        ),
      ];
}

/** By the reason that nothing can be told: the column that would help, and in which exports. */
const NEEDED: Readonly<Record<string, readonly [field: string, what: string, kind: Kind]>> = {
  no_amounts: ['amount', 'an amount, mrr or arr', 'subscriptions'],
  no_term_end: ['term_end', 'the day that a contract is up for renewal', 'subscriptions'],
  no_reply_counts: ['agent_replies', 'the replies to a ticket, or first_contact_resolved', 'tickets'],
  no_comments: ['comment', 'what was said', 'surveys'],
};

/** A column without which none of the numbers can be told. */
export function neededColumn(results: readonly Result[], reports: readonly FileReport[]): Issue[] {
  const needed = NEEDED[results[0]?.reason ?? ''];
  if (needed === undefined || results.some(({ value }) => value !== null)) return [];
  const [field, what, kind] = needed;
  const files = reports.filter((report) => report.kind === kind).map(({ file }) => file);
  const message = `no column ${field} in ${files.join(', ')}: it would say ${what}`;
  return [notice('header/needed', 'warning', message, `has it another name? --map ${field}=COLUMN`)];
}

/** Groups whose names differ in letter case only are probably one. */
export function nearDuplicates(results: readonly Result[]): Issue[] {
  const names = new Map<string, Set<string>>();
  for (const { segment } of results) {
    if (segment === null) continue;
    const key = segment.toLowerCase().replaceAll(/\s+/g, ' ');
    names.set(key, (names.get(key) ?? new Set()).add(segment));
  }
  return [...names.values()]
    .filter(({ size }) => size > 1)
    .map((same) => {
      const list = [...same].map((name) => `"${name}"`).join(' and ');
      return notice('group/near-duplicate', 'warning', `${list} are two groups: are they one?`);
    });
}

/** What the subscriptions as a whole look like: METRICS.md 1.1.9, 9.3, 9.9. */
export function bookIssues({ accounts, currencies }: Book): Issue[] {
  const rows = accounts.flatMap((account) => account.rows);
  return [
    ...mixedCurrencies(rows, currencies),
    ...ends(rows),
    ...overlaps(accounts),
    ...revisionGaps(accounts),
    ...zeroLength(rows),
  ];
}

function mixedCurrencies(rows: readonly Subscription[], currencies: readonly (string | null)[]): Issue[] {
  if (currencies.length < 2) return [];
  const counts = currencies.map((currency) => {
    const count = rows.filter((row) => row.currency === currency).length;
    return `${currency ?? 'none'} (${count} ${count === 1 ? 'row' : 'rows'})`;
  });
  const message = `currencies are never added: one result for each, ${counts.join(' and ')}`;
  return [notice('money/mixed-currency', 'warning', message, 'for one of them, export its customers alone')];
}

function ends(rows: readonly Subscription[]): Issue[] {
  const days = rows.flatMap(({ ended }) => (ended === null ? [] : [ended]));
  if (days.length < 20) return [];
  const counts = new Map<Day, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  const [day = 0, most = 0] = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  const issues: Issue[] = [];
  if (most > rows.length / 5 && day === Math.max(...days)) {
    const message = `${most} of ${rows.length} subscriptions end on ${formatDay(day)}, the last end there is: possible export cut-off, not churn`;
    issues.push(notice('data/cut-off', 'warning', message));
  }
  if (days.filter((each) => endOfMonth(each) === each).length > days.length / 2) {
    const message =
      'most end dates are the last day of a month: csm reads an end date as the first day without service';
    issues.push(notice('sub/end-of-month', 'warning', message, 'if they are the last paid day: --end-date inclusive'));
  }
  return issues;
}

function overlaps(accounts: Book['accounts']): Issue[] {
  let count = 0;
  let example = '';
  for (const { customer, rows } of accounts) {
    if (rows.length < 2) continue;
    // Of a sheet by month the same month again is told of by itself.
    const dated = rows.filter(({ covers }) => covers === undefined);
    // Amounts of two currencies are not added up.
    const terms = dated.flatMap(({ plan, currency, terms: all }) =>
      all.map((term) => ({ plan, key: JSON.stringify([plan, currency]), ...term })),
    );
    const sorted = terms.toSorted((a, b) => a.from - b.from);
    const ends = new Map<string, Day>();
    for (const { plan, key, from, until } of sorted) {
      const before = ends.get(key);
      if (plan !== null && before !== undefined && from < before && count++ === 0)
        example = `${customer}, plan ${plan}`;
      ends.set(key, Math.max(before ?? -Infinity, until ?? Infinity));
    }
  }
  if (count === 0) return [];
  const times = count === 1 ? 'a customer has' : `${count} times a customer has`;
  const message = `${times} the same plan twice at once (${example}): both are added up`;
  return [notice('sub/overlap', 'warning', message)];
}

/** Revisions with a day between them are read as a day without service: most likely nobody meant that. */
function revisionGaps(accounts: Book['accounts']): Issue[] {
  let count = 0;
  let example = '';
  for (const { rows } of accounts) {
    const ends = new Map<string, Subscription>();
    for (const row of rows) {
      if (row.subscription_id !== null && row.ended !== null) ends.set(`${row.subscription_id} ${row.ended + 1}`, row);
    }
    for (const { subscription_id, started } of ends.size === 0 ? [] : rows) {
      const before = ends.get(`${subscription_id} ${started}`);
      if (before !== undefined && count++ === 0) example = `${before.file}:${before.line}`;
    }
  }
  if (count === 0) return [];
  const which = count === 1 ? 'a revision ends' : `${count} revisions end`;
  const message = `${which} the day before the next one begins (${example}): csm reads an end as the first day without service`;
  return [notice('sub/revision-gap', 'warning', message, 'if it is the last paid day: --end-date inclusive')];
}

function zeroLength(rows: readonly Subscription[]): Issue[] {
  const count = rows.filter(({ started, ended }) => started !== null && started === ended).length;
  const message = `${count} ${count === 1 ? 'subscription ends' : 'subscriptions end'} on the day of the start: never active`;
  return count === 0 ? [] : [notice('sub/zero-length', 'note', message)];
}
