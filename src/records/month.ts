import { type Day, dayOf, endOfMonth, startOfMonth } from '../calculator/calendar.ts';
import { currencyOf } from './amounts.ts';
import type { DateReader } from './dates.ts';
import { field, isRefusal, rowSchema } from './fields.ts';
import { AMOUNTS, priceOf } from './price.ts';
import type { Reading, Refusal } from './reading.ts';
import type { Origin, Subscription } from './row.ts';
import { commonColumns, isUnpaid } from './subscription.ts';

const NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const FULL = 'january february march april may june july august september october november december'.split(' ');
const NAME = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

/** Texts that mean a month, or could: `2024-01`, `Jan 2024`, `2024-01-31`, and those that may mean something else. */
const LIKE = new RegExp(
  String.raw`^(?:\d{4}[-/]\d\d?(?:[-/]\d\d?(?:[T ].*)?)?|${NAME}[ .,'’/-]*(?:\d{4}|\d\d)|\d{4}[ /-]${NAME}|\d\d?[/-]\d{4}|\d\d\.\d{4}|\d\d?([/.-])\d\d?\3\d{4}|\d\d?\/\d\d)$`,
  'i',
);
export const looksLikeMonth = (text: string): boolean => LIKE.test(text.trim());

const YEAR_FIRST = /^(\d{4})[-/](\d\d?)$/;
const YEAR_LAST = /^(?:(\d\d?)[/-]|(\d\d)\.)(\d{4})$/;
const DAY = /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?\s?(?:Z|UTC|[+-]00:?00)?)?$/i;
const NAMED = new RegExp(String.raw`^(?:${NAME}[ .,/-]+(\d{4})|(\d{4})[ /-]${NAME}\.?)$`, 'i');
const SHORT_YEAR = new RegExp(String.raw`^(?:${NAME}[ .,'’/-]*|\d\d?/)\d\d$`, 'i');

const refuse = (code: string, message: string, hint = 'write months like 2024-01'): Refusal => ({
  code,
  message,
  hint,
});

/**
 * The first day of the month that a text means: `2024-01`, `2024/01`, `01/2024`, `Jan 2024`, or the first or last day
 * of it. What can be read in two ways is refused; `dates` reads days that are not ISO, where the user says how.
 */
export function parseMonth(text: string, dates: DateReader | null = null): Day | Refusal {
  const first = (year: string | undefined, month: number): Day | Refusal =>
    dayOf(Number(year), month, 1) ?? refuse('date/not-in-calendar', '{value} is not in the calendar');
  const [, year, month] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return first(year, Number(month));
  const last = YEAR_LAST.exec(text);
  if (last) return first(last[3], Number(last[1] ?? last[2]));
  const named = NAMED.exec(text);
  const name = named?.[1] ?? named?.[4];
  if (named && name !== undefined) {
    const word = text.toLowerCase().replaceAll(/[^a-z]/g, '');
    const at = NAMES.indexOf(name.toLowerCase());
    if (FULL[at]?.startsWith(word) || word === 'sept') return first(named[2] ?? named[3], at + 1);
  }
  if (SHORT_YEAR.test(text)) return refuse('date/two-digit-year', '{value} has a year of two digits');
  const own = text.length > 40 ? null : dates?.(text);
  const iso = DAY.exec(text);
  const day = own ? (own === 'invalid' ? null : own.day) : iso && dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (day !== null && day !== undefined) {
    if (day === startOfMonth(day) || day === endOfMonth(day)) return startOfMonth(day);
    return refuse('date/not-a-month', '{value} is neither the first nor the last day of a month');
  }
  if (own === 'invalid' || iso) return refuse('date/not-in-calendar', '{value} is not in the calendar');
  if (/^\d\d?([/.-])\d\d?\1\d{4}$/.test(text)) {
    return refuse('date/ambiguous', '{value} can be day/month or month/day', '--date-format dmy or --date-format mdy');
  }
  return refuse('date/format', '{field} is "{value}", not a month like 2024-01');
}

const month = (reading: Reading, name: string) =>
  field<Day>('date', (text) => {
    const first = parseMonth(text, reading.dateReader(name));
    return isRefusal(first) || (first >= FIRST && first <= LAST) ? first : outOfRange;
  });
const FIRST = dayOf(1900, 1, 1) ?? 0;
const LAST = dayOf(3000, 12, 1) ?? 0;
const outOfRange = refuse('date/out-of-range', '{value} is outside the years 1900 to 3000');

const columns = (reading: Reading) => ({
  ...commonColumns(reading),
  month: month(reading, 'month').required('The month that the amount is for'),
});

/**
 * One amount of a sheet by month: paid from the first of that month up to the first of the next. A blank or a 0 is
 * nothing paid; a blank does not even say that the month is over. The row has no end of its own, for the month after
 * it has a row of its own, or none is known.
 */
export const monthSchema = (reading: Reading) =>
  rowSchema(columns(reading), reading, (row, refuse): Omit<Subscription, keyof Origin> => {
    const from = row.month;
    const until = endOfMonth(from) + 1;
    const currency = currencyOf(row.currency, refuse);
    const status = row.status ?? 'active';
    const isBlank = AMOUNTS.every((name) => row[name] === null);
    const price = isBlank ? null : priceOf(row, currency, reading, refuse);
    const isFull = row.discount_end !== null && row.discount_end <= from;
    const cents = (isFull ? price?.full : price?.discounted) ?? 0;
    const isPaid = cents > 0 && !isUnpaid(status) && row.is_recurring !== false;
    return {
      subscription_id: row.subscription_id,
      customer_id: row.customer_id,
      plan: row.plan,
      currency,
      started: isPaid ? from : null,
      ended: null,
      status,
      cancel_reason: null,
      terms: isPaid ? [{ from, until, cents }] : [],
      ...(!isBlank && { covers: until - 1 }),
    };
  });
