import type { Day } from '../calculator/calendar.ts';
import { currencyOf, isHeld, minorOf } from './amounts.ts';
import { amount, type Cells, day, flag, oneOf, type Refuse, rowSchema, text } from './fields.ts';
import { type Fraction, type Interval, PER_MONTH, roundHalfEven } from './money.ts';
import type { Reading } from './reading.ts';
import type { Origin, Subscription, SubscriptionStatus, Term } from './row.ts';

const STATUS = {
  active: 'active',
  live: 'active',
  trialing: 'trialing',
  trial: 'trialing',
  'in trial': 'trialing',
  'past due': 'past_due',
  unpaid: 'unpaid',
  'non renewing': 'non_renewing',
  paused: 'paused',
  canceled: 'canceled',
  cancelled: 'canceled',
  churned: 'canceled',
  ended: 'canceled',
  expired: 'expired',
  future: 'future',
  incomplete: 'incomplete',
  'incomplete expired': 'incomplete_expired',
  draft: 'draft',
  pending: 'future',
} as const;
type Status = SubscriptionStatus;

/** States that never paid, whatever their dates (METRICS.md 1.3). */
const NEVER_PAID: ReadonlySet<Status> = new Set(['trialing', 'future', 'incomplete', 'incomplete_expired', 'draft']);
/** States that do not pay at the export; without an end they weigh nothing at any close (METRICS.md 9.30). */
const NOT_PAYING: ReadonlySet<Status> = new Set(['paused', 'unpaid']);
const OVER: ReadonlySet<Status> = new Set(['canceled', 'expired']);

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

const AMOUNTS = ['mrr', 'arr', 'amount', 'unit_amount'] as const;

const columns = (reading: Reading) => ({
  subscription_id: text.optional('The subscription'),
  customer_id: text.required('The customer who subscribes'),
  started_at: day(reading, 'started_at').optional('The first day of service'),
  ended_at: day(reading, 'ended_at').optional('The first day without service; empty while it runs'),
  canceled_at: day(reading, 'canceled_at').optional('When it was cancelled: the end, without ended_at'),
  paused_at: day(reading, 'paused_at').optional('The first day of a pause that is not over'),
  status: oneOf(STATUS).optional('active, trialing, past_due, paused, canceled, ...'),
  trial_end: day(reading, 'trial_end').optional('The first paid day after a trial'),
  amount: amount(reading).optional('The recurring total of one billing interval, before tax'),
  unit_amount: amount(reading).optional('The price of one unit; times quantity'),
  quantity: amount(reading).optional('How many units; 1 when left out'),
  mrr: amount(reading).optional('Monthly recurring revenue, when the export has it'),
  arr: amount(reading).optional('Annual recurring revenue, when the export has it'),
  currency: text.optional('ISO 4217 code'),
  interval: oneOf(INTERVAL).optional('day, week, month, quarter, half_year or year; month when left out'),
  interval_count: amount(reading).optional('So many intervals are billed at once; 1 when left out'),
  discount_amount: amount(reading).optional('Comes off the total of an interval'),
  discount_percent: amount(reading).optional('Comes off the total, 0 to 100'),
  discount_end: day(reading, 'discount_end').optional('The first day without the discount'),
  is_recurring: flag.optional('No: a one-off charge, which is not MRR'),
  plan: text.optional('What is subscribed to'),
  cancel_reason: text.optional('Why it ended'),
});
type Fields = Cells<ReturnType<typeof columns>>;

/** One row of a subscriptions export: text to paid terms, each normalised to a month and rounded once. */
export const subscriptionSchema = (reading: Reading) =>
  rowSchema(columns(reading), reading, (row, refuse): Omit<Subscription, keyof Origin> => {
    const status: Status = row.status ?? 'active';
    const ended = reading.fields.has('ended_at') ? row.ended_at : row.canceled_at;
    if (row.started_at === null && !NEVER_PAID.has(status)) refuse('started_at', 'field/missing', '{field} is missing');
    if (row.started_at !== null && ended !== null && ended < row.started_at) {
      const name = reading.fields.has('ended_at') ? 'ended_at' : 'canceled_at';
      refuse(name, 'row/negative-duration', '{field} is before started_at');
    }
    if (OVER.has(status) && ended === null) {
      refuse('ended_at', 'field/missing', `{field} is missing: the status is ${status}`);
    }
    const currency = currencyOf(row.currency ?? reading.currency, refuse);
    const pays = !NEVER_PAID.has(status) && row.is_recurring !== false;
    return {
      subscription_id: row.subscription_id,
      customer_id: row.customer_id,
      plan: row.plan,
      currency,
      started: row.started_at,
      ended,
      status,
      cancel_reason: row.cancel_reason,
      terms: pays ? termsOf(row, { status, ended, currency }, reading, refuse) : [],
    };
  });

function termsOf(
  row: Fields,
  { status, ended, currency }: { status: Status; ended: Day | null; currency: string | null },
  reading: Reading,
  refuse: Refuse,
): Term[] {
  const price = priceOf(row, currency, reading, refuse);
  if (price === undefined || row.started_at === null) return [];
  const from = Math.max(row.started_at, row.trial_end ?? row.started_at);
  const until = NOT_PAYING.has(status) && ended === null ? (row.paused_at ?? from) : ended;
  if (until !== null && until <= from) return [];
  if (price === null) return [{ from, until, cents: null }];
  const { full, discounted } = price;
  const change = row.discount_end;
  if (full === discounted || change === null || (until !== null && change >= until)) {
    return [{ from, until, cents: discounted }];
  }
  if (change <= from) return [{ from, until, cents: full }];
  return [
    { from, until: change, cents: discounted },
    { from: change, until, cents: full },
  ];
}

interface Price {
  readonly full: number;
  readonly discounted: number;
}

/** The row's month with and without its discount; null without amounts, undefined when it was refused. */
function priceOf(row: Fields, currency: string | null, reading: Reading, refuse: Refuse): Price | null | undefined {
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
  return checked(name, { full: monthly(total), discounted: monthly(reduced) }, refuse);
}

/** Rounds, and refuses what a number cannot hold exactly. */
function checked(name: string, price: { full: Fraction; discounted?: Fraction }, refuse: Refuse): Price | undefined {
  const full = roundHalfEven(price.full);
  const discounted = price.discounted === undefined ? full : roundHalfEven(price.discounted);
  if (!isHeld(name, full, refuse)) return undefined;
  return { full: Number(full), discounted: Number(discounted) };
}
