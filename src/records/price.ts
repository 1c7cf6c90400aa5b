import type { Day } from '../calculator/calendar.ts';
import { isHeld, minorOf } from './amounts.ts';
import { amount, type Cells, day, oneOf, type Refuse } from './fields.ts';
import { type Fraction, type Interval, PER_MONTH, roundHalfEven } from './money.ts';
import type { Reading } from './reading.ts';
import { defaultRules } from './rules.ts';

const INTERVAL: Readonly<Record<string, Interval>> = {
  day: 'day',
  days: 'day',
  daily: 'day',
  week: 'week',
  weeks: 'week',
  weekly: 'week',
  month: 'month',
  months: 'month',
  monthly: 'month',
  mo: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  quarterly: 'quarter',
  'half year': 'half_year',
  'half yearly': 'half_year',
  semiannual: 'half_year',
  'semi annual': 'half_year',
  year: 'year',
  years: 'year',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
};

/** The columns that hold an amount, the surest first. */
export const AMOUNTS = ['mrr', 'arr', 'amount', 'unit_amount'] as const;

/** The columns that say what a row costs. */
export const priceColumns = (reading: Reading) => ({
  amount: amount(reading).optional('The recurring total of one billing interval, before tax'),
  unit_amount: amount(reading).optional('The price of one unit; times quantity'),
  quantity: amount(reading).optional('How many units; 1 when left out'),
  mrr: amount(reading).optional('Monthly recurring revenue, when the export has it'),
  arr: amount(reading).optional('Annual recurring revenue, when the export has it'),
  interval: oneOf(INTERVAL).optional('day, week, month, quarter, half_year or year; month when left out'),
  interval_count: amount(reading).optional('So many intervals are billed at once; 1 when left out'),
  discount_amount: amount(reading).optional('Comes off the total of an interval'),
  discount_percent: amount(reading).optional('Comes off the total, 0 to 100'),
  discount_end: day(reading, 'discount_end').optional('The first day without the discount'),
});
type Priced = Cells<ReturnType<typeof priceColumns>>;

/** What a row is worth a month, in whole minor units. */
export interface Price {
  readonly full: number;
  readonly discounted: number;
}

/** The row's month with and without its discount; null without amounts, undefined when it was refused. */
export function priceOf(
  row: Priced,
  currency: string | null,
  reading: Reading,
  refuse: Refuse,
): Price | null | undefined {
  const present = AMOUNTS.filter((name) => reading.fields.has(name));
  if (present.length === 0) return null;
  const name = present.find((each) => row[each] !== null);
  const written = name === undefined ? null : row[name];
  if (name === undefined || written === null) {
    refuse(present[0] ?? 'amount', 'field/missing', '{field} is missing');
    return undefined;
  }
  const cents = minorOf(name, written, { currency, reading }, refuse);
  if (cents === null) return undefined;
  if (name === 'mrr') return checked(name, { full: { over: cents, under: 1n } }, refuse);
  if (name === 'arr') return checked(name, { full: { over: cents, under: 12n } }, refuse);

  const quantity = name === 'unit_amount' ? (row.quantity ?? { digits: 1n, scale: 0 }) : { digits: 1n, scale: 0 };
  const total: Fraction = { over: cents * quantity.digits, under: 10n ** BigInt(quantity.scale) };
  const count = row.interval_count ?? { digits: 1n, scale: 0 };
  if (count.digits === 0n || count.scale > 0) {
    refuse('interval_count', 'field/out-of-range', '{field} is {value}; it must be a whole number from 1');
    return undefined;
  }
  const percent = row.discount_percent ?? { digits: 0n, scale: 0 };
  const hundred = 100n * 10n ** BigInt(percent.scale);
  if (percent.digits > hundred) {
    refuse('discount_percent', 'field/out-of-range', '{field} is {value}; it runs 0 to 100');
    return undefined;
  }
  const { discount_amount: given } = row;
  const off = given === null ? 0n : minorOf('discount_amount', given, { currency, reading }, refuse);
  if (off === null) return undefined;
  // The amount comes off the total, a percentage off what is left.
  const reduced: Fraction = {
    over: (total.over - off * total.under) * (hundred - percent.digits),
    under: total.under * hundred,
  };
  const [times, by] = PER_MONTH[row.interval ?? 'month'];
  const monthly = ({ over, under }: Fraction): Fraction => ({
    over: (over > 0n ? over : 0n) * times,
    under: under * by * count.digits,
  });
  const isDiscounted = countsDiscount(row.discount_end, reading);
  return checked(name, { full: monthly(total), ...(isDiscounted && { discounted: monthly(reduced) }) }, refuse);
}

/** Whether a discount comes off at all: `--discounts`. One without an end is for ever. */
function countsDiscount(end: Day | null, { rules: { discounts = 'subtract' } = defaultRules }: Reading): boolean {
  return discounts === 'subtract' || (discounts === 'forever' && end === null);
}

/** Rounds, and refuses what a number cannot hold exactly. */
function checked(name: string, price: { full: Fraction; discounted?: Fraction }, refuse: Refuse): Price | undefined {
  const full = roundHalfEven(price.full);
  const discounted = price.discounted === undefined ? full : roundHalfEven(price.discounted);
  if (!isHeld(name, full, refuse)) return undefined;
  return { full: Number(full), discounted: Number(discounted) };
}
