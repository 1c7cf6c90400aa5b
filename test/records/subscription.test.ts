import { describe, expect, test } from 'vitest';
import { formatDay } from '../../src/calculator/calendar.ts';
import { subscriptionSchema } from '../../src/records/subscription.ts';
import { accepted, type Cells, refused } from './support.ts';

const base: Cells = { customer_id: 'A', started_at: '2024-01-01', ended_at: '', amount: '10' };
const read = (cells: Cells) => accepted(subscriptionSchema, { ...base, ...cells });
const date = (day: number | null) => (day === null ? '' : formatDay(day));
/** When a row pays and how much, as `from..until cents`. */
const terms = (cells: Cells) =>
  read(cells).terms.map(({ from, until, cents }) => `${date(from)}..${date(until)} ${cents}`);

// METRICS.md 1.3 and 9.30: the status is as at the export.
test.each([
  ['', '', ['2024-01-01.. 1000']],
  ['active', '', ['2024-01-01.. 1000']],
  ['Live', '', ['2024-01-01.. 1000']],
  ['past_due', '', ['2024-01-01.. 1000']],
  ['Past Due', '', ['2024-01-01.. 1000']],
  ['non-renewing', '', ['2024-01-01.. 1000']],
  ['trialing', '', []],
  ['in trial', '', []],
  ['future', '', []],
  ['pending', '', []],
  ['incomplete', '', []],
  ['incomplete_expired', '', []],
  ['draft', '', []],
  ['paused', '', []],
  ['unpaid', '', []],
  ['active', '2024-07-10', ['2024-01-01..2024-07-10 1000']],
  ['canceled', '2024-07-10', ['2024-01-01..2024-07-10 1000']],
  ['cancelled', '2024-07-10', ['2024-01-01..2024-07-10 1000']],
  ['expired', '2024-07-10', ['2024-01-01..2024-07-10 1000']],
  ['paused', '2024-07-10', ['2024-01-01..2024-07-10 1000']],
  ['unpaid', '2024-07-10', ['2024-01-01..2024-07-10 1000']],
  ['trialing', '2024-07-10', []],
])('%s, ended "%s": %j', (status, ended_at, expected) => {
  expect(terms({ status, ended_at })).toEqual(expected);
});

test.each<[string, Cells, string[]]>([
  ['a pause that is not over', { status: 'paused', paused_at: '2024-05-01' }, ['2024-01-01..2024-05-01 1000']],
  ['paused from the start', { status: 'paused', paused_at: '2024-01-01' }, []],
  [
    'a pause within a contract',
    { status: 'paused', paused_at: '2024-05-01', ended_at: '2025-01-01' },
    ['2024-01-01..2024-05-01 1000'],
  ],
  [
    'a pause after the end',
    { status: 'paused', paused_at: '2024-05-01', ended_at: '2024-03-01' },
    ['2024-01-01..2024-03-01 1000'],
  ],
  [
    'cancelled, the end not filled in',
    { status: 'canceled', canceled_at: '2024-07-10' },
    ['2024-01-01..2024-07-10 1000'],
  ],
  ['a pause that is over', { status: 'active', paused_at: '2024-05-01' }, ['2024-01-01.. 1000']],
  ['a trial that converted', { trial_end: '2024-01-15' }, ['2024-01-15.. 1000']],
  ['a trial that ended before it began', { trial_end: '2023-12-15' }, ['2024-01-01.. 1000']],
  ['a trial to the end', { trial_end: '2024-07-10', ended_at: '2024-07-10' }, []],
  ['of no length', { ended_at: '2024-01-01' }, []],
  ['one day', { ended_at: '2024-01-02' }, ['2024-01-01..2024-01-02 1000']],
  ['scheduled to cancel', { canceled_at: '2024-06-01' }, ['2024-01-01.. 1000']],
  ['one-off', { is_recurring: 'no' }, []],
  ['free', { amount: '0' }, ['2024-01-01.. 0']],
])('%s', (_, cells, expected) => {
  expect(terms(cells)).toEqual(expected);
});

test('canceled_at is the end where there is no ended_at column (METRICS.md 9.18)', () => {
  const cells = {
    customer_id: 'A',
    started_at: '2024-01-01',
    canceled_at: '2024-07-10',
    mrr: '10',
    status: 'canceled',
  };
  expect(accepted(subscriptionSchema, cells)).toMatchObject({ terms: [{ cents: 1000 }], status: 'canceled' });
  expect(date(accepted(subscriptionSchema, cells).ended)).toBe('2024-07-10');
});

