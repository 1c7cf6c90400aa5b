import { type Day, endOfMonth, formatDay } from '../calculator/calendar.ts';
import type { Change } from '../calculator/compare.ts';
import type { Result } from '../calculator/calculate.ts';
import type { Period } from '../calculator/period.ts';
import { type Issue, notice } from '../errors.ts';
import { plural } from '../output/issues.ts';
import type { Subscription } from '../records/row.ts';
import type { Reshaped } from './request.ts';

/** The months of sheets, as their last days, in order: those with any amount, and those that somebody pays in. */
interface Months {
  readonly first: Day;
  readonly last: Day;
  readonly paid: readonly Day[];
}

function monthsOf(rows: readonly Subscription[]): Months | null {
  const covered = new Set<Day>();
  const paid = new Set<Day>();
  for (const { covers, terms } of rows) {
    if (covers === undefined) continue;
    covered.add(covers);
    if (terms.length > 0) paid.add(covers);
  }
  const inOrder = [...covered].toSorted((a, b) => a - b);
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) return null;
  return { first, last, paid: [...paid].toSorted((a, b) => a - b) };
}

/** What sheets by month make of a run's answer: nothing is known of a period that closes after their last month. */
export function sheetOf(rows: readonly Subscription[]): Reshaped {
  const months = monthsOf(rows);
  if (months === null) return {};
  const isBeyond = (period: Period): boolean => period.closeDay > months.last;
  return {
    results(results, period, metrics) {
      const isOpen = period.firstDay - 1 <= months.last;
      const unknown = ({ metric }: Result): boolean =>
        isBeyond(period) && metrics.has(metric) && !(isOpen && OPENING.has(metric));
      return results.map((result) => (unknown(result) ? afterData(result) : result));
    },
    changes(changes, from, metrics) {
      const unknown = ({ metric }: Change): boolean => from !== null && isBeyond(from) && metrics.has(metric);
      return changes.map((change) => (unknown(change) ? unchanged(change) : change));
    },
    issues: (period) => [...sheetIssues(rows), ...edges(months, period)],
  };
}

/** What is known of a period that begins before the sheet ends, whenever it closes. */
const OPENING = new Set(['customers_at_start', 'mrr_at_start']);

const afterData = ({ metric, method, period, segment, currency }: Result): Result => ({
  metric,
  method,
  period,
  segment,
  currency,
  value: null,
  numerator: null,
  denominator: null,
  n: 0,
  interval: null,
  reason: 'after_data',
});

const unchanged = ({ metric, method, segment, currency }: Change): Change => ({
  metric,
  method,
  segment,
  currency,
  previous: null,
  delta: null,
  deltaPct: null,
  verdict: null,
});

/** Where a period touches the edge of what the sheets know. */
function edges({ first, last }: Months, period: Period): Issue[] {
  const [from, to] = [monthText(first), monthText(last)];
  if (period.closeDay > last) {
    const message = `the sheet ends with ${to}: who went on after it is not known, so ${period.label} has no figures but those of its start`;
    return [notice('sheet/end', 'warning', message, `-p ${to}, or -p ${from}..${to} for all of it`)];
  }
  if (period.firstDay > first || period.closeDay < first) return [];
  return [notice('sheet/begin', 'warning', `the sheet begins with ${from}: whoever pays in it counts as new`)];
}

/** What is to be said of sheets whatever is asked of them: months that nobody pays in, and months that come twice. */
export function sheetIssues(rows: readonly Subscription[]): Issue[] {
  const months = monthsOf(rows);
  return months === null ? [] : [...gaps(months), ...repeated(rows)];
}

/**
 * Customers who pay at one time both in a sheet by month and in an export of subscriptions: mostly one thing told twice.
 * Of files that nobody named (`picked`) it is an error: the sum would be a guess.
 */
export function twiceIssues(rows: readonly Subscription[], picked: ReadonlySet<string>): Issue[] {
  const sheet = new Map<string, Subscription[]>();
  for (const row of rows) {
    if (row.covers === undefined || row.terms.length === 0) continue;
    const months = sheet.get(row.customer_id);
    if (months === undefined) sheet.set(row.customer_id, [row]);
    else months.push(row);
  }
  const both = new Set<string>();
  let example: readonly [Subscription, Subscription] | null = null;
  for (const row of rows) {
    const months = row.covers === undefined && !both.has(row.customer_id) ? sheet.get(row.customer_id) : undefined;
    const month = months?.find((each) => isAtOnce(each, row));
    if (month === undefined) continue;
    example ??= [month, row];
    both.add(row.customer_id);
  }
  if (example === null) return [];
  const [byMonth, byDate] = example;
  const who = `${plural(both.size, 'customer')} in ${byMonth.file} by month and in ${byDate.file} by date`;
  const at = `(${byMonth.customer_id} at ${byMonth.file}:${byMonth.line} and ${byDate.file}:${byDate.line})`;
  const isGuess = picked.has(byMonth.file) || picked.has(byDate.file);
  const message = `${who} ${at}: ${isGuess ? 'their MRR would be counted twice' : 'both are added up'}`;
  const hint = `--subscriptions ${byDate.file}, to go by one of them${isGuess ? '; name both if they are two things' : ''}`;
  return [notice('sheet/twice', isGuess ? 'error' : 'warning', message, hint)];
}

const isAtOnce = (one: Subscription, other: Subscription): boolean =>
  one.terms.some((a) => other.terms.some((b) => a.from < (b.until ?? Infinity) && b.from < (a.until ?? Infinity)));

function gaps({ last, paid }: Months): Issue[] {
  const issues = paid.slice(1).flatMap((end, i) => {
    const expected = endOfMonth((paid[i] ?? end) + 1);
    if (expected === end) return [];
    const message = `nobody pays in ${monthText(expected)}, and in ${monthText(end)} somebody does: is the month missing?`;
    return [notice('sheet/gap', 'warning', message)];
  });
  const end = paid.at(-1);
  if (end === undefined || end === last) return issues;
  const message = `nobody pays after ${monthText(end)}, to the end of the sheet: possible export cut-off, not churn`;
  return [...issues, notice('data/cut-off', 'warning', message)];
}

/** Several amounts of one customer, month and plan are added up: they may be products, or one row twice. */
function repeated(rows: readonly Subscription[]): Issue[] {
  const seen = new Set<string>();
  let count = 0;
  let example = '';
  for (const { covers, customer_id, subscription_id, plan, file, line } of rows) {
    if (covers === undefined) continue;
    const key = JSON.stringify([customer_id, covers, plan, subscription_id]);
    if (seen.has(key) && count++ === 0) example = `${monthText(covers)} at ${file}:${line}`;
    seen.add(key);
  }
  if (count === 0) return [];
  const times = count === 1 ? 'a customer has a month' : `${count} times a customer has a month`;
  return [notice('sheet/repeated', 'warning', `${times} more than once (${example}): the amounts are added up`)];
}

const monthText = (day: Day): string => formatDay(day).slice(0, 7);