const { amount: _, ...bare } = base;
/** The monthly cents of a row with these columns alone. */
const cents = (cells: Cells, minor: readonly string[] = []) =>
  accepted(
    subscriptionSchema,
    { ...bare, ...cells },
    { fields: new Set(Object.keys({ ...bare, ...cells })), minor: new Set(minor) },
  ).terms.map((term) => term.cents);

// METRICS.md 2.9, 3.3 and 9.18; halves of a cent go to the even side, once (9.11).
test.each<[string, Cells, number]>([
  ['annual $1,200 [ST-ba]', { amount: '1200', interval: 'year' }, 10_000],
  ['10 x $10 [BM-mrr]', { unit_amount: '10', quantity: '10' }, 10_000],
  ['$120 a year [BM-mrr]', { amount: '120', interval: 'Annual' }, 1000],
  ['$10 with a 50 % coupon [BM-mrr]', { amount: '10', discount_percent: '50' }, 500],
  ['$90 per 3 months [CM-pro]', { amount: '90', interval: 'month', interval_count: '3' }, 3000],
  ['$90 a quarter', { amount: '90', interval: 'Quarterly' }, 3000],
  ['$60 each half year', { amount: '60', interval: 'semi-annual' }, 1000],
  ['$10 a week', { amount: '10', interval: 'week' }, 4333],
  ['$10 every 2 weeks', { amount: '10', interval: 'week', interval_count: '2' }, 2167],
  ['$1 a day', { amount: '1', interval: 'day' }, 3042],
  ['$240 every 2 years', { amount: '240', interval: 'year', interval_count: '2' }, 1000],
  ['an amount beside a quantity is the total', { amount: '10', quantity: '10' }, 1000],
  ['2.5 units', { unit_amount: '10', quantity: '2.5' }, 2500],
  ['a third of a unit', { unit_amount: '0.10', quantity: '0.333' }, 3],
  ['one unit when nothing says how many', { unit_amount: '10', quantity: '' }, 1000],
  ['no units', { unit_amount: '10', quantity: '0' }, 0],
  ['MRR as it is', { mrr: '10', interval: 'year', quantity: '5', discount_percent: '50' }, 1000],
  ['ARR a twelfth', { arr: '1200' }, 10_000],
  ['ARR a twelfth, rounded', { arr: '100' }, 833],
  ['MRR before amount', { mrr: '10', amount: '99' }, 1000],
  ['amount where MRR is blank', { mrr: '', amount: '99' }, 9900],
  ['2.5 cents', { amount: '0.30', interval: 'year' }, 2],
  ['3.5 cents', { amount: '0.42', interval: 'year' }, 4],
  ['0.5 cents', { amount: '0.06', interval: 'year' }, 0],
  ['yen have no minor unit', { amount: '1200', currency: 'jpy', interval: 'year' }, 100],
  ['yen with idle decimals', { amount: '1200.00', currency: 'JPY' }, 1200],
  ['dinars have three decimals', { amount: '1.234', currency: 'KWD' }, 1234],
  ['idle decimals', { amount: '10.5000' }, 1050],
  ['the most a number holds', { amount: '90071992547409.91' }, Number.MAX_SAFE_INTEGER],
])('%s: %i', (_, cells, expected) => {
  expect(cents(cells)).toEqual([expected]);
});

test('amounts in minor units, as a header says', () => {
  expect(cents({ amount: '4990' }, ['amount'])).toEqual([4990]);
  expect(cents({ amount: '10', discount_amount: '250' }, ['discount_amount'])).toEqual([750]);
  expect(cents({ amount: '4990', discount_amount: '10' }, ['amount'])).toEqual([3990]);
});

test('without a column of amounts customers are counted and money is not', () => {
  expect(cents({ plan: 'pro' })).toEqual([null]);
});

// METRICS.md 9.31: off the total of a billing interval, the amount first; discount_end is the first day without.
test.each<[string, Cells, string[]]>([
  ['an amount off', { amount: '150', discount_amount: '50' }, ['2024-01-01.. 10000']],
  ['off a year', { amount: '1200', discount_amount: '120', interval: 'year' }, ['2024-01-01.. 9000']],
  ['off all units', { amount: '', unit_amount: '10', quantity: '10', discount_amount: '5' }, ['2024-01-01.. 9500']],
  [
    'off two and a half units',
    { amount: '', unit_amount: '10', quantity: '2.5', discount_amount: '5' },
    ['2024-01-01.. 2000'],
  ],
  ['an amount, then a half', { amount: '100', discount_amount: '20', discount_percent: '50' }, ['2024-01-01.. 4000']],
  ['more than there is', { amount: '10', discount_amount: '20' }, ['2024-01-01.. 0']],
  ['all of it', { discount_percent: '100' }, ['2024-01-01.. 0']],
  ['an eighth, rounded once', { amount: '10.01', discount_percent: '12.5' }, ['2024-01-01.. 876']],
  ['a half of a half cent', { amount: '0.01', discount_percent: '50' }, ['2024-01-01.. 0']],
  ['none', { discount_percent: '0', discount_end: '2024-03-01' }, ['2024-01-01.. 1000']],
  ['an end without a discount', { discount_end: '2024-03-01' }, ['2024-01-01.. 1000']],
  [
    'until a day',
    { discount_percent: '50', discount_end: '2024-03-01' },
    ['2024-01-01..2024-03-01 500', '2024-03-01.. 1000'],
  ],
  ['over before it began', { discount_percent: '50', discount_end: '2024-01-01' }, ['2024-01-01.. 1000']],
  [
    'longer than the service',
    { discount_percent: '50', discount_end: '2024-03-01', ended_at: '2024-03-01' },
    ['2024-01-01..2024-03-01 500'],
  ],
  [
    'from the end of a trial',
    { discount_percent: '50', discount_end: '2024-03-01', trial_end: '2024-02-01' },
    ['2024-02-01..2024-03-01 500', '2024-03-01.. 1000'],
  ],
])('a discount: %s', (_, cells, expected) => {
  expect(terms(cells)).toEqual(expected);
});

describe('refused', () => {
  test.each<[string, Cells, string[]]>([
    ['no customer', { customer_id: '' }, ['customer_id: field/missing']],
    ['no start', { started_at: '' }, ['started_at: field/missing']],
    ['no start, on trial: it never began', { started_at: '', status: 'trialing' }, []],
    ['ends before it starts', { ended_at: '2023-12-31' }, ['ended_at: row/negative-duration']],
    ['canceled without an end', { status: 'canceled' }, ['ended_at: field/missing']],
    ['a status nobody knows', { status: 'zombie' }, ['status: field/enum']],
    ['an interval nobody knows', { interval: 'fortnight' }, ['interval: field/enum']],
    ['no amount', { amount: '' }, ['amount: field/missing']],
    ['no amount, on trial: it never counts', { amount: '', status: 'trialing' }, []],
    ['below 0', { amount: '-10' }, ['amount: money/negative']],
    ['half a cent', { amount: '10.005' }, ['amount: money/too-precise']],
    ['half a yen', { amount: '10.5', currency: 'JPY' }, ['amount: money/too-precise']],
    ['half a cent off', { discount_amount: '0.005' }, ['discount_amount: money/too-precise']],
    ['too much', { amount: '90071992547409.92' }, ['amount: money/overflow']],
    ['a currency of two letters', { currency: 'US' }, ['currency: money/currency']],
    ['a currency sign', { currency: '$' }, ['currency: money/currency']],
    ['less than no units', { quantity: '-1' }, ['quantity: money/negative']],
    ['an interval of nothing', { interval_count: '0' }, ['interval_count: field/out-of-range']],
    ['an interval and a half', { interval_count: '1.5' }, ['interval_count: field/out-of-range']],
    ['more than all off', { discount_percent: '100.01' }, ['discount_percent: field/out-of-range']],
    [
      'several things',
      { amount: 'x', started_at: '1.2.24' },
      ['started_at: date/two-digit-year', 'amount: money/format'],
    ],
  ])('%s', (_, cells, expected) => {
    expect(refused(subscriptionSchema, { ...base, ...cells })).toEqual(expected);
  });

  test('half a cent in a column of cents, and too many units', () => {
    const minor = new Set(['amount']);
    const fields = new Set(Object.keys(base));
    expect(refused(subscriptionSchema, { ...base, amount: '49.5' }, { fields, minor })).toEqual([
      'amount: money/too-precise',
    ]);
    const many = { ...bare, unit_amount: '90071992547409.91', quantity: '2' };
    expect(refused(subscriptionSchema, many)).toEqual(['unit_amount: money/overflow']);
  });
});
